/** Whether a lower payout is what was taken less a fee, and how usual that fee is. Pure functions. */
import type { Cents } from '../../values/units';
import type { FeeBounds } from './types';

/** Hundredths of a percent in a whole. */
const WHOLE = 10_000;

/** The highest fee on an amount, whichever sign that has. */
function mostOn(takenCents: Cents, { basisPoints, fixedCents }: FeeBounds): Cents {
	return Math.floor((Math.abs(takenCents) * basisPoints) / WHOLE) + fixedCents;
}

/** Whether so little less than what was taken came that a fee explains it. */
export function isFee(takenCents: Cents, worthCents: Cents, bounds: FeeBounds): boolean {
	const fee = takenCents - worthCents;
	return fee > 0 && fee <= mostOn(takenCents, bounds);
}

/** What was taken, and the fee that was kept of it. */
export interface KnownFee {
	takenCents: Cents;
	feeCents: Cents;
}

/** What fees usually are, in millionths of what was taken. */
export interface UsualFee {
	share: number;
	/** How far half of them are from it. */
	spread: number;
}

const MILLION = 1_000_000;
/** Fewer fees don't say what is usual. */
const FEWEST_KNOWN = 4;

const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;

/** What is usual among some fees; undefined where they are too few to say. */
export function usualFee(fees: readonly KnownFee[]): UsualFee | undefined {
	const shares = fees
		.filter(({ takenCents }) => takenCents !== 0)
		.map(({ takenCents, feeCents }) => Math.round((feeCents * MILLION) / Math.abs(takenCents)))
		.sort((a, b) => a - b);
	if (shares.length < FEWEST_KNOWN) return undefined;
	const share = median(shares);
	const distances = shares.map((each) => Math.abs(each - share)).sort((a, b) => a - b);
	return { share, spread: median(distances) };
}

/** So many millionths are no oddity: fees are rounded. */
const LEAST_SPREAD = 200;
/** Rounded to a whole cent on each of a few parts. */
const LEAST_CENTS: Cents = 2;

/** How odd a fee is: 0 for a usual one, 1 where it is as far off as half of the others, and so on. */
export function oddityOf({ takenCents, feeCents }: KnownFee, usual: UsualFee): number {
	const expected = Math.round((Math.abs(takenCents) * usual.share) / MILLION);
	const spread = (Math.abs(takenCents) * Math.max(usual.spread, LEAST_SPREAD)) / MILLION;
	return Math.abs(feeCents - expected) / Math.max(spread, LEAST_CENTS);
}
