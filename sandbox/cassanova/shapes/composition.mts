/** Receipts with rows of `composition`, and rows that state what they come to. */
import { fromCents } from '../../money.mts';
import { blankRow } from '../rows.mts';
import {
	centsOf,
	department,
	inCash,
	sold,
	type Department,
	type Draw,
	type RowSpec,
	type Till,
} from '../till.mts';

/** A row with more fields. */
const having = ({ row, ...rest }: RowSpec, more: Record<string, unknown>): RowSpec => ({
	...rest,
	row: { ...row, ...more },
});

/** A composed dish that is sold at the price that stands on its row. */
const dish = (till: Till, cents: number, refund = false): RowSpec =>
	having(sold(till, department(till, 3), cents, refund), { composition: true });

/** What details the row above it: its price is in that of the row. */
function detail(till: Till, cents: number, refund = false): RowSpec {
	const { row } = dish(till, cents, refund);
	return { row };
}

/** A row whose prices come to one amount, and that states another one, which counts. */
function calculated(till: Till, where: Department, cents: number, stated: number): RowSpec {
	const spec = sold(till, where, cents);
	if (spec.line) spec.line.cents = stated;
	return having(spec, { calculatedAmount: fromCents(stated) });
}

/** A subtotal with a discount on what stands above it. */
function discount(till: Till, baseCents: number, offCents: number): RowSpec {
	const variation = { variation: fromCents(offCents), variationType: 'CUSTOMER' };
	const row = { subtotal: true, quantity: 1, price: fromCents(baseCents), ...variation };
	return { row: { ...blankRow(till.random), ...row } };
}

/**
 * Composed dishes and menus. Neither document says whether rows with `composition` are in the amount:
 * it is what they add up to, with them or without. Nor whether `calculatedAmount` is what a row
 * comes to before or after the discounts of subtotals, or before those of its own.
 */
export const COMPOSED: Draw[] = [
	// A composed dish beside a sale: counted.
	(till) =>
		inCash(till, [
			sold(till, department(till, 0), till.random.int(300, 1500)),
			dish(till, till.random.int(600, 1600)),
		]),
	// A menu whose row has the price: what details it is left out.
	(till) => {
		const menu = having(sold(till, department(till, 4), till.random.int(900, 1800)), {
			menu: true,
		});
		const details = [1, 2].map(() => detail(till, till.random.int(200, 700)));
		return inCash(till, [menu, ...details, sold(till, department(till, 1), 250)]);
	},
	// Composed dishes under a discount, which takes its part off each: one rate, so that no cent is in doubt.
	(till) => {
		const rows = [dish(till, 1000), dish(till, till.random.int(600, 1600))];
		const base = centsOf(rows);
		const [first] = rows;
		if (first?.line) first.line.cents -= 150;
		return inCash(till, [...rows, discount(till, base, 150)]);
	},
	// What was composed comes back.
	(till) =>
		inCash(till, [
			sold(till, department(till, 2), till.random.int(200, 900), true),
			dish(till, till.random.int(600, 1600), true),
		]),
	(till) => {
		const menu = sold(till, department(till, 4), till.random.int(900, 1800), true);
		return inCash(till, [having(menu, { menu: true }), detail(till, 450, true)]);
	},
	// The price that a dish starts from, and what its components make of it, before the subtotal.
	(till) => {
		const rows = [
			calculated(till, department(till, 3), 800, till.random.int(900, 1500)),
			calculated(till, department(till, 3), 500, 500),
		];
		const base = centsOf(rows);
		const [first] = rows;
		if (first?.line) first.line.cents -= 120;
		return inCash(till, [...rows, discount(till, base, 120)]);
	},
	// What is left of each row after the subtotal; the first one was composed of more.
	(till) => {
		const [dear, cheap] = [200 * till.random.int(5, 9), 100 * till.random.int(3, 9)];
		const off = (dear + cheap) / 10;
		return inCash(till, [
			calculated(till, department(till, 0), dear - 100, dear * 0.9),
			calculated(till, department(till, 2), cheap, cheap * 0.9),
			discount(till, dear + cheap, off),
		]);
	},
	// What a row came to before its own discount: its price counts.
	(till) => {
		const cents = 20 * till.random.int(25, 90);
		const spec = sold(till, department(till, 1), cents);
		if (spec.line) spec.line.cents = cents * 0.75;
		return inCash(till, [
			having(spec, { percentageVariation: 25, calculatedAmount: fromCents(cents) }),
		]);
	},
	// Both: a dish with an amount of its own is counted, what details it isn't.
	(till) =>
		inCash(till, [
			calculated(till, department(till, 4), 600, till.random.int(700, 1400)),
			having(detail(till, 350), { calculatedAmount: 3.5 }),
			sold(till, department(till, 2), till.random.int(200, 900)),
		]),
];
