/** What signs receipts (document: Beleg erstellen, POST /receipts, in its three forms). */
import { body, within } from '../../shared/table/fields';
import { filledText } from '../../shared/table/schemas';
import type { Endpoint, Field } from '../../shared/table/types';
import { receiptNumberProperty, timeZone } from '../fields';
import { items } from '../printing/itemFields';
import {
	batching,
	ifDiffersFromRegister,
	onPriceDifference,
	paymentMethodField,
	receiptAmounts,
	textAndTime,
	whenRunFromEditor,
} from '../printing/receiptFields';
import { notForOrders, orderOptions, orderReceiptFields } from '../printing/orderPanel';
import { cancelReceipt, createReceipt, createZeroReceipt } from '../printing/receiptOperations';
import { orderNumberField, referenceOptions } from '../printing/reference';

const route = 'POST /receipts';
const authentication = ['cashRegisterToken'];

/** A field that an order says itself. */
function unlessFromOrder(field: Field, prefix: '' | '/' = ''): Field {
	const displayOptions = notForOrders(prefix);
	return { ...field, property: { ...field.property, displayOptions } };
}

export const cancel: Endpoint = {
	name: 'Cancel (Storno)',
	value: 'cancel',
	action: 'Cancel receipt',
	description: 'Take a receipt back by a receipt of its own (Stornobeleg)',
	route,
	doc: 'Beleg erstellen, POST /receipts, Stornobeleg',
	authentication,
	fields: [
		whenRunFromEditor({
			does: 'cancels the receipt',
			may: 'cancel it',
			forReal: {
				name: 'Cancel for Real',
				description:
					"Create the signed receipt that takes the other one back, which can't be undone",
			},
		}),
		body(
			{
				...receiptNumberProperty,
				description: 'The number that is printed on the receipt to be canceled (Belegnummer)',
			},
			{
				as: 'cancellation',
				namesRecord: true,
				schema: () => filledText.transform((number) => ({ receiptNumber: number.trim() })),
			},
		),
		...within('options', [batching]),
	],
	resumes: 'retried',
	run: cancelReceipt,
};

/** An order has a number of its own. */
const orderNumberOfSale: Field = {
	...orderNumberField,
	property: {
		...orderNumberField.property,
		hint: 'A receipt with this number is printed once: after that it comes back. Empty = printed each time; with a list in the input, the number of its order.',
	},
};

export const create: Endpoint = {
	name: 'Create',
	value: 'create',
	action: 'Create receipt',
	description: 'Create a signed receipt (Beleg) on this cash register',
	route,
	doc: 'Beleg erstellen, POST /receipts, Standardbeleg',
	authentication,
	fields: [
		whenRunFromEditor({
			does: 'creates the receipt',
			may: 'create it',
			forReal: {
				name: 'Create for Real',
				description: 'Create a signed receipt, which can only be canceled by another one',
			},
		}),
		orderNumberOfSale,
		...items,
		...orderReceiptFields,
		unlessFromOrder(paymentMethodField),
		...receiptAmounts.map((field) => unlessFromOrder(field, '/')),
		...textAndTime,
		...within('options', [
			batching,
			unlessFromOrder(onPriceDifference, '/'),
			ifDiffersFromRegister,
			timeZone,
		]),
		...orderOptions,
		...referenceOptions,
	],
	resumes: 'retried',
	run: createReceipt,
};

export const createZero: Endpoint = {
	name: 'Create Zero Receipt (Nullbeleg)',
	value: 'createZero',
	action: 'Create zero receipt',
	description: 'Create a signed receipt without items, on which every amount is 0',
	route,
	doc: 'Beleg erstellen, POST /receipts, Nullbeleg',
	authentication,
	fields: [
		whenRunFromEditor({
			does: 'creates the zero receipt',
			may: 'create it',
			forReal: {
				name: 'Create for Real',
				description: "Create a signed zero receipt, which can't be undone",
			},
		}),
		orderNumberField,
		paymentMethodField,
		...textAndTime,
		...within('options', [batching, ifDiffersFromRegister, timeZone]),
		...referenceOptions,
	],
	resumes: 'retried',
	run: createZeroReceipt,
};
