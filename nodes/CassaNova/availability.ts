/** Where products and categories are sold (document: NewProduct, NewCategory, the `enableFor…` fields). */
import { body } from '../shared/fields';
import type { Field } from '../shared/types';

/**
 * The six switches, all of them required in a new record.
 * @param what who is sold, in a sentence: `the product is`
 */
export function availability(what: string): Field[] {
	const place = (displayName: string, name: string, where: string) =>
		body({
			displayName,
			name,
			type: 'boolean',
			default: false,
			description: `Whether ${what} sold ${where}`,
		});
	return [
		body({
			displayName: 'Enable for Sale',
			name: 'enableForSale',
			type: 'boolean',
			default: true,
			description: `Whether ${what} sold in the CassaNova app`,
		}),
		place('Enable for Restaurant', 'enableForRisto', 'on the screens for restaurants'),
		place('Enable for E-Commerce', 'enableForECommerce', 'in the web shop'),
		place('Enable for Mobile Shop', 'enableForMobileCommerce', 'in the web shop for mobile phones'),
		place(
			'Enable for Self-Order',
			'enableForSelfOrderMenu',
			'in the app with which guests order themselves',
		),
		place('Enable for Kiosk', 'enableForKiosk', 'at the kiosk'),
	];
}
