/** Which account a booking goes to: the user's, and plain words where the user named none. */
import { Accounts, rowKey } from '../../../../nodes/shared/books/accounts';
import type { AccountRow } from '../../../../nodes/shared/books/accounts';
import { LINE_TYPES, MEANS } from '../../../../nodes/shared/books/receipt';

const plain = new Accounts([]);
const NONE = { taxCode: '', costCenter: '', costCenter2: '' };

it('names what is sold in plain words, and sales by their rate', () => {
	const words = LINE_TYPES.map((type) => [type, plain.ofLine(type, '10').account]);
	expect(Object.fromEntries(words)).toEqual({
		sale: 'Sales 10%',
		voucherSale: 'Vouchers',
		tip: 'Tips',
		deposit: 'Deposits',
		rounding: 'Rounding',
		other: 'Other income',
		unclear: 'To be clarified',
	});
	for (const type of LINE_TYPES) expect(plain.ofLine(type, '10')).toMatchObject(NONE);
	expect(plain.ofLine('unclear', null)).toEqual({ account: 'To be clarified', ...NONE });
});

it('names what is paid in plain words', () => {
	const words = MEANS.map((means) => [means, plain.ofMeans(means)]);
	expect(Object.fromEntries(words)).toEqual({
		cash: 'Cash',
		card: 'Card',
		voucher: 'Vouchers',
		mealVoucher: 'Meal vouchers',
		credit: 'Receivables',
		transfer: 'Bank',
		online: 'Online payments',
		other: 'Other payments',
	});
	expect([plain.of('clearing'), plain.of('difference')]).toEqual(['Clearing', 'Difference']);
});

it.each(['sale', 'voucherSale', 'tip', 'deposit', 'otherIncome'] as const)(
	'takes an account and a tax code for each rate of %s',
	(use) => {
		const rows: AccountRow[] = [
			{ use, rate: '20', account: '4020', taxCode: '1' },
			{ use, rate: '', account: '4000', taxCode: '2' },
		];
		const accounts = new Accounts(rows);
		const type = use === 'otherIncome' ? 'other' : (use as 'sale');
		expect(accounts.ofLine(type, '20')).toEqual({ ...NONE, account: '4020', taxCode: '1' });
		expect(accounts.ofLine(type, '10')).toEqual({ ...NONE, account: '4000', taxCode: '2' });
		expect(accounts.all()).toEqual(['4020', '4000']);
	},
);

it('takes cost centers, where a row names them', () => {
	const rows: AccountRow[] = [
		{ use: 'sale', rate: '', account: '4000', taxCode: '', costCenter: 'K1', costCenter2: 'K2' },
		{ use: 'tip', rate: '', account: '4100', taxCode: '', costCenter: 'K1' },
	];
	const accounts = new Accounts(rows);
	expect(accounts.ofLine('sale', '20')).toMatchObject({ costCenter: 'K1', costCenter2: 'K2' });
	expect(accounts.ofLine('tip', '20')).toMatchObject({ costCenter: 'K1', costCenter2: '' });
});

it('takes neither for what has no rate, though a row names them', () => {
	const accounts = new Accounts([{ use: 'rounding', rate: '20', account: '4840', taxCode: '1' }]);
	expect(accounts.ofLine('rounding', '0')).toEqual({ ...NONE, account: '4840', taxCode: '' });
});

it.each<[string, Parameters<typeof rowKey>[0], Parameters<typeof rowKey>[0], boolean]>([
	[
		'a rate, however it is written',
		{ use: 'sale', rate: '10' },
		{ use: 'sale', rate: '10,0' },
		true,
	],
	['another rate', { use: 'sale', rate: '10' }, { use: 'sale', rate: '20' }, false],
	['all rates', { use: 'sale', rate: '' }, { use: 'sale' }, true],
	['a rate, and all of them', { use: 'sale', rate: '10' }, { use: 'sale' }, false],
	['what has no rate', { use: 'cash', rate: '10' }, { use: 'cash', rate: '20' }, true],
	['another use', { use: 'cash' }, { use: 'card' }, false],
])('two rows are for the same: %s', (_name, one, other, isSame) => {
	expect(rowKey(one) === rowKey(other)).toBe(isSame);
});

it('knows an account for VAT only where the user named one, by rate or for all', () => {
	expect(plain.ofVat('20')).toBeUndefined();
	const accounts = new Accounts([
		{ use: 'vat', rate: '', account: '3500', taxCode: '' },
		{ use: 'vat', rate: '10.0', account: '3510', taxCode: '2' },
	]);
	expect(accounts.ofVat('20')).toEqual({ ...NONE, account: '3500' });
	expect(accounts.ofVat('10')).toEqual({ ...NONE, account: '3510', taxCode: '2' });
	expect(new Accounts([{ use: 'vat', rate: '10', account: '3510', taxCode: '' }]).ofVat('20')).toBe(
		undefined,
	);
});
