/** What was sold at a VAT rate that isn't known: no program can work out its tax, so it must be told. */
import { centsToString } from '../../values/money';
import type { Booking } from '../types';

/** Receipts are named one by one up to here. */
const MOST_NAMED = 10;

/** Whether a booking is of something sold at a rate that isn't known. */
export function isOfUnknownRate({ kind, taxRate }: Booking): boolean {
	return kind !== 'payment' && kind !== 'difference' && kind !== 'unclear' && taxRate === null;
}

/** Amounts, receipts and days of some bookings, as the end of a sentence. */
export function describeBookings(bookings: readonly Booking[]): string {
	const named = bookings.slice(0, MOST_NAMED).map(({ gross, date, place, ...booking }) => {
		const where = place === null ? '' : `, ${place.name ?? place.id}`;
		return `${gross} on ${date} (${numbersOf(booking)}${where})`;
	});
	const more = bookings.length - named.length;
	return [...named, ...(more > 0 ? [`and ${more} more bookings`] : [])].join('; ');
}

function numbersOf({
	firstNumber,
	lastNumber,
	count,
}: Pick<Booking, 'firstNumber' | 'lastNumber' | 'count'>): string {
	if (count === 1) return `receipt ${firstNumber}`;
	return `${count} receipts, the first ${firstNumber}, the last ${lastNumber}`;
}

/**
 * A sentence on bookings whose tax is left open, for whoever reads what is handed on.
 * @param where they are
 */
export function remarkOnUnknownRates(
	bookings: readonly Booking[],
	where = 'in the file',
): string[] {
	const open = bookings.filter(isOfUnknownRate);
	const unclear = bookings.filter(({ kind }) => kind === 'unclear');
	return [
		...remarkOn(
			unclear,
			`is stated by receipts that can't be read and is ${where} without tax, to be clarified`,
		),
		...remarkOn(open, `was sold at a VAT rate that isn't known and is ${where} without tax`),
	];
}

function remarkOn(bookings: readonly Booking[], words: string): string[] {
	if (bookings.length === 0) return [];
	const cents = bookings.reduce((sum, { grossCents }) => sum + grossCents, 0);
	return [`${centsToString(cents)} ${words}: ${describeBookings(bookings)}.`];
}
