/** The table of accounts in the panel: how it begins, what is read of it, and what is refused. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../../nodes/CassaNova/api';
import { kassandro } from '../../../../../nodes/Kassandro/api';
import { mapping as ofCassaNova } from '../../../../../nodes/CassaNova/books/toReceipts';
import { mapping as ofKassandro } from '../../../../../nodes/Kassandro/books/toReceipts';
import { accountsInItems, readAccounts } from '../../../../../nodes/shared/books/panel/accounts';
import { NO_WORDS } from '../../../../../nodes/shared/books/draft';
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
		[
			'cash on the clearing account, with blanks around it',
			[
				{ use: 'clearing', account: '1360' },
				{ use: 'cash', account: ' 1360 ' },
			],
			'"Accounts" is wrong in entry 2, "Account (Optional)": is the account for "Clearing", too',
		],
		[
			'cash on what clearing is called without a row',
			[{ use: 'cash', account: 'Clearing' }],
			'"Accounts" is wrong in entry 1, "Account (Optional)": is the account for "Clearing", too',
		],
		[
			'cash on what clearing is called where only one register has a row',
			[
				{ use: 'cash', account: 'Clearing' },
				{ use: 'clearing', account: '1360', only: { place: '11' } },
			],
			'"Accounts" is wrong in entry 1, "Account (Optional)": is the account for "Clearing", too',
		],
		[
			'clearing on what cash is called without a row',
			[
				{ use: 'clearing', account: 'Cash' },
				{ use: 'cash', account: '2700', only: { place: '11' } },
			],
			'"Accounts" is wrong in entry 1, "Account (Optional)": is what "Paid in Cash" is called without a row of its own',
		],
		[
			'clearing on what sales are called without a row',
			[{ use: 'clearing', account: 'Sales 10%' }],
			'"Accounts" is wrong in entry 1, "Account (Optional)": is what "Sales" is called without a row of its own',
		],
		['an account of blanks', [{ use: 'cash', account: '  ' }], '"Account (Optional)": is empty'],
	])('refuses %s', (_, entry, words) => {
		expect(refusal(() => read({ accounts: { entry } }))).toContain(words);
	});

	it('leaves out blanks around numbers, which would be another account', () => {
		const row = {
			use: 'sale',
			account: ' 4000 ',
			taxCode: '1 ',
			costCenter: ' 7',
			costCenter2: ' 8 ',
		};
		expect(readAccounts(read({ accounts: { entry: [row] } })).ofLine('sale', '20')).toEqual({
			account: '4000',
			taxCode: '1',
			costCenter: '7',
			costCenter2: '8',
		});
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
		const words = [
			{ use: 'clearing', account: 'Cash' },
			{ use: 'cash', account: '1000' },
			{ use: 'card', account: 'Clearing' },
		];
		expect(() => read({ accounts: { entry: words } })).not.toThrow();
	});
});

describe('a row that is about some of what is sold or paid', () => {
	const rowOf = (use: string, only: IDataObject) => ({ use, account: '4010', only });

	it('is read', () => {
		const entry = [
			rowOf('sale', { group: 7, place: 'Schank' }),
			rowOf('otherMeans', { paymentMethod: 'CUSTOM_PAYMENT', customPayment: 'Satispay' }),
			{ use: 'sale', account: '4000', only: {} },
		];
		const accounts = readAccounts(read({ accounts: { entry } }, cassaNova));
		const line = {
			...NO_WORDS,
			type: 'sale' as const,
			taxRate: '22',
			description: '',
			categoryId: '7',
		};
		const at = (name: string) => accounts.partOfLine(line, { id: '1', name }).to.account;
		expect([at('Schank'), at('Garten')]).toEqual(['4010', '4000']);
		const paid = accounts.partOfPayment({ means: 'card', vendorMeans: 'satispay' });
		expect(paid.to.account).toBe('4010');
	});

	it.each<[string, IDataObject, string]>([
		[
			'an article of what is paid',
			rowOf('cash', { article: '7' }),
			'"Product Name or ID": says nothing in a row for "Paid in Cash"',
		],
		[
			'a method of what is sold',
			rowOf('tip', { paymentMethod: 'CASH' }),
			'"Payment Method": says nothing in a row for "Tips"',
		],
		[
			'an article and its group',
			rowOf('sale', { article: '7', group: '8' }),
			'"Category Name or ID": stands beside a narrower one',
		],
		[
			'a field that was added and left empty',
			rowOf('sale', { article: '' }),
			'"Product Name or ID": came out empty',
		],
		[
			'a custom payment without its text',
			rowOf('card', { paymentMethod: 'CUSTOM_PAYMENT' }),
			'"Payment Method": says nothing: enter the text',
		],
	])('may not name %s', (_, row, words) => {
		const refused = refusal(() => read({ accounts: { entry: [row] } }, cassaNova));
		expect(refused).toContain(`"Accounts" is wrong in entry 1, ${words}`);
	});

	it('may be for a thing for which another row is, too, and not twice for the same', () => {
		const rows = (...only: IDataObject[]) => ({ entry: only.map((each) => rowOf('sale', each)) });
		const wider = rows(
			{ article: 'Bier' },
			{ group: 'Bier' },
			{ article: 'Bier', place: '11' },
			{},
		);
		expect(() => read({ accounts: wider })).not.toThrow();
		const twice = rows({ article: 'Bier' }, { article: ' bier' });
		expect(refusal(() => read({ accounts: twice }))).toContain('has a row above already');
	});

	it('may not be an account for clearing of any register', () => {
		const entry = [
			{ use: 'clearing', account: '1360' },
			{ use: 'clearing', account: '1361', only: { place: '11' } },
			rowOf('sale', {}),
			{ use: 'cash', account: '1361' },
		];
		expect(refusal(() => read({ accounts: { entry } }))).toContain(
			'entry 4, "Account (Optional)": is the account for "Clearing"',
		);
	});
});

describe('a table from elsewhere', () => {
	const json = (accountsJson: unknown, api = kassandro) =>
		readAccounts(read({ accountsSource: 'json', accountsJson } as IDataObject, api));
	const ROWS = [
		{ use: 'sale', rate: 20, account: 4020, taxCode: 1, group: '', remark: 'for people' },
		{ use: 'sale', rate: '', account: '4000', group: 'Speisen' },
		{ use: 'cash', account: '2700', rate: null },
		{ use: 'tip', account: '' },
	];

	it.each<[string, unknown]>([
		['rows', ROWS],
		['text', JSON.stringify(ROWS)],
		['rows under a name', { accounts: ROWS }],
		['items', ROWS.map((row) => ({ json: row }))],
		[
			'titles of columns',
			ROWS.map((row) => ({
				For: { sale: 'Sales', cash: 'Paid in Cash', tip: 'tips' }[row.use],
				'VAT Rate in %': row.rate === 20 ? '20 %' : row.rate,
				'Account (Optional)': row.account,
				tax_code: row.taxCode,
				Category: row.group,
			})),
		],
	])('may be %s', (_, given) => {
		const accounts = json(given);
		const line = { ...NO_WORDS, type: 'sale' as const, taxRate: '20', description: '' };
		expect(accounts.partOfLine(line).to).toMatchObject({ account: '4020', taxCode: '1' });
		expect(accounts.partOfLine({ ...line, category: 'speisen' }).to.account).toBe('4000');
		expect([accounts.of('cash'), accounts.of('tip')]).toEqual(['2700', 'Tips']);
	});

	it('names payment methods as the panel does, too', () => {
		const accounts = json(
			[{ use: 'card', account: '1361', paymentMethod: 'Credit Card' }],
			cassaNova,
		);
		const paid = (vendorMeans: string) => accounts.partOfPayment({ means: 'card', vendorMeans }).to;
		expect([paid('CREDITCARD').account, paid('CASHCARD').account]).toEqual(['1361', 'Card']);
		// Its own word is another one's name but for a sign.
		const ofInvoice = json(
			[{ use: 'card', account: '1361', paymentMethod: 'CREDIT_CARD' }],
			cassaNova,
		);
		const { to } = ofInvoice.partOfPayment({ means: 'card', vendorMeans: 'CREDIT_CARD' });
		expect(to.account).toBe('1361');
	});

	it.each<[string, unknown, string]>([
		['no rows', '{"use"', 'must be a JSON array of rows, for example'],
		['rows that are none', [1], 'must be a JSON array of rows'],
		['an empty list', '[]', 'has no rows: to do without account numbers, choose'],
		['an empty list under a name', { accounts: [] }, 'has no rows'],
		[
			'two columns that are the same one',
			[ROWS[2], { For: 'Sales', Account: 'Sales 20%', 'account number': '4000' }],
			'is wrong in row 2: the columns "Account" and "account number" both say what is "Account": rename one',
		],
		[
			'a register and its shop',
			[
				ROWS[2],
				{ For: 'Sales', Account: '4000', Register: '', Shop: 'Centro' },
				{ For: 'Tips', Account: '4001', Register: 'Bar', Shop: 'Centro' },
			],
			'is wrong in row 3: the columns "Register" and "Shop" both say what is "Register or Shop": rename one',
		],
		[
			'no column for accounts',
			[{ For: 'Sales', Konto: '4000' }],
			'has no column "Account" in any of its 1 rows: its columns are "For", "Konto". Name them as the panel does: For, VAT Rate in %, Account,',
		],
		[
			'a row that says not what it is for',
			[ROWS[2], { account: '4000' }],
			'is wrong in row 2, "For": is missing: say what is booked to the account',
		],
		[
			'an unknown use',
			[{ use: 'Verkauf', account: '4000' }],
			'is wrong in row 1, "For": must be one of Cash In, Cash Out,',
		],
		[
			'a rate that is none',
			[{ use: 'sale', rate: '0,2', account: '4000' }],
			'is wrong in row 1, "VAT Rate in %": must be in percent, for example 22 and not 0.22; it is "0,2"',
		],
		[
			'an article of what is paid',
			[{ use: 'cash', article: 'Bier', account: '2700' }],
			'is wrong in row 1, "Article": says nothing in a row for "Paid in Cash": remove it; it is "Bier"',
		],
		[
			'two rows for the same',
			[ROWS[2], { use: 'tip', account: '' }, ROWS[2]],
			'is wrong in row 3, "For": has a row above already',
		],
		[
			'a tax code alone',
			[ROWS[2], { use: 'sale', taxCode: '3' }],
			'is wrong in row 2: has a tax code, but no account',
		],
		[
			'a wrong row that the sheet counts',
			[{ row_number: 7, use: 'gift', account: '1' }],
			'is wrong in row 7, "For"',
		],
	])('is refused with %s', (_, given, words) => {
		expect(refusal(() => json(given))).toContain(`"Accounts (JSON)" ${words}`);
	});

	it('is not there at all: it is asked for', () => {
		expect(refusal(() => json(''))).toBe('"Accounts (JSON)" is empty');
	});

	it('may be all items of the input, a row each', () => {
		const accounts = accountsInItems(ROWS, ofKassandro);
		expect([accounts.of('cash'), accounts.all()]).toEqual(['2700', ['4020', '4000', '2700']]);
		expect(refusal(() => accountsInItems([{ name: 'Anna' }], ofCassaNova))).toContain(
			'"Accounts From: All Input Items" has no column "Account" in any of its 1 rows: its columns are "name".',
		);
	});
});
