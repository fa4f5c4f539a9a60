/** Invoices (document: Documents Management, GetInvoices). */
import { within } from '../../shared/fields';
import type { Resource } from '../../shared/types';
import {
	documentDates,
	documentFilters,
	documentWindow,
	numbersFilter,
	pager,
	statusFilter,
	timeZone,
} from '../fields';
import { simplifyInvoice } from '../simplify';

export const invoice: Resource = {
	name: 'Invoice',
	value: 'invoice',
	description: 'An invoice (fattura) to a customer or an organization',
	endpoints: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many invoices',
			description: 'Get the invoices of a date range',
			route: 'GET /documents/invoices',
			doc: 'Documents Management, GetInvoices',
			fields: [
				...documentDates,
				...documentFilters,
				...within('filters', [
					numbersFilter('Invoice Numbers', 'numbers', 'invoices'),
					statusFilter,
				]),
				...within('options', [timeZone]),
			],
			list: { items: 'invoices', id: 'id', pager, window: documentWindow },
			output: { simplify: simplifyInvoice },
		},
	],
};
