/** Accounting receipts → bookings that balance, in columns. Pure functions. */
import { mapSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { centsToString, money } from '../values/money';
import type { Cents } from '../values/units';
import type { Accounts } from './accounts';
import { groupReceipts } from './bookingGroups';
import type { Booked, BookedSum, BookingGroup, Parting } from './bookingGroups';
import { bookingText } from './bookingTexts';
import { bookedNumber, nameOfPlace } from './facts';
import { compareNumbers } from './order';
import type { Booking, TextStyle } from './types';

/**
 * Makes one booking per type of line and VAT rate, and one per means of payment, for every business
 * day (closing, month, receipt), register and type of document: each has numbers of its own. What payments and
 * lines differ by is a booking of its own, so that the clearing account always ends at zero.
 *
 * Tax is the sum of the receipts' own tax, so that any two parts of a period add up to the whole.
 * @param receipts of the period, in any order
 */
export function* buildBookings(
	receipts: readonly Booked[],
	parting: Parting,
	accounts: Accounts,
	style: TextStyle = {},
): Steps<Booking[]> {
	const groups = yield* groupReceipts(receipts, parting);
	const columns = { closings: groups.some(namesClosings) };
	const bookings = yield* mapSteps(groups, (group) => bookingsOf(group, accounts, style, columns));
	return yield* withOwnIds(bookings.flat());
}

/** Different receipts may have one ID: the second of two bookings with one ID gets a number, too. */
function* withOwnIds(bookings: readonly Booking[]): Steps<Booking[]> {
	const counts = new Map<string, number>();
	return yield* mapSteps(bookings, (booking) => {
		const count = (counts.get(booking.id) ?? 0) + 1;
		counts.set(booking.id, count);
		return count === 1 ? booking : { ...booking, id: `${booking.id}:${count}` };
	});
}

/** What bookings leave on the clearing account. */
export function clearingCents(bookings: readonly Booking[], accounts: Accounts): Cents {
	const clearing = accounts.of('clearing');
	return bookings.reduce(
		(left, { debit, credit, grossCents }) =>
			left + (debit === clearing ? grossCents : 0) - (credit === clearing ? grossCents : 0),
		0,
	);
}

/** Whether a booking is about any money. */
function hasAmount({ grossCents, taxCents }: Booking): boolean {
	return grossCents !== 0 || (taxCents ?? 0) !== 0;
}

/** Columns that not all systems have something for: all bookings of a run have the same ones. */
interface Columns {
	closings: boolean;
}

function namesClosings({ sold, paid, difference }: BookingGroup): boolean {
	const sums = [...sold, ...paid, ...(difference ? [difference] : [])];
	return sums.some(({ zNumbers }) => zNumbers.size > 0);
}

function bookingsOf(
	group: BookingGroup,
	accounts: Accounts,
	style: TextStyle,
	columns: Columns,
): Booking[] {
	const clearing = accounts.of('clearing');
	const sold = group.sold.map((sum): Booking => {
		const { type, rate, grossCents, taxCents } = sum;
		const { account, ...codes } = accounts.ofLine(type, rate);
		return {
			...frame(group, sum, columns),
			kind: type,
			debit: clearing,
			credit: account,
			...money('net', rate === null ? null : grossCents - taxCents),
			...money('tax', rate === null ? null : taxCents),
			taxRate: rate,
			...codes,
		};
	});
	const paid = group.paid.map((sum): Booking => {
		const { means } = sum;
		return {
			...frame(group, sum, columns),
			kind: 'payment',
			debit: accounts.ofMeans(means),
			credit: clearing,
			means,
		};
	});
	const difference: Booking[] = group.difference
		? [
				{
					...frame(group, group.difference, columns),
					debit: accounts.of('difference'),
					credit: clearing,
				},
			]
		: [];
	// What could not be read is never left out, also where it states nothing that could be counted.
	const booked = [...sold, ...paid, ...difference].filter(
		(booking) => booking.kind === 'unclear' || hasAmount(booking),
	);
	const { receipt, zNumber } = group;
	const closing = zNumber === undefined ? undefined : `Z ${zNumber}`;
	const number = receipt ? bookedNumber(receipt) : closing;
	return booked.map((booking) => ({
		...booking,
		text: bookingText(booking, style, number),
		id: bookingId(group, booking),
	}));
}

/**
 * Tells a booking from all others, also of other periods, and is the same whenever its day, month or
 * receipt is booked, such as `kassandro:11:2026-10-05:receipt:sale:20`.
 */
function bookingId(
	{ source, place, span, documentType }: BookingGroup,
	{ kind, means, taxRate }: Booking,
): string {
	const detail = kind === 'difference' ? [] : [kind === 'payment' ? means : (taxRate ?? 'unknown')];
	return [source, place?.id, span, documentType, kind, ...detail].join(':');
}

/** What the ID of a booking says of its system, place and day, such as `kassandro:11:2026-10-05`. */
export function entryIdOf({
	id,
	documentType,
	kind,
}: Pick<Booking, 'id' | 'documentType' | 'kind'>): string {
	return id.slice(0, id.lastIndexOf(`:${documentType}:${kind}`));
}

/** What all bookings have in common, in the order of the columns; what payments have none of is null. */
function frame(
	group: BookingGroup,
	{ grossCents, first, last, count, zNumbers }: BookedSum,
	{ closings }: Columns,
) {
	const { place, date, documentType } = group;
	return {
		type: 'booking' as const,
		kind: 'difference' as const,
		documentType,
		date,
		text: '',
		debit: '',
		credit: '',
		gross: centsToString(grossCents),
		net: null,
		tax: null,
		taxRate: null,
		firstNumber: bookedNumber(first),
		lastNumber: bookedNumber(last),
		count,
		...(closings ? { zNumbers: [...zNumbers].sort(compareNumbers) } : {}),
		placeName: nameOfPlace(place) ?? null,
		place,
		means: null,
		taxCode: '',
		costCenter: '',
		costCenter2: '',
		grossCents,
		netCents: null,
		taxCents: null,
		id: '',
	};
}
