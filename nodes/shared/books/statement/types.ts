/** What is compared with a bank's or an acquirer's statement, and what comes of it. */
import type { Cents, Day } from '../../values/units';

/** A row of the statement. */
export interface StatementRow {
	/** Of the item of the input that it came as. */
	index: number;
	day: Day;
	/** What reached the account; below zero where it was taken from it. */
	cents: Cents;
	/** What the statement itself says was kept as a fee, beside `cents`. */
	feeCents: Cents;
	text: string;
	reference: string;
	/** What it says of the shop, '' for nothing. */
	placeWord: string;
}

/** What a business day took by the means of payment that are compared. */
export interface DayTaken {
	day: Day;
	cents: Cents;
}

/** Within which a lower payout is one less fees. */
export interface FeeBounds {
	/** Of what was taken, in hundredths of a percent. */
	basisPoints: number;
	/** For each payout, beside that. */
	fixedCents: Cents;
}

/** How payouts come. */
export interface PayoutRules {
	/** Mondays to Fridays within which a day is paid out. */
	bankDays: number;
	fees: FeeBounds;
}

/**
 * How days and rows belong together: to the cent, less a fee, with amounts that stand on a neighbouring
 * day, to the cent but too late, or not quite.
 */
export type Fit = 'exact' | 'fees' | 'shifted' | 'late' | 'differs';

/** Days that belong to rows: each a part of one pair only. */
export interface Pair {
	fit: Fit;
	days: DayTaken[];
	rows: StatementRow[];
}

/** All days and all rows: each of them in one pair, or left over. */
export interface Matched {
	pairs: Pair[];
	days: DayTaken[];
	rows: StatementRow[];
}

/** What a row stands for before fees. */
export function worthOf({ cents, feeCents }: Pick<StatementRow, 'cents' | 'feeCents'>): Cents {
	return cents + feeCents;
}

/** What days took together. */
export function takenBy(days: readonly DayTaken[]): Cents {
	return days.reduce((sum, { cents }) => sum + cents, 0);
}

/** What rows stand for together, before fees. */
export function worthOfAll(rows: readonly StatementRow[]): Cents {
	return rows.reduce((sum, row) => sum + worthOf(row), 0);
}
