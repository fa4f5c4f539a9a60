/** The table of accounts in the panel: how it begins, what is read of it, and what is refused. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../../nodes/CassaNova/api';
import { kassandro } from '../../../../../nodes/Kassandro/api';
import { readAccounts } from '../../../../../nodes/shared/books/panel/accounts';
import { getBookings, read, refusal } from './read';

describe('the table of accounts', () => {
	it('is read', () => {
		const entry = [
			{ use: 'clearing', account: 2790 },
			{ use: 'sale', rate: '', account: '4000', taxCode: '' },
			{ use: 'sale', rate: '4,9', account: '4005', taxCode: '3', costCenter: 100 },
		];
		const accounts = readAccounts(read({ accounts: { entry } }));
		expect(accounts.of('clearing')).toBe('2790');
		expect(accounts.ofLine('sale', '4.9')).toEqual({
			account: '4005',
			taxCode: '3',
			costCenter: '100',
			costCenter2: '',
		});
		expect(accounts.ofLine('sale', '20')).toMatchObject({ account: '4000', taxCode: '' });
	});

	it.each([cassaNova, kassandro])('$name: begins with rows that say nothing yet', (api) => {
		const { fields = [] } = getBookings(api);
		const accounts = fields.find(({ property }) => property.name === 'accounts')?.property.default;
		const { entry } = accounts as { entry: IDataObject[] };
		expect(entry.map(({ use, rate = '' }) => `${String(use)} ${String(rate)}`.trim())).toEqual([
			...(api === cassaNova ? ['sale 22', 'sale 10', 'sale 4'] : ['sale 20', 'sale 10', 'sale 13']),
			'cash',
			'card',
			'clearing',
		]);
		const untouched = readAccounts(read({ accounts } as IDataObject, api));
		expect(untouched).toEqual(readAccounts(read({ accounts: {} }, api)));
		const [first, ...others] = entry;
		const filled = { entry: [{ ...first, account: '4000' }, ...others] };
		const rate = String(first?.rate);
		expect(readAccounts(read({ accounts: filled }, api)).ofLine('sale', rate).account).toBe('4000');
	});

	it('may be empty', () => {
		expect(readAccounts(read({ accounts: {} })).of('cash')).toBe('Cash');
	});

	it.each<[IDataObject, string]>([
		[
			{ use: 'sale', account: '', taxCode: '3' },
			'"Accounts" is wrong in entry 1: has a tax code, but no account',
		],
		[
			{ use: 'sale', account: '', costCenter2: '200' },
			'"Accounts" is wrong in entry 1: has a cost center, but no account',
		],
		[
			{ use: 'sale', rate: 'twenty', account: '4000' },
			'"Accounts" is wrong in entry 1, "VAT Rate in % (Optional)": must be a number; it is "twenty"',
		],
		[
			{ use: 'sale', rate: '0,2', account: '4000' },
			'"Accounts" is wrong in entry 1, "VAT Rate in % (Optional)": must be in percent, for example 22 and not 0.22',
		],
		[
			{ use: 'sale', rate: '120', account: '4000' },
			'"Accounts" is wrong in entry 1, "VAT Rate in % (Optional)": must be at most 100',
		],
		[{ use: 'gift', account: '4000' }, '"Accounts" is wrong in entry 1, "For": must be one of'],
	])('refuses %p', (row, words) => {
		expect(refusal(() => read({ accounts: { entry: [row] } }))).toContain(words);
	});

	it.each<[string, IDataObject[], string]>([
		[
			'two rows for one rate',
			[
				{ use: 'sale', rate: '10', account: '4000' },
				{ use: 'sale', rate: '10,0', account: '4001' },
			],
			'"Accounts" is wrong in entry 2, "For": has a row above already',
		],
		[
			'two rows for one means of payment',
			[
				{ use: 'cash', account: '1000' },
				{ use: 'card', account: '1360' },
				{ use: 'cash', rate: '10', account: '1001' },
			],
			'"Accounts" is wrong in entry 3, "For": has a row above already',
		],
		[
			'cash on the clearing account',
			[
				{ use: 'cash', account: '1360' },
				{ use: 'clearing', account: '1360' },
			],
			'"Accounts" is wrong in entry 1, "Account (Optional)": is the account for "Clearing", too',
		],
	])('refuses %s', (_, entry, words) => {
		expect(refusal(() => read({ accounts: { entry } }))).toContain(words);
	});

	it('takes rows for all rates and for one, one account for several, and rows that say nothing', () => {
		const entry = [
			{ use: 'sale', rate: '', account: '4000' },
			{ use: 'sale', rate: '10', account: '4000' },
			{ use: 'sale', rate: '10', account: '' },
			{ use: 'tip', rate: '10', account: '4000' },
			{ use: 'clearing', account: '' },
			{ use: 'cash', account: '1000' },
		];
		expect(() => read({ accounts: { entry } })).not.toThrow();
	});
});
