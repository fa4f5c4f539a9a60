/** Ways on which a server may give our own secrets back to us: none leads into an item or an error. */
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../nodes/CassaNova/api';
import { session as cassaNovaSession } from '../../../nodes/CassaNova/token';
import { kassaForte } from '../../../nodes/KassaForte/api';
import { kassaForteEvents } from '../../../nodes/KassaForte/triggers';
import { kassandro } from '../../../nodes/Kassandro/api';
import { accountSession, cashRegisterSession } from '../../../nodes/Kassandro/tokens/token';
import { AnswerCheck } from '../../../nodes/shared/wire/checkedAnswer';
import { executeApi } from '../../../nodes/shared/run/execute';
import { pollApi } from '../../../nodes/shared/poll/trigger';
import { ProcessMemory } from '../../../nodes/shared/values/memory';
import { createEngine } from '../../../nodes/shared/wire/engine';
import { cleanTokenWords } from '../../../nodes/shared/wire/tokenWords';
import type { SessionSpec } from '../../../nodes/shared/table/session';
import type { Api } from '../../../nodes/shared/table/types';
import { hurried } from '../../support/clock/clock';
import { fakeHost } from '../../support/n8n/host';
import type { Reply, Sent } from '../../support/n8n/host';
import { pollHost } from '../../support/n8n/pollHost';

const ITS_OWN = 'key-of-the-merchant-1';
const ISSUED = 'tok3n-of-the-merchant';
const PASSWORD = 'Sommer';

/** Runs one operation; gives its items, or the error's texts. */
async function run(
	api: Api,
	parameters: IDataObject,
	credentials: IDataObject | (() => IDataObject),
	reply: (request: Sent) => Reply,
) {
	const { host, sent } = fakeHost({
		parameters: [{ options: {}, additionalFields: {}, ...parameters }],
		credentials: () => (typeof credentials === 'function' ? credentials() : credentials) as never,
		reply,
	});
	const told = await executeApi(host, api, createEngine(hurried())).then(
		(output) => output.flat().map(({ json }) => json),
		(error: Error & { description?: string }) => `${error.message} | ${error.description}`,
	);
	return { told, text: JSON.stringify(told), sent };
}

const nova = { apiKey: ITS_OWN, baseUrl: 'https://nova.example', queryFormat: 'json' };
const forte = { domain: 'forte.example', username: 'shop', password: PASSWORD, checked: 'yes' };
const basic = Buffer.from(`shop:${PASSWORD}`).toString('base64');
const infos = { resource: 'shop', operation: 'getInfos' };

describe('an answer that repeats what it was asked with', () => {
	const novaReply =
		(body: unknown) =>
		({ path }: Sent): Reply =>
			path.includes('/apikey/token')
				? { body: { access_token: ISSUED, expires_in: 3600 } }
				: { body };

	it('comes out without token and key, in values and names', async () => {
		const headers = { authorization: `Bearer ${ISSUED}`, [ISSUED]: 'x', list: [`key=${ITS_OWN}`] };
		const { told, text } = await run(
			cassaNova,
			{ authentication: 'apiKey', resource: 'tax', operation: 'get', taxId: '1', simplify: false },
			nova,
			novaReply({ tax: { id: '1', headers } }),
		);
		expect(text).not.toContain(ISSUED);
		expect(text).not.toContain(ITS_OWN);
		expect(told).toMatchObject([{ id: '1', headers: { '***': 'x', list: ['key=***'] } }]);
	});

	it('comes out without what a header of Basic holds; a word stays where it is a word', async () => {
		const { told } = await run(kassaForte, infos, forte, () => ({
			body: {
				menu: 'Sommer in the garden',
				headers: { Authorization: `Basic ${basic}`, raw: basic },
				password: PASSWORD,
				season: PASSWORD,
			},
		}));
		expect(told).toEqual([
			{
				menu: 'Sommer in the garden',
				headers: { Authorization: 'Basic ***', raw: '***' },
				password: '***',
				season: 'Sommer',
			},
		]);
	});

	it('is the very same where it repeats nothing', () => {
		const answer = { taxes: [{ id: 1, text: 'nothing' }], key: 'other' };
		expect(new AnswerCheck([ITS_OWN, ISSUED, PASSWORD]).take(answer)?.json).toBe(answer);
		expect(new AnswerCheck([]).take(answer)?.json).toBe(answer);
	});

	it('keeps articles whose names read like a header, and masks a header under a short name', () => {
		const products = [
			{ description: 'Basic Baumwoll-T-Shirt-Damen' },
			{ description: 'T-Shirt Basic Baumwolle/Elasthan-Mix' },
			{ description: 'Bearer Kapuzensweatshirt/Herren' },
		];
		expect(new AnswerCheck([ITS_OWN, ISSUED, PASSWORD]).take({ products })?.json).toEqual({
			products,
		});
		const echo = { auth: 'Basic another-one-that-nobody-knows' };
		expect(new AnswerCheck([ISSUED]).take(echo)?.json).toEqual({ auth: 'Basic ***' });
	});

	it('that n8n renewed an OAuth2 token for has the new one masked, too', () => {
		const answer = { headers: { authorization: 'Bearer another-token-that-nobody-knows' } };
		expect(new AnswerCheck([ISSUED]).take(answer)?.json).toEqual({
			headers: { authorization: 'Bearer ***' },
		});
	});
});

it('an answer that is nested 100,000 deep is an error with a sentence, whatever its status', async () => {
	const deep = { body: JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown };
	const read = await run(kassaForte, infos, forte, () => deep);
	expect(read.told).toContain('nested too deeply');
	const refused = await run(kassaForte, infos, forte, () => ({ ...deep, status: 400 }));
	expect(refused.told).toContain('status 400');
});

it('a redirect after an OAuth2 renewal shows neither the old token nor the new one', async () => {
	let token = 'old-token-of-the-shop';
	const { text } = await run(
		cassaNova,
		{ authentication: 'oAuth2', resource: 'tax', operation: 'get', taxId: '1', simplify: false },
		() => ({
			...nova,
			clientId: 'client-1',
			clientSecret: 'secret-of-the-client',
			oauthTokenData: { access_token: token, refresh_token: 'refresh-token-of-it' },
		}),
		() => {
			// n8n has renewed it, and the server repeats it in the address.
			token = 'new-token-of-the-shop';
			return { status: 302, headers: { location: `https://other.example/${token}` } };
		},
	);
	expect(text).toContain('sent the request on');
	expect(text).not.toContain('token-of-the-shop');
});

describe('names of an unknown answer, shown as advice,', () => {
	it('hold no password: of an order', async () => {
		const { text } = await run(
			kassaForte,
			{
				resource: 'order',
				operation: 'getStatus',
				orderId: '20260305190412',
				options: { statusPath: 'status' },
			},
			forte,
			() => ({ body: { [PASSWORD]: 1, state: 'new' } }),
		);
		expect(text).toContain('There is: ***, state.');
	});

	it('hold no password: of the infos, in a trigger', async () => {
		const { host } = pollHost({
			reply: () => ({ body: { [PASSWORD]: 1, open: true } }),
			credentials: () => forte,
			parameters: [{ event: 'shopInfoChanged', watch: 'paths', paths: 'opn', options: {} }],
		});
		const environment = hurried();
		const shared = { environment, memory: new ProcessMemory() };
		const error = (await pollApi(
			host,
			kassaForte,
			kassaForteEvents,
			createEngine(environment),
			shared,
		).catch((failure: unknown) => failure)) as Error & { description: string };
		expect(error.description).toContain('There is: ***, open.');
	});
});

describe('words about tokens', () => {
	it.each([
		['account token 5f2a9c0b7d41 exists already', 'account token *** exists already'],
		['Token eyJhbGciOi.J9.x1-_=, use gettoken', 'Token ***, use gettoken'],
		['There is an account-token already, Kassenregistrierung', undefined],
		['Register 12 is not free', undefined],
	])('%s', (words, clean = words) => {
		expect(cleanTokenWords(words, [], {})).toBe(clean);
	});

	it('are cleaned of what stands in secret fields of the same answer, whatever it looks like', () => {
		const body = [{ data: { sessionKey: 'wordlike' }, token: 'plainly' }];
		expect(cleanTokenWords('plainly and wordlike', [], body)).toBe('*** and ***');
	});

	const refusal = async (
		spec: SessionSpec,
		credentials: ICredentialDataDecryptedObject,
		answers: Record<string, unknown>,
	) =>
		await spec
			.acquire(
				async ({ url }) => {
					const name = new URL(url).pathname.split('/').at(-1) ?? '';
					const body = answers[name] ?? answers.other;
					return { status: name === 'cashregisters' ? 403 : 200, body };
				},
				credentials,
				{ mayCreate: true },
			)
			.then(
				() => '',
				(error: Error) => error.message,
			);
	const till = { apiKey: ITS_OWN, token: '', baseUrl: 'https://till.example/v1.0' };

	it('of Kassandro show no token: in a refusal, and as the register that a receipt names', async () => {
		const none = {
			gettoken: [],
			createtoken: { error: true, msg: `token ${ISSUED} exists already` },
		};
		const words = await refusal(accountSession, till, none);
		expect(words).toBe('no account token could be had: token *** exists already');
		const other = await refusal(
			cashRegisterSession,
			{ ...till, cashRegisterId: '1' },
			{
				gettoken: { token: ISSUED },
				paymentmethods: [],
				receipts: [{ cashRegisterId: ISSUED }],
			},
		);
		expect(other).toContain('belongs to register ***, not to register 1');
	});

	it('of CassaNova show no token', async () => {
		const body = { error: `token ${ISSUED} is used already`, access_token: '' };
		const words = await refusal(cassaNovaSession, nova, { token: body });
		expect(words).toBe('token *** is used already');
	});
});

describe('a secret that cannot be masked, or does not arrive as it is,', () => {
	const till = { baseUrl: 'https://till.example/v1.0', apiKey: ITS_OWN, token: '' };
	const list = { resource: 'paymentMethod', operation: 'getAll', returnAll: true };
	it.each<[string, Api, IDataObject, IDataObject, string]>([
		[
			'a short key',
			kassandro,
			{ ...list, authentication: 'accountToken' },
			{ ...till, apiKey: 'q7z' },
			'"API Key"',
		],
		[
			'a short token',
			kassandro,
			{ ...list, authentication: 'accountToken' },
			{ ...till, token: 'q7z' },
			'"Account Token"',
		],
		[
			'a token of two lines',
			kassandro,
			{ ...list, authentication: 'cashRegisterToken' },
			{ ...till, cashRegisterId: '1', token: 'q7z-first\nsecond' },
			'"Cash Register Token"',
		],
		[
			'a token in another script',
			kassandro,
			{ ...list, authentication: 'accountToken' },
			{ ...till, token: 'q7z-\u0442oken' },
			'"Account Token"',
		],
		[
			'a short key of CassaNova',
			cassaNova,
			{
				authentication: 'apiKey',
				resource: 'tax',
				operation: 'getAll',
				returnAll: true,
				filters: {},
			},
			{ ...nova, apiKey: 'q7z' },
			'"API Key"',
		],
	])(
		'is refused by name before anything is sent: %s',
		async (_what, api, parameters, credentials, field) => {
			const { text, sent } = await run(api, parameters, credentials, () => ({ body: [] }));
			expect(text).toContain(JSON.stringify(field).slice(1, -1));
			expect(text).not.toContain('q7z');
			expect(sent).toEqual([]);
		},
	);

	it('is used where the document allows it: passwords of KassaForte travel in base64', async () => {
		for (const password of ['q7z', 'line\nbreak', 'пароль']) {
			const { told } = await run(kassaForte, infos, { ...forte, password }, () => ({
				body: { a: 1 },
			}));
			expect(told).toEqual([{ a: 1 }]);
		}
	});

	it.each<[string, number, unknown, string]>([
		['in words', 401, { message: "No access for 'shop' (using password: q7z)" }, 'password: ***'],
		['in an address', 500, { message: 'GET https://shop:q7z@forte.example/' }, 'https://***@forte'],
		['in a page', 401, '<p>[PHP_AUTH_USER] => shop [PHP_AUTH_PW] => q7z</p>', ''],
		['as a field', 400, { errors: { password: ['q7z'] } }, ''],
		[
			'in an item',
			200,
			{ a: 1, server: { PHP_AUTH_PW: 'q7z', menu: 'q7z' } },
			'"PHP_AUTH_PW":"***"',
		],
	])(
		'of KassaForte is masked where it is said to stand: %s',
		async (_where, status, body, shown) => {
			const { text } = await run(kassaForte, infos, { ...forte, password: 'q7z' }, () => ({
				status,
				body: body as IDataObject,
			}));
			expect(text).toContain(shown);
			expect(text.replace('"menu":"q7z"', '')).not.toContain('q7z');
		},
	);

	it('is refused where Kassandro itself gave it', async () => {
		const { text } = await run(
			kassandro,
			{ ...list, authentication: 'accountToken' },
			till,
			() => ({ body: { token: 'q7z-first\nsecond' } }),
		);
		expect(text).toContain('a token that holds characters that cannot be sent');
		expect(text).not.toContain('q7z');
	});
});
