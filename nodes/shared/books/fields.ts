/** What the panel asks for accounting: the period, the mapping, the accounts and the file. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';
import type { LineType, Means } from './receipt';
import { InputError } from '../table/inputError';
import { dayEndsAtProperty, option, timeZoneProperty, within } from '../table/fields';
import { checkYear } from '../run/input';
import { entries, entriesSchema, parseJson } from '../table/nested';
import { rangeFields } from '../table/period';
import type { Period } from '../table/period';
import {
	entry,
	filledText,
	numeric,
	oneOf,
	rate,
	text,
	textList,
	timeOfDay,
} from '../table/schemas';
import { show } from '../values/shown';
import type { ShopClock } from '../values/shopTime';
import type { DayRange, Field, RequestInput } from '../table/types';
import { Accounts, RATED_USES } from './accounts';
import type { AccountRow, AccountUse } from './accounts';
import { DATEV_NUMBERS, datevNumber } from './files/datev';
import { CUSTOM_PAYMENT, mappingKey } from './mapping';
import type { Mapping } from './mapping';
import { businessDayAt, businessDays } from './period';
import { ROWS } from './rows';
import type { RowsPer } from './rows';
import { earlierSummarySchema, FILE_FORMATS } from './types';

const MEANS: Array<INodePropertyOptions & { value: Means }> = [
	{ name: 'Bank Transfer', value: 'transfer' },
	{ name: 'Card', value: 'card' },
	{ name: 'Cash', value: 'cash' },
	{ name: 'Meal Voucher', value: 'mealVoucher' },
	{ name: 'On Account (Paid Later)', value: 'credit' },
	{ name: 'Online', value: 'online' },
	{ name: 'Other', value: 'other' },
	{ name: 'Voucher', value: 'voucher' },
];

/** What lines can be mapped to: a rounding is none that is sold. */
const LINE_TYPES: Array<INodePropertyOptions & { value: LineType }> = [
	{ name: 'Deposit', value: 'deposit' },
	{ name: 'Other', value: 'other' },
	{ name: 'Sale', value: 'sale' },
	{ name: 'Tip', value: 'tip' },
	{ name: 'Voucher Sold', value: 'voucherSale' },
];

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
	{ name: 'Vouchers Sold', value: 'voucherSale' },
];

const values = (options: INodePropertyOptions[]) => options.map(({ value }) => value);

/** The period and, for one of your own, its two days. */
export function periodFields(timeZone: string): Field[] {
	return rangeFields({
		from: 'dateFrom',
		to: 'dateTo',
		initially: 'yesterday',
		start: `={{ $now.setZone('${timeZone}').minus({ days: 1 }).toISODate() }}`,
		words: {
			period:
				'Which business days to read, as the shop counts them: see "Day Ends At" in the options',
			from: 'First business day. The time of day is ignored.',
			to: 'Last business day, included',
		},
	});
}

/** How fine the bookings are. */
export const groupByField: Field = option({
	displayName: 'Bookings Per',
	name: 'groupBy',
	type: 'options',
	options: [
		{ name: 'Business Day', value: 'day', description: 'And per register or shop' },
		{ name: 'Month', value: 'month', description: 'And per register or shop' },
		{ name: 'Receipt', value: 'receipt' },
	],
	default: 'day',
	description: 'What one set of bookings stands for',
});

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
		],
	});
	const sales = rates.map((rate) => ({ use: 'sale', rate, account: '', taxCode: '' }));
	const others = ['cash', 'card', 'clearing'].map((use) => ({ use, account: '' }));
	return tableField(
		{ ...table, default: { entry: [...sales, ...others] } },
		entry({
			use: oneOf(values(USES)),
			rate: rateText.optional(),
			account: filledText.optional(),
			taxCode: text.optional(),
		}).refine(
			({ account, taxCode }) => account !== undefined || taxCode === undefined,
			'has a tax code, but no account',
		),
		// Without a rate, a row is one for all rates; without an account, it says nothing.
		['rate', 'account', 'taxCode'],
	);
}

/** Bookings as items, or as a file. */
export const fileFields: Field[] = [
	option({
		displayName: 'Output',
		name: 'fileFormat',
		type: 'options',
		options: [
			{
				name: 'BMD File',
				value: 'bmd',
				description: 'CSV with the columns konto, gkonto, belegnr, belegdatum, and so on',
			},
			{ name: 'Bookings', value: 'items', description: 'One item per booking' },
			{
				name: 'CSV File',
				value: 'csv',
				description: 'For Excel and most programs (UTF-8 with a byte order mark)',
			},
			{
				name: 'CSV File for Old Programs',
				value: 'csvWindows',
				description: 'In the character set Windows-1252',
			},
			{
				name: 'CSV File Without Byte Order Mark',
				value: 'csvPlain',
				description: 'For other workflows (UTF-8)',
			},
			{ name: 'DATEV File', value: 'datev', description: 'A booking batch (EXTF Buchungsstapel)' },
			{
				name: 'Summary',
				value: 'summary',
				description: 'One item: totals, and what is missing, late, unbalanced or not mapped',
			},
			{
				name: 'VAT Totals',
				value: 'vatTotals',
				description: 'One item per VAT rate, with net, tax and gross of the whole period',
			},
		],
		default: 'items',
		description:
			'What comes out of this node: items for a spreadsheet, or one item with a file and the summary',
	}),
	option({
		displayName: 'Put Output File in Field',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		default: 'data',
		displayOptions: { show: { fileFormat: [...FILE_FORMATS] } },
		hint: 'The name of the output field that the file is put in',
	}),
];

/** Whether bookings are followed by what is to be known of them: it has other columns. */
export const includeSummary: Field[] = within('options', [
	option({
		displayName: 'Add Summary as Last Item',
		name: 'includeSummary',
		type: 'boolean',
		default: false,
		displayOptions: { show: { '/fileFormat': ['items'] } },
		description:
			'Whether one more item follows the bookings: totals, and what is missing, late, unbalanced or not mapped. It has other columns than bookings, so leave it off where they go to a spreadsheet.',
	}),
]);

const forDatev = { show: { '/fileFormat': ['datev'] } };

const clientProperty: INodeProperties = {
	displayName: 'DATEV Client Number',
	name: 'datevClient',
	type: 'string',
	default: '',
	placeholder: 'e.g. 10001',
	displayOptions: forDatev,
	description: 'Mandantennummer: your accountant knows it',
};

const consultantProperty: INodeProperties = {
	displayName: 'DATEV Consultant Number',
	name: 'datevConsultant',
	type: 'string',
	default: '',
	placeholder: 'e.g. 29098',
	displayOptions: forDatev,
	description: 'Beraternummer: your accountant knows it',
};

/** What a DATEV file says about whom it is for. */
export const datevOptions: Field[] = within('options', [
	option(clientProperty),
	option(consultantProperty),
	option(
		{
			displayName: 'DATEV Account Digits',
			name: 'datevAccountLength',
			type: 'number',
			typeOptions: { minValue: 4, maxValue: 8 },
			default: 4,
			displayOptions: forDatev,
			description: 'Sachkontenlänge: how many digits your account numbers have',
		},
		{ schema: () => numeric({ min: 4, max: 8, integer: true }) },
	),
	option({
		displayName: 'DATEV Year Starts On',
		name: 'datevFiscalYearStart',
		type: 'dateTime',
		default: '',
		displayOptions: forDatev,
		description: 'First day of the fiscal year; January 1 of the period without it',
	}),
]);

/**
 * Makes sure that a DATEV file will have its numbers, before a whole period is read for it.
 * @throws InputError for the consultant's or the client's number
 */
export function checkDatev({ options }: RequestInput): void {
	if (options.fileFormat !== 'datev') return;
	const needed = [
		[consultantProperty, DATEV_NUMBERS.consultant],
		[clientProperty, DATEV_NUMBERS.client],
	] as const;
	for (const [{ name, displayName }, { from, to }] of needed) {
		const given = options[name] as string | undefined;
		if (datevNumber(given, { from, to }) !== undefined) continue;
		throw new InputError(
			displayName,
			given === undefined
				? 'is missing, which a DATEV file needs'
				: `must be a number from ${from} to ${to}; it is ${show(given)}`,
			`${given === undefined ? 'Add it under "Options"' : 'Correct it under "Options"'}: your accountant knows it. Nothing was sent.`,
		);
	}
}

/** A word of the shop that a row of the mapping is about. */
export interface MappedWord {
	/** Which of the maps it belongs to. */
	map: 'articles' | 'groups' | 'departments';
	/** As the panel shows it, e.g. `Article`. */
	name: string;
	/** Several of them within a sentence, e.g. `articles`. */
	plural: string;
	loadOptionsMethod: string;
}

/** What a system calls the things that can be mapped. */
export interface MappingSpec {
	/** The choice of a payment method: a picker, or the vendor's fixed list. */
	paymentMethods: { loadOptionsMethod: string } | { options: INodePropertyOptions[] };
	words: MappedWord[];
}

const FROM_LIST =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** The user's mapping of payment methods and of what lines sell. */
export function mappingOptions({ paymentMethods, words }: MappingSpec): Field[] {
	const first = 'options' in paymentMethods ? (paymentMethods.options[0]?.value ?? '') : '';
	const method: INodeProperties =
		'options' in paymentMethods
			? {
					displayName: 'Payment Method',
					name: 'paymentMethod',
					type: 'options',
					options: paymentMethods.options,
					default: first,
					description: 'As the cash register system calls it',
				}
			: {
					displayName: 'Payment Method Name or ID',
					name: 'paymentMethod',
					type: 'options',
					typeOptions: paymentMethods,
					default: '',
					description: `As the cash register calls it. ${FROM_LIST}.`,
				};
	const hasCustom =
		'options' in paymentMethods &&
		paymentMethods.options.some(({ value }) => value === CUSTOM_PAYMENT.value);
	const customText: INodeProperties[] = hasCustom
		? [
				{
					displayName: 'Custom Payment Text',
					name: 'customPayment',
					type: 'string',
					default: '',
					displayOptions: { show: { paymentMethod: [CUSTOM_PAYMENT.value] } },
					placeholder: 'e.g. Satispay',
					description: 'What the payment method is called in the cash register system',
				},
			]
		: [];
	const kinds = words.map(({ map, name }) => ({ name, value: map }));
	const firstKind = kinds[0]?.value ?? '';
	const ids = words.map(
		({ map, name, loadOptionsMethod }): INodeProperties => ({
			displayName: `${name} Name or ID`,
			name: map,
			type: 'options',
			typeOptions: { loadOptionsMethod },
			default: '',
			displayOptions: { show: { by: [map] } },
			description: `What the row is about. ${FROM_LIST}.`,
		}),
	);
	const names = words.map(({ plural }) => plural).join(', ');
	return within('options', [
		tableField(
			entries({
				displayName: 'Map Payment Methods',
				name: 'paymentMapping',
				entry: 'Payment Method',
				description: 'What payment methods are that the node does not know by their name',
				fields: [
					method,
					...customText,
					{
						displayName: 'Is',
						name: 'means',
						type: 'options',
						options: MEANS,
						default: 'card',
						description: 'How it counts',
					},
				],
			}),
			entry({
				paymentMethod: filledText,
				customPayment: text.optional(),
				means: oneOf(values(MEANS)),
			}).refine(
				(row) =>
					!hasCustom || row.paymentMethod !== CUSTOM_PAYMENT.value || Boolean(row.customPayment),
				'says nothing: enter the text of the custom payment',
			),
		),
		tableField(
			entries({
				displayName: 'Map What Is Sold',
				name: 'lineMapping',
				entry: 'Row',
				description: `Which ${names} are vouchers, tips or deposits. All others are sales.`,
				fields: [
					{
						displayName: 'By',
						name: 'by',
						type: 'options',
						options: kinds,
						default: firstKind,
						description: 'What the row is about',
					},
					...ids,
					{
						displayName: 'Is',
						name: 'type',
						type: 'options',
						options: LINE_TYPES,
						default: 'voucherSale',
						description: 'How it counts',
					},
				],
			}),
			entry({
				by: oneOf(kinds.map(({ value }) => value)),
				articles: text.optional(),
				groups: text.optional(),
				departments: text.optional(),
				type: oneOf(values(LINE_TYPES)),
			}).refine(
				(row) => Boolean(row[row.by as MappedWord['map']]),
				'says nothing: choose what it is about',
			),
		),
	]);
}

/** What was summed up before, for what came, is missing or was cancelled since. */
export const earlierSummary: Field[] = within('options', [
	option(
		{
			displayName: 'Earlier Summary (JSON)',
			name: 'earlierSummary',
			type: 'json',
			default: '',
			description:
				'The summary of an earlier run: of the same days, to tell what came or was canceled since, or of the days right before, to tell which numbers are missing in between',
		},
		{
			// The first run has none.
			nothing: 'passes',
			schema: () =>
				z.unknown().transform((value, context) => {
					const given = typeof value === 'string' ? parseJson(value) : value;
					const summary = earlierSummarySchema.safeParse(given);
					if (summary.success) return summary.data;
					const message =
						'must be the summary of "Get Bookings", as "Add Summary as Last Item" or "Output: Summary" gives it';
					context.addIssue({ code: 'custom', message });
					return z.NEVER;
				}),
		},
	),
]);

/** What one item stands for: a table needs flat ones. */
export const rowsPerField: Field = option({
	displayName: 'One Item Per',
	name: 'rowsPer',
	type: 'options',
	options: [
		{
			name: 'Line',
			value: 'line',
			description:
				"A flat row for each line, with the receipt's number, date and shop on each, for a spreadsheet",
		},
		{
			name: 'Receipt',
			value: 'receipt',
			description: 'All about it, with lists of its lines, taxes and payments, for further steps',
		},
		{
			name: 'Receipt as a Row',
			value: 'receiptRow',
			description: 'A flat row: number, date, shop, amounts, payments and notes, for a spreadsheet',
		},
		{
			name: 'VAT Rate of a Receipt',
			value: 'taxRate',
			description: 'A flat row for each VAT rate, with net, tax and gross, for a spreadsheet',
		},
	] satisfies Array<INodePropertyOptions & { value: RowsPer }>,
	default: 'receipt',
	description: 'Whether receipts come out whole or as rows for a table',
});

/** What items the user wants of receipts. */
export function readRowsPer({ options }: RequestInput): RowsPer {
	const chosen = ROWS.find((per) => per === options.rowsPer);
	return chosen ?? 'receipt';
}

/** Looks for receipts by what is printed on them. */
export const receiptNumbers: Field[] = within('options', [
	option(
		{
			displayName: 'Receipt Numbers',
			name: 'receiptNumbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4711,4712',
			description: 'Only receipts with these numbers, separated by commas',
		},
		{ schema: () => textList },
	),
]);

/** What becomes of a receipt that can't be read; it is never left out. */
export const ifUnreadableField: Field = option({
	displayName: 'Unreadable Receipts',
	name: 'ifUnreadable',
	type: 'options',
	options: [
		{
			name: 'List It',
			value: 'list',
			description: 'Its stated amount stands on the account for what must be clarified',
		},
		{ name: 'Stop', value: 'stop', description: 'With an error that says what is wrong with it' },
	],
	default: 'list',
	description: 'What to do with a receipt that lacks something or holds something unexpected',
});

/** What every reading of receipts for accounting lets the user choose. */
export function commonOptions(timeZone: string, mapping: MappingSpec): Field[] {
	return [
		...within('options', [
			option(
				{
					...dayEndsAtProperty,
					description:
						'Time of day at which the business day ends. With 03:00, a receipt from 1:30 belongs to the day before.',
				},
				{ schema: () => timeOfDay },
			),
			ifUnreadableField,
			option(timeZoneProperty(timeZone)),
		]),
		...mappingOptions(mapping),
	];
}

/**
 * A small table of the panel, each row checked.
 * @param neverEmpty fields of a row whose expressions must give something
 */
function tableField(
	table: INodeProperties,
	row: z.ZodTypeAny,
	neverEmpty: readonly string[] = [],
): Field {
	return option(table, {
		schema: (context) => entriesSchema(table, z.array(row), context, { neverEmpty }),
	});
}

const stored = <T>(input: RequestInput, name: string): T[] =>
	(input.options[name] as T[] | undefined) ?? [];

/** The accounts that the user named. */
export function readAccounts(input: RequestInput): Accounts {
	const rows = stored<Partial<AccountRow> & Pick<AccountRow, 'use'>>(input, 'accounts');
	return new Accounts(
		rows.flatMap(({ account, ...row }) =>
			account === undefined ? [] : [{ rate: '', taxCode: '', ...row, account }],
		),
	);
}

/** What the user said about the shop's own words. */
export function readMapping(input: RequestInput): Mapping {
	const ofMap = (map: MappedWord['map']) =>
		new Map(
			stored<LineRow>(input, 'lineMapping')
				.filter(({ by }) => by === map)
				.map((row) => [mappingKey(row[map] ?? ''), row.type]),
		);
	return {
		means: new Map(
			stored<MethodRow>(input, 'paymentMapping').map((row) => [mappingKey(wordOf(row)), row.means]),
		),
		articles: ofMap('articles'),
		groups: ofMap('groups'),
		departments: ofMap('departments'),
	};
}

interface MethodRow {
	paymentMethod: string;
	/** Counts only where the method is a custom one: the panel keeps it when another is chosen. */
	customPayment?: string;
	means: Means;
}

function wordOf({ paymentMethod, customPayment }: MethodRow): string {
	return (paymentMethod === CUSTOM_PAYMENT.value && customPayment) || paymentMethod;
}

type LineRow = { by: MappedWord['map']; type: LineType } & Partial<
	Record<MappedWord['map'], string>
>;

/** The shop's clock, as the options say. */
export function readClock({ timeZone, options: { dayEndsAt } }: RequestInput): ShopClock {
	return { timeZone, dayEndsAt: typeof dayEndsAt === 'string' ? dayEndsAt : '00:00' };
}

/**
 * The business days that the user asks for.
 * @param now milliseconds since 1970
 * @throws InputError when a period of one's own has its days the wrong way round
 */
export function readPeriod(input: RequestInput, now: number): DayRange {
	const clock = readClock(input);
	const { period, dateFrom, dateTo } = input.options;
	const current = businessDayAt(now, clock);
	const from = typeof dateFrom === 'string' ? dateFrom : current;
	const to = typeof dateTo === 'string' ? dateTo : current;
	const days = businessDays(period as Period, now, clock, { from, to });
	checkYear('From', days.from);
	checkYear('To', days.to);
	if (days.to < days.from) {
		if (typeof dateTo !== 'string') {
			throw new InputError(
				'From',
				`(${days.from}) is after today (${current})`,
				'Choose an earlier day; nothing was sent.',
			);
		}
		throw new InputError(
			'To',
			`(${days.to}) is before "From" (${days.from})`,
			'Swap the two dates; nothing was sent.',
		);
	}
	// Nothing is sold after today.
	return days.to > current && days.from <= current ? { ...days, to: current } : days;
}
