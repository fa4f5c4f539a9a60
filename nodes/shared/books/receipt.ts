/** The accounting receipt: one shape for every POS system, and its assembly from normalised lines. */
import { z } from 'zod';

import {
	centsToString,
	decimalToString,
	fromCents,
	isNegative,
	isTooLarge,
	multiply,
	parseDecimal,
	subtract,
	taxWithin,
	toCents,
} from '../values/money';
import type { Decimal } from '../values/money';
import { isAbsent, isRecord } from '../values/records';

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
 * `rounding` is what cash was rounded by: it changes the total and has no VAT. `unclear` is what a
 * receipt that can't be read states.
 */
export const LINE_TYPES = [
	'sale',
	'voucherSale',
	'tip',
	'deposit',
	'other',
	'rounding',
	'unclear',
] as const;

export const DOCUMENT_TYPES = ['receipt', 'invoice', 'creditNote'] as const;

export type Means = (typeof MEANS)[number];
export type Kind = (typeof KINDS)[number];
export type LineType = (typeof LINE_TYPES)[number];
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

export const cents = z.number().int();
export const amount = z.string().regex(/^-?\d+\.\d{2}$/);
export const exact = z.string().regex(/^-?\d+(\.\d+)?$/);
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
					productId: z.string().nullable(),
					sku: z.string().nullable(),
					category: z.string().nullable(),
					/** Id of the department (reparto), where the system has them. */
					departmentId: z.string().nullable(),
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
				/** What no mapping names: means that nothing is known of, and what counts as a sale. */
				unmapped: z.array(unmapped),
			})
			.strict(),
	})
	.strict();

export type AccountingReceipt = z.infer<typeof accountingReceiptSchema>;
export type Place = AccountingReceipt['register'];
type Reference = AccountingReceipt['references'][number];

/** Why a line's tax rate isn't known, as the middle of a sentence: "names no tax". */
export interface UnknownRate {
	readonly unknown: string;
}

/** A line whose amount has been worked out by a vendor's rules. */
export interface NormalisedLine {
	type: LineType;
	description: string;
	/** Negative for returned goods. */
	quantity: Decimal;
	/** Price of one before discounts. */
	unitGross: Decimal;
	/** What the line counts, after every discount. */
	grossCents: number;
	/** Percentage, or what is wrong when it isn't known: never 0 in place of "not known". */
	taxRate: Decimal | UnknownRate;
	productId: string | null;
	sku: string | null;
	category: string | null;
	departmentId: string | null;
}

export interface NormalisedPayment {
	means: Means;
	vendorMeans: string;
	amountCents: number;
}

/** A vendor's receipt in common terms, before anything is added up. */
export interface ReceiptDraft {
	source: AccountingReceipt['source'];
	documentType: DocumentType;
	id: string;
	number: string;
	displayNumber: string;
	zNumber: string | null;
	kind: Kind;
	issuedAt: string;
	recordedAt: string | null;
	businessDay: string;
	register: Place;
	salesPoint: Place;
	/** Absent where nobody asked for it. */
	customer?: AccountingReceipt['customer'];
	lines: readonly NormalisedLine[];
	payments: readonly NormalisedPayment[];
	changeCents: number;
	/** The vendor's own total, null when the record has none. */
	vendorAmountCents: number | null;
	references: readonly Reference[];
	/** What should be known. */
	notes: readonly string[];
	/** What doesn't agree: any of these makes the receipt unbalanced. */
	problems: readonly string[];
	unmapped: AccountingReceipt['checks']['unmapped'];
}

/** A vendor's record that can't be read as a receipt. */
export class UnreadableReceiptError extends Error {
	readonly receipt: string;

	readonly field: string;

	/**
	 * @param receipt number or id of the receipt
	 * @param field path of the field in the vendor's record
	 * @param problem what is wrong with it
	 */
	constructor(receipt: string, field: string, problem: string) {
		super(`Receipt ${receipt} can't be read: ${field}: ${problem}`);
		this.name = 'UnreadableReceiptError';
		this.receipt = receipt;
		this.field = field;
	}
}

/** True or false, also where 1, 0 or the words stand for them; undefined for anything else. */
function asBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number') return value !== 0;
	if (value === 'true' || value === '1') return true;
	return value === 'false' || value === '0' || value === '' ? false : undefined;
}

/** A vendor's field that counts as set unless it is absent, null, false, 0 or empty. */
export const wireFlag = z.unknown().transform((value) => asBoolean(value) ?? Boolean(value));

/**
 * Reads the fields of a vendor's record. A month has hundreds of thousands of them: they are read by
 * hand where a schema for each would take most of the time that the books take.
 */
export class FieldReader {
	/** @param refuse is told the path of a field that can't be read, and what was expected there */
	constructor(
		private readonly fields: Record<string, unknown>,
		private readonly refuse: (field: string, problem: string) => void,
	) {}

	/** A decimal that may be absent or null, sent as a JSON number or as text and read exactly. */
	decimal(name: string): Decimal | undefined {
		const value = this.fields[name];
		if (value === null || value === undefined) return undefined;
		const parsed = parseDecimal(value);
		if (!parsed) this.refuse(name, 'expected a decimal number');
		if (!isTooLarge(Number(value))) return parsed;
		this.refuse(name, 'is too large to be an amount of money');
		return undefined;
	}

	/** An id or a name, as text whichever way it was sent; null where it is absent. */
	text(name: string): string | null {
		const value = this.fields[name];
		if (typeof value === 'string') return value;
		if (typeof value === 'number') return String(value);
		if (!this.isAbsent(name)) this.refuse(name, 'expected a text or a number');
		return null;
	}

	/** The same, of a record that is nothing without it. */
	requiredText(name: string): string {
		if (this.isAbsent(name)) this.refuse(name, 'expected a text or a number');
		return this.text(name) ?? '';
	}

	/** A date as it was sent: a timestamp may be a number. */
	date(name: string): string | number | null {
		const value = this.fields[name];
		return typeof value === 'number' ? value : this.text(name);
	}

	/** What a text or a small record calls itself, by the first of its fields that says so; null for anything else. */
	label(name: string, fields: readonly string[]): string | null {
		const value = this.fields[name];
		const texts = isRecord(value) ? fields.map((field) => value[field]) : [value];
		const filled = texts
			.map((each) =>
				typeof each === 'string' || typeof each === 'number' ? String(each).trim() : '',
			)
			.find((each) => each !== '');
		return filled ?? null;
	}

	boolean(name: string): boolean {
		const value = asBoolean(this.fields[name]);
		if (value !== undefined) return value;
		if (!this.isAbsent(name)) this.refuse(name, 'expected true or false');
		return false;
	}

	number(name: string): number | undefined {
		const value = this.fields[name];
		if (typeof value === 'number') return value;
		if (!this.isAbsent(name)) this.refuse(name, 'expected a number');
		return undefined;
	}

	/** A field that counts as set unless it is absent, null, false, 0 or empty. */
	flag(name: string): boolean {
		return asBoolean(this.fields[name]) ?? Boolean(this.fields[name]);
	}

	/** A record inside the record; undefined where it is absent. */
	record<T>(name: string, read: (fields: FieldReader) => T): T | undefined {
		return this.isAbsent(name) ? undefined : this.requiredRecord(name, read);
	}

	/** The same, of a record that is nothing without it. */
	requiredRecord<T>(name: string, read: (fields: FieldReader) => T): T {
		return readFields(this.fields[name], read, (field, problem) =>
			this.refuse(joined(name, field), problem),
		);
	}

	/** The records of a list inside the record; undefined where it is absent. */
	list<T>(name: string, read: (fields: FieldReader) => T): T[] | undefined {
		return this.entries(name)?.map((entry, index) =>
			readFields(entry, read, (field, problem) =>
				this.refuse(joined(`${name}[${index}]`, field), problem),
			),
		);
	}

	/** Ids or names in a list, as text whichever way they were sent; undefined where it is absent. */
	texts(name: string): string[] | undefined {
		return this.entries(name)?.map((entry, index) => {
			if (typeof entry === 'string') return entry;
			if (typeof entry !== 'number') {
				this.refuse(`${name}[${index}]`, 'expected a text or a number');
			}
			return String(entry);
		});
	}

	private entries(name: string): unknown[] | undefined {
		const value = this.fields[name];
		if (Array.isArray(value)) return value;
		if (!this.isAbsent(name)) this.refuse(name, 'expected a list');
		return undefined;
	}

	private isAbsent(name: string): boolean {
		return isAbsent(this.fields[name]);
	}
}

const joined = (path: string, field: string): string => (field === '' ? path : `${path}.${field}`);

/**
 * Reads what should be a record.
 * @param refuse is told what can't be read; the path of the record itself is empty
 */
export function readFields<T>(
	value: unknown,
	read: (fields: FieldReader) => T,
	refuse: (field: string, problem: string) => void,
): T {
	if (!isRecord(value)) refuse('', 'expected an object');
	return read(new FieldReader(isRecord(value) ? value : {}, refuse));
}

/**
 * Reads a vendor's record.
 * @param nameOf finds the receipt's number or id for the error text
 * @throws UnreadableReceiptError naming the receipt and the first field that is wrong
 */
export function readRecord<T>(
	record: unknown,
	read: (fields: FieldReader) => T,
	nameOf: (record: unknown) => string,
): T {
	return readFields(record, read, (field, problem) => {
		throw new UnreadableReceiptError(nameOf(record), field || 'record', problem);
	});
}

/** The first of a record's fields that holds text or a number, for the text of an error. */
export function nameByFields(record: unknown, fields: readonly string[]): string {
	if (typeof record !== 'object' || record === null) return '(not an object)';
	const values = new Map(Object.entries(record));
	for (const field of fields) {
		const value: unknown = values.get(field);
		if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return `${value}`;
	}
	return '(without a number)';
}

const isKnown = (rate: Decimal | UnknownRate): rate is Decimal => !('unknown' in rate);

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

/** At least two decimal places, more where the amount is finer than a cent. */
function priceToString(price: Decimal): string {
	const rounded = toCents(price);
	const remainder = subtract(price, fromCents(rounded));
	return remainder.units === 0n ? centsToString(rounded) : decimalToString(price);
}

function toLine(line: NormalisedLine): AccountingReceipt['lines'][number] {
	const discountCents = toCents(multiply(line.quantity, line.unitGross)) - line.grossCents;
	return {
		type: line.type,
		description: line.description,
		quantity: decimalToString(line.quantity),
		unitGross: priceToString(line.unitGross),
		discount: centsToString(discountCents),
		discountCents,
		gross: centsToString(line.grossCents),
		grossCents: line.grossCents,
		taxRate: isKnown(line.taxRate) ? decimalToString(line.taxRate) : null,
		productId: line.productId,
		sku: line.sku,
		category: line.category,
		departmentId: line.departmentId,
	};
}

/**
 * One row per rate: the tax is worked out once on the rate's gross of the whole receipt, and the
 * net is what remains, so that gross = net + tax holds to the cent.
 */
export function toTaxes(
	lines: ReadonlyArray<Pick<NormalisedLine, 'taxRate' | 'grossCents'>>,
): AccountingReceipt['taxes'] {
	const perRate = new Map<string, { rate: Decimal; grossCents: number }>();
	for (const { taxRate, grossCents } of lines) {
		if (!isKnown(taxRate)) continue;
		const key = decimalToString(taxRate);
		const before = perRate.get(key)?.grossCents ?? 0;
		perRate.set(key, { rate: taxRate, grossCents: before + grossCents });
	}
	return [...perRate]
		.sort(([, a], [, b]) => (isNegative(subtract(a.rate, b.rate)) ? -1 : 1))
		.map(([rateText, { rate, grossCents }]) => {
			const taxCents = taxWithin(grossCents, rate);
			const netCents = grossCents - taxCents;
			return {
				rate: rateText,
				net: centsToString(netCents),
				netCents,
				tax: centsToString(taxCents),
				taxCents,
				gross: centsToString(grossCents),
				grossCents,
			};
		});
}

function toTotals(
	grossCents: number,
	taxes: AccountingReceipt['taxes'],
	everyRateKnown: boolean,
): AccountingReceipt['totals'] {
	const taxCents = everyRateKnown ? sum(taxes.map((row) => row.taxCents)) : null;
	const netCents = taxCents === null ? null : grossCents - taxCents;
	return {
		gross: centsToString(grossCents),
		grossCents,
		net: netCents === null ? null : centsToString(netCents),
		netCents,
		tax: taxCents === null ? null : centsToString(taxCents),
		taxCents,
	};
}

function toChecks(draft: ReceiptDraft, grossCents: number): AccountingReceipt['checks'] {
	const { vendorAmountCents, changeCents } = draft;
	const problems = [...draft.problems];
	const differenceCents = vendorAmountCents === null ? 0 : vendorAmountCents - grossCents;
	if (vendorAmountCents !== null && differenceCents !== 0) {
		problems.push(
			`The system states ${centsToString(vendorAmountCents)}, the lines add up to ${centsToString(grossCents)}.`,
		);
	}
	const paidCents = sum(draft.payments.map((payment) => payment.amountCents)) - changeCents;
	if (paidCents !== grossCents) {
		problems.push(
			`Payments less change come to ${centsToString(paidCents)}, the lines to ${centsToString(grossCents)}.`,
		);
	}
	draft.lines.forEach((line, index) => {
		if (isKnown(line.taxRate)) return;
		problems.push(
			`Line ${index + 1} (${centsToString(line.grossCents)}) ${line.taxRate.unknown}: it is in the gross total and in no tax row.`,
		);
	});
	return {
		balanced: problems.length === 0,
		vendorAmount: vendorAmountCents === null ? null : centsToString(vendorAmountCents),
		vendorAmountCents,
		difference: centsToString(differenceCents),
		differenceCents,
		notes: [...draft.notes, ...problems],
		unmapped: draft.unmapped,
	};
}

/** Adds up a receipt's lines and payments, works out its taxes and checks that all agree. */
export function assembleReceipt(draft: ReceiptDraft): AccountingReceipt {
	const grossCents = sum(draft.lines.map((line) => line.grossCents));
	const taxes = toTaxes(draft.lines);
	return {
		source: draft.source,
		documentType: draft.documentType,
		id: draft.id,
		number: draft.number,
		displayNumber: draft.displayNumber,
		zNumber: draft.zNumber,
		kind: draft.kind,
		issuedAt: draft.issuedAt,
		recordedAt: draft.recordedAt,
		businessDay: draft.businessDay,
		register: draft.register,
		salesPoint: draft.salesPoint,
		...(draft.customer === undefined ? {} : { customer: draft.customer }),
		currency: 'EUR',
		totals: toTotals(
			grossCents,
			taxes,
			draft.lines.every((line) => isKnown(line.taxRate)),
		),
		taxes,
		payments: draft.payments.map(({ means, vendorMeans, amountCents }) => ({
			means,
			vendorMeans,
			amount: centsToString(amountCents),
			amountCents,
		})),
		change: centsToString(draft.changeCents),
		changeCents: draft.changeCents,
		lines: draft.lines.map(toLine),
		references: [...draft.references],
		checks: toChecks(draft, grossCents),
	};
}
