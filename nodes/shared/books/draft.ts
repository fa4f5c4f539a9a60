/** A vendor's receipt in common terms: what each system makes of its records, before anything is added up. */
import type { Unmapped } from './mapping';
import { negate, ZERO } from '../values/money';
import type { Decimal } from '../values/money';
import type { Cents, Day, IsoMoment } from '../values/units';
import { CASH_MOVEMENTS } from './receipt';
import type {
	AccountingReceipt,
	DocumentType,
	ReceiptKind,
	LineType,
	Means,
	Place,
} from './receipt';

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
	grossCents: Cents;
	/** Percentage, or what is wrong when it isn't known: never 0 in place of "not known". */
	taxRate: Decimal | UnknownRate;
	/** Why it bears no VAT; absent where it does, or nobody says. */
	taxNature?: string;
	productId: string | null;
	/** Of the product whose variant was sold. */
	variantOf: string | null;
	sku: string | null;
	category: string | null;
	categoryId: string | null;
	departmentId: string | null;
	department: string | null;
	/** Who must be asked what it is, where its type is a guess. */
	unsaid?: Unmapped;
}

/** The rate of a line: there is no VAT on money that moves without a supply, though no rate says so. */
export function rateOfType(type: LineType, rate: Decimal | UnknownRate): Decimal | UnknownRate {
	return 'unknown' in rate && CASH_MOVEMENTS.includes(type) ? ZERO : rate;
}

/** A line that names nothing that was sold. */
export const NO_WORDS = {
	productId: null,
	variantOf: null,
	sku: null,
	category: null,
	categoryId: null,
	departmentId: null,
	department: null,
};

/** A payment in common terms. */
export interface NormalisedPayment {
	means: Means;
	/** The system's own word. */
	vendorMeans: string;
	/** What was handed over, before any change. */
	amountCents: Cents;
	/** Where its means is a guess. */
	unsaid?: Unmapped;
}

/** A vendor's receipt in common terms, before anything is added up. */
export interface ReceiptDraft {
	source: AccountingReceipt['source'];
	documentType: DocumentType;
	id: string;
	number: string;
	displayNumber: string;
	zNumber: string | null;
	kind: ReceiptKind;
	/** With the shop's offset. */
	issuedAt: IsoMoment;
	/** Null where the system doesn't say. */
	recordedAt: IsoMoment | null;
	/** The day in whose books it belongs. */
	businessDay: Day;
	register: Place;
	salesPoint: Place;
	/** Absent where nobody asked for it. */
	customer?: AccountingReceipt['customer'];
	lines: readonly NormalisedLine[];
	payments: readonly NormalisedPayment[];
	changeCents: Cents;
	/** The vendor's own total, null when the record has none. */
	vendorAmountCents: Cents | null;
	references: ReadonlyArray<AccountingReceipt['references'][number]>;
	/** What should be known. */
	notes: readonly string[];
	/** What doesn't agree: any of these makes the receipt unbalanced. */
	problems: readonly string[];
}

/** The same line taken back; the price of one stays. */
export function lineTakenBack(line: NormalisedLine): NormalisedLine {
	return { ...line, quantity: negate(line.quantity), grossCents: 0 - line.grossCents };
}

/** The same payment given back. */
export function paymentGivenBack(payment: NormalisedPayment): NormalisedPayment {
	return { ...payment, amountCents: 0 - payment.amountCents };
}
