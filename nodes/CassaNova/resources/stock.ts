/** What a shop has of each product (document: Stock Management). */
import { InputError } from '../../shared/table/inputError';
import { body, within } from '../../shared/table/fields';
import { isAbsent } from '../../shared/values/records';
import { pick } from '../../shared/table/simplify';
import type { RequestInput } from '../../shared/table/request';
import type { Resource } from '../../shared/table/types';
import { pager, writeOptions } from '../fields';
import { addNames } from '../catalog/names';
import { sortsFilter } from '../newerFilters';
import { checkStockItem, salesPointId, stockItem, stockItemFilters } from '../records/stockFields';

function checkUpdate(input: RequestInput): void {
	checkStockItem(input);
	if ('manageStock' in input.body || 'warningLevel' in input.body) return;
	throw new InputError('Update Fields', 'is empty', 'Add at least one field; nothing was sent.');
}

export const stock: Resource = {
	name: 'Stock',
	value: 'stock',
	description: 'How much of a product a shop has, and when it should buy more',
	endpoints: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many stock levels',
			description: 'Get the stock of a shop, by product and variant',
			route: 'GET /stocks/{idSalesPoint}',
			doc: 'Stock Management, GetStock',
			fields: [
				salesPointId,
				...within('filters', [...stockItemFilters, sortsFilter('quantity')]),
				...within('options', [addNames]),
			],
			list: {
				items: 'stocks',
				id: ({ idProduct, idProductVariant }) =>
					isAbsent(idProduct) ? undefined : JSON.stringify([idProduct, idProductVariant]),
				pager,
			},
			output: {
				simplify: pick('idProduct', 'idProductVariant', 'quantity', 'warningLevel', 'manageStock'),
			},
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update stock settings',
			description: "Change how a product's stock is kept; quantities change by stock movements",
			route: 'PUT /stocks/{idSalesPoint}',
			doc: 'Stock Management, EditStock',
			fields: [
				{
					...salesPointId,
					property: {
						...salesPointId.property,
						hint: 'To change a quantity, choose Stock Movement > Create instead',
					},
				},
				...stockItem,
				...within('updateFields', [
					body({
						displayName: 'Manage Stock',
						name: 'manageStock',
						type: 'boolean',
						default: true,
						description: 'Whether the quantity is kept and can be changed by movements',
					}),
					body({
						displayName: 'Warning Level',
						name: 'warningLevel',
						type: 'number',
						default: 0,
						hint: 'In the unit of the stock: pieces, kilos ...',
						description: 'Quantity below which more should be bought',
					}),
				]),
				...writeOptions,
			],
			check: checkUpdate,
			output: {
				result: (_answer, { path, body: { idProduct, idProductVariant } }) => ({
					idSalesPoint: Number(path.idSalesPoint),
					...(idProduct === undefined ? {} : { idProduct: String(idProduct) }),
					...(idProductVariant === undefined ? {} : { idProductVariant: String(idProductVariant) }),
					success: true,
				}),
			},
		},
	],
};
