/** Books by day and place in one wording, whether the scenario's own book or bookings tell them. */
import type { Booking } from '../../../nodes/shared/books/types';
import type { Truth } from './books';

/** Cents that aren't zero, by day and place, then by type and rate or by means. */
export type DaySums = Record<string, readonly number[]>;

type Entry = readonly [key: string, cents: readonly number[]];

function addUp(entries: readonly Entry[]): DaySums {
	const sums = new Map<string, readonly number[]>();
	for (const [key, cents] of entries) {
		const before = sums.get(key) ?? cents.map(() => 0);
		sums.set(
			key,
			before.map((value, index) => value + (cents[index] ?? NaN)),
		);
	}
	return Object.fromEntries(
		[...sums].filter(([, [gross]]) => gross !== 0).sort(([a], [b]) => (a < b ? -1 : 1)),
	);
}

/** What a scenario meant to sell. */
export function daySumsOfTruth({ days, means }: Truth): DaySums {
	return addUp(
		days.flatMap(({ day, place, sold, paid }) => [
			...sold.map(
				({ type, rate, grossCents, netCents, taxCents }): Entry => [
					`${day} ${place} ${type} ${rate}`,
					rate === null ? [grossCents] : [grossCents, netCents, taxCents],
				],
			),
			...paid.map(
				({ means: word, cents }): Entry => [`${day} ${place} by ${means[word] ?? '?'}`, [cents]],
			),
		]),
	);
}

/** What was booked. */
export function daySumsOfBookings(bookings: readonly Booking[]): DaySums {
	return addUp(
		bookings.map(({ date, place, kind, taxRate, means, grossCents, netCents, taxCents }): Entry => {
			const where = `${date} ${place?.id}`;
			if (kind === 'payment') return [`${where} by ${means}`, [grossCents]];
			if (kind === 'difference') return [`${where} by difference`, [grossCents]];
			return [
				`${where} ${kind} ${taxRate}`,
				taxRate === null ? [grossCents] : [grossCents, netCents ?? NaN, taxCents ?? NaN],
			];
		}),
	);
}
