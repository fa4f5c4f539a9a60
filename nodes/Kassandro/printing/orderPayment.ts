/** How a shop's order is paid at the register: one payment method, and vouchers beside it. Pure functions. */
import { InputError } from '../../shared/table/inputError';
import { orderError } from '../../shared/orders/stated';
import type { OrderPayment, ShopOrder } from '../../shared/orders/types';
import { listed } from '../../shared/values/listed';
import { centsToString } from '../../shared/values/money';
import type { Cents } from '../../shared/values/units';
import { PAYMENTS } from './orderPanel';
import type { PaymentRow } from './orderPanel';

/** What a receipt says of its payment. */
export interface ReceiptPayment {
	method: string;
	voucherCents: Cents;
}

interface KnownPayment {
	payment: OrderPayment;
	row: PaymentRow;
}

/**
 * The register's payment for an order.
 * @throws InputError where the table doesn't know a way that it was paid in, where it was paid in several
 * ways and nothing says how much of each, or where a receipt can't say it
 */
export function paymentOf(
	{ payments, totalCents }: Pick<ShopOrder, 'payments' | 'totalCents'>,
	rows: readonly PaymentRow[],
): ReceiptPayment {
	const paid = payments.filter(({ cents }) => cents !== 0);
	const all = paid.length > 0 ? paid : [{ names: [''] }];
	const known = all.map((payment): KnownPayment => ({ payment, row: rowOf(payment, rows) }));
	refuseLess(paid, totalCents);
	const vouchers = known.filter(({ row }) => row.isVoucher === true);
	const others = known.filter(({ row }) => row.isVoucher !== true);
	const [method, ...more] = new Set(others.map(({ row }) => row.method));
	if (more.length > 0) {
		throw orderError(
			`was paid in ${others.length} ways (${namesOf(others)}), and a receipt has one payment method`,
			'Enter this receipt by hand.',
		);
	}
	const [only] = vouchers;
	if (!only) return { method: method ?? '', voucherCents: 0 };
	if (method === undefined)
		return { method: only.row.method, voucherCents: Math.max(totalCents, 0) };
	const sum = known.reduce((cents, { payment }) => cents + amountOf(payment, known), 0);
	if (sum !== totalCents) {
		throw orderError(
			`was paid in ${known.length} ways (${namesOf(known)}) with ${centsToString(sum)}, and comes to ${centsToString(totalCents)}: nothing says which of them the rest belongs to`,
			'Enter this receipt by hand.',
		);
	}
	return {
		method,
		voucherCents: vouchers.reduce((cents, { payment }) => cents + amountOf(payment, known), 0),
	};
}

function rowOf({ names }: OrderPayment, rows: readonly PaymentRow[]): PaymentRow {
	const wanted = names.map(plain);
	const [row, ...others] = rows.filter(({ shop = '' }) => wanted.includes(plain(shop)));
	const [name = ''] = names;
	const isSame = (other: PaymentRow) =>
		other.method === row?.method && other.isVoucher === row.isVoucher;
	if (!others.every(isSame)) {
		throw new InputError(
			PAYMENTS,
			`has several rows for "${name}", which say different things`,
			'Remove all but one of them. Nothing was sent.',
		);
	}
	if (row) return row;
	const advice = `Add it there, with what the register calls it${name === '' ? '; leave "In the Shop" empty' : ''}. Nothing was sent.`;
	throw new InputError(
		PAYMENTS,
		name === ''
			? "has no row for orders that don't say how they were paid, and this one doesn't"
			: `has no row for "${name}", by which the order was paid`,
		advice,
	);
}

const plain = (name: string): string => name.trim().toLowerCase();

/** Refuses payments that don't reach what is left of the order. */
function refuseLess(paid: readonly OrderPayment[], totalCents: Cents): void {
	if (paid.length === 0 || paid.some(({ cents }) => cents === undefined)) return;
	const sum = paid.reduce((total, { cents = 0 }) => total + cents, 0);
	if (sum >= totalCents) return;
	throw orderError(
		`comes to ${centsToString(totalCents)}, but only ${centsToString(sum)} of it are paid by its transactions`,
	);
}

function amountOf({ cents }: OrderPayment, known: readonly KnownPayment[]): Cents {
	if (cents !== undefined) return cents;
	throw orderError(
		`was paid in ${known.length} ways (${namesOf(known)}), and doesn't say how much of each`,
		'Read the transactions of the order and put that list into its field "transactions", or enter this receipt by hand.',
	);
}

function namesOf(known: readonly KnownPayment[]): string {
	return listed(known.map(({ payment }) => payment.names[0] ?? ''));
}
