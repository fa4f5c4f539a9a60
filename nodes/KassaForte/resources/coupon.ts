/** Coupons (document: Check a Coupon). */
import { query } from '../../shared/table/fields';
import type { Resource } from '../../shared/table/types';
import { checkOperation } from '../check';

export const coupon: Resource = {
	name: 'Coupon',
	value: 'coupon',
	description: 'A coupon with an amount of money on it',
	endpoints: [
		checkOperation({
			action: 'Check coupon',
			description: 'Ask whether a coupon is valid, and how much is left on it',
			route: 'GET /v1/coupon',
			doc: 'Check a Coupon',
			fields: [
				query({
					displayName: 'Coupon Number',
					name: 'couponNumber',
					type: 'string',
					required: true,
					default: '',
					description: 'The number that stands on the coupon',
				}),
				query({
					displayName: 'Security Code',
					name: 'verifyCode',
					type: 'string',
					required: true,
					default: '',
					description: 'The code that belongs to the coupon number',
				}),
			],
			refusals: {
				404: 'There is no coupon with this number.',
				409: 'The security code does not belong to this coupon.',
			},
		}),
	],
};
