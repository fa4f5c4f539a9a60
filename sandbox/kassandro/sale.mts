/** Draws one made-up sale: the receipt's body together with the truth about it. */
import type { Random } from '../core/random.mts';
import { fromCents } from '../money.mts';
import { ARTICLE_GROUPS, type Article, type ArticleGroup } from './catalogue.mts';
import type { Item, ReceiptBody } from './records.mts';
import { lineCents, priceCents, settle, type Truth } from './settle.mts';

const LINE_PERCENTAGES = [5, 10, 12.5, 25, 33.33];
const RECEIPT_PERCENTAGES = [5, 10, 15, 7.5];
const NOTES_CENTS = [500, 1000, 2000, 5000, 10000];

export interface Drawn {
	body: ReceiptBody;
	truth: Truth;
}

function drawAmount(random: Random, { weighed }: Article): number {
	if (weighed) return random.int(80, 2400) / 1000;
	return random.chance(0.7) ? 1 : random.int(2, 5);
}

/** A position with what it comes to before the receipt's own discounts. */
export interface DrawnLine {
	item: Item;
	cents: number;
	rate: number;
}

function drawLine(random: Random, groups: readonly ArticleGroup[]): DrawnLine {
	const group = random.pick(groups);
	const article = random.pick(group.articles);
	const amount = drawAmount(random, article);
	const { priceOne } = article;
	const discountPercentage = random.chance(0.12) ? random.pick(LINE_PERCENTAGES) : 0;
	const before = lineCents({ amount, priceOne, discountPercentage, discountAbsolute: 0 });
	const discountAbsolute =
		random.chance(0.08) && before > 1 ? fromCents(random.int(1, Math.floor(before / 2))) : 0;
	return lineOf(group, article, amount, { discountPercentage, discountAbsolute });
}

/** The position for `amount` of an article. */
export function lineOf(
	{ groupId, groupName }: ArticleGroup,
	{ priceOne, vat, itemId, nameLong, nameShort }: Article,
	amount: number,
	{ discountPercentage, discountAbsolute } = { discountPercentage: 0, discountAbsolute: 0 },
): DrawnLine {
	const cents = lineCents({ amount, priceOne, discountPercentage, discountAbsolute });
	const item = {
		itemId,
		nameLong,
		nameShort,
		groupId,
		groupName,
		amount,
		discountAbsolute,
		discountPercentage,
		priceAll: fromCents(cents),
		priceOne,
		vat,
	};
	return { item, cents, rate: vat };
}

/** What the customer hands over for `due` cents in cash: exactly that, or the next notes up. */
function drawGiven(random: Random, due: number): number {
	if (due <= 0 || random.chance(0.25)) return Math.max(due, 0);
	const note = random.pick(NOTES_CENTS);
	return Math.ceil(due / note) * note;
}

function drawMethod(random: Random): string {
	const roll = random.next();
	if (roll < 0.55) return 'Bar';
	if (roll < 0.82) return 'Bankomat';
	if (roll < 0.93) return 'Kreditkarte';
	return roll < 0.97 ? 'Gutschein' : 'Rechnung';
}

/** Draws a sale at `created` (till time), of articles of these groups. */
export function drawSale(
	random: Random,
	created: string,
	groups: readonly ArticleGroup[] = ARTICLE_GROUPS,
): Drawn {
	const lines = Array.from({ length: random.int(1, 6) }, () => drawLine(random, groups));
	const sum = lines.reduce((total, { cents }) => total + cents, 0);
	const discounts = {
		discountPercentage: random.chance(0.1) ? random.pick(RECEIPT_PERCENTAGES) : 0,
		discountAbsolute:
			random.chance(0.06) && sum > 3 ? fromCents(random.int(1, Math.floor(sum / 3))) : 0,
	};
	const gross = priceCents(lines, discounts);
	const partOfPrice = random.chance(0.3) ? gross : random.int(0, gross);
	const voucher = random.chance(0.07) ? partOfPrice : 0;
	const paymentMethod = drawMethod(random);
	const due = gross - voucher;
	const given = paymentMethod === 'Bar' ? drawGiven(random, due) : due;
	const customText = random.chance(0.05)
		? [{ label: 'Tisch', value: String(random.int(1, 40)) }]
		: undefined;
	const drawn = composeSale(created, lines, discounts, { paymentMethod, given, voucher });
	return customText ? { ...drawn, body: { ...drawn.body, customText } } : drawn;
}

/**
 * A receipt of these positions; one that comes to less than nothing is a return.
 * @param payment in cents; `given` is what the customer hands over beside vouchers
 */
export function composeSale(
	created: string,
	lines: readonly DrawnLine[],
	discounts: { discountPercentage: number; discountAbsolute: number },
	payment: { paymentMethod: string; given: number; voucher: number },
): Drawn {
	const gross = priceCents(lines, discounts);
	return {
		body: {
			created,
			items: lines.map(({ item }) => item),
			price: fromCents(gross),
			...discounts,
			given: fromCents(payment.given),
			paymentMethod: payment.paymentMethod,
			voucher: fromCents(payment.voucher),
		},
		truth: settle(lines, discounts, payment, gross < 0 ? 'refund' : 'sale'),
	};
}

/** A zero receipt ("Nullbeleg") at `created` (till time). */
export function zeroReceipt(created: string): Drawn {
	const discounts = { discountPercentage: 0, discountAbsolute: 0 };
	const payment = { paymentMethod: 'Bar', given: 0, voucher: 0 };
	return {
		body: { created, items: [], price: 0, ...discounts, ...payment },
		truth: settle([], discounts, payment, 'zero'),
	};
}
