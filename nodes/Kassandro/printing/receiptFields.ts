/** The form of a receipt besides its items (document: Beleg erstellen): payment, texts, what a trial does. */
import { z } from 'zod';
import { toLocalTime } from '../../shared/values/dates';
import { editorRunField } from '../../shared/once/editorRun';
import { batchingProperty, body, option, within } from '../../shared/table/fields';
import { listField } from '../../shared/table/nested';
import { entry, euros, filledText, numeric, text } from '../../shared/table/schemas';
import type { Field, InputContext } from '../../shared/table/types';
import { IF_PRICE_DIFFERS, PRICE } from './compose';
import { textField } from './itemFields';
import { paymentMethodLocator } from './locators';
import { IF_IT_DIFFERS, PAYMENT_METHOD } from '../books/registerDifferences';

/** A receipt that a person tries out: only shown, or printed. `value`s are stored in workflows. */
export function whenRunFromEditor(
	words: Omit<Parameters<typeof editorRunField>[0], 'previews'>,
): Field {
	return editorRunField({
		...words,
		previews: [
			{
				name: 'Preview',
				value: 'preview',
				description: 'Show exactly what would be sent, and send nothing',
			},
		],
	});
}

const customText: Field[] = fieldsOnly(
	listField({
		displayName: 'Custom Texts',
		name: 'customText',
		entry: 'Text',
		description: 'Lines of your own on the receipt, each with a label',
		example: '[{"label":"Tisch","value":"12"}]',
		fields: [
			textField('Label', 'label', 'e.g. Tisch', 'What stands before the text'),
			textField('Value', 'value', 'e.g. 12', 'The text itself'),
		],
		schema: z.array(entry({ label: filledText, value: text })),
	}),
);

/** A list without its JSON form, which two texts don't need. */
function fieldsOnly(forms: Field[]): Field[] {
	return forms.slice(0, 1).map((form) => ({
		...form,
		property: { ...form.property, displayOptions: undefined },
	}));
}

const created: Field = body(
	{
		displayName: 'Created',
		name: 'created',
		type: 'dateTime',
		default: '',
		description:
			"Date and time on the receipt, as the shop's clock shows it. Leave it out to have the till's own time.",
	},
	{ schema: localTime },
);

function localTime({ timeZone }: InputContext) {
	return z.unknown().transform((value, issues) => {
		const time = toLocalTime(value, timeZone);
		if (time !== undefined) return time;
		issues.addIssue({
			code: z.ZodIssueCode.custom,
			message: 'must be a date with a time that exists, for example 2026-03-05T19:30:00',
		});
		return z.NEVER;
	});
}

const IN_EUROS = { hint: 'In euros' };

/** How an amount is read, and what is said of it. */
interface Amount {
	min?: number;
	max?: number;
	hint?: string;
	/** In euros without it. */
	read?: typeof euros | typeof numeric;
}

/** A number of the receipt's body. */
function amountOf(
	displayName: string,
	name: string,
	description: string,
	{ hint, read = euros, ...limits }: Amount = {},
): Field {
	const typeOptions = { minValue: limits.min, maxValue: limits.max };
	return body(
		{ displayName, name, type: 'number', typeOptions, default: 0, hint, description },
		{ nothing: 'refused', schema: () => read(limits) },
	);
}

const amounts: Field[] = [
	amountOf(
		'Discount in Euros',
		'discountAbsolute',
		'Taken off the whole receipt, after the percent',
	),
	amountOf('Discount in Percent', 'discountPercentage', 'Taken off the sum of the items', {
		min: 0,
		max: 100,
		read: numeric,
	}),
	amountOf(
		'Given',
		'given',
		'What the customer hands over in euros (Gegeben). Leave it out when it is just what is due.',
		IN_EUROS,
	),
	amountOf(
		PRICE,
		'price',
		'What the receipt comes to in euros. Leave it out to have it computed; given, it is compared before anything is sent.',
		IN_EUROS,
	),
	amountOf(
		'Voucher',
		'voucher',
		'Value in euros of a voucher that is handed in (Gutschein). It pays a part and lowers no price.',
		{ ...IN_EUROS, min: 0 },
	),
];

/** The two fields of the body that may be left out. */
export const textAndTime: Field[] = within('additionalFields', [created, ...customText]);

export const receiptAmounts: Field[] = within('additionalFields', amounts);

export const paymentMethodField: Field = body({
	...paymentMethodLocator,
	displayName: PAYMENT_METHOD,
});

/** What to do about a price that isn't what the amounts come to; `value`s are stored in workflows. */
export const onPriceDifference: Field = option({
	displayName: IF_PRICE_DIFFERS,
	name: 'onPriceDifference',
	type: 'options',
	options: [
		{ name: 'Create It With a Hint', value: 'hint', description: 'Send the price that you gave' },
		{ name: 'Stop', value: 'error', description: 'Create nothing, and say what differs' },
	],
	default: 'error',
	description: "What to do when a price or a line total isn't what the amounts come to",
});

/** What to do about a rate or a way to pay that the register doesn't have; `value`s are stored in workflows. */
export const ifDiffersFromRegister: Field = option({
	displayName: IF_IT_DIFFERS,
	name: 'ifDiffersFromRegister',
	type: 'options',
	options: [
		{ name: 'Create It With a Hint', value: 'hint', description: 'Send what you gave' },
		{ name: 'Stop', value: 'stop', description: 'Create nothing, and say what differs' },
	],
	default: 'stop',
	description:
		"What to do when an article's VAT isn't the one in the register's catalogue, or the register doesn't know the payment method",
});

export const batching: Field = option(batchingProperty);
