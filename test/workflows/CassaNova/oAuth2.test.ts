/** CassaNova with OAuth2, through n8n's own handling of it. */
import type { IDataObject } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';
import { dayFromToday } from '../../support/n8n/poller';

const kit = useBench();
const REDIRECT = 'http://127.0.0.1:5678/rest/oauth2-credential/callback';

/** What n8n stores once the user has allowed the access. */
async function allow(): Promise<IDataObject> {
	const { baseUrl, clientId, clientSecret } = kit.bench.ready.cassaNova;
	const asked = new URLSearchParams({
		client_id: clientId,
		redirect_uri: REDIRECT,
		response_type: 'code',
		scope: 'read_tax,read_salespoint',
	});
	const page = await (await fetch(`${baseUrl}/oauth/authorize?${asked}`)).text();
	const code = /name="code" value="([^"]+)"/.exec(page)?.[1] ?? '';
	const answer = await fetch(`${baseUrl}/oauth/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'authorization_code',
			client_id: clientId,
			client_secret: clientSecret,
			redirect_uri: REDIRECT,
			code,
		}),
	});
	return (await answer.json()) as IDataObject;
}

const shops = { authentication: 'oAuth2', operation: 'salesPoint.getAll' } as const;

beforeEach(async () => {
	await kit.bench.reset();
});

it('sends the token that n8n holds', async () => {
	const oauthTokenData = await allow();
	await kit.bench.mark();
	const outcome = await kit.bench.run({ ...shops, credential: { oauthTokenData } });
	expect(outcome.words).toBe('');
	expect(outcome.jsons).toHaveLength(3);
	const [request, ...others] = await kit.bench.log({ tokens: true });
	expect(others).toEqual([]);
	expect(request).toMatchObject({
		method: 'GET',
		path: '/salespoint',
		rawQuery: '',
		headers: {
			authorization: `Bearer ${String(oauthTokenData.access_token)}`,
			'x-version': '1.0.0',
		},
	});
});

it('checks the account with it, by calls that only read and one credential', async () => {
	const oauthTokenData = await allow();
	const [from, to] = [dayFromToday(-3, 'Europe/Rome'), dayFromToday(-1, 'Europe/Rome')];
	await kit.bench.control('generate', { vendor: 'cassaNova', count: 240, seed: 7, from, to });
	await kit.bench.mark();
	const { jsons, words, items } = await kit.bench.run({
		...{ authentication: 'oAuth2', operation: 'account.check' },
		parameters: { options: { reportToShare: true } },
		credential: { oauthTokenData },
	});
	expect(words).toBe('');
	expect(jsons.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
	// No product has an ID of its own.
	const open = jsons.filter(({ type, verdict }) => type === 'check' && verdict !== 'holds');
	expect(open.map(({ name }) => name)).toEqual(['ownIdFilter']);
	const requests = await kit.bench.log({ tokens: true });
	expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
	const sent = new Set(requests.map(({ headers }) => headers.authorization));
	expect(sent).toEqual(new Set([`Bearer ${String(oauthTokenData.access_token)}`]));
	const report = Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64').toString('utf8');
	expect(JSON.parse(report)).toMatchObject({ authentication: 'oAuth2' });
	expect(report).not.toContain(String(oauthTokenData.access_token));
});

it.each<[string, IDataObject]>([
	['nobody has connected', {}],
	['came without a token', { oauthTokenData: { token_type: 'bearer' } }],
])('says what to press where a credential %s', async (_what, credential) => {
	await kit.bench.mark();
	const { error, items } = await kit.bench.run({ ...shops, credential });
	expect(items).toEqual([]);
	expect(error?.message).toBe(
		"CassaNova could not get many shops: the credential isn't connected yet",
	);
	expect(error?.description).toBe(
		'Open the credential, press its Connect button and allow the access.',
	);
	expect(await kit.bench.sent()).toEqual([]);
});

it('writes with the headers that writes need', async () => {
	const oauthTokenData = await allow();
	const outcome = await kit.bench.run({
		authentication: 'oAuth2',
		operation: 'tax.create',
		parameters: { description: 'é & = + " /', rate: 7 },
		credential: { oauthTokenData },
	});
	expect(outcome.words).toBe('');
	expect((await kit.bench.log()).at(-1)).toMatchObject({
		body: { description: 'é & = + " /', rate: 7 },
		headers: { 'x-version': '1.0.0', 'x-requested-with': '*' },
	});
});

it('has an expired token renewed, and keeps the refresh token that the answer leaves out', async () => {
	const oauthTokenData = await allow();
	await kit.bench.control('expire', { vendor: 'cassaNova' });
	await kit.bench.mark();
	const outcome = await kit.bench.run({ ...shops, credential: { oauthTokenData } });
	expect(outcome.words).toBe('');
	expect(outcome.jsons).toHaveLength(3);
	expect((await kit.bench.log({ tokens: true })).map(({ path, status }) => [path, status])).toEqual(
		[
			['/salespoint', 401],
			['/oauth/token', 200],
			['/salespoint', 200],
		],
	);
	expect(await kit.bench.control('state?vendor=cassaNova')).toMatchObject({ refreshCalls: 1 });
	const renewed = outcome.credential?.data.oauthTokenData as IDataObject;
	expect(renewed.refresh_token).toBe(oauthTokenData.refresh_token);
	expect(renewed.access_token).not.toBe(oauthTokenData.access_token);

	// The renewed token is used from then on.
	await kit.bench.mark();
	const next = await kit.bench.run({ ...shops, credential: { oauthTokenData: renewed } });
	expect(next.words).toBe('');
	expect(await kit.bench.sent({ tokens: true })).toEqual(['GET /salespoint']);
});

it('says what to do when the access was taken back', async () => {
	const oauthTokenData = await allow();
	const { baseUrl } = kit.bench.ready.cassaNova;
	await fetch(`${baseUrl}/oauth/revoke?token=${String(oauthTokenData.refresh_token)}`);
	const { error } = await kit.bench.run({ ...shops, credential: { oauthTokenData } });
	expect(error?.message).toMatch(/^CassaNova could not get many shops: /);
	expect(error?.description).toBeTruthy();
});

it('says that the access has ended where no other token is given, and asks once', async () => {
	const oauthTokenData = await allow();
	await kit.bench.control('expire', { vendor: 'cassaNova' });
	await kit.bench.control('faults', {
		kind: 'status',
		status: 400,
		path: 'oauth/token$',
		body: { error: 'invalid_client' },
		times: -1,
	});
	await kit.bench.mark();
	const { error } = await kit.bench.run({ ...shops, credential: { oauthTokenData } });
	expect(error?.message).toContain('the access has ended, and a new one was refused');
	expect(await kit.bench.sent({ tokens: true })).toEqual(['GET /salespoint', 'POST /oauth/token']);
});

it('reads long lists, with the token renewed on the way', async () => {
	await kit.bench.control('generate', {
		vendor: 'cassaNova',
		count: 1000,
		from: '2026-03-05',
		to: '2026-03-05',
	});
	const oauthTokenData = await allow();
	await kit.bench.control('faults', { kind: 'expireToken', path: 'receipts$', after: 3 });
	const outcome = await kit.bench.run({
		authentication: 'oAuth2',
		operation: 'receipt.getAll',
		parameters: { datetimeFrom: '2026-03-05', datetimeTo: '2026-03-05', returnAll: true },
		credential: { oauthTokenData },
	});
	expect(outcome.words).toBe('');
	expect(new Set(outcome.jsons.map(({ id }) => id)).size).toBe(1000);
});

it('refuses a credential that differs from item to item, before a token goes astray', async () => {
	const oauthTokenData = await allow();
	await kit.bench.mark();
	const { baseUrl } = kit.bench.ready.cassaNova;
	const outcome = await kit.bench.run({
		...shops,
		credential: { oauthTokenData, baseUrl: '={{ $json.baseUrl }}' },
		items: [{ baseUrl }, { baseUrl: baseUrl.replace('127.0.0.1', 'localhost') }],
		onError: 'continueRegularOutput',
	});
	expect(outcome.jsons.at(-1)?.error).toBe(
		'The OAuth2 credential differs from item to item, but n8n uses the first one for all of them.',
	);
	expect(await kit.bench.sent({ tokens: true })).toEqual(['GET /salespoint']);
});

describe('revoking the access', () => {
	const revoke = { authentication: 'oAuth2', operation: 'accessToken.revoke' } as const;

	it('sends the refresh token alone: no bearer, no version', async () => {
		const oauthTokenData = await allow();
		await kit.bench.mark();
		const outcome = await kit.bench.run({ ...revoke, credential: { oauthTokenData } });
		expect(outcome.words).toBe('');
		expect(outcome.items).toEqual([{ json: { success: true }, pairedItem: { item: 0 } }]);
		const refreshToken = String(oauthTokenData.refresh_token);
		expect(await kit.bench.sent({ tokens: true })).toEqual([
			`GET /oauth/revoke?token=${refreshToken}`,
		]);
		const [request] = await kit.bench.log({ tokens: true });
		for (const header of ['authorization', 'x-version', 'x-requested-with', 'content-type']) {
			expect(request?.headers).not.toHaveProperty(header);
		}
		expect(JSON.stringify([outcome.items, outcome.hints])).not.toContain(refreshToken);
		expect(await kit.bench.control('state?vendor=cassaNova')).toMatchObject({ refreshTokens: 0 });

		const { error } = await kit.bench.run({ ...shops, credential: { oauthTokenData } });
		expect(error?.message).toMatch(/^CassaNova could not get many shops: /);
	});

	it('encodes what a token may hold, and hides it in any form', async () => {
		const token = 'odd é&=+"/ token';
		await kit.bench.mark();
		await kit.bench.control('faults', {
			kind: 'status',
			status: 400,
			path: 'oauth/revoke$',
			body: { messages: [`no such token: ${token}`, encodeURIComponent(token)] },
		});
		const { error, items } = await kit.bench.run({
			...revoke,
			credential: { oauthTokenData: { refresh_token: token, access_token: 'a' } },
		});
		expect((await kit.bench.log({ tokens: true })).map(({ rawQuery }) => rawQuery)).toEqual([
			'token=odd%20%C3%A9%26%3D%2B%22%2F%20token',
		]);
		expect(items).toEqual([]);
		expect(error?.message).toBe('CassaNova could not revoke access token: no such token: ***; ***');
		expect(error?.description).toContain('connect it again');
		expect(JSON.stringify(error)).not.toMatch(/odd|token\b"?:? ?"odd/);
	});

	it('is done once for all items, and not by an API key', async () => {
		const oauthTokenData = await allow();
		await kit.bench.mark();
		const { jsons, items } = await kit.bench.run({
			...revoke,
			credential: { oauthTokenData },
			items: [{}, {}, {}],
		});
		expect(jsons).toEqual([{ success: true }, { success: true }, { success: true }]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(await kit.bench.sent({ tokens: true })).toHaveLength(1);
		const byKey = await kit.bench.run({ ...revoke, authentication: 'apiKey' });
		expect(byKey.words).toContain('"Operation" "Revoke" needs a CassaNova OAuth2 API credential');
		expect(await kit.bench.sent({ tokens: true })).toHaveLength(1);
	});

	it.each([{}, { access_token: 'a' }])('needs a connection, which %j is not', async (tokens) => {
		await kit.bench.mark();
		const { words } = await kit.bench.run({ ...revoke, credential: { oauthTokenData: tokens } });
		expect(words).toBe(
			'The credential holds no refresh token to revoke. Open the credential and connect it again.',
		);
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});

	it('is sent once when the connection breaks, and says that the outcome is unknown', async () => {
		const oauthTokenData = await allow();
		await kit.bench.mark();
		await kit.bench.control('faults', { kind: 'resetAfter', path: 'oauth/revoke$' });
		const { error } = await kit.bench.run({ ...revoke, credential: { oauthTokenData } });
		expect(await kit.bench.sent({ tokens: true })).toHaveLength(1);
		expect(error?.message).toMatch(
			/^CassaNova could not revoke access token: the connection broke/,
		);
		expect(error?.description).toMatch(/^It is not known whether this was carried out/);
		expect(JSON.stringify(error)).not.toContain(String(oauthTokenData.refresh_token));
	});

	it('is sent once for all items also when it fails, and each of them says so', async () => {
		const oauthTokenData = await allow();
		await kit.bench.mark();
		await kit.bench.control('faults', { kind: 'resetAfter', path: 'oauth/revoke$', times: -1 });
		const { jsons } = await kit.bench.run({
			...revoke,
			credential: { oauthTokenData },
			items: [{}, {}, {}],
			onError: 'continueRegularOutput',
		});
		expect(await kit.bench.sent({ tokens: true })).toHaveLength(1);
		const failure = {
			error: expect.stringMatching(/could not revoke access token: the connection broke/),
			details: expect.stringMatching(/^It is not known whether this was carried out/),
			outcome: 'unknown',
		};
		expect(jsons).toEqual([failure, failure, failure]);
	});

	it('tells of an answer that sends the request elsewhere, without following it', async () => {
		const oauthTokenData = await allow();
		await kit.bench.mark();
		await kit.bench.control('faults', {
			kind: 'status',
			status: 302,
			headers: { Location: `${kit.bench.ready.cassaNova.baseUrl}/salespoint` },
			path: 'oauth/revoke$',
		});
		const { error } = await kit.bench.run({ ...revoke, credential: { oauthTokenData } });
		expect(error?.message).toBe(
			'CassaNova could not revoke access token: the server answered with status 302',
		);
		expect(await kit.bench.sent({ tokens: true })).toHaveLength(1);
	});
});
