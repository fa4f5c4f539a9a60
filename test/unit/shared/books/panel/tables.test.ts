/** Small tables of the panel. */
import { rowsIn, valuesOf } from '../../../../../nodes/shared/books/panel/tables';
import { read } from './read';

it('the rows of a table are what was checked, and none where it was left out', () => {
	const input = read({ accounts: { entry: [{ use: 'cash', account: 2700 }] } });
	expect(rowsIn(input, 'accounts')).toEqual([{ use: 'cash', account: '2700' }]);
	expect(rowsIn(input, 'paymentMapping')).toEqual([]);
});

it('the values of a choice are in its order', () => {
	expect(
		valuesOf([
			{ name: 'A', value: 'b' },
			{ name: 'B', value: 'a' },
		]),
	).toEqual(['b', 'a']);
});
