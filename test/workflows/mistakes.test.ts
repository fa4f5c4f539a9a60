/** What people get wrong: each mistake has a clear message, and nothing is sent that shouldn't be. */
import type { INodeParameters } from 'n8n-workflow';
import { pairs, useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';

const kit = useBench();

beforeEach(async () => {
	await kit.bench.mark();
});

describe('credentials', () => {
	it('CassaNova: a wrong key', async () => {
		const { error } = await kit.bench.run({
			authentication: 'apiKey',
			operation: 'salesPoint.getAll',
			credential: { apiKey: 'wrong-key-4711' },
		});
		expect(error?.message).toContain(
			'CassaNova could not get many shops: the API key was not accepted',
		);
		expect(error?.description).toContain('the CassaNova portal (Impostazioni Account, API)');
		expect(JSON.stringify(error)).not.toContain('wrong-key-4711');
		expect(await kit.bench.sent({ tokens: true })).toEqual(['POST /apikey/token']);
	});

	it.each([200, 401])('Kassandro: a wrong key, answered with %d', async (status) => {
		await kit.bench.control('config', { kassandroWrongKeyStatus: status });
		const { error } = await kit.bench.run({
			authentication: 'accountToken',
			operation: 'cashRegister.getAll',
			credential: { apiKey: `wrong&key=${status}` },
		});
		expect(error?.message).toBe(
			'Kassandro could not get many cash registers: no account token could be had: Invalid API key.',
		);
		expect(error?.description).toContain('my.kassandro');
		expect(JSON.stringify(error)).not.toContain('wrong');
	});

	it('KassaForte: a wrong password', async () => {
		const { error } = await kit.bench.run({
			authentication: 'basicAuth',
			operation: 'shop.getInfos',
			credential: { password: 'wrong-pass-word' },
		});
		expect(error?.message).toMatch(/^KassaForte could not get shop information: /);
		expect(error?.description).toBe('Check user name and password in the credential.');
		expect(error?.httpCode).toBe('401');
		expect(await kit.bench.log()).toHaveLength(1);
	});

	const EMPTY: Array<[Authentication, string, Record<string, string>, string]> = [
		['apiKey', 'salesPoint.getAll', { apiKey: '' }, 'the API key is empty'],
		['accountToken', 'paymentMethod.getAll', { apiKey: '' }, 'the API key is empty'],
		[
			'cashRegisterToken',
			'paymentMethod.getAll',
			{ cashRegisterId: '' },
			'the cash register ID is empty',
		],
		['basicAuth', 'shop.getInfos', { domain: '' }, '"Domain" in the credential is empty'],
		[
			'apiKey',
			'salesPoint.getAll',
			{ baseUrl: 'no address' },
			'"Base URL" in the credential is not an address',
		],
	];
	it.each(EMPTY)(
		'%s: an incomplete credential for %s',
		async (authentication, operation, credential, words) => {
			const outcome = await kit.bench.run({ authentication, operation, credential });
			expect(outcome.words).toContain(words);
			expect(await kit.bench.sent({ tokens: true })).toEqual([]);
		},
	);

	const PLAIN: Array<[Authentication, string, Record<string, string>]> = [
		['apiKey', 'salesPoint.getAll', { baseUrl: 'http://api.example.com' }],
		['accountToken', 'paymentMethod.getAll', { baseUrl: 'http://api.example.com/v1.0' }],
		['basicAuth', 'shop.getInfos', { domain: 'http://shop.example.com' }],
	];
	it.each(PLAIN)('%s: plain http is refused', async (authentication, operation, credential) => {
		const { words } = await kit.bench.run({ authentication, operation, credential });
		expect(words).toContain('must begin with https://');
	});

	it('an unknown host', async () => {
		const { error } = await kit.bench.run({
			authentication: 'basicAuth',
			operation: 'shop.getInfos',
			credential: { domain: 'no-such-shop.invalid' },
		});
		expect(error?.message).toMatch(
			/^KassaForte could not get shop information: the address (was not found|could not be looked up) \(https:\/\/no-such-shop\.invalid\)$/,
		);
		expect(error?.description).toContain('Check the address in the credential');
	});

	it('a host on which nothing listens', async () => {
		const { error } = await kit.bench.run({
			authentication: 'apiKey',
			operation: 'salesPoint.getAll',
			credential: { baseUrl: 'http://127.0.0.1:9' },
		});
		expect(error?.message).toBe(
			'CassaNova could not get many shops: the server refused the connection (http://127.0.0.1:9)',
		);
	});

	it('KassaForte: a server that refuses http', async () => {
		await kit.bench.control('config', { kassaForteOverHttp: true });
		const { error } = await kit.bench.run({
			authentication: 'basicAuth',
			operation: 'shop.getInfos',
		});
		await kit.bench.control('config', { kassaForteOverHttp: false });
		expect(error?.description).toContain('https only');
	});
});

describe('a till without a token', () => {
	const read = { authentication: 'cashRegisterToken', operation: 'paymentMethod.getAll' } as const;

	it.each([false, true])('is never logged in to by reading (allowed: %s)', async (logInToTill) => {
		const { error } = await kit.bench.run({ ...read, credential: { logInToTill } });
		expect(error?.message).toContain('there is no cash-register token for this API key yet');
		expect(error?.description).toMatch(/logs in to the till/);
		expect((await kit.bench.sent({ tokens: true })).join()).not.toContain('createtoken');
	});

	it('that is locked by somebody else stays as it is', async () => {
		const [register] = kit.bench.ready.kassandro.merchants[0]?.registers ?? [];
		await kit.bench.control('config', { kassandroLockedRegisters: [register] });
		const { error } = await kit.bench.run({ ...read, credential: { logInToTill: true } });
		await kit.bench.control('config', { kassandroLockedRegisters: [] });
		expect(error?.message).toContain('there is no cash-register token');
		expect((await kit.bench.sent({ tokens: true })).join()).not.toContain('createtoken');
	});
});

describe('a record that is not there', () => {
	const id = '8f9c2a51-6d0e-4c5a-9a35-2f0d7c1b4e66';
	const ONE = `there is no such record, or this credential can't see it.`;
	const ASKED: Array<[Authentication, string, INodeParameters, string]> = [
		['accountToken', 'receipt.get', { receiptNumber: '99999' }, `Check "Receipt Number": ${ONE}`],
		[
			'accountToken',
			'attachment.download',
			{ receiptNumber: '99999', binaryPropertyName: 'data' },
			`Check "Receipt Number": ${ONE}`,
		],
		[
			'accountToken',
			'attachment.download',
			{ downloadBy: 'url', url: '/cdn/none.pdf', binaryPropertyName: 'data' },
			'There is no file at this address, or none any more.',
		],
		['apiKey', 'tax.delete', { taxId: id }, `Check "Tax": ${ONE}`],
		[
			'apiKey',
			'productVariant.get',
			{ productId: id, productVariantId: id },
			`Check "Product" and "Product Variant": ${ONE}`,
		],
		['apiKey', 'stock.getAll', { salesPointId: 99999 }, `Check "Shop": ${ONE}`],
	];
	it.each(ASKED)(
		'%s: %s names what to correct',
		async (authentication, operation, parameters, advice) => {
			const { error } = await kit.bench.run({ authentication, operation, parameters });
			expect(error?.description).toBe(advice);
		},
	);
});

describe('parameters', () => {
	const receipts = async (parameters: INodeParameters) =>
		await kit.bench.run({ authentication: 'apiKey', operation: 'receipt.getAll', parameters });

	const WRONG: Array<[string, INodeParameters, string]> = [
		[
			'a range that is upside down',
			{ datetimeFrom: '2026-03-05', datetimeTo: '2026-03-04' },
			'"To" (2026-03-04) is before "From" (2026-03-05) Swap the two dates',
		],
		['no beginning', { datetimeFrom: '={{ "" }}' }, '"From" is empty'],
		['a beginning that is no date', { datetimeFrom: 'monday' }, '"From" must be a date'],
		['a limit of 0', { limit: 0 }, '"Limit" must be at least 1; it is 0'],
		['a limit of a half', { limit: 0.5 }, '"Limit"'],
		[
			'numbers that are none',
			{ filters: { numbers: 'a' } },
			'"Receipt Numbers" must be whole numbers',
		],
		[
			'an unknown zone',
			{ options: { timeZone: 'Europe/Roma' } },
			'must be a time zone such as Europe/Rome; it is "Europe/Roma"',
		],
		[
			'an unknown hour',
			{ output: 'accounting', options: { dayEndsAt: '25:00' } },
			'"Day Ends At" must be a time of day',
		],
	];
	it.each(WRONG)('%s', async (_name, parameters, words) => {
		const outcome = await receipts({ datetimeFrom: '2026-03-05', ...parameters });
		expect(outcome.words).toContain(words);
		expect(await kit.bench.sent({ tokens: true })).toEqual([]);
	});

	it('a range without receipts gives no items and no error', async () => {
		for (const output of ['raw', 'simplified', 'accounting']) {
			const parameters = { datetimeFrom: '2020-01-01', datetimeTo: '2020-01-01', output };
			const outcome = await receipts({ ...parameters, returnAll: true });
			expect([outcome.status, outcome.items, outcome.words]).toEqual(['success', [], '']);
		}
		const kassandro = await kit.bench.run({
			authentication: 'accountToken',
			operation: 'receipt.getAll',
			parameters: { dateFrom: '2020-01-01', dateTo: '2020-01-01', output: 'accounting' },
		});
		expect([kassandro.status, kassandro.items]).toEqual(['success', []]);
	});

	const items = [{ rate: '5' }, { rate: 'five' }, { rate: '6' }];
	const create = {
		authentication: 'apiKey',
		operation: 'tax.create',
		parameters: { description: 'x', rate: '={{ $json.rate }}' },
		items,
	} as const;

	it('bad input in one item lets the others go on', async () => {
		const outcome = await kit.bench.run({
			...create,
			items: [...items],
			onError: 'continueRegularOutput',
		});
		expect(outcome.status).toBe('success');
		expect(pairs(outcome.items)).toEqual([0, 1, 2]);
		expect(outcome.jsons.map((json) => Object.keys(json))).toEqual([
			['id'],
			['error', 'details'],
			['id'],
		]);
		expect(outcome.jsons[1]?.error).toBe('"Rate" must be a number; it is "five"');
		expect(await kit.bench.sent()).toEqual(['POST /taxes', 'POST /taxes']);
	});

	it('bad input goes to the error output where there is one', async () => {
		const outcome = await kit.bench.run({
			...create,
			items: [...items],
			onError: 'continueErrorOutput',
		});
		expect(pairs(outcome.items)).toEqual([0, 2]);
		expect(outcome.failed).toHaveLength(1);
		expect(pairs(outcome.failed)).toEqual([1]);
		expect(outcome.failed[0]?.json).toMatchObject({
			error: '"Rate" must be a number; it is "five"',
		});
	});

	it('without that, it stops the node and names the item', async () => {
		const outcome = await kit.bench.run({ ...create, items: [...items] });
		expect(outcome.status).toBe('error');
		expect(outcome.error?.context).toMatchObject({ itemIndex: 1 });
	});
});
