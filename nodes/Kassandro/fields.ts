/** Fields that several Kassandro endpoints share. */
import type { INodeProperties } from 'n8n-workflow';
import { dateWindow, yesterdayIn } from '../shared/table/dateWindow';
import type { NeededRange } from '../shared/table/dateWindow';
import { option, query, timeZoneProperty } from '../shared/table/fields';
import { endOfDay, startOfDay } from '../shared/values/dates';
import { numeric } from '../shared/table/schemas';
import type { Pager } from '../shared/table/list';
import type { Field } from '../shared/table/types';

const registerId = numeric({ integer: true });

/** 1,000 receipts a page, the vendor's own default; how many there are in all isn't told. */
export const pager: Pager = { offset: 'offset', limit: 'limit', size: 1000 };

/** Which receipts are wanted, as the panel asks. */
const ASKED: NeededRange = {
	initially: 'custom',
	start: yesterdayIn('Europe/Vienna'),
	words: {
		period: 'Which days to read, as they are counted where the shop is',
		from: 'First day, counted where the shop is. The time of day is ignored.',
		to: 'Last day, included',
	},
};

/** The account list takes days (document: Account-Token Endpunkte, Belege). */
export const accountDates = dateWindow(ASKED, {
	from: { parameter: 'dateFrom', wire: 'datefrom' },
	to: { parameter: 'dateTo', wire: 'dateto' },
	format: (day) => day,
	// Assumption: the zone of these days isn't told. If they are counted in UTC, the first hours of a
	// day in Vienna are found on the day before.
	daysBefore: 1,
	recordTime: 'created',
});

/** All others take date-times: from the first moment of a day to the last one. */
export const dates = dateWindow(ASKED, {
	from: { parameter: 'dateFrom', wire: 'dateFrom' },
	to: { parameter: 'dateTo', wire: 'dateTo' },
	format: (day, end, zone) => (end === 'from' ? startOfDay(day, zone) : endOfDay(day, zone)),
	toIsSure: true,
});

/** A receipt by what is printed on it. */
export const receiptNumberProperty: INodeProperties = {
	displayName: 'Receipt Number',
	name: 'receiptNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 4711',
	description: 'The number that is printed on the receipt (Belegnummer)',
};

export const timeZone: Field = option(timeZoneProperty('Europe/Vienna'));

/**
 * The register whose receipts are wanted.
 * @param wire its name in this endpoint's query
 */
export function cashRegisterFilter(wire: string): Field {
	return query(
		{
			displayName: 'Cash Register',
			name: 'cashRegisterId',
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description: 'Only receipts of this cash register (Kassa); all registers without it',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					typeOptions: { searchListMethod: 'searchCashRegisters', searchable: true },
				},
				{
					displayName: 'By Name or ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 1',
				},
			],
		},
		{ as: wire, schema: () => registerId },
	);
}
