/** Receipts whose cash is rounded to five cents. */
import { fromCents } from '../../money.mts';
import { blankRow } from '../rows.mts';
import { centsOf, department, inCash, sold, type Draw, type RowSpec, type Till } from '../till.mts';

/** Cents that don't end on the five that cash is rounded to. */
const unround = (till: Till, min: number, max: number): number =>
	5 * till.random.int(min, max) + till.random.pick([1, 2, 3, 4]);

/** What an amount is above the nearest five cents: a discount, or a surcharge where it is negative. */
function aboveFive(cents: number): number {
	const rest = cents % 5;
	return rest > 2 ? rest - 5 : rest;
}

/** What a variation of the type ROUNDING says; `mirrors` for what comes back. */
function rounding(cents: number, mirrors = false): Pick<RowSpec, 'roundingCents'> & Variation {
	return {
		variation: { variation: fromCents(cents), variationType: 'ROUNDING' },
		roundingCents: mirrors ? cents : -cents,
	};
}

interface Variation {
	variation: { variation: number; variationType: string };
}

/** A subtotal that rounds the cents above it. */
function roundedSubtotal(till: Till, cents: number, mirrors = false): RowSpec {
	const { variation, roundingCents } = rounding(aboveFive(cents), mirrors);
	const row = { subtotal: true, quantity: 1, price: fromCents(cents), ...variation };
	return { row: { ...blankRow(till.random), ...row }, roundingCents };
}

/**
 * Cash is rounded to five cents. The document lists ROUNDING as a type of variation, and says nowhere
 * on which rows it stands: here on a subtotal, on a row of a sale and on a row of its own.
 */
export const ROUNDED: Draw[] = [
	// Two rates, and a subtotal at the end.
	(till) => {
		const rows = [
			sold(till, department(till, 0), 5 * till.random.int(80, 400)),
			sold(till, department(till, 2), unround(till, 30, 200)),
		];
		return inCash(till, [...rows, roundedSubtotal(till, centsOf(rows))]);
	},
	// A subtotal with a discount, and a second one that rounds what is left.
	(till) => {
		const first = sold(till, department(till, 1), unround(till, 100, 400));
		const off = 100;
		if (first.line) first.line.cents -= off;
		const discount = {
			...blankRow(till.random),
			subtotal: true,
			quantity: 1,
			price: first.row.price,
			variation: fromCents(off),
			variationType: 'CUSTOMER',
		};
		return inCash(till, [first, { row: discount }, roundedSubtotal(till, centsOf([first]))]);
	},
	// On the row of the sale itself.
	(till) => {
		const { row, line } = sold(till, department(till, 4), unround(till, 60, 300));
		const { variation, roundingCents } = rounding(aboveFive(line?.cents ?? 0));
		const beside = sold(till, department(till, 3), 5 * till.random.int(20, 90));
		return inCash(till, [{ row: { ...row, ...variation }, line, roundingCents }, beside]);
	},
	// On a row of its own, which sells nothing.
	(till) => {
		const sale = sold(till, department(till, 2), unround(till, 60, 300));
		const { variation, roundingCents } = rounding(aboveFive(centsOf([sale])));
		const row = { ...blankRow(till.random), quantity: 1, price: 0, ...variation };
		return inCash(till, [sale, { row, roundingCents }]);
	},
	// What comes back is rounded as it was when it was sold.
	(till) => {
		const rows = [sold(till, department(till, 0), unround(till, 60, 300), true)];
		return inCash(till, [...rows, roundedSubtotal(till, -centsOf(rows), true)]);
	},
];
