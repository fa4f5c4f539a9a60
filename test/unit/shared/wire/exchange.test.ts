/** One call: what is repeated, what is renewed, what is said, and what never leaves. */
import { NodeApiError } from 'n8n-workflow';

import {
	CredentialError,
	SessionError,
	leavesOutcomeOpen,
	vendorHasAnswered,
} from '../../../../nodes/shared/wire/errors';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { bodyOf, createSender } from '../../../../nodes/shared/wire/exchange';
import type { Engine } from '../../../../nodes/shared/wire/engine';
import { openToken } from '../../../../nodes/shared/wire/seal';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import type {
	Authentication,
	Credentials,
	SessionSpec,
} from '../../../../nodes/shared/table/session';
import type { Api, Endpoint } from '../../../../nodes/shared/table/types';
import { vendorWords } from '../../../../nodes/shared/wire/vendorWords';
import { AbortError } from '../../../../nodes/shared/wire/environment';
import { Clock, hurried, settle } from '../../../support/clock/clock';
import {
	brokenOff,
	canceled,
	notRenewed,
	refused,
	socket,
	timeout,
	wrapped,
} from '../../../support/n8n/errors';
import { fakeHost } from '../../../support/n8n/host';
import type { HostSetup, Reply } from '../../../support/n8n/host';

const KEY = 'key/with+signs&"quotes"';
/** What the session's first token looks like. */
const FIRST = 'token-of-the-session-1';
const credentials: Credentials = { apiKey: KEY, password: 'pass word 1', sessionToken: '' };

let acquired = 0;

const session: SessionSpec = {
	identity: ({ apiKey }) => ['till', String(apiKey)],
	acquire: async () => {
		acquired += 1;
		return { token: acquired === 1 ? FIRST : `token-of-the-session-${acquired}` };
	},
};

const plainAuthentication: Authentication = {
	value: 'basic',
	name: 'Basic',
	description: 'Basic',
	credential: 'tillApi',
	title: 'Till API',
	baseUrl: () => 'https://till.example/v1',
	secrets: ({ apiKey, password }) => [apiKey, password],
};

const withSession: Authentication = { ...plainAuthentication, session };

const api: Api = {
	name: 'Till',
	authentications: [plainAuthentication],
	resources: [],
	timeZone: 'Europe/Rome',
	headers: (method) => ({ 'X-Method': method }),
	failure: (status, body) => (status >= 400 ? vendorWords(body) : undefined),
	concurrency: 1,
	writesAreSafeAfter401: true,
};

const endpoint: Endpoint = {
	name: 'Create',
	value: 'create',
	action: 'Create tax',
	description: 'Create a tax',
	route: 'POST /taxes',
	doc: 'Tax',
};

interface Setup extends HostSetup {
	api?: Partial<Api>;
	authentication?: Authentication;
	engine?: Engine;
	account?: Credentials;
}

/** Sends one request; gives the answer or the error, and what went out. */
async function exchange(request: ApiRequest, setup: Setup = {}) {
	const { host, sent, hints } = fakeHost(setup);
	const clock = hurried();
	const engine = setup.engine ?? createEngine(clock);
	const send = createSender(
		{
			host,
			api: { ...api, ...setup.api },
			endpoint,
			authentication: setup.authentication ?? plainAuthentication,
			credentials: setup.account ?? credentials,
		},
		engine,
	);
	const result = await send(request).then(
		(answer) => ({ body: bodyOf(answer), answer, error: undefined }),
		(error: unknown) => ({ body: undefined, answer: undefined, error }),
	);
	return { ...result, sent, hints, slept: clock.slept, host };
}

const get: ApiRequest = { method: 'GET', path: '/taxes' };
const post: ApiRequest = { method: 'POST', path: '/taxes', body: { rate: 22 } };
const writes: ApiRequest[] = [
	post,
	{ ...post, method: 'PUT' },
	{ method: 'DELETE', path: '/taxes/1' },
];

/** Answers in turn; the last one again and again. */
const inTurn =
	(...replies: Reply[]): NonNullable<HostSetup['reply']> =>
	(_request, index) =>
		replies[Math.min(index, replies.length - 1)] ?? {};

const status = (code: number, body: unknown = { message: 'No.' }): Reply => ({
	status: code,
	body,
});

function apiErrorOf(error: unknown): NodeApiError {
	expect(error).toBeInstanceOf(NodeApiError);
	return error as NodeApiError;
}

beforeEach(() => {
	acquired = 0;
});

describe('what goes out', () => {
	it('one request to the credential’s host, with the API’s headers, never following by itself', async () => {
		const { sent, body } = await exchange(post, { reply: () => ({ body: { id: 1 } }) });
		expect(body).toEqual({ id: 1 });
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatchObject({
			plain: false,
			credential: 'tillApi',
			options: {
				method: 'POST',
				url: 'https://till.example/v1/taxes',
				headers: { 'X-Method': 'POST', 'Content-Type': 'application/json' },
				body: '{"rate":22}',
				json: true,
				returnFullResponse: true,
				disableFollowRedirect: true,
				ignoreHttpStatusErrors: true,
			},
		});
		expect(sent[0]?.options.timeout).toBeGreaterThan(0);
	});

	it('no body and no content type where there is nothing to send', async () => {
		const { sent } = await exchange({ method: 'DELETE', path: '/taxes/1' });
		expect(sent[0]?.options).not.toHaveProperty('body');
		expect(sent[0]?.options.headers).toEqual({ 'X-Method': 'DELETE' });
	});

	it('query values encoded, in the API’s own form', async () => {
		const query = { 'a b': 'x&y=ü', list: [1, 2], flag: true };
		const { sent } = await exchange({ ...get, query: { q: 'x&y=ü', n: 5 } });
		expect(sent[0]?.options.url).toBe('https://till.example/v1/taxes?q=x%26y%3D%C3%BC&n=5');
		const { sent: own } = await exchange(
			{ ...get, query },
			{ api: { encodeQuery: (value) => JSON.stringify(value) } },
		);
		expect(own[0]?.path).toBe('/v1/taxes?a%20b=%22x%26y%3D%C3%BC%22&list=%5B1%2C2%5D&flag=true');
	});

	it('the token that belongs to the credential, sealed', async () => {
		const { sent } = await exchange(get, { authentication: withSession });
		const { sessionToken, ...rest } = sent[0]?.data ?? {};
		expect(openToken(session.identity(credentials), sessionToken)).toBe(FIRST);
		expect(rest).toEqual({ apiKey: KEY, password: 'pass word 1' });
	});

	it('what n8n would have filled in, where there is no token', async () => {
		const filled = { ...plainAuthentication, filled: { checked: 'yes' } };
		const { sent } = await exchange(get, { authentication: filled });
		expect(sent[0]?.data).toMatchObject({ checked: 'yes' });
	});

	it('OAuth2 is left to n8n, which must see a 401', async () => {
		const { sent } = await exchange(get, {
			authentication: { ...plainAuthentication, oAuth2: true },
		});
		expect(sent[0]).not.toHaveProperty('data');
		expect(sent[0]?.options.ignoreHttpStatusErrors).toEqual({ ignore: true, except: [401] });
	});

	describe('of an n8n that hands a 401 on with OAuth2, as those before n8n-workflow 2.9.1', () => {
		const oAuth2 = { ...plainAuthentication, oAuth2: true };
		/** Such an n8n renews only where no status is let through, and throws whatever isn't a success. */
		const old =
			(afterwards: Reply): NonNullable<HostSetup['reply']> =>
			({ options }) =>
				options.ignoreHttpStatusErrors === false ? afterwards : status(401);

		it.each([get, post])(
			'$method is sent once more, so that it renews the token',
			async (request) => {
				const reply = old({ body: { id: 1 } });
				const { body, sent } = await exchange(request, { authentication: oAuth2, reply });
				expect(body).toEqual({ id: 1 });
				expect(sent.map(({ options }) => options.ignoreHttpStatusErrors)).toEqual([
					{ ignore: true, except: [401] },
					false,
				]);
			},
		);

		it('says that the token is refused where the renewed one is, too', async () => {
			const refusal = Object.assign(new Error('401'), { response: { status: 401 } });
			const { error, sent } = await exchange(get, {
				authentication: oAuth2,
				reply: old(refusal),
			});
			expect(apiErrorOf(error).httpCode).toBe('401');
			expect(sent).toHaveLength(2);
		});

		it('hears of what else is refused after the renewal, in the words of the answer', async () => {
			const reply = inTurn(status(401), wrapped(refused(429)), status(429), { body: { id: 1 } });
			const { body, slept } = await exchange(get, { authentication: oAuth2, reply });
			expect(body).toEqual({ id: 1 });
			expect(slept).toEqual([375]);
		});

		it('sends no write a third time, whatever the second one was answered with', async () => {
			const reply = inTurn(status(401), wrapped(refused(429)), { body: { id: 1 } });
			const { error, sent } = await exchange(post, { authentication: oAuth2, reply });
			expect(apiErrorOf(error).httpCode).toBe('429');
			expect(sent).toHaveLength(2);
		});

		it.each([302, 408, 499, 500, 504])(
			'does not know what became of a write that was answered with %s after the renewal',
			async (code) => {
				const reply = inTurn(status(401), wrapped(refused(code)), { body: { id: 1 } });
				const { error, sent } = await exchange(post, { authentication: oAuth2, reply });
				expect(leavesOutcomeOpen(error)).toBe(true);
				expect(sent).toHaveLength(2);
			},
		);

		it.each([400, 409, 429])('knows that a write refused with %s was not done', async (code) => {
			const reply = inTurn(status(401), wrapped(refused(code)));
			const { error } = await exchange(post, { authentication: oAuth2, reply });
			expect(leavesOutcomeOpen(error)).toBe(false);
		});

		it.each([get, post])('$method says that the access has ended, and stops', async (request) => {
			const { error, sent } = await exchange(request, {
				authentication: oAuth2,
				reply: old(wrapped(notRenewed())),
			});
			expect(apiErrorOf(error).message).toMatch(/the access has ended, and a new one was refused$/);
			expect(apiErrorOf(error).description).toContain('Connect');
			expect(leavesOutcomeOpen(error)).toBe(false);
			expect(sent).toHaveLength(2);
		});

		it('is not asked to repeat a write that may have been carried out', async () => {
			const { error, sent } = await exchange(post, {
				api: { writesAreSafeAfter401: false },
				authentication: oAuth2,
				reply: old({ body: { id: 1 } }),
			});
			expect(apiErrorOf(error).httpCode).toBe('401');
			expect(sent).toHaveLength(1);
		});
	});

	it('nothing, where the address cannot be used', async () => {
		const { sent, error } = await exchange(get, {
			authentication: {
				...plainAuthentication,
				baseUrl: () => {
					throw new CredentialError('"Base URL" must begin with https://.', 'Correct it.');
				},
			},
		});
		expect(sent).toEqual([]);
		expect(apiErrorOf(error).message).toBe(
			'Till could not create tax: "Base URL" must begin with https://.',
		);
		expect(apiErrorOf(error).description).toBe('Correct it.');
	});
});

describe('what is repeated', () => {
	const passing: Array<[string, Reply]> = [
		['429', status(429)],
		['502', status(502)],
		['503', status(503, '<html>')],
		['504', status(504)],
		['a reset', wrapped(socket('ECONNRESET'))],
		['a timeout', wrapped(timeout())],
		['a refused connection', wrapped(socket('ECONNREFUSED'))],
		['a broken answer', wrapped(brokenOff())],
		['a name server that is down', wrapped(socket('EAI_AGAIN'))],
	];

	it.each(passing)('reading, after %s', async (_name, reply) => {
		const { body, sent, slept } = await exchange(get, { reply: inTurn(reply, reply, {}) });
		expect(body).toEqual({});
		expect(sent).toHaveLength(3);
		expect(slept).toEqual([375, 750]);
	});

	it('writing, after 429: nothing was done then', async () => {
		for (const request of writes) {
			const reply = inTurn(status(429), status(429), {});
			const { error, sent, slept } = await exchange(request, { reply });
			expect(error).toBeUndefined();
			expect(sent).toHaveLength(3);
			expect(slept).toEqual([375, 750]);
		}
	});

	it.each(passing.slice(1))('writing never, after %s', async (_name, reply) => {
		for (const request of writes) {
			const { error, sent, slept } = await exchange(request, { reply: () => reply });
			expect(sent).toHaveLength(1);
			expect(slept).toEqual([]);
			apiErrorOf(error);
		}
	});

	it.each<[string, Reply]>([
		['400', status(400)],
		['401', status(401)],
		['403', status(403)],
		['404', status(404)],
		['500', status(500)],
		['an unknown host', wrapped(socket('ENOTFOUND'))],
		['a bad certificate', wrapped(socket('CERT_HAS_EXPIRED'))],
		['a web page', { body: '<html>' }],
	])('nothing after %s', async (_name, reply) => {
		const { error, sent } = await exchange(get, { reply: () => reply });
		expect(sent).toHaveLength(1);
		apiErrorOf(error);
	});

	it('five times at most', async () => {
		const { error, sent } = await exchange(get, { reply: () => status(503) });
		expect(sent).toHaveLength(5);
		expect(apiErrorOf(error).message).toBe('Till could not create tax: No.');
	});

	it('a rate limit for as long as the vendor asks', async () => {
		const { body, slept } = await exchange(get, {
			reply: inTurn({ status: 429, headers: { 'retry-after': '120' } }, {}),
		});
		expect(body).toEqual({});
		expect(slept).toEqual([120_000]);
	});

	it('a failure after many rate limits all the same', async () => {
		const limits = Array<Reply>(10).fill({ status: 429, headers: { 'retry-after': '60' } });
		const { body, sent } = await exchange(get, {
			reply: inTurn(...limits, status(503), wrapped(socket('ECONNRESET')), {}),
		});
		expect(body).toEqual({});
		expect(sent).toHaveLength(13);
	});
});

describe('whether a write was carried out', () => {
	const unknown = /^It is not known whether this was carried out, so it was not sent again\. /;

	it.each<[string, Reply]>([
		['500', status(500)],
		['502', status(502)],
		['503', status(503)],
		['504', status(504, '<html>')],
		['a reset', wrapped(socket('ECONNRESET'))],
		['a timeout', wrapped(timeout())],
		['an answer that broke off', wrapped(brokenOff())],
		['an answer that is not HTTP', wrapped(socket('HPE_INVALID_CONSTANT'))],
		['a web page', { body: '<html>' }],
		['half an answer', { body: '{"id":' }],
		['a redirect', { status: 302, headers: { location: '/login' } }],
		['a cancelled request', wrapped(canceled())],
	])('is unknown after %s', async (_name, reply) => {
		for (const request of writes) {
			const { error, sent } = await exchange(request, { reply: () => reply });
			expect(apiErrorOf(error).description).toMatch(unknown);
			expect(sent).toHaveLength(1);
		}
		const { error } = await exchange(get, { reply: () => reply });
		expect(error === undefined ? '' : apiErrorOf(error).description).not.toMatch(unknown);
	});

	it.each<[string, Reply]>([
		['400', status(400)],
		['401', status(401)],
		['409', status(409)],
		['422', status(422)],
		['429', status(429)],
		['a refused connection', wrapped(socket('ECONNREFUSED'))],
		['an unknown host', wrapped(socket('ENOTFOUND'))],
		['a name server that is down', wrapped(socket('EAI_AGAIN'))],
		['a bad certificate', wrapped(socket('DEPTH_ZERO_SELF_SIGNED_CERT'))],
	])('is known after %s: it was not', async (_name, reply) => {
		for (const request of writes) {
			const { error } = await exchange(request, { reply: () => reply });
			expect(apiErrorOf(error).description).not.toMatch(unknown);
		}
	});

	it('never tells people to send it again at once, as n8n does after a reset', async () => {
		const { error } = await exchange(post, { reply: () => wrapped(socket('ECONNRESET')) });
		expect(JSON.stringify([apiErrorOf(error).message, apiErrorOf(error).description])).not.toMatch(
			/retry the request immediately/,
		);
	});
});

describe('a refused token', () => {
	it('is renewed once, and the request sent again', async () => {
		const { body, sent } = await exchange(get, {
			authentication: withSession,
			reply: inTurn(status(401), { body: { ok: true } }),
		});
		expect(body).toEqual({ ok: true });
		expect(acquired).toBe(2);
		expect(sent[0]?.data?.sessionToken).not.toBe(sent[1]?.data?.sessionToken);
	});

	it('is not taken for refused again when something else fails afterwards', async () => {
		const { body } = await exchange(get, {
			authentication: withSession,
			reply: inTurn(
				status(401),
				status(503),
				{ status: 302, headers: { location: '/v1/other' } },
				{ body: { ok: true } },
			),
		});
		expect(body).toEqual({ ok: true });
		expect(acquired).toBe(2);
	});

	it('is an error when the new one is refused, too', async () => {
		const { error, sent } = await exchange(get, {
			authentication: withSession,
			reply: () => status(401),
		});
		expect(sent).toHaveLength(3);
		expect(apiErrorOf(error)).toMatchObject({
			message: 'Till could not create tax: No.',
			description: 'Check the credential: the key, token or password was not accepted.',
			httpCode: '401',
		});
	});

	it('is renewed once for 100 requests', async () => {
		const valid = new Set([`token-of-the-session-2`]);
		const { host, sent } = fakeHost({
			reply: ({ data }) => {
				const token = openToken(session.identity(credentials), data?.sessionToken);
				return valid.has(token) ? { body: { token } } : status(401);
			},
		});
		const target = { host, api, endpoint, authentication: withSession, credentials };
		const send = createSender(target, createEngine(hurried()));
		const bodies = await Promise.all(Array.from({ length: 100 }, async () => await send(get)));
		expect(bodies).toHaveLength(100);
		expect(acquired).toBe(2);
		expect(sent.length).toBeLessThanOrEqual(200);
	});

	it('stays as it is where the user entered it', async () => {
		const fixed = { ...withSession, session: { ...session, isFixed: () => true } };
		const { error, sent } = await exchange(get, {
			authentication: fixed,
			reply: () => status(401),
		});
		expect(sent).toHaveLength(1);
		expect(acquired).toBe(1);
		apiErrorOf(error);
	});

	it('lets a write go out again only where it was surely not carried out', async () => {
		const { sent: safe } = await exchange(post, {
			authentication: withSession,
			reply: inTurn(status(401), {}),
		});
		expect(safe).toHaveLength(2);
		for (const request of writes) {
			const { sent, error } = await exchange(request, {
				authentication: withSession,
				api: { writesAreSafeAfter401: false },
				reply: () => status(401),
			});
			expect(sent).toHaveLength(1);
			apiErrorOf(error);
		}
	});

	it('is fetched with the right to create one only by a write, and never as a renewal', async () => {
		const rights: boolean[] = [];
		const authentication = {
			...withSession,
			session: {
				...session,
				creates: true,
				acquire: async (
					_send: unknown,
					_credentials: unknown,
					{ mayCreate }: { mayCreate: boolean },
				) => {
					rights.push(mayCreate);
					return { token: `t${rights.length}` };
				},
			},
		};
		const engine = () => createEngine(hurried());
		await exchange(get, { authentication, engine: engine() });
		expect(rights.splice(0)).toEqual([false]);
		await exchange(post, { authentication, engine: engine() });
		expect(rights.splice(0)).toEqual([true]);
		await exchange(post, { authentication, engine: engine(), reply: inTurn(status(401), {}) });
		expect(rights.splice(0)).toEqual([true, false]);
	});

	it('that cannot be had is an error with the sentence of its maker', async () => {
		const { error, sent } = await exchange(get, {
			authentication: {
				...withSession,
				session: {
					...session,
					acquire: async () => {
						throw new SessionError('the API key was not accepted', 'Check the API key.', 403);
					},
				},
			},
		});
		expect(sent).toEqual([]);
		expect(apiErrorOf(error)).toMatchObject({
			message: 'Till could not create tax: the API key was not accepted',
			description: 'Check the API key.',
			httpCode: '403',
		});
	});
});

describe('redirects', () => {
	const to = (location: string, code = 302): Reply => ({ status: code, headers: { location } });

	it.each([301, 302, 303, 307, 308])(
		'%d is followed on the same host when reading',
		async (code) => {
			const { body, sent } = await exchange(get, {
				reply: inTurn(to('/v2/taxes?x=1', code), { body: { ok: true } }),
			});
			expect(body).toEqual({ ok: true });
			expect(sent.map(({ path }) => path)).toEqual(['/v1/taxes', '/v2/taxes?x=1']);
		},
	);

	it.each([
		'https://evil.example/v1/taxes',
		'//evil.example/v1/taxes',
		'http://till.example/v1/taxes',
		'https://till.example:8443/v1/taxes',
		'https://till.example@evil.example/',
	])('another host is never called: %s', async (location) => {
		const { error, sent } = await exchange(get, {
			authentication: withSession,
			reply: () => to(location),
		});
		expect(sent).toHaveLength(1);
		expect(apiErrorOf(error).message).toContain('the server sent the request on to http');
		expect(apiErrorOf(error).description).toContain('https://till.example');
	});

	it('a write is never sent on', async () => {
		for (const request of writes) {
			const { error, sent } = await exchange(request, { reply: () => to('/v2/taxes', 307) });
			expect(sent).toHaveLength(1);
			apiErrorOf(error);
		}
	});

	it('end after a few, and without an address', async () => {
		const { error, sent } = await exchange(get, { reply: () => to('/v1/taxes') });
		expect(sent).toHaveLength(4);
		apiErrorOf(error);
		const { error: nowhere } = await exchange(get, { reply: () => ({ status: 302 }) });
		expect(apiErrorOf(nowhere).message).toContain('unknown address');
	});
});

describe('the shape of an answer', () => {
	it.each<[string, unknown, string]>([
		['a web page', ' <!DOCTYPE html><html>', 'the answer was a web page instead of data'],
		['half an answer', '{"taxes":[{"id"', 'the answer was incomplete or not JSON'],
		['nothing', '', 'the answer was empty'],
	])('reading %s is an error', async (_name, body, problem) => {
		const { error } = await exchange(get, { reply: () => ({ body }) });
		expect(apiErrorOf(error).message).toBe(`Till could not create tax: ${problem}`);
		expect(apiErrorOf(error).description).toContain('https://till.example');
	});

	it.each(['', undefined])('reading %p with 204 is an error', async (body) => {
		const { error } = await exchange(get, { reply: () => ({ status: 204, body }) });
		expect(apiErrorOf(error).message).toContain('the answer was empty');
	});

	it.each([null, 0, false, [], {}])('%j is an answer', async (body) => {
		const result = await exchange(get, { reply: () => ({ body }) });
		expect(result).toMatchObject({ error: undefined, body });
	});

	it.each([200, 201, 204])('a write may be answered with an empty %d', async (code) => {
		for (const request of writes) {
			const result = await exchange(request, { reply: () => status(code, '') });
			expect(result).toMatchObject({ error: undefined, body: '' });
		}
	});

	it.each([500, 400, 401, 409])('JSON with %d comes from the vendor itself', async (code) => {
		const { error } = await exchange(post, { reply: () => status(code, { message: 'No.' }) });
		expect(vendorHasAnswered(error)).toBe(true);
	});

	it.each([408, 425, 499, 502, 503, 504, 520, 524])(
		'JSON with %d may come from somebody in between, while the vendor is still at work',
		async (code) => {
			const body = { message: 'Endpoint request timed out' };
			const { error } = await exchange(post, { reply: () => status(code, body) });
			expect(vendorHasAnswered(error)).toBe(false);
			expect(leavesOutcomeOpen(error)).toBe(true);
		},
	);

	it('an answer without known words is quoted, short and without secrets', async () => {
		const { error } = await exchange(post, {
			reply: () => ({
				status: 400,
				body: { was: KEY, sessionToken: 'other"s', rate: { least: 0 }, long: 'x'.repeat(900) },
			}),
		});
		const { description } = apiErrorOf(error);
		expect(description).toContain(
			'The answer was: {"was":"***","sessionToken":"***","rate":{"least":0},"long":"xxx',
		);
		expect(description).toMatch(/x…$/);
		expect(description?.length).toBeLessThan(450);
	});

	it.each([{}, [], '', '<html>'])('an answer of nothing (%j) is not quoted', async (body) => {
		const { error } = await exchange(post, { reply: () => ({ status: 400, body }) });
		expect(apiErrorOf(error).description).not.toContain('The answer was');
	});

	it('says which status it had, where that matters', async () => {
		const { answer } = await exchange(post, { reply: () => status(201, { id: 1 }) });
		expect(answer).toEqual({ kind: 'ok', status: 201, body: { id: 1 } });
	});

	it('a no that the request expects is given back, without secrets', async () => {
		const words = { message: `No ${KEY}.`, more: KEY };
		const { answer } = await exchange(
			{ ...post, refusals: [409] },
			{ reply: () => status(409, words) },
		);
		expect(answer).toEqual({
			kind: 'refused',
			status: 409,
			body: { message: 'No ***.', more: '***' },
			vendor: { message: 'No ***.' },
		});
	});

	it('a file is what was made of it', async () => {
		const receive = async ({ content }: { content: Buffer }) =>
			await Promise.resolve(content.length);
		const headers = { 'content-type': 'application/pdf' };
		const { answer } = await exchange(
			{ ...get, receive },
			{ reply: () => ({ body: Buffer.from('%PDF'), headers }) },
		);
		expect(answer).toEqual({ kind: 'file', value: 4 });
	});

	it('an answer may be a failure whatever its status', async () => {
		const { error } = await exchange(post, {
			api: { failure: (_status, body) => vendorWords(body) },
			reply: () => ({ status: 200, body: { error: true, msg: 'Till is locked' } }),
		});
		expect(apiErrorOf(error)).toMatchObject({
			message: 'Till could not create tax: Till is locked',
		});
		expect(apiErrorOf(error).description).not.toMatch(/not known/);
	});
});

describe('the text of an error', () => {
	it.each<[number, RegExp]>([
		[400, /Check the values/],
		[401, /Check the credential/],
		[403, /Check its rights/],
		[404, /Check the id or number/],
		[409, /conflicts with one that exists/],
		[429, /limit of calls is used up/],
		[500, /The server has a problem/],
	])('names operation, words, code and what to do after %d', async (code, advice) => {
		const { error } = await exchange(post, {
			reply: () => status(code, { code: 'E7', message: 'Rate missing' }),
		});
		const open =
			code === 500
				? ' (outcome unknown: it may have been carried out, so do not simply repeat it)'
				: '';
		expect(apiErrorOf(error).message).toBe(`Till could not create tax: Rate missing (E7)${open}`);
		expect(apiErrorOf(error).description).toMatch(advice);
		expect(apiErrorOf(error).httpCode).toBe(String(code));
	});

	it('gives the API’s own advice where it has one', async () => {
		const { error } = await exchange(post, {
			api: { nextStep: (code, words) => `${code}: ${words?.message}` },
			reply: () => status(400),
		});
		expect(apiErrorOf(error).description).toBe('400: No.');
	});

	it('says the status where the vendor has no words', async () => {
		const { error } = await exchange(post, { reply: () => status(404, '<html>') });
		expect(apiErrorOf(error).message).toBe(
			'Till could not create tax: the server answered with status 404',
		);
	});

	it('is not longer than people read', async () => {
		const { error } = await exchange(post, { reply: () => status(400, 'x'.repeat(5000)) });
		expect(apiErrorOf(error).message.length).toBeLessThan(600);
	});

	it('names what n8n itself says, where nothing was sent', async () => {
		const { error } = await exchange(post, {
			reply: () => wrapped(new Error('Credential is missing')),
		});
		expect(apiErrorOf(error).message).toContain('Credential is missing');
	});

	it("keeps a credential's refusal, found inside n8n's error", async () => {
		const inner = new CredentialError('This credential is for a.', 'Use it there.');
		const { error } = await exchange(post, { reply: () => wrapped(inner) });
		expect(apiErrorOf(error)).toMatchObject({
			message: 'Till could not create tax: This credential is for a.',
			description: 'Use it there.',
		});
	});

	it('keeps the status where n8n made an error of it', async () => {
		const { error } = await exchange(get, { reply: () => wrapped(refused(401, { m: 1 })) });
		expect(apiErrorOf(error).httpCode).toBe('401');
		expect(apiErrorOf(error).description).toMatch(/Check the credential/);
	});
});

describe('secrets', () => {
	const password = 'pass word 1';
	const forms = [KEY, password, FIRST].flatMap((secret) => [
		secret,
		encodeURIComponent(secret),
		JSON.stringify(secret).slice(1, -1),
	]);
	const leaky = forms.join(' | ');
	const url = `https://till.example/?key=${encodeURIComponent(KEY)}&token=${FIRST}`;
	const withConfig = <T extends Error>(error: T): Error =>
		wrapped(Object.assign(error, { config: { url, headers: { token: FIRST, key: KEY } } }));

	const replies: Array<[string, Reply]> = [
		['in words', status(400, { message: leaky, code: leaky })],
		['in words of a failed server', status(500, { error: leaky, error_description: leaky })],
		['as a text', status(400, leaky)],
		['in nested words', status(409, { messages: [leaky, { message: leaky }] })],
		['where long words are cut', status(400, `${'x'.repeat(500 - 12)}${KEY}${FIRST}`)],
		['in a web page', { body: `<html>${leaky}` }],
		['in half an answer', { body: `{"key":"${leaky}` }],
		['in a redirect', { status: 302, headers: { location: `https://evil.example/${KEY}?${url}` } }],
		['in a broken connection', withConfig(socket('ECONNRESET', leaky))],
		['in a timeout', withConfig(timeout())],
		['in a refusal that n8n threw', withConfig(refused(401, { message: leaky }))],
		['in whatever else n8n throws', withConfig(new Error(leaky))],
	];

	it.each(replies)('never reach an error: %s', async (_name, reply) => {
		for (const request of [get, ...writes]) {
			acquired = 0;
			const { error } = await exchange(
				{ ...request, query: { key: KEY } },
				{ authentication: withSession, reply: () => reply },
			);
			const found = apiErrorOf(error);
			const everything = everythingIn(found);
			for (const form of forms) expect(everything).not.toContain(form);
			expect(everything).not.toContain(KEY.slice(0, 8));
			expect(JSON.stringify(found)).not.toContain(FIRST);
		}
	});

	it('are masked in a renewed token’s error as well', async () => {
		const { error } = await exchange(get, {
			authentication: withSession,
			reply: () => status(401, 'token-of-the-session-1, -2 and token-of-the-session-3'),
		});
		expect(apiErrorOf(error).message).not.toContain('token-of-the-session-3');
	});

	it('never reach an error of the token call', async () => {
		const { error } = await exchange(get, {
			authentication: {
				...withSession,
				session: {
					...session,
					acquire: async () => {
						throw new SessionError(`refused: ${leaky}`, `Check ${leaky}`);
					},
				},
			},
		});
		const everything = everythingIn(apiErrorOf(error));
		for (const form of [KEY, encodeURIComponent(KEY), password]) {
			expect(everything).not.toContain(form);
		}
	});

	it('stay out of an error that nobody foresaw', async () => {
		const { error } = await exchange(get, {
			authentication: {
				...withSession,
				session: {
					...session,
					acquire: async () => {
						throw new TypeError(`cannot read ${KEY}`);
					},
				},
			},
		});
		expect(everythingIn(apiErrorOf(error))).not.toContain(KEY);
	});
});

describe('a cancelled execution', () => {
	it('sends nothing', async () => {
		const { error, sent } = await exchange(get, { signal: AbortSignal.abort() });
		expect(sent).toEqual([]);
		expect(apiErrorOf(error).message).toBe('Till could not create tax: the execution was canceled');
	});

	it('is not taken for a failure of the server', async () => {
		const { error, sent } = await exchange(get, { reply: () => wrapped(canceled()) });
		expect(sent).toHaveLength(1);
		expect(apiErrorOf(error).message).toContain('the execution was canceled');
	});

	it.each<[string, Partial<Setup>]>([
		['between two tries', { reply: () => status(503) }],
		['while it waits for its turn', { api: { pace: { calls: 1, perMs: 1000 } } }],
	])('ends at once %s', async (_name, setup) => {
		const controller = new AbortController();
		const clock = new Clock();
		const engine = createEngine(clock);
		const { host, sent } = fakeHost({ ...setup, signal: controller.signal });
		const send = createSender(
			{
				host,
				api: { ...api, ...setup.api },
				endpoint,
				authentication: plainAuthentication,
				credentials,
			},
			engine,
		);
		const results = Promise.allSettled([send(get), send(get)]);
		await settle();
		const before = sent.length;
		controller.abort();
		const [, second] = await results;
		expect(second?.status).toBe('rejected');
		expect(sent).toHaveLength(before);
		expect(JSON.stringify(second)).toContain('canceled');
	});

	it('does not take the token from another one that waits for the same', async () => {
		const clock = new Clock();
		const engine = createEngine(clock);
		const authentication = {
			...withSession,
			session: {
				...session,
				acquire: async (send: Parameters<SessionSpec['acquire']>[0]) => {
					const { status: code } = await send({
						method: 'GET',
						url: 'https://till.example/token',
						repeatable: true,
					});
					return { token: `t${code}` };
				},
			},
		};
		const controller = new AbortController();
		const first = fakeHost({ signal: controller.signal, reply: () => status(503) });
		const second = fakeHost({ signal: new AbortController().signal });
		const target = { api, endpoint, authentication, credentials };
		const cancelled = createSender({ ...target, host: first.host }, engine)(get);
		const other = createSender({ ...target, host: second.host }, engine)(get);
		const results = Promise.allSettled([cancelled, other]);
		await settle();
		controller.abort();
		await clock.run();
		const [one, two] = await results;
		expect(one?.status).toBe('rejected');
		expect(two).toEqual({
			status: 'fulfilled',
			value: { kind: 'ok', status: 200, body: {} },
		});
	});
});

describe('pace', () => {
	const pace = { calls: 2, perMs: 1000 };

	/** How long three reads wait. */
	async function waits(targets: Array<{ account?: Credentials; path?: string; id?: string }>) {
		const clock = hurried();
		const engine = createEngine(clock);
		const oAuth2 = { ...plainAuthentication, oAuth2: true };
		for (const { account, path, id } of targets) {
			await exchange(
				{ method: 'GET', path: path ?? '/taxes' },
				{
					engine,
					api: { pace },
					...(account ? { account } : {}),
					...(id === undefined
						? {}
						: {
								authentication: oAuth2,
								node: { credentials: { tillApi: { id, name: 'Till' } } },
							}),
				},
			);
		}
		return clock.slept;
	}

	it('holds for one account and one API', async () => {
		expect(await waits([{}, {}, {}])).toEqual([1000]);
		expect(await waits([{ path: '/taxes/1' }, { path: '/taxes/2' }, {}])).toEqual([1000]);
		expect(await waits([{}, {}, { path: '/products' }])).toEqual([]);
		expect(await waits([{}, {}, { account: { apiKey: 'another' } }])).toEqual([]);
	});

	it.each(['http://localhost:5678', 'http://127.0.0.1:5678/v1', 'http://[::1]'])(
		'is for vendors only: none is at %s',
		async (address) => {
			const clock = hurried();
			const setup = {
				engine: createEngine(clock),
				api: { pace },
				authentication: { ...plainAuthentication, baseUrl: () => address },
			};
			for (let calls = 0; calls < 3; calls++) await exchange(get, setup);
			expect(clock.slept).toEqual([]);
		},
	);

	it('says how long it waits and why before it does, and above the output afterwards', async () => {
		const clock = hurried();
		const said: string[] = [];
		const send = createSender(
			{
				host: fakeHost().host,
				api: { ...api, pace: { calls: 1, perMs: 388_000 } },
				endpoint,
				authentication: plainAuthentication,
				credentials,
				tell: (message) => said.push(`${message} Slept: ${clock.slept.length}`),
				hint: (message) => said.push(message),
			},
			createEngine(clock),
		);
		await send(get);
		expect(said).toEqual([]);
		await send(get);
		expect(clock.slept).toEqual([388_000]);
		expect(said).toEqual([
			'Till allows only so many calls at a time (this node makes 1 in 7 minutes): waiting 7 minutes, then going on. Slept: 0',
			'Till allows only so many calls at a time (this node makes 1 in 7 minutes): it had to wait 7 minutes.',
		]);
	});

	it('says so as well where the vendor asks for a pause, unless it is a short one', async () => {
		const said: string[] = [];
		const clock = hurried();
		const waits = ['2', '90'];
		const { host } = fakeHost({
			reply: () => {
				const wait = waits.shift();
				return wait === undefined
					? { body: {} }
					: { status: 429, headers: { 'retry-after': wait } };
			},
		});
		const target = { host, api, endpoint, authentication: plainAuthentication, credentials };
		const tell = (message: string) => said.push(message);
		await createSender({ ...target, tell }, createEngine(clock))(get);
		expect(clock.slept).toHaveLength(2);
		expect(said).toEqual([
			expect.stringMatching(
				/^Till asked to be left alone for a while: waiting \d minutes, then going on\.$/,
			),
		]);
	});

	it('holds when an OAuth2 token was renewed meanwhile', async () => {
		const account = (token: string) => ({ clientId: 'c', oauthTokenData: { access_token: token } });
		expect(
			await waits(['a', 'b', 'c'].map((token) => ({ account: account(token), id: '1' }))),
		).toEqual([1000]);
		expect(await waits(['1', '1', '2'].map((id) => ({ account: account('a'), id })))).toEqual([]);
	});
});

describe('a credential that can no longer be looked at', () => {
	const RENEWED = 'token-that-n8n-has-just-renewed';
	const setup = (reply: Reply): Setup => ({
		authentication: { ...plainAuthentication, oAuth2: true },
		reply: () => reply,
		credentials: () => {
			throw new Error('the database is gone');
		},
	});

	it.each<[string, Reply]>([
		['a failure of the server', status(500, { message: `Not with ${RENEWED}.` })],
		['a redirect', { status: 302, headers: { location: `https://till.example/${RENEWED}` } }],
		['a lost answer', wrapped(socket('ECONNRESET'))],
	])(
		'leaves a write after %s open, and tells nothing that the server said',
		async (_name, reply) => {
			const { error } = await exchange(post, setup(reply));
			expect(apiErrorOf(error).context.outcomeUnknown).toBe(true);
			expect(apiErrorOf(error).message).toContain('outcome unknown: it may have been carried out');
			expect(everythingIn(error)).not.toContain(RENEWED);
		},
	);

	it('says of a refusal that it is one', async () => {
		const { error } = await exchange(post, setup(status(400, { message: `Not ${RENEWED}.` })));
		expect(apiErrorOf(error).context.outcomeUnknown).not.toBe(true);
		expect(apiErrorOf(error).httpCode).toBe('400');
		expect(everythingIn(error)).not.toContain(RENEWED);
	});

	it('follows no redirect of a read', async () => {
		const location = 'https://till.example/v1/taxes/2';
		const { error, sent } = await exchange(get, setup({ status: 302, headers: { location } }));
		expect(apiErrorOf(error).message).toContain('sent the request on to an unknown address');
		expect(sent).toHaveLength(1);
	});
});

it('names a redirect to a file by its own address', async () => {
	const location = 'file:///etc/passwd';
	const { error } = await exchange(get, { reply: () => ({ status: 302, headers: { location } }) });
	expect(apiErrorOf(error).message).toContain('sent the request on to file:///etc/passwd');
});

/** All texts that hang on an error, its causes and hidden properties included. */
function everythingIn(value: unknown, seen = new Set<unknown>()): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (seen.has(value)) return '';
	seen.add(value);
	return [...Object.getOwnPropertyNames(value), 'message', 'description', 'cause', 'stack']
		.map((name) => everythingIn((value as Record<string, unknown>)[name], seen))
		.join('\n');
}

describe('what everything goes on without', () => {
	const aside: ApiRequest = { ...get, isAside: true };

	it.each([503, 429])('is asked once, whatever it is answered with: %d', async (status) => {
		const { error, sent, slept } = await exchange(aside, { reply: () => ({ status }) });
		expect(error).toBeInstanceOf(NodeApiError);
		expect([sent.length, slept]).toEqual([1, []]);
	});

	it('is waited for no longer than the engine says', async () => {
		const engine = { ...createEngine(hurried()), asideMs: 3000 };
		const { sent } = await exchange(aside, { engine, reply: () => ({ body: [] }) });
		expect(sent[0]?.options.timeout).toBe(3000);
	});

	it('is not asked where there is no time', async () => {
		const engine = { ...createEngine(hurried()), asideMs: 0 };
		const { error, sent } = await exchange(aside, { engine });
		expect(error).toBeInstanceOf(AbortError);
		expect(sent).toEqual([]);
	});
});
