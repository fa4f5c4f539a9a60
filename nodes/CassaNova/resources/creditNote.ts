/** Credit notes (document: Documents Management, GetCreditNotes). */
import type { Resource } from '../../shared/table/types';
import { documentList } from '../books/documentList';
import { numbersFilter, statusFilter, statusSpelling } from '../fields';
import { simplifyCreditNote } from '../simplify';

export const creditNote: Resource = {
	name: 'Credit Note',
	value: 'creditNote',
	description: 'A credit note (nota di credito) for an earlier sale',
	endpoints: [
		documentList({
			many: 'credit notes',
			items: 'creditnotes',
			doc: 'GetCreditNotes',
			filters: [
				numbersFilter('Credit Note Numbers', 'refundNumbers', 'credit notes'),
				statusFilter,
			],
			spelling: statusSpelling,
			simplify: simplifyCreditNote,
		}),
	],
};
