/** A server of the tests' own that answers as an enemy would: it never ends, lies, or sends too much. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import type { BehaviourName, HostileOptions, HostileRule, HostileServer } from './hostile.ts';

/** Answers one request, or never does. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

const JSON_TYPE = 'application/json';

function head(response: ServerResponse, options: HostileOptions, headers: object = {}): void {
	response.writeHead(options.status ?? 200, {
		'Content-Type': options.type ?? JSON_TYPE,
		...headers,
	});
	response.flushHeaders();
}

/** Writes the same piece for as long as anybody reads. */
function pour(response: ServerResponse, piece: string | Buffer): void {
	let isGone = false;
	response.on('close', () => (isGone = true));
	const on = () => {
		// In turns, so that a reader in the same process comes to its own.
		for (let pieces = 0; pieces < 4; pieces++) {
			if (isGone) return;
			if (!response.write(piece)) {
				response.once('drain', on);
				return;
			}
		}
		setImmediate(on);
	};
	on();
}

/** Bytes of a large answer, and of a decoded bomb: more than is taken. */
const DECODED = 64 * 1024 * 1024;
const BOMB = 72 * 1024 * 1024;

/** JSON with a string of so many bytes. */
function longText(bytes: number): Buffer {
	return Buffer.concat([Buffer.from('{"text":"'), Buffer.alloc(bytes, 'a'), Buffer.from('"}')]);
}

/** Bytes as small as they get; made once, since that takes a second. */
const made = new Map<string, Buffer>();

function compressed(kind: 'gzip' | 'br' | 'deflate', bytes: number): Buffer {
	const key = `${kind} ${bytes}`;
	const known = made.get(key);
	if (known) return known;
	const plain = longText(bytes);
	const small =
		kind === 'br'
			? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
			: kind === 'gzip'
				? gzipSync(plain)
				: deflateSync(plain);
	made.set(key, small);
	return small;
}

const bomb =
	(kind: 'gzip' | 'br' | 'deflate') =>
	(options: HostileOptions): Behaviour =>
	(_request, response) => {
		head(response, options, { 'Content-Encoding': kind });
		response.end(compressed(kind, options.bytes ?? BOMB));
	};

/** Which records a request asks for: `start` and `limit` (CassaNova), `offset` and `limit` (Kassandro). */
function asked({ url = '/' }: IncomingMessage): { offset: number; size: number } {
	const query = new URL(url, 'http://localhost').searchParams;
	return {
		offset: Number(query.get('start') ?? query.get('offset') ?? 0),
		size: Number(query.get('limit') ?? 100),
	};
}

/** One page of a list that can't be told from a real one. */
function page(request: IncomingMessage, options: HostileOptions, says?: unknown): string {
	const { offset, size } = asked(request);
	const sample = (options.body ?? {}) as Record<string, unknown>;
	const records = Array.from({ length: size }, (_, index) => ({
		...sample,
		[options.id ?? 'id']: `${offset + index + 1}`,
	}));
	if (options.list === undefined) return JSON.stringify(records);
	const total = options.total === undefined || says === undefined ? {} : { [options.total]: says };
	return JSON.stringify({ ...total, [options.list]: records });
}

/** Behaviours by name; each is made of its options. */
export const behaviours: Record<BehaviourName, (options: HostileOptions) => Behaviour> = {
	/** What a friend would answer. */
	json: (options) => (_request, response) => {
		head(response, options);
		response.end(JSON.stringify(options.body ?? {}));
	},
	/** Takes the request, and says nothing. */
	stallBeforeHead: () => () => {},
	stallAfterHead: (options) => (_request, response) => head(response, options),
	stallAfterFirstByte: (options) => (_request, response) => {
		head(response, options);
		response.write('{');
	},
	/** One byte after the other, for ever: never silent, and never at its end. */
	drip: (options) => (_request, response) => {
		head(response, options);
		response.write('{"text":"');
		const timer = setInterval(() => response.write('a'), options.everyMs ?? 20);
		response.on('close', () => clearInterval(timer));
	},
	endlessJson: (options) => (_request, response) => {
		head(response, options);
		response.write('{"text":"');
		pour(response, Buffer.alloc(64 * 1024, 'a'));
	},
	/** Small values without end: an array of them takes many times the room of its text. */
	endlessValues: (options) => (_request, response) => {
		head(response, options);
		response.write('[');
		pour(response, '{},'.repeat(20_000));
	},
	/** An answer of so many bytes that is whole. */
	large: (options) => (_request, response) => {
		head(response, options);
		response.end(longText(options.bytes ?? DECODED));
	},
	/** An answer of so many bytes that is whole, and consists of the smallest objects that there are. */
	manyValues: (options) => (_request, response) => {
		head(response, options);
		response.end(`[${'{},'.repeat(Math.floor((options.bytes ?? DECODED) / 3))}{}]`);
	},
	gzipBomb: bomb('gzip'),
	brotliBomb: bomb('br'),
	deflateBomb: bomb('deflate'),
	/** Says how long it is, and isn't. */
	contentLengthTooLong: (options) => (_request, response) => {
		head(response, options, { 'Content-Length': 1000 });
		response.write('{"a":1}', () => response.destroy());
	},
	/** Says that it is shorter than it is: the rest isn't part of the answer. */
	contentLengthTooShort: (options) => (request, response) => {
		response.strictContentLength = false;
		const { socket } = request;
		socket.end(
			`HTTP/1.1 ${options.status ?? 200} OK\r\nContent-Type: ${JSON_TYPE}\r\nContent-Length: 5\r\nConnection: close\r\n\r\n{"text":"cut off"}`,
		);
	},
	/** Says that it is far larger than anything that is taken. */
	contentLengthHuge: (options) => (_request, response) => {
		head(response, options, { 'Content-Length': 1e12 });
		pour(response, Buffer.alloc(64 * 1024, ' '));
	},
	/** Says that it is compressed, and isn't. */
	notCompressed: (options) => (_request, response) => {
		head(response, options, { 'Content-Encoding': 'gzip' });
		response.end('{"a":1}');
	},
	/** Each page is full, and there is always another one; no total is told. */
	endlessList: (options) => (request, response) => {
		head(response, options);
		response.end(page(request, options));
	},
	/** Each page is full, and the total is always a little further on. */
	growingList: (options) => (request, response) => {
		head(response, options);
		response.end(page(request, options, asked(request).offset + 1000));
	},
	/** Each page is full, whatever the total says. */
	lyingTotal: (options) => (request, response) => {
		head(response, options);
		response.end(page(request, options, options.says ?? 1));
	},
	redirectLoop: (options) => (request, response) => {
		response.writeHead(options.status ?? 302, { Location: options.location ?? request.url });
		response.end();
	},
	/** Repeats what it was sent, as an error or as data. */
	echo: (options) => (request, response) => {
		head(response, options);
		const { headers, url } = request;
		response.end(JSON.stringify({ error: true, message: JSON.stringify(headers), headers, url }));
	},
	deepObjects: (options) => (_request, response) => {
		const depth = options.depth ?? 100_000;
		head(response, options);
		response.end(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);
	},
	deepArrays: (options) => (_request, response) => {
		const depth = options.depth ?? 1_000_000;
		head(response, options);
		response.end(`${'['.repeat(depth)}${']'.repeat(depth)}`);
	},
	/** Goes away without a word. */
	reset: () => (request) => {
		request.socket.resetAndDestroy();
	},
	breakOff: (options) => (_request, response) => {
		head(response, options);
		response.write('{"text":"a', () => response.destroy());
	},
	empty: (options) => (_request, response) => {
		head(response, options);
		response.end();
	},
	notJson: (options) => (_request, response) => {
		head(response, options);
		response.end('{"text": tru');
	},
	webPage: (options) => (_request, response) => {
		head(response, { type: 'text/html', ...options });
		response.end('<!doctype html><html><body>Sign in</body></html>');
	},
};

/** Starts a hostile server on a port of its own. */
export async function startHostile(first: HostileRule[] = []): Promise<HostileServer> {
	let rules = first.map((rule) => ({ ...rule }));
	const seen: string[] = [];
	const server = createServer((request, response) => {
		const { method, url = '/' } = request;
		seen.push(`${method} ${url}`);
		const path = url.split('?')[0] ?? '';
		const fits = rules.find((rule) => (rule.times ?? 1) > 0 && new RegExp(rule.path).test(path));
		if (!fits) {
			response.writeHead(404, { 'Content-Type': JSON_TYPE });
			response.end('{"message":"No such path."}');
			return;
		}
		if (fits.times !== undefined) fits.times -= 1;
		request.resume();
		response.on('error', () => {});
		behaviours[fits.behaviour](fits.options ?? {})(request, response);
	});
	// What is never answered mustn't be ended from here.
	Object.assign(server, { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 1000 });
	const open = new Set<unknown>();
	server.on('connection', (socket) => {
		open.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => open.delete(socket));
	});
	await new Promise<void>((ready) => {
		server.listen(0, '127.0.0.1', ready);
	});
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		setRules: (next) => {
			rules = next.map((rule) => ({ ...rule }));
		},
		seen: () => [...seen],
		connections: () => open.size,
		stop: async () => {
			await new Promise<void>((ended) => {
				server.close(() => ended());
				server.closeAllConnections();
			});
		},
	};
}
