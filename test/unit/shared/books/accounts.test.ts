/** Which account a booking goes to: the user's, and plain words where the user named none. */
import { Accounts, rowKey } from '../../../../nodes/shared/books/accounts';
import type { AccountRow, SoldWords } from '../../../../nodes/shared/books/accounts';
import { NO_WORDS } from '../../../../nodes/shared/books/draft';
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
		cashIn: 'Cash in',
		cashOut: 'Cash out',
		tillDifference: 'Till differences',
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
	[
		'an article, however it is written',
		{ use: 'sale', article: 'Bier ' },
		{ use: 'sale', article: 'bier' },
		true,
	],
	[
		'an article and a group of one name',
		{ use: 'sale', article: 'Bier' },
		{ use: 'sale', group: 'Bier' },
		false,
	],
	[
		'an article at two places',
		{ use: 'sale', article: 'Bier', place: '11' },
		{ use: 'sale', article: 'Bier' },
		false,
	],
	[
		'a method, whatever it counts as',
		{ use: 'card', paymentMethod: 'Visa' },
		{ use: 'online', paymentMethod: 'visa' },
		true,
	],
	['a method and its means', { use: 'card', paymentMethod: 'Visa' }, { use: 'card' }, false],
	['what is paid has no article', { use: 'card', article: 'Bier' }, { use: 'card' }, true],
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

describe('the narrowest row wins', () => {
	const row = (account: string, more: Partial<AccountRow>): AccountRow => ({
		use: 'sale',
		rate: '',
		taxCode: '',
		account,
		...more,
	});
	const beer = {
		...NO_WORDS,
		type: 'sale' as const,
		taxRate: '20',
		description: 'Bier',
		productId: 'a1',
		variantOf: 'a0',
		category: 'Getränke',
		categoryId: 'g1',
		department: 'Bar',
		departmentId: 'd1',
	};
	const place = { id: '11', name: 'Schank' };

	/** From the narrowest to the widest: each wins against all that stand behind it. */
	const ORDER: AccountRow[] = [
		row('article by ID, here, at its rate', { article: 'A1', place: '11', rate: '20' }),
		row('article by ID, here', { article: 'A1', place: '11' }),
		row('article by ID, here by name, at its rate', {
			article: 'a1',
			place: 'schank',
			rate: '20,0',
		}),
		row('article by ID, here by name', { article: 'a1', place: 'schank' }),
		row('article by ID, at its rate', { article: 'a1', rate: '20' }),
		row('article by ID', { article: 'a1' }),
		row('product of the variant, here', { article: 'a0', place: '11' }),
		row('product of the variant', { article: 'a0' }),
		row('article by name, here', { article: 'BIER', place: '11' }),
		row('article by name', { article: 'Bier' }),
		row('group by ID, here, at its rate', { group: 'g1', place: '11', rate: '20' }),
		row('group by ID', { group: 'g1' }),
		row('group by name', { group: 'getränke' }),
		row('department by ID', { department: 'd1' }),
		row('department by name', { department: 'bar' }),
		row('here, at its rate', { place: '11', rate: '20' }),
		row('here', { place: '11' }),
		row('here by name', { place: 'Schank' }),
		row('at its rate', { rate: '20' }),
		row('all sales', {}),
	];

	it.each(ORDER.map((first, index) => [first.account, index] as const))('%s', (account, index) => {
		const others = ORDER.slice(index);
		for (const rows of [others, [...others].reverse()]) {
			expect(new Accounts(rows).partOfLine(beer, place).to.account).toBe(account);
		}
	});

	it('is about nothing else', () => {
		const [narrow] = ORDER;
		const accounts = new Accounts([narrow ?? row('', {}), row('all sales', {})]);
		const other = (more: Partial<SoldWords> & { taxRate?: string; type?: 'tip' }) =>
			accounts.partOfLine({ ...beer, ...more }, place).to.account;
		expect(other({})).toBe(narrow?.account);
		expect(other({ productId: 'a2' })).toBe('all sales');
		expect(other({ taxRate: '10' })).toBe('all sales');
		expect(other({ type: 'tip' })).toBe('Tips');
		expect(accounts.partOfLine(beer, { id: '12', name: null }).to.account).toBe('all sales');
		expect(accounts.partOfLine(beer, null).to.account).toBe('all sales');
	});

	it('never takes what is sold at a rate that is not known', () => {
		const accounts = new Accounts(ORDER);
		const unknown = accounts.partOfLine({ ...beer, taxRate: null }, place);
		expect(unknown).toEqual({
			to: { account: 'Sales, rate unknown', ...NONE },
			part: '',
			name: '',
		});
	});

	it('says what it is about, and what its account is told apart by', () => {
		const rows = [
			row('4010', { group: 'g1', taxCode: '1', costCenter2: 'K' }),
			row('4020', { article: 'a2' }),
			row('4030', { department: 'd1' }),
			row('4000', { article: 'a3' }),
			row('4000', {}),
		];
		const partOf = (more: Partial<SoldWords>) => {
			const { part, name } = new Accounts(rows).partOfLine({ ...beer, ...more }, place);
			return [part, name];
		};
		expect(partOf({})).toEqual(['4010/1//K', 'Getränke']);
		expect(partOf({ category: null })).toEqual(['4010/1//K', 'g1']);
		expect(partOf({ productId: 'a2' })).toEqual(['4020', 'Bier']);
		expect(partOf({ productId: 'a2', description: '' })).toEqual(['4020', 'a2']);
		expect(partOf({ category: 'X', categoryId: null })).toEqual(['4030', 'Bar']);
		// The account of all others needs no booking of its own.
		expect(partOf({ productId: 'a3' })).toEqual(['', '']);
	});

	it('tells cash movements apart by what they are, without a tax code', () => {
		const accounts = new Accounts([
			row('1360', { use: 'cashOut' }),
			row('4980', { use: 'cashOut', article: 'Einkauf', taxCode: '9', costCenter: 'K1' }),
		]);
		const out = { ...beer, type: 'cashOut' as const, taxRate: '0' };
		expect(accounts.partOfLine(out).to).toEqual({ account: '1360', ...NONE });
		expect(accounts.partOfLine({ ...out, description: 'Einkauf' }).to).toEqual({
			...NONE,
			account: '4980',
			costCenter: 'K1',
		});
	});

	it('takes a payment method before its means, whatever means it counts as', () => {
		const rows: AccountRow[] = [
			row('1361', { use: 'card' }),
			row('1362', { use: 'card', paymentMethod: 'Visa' }),
			row('1363', { use: 'card', paymentMethod: 'Visa', place: 'Schank' }),
			row('1364', { use: 'otherMeans', paymentMethod: 'NO_METHOD' }),
		];
		const accounts = new Accounts(rows);
		const paid = (vendorMeans: string, means: 'card' | 'online' | 'other', at = place) => {
			const { to, part, name } = accounts.partOfPayment({ means, vendorMeans }, at);
			return [to.account, part, name];
		};
		const elsewhere = { id: '12', name: 'Garten' };
		expect(paid('visa', 'card')).toEqual(['1363', '1363', 'visa']);
		expect(paid('Visa', 'online', elsewhere)).toEqual(['1362', '1362', 'Visa']);
		expect(paid('Bankomat', 'card')).toEqual(['1361', '', '']);
		expect(paid('', 'other')).toEqual(['1364', '1364', 'Payment Without a Method']);
	});

	it('knows clearing accounts of each register, and the word only where no row is for all', () => {
		const ofOne = new Accounts([row('1360', { use: 'clearing', place: '11' })]);
		expect([ofOne.of('clearing', place), ofOne.of('clearing')]).toEqual(['1360', 'Clearing']);
		expect(['1360', 'Clearing', '1000'].map((each) => ofOne.isClearing(each))).toEqual([
			true,
			true,
			false,
		]);
		const ofAll = new Accounts([row('1360', { use: 'clearing' })]);
		expect(['1360', 'Clearing'].map((each) => ofAll.isClearing(each))).toEqual([true, false]);
	});
});
