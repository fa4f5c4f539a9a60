/** Orders of guests and web shops (newer generations of the API). */
import { body, path, within } from '../../shared/table/fields';
import { jsonObject } from '../../shared/table/jsonObject';
import type { Field, Resource } from '../../shared/table/types';
import { writeOptions } from '../fields';
import { NEWER } from '../newer';
import { operationOf, readersOf } from '../records/operationOf';
import { department } from './department';
import { product } from './product';
import { productVariant } from './productVariant';
import { tax } from './tax';
import { completeOrder } from '../orders/completeOrder';
import { createOrder } from '../orders/createOrder';
import type { ListParts } from '../orders/listRows';
import { orderFields, prepaymentFields } from '../orders/orderFields';
import { orderList, simplifyOrder } from '../orders/orderList';

const doc = `${NEWER}, Orders`;

/** What the rows of a web shop's order are found with. */
const rowParts: ListParts = {
	readers: { product: readersOf(product), variant: readersOf(productVariant) },
	departments: operationOf(department, 'getAll'),
	taxes: operationOf(tax, 'getAll'),
};

const orderId: Field = path(
	{
		displayName: 'Order ID',
		name: 'orderId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 8f9c2a51-6d0e-4c5a-9a35-2f0d7c1b4e66',
		description: 'The ID that CassaNova gave the order',
	},
	{ as: 'id' },
);

/** Assumption: the body has the names that an order has; whatever else it may want is given as JSON. */
const prepayment: Field[] = [
	...prepaymentFields,
	body(
		{
			displayName: 'More Fields (JSON)',
			name: 'moreFields',
			type: 'json',
			default: '',
			placeholder: '{"prepaymentStatus":"WAITING"}',
			description: 'Further fields of the prepayment as a JSON object, for what this form lacks',
		},
		{ isSeveral: true, schema: () => jsonObject },
	),
];

export const order: Resource = {
	name: 'Order',
	value: 'order',
	description: 'An order of a guest or a web shop, which the till shows',
	endpoints: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create order',
			description: 'Send an order to a shop, once for each ID of your own',
			route: 'POST /documents/orders/batch',
			doc,
			mayBeAbsent: true,
			resumes: 'retried',
			fields: orderFields,
			run: async (call) => await createOrder(await completeOrder(call, rowParts)),
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get order',
			description: 'Get one order by its ID',
			route: 'GET /documents/orders/{id}',
			doc,
			mayBeAbsent: true,
			fields: [orderId],
			output: { unwrap: 'order', simplify: simplifyOrder },
		},
		orderList,
		{
			name: 'Update Prepayment',
			value: 'updatePrepayment',
			action: 'Update order prepayment',
			description: 'Change what is known of how an order is paid in advance',
			route: 'PUT /documents/orders/{id}/prepayment',
			doc,
			mayBeAbsent: true,
			fields: [orderId, ...within('updateFields', prepayment), ...writeOptions],
			output: { result: (_answer, input) => ({ id: input.path.id, success: true }) },
		},
	],
};
