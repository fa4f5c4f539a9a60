/** The form for sending an order (document: Post an Order). */
import type { INodeProperties } from 'n8n-workflow';
import { batchingProperty, option, within } from '../shared/fields';
import type { Field } from '../shared/types';
import { jsonObject } from './body';

const order: Field = option(
	{
		displayName: 'Order',
		name: 'order',
		type: 'json',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.order }}',
		description:
			'The order as a JSON object, sent as it is. Its fields stand in the schema that you have from KassaForte.',
	},
	{ schema: () => jsonObject },
);

/** What tells one order from another. */
export const orderNumberProperty: INodeProperties = {
	displayName: 'Order Number (Prevents Sending Twice)',
	name: 'orderNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.number }}',
	description:
		"The order's number in your own web shop. It is not sent: the node keeps it, and sends no second order with the same number. Left empty, nothing prevents that.",
};

const onRefusal: Field = option({
	displayName: 'On Refusal',
	name: 'onRefusal',
	type: 'options',
	options: [
		{
			name: 'Return as Item',
			value: 'item',
			description: 'Give an item with "accepted" set to false and the reasons, and go on',
		},
		{ name: 'Stop With Error', value: 'error', description: 'Fail with the reasons' },
	],
	default: 'error',
	description:
		'What happens when the shop does not take an order, for example after a price change',
});

const whenRunFromEditor: Field = option({
	displayName: 'When Run From the Editor',
	name: 'whenRunFromEditor',
	type: 'options',
	options: [
		{
			name: 'Create for Real',
			value: 'send',
			description: 'Send the order, as an active workflow does',
		},
		{ name: 'Preview', value: 'preview', description: 'Show what would be sent, and send nothing' },
		{
			name: 'Preview Unless Sandbox',
			value: 'previewUnlessSandbox',
			description: 'Send only if the credential says that it belongs to the sandbox',
		},
	],
	default: 'previewUnlessSandbox',
	description:
		'What happens when you try the workflow out. Active workflows always send. Sub-workflows and tools of an AI agent may count as active even when you started them here.',
});

/** Everything that the panel asks for. */
export const orderFields: Field[] = [
	order,
	option(orderNumberProperty),
	onRefusal,
	whenRunFromEditor,
	...within('options', [option(batchingProperty)]),
];
