/** Receipts that are paid in ways that the document hardly mentions. */
import { fromCents } from '../../money.mts';
import type { Fields } from '../records.mts';
import { bodyOf, department, sold, type Draw, type Till } from '../till.mts';
import type { Body } from '../rows.mts';
import type { OwnMeans, Paid } from '../payments.mts';

type Payments = Paid['payments'];

/** A means that the shop has made for itself goes by its description. */
const custom = (till: Till, description: OwnMeans, cents: number, paymentType?: string) => ({
	paymentType: description,
	cents,
	shown: { paymentType, customPayment: { id: till.random.uuid(), description } },
});

/** A receipt of one sale, and what it was paid with. */
function paidFor(
	till: Till,
	[min, max]: [min: number, max: number],
	pay: (cents: number) => Payments,
	refund = false,
): Body & { paid: Paid } {
	const rows = [sold(till, department(till, 0), till.random.int(min, max), refund)];
	const body = bodyOf(till, rows);
	return { ...body, paid: { payments: pay(body.amountCents), changeCents: 0 } };
}

/** What is handed over in cash, what is given back of it, and where that stands. */
function changed(handed: (cents: number) => Payments, shownChange: Paid['shownChange']): Draw {
	return (till) => {
		const { paid, ...body } = paidFor(till, [610, 990], handed);
		const sum = paid.payments.reduce((total, { cents }) => total + cents, 0);
		return { ...body, paid: { ...paid, changeCents: sum - body.amountCents, shownChange } };
	};
}

const cash = (cents: number, shown: Fields = {}): Payments[number] => ({
	paymentType: 'CASH',
	cents,
	shown,
});

/**
 * Newer documents name `customPayment` and `change` of a payment, and not what is in them or how they
 * add up: here a description tells one from the other, and change is what is above the amount.
 */
export const PAID_OWN_WAYS: Draw[] = [
	// Two means of the shop's own on one receipt.
	(till) =>
		paidFor(till, [1200, 3900], (cents) => [
			custom(till, 'Buono CRAL', 500),
			custom(till, 'Satispay', cents - 500),
		]),
	(till) => paidFor(till, [300, 1900], (cents) => [custom(till, 'Satispay', cents)], true),
	// One that has a type beside its description, and one that nobody knows.
	(till) =>
		paidFor(till, [900, 2900], (cents) => [
			custom(till, 'Bancomat 2', 400, 'CASHCARD'),
			custom(till, 'Punti', cents - 400),
		]),
	// No type at all.
	(till) =>
		paidFor(till, [200, 900], (cents) => [
			{ paymentType: 'NO_TYPE', cents, shown: { paymentType: undefined } },
		]),
	// The last payment states no amount: it is what the first one leaves.
	(till) =>
		paidFor(till, [900, 1900], (cents) => [
			{ paymentType: 'CREDITCARD', cents: 700 },
			cash(cents - 700, { amount: undefined }),
		]),
	// Change that stands on the payment alone, in parts on two of them, and on the document as well.
	changed((cents) => [cash(2000, { change: fromCents(2000 - cents) })], 0),
	changed(
		(cents) => [cash(1000, { change: fromCents(1200 - cents) }), cash(500, { change: 3 })],
		null,
	),
	changed((cents) => [cash(1000, { change: fromCents(1000 - cents) })], undefined),
	// An amount that is already less the change that stands beside it.
	changed((cents) => [cash(cents, { change: 1.5 })], 0),
];
