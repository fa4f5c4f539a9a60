/** The reasons for which KassaForte refuses an order (document: Error Codes), and what to do. */

/** What an error is about; the first digit of its code tells it. */
export type Family = 'order' | 'article' | 'menu' | 'ingredient' | 'discountCode' | 'deliveryCosts';

/** Families by the first digit of a code. */
export const FAMILIES: Readonly<Record<string, Family>> = {
	1: 'order',
	2: 'article',
	3: 'menu',
	4: 'ingredient',
	5: 'discountCode',
	6: 'deliveryCosts',
};

/**
 * What the values in a text are. `money` becomes decimal text, `number` a number, `id` a number where
 * it is a whole one; `text` stays as it is.
 */
export type ReferenceType = 'money' | 'number' | 'id' | 'text';

/** Every value that a text may hold, by the name that stands for it. */
export const REFERENCE_TYPES: Readonly<Record<string, ReferenceType>> = {
	actualCount: 'number',
	categoryId: 'id',
	choiceId: 'id',
	deliveryType: 'text',
	discountCode: 'text',
	distance: 'number',
	expectedCount: 'number',
	expectedDeliveryType: 'text',
	ingredientId: 'id',
	itemNo: 'text',
	menuItemNo: 'text',
	minimumSum: 'money',
	ourPrice: 'money',
	ourSum: 'money',
	paymentMethod: 'id',
	sizeId: 'id',
	yourPrice: 'money',
	yourSum: 'money',
	zipId: 'id',
};

/** One row of the document's table. */
export interface RefusalText {
	family: Family;
	/** The text; a name between number signs stands for a value. */
	text: string;
	/** What to do; a name in braces stands for the value. */
	hint: string;
}

const PRICE = 'Computed price of #ourPrice# differs from send price #yourPrice#';
const PRICE_HINT =
	'KassaForte computes {ourPrice}, the order says {yourPrice}: fetch the menu again, because prices may have changed.';

/** The table, in the document's order. */
export const REFUSAL_TEXTS: readonly RefusalText[] = [
	{
		family: 'order',
		text: 'No choices have been supplied for #itemNo#, but choices are mandatory',
		hint: 'Item {itemNo} needs a choice: fetch the menu again and add one that it offers.',
	},
	{
		family: 'order',
		text: 'Computed overall sum of #ourSum# differs from send sum #yourSum#',
		hint: 'KassaForte computes {ourSum}, the order says {yourSum}: fetch the menu and the delivery costs again, and compute the sum anew.',
	},
	{
		family: 'order',
		text: 'Invalid payment method #paymentMethod#',
		hint: "The payment method is a number, the index in KassaForte's list of payment methods: use one of that list.",
	},
	{
		family: 'article',
		text: 'Article #itemNo# has no price for size #sizeId#',
		hint: 'Article {itemNo} is not sold in size {sizeId}: fetch the menu again and take one of its sizes.',
	},
	{
		family: 'article',
		text: 'Unknown article #itemNo#',
		hint: 'Article {itemNo} is not on the menu: fetch the menu again, because it may have changed.',
	},
	{ family: 'article', text: PRICE, hint: PRICE_HINT },
	{
		family: 'article',
		text: 'Ingredient #ingredientId# is not allowed in category with id #categoryId#',
		hint: 'Take ingredient {ingredientId} away, or fetch the menu again to see what category {categoryId} allows.',
	},
	{
		family: 'article',
		text: 'Invalid choice #choiceId#',
		hint: 'Choice {choiceId} is not offered: fetch the menu again and take one that is.',
	},
	{
		family: 'menu',
		text: 'Menu #menuItemNo# has no price.',
		hint: 'Menu {menuItemNo} cannot be sold without a price: leave it out, and tell the shop.',
	},
	{
		family: 'menu',
		text: 'Unknown menu #menuItemNo#',
		hint: 'Menu {menuItemNo} does not exist: fetch the menu again, because it may have changed.',
	},
	{
		family: 'menu',
		text: 'Expected item count of #expectedCount# differs from actual itemcount of #actualCount#',
		hint: 'The menu is made of {expectedCount} items, the order has {actualCount}: fetch the menu again and complete it.',
	},
	{ family: 'menu', text: PRICE, hint: PRICE_HINT },
	{
		family: 'menu',
		text: "Can't find a match for article #itemNo# in size #sizeId# in categories of menu #menuItemNo#",
		hint: 'Article {itemNo} in size {sizeId} is not part of menu {menuItemNo}: fetch the menu again and take an article that is.',
	},
	{
		family: 'menu',
		text: 'Article #itemNo# is not allowed in menus.',
		hint: 'Order article {itemNo} by itself instead of in a menu.',
	},
	{
		family: 'ingredient',
		text: 'Ingredient #ingredientId# has no price for size #sizeId#',
		hint: 'Ingredient {ingredientId} is not sold for size {sizeId}: fetch the menu again and leave it out or change the size.',
	},
	{
		family: 'ingredient',
		text: 'Unknown ingredient #ingredientId#',
		hint: 'Ingredient {ingredientId} is not on the menu: fetch the menu again, because it may have changed.',
	},
	{
		family: 'discountCode',
		text: 'Unknown discount #discountCode#',
		hint: 'The shop does not know the code {discountCode}, or no longer: check it with "Discount Code: Check", or leave it out.',
	},
	{
		family: 'deliveryCosts',
		text: 'Unknown delivery cost type',
		hint: 'Delivery costs go by zip code or by distance: fetch the delivery costs again to see which, and send that.',
	},
	{
		family: 'deliveryCosts',
		text: 'Wrong delivery cost type #deliveryType#, extected type #expectedDeliveryType#',
		hint: 'The order says {deliveryType}, the shop counts by {expectedDeliveryType}: fetch the delivery costs again.',
	},
	{
		family: 'deliveryCosts',
		text: 'Unknown zipId #zipId#',
		hint: 'Fetch the delivery costs again, and send the ID that the zip code has there.',
	},
	{
		family: 'deliveryCosts',
		text: 'Delivery allowed only to defined zipIds',
		hint: 'The shop delivers only to the places in its delivery costs: offer pickup, or ask for another address.',
	},
	{
		family: 'deliveryCosts',
		text: 'Minimum order value of #minimumSum# not reached with order value of #yourSum#',
		hint: 'The order comes to {yourSum}, the shop delivers from {minimumSum}: let the customer add something, or offer pickup.',
	},
	{
		family: 'deliveryCosts',
		text: 'Computed delivery costs of #ourSum# differs from send delivery costs #yourSum#',
		hint: 'KassaForte computes {ourSum}, the order says {yourSum}: fetch the delivery costs again.',
	},
	{
		family: 'deliveryCosts',
		text: 'No data defined for distance #distance#',
		hint: 'The shop does not deliver as far as {distance}: check the distance, or offer pickup.',
	},
];

/** What to do about a reason that isn't in the table. */
export const GENERAL_HINT =
	'Fetch the menu, the delivery costs and the infos of the shop again, and compare the order with them.';
