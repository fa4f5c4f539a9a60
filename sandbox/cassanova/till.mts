/** What the books scenario of CassaNova draws its receipts with: a till, its rows, its payments. */
import type { Doubt, LineType } from '../books/book.mts';
import type { Random } from '../core/random.mts';
import { fromCents } from '../money.mts';
import type { Filed } from './documents.mts';
import type { Paid, PaymentType } from './payments.mts';
import type { Fields } from './records.mts';
import { blankRow, type Assortment, type Body, type Line, type PartOf } from './rows.mts';

/** A receipt before it is filed. */
export interface Drawn extends Body {
	paid: Paid;
	isCancelled?: boolean;
	/** Fields of the record in place of its own; undefined leaves one out. */
	head?: Fields;
	doubt?: Doubt;
}

/** Money that only moves. */
export type CashType = 'cashIn' | 'cashOut' | 'tillDifference';
/** What a department may be for beside sales. */
export type OtherType = Exclude<LineType, 'sale' | 'rounding' | 'unclear' | CashType>;

/** What draws have at hand. */
export interface Till {
	random: Random;
	stock: Assortment;
	/** A body of anything that is sold. */
	body(): Body;
	/** The departments that no sale belongs to. */
	others: Record<OtherType, Department> & Partial<Record<CashType, Department>>;
	/** Receipts of this shop that may still come back, the oldest first. */
	returnable: Filed[];
}

export interface Department {
	id: string;
	idTax: string;
	rate: number;
}

export type Draw = (till: Till) => Drawn;

export interface RowSpec {
	row: Fields;
	line?: Line;
	/** What the row is a part of, where that has the price. */
	part?: PartOf;
	/** What the row rounds the amount by. */
	roundingCents?: number;
}

/** A sale of a department at a price, or with `refund` its return. */
export function sold(till: Till, department: Department, cents: number, refund = false): RowSpec {
	const { id: idDepartment, idTax, rate } = department;
	const row = {
		...blankRow(till.random),
		refund,
		quantity: 1,
		price: fromCents(cents),
		idDepartment,
		idTax,
	};
	const ids = { idTax, idDepartment, idProduct: null, idCategory: null };
	const sign = refund ? -1 : 1;
	return { row, line: { cents: sign * cents, quantity: sign, rate, ...ids } };
}

/** A body of these rows. */
export function bodyOf(till: Till, rows: RowSpec[]): Body {
	const lines = rows.flatMap(({ line }) => (line ? [line] : []));
	const roundingCents = rows.reduce((total, { roundingCents: cents = 0 }) => total + cents, 0);
	const amountCents = centsOf(rows) + roundingCents;
	const document = {
		...till.body().document,
		taxFree: false,
		amount: fromCents(amountCents),
		rows: rows.map(({ row }, index) => ({ ...row, rowNumber: index + 1 })),
	};
	const parts = rows.flatMap(({ part }) => (part ? [part] : []));
	return { document, lines, parts, amountCents, roundingCents };
}

export const paidBy = (...payments: Array<[PaymentType, number]>): Paid => ({
	payments: payments
		.map(([paymentType, cents]) => ({ paymentType, cents }))
		.filter(({ cents }) => cents !== 0),
	changeCents: 0,
});

/** A department that sells, by its place in the list. */
export function department(till: Till, index: number): Department {
	const ordinary = till.stock.departments.filter(
		({ id }) => !Object.values(till.others).some((other) => other.id === id),
	);
	return ordinary[index % ordinary.length]!;
}

/** What rows sell, before any rounding. */
export const centsOf = (rows: readonly RowSpec[]): number =>
	rows.reduce((total, { line }) => total + (line?.cents ?? 0), 0);

/** A receipt of these rows that is paid in cash to the cent. */
export function inCash(till: Till, rows: RowSpec[]): Drawn {
	const body = bodyOf(till, rows);
	return { ...body, paid: paidBy(['CASH', body.amountCents]) };
}
