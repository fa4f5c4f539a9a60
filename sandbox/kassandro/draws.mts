/** What the books scenario of Kassandro draws its receipts from: positions by article, and payments. */
import type { Doubt } from '../books/book.mts';
import type { Random } from '../core/random.mts';
import { OTHER_GROUPS, type ArticleGroup } from './catalogue.mts';
import { composeSale, lineOf, type Drawn, type DrawnLine } from './sale.mts';

/** A receipt, and what its books must question in it. */
export type Asked = Drawn & { doubt?: Doubt };

/** Draws a receipt at a time; the groups have the rates of its day. */
export type Draw = (random: Random, created: string, groups: readonly ArticleGroup[]) => Asked;

export const NO_DISCOUNT = { discountPercentage: 0, discountAbsolute: 0 };

/** What positions come to, in cents. */
export const grossOf = (lines: readonly DrawnLine[]): number =>
	lines.reduce((total, { cents }) => total + cents, 0);

/** A position of an article by its id. */
export function line(
	groups: readonly ArticleGroup[],
	itemId: number,
	amount: number,
	discounts = NO_DISCOUNT,
): DrawnLine {
	for (const group of [...groups, ...OTHER_GROUPS]) {
		const article = group.articles.find((one) => one.itemId === itemId);
		if (article) return lineOf(group, article, amount, discounts);
	}
	throw new Error(`no article ${itemId}`);
}

/** Pays exactly what is due. */
export function exactly(
	created: string,
	lines: readonly DrawnLine[],
	paymentMethod: string,
	voucher = 0,
): Drawn {
	const payment = { paymentMethod, given: grossOf(lines) - voucher, voucher };
	return composeSale(created, lines, NO_DISCOUNT, payment);
}
