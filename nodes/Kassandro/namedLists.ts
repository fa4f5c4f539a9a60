/** The lists whose records fields take by name as well. */
import type { NamedLists } from '../shared/table/namedList';
import { cashRegisterPicker } from './pickers';

/** By the method that gives the list to the panel. A register's ID is a whole number (document: Kassa-ID). */
export const namedLists: NamedLists = {
	searchCashRegisters: {
		one: 'cash register',
		resource: 'cashRegister',
		namesOf: (record) =>
			cashRegisterPicker.label
				.map((field) => record[field])
				.filter((name) => typeof name === 'string' && name !== '')
				.map(String),
		idOf: (record) =>
			cashRegisterPicker.id.map((field) => record[field]).find((id) => id !== undefined),
		isId: (text) => /^-?\d+$/.test(text),
	},
};
