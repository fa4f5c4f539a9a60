/** The form of a receipt that is made of a shop's order: how it was paid, and articles for what the register lacks. */
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { shopOrderFields } from '../../shared/orders/panel';
import type { LineKind } from '../../shared/orders/types';
import { option, within } from '../../shared/table/fields';
import { DEFINE_USING, entries, entriesSchema } from '../../shared/table/nested';
import type { RequestInput } from '../../shared/table/request';
import { entry, filledText, numeric, oneOf, text } from '../../shared/table/schemas';
import type { Field } from '../../shared/table/types';
import { articleLocator, paymentMethodLocator } from './locators';

/** The choice of "Items From" that makes receipts of orders; stored in workflows. */
export const FROM_ORDERS = 'list';

/** Shown only where items come from a list in the input. */
const shown: NonNullable<INodeProperties['displayOptions']>['show'] = {
	[DEFINE_USING]: [FROM_ORDERS],
};

/** Hidden there: the order says it. `/` is for fields of a collection. */
export const notForOrders = (prefix: '' | '/' = ''): INodeProperties['displayOptions'] => ({
	show: { [`${prefix}${DEFINE_USING}`]: ['fields', 'json'] },
});

/** The panel's names of what errors speak of. */
export const PAYMENTS = 'Payment Methods';
export const OTHER_ARTICLES = 'Articles for Other Lines';
export const IF_NOT_PAID = 'If It Is Not Paid';
export const IF_ORDER_PRICE_DIFFERS = 'If a Price Differs';
export const ARTICLES_TOLD_BY = 'Articles Are Told By';

const payments = entries({
	displayName: PAYMENTS,
	name: 'shopPayments',
	entry: 'Payment Method',
	description:
		"Which of the register's payment methods stands for which of the shop's. An order that was paid in another way stops.",
	fields: [
		{
			displayName: 'In the Shop',
			name: 'shop',
			type: 'string',
			default: '',
			placeholder: 'e.g. shopify_payments',
			description:
				'What the shop calls it, as it stands in the order. Leave it empty for orders that name none.',
		},
		{ ...paymentMethodLocator, displayName: 'At the Register', name: 'method' },
		{
			displayName: 'Is a Voucher',
			name: 'isVoucher',
			type: 'boolean',
			default: false,
			description:
				'Whether it is a gift card or voucher: it then stands on the receipt as what it pays (Gutschein)',
		},
	],
});

const paymentsSchema = z.array(
	entry({
		shop: text.optional(),
		method: filledText,
		isVoucher: z.boolean().optional(),
	}),
);

const articles = entries({
	displayName: OTHER_ARTICLES,
	name: 'otherArticles',
	entry: 'Article',
	description:
		"Articles of the register for what it doesn't know by itself, such as shipping. Name and price come from the order; one article is needed for each VAT rate.",
	fields: [
		{
			displayName: 'For',
			name: 'kind',
			type: 'options',
			options: [
				{ name: 'Anything', value: 'any', description: 'Whatever has no article of its own' },
				{ name: 'Fees', value: 'fee', description: 'Fees of the order, such as gift wrapping' },
				{ name: 'Goods', value: 'goods', description: 'Goods that the register does not know' },
				{ name: 'Shipping', value: 'shipping', description: 'What delivery costs' },
			],
			default: 'any',
			description: 'Which lines of an order it stands for',
		},
		{
			...articleLocator,
			description: 'The article (Artikel) whose group and VAT rate the lines get',
		},
	],
});

const articlesSchema = z.array(
	entry({
		kind: oneOf(['any', 'fee', 'goods', 'shipping']).optional(),
		itemId: numeric({ integer: true }),
	}),
);

/** What is chosen for an order in the panel. */
export const orderReceiptFields: Field[] = [
	...shopOrderFields(shown),
	option(
		{ ...payments, displayOptions: { show: shown } },
		{
			schema: (context) =>
				entriesSchema(payments, paymentsSchema, context, { neverEmpty: ['shop', 'method'] }),
		},
	),
	option(
		{ ...articles, displayOptions: { show: shown } },
		{ schema: (context) => entriesSchema(articles, articlesSchema, context) },
	),
];

const forOrders = { show: { [`/${DEFINE_USING}`]: [FROM_ORDERS] } };

/** What the article column of a list holds. */
const toldBy = option({
	displayName: ARTICLES_TOLD_BY,
	name: 'articlesToldBy',
	type: 'options',
	options: [
		{ name: 'ID', value: 'id', description: 'The ID that the article has at the register' },
		{
			name: 'ID or Name',
			value: 'any',
			description: 'Either; what is the ID of one article and the name of another stops',
		},
		{
			name: 'Name',
			value: 'name',
			description: 'What the register calls the article, long or short',
		},
	],
	default: 'any',
	displayOptions: forOrders,
	description:
		"What the orders' column with the article (SKU) holds. Choose Name where SKUs are numbers of your own, which may be the ID of another article.",
});

/** What to do about orders that may be no sales, and about other prices; `value`s are stored in workflows. */
export const orderOptions: Field[] = within('options', [
	toldBy,
	option({
		displayName: IF_NOT_PAID,
		name: 'ifNotPaid',
		type: 'options',
		options: [
			{
				name: 'Create It With a Hint',
				value: 'hint',
				description: 'For orders that are paid on delivery, for example',
			},
			{ name: 'Stop', value: 'stop', description: 'Create nothing, and say so' },
		],
		default: 'stop',
		displayOptions: forOrders,
		description:
			"What to do with an order that is not paid, was canceled, or is only a test. Orders of another shop than Shopify and WooCommerce don't say so: leave unpaid ones out with a Filter node.",
	}),
	option({
		displayName: IF_ORDER_PRICE_DIFFERS,
		name: 'ifOrderPriceDiffers',
		type: 'options',
		options: [
			{
				name: 'Stop',
				value: 'stop',
				description: 'Create nothing, and say what differs',
			},
			{
				name: "Take the Order's Price",
				value: 'take',
				description: 'Sell the article for what the customer has paid',
			},
		],
		default: 'stop',
		displayOptions: forOrders,
		description:
			"What to do when an article costs something else in the order than in the register's catalogue",
	}),
]);

/** A row of the table of payment methods. */
export interface PaymentRow {
	shop?: string;
	method: string;
	isVoucher?: boolean;
}

const TOLD_BY = ['any', 'id', 'name'] as const;
/** What tells an article in an order. */
export type ToldBy = (typeof TOLD_BY)[number];

/** A row of the articles for other lines. */
export interface ArticleRow {
	kind: LineKind | 'any';
	itemId: number;
}

const articleRows = z.array(
	z.object({
		kind: z.enum(['any', 'fee', 'goods', 'shipping']).default('any'),
		itemId: z.number(),
	}),
);

/** The table of payment methods, as it was checked. */
export function paymentRows({ options }: RequestInput): PaymentRow[] {
	return paymentsSchema.parse(options.shopPayments ?? []);
}

/** The articles for other lines, as they were checked. */
export function otherArticles({ options }: RequestInput): ArticleRow[] {
	return articleRows.parse(options.otherArticles ?? []);
}

/** What the article column of an order holds, as the user chose. */
export function articlesToldBy({ options }: RequestInput): ToldBy {
	return TOLD_BY.find((one) => one === options.articlesToldBy) ?? 'any';
}
