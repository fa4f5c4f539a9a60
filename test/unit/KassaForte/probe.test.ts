/** What the credential test says about a KassaForte credential. */
import { probe } from '../../../nodes/KassaForte/probe';
import { socket } from '../../support/n8n/errors';
import { fakeHost } from '../../support/n8n/host';
import type { Reply } from '../../support/n8n/host';

const credentials = { domain: 'shop.example', username: 'user', password: 'pass word' };

async function result(reply: Reply, more: Record<string, string> = {}) {
	const { host, sent } = fakeHost({ reply: () => reply });
	const message = await probe(host.helpers, { ...credentials, ...more }).then(
		() => 'works',
		(error: unknown) => (error as Error).message,
	);
	expect(message).not.toContain('pass word');
	return { message, sent };
}

it('reads the shop’s infos once, with user name and password', async () => {
	const { message, sent } = await result({ body: { shopOpenStatus: 1 } });
	expect(message).toBe('works');
	expect(sent).toHaveLength(1);
	expect(sent[0]?.options).toMatchObject({
		method: 'GET',
		url: 'https://shop.example/v1/infos',
		headers: { Authorization: 'Basic dXNlcjpwYXNzIHdvcmQ=' },
		disableFollowRedirect: true,
	});
});

it.each<[string, Reply, string]>([
	[
		'401',
		{ status: 401 },
		'User name or password was not accepted. Check user name and password in the credential.',
	],
	[
		'403',
		{ status: 403 },
		'The server refuses connections without https. The API is for https only: check the domain in the credential.',
	],
	[
		'404',
		{ status: 404 },
		'This server does not know the KassaForte API. Check the domain in the credential.',
	],
	[
		'a redirect',
		{ status: 302, headers: { location: 'https://evil.example' } },
		'The server answered with status 302. Check the domain in the credential, or try again later.',
	],
	[
		'a web page',
		{ body: '<html>' },
		'This server is not a KassaForte web shop: it did not answer with data. Check the domain in the credential.',
	],
	[
		'an unknown host',
		socket('ENOTFOUND'),
		'The address was not found (https://shop.example). Check the address in the credential, and that this n8n may reach it.',
	],
	[
		'a bad certificate',
		socket('CERT_HAS_EXPIRED'),
		'A secure connection could not be made (CERT_HAS_EXPIRED) (https://shop.example). Check the address in the credential, and that this n8n may reach it.',
	],
])('says in two sentences what is wrong after %s', async (_name, reply, expected) => {
	expect((await result(reply)).message).toBe(expected);
});

it('says what is wrong before it asks', async () => {
	const { message, sent } = await result({}, { domain: '' });
	expect(message).toBe(
		'"Domain" in the credential is empty. Enter the domain that you were given with user name and password; the hint below the field names the usual ones.',
	);
	expect(sent).toEqual([]);
});
