// Discord's Markdown, as much of it as bots send, made into elements: no text becomes HTML.

const tags = new Map([['***', 'strong'], ['**', 'strong'], ['__', 'u'], ['~~', 's'], ['*', 'em'], ['_', 'em']]);
const address = String.raw`https?:\/\/(?:\([^\s()<>]*\)|[^\s()<>])+`;
const inline = new RegExp([
	String.raw`\\([!-/:-@[-\x60{-~])`, // 1: an escaped mark
	String.raw`(\x60+)([^\x60]+)\2`, // 3: code
	String.raw`(\*\*\*|\*\*|__|~~|\*|\b_(?!_))(?!\s)((?:\\[^]|[^\\])+?)\4(?!\4|(?<=_)\w)`, // 5: what is between marks
	String.raw`\[((?:\\.|[^\]\\])+)\]\(<?(${address})>?\)`, // 6 and 7: a text that is a link
	String.raw`<(${address})>`,
	String.raw`(${address}(?<![.,:;"'\]]))`,
].join('|'), 'g');

/** @param {string} tag @param {(Node|string)[]} children @param {Record<string, string>} [attributes] */
export function make(tag, children = [], attributes = {}) {
	const e = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
	e.append(...children);
	return e;
}

/** @param {string} url @param {(Node|string)[]} children */
function link(url, children) {
	return make('a', children, { href: url, target: '_blank', rel: 'noopener noreferrer' });
}

/** @param {string} text @returns {(Node|string)[]} */
function spans(text) {
	const out = [];
	let at = 0;
	for (const m of text.matchAll(inline)) {
		const [all, escaped, , code, mark, inner, label, target, bracketed, bare] = m;
		out.push(text.slice(at, m.index));
		at = m.index + all.length;
		if (escaped) out.push(escaped);
		else if (code) out.push(make('code', [code]));
		else if (mark) out.push(make(tags.get(mark) ?? 'span', spans(inner)));
		else if (label) out.push(link(target, spans(label)));
		else out.push(link(bracketed ?? bare, [bracketed ?? bare]));
	}
	out.push(text.slice(at));
	return out;
}

const blocks = new Map([['-#', 'small'], ['#', 'h2'], ['##', 'h3'], ['###', 'h4']]);

/** lines returns the elements of lines without blocks of code. @param {string} text @returns {Node[]} */
function lines(text) {
	/** @type {Node[]} */
	const out = [];
	/** @type {HTMLElement | undefined} */
	let open; // what the next line goes on with
	for (const line of text.split('\n')) {
		const [, mark, rest] = /^(-#|#{1,3}) (.*)$/.exec(line) ?? [], quoted = /^> ?(.*)$/.exec(line)?.[1];
		if (mark) {
			open = undefined;
			out.push(make(blocks.get(mark) ?? 'div', spans(rest)));
			continue;
		}
		const tag = quoted === undefined ? 'div' : 'blockquote';
		if (open?.localName === tag) open.append(make('br'));
		else out.push(open = make(tag));
		open.append(...spans(quoted ?? line));
	}
	return out;
}

/** markdown returns the elements of a text. @param {string} text */
export function markdown(text) {
	const out = document.createDocumentFragment();
	text.split(/```(?:\w*\n)?([^]*?)```\n?/).forEach((part, i) => {
		if (i % 2) out.append(make('pre', [part.replace(/\n$/, '')]));
		else if (part) out.append(...lines(part.replace(/\n$/, '')));
	});
	return out;
}

/** plain returns a text without its marks. @param {string} text */
export function plain(text) {
	return make('span', spans(text)).textContent ?? '';
}

