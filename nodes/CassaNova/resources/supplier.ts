/** Suppliers (document: Supplier Management). */
import { body, query } from '../../shared/table/fields';
import { pick } from '../../shared/table/simplify';
import { crud } from '../records/crud';
import { EMAIL, VAT_NUMBER } from '../records/recordKeys';
import { externalId, idSalesPoint, idsSalesPoint, line } from '../fields';

export const supplier = crud({
	singular: 'Supplier',
	plural: 'Suppliers',
	value: 'supplier',
	description: 'A company that the shop buys its goods from',
	path: '/suppliers',
	item: 'supplier',
	items: 'suppliers',
	search: 'searchSuppliers',
	doc: 'Supplier',
	required: [
		line('Name', 'name', 'e.g. Caseificio del Secchia', 'Name of the company'),
		line('VAT Number', 'vatNumber', 'e.g. 12345678901', 'VAT number (partita IVA) of the company'),
	],
	optional: [
		line('City', 'city', 'e.g. Modena', 'City of the address'),
		line('Country', 'country', 'e.g. IT', 'Country of the address'),
		line('District (Provincia)', 'district', 'e.g. MO', 'Province of the address'),
		line('Email', 'email', 'e.g. name@email.com', 'Where the company gets its mail'),
		line('Fiscal Code', 'taxCode', 'e.g. 12345678901', 'Tax code (codice fiscale) of the company'),
		body(externalId),
		line('Note', 'note', 'e.g. Delivers on Mondays', 'Whatever you want to remember'),
		line('Phone Number', 'phoneNumber', 'e.g. +39 059 000000', 'Where the company is called'),
		line('Street', 'street', 'e.g. Via Emilia 12', 'Street and number of the address'),
		line('Zip Code', 'zipcode', 'e.g. 41121', 'Postal code (CAP) of the address'),
	],
	createOnly: [idSalesPoint],
	matchBy: [EMAIL, VAT_NUMBER],
	filters: [
		idsSalesPoint,
		query({
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. caseificio',
			description: 'Only suppliers whose name contains this text, in small or capital letters',
		}),
	],
	simplify: pick(
		'name',
		'vatNumber',
		'taxCode',
		'email',
		'phoneNumber',
		'street',
		'zipcode',
		'city',
		'id',
		'externalId',
	),
});
