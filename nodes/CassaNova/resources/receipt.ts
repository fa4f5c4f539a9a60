/** Fiscal receipts (document: Documents Management, GetReceipts). */
import type { IDataObject } from 'n8n-workflow';
import { mappingOptions } from '../../shared/books/fields';
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
import { simplifyReceipt } from '../simplify';
import { converter, includeCustomer, mapping, readShops } from '../toReceipts';

/** One shop's receipts are that shop's; of others nobody says where they were made. */
async function accounting(call: Call): Promise<(record: unknown) => IDataObject> {
	const [only, ...others] = (call.input.query.idsSalesPoint as number[] | undefined) ?? [];
	const isOne = only !== undefined && others.length === 0;
	const shop = isOne ? (await readShops(call)).find(({ id }) => id === String(only)) : undefined;
	const convert = await converter(call, shop);
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
				...[...includeCustomer, ...mappingOptions(mapping)].map((field) => ({
					...field,
					property: { ...field.property, displayOptions: { show: { '/output': ['accounting'] } } },
				})),
			],
			list: { items: 'receipts', id: 'id', pager, window: documentWindow },
			output: { simplify: (record) => ({ ...simplifyReceipt(record) }), accounting },
		},
	],
};
