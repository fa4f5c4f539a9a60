/** CassaNova's bearer token, and what is true of all its requests. */
import { cassaNova } from '../../../nodes/CassaNova/api';
import { crud } from '../../../nodes/CassaNova/records/crud';
import { baseUrl, session } from '../../../nodes/CassaNova/token';
import { SessionError } from '../../../nodes/shared/wire/errors';
import { body } from '../../../nodes/shared/table/fields';
import type { RequestInput } from '../../../nodes/shared/table/request';
import type { TokenRequest, TokenResponse } from '../../../nodes/shared/table/session';

const KEY = 'api key/1+2';
const credentials = { apiKey: KEY, baseUrl: 'https://nova.example/' };

async function acquire(response: TokenResponse, more: Record<string, string> = {}) {
	const requests: Array<Parameters<TokenRequest>[0]> = [];
	const send: TokenRequest = async (request) => {
		requests.push(request);
		return response;
	};
	const result = await session
		.acquire(send, { ...credentials, ...more }, { mayCreate: false })
		.then(
			(token) => ({ token, error: undefined }),
			(error: unknown) => ({ token: undefined, error }),
		);
	return { ...result, requests };
}

describe('the token', () => {
	it('is asked for with the key in the body, not in the address', async () => {
		const { token, requests } = await acquire(
			{ status: 200, body: { access_token: 't', expires_in: 3600 } },
			{ apiKey: ` ${KEY}\n` },
		);
		expect(token).toEqual({ token: 't', validForMs: 3_600_000 });
		expect(requests).toEqual([
			{
				method: 'POST',
				url: 'https://nova.example/apikey/token',
				headers: { 'X-Requested-With': '*' },
				body: { apiKey: KEY },
				repeatable: true,
			},
		]);
	});

	it.each<[unknown, number | undefined]>([
		['60', 60_000],
		[undefined, undefined],
		[null, undefined],
		['soon', undefined],
		[0, undefined],
	])('with %p seconds to live is valid for %p ms', async (seconds, validForMs) => {
		const { token } = await acquire({
			status: 200,
			body: { access_token: 't', expires_in: seconds },
		});
		expect(token).toEqual({ token: 't', ...(validForMs === undefined ? {} : { validForMs }) });
	});

	it.each<[string, TokenResponse, RegExp, RegExp]>([
		[
			'a wrong key',
			{ status: 401, body: { error: `Unknown key ${KEY} (${encodeURIComponent(KEY)})` } },
			/^the API key was not accepted: Unknown key \*\*\* \(\*\*\*\)$/,
			/Check the API key/,
		],
		[
			'a wrong key without words',
			{ status: 400, body: '' },
			/^the API key was not accepted$/,
			/Check the API key/,
		],
		[
			'a wrong address',
			{ status: 404, body: '<html>' },
			/^the token call was answered with status 404$/,
			/Check the base URL/,
		],
		['too many calls', { status: 429, body: { message: 'slow' } }, /^slow$/, /try again later/],
		['a failed server', { status: 503, body: '' }, /status 503/, /try again later/],
		['a web page', { status: 200, body: '<html>' }, /status 200/, /Check the base URL/],
		['an empty token', { status: 200, body: { access_token: '' } }, /status 200/, /base URL/],
	])('is refused in words after %s', async (_name, response, message, advice) => {
		const { error } = await acquire(response);
		expect(error).toBeInstanceOf(SessionError);
		expect((error as SessionError).message).toMatch(message);
		expect((error as SessionError).advice).toMatch(advice);
		expect((error as SessionError).status).toBe(response.status);
	});

	it('needs a key', async () => {
		const { error, requests } = await acquire({ status: 200, body: {} }, { apiKey: ' ' });
		expect((error as SessionError).message).toBe('the API key is empty');
		expect(requests).toEqual([]);
	});

	it('belongs to host and key', () => {
		expect(session.identity(credentials)).toEqual(['https://nova.example', KEY]);
		expect(session.creates ?? false).toBe(false);
		expect(() => baseUrl({ baseUrl: 'http://nova.example' })).toThrow(/https/);
	});
});

describe('every request', () => {
	it('carries the version, and writes a header more', () => {
		expect(cassaNova.headers?.('GET')).toEqual({ 'X-Version': '1.0.0' });
		for (const method of ['POST', 'PUT', 'DELETE'] as const) {
			expect(cassaNova.headers?.(method)).toEqual({
				'X-Version': '1.0.0',
				'X-Requested-With': '*',
			});
		}
	});

	it.each<[unknown, string, string]>([
		['caffè "due"', '"caffè \\"due\\""', 'caffè "due"'],
		['2026-03-05', '"2026-03-05"', '2026-03-05'],
		[[12, 34], '[12,34]', '[12,34]'],
		[['a', 'b'], '["a","b"]', '["a","b"]'],
		[100, '100', '100'],
		[true, 'true', 'true'],
	])('writes %j as %s, or plainly as %s', (value, json, plain) => {
		expect(cassaNova.encodeQuery?.(value, { queryFormat: 'json' })).toBe(json);
		expect(cassaNova.encodeQuery?.(value, {})).toBe(json);
		expect(cassaNova.encodeQuery?.(value, { queryFormat: 'plain' })).toBe(plain);
	});

	it('is a failure from 400 on', () => {
		expect(cassaNova.failure(200, { error: 'x' })).toBeUndefined();
		expect(cassaNova.failure(400, { error: 'x' })).toEqual({ message: 'x' });
	});

	it('stays below 360 calls in ten minutes', () => {
		expect(cassaNova.pace?.calls).toBeLessThan(360);
		expect(cassaNova.pace?.perMs).toBe(600_000);
	});

	it('has its secrets masked, but no ordinary words', () => {
		const [apiKey, oAuth2] = cassaNova.authentications;
		expect(apiKey?.secrets(credentials)).toEqual([KEY]);
		const secrets = oAuth2?.secrets({
			clientId: 'client-1',
			clientSecret: 'hidden-1',
			oauthTokenData: {
				access_token: ['access', '0123456789'].join('-'),
				refresh_token: ['refresh', '0123456789'].join('-'),
				token_type: 'bearer',
				expires_in: 3600,
			},
		});
		expect(secrets).toEqual(['hidden-1', 'client-1', 'access-0123456789', 'refresh-0123456789']);
		expect(oAuth2?.secrets({})).toEqual([undefined, undefined]);
	});
});

describe('the uniform operations', () => {
	const text = (name: string) => ({
		displayName: name,
		name,
		type: 'string' as const,
		default: '',
	});
	const resource = crud({
		singular: 'Thing',
		plural: 'Things',
		value: 'thing',
		description: 'A thing',
		path: '/things',
		item: 'thing',
		items: 'things',
		search: 'searchTaxes',
		doc: 'Thing',
		required: [body(text('description')), body(text('rate'))],
		optional: [body(text('externalId'))],
		createOnly: [body(text('idSalesPoint'))],
		fixed: ['rate'],
		filters: [],
		simplify: (record) => record,
	});
	const operation = (value: string) => {
		const found = resource.endpoints.find((endpoint) => endpoint.value === value);
		if (!found) throw new Error(`no ${value}`);
		return found;
	};
	const places = (value: string) =>
		(operation(value).fields ?? []).map(({ in: place, property, collection }) =>
			[place, property.name, property.required ? 'required' : '', collection ?? '']
				.join(' ')
				.trim(),
		);
	const input: RequestInput = {
		path: { id: '7' },
		query: {},
		body: {},
		options: {},
		timeZone: 'Europe/Rome',
	};

	it('have routes and actions of one kind', () => {
		expect(resource.endpoints.map(({ route, action }) => `${route}: ${action}`)).toEqual([
			'POST /things: Create thing',
			'POST /things: Create or update thing',
			'DELETE /things/{id}: Delete thing',
			'GET /things/{id}: Get thing',
			'GET /things: Get many things',
			'PUT /things/{id}: Update thing',
		]);
	});

	it('take what a new record must have, may have, and what an edit may change', () => {
		expect(places('create').map((place) => place.replace(/ +/g, ' '))).toEqual([
			'body description required',
			'body rate required',
			'body externalId additionalFields',
			'body idSalesPoint additionalFields',
			'option batching options',
		]);
		expect(places('createOrUpdate').map((place) => place.replace(/ +/g, ' '))).toEqual([
			'body externalId required',
			'body description',
			'body rate',
			'body idSalesPoint additionalFields',
			'option batching options',
		]);
		expect(places('update').map((place) => place.replace(/ +/g, ' '))).toEqual([
			'path thingId required',
			'body description updateFields',
			'body externalId updateFields',
			'option batching options',
		]);
	});

	it('give what a vendor that answers with nothing does not', () => {
		expect(operation('update').output?.result?.('', input)).toEqual({ id: '7', success: true });
		expect(operation('delete').output?.result?.('', input)).toEqual({ id: '7', deleted: true });
		expect(operation('get').output?.unwrap).toBe('thing');
		expect(operation('getAll').list).toMatchObject({ items: 'things', id: 'id' });
	});
});
