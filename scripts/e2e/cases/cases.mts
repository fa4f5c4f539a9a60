// The end-to-end cases, at least one per operation; they run from top to bottom.

import { accountCases } from './account.mts';
import { accountingCases } from './accounting.mts';
import { exampleDays } from '../../lib/sample-receipts.mts';
import { begin } from '../lib/midnight.mts';
import { cassaNovaCatalog } from './cassaNova-catalog.mts';
import { documentCases, revocation } from './cassaNova-documents.mts';
import { cassaNovaGoods } from './cassaNova-goods.mts';
import { cassaNovaNewer } from './cassaNova-newer.mts';
import { kassaForteCases } from './kassaForte.mts';
import { articleCases, tokenCases } from './kassandro-tokens.mts';
import { attachmentCases } from './kassandro-attachments.mts';
import { receiptCases } from './kassandro-receipts.mts';
import type { E2eCase } from '../lib/types.mts';

const days = exampleDays(begin);
const apiKey = { authentication: 'apiKey' };
const account = { authentication: 'accountToken' };
const register = { authentication: 'cashRegisterToken' };
/** As the editor's date picker writes it. */
const picked = (date: string) => `${date}T00:00:00`;
const kassandroDay = { dateFrom: picked(days.kassandro.from), dateTo: picked(days.kassandro.to) };
const cassaNovaMonth = {
	datetimeFrom: picked(days.cassaNova.from),
	datetimeTo: picked(days.cassaNova.to),
};
const createdTax = {
	taxId: {
		__rl: true,
		mode: 'id',
		value: "={{ $('cassaNova tax create').first().json.id }}",
	},
};
const day = (end: 'from' | 'to') => days.cassaNova[end];

export const cases: E2eCase[] = [
	{
		node: 'cassaNova',
		resource: 'tax',
		operation: 'create',
		parameters: {
			...apiKey,
			description: 'IVA é & = + " /',
			rate: 21.5,
			additionalFields: { externalId: 'e2e-1' },
		},
		items: 1,
		request: {
			route: 'POST /taxes',
			body: { description: 'IVA é & = + " /', rate: 21.5, externalId: 'e2e-1' },
		},
	},
	{
		node: 'cassaNova',
		resource: 'tax',
		operation: 'update',
		parameters: { ...apiKey, ...createdTax, updateFields: { description: 'IVA ridotta' } },
		items: 1,
		json: { success: true },
		request: { route: 'PUT /taxes/*', body: { description: 'IVA ridotta' } },
	},
	{
		node: 'cassaNova',
		resource: 'tax',
		operation: 'get',
		parameters: { ...apiKey, ...createdTax },
		items: 1,
		json: { description: 'IVA ridotta', rate: 21.5, externalId: 'e2e-1' },
		request: { route: 'GET /taxes/*' },
	},
	{
		node: 'cassaNova',
		resource: 'tax',
		operation: 'getAll',
		parameters: {
			...apiKey,
			returnAll: true,
			simplify: true,
			filters: { description: 'ridotta' },
		},
		json: { description: 'IVA ridotta', rate: 21.5 },
		request: {
			route: 'GET /taxes',
			query: { start: '0', limit: '100', description: '"ridotta"' },
		},
	},
	{
		node: 'cassaNova',
		resource: 'tax',
		operation: 'delete',
		parameters: { ...apiKey, ...createdTax },
		items: 1,
		json: { deleted: true },
		request: { route: 'DELETE /taxes/*' },
	},
	{
		node: 'cassaNova',
		resource: 'salesPoint',
		operation: 'getAll',
		parameters: { ...apiKey, returnAll: true, simplify: true },
		items: 3,
		request: { route: 'GET /salespoint' },
	},
	{
		node: 'cassaNova',
		resource: 'receipt',
		operation: 'getAll',
		variant: 'accounting',
		parameters: { ...apiKey, ...cassaNovaMonth, output: 'accounting' },
		items: 1500,
		json: { source: 'cassaNova', currency: 'EUR', checks: { balanced: true } },
		request: {
			route: 'GET /documents/receipts',
			query: { start: '0', limit: '100', datetimeFrom: `"${day('from')}"` },
		},
	},
	{
		node: 'cassaNova',
		resource: 'receipt',
		operation: 'getAll',
		variant: 'simplified',
		parameters: {
			...apiKey,
			...cassaNovaMonth,
			output: 'simplified',
			returnAll: false,
			limit: 3,
			filters: { idCustomers: '', idsSalesPoint: [4711] },
			options: { timeZone: 'Europe/Rome' },
		},
		items: 3,
	},
	...cassaNovaCatalog,
	...cassaNovaGoods,
	...cassaNovaNewer,
	...documentCases,
	...accountCases,
	...accountingCases,
	...articleCases,
	{
		node: 'kassandro',
		resource: 'cashRegister',
		operation: 'getAll',
		parameters: { ...account, returnAll: true },
		items: 3,
		request: { route: 'GET /v1.0/cashregisters' },
	},
	{
		node: 'kassandro',
		resource: 'paymentMethod',
		operation: 'getAll',
		parameters: { ...account, returnAll: false, limit: 2 },
		items: 2,
		request: { route: 'GET /v1.0/paymentmethods' },
	},
	{
		node: 'kassandro',
		resource: 'receipt',
		operation: 'getAll',
		variant: 'of all registers',
		parameters: { ...account, ...kassandroDay, output: 'accounting' },
		items: 240,
		json: { source: 'kassandro', currency: 'EUR', checks: { balanced: true } },
		request: {
			route: 'GET /v1.0/receipts',
			query: { withitems: 'true', limit: '1000' },
		},
	},
	{
		node: 'kassandro',
		resource: 'receipt',
		operation: 'getAll',
		variant: 'of one register',
		parameters: { ...register, ...kassandroDay, output: 'raw', returnAll: false, limit: 2 },
		items: 2,
		json: { cashRegisterId: 21 },
	},
	{
		node: 'kassandro',
		resource: 'receipt',
		operation: 'get',
		parameters: {
			...register,
			receiptNumber:
				"={{ $('kassandro receipt getAll of one register').first().json.receiptNumber }}",
		},
		items: 1,
		json: { cashRegisterId: 21 },
	},
	{
		node: 'kassandro',
		resource: 'receipt',
		operation: 'count',
		parameters: { ...account, ...kassandroDay },
		items: 1,
		json: { count: 240 },
	},
	...receiptCases,
	...attachmentCases,
	...tokenCases,
	...kassaForteCases,
	revocation,
];
