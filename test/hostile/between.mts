/** A server that stands between our nodes and the sandbox, and puts an enemy's answer in place of one. */
import { createServer, request as ask } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The sandbox's own answer. */
export interface RealAnswer {
	status: number;
	headers: IncomingHttpHeaders;
	content: Buffer;
}

/** What a behaviour has at hand. */
export interface Exchange {
	request: IncomingMessage;
	response: ServerResponse;
	/** What our node sent. */
	sent: Buffer;
	/** Asks the sandbox what was asked, or for another path; its work is done then. */
	real: (path?: string) => Promise<RealAnswer>;
	/** Address of a host that no credential names. */
	stranger: string;
	/** Keys, tokens and passwords in this request. */
	secrets: string[];
}

/** Answers a request, or never does; `false` where it had to answer as the sandbox does. */
export type Behaviour = (exchange: Exchange) => Promise<boolean | void> | boolean | void;

export interface Between {
	origin: string;
	/** From now on the sandbox's own answers pass. */
	befriend: () => void;
	/** Method and path of what was answered by the behaviour. */
	struck: () => string[];
	/** How often the sandbox did what the behaviour then answered. */
	done: () => number;
	/** Whether the behaviour fitted all it was asked. */
	isFitting: () => boolean;
	/** Keys, tokens and passwords that were sent here. */
	secrets: () => string[];
	stop: () => Promise<void>;
}

export interface BetweenOptions {
	/** Origin of the sandbox's system. */
	to: string;
	/** Of which requests the answers are replaced; `GET /v1/infos` is matched. */
	where: RegExp;
	behaviour: Behaviour;
	stranger: string;
}

/** Keys, tokens and passwords in a request, as our nodes send them. */
function secretsOf({ headers, url = '/' }: IncomingMessage, sent: Buffer): string[] {
	const { authorization = '', 'kassandro-token': token } = headers;
	const [, kind = '', value = ''] = /^(\w+) (.*)$/.exec(authorization) ?? [];
	const password = kind === 'Basic' ? atob(value).replace(/^[^:]*:/, '') : undefined;
	const { searchParams } = new URL(url, 'http://localhost');
	const fields = [
		...sent.toString().matchAll(/"?(?:apiKey|\w+_token|client_secret)"?[=:]"?([^"&]+)/g),
	];
	return [value, password, token, searchParams.get('key'), ...fields.map(([, field]) => field)]
		.flat()
		.filter((secret) => typeof secret === 'string' && secret.length > 3) as string[];
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of message) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

async function askReal(url: string, from: IncomingMessage, sent: Buffer): Promise<RealAnswer> {
	return await new Promise((resolve, reject) => {
		const { method, headers } = from;
		// What is replaced is read first: not compressed.
		const { 'accept-encoding': _, ...rest } = headers;
		const out = ask(url, { method, headers: { ...rest, connection: 'close' } }, (answer) => {
			bodyOf(answer).then(
				(content) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, content }),
				reject,
			);
		});
		out.on('error', reject);
		out.end(sent);
	});
}

/** Sends an answer as the sandbox gave it, with what is to be changed in it. */
export function pass(
	response: ServerResponse,
	{ status, headers, content }: RealAnswer,
	changed: Partial<RealAnswer> = {},
): void {
	const body = changed.content ?? content;
	const { 'content-length': _, 'transfer-encoding': __, ...rest } = headers;
	response.writeHead(changed.status ?? status, { ...rest, ...changed.headers });
	response.end(body);
}

/** Starts one; it serves one run. */
export async function startBetween(options: BetweenOptions): Promise<Between> {
	const struck: string[] = [];
	const secrets = new Set<string>();
	let isFitting = true;
	let done = 0;
	let isFriend = false;
	const server = createServer((request, response) => {
		response.on('error', () => {});
		const answer = async () => {
			const sent = await bodyOf(request);
			const own = secretsOf(request, sent);
			for (const secret of own) secrets.add(secret);
			const real = async (asked = request.url) =>
				await askReal(`${options.to}${asked}`, request, sent);
			const path = `${request.method} ${request.url?.split('?')[0]}`;
			if (isFriend || !options.where.test(path)) {
				pass(response, await real());
				return;
			}
			struck.push(path);
			const { stranger } = options;
			const counted = async (asked?: string) => {
				done += 1;
				return await real(asked);
			};
			const exchange = { request, response, sent, real: counted, stranger, secrets: own };
			if ((await options.behaviour(exchange)) === false) isFitting = false;
		};
		// Whoever asks may be gone while the sandbox is asked.
		answer().catch(() => response.destroy());
	});
	Object.assign(server, { requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 1000 });
	server.on('connection', (socket) => socket.on('error', () => {}));
	await new Promise<void>((ready) => {
		server.listen(0, '127.0.0.1', ready);
	});
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		befriend: () => {
			isFriend = true;
		},
		struck: () => [...struck],
		done: () => done,
		isFitting: () => isFitting,
		secrets: () => [...secrets],
		stop: async () => {
			await new Promise<void>((ended) => {
				server.close(() => ended());
				server.closeAllConnections();
			});
		},
	};
}

export interface Stranger {
	origin: string;
	/** What has reached it since the last time: address, headers and body as one text. */
	heard: () => string;
	stop: () => Promise<void>;
}

/** A host that no credential names; it says yes to everything. */
export async function startStranger(): Promise<Stranger> {
	const heard: string[] = [];
	const server = createServer((request, response) => {
		void bodyOf(request).then((body) => {
			heard.push(`${request.method} ${request.url} ${request.rawHeaders.join(' ')} ${body}`);
			response.writeHead(200, { 'Content-Type': 'application/json' });
			response.end('{"ok":true}');
		});
	});
	await new Promise<void>((ready) => {
		server.listen(0, '127.0.0.1', ready);
	});
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		heard: () => heard.splice(0).join('\n'),
		stop: async () => {
			await new Promise<void>((ended) => {
				server.close(() => ended());
				server.closeAllConnections();
			});
		},
	};
}
