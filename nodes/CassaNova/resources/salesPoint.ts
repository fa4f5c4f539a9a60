/** Shops (document: SalesPoint Management). */
import { query, within } from '../../shared/table/fields';
import { pick } from '../../shared/table/simplify';
import type { Resource } from '../../shared/table/types';

export const salesPoint: Resource = {
	name: 'Shop',
	value: 'salesPoint',
	description: 'A shop of the account, which CassaNova calls sales point',
	endpoints: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many shops',
			description: 'Get the shops (sales points) of the account',
			route: 'GET /salespoint',
			doc: 'SalesPoint Management, GetSalesPoint',
			fields: within('filters', [
				query({
					displayName: 'Has Active License',
					name: 'hasActiveLicense',
					type: 'boolean',
					default: true,
					description: 'Whether to get shops with a license that is active, or those without',
				}),
			]),
			list: { items: 'salesPoint', id: 'id' },
			output: {
				simplify: pick(
					'name',
					'description',
					'brand',
					'street',
					'zipcode',
					'city',
					'country',
					'phoneNumber',
					'email',
					'id',
				),
			},
		},
	],
};
