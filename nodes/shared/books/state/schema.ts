/** The state of books that are added up batch by batch: what it is as JSON, and how that is read. */
import { z } from 'zod';
import type { DayRange } from '../../table/request';
import type { Day, IsoMoment } from '../../values/units';
import type { BookedSum, BookingGroup, NamedReceipt, PaidSum, SoldSum } from '../bookingGroups';
import type { SumsBefore } from '../bookSums';
import type { CancelledInPlace } from '../cancelled';
import { accountingReceiptSchema, cents, DOCUMENT_TYPES, LINE_TYPES, MEANS } from '../receipt';
import type { AccountingReceipt } from '../receipt';
import type { Numbered } from '../sequences';
import type { Summed } from '../summed';
import { GROUPINGS } from '../types';

/** What writes states as they are described here; another one is refused. */
export const STATE_VERSION = 1;

type Checks<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

const RECEIPT = accountingReceiptSchema.shape;
const count = z.number().int();
const day = z.string().date();
const documentType = z.enum(DOCUMENT_TYPES);
/** A set stands as a list in JSON. */
const words = z.array(z.string()).transform((list) => new Set(list));

const named: Checks<NamedReceipt> = z.object({
	id: z.string(),
	number: z.string(),
	displayNumber: z.string(),
	issuedAt: RECEIPT.issuedAt,
	references: RECEIPT.references,
});

const bookedShape = {
	grossCents: cents,
	taxCents: cents,
	count,
	first: named,
	last: named,
	zNumbers: words,
};
const booked: Checks<BookedSum> = z.object(bookedShape);
const partedShape = {
	...bookedShape,
	to: z.object({
		account: z.string(),
		taxCode: z.string(),
		costCenter: z.string(),
		costCenter2: z.string(),
	}),
	part: z.string(),
	names: words,
};
const sold: Checks<SoldSum> = z.object({
	...partedShape,
	type: z.enum(LINE_TYPES),
	rate: z.string().nullable(),
});
const paid: Checks<PaidSum> = z.object({ ...partedShape, means: z.enum(MEANS) });

const group: Checks<BookingGroup> = z.object({
	source: RECEIPT.source,
	place: RECEIPT.register,
	documentType,
	date: day,
	span: z.string(),
	begins: named,
	zNumber: z.string().optional(),
	sold: z.array(sold),
	paid: z.array(paid),
	difference: booked.optional(),
});

const numbered: Checks<Numbered> = accountingReceiptSchema.pick({
	id: true,
	documentType: true,
	number: true,
	displayNumber: true,
	zNumber: true,
	issuedAt: true,
	recordedAt: true,
	businessDay: true,
	register: true,
	salesPoint: true,
});

const checks = accountingReceiptSchema.shape.checks;
const summed: Checks<Summed> = accountingReceiptSchema
	.pick({
		id: true,
		number: true,
		displayNumber: true,
		documentType: true,
		kind: true,
		issuedAt: true,
		recordedAt: true,
		businessDay: true,
		register: true,
		salesPoint: true,
		changeCents: true,
	})
	.extend({
		totals: z.object({ grossCents: cents, taxCents: cents.nullable() }),
		taxes: z.array(z.object({ rate: z.string(), grossCents: cents, taxCents: cents })),
		payments: z.array(z.object({ means: z.enum(MEANS), amountCents: cents })),
		checks: checks.extend({
			unmapped: z.array(checks.shape.unmapped.element.extend({ receipts: count.optional() })),
		}),
		stands: count.optional(),
	});

const cancelled: Checks<CancelledInPlace> = z.object({
	receipt: summed,
	reversedOn: day.nullable(),
});

/** Numbers of one day and place that are written alike, as ranges. */
export interface NumberFrame
	extends Pick<Numbered, 'documentType' | 'businessDay' | 'zNumber' | 'register' | 'salesPoint'> {
	source: AccountingReceipt['source'];
	/** The calendar day on which they were made. */
	issuedOn: Day;
	/** Whether the system says when it recorded them. */
	isRecorded: boolean;
	/** What stands before the digits of a number, and how many there are where it begins with zeros. */
	prefix: string;
	width: number;
	/** What stands on paper around the number. */
	before: string;
	after: string;
	/** When the first and the last of them were made. */
	begins: IsoMoment;
	ends: IsoMoment;
	/** First and last numbers in turn, ascending. */
	runs: number[];
	/** The IDs of the documents of a number: where it stands alone, or several documents have it. */
	ids: Record<string, string[]>;
}

const frame: Checks<NumberFrame> = z.object({
	source: RECEIPT.source,
	documentType,
	businessDay: day,
	zNumber: z.string().nullable(),
	register: RECEIPT.register,
	salesPoint: RECEIPT.salesPoint,
	issuedOn: day,
	isRecorded: z.boolean(),
	prefix: z.string(),
	width: count,
	before: z.string(),
	after: z.string(),
	begins: RECEIPT.issuedAt,
	ends: RECEIPT.issuedAt,
	runs: z.array(count),
	ids: z.record(z.array(z.string())),
});

/** A document whose number is in no range, as it isn't written like others. */
export interface SingleDocument {
	source: AccountingReceipt['source'];
	document: Numbered;
	/** Whether it stands on its day only because it must stand on some day. */
	isUndated: boolean;
}

const single: Checks<SingleDocument> = z.object({
	source: RECEIPT.source,
	document: numbered,
	isUndated: z.boolean(),
});

/** The lists of a state, entry by entry. */
const SUMS: { [Name in keyof SumsBefore]: Checks<SumsBefore[Name][number]> } = {
	groups: group,
	receipts: summed,
	cancelled,
	unreadable: summed,
};

/** What must be the same for all batches. */
const asked = z.object({
	/** A fingerprint of the table of accounts. */
	accounts: z.string(),
	/** A fingerprint of the earlier summary; '' without one. */
	earlier: z.string(),
	groupBy: z.enum(GROUPINGS),
	timeZone: z.string(),
	dayEndsAt: z.string(),
});
/** What must be the same for all batches. */
export type AskedOfState = z.infer<typeof asked>;

/** Everything that was added so far. */
export interface BooksState {
	asked: AskedOfState;
	/** First and last business day; null where nothing was added yet. */
	period: DayRange | null;
	/** Of receipts that say when they were made, and of those that don't. */
	dated: SumsBefore;
	undated: SumsBefore;
	frames: NumberFrame[];
	singles: SingleDocument[];
	/** Documents that say by themselves that they came late. */
	late: Numbered[];
	/** Documents that were added as sold, and came again since as canceled. */
	canceledSince: Numbered[];
}

const lists = z.object({
	groups: z.array(z.unknown()),
	receipts: z.array(z.unknown()),
	cancelled: z.array(z.unknown()),
	unreadable: z.array(z.unknown()),
});

/** A state whose lists aren't looked at yet: they may be long. */
export const stateFrameSchema = z.object({
	version: z.literal(STATE_VERSION),
	asked,
	period: z.object({ from: day, to: day }).nullable(),
	dated: lists,
	undated: lists,
	frames: z.array(z.unknown()),
	singles: z.array(z.unknown()),
	late: z.array(z.unknown()),
	canceledSince: z.array(z.unknown()),
});

/** Checks the entries of a state's lists. */
export const STATE_ENTRIES = { ...SUMS, frames: frame, singles: single, documents: numbered };
