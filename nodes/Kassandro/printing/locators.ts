/** Lists of the register that the panel lets choose from, in each of their forms. */
import type { INodeProperties } from 'n8n-workflow';

/** An article: from the register's list, or by its ID. */
export const articleModes: NonNullable<INodeProperties['modes']> = [
	{
		displayName: 'From List',
		name: 'list',
		type: 'list',
		typeOptions: { searchListMethod: 'searchArticles', searchable: true },
	},
	{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 201' },
];

/** A way to pay: from the register's list, or by its name. */
export const paymentMethodModes: NonNullable<INodeProperties['modes']> = [
	{
		displayName: 'From List',
		name: 'list',
		type: 'list',
		typeOptions: { searchListMethod: 'searchPaymentMethods', searchable: true },
	},
	{ displayName: 'Name', name: 'name', type: 'string', placeholder: 'e.g. Bar' },
];
