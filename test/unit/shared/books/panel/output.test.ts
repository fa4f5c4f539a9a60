/** What comes out, as the panel says it. */
import { readRowsPer } from '../../../../../nodes/shared/books/panel/output';
import { read } from './read';

it.each([
	['line', 'line'],
	['receiptRow', 'receiptRow'],
	['taxRate', 'taxRate'],
	['receipt', 'receipt'],
	// An expression may give anything, and older workflows have nothing.
	['page', 'receipt'],
	[undefined, 'receipt'],
])('one item per %p: %s', (rowsPer, expected) => {
	const input = read({});
	expect(readRowsPer({ ...input, options: { ...input.options, rowsPer } })).toBe(expected);
});
