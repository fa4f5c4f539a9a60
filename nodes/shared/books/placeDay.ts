/** A business day of one register or shop: what books are made up for. Pure functions. */
import type { Day } from '../values/units';
import { placeOf } from './facts';
import type { AccountingReceipt, Place } from './receipt';

/** A business day of a register or shop. */
export interface PlaceDay {
	place: Place;
	businessDay: Day;
}

/** The day in whose books a receipt belongs, and where. */
export function placeDayOf(
	receipt: Pick<AccountingReceipt, 'businessDay' | 'register' | 'salesPoint'>,
): PlaceDay {
	return { place: placeOf(receipt), businessDay: receipt.businessDay };
}

/** Tells days and places apart; '' is the ID of no place. */
export function booksKey(placeId: string, businessDay: Day): string {
	return JSON.stringify([placeId, businessDay]);
}

/** The {@link booksKey} of a day whose place was read. */
export function booksKeyOf({ place, businessDay }: PlaceDay): string {
	return booksKey(place?.id ?? '', businessDay);
}
