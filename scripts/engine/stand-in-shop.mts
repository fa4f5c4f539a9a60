// A replacement for n8n's WooCommerce nodes, and the shop behind them. Its products are kept in the
// workflow's static data, under `wooCommerce`, so that a test gives them in and looks at them afterwards;
// fields and answers are those of WooCommerce's public REST API, as far as the examples use it.

import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';

/** A product, or a variation of one, as WooCommerce has it. */
interface ShopProduct extends IDataObject {
	id: number;
	type: 'simple' | 'variable' | 'variation';
	parent_id: number;
	sku: string;
	manage_stock: boolean;
	stock_quantity: number | null;
}

/** As many as WooCommerce lists where nobody asks for more. */
const PAGE = 10;

function productsOf(node: IExecuteFunctions): ShopProduct[] {
	const { wooCommerce } = node.getWorkflowStaticData('global') as {
		wooCommerce?: { products: ShopProduct[] };
	};
	if (!wooCommerce) throw new Error('The stand-in for WooCommerce has no shop');
	return wooCommerce.products;
}

function change(product: ShopProduct | undefined, fields: IDataObject): ShopProduct {
	if (!product) throw new Error('WooCommerce: Invalid ID.');
	if (typeof fields.stock_quantity !== 'number') throw new Error('stock_quantity is no integer');
	return Object.assign(product, fields);
}

/** With an empty SKU, WooCommerce lists whatever there is. */
function find(products: ShopProduct[], sku: unknown): ShopProduct[] {
	if (sku === undefined || sku === '') return products.slice(0, PAGE);
	return products.filter((product) => product.sku === sku);
}

const json = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'json',
	default: '',
});

/** Products: found by their SKU, and their stock set. */
export const wooCommerce: INodeType = {
	description: {
		name: 'wooCommerce',
		displayName: 'WooCommerce',
		description: 'WooCommerce',
		group: ['output'],
		version: 1,
		defaults: { name: 'WooCommerce' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			...['resource', 'operation', 'returnAll', 'limit', 'options'],
			...['productId', 'updateFields', 'imagesUi', 'dimensionsUi', 'metadataUi'],
		].map(json),
	},
	async execute() {
		const products = productsOf(this);
		const items = this.getInputData().flatMap((_item, item): INodeExecutionData[] => {
			const does = `${this.getNodeParameter('resource', item)} ${this.getNodeParameter('operation', item)}`;
			if (does === 'product getAll') {
				const { sku, ...others } = this.getNodeParameter('options', item) as IDataObject;
				if (Object.keys(others).length > 0) throw new Error('WooCommerce: only the SKU is known');
				return find(products, sku).map((found) => ({
					json: { ...found },
					pairedItem: { item },
				}));
			}
			if (does === 'product update') {
				const fields = this.getNodeParameter('updateFields', item) as IDataObject;
				const id = Number(this.getNodeParameter('productId', item));
				const found = products.find((one) => one.id === id && one.type !== 'variation');
				const changed = change(found, {
					manage_stock: fields.manageStock,
					stock_quantity: fields.stockQuantity,
				});
				return [{ json: { ...changed }, pairedItem: { item } }];
			}
			throw new Error(`The stand-in for WooCommerce cannot do "${does}"`);
		});
		return [items];
	},
};

/** What n8n's HTTP Request node sends to a shop: the stock of a variation, which has an address of its own. */
export function putVariation(node: IExecuteFunctions): INodeExecutionData[] {
	const products = productsOf(node);
	return node.getInputData().map((_item, item) => {
		const url = node.getNodeParameter('url', item) as string;
		const [, parent, id] = /\/wp-json\/wc\/v3\/products\/(\d+)\/variations\/(\d+)$/.exec(url) ?? [];
		if (node.getNodeParameter('method', item) !== 'PUT') throw new Error(`Not a PUT: ${url}`);
		const { parameters } = node.getNodeParameter('bodyParameters', item) as {
			parameters: Array<{ name: string; value: unknown }>;
		};
		const found = products.find((one) => one.id === Number(id) && one.parent_id === Number(parent));
		const fields = parameters.map(({ name, value }) => [name, value]);
		const changed = change(found, Object.fromEntries(fields) as IDataObject);
		return { json: { ...changed }, pairedItem: { item } };
	});
}
