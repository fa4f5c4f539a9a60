/** Organizations: companies that buy (document: Organization Management). */
import { body } from '../../shared/table/fields';
import { pick } from '../../shared/table/simplify';
import { crud } from '../records/crud';
import { idSalesPoint } from '../fields';
import { organizationFields } from '../newerFields';
import { address, details, textFilters } from '../records/person';

export const organization = crud({
	singular: 'Organization',
	plural: 'Organizations',
	value: 'organization',
	description: 'A company or association that buys, and that customers can belong to',
	path: '/organizations',
	item: 'organization',
	items: 'organizations',
	search: 'searchOrganizations',
	doc: 'Organization',
	required: [
		body({
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Rossi S.r.l.',
			description: 'Name of the organization',
		}),
		...address,
	],
	optional: [...details, ...organizationFields],
	createOnly: [idSalesPoint],
	filters: textFilters('organizations'),
	simplify: pick(
		'name',
		'vatNumber',
		'fiscalCode',
		'email',
		'phoneNumber',
		'address',
		'zipcode',
		'city',
		'country',
		'id',
	),
});
