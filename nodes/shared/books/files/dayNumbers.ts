/** One document number for all that is booked of a day and register, so that what belongs together is found. */
import type { Steps } from '../../values/inTurns';
import type { Booking, Grouping } from '../types';

/** A booking, and the closings that it is of, where they are known. */
export type Closed = Pick<Booking, 'date' | 'documentType' | 'firstNumber' | 'place' | 'zNumbers'>;

/** What has one number: a day (or closing, or month) of a register or shop, and of one type of document. */
interface Group {
	/** Such as 20261005-11. */
	own: string;
	place: string;
	zNumbers: Set<string>;
}

/**
 * Tells the document number of a booking: that of the day's closing (Z) where there is exactly one, else
 * the day and the ID of the register or shop. Closings of several shops that have one number are told
 * apart by the ID. A booking of one receipt has the receipt's number, if it has one.
 * @param groupBy what one booking stands for; a day without it
 */
export function* dayNumbers(
	bookings: readonly Closed[],
	groupBy: Grouping = 'day',
): Steps<(booking: Closed) => string> {
	const spanOf = ({ date }: Closed) => date.slice(0, groupBy === 'month' ? 7 : 10);
	const ownOf = (booking: Closed): string => {
		const place = booking.place?.id ?? '';
		return `${spanOf(booking).replace(/-/g, '')}${place === '' ? '' : `-${place}`}`;
	};
	if (groupBy === 'receipt') return (booking) => booking.firstNumber || ownOf(booking);
	const keyOf = (booking: Closed) =>
		JSON.stringify([
			spanOf(booking),
			booking.documentType,
			booking.place?.id,
			groupBy === 'closing' ? booking.zNumbers : [],
		]);
	const groups = new Map<string, Group>();
	for (const booking of bookings) {
		yield;
		const key = keyOf(booking);
		const place = booking.place?.id ?? '';
		const group = groups.get(key) ?? { own: ownOf(booking), place, zNumbers: new Set() };
		groups.set(key, group);
		for (const number of booking.zNumbers ?? []) group.zNumbers.add(number);
	}
	const placesOf = new Map<string, Set<string>>();
	for (const { place, zNumbers } of groups.values()) {
		yield;
		for (const number of zNumbers)
			placesOf.set(number, (placesOf.get(number) ?? new Set()).add(place));
	}
	return (booking) => {
		const group = groups.get(keyOf(booking));
		if (!group) return booking.firstNumber;
		const [zNumber, ...others] = group.zNumbers;
		if (zNumber === undefined || others.length > 0) return group.own;
		const isShared = (placesOf.get(zNumber)?.size ?? 0) > 1;
		return isShared ? `${zNumber}-${group.place}` : zNumber;
	};
}
