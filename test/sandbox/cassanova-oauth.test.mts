/** CassaNova's OAuth 2.0: consent page, code with secret or PKCE, refresh, revocation. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { startClient, type Client } from './cassanova-client.mts';

let client: Client;
let known: Record<string, string>;
before(async () => {
	client = await startClient();
	known = client.sandbox.connections.cassaNova as Record<string, string>;
});
after(() => client.sandbox.close());
beforeEach(() => client.control('POST', '/reset', {}));

const REDIRECT = 'http://127.0.0.1:5678/rest/oauth2-credential/callback?kept=1';

const authorize = (more: Record<string, string> = {}): Promise<any> => {
	const query = new URLSearchParams({
		client_id: known.clientId!,
		redirect_uri: REDIRECT,
		response_type: 'code',
		scope: 'read_department,read_receipt',
		state: 'a b&c',
		...more,
	});
	return client.call('GET', `/oauth/authorize?${query.toString()}`, {
		headers: { Authorization: null, 'X-Version': null, 'Content-Type': null },
	});
};

/** What a browser would ask for when the form with this button is sent. */
function press(page: string, button: string): URL {
	const form = page
		.split('<form ')
		.find((part) => part.includes(`<button>${button}</button>`))!
		.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
	const url = new URL(/action="([^"]*)"/.exec(form)![1]!);
	for (const [, name, value] of form.matchAll(/name="([^"]*)" value="([^"]*)"/g)) {
		url.searchParams.append(name!, value!);
	}
	return url;
}

const exchange = (fields: Record<string, string>, headers = {}): Promise<any> =>
	client.call('POST', '/oauth/token', {
		headers: { Authorization: null, 'X-Version': null, 'X-Requested-With': null, ...headers },
		body: new URLSearchParams({ client_id: known.clientId!, ...fields }),
	});

const codeFields = (code: string): Record<string, string> => ({
	grant_type: 'authorization_code',
	redirect_uri: REDIRECT,
	code,
});

const isValid = async (token: string): Promise<boolean> => {
	const headers = { Authorization: `Bearer ${token}` };
	return (await client.call('GET', '/taxes?start=0&limit=1', { headers })).status === 200;
};

test('code with secret: consent, token, refresh without a new refresh token, revocation', async () => {
	const page = await authorize();
	assert.equal(page.status, 200);
	assert.match(page.text, /read_department/);
	const back = press(page.text, 'Allow');
	assert.equal(back.searchParams.get('kept'), '1');
	assert.equal(back.searchParams.get('state'), 'a b&c');
	assert.equal(back.hash, '#state=a%20b%26c');
	const fields = codeFields(back.searchParams.get('code')!);

	const wrong = await exchange({ ...fields, client_secret: 'wrong' });
	assert.equal(wrong.status, 400);
	assert.equal(wrong.json.error, 'invalid_client');
	const got = await exchange({ ...fields, client_secret: known.clientSecret! });
	assert.equal(got.status, 200, got.text);
	assert.equal(got.json.expires_in, 3600);
	assert.ok(await isValid(got.json.access_token));
	const again = await exchange({ ...fields, client_secret: known.clientSecret! });
	assert.equal(again.json.error, 'invalid_grant');

	const refreshed = await exchange({
		grant_type: 'refresh_token',
		refresh_token: got.json.refresh_token,
		client_secret: known.clientSecret!,
	});
	assert.deepEqual(Object.keys(refreshed.json), ['access_token', 'expires_in', 'token_type']);
	assert.ok(await isValid(refreshed.json.access_token));

	const revoke = `/oauth/revoke?token=${got.json.refresh_token}`;
	assert.equal((await client.call('GET', revoke)).status, 200);
	assert.equal(await isValid(got.json.access_token), false);
	assert.equal(await isValid(refreshed.json.access_token), false);
	const late = await exchange({
		grant_type: 'refresh_token',
		refresh_token: got.json.refresh_token,
		client_secret: known.clientSecret!,
	});
	assert.equal(late.json.error, 'invalid_grant');
	assert.equal((await client.call('GET', revoke)).status, 400);
});

test('deny leads back with an error and no code', async () => {
	const back = press((await authorize()).text, 'Deny');
	assert.equal(back.searchParams.get('error'), 'access_denied');
	assert.equal(back.searchParams.get('state'), 'a b&c');
	assert.equal(back.searchParams.get('code'), null);
});

for (const method of ['S256', 'plain']) {
	test(`PKCE ${method}: the verifier takes the secret's place`, async () => {
		const verifier = 'v'.repeat(43);
		const challenge =
			method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
		const ask = { code_challenge: challenge, code_challenge_method: method };
		const code = async (): Promise<string> =>
			press((await authorize(ask)).text, 'Allow').searchParams.get('code')!;
		const good = await exchange({ ...codeFields(await code()), code_verifier: verifier });
		assert.ok(await isValid(good.json.access_token));
		const bad = await exchange({ ...codeFields(await code()), code_verifier: 'w'.repeat(43) });
		assert.equal(bad.json.error, 'invalid_grant');
		const short = await exchange({ ...codeFields(await code()), code_verifier: 'v' });
		assert.equal(short.status, 400);
		const secret = { client_secret: known.clientSecret! };
		assert.equal((await exchange({ ...codeFields(await code()), ...secret })).status, 400);
	});
}

test('X-Requested-With is allowed on the token call, other values are not', async () => {
	const fields = { ...codeFields('none'), client_secret: known.clientSecret! };
	const star = await exchange(fields, { 'X-Requested-With': '*' });
	assert.equal(star.json.error, 'invalid_grant');
	const other = await exchange(fields, { 'X-Requested-With': 'n8n' });
	assert.ok(Array.isArray(other.json.messages));
});

test('redirect_uri must be the same, and a registered one when there are such', async () => {
	const code = press((await authorize()).text, 'Allow').searchParams.get('code')!;
	const fields = { ...codeFields(code), redirect_uri: `${REDIRECT}/` };
	const reply = await exchange({ ...fields, client_secret: known.clientSecret! });
	assert.equal(reply.json.error, 'invalid_grant');
	await client.control('POST', '/config', { cassaNovaRedirectUris: ['https://other.example/'] });
	assert.equal((await authorize()).status, 400);
});

test('the state can come back in the fragment alone, as the document says', async () => {
	await client.control('POST', '/config', { cassaNovaOAuthState: 'fragment' });
	const back = press((await authorize()).text, 'Allow');
	assert.equal(back.searchParams.get('state'), null);
	assert.equal(back.hash, '#state=a%20b%26c');
});

test('an unknown client and missing parameters are refused', async () => {
	assert.equal((await authorize({ client_id: 'nobody' })).status, 400);
	assert.equal((await authorize({ response_type: 'token' })).status, 400);
});
