/** Which of the register's articles the lines of a shop's order are. Pure functions. */
import { orderError } from '../../shared/orders/stated';
import { refuseOtherSum } from '../../shared/orders/settle';
import type { LineKind, OrderLine, ShopOrder } from '../../shared/orders/types';
import {
	centsToJson,
	centsToString,
	decimalToString,
	decimal,
	isZero,
	parseDecimal,
	subtract,
	toCents,
} from '../../shared/values/money';
import type { Decimal } from '../../shared/values/money';
import { fold } from '../../shared/values/nameIndex';
import type { CatalogueArticle } from './catalogue';
import type { GivenItem } from './composeItems';
import { ARTICLES_TOLD_BY, IF_ORDER_PRICE_DIFFERS, OTHER_ARTICLES } from './orderPanel';
import type { ArticleRow, ToldBy } from './orderPanel';
import { lineCents } from './prices';

/** What the panel says about articles. */
export interface ArticleRules {
	/** For lines that the register has no article for, the first that fits. */
	others: readonly ArticleRow[];
	/** What a line names its article by. */
	toldBy: ToldBy;
	/** True where an article may have another rate than in the catalogue: the register's own check says so. */
	anyRate: boolean;
	/** True where an article may cost something else than in the catalogue. */
	anyPrice: boolean;
}

/** What the panel calls the kinds of lines. */
const KINDS: Record<LineKind, string> = { goods: 'goods', shipping: 'shipping', fee: 'fees' };

/**
 * The items of a receipt for the lines of an order. Assumption: what came back is a line with a negative
 * quantity, as the document (Beleg erstellen) has numbers for all amounts, and no lower limit.
 * @throws InputError that names the order's line for an article, a rate or a price that the register doesn't
 * have, and both amounts where the items don't come to the order's total
 */
export function itemsOf(
	{ lines, totalCents }: Pick<ShopOrder, 'lines' | 'totalCents'>,
	catalogue: readonly CatalogueArticle[],
	rules: ArticleRules,
): GivenItem[] {
	const items = lines.map((line) => itemOf(line, catalogue, rules));
	const cents = items.map(({ amount, priceOne = 0, discountAbsolute = 0 }) =>
		lineCents({
			amount: decimal(amount),
			priceOne: decimal(priceOne),
			discountAbsolute: decimal(discountAbsolute),
		}),
	);
	refuseOtherSum(lines, cents, totalCents);
	return items;
}

function itemOf(
	line: OrderLine,
	catalogue: readonly CatalogueArticle[],
	rules: ArticleRules,
): GivenItem {
	const own = line.article === undefined ? undefined : articleOf(line, catalogue, rules.toldBy);
	if (own && !rules.anyRate) refuseOtherRate(line, own);
	if (own && !rules.anyPrice) refuseOtherPrice(line, own);
	const article = own ?? standIn(line, catalogue, rules.others);
	const { itemId } = article;
	const priceOne = line.price ? numberOf(line.price.each) : article.priceOne;
	if (priceOne === undefined) {
		throw orderError(
			`has no price in ${line.place}, nor does the register's catalogue for article ${itemId}`,
			'Choose the column of the single price.',
		);
	}
	const name = own ? undefined : line.name;
	return {
		itemId,
		...(name === undefined ? {} : { nameLong: name, nameShort: name }),
		amount: numberOf(line.quantity),
		priceOne,
		discountAbsolute: centsToJson(line.price?.discountCents ?? 0),
		...(line.rate ? { vat: numberOf(line.rate) } : {}),
	};
}

/**
 * What is to be said of lines whose article is told by its ID, and called something else altogether: a
 * shop's own number may be the ID of another article.
 * @param items made of the lines, in their order
 */
export function doubtfulNames(
	lines: readonly OrderLine[],
	items: readonly Pick<GivenItem, 'itemId'>[],
	catalogue: readonly CatalogueArticle[],
): string[] {
	return lines.flatMap(({ article, name, place }, index) => {
		const itemId = items[index]?.itemId;
		const own = catalogue.find((each) => each.itemId === itemId);
		if (!own || article !== String(itemId) || name === undefined) return [];
		const names = [own.nameLong, own.nameShort].filter((each) => each !== undefined);
		if (names.length === 0 || names.some((each) => haveOneWord(each, name))) return [];
		return [
			`The order has article ${article} in ${place}, which the register calls "${names[0] ?? ''}": if "${article}" is a number of your shop's own, choose "Name" under "${ARTICLES_TOLD_BY}"; if it is right, choose "ID".`,
		];
	});
}

/** Letters that a word must have to tell something. */
const SHORTEST_WORD = 3;

/** Whether a word of one name stands in the other. */
function haveOneWord(one: string, other: string): boolean {
	const [a, b] = [fold(one), fold(other)];
	const wordsOf = (name: string) =>
		name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= SHORTEST_WORD);
	return (
		a === b ||
		wordsOf(a).some((word) => b.includes(word)) ||
		wordsOf(b).some((word) => a.includes(word))
	);
}

/** The article that a line names, by its ID or its name; undefined where the register has none. */
function articleOf(
	{ article = '', place }: OrderLine,
	catalogue: readonly CatalogueArticle[],
	toldBy: ToldBy,
): CatalogueArticle | undefined {
	const byId =
		toldBy === 'name' ? [] : catalogue.filter(({ itemId }) => String(itemId) === article);
	const byName =
		toldBy === 'id'
			? []
			: catalogue.filter(({ nameLong, nameShort }) => [nameLong, nameShort].includes(article));
	const [found, ...others] = [...byId, ...byName];
	const isSame = (other: CatalogueArticle) => JSON.stringify(other) === JSON.stringify(found);
	if (others.every(isSame)) return found;
	const what = `has the article "${article}" in ${place}, which`;
	const [named] = byName.filter((each) => !byId.includes(each));
	if (byId.length > 0 && named) {
		throw orderError(
			`${what} is the ID of one article of the register, and the name of another (${named.itemId})`,
			`Choose under "${ARTICLES_TOLD_BY}" which of both the column holds.`,
		);
	}
	throw orderError(
		`${what} stands more than once in the register's catalogue`,
		'Have the column say the ID of the article.',
	);
}

/** The article that stands for a line which the register doesn't know. */
function standIn(
	line: OrderLine,
	catalogue: readonly CatalogueArticle[],
	others: readonly ArticleRow[],
): CatalogueArticle {
	const { kind, rate, place, article } = line;
	const own = chosenFor(kind, others, catalogue);
	const chosen = [...own, ...chosenFor('any', others, catalogue)];
	// Without a rate of its own a line gets that of its article: two that differ are a doubt.
	const meant = rate || own.length === 0 ? chosen : own;
	const fitting = meant.filter((each) => !rate || hasRate(each, rate));
	const isSure = rate !== undefined || new Set(fitting.map(({ vat }) => vat)).size === 1;
	const [found] = fitting;
	if (found && isSure) return found;
	const what =
		article === undefined ? '' : `, whose article "${article}" the register doesn't have`;
	const at = rate ? `${decimalToString(rate)}% VAT in ${place}` : `no VAT rate in ${place}`;
	const which =
		chosen.length === 0 ? 'no article' : rate ? 'no article with that rate' : 'not one article';
	throw orderError(
		`has ${at}${what}, and there is ${which} for such ${KINDS[kind]} under "${OTHER_ARTICLES}"`,
		article === undefined
			? 'Choose one there.'
			: "Choose one there, or have the column say the ID of the register's article.",
	);
}

/** The articles that the panel names for a kind of lines. */
function chosenFor(
	kind: ArticleRow['kind'],
	rows: readonly ArticleRow[],
	catalogue: readonly CatalogueArticle[],
): CatalogueArticle[] {
	return rows
		.filter((row) => row.kind === kind)
		.map(({ itemId }) => catalogue.find((each) => each.itemId === itemId) ?? unknown(itemId));
}

function unknown(itemId: number): never {
	throw orderError(
		`cannot be entered: article ${itemId} under "${OTHER_ARTICLES}" is not in the register's catalogue`,
		'Choose another one.',
	);
}

function hasRate({ vat }: CatalogueArticle, rate: Decimal): boolean {
	const own = parseDecimal(vat);
	return own !== undefined && isZero(subtract(own, rate));
}

function refuseOtherRate({ rate, place }: OrderLine, article: CatalogueArticle): void {
	if (!rate || article.vat === undefined || hasRate(article, rate)) return;
	throw orderError(
		`has ${decimalToString(rate)}% VAT in ${place}, but the register's catalogue says ${article.vat}% for article ${article.itemId}`,
		'Correct it in the shop or at the register.',
	);
}

/** A cent is let pass: prices that the shop states without VAT are no whole cents with it. */
function refuseOtherPrice(
	{ price, place }: OrderLine,
	{ priceOne, itemId }: CatalogueArticle,
): void {
	if (!price || priceOne === undefined) return;
	const [own, other] = [toCents(price.each), toCents(decimal(priceOne))];
	if (Math.abs(own - other) <= 1) return;
	throw orderError(
		`costs ${centsToString(own)} in ${place}, but the register's catalogue says ${centsToString(other)} for article ${itemId}`,
		`Correct one of them, or choose "Take the Order's Price" in the option "${IF_ORDER_PRICE_DIFFERS}".`,
	);
}

function numberOf(value: Decimal): number {
	return Number(decimalToString(value));
}
