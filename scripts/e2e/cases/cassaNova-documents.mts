// End-to-end cases of CassaNova's documents and reports, and of taking the OAuth2 access back.

import { exampleDays } from '../../lib/sample-receipts.mts';
import { begin } from '../lib/midnight.mts';
import type { E2eCase } from '../lib/types.mts';

const { from, to } = exampleDays(begin).cassaNova;
/** As the editor's date picker writes it. */
const month = {
	authentication: 'apiKey',
	datetimeFrom: `${from}T00:00:00`,
	datetimeTo: `${to}T00:00:00`,
};
const days = { start: '0', limit: '100', datetimeFrom: `"${from}"` };

const documents = (
	resource: string,
	path: string,
	filters: Record<string, unknown>,
	query: Record<string, string>,
): E2eCase => ({
	node: 'cassaNova',
	resource,
	operation: 'getAll',
	parameters: { ...month, returnAll: true, simplify: true, filters },
	request: { route: `GET ${path}`, query: { ...days, ...query } },
});

const report = (name: string, path: string): E2eCase => ({
	node: 'cassaNova',
	resource: 'report',
	operation: `getSoldBy${name}`,
	parameters: { ...month, filters: { idsSalesPoint: [4711, 4712] } },
	request: { route: `GET ${path}`, query: { ...days, idsSalesPoint: '[4711,4712]' } },
});

/** Lists of documents, and reports. */
export const documentCases: E2eCase[] = [
	documents('bill', '/documents/bills', { idsSalesPoint: [4711] }, { idsSalesPoint: '[4711]' }),
	documents(
		'creditNote',
		'/documents/creditnotes',
		{ status: 'CONFIRMED' },
		{ status: '"CONFIRMED"' },
	),
	documents('invoice', '/documents/invoices', { status: 'CONFIRMED' }, { status: '"CONFIRMED"' }),
	report('Category', '/reports/sold/categories'),
	report('Department', '/reports/sold/departments'),
	report('Product', '/reports/sold/products'),
	report('Tax', '/reports/sold/taxes'),
	{
		node: 'cassaNova',
		resource: 'report',
		operation: 'getSoldByTax',
		variant: 'with totals, of three years',
		parameters: {
			...month,
			datetimeFrom: `${Number(from.slice(0, 4)) - 3}${from.slice(4)}T00:00:00`,
			options: { oneItemWithTotals: true },
		},
		items: 1,
	},
];

/** To be run after everything that needs the access. */
export const revocation: E2eCase = {
	node: 'cassaNova',
	resource: 'accessToken',
	operation: 'revoke',
	parameters: { authentication: 'oAuth2' },
	items: 1,
	json: { success: true },
	request: { route: 'GET /oauth/revoke' },
};
