/** Tokens that people manage themselves: what is sent, what comes out, and what happens to the till. */
import type { IDataObject } from 'n8n-workflow';
import { pairs, useBench } from '../../support/n8n/bench';
import type { Authentication, NodeCall } from '../../support/n8n/bench';

const kit = useBench();

const run = async (
	authentication: Authentication,
	operation: string,
	more: Partial<NodeCall> = {},
) => await kit.bench.run({ authentication, operation, ...more });

const merchant = (index = 0) => {
	const found = kit.bench.ready.kassandro.merchants[index];
	if (!found) throw new Error(`There is no merchant ${index}`);
	return found;
};
const key = () => merchant().apiKey;
const BOTH = ['accountToken', 'cashRegisterToken'] as const;
const register = () => merchant().registers[0] ?? 0;
const sent = async () => await kit.bench.sent({ tokens: true });
const created = async () => (await sent()).filter((line) => line.includes('/createtoken'));

/** Kinds of tokens that the merchant has, and whether its first till is locked. */
async function shop(index = 0) {
	const { merchants } = await kit.bench.control<{
		merchants: Record<string, { tokens: string[]; registers: Array<{ locked: boolean }> }>;
	}>('state?vendor=kassandro');
	const { tokens = [], registers = [] } = Object.values(merchants)[index] ?? {};
	return { tokens: [...tokens].sort(), locked: registers[0]?.locked };
}

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.mark();
});

const urls = {
	accountToken: () => `GET /v1.0/createtoken?type=account&key=${key()}`,
	cashRegisterToken: () =>
		`GET /v1.0/createtoken?type=cashregister&cashregisterid=${register()}&key=${key()}`,
};

describe.each(BOTH)('with %s', (authentication) => {
	const ofTill = authentication === 'cashRegisterToken';
	const kind = ofTill ? 'cashregister' : 'account';

	it('creates: one request with the key and without any token', async () => {
		const { words, items } = await run(authentication, 'token.create');
		expect(words).toBe('');
		expect(await sent()).toEqual([urls[authentication]()]);
		const [request] = await kit.bench.log({ tokens: true });
		expect(request?.headers['kassandro-token']).toBeUndefined();
		expect(request?.headers.authorization).toBeUndefined();
		expect(items).toEqual([
			{ json: { error: false, msg: expect.any(String), token: '***' }, pairedItem: { item: 0 } },
		]);
		expect(await shop()).toEqual({ tokens: [kind], locked: ofTill });
	});

	it('creates once for all items, each of which gets the token', async () => {
		const { items } = await run(authentication, 'token.create', { items: [{}, {}, {}] });
		expect(await sent()).toHaveLength(1);
		expect(pairs(items)).toEqual([0, 1, 2]);
	});

	it('does not create a second one, and says why', async () => {
		await run(authentication, 'token.create');
		const { error } = await run(authentication, 'token.create');
		expect(error?.message).toBe(
			`Kassandro could not create token: There is a token of type ${kind} for this API key already.`,
		);
		expect(error?.description).toContain('An API key holds one token of each kind');
	});

	it('gets: one request with the key and without any token', async () => {
		await run(authentication, 'token.create');
		await kit.bench.mark();
		const { items } = await run(authentication, 'token.get');
		expect(await sent()).toEqual([`GET /v1.0/gettoken?key=${key()}`]);
		const [request] = await kit.bench.log({ tokens: true });
		expect(request?.headers['kassandro-token']).toBeUndefined();
		expect(items).toEqual([
			{ json: { error: false, msg: expect.any(String), token: '***' }, pairedItem: { item: 0 } },
		]);
	});

	it('has nothing to get where there is none, and creates none', async () => {
		const { error } = await run(authentication, 'token.get');
		expect(error?.message).toBe('Kassandro could not get token: There is no token yet.');
		expect(error?.description).toContain('"Create" makes one');
		expect(await sent()).toEqual([`GET /v1.0/gettoken?key=${key()}`]);
	});

	it('deletes the token, which travels in the header, once for all items', async () => {
		await run(authentication, 'token.create');
		await kit.bench.mark();
		const { words, items } = await run(authentication, 'token.delete', { items: [{}, {}] });
		expect(words).toBe('');
		const deletions = (await sent()).filter((line) => line.includes('deletetoken'));
		expect(deletions).toEqual(['GET /v1.0/deletetoken']);
		const last = (await kit.bench.log({ tokens: true })).at(-1);
		expect(last?.path).toBe('/v1.0/deletetoken');
		expect(last?.headers['kassandro-token']).toMatch(/^\w{20,}$/);
		expect(items).toEqual(
			[0, 1].map((item) => ({ json: { token: '***', deleted: true }, pairedItem: { item } })),
		);
		expect(await created()).toEqual([]);
		expect(await shop()).toEqual({ tokens: [], locked: false });
	});

	it('deletes nothing where there is no token, and creates none', async () => {
		const { error } = await run(authentication, 'token.delete');
		expect(error?.message).toMatch(
			/^Kassandro could not delete token: there is no (account|cash-register) token for this API key \(Kassandro: There is no token yet\.\)$/,
		);
		expect(await sent()).toEqual([`GET /v1.0/gettoken?key=${key()}`]);
	});

	it('forgets a token that it deleted: what runs later asks for one', async () => {
		await run(authentication, 'token.create');
		const read = async () =>
			await run(authentication, 'paymentMethod.getAll', { parameters: { returnAll: true } });
		expect((await read()).words).toBe('');
		await kit.bench.mark();
		await read();
		expect(await sent()).toEqual(['GET /v1.0/paymentmethods']);
		await run(authentication, 'token.delete');
		await kit.bench.mark();
		const { words } = await read();
		expect((await sent())[0]).toBe(`GET /v1.0/gettoken?key=${key()}`);
		if (ofTill) expect(words).toContain('there is no cash-register token for this API key yet');
		else expect(words).toBe('');
		expect(await created()).toHaveLength(ofTill ? 0 : 1);
		expect((await kit.bench.log({ tokens: true })).filter(({ status }) => status === 401)).toEqual(
			[],
		);
	});

	it.each<[string, IDataObject]>([
		['as an object', {}],
		['with the error status', { kassandroWrongKeyStatus: 401 }],
	])('refuses a wrong key in words, %s', async (_name, config) => {
		await kit.bench.control('config', config);
		for (const operation of ['create', 'get', 'delete']) {
			const { error } = await run(authentication, `token.${operation}`, {
				credential: { apiKey: 'wrong-key-of-somebody' },
			});
			expect(error?.message).toContain(`Kassandro could not ${operation} token: `);
			expect(error?.message).toContain('Invalid API key.');
			expect(JSON.stringify(error)).not.toContain('wrong-key-of-somebody');
		}
		await kit.bench.control('config', { kassandroWrongKeyStatus: 200 });
	});

	it.each(['create', 'get'])('cannot %s without a key, and sends nothing', async (operation) => {
		const { words } = await run(authentication, `token.${operation}`, {
			credential: { apiKey: ' ', token: 'a-token-that-was-entered' },
		});
		expect(words).toContain('The credential holds no API key.');
		expect(words).not.toContain('a-token-that-was-entered');
		expect(await sent()).toEqual([]);
	});

	it('gives the error as an item where the node goes on', async () => {
		const { items } = await run(authentication, 'token.delete', {
			onError: 'continueRegularOutput',
		});
		expect(items[0]?.json.error).toContain('Kassandro could not delete token');
	});
});

describe('create, whose outcome is not known', () => {
	it.each([
		['reset after the work', { kind: 'resetAfter' }, 1],
		['reset before the work', { kind: 'resetBefore' }, 0],
		['500 after the work', { kind: 'status', status: 500, commit: true }, 1],
		['503 after the work', { kind: 'status', status: 503, commit: true }, 1],
		['half an answer', { kind: 'truncate' }, 1],
		['a web page', { kind: 'html', commit: true }, 1],
		['a redirect', { kind: 'redirect', status: 307, location: '/v1.0', commit: true }, 1],
	])('is sent once, and says so: %s', async (_name, fault, made) => {
		await kit.bench.control('faults', { ...fault, path: '/createtoken$' });
		const { error, failed, items } = await run('cashRegisterToken', 'token.create', {
			items: [{}, {}],
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(failed).toEqual([]);
		expect(items).toHaveLength(2);
		for (const { json } of items) {
			expect(json.error).toMatch(/^Kassandro could not create token: /);
			expect(json.details).toMatch(/^It is not known whether this was carried out/);
			expect(json.details).toContain('Look with "Get"');
		}
		expect(await sent()).toEqual([urls.cashRegisterToken()]);
		expect((await shop()).tokens).toHaveLength(made);
	});

	it('is known where nothing was sent', async () => {
		const { words } = await run('accountToken', 'token.create', {
			credential: { baseUrl: 'http://127.0.0.1:9/v1.0' },
		});
		expect(words).toContain('the server refused the connection');
		expect(words).not.toContain('It is not known');
	});
});

describe('delete', () => {
	it.each([
		['reset after the work', { kind: 'resetAfter' }, 0],
		['503 before the work', { kind: 'status', status: 503 }, 1],
	])('is sent once where the outcome is not known: %s', async (_name, fault, left) => {
		await run('cashRegisterToken', 'token.create');
		await kit.bench.control('faults', { ...fault, path: '/deletetoken$' });
		await kit.bench.mark();
		const { error } = await run('cashRegisterToken', 'token.delete');
		expect(error?.description).toMatch(/^It is not known whether this was carried out/);
		const deletions = (await sent()).filter((line) => line.includes('deletetoken'));
		expect(deletions).toHaveLength(1);
		expect((await shop()).tokens).toHaveLength(left);
	});

	it("leaves the other kind of the key's tokens alone", async () => {
		await run('accountToken', 'token.create');
		const { error } = await run('cashRegisterToken', 'token.delete');
		expect(error?.message).toBe(
			'Kassandro could not delete token: Kassandro gave a token for this API key, but not the cash-register token',
		);
		expect(await shop()).toMatchObject({ tokens: ['account'] });
	});

	it('leaves the till of another register alone', async () => {
		const { registers } = merchant();
		await run('cashRegisterToken', 'token.create');
		await kit.bench.control('generate', {
			vendor: 'kassandro',
			count: 30,
			from: '2026-03-05',
			to: '2026-03-05',
			seed: 1,
		});
		const { error } = await run('cashRegisterToken', 'token.delete', {
			credential: { cashRegisterId: String(registers[1]) },
		});
		expect(error?.message).toContain(`belongs to register ${registers[0]}, not to register`);
		expect(await shop()).toMatchObject({ tokens: ['cashregister'], locked: true });
	});
});

describe('a till', () => {
	it('that somebody else uses is named, with the next step', async () => {
		await kit.bench.control('config', { kassandroLockedRegisters: [register()] });
		const { words } = await run('cashRegisterToken', 'token.create');
		expect(words).toContain('The cash register is logged in elsewhere.');
		expect(words).toContain('Log in or out at the till');
		await kit.bench.control('config', { kassandroLockedRegisters: [] });
	});

	it('must be named in the credential', async () => {
		const { words } = await run('cashRegisterToken', 'token.create', {
			credential: { cashRegisterId: '' },
		});
		expect(words).toContain('The credential names no cash register.');
		expect(await sent()).toEqual([]);
	});
});

describe('the option Include Token', () => {
	/** Of a merchant whose tokens no other test uses: what comes out is no secret of theirs. */
	const other = () => ({
		apiKey: merchant(2).apiKey,
		cashRegisterId: String(merchant(2).registers[0]),
	});
	const included = { parameters: { options: { includeToken: true } } };

	it('shows the tokens, each as an item', async () => {
		await kit.bench.control('config', { kassandroGetToken: 'both' });
		// After a reset the sandbox gives the same tokens in the same order: the first ones are others'.
		for (const index of [0, 1]) {
			const { apiKey, registers } = merchant(index);
			const credential = { apiKey, cashRegisterId: String(registers[0]) };
			for (const authentication of BOTH) await run(authentication, 'token.create', { credential });
		}
		const credential = other();
		const account = await run('accountToken', 'token.create', { ...included, credential });
		await run('cashRegisterToken', 'token.create', { credential });
		const { jsons } = await run('accountToken', 'token.get', { ...included, credential });
		await kit.bench.control('config', { kassandroGetToken: 'latest' });
		expect(account.jsons[0]?.token).toMatch(/^\w{20,}$/);
		expect(jsons).toHaveLength(2);
		expect(jsons[1]?.token).toBe(account.jsons[0]?.token);
		const masked = await run('accountToken', 'token.get', { credential });
		expect(masked.jsons.map(({ token }) => token)).toEqual(['***']);
	});
});
