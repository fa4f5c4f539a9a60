/** What the panel lets the user choose of orders: the shop that they come from, and their columns. */
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { isExpression, isNothing, storedMember } from '../table/emptyExpression';
import { objectIn, textIn } from '../table/checked';
import { option } from '../table/fields';
import type { RequestInput } from '../table/request';
import type { Field, InputContext } from '../table/types';
import { placed, show } from '../values/shown';
import { DEFAULT_COLUMNS } from './layout';
import type { OrderColumns, OrderLayout, ShopName } from './layout';
import { ORDER } from './stated';

const SHOPS: Record<ShopName, { name: string; description: string }> = {
	shopify: {
		name: 'From Shopify',
		description: 'As the Shopify and Shopify Trigger nodes give it',
	},
	wooCommerce: {
		name: 'From WooCommerce',
		description: 'As the WooCommerce and WooCommerce Trigger nodes give it',
	},
	columns: {
		name: 'From Another Shop',
		description: 'You say under "Columns" which field is what',
	},
};

const SHOP_NAMES = Object.keys(SHOPS) as ShopName[];

/** What a column holds, and what it is without the user's word. */
interface ColumnWords {
	displayName: string;
	placeholder: string;
	description: string;
	/** True where the known shops say it themselves. */
	onlyOwn?: boolean;
}

const COLUMNS: Record<keyof OrderColumns, ColumnWords> = {
	article: {
		displayName: 'Article',
		placeholder: 'e.g. sku',
		description: 'Field of a line that says which article it is',
	},
	currency: {
		displayName: 'Currency',
		placeholder: 'e.g. currency',
		description: 'Field of the order with the code of its currency; without it, euros',
		onlyOwn: true,
	},
	discount: {
		displayName: 'Discount of a Line',
		placeholder: 'e.g. total_discount_set.shop_money.amount',
		description: 'Field of a line with what is taken off the whole line in euros',
		onlyOwn: true,
	},
	orderDiscount: {
		displayName: 'Discount of the Order',
		placeholder: 'e.g. discount',
		description:
			'Field of the order with what is taken off the whole order in euros. It is shared out over the lines.',
		onlyOwn: true,
	},
	list: {
		displayName: 'List of Lines',
		placeholder: 'e.g. line_items',
		description: 'Field of the order with the list of what was bought',
	},
	name: {
		displayName: 'Name',
		placeholder: 'e.g. title',
		description: 'Field of a line with what it is called',
	},
	order: {
		displayName: 'Order Is In',
		placeholder: 'e.g. body',
		description:
			'Field of the item that holds the order, such as body after a Webhook node. Leave it out where the item is the order.',
	},
	number: {
		displayName: 'Order Number',
		placeholder: 'e.g. number',
		description: 'Field of the order with its number, by which nothing is done twice',
	},
	payment: {
		displayName: 'Payment',
		placeholder: 'e.g. payment_method',
		description: 'Field of the order that says how it was paid',
	},
	quantity: {
		displayName: 'Quantity',
		placeholder: 'e.g. quantity',
		description: 'Field of a line with how many were bought',
		onlyOwn: true,
	},
	shipping: {
		displayName: 'Shipping',
		placeholder: 'e.g. shipping.price',
		description: 'Field of the order with what delivery costs in euros',
		onlyOwn: true,
	},
	shippingName: {
		displayName: 'Shipping Name',
		placeholder: 'e.g. shipping.title',
		description: 'Field of the order with what delivery is called',
		onlyOwn: true,
	},
	shippingVat: {
		displayName: 'Shipping VAT',
		placeholder: 'e.g. shipping.vat',
		description: 'Field of the order with the VAT rate of delivery in percent',
		onlyOwn: true,
	},
	price: {
		displayName: 'Single Price',
		placeholder: 'e.g. price',
		description:
			'Field of a line with the price of one in euros. Lines without it get the price of their article.',
		onlyOwn: true,
	},
	total: {
		displayName: 'Total',
		placeholder: 'e.g. total_price',
		description:
			'Field of the order with what the customer pays in euros, VAT included. It is compared with the lines.',
		onlyOwn: true,
	},
	vat: {
		displayName: 'VAT',
		placeholder: 'e.g. vat',
		description:
			'Field of a line with its VAT rate in percent. Lines without it get that of their article.',
		onlyOwn: true,
	},
};

const COLUMN_NAMES = Object.keys(COLUMNS) as Array<keyof OrderColumns>;

/** What a column is where the user names none, for its description. */
function defaultWords(column: keyof OrderColumns): string {
	const shops: ShopName[] = COLUMNS[column].onlyOwn ? ['columns'] : SHOP_NAMES;
	const names = [...new Set(shops.map((shop) => DEFAULT_COLUMNS[shop][column]))];
	const filled = names.filter((name) => name !== '');
	return filled.length === 0 ? '' : ` Left out: ${filled.join(', or ')}.`;
}

function columnProperty(column: keyof OrderColumns): INodeProperties {
	const { displayName, placeholder, description, onlyOwn } = COLUMNS[column];
	const said = description.endsWith('.') ? description : `${description}.`;
	const words = defaultWords(column);
	const [unit] = /in (?:euros|percent)/.exec(description) ?? [];
	return {
		displayName,
		name: column,
		type: 'string',
		default: '',
		placeholder,
		...(unit === undefined ? {} : { hint: `A field's name; the field is ${unit}` }),
		description: words === '' ? description : `${said}${words}`,
		...(onlyOwn ? { displayOptions: { show: { '/orderFrom': ['columns'] } } } : {}),
	};
}

function columnsSchema({ stored }: InputContext) {
	return z.unknown().transform((given, issues): Partial<OrderColumns> => {
		const result = z.record(z.unknown()).safeParse(given);
		if (!result.success) issues.addIssue(placed('must be fields with their names'));
		const columns: Partial<OrderColumns> = {};
		for (const name of COLUMN_NAMES) {
			const value = result.data?.[name];
			const { displayName } = COLUMNS[name];
			if (isNothing(value)) {
				if (!isExpression(storedMember(stored, name))) continue;
				issues.addIssue(placed(`has "${displayName}", whose expression came out empty`));
			} else if (typeof value === 'string') columns[name] = value.trim();
			else
				issues.addIssue(
					placed(`has ${show(value)} as "${displayName}": it must be a field's name`),
				);
		}
		return columns;
	});
}

/**
 * The fields by which orders are read: the shop, and the columns that are called otherwise there.
 * @param shown where the panel shows them
 */
export function shopOrderFields(
	shown: NonNullable<INodeProperties['displayOptions']>['show'],
): Field[] {
	return [
		option({
			displayName: ORDER,
			name: 'orderFrom',
			type: 'options',
			options: Object.entries(SHOPS).map(([value, words]) => ({ ...words, value })),
			default: 'shopify',
			displayOptions: { show: shown },
			description: 'Where the orders come from; each item of the input is one order',
		}),
		option({
			displayName: 'Prices Include VAT',
			name: 'pricesIncludeVat',
			type: 'boolean',
			default: true,
			displayOptions: { show: { ...shown, orderFrom: ['columns'] } },
			description: "Whether the prices and discounts of the order's lines contain VAT",
		}),
		option(
			{
				displayName: 'Columns',
				name: 'orderColumns',
				type: 'collection',
				placeholder: 'Add Column',
				default: {},
				displayOptions: { show: shown },
				description:
					'Which field is what, where it is called otherwise than the shop does. Dots go into fields, such as price_set.shop_money.amount.',
				options: COLUMN_NAMES.map(columnProperty).sort((one, other) =>
					one.displayName.localeCompare(other.displayName, 'en'),
				),
			},
			{ schema: columnsSchema },
		),
	];
}

/** How checked input says to read orders. */
export function orderLayout({ options }: Pick<RequestInput, 'options'>): OrderLayout {
	const chosen = textIn(options, 'orderFrom');
	return {
		shop: SHOP_NAMES.find((name) => name === chosen) ?? 'shopify',
		columns: objectIn(options, 'orderColumns') ?? {},
		pricesIncludeVat: options.pricesIncludeVat !== false,
	};
}
