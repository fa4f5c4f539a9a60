/** Tax rates (document: Tax Management). */
import { body } from '../../shared/table/fields';
import { rate } from '../../shared/table/schemas';
import { pick } from '../../shared/table/simplify';
import { crud } from '../records/crud';
import { taxFields } from '../newerFields';
import { sortsFilter } from '../newerFilters';
import {
	FIXED,
	description,
	descriptionFilter,
	externalId,
	idSalesPoint,
	idsSalesPoint,
} from '../fields';

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
		description('e.g. IVA 22%', 'Name of the tax, as it is shown on the till'),
		body(
			{
				displayName: 'Rate',
				name: 'rate',
				// A number in the panel can't be empty: an overlooked rate would be 0% for ever.
				type: 'string',
				default: '',
				placeholder: 'e.g. 22',
				hint: `In percent. ${FIXED}.`,
				description: "The rate in percent: 22 for 22%. It can't be changed later.",
			},
			{ schema: () => rate },
		),
	],
	optional: [body(externalId), ...taxFields],
	createOnly: [idSalesPoint],
	fixed: ['rate'],
	filters: [idsSalesPoint, descriptionFilter('taxes', 'e.g. IVA'), sortsFilter('description')],
	simplify: pick('description', 'rate', 'id', 'externalId', 'idSalesPoint', 'lastUpdate'),
});
