/** Receipts against a statement: what becomes of each day and row, in which words, to the cent. */
import * as fc from 'fast-check';

import type { AccountingReceipt, Means } from '../../../../../nodes/shared/books/receipt';
import { compareStatement } from '../../../../../nodes/shared/books/statement/compare';
import type { StatementComparing } from '../../../../../nodes/shared/books/statement/compare';
import { comparisonSchema, STATUSES } from '../../../../../nodes/shared/books/statement/comparison';
import type { Comparison } from '../../../../../nodes/shared/books/statement/comparison';
import {
	problemsOfEnd,
	problemsOfMethods,
	problemsOfStatement,
} from '../../../../../nodes/shared/books/statement/problems';
import type { StatementRow } from '../../../../../nodes/shared/books/statement/types';
import { addDays } from '../../../../../nodes/shared/values/dates';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { runs, SEED } from '../../../../support/clock/seeds';
import { receipt } from '../receipts';
import { row } from './row';

let numbers = 0;

/** A receipt that was paid by card, or otherwise. */
const paid = (day: string, cents: number, means: Means = 'card', more = {}): AccountingReceipt =>
	receipt({
		number: `11-${(numbers += 1)}`,
		at: `${day}T12:00:00`,
		lines: [['sale', cents, '20']],
		payments: [[means, cents]],
		more,
	});

const WEEK: StatementComparing = {
	period: { from: '2026-10-05', to: '2026-10-11' },
	rules: { bankDays: 3, fees: { basisPoints: 0, fixedCents: 0 } },
	payments: { means: ['card'], methods: [] },
	today: '2026-11-01',
};

const compare = (
	receipts: AccountingReceipt[],
	rows: StatementRow[],
	more: Partial<StatementComparing> = {},
): Comparison[] =>
	atOnce(compareStatement(receipts, rows, { ...WEEK, ...more })).map(({ comparison, from }) => {
		expect(from).toEqual(comparison.rows.map(({ item }) => item));
		return comparisonSchema.parse(comparison);
	});

const short = (compared: Comparison[]) =>
	compared.map(({ status, date, taken, received, fees, open }) =>
		[status, date.slice(5), taken, received, fees, open].join(' '),
	);

/** A row that shows that the statement goes on. */
const LATER = row(99, '2026-10-20', 1);

beforeEach(() => {
	numbers = 0;
});

it('the worked example of the documentation', () => {
	const receipts = [
		paid('2026-10-05', 30_000),
		paid('2026-10-05', 10_000, 'cash'),
		paid('2026-10-06', 20_000),
		paid('2026-10-06', 4_250),
		paid('2026-10-07', 50_000),
		paid('2026-10-08', 41_000),
		paid('2026-10-09', 60_000),
		paid('2026-10-10', 80_000),
		paid('2026-10-11', 45_000),
	];
	const rows = [
		row(0, '2026-10-06', 29_700),
		row(1, '2026-10-07', 19_800),
		row(2, '2026-10-09', 40_590),
		row(3, '2026-10-09', -1_990),
		row(4, '2026-10-12', 138_600),
	];
	const rules = { bankDays: 3, fees: { basisPoints: 100, fixedCents: 0 } };
	const compared = compare(receipts, rows, { rules });
	expect(short(compared)).toEqual([
		'differs 10-06 242.50 198.00 0.00 44.50',
		'missing 10-07 500.00 0.00 0.00 500.00',
		'unexpected 10-09 0.00 -19.90 0.00 19.90',
		'fees 10-05 300.00 297.00 3.00 0.00',
		'fees 10-08 410.00 405.90 4.10 0.00',
		'fees 10-09 1400.00 1386.00 14.00 0.00',
		'notPaidYet 10-11 450.00 0.00 0.00 450.00',
	]);
	expect(compared.map(({ explanation }) => explanation)).toEqual([
		'Paid out on 2026-10-07, and that is 44.50 too little. Receipt 11-4 may explain it: Without it, what came is what was taken less a fee.',
		'Nothing on the statement is what was taken; it should have come by 2026-10-12.',
		'Was taken off the account, and no day of the till says so: a chargeback, a fee or a correction.',
		'Paid out on 2026-10-06, less 3.00 of fees (1.00 %).',
		'Paid out on 2026-10-09, less 4.10 of fees (1.00 %).',
		'Paid out together on 2026-10-12, less 14.00 of fees (1.00 %).',
		'May still come: the statement ends on 2026-10-12, and this is paid out by 2026-10-14.',
	]);
	expect(problemsOfStatement(compared)).toEqual([
		'1 business day was not paid out: 2026-10-07: 500.00.',
		'1 payout differs from what was taken: 2026-10-06: 44.50. "receipts" and "explanation" tell what may explain it.',
		'1 row of the statement is nothing that was taken: 2026-10-09: -19.90.',
	]);
});

it('finds each day to the cent among many rows of other things', () => {
	const days = [5, 6, 7, 8, 9].map((day) => addDays('2026-10-01', day - 1));
	const receipts = days.map((day, index) => paid(day, 30_000 + index * 7_001));
	const rows = days.flatMap((day, index) => [
		row(index * 100, addDays(day, 1), 30_000 + index * 7_001),
		// Together they are near what was taken, and a day's payout with them is, too.
		...Array.from({ length: 16 }, (_, each) =>
			row(index * 100 + each + 1, addDays(day, 1), (each % 2 === 0 ? 1 : -1) * (3_110 + each)),
		),
	]);
	const matched = compare(receipts, rows).filter(({ status }) => status === 'matched');
	expect(matched.map(({ date, rows: [only, ...others] }) => [date, only?.item, others])).toEqual(
		days.map((day, index) => [day, index * 100, []]),
	);
});

it('names the receipts of a day that was not paid out', () => {
	const receipts = [
		paid('2026-10-05', 30_000),
		paid('2026-10-05', 10_000, 'cash'),
		paid('2026-10-05', -2_000),
	];
	const covered = { from: '2026-10-01', to: '2026-10-31' };
	const [missing] = compare(receipts, [LATER], { covered });
	expect(missing).toMatchObject({ status: 'missing', open: '280.00' });
	expect(missing?.receipts.map(({ number, amount }) => [number, amount])).toEqual([
		['11-1', '300.00'],
		['11-3', '-20.00'],
	]);
});

it('names the receipt that a chargeback may be of, and one whose payout a row may be', () => {
	const receipts = [
		paid('2026-10-05', 1_990),
		paid('2026-10-07', 4_400, 'cash'),
		paid('2026-10-09', 1_990),
		paid('2026-10-09', 4_400, 'cash'),
	];
	const rows = [
		row(0, '2026-10-06', 1_990),
		row(1, '2026-10-08', 4_400),
		row(2, '2026-10-08', -1_990),
		row(3, '2026-10-10', 1_990),
		row(4, '2026-10-11', 777),
		LATER,
	];
	const unexpected = compare(receipts, rows).filter(({ status }) => status === 'unexpected');
	expect(
		unexpected.map(({ rows: [of], receipts: named, explanation }) => [
			of?.item,
			named.map(({ number, amount }) => `${number} ${amount}`),
			explanation,
		]),
	).toEqual([
		[
			1,
			['11-2 -44.00'],
			'Nothing that was taken is this amount. Receipt 11-2 may explain it: It was paid otherwise, as the till says: if it was paid by card, this row is its payout.',
		],
		[
			2,
			['11-1 19.90'],
			'Was taken off the account, and no day of the till says so: a chargeback, a fee or a correction. Receipt 11-1 may explain it: What it took was taken back by this row, if that is a chargeback.',
		],
		[4, [], 'Nothing that was taken is this amount.'],
	]);
});

describe('what explains a difference', () => {
	const explained = (receipts: AccountingReceipt[], cents: number) => {
		const [first] = compare(receipts, [row(0, '2026-10-06', cents), LATER]);
		return {
			numbers: first?.receipts.map(({ number, amount }) => `${number} ${amount}`),
			words: first?.explanation,
		};
	};

	it('one receipt of that amount', () => {
		const { numbers: found, words } = explained(
			[paid('2026-10-05', 30_000), paid('2026-10-05', 1_250), paid('2026-10-05', 2_000)],
			32_000,
		);
		expect(found).toEqual(['11-2 12.50']);
		expect(words).toBe(
			'Paid out on 2026-10-06, and that is 12.50 too little. Receipt 11-2 may explain it: Its amount is what was paid out too little.',
		);
	});

	it('several of the same amount, of which none says which it was', () => {
		const same = [paid('2026-10-05', 30_000), paid('2026-10-05', 1_250), paid('2026-10-05', 1_250)];
		expect(explained(same, 31_250).words).toContain(
			'Receipts 11-2, 11-3 may explain the 12.50: see "receipts".',
		);
		const many = Array.from({ length: 6 }, () => paid('2026-10-05', 1_250));
		expect(explained([paid('2026-10-05', 30_000), ...many], 36_250).numbers).toEqual([]);
	});

	it('a few that are as much together', () => {
		const few = [30_000, 1_250, 1_999, 40].map((cents) => paid('2026-10-05', cents));
		const { numbers: found } = explained(few, 30_040);
		expect(found).toEqual(['11-2 12.50', '11-3 19.99']);
	});

	it('one that was paid otherwise, or back, or twice, where too much came', () => {
		const otherwise = [paid('2026-10-05', 30_000), paid('2026-10-05', 1_250, 'cash')];
		expect(explained(otherwise, 31_250).words).toContain(
			'if it was paid by card, that is the difference',
		);
		const back = [paid('2026-10-05', 30_000), paid('2026-10-05', -1_250)];
		expect(explained(back, 30_000).words).toContain('was not taken off the payout');
		const twice = [paid('2026-10-05', 30_000), paid('2026-10-05', 1_250)];
		expect(explained(twice, 32_500).words).toContain('may have been charged twice');
	});

	it('what stands on the next day', () => {
		const receipts = [
			paid('2026-10-05', 30_000),
			paid('2026-10-05', 2_500),
			paid('2026-10-06', 20_000),
		];
		const rows = [row(0, '2026-10-06', 30_000), row(1, '2026-10-07', 22_500), LATER];
		const compared = compare(receipts, rows);
		const [first] = compared;
		expect(first).toMatchObject({
			status: 'shifted',
			agrees: true,
			date: '2026-10-05',
			dateTo: '2026-10-06',
			open: '0.00',
			days: [
				{ date: '2026-10-05', taken: '325.00' },
				{ date: '2026-10-06', taken: '200.00' },
			],
			receipts: [{ number: '11-2', amount: '25.00' }],
		});
		expect(first?.explanation).toContain(
			'taken were 325.00 on 2026-10-05 and 200.00 on 2026-10-06, and 300.00 on 2026-10-06 and 225.00 on 2026-10-07 came.',
		);
		expect(problemsOfStatement(compared).join()).toContain('1 time as much came as was taken');
	});
});

describe('doubts are said', () => {
	it('which of two days of the same amount was not paid out', () => {
		const compared = compare(
			[paid('2026-10-05', 10_000), paid('2026-10-06', 10_000)],
			[row(0, '2026-10-07', 10_000), LATER],
		);
		const [missing, matched] = compared;
		expect(missing?.status).toBe('missing');
		expect(missing?.explanation).toContain("It can't be told for certain which day");
		expect(matched?.explanation).toContain(`could as well be what was taken on ${missing?.date}`);
	});

	it('that a row may be a payout that came twice', () => {
		const [unexpected] = compare(
			[paid('2026-10-05', 10_000)],
			[row(0, '2026-10-06', 10_000), row(1, '2026-10-06', 10_000), LATER],
		);
		expect(unexpected?.explanation).toBe(
			'Nothing that was taken is this amount. It is the same as the row of 2026-10-06, by which 2026-10-05 was paid out: that may have been paid out twice.',
		);
	});
});

it('the ends of period and statement are no alarm', () => {
	const receipts = [
		paid('2026-10-02', 11_100),
		paid('2026-10-05', 22_200),
		paid('2026-10-11', 33_300),
		paid('2026-10-12', 44_400),
	];
	const rows = [
		row(0, '2026-10-05', 11_100),
		row(1, '2026-10-06', 22_200),
		row(2, '2026-10-13', 33_300),
		row(3, '2026-10-13', 44_400),
		row(4, '2026-09-01', 77_700),
	];
	const compared = compare(receipts, rows);
	expect(short(compared)).toEqual([
		'matched 10-05 222.00 222.00 0.00 0.00',
		'matched 10-11 333.00 333.00 0.00 0.00',
		'otherDays 09-01 0.00 1332.00 0.00 -1332.00',
	]);
	expect(compared.at(-1)?.explanation).toBe(
		'3 rows are of days before 2026-10-05 or after 2026-10-11, which are not compared.',
	);
	expect(problemsOfStatement(compared)).toEqual([]);

	const begun = compare(
		[paid('2026-10-05', 22_200), paid('2026-10-09', 100)],
		[row(0, '2026-10-12', 100), row(1, '2026-10-20', 5)],
	);
	expect(short(begun)).toContain('notCovered 10-05 222.00 0.00 0.00 222.00');
	expect(problemsOfStatement(begun).join()).toContain('nothing can be said');
	// What isn't due today isn't missing, wherever the statement ends.
	const early = compare([paid('2026-10-08', 500)], [LATER], { today: '2026-10-09' });
	expect(short(early)[0]).toBe('notPaidYet 10-08 5.00 0.00 0.00 5.00');
});

it('late payouts, fees that the statement states, and days that come to nothing', () => {
	const compared = compare(
		[
			paid('2026-10-05', 30_000),
			paid('2026-10-06', 20_000),
			paid('2026-10-07', 700),
			paid('2026-10-07', -700),
		],
		[
			row(0, '2026-10-19', 30_000),
			row(1, '2026-10-07', 19_700, { feeCents: 300, text: 'NEXI', reference: 'R1' }),
			LATER,
		],
	);
	expect(short(compared)).toEqual([
		'late 10-05 300.00 300.00 0.00 0.00',
		'fees 10-06 200.00 197.00 3.00 0.00',
		'matched 10-07 0.00 0.00 0.00 0.00',
		'otherDays 10-20 0.00 0.01 0.00 -0.01',
	]);
	expect(compared[0]?.explanation).toBe(
		'Paid out in full on 2026-10-19, 14 days after: later than "Paid Out Within (Days)" says.',
	);
	expect(compared[1]?.rows).toEqual([
		{
			item: 1,
			date: '2026-10-07',
			amount: '197.00',
			amountCents: 19_700,
			text: 'NEXI',
			reference: 'R1',
		},
	]);
	expect(problemsOfStatement(compared)).toEqual([
		'1 payout came later than "Paid Out Within (Days)" says: 2026-10-05: 300.00.',
	]);
});

it('what is compared: means, and methods by their names', () => {
	const visa = {
		payments: [
			{ means: 'card' as const, vendorMeans: 'VISA', amountCents: 900 },
			{ means: 'online' as const, vendorMeans: 'PayPal', amountCents: 100 },
		],
	};
	const receipts = [paid('2026-10-05', 1000, 'card', visa), paid('2026-10-05', 50, 'cash')];
	const taken = (payments: StatementComparing['payments']) =>
		compare(receipts, [LATER], { payments })[0]?.taken;
	expect(taken({ means: ['card'], methods: [] })).toBe('9.00');
	expect(taken({ means: ['online', 'card'], methods: [] })).toBe('10.00');
	expect(taken({ means: [], methods: ['paypal'] })).toBe('1.00');
	expect(taken({ means: ['cash'], methods: ['Visa'] })).toBe('9.50');
});

it('a name that no receipt has is said, with those that they have', () => {
	const receipts = [paid('2026-10-05', 1200), paid('2026-10-06', 500, 'cash')];
	const told = (...methods: string[]) => atOnce(problemsOfMethods(receipts, methods));
	const [own = ''] = receipts[0]?.payments.map(({ vendorMeans }) => vendorMeans) ?? [];
	expect(told(own.toUpperCase())).toEqual([]);
	expect(told()).toEqual([]);
	const [sentence = ''] = told(own, 'Vissa');
	expect(sentence).toContain(
		'No receipt of these days was paid by "Vissa", as "Payment Method Names" says.',
	);
	expect(sentence).toContain(`"${own}"`);
	expect(atOnce(problemsOfMethods([], ['Visa']))).toEqual([
		'No receipt of these days was paid by "Visa", as "Payment Method Names" says. Methods on them: none.',
	]);
});

it('register by register, where the rows name them', () => {
	const at = (id: string, name: string | null) => ({ register: { id, name } });
	const receipts = [
		paid('2026-10-05', 1000, 'card', at('11', 'Schank')),
		paid('2026-10-05', 2000, 'card', at('12', 'Garten')),
		paid('2026-10-05', 3000, 'card', at('13', null)),
	];
	const rows = [
		row(0, '2026-10-06', 2000, { placeWord: 'TID 300 / Garten' }),
		row(1, '2026-10-06', 1000, { placeWord: 'SCHANK' }),
		row(2, '2026-10-06', 3000, { placeWord: '13' }),
		row(3, '2026-10-06', 3000, { placeWord: 'elsewhere' }),
		row(4, '2026-10-06', 5),
		LATER,
	];
	const places = [{ word: 'tid 300', place: 'garten' }];
	const compared = compare(receipts, rows, { places });
	const words = compared.map(
		({ status, placeName, received }) => `${status} ${placeName} ${received}`,
	);
	expect(words).toEqual([
		'unexpected null 0.05',
		'unexpected elsewhere 30.00',
		'matched 13 30.00',
		'matched Garten 20.00',
		'matched Schank 10.00',
		'otherDays null 0.01',
	]);
	expect(problemsOfStatement(compared)[0]).toContain('2026-10-06 (elsewhere): 30.00');
	// All together, no row says whose it is, and none needs to.
	expect(short(compare(receipts, [row(0, '2026-10-06', 6000), LATER]))[0]).toBe(
		'matched 10-05 60.00 60.00 0.00 0.00',
	);
});

it('the longest text of the table says whose a row is, and a name or ID goes before a part of it', () => {
	const at = (id: string, name: string) => ({ register: { id, name } });
	const receipts = [
		paid('2026-10-05', 1000, 'card', at('21', 'Schank')),
		paid('2026-10-05', 2000, 'card', at('22', 'Schank Garten')),
	];
	const placesOfRows = (words: string[], places: StatementComparing['places']) => {
		const rows = words.map((placeWord, index) =>
			row(index, '2026-10-06', 1000 * (index + 1), { placeWord }),
		);
		return compare(receipts, [...rows, LATER], { places })
			.filter(({ status }) => status !== 'otherDays')
			.map(({ status, placeName }) => `${status} ${placeName}`)
			.sort();
	};
	const each = ['matched Schank', 'matched Schank Garten'];
	const terminals = [
		{ word: '1', place: 'Schank' },
		{ word: '10', place: 'Schank Garten' },
	];
	expect(placesOfRows(['Terminal 1', 'Terminal 10'], terminals)).toEqual(each);
	const named = [{ word: 'schank', place: 'Schank' }];
	expect(placesOfRows(['TID Schank', 'Schank Garten'], named)).toEqual(each);
	// What the table has as a whole goes before what happens to be an ID.
	const swapped = [
		{ word: '22', place: 'Schank' },
		{ word: '21', place: 'Schank Garten' },
	];
	expect(placesOfRows(['22', '21'], swapped)).toEqual(each);
});

it('takes change off cash, whatever names the cash, and where a voucher gave it', () => {
	const sold = (payments: Array<[Means, number]>, change: number) =>
		receipt({
			number: `11-${(numbers += 1)}`,
			at: '2026-10-05T12:00:00',
			lines: [['sale', 4500, '20']],
			payments,
			change,
		});
	const taken = (receipts: AccountingReceipt[], payments: StatementComparing['payments']) =>
		compare(receipts, [LATER], { payments })[0]?.taken;
	const inCash = sold([['cash', 5000]], 500);
	const byVoucher = sold([['voucher', 5000]], 500);
	expect(taken([inCash], { means: [], methods: ['Cash'] })).toBe('45.00');
	expect(taken([inCash, byVoucher], { means: ['cash'], methods: [] })).toBe('40.00');
	expect(taken([inCash, byVoucher], { means: ['voucher'], methods: [] })).toBe('50.00');
});

it('a statement that ends before days should have been paid out says nothing of them, and that is said', () => {
	const receipts = [paid('2026-10-05', 1000), paid('2026-10-06', 2000)];
	const rows = [row(0, '2026-09-04', 3000)];
	const rules = { bankDays: 3 };
	const stale = compare(receipts, rows);
	expect(problemsOfEnd(stale, rules, '2026-11-01')).toEqual([
		'Of 2 business days nothing can be said yet, because the statement ends earlier: 2026-10-05: 10.00; 2026-10-06: 20.00. Compare them again with a later statement.',
	]);
	// The second may still come, today as well.
	expect(problemsOfEnd(stale, rules, '2026-10-09')).toEqual([
		'Of 1 business day nothing can be said yet, because the statement ends earlier: 2026-10-05: 10.00. Compare it again with a later statement.',
	]);
	expect(problemsOfEnd(stale, rules, '2026-10-08')).toEqual([]);
	const [due] = compare(receipts.slice(0, 1), [LATER], { today: '2026-10-08' });
	expect(due?.explanation).toBe('May still come, by 2026-10-08.');
});

it('what is missing among the rows that count is missing where the statement goes on with others', () => {
	const receipts = [paid('2026-10-05', 1000), paid('2026-10-06', 2000)];
	const rows = [row(0, '2026-10-06', 1000)];
	const state = (more: Partial<StatementComparing>) =>
		short(compare(receipts, rows, more)).find((words) => words.includes(' 10-06 20.00'));
	expect(state({})).toContain('notPaidYet');
	expect(state({ covered: { from: '2026-10-01', to: '2026-10-31' } })).toContain('missing');
});

it('payouts that are a little less look like fees, and it is said so', () => {
	const days = Array.from({ length: 5 }, (_, n) => addDays('2026-10-05', n));
	const receipts = days.map((day, n) => paid(day, 50_000 + 7_100 * n));
	const rows = days.map((day, n) =>
		row(n, addDays(day, 3), Math.round((50_000 + 7_100 * n) * 0.987)),
	);
	const problems = problemsOfStatement(compare(receipts, [...rows, LATER]));
	expect(problems).toHaveLength(2);
	expect(problems[1]).toBe(
		'5 payouts are a little less than was taken, 41.73 together: if these are fees, say so in "Options > Fees Up To (%)".',
	);
	expect(
		problemsOfStatement(compare(receipts.slice(0, 2), [...rows.slice(0, 2), LATER])),
	).toHaveLength(1);
});

it('nothing was taken: all rows are said', () => {
	expect(short(compare([], [row(0, '2026-10-06', 700)]))).toEqual([
		'unexpected 10-06 0.00 7.00 0.00 -7.00',
	]);
	const places: StatementComparing['places'] = [];
	expect(short(compare([], [row(0, '2026-10-06', 700)], { places }))).toHaveLength(1);
});

it('taken less received is the sum of the differences, whatever comes; each row and day once', () => {
	const day = fc.integer({ min: -8, max: 18 }).map((n) => addDays('2026-10-05', n));
	const cents = fc.oneof(
		fc.integer({ min: -200, max: 200 }),
		fc.integer({ min: -90_000, max: 90_000 }),
	);
	fc.assert(
		fc.property(
			fc.record({
				sold: fc.array(fc.tuple(day, cents, fc.boolean()), { maxLength: 40 }),
				given: fc.array(fc.tuple(day, cents, fc.integer({ min: 0, max: 9 })), { maxLength: 40 }),
				basisPoints: fc.integer({ min: 0, max: 1000 }),
				today: day,
			}),
			({ sold, given, basisPoints, today }) => {
				const receipts = sold.map(([on, amount, isCard]) =>
					paid(on, amount, isCard ? 'card' : 'cash'),
				);
				const rows = given.map(([on, amount, feeCents], n) => row(n, on, amount, { feeCents }));
				const rules = { bankDays: 3, fees: { basisPoints, fixedCents: 10 } };
				const compared = compare(receipts, rows, { rules, today });
				const sum = (of: (one: Comparison) => number) =>
					compared.reduce((all, one) => all + of(one), 0);
				expect(sum((one) => one.takenCents) - sum((one) => one.receivedCents)).toBe(
					sum((one) => one.differenceCents),
				);
				expect(sum((one) => one.receivedCents)).toBe(rows.reduce((all, one) => all + one.cents, 0));
				for (const one of compared) {
					expect(one.differenceCents).toBe(one.feesCents + one.openCents);
					expect(one.takenCents).toBe(
						one.days.reduce((all, { takenCents }) => all + takenCents, 0),
					);
					expect(STATUSES).toContain(one.status);
				}
				expect(
					compared.flatMap((one) => one.rows.map(({ item }) => item)).sort((a, b) => a - b),
				).toEqual(rows.map(({ index }) => index));
				const days = compared.flatMap((one) => one.days.map(({ date }) => date));
				expect(new Set(days).size).toBe(days.length);
				const within = receipts.filter(
					({ businessDay, payments }) =>
						businessDay >= '2026-10-05' &&
						businessDay <= '2026-10-11' &&
						payments[0]?.means === 'card',
				);
				for (const { businessDay } of within) expect(days).toContain(businessDay);
			},
		),
		{ seed: SEED, numRuns: runs(300) },
	);
});
