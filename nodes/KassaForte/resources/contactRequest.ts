/** Messages from customers (document: Send a Contact Request). */
import type { IDataObject } from 'n8n-workflow';
import { batchingProperty, option, within } from '../../shared/table/fields';
import { toRequest } from '../../shared/run/run';
import { sendOnce } from '../../shared/once/sendOnce';
import type { ActionCall, Field, Resource } from '../../shared/table/types';
import { asValue } from '../answers';
import { jsonObject } from '../../shared/table/jsonObject';
import { objectIn } from '../../shared/table/checked';

const content: Field = option(
	{
		displayName: 'Contact Request',
		name: 'contactRequest',
		// n8n warns on the canvas of an empty text, but not of empty JSON.
		type: 'string',
		typeOptions: { rows: 6 },
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json }}',
		hint: 'The request as JSON, typed or from the node before',
		description:
			'The request as a JSON object, sent as it is. Its fields stand in the schema that you have from KassaForte.',
	},
	{ schema: () => jsonObject },
);

async function send(call: ActionCall): Promise<IDataObject[]> {
	const body = objectIn(call.input.options, content.property.name) ?? {};
	const request = { ...toRequest(call), body };
	const sendNow = async () => {
		const answer = await call.send(request);
		const nothing = answer === '' || answer === undefined;
		return { success: true, ...asValue('answer', nothing ? null : answer) };
	};
	return [await sendOnce(call, request, sendNow)];
}

export const contactRequest: Resource = {
	name: 'Contact Request',
	value: 'contactRequest',
	description: 'A message from a customer to the shop',
	endpoints: [
		{
			name: 'Send',
			value: 'send',
			action: 'Send contact request',
			description: "Send a customer's message to the shop",
			route: 'POST /v1/contactrequest',
			doc: 'Send a Contact Request',
			fields: [content, ...within('options', [option(batchingProperty)])],
			output: { text: true },
			resumes: 'retried',
			run: send,
		},
	],
};
