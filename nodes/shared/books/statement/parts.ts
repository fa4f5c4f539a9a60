/** Days that were paid out together, as the smallest pairs that their rows allow. Pure functions. */
import { apartBy, FURTHEST_SHARE } from './batches';
import { isFee, oddityOf } from './fees';
import type { UsualFee } from './fees';
import { latestPayday } from './payday';
import { fewThatSum } from './subset';
import { takenBy, worthOf, worthOfAll } from './types';
import type { DayTaken, Pair, PayoutRules, StatementRow } from './types';

/**
 * Takes a pair apart where single days have rows of their own; what doesn't come apart stays together. Of
 * what differs, days and rows may be left over.
 */
export function takeApart(pair: Pair, rules: PayoutRules, usual: UsualFee | undefined): Pair[] {
	const { fit, days, rows } = pair;
	if (fit === 'differs') return takeApartDiffering(pair, rules, usual);
	if (days.length < 2 || rows.length < 2) return [pair];
	if (takenBy(days) === worthOfAll(rows)) return toTheCent(pair, rules.bankDays) ?? [pair];
	const own = usual ? byAmount(pair, rules, usual) : [];
	return own.length === days.length ? own : [pair];
}

function takeApartDiffering(pair: Pair, rules: PayoutRules, usual: UsualFee | undefined): Pair[] {
	const { fit, days, rows } = pair;
	if (rows.length < 2) return [pair];
	if (days.length > 1) {
		const { parts, ...rest } = peel(pair, rules.bankDays);
		const left = { fit, ...rest };
		return [...parts, ...withRest(left, ownPairs(left, rules, usual))];
	}
	// What was taken back is nearer to a row by itself than to a part of what came.
	const taken = takenBy(days);
	const came = rows.filter((row) => worthOf(row) * taken > 0);
	const isNearer = apartBy(taken, worthOfAll(came)) < apartBy(taken, worthOfAll(rows));
	return [isNearer ? { fit, days, rows: came } : pair];
}

/** Some pairs of a larger one that differs, and what is left of it, if that can still be one. */
function withRest({ fit, days, rows }: Pair, own: readonly Pair[]): Pair[] {
	const known = new Set<DayTaken | StatementRow>(own.flatMap((one) => [...one.days, ...one.rows]));
	const rest: Pair = {
		fit,
		days: days.filter((day) => !known.has(day)),
		rows: rows.filter((row) => !known.has(row)),
	};
	const isPair =
		rest.days.length > 0 &&
		rest.rows.length > 0 &&
		apartBy(takenBy(rest.days), worthOfAll(rest.rows)) <= FURTHEST_SHARE;
	return isPair ? [...own, rest] : [...own];
}

const isPaidBy = ({ day }: DayTaken, row: StatementRow, bankDays: number): boolean =>
	row.day >= day && row.day <= latestPayday(day, bankDays);

/** What was taken apart, and what is left of both sides. */
interface Apart {
	parts: Pair[];
	days: DayTaken[];
	rows: StatementRow[];
}

/** Days with a few rows of their own, to the cent; of those that took the same, any has any. */
function peel({ days, rows }: Pick<Pair, 'days' | 'rows'>, bankDays: number): Apart {
	const apart: Apart = { parts: [], days: [], rows };
	for (const day of days) {
		const near = apart.rows.filter((row) => isPaidBy(day, row, bankDays));
		const own = fewThatSum(near.map(worthOf), day.cents, true) ?? [];
		const found = new Set(own.flatMap((index) => near[index] ?? []));
		if (found.size === 0) {
			apart.days.push(day);
			continue;
		}
		const isFound = (row: StatementRow) => found.has(row);
		apart.parts.push({ fit: 'exact', days: [day], rows: apart.rows.filter(isFound) });
		apart.rows = apart.rows.filter((row) => !isFound(row));
	}
	return apart;
}

/** Both sides come to the same, and so does what is left of them, however they are taken apart. */
function toTheCent(pair: Pair, bankDays: number): Pair[] | undefined {
	const { parts, days, rows } = peel(pair, bankDays);
	if (days.length === 0) return rows.length === 0 ? parts : undefined;
	if (rows.length === 0) return undefined;
	const [day, ...others] = days;
	const isSingle =
		others.length === 0 && day !== undefined && rows.every((row) => isPaidBy(day, row, bankDays));
	// A row that is none of its day's is what ran into another day: nothing comes apart then.
	if (others.length === 0 && !isSingle) return undefined;
	return [...parts, { fit: isSingle ? 'exact' : pair.fit, days, rows }];
}

/** A fee that is odder than this says that a row is another day's. */
const ODDEST = 10;

/** Whether a row is what a day took, to the cent or less a usual fee. */
function isOwn(
	day: DayTaken,
	row: StatementRow,
	{ fees, bankDays }: PayoutRules,
	usual: UsualFee | undefined,
): boolean {
	if (!isPaidBy(day, row, bankDays)) return false;
	const feeCents = day.cents - worthOf(row);
	if (feeCents === 0) return true;
	if (!usual || !isFee(day.cents, worthOf(row), fees)) return false;
	return oddityOf({ takenCents: day.cents, feeCents }, usual) <= ODDEST;
}

const pairOf = (day: DayTaken, row: StatementRow): Pair => ({
	fit: worthOf(row) === day.cents ? 'exact' : 'fees',
	days: [day],
	rows: [row],
});

/** Days that have a row of their own, where neither fits another. */
function ownPairs({ days, rows }: Pair, rules: PayoutRules, usual: UsualFee | undefined): Pair[] {
	return days.flatMap((day): Pair[] => {
		const [row, ...others] = rows.filter((each) => isOwn(day, each, rules, usual));
		if (!row || others.length > 0) return [];
		const isOthers = days.some((other) => other !== day && isOwn(other, row, rules, usual));
		return isOthers ? [] : [pairOf(day, row)];
	});
}

/** As many rows as days, the highest amount to the day that took most: those that then fit. */
function byAmount({ days, rows }: Pair, rules: PayoutRules, usual: UsualFee): Pair[] {
	if (days.length !== rows.length) return [];
	const ordered = [...rows].sort((a, b) => worthOf(a) - worthOf(b));
	return [...days]
		.sort((a, b) => a.cents - b.cents)
		.flatMap((day, index): Pair[] => {
			const row = ordered[index];
			return row && isOwn(day, row, rules, usual) ? [pairOf(day, row)] : [];
		});
}
