/** The receipts that cancellations refer to: found among what was read, else asked for. */
import { NodeApiError } from 'n8n-workflow';

import { findOriginals } from '../../../../nodes/Kassandro/books/originals';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import { untimed } from '../../../support/clock/clock';
import { testNode } from '../../../support/n8n/host';
import { fakeCall } from '../../../support/n8n/call';

type Answer = unknown;

/** Each record's original, and what was asked. */
async function find(records: unknown[], answer: Answer = { receiptNumber: 'old/1' }) {
	const requests: ApiRequest[] = [];
	const send = async (request: ApiRequest) => {
		requests.push(request);
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const made = new Map<string, Promise<unknown>>();
	const once = async (name: string, make: () => Promise<unknown>) => {
		const value = made.get(name) ?? make();
		made.set(name, value);
		return await value;
	};
	const call = fakeCall({ ...untimed, send, once, api: { concurrency: 2 } });
	const originalsOf = await findOriginals(call, records);
	return { originals: records.map((record) => [...originalsOf(record)]), requests };
}

const items = [{ amount: 1, priceOne: 5 }];
const sale = { receiptNumber: 5, cashRegisterId: 11, items, price: 5 };
const cancels = (number: unknown, more: object = {}) => ({
	receiptNumber: 6,
	cashRegisterId: 11,
	cancellation: { receiptNumber: number },
	items: [],
	...more,
});
const failure = (httpCode: string) => new NodeApiError(testNode, { message: 'No.' }, { httpCode });

it('are found among the receipts that were read', async () => {
	const { originals, requests } = await find([sale, cancels('5')]);
	expect(requests).toEqual([]);
	expect(originals).toEqual([[], [['5', sale]]]);
});

it.each<[string, unknown]>([
	['as an object', { receiptNumber: 'old/1' }],
	['as an object in an array', [{ receiptNumber: 'old/1' }]],
])('are asked for by their number, else, and come %s', async (_name, answer) => {
	const { originals, requests } = await find([cancels('old/1')], answer);
	expect(requests).toEqual([{ method: 'GET', path: '/receipts/old%2F1' }]);
	expect(originals).toEqual([[['old/1', { receiptNumber: 'old/1' }]]]);
});

it('are asked for once each, also where the cancellation says its amounts itself', async () => {
	const own = (number: string) => cancels(number, { items, price: -5 });
	const old = { receiptNumber: '7', cashRegisterId: 11 };
	const { originals, requests } = await find([sale, own('5'), own('7'), own('7')], old);
	expect(requests).toEqual([{ method: 'GET', path: '/receipts/7' }]);
	expect(originals).toEqual([[], [['5', sale]], [['7', old]], [['7', old]]]);
});

it('of another register with the same number are no originals', async () => {
	const other = { ...sale, cashRegisterId: 12 };
	const { originals, requests } = await find([other, cancels('5')], other);
	expect(requests).toHaveLength(1);
	expect(originals).toEqual([[], []]);
});

it('that cannot be told from each other are no originals', async () => {
	const unnamed = { receiptNumber: 5, items };
	const { originals, requests } = await find([unnamed, { ...unnamed }, cancels('5')]);
	expect(requests).toEqual([]);
	expect(originals[2]).toEqual([]);
});

it.each(['400', '404', '200'])(
	'that are not there (%s) are not at hand, which is no failure',
	async (code) => {
		const { originals } = await find([cancels('old/1')], failure(code));
		expect(originals).toEqual([[]]);
	},
);

it.each(['401', '503', 'ECONNRESET'])(
	'that cannot be asked for (%s) are a failure',
	async (code) => {
		await expect(find([cancels('old/1')], failure(code))).rejects.toBeInstanceOf(NodeApiError);
	},
);

it.each<[string, object]>([
	['a cancellation of nothing', { cancellation: null }],
	['a cancellation without a number', { cancellation: {} }],
	['a cancellation in words', { cancellation: 'old/1' }],
	['a sale', sale],
])('are not asked for by %s', async (_name, record) => {
	expect((await find([record])).requests).toEqual([]);
});
