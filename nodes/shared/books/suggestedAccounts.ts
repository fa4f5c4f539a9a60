/** A table of accounts to begin with: what an account sells and how it is paid, with a chart's numbers. Pure functions. */
import { z } from 'zod';
import { CHARTS } from './charts';
import type { AccountChart, ChartName } from './charts';
import { PAID_USES, rowKey, SOLD_USES } from './accounts';
import type { AccountUse } from './accounts';
import type { Means } from './receipt';
import { compareRates } from './order';
import type { Percent } from '../values/units';

/** What the cash register system knows of a shop, as far as accounts may differ by it. */
export interface ShopWords {
	rates: Percent[];
	/** Groups or categories; with a row for each rate that something in them is sold at, if it is known. */
	groups: WordAtRate[];
	departments: WordAtRate[];
	/** Payment methods, and what each counts as. */
	methods: Array<{ method: string; name: string; means: Means }>;
}

/** A group or department, and a rate that it is sold at; none where nothing says so. */
export interface WordAtRate {
	name: string;
	rate?: Percent;
}

/** A row of the suggested table: the columns of the table of accounts, and two for people. */
export const suggestedAccountSchema = z
	.object({
		use: z.string(),
		/** What `use` is called in the panel. */
		name: z.string(),
		/** Per cent; '' where it makes no difference. */
		rate: z.string(),
		/** '' where the chart has none that is sure: the row then says nothing. */
		account: z.string(),
		taxCode: z.string(),
		costCenter: z.string(),
		costCenter2: z.string(),
		article: z.string(),
		group: z.string(),
		department: z.string(),
		place: z.string(),
		paymentMethod: z.string(),
		/** What to look at. */
		remark: z.string(),
	})
	.strict();

/** A row as it comes out. */
export type SuggestedAccount = z.infer<typeof suggestedAccountSchema>;

const EMPTY = {
	rate: '',
	account: '',
	taxCode: '',
	costCenter: '',
	costCenter2: '',
	article: '',
	group: '',
	department: '',
	place: '',
	paymentMethod: '',
	remark: '',
};

const ASK = 'Ask your accountant for the account';
const NO_REVENUE = 'Is no revenue: map what it is under "Map What Is Sold"';

/** What is to be said of uses for which charts have no number that is sure. */
const REMARKS: Partial<Record<AccountUse, string>> = {
	voucherSale: `${ASK}: a liability until vouchers are redeemed. Say what is a voucher under "Map What Is Sold"`,
	voucher: `${ASK}: the same as of vouchers sold`,
	mealVoucher: `${ASK}: what the issuer owes`,
	tip: `${ASK}. ${NO_REVENUE}`,
	deposit: `${ASK}. ${NO_REVENUE}`,
	tillDifference: `${ASK}. ${NO_REVENUE}`,
	otherIncome: ASK,
	otherMeans: ASK,
	credit: `${ASK}: what customers owe`,
	rounding: ASK,
	difference: `${ASK}: what payments and receipts do not agree on`,
	unclear: `${ASK}: what must be clarified`,
	unknownRate: `${ASK}: what was sold at a VAT rate that is not known`,
	vat: 'Leave it empty for BMD and DATEV: only journals part the VAT from the net',
	clearing: `${ASK}: between sales and payments; it ends at 0.00`,
};

/** What follows sales, in the order of the table. */
const OTHER_USES: AccountUse[] = [
	...SOLD_USES.filter((use) => use !== 'sale'),
	...PAID_USES,
	'clearing',
	'difference',
	'rounding',
	'unknownRate',
	'unclear',
	'vat',
];

/**
 * Rows for all that occurs in most shops, then one for each payment method, department and group; none twice.
 * A row that only repeats the account of all others says nothing until it is changed.
 * @param nameOf what the panel calls a use
 */
export function suggestAccounts(
	{ rates, groups, departments, methods }: ShopWords,
	chartName: ChartName,
	nameOf: (use: AccountUse) => string,
): SuggestedAccount[] {
	const chart: AccountChart = CHARTS[chartName];
	const row = (use: AccountUse, more: Partial<SuggestedAccount>): SuggestedAccount => ({
		use,
		name: nameOf(use),
		...EMPTY,
		...more,
	});
	const sale = (rate: Percent, more: Partial<SuggestedAccount> = {}) => {
		const account = chart.sales[rate] ?? '';
		const known = chart.remarks.sale ?? '';
		const remark = account === '' ? remarkOnRate(rate, chart) : known;
		return row('sale', { rate, account, remark, ...more });
	};
	const other = (use: AccountUse, more: Partial<SuggestedAccount> = {}) => {
		const account = chart.others[use] ?? '';
		const remark = account === '' ? (REMARKS[use] ?? ASK) : (chart.remarks[use] ?? '');
		return row(use, { account, remark, ...more });
	};
	const word = (column: 'group' | 'department', { name, rate }: WordAtRate) =>
		rate === undefined
			? row('sale', { [column]: name, remark: 'Fill in an account if it has one of its own' })
			: sale(rate, { [column]: name });
	const allRates = [...new Set([...chart.rates, ...[...rates].sort(compareRates)])];
	const rows = [
		...allRates.map((rate) => sale(rate)),
		...OTHER_USES.map((use) => other(use)),
		...methods.map(({ method, means }) =>
			other(means === 'other' ? 'otherMeans' : means, { paymentMethod: method }),
		),
		...departments.map((one) => word('department', one)),
		...groups.map((one) => word('group', one)),
	];
	const keyOf = ({ use, ...only }: SuggestedAccount) => rowKey({ use: use as AccountUse, ...only });
	return [...new Map(rows.map((one) => [keyOf(one), one])).values()];
}

function remarkOnRate(rate: Percent, { name, rates }: AccountChart): string {
	if (rate === '0') return `${ASK}: why there is no VAT decides`;
	return rates.includes(rate) ? ASK : `${ASK}: ${rate}% is no usual rate of ${name}`;
}
