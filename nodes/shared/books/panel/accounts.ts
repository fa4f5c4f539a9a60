/** The table of accounts in the panel, and what the user wrote into it. */
import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { option } from '../../table/fields';
import { InputError } from '../../table/inputError';
import { entries } from '../../table/nested';
import type { RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import { check } from '../../run/input';
import { show } from '../../values/shown';
import { Accounts, RATED_USES, SOLD_USES } from '../accounts';
import type { AccountRow } from '../accounts';
import { isAccountNumber, wordsFor } from '../files/accounts';
import type { AccountDigits } from '../files/accounts';
import { ACCOUNT_COLUMNS, accountColumnsSchema } from './accountColumns';
import { checkRows, rowSchema, toAccountRow } from './accountRows';
import type { WrittenRow } from './accountRows';
import { USES } from './accountUses';
import { FROM_LIST, methodProperties } from './mapping';
import type { MappingSpec } from './mapping';
import { rowsIn, tableField } from './tables';

/** Where the table of accounts comes from. */
export const ACCOUNTS_SOURCE = 'accountsSource';
/** One of its values: every item of the input is a row. */
export const FROM_ITEMS = 'items';

const TABLE = 'Accounts';
const ITEMS_ARE_ROWS = 'Accounts From: All Input Items';

const ALL_ITEMS: INodePropertyOptions = {
	name: 'All Input Items',
	value: FROM_ITEMS,
	description:
		'Each item that comes in is a row, as a Data Table or a Google Sheet gives them. All other fields here are taken from the first item.',
};

/** @param mayBeItems whether all items of the input may be the rows: elsewhere they are something else */
function sourceField(mayBeItems: boolean): Field {
	return option({
		displayName: 'Accounts From',
		name: ACCOUNTS_SOURCE,
		type: 'options',
		noDataExpression: true,
		options: [
			...(mayBeItems ? [ALL_ITEMS] : []),
			{
				name: 'JSON',
				value: 'json',
				description: 'A JSON array of rows, such as a field of an item',
			},
			{ name: 'This Panel', value: 'panel', description: 'The table below' },
		],
		default: 'panel',
		description:
			'Where the table of accounts is. "Suggest Accounts" gives one to begin with, in the same columns.',
	});
}

const EXAMPLE = '[{"use":"sale","rate":"20","account":"4000"},{"use":"cash","account":"2700"}]';

function jsonField(mapping: MappingSpec): Field {
	return option(
		{
			displayName: 'Accounts (JSON)',
			name: 'accountsJson',
			type: 'json',
			default: '',
			required: true,
			placeholder: `e.g. ${EXAMPLE}`,
			displayOptions: { show: { [ACCOUNTS_SOURCE]: ['json'] } },
			description: `A JSON array of objects with the fields ${ACCOUNT_COLUMNS.join(', ')}, or with the titles that they have in the panel. Other fields, and rows without an account, say nothing. For example ${EXAMPLE}.`,
		},
		{ schema: () => accountColumnsSchema(mapping) },
	);
}

/** What a row can be narrowed down to: each only where it is added. */
function onlyFor(mapping: MappingSpec): INodeProperties {
	const names = { articles: 'article', groups: 'group', departments: 'department' };
	const words = mapping.words.map(
		({ map, name, loadOptionsMethod }): INodeProperties => ({
			displayName: `${name} Name or ID`,
			name: names[map],
			type: 'options',
			typeOptions: { loadOptionsMethod },
			default: '',
			description: `Of what is sold. ${FROM_LIST}.`,
		}),
	);
	const { name, loadOptionsMethod } = mapping.place;
	const place: INodeProperties = {
		displayName: `${name} Name or ID`,
		name: 'place',
		type: 'options',
		typeOptions: { loadOptionsMethod },
		default: '',
		description: `Where it is sold or paid. ${FROM_LIST}.`,
	};
	const options = [...words, place, ...methodProperties(mapping)];
	return {
		displayName: 'Only For',
		name: 'only',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description:
			'What the row is narrowed down to. The narrowest row that fits wins: article before group before department, then the register or shop, then the rate; a payment method before the means.',
		options: options.sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
	};
}

/**
 * The table of accounts, which begins with a row for what most shops have: only numbers are missing.
 * @param rates the country's usual VAT rates, the most usual one first
 * @param mayBeItems whether all items of the input may be its rows
 */
export function accountsFields(
	rates: readonly string[],
	mapping: MappingSpec,
	mayBeItems = true,
): Field[] {
	const [usual = ''] = rates;
	const table = entries({
		displayName: TABLE,
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
				displayOptions: { show: { use: [...SOLD_USES] } },
				description: 'What was sold counts for it: kost in BMD, KOST1 in DATEV',
			},
			{
				displayName: 'Cost Center 2 (Optional)',
				name: 'costCenter2',
				type: 'string',
				default: '',
				placeholder: 'e.g. 200',
				displayOptions: { show: { use: [...SOLD_USES] } },
				description: 'KOST2 in DATEV; BMD has no second one',
			},
			onlyFor(mapping),
		],
	});
	const sales = rates.map((rate) => ({ use: 'sale', rate, account: '', taxCode: '' }));
	const others = ['cash', 'card', 'clearing'].map((use) => ({ use, account: '' }));
	const narrowing = ['article', 'group', 'department', 'place', 'paymentMethod', 'customPayment'];
	const panelTable = tableField(
		{
			...table,
			default: { entry: [...sales, ...others] },
			displayOptions: { show: { [ACCOUNTS_SOURCE]: ['panel'] } },
		},
		rowSchema(mapping),
		{
			// Without a rate, a row is one for all rates; without an account, it says nothing.
			neverEmpty: ['rate', 'account', 'taxCode', 'costCenter', 'costCenter2'],
			filledOnceAdded: narrowing,
		},
		checkRows,
	);
	return [sourceField(mayBeItems), panelTable, jsonField(mapping)];
}

/** Whether the table comes as the items of the input, so that it isn't in the panel's fields. */
export function takesAccountsFromItems({ options }: Pick<RequestInput, 'options'>): boolean {
	return options[ACCOUNTS_SOURCE] === FROM_ITEMS;
}

/** The accounts that the user named in the panel or as JSON. */
export function readAccounts(input: RequestInput): Accounts {
	return new Accounts(accountRowsIn(input));
}

/** The rows of the table in the panel or in JSON that name an account. */
export function accountRowsIn(input: RequestInput): AccountRow[] {
	const name = input.options[ACCOUNTS_SOURCE] === 'json' ? 'accountsJson' : 'accounts';
	return toAccountRows(rowsIn<WrittenRow>(input, name));
}

/**
 * The accounts that items name, one row each.
 * @throws InputError that names the row and the column
 */
export function accountsInItems(items: readonly IDataObject[], mapping: MappingSpec): Accounts {
	return new Accounts(toAccountRows(check(ITEMS_ARE_ROWS, accountColumnsSchema(mapping), items)));
}

function toAccountRows(rows: readonly WrittenRow[]): AccountRow[] {
	return rows.flatMap(({ account, ...row }) =>
		account === undefined ? [] : toAccountRow(row, account),
	);
}

/**
 * Makes sure that a program takes the numbers in the table, before a whole period is read for it; a word
 * there may be for something that doesn't occur.
 * @param advice what to do about one that it doesn't take
 * @throws InputError for a number that has too few or too many digits, or zeros alone
 */
export function checkDigits(
	accounts: Accounts,
	{ program, digits }: { program: string; digits: AccountDigits },
	advice: string,
): void {
	const isTaken = (account: string) => !/^\d+$/.test(account) || isAccountNumber(account, digits);
	const taken = `${program} takes ${wordsFor(digits)} digits, not all of them zero`;
	requireTaken({ all: accounts.all(), name: 'account', isTaken, taken, advice });
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
	throw new InputError(TABLE, `has the ${name} ${show(wrong)}, and ${taken}`, advice);
}
