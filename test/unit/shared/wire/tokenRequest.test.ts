/** Requests for tokens: repeated only where that does no harm, and never followed anywhere. */
import { SessionError } from '../../../../nodes/shared/wire/errors';
import { createTokenSender } from '../../../../nodes/shared/wire/tokenRequest';
import type { TokenRequest } from '../../../../nodes/shared/table/session';
import { hurried } from '../../../support/clock/clock';
import { AxiosError, brokenOff, socket, timeout } from '../../../support/n8n/errors';
import { fakeHost } from '../../../support/n8n/host';
import type { Reply } from '../../../support/n8n/host';

const KEY = 'key-0123456789';
const request = {
	method: 'GET' as const,
	url: `https://till.example/gettoken?key=${KEY}`,
	repeatable: true,
};

async function ask(
	replies: Reply[],
	more: Partial<Parameters<TokenRequest>[0]> = {},
	signal?: AbortSignal,
) {
	const { host, sent } = fakeHost({
		reply: (_request, index) => replies[Math.min(index, replies.length - 1)] ?? {},
	});
	const clock = hurried();
	const result = await createTokenSender(
		host.helpers,
		clock,
		signal,
	)({ ...request, ...more }).then(
		(response) => ({ response, error: undefined }),
		(error: unknown) => ({ response: undefined, error }),
	);
	return { ...result, sent, slept: clock.slept };
}

it('carries no credential, and gives status and body whatever they are', async () => {
	const { response, sent } = await ask([{ status: 401, body: { error: true } }]);
	expect(response).toEqual({ status: 401, body: { error: true } });
	expect(sent[0]).toMatchObject({
		plain: true,
		options: {
			method: 'GET',
			url: request.url,
			headers: {},
			json: true,
			returnFullResponse: true,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
		},
	});
	expect(sent[0]?.options).not.toHaveProperty('body');
	expect(sent[0]?.options.timeout).toBeGreaterThan(0);
});

it('sends a body as JSON', async () => {
	const { sent } = await ask([{}], { method: 'POST', body: { apiKey: 'a' }, headers: { x: 'y' } });
	expect(sent[0]?.options).toMatchObject({
		body: '{"apiKey":"a"}',
		headers: { x: 'y', 'Content-Type': 'application/json' },
	});
});

it('never follows a redirect: the address may hold the key', async () => {
	const { response, sent } = await ask([
		{ status: 302, headers: { location: 'https://evil.example' }, body: '' },
	]);
	expect(sent).toHaveLength(1);
	expect(response?.status).toBe(302);
});

describe('is repeated', () => {
	const passing: Array<[string, Reply]> = [
		['429', { status: 429 }],
		['503', { status: 503 }],
		['a reset', socket('ECONNRESET')],
		['a timeout', timeout()],
		['an answer that broke off', brokenOff()],
	];

	it.each(passing)('after %s, where that does no harm', async (_name, reply) => {
		const { response, sent, slept } = await ask([reply, { body: 'ok' }]);
		expect(response).toEqual({ status: 200, body: 'ok' });
		expect(sent).toHaveLength(2);
		expect(slept).toEqual([375]);
	});

	it('after 429 also where it creates something: nothing was done then', async () => {
		const { response, sent } = await ask([{ status: 429 }, { body: 'ok' }], { repeatable: false });
		expect(response).toEqual({ status: 200, body: 'ok' });
		expect(sent).toHaveLength(2);
	});

	it.each(passing.slice(1))('never after %s, where it creates something', async (_name, reply) => {
		const { sent, slept } = await ask([reply], { repeatable: false });
		expect(sent).toHaveLength(1);
		expect(slept).toEqual([]);
	});

	it('as long as the vendor asks for', async () => {
		const { slept } = await ask([{ status: 429, headers: { 'retry-after': '90' } }, {}]);
		expect(slept).toEqual([90_000]);
	});

	it('five times at most; the last answer counts', async () => {
		const { response, sent } = await ask([{ status: 503, body: 'down' }]);
		expect(sent).toHaveLength(5);
		expect(response).toEqual({ status: 503, body: 'down' });
	});

	it('not after a failure that lasts', async () => {
		const { error, sent } = await ask([socket('ENOTFOUND')]);
		expect(sent).toHaveLength(1);
		expect(error).toBeInstanceOf(SessionError);
	});
});

it.each<[string, Reply, string]>([
	[
		'the network',
		socket('ECONNREFUSED'),
		'the server refused the connection (https://till.example)',
	],
	['a timeout', timeout(), 'the server did not answer in time (https://till.example)'],
	['n8n itself', new Error(`Blocked: ${request.url}`), 'the request for a token failed'],
	[
		'a status that n8n threw',
		new AxiosError('no', 'ERR_BAD_REQUEST', { response: { status: 400 } }),
		'the request for a token failed',
	],
])('says without the key what failed: %s', async (_name, reply, message) => {
	const { error } = await ask([reply]);
	expect(error).toBeInstanceOf(SessionError);
	const { message: said, advice } = error as SessionError;
	expect(said).toContain(message);
	expect(`${said} ${advice}`).not.toContain(KEY);
});

it('stops waiting when the execution is cancelled', async () => {
	const { error, sent } = await ask([{ status: 503 }], {}, AbortSignal.abort());
	expect(sent).toHaveLength(1);
	expect((error as Error).name).toBe('AbortError');
});
