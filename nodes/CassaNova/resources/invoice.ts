/** Invoices (document: Documents Management, GetInvoices). */
import type { Resource } from '../../shared/table/types';
import { documentList } from '../books/documentList';
import { numbersFilter, statusFilter, statusSpelling } from '../fields';
import { sortsDocuments } from '../newerFilters';
import { simplifyInvoice } from '../simplify';

export const invoice: Resource = {
	name: 'Invoice',
	value: 'invoice',
	description: 'An invoice (fattura) to a customer or an organization',
	endpoints: [
		documentList({
			many: 'invoices',
			items: 'invoices',
			doc: 'GetInvoices',
			filters: [
				numbersFilter('Invoice Numbers', 'numbers', 'invoices'),
				sortsDocuments,
				statusFilter,
			],
			spelling: statusSpelling,
			simplify: simplifyInvoice,
		}),
	],
};
