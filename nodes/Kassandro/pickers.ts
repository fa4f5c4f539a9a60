/** The list of cash registers that the panels of the Kassandro nodes offer to pick from. */
import { listSearch, loadOptions } from '../shared/pickers';
import { getTimeZones } from '../shared/timeZones';
import { kassandro } from './api';

const cashRegisters = {
	resource: 'cashRegister',
	// The document doesn't name a register's fields.
	label: ['name', 'description'],
	id: ['cashRegisterId', 'cashregisterid', 'registerId', 'id', '_id'],
};

/** What the action node's panel asks for. */
export const pickers = {
	loadOptions: { getTimeZones },
	listSearch: { searchCashRegisters: listSearch(kassandro, cashRegisters) },
};

/** What the trigger's panel asks for. */
export const triggerPickers = {
	loadOptions: { getCashRegisters: loadOptions(kassandro, cashRegisters), getTimeZones },
};
