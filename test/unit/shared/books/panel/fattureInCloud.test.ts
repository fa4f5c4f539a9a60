/** What takings for Fatture in Cloud take from the panel, before anything is read for them. */
import { cassaNova } from '../../../../../nodes/CassaNova/api';
import { readReceiptType } from '../../../../../nodes/shared/books/panel/fattureInCloud';
import { read, refusal } from './read';

const fic = { fileFormat: 'fattureInCloud' };

it.each([
	['till_receipt', 'till_receipt'],
	[undefined, 'sales_receipt'],
])('the type %p is %s', (fattureInCloudType, expected) => {
	const options = fattureInCloudType === undefined ? {} : { fattureInCloudType };
	expect(readReceiptType(read({ ...fic, options }, cassaNova))).toBe(expected);
});

it('a tax code that is no ID of a VAT rate is refused; other outputs take it', () => {
	const accounts = { entry: [{ use: 'sale', rate: '22', account: 'Bar', taxCode: '22%' }] };
	expect(refusal(() => read({ ...fic, accounts }, cassaNova))).toContain(
		'"Accounts" has the tax code "22%", and Fatture in Cloud takes the ID of one of its VAT rates, which is a number',
	);
	expect(() => read({ accounts }, cassaNova)).not.toThrow();
});

it('takings are of a business day, whatever bookings stand for', () => {
	const month = { groupBy: 'month' };
	expect(read({ ...fic, ...month }, cassaNova).options.groupBy).toBeUndefined();
	expect(read({ ...month, fileFormat: 'vatTotals' }, cassaNova).options.groupBy).toBe('month');
});
