/** Customers (document: Customer Management). */
import { body } from '../../shared/table/fields';
import { calendarDay } from '../../shared/table/schemas';
import { pick } from '../../shared/table/simplify';
import { crud } from '../records/crud';
import { EMAIL, VAT_NUMBER } from '../records/recordKeys';
import { GENDERS } from '../records/enums';
import { externalId, idsQuery, idSalesPoint } from '../fields';
import { locator } from '../records/locators';
import { customerFields } from '../newerFields';
import { address, details, textFilters } from '../records/person';

export const customer = crud({
	singular: 'Customer',
	plural: 'Customers',
	value: 'customer',
	description: 'A person who buys',
	path: '/customers',
	item: 'customer',
	items: 'customers',
	search: 'searchCustomers',
	doc: 'Customer',
	required: [
		body({
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Maria Rossi',
			description: 'First and last name',
		}),
		// Assumption: the document calls the type "Datetime" and shows no example; a day is sent in
		// its only written form of a date, yyyy-mm-dd.
		body(
			{
				displayName: 'Date of Birth',
				name: 'dateOfBirth',
				type: 'dateTime',
				default: '',
				hint: 'The time of day is ignored',
				description: 'The day as it is written; time of day and time zone are ignored',
			},
			{ schema: calendarDay },
		),
		body({
			displayName: 'Gender',
			name: 'gender',
			type: 'options',
			options: GENDERS,
			// None is chosen beforehand: whoever overlooks the field is asked.
			default: '',
			description: 'Female or male; CassaNova knows no other',
		}),
		...address,
	],
	optional: [
		...details,
		body(externalId),
		...customerFields,
		body(
			locator({
				displayName: 'Organization',
				name: 'idOrganization',
				description: 'The organization that the customer belongs to',
				search: 'searchOrganizations',
			}),
		),
	],
	createOnly: [idSalesPoint],
	matchBy: [EMAIL, VAT_NUMBER],
	filters: [
		...textFilters('customers'),
		idsQuery(
			'Organization Names or IDs',
			'idsOrganization',
			'getOrganizations',
			'Only customers of these organizations',
		),
	],
	simplify: pick(
		'name',
		'email',
		'phoneNumber',
		'fiscalCode',
		'dateOfBirth',
		'address',
		'zipcode',
		'city',
		'id',
		'externalId',
	),
});
