/** What an order of a web shop says, whichever shop it comes from: lines with VAT, to the cent. */
import type { Decimal } from '../values/money';
import type { Cents } from '../values/units';

/** What a line is about. */
export type LineKind = 'goods' | 'shipping' | 'fee';

/** What is said of a line beside its amounts. */
interface LineBasics {
	kind: LineKind;
	/** Where the order says it, for a person: `line_items 2 (Blue shirt)`. */
	place: string;
	name?: string;
	/** What the shop knows the article by, mostly an SKU. */
	article?: string;
	/** How many; below zero for what came back. */
	quantity: Decimal;
	/** VAT in percent; absent where the order doesn't say it. */
	rate?: Decimal;
}

/** What a line comes to, to the cent. */
export interface LinePrice {
	/** Price of one in euros, with VAT, before discounts. */
	each: Decimal;
	/** Taken off the whole line, with VAT; below zero for what came back. */
	discountCents: Cents;
	/** Quantity × price, rounded to the cent, less the discount. */
	grossCents: Cents;
}

/** A line of an order. */
export interface OrderLine extends LineBasics {
	/** Absent where the order states no price, so that the register's counts. */
	price?: LinePrice;
}

/** How an order was paid. */
export interface OrderPayment {
	/** What the shop calls it, by each of its names. */
	names: string[];
	/** Absent where the order doesn't say how much of it was paid so. */
	cents?: Cents;
}

/** An order: its lines come to its total, or it wasn't read. */
export interface ShopOrder {
	/** Absent where it has none. */
	number?: string;
	lines: OrderLine[];
	/** What is left of it after refunds, with VAT. */
	totalCents: Cents;
	/** None where nothing says how. */
	payments: OrderPayment[];
	/** Why it may be no sale, as the end of "The order …"; absent where it is paid. */
	doubt?: string;
}

/** A line as a shop states it: exactly, before anything is rounded. */
export interface StatedLine extends LineBasics {
	/** Absent where the order states no price. */
	stated?: {
		/** Price of one with VAT, where the shop states it. */
		each?: Decimal;
		/** What the line comes to with VAT, before discounts. */
		before: Decimal;
		/** The same after them. */
		after: Decimal;
	};
}

/** An order as a shop states it. */
export interface StatedOrder extends Pick<ShopOrder, 'number' | 'payments' | 'doubt'> {
	/** The code of its currency; absent where it names none. */
	currency?: string;
	sold: StatedLine[];
	/** What came back of it: quantities and amounts below zero. */
	returned: StatedLine[];
	/** What was sold, with VAT. */
	total: Decimal;
	/** What is left after refunds, where the shop states it. */
	remaining?: Decimal;
}
