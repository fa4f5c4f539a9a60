/** Choices from the register's lists, as the panel shows them in more than one place. */
import type { INodeProperties } from 'n8n-workflow';

/** An article: from the register's list, or by its ID. */
export const articleLocator: INodeProperties = {
	displayName: 'Article',
	name: 'itemId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'The article (Artikel) that is sold. Entered by hand, any number under which you want to find the item again.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchArticles', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 201' },
	],
};

/** A way to pay: from the register's list, or by its name. */
export const paymentMethodLocator: INodeProperties = {
	displayName: 'Payment Method',
	name: 'paymentMethod',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'How it is paid (Bezahlart), as the register calls it',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchPaymentMethods', searchable: true },
		},
		{ displayName: 'Name', name: 'name', type: 'string', placeholder: 'e.g. Bar' },
	],
};
