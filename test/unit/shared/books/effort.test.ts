/** Numbers of receipts that nobody prints: the work grows with their number, and no faster. */
import { untimed } from '../../../support/clock/clock';
import type { Gap } from '../../../../nodes/shared/books/missingNumbers';
import { readPages } from '../../../../nodes/shared/run/pages';
import { clock, receipt } from './receipts';
import { Accounts } from '../../../../nodes/shared/books/accounts';
import {
	bookOf,
	findLastNumbers,
	findNumbers,
	withoutNumbers,
} from '../../../support/clock/atOnce';

const period = { from: '2026-10-05', to: '2026-10-06' };
const at = '2026-10-05T10:00:00';

/** Signs that are copied out of texts meanwhile, which is what once took the time. */
function copied(work: () => void): number {
	let signs = 0;
	const { slice } = String.prototype;
	const spy = jest.spyOn(String.prototype, 'slice').mockImplementation(function (
		this: string,
		...range
	) {
		const part = slice.apply(this, range);
		signs += part.length;
		return part;
	});
	work();
	spy.mockRestore();
	return signs;
}

it('a printed number of 17,000 digits costs no more than its length', () => {
	const digits = '1'.repeat(17_000);
	const more = { documentType: 'invoice' as const, displayNumber: `${digits}/1` };
	const invoices = [receipt({ number: '1', at, more }), receipt({ number: '11', at, more })];
	let found: unknown;
	const signs = copied(() => {
		found = findNumbers(invoices, period);
		findLastNumbers(invoices, period);
	});
	expect(signs).toBeLessThan(20 * digits.length);
	expect(found).toMatchObject({ gaps: [{ first: 2, last: 10 }] });
});

it('books sort the numbers of their receipts once: gaps, late ones, shared and last numbers ask the same', () => {
	let read = 0;
	const receipts = Array.from({ length: 500 }, (_, n) => {
		const one = receipt({ number: `11-${n + 1}`, at, more: { zNumber: '7' } });
		// The closing tells how long a number is counted on; without amounts nothing else asks for it.
		return Object.defineProperty(one, 'zNumber', {
			get: () => {
				read += 1;
				return '7';
			},
		});
	});
	const { summary } = bookOf(
		{ receipts, others: [] },
		{ period, clock, accounts: new Accounts([]), groupBy: 'day', asOf: '2026-10-07T00:00:00Z' },
	);
	expect(summary.receipts).toBe(500);
	expect(read).toBe(receipts.length);
});

it('50,000 gaps and 300 known numbers are compared where they meet only', () => {
	let written = 0;
	const write = (value: number) => {
		written += 1;
		return `11-${value}`;
	};
	const place = { id: '11', name: null };
	const gaps = Array.from({ length: 50_000 }, (_, index): Gap => {
		const first = 10 * index + 1;
		const common = { documentType: 'receipt' as const, place, sequence: null, series: null };
		return { ...common, write, first, last: first + 5 };
	});
	const numbers = Array.from({ length: 300 }, (_, index) => ({
		number: `11-${10 * index + 3}`,
		place,
	}));
	const left = withoutNumbers(gaps, numbers);
	expect(left).toHaveLength(50_300);
	expect(left.slice(0, 2).map(({ first, last }) => [first, last])).toEqual([
		[1, 2],
		[4, 6],
	]);
	expect(written).toBeLessThan(60_000);
});

it('a list with a limit looks at each record a few times, however many pages it has', async () => {
	let looks = 0;
	const list = Array.from({ length: 2000 }, (_, index) => String(index));
	const { records } = await readPages(
		{
			pager: { offset: 'o', limit: 'l', size: 10 },
			fetch: async ({ offset, size }) => ({ records: list.slice(offset, offset + size) }),
			identify: String,
			pool: async (task) => await task(),
			taking: untimed,
			isWanted: () => {
				looks += 1;
				return true;
			},
		},
		2000,
	);
	expect(records).toHaveLength(2000);
	expect(looks).toBeLessThan(5 * list.length);
});
