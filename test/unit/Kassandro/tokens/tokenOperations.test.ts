/** What token operations let out: tokens only where they were asked for, and never the key. */
import {
	createToken,
	deleteToken,
	getToken,
} from '../../../../nodes/Kassandro/tokens/tokenOperations';
import { kassandro } from '../../../../nodes/Kassandro/api';
import type { TokenResponse } from '../../../../nodes/shared/table/session';
import { testNode } from '../../../support/n8n/host';
import { fakeCall } from '../../../support/n8n/call';

const KEY = 'the api key/1+2';
const ISSUED = 'a-token-of-43-characters';

/** A call of an operation, the answers to it by path, and what was forgotten. */
function prepare(
	operation: string,
	answers: Record<string, TokenResponse>,
	options: Record<string, unknown> = {},
) {
	const forgotten: string[] = [];
	const [authentication] = kassandro.authentications;
	const endpoint = kassandro.resources
		.find(({ value }) => value === 'token')
		?.endpoints.find(({ value }) => value === operation);
	const call = fakeCall({
		host: { getNode: () => testNode },
		api: kassandro,
		authentication,
		endpoint,
		credentials: { apiKey: KEY, baseUrl: 'https://till.example/v1.0' },
		input: { options },
		once: async <T>(_name: string, make: () => Promise<T>) => await make(),
		tokens: {
			ask: async ({ url }: { url: string }) =>
				answers[new URL(url).pathname.split('/').at(-1) ?? ''] ?? { status: 404, body: '' },
			forget: (token: string) => forgotten.push(token),
		},
	});
	return { call, forgotten };
}

const ok = (body: unknown): TokenResponse => ({ status: 200, body });
const thrown = async (work: Promise<unknown>): Promise<string> =>
	await work.then(
		() => '',
		(error: Error & { description?: string }) =>
			JSON.stringify([error.message, error.description, error]),
	);

it.each<[string, unknown]>([
	['an object', { error: false, msg: `Your token ${ISSUED}`, token: ISSUED }],
	['an object in an array', [{ error: false, msg: `Your token ${ISSUED}`, token: ISSUED }]],
])('masks a token that comes in %s, wherever it stands', async (_name, body) => {
	for (const [operation, work] of [
		['create', createToken],
		['get', getToken],
	] as const) {
		const { call } = prepare(operation, { createtoken: ok(body), gettoken: ok(body) });
		expect(await work(call)).toEqual([{ error: false, msg: 'Your token ***', token: '***' }]);
	}
});

it('masks other fields that let somebody in', async () => {
	const body = { token: ISSUED, sessionKey: 'abc', device: { apiKey: 'def', name: 'Schank' } };
	const { call } = prepare('create', { createtoken: ok(body) });
	expect(await createToken(call)).toEqual([
		{ token: '***', sessionKey: '***', device: { apiKey: '***', name: 'Schank' } },
	]);
});

it('shows tokens where asked to, and still never the key', async () => {
	const body = { token: ISSUED, msg: `for ${KEY}` };
	const { call } = prepare('get', { gettoken: ok(body) }, { includeToken: true });
	expect(await getToken(call)).toEqual([{ token: ISSUED, msg: 'for ***' }]);
});

it('gives one item per token, and fails as a whole where one entry says that it failed', async () => {
	const both = [{ token: 'first-token' }, { token: 'second-token' }];
	const { call } = prepare('get', { gettoken: ok(both) }, { includeToken: true });
	expect(await getToken(call)).toEqual(both);
	const half = prepare('get', { gettoken: ok([...both, { error: true, msg: 'first-token no' }]) });
	const words = await thrown(getToken(half.call));
	expect(words).toContain('Kassandro could not get token: *** no');
	expect(words).not.toContain('second-token');
});

it.each<[string, TokenResponse]>([
	['nothing', ok('')],
	['a web page', ok('<html>')],
	['an object without a token', ok({ error: false, msg: 'done' })],
	['an empty list', ok([])],
])('does not know what became of a creation that is answered with %s', async (_name, answer) => {
	const { call } = prepare('create', { createtoken: answer, gettoken: answer });
	const words = await thrown(createToken(call));
	expect(words).toContain('the answer holds no token');
	expect(words).toContain('It is not known whether this was carried out');
	expect(await thrown(getToken(call))).not.toContain('It is not known');
});

describe('delete', () => {
	const found = {
		gettoken: ok([{ token: ISSUED }]),
		cashregisters: ok([]),
	};

	it('shows the token that it deleted where asked to, and forgets it', async () => {
		const { call, forgotten } = prepare(
			'delete',
			{ ...found, deletetoken: ok([{ error: false, msg: '' }]) },
			{ includeToken: true },
		);
		expect(await deleteToken(call)).toEqual([{ token: ISSUED, deleted: true }]);
		expect(forgotten).toEqual([ISSUED]);
	});

	it.each<[string, TokenResponse, boolean]>([
		['refused with status 200', ok([{ error: true, msg: `No ${ISSUED} ${KEY}` }]), false],
		['refused with status 401', { status: 401, body: { error: true, msg: ISSUED } }, false],
		['answered with a web page', ok('<html>'), true],
		['answered with status 500', { status: 500, body: '' }, true],
	])('%s is an error without secrets, and forgets the token', async (_name, answer, unknown) => {
		const { call, forgotten } = prepare('delete', { ...found, deletetoken: answer });
		const words = await thrown(deleteToken(call));
		expect(words).toContain('Kassandro could not delete token: ');
		expect(words.includes('It is not known')).toBe(unknown);
		expect(words).not.toContain(ISSUED);
		expect(words).not.toContain(KEY);
		expect(forgotten).toEqual([ISSUED]);
	});

	it('is done where the answer is empty', async () => {
		const { call } = prepare('delete', { ...found, deletetoken: { status: 204, body: '' } });
		expect(await deleteToken(call)).toEqual([{ token: '***', deleted: true }]);
	});
});
