/** Business days, bookings and reconciliation (document: Belege, GET /receipts and GET /receipts/count). */
import { accountingResource } from '../../shared/books/resource';
import type { BooksSource } from '../../shared/books/source';
import { confirmGaps, readBooks, readInto } from '../books/books';
import { cashRegisterFilter } from '../fields';
import { withoutOtherRegisters } from '../tokens/oneRegister';
import { reconcile } from '../books/reconcile';
import { mapping } from '../books/toReceipts';
import { readWords } from '../books/words';

/** What accounting, and the trigger's business days, read. */
export const booksSource: BooksSource = {
	source: 'kassandro',
	route: 'GET /receipts',
	doc: 'Belege, GET /receipts',
	timeZone: 'Europe/Vienna',
	rates: ['20', '10', '13'],
	chart: 'ekr',
	filters: [cashRegisterFilter('cashregisterid')],
	unfiltered: ['cashRegisterToken'],
	without: withoutOtherRegisters,
	mapping,
	reconciles:
		"Compare the list of receipts with Kassandro's own count, and stated amounts with their lines",
	read: readBooks,
	readInto,
	wordsFrom: { route: 'GET /articles', doc: 'Artikel, Bezahlarten' },
	readWords,
	confirm: confirmGaps,
	reconcile,
};

export const accounting = accountingResource(booksSource);
