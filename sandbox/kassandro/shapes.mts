/** Receipts of Kassandro in shapes that its document leaves open, drawn where a scenario asks for them. */
import type { KassandroShape } from '../books/calendar.mts';
import { fromCents } from '../money.mts';
import { exactly, grossOf, line, NO_DISCOUNT, type Draw } from './draws.mts';
import type { Item } from './records.mts';
import { composeSale, type DrawnLine } from './sale.mts';
import { lineCents, priceCents } from './settle.mts';

/** Cents on a voucher, above all that is drawn here. */
const VOUCHER = 1000;

const PER_TEN = { discountPercentage: 10, discountAbsolute: 0 };
const OFF = { discountPercentage: 0, discountAbsolute: 0.5 };

/** The till takes a voucher for what it says and nothing beside it, though less is due. */
const VOUCHER_ABOVE_BILL: Draw[] = [
	(_random, created, groups) => ({
		...composeSale(created, [line(groups, 203, 1)], NO_DISCOUNT, inFull('Bar', VOUCHER)),
		doubt: 'voucherAboveBill',
	}),
	// By card, with two rates and a discount on the whole receipt.
	(random, created, groups) => {
		const lines = [line(groups, 102, 1), line(groups, 401, random.int(1, 3))];
		const payment = inFull('Bankomat', VOUCHER);
		return { ...composeSale(created, lines, PER_TEN, payment), doubt: 'voucherAboveBill' };
	},
	// Goods that come back, and more on the voucher that is issued for them.
	(_random, created, groups) => ({
		...composeSale(created, [line(groups, 203, -1)], NO_DISCOUNT, inFull('Bar', -VOUCHER)),
		doubt: 'voucherAboveBill',
	}),
];

const inFull = (paymentMethod: string, voucher: number) => ({ paymentMethod, given: 0, voucher });

/** Goods that come back, of one rate and of two, in cash and for a voucher. */
const RETURNS: Draw[] = [
	(_random, created, groups) => exactly(created, [line(groups, 501, -1)], 'Bar'),
	(random, created, groups) => {
		const lines = [line(groups, 302, -1), line(groups, 101, -random.int(1, 3))];
		return exactly(created, lines, 'Bankomat');
	},
	(_random, created, groups) => {
		const lines = [line(groups, 204, -0.333), line(groups, 402, -1.27)];
		return exactly(created, lines, 'Bar', grossOf(lines));
	},
];

/** A position whose line total is what the till makes of it. */
const stating = ({ item, ...rest }: DrawnLine, priceAll: number | undefined): DrawnLine => {
	const { priceAll: _usual, ...others } = item;
	return { item: { ...others, ...(priceAll === undefined ? {} : { priceAll }) }, ...rest };
};

/** What a position comes to without its own discounts. */
const inFullPrice = ({ amount, priceOne }: Item): number =>
	fromCents(lineCents({ amount, priceOne, ...NO_DISCOUNT }));

/** The line total with the line's discounts (as everywhere else), without them, missing, and wrong. */
const PRICE_ALL: Draw[] = [
	(random, created, groups) => {
		const lines = [
			line(groups, 101, random.int(1, 4), PER_TEN),
			line(groups, 202, 2, OFF),
			line(groups, 204, -0.25, PER_TEN),
		].map((one) => stating(one, inFullPrice(one.item)));
		return exactly(created, lines, 'Bankomat');
	},
	(random, created, groups) => {
		const lines = [line(groups, 103, random.int(1, 4), PER_TEN), line(groups, 401, 3)];
		return exactly(
			created,
			lines.map((one) => stating(one, undefined)),
			'Bar',
		);
	},
	// One of each, and a discount on the whole receipt besides.
	(random, created, groups) => {
		const [first, second, third] = [
			line(groups, 302, 1, PER_TEN),
			line(groups, 104, random.int(1, 3), OFF),
			line(groups, 402, 0.777),
		] as [DrawnLine, DrawnLine, DrawnLine];
		const lines = [first, stating(second, inFullPrice(second.item)), stating(third, undefined)];
		const given = priceCents(lines, PER_TEN);
		return composeSale(created, lines, PER_TEN, { paymentMethod: 'Bar', given, voucher: 0 });
	},
	// Two lines of different rates that state each other's totals: their sum is right all the same.
	(random, created, groups) => {
		const [one, other] = [line(groups, 101, 1), line(groups, 202, random.int(1, 3))];
		const lines = [stating(one, other.item.priceAll), stating(other, one.item.priceAll)];
		return { ...exactly(created, lines, 'Bar'), doubt: 'lineTotal' };
	},
];

/** Money that only moves: in cash, at 0 %, below zero where it leaves the till. */
const CASH_MOVEMENTS: Draw[] = [
	(random, created, groups) =>
		exactly(created, [line(groups, 701, -50 * random.int(4, 20))], 'Bar'),
	(random, created, groups) => exactly(created, [line(groups, 702, 10 * random.int(5, 20))], 'Bar'),
	(random, created, groups) =>
		exactly(created, [line(groups, 703, -random.int(300, 4500) / 100)], 'Bar'),
	// Too much, or too little.
	(random, created, groups) =>
		exactly(created, [line(groups, 704, random.int(1, 400) / 100)], 'Bar'),
	(random, created, groups) =>
		exactly(created, [line(groups, 704, -random.int(1, 400) / 100)], 'Bar'),
	// Bought for the shop out of what a guest has just paid.
	(random, created, groups) =>
		exactly(created, [line(groups, 204, 2), line(groups, 703, -random.int(100, 900) / 100)], 'Bar'),
];

const DRAWS: Record<KassandroShape, Draw[]> = {
	voucherAboveBill: VOUCHER_ABOVE_BILL,
	cancelledReturn: RETURNS,
	cashMovements: CASH_MOVEMENTS,
	priceAll: PRICE_ALL,
};

/** The draws of these shapes, in the order of their list. */
export function drawsOfShapes(shapes: readonly string[]): Draw[] {
	return Object.entries(DRAWS).flatMap(([shape, draws]) => (shapes.includes(shape) ? draws : []));
}
