/** Kassandro's count against its list: which receipts are in no list, also at the ends of a period. */
import type { IDataObject } from 'n8n-workflow';
import { reconcile } from '../../../../nodes/Kassandro/books/reconcile';
import { NO_MAPPING } from '../../../../nodes/shared/books/mapping';
import { reconciliationSchema } from '../../../../nodes/shared/books/reconciliation';
import type { Taker } from '../../../../nodes/shared/run/batches';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import { fakeCall } from '../../../support/n8n/call';
import { testNode } from '../../../support/n8n/host';

/** Every receipt of the register; what is unlisted is in no list, what is uncounted in no count. */
const mockReceipts: Array<IDataObject & Flaws> = [];
interface Flaws {
	unlisted?: boolean;
	uncounted?: boolean;
}
const mockAsked: string[] = [];
jest.mock('../../../../nodes/Kassandro/books/originals', () => ({
	...jest.requireActual<object>('../../../../nodes/Kassandro/books/originals'),
	askFor: async (_call: unknown, number: string) => {
		mockAsked.push(number);
		const found = mockReceipts.find(({ receiptNumber }) => receiptNumber === number);
		return await Promise.resolve(found);
	},
	findOriginals: async () => await Promise.resolve(() => new Map()),
}));
jest.mock('../../../../nodes/shared/run/run', () => ({
	withPool: async (_call: unknown, work: (pool: unknown) => Promise<unknown>) =>
		await work(async (task: () => Promise<unknown>) => await task()),
}));
jest.mock('../../../../nodes/shared/run/batches', () => ({
	runBatches: async (_call: unknown, _list: unknown, { take }: Taker) => {
		await take(mockReceipts.filter(({ unlisted }) => !unlisted));
	},
}));

const clock = { timeZone: 'Europe/Vienna', dayEndsAt: '03:00' };
const NOW = Date.parse('2026-10-06T08:00:00+02:00');
const call = fakeCall({
	hint: () => undefined,
	now: () => NOW,
	api: { name: 'Kassandro' },
	host: { getNode: () => testNode },
	memory: { of: () => ({ get: () => 'shop' }) },
	authentication: { value: 'cashRegisterToken' },
	credentials: { cashRegisterId: '11' },
	endpoint: {},
	input: { timeZone: clock.timeZone, options: { dayEndsAt: clock.dayEndsAt }, query: {} },
	send: async ({ query = {} }: ApiRequest) => {
		const [from, to] = [query.dateFrom, query.dateTo].map((at) => Date.parse(String(at)));
		const counted = mockReceipts.filter(({ created, uncounted }) => {
			const at = Date.parse(`${String(created)}+02:00`);
			return !uncounted && at >= (from ?? NaN) && at <= (to ?? NaN);
		});
		return await Promise.resolve({ count: counted.length });
	},
});

const put = (number: number, created: string, unlisted = false, uncounted = false) =>
	mockReceipts.push({
		receiptNumber: `11-${number}`,
		created,
		cashRegisterId: 11,
		items: [{ amount: 1, priceOne: number, vat: 20 }],
		price: number,
		paymentMethod: 'Bar',
		unlisted,
		uncounted,
	});

async function count() {
	const wanted = { period: { from: '2026-10-05', to: '2026-10-05' }, clock, mapping: NO_MAPPING };
	const items = reconciliationSchema.array().parse(await reconcile(call, wanted));
	const [item] = items.filter(({ check }) => check === 'count');
	return {
		difference: item?.difference,
		found: item?.receipts.map(({ number, amount }) => `${number}: ${amount}`),
		reasons: item?.receipts.map(({ reason }) => reason),
		note: item?.note,
	};
}

beforeEach(() => {
	mockReceipts.length = 0;
	mockAsked.length = 0;
});

it('asks for nothing where both agree', async () => {
	put(7, '2026-10-05T10:00:00');
	expect(await count()).toEqual({ difference: '0', found: [], reasons: [], note: '' });
	expect(mockAsked).toEqual([]);
});

it('names what lies between the others, and before the first and after the last one', async () => {
	put(5, '2026-10-04T22:00:00', true);
	put(6, '2026-10-05T09:00:00', true);
	put(7, '2026-10-05T10:00:00');
	put(8, '2026-10-05T11:00:00', true);
	put(9, '2026-10-05T12:00:00');
	put(11, '2026-10-06T01:00:00', true);
	expect(await count()).toMatchObject({
		difference: '3',
		found: ['11-8: 8.00', '11-6: 6.00', '11-11: 11.00'],
		note: '',
	});
});

it('does not ask beyond numbers that are known on the days beside', async () => {
	put(6, '2026-10-05T02:00:00');
	put(7, '2026-10-05T10:00:00');
	put(8, '2026-10-05T11:00:00', true);
	put(9, '2026-10-06T04:00:00');
	expect(await count()).toMatchObject({ difference: '1', found: ['11-8: 8.00'], note: '' });
	expect(mockAsked).toEqual(['11-8']);
});

it('explains a lower count by none, and asks for none', async () => {
	put(7, '2026-10-05T10:00:00');
	put(9, '2026-10-05T12:00:00', false, true);
	const { difference, found, note } = await count();
	expect({ difference, found }).toEqual({ difference: '-1', found: [] });
	expect(note).toContain('receipts that are not counted');
	expect(mockAsked).toEqual([]);
});

it('says of a receipt that was made while the list was read that it was', async () => {
	put(7, '2026-10-05T10:00:00');
	put(8, '2026-10-06T02:30:00', true);
	const before = await count();
	expect(before.reasons).toEqual(['It is counted and its number finds it, but it is in no list.']);
	const moment = jest.spyOn(call, 'now').mockReturnValue(Date.parse('2026-10-06T02:29:30+02:00'));
	const { reasons } = await count();
	moment.mockRestore();
	expect(reasons).toEqual([expect.stringContaining('while the list was read')]);
});
