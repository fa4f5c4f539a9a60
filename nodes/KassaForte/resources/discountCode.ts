/** Discount codes (document: Check a Discount Code). */
import { query } from '../../shared/table/fields';
import type { Resource } from '../../shared/table/types';
import { checkOperation } from '../check';

export const discountCode: Resource = {
	name: 'Discount Code',
	value: 'discountCode',
	description: 'A code by which customers pay less or get something free',
	endpoints: [
		checkOperation({
			action: 'Check discount code',
			description: 'Ask whether a discount code is valid, and what it gives',
			route: 'GET /v1/discountcode',
			doc: 'Check a Discount Code',
			fields: [
				query({
					displayName: 'Discount Code',
					name: 'discountCode',
					type: 'string',
					required: true,
					default: '',
					description: 'The code that the customer entered',
				}),
			],
			// The document names no statuses here; these are those of the coupon.
			refusals: {
				404: 'The shop does not know this discount code.',
				409: 'The shop does not accept this discount code.',
			},
		}),
	],
};
