// End-to-end cases of the resource "accounting" of both systems.

import { DateTime } from 'luxon';
import { exampleDays } from '../../lib/sample-receipts.mts';
import { begin } from '../lib/midnight.mts';
import type { E2eCase } from '../lib/types.mts';

const { from } = exampleDays(begin).cassaNova;
const next = DateTime.fromISO(from).plus({ days: 1 }).toFormat('yyyy-MM-dd');
/** The day before is read, too: by its numbers, one that is missing at the border is known. */
const before = DateTime.fromISO(from).minus({ days: 1 }).toFormat('yyyy-MM-dd');

/** Two days of one shop; as the editor's date picker writes them. */
const cassaNova = {
	authentication: 'apiKey',
	period: 'custom',
	dateFrom: `${from}T00:00:00`,
	dateTo: `${next}T00:00:00`,
	filters: { idsSalesPoint: [4711] },
};
const kassandro = { authentication: 'accountToken', period: 'yesterday' };
const accounts = {
	entry: [
		{ use: 'clearing', account: '2790' },
		{ use: 'sale', rate: '', account: '4000', taxCode: '' },
		{ use: 'sale', rate: '20', account: '4020', taxCode: '1' },
		{ use: 'cash', account: '2700' },
		{ use: 'card', account: '2710' },
		{ use: 'voucher', account: '3250' },
		{ use: 'credit', account: '2000' },
		{ use: 'otherMeans', account: '2720' },
	],
};

export const accountingCases: E2eCase[] = [
	{
		node: 'cassaNova',
		resource: 'accounting',
		operation: 'getReceipts',
		parameters: {
			...cassaNova,
			options: {
				dayEndsAt: '03:00',
				includeCustomer: true,
				paymentMapping: { entry: [{ paymentMethod: 'BANKCHECK', means: 'transfer' }] },
			},
		},
		json: { source: 'cassaNova', salesPoint: { id: '4711' }, checks: { balanced: true } },
		request: {
			route: 'GET /documents/creditnotes',
			query: { datetimeFrom: `"${before}"`, idsSalesPoint: '[4711]' },
		},
	},
	{
		node: 'cassaNova',
		resource: 'accounting',
		operation: 'getBookings',
		parameters: { ...cassaNova, groupBy: 'month', fileFormat: 'items' },
		json: { type: 'booking', debit: 'Clearing', place: { id: '4711' } },
	},
	{
		node: 'cassaNova',
		resource: 'accounting',
		operation: 'getJournal',
		parameters: { ...cassaNova, postedFrom: 'json', posted: '[]', changedDays: 'reverse' },
		json: { type: 'journal', kind: 'day', source: 'cassaNova', place: { id: '4711' } },
	},
	{
		node: 'cassaNova',
		resource: 'accounting',
		operation: 'suggestAccounts',
		parameters: { authentication: 'apiKey', chart: 'skr04' },
	},
	{
		node: 'cassaNova',
		resource: 'accounting',
		operation: 'reconcile',
		parameters: cassaNova,
		json: { type: 'reconciliation', check: 'tax', difference: '0.00', agrees: true },
		request: { route: 'GET /reports/sold/taxes', query: { idsSalesPoint: '[4711]' } },
	},
	{
		node: 'cassaNova',
		resource: 'accounting',
		operation: 'bookItems',
		after: 'cassaNova accounting getReceipts',
		parameters: { options: { dayEndsAt: '03:00' } },
		json: { type: 'booking', kind: 'sale', documentType: 'receipt' },
	},
	{
		node: 'cassaNova',
		resource: 'accounting',
		operation: 'compare',
		// Rows of a statement are whatever comes in: here the receipts of the case before.
		after: 'cassaNova accounting getReceipts',
		parameters: {
			...cassaNova,
			amountField: 'totals.gross',
			dateField: 'businessDay',
			options: { textField: 'displayNumber', referenceField: 'id', payoutDays: 3, feePercent: 2 },
		},
		json: { type: 'comparison', place: null },
		request: { route: 'GET /documents/receipts', query: { idsSalesPoint: '[4711]' } },
	},
	{
		node: 'kassandro',
		resource: 'accounting',
		operation: 'getReceipts',
		parameters: kassandro,
		items: 240,
		json: { source: 'kassandro', documentType: 'receipt', checks: { balanced: true } },
		request: { route: 'GET /v1.0/receipts', query: { withitems: 'true' } },
	},
	{
		node: 'kassandro',
		resource: 'accounting',
		operation: 'getJournal',
		parameters: {
			...kassandro,
			accounts: { entry: [...accounts.entry, { use: 'vat', rate: '', account: '3500' }] },
		},
		json: { type: 'journal', kind: 'day', source: 'kassandro', currency: 'EUR', corrects: [] },
	},
	{
		node: 'kassandro',
		resource: 'accounting',
		operation: 'getBookings',
		variant: 'as a BMD file',
		parameters: {
			...kassandro,
			groupBy: 'day',
			accounts,
			fileFormat: 'bmd',
			binaryPropertyName: 'data',
			options: {
				paymentMapping: { entry: [{ paymentMethod: 'Rechnung', means: 'credit' }] },
				lineMapping: { entry: [{ by: 'articles', articles: '502', type: 'sale' }] },
			},
		},
		items: 1,
		json: { type: 'summary', receipts: 240, clearing: '0.00', remarks: [] },
	},
	{
		node: 'kassandro',
		resource: 'accounting',
		operation: 'getBookings',
		variant: 'as a DATEV file',
		parameters: {
			...kassandro,
			groupBy: 'day',
			// DATEV works the tax out by the account.
			accounts: { entry: accounts.entry.map((row) => ({ ...row, taxCode: '' })) },
			fileFormat: 'datev',
			binaryPropertyName: 'data',
			options: {
				datevConsultant: '29098',
				datevClient: '55003',
				paymentMapping: { entry: [{ paymentMethod: 'Rechnung', means: 'credit' }] },
				lineMapping: { entry: [{ by: 'articles', articles: '502', type: 'sale' }] },
			},
		},
		items: 1,
		json: { type: 'summary', receipts: 240, clearing: '0.00' },
	},
	{
		node: 'kassandro',
		resource: 'accounting',
		operation: 'bookItems',
		after: 'kassandro accounting getReceipts',
		parameters: { options: { dayEndsAt: '03:00' } },
		json: { type: 'booking', kind: 'sale', documentType: 'receipt' },
	},
	{
		node: 'kassandro',
		resource: 'accounting',
		operation: 'compare',
		after: 'kassandro accounting getReceipts',
		parameters: {
			...kassandro,
			amountField: 'totals.gross',
			dateField: 'businessDay',
			options: { textField: 'displayNumber', placeField: 'register.name' },
		},
		json: { type: 'comparison' },
		request: { route: 'GET /v1.0/receipts', query: { withitems: 'true' } },
	},
	{
		node: 'kassandro',
		resource: 'accounting',
		operation: 'suggestAccounts',
		parameters: { authentication: 'accountToken', chart: 'ekr' },
	},
	{
		node: 'kassandro',
		resource: 'accounting',
		operation: 'reconcile',
		parameters: {
			...kassandro,
			filters: { cashRegisterId: { __rl: true, mode: 'id', value: '11' } },
		},
		items: 3,
		json: { check: 'count', place: { name: 'Schank' }, difference: '0', agrees: true },
		request: { route: 'GET /v1.0/receipts/count', query: { cashRegisterId: '11' } },
	},
];
