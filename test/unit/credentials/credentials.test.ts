/** The credential types: what their test fetches, and that keys and tokens go only to their own host. */
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeTypes,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import { CassaNovaApi } from '../../../credentials/CassaNovaApi.credentials';
import { CassaNovaOAuth2Api } from '../../../credentials/CassaNovaOAuth2Api.credentials';
import { KassaForteApi } from '../../../credentials/KassaForteApi.credentials';
import { KassandroAccountApi } from '../../../credentials/KassandroAccountApi.credentials';
import { KassandroCashRegisterApi } from '../../../credentials/KassandroCashRegisterApi.credentials';
import { cassaNova } from '../../../nodes/CassaNova/api';
import { CassaNova } from '../../../nodes/CassaNova/CassaNova.node';
import { KassaForte } from '../../../nodes/KassaForte/KassaForte.node';
import { Kassandro } from '../../../nodes/Kassandro/Kassandro.node';
import { addHeader, asSentences } from '../../../nodes/shared/wire/credential';
import { CredentialError, SessionError } from '../../../nodes/shared/wire/errors';
import { fakeHost, testNode } from '../../support/n8n/host';
import type { HostSetup } from '../../support/n8n/host';

const KEY = 'api key/1+2';

/** What the credential types with a token of ours have in common. */
type Fetching = ICredentialType & {
	preAuthentication: (
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	) => Promise<IDataObject>;
	authenticate: Extract<IAuthenticate, (...inputs: never[]) => unknown>;
};

interface Case {
	type: Fetching;
	credentials: ICredentialDataDecryptedObject;
	host: string;
	/** Answers the calls that fetch the token. */
	reply: NonNullable<HostSetup['reply']>;
	/** The header that authenticates, and its value. */
	header: [string, string];
	testPath: string;
	/** Fields that make another account of it. */
	others: ICredentialDataDecryptedObject[];
}

const path = (address: string) =>
	new URL(address, 'https://x.example').pathname.replace('/v1.0', '');

const cases: Case[] = [
	{
		type: new CassaNovaApi() as unknown as Fetching,
		credentials: { apiKey: KEY, baseUrl: 'https://nova.example', queryFormat: 'json' },
		host: 'https://nova.example',
		reply: () => ({ body: { access_token: 'issued-1', expires_in: 3600 } }),
		header: ['Authorization', 'Bearer issued-1'],
		testPath: '/salespoint',
		others: [{ apiKey: 'other' }, { baseUrl: 'https://other.example' }],
	},
	{
		type: new KassandroAccountApi() as unknown as Fetching,
		credentials: { apiKey: KEY, token: '', baseUrl: 'https://till.example/v1.0' },
		host: 'https://till.example/v1.0',
		reply: ({ path: address }) =>
			path(address) === '/gettoken' ? { body: { token: 'issued-1' } } : { body: [] },
		header: ['kassandro-token', 'issued-1'],
		testPath: '/cashregisters',
		others: [{ apiKey: 'other' }, { baseUrl: 'https://other.example' }, { token: 'mine' }],
	},
	{
		type: new KassandroCashRegisterApi() as unknown as Fetching,
		credentials: {
			apiKey: KEY,
			token: '',
			cashRegisterId: '11',
			logInToTill: true,
			baseUrl: 'https://till.example/v1.0',
		},
		host: 'https://till.example/v1.0',
		reply: ({ path: address }) => {
			if (path(address) === '/gettoken') return { body: [{ token: 'issued-1' }] };
			return path(address) === '/cashregisters' ? { status: 403, body: {} } : { body: [] };
		},
		header: ['kassandro-token', 'issued-1'],
		testPath: '/paymentmethods',
		others: [{ apiKey: 'other' }, { cashRegisterId: '12' }, { baseUrl: 'https://other.example' }],
	},
	{
		type: new KassaForteApi() as unknown as Fetching,
		credentials: { environment: 'live', domain: 'shop.example', username: 'u', password: KEY },
		host: 'https://shop.example',
		reply: () => ({ body: { shopOpenStatus: 1 } }),
		header: ['Authorization', 'Basic dTphcGkga2V5LzErMg=='],
		testPath: '/v1/infos',
		others: [],
	},
];

describe.each(cases.map((one): [string, Case] => [one.type.name, one]))('%s', (_name, one) => {
	const { type, credentials, host, reply, header, testPath, others } = one;
	const [headerName, headerValue] = header;

	/** The credential with what n8n fetched for it. */
	async function fetched(answers: NonNullable<HostSetup['reply']> = reply) {
		const { host: helper, sent } = fakeHost({ reply: answers });
		const data = await type.preAuthentication.call(
			helper as unknown as IHttpRequestHelper,
			credentials,
		);
		return { data, sent, full: { ...credentials, ...(data as ICredentialDataDecryptedObject) } };
	}

	const authenticate = async (full: ICredentialDataDecryptedObject, request: IHttpRequestOptions) =>
		await type.authenticate(full, request);

	it('fetches what its test needs into a hidden field, without n8n’s credential', async () => {
		const { data, sent } = await fetched();
		expect(sent.length).toBeGreaterThan(0);
		expect(sent.every(({ plain, options }) => plain && options.url.startsWith(host))).toBe(true);
		const hidden = type.properties.filter(({ typeOptions }) => typeOptions?.expirable);
		expect(hidden.map(({ name, type: kind }) => [name, kind])).toEqual([
			[Object.keys(data)[0], 'hidden'],
		]);
		expect(JSON.stringify(data)).not.toContain(KEY);
	});

	it('adds its header to a request of its own host, and keeps the others', async () => {
		const { full } = await fetched();
		for (const url of [`${host}/x`, '/x', 'x', '']) {
			const request = await authenticate(full, { url, headers: { 'X-Own': '1' } });
			expect(request.headers).toEqual({ 'X-Own': '1', [headerName]: headerValue });
			expect(request.baseURL).toBe(url.startsWith('https') ? undefined : host);
			expect(request.url).toBe(url);
		}
	});

	it('gives key, password and token to no other host', async () => {
		const { full } = await fetched();
		const evil: Array<IHttpRequestOptions | { uri: unknown; url?: string; baseURL?: string }> = [
			// As n8n's HTTP Request node and legacy helpers have it.
			{ uri: 'https://evil.example/x' },
			{ uri: new URL('https://evil.example/x') },
			{ uri: '//evil.example/x' },
			{ uri: '/x', baseURL: 'https://evil.example' },
			{ uri: `${host}/x`, url: 'https://evil.example/x' },
			{ uri: 'https://evil.example/x', url: `${host}/x` },
			{ uri: 'https://evil.example/x', url: '/x', baseURL: host },
			{ uri: 'https:evil.example/x', baseURL: host },
			{ url: ' https://evil.example/x' },
			{ url: 'https://evil.example/x' },
			{ url: host.replace('https', 'http') },
			{ url: `https://${new URL(host).host}@evil.example/x` },
			{ url: `${new URL(host).origin}.evil.example/x` },
			{ url: `${new URL(host).origin}:8443/x` },
			{ url: '//evil.example/x' },
			{ url: '/x', baseURL: 'https://evil.example' },
			{ url: '//evil.example/x', baseURL: host },
			{ url: '/\\evil.example/x', baseURL: host },
		];
		for (const request of evil) {
			const asked = { ...request } as IHttpRequestOptions;
			await expect(authenticate(full, asked)).rejects.toBeInstanceOf(CredentialError);
			expect(asked.headers).toBeUndefined();
		}
	});

	it('adds its header to what the HTTP Request node asks of its own host', async () => {
		const { full } = await fetched();
		for (const uri of [`${host}/x`, new URL(`${host}/x`), '/x']) {
			const request = await authenticate(full, { uri } as unknown as IHttpRequestOptions);
			expect(request.headers).toEqual({ [headerName]: headerValue });
			expect(request.baseURL).toBe(uri === '/x' ? host : undefined);
			expect(request.url).toBeUndefined();
		}
	});

	it('lets nobody follow a redirect with it', async () => {
		const { full } = await fetched();
		const asked = { url: '/x', followRedirect: true, followAllRedirects: true, maxRedirects: 21 };
		expect(await authenticate(full, asked)).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
		});
	});

	it('does not use what was fetched for another account', async () => {
		const { full } = await fetched();
		for (const other of others) {
			const changed = { ...full, ...other };
			const url = typeof other.baseUrl === 'string' ? `${other.baseUrl}/x` : `${host}/x`;
			await expect(authenticate(changed, { url })).rejects.toThrow(/belongs to another account/);
			// By this n8n fetches another one, as after an answer with this status.
			await expect(authenticate(changed, { url })).rejects.toMatchObject({
				response: { status: 401 },
			});
		}
	});

	it('tests itself with a harmless read', async () => {
		const { full } = await fetched();
		const request = { ...(type.test?.request ?? { url: '' }) } as IHttpRequestOptions;
		expect(request.method ?? 'GET').toBe('GET');
		const { baseURL, url } = await authenticate(full, request);
		expect(`${baseURL ?? ''}${url}`).toBe(`${host}${testPath}`);
	});

	it('is judged by the status alone in its test, which ends after a minute', async () => {
		const { full } = await fetched();
		const ends = jest.spyOn(AbortSignal, 'timeout');
		const test = { ...type.test?.request } as IHttpRequestOptions;
		const asked = await authenticate(full, test);
		expect(asked).toMatchObject({ encoding: 'stream', timeout: 30_000 });
		expect(ends.mock.calls).toEqual([[60_000]]);
		expect(asked.abortSignal).toBe(ends.mock.results[0]?.value);
		// Nodes bring a signal of their own, and have more time.
		const { signal } = new AbortController();
		const own = { url: '/x', encoding: 'stream', timeout: 1, abortSignal: signal } as const;
		expect(await authenticate(full, { ...own })).toMatchObject(own);
		expect((await authenticate(full, { url: '/x' })).abortSignal).toBeUndefined();
		expect(ends).toHaveBeenCalledTimes(1);
		ends.mockRestore();
	});

	it('says in two sentences, without secrets, why it does not work', async () => {
		const failing: HostSetup['reply'] = () => ({
			status: 401,
			body: { error: true, msg: `${KEY} ${encodeURIComponent(KEY)} issued-1` },
		});
		const { message } = await fetched(failing).then(
			() => new Error('worked'),
			(error: unknown) => error as Error,
		);
		expect(message).toMatch(/^[A-Z].*\. [A-Z].*\.$/);
		expect(message).not.toContain(KEY);
		expect(message).not.toContain(encodeURIComponent(KEY));
	});

	it('hides secrets in the panel', () => {
		for (const property of type.properties) {
			const secret = ['apiKey', 'token', 'password', 'sessionToken'].includes(property.name);
			expect(property.typeOptions?.password === true).toBe(secret);
		}
	});
});

it('a cash-register credential’s test never logs in to the till', async () => {
	const { host, sent } = fakeHost({ reply: () => ({ body: { error: true, msg: 'none' } }) });
	const type = new KassandroCashRegisterApi();
	await expect(
		type.preAuthentication.call(host as unknown as IHttpRequestHelper, {
			apiKey: KEY,
			token: '',
			cashRegisterId: '11',
			logInToTill: true,
			baseUrl: 'https://till.example',
		}),
	).rejects.toThrow(/There is no cash-register token/);
	expect(sent.map(({ path: address }) => path(address))).toEqual(['/gettoken']);
});

it('says that there is no token before anything was fetched', async () => {
	const { authenticate } = new CassaNovaApi();
	await expect(
		(authenticate as Fetching['authenticate'])(
			{ apiKey: KEY, baseUrl: 'https://nova.example', sessionToken: '' },
			{ url: '/x' },
		),
	).rejects.toThrow(/no token for this credential yet/);
});

describe('CassaNova’s OAuth2', () => {
	const type = new CassaNovaOAuth2Api();

	const value = (name: string) => type.properties.find((property) => property.name === name);

	it.each([
		['authorizationCode', true],
		['pkce', false],
	])('asks for a client secret only where there is one: %s', (grantType, isAsked) => {
		const secret = value('clientSecret');
		expect(secret).toMatchObject({ required: true, typeOptions: { password: true } });
		const given = { grantType, useDynamicClientRegistration: false };
		expect(NodeHelpers.displayParameter(given, secret!, null, null)).toBe(isAsked);
		expect(NodeHelpers.displayParameter({ grantType }, secret!, null, null)).toBe(isAsked);
	});

	it('is n8n’s own, with client id and secret in the body and scopes between commas', () => {
		expect(type.extends).toEqual(['oAuth2Api']);
		expect(value('authentication')?.default).toBe('body');
		// The document doesn't list the names of scopes: guessed ones would be refused.
		expect(value('scopes')).toMatchObject({ required: true, default: '' });
		expect(value('scopes')?.placeholder).toMatch(/[a-z_]+(,[a-z_]+)+$/);
		expect(
			value('grantType')?.options?.map((entry) => ('value' in entry ? entry.value : '')),
		).toEqual(['authorizationCode', 'pkce']);
	});

	it('signs in and is tested at the address that the credential names', () => {
		expect(value('authUrl')?.default).toContain('/oauth/authorize');
		expect(value('accessTokenUrl')?.default).toContain('/oauth/token');
		for (const name of ['authUrl', 'accessTokenUrl']) {
			expect(value(name)?.default).toContain('$self["baseUrl"]');
			expect(value(name)?.type).toBe('hidden');
		}
		expect(type.test.request).toMatchObject({ disableFollowRedirect: true, encoding: 'stream' });
	});

	const { expression } = new Workflow({
		nodes: [],
		connections: {},
		active: false,
		nodeTypes: {} as INodeTypes,
	});

	it('asks for the scopes that were typed in, also where n8n connects without its own field', () => {
		// Before it connects, n8n 1.123 and 2.0 delete `scope`, and take what the type says instead.
		const scope = value('scope');
		expect(scope?.type).toBe('hidden');
		expect(
			expression.getSimpleParameterValue(testNode, scope?.default as string, 'internal', {
				$self: { scopes: 'read_tax,write_tax' },
			}),
		).toBe('read_tax,write_tax');
	});

	/** What n8n makes of the addresses that the credential derives from its base URL. */
	const addresses = (baseUrl: string) =>
		[value('authUrl')?.default, value('accessTokenUrl')?.default, type.test.request.baseURL].map(
			(text) =>
				expression.getSimpleParameterValue(testNode, text as string, 'internal', {
					$self: { baseUrl },
					$credentials: { baseUrl },
				}),
		);

	it.each([
		['https://nova.example/', 'https://nova.example'],
		[' HTTPS://nova.example/a', 'HTTPS://nova.example/a'],
		['http://localhost:3000', 'http://localhost:3000'],
		['http://127.0.0.1', 'http://127.0.0.1'],
		['http://[::1]:3000/', 'http://[::1]:3000'],
	])('%s is used', (given, base) => {
		expect(addresses(given)).toEqual([`${base}/oauth/authorize`, `${base}/oauth/token`, base]);
	});

	it.each([
		'http://192.0.2.2',
		'http://nova.example',
		'http://localhost.evil.example',
		'http://localhost:x@evil.example',
		'http://127.0.0.1@evil.example',
		'http:evil.example',
		'ht\ntp://evil.example',
		'//evil.example',
		'',
	])('sends nothing to %j', async (baseUrl) => {
		for (const address of addresses(baseUrl)) {
			expect(new URL(String(address)).hostname).toBe('base-url-must-begin-with-https.invalid');
		}
		await expect(type.preAuthentication({ baseUrl })).rejects.toThrow(
			/"Base URL" in the credential/,
		);
	});

	it.each([
		['authUrl', 'Authorization URL'],
		['accessTokenUrl', 'Access Token URL'],
	])('refuses %s without https, wherever it is used', async (name, field) => {
		const good = { baseUrl: 'https://nova.example', [name]: 'https://nova.example/oauth/x?y=1' };
		const bad = { ...good, [name]: 'http://192.0.2.2/oauth/x' };
		const words = new RegExp(`"${field}" in the credential must begin with https`);
		await expect(type.preAuthentication(bad)).rejects.toThrow(words);
		expect(await type.preAuthentication(good)).toEqual({});
		const base = cassaNova.authentications.find(({ oAuth2 }) => oAuth2)?.baseUrl;
		expect(() => base?.(bad)).toThrow(words);
		expect(base?.(good)).toBe('https://nova.example');
	});
});

it('every credential type is used by its node, under names that saved workflows hold', () => {
	const nodes = [new CassaNova(), new KassaForte(), new Kassandro()];
	const used = nodes.flatMap(({ description }) =>
		(description.credentials ?? []).map(({ name }) => name),
	);
	const types = [...cases.map(({ type }) => type), new CassaNovaOAuth2Api()];
	expect(types.map(({ name }) => name).sort()).toEqual([...used].sort());
	expect(
		Object.fromEntries(
			types.map(({ name, properties }) => [name, properties.map((property) => property.name)]),
		),
	).toMatchSnapshot();
});

describe('sentences', () => {
	it('hold message and advice, because the dialog shows nothing else', () => {
		const error = asSentences(new SessionError('the key is empty.', 'Enter it.'));
		expect((error as Error).message).toBe('The key is empty. Enter it.');
		const other = new TypeError('x');
		expect(asSentences(other)).toBe(other);
	});

	it('a header is added once, whatever the request had', () => {
		const request = addHeader(
			{ url: 'https://a.example/x', headers: { token: 'old' } },
			'https://a.example',
			'token',
			'new',
		);
		expect(request.headers).toEqual({ token: 'new' });
	});
});

it.each([new CassaNovaApi(), new CassaNovaOAuth2Api()])(
	'$name says that a right is missing',
	(type) => {
		expect((type as ICredentialType).test?.rules).toEqual([
			{
				type: 'responseCode',
				properties: { value: 403, message: expect.stringMatching(/^The credential is valid but/) },
			},
		]);
	},
);
