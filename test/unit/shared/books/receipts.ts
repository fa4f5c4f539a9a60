/** Small accounting receipts for tests of what is made of them. */
import { assembleReceipt } from '../../../../nodes/shared/books/assemble';
import { NO_WORDS } from '../../../../nodes/shared/books/draft';
import type { ReceiptDraft } from '../../../../nodes/shared/books/draft';
import type { AccountingReceipt, LineType, Means } from '../../../../nodes/shared/books/receipt';
import { bookingSummarySchema } from '../../../../nodes/shared/books/types';
import { decimal, fromCents, ONE } from '../../../../nodes/shared/values/money';
import { readShopTime } from '../../../../nodes/shared/values/shopTime';

/** A summary before it is judged, which is done where the books are made. */
export const figuresSchema = bookingSummarySchema.omit({
	ok: true,
	title: true,
	problems: true,
	text: true,
});

export const clock = { timeZone: 'Europe/Vienna', dayEndsAt: '03:00' };

/** Type, cents, and the rate or nothing where it isn't known. */
export type SmallLine = [type: LineType, cents: number, rate?: string];

export interface Small {
	number: string;
	at: string;
	lines?: SmallLine[];
	payments?: Array<[means: Means, cents: number]>;
	change?: number;
	more?: Partial<ReceiptDraft>;
}

/** Paid in cash, exactly, unless payments are given. */
export function receipt({
	number,
	at,
	lines = [],
	payments,
	change = 0,
	more,
}: Small): AccountingReceipt {
	const total = lines.reduce((sum, [, cents]) => sum + cents, 0);
	const { issuedAt = '', businessDay = '' } = readShopTime(at, clock) ?? {};
	return assembleReceipt({
		source: 'kassandro',
		documentType: 'receipt',
		id: `id ${number}`,
		number,
		displayNumber: number,
		zNumber: null,
		kind: 'sale',
		issuedAt,
		recordedAt: null,
		businessDay,
		register: { id: '11', name: 'Schank' },
		salesPoint: null,
		lines: lines.map(([type, grossCents, rate]) => ({
			type,
			description: '',
			quantity: ONE,
			unitGross: fromCents(grossCents),
			grossCents,
			taxRate: rate === undefined ? { unknown: 'has no vat' } : decimal(rate),
			...NO_WORDS,
		})),
		payments: (payments ?? [['cash', total]]).map(([means, amountCents]) => ({
			means,
			vendorMeans: means,
			amountCents,
		})),
		changeCents: change,
		vendorAmountCents: total,
		references: [],
		notes: [],
		problems: [],
		...more,
	});
}
