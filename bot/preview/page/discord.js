/* @skyra/discord-components-core (MIT), lit and @lit/* (BSD-3-Clause); licences in discord.LICENSES.txt. Made by vendor.sh. */
(()=>{var Xe=class extends Event{constructor(e,s,t,a){super("context-request",{bubbles:!0,composed:!0}),this.context=e,this.contextTarget=s,this.callback=t,this.subscribe=a??!1}};var ct=class{constructor(e,s,t,a){if(this.subscribe=!1,this.provided=!1,this.value=void 0,this.t=(h,r)=>{this.unsubscribe&&(this.unsubscribe!==r&&(this.provided=!1,this.unsubscribe()),this.subscribe||this.unsubscribe()),this.value=h,this.host.requestUpdate(),this.provided&&!this.subscribe||(this.provided=!0,this.callback&&this.callback(h,r)),this.unsubscribe=r},this.host=e,s.context!==void 0){let h=s;this.context=h.context,this.callback=h.callback,this.subscribe=h.subscribe??!1}else this.context=s,this.callback=t,this.subscribe=a??!1;this.host.addController(this)}hostConnected(){this.dispatchRequest()}hostDisconnected(){this.unsubscribe&&(this.unsubscribe(),this.unsubscribe=void 0)}dispatchRequest(){this.host.dispatchEvent(new Xe(this.context,this.host,this.t,this.subscribe))}};var It=class{get value(){return this.o}set value(e){this.setValue(e)}setValue(e,s=!1){let t=s||!Object.is(e,this.o);this.o=e,t&&this.updateObservers()}constructor(e){this.subscriptions=new Map,this.updateObservers=()=>{for(let[s,{disposer:t}]of this.subscriptions)s(this.o,t)},e!==void 0&&(this.value=e)}addCallback(e,s,t){if(!t)return void e(this.value);this.subscriptions.has(e)||this.subscriptions.set(e,{disposer:()=>{this.subscriptions.delete(e)},consumerHost:s});let{disposer:a}=this.subscriptions.get(e);e(this.value,a)}clearCallbacks(){this.subscriptions.clear()}};var _s=class extends Event{constructor(e,s){super("context-provider",{bubbles:!0,composed:!0}),this.context=e,this.contextTarget=s}},dt=class extends It{constructor(e,s,t){super(s.context!==void 0?s.initialValue:t),this.onContextRequest=a=>{if(a.context!==this.context)return;let h=a.contextTarget??a.composedPath()[0];h!==this.host&&(a.stopPropagation(),this.addCallback(a.callback,h,a.subscribe))},this.onProviderRequest=a=>{if(a.context!==this.context||(a.contextTarget??a.composedPath()[0])===this.host)return;let h=new Set;for(let[r,{consumerHost:d}]of this.subscriptions)h.has(r)||(h.add(r),d.dispatchEvent(new Xe(this.context,d,r,!0)));a.stopPropagation()},this.host=e,s.context!==void 0?this.context=s.context:this.context=s,this.attachListeners(),this.host.addController?.(this)}attachListeners(){this.host.addEventListener("context-request",this.onContextRequest),this.host.addEventListener("context-provider",this.onProviderRequest)}hostConnected(){this.host.dispatchEvent(new _s(this.context,this.host))}};function _t({context:i}){return(e,s)=>{let t=new WeakMap;if(typeof s=="object")return{get(){return e.get.call(this)},set(a){return t.get(this).setValue(a),e.set.call(this,a)},init(a){return t.set(this,new dt(this,{context:i,initialValue:a})),a}};{e.constructor.addInitializer((r=>{t.set(r,new dt(r,{context:i}))}));let a=Object.getOwnPropertyDescriptor(e,s),h;if(a===void 0){let r=new WeakMap;h={get(){return r.get(this)},set(d){t.get(this).setValue(d),r.set(this,d)},configurable:!0,enumerable:!0}}else{let r=a.set;h={...a,set(d){t.get(this).setValue(d),r?.call(this,d)}}}return void Object.defineProperty(e,s,h)}}}function re({context:i,subscribe:e}){return(s,t)=>{typeof t=="object"?t.addInitializer((function(){new ct(this,{context:i,callback:a=>{s.set.call(this,a)},subscribe:e})})):s.constructor.addInitializer((a=>{new ct(a,{context:i,callback:h=>{a[t]=h},subscribe:e})}))}}var St=globalThis,Dt=St.ShadowRoot&&(St.ShadyCSS===void 0||St.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,bs=Symbol(),Js=new WeakMap,bt=class{constructor(e,s,t){if(this._$cssResult$=!0,t!==bs)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=s}get styleSheet(){let e=this.o,s=this.t;if(Dt&&e===void 0){let t=s!==void 0&&s.length===1;t&&(e=Js.get(s)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&Js.set(s,e))}return e}toString(){return this.cssText}},Qs=i=>new bt(typeof i=="string"?i:i+"",void 0,bs),X=(i,...e)=>{let s=i.length===1?i[0]:e.reduce((t,a,h)=>t+(r=>{if(r._$cssResult$===!0)return r.cssText;if(typeof r=="number")return r;throw Error("Value passed to 'css' function must be a 'css' function result: "+r+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(a)+i[h+1],i[0]);return new bt(s,i,bs)},Xs=(i,e)=>{if(Dt)i.adoptedStyleSheets=e.map(s=>s instanceof CSSStyleSheet?s:s.styleSheet);else for(let s of e){let t=document.createElement("style"),a=St.litNonce;a!==void 0&&t.setAttribute("nonce",a),t.textContent=s.cssText,i.appendChild(t)}},xs=Dt?i=>i:i=>i instanceof CSSStyleSheet?(e=>{let s="";for(let t of e.cssRules)s+=t.cssText;return Qs(s)})(i):i;var{is:Mi,defineProperty:Hi,getOwnPropertyDescriptor:wi,getOwnPropertyNames:$i,getOwnPropertySymbols:ki,getPrototypeOf:Ci}=Object,Bt=globalThis,Ys=Bt.trustedTypes,Ti=Ys?Ys.emptyScript:"",Ai=Bt.reactiveElementPolyfillSupport,xt=(i,e)=>i,yt={toAttribute(i,e){switch(e){case Boolean:i=i?Ti:null;break;case Object:case Array:i=i==null?i:JSON.stringify(i)}return i},fromAttribute(i,e){let s=i;switch(e){case Boolean:s=i!==null;break;case Number:s=i===null?null:Number(i);break;case Object:case Array:try{s=JSON.parse(i)}catch{s=null}}return s}},Ot=(i,e)=>!Mi(i,e),ei={attribute:!0,type:String,converter:yt,reflect:!1,useDefault:!1,hasChanged:Ot};Symbol.metadata??=Symbol("metadata"),Bt.litPropertyMetadata??=new WeakMap;var De=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,s=ei){if(s.state&&(s.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((s=Object.create(s)).wrapped=!0),this.elementProperties.set(e,s),!s.noAccessor){let t=Symbol(),a=this.getPropertyDescriptor(e,t,s);a!==void 0&&Hi(this.prototype,e,a)}}static getPropertyDescriptor(e,s,t){let{get:a,set:h}=wi(this.prototype,e)??{get(){return this[s]},set(r){this[s]=r}};return{get:a,set(r){let d=a?.call(this);h?.call(this,r),this.requestUpdate(e,d,t)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ei}static _$Ei(){if(this.hasOwnProperty(xt("elementProperties")))return;let e=Ci(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(xt("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(xt("properties"))){let s=this.properties,t=[...$i(s),...ki(s)];for(let a of t)this.createProperty(a,s[a])}let e=this[Symbol.metadata];if(e!==null){let s=litPropertyMetadata.get(e);if(s!==void 0)for(let[t,a]of s)this.elementProperties.set(t,a)}this._$Eh=new Map;for(let[s,t]of this.elementProperties){let a=this._$Eu(s,t);a!==void 0&&this._$Eh.set(a,s)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let s=[];if(Array.isArray(e)){let t=new Set(e.flat(1/0).reverse());for(let a of t)s.unshift(xs(a))}else e!==void 0&&s.push(xs(e));return s}static _$Eu(e,s){let t=s.attribute;return t===!1?void 0:typeof t=="string"?t:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,s=this.constructor.elementProperties;for(let t of s.keys())this.hasOwnProperty(t)&&(e.set(t,this[t]),delete this[t]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Xs(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,s,t){this._$AK(e,t)}_$ET(e,s){let t=this.constructor.elementProperties.get(e),a=this.constructor._$Eu(e,t);if(a!==void 0&&t.reflect===!0){let h=(t.converter?.toAttribute!==void 0?t.converter:yt).toAttribute(s,t.type);this._$Em=e,h==null?this.removeAttribute(a):this.setAttribute(a,h),this._$Em=null}}_$AK(e,s){let t=this.constructor,a=t._$Eh.get(e);if(a!==void 0&&this._$Em!==a){let h=t.getPropertyOptions(a),r=typeof h.converter=="function"?{fromAttribute:h.converter}:h.converter?.fromAttribute!==void 0?h.converter:yt;this._$Em=a;let d=r.fromAttribute(s,h.type);this[a]=d??this._$Ej?.get(a)??d,this._$Em=null}}requestUpdate(e,s,t,a=!1,h){if(e!==void 0){let r=this.constructor;if(a===!1&&(h=this[e]),t??=r.getPropertyOptions(e),!((t.hasChanged??Ot)(h,s)||t.useDefault&&t.reflect&&h===this._$Ej?.get(e)&&!this.hasAttribute(r._$Eu(e,t))))return;this.C(e,s,t)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,s,{useDefault:t,reflect:a,wrapped:h},r){t&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,r??s??this[e]),h!==!0||r!==void 0)||(this._$AL.has(e)||(this.hasUpdated||t||(s=void 0),this._$AL.set(e,s)),a===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(s){Promise.reject(s)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[a,h]of this._$Ep)this[a]=h;this._$Ep=void 0}let t=this.constructor.elementProperties;if(t.size>0)for(let[a,h]of t){let{wrapped:r}=h,d=this[a];r!==!0||this._$AL.has(a)||d===void 0||this.C(a,void 0,h,d)}}let e=!1,s=this._$AL;try{e=this.shouldUpdate(s),e?(this.willUpdate(s),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update(s)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(s)}willUpdate(e){}_$AE(e){this._$EO?.forEach(s=>s.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(s=>this._$ET(s,this[s])),this._$EM()}updated(e){}firstUpdated(e){}};De.elementStyles=[],De.shadowRootOptions={mode:"open"},De[xt("elementProperties")]=new Map,De[xt("finalized")]=new Map,Ai?.({ReactiveElement:De}),(Bt.reactiveElementVersions??=[]).push("2.1.2");var Ms=globalThis,ti=i=>i,Ut=Ms.trustedTypes,si=Ut?Ut.createPolicy("lit-html",{createHTML:i=>i}):void 0,Hs="$lit$",Be=`lit$${Math.random().toFixed(9).slice(2)}$`,ws="?"+Be,Vi=`<${ws}>`,it=document,Ht=()=>it.createComment(""),wt=i=>i===null||typeof i!="object"&&typeof i!="function",$s=Array.isArray,li=i=>$s(i)||typeof i?.[Symbol.iterator]=="function",ys=`[ 	
\f\r]`,Mt=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ii=/-->/g,ai=/>/g,tt=RegExp(`>|${ys}(?:([^\\s"'>=/]+)(${ys}*=${ys}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ri=/'/g,oi=/"/g,ni=/^(?:script|style|textarea|title)$/i,ks=i=>(e,...s)=>({_$litType$:i,strings:e,values:s}),l=ks(1),C=ks(2),lr=ks(3),ke=Symbol.for("lit-noChange"),ie=Symbol.for("lit-nothing"),hi=new WeakMap,st=it.createTreeWalker(it,129);function ci(i,e){if(!$s(i)||!i.hasOwnProperty("raw"))throw Error("invalid template strings array");return si!==void 0?si.createHTML(e):e}var di=(i,e)=>{let s=i.length-1,t=[],a,h=e===2?"<svg>":e===3?"<math>":"",r=Mt;for(let d=0;d<s;d++){let z=i[d],g,n,o=-1,w=0;for(;w<z.length&&(r.lastIndex=w,n=r.exec(z),n!==null);)w=r.lastIndex,r===Mt?n[1]==="!--"?r=ii:n[1]!==void 0?r=ai:n[2]!==void 0?(ni.test(n[2])&&(a=RegExp("</"+n[2],"g")),r=tt):n[3]!==void 0&&(r=tt):r===tt?n[0]===">"?(r=a??Mt,o=-1):n[1]===void 0?o=-2:(o=r.lastIndex-n[2].length,g=n[1],r=n[3]===void 0?tt:n[3]==='"'?oi:ri):r===oi||r===ri?r=tt:r===ii||r===ai?r=Mt:(r=tt,a=void 0);let x=r===tt&&i[d+1].startsWith("/>")?" ":"";h+=r===Mt?z+Vi:o>=0?(t.push(g),z.slice(0,o)+Hs+z.slice(o)+Be+x):z+Be+(o===-2?d:x)}return[ci(i,h+(i[s]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),t]},$t=class i{constructor({strings:e,_$litType$:s},t){let a;this.parts=[];let h=0,r=0,d=e.length-1,z=this.parts,[g,n]=di(e,s);if(this.el=i.createElement(g,t),st.currentNode=this.el.content,s===2||s===3){let o=this.el.content.firstChild;o.replaceWith(...o.childNodes)}for(;(a=st.nextNode())!==null&&z.length<d;){if(a.nodeType===1){if(a.hasAttributes())for(let o of a.getAttributeNames())if(o.endsWith(Hs)){let w=n[r++],x=a.getAttribute(o).split(Be),b=/([.?@])?(.*)/.exec(w);z.push({type:1,index:h,name:b[2],strings:x,ctor:b[1]==="."?Pt:b[1]==="?"?Nt:b[1]==="@"?Lt:rt}),a.removeAttribute(o)}else o.startsWith(Be)&&(z.push({type:6,index:h}),a.removeAttribute(o));if(ni.test(a.tagName)){let o=a.textContent.split(Be),w=o.length-1;if(w>0){a.textContent=Ut?Ut.emptyScript:"";for(let x=0;x<w;x++)a.append(o[x],Ht()),st.nextNode(),z.push({type:2,index:++h});a.append(o[w],Ht())}}}else if(a.nodeType===8)if(a.data===ws)z.push({type:2,index:h});else{let o=-1;for(;(o=a.data.indexOf(Be,o+1))!==-1;)z.push({type:7,index:h}),o+=Be.length-1}h++}}static createElement(e,s){let t=it.createElement("template");return t.innerHTML=e,t}};function at(i,e,s=i,t){if(e===ke)return e;let a=t!==void 0?s._$Co?.[t]:s._$Cl,h=wt(e)?void 0:e._$litDirective$;return a?.constructor!==h&&(a?._$AO?.(!1),h===void 0?a=void 0:(a=new h(i),a._$AT(i,s,t)),t!==void 0?(s._$Co??=[])[t]=a:s._$Cl=a),a!==void 0&&(e=at(i,a._$AS(i,e.values),a,t)),e}var Rt=class{constructor(e,s){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=s}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:s},parts:t}=this._$AD,a=(e?.creationScope??it).importNode(s,!0);st.currentNode=a;let h=st.nextNode(),r=0,d=0,z=t[0];for(;z!==void 0;){if(r===z.index){let g;z.type===2?g=new mt(h,h.nextSibling,this,e):z.type===1?g=new z.ctor(h,z.name,z.strings,this,e):z.type===6&&(g=new Ft(h,this,e)),this._$AV.push(g),z=t[++d]}r!==z?.index&&(h=st.nextNode(),r++)}return st.currentNode=it,a}p(e){let s=0;for(let t of this._$AV)t!==void 0&&(t.strings!==void 0?(t._$AI(e,t,s),s+=t.strings.length-2):t._$AI(e[s])),s++}},mt=class i{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,s,t,a){this.type=2,this._$AH=ie,this._$AN=void 0,this._$AA=e,this._$AB=s,this._$AM=t,this.options=a,this._$Cv=a?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,s=this._$AM;return s!==void 0&&e?.nodeType===11&&(e=s.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,s=this){e=at(this,e,s),wt(e)?e===ie||e==null||e===""?(this._$AH!==ie&&this._$AR(),this._$AH=ie):e!==this._$AH&&e!==ke&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):li(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==ie&&wt(this._$AH)?this._$AA.nextSibling.data=e:this.T(it.createTextNode(e)),this._$AH=e}$(e){let{values:s,_$litType$:t}=e,a=typeof t=="number"?this._$AC(e):(t.el===void 0&&(t.el=$t.createElement(ci(t.h,t.h[0]),this.options)),t);if(this._$AH?._$AD===a)this._$AH.p(s);else{let h=new Rt(a,this),r=h.u(this.options);h.p(s),this.T(r),this._$AH=h}}_$AC(e){let s=hi.get(e.strings);return s===void 0&&hi.set(e.strings,s=new $t(e)),s}k(e){$s(this._$AH)||(this._$AH=[],this._$AR());let s=this._$AH,t,a=0;for(let h of e)a===s.length?s.push(t=new i(this.O(Ht()),this.O(Ht()),this,this.options)):t=s[a],t._$AI(h),a++;a<s.length&&(this._$AR(t&&t._$AB.nextSibling,a),s.length=a)}_$AR(e=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);e!==this._$AB;){let t=ti(e).nextSibling;ti(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},rt=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,s,t,a,h){this.type=1,this._$AH=ie,this._$AN=void 0,this.element=e,this.name=s,this._$AM=a,this.options=h,t.length>2||t[0]!==""||t[1]!==""?(this._$AH=Array(t.length-1).fill(new String),this.strings=t):this._$AH=ie}_$AI(e,s=this,t,a){let h=this.strings,r=!1;if(h===void 0)e=at(this,e,s,0),r=!wt(e)||e!==this._$AH&&e!==ke,r&&(this._$AH=e);else{let d=e,z,g;for(e=h[0],z=0;z<h.length-1;z++)g=at(this,d[t+z],s,z),g===ke&&(g=this._$AH[z]),r||=!wt(g)||g!==this._$AH[z],g===ie?e=ie:e!==ie&&(e+=(g??"")+h[z+1]),this._$AH[z]=g}r&&!a&&this.j(e)}j(e){e===ie?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},Pt=class extends rt{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===ie?void 0:e}},Nt=class extends rt{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==ie)}},Lt=class extends rt{constructor(e,s,t,a,h){super(e,s,t,a,h),this.type=5}_$AI(e,s=this){if((e=at(this,e,s,0)??ie)===ke)return;let t=this._$AH,a=e===ie&&t!==ie||e.capture!==t.capture||e.once!==t.once||e.passive!==t.passive,h=e!==ie&&(t===ie||a);a&&this.element.removeEventListener(this.name,this,t),h&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Ft=class{constructor(e,s,t){this.element=e,this.type=6,this._$AN=void 0,this._$AM=s,this.options=t}get _$AU(){return this._$AM._$AU}_$AI(e){at(this,e)}},mi={M:Hs,P:Be,A:ws,C:1,L:di,R:Rt,D:li,V:at,I:mt,H:rt,N:Nt,U:Lt,B:Pt,F:Ft},Ei=Ms.litHtmlPolyfillSupport;Ei?.($t,mt),(Ms.litHtmlVersions??=[]).push("3.3.3");var vi=(i,e,s)=>{let t=s?.renderBefore??e,a=t._$litPart$;if(a===void 0){let h=s?.renderBefore??null;t._$litPart$=a=new mt(e.insertBefore(Ht(),h),h,void 0,s??{})}return a._$AI(i),a};var Cs=globalThis,K=class extends De{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let s=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=vi(s,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return ke}};K._$litElement$=!0,K.finalized=!0,Cs.litElementHydrateSupport?.({LitElement:K});var ji=Cs.litElementPolyfillSupport;ji?.({LitElement:K});(Cs.litElementVersions??=[]).push("4.2.2");var ee=i=>(e,s)=>{s!==void 0?s.addInitializer(()=>{customElements.define(i,e)}):customElements.define(i,e)};var Ii={attribute:!0,type:String,converter:yt,reflect:!1,hasChanged:Ot},Si=(i=Ii,e,s)=>{let{kind:t,metadata:a}=s,h=globalThis.litPropertyMetadata.get(a);if(h===void 0&&globalThis.litPropertyMetadata.set(a,h=new Map),t==="setter"&&((i=Object.create(i)).wrapped=!0),h.set(s.name,i),t==="accessor"){let{name:r}=s;return{set(d){let z=e.get.call(this);e.set.call(this,d),this.requestUpdate(r,z,i,!0,d)},init(d){return d!==void 0&&this.C(r,void 0,i,d),d}}}if(t==="setter"){let{name:r}=s;return function(d){let z=this[r];e.call(this,d),this.requestUpdate(r,z,i,!0,d)}}throw Error("Unsupported decorator location: "+t)};function f(i){return(e,s)=>typeof s=="object"?Si(i,e,s):((t,a,h)=>{let r=a.hasOwnProperty(h);return a.constructor.createProperty(h,t),r?Object.getOwnPropertyDescriptor(a,h):void 0})(i,e,s)}function j(i,e,s){return i?e(i):s?.(i)}var{I:Xr}=mi;var fi=i=>i.strings===void 0;var vt={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},ot=i=>(...e)=>({_$litDirective$:i,values:e}),Ye=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,s,t){this._$Ct=e,this._$AM=s,this._$Ci=t}_$AS(e,s){return this.update(e,s)}update(e,s){return this.render(...s)}};var kt=(i,e)=>{let s=i._$AN;if(s===void 0)return!1;for(let t of s)t._$AO?.(e,!1),kt(t,e);return!0},Zt=i=>{let e,s;do{if((e=i._$AM)===void 0)break;s=e._$AN,s.delete(i),i=e}while(s?.size===0)},pi=i=>{for(let e;e=i._$AM;i=e){let s=e._$AN;if(s===void 0)e._$AN=s=new Set;else if(s.has(i))break;s.add(i),Oi(e)}};function Di(i){this._$AN!==void 0?(Zt(this),this._$AM=i,pi(this)):this._$AM=i}function Bi(i,e=!1,s=0){let t=this._$AH,a=this._$AN;if(a!==void 0&&a.size!==0)if(e)if(Array.isArray(t))for(let h=s;h<t.length;h++)kt(t[h],!1),Zt(t[h]);else t!=null&&(kt(t,!1),Zt(t));else kt(this,i)}var Oi=i=>{i.type==vt.CHILD&&(i._$AP??=Bi,i._$AQ??=Di)},Wt=class extends Ye{constructor(){super(...arguments),this._$AN=void 0}_$AT(e,s,t){super._$AT(e,s,t),pi(this),this.isConnected=e._$AU}_$AO(e,s=!0){e!==this.isConnected&&(this.isConnected=e,e?this.reconnected?.():this.disconnected?.()),s&&(kt(this,e),Zt(this))}setValue(e){if(fi(this._$Ct))this._$Ct._$AI(e,this);else{let s=[...this._$Ct._$AH];s[this._$Ci]=e,this._$Ct._$AI(s,this,0)}}disconnected(){}reconnected(){}};var Ts=class extends Wt{host;element;prevData={};eventData={};render(e){return ie}update(e,[s]){this.element!==e.element&&(this.element=e.element),this.host=e.options?.host??this.element,this.apply(s),this.groom(s),this.prevData={...s}}apply(e){if(!e)return;let{prevData:s,element:t}=this;for(let[a,h]of Object.entries(e)){if(h===s[a])continue;let r=a.slice(1);switch(a[0]){case"@":this.eventData[r]=h,this.applyEvent(r,h);break;case".":t[r]=h;break;case"?":h?t.setAttribute(r,""):t.removeAttribute(r);break;default:h===null?t.removeAttribute(a):t.setAttribute(a,String(h));break}}}groom(e){let{prevData:s,element:t}=this;if(s)for(let[a,h]of Object.entries(s)){let r=a.slice(1);if(!e||!(a in e)&&t[r]===h)switch(a[0]){case"@":this.groomEvent(r,h);break;case".":t[r]=void 0;break;case"?":t.removeAttribute(r);break;default:t.removeAttribute(a);break}}}applyEvent(e,s){let{prevData:t,element:a}=this;this.eventData[e]=s,t[e]&&a.removeEventListener(e,this,s),a.addEventListener(e,this,s)}groomEvent(e,s){let{element:t}=this;Reflect.deleteProperty(this.eventData,e),t.removeEventListener(e,this,s)}handleEvent(e){let s=this.eventData[e.type];typeof s=="function"?s.call(this.host,e):s.handleEvent(e)}disconnected(){let{eventData:e,element:s}=this;for(let[t,a]of Object.entries(e)){let h=t.slice(1);s.removeEventListener(h,this,a)}}reconnected(){let{eventData:e,element:s}=this;for(let[t,a]of Object.entries(e)){let h=t.slice(1);s.addEventListener(h,this,a)}}},T=ot(Ts);var Ui=C`
	<path d="M5.688 3.5v.438H5.25v.438h-.438V1.313h-.438V.875h-.436V.438H3.5v6.125h2.625v-.438H5.25v-.438h.438v-.438h.438v-.438h.438V3.5z" fill="#b79cf8"/>
	<path d="M3.063.438v.438h-.438v.438h-.437v3.5h-.875v-.438H.438v1.75h.438v.438h2.625V.438z" fill="#ff7fc0"/>
	<path d="M3.938 0h-.875v.438h.875zm-.875.438h-.438v.438h.438z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875zm-.875.437h-.438v.438h.438zm0 1.75h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.188 5.25H1.75v.438h.438z" fill="#ffa5d3"/>
	<path d="M2.625 5.25h-.437v.438h.438zm-1.75.438H.438v.438h.438zm2.625.438H.875v.438H3.5z" fill="#ff1c90"/>
	<path d="M1.75 5.688h-.437v.438h.438zm-.438-.438H.875v.438h.438zm1.313-.875V3.5h-.437v1.313h.438v1.313h.438v-1.75zm.438-3.5v1.313h-.438v.438h.438v1.313h.438V.875z" fill="#ffa5d3"/>
	<path d="M6.125 3.5h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-3.5.875h-.874v.438h.875zm-.875-.438H.438v.438h.875z" fill="#f0f0f0"/>
	<path d="M.875 5.25v-.875H.438v.875z" fill="#f0f0f0"/>
	<path d="M4.813 1.313h-.438v.438h.438z" fill="#cdbafa"/>
	<path d="M2.625 1.313h-.437v1.313h.438z" fill="#f0f0f0"/>
	<path d="M4.375.438h-.437v.438h.438zm.438.438h-.438v.438h.438zM2.625 4.814h-.437v.438h.438zm3.938 0h-.438v.438h.438zm-.875.438v.438H5.25v.438h.875v-.875zm.438.875v.438H.875v.438h5.688v-.875zM.875 6.125H.438v.438h.438zM7 3.062H5.687V3.5H7zm-5.687.876H0v.438h1.313z" fill="#000"/>
	<path d="M.438 6.125V3.938H0v2.188zm6.563-1.313V3.5h-.438v1.313zM2.625.875h-.437v.438h.438zm-.875.438v3.063h-.437v.438h.875V1.313zm3.5 2.188V1.313h-.438v3.063h.438v-.438h.438V3.5z" fill="#000"/>
	<path d="M3.938.875H3.5v.875h.438zm.438 1.75V1.75h-.438V3.5h.438v.438h.438V2.625zm.875 1.75h-.438v.438h.438zm-1.313 0H3.5v1.313h.438zm.875 1.313h-.438v.438h.438zm0-.875h-.438v.438h.438zm.438.438h-.438v.438h.438z" fill="#cdbafa"/>
	<path d="M5.25 6.125v-.438h-.438v.438H3.5v.438h2.625v-.438zm.438-.875H5.25v.438h.438zm.438-.438h-.438v.438h.438z" fill="#816bee"/>
`;function Gt(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ui}
	</svg>`}var Ri=C`
	<path d="M4.375 1.75v-.437h-.437V.438h-.875v.875h-.438v.438h-.437v.438h.438v.438h.438v.438h.875v-.44h.438v-.437h.438V1.75z" fill="#47baff"/>
	<path d="M4.375 5.25v.438h-.437v.875h-.875v-.875h-.438V5.25h-.437v-.438h.438v-.438h.438v-.436h.875v.438h.438v.438h.438v.438z" fill="#ff2c52"/>
	<path d="M3.063 0v.438h.875V0z" fill="#000"/>
	<path d="M3.063.438v.438h.875V.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.625v.438h.875v-.438z" fill="#4282d8"/>
	<path d="M3.063.438h-.438v.875h.438zM.438 3.063H0v.875h.438zm.875 0v-.438H.438v.438zm1.313-1.75h-.438v.438h.438z" fill="#000"/>
	<path d="M2.625 1.75h-.437v.438h.438zm.438-.438h-.438v.438h.438zm0 2.625v.438h.875v-.437z" fill="#f0f0f0"/>
	<path d="M3.063 6.125v.438h.875v-.438zm0-.875h-.438v.438h.438zm-.438-.438h-.437v.438h.438z" fill="#be0351"/>
	<path d="M3.063 4.375h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938 5.688h.438V5.25h-.438zm.438-.438h.438v-.438h-.438zm-.438-.438h.438v-.438h-.438z" fill="#be0351"/>
	<path d="M3.5 1.75h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.375 2.188h-.437v.438h.438zm.438-.438h-.438v.438h.438z" fill="#4282d8"/>
	<path d="M5.25 4.375h.438v-.437h.875v-.875h-.875v-.438H5.25v-.437h-.438v.438h-.438v.438h-.436v.875h.438v.438h.438v.438h.438z" fill="#C7C7C7"/>
	<path d="M6.563 3.063h-.438v.875h.438z" fill="#707070"/>
	<path d="M5.25 2.625v-.437h-.438v.438zm-.438.438v-.438h-.438v.438z" fill="#fff"/>
	<path d="M4.813 4.375v-.437h-.438v.438zm-.438-.438V3.5h-.437v.438zm1.313.438v-.437H5.25v.438zm-.438.438v-.438h-.438v.438z" fill="#707070"/>
	<path d="M1.75 4.375h-.437v-.437H.438v-.875h.875v-.438h.438v-.437h.438v.438h.438v.438h.438v.875h-.44v.438h-.437v.438H1.75z" fill="#C7C7C7"/>
	<path d="M.438 3.938h.438v-.875H.438z" fill="#fff"/>
	<path d="M2.625 3.938h.438v-.875h-.438z" fill="#707070"/>
	<path d="M2.188 2.625v-.437H1.75v.438zm-.438.438v-.438h-.437v.438zm.438.438v-.438H1.75v.438z" fill="#fff"/>
	<path d="M2.625 4.375v-.437h-.437v.438zm-.438.438v-.438H1.75v.438z" fill="#707070"/>
	<path d="M2.188 1.75H1.75v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.439v.438h.438zm.875.438h-.876v.875h.875zm.438.875h-.439v.438h.438zm.438.438h-.438v.438h.438zM1.75 2.188h-.437v.438h.438zm2.188 4.813v-.438h-.875v.438zm-.875-1.313h-.438v.875h.438zM.438 3.938v.438h.875v-.438zm2.188 1.313h-.438v.438h.438zm-.438-.438H1.75v.438h.438zm-.438-.438h-.437v.438h.438zm2.188-3.063h.438V.438h-.438zm2.625 2.625h.438v-.874h-.438zm0-.875v-.437h-.875v.438zM4.375 1.749h.438v-.436h-.438zm.438.438h.438V1.75h-.438zm-.438.438h.438v-.437h-.438zm-.437.438h.438v-.438h-.438zM2.625 4.376h.438v-.438h-.438zm-.438.438h.438v-.438h-.437z" fill="#000"/>
	<path d="M4.813 2.188h.438V1.75h-.438zm.438.438h.438v-.438h-.438zM3.938 6.564h.438v-.875h-.438zm1.75-2.625v.438h.875v-.439zm-1.313 1.75h.438v-.438h-.438zm.438-.438h.438v-.438h-.438zm.438-.438h.438v-.438h-.438z" fill="#000"/>
`;function Kt(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ri}
	</svg>`}var Pi=C`
	<path d="M6.125 3.063v-.438h-.438v.438H4.374v-.438h-.436V1.313h.438V.875H3.063v1.75h-.438v.438H.438v.875h.438v.438h.438v-.438h1.313v.438h.438v1.313h-.44v.438h.438v.438h.875v-.438h.438v-.438h-.438V4.376h.438v-.438h1.313v.438h.438v-.438h.438v-.875z" fill="#ffb84b"/>
	<path d="M3.938 0h-.875v.438h.875zM2.625.875H1.313v.438h1.313zm-1.312.438H.875v1.313h.438zm1.75 0h-.438v1.313h.438zm1.313 0h-.438v1.313h.438zm1.75 0h-.438v1.313h.438zM5.688.875H4.375v.438h1.313zm-3.063 1.75H1.313v.438h1.313zm3.063 0H4.375v.438h1.313zM3.063.438h-.438v.438h.438z" fill="#000"/>
	<path d="M2.625 1.313h-.437v.438h.438zm-.437.437H1.75v.438h.438zm3.5-.438H5.25v.438h.438zm-.438.438h-.438v.438h.438zm.438 2.625H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-2.625-.438h-.437v.438h.438zm-.438.438H1.75v.438h.438z" fill="#57595f"/>
	<path d="M4.375.438h-.437v.438h.438zM.438 3.063H0v.875h.438z" fill="#000"/>
	<path d="M2.188 1.75v.438h-.875v.438h1.313V1.75zm3.063 0v.438h-.875v.438h1.313V1.75zM2.188 4.813v.438h-.875v.438h1.313v-.875zm3.063 0v.438h-.875v.438h1.313v-.875z" fill="#35363a"/>
	<path d="M.875 3.938H.438v.438h.438zm0-1.313H.438v.438h.438zM7 3.063h-.438v.875H7z" fill="#000"/>
	<path d="M6.563 3.063h-.438v.875h.438z" fill="#ba3500"/>
	<path d="M.875 3.063H.438v.875h.438z" fill="#f0f0f0"/>
	<path d="M6.563 2.625h-.438v.438h.438zm0 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M6.125 3.938h-.438v.438h.438zm-3.062 0h-.438v.438h.438zm-1.75 0H.875v.438h.438zm3.063 0h-.438v.438h.438z" fill="#ba3500"/>
	<path d="M3.938 6.563h-.875v.438h.875zm-1.313-.875H1.313v.438h1.313zM1.312 4.375H.875v1.313h.438zm1.75 0h-.437v1.313h.438zm1.313 0h-.437v1.313h.438zm1.75 0h-.438v1.313h.438zm-.438 1.313H4.374v.438h1.313zm-3.062-1.75H1.313v.438h1.313zm3.063 0H4.375v.438h1.313z" fill="#000"/>
	<path d="M2.625 3.5H1.313v.438h1.313zm3.063 0H4.375v.438h1.313z" fill="#ba3500"/>
	<path d="M3.063 6.125h-.438v.438h.438zm1.313 0h-.438v.438h.438z" fill="#000"/>
	<path d="M3.938 6.125h-.875v.438h.875z" fill="#ba3500"/>
	<path d="M3.938.438h-.875v.438h.875zm-.875.437h-.438v.438h.438V.438Z" fill="#f0f0f0"/>
	<path d="M4.375 5.688h-.437v.438h.438z" fill="#ba3500"/>
	<path d="M2.188 1.313h-.875v.875h.438V1.75h.438zm3.063 0h-.875v.875h.438V1.75h.438zM2.188 4.376h-.875v.875h.438v-.438h.438zm3.063 0h-.875v.875h.438v-.438h.438z" fill="#d8d8d8"/>
	<path d="M3.938 2.188V1.75H3.5V.875h-.437v1.313zm0 .438H3.5v.438h-.437v.438h-.438v.438h.438v.875h.438v1.313h.438v-1.75H3.5V3.5h.875v-.437h-.437zm2.188.438h-.438v.438h.438zm-3.063-.439h-.438v.438h.438zm-1.75.438H.875v.438h.438zm.875 0H1.75v.438h.438z" fill="#fd6214"/>
`;function Jt(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Pi}
	</svg>`}var Ni=C`
	<path d="M5.688 2.625V1.75H5.25V.438h-.438v.438h-.438v.438h-.436v.438H3.5v.438H1.313v.438H.875v.875H.438v1.75h.438v.438h.438v.438h.438v.438h3.5v-.438h.438v-.438h.438V2.625z" fill="#fd6214"/>
	<path d="M0 3.5v1.75h.438V3.5zm6.563.438v1.313h.438V3.938zm-.438-1.313v1.313h.438V2.625zm-.438-.875v.875h.438V1.75z" fill="#000"/>
	<path d="M6.125 3.938v1.313h.438V3.938zm-.438-1.313v1.313h.438V2.625zm-.438-.875v.875h.438V1.75z" fill="#ba3500"/>
	<path d="M.438 2.625V3.5h.438v-.875zm2.625-1.313h-.438v.438h.438zm.875 0H3.5v.438h.438zM3.5 1.75h-.437v.438h.438zm-2.625.438v.438h.438v-.438zM.437 5.251v.438h.438v-.438zm.438.438v.438h.438v-.438zm.438.438v.438h.438v-.438zm4.813-.875v.438h.438v-.438zm-.438.438v.438h.438V5.69zm-.438.438v.438h.438v-.438zm-3.5.438v.438h3.5v-.438zM1.313 1.75v.438h.438V1.75zm.438-.438v.438h.438v-.437zm.438-.438v.438h.438V.875zm1.75 0v.438h.438V.875zm.438-.438v.438h.438V.438zm.438-.438v.438h.438V0z" fill="#000"/>
	<path d="M4.813.438v.438h.438V.438zm-.438.438v.438h.438V.875zm-.437.437v.438h.438v-.438zM3.5 1.75v.438h.438V1.75zm-1.312-.437v.438h.438v-.438zm-.438.437v.438h.438V1.75zm.875 0v.438h.438V1.75z" fill="#f0f0f0"/>
	<path d="M2.188 1.75v.438h.438V1.75z" fill="#fd6214"/>
	<path opacity=".5" d="M4.813 1.75v.438h.438V1.75zm.438 2.188V3.5h-.438v-.875h-.438v.438h-.437v.438H2.625v-.438h-.437v.875h-.875v.875h.438v.875h.438v.438h2.625v-.438h.438v-.875h.438v-.875z" fill="#fff"/>
	<path d="M1.313 2.188v.438h.438v-.438zm-.438.437V3.5h.438v-.875zm.875.875v.438h.438V3.5z" fill="#f0f0f0"/>
	<path d="M.875 5.25v.438h.438V5.25zm.438.438v.438h.438v-.438zm3.938 0v.438h.438v-.438zm.438-.438v.438h.438V5.25zm-3.938.875v.438h3.5v-.438z" fill="#ba3500"/>
	<path d="M.438 3.5v.875h.438V3.5zm4.375.875h-.438v-.437h-1.75v.438h-.437v.875h.438v.438h1.75v-.438h.438z" fill="#f0f0f0"/>
	<path d="M5.25.438v1.313h.438V.438z" fill="#000"/>
`;function Qt(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ni}
	</svg>`}var Li=C`
	<path d="M6.563.875h-.438V.438H4.812v1.313h-.438V.875h-.436V.438h-.875v.438h-.438v.875h-.437V.438H.875v.438H.438v1.75h.438v.438h.875v.438h.438v.875h.438v.438h.438v.438h.875v-.438h.438v-.438h.438V3.5h.438v-.437h.875v-.438h.438z" fill="#ff7fc0"/>
	<path d="M3.938 0h-.875v.438h.875zm-1.75 0H.875v.438h1.313zm3.938 0H4.813v.438h1.313zm.438.438h-.438v.438h.438zm.438.438h-.438v1.75h.438zM4.377.438h-.439v.438h.438v.875h.438V.438zm-2.189 0v1.313h.438V.875h.438V.438zm-1.313 0H.438v.438h.438zM.438.875H0v1.75h.438zm.438 1.75H.438v.438h.438zm.875.438H.875v.438h.875zm4.375 0h-.875v.438h.875zm.438-.438h-.438v.438h.438zM5.251 3.938V3.5h-.438v.875h1.75v-.437zM1.75 3.5v.438H.438v.438h1.75V3.5zm-1.313.875H0v1.75h.438zm.438 1.75H.438v.438h.438zm5.25.438H.875v.438h5.25zm.438-.438h-.438v.438h.438zm.438-1.75h-.438v1.75h.438zm-4.376 0h-.437v.438h.438zm.438.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-.875.875h-.876v.438h.875z" fill="#000"/>
	<path d="M4.813 4.375v.438h-.438v.438h-.437v.438h-.875v-.438h-.438v-.438h-.437v-.438H.438v1.75h.438v.438h5.25v-.438h.438v-1.75z" fill="#6be473"/>
	<path d="M1.75 5.25h-.437v.438h.438zm-.438-.438H.875v.438h.438zM5.25 6.125v-.438h-.438v.438h-.874v-.438h-.875v.438h-.875v-.438H1.75v.438H.875v.438h5.25v-.438zm.438-.875H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438.875h-.438v.438h.438z" fill="#008456"/>
	<path d="M2.625 3.938h-.437v.438h.438zm.438.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438-.875h-.438v.438h.438zm.875-.438h-.438v.438h.438zm.438-.875h-.438v.875h.438zM3.94 4.813h-.877v.438h.875z" fill="#ff1c90"/>
	<path d="M4.375 5.25h-.437v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-4.813.001v.875h.438v-.438h1.313v-.438zm.438-3.5H.438v.875h.438zM2.189.437H.875v.438h1.313zm.875.438h-.439v.438h.438zm.875-.438h-.876v.438h.875zm1.313 0h-.438v.875h.438V.875h.875V.438z" fill="#f0f0f0"/>
`;function Xt(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Li}
	</svg>`}var Fi=C`
	<path d="M3.063.875v.438h.875V.875zm.875-.438v.438h1.75V.438zm1.75.438v.438h.438V.875zm.438.438v.438h.438v-.438zm.438.438v2.188h.438V1.75zm-.438 2.188v.875h.438v-.876zm-.438.875v.438h.438v-.438zm-.875.438v.438h.875v-.438zm-.875.438v.438h.875V5.69zm-.875.438v.438h.875v-.438z" fill="#000"/>
	<path d="M6.563 1.75h-.438v-.437h-.438V.875H3.938v.438h-.875V.875h-1.75v.438H.875v.438H.438v2.188h.438v.875h.438v.438h.875v.438h.875v.438h.875V5.69h.875v-.438h.875v-.438h.438v-.876h.438z" fill="#ff7fc0"/>
	<path d="M6.563 1.75h-.438v2.188h.438zm-.438 2.188h-.438v.875h.438zm-4.812 0H.875v.875h.438zm4.375.875h-.875v.438h.875zm-.875.438h-.875v.438h.875zm-.875.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875z" fill="#ff1b90"/>
	<path d="M1.313.438v.438h1.75V.438zM.875.875v.438h.438V.875zm-.437.438v.438h.438v-.438zM0 1.75v2.188h.438V1.75zm.438 2.188v.875h.438v-.875zm.438.875v.438h.438v-.438zm.438.438v.438h.875v-.438zm.875.438v.438h.875v-.438z" fill="#000"/>
	<path d="M1.313.875v.438h1.75V.875zm2.625 0v.438h1.75V.875zm-.875.438v.438h.875v-.438z" fill="#f0f0f0"/>
	<path opacity=".6" d="M4.813 2.625v-.437h-.875v.438h-.875v-.438h-.875v.438H1.75v1.313h.438v.438h.879v.438h.875v-.438h.871v-.439h.438V2.625z" fill="#fff"/>
	<path d="M5.688 1.313v.438h.438v-.438zm-4.813 0v.438h.438v-.438zm.438.438v.438h.438V1.75zM.438 1.75v.875h.438V1.75z" fill="#f0f0f0"/>
`;function Yt(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Fi}
	</svg>`}var qi=C`
	<path d="M6.125 2.625v.438H4.812v-.438h-.438v-.437h-.436V.875h.438V.438H.438v.438h.875v.438h.438v.438h.875v.875h-.438v.438H1.75v.875h-.437v.875H.875v.875H.438v.875h1.313v-.438h.875v-.438h.438v-.438h.438v-.438h.875v-.438h.438v-.437h.438v.438h.438v.438h.438v.438h.438V2.625z" fill="#ffe361"/>
	<path d="M6.125 0H4.812v.438h1.313zM1.75 6.563H.438v.438h1.313zm.875-.438H1.75v.438h.875zM1.313.875H.438v.438h.875zm.438.875v.438h.438v.438h.438V1.75zm0 1.313h-.438v.875h.438zm-.438.875H.875v.875h.438zm-.438.875H.438v.875h.438zm-.438.875H0v.875h.438zm3.938-.875H3.5v.438h.875zm0-4.813H.438v.438h3.938z" fill="#000"/>
	<path d="M4.375.438H.438v.438h3.938z" fill="#f0f0f0"/>
	<path d="M6.125 2.625H4.812v.438h1.313zM4.812.437h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813.875h-.438v.875h.438zM6.126.437H4.813v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.125 2.188H4.812v.438h1.313z" fill="#ba3500"/>
	<path d="M.438.438H0v.438h.438zm1.313.875h-.438v.438h.438zm.438 1.313H1.75v.438h.438zM6.564.438h-.438v.438h.438zm.438.438h-.438v1.313h.438z" fill="#000"/>
	<path d="M6.563.875h-.438v1.313h.438z" fill="#ba3500"/>
	<path d="M7 2.625h-.438V5.25H7z" fill="#000"/>
	<path d="M6.563 2.625h-.438V5.25h.438z" fill="#ffb84b"/>
	<path d="M6.563 2.188h-.438v.438h.438zM4.375.875h-.437v1.313h.438zm.438 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813 1.75h-.438v.438h.438z" fill="#ba3500"/>
	<path d="M3.063 5.688h-.438v.438h.438z" fill="#000"/>
	<path d="M4.375 3.063v.438h-.437v.438H3.5v.438h-.437v.438h-.438v.438h-.437v.438H1.75v.438h.875v-.438h.438v-.438h.438v-.438h.875v-.438h.438V3.063zM1.75 6.126h-.437v.438h.438z" fill="#ffb84b"/>
	<path d="M3.5 5.25h-.437v.438h.438z" fill="#000"/>
	<path d="M2.188 3.063H1.75v.438h.438zm.438-.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.188h-.438v.438h.438zm.438-.438h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M2.625 3.5h-.437v.438h.438zm-.875.438h-.437v.438h.438zm-.438.875H.875v.438h.438zm-.438.875H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.813 4.375h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438z" fill="#000"/>
	<path d="M6.125.875H4.812v1.313h1.313z" fill="#fd6214"/>
`;function es(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${qi}
	</svg>`}var Zi=C`
	<path d="M6.563 0.876V0.437H3.937v0.437H1.313v2.187H0.437v2.187h5.25v-2.186h0.876z" fill="#bcef42"/>
	<path d="M4.813 5.687v-0.437H2.187v0.437z" fill="#7fb134"/>
	<path d="M6.563 0.876V0.437H3.937v0.437zm-2.626 0.437V0.876H2.187v0.437z" fill="#fff"/>
	<path d="M1.313 4.813v0.437h0.876v-0.437zm4.376 -0.437h-0.437v0.876h0.437zm0.876 -2.187h-0.437v0.876h0.437zm-0.437 0.876h-0.437v1.313h0.437z" fill="#7fb134"/>
	<path d="M7 0.437h-0.437v2.626H7z" fill="#000"/>
	<path d="M1.313 3.937H0.876v2.626h0.437z" fill="#4a8359"/>
	<path d="M6.563 0H3.937v0.437h2.626zM4.813 5.687H2.187v0.437h2.626zM3.937 0.437H2.187v0.437h1.75zM2.187 0.876h-0.874v0.437h0.876zm-0.874 0.437H0.876v0.876h0.437zM0.437 3.063H0v2.187h0.437v1.313h0.437V5.25H0.437zh0.437v-0.876H0.437zm5.25 2.187h-0.876v0.437h0.876zm0.437 -0.876h-0.437v0.876h0.437zh0.437V3.063h-0.437zM1.75 5.687h0.437v-0.437h-0.874v1.313h0.437zm-0.437 0.876H0.876V7h0.437z" fill="#000"/>
	<path d="M0.876 3.063h0.437v-0.876H0.876zm-0.438 0.874h0.437v-0.874H0.437zm1.75 -2.626h-0.874v0.876h0.437v-0.437h0.437z" fill="#fff"/>
	<path d="M1.75 3.5h0.876v-0.437h-0.876zm0.876 -0.437h0.876v-0.437h-0.876zm0.876 -0.437h0.876v-0.438H3.5zm0.876 -0.437h0.437v-0.438h-0.437zm0.437 -0.437h0.437v-0.438H4.814z" fill="#4a8359"/>
	<path d="M2.187 1.75v0.437h0.437v-0.437z" fill="#fff"/>
	<path d="M1.313 3.5v0.437h0.437V3.5z" fill="#4a8359"/>
`;function ts(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Zi}
	</svg>`}var Wi=C`
	<path d="M2.188 2.625H1.75v.438H.875v.875H3.5v.875h-.437v.438h-.438v.438h-.437v.438H1.75v.438h.875v-.438h.438v-.438h.438v-.438h.438v-.438h.875v-.438h.438v-.437h.875v-.875H3.063v-.438h.438v-.437h.438V1.75h.438v-.437H3.5v.438h-.437v.438h-.875z" fill="#ffe361"/>
	<path d="M.438 3.063H0v.875h.438z" fill="#000"/>
	<path d="M.875 3.063H.438v.875h.438z" fill="#f0f0f0"/>
	<path d="M7 3.063h-.438v.875H7zm-5.687-.438H.438v.438h.875zm1.313-.875H1.75v.438h.875zm-.876.438h-.437v.438h.438z" fill="#000"/>
	<path d="M1.75 2.625h-.437v.438h.438zm.438-.438H1.75v.438h.438zm.438.438h-.438v.438h.438zm.438-.875h-.439v.438h.438zm.438-.438h-.439v.438h.438zm0 3.063h-.439v.438h.438zm-.438.438h-.439v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438H1.75v.438h.438zm-.438.438h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M5.25.875h-.438v.438h.438zm.438 3.063H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-.875.438h-.437v.438h.438zm-.438.438H3.5v.438h.438zm2.625-1.75h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M6.563 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.813 1.313h-.438v.438h.438zm-.438.438h-.437v.438h.438zm-.437.437H3.5v.438h.438zm-.438.437h-.437v.438h.438z" fill="#ffb84b"/>
	<path d="M4.375.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938.875h-.875v.438h.875zm-.875.438h-.438v.438h.438zM5.688 0H4.375v.438h1.313z" fill="#000"/>
	<path d="M5.688.438H4.375v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.563 2.625H3.5v.438h3.063zM4.375.437h-.437v.438h.438zm1.75 0h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.435v.438h.438zm2.188 1.75h-.875v.438h.875zm-1.313.875h-.875v.438h.875zm.438-.438h-.438v.438h.438zm-1.75 1.313h-.873v.438h.875zm.438-.438h-.436v.438h.438zm-1.75 1.313H1.313v.438h1.313zm.875-2.625H.438v.438h3.063zm-.438 2.188h-.436v.438h.438zm-1.75 0H.875v.438h.438zm.438-.438h-.436v.438h.438zm.438-.438H1.75v.438h.438zm.438-.438h-.437v.438h.438zm.438-.438h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813.875h-.438v.438h.438z" fill="#ffe361"/>
`;function ss(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Wi}
	</svg>`}var Gi=C`
	<path d="M6.125 1.75v-.437H5.25V.438H3.5v.438h-.437v.438h-.438V.875H1.313v.438H.875v1.75H.438v1.313h.438v-.438h.438V3.5h2.188v-.875h.438v-.437h2.188v.438h.438V1.75z" fill="#b79cf8"/>
	<path d="M3.938 2.625v.438H3.5v.875h.438v.875h.875v.438h1.313v-.438h.438V2.625z" fill="#9af4dc"/>
	<path d="M1.75 4.375v1.75h.438v.438h1.313v-.438h.438v-1.75z" fill="#9af4dc"/>
	<path d="M3.5 6.125H2.188v.438h1.313zm2.625-1.313H4.812v.438h1.313zm.438-.438h-.438v.438h.438zM3.938 5.687H3.5v.438h.438z" fill="#6c9ca6"/>
	<path d="M3.938 3.063H3.5v.438h.438zm.875.438h-.438v.438h.438zm1.313-.875H3.938v.438h2.188z" fill="#f0f0f0"/>
	<path d="M3.5.438h-.437v.438h.438zm3.063.875h-.438v.438h.438zm-.438 2.188h-.438v.875h.438zm-2.187-.876H3.5v.438h.438z" fill="#000"/>
	<path d="M3.938 2.188H3.5v.438h.438z" fill="#816bee"/>
	<path d="M1.313 3.938H.875v.438h.438zm1.75 1.75h-.438v.438h.438zm-.438-.438h-.437v.438h.438z" fill="#000"/>
	<path d="M2.625 5.25h-.437v.438h.438zm3.063-.875H5.25v.438h.438zm-.438-.438h-.438v.438h.438zM2.187 6.125H1.75v.438h.438zm1.75 0H3.5v.438h.438zM.874 4.375H.438v.438h.438zm.438 1.75H.875v.438h.438zm-.438.438H.438v.438h.438zM6.563 1.75v.875h-.438v.438h.438v1.75h.438V1.75zM5.688.875V.438H5.25v.875h.875V.875zM2.625.438H1.313v.438h1.313zm3.063 2.625H4.375v.438h1.313zM3.063 4.376H1.75v.438h1.313zm.438 2.188H2.188v.438h1.313zM3.063.875h-.438v.438h.438zm-1.75 0H.875v.438h.438z" fill="#000"/>
	<path d="M2.625.875H1.313v.438h1.313zm.438.438h-.438v.438h.438zm-1.313.875h-.437v.438h.438zm-.875.875H.438v.438h.438zm.438-1.75H.875v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.125 5.25H4.812v.438h1.313zm-1.75-.438V3.5h-.437v.438H3.5v.438h.438v1.75h.438v-.875h.438v-.438zm2.188 0h-.438v.438h.438zM.875 1.313H.438v1.75h.438zm-.437 1.75H0v1.313h.438zm1.313 1.75h-.438v1.313h.438zm1.75 0h-.438v.875h.438zm-3.063 0H0v1.75h.438zM5.25 0H3.5v.438h1.75z" fill="#000"/>
	<path d="M3.5.875h-.437v.438h.438zM5.25.437H3.5v.438h1.75z" fill="#f0f0f0"/>
	<path d="M6.125 2.188H3.938v.438h2.188z" fill="#000"/>
	<path d="M6.125 1.75v-.437h-.438v.438H3.938v.438h2.188v.438h.438V1.75z" fill="#816bee"/>
	<path d="M2.188 4.813H1.75v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063 2.625v.438h-1.75v.438h2.188v-.876z" fill="#816bee"/>
	<path d="M3.063 3.063v.438h-1.75v.438h2.188v-.876z" fill="#000"/>
	<path d="M1.313 3.5H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#816bee"/>
	<path d="M1.313 3.938v.438H.875v.438H.438v1.75h.438v-.438h.438V4.813h.438v-.438h1.75v-.437z" fill="#9af4dc"/>
	<path d="M1.313 4.375H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.313 5.688H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#6c9ca6"/>
	<path d="M3.5 3.938H1.313v.438h2.188z" fill="#f0f0f0"/>
`;function is(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Gi}
	</svg>`}var Ki=C`
	<path d="M6.125 2.188v-.875h-.438V.875h-.438V.438h-.875v.438h.438v.438h.438v1.75h-.438v.438h-.438v.438H2.625V3.5h-.437v-.437H1.75v-1.75h.438V.875h.438V.438H1.75v.438h-.437v.438H.875v.875H.438v2.625h.438v.875h.438v.438h.875v.438h2.625v-.438h.875v-.438h.438v-.875h.438V2.188z" fill="#b79cf8"/>
	<path d="M2.625 0H1.75v.438h.875zM.875 1.313H.438v.875h.438zm1.313 0H1.75v1.75h.438zm2.188 2.188H2.625v.438h1.75z" fill="#000"/>
	<path d="M4.375 3.938h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M.438 2.188H0v2.625h.438zm4.375 4.375H2.188v.438h2.625z" fill="#000"/>
	<path d="M.875 4.375H.438v.438h.438zm4.813.875h-.875v.438H2.188V5.25h-.875v-.438H.875v.875h.438v.438h.875v.438h2.625v-.438h.875v-.438h.438v-.875h-.438zm.875-.875h-.438v.438h.438z" fill="#816bee"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438z" fill="#000"/>
	<path d="M2.625.438H1.75v.438h.875zM1.75.875h-.437v.438h.438zm-.437.438H.875v.438h.438zm-.438.875H.438v.438h.438zm.438.438H.875v.438h.438zm.875.438H1.75v.438h.438zm.438.438h-.438v.438h.438zm2.625-.438h-.438v.438h.438zM4.813.439h-.438v.438h.438zm0 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.063.438h-.438v.438h.438zm-.438.437h-.437v.438h.438zm0 2.188h-.437v.438h.438zm-1.75 1.75H.438v.875h.438zm.438.875H.875v.438h.438zM5.251 0h-.875v.438h.875zm.438 6.125h-.875v.438h.875zm-3.5 0h-.876v.438h.875zm4.374-4.812h-.438v.875h.438zm-1.313 0h-.438v1.75h.438zM7 2.188h-.438v2.625H7zM5.687.438h-.438v.438h.438zm.438.438h-.438v.438h.438zM4.375.438h-.437v.438h.438zm.438.438h-.438v.438h.438zm0 2.188h-.438v.438h.438zm1.75 1.75h-.438v.875h.438zm-.438.875h-.438v.438h.438z" fill="#000"/>
	<path d="M2.188.875H1.75v.438h.438z" fill="#b79cf8"/>
`;function as(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ki}
	</svg>`}var Ji=C`
	<path d="M4.813 5.25v-.875h-.438v-.437h-1.75v.438h-.437v.875H1.75v1.313h3.5V5.251z" fill="#ffe361"/>
	<path d="M6.125 1.313V.875H5.25V.438h-3.5v.438H.875v.438H.438v2.625h.438v.438h.875v-.439h3.5v.438h.875v-.438h.438V1.313z" fill="#ff2c52"/>
	<path d="M5.25 0h-3.5v.438h3.5z" fill="#000"/>
	<path d="M5.25.438h-3.5v.438h3.5zm-3.5.437H.875v.438h.875zm4.375 0H5.25v.438h.875z" fill="#fff"/>
	<path d="M5.25 6.563h-3.5v.438h3.5zM.438 1.313H0v2.625h.438zM1.751.438H.875v.438h.875z" fill="#000"/>
	<path d="M.875 3.063v-1.75H.438v2.625h.875v-.875z" fill="#fff"/>
	<path d="M6.563 1.313h-.438v2.625h.438z" fill="#be0351"/>
	<path d="M6.563 2.625h-.875V3.5h.875zM5.25.875h-.875v.875h.875z" fill="#fff"/>
	<path opacity=".5" d="M6.563 2.625h-.438V3.5h.438z" fill="#be0351"/>
	<path d="M4.375 3.063h-1.75v.438h1.75zm.875.438h-.875v.438h.875zM2.625 3.5H1.75v.438h.875z" fill="#be0351"/>
	<path d="M2.625 4.375h-.437v.875h.438z" fill="#fff"/>
	<path d="M4.813 4.375h-.438v.875h.438zm0 .875v.875H1.75v.438h3.5V5.25z" fill="#ffb84b"/>
	<path d="M2.188 5.25H1.75v.875h.438z" fill="#fff"/>
	<path d="M1.75 3.938H.875v.438h.875zm4.375 0H5.25v.438h.875z" fill="#be0351"/>
	<path d="M3.5 2.625h-.875V3.5H3.5z" fill="#fff"/>
	<path opacity=".5" d="M3.5 3.063h-.875v.438H3.5z" fill="#be0351"/>
	<path d="M4.375 3.5h-1.75v.438h1.75z" fill="#000"/>
	<path d="M4.375 3.938h-1.75v.438h1.75z" fill="#fff"/>
	<path d="M.875.875H.438v.438h.438z" fill="#000"/>
	<path d="M2.188 1.313H1.75v.438h.438z" fill="#fff"/>
	<path d="M1.75 5.25h-.437v1.313h.438zm.438-.875h.438v-.437H1.75v.438H.875v.438h.875v.438h.438zM.875 3.938H.438v.438h.438zM7 1.313h-.438v2.625H7zM6.125.438H5.25v.438h.875zm.438.438h-.438v.438h.438zm-.438 3.5H5.25v-.438h-.875v.438h.438v.875h.438v1.313h.438V5.251h-.438v-.438h.875zh.438v-.438h-.438z" fill="#000"/>
`;function rs(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Ji}
	</svg>`}var Qi=C`
	<path d="M6.125 3.063v-.438H5.25v-.437h-.438V1.75h-.438V.875h-.436V.438h-.875v.438h-.438v.875h-.437v.438H1.75v.438H.875v.438H.438v.875h.438v.438h.875v.438h.438v.438h.438v.875h.438v.438h.875v-.438h.438v-.875h.438v-.438h.438v-.438h.875v-.44h.438v-.875z" fill="#47baff"/>
	<path d="M4.813 3.063h-.875v-.438h-.875v.438h-.875v.875h.875v.438h.875v-.438h.875z" fill="#b5e3ff"/>
	<path d="M1.313 0H.438v.438h.875zm.875.438h-.875v.438h.875zm-.438 1.75H.875v.438h.875zM.438.438H0v.875h.438z" fill="#000"/>
	<path d="M1.313.438H.438v.875h.438V.875h.438z" fill="#f0f0f0"/>
	<path d="M.438 3.063H0v.875h.438zM7.001.438h-.438v.875h.438zm-.438.875h-.438v.875h.438zm-5.688 0H.438v.875h.438zm1.75-.438h-.437v.875h.438zm2.188 0h-.438v.875h.438zM3.063.438h-.438v.438h.438z" fill="#000"/>
	<path d="M3.063.875h-.438v.438h.438zm.438.438h-.438v.438h.438zm-1.313.875H1.75v.438h.438zm-.875.437H.875v.438h.438zm-.438.438H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.313 6.563v-.438h.875V5.25H1.75v-.438H.875v.875H.438v.875z" fill="#b79cf8"/>
	<path d="M.875 5.688H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.188 1.75H1.75v.438h.438z" fill="#000"/>
	<path d="M2.188.875H.875v1.313h.875V1.75h.438zm3.938 1.313V.875H4.813v.875h.438v.438z" fill="#b79cf8"/>
	<path d="M2.188.875H1.75v.875h.438zm-.438.875h-.437v.438h.438zm4.375-.438h-.438v.875h.438zm.438-.438h-.438v.438h.438z" fill="#816bee"/>
	<path d="M5.688 6.563v-.438h-.875V5.25h.438v-.438h.875v.875h.438v.875z" fill="#b79cf8"/>
	<path d="M6.563 5.688h-.438v.438h.438zm-.438-.875h-.438v.438h.438z" fill="#816bee"/>
	<path d="M.875 2.625H.438v.438h.438zM7 3.063h-.438v.875H7zm-.438-.438h-.438v.438h.438zM4.374.437h-.436v.438h.438zm.875 1.313h-.438v.438h.438zM3.938 0h-.875v.438h.875z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875zm0 2.625h-.875v.875h.875zM6.563.438h-.875v.438h.875zm-.875.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 2.188h-.875v.438h.875zm0 2.188h-.875v.438h.875zM6.563.001h-.875v.438h.875zm-.875.438h-.875v.438h.875zm.438 1.75h-.875v.438h.875zM1.313 6.563H.438v.438h.875zm.875-.438h-.875v.438h.875zm-.438-1.75H.875v.438h.875zM.437 5.688H0v.875h.438zm6.563 0h-.438v.875H7zm-.438-.875h-.438v.875h.438zm-5.687 0H.438v.875h.438zm1.75.438h-.437v.875h.438zm2.188 0h-.438v.875h.438zm-1.75.875h-.438v.438h.438zm-.875-1.313H1.75v.438h.438z" fill="#000"/>
	<path d="M2.188 5.25H1.75v.875h.438zm-.438-.438h-.437v.438h.438z" fill="#816bee"/>
	<path d="M.875 3.938H.438v.438h.438zm1.313-.875H1.75v.875h.438zm.875-.438h-.875v.438h.875zm0 1.313h-.875v.438h.875zm2.188-.875h-.438v.875h.438zm-.438-.438h-.875v.438h.875zm0 1.313h-.875v.438h.875zm1.75 0h-.438v.438h.438z" fill="#000"/>
	<path d="M6.563 3.063h-.438v.875h.438zm-.438-.438h-.438v.438h.438zm0 1.313h-.438v.438h.438zm-.875 0h-.438v.438h.438zm-1.313.875h-.874v.438h.875zm.438-.438h-.437v.438h.438zm-1.313 0h-.437v.438h.438zm.875 1.75h-.874v.438h.875zm.438-.438h-.437v.438h.438zm-1.313 0h-.437v.438h.438zm-.874-1.749H1.75v.438h.438zM.875 3.5H.438v.438h.438zm.438.438H.875v.438h.438z" fill="#4282d8"/>
	<path d="M4.375 6.125h-.437v.438h.438zm.875-1.313h-.438v.438h.438zm-1.313 1.75h-.874V7h.875zm2.625 0h-.875V7h.875zm-.875-.438h-.875v.438h.875zm.438-1.75H5.25v.438h.875z" fill="#000"/>
`;function os(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Qi}
	</svg>`}var Xi=C`
	<path d="M3.938.438h-.875v1.75h.875zm.875 2.625v-.438h-.438v-.437h-1.75v.438h-.437v.438H.438v.875h1.75v.438h.438v.438h.438v1.75h.875v-1.75h.438v-.438h.438v-.439h1.75v-.875z" fill="#bcef42"/>
	<path d="M1.75 0h-.437v.438h.438zm.875 2.188h-.437v.438h.438zm2.188 0h-.438v.438h.438zM5.688 0H5.25v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zm.438.438h-.438v.438h.438zM3.938 0h-.875v.438h.875z" fill="#000"/>
	<path d="M3.938.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 1.313h-.875v.438h.875zm0 .438h-.875v.438h.875z" fill="#7fb134"/>
	<path d="M3.938 5.25h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M3.938 6.125h-.875v.438h.875zm0-1.313h-.875v.438h.875z" fill="#7fb134"/>
	<path d="M3.938 2.625h-.875v.438h.875zm0 1.313h-.875v.438h.875zm.438-.875h-.438v.875h.438z" fill="#000"/>
	<path d="M5.25 3.063h-.438v.875h.438z" fill="#7fb134"/>
	<path d="M3.063 3.063h-.438v.875h.438z" fill="#000"/>
	<path d="M2.625 2.625h-.437V3.5h.438z" fill="#f0f0f0"/>
	<path d="M1.313.438H.875v.438h.438z" fill="#000"/>
	<path d="M1.313.438v.438H.875v.438H.438v.438h1.313V.438z" fill="#6be473"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.75 1.313H.438v.438h1.313z" fill="#008456"/>
	<path d="M5.25 5.25v1.313h.438v-.438h.438v-.438h.438v-.438zm-4.812 0v.438h.438v.438h.438v.438h.438V5.251z" fill="#6be473"/>
	<path d="M1.75 5.25H.438v.438h1.313z" fill="#f0f0f0"/>
	<path d="M1.313 5.688v.875h.438v-.875z" fill="#008456"/>
	<path d="M6.125 1.313V.875h-.438V.438h-.438v1.313h1.313v-.438z" fill="#6be473"/>
	<path d="M5.688.438H5.25v.438h.438zm0 2.625H5.25v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.563 3.5H5.25v.438h1.313z" fill="#7fb134"/>
	<path d="M6.563 1.313H5.25v.438h1.313z" fill="#008456"/>
	<path d="M.875.875H.438v.438h.438zM3.063.437h-.438v1.75h.438zm1.313 0h-.438v1.75h.438zm2.625 2.625h-.438v.875h.438zm-.438-.438h-1.75v.438h1.75zm0 1.313h-1.75v.438h1.75zM.438 3.063H0v.875h.438zm1.75-.438H.438v.438h1.75z" fill="#000"/>
	<path d="M1.75 3.063H.438v.875h.438V3.5h.875z" fill="#f0f0f0"/>
	<path d="M2.188 3.938H.438v.438h1.75zM.438 1.313H0v.438h.438zm1.313 5.25h-.438v.438h.438zm.875-2.188h-.438v.438h.438z" fill="#000"/>
	<path d="M1.75 3.5h-.437v.438h.438zm.438-.438H1.75v.875h.438z" fill="#7fb134"/>
	<path d="M2.188 3.063H1.75v.875h.438z" fill="#3f581a"/>
	<path d="M4.375 4.375h-1.75v.438h1.75z" fill="#7fb134"/>
	<path d="M4.375 2.188h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M4.813 4.375h-.438v.438h.438z" fill="#000"/>
	<path d="M4.813 3.938h-.438v.438h.438z" fill="#7fb134"/>
	<path d="M5.688 6.563H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438zM3.939 6.562h-.876V7h.875zm-2.625-.438H.875v.438h.438zm-.438-.438H.438v.438h.438zm2.188-.875h-.439v1.75h.438zm1.313 0h-.439v1.75h.438zM1.75 1.75H.438v.438h1.75V.438H1.75zm3.5 0V.438h-.438v1.75h1.75V1.75z" fill="#000"/>
	<path d="M.438 4.813v.438h1.313v1.313h.438v-1.75zm4.375 0v1.75h.438V5.25h1.313v-.438zM.438 5.25H0v.438h.438z" fill="#000"/>
	<path d="M5.688 6.125H5.25v.438h.438zm.438-.438h-.438v.438h.438zm.438-.438h-.438v.438h.438z" fill="#008456"/>
	<path d="M5.688 5.25H5.25v.438h.438z" fill="#f0f0f0"/>
	<path d="M3.938 3.063h-.875v.875h.875z" fill="#7fb134"/>
	<path d="M3.938 1.75h-.875v.438h.875zm0 3.063h-.875v.438h.875zm1.313-1.75h-.438v.875h.438z" fill="#3f581a"/>
`;function hs(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Xi}
	</svg>`}var Yi=C`
	<path d="M4.813 4.375h.438v-.437h1.313V3.5H5.251v-.437h-.438V1.75h.875v-.437H4.375v.438H3.063v-.438h-.438V.875H1.75v.438h-.437v.438H.875v.438H.438v2.625h.438v.438h.438v.438h.438v-.875h1.75v.438h-.439v.438h.438v.438h.875v-.438h1.313v-.438h-.875z" fill="#54cfff"/>
	<path d="M3.938 4.813H3.5v.438h.438zm1.75.438H5.25v.438h.438zm.875-1.75h-.438v.438h.438zM5.25 3.063h-.438v.438h.438zM1.312 4.376H.875v.438h.438zm.438.438h-.437v.875h.438zm2.625.875H3.063v.438h1.313zm0-1.313h-.437v.438h.438z" fill="#4282D8"/>
	<path d="M3.938 0H3.5v.438h.438zm.438.438h-.438v.438h.438zm-.876 0H1.75v.438H3.5zM1.75.875h-.437v.438h.438zm1.313 0h-.438v.438h.438zm.438.438h-.438v.438h.438zm.875 0h-.438v.438h.438zM5.689.875H4.376v.438h1.313zm.438.438h-.438v.438h.438zm-4.814 0H.875v.438h.438zm-.438.437H.438v.438h.438zm-.437.438H0v2.625h.438zm.875.438H.875v1.75h.438zm.438-.438h-.438v.438h.438zm2.188-.438H1.75v.438h2.188z" fill="#000"/>
	<path d="M3.938 1.75H3.5v.875h.438zm1.75 0h-.875v.438h.875z" fill="#000"/>
	<path d="M5.25 1.75h-.438v1.313h.438zm1.313 1.313H5.25v.438h1.313zm.438.438h-.438v.438h.438zm-2.625-.875h-.438v1.75h.438zm2.188 1.313H5.251v.438h1.313zm-1.313.438h-.438v.875h.438z" fill="#000"/>
	<path d="M5.688 4.813h-.875v.438h.875zm.438.438h-.438v.438h.438zm-.438.438H4.375v.438h1.313zm-1.313.438h-1.75v.438h1.75zM3.5 4.814H1.75v.438H3.5zm-.875 1.75h-.437v.438h.438zm-.438-.438H1.75v.438h.438zm-.438-.438h-.436v.438h.438zm.438-.438H1.75v.438h.438zm.875 0h-.437v.438h.438zm-1.75 0H.875v.438h.438zm-.438-.438H.438v.438h.438zm.875-.438h-.436v.438h.438zm2.188 0H3.5v.438h.438z" fill="#000"/>
	<path d="M3.938 2.625H3.5v-.437H1.75v.438h-.437v1.75h.438v.438h1.75v-.438h.438z" fill="#9af4dc"/>
	<path d="M3.5 4.375H1.75v.438H3.5zm-1.75-.437h-.437v.438h.438zm2.188 0H3.5v.438h.438z" fill="#6c9ca6"/>
	<path d="M1.75 2.625h-.437v.438h.438zm.875.438h-.437v.438h.438zm.875-.875H1.75v.438H3.5z" fill="#f0f0f0"/>
	<path d="M3.5 5.688h-.437v.438h.438z" fill="#000"/>
	<path d="M.875 2.188H.438v.875h.438zm.875-.875h-.437v.438h.438zm.875-.438H1.75v.438h.875zm3.063.438H4.375v.438h1.313zM3.938.438H3.5v.438h-.437v.438h.438v.438h.438v-.439h.438V.875h-.439zM2.625 5.25h-.437v.438H1.75v.438h.438v.438h.438v-.438h.438v-.438h-.439z" fill="#f0f0f0"/>
`;function ls(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${Yi}
	</svg>`}var ea=C`
	<path d="M5.688 1.313V.875h-.875v.438h-.438V.875h-.437V.438h-.875v.438h-.438v.438h-.437V.875h-.875v.438H.875v1.75h.875v.438h.438v-.438h2.625v.438h.438v-.438h.875v-1.75z" fill="#d1cdd5"/>
	<path d="M6.125 3.938V3.5h-1.75v-.437h-1.75v.438H.875v.438H.438v1.313h.438v.438h1.75v.438h.438v.438h.875v-.438h.438V5.69h1.75v-.438h.438V3.938z" fill="#57595f"/>
	<path d="M3.938 0h-.875v.438h.875zm-.875.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm1.313 0h-.875v.438h.875zm.438.438h-.438v.438h.438zm-1.313 0h-.438v.438h.438zM2.625.875h-.437v.438h.438zM2.188.438h-.875v.438h.875zm-1.313.875H.438v1.75h.438zm.438-.438H.875v.438h.438zM.875 3.5H.438v.438h.438zm-.437.438H0v1.313h.438zm.438 1.313H.438v.438h.438zm1.75.438H.875v.438h1.75zm.438.438h-.439v.438h.438zm.875.438h-.876v.438h.875zm.438-.438h-.439v.438h.438zm1.75-.438h-1.75v.438h1.75zm.438-.438h-.438v.438h.438zm.438-1.313h-.438v1.313h.438zM6.565 3.5h-.438v.438h.438zm0-2.188h-.438v1.75h.438zM2.188 3.5H1.75v.438h.438zm.438-.438h-.438V3.5h.438zm1.75-.438H2.625v.438h1.75zm.438.438h-.438V3.5h.438zm.438.438h-.438v.438h.438zm.438-.438h-.438V3.5h.875v-.437zm-4.377.001H.875v.438h.875v-.438z" fill="#000"/>
	<path d="M.875 4.813H.438v.438h.438zm.438.438H.875v.438h.438zm1.75.438h-.438v.438h.438zm1.313 0h-.438v.438h.438zm-.438.438h-.875v.438h.875zm2.188-.875h-.438v.438h.438zm.438-1.313h-.438v1.313h.438z" fill="#35363a"/>
	<path d="M1.313 2.625H.875v.438h.438zm.875.438H1.75v.438h.438zm3.063 0h-.438v.438h.438zm-2.626-.438h-.437v.438h.438zm2.188 0h-.438v.438h.438z" fill="#847d8b"/>
	<path d="M5.25 3.063h-.438v.438h.438zm-.875-.875h-1.75v.438h1.75zm1.75-.438h-.438v1.313h.438z" fill="#847d8b"/>
	<path d="M1.75 1.75h-.437v.438h.438zm-.437-.437H.875v.438h.438zm.875-.438h-.875v.438h.875zm.875 0h-.438v.438h.438zm.875-.438h-.875v.438h.875zm.438.438h-.438v.438h.438zm1.313 0h-.875v.438h.875zm.438.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M.875 3.938H.438v.438h.438zm.438-.438H.875v.438h.438zm1.313 0h-.438v.438h.438zm1.75-.438H2.625V3.5h1.75zm.875.875h-.438v.438h.438zm.875-.438h-.875v.438h.875z" fill="#d8d8d8"/>
`;function ns(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ea}
	</svg>`}var ta=C`
	<path d="M6.125 1.75v-.437h-.438V.875h-.438V.438H2.625v.438H1.75v.438h-.437v.438H.875v.875H.438v2.188h.438v.438h.438v.438h.438v.438h.438v.438h2.188v-.438h.875v-.438h.438v-.438h.438v-.875h.438V1.75z" fill="#bcef42"/>
	<path d="M6.563.438h-.875v.438h.875z" fill="#f0f0f0"/>
	<path d="M1.313 5.688H.438v.438h.875z" fill="#bcef42"/>
	<path d="M1.75 6.125H.438v.438h1.313z" fill="#7fb134"/>
	<path d="M6.563 3.5h-.438v.875h.438z" fill="#816bee"/>
	<path d="M5.25.438H2.625v.438H5.25z" fill="#f0f0f0"/>
	<path d="M5.25.875H2.625v.438H5.25z" fill="#b79cf8"/>
	<path d="M4.375 6.125H2.188v.438h2.188z" fill="#816bee"/>
	<path d="M6.563.875h-.438v.438h.438z" fill="#bcef42"/>
	<path d="M2.625 2.188h-.437v.438h.438zM1.313 1.75H.875v.438h.438zm.438-.438h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.625 1.313h-.437v.438h.438zm3.063 0H5.25v.438h.438z" fill="#b79cf8"/>
	<path d="M2.188.875H1.75v.438h.438zm.875 1.75h-.438v.438h.438zM.875 5.25H.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M6.125 4.813h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438z" fill="#816bee"/>
	<path d="M6.563.438v.875h-.438V.875h-.438v.438h.438v.438h.438v2.625h.438V.438zm-5.25.875H.875v.438h.438zm.438-.438h.875V.438H1.75zh-.438v.438h.438zm4.813 3.5h-.438v.875h.438zM.875 1.75H.438v.875h.438zM5.25 6.125h-.875v.438h.875zm.875-.875h-.438v.438h.438zm-4.812 0H.875v.438h.438zm.438.438h-.438v.438h.438zm-.875-.875H.438v.438h.438zm4.813.875h-.438v.438h.438zM.438 2.625H0v3.938h.438z" fill="#000"/>
	<path d="M5.25.875h.438V.438h.875V0H2.625v.438H5.25zM2.188 6.563v-.438H1.75v.438H.438v.438h3.938v-.438z" fill="#000"/>
	<path d="M.875 2.625H.438V3.5h.438z" fill="#f0f0f0"/>
	<path d="M4.375 2.625H3.5v.438h.875zm-.438 1.75h-.874v.438h.875zm.875-1.313h-.438v.875h.438zm-3.5 1.75h.875v-.438H1.75V2.188h-.437zm3.5-3.063H3.063v.438h1.75zm-.438 3.5H2.625v.438h1.75zm2.188-3.063h-.438v1.313h.438zM.875 3.5H.438v1.313h.438zm1.313-1.75H1.75v.438h.438zm1.313 1.313h-.438v.438h.438zm-.438.875h-.438v.438h.438zm-.438.875h-.437v.438h.438zm1.75-.875h-.437v.438h.438zm.438.875h-.438v.438h.438zm.438-.438h-.438v.438h.438zm-2.188-1.75v-.437h-.438v.438h-.437v1.313h.438V2.625zm3.063-.875h-.438v.438h.438zm-.875.438h-.438v.438h.438zm.438.438h-.438v1.75h.438zM1.313 4.813H.875v.438h.438zm.438.438h-.438v.438h.438zm.438.438H1.75v.438h.438z" fill="#b79cf8"/>
`;function cs(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ta}
	</svg>`}var sa=C`
	<path d="M6.125 1.75v-.437h-.438V.875h-.438V.438H1.75v.438h-.437v.438H.875v.438H.438v2.625h.438v.438h.438v.438h.438v.875h.438v.438h2.625v-.438h.438v-.875h.438v-.438h.438v-.438h.438V1.75z" fill="#d1cdd5"/>
	<path d="M1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438zm-.438.438H.438v.438h.438zm.875 3.938h-.437v.875h.438zm-.438-.438H.875v.438h.438zm.875 1.313H1.75v.438h.438zM.874 4.376H.438v.438h.438z" fill="#000"/>
	<path d="M1.75 4.813h-.437v.438h.438zm.438.875H1.75v.438h.438zm-.875-1.313H.875v.438h.438zm1.75-1.313H1.75v1.313h1.313z" fill="#847d8b"/>
	<path d="M3.063 3.5h-.875v.875h.875z" fill="#57595f"/>
	<path d="M5.25 3.063H3.938v1.313h1.313z" fill="#847d8b"/>
	<path d="M5.25 3.5h-.875v.875h.875z" fill="#57595f"/>
	<path d="M5.25 5.254h.438v-.438H5.25zm-.438.875h.438v-.438h-.438zm.875-1.313h.438v-.438h-.438z" fill="#847d8b"/>
	<path d="M.438 1.75H0v2.625h.438z" fill="#000"/>
	<path d="M.875 1.75H.438v2.625h.438z" fill="#fff"/>
	<path d="M5.25.879h.438V.441H5.25zm.438.438h.438V.879h-.438zm.438.438h.438v-.438h-.438zM5.251 6.13h.438v-.875h-.438zm.438-.875h.438v-.438h-.438zm-.875 1.313h.438V6.13h-.438zm1.313-1.75h.438V4.38h-.438zm.438-.438h.438V1.755h-.438z" fill="#000"/>
	<path d="M6.125 4.379h.438V1.754h-.438z" fill="#847d8b"/>
	<path d="M1.75 0v.438h3.5V0z" fill="#000"/>
	<path d="M1.75.875h-.437v.438h.438zm-.437.438H.875v.438h.438zm.438.438h-.438v.438h.438zm3.5-.433h.438V.88h-.438zm.438.438h.438v-.438h-.438zM1.75.438v.438h3.5V.438z" fill="#fff"/>
	<path d="M2.188 6.563v.438h2.625v-.438z" fill="#000"/>
	<path d="M2.188 6.125v.438h2.625v-.438z" fill="#847d8b"/>
	<path d="M3.063 5.688h-.438v.875h.438zm1.313 0h-.438v.875h.438z" fill="#57595f"/>
`;function ds(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${sa}
	</svg>`}var ia=C`
	<path d="M3.063 0H1.75v.438h1.313zm1.75.438h-1.75v.438h1.75zm-.875 2.187H3.5v1.75h.438zm-3.5-.437H0v2.625h.438zM6.563.875h-1.75v.438h1.75z" fill="#000"/>
	<path d="M3.063.438H1.75v.438h1.313zm1.75.438h-1.75v.438h1.75zm1.75.438h-1.75v.438h1.75z" fill="#f0f0f0"/>
	<path d="M3.063 6.563H1.75v.438h1.313z" fill="#000"/>
	<path d="M2.625 6.125v-.438h-.437v-.875H1.75V2.188h.438v-.875h.438V.875H1.75v.438H.875v1.75H.438v1.75h.438v.875h.438v.438h.438v.438h1.313v-.438z" fill="#ffe361"/>
	<path d="M3.063 6.125H1.75v.438h1.313z" fill="#ffb84b"/>
	<path d="M4.813 6.125h-1.75v.438h1.75z" fill="#000"/>
	<path d="M4.375 5.688V5.25h-.437v-.875H3.5v-1.75h.438V1.75h.438v-.437H3.063v.438h-.438v1.313h-.437v1.75h.438v.875h.438v.438h1.75v-.438z" fill="#ffe361"/>
	<path d="M6.563 5.688h-1.75v.438h1.75zM1.75.438h-.437v.438h.438zm-.437.437H.875v.438h.438zm-.438.438H.438v.875h.438zm6.125 0h-.438v.438H7zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.875h.438zm.875 3.063h-.438v.438h.438zm-.438-.438h-.438v.438h.438zm-.438-.875h-.438v.875h.438zm-.438-.875h-.438v.875h.438zM1.747 6.127h-.434v.438h.438zm-.438-.438H.875v.438h.438zm-.438-.875H.438v.875h.438zm1.313-2.625H1.75v2.625h.438zM3.059.876h-.434v.438h.438zm-.434.437h-.437v.875h.438z" fill="#000"/>
	<path d="M.875 2.188H.438v.875h.438zm1.75 0h-.437v.875h.438z" fill="#f0f0f0"/>
	<path d="M2.188 1.313H1.75v.875h.438z" fill="#ffb84b"/>
	<path d="M4.813 1.313h-.438v.438h.438z" fill="#000"/>
	<path d="M1.75.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M2.625.875h-.437v.438h.438zm1.313.875H3.5v.875h.438zm.438-.438h-.438v.438h.438zm-2.188 3.5H1.75v.438h.438zm-.438.875h-.437v.438h.438zm-.438-.875H.875v.875h.438zm2.188.875v-.438h-.437v-.438h-.438v.875h.438v.438h1.75v-.438zm.438-1.313H3.5v.438h.438z" fill="#ffb84b"/>
	<path d="M4.375 5.688V5.25h-.437v-.875H3.5v-1.75h.438V1.75h.438v-.437H3.063v.438h-.438v1.313h-.437v1.75h.438v.875h.438v.438h1.75v-.438z" fill="url(#a)"/>
	<path d="M6.125 5.25v-.438h-.438v-.874h-.438v-.875h.438v-.875h.438V1.75H4.812v.438h-.438v.438h-.436v1.75h.438v.875h.438v.438h1.75v-.438z" fill="#ff2c52"/>
	<path d="M5.688 2.188H5.25v.875h.438zm.438-.438h-.438v.438h.438zm-.438 2.188H5.25v.438h.438zM5.25 5.251v-.438h-.875v.438h.438v.438h1.75v-.438z" fill="#be0351"/>
	<path d="M1.313 1.313H.875v.438h.438zm0 1.75H.875v.438h.438zm1.75-1.75h-.438v.438h.438zm1.75.438h-.438v.438h.438zm-.438.875h-.437v.438h.438z" fill="#f0f0f0"/>
	<path d="M4.375 1.75h-.437v.875h.438zM3.062 5.688h-.437v.438h.438zm-.438-.875h-.436v.875h.438zm2.188.438h-.438v.438h.438zm-.438-.875h-.436v.875h.438z" fill="#000"/>
	<defs>
		<radialGradient id="a" cx=".75" cy=".5" r="1" fx=".75" fy=".5">
		<stop stop-color="#ff2c52" offset="30%"/>
		<stop stop-color="#ffe361" offset="70%"/>
		</radialGradient>
	</defs>
`;function ms(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ia}
	</svg>`}var aa=C`
	<path d="M4.813.438v.438h-.438v.438h-.437v.438H3.5v.438h-.437v.875h-.438v.438H3.5v.875h.438v-.44h.875V3.5h.438v-.437h.438v-.438h.438v-.437h.438V.438z" fill="#d1cdd5"/>
	<path d="M1.313 3.938h.438v.438h.875v.875h.438v.438h.875v.438h.875v-.875h-.876v-.438H3.5v-.438h-.437v-.438h-.438V3.5h-.437v-.437H1.75v-.875H.875v.875h.438z" fill="#ffe361"/>
	<path d="M2.188 4.813h-.875v.875h.875zm-.875.875H.438v.875h.875z" fill="#ffe361"/>
	<path d="M4.813.438h-.438v.438h.438zm-.438.438h-.437v.438h.438zm-.437.437H3.5v.438h.438zM3.5 1.75h-.437v.438h.438zm-.437.438h-.438v.875h.438zm-.875 0H1.75v.875h.438zm-1.313 0H.438v.875h.438zm.438.875H.875v.875h.438zm3.5.875h-.875v.438h.875zm0 .875h-.875v.438h.875zm.438.438h-.438v.875h.438z" fill="#000"/>
	<path d="M6.563.438h-.438v1.75h.438z" fill="#847d8b"/>
	<path d="M.438 5.688H0v.875h.438zm4.375.438h-.875v.438h.875zm-.875-.438h-.875v.438h.875z" fill="#000"/>
	<path d="M2.188 5.25h-.875v.438h.875zm-.875.875H.438v.438h.875z" fill="#ffb84b"/>
	<path d="M1.313 6.125v.438h.438v-.438h.438v-.438h-.876zm1.313-.875v-.875H1.75v-.437h-.437v.875h.875v.875h.875V5.25zm-1.313 0v-.438H.875v.438H.438v.438h.875zm0 1.313H.438v.438h.875zM1.75 1.75H.875v.438h.875zm1.313 2.188v.438h.438V3.5h-.876v.438z" fill="#000"/>
	<path d="M5.688 1.313H5.25v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.436v.438h.438zm-.436.436H3.5v.438h.438z" fill="#847d8b"/>
	<path d="M3.063 3.063h-.438v.438h.438z" fill="#f0f0f0"/>
	<path d="M1.75 3.5h-.437v.438h.438zm-.437-.875H.875v.438h.438zm.875 1.313H1.75v.438h.438zm.875.875h-.438v.438h.438zm.438.438h-.438v.438h.438zm.875.438h-.438v.438h.438z" fill="#ffb84b"/>
	<path d="M3.938 4.375H3.5v.438h.438zM2.625 3.063h-.437v.438h.438zm3.938-.875h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438-3.5V.44h1.75v1.75h.438V0z" fill="#000"/>
	<path d="M4.813 5.25h-.438v.438h.438zm-.875-.438H3.5v.438h.438zM3.5 4.374h-.437v.438h.438zm-.437-.436h-.438v.438h.438zM2.625 3.5h-.437v.438h.438zm-.437-.437H1.75v.438h.438zM3.5 2.188h-.437v.438h1.313v-.438h-.438V1.75H3.5zM4.375.875v.438h-.437v.438h1.313v-.438h-.438V.875zm1.75-.438H4.812v.438h1.313z" fill="#f0f0f0"/>
	<path d="M6.125 2.188h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.438.438h-.438v.438h.438zm-.873.436H3.5v.438h.438z" fill="#847d8b"/>
	<path d="M1.75 2.188h-.437v.438h.438zm0 2.625h-.437v.438h.438zm-.875.875H.438v.438h.438z" fill="#f0f0f0"/>
`;function vs(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${aa}
	</svg>`}var ra=C`
	<path d="M5.688 2.625v-.437H5.25V1.75h-.438v-.437h-.438V.875h-.436V.438h-.875v.438h-.438v.438h-.437v.438H1.75v.438h-.437v.438H.875v.875H.438v2.188h.438v.438h.875v.438h3.5v-.438h.875v-.438h.438V3.5h-.438v-.875z" fill="#0abbff"/>
	<path d="M3.063 0v.438h.875V0zm-.438.438v.438h.438V.438zm1.313 0v.438h.438V.438zm.438.438v.438h.438V.875zm.438.438v.438h.438v-.439zm.438.438v.438h.438v-.44zm.438.438v.438h.438v-.44zm.438.438v.875h.438v-.878zm-5.69-.003V3.5h.438v-.875zM0 3.5v2.188h.438V3.5zm6.563 0v2.188h.438V3.5zM2.188.875v.438h.438V.875zm-.438.438v.438h.438v-.438zm-.437.437v.438h.438V1.75zm-.438.438v.438h.438v-.438zm-.438 3.5v.438h.438v-.438zm5.688 0v.438h.438v-.438zm-4.375.875v.438h3.5v-.438z" fill="#000"/>
	<path d="M1.75 6.125v.438h3.5v-.438z" fill="#4282d8"/>
	<path d="M.875 6.125v.438h.875v-.438zm5.25.438v-.438H5.25v.438z" fill="#000"/>
	<path d="M3.063.438v.438h.875V.438z" fill="#fff"/>
	<path opacity=".5" d="M4.813 3.5v-.437h-.438v-.438h-.437v-.437h-.875v.438h-.438v.438h-.437v.438H1.75v1.313h.438v.438h2.625v-.438h.438V3.5z" fill="#fff"/>
	<path d="M2.625.875v.438h.438V.875zm-.437.438v.438h.438v-.438zm.438.438v.438h.438V1.75zM1.75 1.75v.438h.438V1.75zm-.437.438v.438h.438v-.438zm-.438.437V3.5h.438v-.875zM.438 3.5v.875h.438V3.5z" fill="#fff"/>
	<path d="M5.25 2.188v.438h.438v-.438zm.438.438v.875h.438v-.876zm.438.875v1.75h-.438v.438H5.25v.438h.875v-.438h.438V3.5zM.875 6.125h.875v-.438H.875z" fill="#4282d8"/>
`;function fs(i={}){return l`<svg
		${T(i)}
		aria-hidden="true"
		role="img"
		width="14"
		height="14"
		viewBox="0 0 7 7"
		fill="none"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ra}
	</svg>`}var oa=globalThis.$discordMessage??{};function ht(){return oa}var As={blue:"https://cdn.discordapp.com/embed/avatars/0.png",gray:"https://cdn.discordapp.com/embed/avatars/1.png",green:"https://cdn.discordapp.com/embed/avatars/2.png",orange:"https://cdn.discordapp.com/embed/avatars/3.png",red:"https://cdn.discordapp.com/embed/avatars/4.png",pink:"https://cdn.discordapp.com/embed/avatars/5.png"},Vs=ht().avatars??{},Ce=Object.assign(As,Vs,{default:As[Vs.default]??Vs.default??As.blue}),lt=ht().profiles??{},ui=ht().defaultTheme==="light"?"light":"dark",gi=ht().defaultMode==="compact"?"compact":"cozy",zi=ht().defaultBackground==="none"?"none":"discord",_i=new Map([["heart",Yt()],["crystal",Gt()],["diamond",Kt()],["explosion",Jt()],["flame",Qt()],["flower",Xt()],["key",es()],["leaf",ts()],["lightning",ss()],["magic",is()],["moon",as()],["mushroom",rs()],["mythical",os()],["ornament",hs()],["plasma",ls()],["rock",ns()],["shell",cs()],["skull",ds()],["sun",ms()],["sword",vs()],["water",fs()]]);var ha=C`
	<path
		fill="currentColor"
		d="M18.91 12.98a5.45 5.45 0 0 1 2.18 6.2c-.1.33-.09.68.1.96l.83 1.32a1 1 0 0 1-.84 1.54h-5.5A5.6 5.6 0 0 1 10 17.5a5.6 5.6 0 0 1 5.68-5.5c1.2 0 2.32.36 3.23.98Z"
	/>
	<path
		fill="currentColor"
		d="M19.24 10.86c.32.16.72-.02.74-.38L20 10c0-4.42-4.03-8-9-8s-9 3.58-9 8c0 1.5.47 2.91 1.28 4.11.14.21.12.49-.06.67l-1.51 1.51A1 1 0 0 0 2.4 18h5.1a.5.5 0 0 0 .49-.5c0-4.2 3.5-7.5 7.68-7.5 1.28 0 2.5.3 3.56.86Z"
	/>
`;function Es(i={}){return l`<svg
		${T(i)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 20 20"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ha}
	</svg>`}var la=C`
	<path
		fill="currentColor"
		fill-rule="evenodd"
		clip-rule="evenodd"
		d="M10.99 3.16A1 1 0 1 0 9 2.84L8.15 8H4a1 1 0 0 0 0 2h3.82l-.67 4H3a1 1 0 1 0 0 2h3.82l-.8 4.84a1 1 0 0 0 1.97.32L8.85 16h4.97l-.8 4.84a1 1 0 0 0 1.97.32l.86-5.16H20a1 1 0 1 0 0-2h-3.82l.67-4H21a1 1 0 1 0 0-2h-3.82l.8-4.84a1 1 0 1 0-1.97-.32L15.15 8h-4.97l.8-4.84ZM14.15 14l.67-4H9.85l-.67 4h4.97Z"
	/>
`;function js(i={}){return l`<svg
		${T(i)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${la}
	</svg>`}var na=C`
	<path
		fill="currentColor"
		d="M12 2.81a1 1 0 0 1 0-1.41l.36-.36a1 1 0 0 1 1.41 0l9.2 9.2a1 1 0 0 1 0 1.4l-.7.7a1 1 0 0 1-1.3.13l-9.54-6.72a1 1 0 0 1-.08-1.58l1-1L12 2.8ZM12 21.2a1 1 0 0 1 0 1.41l-.35.35a1 1 0 0 1-1.41 0l-9.2-9.19a1 1 0 0 1 0-1.41l.7-.7a1 1 0 0 1 1.3-.12l9.54 6.72a1 1 0 0 1 .07 1.58l-1 1 .35.36ZM15.66 16.8a1 1 0 0 1-1.38.28l-8.49-5.66A1 1 0 1 1 6.9 9.76l8.49 5.65a1 1 0 0 1 .27 1.39ZM17.1 14.25a1 1 0 1 0 1.11-1.66L9.73 6.93a1 1 0 0 0-1.11 1.66l8.49 5.66Z"
	/>
`;function Is(i={}){return l`<svg
		${T(i)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${na}
	</svg>`}var ca=C`
	<path
		fill="currentColor"
		fill-rule="evenodd"
		clip-rule="evenodd"
		d="M6 9h1V6a5 5 0 0 1 10 0v3h1a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3v-8a3 3 0 0 1 3-3Zm9-3v3H9V6a3 3 0 1 1 6 0Zm-1 8a2 2 0 0 1-1 1.73V18a1 1 0 1 1-2 0v-2.27A2 2 0 1 1 14 14Z"
	/>
`;function Ss(i={}){return l`<svg
		${T(i)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ca}
	</svg>`}var da=C`
	<path
		fill="currentColor"
		d="M12 3a1 1 0 0 0-1-1h-.06a1 1 0 0 0-.74.32L5.92 7H3a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h2.92l4.28 4.68a1 1 0 0 0 .74.32H11a1 1 0 0 0 1-1V3ZM15.1 20.75c-.58.14-1.1-.33-1.1-.92v-.03c0-.5.37-.92.85-1.05a7 7 0 0 0 0-13.5A1.11 1.11 0 0 1 14 4.2v-.03c0-.6.52-1.06 1.1-.92a9 9 0 0 1 0 17.5Z"
	/>
	<path
		fill="currentColor"
		d="M15.16 16.51c-.57.28-1.16-.2-1.16-.83v-.14c0-.43.28-.8.63-1.02a3 3 0 0 0 0-5.04c-.35-.23-.63-.6-.63-1.02v-.14c0-.63.59-1.1 1.16-.83a5 5 0 0 1 0 9.02Z"
	/>
`;function Ds(i={}){return l`<svg
		${T(i)}
		class="discord-mention-icon"
		aria-hidden="false"
		width="24"
		height="24"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${da}
	</svg>`}var ft=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},Te=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},He="light-theme",Ae="compact-mode",Bs="no-background",b3=(()=>{let i=[ee("discord-messages")],e,s=[],t,a=K,h,r=[],d=[],z,g=[],n=[],o,w=[],x=[],b,p=[],m=[],_,P=[],O=[];var J=class extends a{static{t=this}static{let V=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[_t({context:He}),f({type:Boolean,reflect:!0,attribute:"light-theme"})],z=[_t({context:Bs}),f({type:Boolean,reflect:!0,attribute:"no-background"})],o=[_t({context:Ae}),f({type:Boolean,reflect:!0,attribute:"compact-mode"})],b=[f({reflect:!0,attribute:"channel-type"})],_=[f({reflect:!0,attribute:"channel-name"})],ft(this,null,h,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:$=>"lightTheme"in $,get:$=>$.lightTheme,set:($,W)=>{$.lightTheme=W}},metadata:V},r,d),ft(this,null,z,{kind:"accessor",name:"noBackground",static:!1,private:!1,access:{has:$=>"noBackground"in $,get:$=>$.noBackground,set:($,W)=>{$.noBackground=W}},metadata:V},g,n),ft(this,null,o,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:$=>"compactMode"in $,get:$=>$.compactMode,set:($,W)=>{$.compactMode=W}},metadata:V},w,x),ft(this,null,b,{kind:"accessor",name:"channelType",static:!1,private:!1,access:{has:$=>"channelType"in $,get:$=>$.channelType,set:($,W)=>{$.channelType=W}},metadata:V},p,m),ft(this,null,_,{kind:"accessor",name:"channelName",static:!1,private:!1,access:{has:$=>"channelName"in $,get:$=>$.channelName,set:($,W)=>{$.channelName=W}},metadata:V},P,O),ft(null,e={value:t},i,{kind:"class",name:t.name,metadata:V},null,s),J=t=e.value,V&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:V})}static styles=X`
		:host {
			color: #fff;
			background-color: #36393e;
			display: block;
			font-size: 16px;
			font-family: 'gg sans', 'Noto Sans', Whitney, 'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif;
			line-height: 170%;
			border: 1px solid rgba(255, 255, 255, 0.05);
		}

		:host([light-theme]) {
			color: #747f8d;
			background-color: #fff;
			border-color: #dedede;
		}

		:host([no-background]) {
			background-color: unset;
		}

		::slotted(*) {
			padding-top: 0.125rem;
			padding-bottom: 0.125rem;
		}

		::slotted(*:first-child) {
			margin-top: 0.5rem;
		}

		::slotted(*:not(:first-child)) {
			margin-top: 1.0625rem;
		}

		:host([compact-mode]) ::slotted(*:not(:first-child)) {
			margin-top: unset;
		}

		::slotted(*:last-child) {
			margin-bottom: 0.5rem;
			border-bottom-width: 0;
		}

		:host .discord-channel-header {
			display: flex;
			align-items: center;
			padding: 0.5rem 1rem;
			box-shadow:
				0 2px 0 0 rgba(0, 0, 0, 0.05),
				0 1.5px 0 0 rgba(0, 0, 0, 0.05),
				0 1px 0 0 rgba(0, 0, 0, 0.16);
		}

		:host .discord-channel-icon {
			height: 24px;
			width: auto;
			margin: 0 8px;
			position: relative;
			flex: 0 0 auto;
			color: #80848e;
		}

		:host([light-theme]) .discord-channel-icon {
			color: #6d6f78;
		}

		:host .discord-channel-name {
			margin: 0 8px 0 0;
			flex: 0 0 auto;
			min-width: auto;
		}
	`;#e=Te(this,r,!1);get lightTheme(){return this.#e}set lightTheme(V){this.#e=V}#t=(Te(this,d),Te(this,g,!1));get noBackground(){return this.#t}set noBackground(V){this.#t=V}#s=(Te(this,n),Te(this,w,!1));get compactMode(){return this.#s}set compactMode(V){this.#s=V}#i=(Te(this,x),Te(this,p,void 0));get channelType(){return this.#i}set channelType(V){this.#i=V}#a=(Te(this,m),Te(this,P,void 0));get channelName(){return this.#a}set channelName(V){this.#a=V}connectedCallback(){super.connectedCallback(),(this.lightTheme||ui==="light"&&this.lightTheme)&&(this.lightTheme=!0),(this.compactMode||gi==="compact"&&this.compactMode)&&(this.compactMode=!0),(this.noBackground||zi==="none"&&this.noBackground)&&(this.noBackground=!0)}render(){let V;switch(this.channelType){case"text":V=l`${js()}`;break;case"voice":V=l`${Ds()}`;break;case"locked":V=l`${Ss()}`;break;case"thread":V=l`${Is()}`;break;case"forum":V=l`${Es()}`;break}return l`
			${j(this.channelType&&this.channelName,()=>l`<div class="discord-channel-header">
						<div class="discord-channel-icon">${V}</div>
						<div class="discord-channel-name">${this.channelName}</div>
					</div>`)}
			<slot></slot>
		`}constructor(){super(...arguments),Te(this,O)}static{Te(t,s)}};return J=t})();var Ie=ot(class extends Ye{constructor(i){if(super(i),i.type!==vt.ATTRIBUTE||i.name!=="class"||i.strings?.length>2)throw Error("`classMap()` can only be used in the `class` attribute and must be the only part in the attribute.")}render(i){return" "+Object.keys(i).filter(e=>i[e]).join(" ")+" "}update(i,[e]){if(this.st===void 0){this.st=new Set,i.strings!==void 0&&(this.nt=new Set(i.strings.join(" ").split(/\s/).filter(t=>t!=="")));for(let t in e)e[t]&&!this.nt?.has(t)&&this.st.add(t);return this.render(e)}let s=i.element.classList;for(let t of this.st)t in e||(s.remove(t),this.st.delete(t));for(let t in e){let a=!!e[t];a===this.st.has(t)||this.nt?.has(t)||(a?(s.add(t),this.st.add(t)):(s.remove(t),this.st.delete(t)))}return ke}});var Z=i=>i??ie;var ps=class extends Error{constructor(e){super(e),this.name="DiscordComponentsError"}},ma=new Intl.DateTimeFormat("en-US",{day:"2-digit",month:"2-digit",year:"numeric"}),va=new Intl.DateTimeFormat("en-US",{hour12:!0,hour:"2-digit",minute:"2-digit"}),fa=new Intl.DateTimeFormat("en-US",{hour12:!1,hour:"2-digit",minute:"2-digit"}),pa=i=>i instanceof Date?ma.format(i):i,ua=(i,e=!1)=>i instanceof Date?e?fa.format(i):va.format(i):i;function pt(i,e=!1,s=!1){if(!(i instanceof Date)&&typeof i!="string")throw new TypeError("Timestamp prop must be a Date object or a string.");return e?ua(i,s):pa(i)}var ga=/(?:<(?<animated>a)?:(?<name>\w{2,32}):)?(?<id>\d{17,21})>?/;function us(i){let e=ht().emojis?.[i];if(e)return e;let s=ga.exec(i);if(s?.groups){let{name:t,id:a,animated:h}=s.groups;return{name:t,url:`https://cdn.discordapp.com/emojis/${a}.${h?"gif":"png"}`}}}function gs(i){if(i)return _i.get(i)??i}var za=C`
	<path d="M7.4,11.17,4,8.62,5,7.26l2,1.53L10.64,4l1.36,1Z" fill="currentColor" />
`;function Ve(i={}){return l`<svg
		${T(i)}
		class="discord-application-tag-verified"
		aria-label="Verified App"
		aria-hidden="false"
		width="16"
		height="16"
		viewBox="0 0 16 15.2"
		xmlns="http://www.w3.org/2000/svg"
	>
		${za}
	</svg>`}var Os=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},Ct=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},F3=(()=>{let i=[ee("discord-verified-author-tag")],e,s=[],t,a=K,h,r=[],d=[],z,g=[],n=[];var o=class extends a{static{t=this}static{let w=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[f({type:Boolean})],z=[re({context:Ae}),f({type:Boolean,reflect:!0,attribute:"compact-mode"})],Os(this,null,h,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:x=>"verified"in x,get:x=>x.verified,set:(x,b)=>{x.verified=b}},metadata:w},r,d),Os(this,null,z,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:x=>"compactMode"in x,get:x=>x.compactMode,set:(x,b)=>{x.compactMode=b}},metadata:w},g,n),Os(null,e={value:t},i,{kind:"class",name:t.name,metadata:w},null,s),o=t=e.value,w&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:w})}static styles=X`
		:host {
			background-color: #5865f2;
			color: #fff;
			font-size: 0.625em;
			margin-left: 4px;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;
			display: inline-flex;
			align-items: center;
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host .discord-application-tag-verified {
			display: inline-block;
			width: 0.9375rem;
			height: 0.9375rem;
			margin-left: -0.25rem;
		}

		:host([compact-mode]) {
			padding-left: 10px;
			padding-right: 4px;
			margin-right: 0.25rem;
			margin-left: 0px !important;
			margin-top: 0px !important;
		}

		:host([compact-mode]) .discord-application-tag-verified {
			margin-right: 0.7em;
			margin-left: -0.7em;
		}
	`;#e=Ct(this,r,!1);get verified(){return this.#e}set verified(w){this.#e=w}#t=(Ct(this,d),Ct(this,g,!1));get compactMode(){return this.#t}set compactMode(w){this.#t=w}render(){return l`${j(this.verified,()=>Ve())}App`}constructor(){super(...arguments),Ct(this,n)}static{Ct(t,s)}};return o=t})();var bi="important",_a=" !"+bi,Ee=ot(class extends Ye{constructor(i){if(super(i),i.type!==vt.ATTRIBUTE||i.name!=="style"||i.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(i){return Object.keys(i).reduce((e,s)=>{let t=i[s];return t==null?e:e+`${s=s.includes("-")?s:s.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,"-$&").toLowerCase()}:${t};`},"")}update(i,[e]){let{style:s}=i.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(e)),this.render(e);for(let t of this.ft)e[t]==null&&(this.ft.delete(t),t.includes("-")?s.removeProperty(t):s[t]=null);for(let t in e){let a=e[t];if(a!=null){this.ft.add(t);let h=typeof a=="string"&&a.endsWith(_a);t.includes("-")||h?s.setProperty(t,h?a.slice(0,-11):a,h?bi:""):s[t]=a}}return ke}});var ye=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},Y=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},nl=(()=>{let i=[ee("discord-author-info")],e,s=[],t,a=K,h,r=[],d=[],z,g=[],n=[],o,w=[],x=[],b,p=[],m=[],_,P=[],O=[],J,V=[],$=[],W,N=[],B=[],Q,he=[],le=[],ne,ce=[],de=[],me,ve=[],fe=[],pe,ue=[],ge=[],ze,_e=[],be=[],xe,D=[],M=[];var F=class extends a{static{t=this}static{let I=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[f()],z=[f({type:Boolean})],o=[f({type:Boolean})],b=[f({type:Boolean,attribute:"official-app"})],_=[f({type:Boolean})],J=[f({attribute:"role-color"})],W=[f({attribute:"role-icon"})],Q=[f({attribute:"role-name"})],ne=[f({attribute:"clan-icon"})],me=[f({attribute:"clan-tag"})],pe=[f({type:Boolean})],ze=[re({context:Ae}),f({type:Boolean,reflect:!0,attribute:"compact-mode"})],xe=[re({context:He}),f({type:Boolean,reflect:!0,attribute:"light-theme"})],ye(this,null,h,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:y=>"author"in y,get:y=>y.author,set:(y,q)=>{y.author=q}},metadata:I},r,d),ye(this,null,z,{kind:"accessor",name:"bot",static:!1,private:!1,access:{has:y=>"bot"in y,get:y=>y.bot,set:(y,q)=>{y.bot=q}},metadata:I},g,n),ye(this,null,o,{kind:"accessor",name:"server",static:!1,private:!1,access:{has:y=>"server"in y,get:y=>y.server,set:(y,q)=>{y.server=q}},metadata:I},w,x),ye(this,null,b,{kind:"accessor",name:"officialApp",static:!1,private:!1,access:{has:y=>"officialApp"in y,get:y=>y.officialApp,set:(y,q)=>{y.officialApp=q}},metadata:I},p,m),ye(this,null,_,{kind:"accessor",name:"op",static:!1,private:!1,access:{has:y=>"op"in y,get:y=>y.op,set:(y,q)=>{y.op=q}},metadata:I},P,O),ye(this,null,J,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:y=>"roleColor"in y,get:y=>y.roleColor,set:(y,q)=>{y.roleColor=q}},metadata:I},V,$),ye(this,null,W,{kind:"accessor",name:"roleIcon",static:!1,private:!1,access:{has:y=>"roleIcon"in y,get:y=>y.roleIcon,set:(y,q)=>{y.roleIcon=q}},metadata:I},N,B),ye(this,null,Q,{kind:"accessor",name:"roleName",static:!1,private:!1,access:{has:y=>"roleName"in y,get:y=>y.roleName,set:(y,q)=>{y.roleName=q}},metadata:I},he,le),ye(this,null,ne,{kind:"accessor",name:"clanIcon",static:!1,private:!1,access:{has:y=>"clanIcon"in y,get:y=>y.clanIcon,set:(y,q)=>{y.clanIcon=q}},metadata:I},ce,de),ye(this,null,me,{kind:"accessor",name:"clanTag",static:!1,private:!1,access:{has:y=>"clanTag"in y,get:y=>y.clanTag,set:(y,q)=>{y.clanTag=q}},metadata:I},ve,fe),ye(this,null,pe,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:y=>"verified"in y,get:y=>y.verified,set:(y,q)=>{y.verified=q}},metadata:I},ue,ge),ye(this,null,ze,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:y=>"compactMode"in y,get:y=>y.compactMode,set:(y,q)=>{y.compactMode=q}},metadata:I},_e,be),ye(this,null,xe,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:y=>"lightTheme"in y,get:y=>y.lightTheme,set:(y,q)=>{y.lightTheme=q}},metadata:I},D,M),ye(null,e={value:t},i,{kind:"class",name:t.name,metadata:I},null,s),F=t=e.value,I&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:I})}static styles=X`
		:host {
			display: inline-flex;
			align-items: center;
			font-size: 16px;
			text-underline-offset: 1px;
			margin-right: 0.25rem;
		}

		:host .discord-author-username {
			color: #fff;
			font-size: 1em;
			font-weight: 500;
		}

		:host .discord-author-username:hover {
			text-decoration: underline;
			cursor: pointer;
		}

		:host([light-theme]) .discord-author-username {
			color: #23262a;
		}

		:host .discord-clan-tag {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.54);
			color: #fff;
			font-size: 12px;
			font-weight: 500;
			margin-left: 0.25rem;
			border-radius: 4px;
			line-height: 100%;
			text-transform: uppercase;
			display: inline-flex;
			width: max-content;
			gap: 0.25rem;
			justify-content: space-between;
			align-items: center;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			height: 1.2rem;
			min-width: 45px;
			line-height: 1rem !important;
			transition: background-color 100ms ease-in-out;
			cursor: pointer;
		}

		:host .discord-clan-tag:hover {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.34);
		}

		:host([light-theme]) .discord-clan-tag {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.09);
			color: #000;
		}

		:host([light-theme]) .discord-clan-tag:hover {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.03);
		}

		:host([compact-mode]) .discord-clan-tag {
			margin-left: 0rem;
		}

		:host .discord-clan-tag span,
		:host .discord-clan-tag svg,
		:host .discord-clan-tag img {
			user-select: none;
			-webkit-user-select: none;
		}

		:host .discord-application-tag {
			background-color: #5865f2;
			color: #fff;
			font-size: 0.625em;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;

			/* Use flex layout to ensure both verified icon and "BOT" text are aligned to center */
			display: inline-flex;
			align-items: center;

			/* Styling taken through Inspect Element on Discord client for Windows */
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host .discord-official-application {
			background-color: #5865f2;
			color: #fff;
			font-size: 0.625em;
			margin-left: 4px;
			border-radius: 3px;
			line-height: 100%;
			text-transform: uppercase;

			/* Use flex layout to ensure both verified icon and "BOT" text are aligned to center */
			display: flex;
			align-items: center;

			/* Styling taken through Inspect Element on Discord client for Windows */
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host([compact-mode]) .discord-official-application {
			margin-right: 5px;
			margin-left: 0px !important;
		}

		:host .discord-application-tag.discord-application-tag-op {
			background-color: #c9cdfb;
			color: #4752c4;
			border-radius: 0.4rem;
		}

		:host .discord-author-role-icon {
			margin-left: 0.25rem;
			vertical-align: top;
			height: calc(1rem + 4px);
			width: calc(1rem + 4px);
		}

		:host([compact-mode]) .discord-author-username {
			margin-right: 0.25rem;
		}

		:host([compact-mode]) .discord-application-tag {
			padding-left: 10px;
			padding-right: 4px;
			margin-right: 0.25rem;
		}
	`;#e=Y(this,r,void 0);get author(){return this.#e}set author(I){this.#e=I}#t=(Y(this,d),Y(this,g,!1));get bot(){return this.#t}set bot(I){this.#t=I}#s=(Y(this,n),Y(this,w,!1));get server(){return this.#s}set server(I){this.#s=I}#i=(Y(this,x),Y(this,p,!1));get officialApp(){return this.#i}set officialApp(I){this.#i=I}#a=(Y(this,m),Y(this,P,!1));get op(){return this.#a}set op(I){this.#a=I}#r=(Y(this,O),Y(this,V,void 0));get roleColor(){return this.#r}set roleColor(I){this.#r=I}#o=(Y(this,$),Y(this,N,void 0));get roleIcon(){return this.#o}set roleIcon(I){this.#o=I}#h=(Y(this,B),Y(this,he,void 0));get roleName(){return this.#h}set roleName(I){this.#h=I}#l=(Y(this,le),Y(this,ce,void 0));get clanIcon(){return this.#l}set clanIcon(I){this.#l=I}#n=(Y(this,de),Y(this,ve,void 0));get clanTag(){return this.#n}set clanTag(I){this.#n=I}#c=(Y(this,fe),Y(this,ue,!1));get verified(){return this.#c}set verified(I){this.#c=I}#d=(Y(this,ge),Y(this,_e,!1));get compactMode(){return this.#d}set compactMode(I){this.#d=I}#m=(Y(this,be),Y(this,D,!1));get lightTheme(){return this.#m}set lightTheme(I){this.#m=I}render(){let I=gs(this.clanIcon),y=this.clanTag?.slice(0,4);return l`${j(this.compactMode,()=>null,()=>l`<span class="discord-author-username" style="${Ee({color:this.roleColor??void 0})}">${this.author}</span>`)}
		${j(this.roleIcon&&!this.compactMode,()=>l`<img
					class="discord-author-role-icon"
					src=${Z(this.roleIcon)}
					height="20"
					width="20"
					alt=${Z(this.roleName)}
					draggable="false"
				/>`)}
		${j(this.bot&&!this.server&&!this.officialApp,()=>l`<discord-verified-author-tag .verified=${this.verified}></discord-verified-author-tag>`)}
		${j(this.server&&!this.bot&&!this.officialApp,()=>l`<span class="discord-application-tag">Server</span>`)}
		${j(this.officialApp&&!this.server&&!this.bot,()=>l`<span class="discord-official-application">${Ve()}OFFICIAL</span>`)}
		${j(this.op,()=>l`<span class="discord-application-tag discord-application-tag-op">OP</span>`)}
		${j(this.compactMode,()=>l`<span class="discord-author-username" style="${Ee({color:this.roleColor??void 0})}">${this.author}</span>`)}
		${j(this.clanIcon&&this.clanTag&&this.clanTag?.length>0,()=>l`
				<span class="discord-clan-tag">
					${I==="string"?l`<img srcset=${Z(I)} alt=${Z(y)} width="12" height="12" draggable="false" />`:I}
					<span>${y}</span>
				</span>
			`)} `}constructor(){super(...arguments),Y(this,M)}static{Y(t,s)}};return F=t})();var ba=C`
 	<path 
		fill="currentColor" 
 		d="M15.56 11.77c.2-.1.44.02.44.23a4 4 0 1 1-4-4c.21 0 .33.25.23.44a2.5 2.5 0 0 0 3.32 3.32Z"
 	/>
  	<path 
		fill="currentColor" 
  		fill-rule="evenodd" 
  		d="M22.89 11.7q.105.3 0 .6C22.27 13.9 19.1 21 12 21c-7.11 0-10.27-7.11-10.89-8.7a.83.83 0 0 1 0-.6C1.73 10.1 4.9 3 12 3c7.11 0 10.27 7.11 10.89 8.7m-4.5-3.62A15.1 15.1 0 0 1 20.85 12c-.38.88-1.18 2.47-2.46 3.92C16.87 17.62 14.8 19 12 19s-4.87-1.38-6.39-3.08A15.1 15.1 0 0 1 3.15 12c.38-.88 1.18-2.47 2.46-3.92C7.13 6.38 9.2 5 12 5s4.87 1.38 6.39 3.08" 
  		clip-rule="evenodd"
  	/>
`;function Us(i={}){return l`<svg
		${T(i)}
		class="discord-message-ephemeral-icon"
		aria-hidden="false"
		width="16"
		height="16"
		viewBox="0 0 24 24"
		xmlns="http://www.w3.org/2000/svg"
	>
		${ba}
	</svg>`}var te=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},U=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},$l=(()=>{let i=[ee("discord-message")],e,s=[],t,a=K,h,r=[],d=[],z,g=[],n=[],o,w=[],x=[],b,p=[],m=[],_,P=[],O=[],J,V=[],$=[],W,N=[],B=[],Q,he=[],le=[],ne,ce=[],de=[],me,ve=[],fe=[],pe,ue=[],ge=[],ze,_e=[],be=[],xe,D=[],M=[],F,I=[],y=[],q,Ue=[],Re=[],Pe,Ne=[],Le=[],Fe,qe=[],Ze=[],We,Ge=[],Ke=[],Je,E=[],u=[],S,Se=[],Qe=[],et,A=[],v=[],R,Et=[],gt=[],Me,jt=[],qs=[],Zs,Ws=[],Gs=[];var Ks=class extends a{static{t=this}static{let H=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[f()],z=[f()],o=[f()],b=[f({type:Boolean})],_=[f({type:Boolean})],J=[f({type:Boolean,attribute:"official-app"})],W=[f({type:Boolean})],Q=[f({type:Boolean})],ne=[f({type:Boolean})],me=[f({attribute:"role-color"})],pe=[f({attribute:"role-icon"})],ze=[f({attribute:"role-name"})],xe=[f({attribute:"clan-icon"})],F=[f({attribute:"clan-tag"})],q=[f({type:Boolean,reflect:!0})],Pe=[f({type:Boolean,reflect:!0})],Fe=[f({type:String,converter:c=>pt(c,!1,!1),attribute:!0})],We=[f({type:Boolean,attribute:"twenty-four"})],Je=[f({type:Boolean,attribute:"message-body-only"})],S=[re({context:He}),f({type:Boolean,reflect:!0,attribute:"light-theme"})],et=[re({context:Ae}),f({type:Boolean,reflect:!0,attribute:"compact-mode"})],R=[re({context:Bs}),f({type:Boolean,reflect:!0,attribute:"no-background"})],Me=[f({type:Boolean,reflect:!0,attribute:"has-thread"})],Zs=[f({reflect:!1,attribute:"dismiss-message-clicked"})],te(this,null,h,{kind:"accessor",name:"profile",static:!1,private:!1,access:{has:c=>"profile"in c,get:c=>c.profile,set:(c,k)=>{c.profile=k}},metadata:H},r,d),te(this,null,z,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:c=>"author"in c,get:c=>c.author,set:(c,k)=>{c.author=k}},metadata:H},g,n),te(this,null,o,{kind:"accessor",name:"avatar",static:!1,private:!1,access:{has:c=>"avatar"in c,get:c=>c.avatar,set:(c,k)=>{c.avatar=k}},metadata:H},w,x),te(this,null,b,{kind:"accessor",name:"bot",static:!1,private:!1,access:{has:c=>"bot"in c,get:c=>c.bot,set:(c,k)=>{c.bot=k}},metadata:H},p,m),te(this,null,_,{kind:"accessor",name:"server",static:!1,private:!1,access:{has:c=>"server"in c,get:c=>c.server,set:(c,k)=>{c.server=k}},metadata:H},P,O),te(this,null,J,{kind:"accessor",name:"officialApp",static:!1,private:!1,access:{has:c=>"officialApp"in c,get:c=>c.officialApp,set:(c,k)=>{c.officialApp=k}},metadata:H},V,$),te(this,null,W,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:c=>"verified"in c,get:c=>c.verified,set:(c,k)=>{c.verified=k}},metadata:H},N,B),te(this,null,Q,{kind:"accessor",name:"op",static:!1,private:!1,access:{has:c=>"op"in c,get:c=>c.op,set:(c,k)=>{c.op=k}},metadata:H},he,le),te(this,null,ne,{kind:"accessor",name:"edited",static:!1,private:!1,access:{has:c=>"edited"in c,get:c=>c.edited,set:(c,k)=>{c.edited=k}},metadata:H},ce,de),te(this,null,me,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:c=>"roleColor"in c,get:c=>c.roleColor,set:(c,k)=>{c.roleColor=k}},metadata:H},ve,fe),te(this,null,pe,{kind:"accessor",name:"roleIcon",static:!1,private:!1,access:{has:c=>"roleIcon"in c,get:c=>c.roleIcon,set:(c,k)=>{c.roleIcon=k}},metadata:H},ue,ge),te(this,null,ze,{kind:"accessor",name:"roleName",static:!1,private:!1,access:{has:c=>"roleName"in c,get:c=>c.roleName,set:(c,k)=>{c.roleName=k}},metadata:H},_e,be),te(this,null,xe,{kind:"accessor",name:"clanIcon",static:!1,private:!1,access:{has:c=>"clanIcon"in c,get:c=>c.clanIcon,set:(c,k)=>{c.clanIcon=k}},metadata:H},D,M),te(this,null,F,{kind:"accessor",name:"clanTag",static:!1,private:!1,access:{has:c=>"clanTag"in c,get:c=>c.clanTag,set:(c,k)=>{c.clanTag=k}},metadata:H},I,y),te(this,null,q,{kind:"accessor",name:"highlight",static:!1,private:!1,access:{has:c=>"highlight"in c,get:c=>c.highlight,set:(c,k)=>{c.highlight=k}},metadata:H},Ue,Re),te(this,null,Pe,{kind:"accessor",name:"ephemeral",static:!1,private:!1,access:{has:c=>"ephemeral"in c,get:c=>c.ephemeral,set:(c,k)=>{c.ephemeral=k}},metadata:H},Ne,Le),te(this,null,Fe,{kind:"accessor",name:"timestamp",static:!1,private:!1,access:{has:c=>"timestamp"in c,get:c=>c.timestamp,set:(c,k)=>{c.timestamp=k}},metadata:H},qe,Ze),te(this,null,We,{kind:"accessor",name:"twentyFour",static:!1,private:!1,access:{has:c=>"twentyFour"in c,get:c=>c.twentyFour,set:(c,k)=>{c.twentyFour=k}},metadata:H},Ge,Ke),te(this,null,Je,{kind:"accessor",name:"messageBodyOnly",static:!1,private:!1,access:{has:c=>"messageBodyOnly"in c,get:c=>c.messageBodyOnly,set:(c,k)=>{c.messageBodyOnly=k}},metadata:H},E,u),te(this,null,S,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:c=>"lightTheme"in c,get:c=>c.lightTheme,set:(c,k)=>{c.lightTheme=k}},metadata:H},Se,Qe),te(this,null,et,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:c=>"compactMode"in c,get:c=>c.compactMode,set:(c,k)=>{c.compactMode=k}},metadata:H},A,v),te(this,null,R,{kind:"accessor",name:"noBackground",static:!1,private:!1,access:{has:c=>"noBackground"in c,get:c=>c.noBackground,set:(c,k)=>{c.noBackground=k}},metadata:H},Et,gt),te(this,null,Me,{kind:"accessor",name:"hasThread",static:!1,private:!1,access:{has:c=>"hasThread"in c,get:c=>c.hasThread,set:(c,k)=>{c.hasThread=k}},metadata:H},jt,qs),te(this,null,Zs,{kind:"accessor",name:"dismissMessageClicked",static:!1,private:!1,access:{has:c=>"dismissMessageClicked"in c,get:c=>c.dismissMessageClicked,set:(c,k)=>{c.dismissMessageClicked=k}},metadata:H},Ws,Gs),te(null,e={value:t},i,{kind:"class",name:t.name,metadata:H},null,s),Ks=t=e.value,H&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:H})}static styles=X`
		:host {
			color: #dcddde;
			display: flex;
			flex-direction: column;
			font-size: 0.9em;
			font-family: 'gg sans', 'Noto Sans', Whitney, 'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif;

			position: relative;
			word-wrap: break-word;
			-webkit-user-select: text;
			-moz-user-select: text;
			-ms-user-select: text;
			user-select: text;
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
			min-height: 1.375rem;
			padding-left: 1em;
			padding-right: 48px;
			margin-top: inherit;
			margin-bottom: inherit;
			line-height: 16px;
		}

		.discord-message-inner {
			display: flex;
			position: relative;
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
		}

		.discord-message-inner-center {
			align-items: center;
		}

		:host([message-body-only]) {
			margin-top: 0px !important;
			padding-top: 0.125rem !important;
			padding-bottom: 0.0625rem !important;
		}

		:host([highlight]),
		:host([ephemeral]) {
			padding-right: 5px;
			position: relative;
		}

		:host([highlight])::before,
		:host([ephemeral])::before {
			content: '';
			position: absolute;
			display: block;
			top: 0;
			left: 0;
			bottom: 0;
			pointer-events: none;
			width: 2px;
		}

		:host([highlight]) {
			background-color: rgba(250, 166, 26, 0.1);
		}

		:host([highlight][light-theme]) {
			background-color: rgba(250, 166, 26, 0.1);
		}

		:host([highlight])::before {
			background-color: #faa61a;
		}

		:host([light-theme][highlight])::before {
			background-color: #af7615;
		}

		:host([ephemeral]) {
			background-color: rgba(88, 101, 242, 0.05);
		}

		:host([ephemeral]:hover) {
			background-color: rgba(88, 101, 242, 0.1);
		}

		:host([ephemeral])::before {
			background-color: #5865f2;
		}

		:host([light-theme]) {
			color: #2e3338;
			border-color: #eceeef;
		}

		.discord-author-avatar {
			margin-right: 16px;
			margin-top: 5px;
			min-width: 40px;
			z-index: 1;
			display: flex;
		}

		.discord-author-avatar img {
			width: 40px;
			height: 40px;
			border-radius: 50%;
			cursor: pointer;
		}

		.discord-message-timestamp {
			color: #72767d;
			font-size: 12px;
			margin-left: 3px;
		}

		.discord-message-body-only-indent {
			width: 56px;
		}

		:host(:hover) .discord-message-timestamp-hover::before {
			content: attr(datetime);
		}

		:host([light-theme]) .discord-message-timestamp {
			color: #747f8d;
		}

		.discord-message-edited {
			color: #72767d;
			font-size: 10px;
		}

		:host([light-theme]) .discord-message-edited {
			color: #99aab5;
		}

		.discord-message-content {
			width: 100%;
			line-height: 160%;
			font-weight: normal;
			padding-top: 2px;
		}

		.discord-message-body {
			font-size: 1rem;
			font-weight: 400;
			word-break: break-word;
			position: relative;
		}

		:host([light-theme]) .discord-message-timestamp,
		:host([compact-mode]) .discord-message:hover .discord-message-timestamp {
			color: #99aab5;
		}

		:host([light-theme][compact-mode]).discord-message-timestamp {
			color: #d1d9de;
		}

		:host([compact-mode]) .discord-message-timestamp {
			display: inline-block;
			width: 3.1rem;
			text-align: right;
			font-size: 0.6875rem;
			line-height: 1.375rem;
			margin-right: 0.375rem;
			margin-left: 0;
			text-indent: 0;
		}

		:host([compact-mode]) .discord-message-body {
			line-height: 1.375rem;
			padding-left: 10px;
			margin-left: -6px;
		}

		:host([compact-mode]) .discord-message-compact-indent {
			padding-left: 10px;
		}

		:host .discord-message-markup {
			font-size: 1rem;
			line-height: 1.375rem;
			word-wrap: break-word;
			user-select: text;
			font-weight: 400;
			display: inline;
		}

		:host(:hover) {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.03);
		}

		:host([highlight]:hover) {
			background-color: hsl(40 calc(1 * 86.4%) 56.9%/0.08);
		}

		:host([has-thread]):after {
			width: 2rem;
			left: 2.2rem;
			top: 4.8rem;
			border-left: 2px solid #4f545c !important;
			border-bottom: 2px solid #4f545c !important;
			border-bottom-left-radius: 8px !important;
			bottom: 29px;
			content: '';
			position: absolute;
		}

		:host([light-theme][has-Thread]):after {
			border-color: #747f8d !important;
		}

		.discord-message-ephemeral {
			margin-top: 4px;
			font-size: 12px;
			font-weight: 400;
			color: #72767d;
		}

		:host([light-theme]) .discord-message-ephemeral {
			color: #747f8d;
		}

		.discord-message-ephemeral .discord-message-ephemeral-link {
			color: #00aff4;
			font-weight: 500;
			cursor: pointer;
		}

		.discord-message-ephemeral .discord-message-ephemeral-link:hover {
			text-decoration: underline;
		}

		.discord-message-ephemeral .discord-message-ephemeral-icon {
			margin-right: 4px;
			vertical-align: text-bottom;
		}
	`;#e=U(this,r,void 0);get profile(){return this.#e}set profile(H){this.#e=H}#t=(U(this,d),U(this,g,"User"));get author(){return this.#t}set author(H){this.#t=H}#s=(U(this,n),U(this,w,void 0));get avatar(){return this.#s}set avatar(H){this.#s=H}#i=(U(this,x),U(this,p,!1));get bot(){return this.#i}set bot(H){this.#i=H}#a=(U(this,m),U(this,P,!1));get server(){return this.#a}set server(H){this.#a=H}#r=(U(this,O),U(this,V,!1));get officialApp(){return this.#r}set officialApp(H){this.#r=H}#o=(U(this,$),U(this,N,!1));get verified(){return this.#o}set verified(H){this.#o=H}#h=(U(this,B),U(this,he,!1));get op(){return this.#h}set op(H){this.#h=H}#l=(U(this,le),U(this,ce,!1));get edited(){return this.#l}set edited(H){this.#l=H}#n=(U(this,de),U(this,ve,void 0));get roleColor(){return this.#n}set roleColor(H){this.#n=H}#c=(U(this,fe),U(this,ue,void 0));get roleIcon(){return this.#c}set roleIcon(H){this.#c=H}#d=(U(this,ge),U(this,_e,void 0));get roleName(){return this.#d}set roleName(H){this.#d=H}#m=(U(this,be),U(this,D,void 0));get clanIcon(){return this.#m}set clanIcon(H){this.#m=H}#v=(U(this,M),U(this,I,void 0));get clanTag(){return this.#v}set clanTag(H){this.#v=H}#f=(U(this,y),U(this,Ue,!1));get highlight(){return this.#f}set highlight(H){this.#f=H}#p=(U(this,Re),U(this,Ne,!1));get ephemeral(){return this.#p}set ephemeral(H){this.#p=H}#u=(U(this,Le),U(this,qe,new Date));get timestamp(){return this.#u}set timestamp(H){this.#u=H}#g=(U(this,Ze),U(this,Ge,!1));get twentyFour(){return this.#g}set twentyFour(H){this.#g=H}#z=(U(this,Ke),U(this,E,!1));get messageBodyOnly(){return this.#z}set messageBodyOnly(H){this.#z=H}#_=(U(this,u),U(this,Se,!1));get lightTheme(){return this.#_}set lightTheme(H){this.#_=H}#b=(U(this,Qe),U(this,A,!1));get compactMode(){return this.#b}set compactMode(H){this.#b=H}#x=(U(this,v),U(this,Et,!1));get noBackground(){return this.#x}set noBackground(H){this.#x=H}#y=(U(this,gt),U(this,jt,!1));get hasThread(){return this.#y}set hasThread(H){this.#y=H}#M=(U(this,qs),U(this,Ws,()=>{}));get dismissMessageClicked(){return this.#M}set dismissMessageClicked(H){this.#M=H}willUpdate(){this.hasThread=Array.from(this.children).some(H=>H.tagName.toLowerCase()==="discord-thread"),this.highlight=this.highlight||Array.from(this.children).some(H=>H.tagName.toLowerCase()==="discord-mention"&&H.hasAttribute("highlight")&&(H.type==="user"||H.type==="role"))}handleSpaceToDismissMessage(H){H.code==="Space"&&(H.preventDefault(),H.stopPropagation(),this.dismissMessageClicked?.())}render(){let H={author:this.author,bot:this.bot,officialApp:this.officialApp,verified:this.verified,server:this.server,op:this.op,roleColor:this.roleColor,roleIcon:this.roleIcon,clanIcon:this.clanIcon,clanTag:this.clanTag,roleName:this.roleName},c=this.profile!==void 0&&Reflect.get(lt,this.profile)||{},k={...H,...c,avatar:this.resolveAvatar(c.avatar??this.avatar)},zt=pt(this.timestamp,this.compactMode,this.twentyFour)??void 0;return l`
			<slot name="reply"></slot>
			<div
				class=${Ie({"discord-message-inner":!0,"discord-message-inner-center":this.messageBodyOnly})}
			>
				${j(this.compactMode&&!this.messageBodyOnly,()=>l`<time datetime="${Z(zt)}" class="discord-message-timestamp">${zt}</time>`,()=>null)}
				${j(this.messageBodyOnly,()=>l`<time
							datetime="${Z(zt)}"
							class=${Ie({"discord-message-timestamp":!0,"discord-message-timestamp-hover":!0,"discord-message-body-only-indent":!this.compactMode})}
						></time>`,()=>null)}
				${j(this.compactMode||this.messageBodyOnly,()=>null,()=>l`<div class="discord-author-avatar">
							<img src="${Z(k.avatar)}" alt="${Z(k.author)}" />
						</div>`)}

				<div class="discord-message-content">
					${j(this.compactMode||this.messageBodyOnly,()=>null,()=>l`
							<discord-author-info
								author=${k.author??""}
								?bot=${k.bot??!1}
								?server=${k.server??!1}
								?official-app=${k.officialApp??!1}
								?verified=${k.verified??!1}
								?op=${k.op??!1}
								role-color=${k.roleColor??""}
								role-icon=${k.roleIcon??""}
								role-name=${k.roleName??""}
								clan-icon=${k.clanIcon??""}
								clan-tag=${k.clanTag??""}
							></discord-author-info
							><time datetime="${Z(zt)}" class="discord-message-timestamp">${zt}</time>
						`)}
					<div class="discord-message-body">
						${j(this.compactMode,()=>l`<discord-author-info
									author=${k.author??""}
									?bot=${k.bot??!1}
									?server=${k.server??!1}
									?official-app=${k.officialApp??!1}
									?verified=${k.verified??!1}
									?op=${k.op??!1}
									role-color=${k.roleColor??""}
									role-icon=${k.roleIcon??""}
									role-name=${k.roleName??""}
									clan-icon=${k.clanIcon??""}
									clan-tag=${k.clanTag??""}
								></discord-author-info>`,()=>null)}<span class="discord-message-markup"><slot></slot></span>
						${j(this.edited,()=>l`<span class="discord-message-edited">(edited)</span>`,()=>null)}
					</div>
					<div class="discord-message-compact-indent">
						<slot name="attachments"></slot>
						<slot name="embeds"></slot>
						<slot name="components"></slot>
						<slot name="reactions"></slot>
						<slot name="thread"></slot>
						${j(this.ephemeral,()=>l`
								<div class="discord-message-ephemeral">
									${Us()} Only you can see this •
									<span
										role="button"
										class="discord-message-ephemeral-link"
										@click=${this.dismissMessageClicked}
										@keydown=${this.handleSpaceToDismissMessage}
										>Dismiss message</span
									>
								</div>
							`,()=>null)}
					</div>
				</div>
			</div>
		`}resolveAvatar(H){return H===void 0?Ce.default:Ce[H]??H??Ce.default}constructor(){super(...arguments),U(this,Gs)}static{U(t,s)}};return Ks=t})();var xa=C`
	<path
		fill="currentColor"
		d="M56 50.6667V13.3333C56 10.4 53.6 8 50.6667 8H13.3333C10.4 8 8 10.4 8 13.3333V50.6667C8 53.6 10.4 56 13.3333 56H50.6667C53.6 56 56 53.6 56 50.6667ZM22.6667 36L29.3333 44.0267L38.6667 32L50.6667 48H13.3333L22.6667 36Z"
	/>
`;function Tt(i={}){return l`<svg ${T(i)} aria-hidden="false" width="64" height="64" viewBox="0 0 64 64">${xa}</svg>`}var ya=C`
	<path
		fill="currentColor"
		fill-rule="evenodd"
		clip-rule="evenodd"
		d="M5 3C3.89543 3 3 3.89543 3 5V19C3 20.1046 3.89543 21 5 21H19C20.1046 21 21 20.1046 21 19V5C21 3.89543 20.1046 3 19 3H5ZM16.8995 8.41419L15.4853 6.99998L7 15.4853L8.41421 16.8995L16.8995 8.41419Z"
	/>
`;function At(i){return l`<svg ${T(i||{})} class="discord-command-icon" aria-hidden="false" width="24" height="24" viewBox="0 0 24 24">
		${ya}
	</svg>`}var Ma=C`
	<path
		d="M0.809739 3.59646L5.12565 0.468433C5.17446 0.431163 5.23323 0.408043 5.2951 0.401763C5.35698 0.395482 5.41943 0.406298 5.4752 0.432954C5.53096 0.45961 5.57776 0.50101 5.61013 0.552343C5.64251 0.603676 5.65914 0.662833 5.6581 0.722939V2.3707C10.3624 2.3707 11.2539 5.52482 11.3991 7.21174C11.4028 7.27916 11.3848 7.34603 11.3474 7.40312C11.3101 7.46021 11.2554 7.50471 11.1908 7.53049C11.1262 7.55626 11.0549 7.56204 10.9868 7.54703C10.9187 7.53201 10.857 7.49695 10.8104 7.44666C8.72224 5.08977 5.6581 5.63359 5.6581 5.63359V7.28135C5.65831 7.34051 5.64141 7.39856 5.60931 7.44894C5.5772 7.49932 5.53117 7.54004 5.4764 7.5665C5.42163 7.59296 5.3603 7.60411 5.29932 7.59869C5.23834 7.59328 5.18014 7.57151 5.13128 7.53585L0.809739 4.40892C0.744492 4.3616 0.691538 4.30026 0.655067 4.22975C0.618596 4.15925 0.599609 4.08151 0.599609 4.00269C0.599609 3.92386 0.618596 3.84612 0.655067 3.77562C0.691538 3.70511 0.744492 3.64377 0.809739 3.59646Z"
		fill="currentColor"
	/>
`;function Rs(i={}){return l`<svg ${T(i)} class="discord-reply-icon" aria-hidden="false" width="12" height="8" viewBox="0 0 12 8">${Ma}</svg>`}var oe=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},G=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},xi=(()=>{let i=[ee("discord-reply")],e,s=[],t,a=K,h,r=[],d=[],z,g=[],n=[],o,w=[],x=[],b,p=[],m=[],_,P=[],O=[],J,V=[],$=[],W,N=[],B=[],Q,he=[],le=[],ne,ce=[],de=[],me,ve=[],fe=[],pe,ue=[],ge=[],ze,_e=[],be=[],xe,D=[],M=[],F,I=[],y=[],q,Ue=[],Re=[],Pe,Ne=[],Le=[],Fe,qe=[],Ze=[],We,Ge=[],Ke=[];var Je=class extends a{static{t=this}static{let E=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[f()],z=[f()],o=[f()],b=[f({type:Boolean})],_=[f({type:Boolean})],J=[f({type:Boolean,attribute:"official-app"})],W=[f({type:Boolean})],Q=[f({type:Boolean})],ne=[f({type:Boolean})],me=[f({attribute:"role-color"})],pe=[f({type:Boolean})],ze=[f({type:Boolean})],xe=[f({type:Boolean})],F=[f({attribute:"clan-icon"})],q=[f({attribute:"clan-tag"})],Pe=[f({type:Boolean,reflect:!0})],Fe=[re({context:He}),f({type:Boolean,reflect:!0,attribute:"light-theme"})],We=[re({context:Ae}),f({type:Boolean,reflect:!0,attribute:"compact-mode"})],oe(this,null,h,{kind:"accessor",name:"profile",static:!1,private:!1,access:{has:u=>"profile"in u,get:u=>u.profile,set:(u,S)=>{u.profile=S}},metadata:E},r,d),oe(this,null,z,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:u=>"author"in u,get:u=>u.author,set:(u,S)=>{u.author=S}},metadata:E},g,n),oe(this,null,o,{kind:"accessor",name:"avatar",static:!1,private:!1,access:{has:u=>"avatar"in u,get:u=>u.avatar,set:(u,S)=>{u.avatar=S}},metadata:E},w,x),oe(this,null,b,{kind:"accessor",name:"bot",static:!1,private:!1,access:{has:u=>"bot"in u,get:u=>u.bot,set:(u,S)=>{u.bot=S}},metadata:E},p,m),oe(this,null,_,{kind:"accessor",name:"server",static:!1,private:!1,access:{has:u=>"server"in u,get:u=>u.server,set:(u,S)=>{u.server=S}},metadata:E},P,O),oe(this,null,J,{kind:"accessor",name:"officialApp",static:!1,private:!1,access:{has:u=>"officialApp"in u,get:u=>u.officialApp,set:(u,S)=>{u.officialApp=S}},metadata:E},V,$),oe(this,null,W,{kind:"accessor",name:"op",static:!1,private:!1,access:{has:u=>"op"in u,get:u=>u.op,set:(u,S)=>{u.op=S}},metadata:E},N,B),oe(this,null,Q,{kind:"accessor",name:"verified",static:!1,private:!1,access:{has:u=>"verified"in u,get:u=>u.verified,set:(u,S)=>{u.verified=S}},metadata:E},he,le),oe(this,null,ne,{kind:"accessor",name:"edited",static:!1,private:!1,access:{has:u=>"edited"in u,get:u=>u.edited,set:(u,S)=>{u.edited=S}},metadata:E},ce,de),oe(this,null,me,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:u=>"roleColor"in u,get:u=>u.roleColor,set:(u,S)=>{u.roleColor=S}},metadata:E},ve,fe),oe(this,null,pe,{kind:"accessor",name:"command",static:!1,private:!1,access:{has:u=>"command"in u,get:u=>u.command,set:(u,S)=>{u.command=S}},metadata:E},ue,ge),oe(this,null,ze,{kind:"accessor",name:"attachment",static:!1,private:!1,access:{has:u=>"attachment"in u,get:u=>u.attachment,set:(u,S)=>{u.attachment=S}},metadata:E},_e,be),oe(this,null,xe,{kind:"accessor",name:"mentions",static:!1,private:!1,access:{has:u=>"mentions"in u,get:u=>u.mentions,set:(u,S)=>{u.mentions=S}},metadata:E},D,M),oe(this,null,F,{kind:"accessor",name:"clanIcon",static:!1,private:!1,access:{has:u=>"clanIcon"in u,get:u=>u.clanIcon,set:(u,S)=>{u.clanIcon=S}},metadata:E},I,y),oe(this,null,q,{kind:"accessor",name:"clanTag",static:!1,private:!1,access:{has:u=>"clanTag"in u,get:u=>u.clanTag,set:(u,S)=>{u.clanTag=S}},metadata:E},Ue,Re),oe(this,null,Pe,{kind:"accessor",name:"deleted",static:!1,private:!1,access:{has:u=>"deleted"in u,get:u=>u.deleted,set:(u,S)=>{u.deleted=S}},metadata:E},Ne,Le),oe(this,null,Fe,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:u=>"lightTheme"in u,get:u=>u.lightTheme,set:(u,S)=>{u.lightTheme=S}},metadata:E},qe,Ze),oe(this,null,We,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:u=>"compactMode"in u,get:u=>u.compactMode,set:(u,S)=>{u.compactMode=S}},metadata:E},Ge,Ke),oe(null,e={value:t},i,{kind:"class",name:t.name,metadata:E},null,s),Je=t=e.value,E&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:E})}static styles=X`
		:host {
			color: #b9bbbe;
			display: flex;
			font-size: 0.875rem;
			font-family: 'gg sans', 'Noto Sans', Whitney, 'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif;

			padding-top: 2px;
			margin-left: 56px;
			margin-bottom: 4px;
			align-items: center;
			line-height: 1.125rem;
			position: relative;
			white-space: pre;
			user-select: none;
		}

		:host([light-theme]) {
			color: #4f5660;
		}

		:host([compact-mode]),
		:host([deleted]) {
			margin-left: 62px;
			margin-bottom: 0;
		}

		:host:before {
			content: '';
			display: block;
			position: absolute;
			top: 50%;
			right: 100%;
			bottom: 0;
			left: -36px;
			margin-right: 4px;
			margin-top: -1px;
			margin-left: -1px;
			margin-bottom: -2px;
			border-left: 2px solid #4f545c !important;
			border-bottom: 0 solid #4f545c !important;
			border-right: 0 solid #4f545c !important;
			border-top: 2px solid #4f545c !important;
			border-top-left-radius: 6px;
		}

		:host([light-theme]):before {
			border-color: #747f8d !important;
		}

		.discord-replied-message-avatar,
		.discord-reply-badge {
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
			width: 16px;
			height: 16px;
			border-radius: 50%;
			user-select: none;
			margin-right: 0.25rem;
		}

		.discord-reply-badge {
			display: flex;
			align-items: center;
			justify-content: center;
			color: #b9bbbe;
			background: #202225;
		}

		:host([light-theme]) .discord-reply-badge {
			color: #4f5660;
			background: #e3e5e8;
		}

		:host .discord-clan-tag {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.8);
			color: #fff;
			font-size: 12px;
			font-weight: 500;
			margin-right: 0.25rem;
			border-radius: 4px;
			line-height: 100%;
			text-transform: uppercase;
			justify-content: space-between;
			display: inline-flex;
			align-items: center;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			height: 1.2rem;
			opacity: 0.55;
			transition: background-color 100ms ease-in-out;
			cursor: pointer;
		}

		:host .discord-clan-tag:hover {
			background-color: oklab(0.431937 0.00109309 -0.0132537 / 0.5);
		}

		:host([light-theme]) .discord-clan-tag {
			opacity: 0.65;
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.09);
			color: #000;
		}

		:host([light-theme]) .discord-clan-tag:hover {
			background-color: hsl(0 calc(1 * 0%) 0.8%/0.03);
		}

		:host .discord-clan-tag svg,
		:host .discord-clan-tag img {
			display: inline-flex;
			align-items: center;
			margin-right: 0.25rem;
			right: 0.25rem;
		}

		:host .discord-clan-tag span {
			display: inline-flex;
			align-items: center;
			user-select: none;
			-webkit-user-select: none;
			line-height: 1rem !important;
		}

		.discord-application-tag {
			background-color: hsl(235, 85.6%, 64.7%);
			color: #fff;
			font-size: 0.625rem;
			margin-right: 0.25rem;
			line-height: 100%;
			text-transform: uppercase;

			/* Use flex layout to ensure both verified icon and "BOT" text are aligned to center */
			display: flex;
			align-items: center;

			/* Styling taken through Inspect Element on Discord client for Windows */
			height: 0.9375rem;
			padding: 0 0.275rem;
			margin-top: 0.075em;
			border-radius: 0.1875rem;
		}

		:host([compact-mode]) .discord-application-tag {
			margin-right: 0.25rem;
		}

		.discord-application-tag .discord-application-tag-verified {
			width: 0.9375rem;
			height: 0.9375rem;
			margin-left: -0.1rem;
		}

		.discord-application-tag.discord-application-tag-op {
			background-color: #c9cdfb;
			color: #4752c4;
			border-radius: 0.4rem;
		}

		.discord-replied-message-username {
			flex-shrink: 0;
			font-size: inherit;
			line-height: inherit;
			margin-right: 0.25rem;
			opacity: 0.64;
			font-weight: 500;
			color: #fff;
		}

		.discord-replied-message-username:hover {
			text-decoration: underline;
			cursor: pointer;
		}

		.discord-replied-message-content {
			color: inherit;
			font-size: inherit;
			line-height: inherit;
			white-space: pre;
			text-overflow: ellipsis;
			user-select: none;
			cursor: pointer;
		}

		.discord-replied-deleted-message-content {
			color: inherit;
			font-size: inherit;
			line-height: inherit;
			white-space: pre;
			text-overflow: ellipsis;
		}

		.discord-message-edited {
			color: #72767d;
			font-size: 10px;
		}

		:host([light-theme]) .discord-message-edited {
			color: #99aab5;
		}

		.discord-replied-message-content:hover {
			color: #fff;
		}

		:host([light-theme]) .discord-replied-message-content:hover {
			color: #000;
		}

		:host .discord-replied-message-content .discord-message-edited {
			margin-left: 0.25rem;
		}

		.discord-replied-message-content-icon {
			-webkit-box-flex: 0;
			-ms-flex: 0 0 auto;
			flex: 0 0 auto;
			width: 20px;
			height: 20px;
			margin-left: 4px;
		}
	`;#e=G(this,r,void 0);get profile(){return this.#e}set profile(E){this.#e=E}#t=(G(this,d),G(this,g,"User"));get author(){return this.#t}set author(E){this.#t=E}#s=(G(this,n),G(this,w,void 0));get avatar(){return this.#s}set avatar(E){this.#s=E}#i=(G(this,x),G(this,p,!1));get bot(){return this.#i}set bot(E){this.#i=E}#a=(G(this,m),G(this,P,!1));get server(){return this.#a}set server(E){this.#a=E}#r=(G(this,O),G(this,V,!1));get officialApp(){return this.#r}set officialApp(E){this.#r=E}#o=(G(this,$),G(this,N,!1));get op(){return this.#o}set op(E){this.#o=E}#h=(G(this,B),G(this,he,!1));get verified(){return this.#h}set verified(E){this.#h=E}#l=(G(this,le),G(this,ce,!1));get edited(){return this.#l}set edited(E){this.#l=E}#n=(G(this,de),G(this,ve,void 0));get roleColor(){return this.#n}set roleColor(E){this.#n=E}#c=(G(this,fe),G(this,ue,!1));get command(){return this.#c}set command(E){this.#c=E}#d=(G(this,ge),G(this,_e,!1));get attachment(){return this.#d}set attachment(E){this.#d=E}#m=(G(this,be),G(this,D,!1));get mentions(){return this.#m}set mentions(E){this.#m=E}#v=(G(this,M),G(this,I,void 0));get clanIcon(){return this.#v}set clanIcon(E){this.#v=E}#f=(G(this,y),G(this,Ue,void 0));get clanTag(){return this.#f}set clanTag(E){this.#f=E}#p=(G(this,Re),G(this,Ne,!1));get deleted(){return this.#p}set deleted(E){this.#p=E}#u=(G(this,Le),G(this,qe,!1));get lightTheme(){return this.#u}set lightTheme(E){this.#u=E}#g=(G(this,Ze),G(this,Ge,!1));get compactMode(){return this.#g}set compactMode(E){this.#g=E}resolveAvatar(E){return Ce[E]??E??Ce.default}render(){let E={author:this.author,bot:this.bot,verified:this.verified,officialApp:this.officialApp,op:this.op,server:this.server,roleColor:this.roleColor,clanIcon:this.clanIcon,clanTag:this.clanTag},u=Reflect.get(lt,this.profile)??{},S={...E,...u,avatar:this.resolveAvatar(u.avatar??this.avatar)},Se=gs(S.clanIcon),Qe=S.clanTag?.slice(0,4),et=l`
			${j(S.bot&&!S.server&&!S.officialApp,()=>l`<span class="discord-application-tag">${S.verified?Ve():""}App</span>`)}
			${j(S.server&&!S.bot&&!S.officialApp,()=>l`<span class="discord-application-tag">Server</span>`)}
			${j(S.officialApp&&!S.server&&!S.bot,()=>l`<span class="discord-application-tag">${Ve()}OFFICIAL</span>`)}
		`;return l`${j(this.compactMode||this.deleted,()=>l`<div class="discord-reply-badge">${Rs()}</div>`,()=>l`<img class="discord-replied-message-avatar" src="${Z(S.avatar)}" alt="${Z(S.author)}" />`)}
		${j(this.deleted,()=>l`<div class="discord-replied-deleted-message-content"><em>Original message was deleted</em></div>`,()=>l`${et}
					<span class="discord-replied-message-username" style=${Ee({color:S.roleColor})}
						>${j(this.mentions,()=>"@")}${S.author}</span
					>
					${j(S.clanIcon&&S.clanTag&&S.clanTag?.length>0,()=>l`<span class="discord-clan-tag">
								${Se==="string"?l`<img
											srcset=${Z(Se)}
											alt=${Z(Qe)}
											width="12"
											height="12"
											draggable="false"
										/>`:Se}
								<span>${Qe}</span>
							</span>`)}
					<!-- display: inline -->
					<div class="discord-replied-message-content"
						><slot></slot>${j(this.edited,()=>l`<span class="discord-message-edited">(edited)</span>`)}</div
					>
					${j(this.command,()=>At({class:"discord-replied-message-content-icon"}),()=>j(this.attachment,()=>Tt({class:"discord-replied-message-content-icon"})))}`)}`}constructor(){super(...arguments),G(this,Ke)}static{G(t,s)}};return Je=t})();var Ha=C`
	<path d="M4.61241 0L6 0.845294L1.38759 10L0 9.15471L4.61241 0Z" fill="currentColor" />
`;function Ps(i={}){return l`<svg ${T(i)} class="discord-command-icon" aria-hidden="false" width="6" height="10" viewBox="0 0 6 10" fill="none">
		${Ha}
	</svg>`}var wa=C`
	<path fill="currentColor" d="M2.06 7.61c-.25.95.31 1.92 1.26 2.18l4.3 1.15c.94.25 1.91-.31 2.17-1.26l1.15-4.3c.25-.94-.31-1.91-1.26-2.17l-4.3-1.15c-.94-.25-1.91.31-2.17 1.26l-1.15 4.3ZM12.98 7.87a2 2 0 0 0 1.75 2.95H20a2 2 0 0 0 1.76-2.95l-2.63-4.83a2 2 0 0 0-3.51 0l-2.63 4.83ZM5.86 13.27a.89.89 0 0 1 1.28 0l.75.77a.9.9 0 0 0 .54.26l1.06.12c.5.06.85.52.8 1.02l-.13 1.08c-.02.2.03.42.14.6l.56.92c.27.43.14 1-.28 1.26l-.9.58a.92.92 0 0 0-.37.48l-.36 1.02a.9.9 0 0 1-1.15.57l-1-.36a.89.89 0 0 0-.6 0l-1 .36a.9.9 0 0 1-1.15-.57l-.36-1.02a.92.92 0 0 0-.37-.48l-.9-.58a.93.93 0 0 1-.28-1.26l.56-.93c.11-.17.16-.38.14-.59l-.12-1.08c-.06-.5.3-.96.8-1.02l1.05-.12a.9.9 0 0 0 .54-.26l.75-.77ZM18.52 13.71a1.1 1.1 0 0 0-2.04 0l-.46 1.24c-.19.5-.57.88-1.07 1.07l-1.24.46a1.1 1.1 0 0 0 0 2.04l1.24.46c.5.19.88.57 1.07 1.07l.46 1.24c.35.95 1.7.95 2.04 0l.46-1.24c.19-.5.57-.88 1.07-1.07l1.24-.46a1.1 1.1 0 0 0 0-2.04l-1.24-.46a1.8 1.8 0 0 1-1.07-1.07l-.46-1.24Z">
	</path>
`;function Ns(i={}){return l`<svg ${T(i)} class="discord-command-icon-name" aria-hidden="false" width="10" height="10" viewBox="0 0 24 24" fill="none">
		${wa}
	</svg>`}var $a=C`
	<path fill="currentColor" d="M5.3 9.3a1 1 0 0 1 1.4 0l5.3 5.29 5.3-5.3a1 1 0 1 1 1.4 1.42l-6 6a1 1 0 0 1-1.4 0l-6-6a1 1 0 0 1 0-1.42Z"></path>
`;function zs(i={}){return l`<svg ${T(i)} aria-hidden="false" width="18" height="18" viewBox="0 0 24 24" xmlns="http://www.w3.org/2000/svg">
		${$a}
	</svg>`}var ka=C`
	<path fill="color-mix( in oklab, hsl(215 calc(1 * 8.8%) 73.3% / 1) 100%, black 0%" d="M12 22a10 10 0 1 0-8.45-4.64c.13.19.11.44-.04.61l-2.06 2.37A1 1 0 0 0 2.2 22H12Z" class="">
    </path>
`;function Ls(i={}){return l`<svg ${T(i)} aria-hidden="false" width="16" height="16" viewBox="0 0 24 24" fill="none">${ka}</svg>`}var ae=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},L=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},k8=(()=>{let i=[ee("discord-command")],e,s=[],t,a=K,h,r=[],d=[],z,g=[],n=[],o,w=[],x=[],b,p=[],m=[],_,P=[],O=[],J,V=[],$=[],W,N=[],B=[],Q,he=[],le=[],ne,ce=[],de=[],me,ve=[],fe=[],pe,ue=[],ge=[],ze,_e=[],be=[],xe,D=[],M=[],F,I=[],y=[],q,Ue=[],Re=[],Pe,Ne=[],Le=[],Fe,qe=[],Ze=[],We,Ge=[],Ke=[],Je,E=[],u=[],S,Se=[],Qe=[];var et=class extends a{static{t=this}static{let A=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[f({attribute:"profile"})],z=[f({attribute:"author"})],o=[f({attribute:"avatar"})],b=[f({attribute:"role-color"})],_=[f({attribute:"command"})],J=[f({attribute:"type"})],W=[f({attribute:"context-user-profile"})],Q=[f({attribute:"context-user-name"})],ne=[f({attribute:"context-user-image"})],me=[f({attribute:"context-user-role-color"})],pe=[f({type:Boolean,attribute:"context-user-bot"})],ze=[f({type:Boolean,attribute:"context-user-bot-verified"})],xe=[f({type:Boolean,attribute:"context-command-reply"})],F=[f({type:Boolean,attribute:"context-attachment-reply"})],q=[f({type:String,attribute:"context-message-reply"})],Pe=[f({type:Boolean,attribute:"context-message-deleted"})],Fe=[f({type:Boolean,attribute:"context-user-application-official"})],We=[f({type:Boolean,attribute:"context-user-server"})],Je=[re({context:Ae}),f({type:Boolean,reflect:!0,attribute:"compact-mode"})],S=[re({context:He}),f({type:Boolean,reflect:!0,attribute:"light-theme"})],ae(this,null,h,{kind:"accessor",name:"profile",static:!1,private:!1,access:{has:v=>"profile"in v,get:v=>v.profile,set:(v,R)=>{v.profile=R}},metadata:A},r,d),ae(this,null,z,{kind:"accessor",name:"author",static:!1,private:!1,access:{has:v=>"author"in v,get:v=>v.author,set:(v,R)=>{v.author=R}},metadata:A},g,n),ae(this,null,o,{kind:"accessor",name:"avatar",static:!1,private:!1,access:{has:v=>"avatar"in v,get:v=>v.avatar,set:(v,R)=>{v.avatar=R}},metadata:A},w,x),ae(this,null,b,{kind:"accessor",name:"roleColor",static:!1,private:!1,access:{has:v=>"roleColor"in v,get:v=>v.roleColor,set:(v,R)=>{v.roleColor=R}},metadata:A},p,m),ae(this,null,_,{kind:"accessor",name:"command",static:!1,private:!1,access:{has:v=>"command"in v,get:v=>v.command,set:(v,R)=>{v.command=R}},metadata:A},P,O),ae(this,null,J,{kind:"accessor",name:"type",static:!1,private:!1,access:{has:v=>"type"in v,get:v=>v.type,set:(v,R)=>{v.type=R}},metadata:A},V,$),ae(this,null,W,{kind:"accessor",name:"contextUserProfile",static:!1,private:!1,access:{has:v=>"contextUserProfile"in v,get:v=>v.contextUserProfile,set:(v,R)=>{v.contextUserProfile=R}},metadata:A},N,B),ae(this,null,Q,{kind:"accessor",name:"contextUserName",static:!1,private:!1,access:{has:v=>"contextUserName"in v,get:v=>v.contextUserName,set:(v,R)=>{v.contextUserName=R}},metadata:A},he,le),ae(this,null,ne,{kind:"accessor",name:"contextUserAvatar",static:!1,private:!1,access:{has:v=>"contextUserAvatar"in v,get:v=>v.contextUserAvatar,set:(v,R)=>{v.contextUserAvatar=R}},metadata:A},ce,de),ae(this,null,me,{kind:"accessor",name:"contextUserRoleColor",static:!1,private:!1,access:{has:v=>"contextUserRoleColor"in v,get:v=>v.contextUserRoleColor,set:(v,R)=>{v.contextUserRoleColor=R}},metadata:A},ve,fe),ae(this,null,pe,{kind:"accessor",name:"contextUserBot",static:!1,private:!1,access:{has:v=>"contextUserBot"in v,get:v=>v.contextUserBot,set:(v,R)=>{v.contextUserBot=R}},metadata:A},ue,ge),ae(this,null,ze,{kind:"accessor",name:"contextUserBotVerified",static:!1,private:!1,access:{has:v=>"contextUserBotVerified"in v,get:v=>v.contextUserBotVerified,set:(v,R)=>{v.contextUserBotVerified=R}},metadata:A},_e,be),ae(this,null,xe,{kind:"accessor",name:"contextCommandReply",static:!1,private:!1,access:{has:v=>"contextCommandReply"in v,get:v=>v.contextCommandReply,set:(v,R)=>{v.contextCommandReply=R}},metadata:A},D,M),ae(this,null,F,{kind:"accessor",name:"contextAttachmentReply",static:!1,private:!1,access:{has:v=>"contextAttachmentReply"in v,get:v=>v.contextAttachmentReply,set:(v,R)=>{v.contextAttachmentReply=R}},metadata:A},I,y),ae(this,null,q,{kind:"accessor",name:"contextMessageReply",static:!1,private:!1,access:{has:v=>"contextMessageReply"in v,get:v=>v.contextMessageReply,set:(v,R)=>{v.contextMessageReply=R}},metadata:A},Ue,Re),ae(this,null,Pe,{kind:"accessor",name:"contextMessageDeleted",static:!1,private:!1,access:{has:v=>"contextMessageDeleted"in v,get:v=>v.contextMessageDeleted,set:(v,R)=>{v.contextMessageDeleted=R}},metadata:A},Ne,Le),ae(this,null,Fe,{kind:"accessor",name:"contextUserOfficialApplication",static:!1,private:!1,access:{has:v=>"contextUserOfficialApplication"in v,get:v=>v.contextUserOfficialApplication,set:(v,R)=>{v.contextUserOfficialApplication=R}},metadata:A},qe,Ze),ae(this,null,We,{kind:"accessor",name:"contextUserServer",static:!1,private:!1,access:{has:v=>"contextUserServer"in v,get:v=>v.contextUserServer,set:(v,R)=>{v.contextUserServer=R}},metadata:A},Ge,Ke),ae(this,null,Je,{kind:"accessor",name:"compactMode",static:!1,private:!1,access:{has:v=>"compactMode"in v,get:v=>v.compactMode,set:(v,R)=>{v.compactMode=R}},metadata:A},E,u),ae(this,null,S,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:v=>"lightTheme"in v,get:v=>v.lightTheme,set:(v,R)=>{v.lightTheme=R}},metadata:A},Se,Qe),ae(null,e={value:t},i,{kind:"class",name:t.name,metadata:A},null,s),et=t=e.value,A&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:A})}static styles=[xi.styles,X`
			:host .discord-slash-command-name {
				color: color-mix(in oklab, hsl(200 calc(1 * 100%) 49.4% / 1) 100%, black 0%) !important;
				font-weight: 500;
				background-color: #3c4270;
				border-radius: 3px;
				display: flex;
				padding: 0 5px;
				align-items: center;
				gap: 2px;
				cursor: default;
			}

			:host .discord-slash-command-name:hover {
				color: #fffffd !important;
				background-color: #5865f2;
			}

			.discord-context-command-name {
				color: color-mix(in oklab, hsl(200 calc(1 * 100%) 49.4% / 1) 100%, black 0%) !important;
				opacity: 0.64;
				cursor: default;
				font-weight: 500;
			}

			.discord-arrow-right-icon {
				transform: rotate(267deg);
				width: 12px;
				height: 12px;
				fill: none;
				margin-right: 2px;
				margin-left: 2px;
				margin-top: 3px;
			}

			.discord-context-user {
				display: flex;
				align-items: center;
				margin-top: 3px;
			}

			.discord-message-margintop {
				margin-top: 3px;
			}

			:host .discord-message-deleted {
				color: rgb(185, 187, 190) !important;
				cursor: default;
			}

			:host .discord-replied-message-username {
				margin-right: 0;
			}

			:host([light-theme]) .discord-replied-message-username {
				color: rgb(46, 51, 56);
			}

			:host([compact-mode]) .discord-context-user {
				display: flex;
				align-items: center;
				margin: 0 !important;
			}

			:host([compact-mode]) .discord-message-margintop {
				margin-top: 0 !important;
			}
		`];#e=L(this,r,void 0);get profile(){return this.#e}set profile(A){this.#e=A}#t=(L(this,d),L(this,g,"User"));get author(){return this.#t}set author(A){this.#t=A}#s=(L(this,n),L(this,w,void 0));get avatar(){return this.#s}set avatar(A){this.#s=A}#i=(L(this,x),L(this,p,void 0));get roleColor(){return this.#i}set roleColor(A){this.#i=A}#a=(L(this,m),L(this,P,void 0));get command(){return this.#a}set command(A){this.#a=A}#r=(L(this,O),L(this,V,"slash_command"));get type(){return this.#r}set type(A){this.#r=A}#o=(L(this,$),L(this,N,void 0));get contextUserProfile(){return this.#o}set contextUserProfile(A){this.#o=A}#h=(L(this,B),L(this,he,"User"));get contextUserName(){return this.#h}set contextUserName(A){this.#h=A}#l=(L(this,le),L(this,ce,void 0));get contextUserAvatar(){return this.#l}set contextUserAvatar(A){this.#l=A}#n=(L(this,de),L(this,ve,void 0));get contextUserRoleColor(){return this.#n}set contextUserRoleColor(A){this.#n=A}#c=(L(this,fe),L(this,ue,!1));get contextUserBot(){return this.#c}set contextUserBot(A){this.#c=A}#d=(L(this,ge),L(this,_e,!1));get contextUserBotVerified(){return this.#d}set contextUserBotVerified(A){this.#d=A}#m=(L(this,be),L(this,D,!1));get contextCommandReply(){return this.#m}set contextCommandReply(A){this.#m=A}#v=(L(this,M),L(this,I,!1));get contextAttachmentReply(){return this.#v}set contextAttachmentReply(A){this.#v=A}#f=(L(this,y),L(this,Ue,void 0));get contextMessageReply(){return this.#f}set contextMessageReply(A){this.#f=A}#p=(L(this,Re),L(this,Ne,!1));get contextMessageDeleted(){return this.#p}set contextMessageDeleted(A){this.#p=A}#u=(L(this,Le),L(this,qe,!1));get contextUserOfficialApplication(){return this.#u}set contextUserOfficialApplication(A){this.#u=A}#g=(L(this,Ze),L(this,Ge,!1));get contextUserServer(){return this.#g}set contextUserServer(A){this.#g=A}#z=(L(this,Ke),L(this,E,!1));get compactMode(){return this.#z}set compactMode(A){this.#z=A}#_=(L(this,u),L(this,Se,!1));get lightTheme(){return this.#_}set lightTheme(A){this.#_=A}validCommandTypes=(L(this,Qe),new Set(["user_command","message_command","slash_command"]));checkType(){if(this.type){if(typeof this.type!="string")throw new TypeError("DiscordCommand `type` prop must be a string.");if(!this.validCommandTypes.has(this.type))throw new RangeError("DiscordCommand `type` prop must be one of: 'uer_command', 'message_command' or 'slash_command'")}}resolveAvatar(A){return Ce[A]??A??Ce.default}render(){this.checkType();let A={author:this.author,bot:!1,verified:!1,server:!1,roleColor:this.roleColor},v=Reflect.get(lt,this.profile)??{},R={...A,...v,avatar:this.resolveAvatar(v.avatar??this.avatar)},Et={author:this.contextUserName,bot:this.contextUserBot,verified:this.contextUserBotVerified,server:!1,roleColor:this.contextUserRoleColor},gt=Reflect.get(lt,this.contextUserProfile)??{},Me={...Et,...gt,avatar:this.resolveAvatar(gt.avatar??this.contextUserAvatar)},jt=this.contextMessageDeleted?l`<em class="discord-message-deleted">Original message was deleted</em>`:this.contextMessageReply;return l`
			${j(this.compactMode,()=>l`<div class="discord-reply-badge">${Ps()}</div>`,()=>l`<img class="discord-replied-message-avatar" src="${Z(R.avatar)}" alt="${Z(R.author)}" />`)}
			<span class="discord-replied-message-username" style=${Ee({color:R.roleColor??""})}>${R.author}</span>
			<span> used </span>
			${j(this.type==="slash_command",()=>l`<div class="discord-replied-message-content discord-slash-command-name">
						${Ns()}<span>${this.command}</span>
					</div>`)}
			${j(this.type==="user_command",()=>l`<div class="discord-replied-message-content discord-context-command-name"><span>${this.command}</span></div>
						${zs({class:"discord-arrow-right-icon"})}
						<div class="discord-context-user">
							${j(!this.compactMode,()=>l`<img
										class="discord-replied-message-avatar"
										src="${Z(Me.avatar)}"
										alt="${Z(Me.author)}"
									/>`)}
							<span class="discord-replied-message-username" style=${Ee({color:Me.roleColor??""})}
								>${Me.author}</span
							>
						</div>`)}
			${j(this.type==="message_command",()=>l`<div class="discord-replied-message-content discord-context-command-name"><span>${this.command}</span></div>
						${zs({class:"discord-arrow-right-icon"})}
						${j(!this.contextMessageDeleted,()=>l`<div class="discord-context-user">
									${j(!this.compactMode,()=>j(!this.contextUserOfficialApplication,()=>l`<img
													class="discord-replied-message-avatar"
													src="${Z(Me.avatar)}"
													alt="${Z(Me.author)}"
												/>`,()=>l`<img
													class="discord-replied-message-avatar"
													src="${Z(Ce.blue)}"
													alt="OFFICIALAPPLICATION"
												/>`))}
									${j(Me.bot,()=>l`<span class="discord-application-tag">${Me.verified?Ve():""}App</span>`,()=>j(this.contextUserServer,()=>l`<span class="discord-application-tag">SERVER</span>`,()=>j(this.contextUserOfficialApplication,()=>l`<span class="discord-application-tag">${Ve()}OFFICIAL</span>`)))}
									<span class="discord-replied-message-username" style=${Ee({color:Me.roleColor??""})}
										>${Me.author}</span
									><span></span>
								</div>`,()=>j(this.contextMessageDeleted,()=>Ls({class:"discord-message-margintop",style:"margin-right: 3px;"})))}
						<div class="discord-replied-message-content discord-message-margintop">${jt}</div>
						${j(this.contextCommandReply&&!this.contextMessageDeleted,()=>At({class:"discord-replied-message-content-icon discord-message-margintop"}),()=>j(this.contextAttachmentReply,()=>Tt({class:"discord-replied-message-content-icon discord-message-margintop"})))} `)}
		`}static{L(t,s)}};return et=t})();var ut=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},je=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},S8=(()=>{let i=[ee("discord-custom-emoji")],e,s=[],t,a=K,h,r=[],d=[],z,g=[],n=[],o,w=[],x=[],b,p=[],m=[],_,P=[],O=[];var J=class extends a{static{t=this}static{let V=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[f()],z=[f()],o=[f({attribute:!1})],b=[f({type:Boolean,attribute:"embed-emoji"})],_=[f({type:Boolean,attribute:"jumbo"})],ut(this,null,h,{kind:"accessor",name:"name",static:!1,private:!1,access:{has:$=>"name"in $,get:$=>$.name,set:($,W)=>{$.name=W}},metadata:V},r,d),ut(this,null,z,{kind:"accessor",name:"url",static:!1,private:!1,access:{has:$=>"url"in $,get:$=>$.url,set:($,W)=>{$.url=W}},metadata:V},g,n),ut(this,null,o,{kind:"accessor",name:"customEmojisMap",static:!1,private:!1,access:{has:$=>"customEmojisMap"in $,get:$=>$.customEmojisMap,set:($,W)=>{$.customEmojisMap=W}},metadata:V},w,x),ut(this,null,b,{kind:"accessor",name:"embedEmoji",static:!1,private:!1,access:{has:$=>"embedEmoji"in $,get:$=>$.embedEmoji,set:($,W)=>{$.embedEmoji=W}},metadata:V},p,m),ut(this,null,_,{kind:"accessor",name:"jumbo",static:!1,private:!1,access:{has:$=>"jumbo"in $,get:$=>$.jumbo,set:($,W)=>{$.jumbo=W}},metadata:V},P,O),ut(null,e={value:t},i,{kind:"class",name:t.name,metadata:V},null,s),J=t=e.value,V&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:V})}static styles=X`
		.discord-custom-emoji {
			display: inline-block;
			cursor: pointer;
		}

		.discord-custom-emoji .discord-custom-emoji-image {
			object-fit: contain;
			width: 1.375rem;
			height: 1.375rem;
			vertical-align: bottom;
		}

		.discord-custom-emoji .discord-custom-jumbo-emoji-image {
			width: 3rem;
			height: 3rem;
			min-height: 3rem;
		}

		.discord-embed-custom-emoji {
			display: inline-block;
		}

		.discord-embed-custom-emoji .discord-embed-custom-emoji-image {
			width: 18px;
			height: 18px;
			vertical-align: bottom;
		}
	`;#e=je(this,r,void 0);get name(){return this.#e}set name(V){this.#e=V}#t=(je(this,d),je(this,g,void 0));get url(){return this.#t}set url(V){this.#t=V}#s=(je(this,n),je(this,w,{}));get customEmojisMap(){return this.#s}set customEmojisMap(V){this.#s=V}#i=(je(this,x),je(this,p,void 0));get embedEmoji(){return this.#i}set embedEmoji(V){this.#i=V}#a=(je(this,m),je(this,P,void 0));get jumbo(){return this.#a}set jumbo(V){this.#a=V}willUpdate(){if(!this.url&&this.name){let V=us(this.name)??this.customEmojisMap[this.name];V&&(this.url??=V.url??"",this.embedEmoji??=V.embedEmoji??!1)}}render(){let V=`:${this.name}:`;return l`<span
			class=${Ie({"discord-embed-custom-emoji":this.embedEmoji,"discord-custom-emoji":!this.embedEmoji})}
			><img
				aria-label=${V}
				src=${Z(this.url)}
				alt=${V}
				draggable="false"
				class=${Ie({"discord-embed-custom-emoji-image":this.embedEmoji,"discord-custom-emoji-image":!this.embedEmoji,"discord-custom-jumbo-emoji-image":this.jumbo})}
		/></span> `}constructor(){super(...arguments),je(this,O)}static{je(t,s)}};return J=t})();var we=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},se=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},G8=(()=>{let i=[ee("discord-embed")],e,s=[],t,a=K,h,r=[],d=[],z,g=[],n=[],o,w=[],x=[],b,p=[],m=[],_,P=[],O=[],J,V=[],$=[],W,N=[],B=[],Q,he=[],le=[],ne,ce=[],de=[],me,ve=[],fe=[],pe,ue=[],ge=[],ze,_e=[],be=[];var xe=class extends a{static{t=this}static{let D=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[f()],z=[f({attribute:"author-name"})],o=[f({attribute:"author-image"})],b=[f({attribute:"author-url"})],_=[f({attribute:"embed-title"})],J=[f({attribute:!1})],W=[f()],Q=[f()],ne=[f()],me=[f()],pe=[f()],ze=[re({context:He,subscribe:!0}),f({type:Boolean,reflect:!0,attribute:"light-theme"})],we(this,null,h,{kind:"accessor",name:"color",static:!1,private:!1,access:{has:M=>"color"in M,get:M=>M.color,set:(M,F)=>{M.color=F}},metadata:D},r,d),we(this,null,z,{kind:"accessor",name:"authorName",static:!1,private:!1,access:{has:M=>"authorName"in M,get:M=>M.authorName,set:(M,F)=>{M.authorName=F}},metadata:D},g,n),we(this,null,o,{kind:"accessor",name:"authorImage",static:!1,private:!1,access:{has:M=>"authorImage"in M,get:M=>M.authorImage,set:(M,F)=>{M.authorImage=F}},metadata:D},w,x),we(this,null,b,{kind:"accessor",name:"authorUrl",static:!1,private:!1,access:{has:M=>"authorUrl"in M,get:M=>M.authorUrl,set:(M,F)=>{M.authorUrl=F}},metadata:D},p,m),we(this,null,_,{kind:"accessor",name:"embedTitle",static:!1,private:!1,access:{has:M=>"embedTitle"in M,get:M=>M.embedTitle,set:(M,F)=>{M.embedTitle=F}},metadata:D},P,O),we(this,null,J,{kind:"accessor",name:"embedEmojisMap",static:!1,private:!1,access:{has:M=>"embedEmojisMap"in M,get:M=>M.embedEmojisMap,set:(M,F)=>{M.embedEmojisMap=F}},metadata:D},V,$),we(this,null,W,{kind:"accessor",name:"url",static:!1,private:!1,access:{has:M=>"url"in M,get:M=>M.url,set:(M,F)=>{M.url=F}},metadata:D},N,B),we(this,null,Q,{kind:"accessor",name:"thumbnail",static:!1,private:!1,access:{has:M=>"thumbnail"in M,get:M=>M.thumbnail,set:(M,F)=>{M.thumbnail=F}},metadata:D},he,le),we(this,null,ne,{kind:"accessor",name:"image",static:!1,private:!1,access:{has:M=>"image"in M,get:M=>M.image,set:(M,F)=>{M.image=F}},metadata:D},ce,de),we(this,null,me,{kind:"accessor",name:"video",static:!1,private:!1,access:{has:M=>"video"in M,get:M=>M.video,set:(M,F)=>{M.video=F}},metadata:D},ve,fe),we(this,null,pe,{kind:"accessor",name:"provider",static:!1,private:!1,access:{has:M=>"provider"in M,get:M=>M.provider,set:(M,F)=>{M.provider=F}},metadata:D},ue,ge),we(this,null,ze,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:M=>"lightTheme"in M,get:M=>M.lightTheme,set:(M,F)=>{M.lightTheme=F}},metadata:D},_e,be),we(null,e={value:t},i,{kind:"class",name:t.name,metadata:D},null,s),xe=t=e.value,D&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:D})}static styles=X`
		:host {
			color: #dcddde;
			display: flex;
			font-size: 13px;
			line-height: 150%;
			margin-bottom: 8px;
			margin-top: 8px;
		}

		:host([light-theme]) {
			color: #2e3338;
		}

		:host .discord-left-border {
			background-color: #202225;
			border-radius: 4px 0 0 4px;
			flex-shrink: 0;
			width: 4px;
		}

		:host([light-theme]) .discord-left-border {
			background-color: #e3e5e8;
		}

		:host .discord-embed-root {
			display: grid;
			grid-auto-flow: row;
			grid-row-gap: 0.25rem;
			min-height: 0;
			min-width: 0;
			text-indent: 0;
		}

		:host .discord-embed-wrapper {
			background-color: #2f3136;
			max-width: 520px;
			border: 1px solid rgba(46, 48, 54, 0.6);
			border-radius: 0 4px 4px 0;
			justify-self: start;
			align-self: start;
			display: grid;
			box-sizing: border-box;
		}

		:host([light-theme]) .discord-embed-wrapper {
			background-color: rgb(242, 243, 245);
			border-color: rgba(205, 205, 205, 0.3);
		}

		:host .discord-embed-wrapper .discord-embed-grid {
			display: inline-grid;
			grid-template-columns: auto -webkit-min-content;
			grid-template-columns: auto min-content;
			grid-template-columns: auto;
			grid-template-rows: auto;
			padding: 0.5rem 1rem 1rem 0.75rem;
		}

		:host .discord-embed-thumbnail {
			border-radius: 4px;
			flex-shrink: 0;
			grid-column: 2/2;
			grid-row: 1/8;
			justify-self: end;
			margin-left: 16px;
			margin-top: 8px;
			max-height: 80px;
			max-width: 80px;
			object-fit: contain;
			object-position: top center;
		}

		:host .discord-embed-author {
			-webkit-box-align: center;
			align-items: center;
			color: #fff;
			font-size: 14px;
			display: flex;
			font-weight: 600;
			grid-column: 1 / 1;
			margin-top: 8px;
			min-width: 0;
		}

		:host([light-theme]) .discord-embed-author {
			color: #060607;
		}

		:host .discord-embed-author a {
			color: #fff;
			font-weight: 600;
			text-decoration: none;
		}

		:host .discord-embed-author a:hover {
			text-decoration: underline;
		}

		:host([light-theme]) .discord-embed-author a {
			color: #060607;
		}

		:host .discord-embed-author .discord-author-image {
			border-radius: 50%;
			height: 24px;
			margin-right: 8px;
			width: 24px;
		}

		:host .discord-embed-author-block,
		:host .discord-embed-author-block > span {
			max-width: 95%;
		}

		:host .discord-embed-provider {
			font-size: 0.75rem;
			line-height: 1rem;
			font-weight: 400;
			grid-column: 1/1;
			margin-top: 8px;
			unicode-bidi: plaintext;
			text-align: left;
		}

		:host([light-theme]) .discord-embed-provider {
			color: #4f545c;
		}

		:host .discord-embed-title {
			-webkit-box-align: center;
			align-items: center;
			color: #fff;
			display: inline-block;
			font-size: 1rem;
			font-weight: 600;
			grid-column: 1 / 1;
			margin-top: 8px;
			min-width: 0;
		}

		:host([light-theme]) .discord-embed-title {
			color: #060607;
		}

		:host .discord-embed-title a {
			color: #00aff4;
			font-weight: 600;
			text-decoration: none;
		}

		:host .discord-embed-title a:hover {
			text-decoration: underline;
		}

		:host .discord-embed-image {
			border-radius: 4px;
			max-width: 300px;
			max-height: 300px;
		}

		:host .discord-embed-media {
			border-radius: 4px;
			contain: paint;
			display: block;
			grid-column: 1/1;
			margin-top: 16px;
		}

		:host .discord-embed-media.discord-embed-media-video {
			height: 225px;
		}

		:host .discord-embed.media .discord-embed-image {
			overflow: hidden;
			position: relative;
			user-select: text;
		}

		:host .discord-embed-media .discord-embed-video {
			-webkit-box-align: center;
			-webkit-box-pack: center;
			align-items: center;
			border-radius: 0;
			cursor: pointer;
			display: flex;
			height: 100%;
			justify-content: center;
			max-height: 100%;
			width: 100%;

			width: 400px;
			height: 225px;
			left: 0px;
			top: 0px;
		}

		.discord-embed-custom-emoji {
			display: inline-block;
		}

		.discord-embed-custom-emoji .discord-embed-custom-emoji-image {
			width: 18px;
			height: 18px;
			vertical-align: bottom;
		}

		slot[name='footer']::slotted(*) {
			grid-column: 1/3;
			grid-row: auto/auto;
		}
	`;#e=se(this,r,void 0);get color(){return this.#e}set color(D){this.#e=D}#t=(se(this,d),se(this,g,void 0));get authorName(){return this.#t}set authorName(D){this.#t=D}#s=(se(this,n),se(this,w,void 0));get authorImage(){return this.#s}set authorImage(D){this.#s=D}#i=(se(this,x),se(this,p,void 0));get authorUrl(){return this.#i}set authorUrl(D){this.#i=D}#a=(se(this,m),se(this,P,void 0));get embedTitle(){return this.#a}set embedTitle(D){this.#a=D}#r=(se(this,O),se(this,V,{}));get embedEmojisMap(){return this.#r}set embedEmojisMap(D){this.#r=D}#o=(se(this,$),se(this,N,void 0));get url(){return this.#o}set url(D){this.#o=D}#h=(se(this,B),se(this,he,void 0));get thumbnail(){return this.#h}set thumbnail(D){this.#h=D}#l=(se(this,le),se(this,ce,void 0));get image(){return this.#l}set image(D){this.#l=D}#n=(se(this,de),se(this,ve,void 0));get video(){return this.#n}set video(D){this.#n=D}#c=(se(this,fe),se(this,ue,void 0));get provider(){return this.#c}set provider(D){this.#c=D}#d=(se(this,ge),se(this,_e,!1));get lightTheme(){return this.#d}set lightTheme(D){this.#d=D}render(){let D=this.parseTitle(this.authorName),M=this.parseTitle(this.embedTitle);return l`<div style=${Ee({"background-color":this.color})} class="discord-left-border"></div>
			<div class="discord-embed-root">
				<div class="discord-embed-wrapper">
					<div class="discord-embed-grid">
						${j(this.provider,()=>l`<div class="discord-embed-provider">${this.provider}</div>`)}
						${j(D,()=>l`<div class="discord-embed-author">
									${j(this.authorImage,()=>l`<img src=${Z(this.authorImage)} alt="" class="discord-author-image" />`)}
									${j(this.authorUrl,()=>l`<a
												href=${Z(this.authorUrl)}
												target="_blank"
												rel="noopener noreferrer"
												class="discord-embed-author-block"
											>
												<span class="discord-embed-author-block">${D}</span>
											</a>`,()=>l`<span class="discord-embed-author-block">${D}</span>`)}
								</div>`)}
						${j(M,()=>l`<div class="discord-embed-title">
									${this.url?l`<a href="${this.url}" target="_blank" rel="noopener noreferrer"> ${M} </a>`:l`${M}`}
								</div>`)}
						<slot name="description"></slot>
						<slot name="fields"></slot>
						${j(this.image||this.video,()=>l`<div class=${Ie({"discord-embed-media":!0,"discord-embed-media-video":!!this.video})}>
									${this.renderMedia()}
								</div>`)}
						${j(this.thumbnail,()=>l`<img src=${Z(this.thumbnail)} alt="" class="discord-embed-thumbnail" />`)}
						<slot name="footer"></slot>
					</div>
				</div>
			</div>`}renderMedia(){return this.video?l`
				<video
					controls
					muted
					preload="none"
					poster=${Z(this.image)}
					src=${Z(this.video)}
					height="225"
					width="400"
					class="discord-embed-video"
				>
					<img src=${Z(this.image)} alt="Discord embed media" class="discord-embed-image" />
				</video>
			`:this.image?l`<img src=${Z(this.image)} alt="Discord embed media" class="discord-embed-image" />`:null}parseTitle(D){if(!D)return null;let M=[],F="";for(let I of D.split(`
`)){for(let y of I.split(" ")){let q=us(y)??this.embedEmojisMap[y]??{};q.name?M.push(l`<discord-custom-emoji name=${q.name} url=${Z(q.url)} embed-emoji></discord-custom-emoji>`):F+=`${y} `,F===" "&&M.push(l`<br />`)}M.push(F),F=""}return M.map(I=>typeof I=="string"?l`<span>${I}</span>`:I)}constructor(){super(...arguments),se(this,be)}static{se(t,s)}};return xe=t})();var Ca=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},Ta=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},Y8=(()=>{let i=[ee("discord-embed-description")],e,s=[],t,a=K;var h=class extends a{static{t=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;Ca(null,e={value:t},i,{kind:"class",name:t.name,metadata:r},null,s),h=t=e.value,r&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=X`
		:host {
			font-size: 0.875rem;
			font-weight: 400;
			grid-column: 1/1;
			line-height: 1.125rem;
			margin-top: 8px;
			min-width: 0;
		}
	`;render(){return l`<slot></slot>`}static{Ta(t,s)}};return h=t})();var Vt=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},Oe=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},cn=(()=>{let i=[ee("discord-embed-footer")],e,s=[],t,a=K,h,r=[],d=[],z,g=[],n=[],o,w=[],x=[],b,p=[],m=[];var _=class extends a{static{t=this}static{let P=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[f({attribute:"footer-image"})],z=[f({attribute:"footer-image-alt"})],o=[f({type:String,reflect:!0,converter:O=>pt(O),attribute:!0})],b=[re({context:He,subscribe:!0}),f({type:Boolean,reflect:!0,attribute:"light-theme"})],Vt(this,null,h,{kind:"accessor",name:"footerImage",static:!1,private:!1,access:{has:O=>"footerImage"in O,get:O=>O.footerImage,set:(O,J)=>{O.footerImage=J}},metadata:P},r,d),Vt(this,null,z,{kind:"accessor",name:"footerImageAlt",static:!1,private:!1,access:{has:O=>"footerImageAlt"in O,get:O=>O.footerImageAlt,set:(O,J)=>{O.footerImageAlt=J}},metadata:P},g,n),Vt(this,null,o,{kind:"accessor",name:"timestamp",static:!1,private:!1,access:{has:O=>"timestamp"in O,get:O=>O.timestamp,set:(O,J)=>{O.timestamp=J}},metadata:P},w,x),Vt(this,null,b,{kind:"accessor",name:"lightTheme",static:!1,private:!1,access:{has:O=>"lightTheme"in O,get:O=>O.lightTheme,set:(O,J)=>{O.lightTheme=J}},metadata:P},p,m),Vt(null,e={value:t},i,{kind:"class",name:t.name,metadata:P},null,s),_=t=e.value,P&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:P})}static styles=X`
		:host {
			-webkit-box-align: center;
			align-items: center;
			display: flex;
			font-size: 12px;
			line-height: 16px;
			font-weight: 500;
			margin-top: 8px;
		}

		:host([light-theme]) {
			color: #747f8d;
		}

		:host .discord-footer-image {
			border-radius: 50%;
			flex-shrink: 0;
			height: 20px;
			margin-right: 8px;
			width: 20px;
		}

		:host .discord-footer-separator {
			color: #dcddde;
			font-weight: 500;
			display: inline-block;
			margin: 0 4px;
		}

		:host([light-theme]) .discord-footer-separator {
			color: #5c5e66;
		}
	`;#e=Oe(this,r,void 0);get footerImage(){return this.#e}set footerImage(P){this.#e=P}#t=(Oe(this,d),Oe(this,g,void 0));get footerImageAlt(){return this.#t}set footerImageAlt(P){this.#t=P}#s=(Oe(this,n),Oe(this,w,void 0));get timestamp(){return this.#s}set timestamp(P){this.#s=P}#i=(Oe(this,x),Oe(this,p,!1));get lightTheme(){return this.#i}set lightTheme(P){this.#i=P}updateTimestamp(P){P&&!Number.isNaN(new Date(P).getTime())&&(this.timestamp=pt(P))}render(){return this.updateTimestamp(this.timestamp),l`${j(this.footerImage,()=>l`<img src=${Z(this.footerImage)} alt=${Z(this.footerImageAlt)} class="discord-footer-image" />`)}
			<slot></slot>
			${j(this.timestamp,()=>l`<span class="discord-footer-separator">&bull;</span>`)}
			${j(this.timestamp,()=>` ${this.timestamp}`,()=>null)}`}constructor(){super(...arguments),Oe(this,m)}static{Oe(t,s)}};return _=t})();var Aa=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},Va=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},pn=(()=>{let i=[ee("discord-attachments")],e,s=[],t,a=K;var h=class extends a{static{t=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;Aa(null,e={value:t},i,{kind:"class",name:t.name,metadata:r},null,s),h=t=e.value,r&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=X`
		:host {
			display: grid;
			grid-auto-flow: row;
			grid-row-gap: 0.25rem;
			text-indent: 0;
			min-height: 0;
			min-width: 0;
			padding-top: 0.125rem;
			padding-bottom: 0.125rem;
			position: relative;
		}

		:host > * {
			justify-self: start;
			-ms-flex-item-align: start;
			align-self: start;
		}
	`;render(){return l`<slot></slot>`}static{Va(t,s)}};return h=t})();var Ea=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},ja=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},bn=(()=>{let i=[ee("discord-action-row")],e,s=[],t,a=K;var h=class extends a{static{t=this}static{let r=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;Ea(null,e={value:t},i,{kind:"class",name:t.name,metadata:r},null,s),h=t=e.value,r&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:r})}static styles=X`
		:host {
			display: flex;
			flex-wrap: wrap;
		}
	`;render(){return l`<slot></slot>`}static{ja(t,s)}};return h=t})();var Ia=C`
	<path
		fill="currentColor"
		d="M10 5V3H5.375C4.06519 3 3 4.06519 3 5.375V18.625C3 19.936 4.06519 21 5.375 21H18.625C19.936 21 21 19.936 21 18.625V14H19V19H5V5H10Z"
	/>
	<path fill="currentColor" d="M21 2.99902H14V4.99902H17.586L9.29297 13.292L10.707 14.706L19 6.41302V9.99902H21V2.99902Z"
	/>
`;function Fs(i={}){return l`<svg ${T(i)} class="discord-button-launch" aria-hidden="false" width="16" height="16" viewBox="0 0 24 24">
		${Ia}
	</svg>`}var nt=function(i,e,s,t,a,h){function r(_){if(_!==void 0&&typeof _!="function")throw new TypeError("Function expected");return _}for(var d=t.kind,z=d==="getter"?"get":d==="setter"?"set":"value",g=!e&&i?t.static?i:i.prototype:null,n=e||(g?Object.getOwnPropertyDescriptor(g,t.name):{}),o,w=!1,x=s.length-1;x>=0;x--){var b={};for(var p in t)b[p]=p==="access"?{}:t[p];for(var p in t.access)b.access[p]=t.access[p];b.addInitializer=function(_){if(w)throw new TypeError("Cannot add initializers after decoration has completed");h.push(r(_||null))};var m=(0,s[x])(d==="accessor"?{get:n.get,set:n.set}:n[z],b);if(d==="accessor"){if(m===void 0)continue;if(m===null||typeof m!="object")throw new TypeError("Object expected");(o=r(m.get))&&(n.get=o),(o=r(m.set))&&(n.set=o),(o=r(m.init))&&a.unshift(o)}else(o=r(m))&&(d==="field"?a.unshift(o):n[z]=o)}g&&Object.defineProperty(g,t.name,n),w=!0},$e=function(i,e,s){for(var t=arguments.length>2,a=0;a<e.length;a++)s=t?e[a].call(i,s):e[a].call(i);return t?s:void 0},En=(()=>{let i=[ee("discord-button")],e,s=[],t,a=K,h,r=[],d=[],z,g=[],n=[],o,w=[],x=[],b,p=[],m=[],_,P=[],O=[],J,V=[],$=[];var W=class extends a{static{t=this}static{let N=typeof Symbol=="function"&&Symbol.metadata?Object.create(a[Symbol.metadata]??null):void 0;h=[f({reflect:!0,attribute:"emoji"})],z=[f({reflect:!0,attribute:"emoji-name"})],o=[f({reflect:!0,attribute:"url"})],b=[f({type:Boolean,reflect:!0,attribute:"disabled"})],_=[f({reflect:!0,attribute:"type"})],J=[f({reflect:!0,attribute:"modal-id"})],nt(this,null,h,{kind:"accessor",name:"emoji",static:!1,private:!1,access:{has:B=>"emoji"in B,get:B=>B.emoji,set:(B,Q)=>{B.emoji=Q}},metadata:N},r,d),nt(this,null,z,{kind:"accessor",name:"emojiName",static:!1,private:!1,access:{has:B=>"emojiName"in B,get:B=>B.emojiName,set:(B,Q)=>{B.emojiName=Q}},metadata:N},g,n),nt(this,null,o,{kind:"accessor",name:"url",static:!1,private:!1,access:{has:B=>"url"in B,get:B=>B.url,set:(B,Q)=>{B.url=Q}},metadata:N},w,x),nt(this,null,b,{kind:"accessor",name:"disabled",static:!1,private:!1,access:{has:B=>"disabled"in B,get:B=>B.disabled,set:(B,Q)=>{B.disabled=Q}},metadata:N},p,m),nt(this,null,_,{kind:"accessor",name:"type",static:!1,private:!1,access:{has:B=>"type"in B,get:B=>B.type,set:(B,Q)=>{B.type=Q}},metadata:N},P,O),nt(this,null,J,{kind:"accessor",name:"modalId",static:!1,private:!1,access:{has:B=>"modalId"in B,get:B=>B.modalId,set:(B,Q)=>{B.modalId=Q}},metadata:N},V,$),nt(null,e={value:t},i,{kind:"class",name:t.name,metadata:N},null,s),W=t=e.value,N&&Object.defineProperty(t,Symbol.metadata,{enumerable:!0,configurable:!0,writable:!0,value:N})}static styles=X`
		:host > *:first-child {
			display: flex;
			justify-content: center;
			align-items: center;
			cursor: pointer;
			margin: 4px 8px 4px 0;
			padding: 2px 16px;
			width: auto;
			height: 32px;
			min-width: 60px;
			min-height: 32px;
			-webkit-transition:
				background-color 0.17s ease,
				color 0.17s ease;
			transition:
				background-color 0.17s ease,
				color 0.17s ease;
			border-radius: 3px;
			font-size: 14px;
			font-weight: 500;
			line-height: 16px;
			text-decoration: none !important;
			/* CSS Reset to unset button styling */
			border-width: unset;
			border-style: unset;
			border-color: unset;
			border-image: unset;
			box-sizing: unset;
			font-family: 'gg sans', 'Noto Sans', Whitney, 'Helvetica Neue', Helvetica, Roboto, Arial, sans-serif;
		}

		.success {
			color: #fff;
			background-color: #3ba55d;
		}

		.success.hoverable:hover {
			background-color: #2d7d46;
		}

		.destructive {
			color: #fff;
			background-color: #ed4245;
		}

		.destructive.hoverable:hover {
			background-color: #c03537;
		}

		.primary {
			color: #fff;
			background-color: #5865f2;
		}

		.primary.hoverable:hover {
			background-color: #4752c4;
		}

		.secondary {
			color: #fff;
			background-color: #4f545c;
		}

		.secondary.hoverable:hover {
			background-color: #5d6269;
		}

		.disabled {
			cursor: not-allowed !important;
			opacity: 0.5;
		}

		.launch {
			margin-left: 8px;
		}

		.emoji {
			margin-right: 4px;
			object-fit: contain;
			width: 1.375em;
			height: 1.375em;
			vertical-align: bottom;
		}
	`;#e=$e(this,r,void 0);get emoji(){return this.#e}set emoji(N){this.#e=N}#t=($e(this,d),$e(this,g,"emoji"));get emojiName(){return this.#t}set emojiName(N){this.#t=N}#s=($e(this,n),$e(this,w,void 0));get url(){return this.#s}set url(N){this.#s=N}#i=($e(this,x),$e(this,p,!1));get disabled(){return this.#i}set disabled(N){this.#i=N}#a=($e(this,m),$e(this,P,"secondary"));get type(){return this.#a}set type(N){this.#a=N}#r=($e(this,O),$e(this,V,void 0));get modalId(){return this.#r}set modalId(N){this.#r=N}validButtonTypes=($e(this,$),new Set(["primary","secondary","success","destructive"]));checkType(){if(this.type){if(typeof this.type!="string")throw new TypeError("DiscordButton `type` prop must be a string.");if(!this.validButtonTypes.has(this.type))throw new RangeError("DiscordButton `type` prop must be one of: 'primary', 'secondary', 'success', 'destructive'")}}checkParentElement(){if(this.parentElement?.tagName.toLowerCase()!=="discord-action-row")throw new ps("All <discord-button> components must be direct children of <discord-action-row>.")}handleButtonClick(){if(this.modalId){let N=this.parentElement?.parentElement?.parentElement?.parentElement;if(N?.tagName?.toLowerCase()==="discord-messages"){let B=N?.querySelector("discord-modal"),Q=B?.shadowRoot?.querySelector(`dialog#${this.modalId}`),he=Q?.querySelector("div.discord-modal-box");if(Q instanceof HTMLDialogElement&&he instanceof HTMLDivElement&&(Q.showModal(),he.style.display="flex",B)){let le=globalThis.getComputedStyle(globalThis.document.body).overflow;B.originalBodyOverflow=le,globalThis.document.body.style.overflow="hidden"}}}}render(){this.checkType(),this.checkParentElement();let N=this.url&&!this.disabled,B=l`
			${j(this.emoji,()=>l`<img src=${this.emoji} alt=${this.emojiName} draggable="true" class="emoji" />`)}
			<span>
				<slot></slot>
			</span>
			${j(this.url,()=>Fs())}
		`;return N?l`<a class="secondary" href=${this.url} target="_blank" rel="noopener noreferrer">${B}</a>`:l`<button
			class=${Ie({[this.type]:!0,disabled:this.disabled,hoverable:!this.disabled})}
			@click=${this.handleButtonClick}
		>
			${B}
		</button>`}static{$e(t,s)}};return W=t})();})();
