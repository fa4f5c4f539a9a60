/** The table of accounts in the panel, and what the user wrote into it. */
import type { INodePropertyOptions } from 'n8n-workflow';
import type { z } from 'zod';
import { InputError } from '../../table/inputError';
import { entries } from '../../table/nested';
import { entry, filledText, oneOf, rate, text } from '../../table/schemas';
import type { RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import { show } from '../../values/shown';
import type { Percent } from '../../values/units';
import { Accounts, RATED_USES, rowKey } from '../accounts';
import type { AccountRow, AccountUse } from '../accounts';
import { isAccountNumber, wordsFor } from '../files/accounts';
import type { AccountDigits } from '../files/accounts';
import { rowsIn, tableField, valuesOf } from './tables';

const USES: Array<INodePropertyOptions & { value: AccountUse }> = [
	{ name: 'Clearing', value: 'clearing', description: 'Between sales and payments; ends at 0.00' },
	{ name: 'Deposits', value: 'deposit' },
	{
		name: 'Difference',
		value: 'difference',
		description: 'What payments and receipts do not agree on',
	},
	{ name: 'Other Income', value: 'otherIncome', description: 'What you mapped as "Other"' },
	{ name: 'Paid by Bank Transfer', value: 'transfer' },
	{ name: 'Paid by Card', value: 'card' },
	{ name: 'Paid by Meal Voucher', value: 'mealVoucher' },
	{ name: 'Paid by Other Means', value: 'otherMeans' },
	{ name: 'Paid by Voucher', value: 'voucher' },
	{ name: 'Paid in Cash', value: 'cash' },
	{ name: 'Paid Later (On Account)', value: 'credit' },
	{ name: 'Paid Online', value: 'online' },
	{
		name: 'Receipts That Could Not Be Read',
		value: 'unclear',
		description: 'What they state, until it is clarified',
	},
	{
		name: 'Rounding',
		value: 'rounding',
		description: 'What cash payments were rounded by, without VAT (CassaNova)',
	},
	{ name: 'Sales', value: 'sale' },
	{
		name: 'Sold at a VAT Rate That Is Not Known',
		value: 'unknownRate',
		description: 'What your accountant has to look at',
	},
	{ name: 'Tips', value: 'tip' },
	{
		name: 'VAT',
		value: 'vat',
		description:
			'For journals only: what is sold stands there with its net, and its VAT on this account',
	},
	{ name: 'Vouchers Sold', value: 'voucherSale' },
];

/** A rate in percent, as it is written; 0.2 would be no account of what is sold at 20 %. */
const rateText = text.superRefine((written, issues) => {
	const isPlain = /^\d+([.,]\d+)?$/.test(written.trim());
	const checked = isPlain ? rate.safeParse(written.trim().replace(',', '.')) : undefined;
	if (checked?.success) return;
	const message = checked?.error.issues[0]?.message ?? 'must be a number';
	issues.addIssue({ code: 'custom', message });
});

/**
 * The table of accounts, which begins with a row for what most shops have: only numbers are missing.
 * @param rates the country's usual VAT rates, the most usual one first
 */
export function accountsField(rates: readonly string[]): Field {
	const [usual = ''] = rates;
	const table = entries({
		displayName: 'Accounts',
		name: 'accounts',
		entry: 'Account',
		description:
			'Your account numbers. What has no account here gets a word instead, such as "Cash"; BMD and DATEV need a number for everything that occurs.',
		fields: [
			{
				displayName: 'For',
				name: 'use',
				type: 'options',
				options: USES,
				default: 'sale',
				description: 'What is booked to this account',
			},
			{
				displayName: 'VAT Rate in % (Optional)',
				name: 'rate',
				type: 'string',
				default: '',
				placeholder: `e.g. ${usual}`,
				displayOptions: { show: { use: [...RATED_USES] } },
				description: 'In percent; leave it empty for all known rates that have no row of their own',
			},
			{
				displayName: 'Account (Optional)',
				name: 'account',
				type: 'string',
				default: '',
				placeholder: 'e.g. 4000',
				description: 'Number or name of the account. A row without one says nothing.',
			},
			{
				displayName: 'Tax Code (Optional)',
				name: 'taxCode',
				type: 'string',
				default: '',
				placeholder: 'e.g. 1',
				displayOptions: { show: { use: [...RATED_USES] } },
				description:
					'What your accounting program calls this tax: Steuercode in BMD, BU-Schlüssel in DATEV; leave it empty if the account knows its tax',
			},
			{
				displayName: 'Cost Center (Optional)',
				name: 'costCenter',
				type: 'string',
				default: '',
				placeholder: 'e.g. 100',
				displayOptions: { show: { use: [...RATED_USES] } },
				description: 'What was sold counts for it: kost in BMD, KOST1 in DATEV',
			},
			{
				displayName: 'Cost Center 2 (Optional)',
				name: 'costCenter2',
				type: 'string',
				default: '',
				placeholder: 'e.g. 200',
				displayOptions: { show: { use: [...RATED_USES] } },
				description: 'KOST2 in DATEV; BMD has no second one',
			},
		],
	});
	const sales = rates.map((rate) => ({ use: 'sale', rate, account: '', taxCode: '' }));
	const others = ['cash', 'card', 'clearing'].map((use) => ({ use, account: '' }));
	return tableField(
		{ ...table, default: { entry: [...sales, ...others] } },
		entry({
			use: oneOf(valuesOf(USES)),
			rate: rateText.optional(),
			account: filledText.optional(),
			taxCode: text.optional(),
			costCenter: text.optional(),
			costCenter2: text.optional(),
		})
			.refine(
				({ account, taxCode }) => account !== undefined || taxCode === undefined,
				'has a tax code, but no account',
			)
			.refine(
				({ account, costCenter, costCenter2 }) =>
					account !== undefined || (costCenter === undefined && costCenter2 === undefined),
				'has a cost center, but no account',
			),
		// Without a rate, a row is one for all rates; without an account, it says nothing.
		['rate', 'account', 'taxCode', 'costCenter', 'costCenter2'],
		checkRows,
	);
}

/** What the user wrote into a row; the use is one of the list. */
interface WrittenRow {
	use: AccountUse;
	/** As it was written; checked to be one. */
	rate?: Percent;
	account?: string;
}

/** Two accounts for one thing, or one account whose two sides would hide what is open. */
function checkRows(written: unknown[], issues: z.RefinementCtx): void {
	const rows = written as WrittenRow[];
	const seen = new Set<string>();
	const clearing = rows.find(({ use, account }) => use === 'clearing' && account !== undefined);
	for (const [index, row] of rows.entries()) {
		if (row.account === undefined) continue;
		const add = (field: string, message: string) =>
			issues.addIssue({ code: 'custom', path: [index, field], message });
		const key = rowKey(row);
		if (seen.has(key)) add('use', 'has a row above already: what is booked has one account');
		seen.add(key);
		if (row.use !== 'clearing' && row.account === clearing?.account)
			add('account', 'is the account for "Clearing", too, which ends at 0.00 only by itself');
	}
}

/** The accounts that the user named. */
export function readAccounts(input: RequestInput): Accounts {
	const rows = rowsIn<Partial<AccountRow> & Pick<AccountRow, 'use'>>(input, 'accounts');
	return new Accounts(
		rows.flatMap(({ account, ...row }) =>
			account === undefined ? [] : [{ rate: '', taxCode: '', ...row, account }],
		),
	);
}

/**
 * Makes sure that a program takes the numbers in the table, before a whole period is read for it; a word
 * there may be for something that doesn't occur.
 * @param advice what to do about one that it doesn't take
 * @throws InputError for a number that has too few or too many digits, or zeros alone
 */
export function checkDigits(
	input: RequestInput,
	{ program, digits }: { program: string; digits: AccountDigits },
	advice: string,
): void {
	const isTaken = (account: string) => !/^\d+$/.test(account) || isAccountNumber(account, digits);
	const taken = `${program} takes ${wordsFor(digits)} digits, not all of them zero`;
	requireTaken({ all: readAccounts(input).all(), name: 'account', isTaken, taken, advice });
}

/** What a program must take of a table, and what it takes, in words. */
interface Required {
	all: readonly string[];
	/** What each is. */
	name: string;
	isTaken: (value: string) => boolean;
	taken: string;
	/** What to do about one that it doesn't take. */
	advice?: string;
}

/**
 * Makes sure that a program takes what the table of accounts holds, before a whole period is read for it.
 * @throws InputError for the first that it doesn't take
 */
export function requireTaken({
	all,
	name,
	isTaken,
	taken,
	advice = 'Correct it. Nothing was sent.',
}: Required): void {
	const wrong = all.find((value) => !isTaken(value));
	if (wrong === undefined) return;
	throw new InputError('Accounts', `has the ${name} ${show(wrong)}, and ${taken}`, advice);
}
