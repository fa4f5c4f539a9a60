/** The form for sending an order (document: Post an Order). */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { editorRunField } from '../../shared/once/editorRun';
import { batchingProperty, option, within } from '../../shared/table/fields';
import { jsonObject } from '../../shared/table/jsonObject';
import { orderNumberSchema } from '../../shared/once/orderNumber';
import { objectIn } from '../../shared/table/checked';
import { InputError } from '../../shared/table/inputError';
import type { RequestInput } from '../../shared/table/request';
import type { Field } from '../../shared/table/types';

const order: Field = option(
	{
		displayName: 'Order',
		name: 'order',
		// n8n warns on the canvas of an empty text, but not of empty JSON.
		type: 'string',
		typeOptions: { rows: 6 },
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.order }}',
		hint: 'The order as JSON, from the node before: drag its field here',
		description:
			'The order as a JSON object, sent as it is. Its fields stand in the schema that you have from KassaForte.',
	},
	{ schema: () => jsonObject },
);

/**
 * The order that an item is to send.
 * @throws InputError where there is none, which its field's check doesn't let pass
 */
export function orderIn({ options }: RequestInput): IDataObject {
	const given = objectIn(options, order.property.name);
	if (given) return given;
	throw new InputError(order.property.displayName, 'must be a JSON object', 'Nothing was sent.');
}

/** What tells one order from another. */
export const orderNumberProperty: INodeProperties = {
	displayName: 'Order Number',
	name: 'orderNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.number }}',
	hint: 'A second order with the same number is not sent. Empty = nothing prevents it.',
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

/** `value`s are stored in workflows. */
const whenRunFromEditor: Field = editorRunField({
	does: 'sends the order',
	may: 'send it',
	previews: [
		{
			name: 'Preview, but Send in the Sandbox',
			value: 'previewUnlessSandbox',
			description:
				'Send only if the credential is one of the sandbox; otherwise show what would be sent',
		},
		{
			name: 'Preview',
			value: 'preview',
			description: 'Show exactly what would be sent, and send nothing',
		},
	],
	forReal: {
		name: 'Send for Real',
		description: 'Send the order, which the shop then prepares and delivers',
	},
});

/** Everything that the panel asks for. */
export const orderFields: Field[] = [
	whenRunFromEditor,
	order,
	option(orderNumberProperty, { schema: () => orderNumberSchema }),
	onRefusal,
	...within('options', [option(batchingProperty)]),
];
