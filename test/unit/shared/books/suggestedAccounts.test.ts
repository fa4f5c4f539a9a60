/** A table of accounts to begin with: what it holds, and that it can be fed back as it is. */
import { mapping } from '../../../../nodes/Kassandro/books/toReceipts';
import { CHARTS } from '../../../../nodes/shared/books/charts';
import type { AccountChart, ChartName } from '../../../../nodes/shared/books/charts';
import { NO_WORDS } from '../../../../nodes/shared/books/draft';
import { isAccountNumber } from '../../../../nodes/shared/books/files/accounts';
import { accountsInItems } from '../../../../nodes/shared/books/panel/accounts';
import { USES } from '../../../../nodes/shared/books/panel/accountUses';
import {
	suggestAccounts,
	suggestedAccountSchema,
} from '../../../../nodes/shared/books/suggestedAccounts';
import type { ShopWords, SuggestedAccount } from '../../../../nodes/shared/books/suggestedAccounts';

const NAMES = Object.keys(CHARTS) as ChartName[];
const WORDS: ShopWords = {
	rates: ['20', '5.5'],
	groups: [{ name: 'Bier', rate: '20' }, { name: 'Bier', rate: '10' }, { name: 'Diverses' }],
	departments: [
		{ name: 'Bar', rate: '20' },
		{ name: 'BAR ', rate: '20' },
	],
	methods: [
		{ method: 'Bankomat', name: 'Bankomat', means: 'card' },
		{ method: 'Twint', name: 'Twint', means: 'other' },
	],
};
const suggest = (chart: ChartName, words = WORDS): SuggestedAccount[] =>
	suggestAccounts(words, chart, (use) => use.toUpperCase());

const shown = ({ use, rate, account, group, department, paymentMethod }: SuggestedAccount) =>
	[use, rate, account, group, department, paymentMethod].join(' ').replace(/ +/g, ' ').trim();

it('has the rates of the country and of the shop, then all uses, then what the shop calls its own', () => {
	const rows = suggest('ekr');
	expect(suggestedAccountSchema.array().parse(rows)).toEqual(rows);
	expect(rows.map(shown)).toEqual([
		'sale 20 4000',
		'sale 10',
		'sale 13',
		'sale 4.9',
		'sale 0',
		'sale 5.5',
		'voucherSale',
		'tip',
		'deposit',
		'otherIncome',
		'cashIn 2880',
		'cashOut 2880',
		'tillDifference',
		'cash 2700',
		'card 2880',
		'voucher',
		'mealVoucher',
		'credit 2000',
		'transfer 2880',
		'online 2880',
		'otherMeans',
		'clearing',
		'difference',
		'rounding',
		'unknownRate',
		'unclear',
		'vat',
		'card 2880 Bankomat',
		'otherMeans Twint',
		'sale 20 4000 BAR',
		'sale 20 4000 Bier',
		'sale 10 Bier',
		'sale Diverses',
	]);
	expect(new Set(rows.map(({ name }) => name))).toContain('TILLDIFFERENCE');
});

it('has a row for everything that the panel offers', () => {
	const uses = new Set(suggest('skr03').map(({ use }) => use));
	expect(USES.filter(({ value }) => !uses.has(value))).toEqual([]);
});

it.each(NAMES)('%s: what has no account says why', (name) => {
	const silent = suggest(name).filter(({ account, remark }) => account === '' && remark === '');
	expect(silent).toEqual([]);
});

it.each(NAMES)('%s: is a table as it is, in which only own words part nothing yet', (name) => {
	const accounts = accountsInItems(suggest(name), mapping);
	const chart: AccountChart = CHARTS[name];
	for (const [rate, account] of Object.entries(chart.sales)) {
		const line = { ...NO_WORDS, type: 'sale' as const, description: '', category: 'Bier' };
		expect(accounts.partOfLine({ ...line, taxRate: rate })).toMatchObject({
			to: { account },
			part: '',
		});
	}
	expect(accounts.of('cash')).toBe(chart.others.cash ?? 'Cash');
	const notTaken = accounts.all().filter((one) => !isAccountNumber(one, { from: 4, to: 4 }));
	expect(notTaken).toEqual([]);
});
