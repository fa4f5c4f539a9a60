/** Check the Account of KassaForte: a web shop as assumed, and otherwise in each way that it can be. */
import type { IDataObject } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';

const kit = useBench();

beforeEach(async () => {
	await kit.bench.reset();
});

const check = async () => {
	const outcome = await kit.bench.run({ authentication: 'basicAuth', operation: 'account.check' });
	expect(outcome.words).toBe('');
	return new Map(outcome.jsons.map((json) => [String(json.name), json]));
};

const verdicts = (checked: Map<string, IDataObject>, wanted: string) =>
	[...checked.values()].filter(({ verdict }) => verdict === wanted).map(({ name }) => name);

it('finds a shop as it is assumed, with calls that only read', async () => {
	const checked = await check();
	expect(verdicts(checked, 'differs')).toEqual([]);
	// The sandbox's own domain is none of the vendor's two.
	expect(verdicts(checked, "couldn't tell")).toEqual(['summary', 'environment']);
	const sent = await kit.bench.sent();
	expect(sent.filter((one) => !one.startsWith('GET '))).toEqual([]);
	expect(sent).toHaveLength(7);
});

const instead = (path: string, body: IDataObject[string], status = 200): IDataObject => ({
	...{ kind: 'status', status, path },
	body,
});

/** Ways in which a shop may be otherwise, and the assumption that shows it. */
const FLIPS: Array<[flip: string, name: string, fault: IDataObject]> = [
	['infos', 'infos', { kind: 'otherKeys', path: 'infos$', keys: { shopOpenStatus: 'open' } }],
	['seven days', 'openHours', instead('openhours$', { days: [[], [], [], [], [], [], []] })],
	['menu', 'menu', { kind: 'otherKeys', path: 'menu$', keys: { minimumOrderValue: 'counts' } }],
	['costs', 'deliveryCosts', instead('deliverycosts$', 5)],
	['a code like any other', 'discountCode', instead('discountcode$', { value: 5 })],
	['another parameter', 'discountCode', instead('discountcode$', { message: 'No code.' }, 400)],
	['a coupon like any other', 'coupon', instead('coupon$', { amount: 5 })],
	['an order like any other', 'unknownOrder', instead('order/\\d+$', { status: 'waiting' })],
];

it.each(FLIPS)('finds: %s', async (_flip, name, fault) => {
	await kit.bench.control('faults', { vendor: 'kassaForte', times: -1, ...fault });
	const checked = await check();
	const found = checked.get(name);
	expect([name, found?.verdict, found?.found]).toEqual([name, 'differs', expect.any(String)]);
	expect(verdicts(checked, 'differs')).toEqual(['summary', name]);
});
