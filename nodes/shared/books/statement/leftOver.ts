/** What was left over when days and rows were paired in their order: payouts out of order, or too late. */
import { mapSteps, sortSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { addDays, daysBetween } from '../../values/dates';
import { groupsOf } from '../../values/groups';
import type { Day } from '../../values/units';
import { apartBy, closeness, FURTHEST_SHARE } from './batches';
import type { FeeTerms } from './batches';
import { latestPayday } from './payday';
import { fewThatSum } from './subset';
import { worthOf } from './types';
import type { DayTaken, Matched, Pair, PayoutRules, StatementRow } from './types';

/** A payout that comes later than this after its time is looked for no longer. */
const LATEST_DAYS = 31;
/** Among more rows nothing is looked for that is more than one of them. */
const MOST_ROWS = 30;
/** Days without a pair that may have come together. */
const MOST_DAYS = 7;

/** Something that may belong together, the likeliest first. */
interface Candidate {
	pair: Pair;
	order: number;
}

/** Pairs what is left over, without a look at its order: to the cent, less a usual fee, too late, in parts. */
export function* pairLeftOver(
	{ pairs, days, rows }: Matched,
	rules: PayoutRules,
	{ usual }: Pick<FeeTerms, 'usual'>,
): Steps<Matched> {
	const found = [...pairs];
	let left: Omit<Matched, 'pairs'> = { days, rows };
	for (const look of [inTime, inParts, tooLate, notQuite]) {
		const candidates = yield* sortSteps(
			yield* look({ ...left, pairs: found }, rules, { fees: rules.fees, usual }),
			(a, b) => a.order - b.order,
		);
		const taken = new Set<DayTaken | StatementRow>();
		for (const { pair } of candidates) {
			const all = [...pair.days, ...pair.rows];
			if (all.some((one) => taken.has(one))) continue;
			for (const one of all) taken.add(one);
			found.push(pair);
		}
		left = {
			days: left.days.filter((day) => !taken.has(day)),
			rows: left.rows.filter((row) => !taken.has(row)),
		};
	}
	return { pairs: found, ...left };
}

type Look = (left: Matched, rules: PayoutRules, comparing: FeeTerms) => Steps<Candidate[]>;

/** Rows by their days, to look for those of some days. */
function rowsBetween(rows: readonly StatementRow[]) {
	const byDay = groupsOf(rows, ({ day }) => day);
	return (from: Day, to: Day): StatementRow[] => {
		const found: StatementRow[] = [];
		for (let day = from; day <= to; day = addDays(day, 1)) found.push(...(byDay.get(day) ?? []));
		return found;
	};
}

/** Below any other: what is exact goes before what is less a fee, and one day before several. */
const FEE_ORDER = 1000;
const DAY_ORDER = 100;

/** A row for one day, or for several that are left over one after the other. */
const inTime: Look = function* ({ days, rows }, { bankDays }, comparing) {
	const between = rowsBetween(rows);
	const found: Candidate[] = [];
	for (const [index, first] of days.entries()) {
		yield;
		const near = between(first.day, latestPayday(first.day, bankDays));
		let taken = 0;
		for (let length = 1; length <= MOST_DAYS; length++) {
			const last = days[index + length - 1];
			if (!last) break;
			taken += last.cents;
			for (const row of near) {
				if (row.day < last.day) continue;
				const close = closeness(taken, worthOf(row), comparing, FEE_ORDER);
				if (!close || (close.fit === 'fees' && length > 1)) continue;
				const isFee = close.fit === 'fees';
				found.push({
					pair: { fit: close.fit, days: days.slice(index, index + length), rows: [row] },
					order:
						(isFee ? FEE_ORDER + close.cost : DAY_ORDER * (length - 1)) +
						daysBetween(last.day, row.day),
				});
			}
		}
	}
	return found;
};

/** A few rows for one day, where there is but one way. */
const inParts: Look = function* ({ days, rows }, { bankDays }) {
	const between = rowsBetween(rows);
	const found = yield* mapSteps(days, (day): Candidate[] => {
		const near = between(day.day, latestPayday(day.day, bankDays));
		if (near.length < 2 || near.length > MOST_ROWS) return [];
		const parts = fewThatSum(near.map(worthOf), day.cents)?.flatMap((index) => near[index] ?? []);
		if (!parts) return [];
		return [{ pair: { fit: 'exact', days: [day], rows: parts }, order: parts.length }];
	});
	return found.flat();
};

/** A row of the same amount that came after its time. */
const tooLate: Look = function* ({ days, rows }, { bankDays }) {
	const between = rowsBetween(rows);
	const found = yield* mapSteps(days, (day): Candidate[] => {
		const latest = latestPayday(day.day, bankDays);
		return between(addDays(latest, 1), addDays(latest, LATEST_DAYS))
			.filter((row) => worthOf(row) === day.cents)
			.map((row) => ({
				pair: { fit: 'late', days: [day], rows: [row] },
				order: daysBetween(day.day, row.day),
			}));
	});
	return found.flat();
};

/** A row that comes near, in time; not one that another payout's row came with, to the cent. */
const notQuite: Look = function* ({ pairs, days, rows }, { bankDays }) {
	const paired = new Set(
		pairs.flatMap((pair) => pair.rows.map(({ day, cents }) => `${day} ${cents}`)),
	);
	const between = rowsBetween(rows.filter(({ day, cents }) => !paired.has(`${day} ${cents}`)));
	const found = yield* mapSteps(days, (day): Candidate[] =>
		between(day.day, latestPayday(day.day, bankDays)).flatMap((row) => {
			const share = apartBy(day.cents, worthOf(row));
			if (share > FURTHEST_SHARE) return [];
			return [{ pair: { fit: 'differs' as const, days: [day], rows: [row] }, order: share }];
		}),
	);
	return found.flat();
};
