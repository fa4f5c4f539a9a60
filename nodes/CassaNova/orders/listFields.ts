/** The form for orders that come from a web shop: each item of the input is one, with its lines. */
import { option } from '../../shared/table/fields';
import { DEFINE_USING, defineUsing } from '../../shared/table/nested';
import { shopOrderFields } from '../../shared/orders/panel';
import type { Field } from '../../shared/table/types';
import { asChoice } from '../catalog/matchBy';
import { locator } from '../records/locators';
import { BARCODE, INTERNAL_ID, OWN_ID } from '../records/recordKeys';

/** The value of the choice by which the rows come from the order that an item is. */
export const ROWS_FROM_LIST = 'list';

const shown = { [DEFINE_USING]: [ROWS_FROM_LIST] };

/** Where the rows of an order come from. */
export const rowsFrom: Field = {
	...defineUsing,
	property: {
		...defineUsing.property,
		displayName: 'Items From',
		options: [
			{
				name: 'A List in the Input',
				value: ROWS_FROM_LIST,
				description: 'Each item is the order of a web shop, with the list of what was bought',
			},
			{ name: 'Fields Below', value: 'fields', description: 'Fill in each row below' },
			{ name: 'JSON', value: 'json', description: 'Give all rows as one JSON array' },
		],
		description: 'How to say what is ordered',
	},
};

/** The panel's name of the department of what is no product. */
export const OTHER_DEPARTMENT = 'Department of Shipping';

/** The panel's name of what is done about orders that may be none. */
export const IF_UNPAID = 'If It Is Not Paid';

/** The choices that are made once for all orders. */
export const listFields: Field[] = [
	...shopOrderFields(shown),
	option({
		displayName: 'Match Articles By',
		name: 'matchArticlesBy',
		type: 'options',
		options: [asChoice(BARCODE), asChoice(INTERNAL_ID), asChoice(OWN_ID)],
		default: 'internalId',
		displayOptions: { show: shown },
		description: 'What the article of a line is in CassaNova',
	}),
	option({
		...locator({
			displayName: OTHER_DEPARTMENT,
			name: 'otherDepartment',
			description:
				'The department (reparto) that shipping and fees are sold on. An order that has some needs it.',
			search: 'searchDepartments',
		}),
		displayOptions: { show: shown },
	}),
];

/** What may be otherwise in an order than CassaNova has it. */
export const listOptions: Field[] = [
	option({
		displayName: 'Leave VAT to CassaNova',
		name: 'leaveVat',
		type: 'boolean',
		default: false,
		displayOptions: { show: { [`/${DEFINE_USING}`]: [ROWS_FROM_LIST] } },
		description:
			'Whether an order is sent although its VAT rate of a product is not the one of the department in CassaNova, which counts then',
	}),
	option({
		displayName: IF_UNPAID,
		name: 'ifNotPaid',
		type: 'options',
		options: [
			{
				name: 'Send It With a Hint',
				value: 'hint',
				description: 'For orders that are paid at the till, for example',
			},
			{ name: 'Stop', value: 'stop', description: 'Send nothing, and say so' },
		],
		default: 'stop',
		displayOptions: { show: { [`/${DEFINE_USING}`]: [ROWS_FROM_LIST] } },
		description:
			"What to do with an order that is not paid, was canceled, or is only a test. Orders of another shop than Shopify and WooCommerce don't say so: leave unpaid ones out with a Filter node.",
	}),
];
