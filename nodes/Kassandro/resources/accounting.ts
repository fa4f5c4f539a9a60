/** Business days, bookings and reconciliation (document: Belege, GET /receipts and GET /receipts/count). */
import { accountingResource } from '../../shared/books/resource';
import { confirmGaps, readBooks } from '../books/books';
import { cashRegister } from '../fields';
import { withoutOthers } from '../tokens/oneRegister';
import { reconcile } from '../books/reconcile';
import { mapping } from '../books/toReceipts';

export const accounting = accountingResource({
	route: 'GET /receipts',
	doc: 'Belege, GET /receipts',
	timeZone: 'Europe/Vienna',
	rates: ['20', '10', '13'],
	filters: [cashRegister('cashregisterid')],
	unfiltered: ['cashRegisterToken'],
	without: withoutOthers,
	mapping,
	reconciles:
		"Compare the list of receipts with Kassandro's own count, and stated amounts with their lines",
	read: readBooks,
	confirm: confirmGaps,
	reconcile,
});
