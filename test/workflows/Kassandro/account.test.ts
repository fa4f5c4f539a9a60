/** Check the Account of Kassandro, with both kinds of tokens: as assumed, and otherwise in each way that it can be. */
import type { IDataObject } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';
import type { Authentication } from '../../support/n8n/bench';
import { dayFromToday } from '../../support/n8n/poller';

const kit = useBench();

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.accountToken();
	await kit.bench.logInToTill();
	await kit.bench.control('config', { kassandroGetToken: 'both' });
	const [from, to] = [dayFromToday(-3), dayFromToday(-1)];
	await kit.bench.control('generate', { vendor: 'kassandro', count: 240, from, to, seed: 7 });
	await kit.bench.mark();
});

const check = async (authentication: Authentication) => {
	const outcome = await kit.bench.run({ authentication, operation: 'account.check' });
	expect(outcome.words).toBe('');
	return new Map(outcome.jsons.map((json) => [String(json.name), json]));
};

const verdicts = (checked: Map<string, IDataObject>, wanted: string) =>
	[...checked.values()].filter(({ verdict }) => verdict === wanted).map(({ name }) => name);

it.each(['accountToken', 'cashRegisterToken'] as const)(
	'finds an account as it is assumed, with calls that only read: %s',
	async (authentication) => {
		const checked = await check(authentication);
		expect([verdicts(checked, 'differs'), verdicts(checked, "couldn't tell")]).toEqual([[], []]);
		expect(checked.get('summary')).toMatchObject({ type: 'summary', verdict: 'holds' });
		const sent = await kit.bench.sent({ tokens: true });
		expect(sent.filter((one) => !one.startsWith('GET ') || one.includes('createtoken'))).toEqual(
			[],
		);
		expect(sent.length).toBeLessThanOrEqual(16);
	},
);

/** A list that names no list; and an answer in place of what is asked for. */
const instead = (path: string, body: unknown) => ({ kind: 'status', status: 200, path, body });
const renamed = (path: string, keys: IDataObject) => ({ kind: 'otherKeys', path, keys });
const RECEIPTS = 'receipts$';
const account = 'accountToken';
const register = 'cashRegisterToken';

/** Ways in which an account may be otherwise, and the assumption that shows it. */
const FLIPS: Array<[flip: string, name: string, token: Authentication, set: IDataObject]> = [
	['two lists in one', 'listForm', account, { fault: instead('methods$', { a: [], b: [] }) }],
	[
		'registers without IDs',
		'registers',
		account,
		{ fault: renamed('isters$', { cashRegisterId: 'no' }) },
	],
	['a register lists all', 'registers', register, { config: { kassandroKind: true } }],
	[
		'no register on receipts',
		'registerNamed',
		account,
		{ fault: renamed(RECEIPTS, { cashRegisterId: null }) },
	],
	['no prices', 'articles', account, { fault: renamed('articles$', { priceOne: 'price' }) }],
	[
		'means without names',
		'paymentMethods',
		register,
		{ fault: renamed('methods$', { name: 'title' }) },
	],
	['a field more', 'receiptFields', account, { fault: renamed(RECEIPTS, { signature: 'sign' }) }],
	['a field less', 'receiptFields', register, { fault: renamed(RECEIPTS, { vat: null }) }],
	['the last day is left out', 'lastDay', account, { config: { kassandroToInclusive: false } }],
	['times in UTC', 'timeZone', account, { config: { kassandroCreatedZone: 'utc' } }],
	['times in UTC', 'timeZone', register, { config: { kassandroCreatedZone: 'utc' } }],
	['a count that stands still', 'count', account, { fault: instead('count$', { count: 7 }) }],
	['first receipt 1', 'paging', account, { fault: { kind: 'repeatPage', path: RECEIPTS } }],
	[
		'shared numbers',
		'byNumber',
		account,
		{ fault: instead('receipts/\\d', { _id: 'x', price: 1 }) },
	],
	[
		'lines without prices',
		'linesAddUp',
		register,
		{ fault: renamed(RECEIPTS, { priceOne: null }) },
	],
];

it.each(FLIPS)('finds: %s (%s, %s)', async (_flip, name, authentication, { config, fault }) => {
	if (config) await kit.bench.control('config', config);
	if (fault) {
		await kit.bench.control('faults', {
			vendor: 'kassandro',
			times: -1,
			...(fault as IDataObject),
		});
	}
	const checked = await check(authentication);
	const found = checked.get(name);
	expect([name, found?.verdict, found?.found]).toEqual([name, 'differs', expect.any(String)]);
	expect(found?.meaning).toMatch(/\w{3}.*\.$/);
	expect(checked.get('summary')?.meaning).toContain(name);
});

it('cannot tell whether texts come back where no receipt has any', async () => {
	const fault = { vendor: 'kassandro', times: -1, ...renamed(RECEIPTS, { customText: null }) };
	await kit.bench.control('faults', fault);
	expect((await check(register)).get('references')?.verdict).toBe("couldn't tell");
});

it('takes a list in an object as well', async () => {
	await kit.bench.control('config', { kassandroListShape: 'object' });
	const checked = await check(account);
	expect(checked.get('listForm')).toMatchObject({
		verdict: 'holds',
		found: '/paymentmethods is an object with one list, /articles is an object with one list.',
	});
	expect(verdicts(checked, 'differs')).toEqual([]);
});

it('logs in to no till where there is no token yet', async () => {
	await kit.bench.reset();
	await kit.bench.mark();
	const outcome = await kit.bench.run({ authentication: register, operation: 'account.check' });
	expect(outcome.error?.message).toContain('Kassandro could not check account');
	const sent = await kit.bench.sent({ tokens: true });
	expect(sent.filter((one) => one.includes('createtoken'))).toEqual([]);
});
