/** What signs receipts (document: Beleg erstellen, POST /receipts, in its three forms). */
import { body, within } from '../../shared/table/fields';
import { filledText } from '../../shared/table/schemas';
import type { Endpoint } from '../../shared/table/types';
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
import { cancelReceipt, createReceipt, createZeroReceipt } from '../printing/receiptOperations';
import { orderNumberField, referenceOptions } from '../printing/reference';

const route = 'POST /receipts';
const authentication = ['cashRegisterToken'];

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
	resumes: true,
	run: cancelReceipt,
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
		orderNumberField,
		...items,
		paymentMethodField,
		...receiptAmounts,
		...textAndTime,
		...within('options', [batching, onPriceDifference, ifDiffersFromRegister, timeZone]),
		...referenceOptions,
	],
	resumes: true,
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
	resumes: true,
	run: createZeroReceipt,
};
