// End-to-end cases of "Check the Account" of all three systems.

import type { E2eCase } from '../lib/types.mts';

const check = { resource: 'account', operation: 'check' };
const summary = { type: 'summary', name: 'summary' };

export const accountCases: E2eCase[] = [
	{
		node: 'cassaNova',
		...check,
		parameters: { authentication: 'apiKey', options: { reportToShare: true } },
		items: 20,
		json: summary,
		request: { route: 'GET /documents/receipts', query: { start: '0', limit: '100' } },
	},
	{
		node: 'kassandro',
		...check,
		variant: 'of all registers',
		parameters: { authentication: 'accountToken' },
		items: 14,
		json: summary,
		request: { route: 'GET /v1.0/cashregisters' },
	},
	{
		node: 'kassandro',
		...check,
		variant: 'of one register',
		parameters: { authentication: 'cashRegisterToken', options: { timeZone: 'Europe/Vienna' } },
		items: 14,
		json: summary,
		request: { route: 'GET /v1.0/receipts/count' },
	},
	{
		node: 'kassaForte',
		...check,
		items: 9,
		json: summary,
		request: { route: 'GET /v1/menu' },
	},
];
