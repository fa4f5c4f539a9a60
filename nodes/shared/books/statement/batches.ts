/** The rows of one day of a statement, and which of them may be what some days took. Pure functions. */
import type { Steps } from '../../values/inTurns';
import type { Cents, Day } from '../../values/units';
import { isFee, oddityOf } from './fees';
import type { UsualFee } from './fees';
import { worthOf } from './types';
import type { FeeBounds, Fit, StatementRow } from './types';

/** What came on one day. */
export interface Batch {
	day: Day;
	rows: StatementRow[];
	/** What each of them stands for before fees, and all together. */
	worths: Cents[];
	worth: Cents;
	/** What it costs to leave all of them over. */
	skip: number;
}

/** Rows by their days, the earliest first. */
export function* toBatches(
	rows: readonly StatementRow[],
	skipOf: (row: StatementRow, isFirst: boolean) => number,
): Steps<Batch[]> {
	const batches: Batch[] = [];
	for (const row of rows) {
		yield;
		const last = batches.at(-1);
		const batch =
			last?.day === row.day ? last : { day: row.day, rows: [], worths: [], worth: 0, skip: 0 };
		if (batch !== last) batches.push(batch);
		batch.skip += skipOf(row, batch.rows.length === 0);
		batch.rows.push(row);
		const worth = worthOf(row);
		batch.worths.push(worth);
		batch.worth += worth;
	}
	return batches;
}

/** How well an amount is another one: what that costs, none where it isn't. */
export interface Closeness {
	cost: number;
	fit: Fit;
}

/** A fee costs so much at least, and an odd one so much more. */
const FEE = 1;
const ODDITY = 5;

/** How amounts are compared. */
export interface FeeTerms {
	fees: FeeBounds;
	/** What fees usually are, as soon as that is known. */
	usual?: UsualFee;
}

/** The same to the cent, or less a fee; undefined for neither. */
export function closeness(
	taken: Cents,
	worth: Cents,
	{ fees, usual }: FeeTerms,
	dearest: number,
): Closeness | undefined {
	if (taken === worth) return { cost: 0, fit: 'exact' };
	if (!isFee(taken, worth, fees)) return undefined;
	const oddity = usual && oddityOf({ takenCents: taken, feeCents: taken - worth }, usual);
	return { cost: FEE + Math.min(dearest, ODDITY * (oddity ?? 0)), fit: 'fees' };
}

/** Amounts that are further apart, as a share of the larger one, are no payout of each other. */
export const FURTHEST_SHARE = 0.3;

/** How far two amounts are apart, as a share of the larger one. */
export function apartBy(taken: Cents, worth: Cents): number {
	return Math.abs(taken - worth) / Math.max(Math.abs(taken), Math.abs(worth), 1);
}

/** Rows of a batch that are what some days took; the others are left over. */
export interface Choice extends Closeness {
	/** Indexes within the batch of those that are left over; all others are meant, or only `only`. */
	without: number[];
	/** The only ones that are meant, where that is shorter to say. */
	only?: number[];
}

/** What is tried for days in a row: the more days, the fewer rows of a batch are left over by themselves. */
const TRIED_FOR_ONE = 240;
const TRIED_FOR_TWO = 600;
/** What leaving a row over costs, within a batch of which others are meant. */
const FIRST_LEFT = 20;
const FURTHER_LEFT = 5;
/** However many rows of other things a day has: less than amounts that differ, since this one is the same. */
const MOST_LEFT = 60;

const leftCost = (rows: number): number =>
	Math.min(FIRST_LEFT + FURTHER_LEFT * (rows - 1), MOST_LEFT);

/**
 * The cheapest choice of rows of a batch that are, exactly or less a fee, what was taken.
 * @param days on how many days that was taken
 */
export function chooseRows(
	{ worths, worth }: Pick<Batch, 'worths' | 'worth'>,
	{ taken, days }: { taken: Cents; days: number },
	comparing: FeeTerms,
	dearest: number,
): Choice | undefined {
	const whole = closeness(taken, worth, comparing, dearest);
	let best: Choice | undefined = whole && { ...whole, without: [] };
	const { length } = worths;
	if (whole?.cost === 0 || length < 2 || length * days > TRIED_FOR_ONE) return best;
	const consider = (sum: Cents, left: number, indexes: number[], isOnly: boolean) => {
		const close = closeness(taken, sum, comparing, dearest);
		if (!close) return;
		const cost = close.cost + leftCost(left);
		if (best && best.cost <= cost) return;
		best = {
			fit: close.fit,
			cost,
			...(isOnly ? { without: [], only: indexes } : { without: indexes }),
		};
	};
	for (const [one, first] of worths.entries()) {
		consider(worth - first, 1, [one], false);
		consider(first, length - 1, [one], true);
		if (length * length * days > TRIED_FOR_TWO) continue;
		for (let other = one + 1; other < length; other++) {
			const both = first + (worths[other] ?? 0);
			if (length > 2) consider(worth - both, 2, [one, other], false);
			if (length > 3) consider(both, length - 2, [one, other], true);
		}
	}
	return best;
}

/** The rows that a choice means. */
export function rowsOfChoice({ rows }: Batch, { without, only }: Choice): StatementRow[] {
	if (only) return only.flatMap((index) => rows[index] ?? []);
	return without.length === 0 ? rows : rows.filter((_row, index) => !without.includes(index));
}
