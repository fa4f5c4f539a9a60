/** Means of payment (document: Bezahlarten, with both kinds of token). */
import type { Resource } from '../../shared/table/types';
import { readListItems } from '../answers';

export const paymentMethod: Resource = {
	name: 'Payment Method',
	value: 'paymentMethod',
	description: 'A way to pay at the till (Bezahlart)',
	endpoints: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many payment methods',
			description: 'Get the payment methods that the tills know',
			route: 'GET /paymentmethods',
			doc: 'Bezahlarten',
			list: { items: readListItems },
		},
	],
};
