/** Kassandro's count against its list: which way they differ. */
import type { AccountingReceipt } from '../../../nodes/shared/accounting';
import { NO_MAPPING } from '../../../nodes/shared/books/mapping';
import type { Call } from '../../../nodes/shared/types';
import { receipt } from '../books/receipts';

const mockListed: AccountingReceipt[] = [];
const mockAsked: string[] = [];

jest.mock('../../../nodes/Kassandro/books', () => ({
	readBooks: async () => await Promise.resolve({ receipts: mockListed, others: [] }),
	askForMissing: async (_call: unknown, gaps: Array<{ first: number }>) => {
		mockAsked.push(...gaps.map(({ first }) => `${first}`));
		return await Promise.resolve(
			gaps.map(({ first }) => ({ record: first, businessDay: '2026-10-05' })),
		);
	},
}));
jest.mock('../../../nodes/Kassandro/toReceipts', () => ({
	...jest.requireActual<object>('../../../nodes/Kassandro/toReceipts'),
	readRegisters: async () => await Promise.resolve(new Map([['11', 'Schank']])),
	converter: async () =>
		await Promise.resolve((record: number) => mockFound(`11-${record}`, '2026-10-05T11:00:00')),
}));

function mockFound(number: string, at: string) {
	return receipt({ number, at, lines: [['sale', 700, '20']] });
}

import { reconcile } from '../../../nodes/Kassandro/reconcile';

const clock = { timeZone: 'Europe/Vienna', dayEndsAt: '00:00' };

/** The comparison of the count, for receipts 11-1 and 11-3 of one day. */
async function compareCount(counted: number) {
	mockAsked.length = 0;
	mockListed.splice(
		0,
		Infinity,
		mockFound('11-1', '2026-10-05T10:00:00'),
		mockFound('11-3', '2026-10-05T12:00:00'),
	);
	const call = {
		input: { options: {}, query: {} },
		authentication: { value: 'accountToken' },
		api: { concurrency: 2 },
		endpoint: {},
		send: async () => await Promise.resolve([{ count: counted }]),
	} as unknown as Call;
	const period = { from: '2026-10-05', to: '2026-10-05' };
	const [item] = await reconcile(call, { period, clock, mapping: NO_MAPPING });
	return item;
}

it('a higher count is explained by a number that is in no list', async () => {
	expect(await compareCount(3)).toMatchObject({
		check: 'count',
		difference: '1',
		receipts: [{ number: '11-2', amount: '7.00' }],
		note: '',
	});
	expect(mockAsked).toEqual(['2']);
});

it('a lower count is explained by none, and none is asked for', async () => {
	const item = await compareCount(1);
	expect(item).toMatchObject({ difference: '-1', receipts: [] });
	expect(item?.note).toContain('receipts that are not counted');
	expect(mockAsked).toEqual([]);
});
