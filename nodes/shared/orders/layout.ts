/** Where an order's fields stand: the shops that are known, and columns that the user names. */

/** The shops of the panel; `value`s are stored in workflows. */
export type ShopName = 'shopify' | 'wooCommerce' | 'columns';

/** Paths of an order's fields; those of a line are within the line. */
export interface OrderColumns {
	/** Where in the item the order stands; the item itself where it is empty. */
	order: string;
	/** The list of its lines. */
	list: string;
	number: string;
	name: string;
	article: string;
	quantity: string;
	price: string;
	discount: string;
	vat: string;
	total: string;
	currency: string;
	payment: string;
	/** What delivery costs. */
	shipping: string;
	shippingName: string;
	/** The VAT rate of it. */
	shippingVat: string;
	/** A discount on the whole order. */
	orderDiscount: string;
}

/** How the panel says to read orders. */
export interface OrderLayout {
	shop: ShopName;
	/** What the user named; the shop's own names fill in the rest. */
	columns: Partial<OrderColumns>;
	/** Whether prices and discounts contain VAT, where the shop doesn't say it itself. */
	pricesIncludeVat: boolean;
}

const PLAIN: OrderColumns = {
	order: '',
	list: 'items',
	number: 'number',
	name: 'name',
	article: 'article',
	quantity: 'quantity',
	price: 'price',
	discount: 'discount',
	vat: 'vat',
	total: 'total',
	currency: 'currency',
	payment: 'payment',
	shipping: 'shipping',
	shippingName: 'shippingName',
	shippingVat: 'shippingVat',
	orderDiscount: '',
};

/** The names that stand where the user names none. */
export const DEFAULT_COLUMNS: Record<ShopName, OrderColumns> = {
	columns: PLAIN,
	shopify: {
		...PLAIN,
		list: 'line_items',
		number: 'name',
		article: 'sku',
		total: 'total_price',
		payment: 'payment_gateway_names',
	},
	wooCommerce: {
		...PLAIN,
		list: 'line_items',
		article: 'sku',
		payment: 'payment_method',
	},
};

/** The columns by which a layout is read. */
export function filledColumns({ shop, columns }: OrderLayout): OrderColumns {
	return { ...DEFAULT_COLUMNS[shop], ...columns };
}
