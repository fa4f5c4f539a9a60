/** What a hostile server does, each with what may come of it. */
import { gzipSync } from 'node:zlib';
import { behaviours as wholly } from '../support/vendors/hostileServer.mts';
import type { BehaviourName, HostileOptions } from '../support/vendors/hostile.ts';
import { pass } from './between.mts';
import type { Behaviour, Exchange, RealAnswer } from './between.mts';

/**
 * What an answer is worth:
 * `nothing`, when it can't be the answer to what was asked, so that only an error will do;
 * `same`, when it says what the sandbox says: that comes out, or an error;
 * `other words`, when its texts say something else that a system might say;
 * `other`, when its numbers and all the rest do.
 */
export type Worth = 'nothing' | 'same' | 'other words' | 'other';

export interface Hostile {
	name: string;
	worth: Worth;
	behave: Behaviour;
	/** Whether the enemy keeps silent in the middle, so that time has to run out. */
	isSilent: boolean;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = Record<string, Json>;

const isFields = (value: Json): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** One that needs nothing of the sandbox. */
export const of =
	(name: BehaviourName, options: HostileOptions = {}): Behaviour =>
	({ request, response }) =>
		wholly[name](options)(request, response);

/** A whole answer of the enemy's own. */
const says =
	(content: string | Buffer, headers: object = {}, status = 200): Behaviour =>
	({ response }) => {
		response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
		response.end(content);
	};

/** Bytes as they go over the line. */
const raw =
	(bytes: string): Behaviour =>
	({ request }) => {
		request.socket.end(bytes);
	};

/** The sandbox's answer, changed; `undefined` where the change doesn't fit it. */
const changed =
	(change: (real: RealAnswer, exchange: Exchange) => Partial<RealAnswer> | undefined): Behaviour =>
	async (exchange) => {
		const real = await exchange.real();
		const changes = change(real, exchange);
		if (changes === undefined) pass(exchange.response, real);
		else pass(exchange.response, real, changes);
		return changes !== undefined;
	};

/** The sandbox's answer as bytes on the line, with a head of the enemy's own. */
const cut =
	(head: (length: number) => string, part = (content: Buffer) => content): Behaviour =>
	async ({ request, real }) => {
		const { content, status } = await real();
		const first = `HTTP/1.1 ${status} OK\r\nContent-Type: application/json\r\n${head(content.length)}\r\n\r\n`;
		request.socket.end(Buffer.concat([Buffer.from(first), part(content)]));
	};

const jsonOf = ({ content }: RealAnswer): Json | undefined => {
	try {
		return JSON.parse(content.toString()) as Json;
	} catch {
		return undefined;
	}
};

/** The same with each value changed that isn't an object or an array. */
function each(json: Json, change: (value: Json, key: string) => Json, key = ''): Json {
	if (Array.isArray(json)) return json.map((entry) => each(entry, change, key));
	if (!isFields(json)) return change(json, key);
	return Object.fromEntries(
		Object.entries(json).map(([name, entry]) => [name, each(entry, change, name)]),
	);
}

/** The same with something in each of its objects. */
function inEach(json: Json, added: Fields): Json {
	if (Array.isArray(json)) return json.map((entry) => inEach(entry, added));
	if (!isFields(json)) return json;
	const fields = Object.entries(json).map(([name, entry]) => [name, inEach(entry, added)]);
	return { ...(Object.fromEntries(fields) as Fields), ...added };
}

const inJson = (change: (json: Json, exchange: Exchange) => Json | string | undefined): Behaviour =>
	changed((real, exchange) => {
		const json = jsonOf(real);
		if (json === undefined) return undefined;
		const next = change(json, exchange);
		return next === undefined ? undefined : { content: Buffer.from(JSON.stringify(next)) };
	});

const inText = (change: (text: string) => string): Behaviour =>
	changed((real) =>
		jsonOf(real) === undefined
			? undefined
			: { content: Buffer.from(change(real.content.toString())) },
	);

/** Where the list of an answer is: the first array of objects in it. */
function listKeyOf(json: Json): string | undefined {
	if (!isFields(json)) return undefined;
	return Object.keys(json).find((key) => Array.isArray(json[key]));
}

const TOTALS = ['totalCount', 'total', 'count'];

/** Another total than the list has. */
const total = (says: Json): Behaviour =>
	inJson((json) => {
		if (!isFields(json)) return undefined;
		const key = TOTALS.find((name) => name in json);
		return key === undefined ? undefined : { ...json, [key]: says };
	});

/** Each record's own id, so that no page repeats one. */
const renamed = (record: Json, place: number): Json =>
	isFields(record)
		? {
				...record,
				...('id' in record ? { id: `${String(record.id)}-${place}` } : {}),
				...('_id' in record ? { _id: `${String(record._id)}-${place}` } : {}),
				...('receiptNumber' in record ? { receiptNumber: `9-${place + 1}` } : {}),
			}
		: record;

/** How a page is made that is full. */
interface Pages {
	/** Tells the records of a page apart from those of others. */
	placeOf: (offset: number) => number;
	/** What is said of the total; nothing by default. */
	totalOf?: (offset: number) => number;
	/** What each record has besides, such as a long text. */
	more?: Fields;
}

/** A page that is full, made of the records of the first one, for ever. */
export function fullPage({ placeOf, totalOf, more }: Pages): Behaviour {
	return async ({ request, response, real }) => {
		const url = new URL(request.url ?? '/', 'http://localhost');
		const size = Number(url.searchParams.get('limit') ?? 0);
		const by = url.searchParams.has('start') ? 'start' : 'offset';
		const offset = Number(url.searchParams.get(by) ?? 0);
		if (offset > 0) url.searchParams.set(by, '0');
		const first = await real(`${url.pathname}${url.search}`);
		const json = jsonOf(first) ?? null;
		const key = listKeyOf(json);
		const records = Array.isArray(json) ? json : isFields(json) ? json[key ?? ''] : undefined;
		if (size === 0 || !Array.isArray(records) || records.length === 0) {
			pass(response, first);
			return false;
		}
		const page = Array.from({ length: size }, (_, index) => {
			const record = renamed(records[index % records.length] as Json, placeOf(offset) + index);
			return more && isFields(record) ? { ...record, ...more } : record;
		});
		const { totalCount: _, ...rest } = isFields(json) ? json : {};
		const total = totalOf ? { totalCount: totalOf(offset) } : {};
		const answer = key === undefined ? page : { ...rest, ...total, [key]: page };
		pass(response, first, { content: Buffer.from(JSON.stringify(answer)) });
		return true;
	};
}

const redirect =
	(to: (exchange: Exchange) => string, status = 302): Behaviour =>
	(exchange) => {
		exchange.response.writeHead(status, { Location: to(exchange) });
		exchange.response.end();
	};

/** What the enemy was told, in words. */
const told = ({ secrets, request }: Exchange): string =>
	`${JSON.stringify(request.rawHeaders)} ${request.url} ${secrets.join(' ')}`;

const echo =
	(status: number, make: (exchange: Exchange) => Json | string, headers: object = {}): Behaviour =>
	(exchange) => {
		const body = make(exchange);
		exchange.response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
		exchange.response.end(typeof body === 'string' ? body : JSON.stringify(body));
	};

/** How else a secret may be written. */
const FORMS: Array<(text: string) => string> = [
	encodeURIComponent,
	(text) => encodeURIComponent(encodeURIComponent(text)),
	btoa,
	(text) => Buffer.from(text).toString('hex'),
	(text) => text.toUpperCase(),
	(text) => JSON.stringify(JSON.stringify(text)),
	(text) => text.replaceAll(/[^]/g, (sign) => `&#${sign.charCodeAt(0)};`),
	(text) => text.replaceAll(/[^]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
];

const YEAR_S = 31_536_000;

const LONG = 'a'.repeat(300_000);

/** By name; `nothing` unless it says otherwise. */
export type HostileList = Record<string, Behaviour | [Worth, Behaviour]>;

const list: HostileList = {
	// It takes its time.
	'stall before head': of('stallBeforeHead'),
	'stall after head': of('stallAfterHead'),
	'stall after first byte': of('stallAfterFirstByte'),
	drip: of('drip'),
	// It says another length than it has.
	'content-length too long': cut((length) => `Content-Length: ${length + 1000}`),
	'content-length too short': cut((length) => `Content-Length: ${Math.floor(length / 2)}`),
	'broken off': cut(
		(length) => `Content-Length: ${length}`,
		(content) => content.subarray(0, content.length / 2),
	),
	'wrong chunks': raw(
		'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{"a":1}\r\n',
	),
	'not compressed': of('notCompressed'),
	'gzip cut off': says(gzipSync('{"a":1}').subarray(0, 15), { 'Content-Encoding': 'gzip' }),
	// It doesn't talk HTTP, or goes away.
	reset: of('reset'),
	'half-closed without an answer': ({ request }) => void request.socket.end(),
	'half-closed after head': raw('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'),
	'not HTTP': raw('220 mail.example ESMTP\r\n'),
	'header bomb': raw(
		`HTTP/1.1 200 OK\r\n${Array.from({ length: 500 }, (_, at) => `X-${at}: ${'a'.repeat(1000)}\r\n`).join('')}\r\n{}`,
	),
	// It isn't JSON.
	'web page with 200': of('webPage'),
	'web page with 500': of('webPage', { status: 500 }),
	'empty with 200': of('empty'),
	'truncated JSON': changed(({ content }) => ({
		content: content.subarray(0, content.length / 2),
	})),
	'two answers in one': inText((text) => text + text),
	'text instead of JSON': says('All is well.', { 'Content-Type': 'text/plain' }),
	NaN: says('NaN'),
	'UTF-16': changed(({ content }) => ({ content: Buffer.from(content.toString(), 'utf16le') })),
	// It is JSON of another kind.
	null: says('null'),
	true: says('true'),
	'a number': says('17'),
	'a text': says('"yes"'),
	'deep arrays': of('deepArrays', { depth: 20_000 }),
	'deep objects': of('deepObjects', { depth: 20_000 }),
	// It sends elsewhere.
	'redirect to another host': redirect(({ stranger }) => `${stranger}/taken`),
	'redirect with 307': redirect(({ stranger }) => `${stranger}/taken`, 307),
	'redirect to localhost': redirect(({ stranger }) => stranger.replace('127.0.0.1', 'localhost')),
	'redirect to //host': redirect(({ stranger }) => stranger.replace('http:', '')),
	'redirect with user': redirect(({ request, stranger }) =>
		stranger.replace('//', `//${request.headers.host}@`),
	),
	'redirect to a file': redirect(() => 'file:///etc/passwd'),
	'redirect to nowhere': redirect(() => 'http://'),
	'redirect loop': redirect(({ request }) => request.url ?? '/'),
	'redirect with secrets in its path': redirect(
		({ stranger, secrets }) => `${stranger}/${secrets.map(encodeURIComponent).join('/')}`,
	),
	// It refuses, again and again.
	'401 for ever': echo(401, (exchange) => ({ message: `Not ${told(exchange)}` })),
	'429 for a year': says('{}', { 'Retry-After': String(YEAR_S) }, 429),
	'503 for ever': says('{}', { 'Retry-After': '1' }, 503),
	'304 without a question': says('', {}, 304),
	'status 999': raw('HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\n{}'),
	// It repeats what it was told.
	'echo with 400': echo(400, (exchange) => ({ error: true, message: told(exchange) })),
	'echo with 500, as text': echo(500, told, { 'Content-Type': 'text/plain' }),
	'echo in keys': echo(400, ({ secrets }) =>
		Object.fromEntries(secrets.map((secret) => [secret, { [secret]: secret }])),
	),
	'echo in other forms': echo(400, ({ secrets }) => ({
		message: secrets.flatMap((secret) => FORMS.map((form) => form(secret))).join(' '),
	})),
	'echo in the status line': ({ request, secrets }) =>
		void request.socket.end(`HTTP/1.1 400 ${secrets.join(' ')}\r\nContent-Length: 2\r\n\r\n{}`),
	'echo in half a JSON': echo(200, (exchange) => `{"a":"${told(exchange)}`),
	// It says what the sandbox says, oddly.
	'echo beside the answer': [
		'same',
		inJson((json, exchange) => inEach(json, { more: told(exchange) })),
	],
	'same as text/plain': ['same', changed(() => ({ headers: { 'content-type': 'text/plain' } }))],
	'same as bytes': [
		'same',
		changed(() => ({ headers: { 'content-type': 'application/octet-stream' } })),
	],
	'same after a BOM': ['same', inText((text) => `\uFEFF${text}`)],
	'same after a megabyte of blanks': ['same', inText((text) => ' '.repeat(1_000_000) + text)],
	'duplicate keys': [
		'same',
		inText((text) => text.replaceAll(/("\w+":)("[^"]*"|\d+(?:\.\d+)?)(?=[,}])/g, '$1null,$1$2')),
	],
	'__proto__ and constructor': [
		'same',
		inText((text) =>
			text.replaceAll(
				/\{(?=")/g,
				'{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
			),
		),
	],
	// It says something else.
	'invalid UTF-8': ['other words', changed(({ content }) => ({ content: spoiled(content) }))],
	'very long texts': ['other words', inJson((json) => lengthened(json))],
	'huge numbers': [
		'other',
		inJson((json) => each(json, (value) => (typeof value === 'number' ? 1e300 : value))),
	],
	'wrong types': ['other', inJson((json) => each(json, mistyped))],
	'null in every field': ['other', inJson((json) => each(json, () => null))],
	'deep objects in every record': ['same', inJson((json) => inEach(json, { more: deep(600) }))],
	// It lies about a list.
	'total of 1e9': total(1e9),
	'total below 0': total(-1),
	'total of 0 beside a page': total(0),
	'total with a fraction': total(1.5),
	'total as text': total('many'),
	'the same page for ever': fullPage({ placeOf: () => 0 }),
};

function mistyped(value: Json): Json {
	if (typeof value === 'string') return { text: value };
	if (typeof value === 'number') return [`${value}x`];
	return value === null ? false : { flag: value };
}

function spoiled(content: Buffer): Buffer {
	const copy = Buffer.from(content);
	for (let at = copy.indexOf(':"'); at >= 0; at = copy.indexOf(':"', at + 1)) {
		if (copy[at + 2] !== 0x22 && at + 2 < copy.length) copy[at + 2] = 0xff;
	}
	return copy;
}

function lengthened(json: Json): Json {
	let left = 2;
	return each(json, (value) => {
		if (typeof value !== 'string' || left === 0) return value;
		left -= 1;
		return value + LONG;
	});
}

function deep(depth: number): Json {
	let json: Json = 1;
	for (let level = 0; level < depth; level++) json = { a: json };
	return json;
}

const SILENT = new Set([
	'stall before head',
	'stall after head',
	'stall after first byte',
	'content-length too long',
	'half-closed after head',
	'drip',
]);

/** Gives each its name. */
export const hostilesOf = (some: HostileList): Hostile[] =>
	Object.entries(some).map(([name, entry]) => {
		const [worth, behave] = Array.isArray(entry) ? entry : (['nothing', entry] as const);
		return { name, worth, behave, isSilent: SILENT.has(name) };
	});

/** All of them. */
export const hostiles: Hostile[] = hostilesOf(list);
