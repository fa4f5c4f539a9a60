/** Bills that are not fiscal (document: Documents Management, GetBills). */
import { within } from '../../shared/fields';
import type { Resource } from '../../shared/types';
import { documentDates, documentFilters, documentWindow, pager, timeZone } from '../fields';
import { simplifyBill } from '../simplify';

export const bill: Resource = {
	name: 'Bill (Preconto, Not Fiscal)',
	value: 'bill',
	description: 'What a guest is shown before paying; it is not a fiscal document',
	endpoints: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many bills',
			description: 'Get the bills of a date range',
			route: 'GET /documents/bills',
			doc: 'Documents Management, GetBills',
			fields: [...documentDates, ...documentFilters, ...within('options', [timeZone])],
			list: { items: 'bills', id: 'id', pager, window: documentWindow },
			output: { simplify: simplifyBill },
		},
	],
};
