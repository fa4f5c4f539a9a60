/** The panel of "Compare With Bank or Terminal": the columns of the statement, and what is compared with it. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';
import { numberIn, textIn, textsIn } from '../../table/checked';
import { option, within } from '../../table/fields';
import { entries } from '../../table/nested';
import { entry, euros, filledText, numeric, oneOf, textList } from '../../table/schemas';
import type { RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import { parseDecimal, toCents } from '../../values/money';
import type { Means } from '../receipt';
import { DECIMAL_SIGNS } from '../statement/amounts';
import type { DecimalSign } from '../statement/amounts';
import type { PlaceWord } from '../statement/compare';
import { DATE_ORDERS } from '../statement/days';
import type { DateOrder } from '../statement/days';
import type { Columns, NamedField, StatementReading } from '../statement/readRows';
import type { ComparedPayments } from '../statement/takings';
import type { PayoutRules } from '../statement/types';
import { MEANS_CHOICES } from './mapping';
import { rowsIn, tableField, valuesOf } from './tables';

/** A field of the items that come in, named as n8n's own list nodes have it. */
function itemField(
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
	required = false,
): Field {
	return option(
		{
			displayName,
			name,
			type: 'string',
			requiresDataPath: 'single',
			default: '',
			required,
			placeholder,
			description: `${description}. Its name, with dots for what is nested.`,
		},
		{ schema: () => filledText },
	);
}

const amountField = itemField(
	'Amount Field',
	'amountField',
	'e.g. Amount',
	'Which field of the incoming items is what reached the account: numbers, or text such as 1.234,56, -12.10 or 12,10 EUR',
	true,
);
const dateField = itemField(
	'Date Field',
	'dateField',
	'e.g. Date',
	'Which field of the incoming items is the day: 2026-10-05, 05.10.2026, 05/10/2026, the number of a spreadsheet, or a date and time',
	true,
);

/** The two fields of the incoming items that every statement has. */
export const statementFields: Field[] = [amountField, dateField];

/** Further columns, by what of a statement they are. */
const FURTHER = {
	side: itemField(
		'Debit or Credit Field',
		'sideField',
		'e.g. S/H',
		'Which field says whether the amount came or went: C and D, H and S, CRDT and DBIT, Avere and Dare, + and -',
	),
	fee: itemField(
		'Fee Field',
		'feeField',
		'e.g. Fee',
		'Which field is the fee that was kept of the amount, as acquirers state it. With either sign',
	),
	gross: itemField(
		'Gross Field',
		'grossField',
		'e.g. Gross',
		'Which field is the amount before fees, as acquirers state it. The fee is then what the amount is less',
	),
	outgoing: itemField(
		'Outgoing Amount Field',
		'outgoingField',
		'e.g. Debit',
		'Which field is what left the account, where that is a column of its own beside the amount',
	),
	reference: itemField(
		'Reference Field',
		'referenceField',
		'e.g. Reference',
		'Which field tells rows apart for you; it comes out as it is',
	),
	place: itemField(
		'Shop Field',
		'placeField',
		'e.g. Terminal',
		'Which field names the register or shop: each is then compared by itself. Without it, all are compared together',
	),
	text: itemField(
		'Text Field',
		'textField',
		'e.g. Text',
		'Which field is the text of the booking; it comes out as it is, and "Only Rows Containing" looks into it',
	),
} satisfies Partial<Record<keyof Columns, Field>>;

const DECIMALS: Array<INodePropertyOptions & { value: DecimalSign }> = [
	{
		name: 'As the Column Shows It',
		value: 'auto',
		description: 'What can mean two amounts, such as 1.234 alone, is refused',
	},
	{ name: 'Comma', value: 'comma', description: 'As in 1.234,56' },
	{ name: 'Point', value: 'point', description: 'As in 1,234.56' },
];

const ORDERS: Array<INodePropertyOptions & { value: DateOrder }> = [
	{ name: 'Day First', value: 'dayFirst', description: '05/10/2026 is 5 October' },
	{ name: 'Month First', value: 'monthFirst', description: '05/10/2026 is 10 May' },
];

const containing = option(
	{
		displayName: 'Only Rows Containing',
		name: 'rowsContaining',
		type: 'string',
		default: '',
		placeholder: 'e.g. Nexi,Worldline',
		description:
			'Only rows that contain one of these words, separated by commas, such as the name of who pays out. In the text field, or anywhere in the row where none is named.',
	},
	{ schema: () => textList },
);

const DEFAULT_DAYS = 5;
/** A payout that comes once in two months. */
const MOST_DAYS = 45;

/** What of a statement is read, and how, and what is compared with it. */
export const statementOptions: Field[] = within('options', [
	...Object.values(FURTHER),
	containing,
	option({
		displayName: 'Decimal Sign',
		name: 'decimalSign',
		type: 'options',
		options: DECIMALS,
		default: 'auto',
		description: 'What stands before the cents in amounts that are text',
	}),
	option(
		{
			displayName: 'Fees Up To (%)',
			name: 'feePercent',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100, numberPrecision: 2 },
			default: 2,
			description:
				'How much less than was taken may come as a fee, in percent of it. Without it, only what the statement itself states is a fee.',
		},
		{ schema: () => numeric({ min: 0, max: 100 }) },
	),
	option(
		{
			displayName: 'Fixed Fee Up To (Euros)',
			name: 'feeFixed',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0,
			description: 'How much less may come of each payout beside that, in euros',
		},
		{ schema: () => euros({ min: 0, max: 10_000 }) },
	),
	option(
		{
			displayName: 'Means of Payment',
			name: 'comparedMeans',
			type: 'multiOptions',
			options: MEANS_CHOICES,
			default: ['card'],
			description: 'What of the receipts is compared. Without it, what was paid by card.',
		},
		{
			schema: () =>
				z
					.array(oneOf(valuesOf(MEANS_CHOICES)), { message: 'must be a list' })
					.nonempty('is an empty list (remove the field to compare what was paid by card)'),
		},
	),
	option({
		displayName: 'Order of Dates',
		name: 'dateOrder',
		type: 'options',
		options: ORDERS,
		default: 'dayFirst',
		description: 'What comes first in dates with slashes or dashes. With points it is the day.',
	}),
	option(
		{
			displayName: 'Paid Out Within (Days)',
			name: 'payoutDays',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: MOST_DAYS },
			default: DEFAULT_DAYS,
			description:
				'By how many days after it a business day is paid out, Saturdays and Sundays not counted. What comes later is told as late.',
		},
		{ schema: () => numeric({ min: 0, max: MOST_DAYS, integer: true }) },
	),
	option(
		{
			displayName: 'Payment Method Names',
			name: 'comparedMethods',
			type: 'string',
			default: '',
			placeholder: 'e.g. Visa,Mastercard',
			description:
				'What of the receipts is compared, by the names of payment methods, separated by commas. Without "Means of Payment" only these are.',
		},
		{ schema: () => textList },
	),
	tableField(
		entries({
			displayName: 'Shops on the Statement',
			name: 'statementPlaces',
			entry: 'Shop',
			description:
				'Which register or shop is meant by what stands in "Shop Field", where that is not its name or ID',
			fields: [
				{
					displayName: 'Text on the Statement',
					name: 'word',
					type: 'string',
					default: '',
					placeholder: 'e.g. TID 30004711',
					description: 'What the field contains',
				},
				{
					displayName: 'Register or Shop',
					name: 'place',
					type: 'string',
					default: '',
					placeholder: 'e.g. Schank',
					description: 'Its name or ID, as receipts have it',
				},
			],
		}),
		entry({ word: filledText, place: filledText }),
		{ neverEmpty: ['word', 'place'] },
	),
]);

/** What the panel says of the statement. */
export function readReading({ options, timeZone }: RequestInput): StatementReading {
	const named = ({ property }: Field): NamedField | undefined => {
		const path = textIn(options, property.name);
		return path === undefined ? undefined : { label: property.displayName, path };
	};
	const needed = (field: Field): NamedField =>
		named(field) ?? { label: field.property.displayName, path: '' };
	const words = textsIn(options, containing.property.name);
	return {
		columns: {
			amount: needed(amountField),
			date: needed(dateField),
			...Object.fromEntries(
				Object.entries(FURTHER).map(([column, field]) => [column, named(field)]),
			),
		},
		decimalSign: DECIMAL_SIGNS.find((sign) => sign === options.decimalSign) ?? 'auto',
		dateOrder: DATE_ORDERS.find((order) => order === options.dateOrder) ?? 'dayFirst',
		timeZone,
		containing: words && { label: containing.property.displayName, words },
	};
}

/** Which payments the user wants compared: by card, unless means or names are given. */
export function readPayments({ options }: RequestInput): ComparedPayments {
	const methods = textsIn(options, 'comparedMethods') ?? [];
	const means = textsIn(options, 'comparedMeans') as Means[] | undefined;
	return { methods, means: means ?? (methods.length > 0 ? [] : ['card']) };
}

/** How payouts come, as the user says. */
export function readRules({ options }: RequestInput): PayoutRules {
	const hundredths = (name: string) =>
		toCents(parseDecimal(options[name] ?? 0) ?? { units: 0n, scale: 0 });
	return {
		bankDays: numberIn(options, 'payoutDays') ?? DEFAULT_DAYS,
		fees: { basisPoints: hundredths('feePercent'), fixedCents: hundredths('feeFixed') },
	};
}

/** Shops by themselves where the rows name them; undefined where all are compared together. */
export function readPlaces(input: RequestInput): PlaceWord[] | undefined {
	const isNamed = textIn(input.options, FURTHER.place.property.name) !== undefined;
	return isNamed ? rowsIn<PlaceWord>(input, 'statementPlaces') : undefined;
}
