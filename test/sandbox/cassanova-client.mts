/** A bare client of the sandbox's CassaNova for the tests of this folder. */
import { createCassaNova } from '../../sandbox/cassanova/index.mts';
import { startVendors, type RunningSandbox } from '../../sandbox/core/sandbox.mts';

export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	/** Parsed text; undefined when it is empty or not JSON. */
	json: any;
}

export interface Client {
	sandbox: RunningSandbox;
	baseUrl: string;
	/** A call with all the headers that the document wants, unless they are overridden (null: left out). */
	call(
		method: string,
		path: string,
		options?: { headers?: Record<string, string | null>; body?: unknown },
	): Promise<Reply>;
	get(path: string): Promise<Reply>;
	/** A call of the control API. */
	control(method: string, path: string, body?: unknown): Promise<any>;
	/** Gets a token by API key and uses it from now on. */
	login(): Promise<string>;
}

async function read(response: Response): Promise<Reply> {
	const text = await response.text();
	let json: any;
	try {
		json = JSON.parse(text);
	} catch {
		json = undefined;
	}
	return { status: response.status, headers: response.headers, text, json };
}

/** Starts CassaNova alone and logs in. */
export async function startClient(): Promise<Client> {
	const sandbox = await startVendors({ cassaNova: createCassaNova });
	const { baseUrl, apiKey } = sandbox.connections.cassaNova as Record<string, string>;
	let token = '';

	const send = async (
		method: string,
		path: string,
		headers: Record<string, string | null>,
		body?: unknown,
	): Promise<Reply> => {
		const present = Object.entries(headers).filter(([, value]) => value !== null);
		const response = await fetch(baseUrl + path, {
			method,
			redirect: 'manual',
			headers: Object.fromEntries(present) as Record<string, string>,
			body:
				body === undefined || typeof body === 'string' || body instanceof URLSearchParams
					? (body as string | URLSearchParams | undefined)
					: JSON.stringify(body),
		});
		return await read(response);
	};

	const client: Client = {
		sandbox,
		baseUrl: baseUrl!,
		call: (method, path, { headers = {}, body } = {}) =>
			send(
				method,
				path,
				{
					'X-Version': '1.0.0',
					'X-Requested-With': method === 'GET' ? null : '*',
					Authorization: `Bearer ${token}`,
					'Content-Type': body instanceof URLSearchParams ? null : 'application/json',
					...headers,
				},
				body,
			),
		get: (path) => client.call('GET', path),
		control: async (method, path, body) =>
			(await send(method, `/__sandbox${path}`, { 'Content-Type': 'application/json' }, body)).json,
		login: async () => {
			const reply = await client.call('POST', '/apikey/token', {
				headers: { Authorization: null, 'X-Version': null },
				body: { apiKey },
			});
			token = reply.json.access_token;
			return token;
		},
	};
	await client.login();
	return client;
}

/** A query string whose values are JSON literals. */
export function literals(values: Record<string, unknown>): string {
	return Object.entries(values)
		.map(([name, value]) => `${name}=${encodeURIComponent(JSON.stringify(value))}`)
		.join('&');
}
