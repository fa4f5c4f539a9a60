/** The tables in the panel that map a shop's own words, and what the user wrote into them. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { within } from '../../table/fields';
import { entries } from '../../table/nested';
import { entry, filledText, oneOf, text } from '../../table/schemas';
import type { RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import { CUSTOM_PAYMENT, mappingKey } from '../mapping';
import type { Mapping } from '../mapping';
import type { LineType, Means } from '../receipt';
import { rowsIn, tableField, valuesOf } from './tables';

/** How something was paid, to choose from. */
export const MEANS_CHOICES: Array<INodePropertyOptions & { value: Means }> = [
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
	{
		name: 'Cash In',
		value: 'cashIn',
		description: 'Money for the till, such as change from the bank; no VAT',
	},
	{
		name: 'Cash Out',
		value: 'cashOut',
		description: 'Money out of the till, such as for the bank or for a purchase; no VAT',
	},
	{ name: 'Deposit', value: 'deposit' },
	{ name: 'Other', value: 'other' },
	{ name: 'Sale', value: 'sale' },
	{
		name: 'Till Difference',
		value: 'tillDifference',
		description: 'What a count of the till found too much or too little; no VAT',
	},
	{ name: 'Tip', value: 'tip' },
	{ name: 'Voucher Sold', value: 'voucherSale' },
];

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
	/** Where receipts are made. */
	place: {
		/** As the panel shows it, e.g. `Register`. */
		name: string;
		loadOptionsMethod: string;
	};
}

/** How a choice of a list ends its description. */
export const FROM_LIST =
	'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** Whether a shop may have payment methods of its own, which only their text tells. */
function hasCustomMethods({ paymentMethods }: Pick<MappingSpec, 'paymentMethods'>): boolean {
	return (
		'options' in paymentMethods &&
		paymentMethods.options.some(({ value }) => value === CUSTOM_PAYMENT.value)
	);
}

/** The choice of a payment method: a list, and a text for one that the shop has made for itself. */
export function methodProperties(spec: Pick<MappingSpec, 'paymentMethods'>): INodeProperties[] {
	const { paymentMethods } = spec;
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
	const customText: INodeProperties[] = hasCustomMethods(spec)
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
	return [method, ...customText];
}

/** What is wrong with a payment method in a row; undefined where nothing is. */
export function problemOfMethod(
	{ paymentMethod, customPayment }: Partial<Pick<MethodRow, 'paymentMethod' | 'customPayment'>>,
	spec: Pick<MappingSpec, 'paymentMethods'>,
): string | undefined {
	const isNamed = paymentMethod !== CUSTOM_PAYMENT.value || Boolean(customPayment);
	return isNamed || !hasCustomMethods(spec)
		? undefined
		: 'says nothing: enter the text of the custom payment';
}

/** The user's mapping of payment methods and of what lines sell. */
export function mappingOptions(spec: MappingSpec): Field[] {
	const { words } = spec;
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
					...methodProperties(spec),
					{
						displayName: 'Is',
						name: 'means',
						type: 'options',
						options: MEANS_CHOICES,
						default: 'card',
						description: 'How it counts',
					},
				],
			}),
			entry({
				paymentMethod: filledText,
				customPayment: text.optional(),
				means: oneOf(valuesOf(MEANS_CHOICES)),
			}).superRefine((row, issues) => {
				const message = problemOfMethod(row, spec);
				if (message !== undefined) issues.addIssue({ code: 'custom', message });
			}),
		),
		tableField(
			entries({
				displayName: 'Map What Is Sold',
				name: 'lineMapping',
				entry: 'Row',
				description: `Which ${names} are vouchers, tips, deposits or money that comes into the till or leaves it. All others are sales.`,
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
				type: oneOf(valuesOf(LINE_TYPES)),
			}).refine(
				(row) => Boolean(row[row.by as MappedWord['map']]),
				'says nothing: choose what it is about',
			),
		),
	]);
}

/** What the user said about the shop's own words. */
export function readMapping(input: RequestInput): Mapping {
	const ofMap = (map: MappedWord['map']) =>
		new Map(
			rowsIn<LineRow>(input, 'lineMapping')
				.filter(({ by }) => by === map)
				.map((row) => [mappingKey(row[map] ?? ''), row.type]),
		);
	return {
		means: new Map(
			rowsIn<MethodRow>(input, 'paymentMapping').map((row) => [mappingKey(wordOf(row)), row.means]),
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

/** The system's own word for the method of a row. */
export function wordOf({
	paymentMethod,
	customPayment,
}: Pick<MethodRow, 'paymentMethod' | 'customPayment'>): string {
	return (paymentMethod === CUSTOM_PAYMENT.value && customPayment) || paymentMethod;
}

type LineRow = { by: MappedWord['map']; type: LineType } & Partial<
	Record<MappedWord['map'], string>
>;
