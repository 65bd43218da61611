// Discord's Markdown, as much of it as bots send, made into elements: no text becomes HTML.

const tags = new Map([['***', 'strong'], ['**', 'strong'], ['__', 'u'], ['~~', 's'], ['*', 'em'], ['_', 'em']]);
const inline = /\\([!-/:-@[-`{-~])|(`+)([^]+?)\2|(\*\*\*|\*\*|__|~~|\*|_)(?!\s)((?:\\[^]|[^\\])+?)\4|\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?\)|<(https?:\/\/[^\s<>]+)>|(https?:\/\/[^\s<>]*[^\s<>.,:;"')\]])/g;

/** @param {string} tag @param {(Node|string)[]} children @param {Record<string, string>} [attributes] */
export function make(tag, children = [], attributes = {}) {
	const e = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
	e.append(...children);
	return e;
}

/** @param {string} text @param {string} url */
function link(text, url) {
	return make('a', spans(text), { href: url, target: '_blank', rel: 'noopener noreferrer' });
}

/** @param {string} text @returns {(Node|string)[]} */
function spans(text) {
	const out = [];
	let at = 0;
	for (const m of text.matchAll(inline)) {
		if (m.index < at) continue;
		const [all, escaped, , code, mark, inner, label, target, address, bare] = m;
		if (mark === '_' && /\w/.test(text[m.index + all.length] ?? '')) continue;
		out.push(text.slice(at, m.index));
		at = m.index + all.length;
		if (escaped) out.push(escaped);
		else if (code) out.push(make('code', [code]));
		else if (mark) out.push(make(tags.get(mark) ?? 'span', spans(inner)));
		else if (label) out.push(link(label, target));
		else out.push(make('a', [address ?? bare], { href: address ?? bare, target: '_blank', rel: 'noopener noreferrer' }));
	}
	out.push(text.slice(at));
	return out;
}

/** markdown returns the elements of a text. @param {string} text */
export function markdown(text) {
	const out = document.createDocumentFragment();
	text.split(/^```(?:\w*\n)?([^]*?)```\n?/m).forEach((part, i) => {
		if (i % 2) return out.append(make('pre', [part.replace(/\n$/, '')]));
		if (i > 0 && !part) return;
		part.replace(/\n$/, '').split('\n').forEach((line, n) => {
			const [, mark, rest] = /^(-#|>|#{1,3}) (.*)$/.exec(line) ?? [];
			if (!mark) return out.append(...(n ? ['\n'] : []).map(() => make('br')), ...spans(line));
			out.append(make(mark === '-#' ? 'small' : mark === '>' ? 'blockquote' : 'strong', spans(rest), mark === '-#' ? { class: 'small' } : {}));
		});
	});
	return out;
}

/** plain returns a text without its marks. @param {string} text */
export function plain(text) {
	return make('span', spans(text)).textContent ?? '';
}

