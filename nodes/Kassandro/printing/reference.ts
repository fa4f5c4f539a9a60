/**
 * The reference: a short text that travels with a receipt, so that the receipt can be found again
 * (document: POST /receipts, `customText`).
 */
import { createHash, randomBytes } from 'crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import { option, within } from '../../shared/table/fields';
import { refuseEmptyExpression } from '../../shared/table/emptyExpression';
import { orderNumberSchema } from '../../shared/once/orderNumber';
import { isRecord, recordsIn } from '../../shared/values/records';
import { numeric } from '../../shared/table/schemas';
import type { RequestInput } from '../../shared/table/request';
import type { Call, Field } from '../../shared/table/types';

/** Letters and digits that nobody mixes up when reading a slip of paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DEFAULT_LABEL = 'Ref';
const SHORTEST = 8;
const DEFAULT_LENGTH = 12;
const LONGEST = 40;

/** What a receipt is recognized by. */
export interface Reference {
	label: string;
	value: string;
	/** The order number that it stands for; absent where the node made it up. */
	orderNumber?: string;
}

export const orderNumberProperty: INodeProperties = {
	displayName: 'Order Number',
	name: 'orderNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. 10045',
	hint: 'A receipt with this number is printed once: after that it comes back. Empty = printed each time.',
	description:
		'Your own number of this sale, for example the web shop\'s order number. Before it prints, the node looks for it on the receipts of the register: one that is already there comes back with "duplicate: true" and nothing is printed. Without a number, only lost answers and n8n\'s own retries are protected: a workflow that is started again prints again. n8n\'s workers take turns at this node. Two nodes, or two n8n, that print the same number at the same moment both do; the item then has "alsoPrintedAs".',
};

const switchProperty: INodeProperties = {
	displayName: 'Print Reference',
	name: 'printReference',
	type: 'boolean',
	default: true,
	description:
		"Whether the order number, or a code that the node makes up, is printed on the receipt. Without it no receipt can be found again: order numbers can't be used, and when an answer gets lost the node stops with an error instead of finding out what happened.",
};

const labelProperty: INodeProperties = {
	displayName: 'Reference Label',
	name: 'referenceLabel',
	type: 'string',
	default: DEFAULT_LABEL,
	displayOptions: { hide: { printReference: [false] } },
	description:
		'The word that is printed before the reference. Receipts are found by this word and by "Ref": once you have changed it, keep it.',
};

const lengthProperty: INodeProperties = {
	displayName: 'Reference Length',
	name: 'referenceLength',
	type: 'number',
	typeOptions: { minValue: SHORTEST, maxValue: LONGEST },
	default: DEFAULT_LENGTH,
	displayOptions: { hide: { printReference: [false] } },
	description:
		'Max number of characters of the reference that are printed. Of a longer order number a code is printed, always the same for the same number.',
};

const lookBackProperty: INodeProperties = {
	displayName: 'Days to Look Back',
	name: 'lookBackDays',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 366 },
	default: 7,
	description: 'How many days of receipts are searched for the order number before one is printed',
};

/** The fields by which a receipt is recognized; the first one stands at the top of the panel. */
export const orderNumberField: Field = option(orderNumberProperty, {
	schema: () => orderNumberSchema,
});

export const referenceOptions: Field[] = within('options', [
	option(lookBackProperty, { schema: () => numeric({ min: 1, max: 366, integer: true }) }),
	option(switchProperty),
	option(labelProperty),
	option(lengthProperty, {
		schema: () => numeric({ min: SHORTEST, max: LONGEST, integer: true }),
	}),
]);

/** How many days are searched before printing. */
export function lookBackDays({ options }: RequestInput): number {
	return typeof options.lookBackDays === 'number' ? options.lookBackDays : 7;
}

/**
 * The reference of an item: its order number, else a new code; undefined where it is switched off.
 * @throws InputError where an order number is given that must not be printed, or the label is taken
 */
export function referenceFor(call: Call, body: Record<string, unknown>): Reference | undefined {
	const { options } = call.input;
	const orderNumber = text(options.orderNumber);
	if (orderNumber === '') refuseEmptyExpression(call, orderNumberProperty);
	if (options.printReference === false) {
		if (orderNumber === '') return undefined;
		throw new InputError(
			orderNumberProperty.displayName,
			`is "${orderNumber}", but "${switchProperty.displayName}" is switched off`,
			'An order number is found again only when it is printed: switch the option on, or leave the number empty. Nothing was printed.',
		);
	}
	const label = text(options.referenceLabel) || DEFAULT_LABEL;
	const taken = entriesOf(body).find((entry) => isLabel(entry.label, label));
	if (taken) {
		throw new InputError(
			labelProperty.displayName,
			`"${String(taken.label)}" is also the label of one of your own texts`,
			`Choose another label for your text: receipts are found by "${label}" and by "${DEFAULT_LABEL}". Nothing was printed.`,
		);
	}
	const length = typeof options.referenceLength === 'number' ? options.referenceLength : 0;
	const longest = length || DEFAULT_LENGTH;
	if (orderNumber === '') return { label, value: encode(randomBytes(longest), longest) };
	const value = orderNumber.length <= longest ? orderNumber : codeOf(orderNumber, longest);
	return { label, value, orderNumber };
}

/** The body with the reference as the last of its texts. */
export function withReference<B extends Record<string, unknown>>(
	body: B,
	reference: Reference | undefined,
): B {
	if (!reference) return body;
	const { label, value } = reference;
	return { ...body, customText: [...entriesOf(body), { label, value }] };
}

/**
 * Makes the test whether a receipt carries a reference. The label may have been changed since, and
 * the length that decides between an order number and its code.
 */
export function carrying(reference: Reference): (receipt: unknown) => boolean {
	const { orderNumber } = reference;
	const code = orderNumber === undefined ? '' : codeOf(orderNumber, LONGEST);
	const isIt = (value: string) =>
		value === reference.value ||
		value === orderNumber ||
		(value.length >= SHORTEST && code.startsWith(value));
	return (receipt) => labelled(receipt, reference).some(isIt);
}

/**
 * Whether a receipt shows that references come back with the receipts of a list, and as long as this
 * one: a list that cuts texts short proves nothing.
 */
export function showsReferences(receipt: unknown, { label, value }: Reference): boolean {
	return entriesOf(receipt).some(
		(entry) => entry.label === label && text(entry.value).length >= value.length,
	);
}

/** The texts on a receipt that may be references. */
function labelled(receipt: unknown, { label }: Reference): string[] {
	return entriesOf(receipt)
		.filter((entry) => isLabel(entry.label, label))
		.map((entry) => text(entry.value));
}

function isLabel(word: unknown, label: string): boolean {
	return word === label || word === DEFAULT_LABEL;
}

function entriesOf(receipt: unknown): IDataObject[] {
	return recordsIn(isRecord(receipt) ? receipt.customText : undefined);
}

/** A code for a text, always the same; a shorter one is the beginning of a longer one. */
function codeOf(orderNumber: string, length: number): string {
	return encode(createHash('sha512').update(orderNumber).digest(), length);
}

/** One letter or digit for each byte. */
function encode(bytes: Buffer, length: number): string {
	return Array.from(bytes.subarray(0, length), (byte) =>
		ALPHABET.charAt(byte % ALPHABET.length),
	).join('');
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
