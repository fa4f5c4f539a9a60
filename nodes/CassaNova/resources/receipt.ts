/** Fiscal receipts (document: Documents Management, GetReceipts). */
import type { IDataObject } from 'n8n-workflow';
import { ifUnreadableField, mappingOptions } from '../../shared/books/fields';
import { dayEndsAtProperty, option, within } from '../../shared/fields';
import { timeOfDay } from '../../shared/schemas';
import type { Call, Resource } from '../../shared/types';
import {
	documentDates,
	documentFilters,
	documentWindow,
	numbersFilter,
	pager,
	timeZone,
} from '../fields';
import { refuseOtherShops, shopOf } from '../shopOf';
import { simplifyReceipt } from '../simplify';
import { converter, includeCustomer, mapping, readShops } from '../toReceipts';

/** Receipts that don't name their shop are of the one that was asked for, if there is only one. */
async function accounting(
	call: Call,
	records: unknown[],
): Promise<(record: unknown) => IDataObject> {
	const [only, ...others] = (call.input.query.idsSalesPoint as number[] | undefined) ?? [];
	const isOne = only !== undefined && others.length === 0;
	const isNamed = records.some((record) => shopOf(record) !== undefined);
	const shops = isOne || isNamed ? await readShops(call) : [];
	const shop = isOne ? shops.find(({ id }) => id === String(only)) : undefined;
	const convert = await converter(call, shop, shops);
	return (record) => ({ ...convert(record) });
}

export const receipt: Resource = {
	name: 'Receipt',
	value: 'receipt',
	description: 'A fiscal receipt (scontrino) that a till has printed',
	endpoints: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many receipts',
			description: 'Get the receipts of a date range, as they are or as accounting entries',
			route: 'GET /documents/receipts',
			doc: 'Documents Management, GetReceipts',
			fields: [
				...documentDates,
				...documentFilters,
				...within('filters', [numbersFilter('Receipt Numbers', 'numbers', 'receipts')]),
				...within('options', [
					option(
						{ ...dayEndsAtProperty, displayOptions: { show: { '/output': ['accounting'] } } },
						{ schema: () => timeOfDay },
					),
					timeZone,
				]),
				...[
					...within('options', [ifUnreadableField]),
					...includeCustomer,
					...mappingOptions(mapping),
				].map((field) => ({
					...field,
					property: { ...field.property, displayOptions: { show: { '/output': ['accounting'] } } },
				})),
			],
			list: {
				items: 'receipts',
				id: 'id',
				pager,
				window: documentWindow,
				refuse: refuseOtherShops,
			},
			output: { simplify: (record) => ({ ...simplifyReceipt(record) }), accounting },
		},
	],
};
