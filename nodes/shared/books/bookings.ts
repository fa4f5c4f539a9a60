/** Accounting receipts → bookings that balance, in columns. Pure functions. */
import { mapSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { centsToString, money } from '../values/money';
import type { Cents } from '../values/units';
import type { Accounts } from './accounts';
import { groupReceipts } from './bookingGroups';
import type { Booked, BookedSum, BookingGroup, Parting, SoldSum } from './bookingGroups';
import { bookingText, closingText } from './bookingTexts';
import { bookedNumber, nameOfPlace } from './facts';
import { compareNumbers } from './order';
import type { Booking, TextStyle } from './types';

/**
 * Makes one booking per type of line, VAT rate and account, and one per means of payment and account, for
 * every business day (closing, month, receipt), register and type of document: each has numbers of its own. What payments and
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
	return yield* bookGroups(yield* groupReceipts(receipts, parting, accounts), accounts, style);
}

/**
 * The same of receipts that are grouped already.
 * @param groups in the order of their bookings
 */
export function* bookGroups(
	groups: readonly BookingGroup[],
	accounts: Accounts,
	style: TextStyle = {},
): Steps<Booking[]> {
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

/** What bookings leave on the clearing accounts. */
export function clearingCents(bookings: readonly Booking[], accounts: Accounts): Cents {
	return bookings.reduce(
		(left, { debit, credit, grossCents }) =>
			left +
			(accounts.isClearing(debit) ? grossCents : 0) -
			(accounts.isClearing(credit) ? grossCents : 0),
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
	const { place } = group;
	const clearing = accounts.of('clearing', place);
	const sold = group.sold.map((sum): PartedBooking => {
		const { type, rate, grossCents, taxCents, to, part } = sum;
		const { account, ...codes } = to;
		return {
			...frame(group, sum, columns),
			category: namesText(sum.names),
			kind: type,
			debit: clearing,
			credit: account,
			...money('net', rate === null ? null : grossCents - taxCents),
			...money('tax', rate === null ? null : taxCents),
			taxRate: rate,
			...codes,
			part,
		};
	});
	const paid = group.paid.map((sum): PartedBooking => {
		const { means, to, part } = sum;
		return {
			...frame(group, sum, columns),
			category: namesText(sum.names),
			kind: 'payment',
			debit: to.account,
			credit: clearing,
			means,
			part,
		};
	});
	const difference: PartedBooking[] = group.difference
		? [
				{
					...frame(group, group.difference, columns),
					debit: accounts.of('difference', place),
					credit: clearing,
					part: '',
				},
			]
		: [];
	// What could not be read is never left out, also where it states nothing that could be counted.
	const booked = [...sold, ...paid, ...difference].filter(
		(booking) => booking.kind === 'unclear' || hasAmount(booking),
	);
	const { receipt, zNumber } = group;
	const closing = zNumber === undefined ? undefined : closingText(zNumber);
	const number = receipt ? bookedNumber(receipt) : closing;
	return booked.map(({ part, ...booking }) => ({
		...booking,
		text: bookingText(booking, style, number),
		id: bookingId(group, booking, part),
	}));
}

/** A booking, and what its account is told apart by. */
type PartedBooking = Booking & Pick<SoldSum, 'part'>;

/** Names of categories, articles or methods that are listed; there may be any number of them. */
const MOST_NAMES = 3;

/** Names in the order of the alphabet, the first of them. */
function namesText(names: ReadonlySet<string>): string {
	const sorted = [...names].sort((a, b) => (a < b ? -1 : 1));
	const named = sorted.slice(0, MOST_NAMES).join(', ');
	return sorted.length > MOST_NAMES ? `${named}, …` : named;
}

/**
 * Tells a booking from all others, also of other periods, and is the same whenever its day, month or
 * receipt is booked, such as `kassandro:11:2026-10-05:receipt:sale:20`.
 * @param part what the table of accounts tells it apart by, which is then its end
 */
function bookingId(
	{ source, place, span, documentType }: BookingGroup,
	{ kind, means, taxRate }: Omit<Booking, 'id'>,
	part: string,
): string {
	const detail = kind === 'difference' ? [] : [kind === 'payment' ? means : (taxRate ?? 'unknown')];
	const parted = part === '' ? [] : [part];
	return [source, place?.id, span, documentType, kind, ...detail, ...parted].join(':');
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
		category: '',
		taxCode: '',
		costCenter: '',
		costCenter2: '',
		grossCents,
		netCents: null,
		taxCents: null,
		id: '',
	};
}
