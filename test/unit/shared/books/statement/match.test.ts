/** A year of takings and payouts whose truth is known: the matcher finds each of them. */
import * as fc from 'fast-check';

import { matchPayouts } from '../../../../../nodes/shared/books/statement/match';
import { latestPayday } from '../../../../../nodes/shared/books/statement/payday';
import type {
	DayTaken,
	Matched,
	PayoutRules,
	StatementRow,
} from '../../../../../nodes/shared/books/statement/types';
import { addDays, daysBetween } from '../../../../../nodes/shared/values/dates';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { runs, SEED, seeded } from '../../../../support/clock/seeds';
import { row } from './row';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
/** The year's last days are paid out in the next one. */
const LENGTH = 365;

const rulesOf = (feePercent = 0, bankDays = 5): PayoutRules => ({
	bankDays,
	fees: { basisPoints: Math.round(feePercent * 100), fixedCents: 0 },
});

const match = (days: DayTaken[], rows: StatementRow[], rules = rulesOf(), period = YEAR): Matched =>
	atOnce(matchPayouts({ days, rows, period }, rules));

/** What was paired, in words: days, the amounts of their rows, and how. */
const wordsOf = ({ pairs, days, rows }: Matched) => ({
	pairs: pairs
		.map(
			(pair) =>
				`${pair.days.map(({ day }) => day.slice(5)).join('+')}: ${pair.rows
					.map(({ cents }) => cents)
					.sort((a, b) => a - b)
					.join('+')} ${pair.fit}`,
		)
		.sort(),
	days: days.map(({ day }) => day.slice(5)),
	rows: rows.map(({ cents }) => cents),
});

const day = (date: string, cents: number): DayTaken => ({ day: date, cents });

/** From Monday, 2026-10-05. */
const [MON, TUE, WED, THU, FRI, SAT, SUN, MON2, TUE2] = Array.from({ length: 9 }, (_, n) =>
	addDays('2026-10-05', n),
) as [string, string, string, string, string, string, string, string, string];

describe('easy cases, in which a greedy matcher goes wrong', () => {
	it.each<[string, DayTaken[], StatementRow[], string[], object?]>([
		[
			'each day the next day',
			[day(MON, 100), day(TUE, 200)],
			[row(0, TUE, 100), row(1, WED, 200)],
			['10-05: 100 exact', '10-06: 200 exact'],
		],
		[
			'two days of the same amount, in their order',
			[day(MON, 100), day(TUE, 100)],
			[row(0, WED, 100), row(1, TUE, 100)],
			['10-05: 100 exact', '10-06: 100 exact'],
		],
		[
			'a bundle whose sum is also what a later day took',
			[day(FRI, 60), day(SAT, 40), day(MON2, 100)],
			[row(0, MON2, 100), row(1, TUE2, 100)],
			['10-09+10-10: 100 exact', '10-12: 100 exact'],
		],
		[
			'a weekend in one payout',
			[day(FRI, 1000), day(SAT, 2000), day(SUN, 500), day(MON2, 700)],
			[row(0, MON2, 3500), row(1, TUE2, 700)],
			['10-09+10-10+10-11: 3500 exact', '10-12: 700 exact'],
		],
		[
			'a weekend in payouts of their own on one day',
			[day(FRI, 1000), day(SAT, 2000), day(SUN, 500)],
			[row(0, MON2, 500), row(1, MON2, 1000), row(2, MON2, 2000)],
			['10-09: 1000 exact', '10-10: 2000 exact', '10-11: 500 exact'],
		],
		[
			'a day in brands, and a weekend in brands',
			[day(THU, 900), day(FRI, 1000), day(SAT, 2000)],
			[row(0, FRI, 650), row(1, FRI, 250), row(2, MON2, 1730), row(3, MON2, 1270)],
			['10-08: 250+650 exact', '10-09+10-10: 1270+1730 exact'],
		],
		[
			'a day in two parts on different days',
			[day(MON, 1000), day(TUE, 777)],
			[row(0, TUE, 300), row(1, WED, 700), row(2, THU, 777)],
			['10-05: 300+700 exact', '10-06: 777 exact'],
		],
		[
			'a chargeback beside a payout',
			[day(MON, 1000), day(TUE, 2000)],
			[row(0, TUE, 1000), row(1, WED, 2000), row(2, WED, -333)],
			['10-05: 1000 exact', '10-06: 2000 exact'],
			{ rows: [-333] },
		],
		[
			'a refund within a payout',
			[day(MON, 900)],
			[row(0, TUE, 1000), row(1, TUE, -100)],
			['10-05: -100+1000 exact'],
		],
		[
			'a day that gave back more than it took',
			[day(MON, 1000), day(TUE, -250), day(WED, 500)],
			[row(0, TUE, 1000), row(1, WED, -250), row(2, THU, 500)],
			['10-05: 1000 exact', '10-06: -250 exact', '10-07: 500 exact'],
		],
		[
			'a day that came to nothing',
			[day(MON, 1000), day(TUE, 0), day(WED, 500)],
			[row(0, TUE, 1000), row(1, THU, 500)],
			['10-05: 1000 exact', '10-06:  exact', '10-07: 500 exact'],
		],
		[
			'a day that was not paid out',
			[day(MON, 1000), day(TUE, 1100), day(WED, 1200), day(TUE2, 5)],
			[row(0, TUE, 1000), row(1, THU, 1200), row(2, addDays(TUE2, 7), 5)],
			['10-05: 1000 exact', '10-07: 1200 exact', '10-13: 5 exact'],
			{ days: ['10-06'] },
		],
		[
			'a payout that came twice',
			[day(MON, 1000), day(TUE, 1100), day(WED, 1200)],
			[row(0, TUE, 1000), row(1, WED, 1100), row(2, WED, 1100), row(3, THU, 1200)],
			['10-05: 1000 exact', '10-06: 1100 exact', '10-07: 1200 exact'],
			{ rows: [1100] },
		],
		[
			'amounts that stand on the next day',
			[day(MON, 1000), day(TUE, 2000), day(WED, 1500)],
			[row(0, TUE, 880), row(1, WED, 2120), row(2, THU, 1500)],
			['10-05+10-06: 880+2120 shifted', '10-07: 1500 exact'],
		],
		[
			'a payout that overtook another',
			[day(MON, 1000), day(TUE, 1130), day(WED, 1290)],
			[row(0, WED, 1130), row(1, THU, 1290), row(2, FRI, 1000)],
			['10-05: 1000 exact', '10-06: 1130 exact', '10-07: 1290 exact'],
		],
		[
			'a payout that came too late',
			[day(MON, 1000), day(TUE, 1130), day(TUE2, 5)],
			[row(0, WED, 1130), row(1, '2026-10-20', 5), row(2, '2026-10-21', 1000)],
			['10-05: 1000 late', '10-06: 1130 exact', '10-13: 5 exact'],
		],
		[
			'a payout that lacks something',
			[day(MON, 1000), day(TUE, 1130), day(WED, 1290)],
			[row(0, TUE, 1000), row(1, WED, 1100), row(2, THU, 1290)],
			['10-05: 1000 exact', '10-06: 1100 differs', '10-07: 1290 exact'],
		],
		[
			'a chargeback beside a payout that lacks something',
			[day(MON, 1000)],
			[row(0, TUE, 930), row(1, TUE, -50)],
			['10-05: 930 differs'],
			{ rows: [-50] },
		],
		[
			'rows of other things on the same days',
			[day(MON, 1000), day(TUE, 1130)],
			[
				row(0, TUE, -70_000),
				row(1, TUE, 1000),
				row(2, TUE, 45),
				row(3, WED, 1130),
				row(4, WED, -3999),
				row(5, WED, 250_000),
				row(6, WED, -12),
			],
			['10-05: 1000 exact', '10-06: 1130 exact'],
			{ rows: [45, -70_000, 250_000, -12, -3999] },
		],
	])('%s', (_name, days, rows, pairs, left = {}) => {
		const found = wordsOf(match(days, rows));
		expect(found).toEqual({ pairs, days: [], rows: [], ...left });
		expect(wordsOf(match([...days].reverse(), [...rows].reverse()))).toEqual(found);
	});
});

describe('fees', () => {
	const days = Array.from({ length: 10 }, (_, n) => day(addDays(MON, n), 100_000 + 1370 * n));
	const paid = (n: number, share = 0.985) => Math.round((100_000 + 1370 * n) * share);

	it('explain a lower payout, in the order of time', () => {
		const rows = days.map(({ day: of }, n) => row(n, addDays(of, 1), paid(n)));
		const { pairs, days: left } = match(days, rows, rulesOf(3));
		expect(left).toEqual([]);
		for (const {
			fit,
			days: [of],
			rows: [paidBy],
		} of pairs) {
			expect([fit, daysBetween(of?.day ?? '', paidBy?.day ?? '')]).toEqual(['fees', 1]);
		}
	});

	it('are none without a bound, and none above it', () => {
		const rows = days.map(({ day: of }, n) => row(n, addDays(of, 1), paid(n)));
		const [first, ...others] = match(days, rows, rulesOf(0)).pairs;
		expect(new Set([first, ...others].map((pair) => pair?.fit))).toEqual(new Set(['differs']));
		for (const [percent, fit] of [
			[1.49, 'differs'],
			[1.5, 'fees'],
		] as const) {
			expect(match(days.slice(0, 1), rows.slice(0, 1), rulesOf(percent)).pairs).toMatchObject([
				{ fit },
			]);
		}
	});

	it('are not what a small day took that was not paid out', () => {
		const small = days.map((each, n) => (n === 4 ? { ...each, cents: 1000 } : each));
		const rows = small.flatMap(({ day: of, cents }, n) =>
			n === 4 ? [] : [row(n, addDays(of, 1), Math.round(cents * 0.985))],
		);
		const { days: left, pairs } = match(small, rows, rulesOf(3));
		expect(left.map(({ day: of }) => of)).toEqual([days[4]?.day]);
		expect(pairs).toHaveLength(9);
	});

	it('that the statement states need no bound', () => {
		const rows = [row(0, TUE, 98_500, { feeCents: 1500 })];
		expect(match([day(MON, 100_000)], rows).pairs).toMatchObject([{ fit: 'exact' }]);
	});
});

/** What may be wrong in a year. */
type Flaw = 'missing' | 'doubled' | 'shifted' | 'late' | 'lacking' | 'chargeback';

interface World {
	days: DayTaken[];
	rows: StatementRow[];
	/** Days and the amounts of the rows that pay them out, as the bank has it. */
	truth: { pairs: string[]; days: string[]; rows: number[] };
}

interface Order {
	seed: number;
	lag: number;
	/** Fri, Sat and Sun in one payout on Monday, in three, or on any day of the week. */
	weekend: 'together' | 'apart' | 'paid';
	/** In hundredths of a percent. */
	fee: number;
	brands: boolean;
	flaws: Flaw[];
	closed: boolean;
}

/** A year of a shop, what its bank makes of it, and what is wrong with that. */
function worldOf({ seed, lag, weekend, fee, brands, flaws, closed }: Order): World {
	const random = seeded(seed);
	const int = (from: number, to: number) => from + Math.floor(random() * (to - from + 1));
	const days: DayTaken[] = [];
	for (let n = 0; n < LENGTH; n++) {
		const date = addDays(YEAR.from, n);
		if (closed && new Date(date).getUTCDay() === 0) continue;
		days.push({ day: date, cents: int(20_000, 400_000) });
	}
	// Far enough from each other that each has but one explanation.
	const spots = new Map<number, Flaw>();
	flaws.forEach((flaw, index) => {
		let spot = 30 + index * 45 + int(0, 9);
		// What can't be told to the cent is of a Monday, which is paid out by itself, as is the Tuesday after it.
		while ((fee > 0 || flaw === 'shifted') && new Date(days[spot]?.day ?? '').getUTCDay() !== 1)
			spot += 1;
		spots.set(spot, flaw);
	});
	const bundles: Array<{ days: DayTaken[]; payday: string; flaw?: Flaw }> = [];
	const isBankDay = (date: string) => ![0, 6].includes(new Date(date).getUTCDay());
	for (const [index, one] of days.entries()) {
		let payday = addDays(one.day, lag);
		if (weekend !== 'paid') while (!isBankDay(payday)) payday = addDays(payday, 1);
		const flaw = spots.get(index);
		const last = bundles.at(-1);
		const joins =
			weekend === 'together' &&
			last?.payday === payday &&
			!flaw &&
			!last.flaw &&
			last.days.length < 4;
		if (joins) last.days.push(one);
		else bundles.push({ days: [one], payday, flaw });
	}
	const rows: StatementRow[] = [];
	const truth: World['truth'] = { pairs: [], days: [], rows: [] };
	const put = (date: string, cents: number) => {
		rows.push(row(0, date, cents));
		return cents;
	};
	const tell = (of: DayTaken[], amounts: number[], fit: string) =>
		truth.pairs.push(
			`${of.map((each) => each.day.slice(5)).join('+')}: ${[...amounts].sort((a, b) => a - b).join('+')} ${fit}`,
		);
	for (const [index, { days: of, payday, flaw }] of bundles.entries()) {
		const taken = of.reduce((sum, { cents }) => sum + cents, 0);
		const net = taken - Math.floor((taken * fee) / 10_000);
		const usual = fee === 0 ? 'exact' : 'fees';
		switch (flaw) {
			case 'missing':
				truth.days.push(...of.map((each) => each.day.slice(5)));
				break;
			case 'doubled':
				tell(of, [put(payday, net)], usual);
				truth.rows.push(put(payday, net));
				break;
			case 'late':
				// Only what is exact is looked for outside of its time.
				tell(of, [put(addDays(latestPayday(payday, 6), 1), taken)], 'late');
				break;
			case 'lacking':
				tell(of, [put(payday, net - Math.floor(taken / 12))], 'differs');
				break;
			case 'chargeback':
				tell(of, [put(payday, net)], usual);
				truth.rows.push(put(payday, -4321));
				break;
			case 'shifted': {
				const next = bundles[index + 1];
				if (!next) break;
				const nextTaken = next.days.reduce((sum, { cents }) => sum + cents, 0);
				const nextNet = nextTaken - Math.floor((nextTaken * fee) / 10_000);
				next.flaw = 'shifted';
				bundles.splice(index + 1, 1, { days: [], payday: '', flaw: undefined });
				const amounts = [put(payday, net - 7777), put(next.payday, nextNet + 7777)];
				tell([...of, ...next.days], amounts, 'shifted');
				break;
			}
			default: {
				if (of.length === 0) break;
				const first = brands ? Math.floor(net * 0.37) : 0;
				const amounts =
					first === 0 ? [put(payday, net)] : [put(payday, first), put(payday, net - first)];
				tell(of, amounts, usual);
			}
		}
	}
	rows.forEach((each, index) => (each.index = index));
	truth.pairs.sort();
	truth.rows.sort((a, b) => a - b);
	return { days, rows, truth };
}

const orders = fc.record({
	seed: fc.integer({ min: 1, max: 1_000_000_000 }),
	lag: fc.integer({ min: 1, max: 3 }),
	weekend: fc.constantFrom<Order['weekend']>('together', 'apart', 'paid'),
	fee: fc.constantFrom(0, 0, 89, 150),
	brands: fc.boolean(),
	flaws: fc.shuffledSubarray<Flaw>(
		['missing', 'doubled', 'shifted', 'late', 'lacking', 'chargeback'],
		{ minLength: 0 },
	),
	closed: fc.boolean(),
});

/** What a shuffled world gives. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
	const random = seeded(seed);
	return list
		.map((entry) => ({ entry, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ entry }) => entry);
}

it('a year with payouts of any kind: each truth is found, whatever the order of the rows', () => {
	fc.assert(
		fc.property(orders, (order) => {
			// Less fees, brands of several days that come on one day can't be told apart.
			const isMixed = order.brands && order.fee > 0;
			const { days, rows, truth } = worldOf(isMixed ? { ...order, weekend: 'paid' } : order);
			const rules = rulesOf(order.fee === 0 ? 0 : 3, 5);
			const found = match(shuffled(days, order.seed + 1), shuffled(rows, order.seed + 2), rules);
			const { pairs, days: left, rows: over } = wordsOf(found);
			expect({ pairs, days: left, rows: over.sort((a, b) => a - b) }).toEqual(truth);
		}),
		{ seed: SEED, numRuns: runs(60) },
	);
}, 600_000);

it('each day and each row is in one place, whatever comes, and the cents agree', () => {
	const dates = fc.integer({ min: 0, max: 40 }).map((n) => addDays(YEAR.from, n));
	const cents = fc.oneof(
		fc.integer({ min: -300, max: 300 }),
		fc.integer({ min: -1_000_000, max: 1_000_000 }),
	);
	const anything = fc.record({
		days: fc.uniqueArray(fc.record({ day: dates, cents }), {
			maxLength: 40,
			selector: (one) => one.day,
		}),
		rows: fc.array(fc.record({ day: dates, cents, feeCents: fc.integer({ min: 0, max: 9 }) }), {
			maxLength: 80,
		}),
		fee: fc.integer({ min: 0, max: 20 }),
		bankDays: fc.integer({ min: 0, max: 45 }),
	});
	fc.assert(
		fc.property(anything, ({ days, rows: given, fee, bankDays }) => {
			const rows = given.map(({ day: date, ...more }, index) => row(index, date, more.cents, more));
			const found = match(days, rows, rulesOf(fee, bankDays));
			const allDays = [...found.pairs.flatMap((pair) => pair.days), ...found.days];
			const allRows = [...found.pairs.flatMap((pair) => pair.rows), ...found.rows];
			expect(allDays.map((one) => one.day).sort()).toEqual(days.map((one) => one.day).sort());
			expect(allRows.map(({ index }) => index).sort((a, b) => a - b)).toEqual(
				rows.map(({ index }) => index),
			);
			for (const { fit, days: of, rows: by } of found.pairs) {
				const taken = of.reduce((sum, one) => sum + one.cents, 0);
				const worth = by.reduce((sum, one) => sum + one.cents + one.feeCents, 0);
				if (fit === 'exact' || fit === 'late') expect(worth).toBe(taken);
				if (fit === 'fees') expect(worth).toBeLessThan(taken);
			}
		}),
		{ seed: SEED, numRuns: runs(300) },
	);
});
