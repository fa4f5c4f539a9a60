/** What stands in a booking's text. */
import { bookingText, paidWords, soldWords } from '../../../../nodes/shared/books/bookingTexts';
import type { DocumentType, Place } from '../../../../nodes/shared/books/receipt';

it.each<[Place, DocumentType, string, string | undefined, string]>([
	[null, 'receipt', soldWords('sale', '22'), undefined, 'Sales 22%'],
	[null, 'receipt', soldWords('tip', null), undefined, 'Tips (rate unknown)'],
	[null, 'receipt', soldWords('rounding', '0'), undefined, 'Rounding'],
	[{ id: '1', name: 'Bar' }, 'receipt', soldWords('sale', '0'), undefined, 'Bar: Sales 0%'],
	[{ id: '1', name: null }, 'invoice', paidWords('card'), undefined, '1: Invoices, Card'],
	[null, 'creditNote', paidWords('credit'), 'N7', 'Credit notes, On account, N7'],
])('%j, %s: %s, %p', (place, documentType, words, number, expected) => {
	expect(bookingText({ place, documentType }, words, number)).toBe(expected);
});
