/** Tax rates (document: Tax Management). */
import { body, query } from '../../shared/fields';
import { pick } from '../../shared/simplify';
import { crud } from '../crud';
import { externalId, idSalesPoint, idsSalesPoint } from '../fields';

export const tax = crud({
	singular: 'Tax',
	plural: 'Taxes',
	value: 'tax',
	description: 'A VAT rate that departments and products are sold at',
	path: '/taxes',
	item: 'tax',
	items: 'taxes',
	search: 'searchTaxes',
	doc: 'Tax',
	required: [
		body({
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. IVA 22%',
			description: 'Name of the tax, as it is shown on the till',
		}),
		body({
			displayName: 'Rate',
			name: 'rate',
			type: 'number',
			default: 0,
			typeOptions: { numberPrecision: 2 },
			placeholder: 'e.g. 22',
			description: "The rate in percent: 22 for 22%. It can't be changed later.",
		}),
	],
	optional: [body(externalId)],
	createOnly: [idSalesPoint],
	fixed: ['rate'],
	filters: [
		idsSalesPoint,
		query({
			displayName: 'Description',
			name: 'description',
			type: 'string',
			default: '',
			placeholder: 'e.g. ridotta',
			description: 'Only taxes whose description contains this text, in small or capital letters',
		}),
	],
	simplify: pick('description', 'rate', 'id', 'externalId', 'idSalesPoint', 'lastUpdate'),
});
