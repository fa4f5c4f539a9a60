/** Fiscal receipts (document: Documents Management, GetReceipts). */
import type { IDataObject } from 'n8n-workflow';
import { mappingOptions } from '../../shared/books/panel/mapping';
import { ifUnreadableField } from '../../shared/books/panel/options';
import { rowsPerField } from '../../shared/books/panel/output';
import { receiptItems } from '../../shared/books/receiptItems';
import { dayEndsAtProperty, option, within } from '../../shared/table/fields';
import { timeOfDay } from '../../shared/table/schemas';
import type { Call, Resource } from '../../shared/table/types';
import { documentDates, documentFilters, numbersFilter, pager, timeZone, timesIn } from '../fields';
import { namingShop, onlyShop, refuseOtherShops, shopOf } from '../books/shopOf';
import { doubtTimes } from '../books/zoneOfTimes';
import { receiptFilters, refuseAny, refuseOtherReceipts } from '../newerFilters';
import { simplifyReceipt } from '../simplify';
import { converter, includeCustomer, mapping, readShops, shopNames } from '../books/toReceipts';

/** Receipts that don't name their shop are of the one that was asked for, or of the account's only one. */
async function accounting(
	call: Call,
	records: unknown[],
): Promise<(record: unknown) => IDataObject> {
	const shops = records.length > 0 ? await readShops(call) : [];
	const { query } = call.input;
	const isAll = query.idsSalesPoint === undefined;
	const only = onlyShop(query) ?? (isAll && shops.length === 1 ? shops[0]?.id : undefined);
	const known = shops.find(({ id }) => id === only);
	const shop = only === undefined ? undefined : (known ?? { id: only, name: null });
	if (shop === undefined && records.some((record) => shopOf(record) === undefined)) {
		call.hint(
			'CassaNova does not say of some receipts in which shop they were made. Read one shop at a time ("Shop Names or IDs"), or use the resource Accounting, which finds it out.',
		);
	}
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
				...documentDates.fields,
				...documentFilters,
				...within('filters', [
					numbersFilter('Receipt Numbers', 'numbers', 'receipts'),
					...receiptFilters,
				]),
				...within('options', [
					option(
						{ ...dayEndsAtProperty, displayOptions: { show: { '/output': ['accounting'] } } },
						{ schema: () => timeOfDay },
					),
					timeZone,
					timesIn,
				]),
				...[
					...within('options', [ifUnreadableField, rowsPerField]),
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
				window: documentDates.window,
				refuse: refuseAny(refuseOtherShops, refuseOtherReceipts),
			},
			output: {
				simplify: namingShop((record) => ({ ...simplifyReceipt(record) })),
				named: shopNames,
				accounting,
				doubtTimes,
				...receiptItems,
			},
		},
	],
};
