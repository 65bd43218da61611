// The page makes the interactions that Discord's own client would make, and shows the messages
// that come back. It knows Discord's formats, and nothing of the bot.
import { make, markdown, plain } from './markdown.js';

/** @typedef {{id: string, content: string, embeds: any[], components: any[], flags: number, author: any, timestamp: string, interaction_metadata?: any}} Message */
/** @typedef {{name: string, description: string, type: number, required?: boolean, autocomplete?: boolean}} Option */
/** @typedef {{name: string, description: string, type: number, options?: Option[]}} Command */
/** @typedef {{label: string, note: string, pick: () => void}} Suggestion */

// Numbers of Discord's documentation: Application Commands, Receiving and Responding, Components.
const SLASH = 2, BUTTON = 3, TYPING = 4; // interactions
const CHAT = 1, MENU = 3; // commands
const MESSAGE = 4, THINKING = 5, LATER = 6, UPDATE = 7, CHOICES = 8; // responses
const INTEGER = 4, BOOLEAN = 5; // options
const EPHEMERAL = 64, LINK = 5;
const STYLES = ['', 'primary', 'secondary', 'success', 'destructive', 'secondary'];
const PATIENCE = 3000; // milliseconds in which Discord wants the first response

const ENDED = 'The bot has ended: start it again, and open the address that it prints.';
const SILENT = 'The application did not respond.', BUSY = 'On the Record is thinking…';

const GUILD = '3', MAY = '1125902054345728'; // to send messages, use commands, and apps of one's own
/** Where interactions come from, and who has installed the bot there. @type {Record<string, {context: number, authorizing_integration_owners: Record<number, string>}>} */
const places = {
	server: { context: 0, authorizing_integration_owners: { 0: GUILD } },
	foreign: { context: 0, authorizing_integration_owners: { 1: '2' } },
	direct: { context: 1, authorizing_integration_owners: { 0: '0' } },
	group: { context: 2, authorizing_integration_owners: { 1: '2' } },
};

const app = { id: '1', username: 'On the Record', discriminator: '0', bot: true };
const you = { id: '2', username: 'you', global_name: 'You', discriminator: '0' };

/** @param {string} id */
const find = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const channel = find('channel'), list = find('list'), hint = find('hint');
const line = /** @type {HTMLInputElement} */ (find('line'));
const where = /** @type {HTMLSelectElement} */ (find('where'));

/** @type {Command[]} */
let commands = [];
/** What waits for the bot's answer, by token. @type {Map<string, (a: any) => void>} */
const waiting = new Map();
/** Values of the choices that were picked, by option and name. @type {Map<string, any>} */
const picked = new Map();

let count = 0;
const nextID = () => String(BigInt(Date.now()) * 1000n + BigInt(++count % 1000));
const newToken = () => crypto.randomUUID().replaceAll('-', '');

/** interaction sends one, and has answered called with each answer; it tells whether the bot took it. @param {number} type @param {any} more @param {(a: any) => void} answered */
async function interaction(type, more, answered) {
	const token = newToken(), place = places[where.value];
	const from = place.context ? { user: you } : {
		guild_id: GUILD,
		member: { user: you, roles: [], permissions: MAY, joined_at: '2024-01-01T00:00:00Z', deaf: false, mute: false, flags: 0 },
	};
	const body = {
		id: nextID(), application_id: app.id, type, token, version: 1, channel_id: '4', locale: 'en-GB', entitlements: [], app_permissions: MAY,
		...place, ...from, ...more,
	};
	waiting.set(token, (a) => {
		if (a.kind !== 'response' || a.body.type !== THINKING && a.body.type !== LATER) waiting.delete(token); // there is no more
		answered(a);
	});
	try {
		const res = await fetch('interactions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
		if (res.ok) return true;
	} catch { /* as below */ }
	waiting.delete(token);
	hint.textContent = ENDED;
	return false;
}

/** present shows what the bot answers to an interaction, as Discord does. @param {number} type @param {any} more @param {Record<string, string>} [used] @param {Message} [pressed] */
async function present(type, more, used, pressed) {
	/** @type {Message | undefined} */
	let placeholder;
	const late = setTimeout(() => { hint.textContent = SILENT; }, PATIENCE);
	/** @param {any} data @param {Message} [place] */
	const show = (data, place) => {
		const m = place ?? { ...blank(app), interaction_metadata: { id: '1', type, user: you } };
		Object.assign(m, { content: '', embeds: [], components: [], flags: 0 }, data);
		render(m, place ? undefined : used);
		return m;
	};
	const taken = await interaction(type, more, (a) => {
		clearTimeout(late);
		if (hint.textContent === SILENT || hint.textContent === BUSY) hint.textContent = '';
		if (a.kind === 'edit') return show({ flags: (placeholder ?? pressed)?.flags, ...a.body }, placeholder ?? pressed);
		if (a.kind === 'followup') return show(a.body);
		switch (a.body.type) {
			case MESSAGE: return show(a.body.data);
			case THINKING: placeholder = show({ content: BUSY, flags: a.body.data?.flags ?? 0 }); return;
			case UPDATE: return show({ flags: pressed?.flags, ...a.body.data }, pressed);
			case LATER: hint.textContent = BUSY;
		}
	});
	if (!taken) clearTimeout(late);
	return taken;
}

/** @param {any} author @returns {Message} */
function blank(author) {
	return { id: nextID(), content: '', embeds: [], components: [], flags: 0, author, timestamp: new Date().toISOString() };
}

/** render shows a message, in the place of what it was before. @param {Message} m @param {Record<string, string>} [used] by which command */
function render(m, used) {
	const old = document.getElementById('m' + m.id);
	const private_ = (m.flags & EPHEMERAL) !== 0;
	const e = make('discord-message', [markdown(m.content)], {
		id: 'm' + m.id, author: m.author.global_name ?? m.author.username, avatar: m.author.bot ? 'bot.svg' : 'you.svg',
		timestamp: new Date(m.timestamp).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }),
		...(m.author.bot ? { bot: '' } : {}), ...(private_ ? { ephemeral: '', highlight: '' } : {}),
	});
	Object.assign(e, { dismissMessageClicked: () => e.remove() });
	const usedBy = old?.querySelector('discord-command');
	if (usedBy) e.append(usedBy);
	else if (used) e.append(make('discord-command', [], { slot: 'reply', author: 'You', avatar: 'you.svg', ...used }));
	for (const embed of m.embeds) e.append(renderEmbed(embed));
	if (m.components.length) {
		e.append(make('discord-attachments', m.components.map((row) => make('discord-action-row', row.components.map((/** @type {any} */ b) => renderButton(b, m)))), { slot: 'components' }));
	}
	const menus = commands.filter((c) => c.type === MENU);
	if (!private_) e.append(make('div', menus.map((c) => menuButton(c, m)), { slot: 'components', class: 'apps' }));
	const focused = /** @type {HTMLElement | null} */ (document.activeElement);
	const again = old?.contains(focused) ? focused?.textContent : undefined;
	if (old) old.replaceWith(e);
	else channel.append(e);
	dress();
	reach(e, again);
	requestAnimationFrame(() => requestAnimationFrame(() => e.scrollIntoView({ block: 'nearest' }))); // once it has its height
}

/** reach makes what the components leave out reachable by keyboard, and gives the focus back to the
 * button that had it. @param {HTMLElement} e @param {string | null} [again] the button's label */
async function reach(e, again) {
	const parts = /** @type {(HTMLElement & {updateComplete: Promise<void>})[]} */ ([e, ...e.querySelectorAll('discord-button')]);
	await Promise.all(parts.map((part) => part.updateComplete));
	const dismiss = /** @type {HTMLElement | null | undefined} */ (e.shadowRoot?.querySelector('.discord-message-ephemeral-link'));
	if (dismiss) {
		dismiss.tabIndex = 0;
		dismiss.addEventListener('keydown', (event) => { if (event.key === 'Enter') dismiss.click(); });
	}
	for (const part of parts.slice(1)) {
		const button = part.shadowRoot?.querySelector('button');
		if (button) button.disabled = part.hasAttribute('disabled');
	}
	if (again === undefined) return;
	const enabled = parts.slice(1).filter((part) => !part.hasAttribute('disabled'));
	(enabled.find((part) => part.textContent === again) ?? enabled[0])?.shadowRoot?.querySelector('button')?.focus();
}

/** @param {any} embed */
function renderEmbed(embed) {
	const e = make('discord-embed', [], { slot: 'embeds' });
	if (embed.title) e.setAttribute('embed-title', plain(embed.title).replaceAll('<', '<\u2060')); // no emoji of Discord's, which it would fetch
	if (embed.url) e.setAttribute('url', embed.url);
	if (embed.color) e.setAttribute('color', '#' + embed.color.toString(16).padStart(6, '0'));
	if (embed.description) e.append(make('discord-embed-description', [markdown(embed.description)], { slot: 'description' }));
	if (embed.footer) e.append(make('discord-embed-footer', [embed.footer.text], { slot: 'footer' }));
	return e;
}

/** @param {any} b @param {Message} m */
function renderButton(b, m) {
	const e = make('discord-button', [b.label], { type: STYLES[b.style] || 'secondary' });
	if (b.style === LINK) e.setAttribute('url', b.url);
	else if (b.disabled) e.setAttribute('disabled', '');
	else e.addEventListener('click', () => present(BUTTON, { message: m, data: { custom_id: b.custom_id, component_type: 2 } }, undefined, m));
	return e;
}

/** @param {Command} c @param {Message} m */
function menuButton(c, m) {
	const e = make('button', [c.name], { type: 'button', title: `Apps › ${c.name}` });
	e.addEventListener('click', () => present(SLASH,
		{ data: { id: '5', name: c.name, type: MENU, target_id: m.id, resolved: { messages: { [m.id]: m } } } },
		{ command: c.name, type: 'message_command', 'context-user-name': m.author.username, 'context-user-image': 'you.svg', 'context-message-reply': m.content.slice(0, 80) }));
	return e;
}

/** read takes a line apart: the command, its options, and which of them is being typed. @param {string} text */
function read(text) {
	const [, name, rest] = /^\/(\S+)\s+(.*)$/s.exec(text) ?? /^\/(\S+)()$/.exec(text) ?? [];
	const command = commands.find((c) => c.type === CHAT && c.name === name?.toLowerCase());
	const known = command?.options ?? [];
	/** @type {Map<Option, string>} */
	const given = new Map();
	let last = known[0], open = known[0]; // the option of the last word, and that of the next
	for (const word of (rest ?? '').split(' ')) {
		const at = word.indexOf(':');
		const option = at > 0 ? known.find((o) => o.name === word.slice(0, at)) : undefined;
		if (option) {
			given.set(option, word.slice(at + 1));
			last = option;
			open = option.type === BOOLEAN ? known[0] : option; // one word is all of it
		} else if (open) {
			given.set(open, given.has(open) ? given.get(open) + ' ' + word : word);
			if (word) last = open;
		}
	}
	return { command, known, given, last };
}

const truth = new Map([['true', true], ['yes', true], ['false', false], ['no', false]]);

/** @param {ReturnType<typeof read>} r @param {boolean} typing */
function optionsOf(r, typing) {
	const out = [];
	for (const [o, typed] of r.given) {
		const text = typed.trim(), chosen = picked.get(o.name + ':' + text);
		const value = o.type === BOOLEAN ? truth.get(text.toLowerCase()) : o.type === INTEGER ? Number(text) : chosen ?? text;
		if (typing && o === r.last) out.push({ name: o.name, type: o.type, value: text, focused: true });
		else if (text) out.push({ name: o.name, type: o.type, value });
	}
	return out;
}

/** send sends the line: as a command, or as a message. */
async function send() {
	const text = line.value.trim(), r = read(text);
	if (!text) return;
	hint.textContent = '';
	dismiss();
	if (!text.startsWith('/')) {
		render({ ...blank(you), content: text });
	} else if (!r.command) {
		hint.textContent = `There is no command ${text.split(' ')[0]}: type / to see those that there are.`;
		return;
	} else {
		const missing = r.known.find((o) => o.required && !r.given.get(o)?.trim());
		if (missing) {
			hint.textContent = `/${r.command.name} needs ${missing.name}: ${missing.description}`;
			return;
		}
		const unclear = r.known.find((o) => o.type === BOOLEAN && r.given.has(o) && !truth.has(r.given.get(o)?.toLowerCase() ?? ''));
		if (unclear) {
			hint.textContent = `${unclear.name} is True or False`;
			return;
		}
		line.value = '';
		const taken = await present(SLASH, { data: { id: '5', name: r.command.name, type: CHAT, options: optionsOf(r, false) } }, { command: r.command.name, type: 'slash_command' });
		line.value ||= taken ? '' : text;
		return;
	}
	line.value = '';
}

/** @type {Suggestion[]} */
let offered = [];
let selected = -1;

/** offer shows suggestions above the line. @param {Suggestion[]} suggestions */
function offer(suggestions) {
	offered = suggestions;
	list.replaceChildren(...suggestions.map((s, i) => {
		const e = make('li', [s.label, make('span', [s.note])], { id: 's' + i, role: 'option', 'aria-selected': 'false' });
		e.addEventListener('click', s.pick);
		return e;
	}));
	list.hidden = suggestions.length === 0;
	line.setAttribute('aria-expanded', String(!list.hidden));
	select(-1);
}

/** @param {number} i */
function select(i) {
	selected = i;
	[...list.children].forEach((e, n) => e.setAttribute('aria-selected', String(n === i)));
	if (i < 0) return line.removeAttribute('aria-activedescendant');
	line.setAttribute('aria-activedescendant', 's' + i);
	list.children[i].scrollIntoView({ block: 'nearest' });
}

/** @param {string} text */
function write(text) {
	line.value = text;
	line.focus();
	suggest();
}

let asked = 0; // the newest question for suggestions; older ones are not shown

function dismiss() {
	asked++;
	offer([]);
}

/** suggest offers what may come next: commands, the bot's own choices, options. */
function suggest() {
	const text = line.value, r = read(text), question = ++asked;
	hint.textContent = '';
	if (/^\/\S*$/.test(text)) {
		const typed = text.slice(1).toLowerCase();
		return offer(commands.filter((c) => c.type === CHAT && c.name.startsWith(typed))
			.map((c) => ({ label: '/' + c.name, note: c.description, pick: () => write(`/${c.name} `) })));
	}
	if (!text.startsWith('/') || !r.command) return offer([]);
	const { last } = r, typed = last ? r.given.get(last) ?? '' : '';
	const further = / $/.test(text) && !(last?.required && !typed.trim())
		? r.known.filter((o) => !r.given.get(o)?.trim() && o !== r.known[0]).map((o) => ({ label: o.name, note: o.description, pick: () => write(`${text.trimEnd()} ${o.name}:`) }))
		: [];
	/** @param {{name: string, value: any}[]} choices */
	const show = (choices) => offer([...choices.map((c) => ({
		label: c.name, note: last.name,
		pick: () => {
			picked.set(last.name + ':' + c.name, c.value);
			write(text.slice(0, text.length - typed.length) + c.name + ' ');
		},
	})), ...further]);
	hint.textContent = last && !typed.trim() ? `${last.name}: ${last.description}` : '';
	if (last?.type === BOOLEAN && !typed) return show([{ name: 'True', value: true }, { name: 'False', value: false }]);
	show([]);
	if (!last?.autocomplete || picked.has(last.name + ':' + typed.trim())) return;
	interaction(TYPING, { data: { id: '5', name: r.command.name, type: CHAT, options: optionsOf(r, true) } }, (a) => {
		if (question === asked && a.body.type === CHOICES) show(a.body.data.choices ?? []);
	});
}

/** dress gives the messages the theme that the system has. */
function dress() {
	const light = matchMedia('(prefers-color-scheme: light)').matches;
	for (const e of [channel, ...channel.querySelectorAll('*')]) {
		if (e.localName.startsWith('discord-')) e.toggleAttribute('light-theme', light);
	}
}

line.addEventListener('input', suggest);
line.addEventListener('blur', dismiss);
list.addEventListener('mousedown', (event) => event.preventDefault()); // the line keeps the focus
line.addEventListener('keydown', (event) => {
	const { key } = event;
	if (event.isComposing) return;
	if (offered.length && (key === 'ArrowDown' || key === 'ArrowUp')) {
		select((selected + (key === 'ArrowDown' ? 1 : selected < 0 ? 0 : -1) + offered.length) % offered.length);
	} else if (offered.length && key === 'Escape') {
		dismiss();
	} else if (offered.length && (key === 'Tab' && !event.shiftKey || key === 'Enter' && (selected >= 0 || !line.value.includes(' ') && !commands.some((c) => '/' + c.name === line.value)))) {
		offered[Math.max(selected, 0)].pick();
	} else {
		return;
	}
	event.preventDefault();
});
find('composer').addEventListener('submit', (event) => {
	event.preventDefault();
	send();
});
matchMedia('(prefers-color-scheme: light)').addEventListener('change', dress);

/** @type {EventSource | undefined} */
let events;

/** listen takes the bot's answers. A browser has few connections to one server, so that a page which
 * nobody sees, and which waits for nothing, leaves its own to others. */
function listen() {
	if (document.hidden && waiting.size === 0) {
		events?.close();
		events = undefined;
	} else if (!events) {
		events = new EventSource('events');
		events.addEventListener('message', (event) => {
			const a = JSON.parse(event.data);
			waiting.get(a.token)?.(a);
		});
		events.addEventListener('open', begin);
	}
}

async function begin() {
	if (commands.length) return; // it was connected before
	const hello = await (await fetch('commands')).json();
	commands = hello.commands;
	if (!line.value) write(hello.example);
	document.documentElement.dataset.ready = 'true';
}

document.addEventListener('visibilitychange', listen);
listen();
dress();
