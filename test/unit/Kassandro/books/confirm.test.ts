/** Kassandro's missing numbers, asked for one by one: late receipts, shared numbers, what came before. */
import type { IDataObject } from 'n8n-workflow';
import { confirmGaps } from '../../../../nodes/Kassandro/books/books';
import type { Gap } from '../../../../nodes/shared/books/missingNumbers';

import { clock } from '../../shared/books/receipts';
import { untimed } from '../../../support/clock/clock';
import { fakeCall } from '../../../support/n8n/call';

/** Kassandro's receipts by number. */
const there = new Map<string, IDataObject>();
const asked: string[] = [];
jest.mock('../../../../nodes/Kassandro/books/originals', () => ({
	askFor: async (_call: unknown, number: string) => {
		asked.push(number);
		return await Promise.resolve(there.get(number));
	},
	findOriginals: async () => await Promise.resolve(() => new Map()),
}));
jest.mock('../../../../nodes/shared/run/run', () => ({
	withPool: async (_call: unknown, work: (pool: unknown) => Promise<unknown>) =>
		await work(async (task: () => Promise<unknown>) => await task()),
}));

const hints: string[] = [];
const call = fakeCall({
	...untimed,
	hint: (text: string) => hints.push(text),
	authentication: { value: 'cashRegisterToken' },
	credentials: {},
	input: { timeZone: clock.timeZone, options: { dayEndsAt: clock.dayEndsAt }, query: {} },
});
const wanted = {
	period: { from: '2026-10-12', to: '2026-10-12' },
	clock,
	mapping: { means: new Map(), articles: new Map(), groups: new Map(), departments: new Map() },
};

const counted = (id: string) => ({
	documentType: 'receipt' as const,
	place: { id, name: null },
	sequence: null,
	series: null,
	write: (value: number) => String(value),
});
const gap = (first: number, last: number, id = '11'): Gap => ({ ...counted(id), first, last });

const put = (number: string, created: string, cashRegisterId = 11) =>
	there.set(number, { receiptNumber: number, created, cashRegisterId, items: [], price: 0 });

const confirm = async (gaps: Gap[], starts: Array<{ first: number; id?: string }> = []) => {
	const all = starts.map(({ first, id = '11' }) => ({ ...counted(id), first }));
	const { found, ...numbers } = await confirmGaps(call, { gaps, starts: all }, wanted);
	return {
		gaps: numbers.gaps.map(({ place, first, last }) => `${place?.id}: ${first}-${last}`),
		starts: numbers.starts.map(({ place, first }) => `${place?.id}: ${first}`),
		found: found.map(({ number, businessDay }) => `${number} of ${businessDay}`),
	};
};

beforeEach(() => {
	there.clear();
	hints.length = 0;
	asked.length = 0;
});

it('a receipt of another day is no missing one: it comes with its own business day', async () => {
	put('151', '2026-10-06T01:00:00');
	// One of the period itself stays: the list has left it out.
	put('152', '2026-10-12T10:00:00');
	expect(await confirm([gap(150, 152)])).toEqual({
		gaps: ['11: 150-150', '11: 152-152'],
		starts: [],
		found: ['151 of 2026-10-05'],
	});
});

it("where registers share numbers, one register's receipt doesn't stand for another one's", async () => {
	put('150', '2026-10-05T22:00:00');
	const { gaps } = await confirm([gap(150, 150), gap(150, 150, '12')]);
	expect(gaps).toEqual(['12: 150-150']);
});

it('a gap may be longer than what is asked for, and then says so', async () => {
	const { gaps } = await confirm([gap(1000, 1499)]);
	expect(gaps).toEqual(['11: 1000-1499']);
	expect(asked).toHaveLength(300);
	expect(hints).toEqual([expect.stringMatching(/^500 receipt numbers are missing\. Only .*300/)]);
	hints.length = 0;
	await confirm([gap(1000, 1299)]);
	expect(hints).toEqual([]);
});

describe('before the first receipt of a period', () => {
	it('nothing is missing where the number before it is of an earlier day', async () => {
		put('99', '2026-10-11T22:00:00');
		expect(await confirm([], [{ first: 100 }])).toEqual({ gaps: [], starts: [], found: [] });
		expect(asked).toEqual(['99']);
	});

	it('what lies between is missing, also what the list has left out', async () => {
		put('97', '2026-10-11T22:00:00');
		put('99', '2026-10-12T09:00:00');
		expect(await confirm([], [{ first: 100 }])).toEqual({
			gaps: ['11: 98-99'],
			starts: [],
			found: [],
		});
	});

	it("it stays unknown after some numbers that don't exist, or where another register has them", async () => {
		expect(await confirm([], [{ first: 5000 }])).toEqual({
			gaps: [],
			starts: ['11: 5000'],
			found: [],
		});
		expect(asked).toHaveLength(20);
		expect(await confirm([], [{ first: 3 }])).toMatchObject({ starts: ['11: 3'] });
		put('99', '2026-10-11T22:00:00', 12);
		put('98', '2026-10-11T22:00:00');
		expect(await confirm([], [{ first: 100 }])).toMatchObject({ gaps: [], starts: ['11: 100'] });
	});

	it('one of the period that the list has left out is missing, also where nothing tells what was before', async () => {
		put('1', '2026-10-12T09:00:00');
		expect(await confirm([], [{ first: 2 }])).toMatchObject({ gaps: ['11: 1-1'], starts: [] });
		put('98', '2026-10-12T09:00:00');
		expect(await confirm([], [{ first: 100 }])).toMatchObject({
			gaps: ['11: 98-99'],
			starts: ['11: 98'],
		});
	});

	it('asks no more than 300 times in all: other numbers may only look like sequences', async () => {
		const many = Array.from({ length: 40 }, (_, index) => ({ first: 1000 * (index + 1) }));
		const { gaps, starts } = await confirm([], many);
		expect(asked.length).toBeLessThanOrEqual(300);
		expect([gaps.length, starts.length]).toEqual([0, 40]);
		// Where each is found at once, as is usual, that is enough for many registers.
		asked.length = 0;
		for (const { first } of many) put(String(first - 1), '2026-10-11T22:00:00');
		expect(await confirm([], many)).toEqual({ gaps: [], starts: [], found: [] });
		expect(asked).toHaveLength(40);
	});
});
