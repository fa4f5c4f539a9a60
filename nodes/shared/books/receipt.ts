/** The accounting receipt: one shape for every POS system, and the schema that checks it. */
import { z } from 'zod';

/** How a receipt was paid, in words that mean the same for every system. */
export const MEANS = [
	'cash',
	'card',
	'voucher',
	'mealVoucher',
	'credit',
	'transfer',
	'online',
	'other',
] as const;

/**
 * `cancellation` undoes a receipt; `zero` comes to nothing, and may have no lines at all; of an
 * `unreadable` one only the amount that it states is known.
 */
export const KINDS = ['sale', 'refund', 'cancellation', 'zero', 'unreadable'] as const;

/**
 * `cashIn` and `cashOut` are money that comes into the till or leaves it without anything being sold, such
 * as what is fetched from the bank or brought there, `tillDifference` what a count found too much or too
 * little. `rounding` is what cash was rounded by: it changes the total and has no VAT. `unclear` is what a
 * receipt that can't be read states.
 */
export const LINE_TYPES = [
	'sale',
	'voucherSale',
	'tip',
	'deposit',
	'cashIn',
	'cashOut',
	'tillDifference',
	'other',
	'rounding',
	'unclear',
] as const;

/** What a fiscal document is; a till receipt may be of any {@link ReceiptKind}. */
export const DOCUMENT_TYPES = ['receipt', 'invoice', 'creditNote'] as const;

/** One of {@link MEANS}. */
export type Means = (typeof MEANS)[number];
/** One of {@link KINDS}. */
export type ReceiptKind = (typeof KINDS)[number];
/** One of {@link LINE_TYPES}. */
export type LineType = (typeof LINE_TYPES)[number];
/** Money that moves without a supply: there is no VAT on it, whether or not the till says so. */
export const CASH_MOVEMENTS: readonly LineType[] = ['cashIn', 'cashOut', 'tillDifference'];
/** One of {@link DOCUMENT_TYPES}. */
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** Checks money in whole cents. */
export const cents = z.number().int();
/** Checks money in euros as text with two decimals. */
export const amount = z.string().regex(/^-?\d+\.\d{2}$/);
/** Checks a quantity, a price or a percentage: decimal text with as many decimals as it has. */
export const exact = z.string().regex(/^-?\d+(\.\d+)?$/);
/** Checks a register or a shop. */
export const place = z.object({ id: z.string(), name: z.string().nullable() }).strict().nullable();

/** What a user may map: a means of payment, or what a line sells, as narrow or as wide as wanted. */
export const unmapped = z
	.object({
		type: z.enum(['paymentMethod', 'article', 'group', 'department']),
		id: z.string(),
		name: z.string().nullable(),
		/** The means or the type of line that it counts as. */
		countsAs: z.enum([...MEANS, ...LINE_TYPES]),
	})
	.strict();

/** Checks an accounting receipt. Amounts are euros, `…Cents` the same in integer cents. */
export const accountingReceiptSchema = z
	.object({
		source: z.enum(['cassaNova', 'kassandro']),
		documentType: z.enum(DOCUMENT_TYPES),
		id: z.string(),
		number: z.string(),
		/** The number as it stands on paper. */
		displayNumber: z.string(),
		/** Number of the day's closing, where the system has one. */
		zNumber: z.string().nullable(),
		kind: z.enum(KINDS),
		/** ISO date-time with the shop's offset. */
		issuedAt: z.string().datetime({ offset: true }),
		/** ISO date-time at which the system recorded it, null where the system doesn't say. */
		recordedAt: z.string().datetime({ offset: true }).nullable(),
		/** YYYY-MM-DD: the day in whose books the receipt belongs. */
		businessDay: z.string().date(),
		register: place,
		salesPoint: place,
		/** Only where it was asked for; null when the receipt names nobody. */
		customer: z
			.object({
				type: z.enum(['customer', 'organization']),
				id: z.string(),
				name: z.string().nullable(),
			})
			.strict()
			.nullable()
			.optional(),
		currency: z.literal('EUR'),
		/**
		 * `gross` is the sum of all lines. `net` and `tax` are null when the rate of any line isn't
		 * known: a part of them would look like the whole.
		 */
		totals: z
			.object({
				gross: amount,
				grossCents: cents,
				net: amount.nullable(),
				netCents: cents.nullable(),
				tax: amount.nullable(),
				taxCents: cents.nullable(),
			})
			.strict(),
		/** One row per rate, ascending. Lines without a known rate are in none of them. */
		taxes: z.array(
			z
				.object({
					rate: exact,
					net: amount,
					netCents: cents,
					tax: amount,
					taxCents: cents,
					gross: amount,
					grossCents: cents,
				})
				.strict(),
		),
		/** What was handed over; less `change` it is what the receipt cost. */
		payments: z.array(
			z
				.object({
					means: z.enum(MEANS),
					/** The system's own word. */
					vendorMeans: z.string(),
					amount,
					amountCents: cents,
				})
				.strict(),
		),
		change: amount,
		changeCents: cents,
		/** gross = quantity × unitGross − discount, to the cent; returned goods have a negative quantity. */
		lines: z.array(
			z
				.object({
					type: z.enum(LINE_TYPES),
					description: z.string(),
					quantity: exact,
					/** May be finer than a cent. */
					unitGross: exact,
					discount: amount,
					discountCents: cents,
					gross: amount,
					grossCents: cents,
					/** Percentage, null when not known. "0" is a rate that is known to be zero. */
					taxRate: exact.nullable(),
					/** Italy: why it bears no VAT (natura, N1 to N7); absent where it does, or nobody says. */
					taxNature: z.string().optional(),
					/** Of the variant, where one was sold. */
					productId: z.string().nullable(),
					/** Id of the product whose variant was sold. */
					variantOf: z.string().nullable(),
					sku: z.string().nullable(),
					/** Its name, or its id where the system tells no name. */
					category: z.string().nullable(),
					categoryId: z.string().nullable(),
					/** Id and name of the department (reparto), where the system has them. */
					departmentId: z.string().nullable(),
					department: z.string().nullable(),
				})
				.strict(),
		),
		/** Other receipts that this one is about. */
		references: z.array(
			z
				.object({
					type: z.enum(['cancels', 'refunds', 'invoices']),
					id: z.string().nullable(),
					number: z.string().nullable(),
				})
				.strict(),
		),
		checks: z
			.object({
				/** True when the vendor's amount, the lines, the rates and the payments agree. */
				balanced: z.boolean(),
				/** The amount that the vendor's own record states, null when it states none. */
				vendorAmount: amount.nullable(),
				vendorAmountCents: cents.nullable(),
				/**
				 * `vendorAmount` less `totals.gross`; nothing is ever changed to make it zero. It is zero
				 * for a receipt cancelled in place, whose lines no longer count.
				 */
				difference: amount,
				differenceCents: cents,
				/** What doesn't agree or should be known, as sentences. */
				notes: z.array(z.string()),
				/** What no mapping names and nothing else tells, so that what it counts as is a guess. */
				unmapped: z.array(unmapped),
			})
			.strict(),
	})
	.strict();

/** A receipt in the shape that all systems share. */
export type AccountingReceipt = z.infer<typeof accountingReceiptSchema>;
/** A register or a shop; null where the system doesn't say. */
export type Place = AccountingReceipt['register'];
