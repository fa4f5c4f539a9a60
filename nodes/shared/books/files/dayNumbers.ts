/** One document number for all that is booked of a day and register, so that what belongs together is found. */
import type { Steps } from '../../values/inTurns';
import type { Booking, Grouping } from '../types';
import { printedNumbers } from './printedNumbers';
import type { PrintedOn } from './printedNumbers';

/** A booking, and the closings that it is of, where they are known. */
export type Closed = PrintedOn & Pick<Booking, 'date' | 'zNumbers'>;

/** Document numbers of a file. */
export interface DayNumbers {
	of: (booking: Closed) => string;
	/** Sentences for the user. */
	remarks: string[];
}

/** What has one number: a day (or closing, or month) of a register or shop. */
interface Group {
	/** Such as 20261005-11. */
	own: string;
	place: string;
	/** The day or month. */
	span: string;
	zNumbers: Set<string>;
}

/**
 * Tells the document number of a booking: that of the day's closing (Z) where there is exactly one, else
 * the day and the ID of the register or shop. Invoices and credit notes of that day have it, too, though they
 * mostly name no closing. A closing that stands on several days is none of theirs,
 * unless a booking stands for one closing: the two days would be one document. Closings of several shops
 * that have one number are told apart by the ID. A booking of one receipt has the receipt's number, if it
 * has one.
 * @param bookings all of the file: what is told apart depends on what is in it
 * @param groupBy what one booking stands for; a day without it
 */
export function* dayNumbers(
	bookings: readonly Closed[],
	groupBy: Grouping = 'day',
): Steps<DayNumbers> {
	const spanOf = ({ date }: Closed) => date.slice(0, groupBy === 'month' ? 7 : 10);
	const ownOf = (booking: Closed): string => {
		const place = booking.place?.id ?? '';
		return `${spanOf(booking).replace(/-/g, '')}${place === '' ? '' : `-${place}`}`;
	};
	if (groupBy === 'receipt') {
		const { of, remarks } = yield* printedNumbers(bookings);
		return { of: (booking) => of(booking) || ownOf(booking), remarks };
	}
	const keyOf = (booking: Closed) =>
		JSON.stringify([
			spanOf(booking),
			booking.place?.id,
			groupBy === 'closing' ? booking.zNumbers : [],
		]);
	const groups = new Map<string, Group>();
	for (const booking of bookings) {
		yield;
		const key = keyOf(booking);
		const group = groups.get(key) ?? {
			own: ownOf(booking),
			place: booking.place?.id ?? '',
			span: spanOf(booking),
			zNumbers: new Set(),
		};
		groups.set(key, group);
		for (const number of booking.zNumbers ?? []) if (number !== '') group.zNumbers.add(number);
	}
	const places = new SetsByKey();
	const spans = new SetsByKey();
	for (const { place, span, zNumbers } of groups.values()) {
		yield;
		for (const number of zNumbers) {
			places.add(number, place);
			spans.add(closingOf(number, place), span);
		}
	}
	const of = (booking: Closed): string => {
		const group = groups.get(keyOf(booking));
		if (!group) return booking.firstNumber;
		const { own, place, zNumbers } = group;
		const [zNumber, ...others] = zNumbers;
		if (zNumber === undefined || others.length > 0) return own;
		const isOfSeveral = groupBy !== 'closing' && spans.sizeOf(closingOf(zNumber, place)) > 1;
		if (isOfSeveral) return own;
		return places.sizeOf(zNumber) > 1 ? `${zNumber}-${place}` : zNumber;
	};
	return { of, remarks: [] };
}

/** A closing of a shop. */
const closingOf = (zNumber: string, place: string): string => JSON.stringify([zNumber, place]);

/** How many different texts there are for each key. */
class SetsByKey {
	private readonly sets = new Map<string, Set<string>>();

	add(key: string, text: string): void {
		this.sets.set(key, (this.sets.get(key) ?? new Set()).add(text));
	}

	sizeOf(key: string): number {
		return this.sets.get(key)?.size ?? 0;
	}
}
