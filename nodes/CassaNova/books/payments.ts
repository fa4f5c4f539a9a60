/** How a CassaNova document was paid (document: Payment, PaymentType, InvoicePaymentType). */
import { FieldReader } from '../../shared/books/vendorRecord';
import type { NormalisedPayment } from '../../shared/books/draft';
import type { DocumentType, Means } from '../../shared/books/receipt';
import { mapMeans } from '../../shared/books/mapping';
import type { Mapping } from '../../shared/books/mapping';
import { centsToString, toCents, ZERO } from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';
import { isRecord } from '../../shared/values/records';

/** PaymentType of the document → means. A type that isn't in the document counts as other. */
const MEANS_BY_PAYMENT_TYPE: ReadonlyMap<string, Means> = new Map<string, Means>([
	['CASH', 'cash'],
	['CASHCARD', 'card'],
	['CREDITCARD', 'card'],
	['BANKCHECK', 'other'],
	['TICKET', 'mealVoucher'],
	['DEFERRED', 'credit'],
	['FIDELITYCARD', 'voucher'],
	['VOUCHER', 'voucher'],
]);

/** InvoicePaymentType of the document → means of an invoice that lists no payments. OTHER says nothing. */
const MEANS_BY_INVOICE_PAYMENT: ReadonlyMap<string, Means> = new Map<string, Means>([
	['CASH', 'cash'],
	['BANK_TRANSFER', 'transfer'],
	['RIBA_30', 'credit'],
	['RIBA_60', 'credit'],
	['CHEQUE', 'other'],
	['CREDIT_CARD', 'card'],
	['PAYPAL', 'online'],
]);

/** Means of a PaymentType or an InvoicePaymentType; undefined for what the document doesn't name. */
export function meansOfWord(word: string): Means | undefined {
	return MEANS_BY_PAYMENT_TYPE.get(word) ?? MEANS_BY_INVOICE_PAYMENT.get(word);
}

/** What a credit note that lists no payments is called where payment methods are mapped. */
export const UNPAID_CREDIT_NOTE = { name: 'Credit Note Without Payments', value: 'CREDIT_NOTE' };

/** Where a means of the shop's own may say what it is called. */
const CUSTOM_NAMES = ['description', 'name', 'id'];

/** Reads one payment of a document. */
export const readPayment = (payment: FieldReader) => ({
	paymentType: payment.text('paymentType') ?? '',
	/** Not in the document: a means of payment that the shop has made for itself. */
	custom: payment.label('customPayment', CUSTOM_NAMES),
	amount: payment.decimal('amount'),
	/** Not in the document: what was given back on this payment. */
	change: payment.decimal('change'),
});

type Payment = ReturnType<typeof readPayment>;

/**
 * The words for how a document was paid, as far as they can be read; nothing here fails.
 * @param payments as the API sent them
 */
export function paymentWords(payments: unknown): string[] {
	const entries: unknown[] = Array.isArray(payments) ? payments : [];
	const words = entries.map((entry) => {
		const reader = new FieldReader(isRecord(entry) ? entry : {}, () => undefined);
		return reader.label('customPayment', CUSTOM_NAMES) ?? reader.text('paymentType');
	});
	return words.filter((word): word is string => word !== null);
}

/** What a document says about how it was paid. */
interface PaidDocument {
	payments?: Payment[];
	change?: Decimal;
	/** An invoice's own. */
	paymentType?: string | null;
}

/** How a document was paid. */
interface Paid {
	payments: NormalisedPayment[];
	changeCents: number;
	/** What should be known. */
	notes: string[];
}

/**
 * Reads how a document was paid.
 * @param totalCents what its rows add up to
 */
export function readPaid(
	{ payments = [], change, paymentType }: PaidDocument,
	totalCents: number,
	documentType: DocumentType,
	mapping: Mapping,
): Paid {
	const ownCents = toCents(change ?? ZERO);
	if (payments.length > 0) return readListed(payments, ownCents, totalCents, mapping);
	const isPaid = totalCents !== 0;
	if (isPaid && documentType === 'invoice') {
		return { ...invoicePaid(paymentType ?? '', totalCents, mapping), changeCents: ownCents };
	}
	if (isPaid && documentType === 'creditNote') {
		return { ...creditNotePaid(totalCents, mapping), changeCents: ownCents };
	}
	return { payments: [], changeCents: ownCents, notes: [] };
}

/**
 * Assumption: an invoice that lists no payments is paid as a whole by its own `paymentType`. Whether
 * it is `payed` isn't looked at: books that were closed would change with it.
 */
function invoicePaid(word: string, amountCents: number, mapping: Mapping) {
	const { is: means, unsaid } = mapMeans(mapping, word, {
		known: MEANS_BY_INVOICE_PAYMENT.get(word),
	});
	return { payments: [{ means, vendorMeans: word, amountCents, unsaid }], notes: [] };
}

/** Assumption: a credit note that lists no payments is a voucher that was issued: nothing was paid out. */
function creditNotePaid(amountCents: number, mapping: Mapping) {
	const { name, value } = UNPAID_CREDIT_NOTE;
	const { is: means, unsaid } = mapMeans(mapping, value, { guess: 'voucher', name });
	const counts =
		means === 'voucher' ? `a voucher issued over ${centsToString(Math.abs(amountCents))}` : means;
	return {
		payments: [{ means, vendorMeans: value, amountCents, unsaid }],
		notes: [`It lists no payments: it counts as ${counts}. "${name}" can be mapped.`],
	};
}

/**
 * Assumption: a payment that doesn't say how much it was is what the others leave of the total; where
 * there are more of them, nothing tells, and they count 0.
 */
function readListed(
	payments: Payment[],
	ownCents: number,
	totalCents: number,
	mapping: Mapping,
): Paid {
	const stated = payments.map(({ amount }) => (amount ? toCents(amount) : undefined));
	const statedCents = stated.reduce((sum: number, cents) => sum + (cents ?? 0), 0);
	const isRest = stated.filter((cents) => cents === undefined).length === 1;
	const changeCents = changeOf(payments, ownCents, isRest ? undefined : statedCents - totalCents);
	const restCents = isRest ? totalCents + changeCents - statedCents : 0;
	const notes = stated.flatMap((cents, index) =>
		cents === undefined
			? [
					`document.payments[${index}] has no amount: it counts as ${centsToString(restCents)}${isRest ? ', which is what is left' : ''}.`,
				]
			: [],
	);
	return {
		payments: payments.map((payment, index) => ({
			...wordOf(payment, mapping),
			amountCents: stated[index] ?? restCents,
		})),
		changeCents,
		notes,
	};
}

/**
 * Assumption: where the document states change, that is all of it; where it doesn't, that of its
 * payments is, unless their amounts are already less the change.
 * @param overpaidCents what the payments are above the total; undefined where that isn't known
 */
function changeOf(
	payments: readonly Payment[],
	ownCents: number,
	overpaidCents: number | undefined,
): number {
	const cents = payments.reduce((sum, { change }) => sum + toCents(change ?? ZERO), 0);
	const both = ownCents === 0 ? [cents, 0] : [ownCents, ownCents + cents];
	return both.find((each) => each === overpaidCents) ?? both[0] ?? 0;
}

/** A means of the shop's own goes by its text, and by its type where only that is mapped or known. */
function wordOf({ paymentType, custom }: Payment, mapping: Mapping) {
	const vendorMeans = custom ?? paymentType;
	const known = MEANS_BY_PAYMENT_TYPE.get(paymentType);
	const { is: means, unsaid } = mapMeans(mapping, vendorMeans, { known, wider: paymentType });
	return { means, vendorMeans, unsaid };
}
