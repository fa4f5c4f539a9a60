/** Orders: sent to the shop, and followed (document: Post an Order, Get Order status). */
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { apiError } from '../../shared/wire/errors';
import { option, path, within } from '../../shared/table/fields';
import { inTurns } from '../../shared/values/inTurns';
import { runOne } from '../../shared/run/run';
import { text } from '../../shared/table/schemas';
import type { Call, Field, Resource } from '../../shared/table/types';
import { createOrder } from '../orders/createOrder';
import { orderFields } from '../orders/orderFields';
import { ORDER_ID } from '../orders/orderId';
import { compareStatus, findAt, parsePath } from '../watching/status';

const orderId: Field = path(
	{
		displayName: 'Order ID',
		name: 'orderId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 20260305190412',
		description: 'The 14 digits that KassaForte answered with when the order was sent',
	},
	{
		schema: () => text.pipe(z.string().trim().regex(ORDER_ID, 'must be 14 digits')),
	},
);

/** Any JSON: what the status looks like isn't documented. */
const previousStatus: Field = option(
	{
		displayName: 'Previous Status (Optional)',
		name: 'previousStatus',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.current }}',
		description:
			'What "current" was the last time, for example from a table. Left empty, the status counts as changed.',
	},
	// A table knows none when the order is new.
	{ nothing: 'passes', schema: () => z.unknown() },
);

export const statusPath: Field = option(
	{
		displayName: 'Path of the Status',
		name: 'statusPath',
		type: 'string',
		default: '',
		placeholder: 'e.g. order.status',
		description:
			'Where the status stands in the answer. Without it the whole answer is the status. Run the operation once to see what your shop sends.',
	},
	{
		schema: () =>
			text.refine(
				(value) => parsePath(value) !== undefined,
				'must be names with dots between them, for example order.status',
			),
	},
);

async function getStatus(call: Call): Promise<IDataObject[]> {
	const answer = await runOne(call);
	const { path: parts, options } = call.input;
	const found = findAt(answer, parsePath(String(options.statusPath ?? '')) ?? []);
	if (!('value' in found)) throw noStatus(call, String(options.statusPath), found.keys);
	const { orderId: id = '' } = parts;
	return [await inTurns(call, compareStatus(id, options.previousStatus, found.value, answer))];
}

/**
 * A missing status must not look like a change, or like none.
 * @param keys the names that are there instead
 */
export function noStatus(call: Call, path: string, keys: string[]): Error {
	const instead = keys.length === 0 ? '' : ` There is: ${keys.slice(0, 20).join(', ')}.`;
	return apiError(call, {
		problem: `the answer has nothing at "${path}"`,
		advice: `Correct "${statusPath.property.displayName}", or take it away to see the whole answer.${instead}`,
	});
}

export const order: Resource = {
	name: 'Order',
	value: 'order',
	description: 'An order of a customer to the shop',
	endpoints: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create order',
			description: 'Send an order to the shop, which checks it and takes or refuses it',
			route: 'POST /v1/order',
			doc: 'Post an Order',
			fields: orderFields,
			output: { text: true },
			resumes: 'retried',
			run: createOrder,
		},
		{
			name: 'Get Status',
			value: 'getStatus',
			action: 'Get order status',
			description: 'Get how far an order has come, and whether that changed since the last time',
			route: 'GET /v1/order/{orderId}',
			doc: 'Get Order status',
			fields: [orderId, previousStatus, ...within('options', [statusPath])],
			output: { text: true },
			reads: true,
			run: getStatus,
		},
	],
};
