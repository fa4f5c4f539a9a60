/** Fiscal receipts (document: Documents Management, GetReceipts). */
import type { IDataObject } from 'n8n-workflow';
import { dayEndsAtProperty, option, within } from '../../shared/fields';
import { timeOfDay } from '../../shared/schemas';
import type { Call, Resource } from '../../shared/types';
import { toAccountingReceipt } from '../accounting';
import {
	documentDates,
	documentFilters,
	documentWindow,
	numbersFilter,
	pager,
	timeZone,
} from '../fields';
import { simplifyReceipt } from '../simplify';
import { tax } from './tax';

/** Receipts name taxes by id only: the rates are looked up once per execution. */
async function accounting(call: Call): Promise<(record: unknown) => IDataObject> {
	const taxRates = await call.once('taxRates', async () => await readTaxRates(call));
	const { timeZone: zone, options } = call.input;
	const dayEndsAt = typeof options.dayEndsAt === 'string' ? options.dayEndsAt : '00:00';
	return (record) => ({ ...toAccountingReceipt(record, { taxRates, timeZone: zone, dayEndsAt }) });
}

async function readTaxRates(call: Call): Promise<Map<string, number | string>> {
	const list = tax.endpoints.find(({ value }) => value === 'getAll');
	const records = list ? await call.readAll(list) : [];
	return new Map((records as IDataObject[]).map(({ id, rate }) => [String(id), rate as number]));
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
			],
			list: { items: 'receipts', id: 'id', pager, window: documentWindow },
			output: { simplify: (record) => ({ ...simplifyReceipt(record) }), accounting },
		},
	],
};
