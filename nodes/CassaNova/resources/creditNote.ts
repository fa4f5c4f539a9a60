/** Credit notes (document: Documents Management, GetCreditNotes). */
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
import { simplifyCreditNote } from '../simplify';

export const creditNote: Resource = {
	name: 'Credit Note',
	value: 'creditNote',
	description: 'A credit note (nota di credito) for an earlier sale',
	endpoints: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many credit notes',
			description: 'Get the credit notes of a date range',
			route: 'GET /documents/creditnotes',
			doc: 'Documents Management, GetCreditNotes',
			fields: [
				...documentDates,
				...documentFilters,
				...within('filters', [
					numbersFilter('Credit Note Numbers', 'refundNumbers', 'credit notes'),
					statusFilter,
				]),
				...within('options', [timeZone]),
			],
			list: { items: 'creditnotes', id: 'id', pager, window: documentWindow },
			output: { simplify: simplifyCreditNote },
		},
	],
};
