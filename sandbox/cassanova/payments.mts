/** Draws how a document is paid. */
import type { Random } from '../core/random.mts';
import { fromCents } from '../money.mts';

/** What CassaNova's payment types are in the sandbox's totals. */
export const MEANS = {
	CASH: 'cash',
	CASHCARD: 'card',
	CREDITCARD: 'card',
	BANKCHECK: 'other',
	TICKET: 'mealVoucher',
	DEFERRED: 'credit',
	FIDELITYCARD: 'voucher',
	VOUCHER: 'voucher',
} as const;

export type PaymentType = keyof typeof MEANS;

/**
 * What is no payment type: means that a shop has made for itself, by their descriptions, a payment
 * without a type, and what a credit note without payments counts as.
 */
export const OWN_MEANS = {
	Satispay: 'online',
	'Buono CRAL': 'voucher',
	'Bancomat 2': 'card',
	Punti: 'other',
	NO_TYPE: 'card',
	CREDIT_NOTE: 'voucher',
} as const;

export type OwnMeans = keyof typeof OWN_MEANS;

const ALL_MEANS = { ...MEANS, ...OWN_MEANS };

/** What a payment is in the sandbox's totals. */
export const meansOf = (word: PaymentType | OwnMeans): string => ALL_MEANS[word];

export interface Paid {
	payments: Array<{
		paymentType: PaymentType | OwnMeans;
		cents: number;
		/** What the document shows in place of the fields that follow from these; undefined for none. */
		shown?: Record<string, unknown>;
	}>;
	/** Cash that is given back; the payments less this sum to the amount. */
	changeCents: number;
	/** What the document states as change where that isn't all of it. */
	shownChange?: number | null;
}

/** Cash for an amount: exact, or the next round sum with change. */
function cash(random: Random, cents: number): Paid {
	const note = random.pick([0, 0, 500, 1000, 2000, 5000]);
	const handed = note === 0 ? cents : Math.ceil(cents / note) * note;
	return { payments: [{ paymentType: 'CASH', cents: handed }], changeCents: handed - cents };
}

/** A first payment of at most `face`, the rest in cash. */
function partly(random: Random, first: PaymentType, face: number, cents: number): Paid {
	const part = Math.min(face, cents);
	const rest = part < cents ? cash(random, cents - part) : { payments: [], changeCents: 0 };
	return {
		payments: [{ paymentType: first, cents: part }, ...rest.payments],
		changeCents: rest.changeCents,
	};
}

/**
 * @param cents amount due; what is given back (negative) is given back in cash
 */
export function drawPayments(random: Random, cents: number): Paid {
	const whole = (paymentType: PaymentType): Paid => ({
		payments: [{ paymentType, cents }],
		changeCents: 0,
	});
	if (cents === 0) return { payments: [], changeCents: 0 };
	if (cents < 0) return whole('CASH');
	const draw = random.next();
	if (draw < 0.48) return cash(random, cents);
	if (draw < 0.74) return whole('CASHCARD');
	if (draw < 0.86) return whole('CREDITCARD');
	if (draw < 0.9) return partly(random, 'TICKET', 700 * random.int(1, 2), cents);
	if (draw < 0.93) return partly(random, 'VOUCHER', random.pick([300, 500, 1000]), cents);
	if (draw < 0.96) return partly(random, 'CREDITCARD', Math.ceil(cents / 3), cents);
	if (draw < 0.98) return whole('DEFERRED');
	return whole(random.chance(0.5) ? 'FIDELITYCARD' : 'BANKCHECK');
}

/** Payments as a document shows them. */
export function showPayments(random: Random, { payments }: Paid): Array<Record<string, unknown>> {
	return payments.map(({ paymentType, cents, shown }) => ({
		id: random.uuid(),
		paymentType,
		amount: fromCents(cents),
		...shown,
	}));
}
