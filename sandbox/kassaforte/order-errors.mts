/** The refusals of an order that the document's last table lists, with sample values. */

/*
 * The texts are what travels on the wire, with the table's oddities: one text in two families, one
 * without signs around its values, one with a stray quote, one misspelt. The table has no numbers
 * within a family, so these codes count the rows.
 */

export interface OrderError {
	code: number;
	text: string;
}

const FAMILIES: Record<number, Record<string, string>> = {
	1: {
		noChoices: 'No choices have been supplied for #21#, but choices are mandatory',
		sum: 'Computed overall sum of #18.50# differs from send sum #17.50#',
		paymentMethod: 'Invalid payment method #9#',
	},
	2: {
		articleSize: 'Article #51# has no price for size #2#',
		unknownArticle: 'Unknown article #77#',
		articlePrice: 'Computed price of #8.20# differs from send price #7.20#',
		ingredientNotAllowed: 'Ingredient #2# is not allowed in category with id #2#',
		choice: 'Invalid choice #8#',
	},
	3: {
		menuNoPrice: 'Menu #90# has no price.',
		unknownMenu: 'Unknown menu #91#',
		menuItemCount: 'Expected item count of 2 differs from actual itemcount of 1',
		menuPrice: 'Computed price of #11.50# differs from send price #10.50#',
		menuNoMatch: `Can't find a match for article #77# in size #1# in categories of menu #90"#`,
		notInMenus: 'Article #23# is not allowed in menus.',
	},
	4: {
		ingredientSize: 'Ingredient #1# has no price for size #2#',
		unknownIngredient: 'Unknown ingredient #12#',
	},
	5: { unknownDiscount: 'Unknown discount #NIX#' },
	6: {
		unknownDeliveryType: 'Unknown delivery cost type',
		wrongDeliveryType: 'Wrong delivery cost type #distance#, extected type #zip#',
		unknownZip: 'Unknown zipId #99#',
		zipNotDefined: 'Delivery allowed only to defined zipIds',
		minimumOrder: 'Minimum order value of #12.00# not reached with order value of #7.50#',
		deliveryCosts: 'Computed delivery costs of #2.50# differs from send delivery costs #0.00#',
		noDistance: 'No data defined for distance #9000#',
	},
};

/** Every refusal by its key. */
export const ORDER_ERRORS: Readonly<Record<string, OrderError>> = Object.fromEntries(
	Object.entries(FAMILIES).flatMap(([family, texts]) =>
		Object.entries(texts).map(([key, text], index) => [
			key,
			{ code: Number(family) * 100 + index + 1, text },
		]),
	),
);

/** A refusal with its own values in the place of the sample's, in order. */
export function orderError(key: string, ...values: string[]): OrderError {
	const sample = ORDER_ERRORS[key];
	if (!sample) throw new Error(`unknown order error: ${key}`);
	let next = 0;
	const text = sample.text.replace(/#[^#]*#/g, (whole) => {
		const value = values[next++];
		return value === undefined ? whole : `#${value}#`;
	});
	return { code: sample.code, text };
}
