/** Accounting receipts → bookings that balance. Pure functions. */
import { DOCUMENT_TYPES, LINE_TYPES, MEANS } from './receipt';
import type { AccountingReceipt, DocumentType, LineType, Means, Place } from './receipt';
import { groupsOf } from '../values/groups';
import { mapSteps, sortSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import { centsToString, decimal, taxWithin } from '../values/money';
import type { Cents, Day, Percent } from '../values/units';
import type { Accounts } from './accounts';
import type { Booking, Grouping } from './types';

/** A receipt's lines of one type at one rate. */
interface Part {
	type: LineType;
	/** Null when it isn't known. */
	rate: Percent | null;
	grossCents: Cents;
	taxCents: Cents;
}

/** What is added up for one booking. */
interface Sum {
	grossCents: Cents;
	taxCents: Cents;
	first: AccountingReceipt;
	last: AccountingReceipt;
	count: number;
}

/** Receipts that share their bookings. */
interface Group {
	place: Place;
	documentType: DocumentType;
	/** The last business day in it. */
	date: Day;
	receipt?: AccountingReceipt;
	lines: Map<string, Sum & { type: LineType; rate: Percent | null }>;
	payments: Map<Means, Sum>;
	difference?: Sum;
}

/** Where a receipt was printed: its register, else its shop, else null. */
export function placeOf({
	register,
	salesPoint,
}: Pick<AccountingReceipt, 'register' | 'salesPoint'>) {
	return register ?? salesPoint;
}

/** The number without the date that some systems print beside it: a booking has a date of its own. */
export function bookedNumber({ displayNumber }: Pick<AccountingReceipt, 'displayNumber'>): string {
	return displayNumber.replace(/ \d{4}-\d{2}-\d{2}$/, '');
}

/**
 * Makes one booking per type of line and VAT rate, and one per means of payment, for every business
 * day (month, receipt), register and type of document: each has numbers of its own. What payments and
 * lines differ by is a booking of its own, so that the clearing account always ends at zero.
 *
 * Tax is the sum of the receipts' own tax, so that any two parts of a period add up to the whole.
 * @param receipts of the period, in any order
 */
export function* buildBookings(
	receipts: readonly AccountingReceipt[],
	groupBy: Grouping,
	accounts: Accounts,
): Steps<Booking[]> {
	const groups = new Map<string, Group>();
	for (const receipt of yield* inOrder(receipts)) {
		yield;
		const group = groupOf(groups, receipt, groupBy);
		for (const part of partsOf(receipt)) {
			const key = `${part.type} ${part.rate ?? ''}`;
			const sum = group.lines.get(key) ?? { ...part, ...emptySum(receipt) };
			group.lines.set(key, sum);
			addTo(sum, receipt, part.grossCents, part.taxCents);
		}
		const paid = paidCents(receipt);
		for (const [means, cents] of paid) {
			const sum = group.payments.get(means) ?? emptySum(receipt);
			group.payments.set(means, sum);
			addTo(sum, receipt, cents);
		}
		const missing = receipt.totals.grossCents - total([...paid.values()]);
		if (missing !== 0) {
			group.difference ??= emptySum(receipt);
			addTo(group.difference, receipt, missing);
		}
	}
	const inTheirOrder = yield* sortSteps([...groups.values()], byDateAndPlace);
	return (yield* mapSteps(inTheirOrder, (group) => bookingsOf(group, accounts))).flat();
}

/** Means → what stayed in the till. Assumption: change is given in cash, whatever was paid with. */
export function paidCents(receipt: AccountingReceipt): Map<Means, Cents> {
	const paid = new Map<Means, number>();
	const addUp = (means: Means, cents: number) => {
		if (cents !== 0) paid.set(means, (paid.get(means) ?? 0) + cents);
	};
	for (const { means, amountCents } of receipt.payments) addUp(means, amountCents);
	addUp('cash', 0 - receipt.changeCents);
	return paid;
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

const total = (cents: readonly number[]): number => cents.reduce((sum, each) => sum + each, 0);

const collator = new Intl.Collator('en', { numeric: true });

/** A sorted copy, in the order of their making; documents of the same second by number, then by id. */
export function* inOrder<T extends Pick<AccountingReceipt, 'id' | 'issuedAt' | 'number'>>(
	receipts: readonly T[],
): Steps<T[]> {
	const timed = yield* mapSteps(receipts, (receipt) => ({
		receipt,
		time: Date.parse(receipt.issuedAt),
	}));
	const byNumber = (a: T, b: T) =>
		collator.compare(a.number, b.number) || collator.compare(a.id, b.id);
	const ordered = yield* sortSteps(
		timed,
		(a, b) => a.time - b.time || byNumber(a.receipt, b.receipt),
	);
	return ordered.map(({ receipt }) => receipt);
}

function groupOf(groups: Map<string, Group>, receipt: AccountingReceipt, groupBy: Grouping): Group {
	const place = placeOf(receipt);
	const { businessDay: date, id, documentType } = receipt;
	// Different receipts may have one ID.
	const own = `${id} ${groups.size}`;
	const span = groupBy === 'day' ? date : groupBy === 'month' ? date.slice(0, 7) : own;
	const key = JSON.stringify([place?.id ?? null, span, documentType]);
	const group = groups.get(key) ?? {
		place,
		documentType,
		date,
		...(groupBy === 'receipt' ? { receipt } : {}),
		lines: new Map(),
		payments: new Map(),
	};
	if (date > group.date) group.date = date;
	groups.set(key, group);
	return group;
}

/** Within a day and place till receipts come first; groups of one type are in order already. */
function byDateAndPlace(a: Group, b: Group): number {
	if (a.date !== b.date) return a.date < b.date ? -1 : 1;
	const places = collator.compare(a.place?.id ?? '', b.place?.id ?? '');
	return places || DOCUMENT_TYPES.indexOf(a.documentType) - DOCUMENT_TYPES.indexOf(b.documentType);
}

/**
 * A receipt's amounts by type and rate. Its tax at a rate is rounded once; where lines of several
 * types share a rate, the last one takes what the others leave of it.
 */
function partsOf(receipt: AccountingReceipt): Part[] {
	const parts = new Map<string, Part>();
	for (const { type, taxRate: rate, grossCents } of receipt.lines) {
		const key = `${rate ?? ''} ${type}`;
		const part = parts.get(key) ?? { type, rate, grossCents: 0, taxCents: 0 };
		part.grossCents += grossCents;
		parts.set(key, part);
	}
	const list = [...parts.values()];
	const byRate = groupsOf(list, ({ rate }) => rate);
	for (const { rate, taxCents } of receipt.taxes) {
		const sharing = byRate.get(rate) ?? [];
		let left = taxCents;
		sharing.forEach((part, index) => {
			const isLast = index === sharing.length - 1;
			part.taxCents = isLast ? left : taxWithin(part.grossCents, decimal(rate));
			left -= part.taxCents;
		});
	}
	return list;
}

function emptySum(receipt: AccountingReceipt): Sum {
	return { grossCents: 0, taxCents: 0, first: receipt, last: receipt, count: 0 };
}

function addTo(sum: Sum, receipt: AccountingReceipt, grossCents: number, taxCents = 0): void {
	sum.grossCents += grossCents;
	sum.taxCents += taxCents;
	sum.count += 1;
	const hasNumber = !isReversal(receipt);
	if (hasNumber && isReversal(sum.first)) sum.first = receipt;
	if (hasNumber || isReversal(sum.first)) sum.last = receipt;
}

/**
 * Whether it only takes back, on a later day, what was cancelled in place: it has the number of that
 * receipt and none of its own day. A cancellation that was printed names the number, not the record.
 */
function isReversal({ references }: AccountingReceipt): boolean {
	return references.some(({ type, id }) => type === 'cancels' && id !== null);
}

const LINE_WORDS: Record<LineType, string> = {
	sale: 'Sales',
	voucherSale: 'Vouchers sold',
	tip: 'Tips',
	deposit: 'Deposits',
	other: 'Other',
	rounding: 'Rounding',
	unclear: 'Receipts that could not be read',
};

const MEANS_WORDS: Record<Means, string> = {
	cash: 'Cash',
	card: 'Card',
	voucher: 'Vouchers redeemed',
	mealVoucher: 'Meal vouchers',
	credit: 'On account',
	transfer: 'Bank transfer',
	online: 'Paid online',
	other: 'Other payments',
};

/** Till receipts are what most bookings are about: they need no word. */
const DOCUMENT_WORDS: Record<DocumentType, string> = {
	receipt: '',
	invoice: 'Invoices, ',
	creditNote: 'Credit notes, ',
};

function bookingsOf(group: Group, accounts: Accounts): Booking[] {
	const clearing = accounts.of('clearing');
	const lines = [...group.lines.values()]
		.sort((a, b) => byTypeAndRate(a, b))
		.map((sum): Booking => {
			const { type, rate, grossCents, taxCents } = sum;
			const { account, taxCode } = accounts.ofLine(type, rate);
			const netCents = rate === null ? null : grossCents - taxCents;
			return {
				...frame(group, sum, wordsOf(type, rate)),
				kind: type,
				debit: clearing,
				credit: account,
				net: netCents === null ? null : centsToString(netCents),
				netCents,
				tax: rate === null ? null : centsToString(taxCents),
				taxCents: rate === null ? null : taxCents,
				taxRate: rate,
				taxCode,
			};
		});
	const payments = MEANS.flatMap((means): Booking[] => {
		const sum = group.payments.get(means);
		if (!sum) return [];
		return [
			{
				...frame(group, sum, MEANS_WORDS[means]),
				kind: 'payment',
				debit: accounts.ofMeans(means),
				credit: clearing,
				means,
			},
		];
	});
	const difference: Booking[] = group.difference
		? [
				{
					...frame(group, group.difference, 'Difference between receipts and payments'),
					debit: accounts.of('difference'),
					credit: clearing,
				},
			]
		: [];
	// What could not be read is never left out, also where it states nothing that could be counted.
	return [...lines, ...payments, ...difference].filter(
		(booking) => booking.kind === 'unclear' || hasAmount(booking),
	);
}

/** Whether a booking is about any money. */
export function hasAmount({ grossCents, taxCents }: Booking): boolean {
	return grossCents !== 0 || (taxCents ?? 0) !== 0;
}

function wordsOf(type: LineType, rate: string | null): string {
	const word = LINE_WORDS[type];
	if (type === 'rounding') return word;
	return `${word} ${rate === null ? '(rate unknown)' : `${rate}%`}`;
}

function byTypeAndRate(
	a: { type: LineType; rate: string | null },
	b: { type: LineType; rate: string | null },
): number {
	const types = LINE_TYPES.indexOf(a.type) - LINE_TYPES.indexOf(b.type);
	if (types !== 0) return types;
	return compareRates(a.rate, b.rate);
}

/** Compares VAT rates as `Array.sort` wants it; what isn't known comes last. */
export function compareRates(a: Percent | null, b: Percent | null): number {
	return Number(a ?? Infinity) - Number(b ?? Infinity) || 0;
}

/** What all bookings have in common, in the order of the columns; what payments have none of is null. */
function frame(group: Group, { grossCents, first, last, count }: Sum, words: string) {
	const { place, date, receipt, documentType } = group;
	const name = place?.name ?? place?.id;
	const about = `${DOCUMENT_WORDS[documentType]}${words}`;
	const text = receipt ? `${about}, ${bookedNumber(receipt)}` : about;
	return {
		type: 'booking' as const,
		kind: 'difference' as const,
		documentType,
		date,
		text: name === undefined ? text : `${name}: ${text}`,
		debit: '',
		credit: '',
		gross: centsToString(grossCents),
		net: null,
		tax: null,
		taxRate: null,
		firstNumber: bookedNumber(first),
		lastNumber: bookedNumber(last),
		count,
		placeName: name ?? null,
		place,
		means: null,
		taxCode: '',
		grossCents,
		netCents: null,
		taxCents: null,
	};
}
