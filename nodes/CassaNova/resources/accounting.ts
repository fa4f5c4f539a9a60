/** Business days, bookings and reconciliation (document: Documents Management, SoldByTax and SoldByDepartment Management). */
import { accountingResource } from '../../shared/books/resource';
import type { BooksSource } from '../../shared/books/source';
import { readBooks, readInto } from '../books/books';
import { daysOfClosings } from '../books/closings/closedDays';
import { idsSalesPoint } from '../fields';
import { reconcile } from '../books/reconciliation/reconcile';
import { includeCustomer, mapping } from '../books/toReceipts';
import { readWords } from '../books/words';

/** What accounting, and the trigger's business days, read. */
export const booksSource: BooksSource = {
	source: 'cassaNova',
	route: 'GET /documents/receipts',
	doc: 'Documents Management, GetReceipts, GetInvoices, GetCreditNotes',
	timeZone: 'Europe/Rome',
	rates: ['22', '10', '4'],
	chart: 'italy',
	filters: [idsSalesPoint],
	options: includeCustomer,
	hasClosings: true,
	daysOfClosings,
	hasTakings: true,
	mapping,
	reconciles:
		"Compare receipts with CassaNova's own reports by tax and department, and stated amounts with their rows",
	read: readBooks,
	readInto,
	wordsFrom: {
		route: 'GET /departments',
		doc: 'Department Management, Tax Management, Category Management',
	},
	readWords,
	reconcile,
};

export const accounting = accountingResource(booksSource);
