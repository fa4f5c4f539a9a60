/** Fields that organizations and customers share (document: Organization, Customer). */
import { query } from '../../shared/table/fields';
import type { Field } from '../../shared/table/types';
import { line } from '../fields';
import { sortsFilter } from '../newerFilters';

/** The address that a new record must have. */
export const address: Field[] = [
	line('Address', 'address', 'e.g. Via Rizzoli 8', 'Street and number'),
	line('City', 'city', 'e.g. Bologna', 'City of the address'),
	line('Zip Code', 'zipcode', 'e.g. 40125', 'Postal code (CAP) of the address'),
	line('District (Provincia)', 'district', 'e.g. BO', 'Province of the address'),
];

/** What else may be known. */
export const details: Field[] = [
	line('Country', 'country', 'e.g. IT', 'Country of the address'),
	line('Email', 'email', 'e.g. name@email.com', 'Where mail goes to'),
	line('Fiscal Code', 'fiscalCode', 'e.g. RSSMRA80A01F205X', 'Tax code (codice fiscale)'),
	line('Note', 'note', 'e.g. Prefers to pay by card', 'Whatever you want to remember'),
	line('Phone Number', 'phoneNumber', 'e.g. +39 051 000000', 'Where to call'),
	line('VAT Number', 'vatNumber', 'e.g. 12345678901', 'VAT number (partita IVA)'),
];

/** Filters by parts of a text. */
export function textFilters(records: string): Field[] {
	const containing = (displayName: string, name: string, what: string, placeholder: string) =>
		query({
			displayName,
			name,
			type: 'string',
			default: '',
			placeholder,
			description: `Only ${records} whose ${what} contains this text, in small or capital letters`,
		});
	return [
		containing('VAT Number', 'vatNumber', 'VAT number', 'e.g. 12345678901'),
		containing('Fiscal Code', 'fiscalCode', 'tax code', 'e.g. RSSMRA80A01F205X'),
		containing('Name', 'name', 'name', 'e.g. rossi'),
		containing('Email', 'email', 'email', 'e.g. @example.com'),
		sortsFilter('name'),
	];
}
