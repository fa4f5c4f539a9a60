/** The days on which a report differs: found by as few readings as it takes, because reports add up. */
import { grossOf, sums } from '../../../../../nodes/CassaNova/books/reconciliation/keys';
import type { Entry, Key, Sums } from '../../../../../nodes/CassaNova/books/reconciliation/keys';
import { differingDays } from '../../../../../nodes/CassaNova/books/reconciliation/readDifferences';
import type { AccountingReceipt } from '../../../../../nodes/shared/books/receipt';
import type { DayRange } from '../../../../../nodes/shared/table/request';
import { receipt } from '../../../shared/books/receipts';

const key: Key = { check: 'tax', subject: '10' };
const department: Key = { check: 'department', subject: 'unknown' };
const period = { from: '2026-10-01', to: '2026-10-08' };
const day = (date: number) => `2026-10-0${date}`;
const receipts = Array.from({ length: 8 }, (_, index) =>
	receipt({
		number: String(index + 1),
		at: `${day(index + 1)}T10:00:00`,
		lines: [['sale', 100, '10']],
	}),
);

/** Which days differ from the receipts, by how much, and which ranges were read for it. */
async function found(more: Record<number, number>) {
	const asked: string[] = [];
	const stated = ({ from, to }: DayRange): Sums => {
		const dates = [1, 2, 3, 4, 5, 6, 7, 8].filter((date) => day(date) >= from && day(date) <= to);
		const cents = dates.reduce((sum, date) => sum + 100 + (more[date] ?? 0), 0);
		return sums([
			[key, cents],
			[department, cents],
		]);
	};
	const sides = {
		ours: async (some: readonly AccountingReceipt[]) =>
			await Promise.resolve(sums(some.flatMap((one): Entry[] => [...grossOf(one)]))),
		theirs: async (range: DayRange) => {
			asked.push(`${range.from.slice(-1)}-${range.to.slice(-1)}`);
			return await Promise.resolve(stated(range));
		},
	};
	const days = await differingDays(sides, period, stated(period), receipts);
	return { days: days.map(([date, sum]) => [Number(date.slice(-1)), sum.get(key)]), asked };
}

it.each<[string, Record<number, number>, number[][], string[]]>([
	['no day: nothing is read', {}, [], []],
	['the first', { 1: 5 }, [[1, 5]], ['1-4', '1-2', '1-1']],
	['the sixth', { 6: -5 }, [[6, -5]], ['1-4', '5-6', '5-5']],
	[
		'two that are far from each other',
		{ 2: 5, 8: 7 },
		[
			[2, 5],
			[8, 7],
		],
		['1-4', '1-2', '1-1', '5-6', '7-7'],
	],
])('%s', async (_, more, days, asked) => {
	expect(await found(more)).toEqual({ days, asked });
});

it('days that outweigh each other are not seen: the report of the period agrees', async () => {
	expect(await found({ 2: 5, 3: -5 })).toEqual({ days: [], asked: [] });
});
