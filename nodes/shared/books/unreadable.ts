/** Receipts that can't be read: listed with what they state, never left out of the books. */
import { assembleReceipt } from './assemble';
import { nameByFields, UnreadableReceiptError } from './vendorRecord';
import { NO_WORDS } from './draft';
import type { ReceiptDraft } from './draft';
import type { AccountingReceipt, DocumentType, Place } from './receipt';
import { fromCents, ONE, parseDecimal, toCents } from '../values/money';
import { versionOf } from '../run/lookalikes';
import { isRecord } from '../values/records';
import { businessDayStart, readShopTime } from '../values/shopTime';
import type { ShopClock } from '../values/shopTime';
import type { Cents, Day, EpochMs, IsoMoment } from '../values/units';
import type { Call } from '../table/types';
import { readPeriod } from './panel/period';
import { businessDayAt } from './period';

/** What a system tells of a record that can't be read. */
export interface UnreadRecord {
	source: ReceiptDraft['source'];
	documentType: DocumentType;
	/** Fields that hold the id and the number, the best first. */
	ids: readonly string[];
	numbers: readonly string[];
	/** The day's closing, where the system has them. */
	zNumber?: string | null;
	/** The number as it stands on paper, where that is another one. */
	displayNumber?: (number: string, issuedAt: IsoMoment) => string;
	/** Values that may say when it was made, the best first. */
	times: readonly unknown[];
	/** What it states, in the record's own sign. */
	amount: unknown;
	/** What the amount counts: what takes back is below zero. */
	count?: (cents: Cents) => Cents;
	register?: Place;
	salesPoint?: Place;
}

/** Whether only the stated amount of a receipt is known. */
export function isUnreadable({ kind }: Pick<AccountingReceipt, 'kind'>): boolean {
	return kind === 'unreadable';
}

const UNDATED = "It doesn't say when it was made";

/** Whether a receipt stands on a day only because it must stand on some day: another period has another one. */
export function isUndated(receipt: Pick<AccountingReceipt, 'kind' | 'checks'>): boolean {
	return isUnreadable(receipt) && receipt.checks.notes.some((note) => note.startsWith(UNDATED));
}

/**
 * Reads a receipt. One that can't be read comes out in the same shape with the amount that it states,
 * unless the user wants to stop there.
 * @param convert throws what {@link UnreadableReceiptError} is for, or RangeError for an amount that
 *   is too large to be money
 * @param tell what is known of such a record
 * @throws UnreadableReceiptError or RangeError when the user wants to stop there
 */
export function readOrList(
	{ input, now }: Pick<Call, 'input' | 'now'>,
	record: unknown,
	clock: ShopClock,
	convert: () => AccountingReceipt,
	tell: () => UnreadRecord,
): AccountingReceipt {
	const read = () => {
		if (versionOf(record) === undefined) return convert();
		const { ids, numbers } = tell();
		const number = nameByFields(record, numbers);
		throw new UnreadableReceiptError(number, ids[0] ?? 'id', SEVERAL);
	};
	if (input.options.ifUnreadable === 'stop') return read();
	try {
		return read();
	} catch (error) {
		const day = () => fallbackDay(input, now(), clock);
		return listUnreadable(record, tell(), problemOf(error), clock, day);
	}
}

/** Neither may be left out, nor may both count as sold. */
const SEVERAL =
	'the system gave different records with this ID in one answer, and nothing tells which of them is right';

/** What is wrong with a record; anything else passes as it is. */
function problemOf(error: unknown): Error {
	if (error instanceof UnreadableReceiptError || error instanceof RangeError) return error;
	throw error;
}

/** The first day that was asked for: a receipt without a readable time must be in some day's books. */
function fallbackDay(input: Call['input'], now: EpochMs, clock: ShopClock): Day {
	if (input.options.period !== undefined) return readPeriod(input, now).from;
	return input.range?.from ?? businessDayAt(now, clock);
}

function listUnreadable(
	record: unknown,
	unread: UnreadRecord,
	{ message }: Error,
	clock: ShopClock,
	fallback: () => Day,
): AccountingReceipt {
	const { source, documentType, ids, numbers, register = null, salesPoint = null } = unread;
	const number = nameByFields(record, numbers);
	const vendorAmountCents = centsOf(unread.amount);
	const cents =
		vendorAmountCents === null ? 0 : (unread.count?.(vendorAmountCents) ?? vendorAmountCents);
	const time = timeOf(unread.times, clock);
	const businessDay = time?.businessDay ?? fallback();
	const issuedAt = time?.issuedAt ?? businessDayStart(businessDay, clock);
	const problems = [
		/[.!?]$/.test(message) ? message : `${message}.`,
		...(time ? [] : [`${UNDATED}: it stands on ${businessDay}.`]),
		vendorAmountCents === null
			? 'It states no amount that can be read: nothing of it counts until it is clarified.'
			: 'Its stated amount stands on the account for what must be clarified.',
	];
	return assembleReceipt({
		source,
		documentType,
		id: isRecord(record) ? nameByFields(record, [...ids, ...numbers]) : number,
		number,
		displayNumber: unread.displayNumber?.(number, issuedAt) ?? number,
		zNumber: unread.zNumber ?? null,
		kind: 'unreadable',
		issuedAt,
		recordedAt: null,
		businessDay,
		register,
		salesPoint,
		lines: [unclearLine(cents)],
		payments: [],
		changeCents: 0,
		vendorAmountCents: vendorAmountCents === null ? null : cents,
		references: [],
		notes: [],
		problems,
	});
}

function unclearLine(cents: Cents): ReceiptDraft['lines'][number] {
	return {
		type: 'unclear',
		description: "Stated amount of a receipt that can't be read",
		quantity: ONE,
		unitGross: fromCents(cents),
		grossCents: cents,
		taxRate: { unknown: "can't be read" },
		...NO_WORDS,
	};
}

/** Null for what is no amount of money. */
function centsOf(value: unknown): Cents | null {
	const amount = parseDecimal(value);
	try {
		return amount ? toCents(amount) : null;
	} catch {
		return null;
	}
}

function timeOf(values: readonly unknown[], clock: ShopClock) {
	for (const value of values) {
		const time =
			typeof value === 'string' || typeof value === 'number'
				? readShopTime(value, clock)
				: undefined;
		if (time) return time;
	}
	return undefined;
}
