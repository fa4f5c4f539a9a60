/** Variants of a product, such as its sizes (document: ProductVariant Management). */
import { body, path } from '../../shared/table/fields';
import { crud } from '../records/crud';
import { description } from '../fields';
import { requireOwnPrices } from '../records/addToLists';
import { variantFields } from '../newerFields';
import { costs } from '../records/newerLists';
import { barcodes, variantAttributes, variantPrices } from '../records/lists';
import { locator } from '../records/locators';
import { simplifyVariant } from '../records/simplifyProduct';

export const productVariant = crud({
	singular: 'Product Variant',
	plural: 'Product Variants',
	value: 'productVariant',
	description: 'One of the forms that a product is sold in, such as a size',
	path: '/products/{idproduct}/variants',
	item: 'variant',
	items: 'variants',
	search: 'searchProductVariants',
	doc: 'ProductVariant',
	parents: [
		path(
			locator({
				displayName: 'Product',
				name: 'productId',
				description: 'The product that the variant belongs to',
				search: 'searchProducts',
				required: true,
			}),
			{ as: 'idproduct' },
		),
	],
	required: [
		body({
			displayName: 'Description on Receipt',
			name: 'descriptionReceipt',
			type: 'string',
			default: '',
			placeholder: 'e.g. MAGLIETTA M',
			hint: 'To give it a name of its own, add the field "Name" below',
			description: "Text on the receipt. Avoid special signs: some printers can't print them.",
		}),
	],
	optional: [
		...variantAttributes,
		...barcodes,
		description('e.g. Maglietta M', 'Name of the variant; without one it has that of its product'),
		body({
			displayName: 'Internal ID',
			name: 'internalId',
			type: 'string',
			default: '',
			placeholder: 'e.g. T-M',
			description: 'A code of your own, by which the till finds the variant',
		}),
		...variantPrices,
		...variantFields,
		...costs,
	],
	filters: [],
	untoldChange:
		"Variants don't tell when they were changed: those of the day after may come as well.",
	simplify: simplifyVariant,
	adds: {
		keys: {
			prices: ['idSalesMode', 'idSalesPoint'],
			attributes: ['idOption'],
			barcodes: ['value'],
			costs: ['idSupplier'],
		},
		names: 'prices, barcodes, attributes and costs',
		checkKnown: requireOwnPrices,
	},
});
