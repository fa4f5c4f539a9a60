/** Receipts that are booked together, and what they come to. Pure functions. */
import { DOCUMENT_TYPES, LINE_TYPES, MEANS } from './receipt';
import type { AccountingReceipt, DocumentType, LineType, Means, Place } from './receipt';
import type { DayRange } from '../table/request';
import { mapSteps, sortSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { Cents, Day, Percent } from '../values/units';
import type { Reversal } from './cancelled';
import type { AccountAndCodes, Accounts, BookedPart } from './accounts';
import { isReversal, placeOf } from './facts';
import { compareNumbers, compareRates, inOrder } from './order';
import { isWithin } from './period';
import { sharesOf } from './shares';
import type { Grouping } from './types';

/** A receipt as far as a booking names it. */
export type NamedReceipt = Pick<
	AccountingReceipt,
	'id' | 'number' | 'displayNumber' | 'issuedAt' | 'references'
>;

/** What is added up for one booking. */
export interface BookedSum {
	grossCents: Cents;
	taxCents: Cents;
	/** Receipts with a number of their own, where there are any: in the order of their making. */
	first: NamedReceipt;
	last: NamedReceipt;
	/** Receipts that are in it. */
	count: number;
	/** The closings that their receipts name. */
	zNumbers: Set<string>;
}

/** What has one account. */
export interface PartedSum extends BookedSum {
	to: AccountAndCodes;
	/** What tells the account from that of all others; '' where nothing does. */
	part: string;
	/** What it is about, where it is told apart. */
	names: Set<string>;
}

/** What was sold of one type at one rate. */
export interface SoldSum extends PartedSum {
	type: LineType;
	/** Null when it isn't known. */
	rate: Percent | null;
}

/** What was paid by one means, less the change. */
export interface PaidSum extends PartedSum {
	means: Means;
}

/** Receipts that share their bookings. */
export interface BookingGroup {
	source: AccountingReceipt['source'];
	place: Place;
	documentType: DocumentType;
	/** The last business day in it. */
	date: Day;
	/**
	 * What it stands for: a business day, a month (`2026-10`) or its days from one on (`2026-10-12..`), or the ID of a
	 * receipt. What takes back says what it takes back of (`2026-11-02:back:2026-10-05`).
	 */
	span: string;
	/** What was made first of it. */
	begins: NamedReceipt;
	/** Where a booking stands for one receipt. */
	receipt?: NamedReceipt;
	/** The number of the closing, where a booking stands for the receipts of one. */
	zNumber?: string;
	/** By type, then by rate, then by account. */
	sold: SoldSum[];
	/** In the order of {@link MEANS}, then by account. */
	paid: PaidSum[];
	/** What was sold less what was paid, where they differ. */
	difference?: BookedSum;
}

/** A receipt, or what takes one back. */
export type Booked = AccountingReceipt & Partial<Pick<Reversal, 'takesBackOf'>>;

/** How receipts are parted. */
export interface Parting {
	groupBy: Grouping;
	/** The business days that were read; without it every month is whole. */
	period?: DayRange;
}

/** A group that receipts are being added to. */
export interface OpenGroup extends Omit<BookingGroup, 'sold' | 'paid'> {
	sold: Map<string, SoldSum>;
	paid: Map<string, PaidSum>;
}

/**
 * Groups receipts by business day (closing, month, receipt), register and type of document, and adds up
 * each by account.
 * @param receipts in any order
 * @returns by date, then by place; within a day and place till receipts come first
 */
export function* groupReceipts(
	receipts: readonly Booked[],
	parting: Parting,
	accounts: Accounts,
): Steps<BookingGroup[]> {
	const groups = new Map<string, OpenGroup>();
	for (const receipt of yield* inOrder(receipts)) {
		yield;
		addReceipt(groupOf(groups, receipt, parting), receipt, accounts);
	}
	return yield* sortSteps(yield* mapSteps([...groups.values()], toGroup), byDateAndPlace);
}

/** A group to which nothing more is added. */
export function toGroup(group: OpenGroup): BookingGroup {
	return {
		...group,
		sold: [...group.sold.values()].sort(byTypeAndRate),
		paid: [...group.paid.values()].sort(byMeans),
	};
}

function groupOf(groups: Map<string, OpenGroup>, receipt: Booked, parting: Parting): OpenGroup {
	const { groupBy } = parting;
	const place = placeOf(receipt);
	const { source, businessDay: date, documentType } = receipt;
	const zNumber = groupBy === 'closing' ? closingOf(receipt) : undefined;
	const span = bookedSpan(receipt, parting, zNumber);
	// Different receipts may have one ID.
	const own = groupBy === 'receipt' ? groups.size : 0;
	const key = JSON.stringify([source, place?.id ?? null, span, documentType, own]);
	const group = groups.get(key) ?? {
		source,
		place,
		documentType,
		date,
		span,
		begins: receipt,
		...(groupBy === 'receipt' ? { receipt } : {}),
		...(zNumber === undefined ? {} : { zNumber }),
		sold: new Map(),
		paid: new Map(),
	};
	if (date > group.date) group.date = date;
	groups.set(key, group);
	return group;
}

/**
 * What a booking stands for, as its ID says it. What takes back is parted from what was sold on its day:
 * whoever reads that day alone doesn't see it.
 */
export function bookedSpan(
	{ id, businessDay, takesBackOf }: Pick<Booked, 'id' | 'businessDay' | 'takesBackOf'>,
	{ groupBy, period }: Parting,
	zNumber?: string,
): string {
	if (groupBy === 'receipt') return id;
	const calendarSpan = (day: Day) => (groupBy === 'month' ? day.slice(0, 7) : day);
	const spanRead = (day: Day) => (groupBy === 'month' ? monthRead(day, period) : day);
	if (takesBackOf !== undefined) {
		const isOfOne = calendarSpan(takesBackOf) === calendarSpan(businessDay);
		const isRead = period === undefined || isWithin(businessDay, period);
		if (!isOfOne || !isRead) return `${calendarSpan(businessDay)}:back:${spanRead(takesBackOf)}`;
	}
	return zNumber === undefined ? spanRead(businessDay) : `${businessDay}:Z${zNumber}`;
}

/**
 * The month of a day; where a period begins within it, with the first day that was read (`2026-10-12..`). The
 * month so far and the whole month are one: the later reading replaces the earlier one.
 */
function monthRead(day: Day, period: DayRange | undefined): string {
	const month = day.slice(0, 7);
	return period && period.from > `${month}-01` ? `${period.from}..` : month;
}

function addReceipt(group: OpenGroup, receipt: AccountingReceipt, accounts: Accounts): void {
	const { place } = group;
	const parts = new Map<string, Pick<PartedSum, 'to' | 'part' | 'names'>>();
	const partOfLine = (line: AccountingReceipt['lines'][number]) => {
		const { to, part, name } = accounts.partOfLine(line, place);
		const key = keyOfSum(line.type, line.taxRate, part);
		const known = parts.get(key) ?? { to, part, names: new Set() };
		if (name !== '') known.names.add(name);
		parts.set(key, known);
		return part;
	};
	for (const { type, rate, part, grossCents, taxCents } of sharesOf(receipt, partOfLine)) {
		const key = keyOfSum(type, rate, part);
		const own = parts.get(key);
		if (!own) continue;
		const sum = group.sold.get(key) ?? { type, rate, ...emptySum(receipt), ...own };
		if (sum.names !== own.names) for (const name of own.names) sum.names.add(name);
		group.sold.set(key, sum);
		addTo(sum, receipt, grossCents, taxCents);
	}
	let missing = receipt.totals.grossCents;
	for (const { means, cents, ...own } of paidParts(receipt, accounts, place)) {
		const key = keyOfSum(means, null, own.part);
		const { to, part } = own;
		const sum = group.paid.get(key) ?? { means, ...emptySum(receipt), to, part, names: new Set() };
		group.paid.set(key, sum);
		if (own.name !== '') sum.names.add(own.name);
		addTo(sum, receipt, cents);
		missing -= cents;
	}
	if (missing === 0) return;
	group.difference ??= emptySum(receipt);
	addTo(group.difference, receipt, missing);
}

/** What was paid by one means to one account. */
interface PaidPart extends BookedPart {
	means: Means;
	cents: Cents;
}

/** What stayed in the till by means and account. Change goes back out of the cash that was paid, if any was. */
function paidParts(
	{ payments, changeCents }: AccountingReceipt,
	accounts: Accounts,
	place: Place,
): PaidPart[] {
	const paid = new Map<string, PaidPart>();
	const addUp = (means: Means, own: BookedPart, cents: Cents) => {
		if (cents === 0) return;
		const key = keyOfSum(means, null, own.part);
		const part = paid.get(key) ?? { means, ...own, cents: 0 };
		part.cents += cents;
		paid.set(key, part);
	};
	for (const payment of payments)
		addUp(payment.means, accounts.partOfPayment(payment, place), payment.amountCents);
	const inCash = payments.find(({ means, amountCents }) => means === 'cash' && amountCents !== 0);
	const change = inCash
		? accounts.partOfPayment(inCash, place)
		: accounts.partOfMeans('cash', place);
	addUp('cash', change, 0 - changeCents);
	return [...paid.values()];
}

/** What tells a sum from the others of its group. */
export const keyOfSum = (kind: LineType | Means, rate: Percent | null, part: string): string =>
	`${kind} ${rate ?? ''} ${part}`;

function emptySum(receipt: AccountingReceipt): BookedSum {
	return {
		grossCents: 0,
		taxCents: 0,
		first: receipt,
		last: receipt,
		count: 0,
		zNumbers: new Set(),
	};
}

function addTo(sum: BookedSum, receipt: AccountingReceipt, grossCents: Cents, taxCents = 0): void {
	sum.grossCents += grossCents;
	sum.taxCents += taxCents;
	sum.count += 1;
	const hasNumber = !isReversal(receipt);
	if (hasNumber && isReversal(sum.first)) sum.first = receipt;
	if (hasNumber || isReversal(sum.first)) sum.last = receipt;
	const zNumber = closingOf(receipt);
	if (zNumber !== undefined) sum.zNumbers.add(zNumber);
}

/** The closing that a receipt names; what takes one back on a later day is of none there. */
function closingOf(receipt: AccountingReceipt): string | undefined {
	return isReversal(receipt) ? undefined : (receipt.zNumber ?? undefined);
}

function byTypeAndRate(a: SoldSum, b: SoldSum): number {
	const types = LINE_TYPES.indexOf(a.type) - LINE_TYPES.indexOf(b.type);
	return types || compareRates(a.rate, b.rate) || byPart(a, b);
}

function byMeans(a: PaidSum, b: PaidSum): number {
	return MEANS.indexOf(a.means) - MEANS.indexOf(b.means) || byPart(a, b);
}

/** What nothing tells apart comes first. */
function byPart({ part: a }: PartedSum, { part: b }: PartedSum): number {
	return a === b ? 0 : a < b ? -1 : 1;
}

/** Compares as `Array.sort` wants it: groups of one day, place and type are in order already. */
export function byDateAndPlace(a: BookingGroup, b: BookingGroup): number {
	if (a.date !== b.date) return a.date < b.date ? -1 : 1;
	const places = compareNumbers(a.place?.id ?? '', b.place?.id ?? '');
	return places || DOCUMENT_TYPES.indexOf(a.documentType) - DOCUMENT_TYPES.indexOf(b.documentType);
}
