/** Bookings that come to 0.00: nothing that a program could book. */
import type { Steps } from '../../values/inTurns';
import { centsToString } from '../../values/money';
import type { Booking } from '../types';

/** Whether a booking is for a file of BMD or DATEV: none that comes to 0.00, whatever tax is in it. */
export function hasGross({ grossCents }: Pick<Booking, 'grossCents'>): boolean {
	return grossCents !== 0;
}

/**
 * A sentence for the user on what {@link hasGross} leaves out. A sale and a return may leave tax behind that
 * was rounded apart.
 * @param bookings all of the file's days
 * @returns none where nothing is left out
 */
export function* remarkOnZero(bookings: readonly Booking[], program: string): Steps<string[]> {
	let leftOut = 0;
	let taxLeftOut = 0;
	for (const booking of bookings) {
		yield;
		if (hasGross(booking)) continue;
		leftOut += 1;
		taxLeftOut += booking.taxCents ?? 0;
	}
	if (leftOut === 0) return [];
	const tax =
		taxLeftOut === 0 ? '' : ` So is the tax in them, ${centsToString(taxLeftOut)} in all.`;
	return [
		`${leftOut} of the bookings come to 0.00 and are left out of the file for ${program}.${tax}`,
	];
}
