/** Kassandro's tokens: looked up, proven, and created only where that takes the till from nobody. */
import { kassandro } from '../../../../nodes/Kassandro/api';
import {
	accountSession,
	baseUrl,
	cashRegisterSession,
} from '../../../../nodes/Kassandro/tokens/token';
import { SessionError } from '../../../../nodes/shared/wire/errors';
import { executeApi } from '../../../../nodes/shared/run/execute';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import type {
	Credentials,
	TokenRequest,
	TokenResponse,
} from '../../../../nodes/shared/table/session';
import { hurried } from '../../../support/clock/clock';
import { fakeHost } from '../../../support/n8n/host';

const KEY = 'api key/1+2';
const HOST = 'https://till.example/v1.0';

type Kind = 'account' | 'cashregister';

/** A Kassandro that knows one key, and what it was asked. */
class Vendor {
	readonly calls: string[] = [];

	/** Tokens by value. */
	readonly tokens = new Map<string, { kind: Kind; register?: string; gone?: boolean }>();

	/** The register that the receipts of a cash-register token name. */
	receiptsOf: string | number | undefined;

	/** Whether every token may list the registers, which the document doesn't say. */
	isKind = false;

	/** Whether an account token's list of receipts takes a register's parameters, too. */
	accountAsksAlike = false;

	/** How answers are wrapped. */
	wrap: (answer: unknown) => unknown = (answer) => answer;

	/** Which tokens `gettoken` shows. */
	shows: (kind: Kind) => boolean = () => true;

	/** Happens before `createtoken` is answered. */
	beforeCreating: () => void = () => undefined;

	/** Whether `createtoken` may create: else it refuses. */
	refuses: string | undefined;

	/** Instead of the usual answer. */
	instead: Record<string, TokenResponse | undefined> = {};

	readonly urls: string[] = [];

	send: TokenRequest = async ({ method, url, headers, repeatable }) => {
		expect(method).toBe('GET');
		this.urls.push(url);
		const { origin, pathname, searchParams } = new URL(url);
		expect(`${origin}${pathname}`.startsWith(`${HOST}/`)).toBe(true);
		const path = pathname.replace('/v1.0', '');
		this.calls.push(path === '/createtoken' ? `${path} ${searchParams.get('type')}` : path);
		// Creating twice is worse than failing: such a call is never repeated.
		expect(repeatable).toBe(path !== '/createtoken');
		await Promise.resolve();
		const own = this.instead[path];
		if (own) return own;
		if (path.endsWith('token')) {
			expect(searchParams.get('key')).toBe(KEY);
			return path === '/gettoken' ? this.get() : this.create(searchParams);
		}
		return this.read(path, headers?.['kassandro-token'] ?? '');
	};

	private get(): TokenResponse {
		const found = [...this.tokens]
			.filter(([, { kind }]) => this.shows(kind))
			.map(([token]) => ({ error: false, msg: '', token }));
		if (found.length === 0) {
			return { status: 200, body: this.wrap({ error: true, msg: 'Kein Token vorhanden' }) };
		}
		return { status: 200, body: found.length === 1 ? this.wrap(found[0]) : found };
	}

	private create(parameters: URLSearchParams): TokenResponse {
		this.beforeCreating();
		const kind = parameters.get('type') as Kind;
		const exists = [...this.tokens.values()].some((token) => token.kind === kind);
		if (this.refuses !== undefined || exists) {
			const msg = this.refuses ?? 'Es gibt schon einen Token';
			return { status: 200, body: this.wrap({ error: true, msg, token: '' }) };
		}
		const token = `new-${kind}`;
		const register = parameters.get('cashregisterid');
		this.tokens.set(token, { kind, ...(register === null ? {} : { register }) });
		return { status: 200, body: this.wrap({ error: false, msg: 'ok', token }) };
	}

	private read(path: string, token: string): TokenResponse {
		const known = this.tokens.get(token);
		if (!known || known.gone) return { status: 401, body: { error: true, msg: 'Token ungültig' } };
		if (path === '/cashregisters' && known.kind !== 'account' && !this.isKind) {
			return { status: 403, body: { error: true, msg: 'Keine Berechtigung' } };
		}
		// An account token asks for receipts by `datefrom`, which is mandatory.
		if (path === '/receipts' && known.kind === 'account' && !this.accountAsksAlike) {
			return { status: 400, body: { error: true, msg: 'datefrom fehlt' } };
		}
		const owner = this.receiptsOf ?? known.register;
		const receipts = owner === undefined ? [] : [{ _id: 'r', cashRegisterId: owner }];
		return { status: 200, body: path === '/receipts' ? receipts : [{ _id: 'x' }] };
	}
}

let vendor: Vendor;

beforeEach(() => {
	vendor = new Vendor();
});

const account: Credentials = { apiKey: KEY, token: '', baseUrl: `${HOST}/` };
const register: Credentials = { ...account, cashRegisterId: '11', logInToTill: false };
const allowed: Credentials = { ...register, logInToTill: true };

const accountToken = async (credentials = account) =>
	(await accountSession.acquire(vendor.send, credentials, { mayCreate: false })).token;
const registerToken = async (credentials: Credentials, mayCreate: boolean) =>
	(await cashRegisterSession.acquire(vendor.send, credentials, { mayCreate })).token;

async function refusal(token: Promise<unknown>): Promise<SessionError> {
	const error = await token.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(SessionError);
	const texts = JSON.stringify([(error as SessionError).message, (error as SessionError).advice]);
	expect(texts).not.toContain(KEY);
	expect(texts).not.toContain(encodeURIComponent(KEY));
	return error as SessionError;
}

describe.each<[string, (answer: unknown) => unknown]>([
	['plain answers', (answer) => answer],
	['answers in an array', (answer) => [answer]],
])('%s', (_name, wrap) => {
	beforeEach(() => {
		vendor.wrap = wrap;
	});

	it('an account token is looked up and proven', async () => {
		vendor.tokens.set('a-01', { kind: 'account' });
		expect(await accountToken()).toBe('a-01');
		expect(vendor.calls).toEqual(['/gettoken', '/cashregisters']);
	});

	it('an account token is created when there is none', async () => {
		expect(await accountToken()).toBe('new-account');
		expect(vendor.calls).toEqual(['/gettoken', '/createtoken account']);
	});

	it('an account token that another execution was faster to create is used', async () => {
		vendor.beforeCreating = () => vendor.tokens.set('other', { kind: 'account' });
		expect(await accountToken()).toBe('other');
		expect(vendor.calls.filter((call) => call.startsWith('/createtoken'))).toHaveLength(1);
	});

	it('a cash-register token is looked up and proven', async () => {
		vendor.tokens.set('c-01', { kind: 'cashregister', register: '11' });
		expect(await registerToken(register, false)).toBe('c-01');
		expect(vendor.calls).toEqual(['/gettoken', '/cashregisters', '/paymentmethods', '/receipts']);
	});

	it('a cash-register token is created once by a write that may', async () => {
		expect(await registerToken(allowed, true)).toBe('new-cashregister');
		expect(vendor.calls).toEqual(['/gettoken', '/createtoken cashregister']);
		expect(vendor.urls[1]).toContain('cashregisterid=11');
	});

	it('a cash-register token that another execution was faster to create is used', async () => {
		vendor.beforeCreating = () =>
			vendor.tokens.set('other', { kind: 'cashregister', register: '11' });
		expect(await registerToken(allowed, true)).toBe('other');
		expect(vendor.calls.filter((call) => call.startsWith('/createtoken'))).toHaveLength(1);
	});
});

describe('the right kind', () => {
	it('is picked where gettoken gives both', async () => {
		vendor.tokens.set('a-01', { kind: 'account' });
		vendor.tokens.set('c-01', { kind: 'cashregister', register: '11' });
		expect(await accountToken()).toBe('a-01');
		expect(await registerToken(register, false)).toBe('c-01');
		expect(vendor.calls.join()).not.toContain('createtoken');
	});

	it('of account token is created where gettoken gives the other one', async () => {
		vendor.tokens.set('c-01', { kind: 'cashregister' });
		expect(await accountToken()).toBe('new-account');
	});

	it('of cash-register token is refused in words where gettoken gives the other one', async () => {
		vendor.tokens.set('a-01', { kind: 'account' });
		const error = await refusal(registerToken(register, true));
		expect(error.message).toContain('not the cash-register token');
		expect(error.advice).toContain('enter its cash-register token');
		expect(vendor.calls.join()).not.toContain('createtoken');
	});

	it('is not taken from a token that was deleted', async () => {
		vendor.tokens.set('a-01', { kind: 'account', gone: true });
		vendor.shows = () => true;
		const error = await refusal(accountToken());
		expect(error.message).toContain('no account token could be had');
	});
});

describe('a server that is kinder than the document', () => {
	beforeEach(() => {
		vendor.isKind = true;
		vendor.tokens.set('c-01', { kind: 'cashregister', register: '11' });
	});

	it('locks no cash-register token out', async () => {
		expect(await registerToken(register, false)).toBe('c-01');
		expect(await registerToken(allowed, true)).toBe('c-01');
		expect(await registerToken({ ...register, apiKey: '', token: 'c-01' }, true)).toBe('c-01');
		expect(
			await registerToken({ ...register, apiKey: '', cashRegisterId: '', token: 'c-01' }, false),
		).toBe('c-01');
	});

	it('says where a token is used of which it is not sure', async () => {
		const acquired = async (credentials: Credentials) =>
			await cashRegisterSession.acquire(vendor.send, credentials, { mayCreate: false });
		const doubt = expect.stringContaining('may also list all registers') as unknown;
		expect(await acquired(register)).toEqual({ token: 'c-01', doubt });
		expect(await acquired({ ...register, apiKey: '', token: 'c-01' })).toEqual({
			token: 'c-01',
			doubt,
		});
		vendor.isKind = false;
		expect(await acquired(register)).toEqual({ token: 'c-01' });
	});

	it('gives the token of another register no way in', async () => {
		await refusal(registerToken({ ...register, cashRegisterId: '12', token: 'c-01' }, true));
		await refusal(registerToken({ ...register, cashRegisterId: '12' }, true));
	});

	it('gives an account token no way in for a register', async () => {
		vendor.tokens.set('a-01', { kind: 'account' });
		await refusal(registerToken({ ...register, token: 'a-01' }, true));
		vendor.accountAsksAlike = true;
		vendor.receiptsOf = '12';
		await refusal(registerToken({ ...register, token: 'a-01' }, true));
	});

	it('has the token preferred that is surely right', async () => {
		vendor.tokens.clear();
		vendor.tokens.set('a-01', { kind: 'account' });
		vendor.accountAsksAlike = true;
		vendor.isKind = false;
		vendor.tokens.set('c-01', { kind: 'cashregister', register: '11' });
		expect(await registerToken(register, false)).toBe('c-01');
	});

	it('proves nothing while it fails', async () => {
		for (const status of [429, 500]) {
			vendor.instead['/receipts'] = { status, body: '' };
			const error = await refusal(registerToken(register, true));
			expect(error.message).toContain('could not be checked');
		}
	});
});

describe('a cash-register token is never created', () => {
	it.each<[string, Credentials, boolean]>([
		['by a read, a test or a renewal', allowed, false],
		['by a write where the switch is off', register, true],
		['where the switch is a text', { ...register, logInToTill: 'true' }, true],
	])('%s', async (_name, credentials, mayCreate) => {
		const error = await refusal(registerToken(credentials, mayCreate));
		expect(error.message).toBe(
			'there is no cash-register token for this API key yet (Kassandro: Kein Token vorhanden)',
		);
		expect(error.advice).toMatch(/logs in to the till and locks/);
		expect(vendor.calls.join()).not.toContain('createtoken');
	});

	it.each<[string, TokenResponse]>([
		['the server fails', { status: 503, body: '' }],
		['too many calls were made', { status: 429, body: { error: true, msg: 'slow' } }],
		['the address is wrong', { status: 404, body: '' }],
		['something else answers', { status: 200, body: '<html>Log in to the Wi-Fi</html>' }],
		['the server is elsewhere', { status: 302, body: '' }],
	])('where %s', async (_name, response) => {
		vendor.instead['/gettoken'] = response;
		const error = await refusal(registerToken(allowed, true));
		expect(error.message).toMatch(/^the token call was answered with /);
		expect(error.advice).toContain('base URL');
		expect(vendor.calls).toEqual(['/gettoken']);
	});

	it.each(['/cashregisters', '/paymentmethods'])(
		'where a token could not be proven because %s failed',
		async (path) => {
			vendor.tokens.set('c-01', { kind: 'cashregister', register: '11' });
			for (const status of [429, 500, 503]) {
				vendor.instead[path] = { status, body: '' };
				const error = await refusal(registerToken(allowed, true));
				expect(error.message).toContain('could not be checked');
			}
			expect(vendor.calls.join()).not.toContain('createtoken');
		},
	);
});

describe('a till that refuses', () => {
	it('is an error with its words and what to do', async () => {
		vendor.refuses = `Kassa ist gesperrt (key=${encodeURIComponent(KEY)}, ${KEY})`;
		const error = await refusal(registerToken(allowed, true));
		expect(error.message).toMatch(
			/^cash register 11 could not be logged in to: Kassa ist gesperrt/,
		);
		expect(error.advice).toContain('log out at the till');
	});

	it('is an error without words, too', async () => {
		vendor.instead['/createtoken'] = { status: 500, body: '' };
		const error = await refusal(registerToken(allowed, true));
		expect(error).toMatchObject({
			message: 'cash register 11 could not be logged in to',
			status: 500,
		});
	});

	it('of an account token as well', async () => {
		vendor.refuses = `Falscher Key ${KEY}`;
		const error = await refusal(accountToken());
		expect(error.message).toBe('no account token could be had: Falscher Key ***');
		expect(error.advice).toContain('Check the API key in my.kassandro');
	});
});

describe('the register', () => {
	it.each([11, '11'])('may be named as %p in a receipt', async (owner) => {
		vendor.tokens.set('c-01', { kind: 'cashregister' });
		vendor.receiptsOf = owner;
		expect(await registerToken(register, false)).toBe('c-01');
	});

	it('that has no receipt yet cannot be told apart', async () => {
		vendor.tokens.set('c-01', { kind: 'cashregister' });
		expect(await registerToken(register, false)).toBe('c-01');
	});

	it('of another credential is refused', async () => {
		vendor.tokens.set('c-01', { kind: 'cashregister', register: '12' });
		const error = await refusal(registerToken(allowed, true));
		expect(error.message).toContain('belongs to register 12, not to register 11');
		expect(error.advice).toContain('an API key of its own for each register');
		expect(vendor.calls.join()).not.toContain('createtoken');
	});

	it('must be known', async () => {
		const error = await refusal(registerToken({ ...allowed, cashRegisterId: '' }, true));
		expect(error.message).toBe('the cash register ID is empty');
		expect(vendor.calls).toEqual([]);
	});
});

describe('a token that the user entered', () => {
	it('is proven, and nothing is looked up', async () => {
		vendor.tokens.set('mine', { kind: 'account' });
		expect(await accountToken({ ...account, apiKey: '', token: ' mine ' })).toBe('mine');
		expect(vendor.calls).toEqual(['/cashregisters']);
	});

	it('of a register is proven against the register', async () => {
		vendor.tokens.set('mine', { kind: 'cashregister', register: '12' });
		expect(await registerToken({ ...register, cashRegisterId: '12', token: 'mine' }, true)).toBe(
			'mine',
		);
		await refusal(registerToken({ ...register, token: 'mine' }, true));
		expect(await registerToken({ ...register, cashRegisterId: '', token: 'mine' }, true)).toBe(
			'mine',
		);
	});

	it('of the wrong kind is refused', async () => {
		vendor.tokens.set('c-01', { kind: 'cashregister' });
		vendor.tokens.set('a-01', { kind: 'account' });
		const error = await refusal(accountToken({ ...account, token: 'c-01' }));
		expect(error.message).toContain('is not an account token');
		expect(error.message).not.toContain('c-01');
		const other = await refusal(registerToken({ ...allowed, token: 'a-01' }, true));
		expect(other.message).toContain('is not a cash-register token');
		expect(vendor.calls.join()).not.toContain('createtoken');
	});

	it('is never renewed', () => {
		expect(accountSession.isFixed?.({ ...account, token: 'mine' })).toBe(true);
		expect(accountSession.isFixed?.({ ...account, token: ' ' })).toBe(false);
	});
});

describe('identity', () => {
	it('differs by host, key, kind, register and entered token', () => {
		const identities = [
			accountSession.identity(account),
			cashRegisterSession.identity(register),
			cashRegisterSession.identity({ ...register, cashRegisterId: '12' }),
			accountSession.identity({ ...account, apiKey: 'other' }),
			accountSession.identity({ ...account, token: 'mine' }),
			accountSession.identity({ ...account, baseUrl: 'https://other.example' }),
		].map((identity) => JSON.stringify(identity));
		expect(new Set(identities).size).toBe(identities.length);
		expect(accountSession.identity({ ...account, apiKey: ` ${KEY}\n` })).toEqual(
			accountSession.identity(account),
		);
	});
});

it('an API key must be there', async () => {
	const error = await refusal(accountToken({ ...account, apiKey: ' ' }));
	expect(error.message).toBe('the API key is empty');
});

it('the base URL is checked', () => {
	expect(baseUrl(account)).toBe(HOST);
	expect(() => baseUrl({ baseUrl: 'http://till.example' })).toThrow(/https/);
});

it('a doubtful token is used, and a hint says so', async () => {
	const { host, sent, hints } = fakeHost({
		parameters: [
			{ authentication: 'cashRegisterToken', resource: 'paymentMethod', operation: 'getAll' },
		],
		credentials: () => ({
			...register,
			apiKey: '',
			token: 'c-01',
			baseUrl: 'https://till.example',
		}),
		reply: () => ({ body: [{ name: 'Bar' }] }),
	});
	await executeApi(host, kassandro, createEngine(hurried()));
	expect(sent.at(-1)?.path).toContain('/paymentmethods');
	expect(hints).toEqual([expect.stringContaining('may also list all registers')]);
});
