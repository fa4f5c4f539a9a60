/** The items of a receipt: what the user gave, filled up from the register's catalogue. */
import { z } from 'zod';
import { InputError } from '../../shared/table/inputError';
import { entry, euros, numeric, oneOf, rate, text } from '../../shared/table/schemas';
import type { RequestInput } from '../../shared/table/request';
import type { CatalogueArticle } from './catalogue';

/** The panel's name of the list; errors speak of it. */
export const ITEMS = 'Items';

/** The panel's name of what goes before the catalogue. */
export const OVERRIDES = 'Instead of the Catalogue';

/** The panel's name of how many are sold. */
export const AMOUNT = 'Quantity';

/** Fields that the catalogue can fill. */
const FILLED = ['nameLong', 'nameShort', 'groupId', 'groupName', 'priceOne', 'vat'] as const;

/** What the panel calls them. */
export const FIELD_NAMES: Record<(typeof FILLED)[number], string> = {
	nameLong: 'Name',
	nameShort: 'Short Name',
	groupId: 'Group ID',
	groupName: 'Group Name',
	priceOne: 'Single Price',
	vat: 'VAT in Percent',
};

const itemSchema = entry({
	itemFrom: oneOf(['article', 'hand']).optional(),
	itemId: numeric({ integer: true }),
	nameLong: text.optional(),
	nameShort: text.optional(),
	groupId: numeric({ integer: true }).optional(),
	groupName: text.optional(),
	amount: numeric(),
	discountAbsolute: euros().optional(),
	discountPercentage: numeric({ min: 0, max: 100 }).optional(),
	priceAll: euros().optional(),
	priceOne: euros().optional(),
	vat: rate.optional(),
});

/** What an item comes to hangs on these: left out unseen, the catalogue's price would be printed. */
export const AMOUNTS = [
	'amount',
	'discountAbsolute',
	'discountPercentage',
	'priceAll',
	'priceOne',
	'vat',
] as const;

/** Items as the user gives them, checked. */
export const itemsSchema = z.array(itemSchema).min(1, 'needs at least one item');

/** An item as the user gave it. */
export type GivenItem = z.output<typeof itemSchema>;

/** The items that the user gave; none for a receipt without such. */
export function givenItems({ body }: RequestInput): GivenItem[] {
	return z.array(itemSchema).parse(body.items ?? []);
}

/** An item that lacks nothing but the sum that is computed. */
export interface FilledItem extends Required<CatalogueArticle> {
	amount: number;
	discountAbsolute: number;
	discountPercentage: number;
	/** As the user gave it. */
	priceAll?: number;
}

/** Whether an item leaves something to the catalogue. */
function needsCatalogue(item: GivenItem): boolean {
	if (item.itemFrom === 'hand') return false;
	return missingIn(withBothNames(item)).length > 0;
}

/** What is left empty of a name is the other one. */
function withBothNames<T extends Partial<CatalogueArticle>>(item: T): T {
	const { nameLong = item.nameShort, nameShort = item.nameLong } = item;
	return { ...item, nameLong, nameShort };
}

function missingIn(item: Partial<CatalogueArticle>): Array<keyof typeof FIELD_NAMES> {
	return FILLED.filter((name) => item[name] === undefined);
}

function isFilled(item: CatalogueArticle): item is Required<CatalogueArticle> {
	return missingIn(item).length === 0;
}

/**
 * The items that the user gave, filled up. What the user gave goes before what the catalogue tells.
 * @param readCatalogue is asked only where an item leaves something to it
 * @throws InputError that names what is missing, and where; what `readCatalogue` throws
 */
export async function fillItems(
	input: RequestInput,
	readCatalogue: () => Promise<CatalogueArticle[]>,
): Promise<FilledItem[]> {
	const given = givenItems(input);
	const catalogue = given.some(needsCatalogue) ? await readCatalogue() : undefined;
	return given.map((item, index) => fillItem(item, index, catalogue));
}

/** @param catalogue undefined where no item needed it */
function fillItem(
	item: GivenItem,
	index: number,
	catalogue: CatalogueArticle[] | undefined,
): FilledItem {
	const { itemFrom, itemId, amount, discountAbsolute = 0, discountPercentage = 0, priceAll } = item;
	const place = `entry ${index + 1}`;
	const article = needsCatalogue(item) && catalogue ? find(catalogue, itemId, place) : undefined;
	const filled = withBothNames({
		itemId,
		nameLong: item.nameLong ?? article?.nameLong,
		nameShort: item.nameShort ?? article?.nameShort,
		groupId: item.groupId ?? article?.groupId,
		groupName: item.groupName ?? article?.groupName,
		priceOne: item.priceOne ?? article?.priceOne,
		vat: item.vat ?? article?.vat,
	});
	if (isFilled(filled)) {
		if (!rate.safeParse(filled.vat).success) {
			throw new InputError(
				ITEMS,
				`has article ${itemId} in ${place}, for which the register's catalogue says ${String(filled.vat)} as VAT: that is no rate in percent, such as 20`,
				`Enter "${FIELD_NAMES.vat}" yourself under "${OVERRIDES}"; nothing was created.`,
			);
		}
		const own = priceAll === undefined ? {} : { priceAll };
		return { ...filled, amount, discountAbsolute, discountPercentage, ...own };
	}
	const [field = ''] = missingIn(filled).map((name) => `"${FIELD_NAMES[name]}" (${name})`);
	throw itemFrom === 'hand'
		? new InputError(ITEMS, `lacks ${field} in ${place}`, 'Fill it in; nothing was created.')
		: new InputError(
				ITEMS,
				`lacks ${field} in ${place}: the register's catalogue doesn't tell it for article ${itemId}`,
				`Enter it yourself under "${OVERRIDES}"; nothing was created.`,
			);
}

function find(catalogue: CatalogueArticle[], itemId: number, place: string): CatalogueArticle {
	const [article, ...others] = catalogue.filter((candidate) => candidate.itemId === itemId);
	const wrong = (problem: string) =>
		new InputError(
			ITEMS,
			`has article ${itemId} in ${place}, ${problem}`,
			'Choose another one, or enter the item by hand; nothing was created.',
		);
	if (!article) throw wrong("which is not in the register's catalogue");
	const isSame = (other: CatalogueArticle) => JSON.stringify(other) === JSON.stringify(article);
	if (others.every(isSame)) return article;
	throw wrong("which stands more than once in the register's catalogue, with different values");
}
