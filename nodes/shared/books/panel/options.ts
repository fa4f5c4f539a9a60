/** Options of whatever reads receipts for books. */
import { z } from 'zod';
import {
	dayEndsAtProperty,
	option,
	timeZoneProperty,
	timesInProperty,
	within,
} from '../../table/fields';
import { parseJson } from '../../table/nested';
import { textList, timeOfDay } from '../../table/schemas';
import type { Field } from '../../table/types';
import { isRecord } from '../../values/records';
import { earlierSummarySchema } from '../types';
import { mappingOptions } from './mapping';
import type { MappingSpec } from './mapping';
import { businessDayEnds } from './period';

/** What was summed up before, for what came, is missing or was cancelled since. */
export const earlierSummary: Field[] = within('options', [
	option(
		{
			displayName: 'Earlier Summary (JSON)',
			name: 'earlierSummary',
			type: 'json',
			default: '',
			description:
				'The summary of an earlier run: of the same days, to tell what came or was canceled since, or of the days right before, to tell which numbers are missing in between',
		},
		{
			// The first run has none.
			nothing: 'passes',
			schema: () =>
				z.unknown().transform((value, context) => {
					const summary = earlierSummarySchema.safeParse(toldBy(readJson(value)));
					if (summary.success) return summary.data;
					const message =
						'must be the summary of "Get Bookings", as "Add Summary as Last Item" or "Output: Summary" gives it';
					context.addIssue({ code: 'custom', message });
					return z.NEVER;
				}),
		},
	),
]);

const readJson = (value: unknown): unknown =>
	typeof value === 'string' ? parseJson(value) : value;

/** A summary as a whole, or what it holds for the next run: that alone, or in the row of a table. */
function toldBy(summary: unknown): unknown {
	if (!isRecord(summary) || typeof summary.forNextRun !== 'string') return summary;
	const told = readJson(summary.forNextRun);
	return isRecord(told) ? { ...told, ...summary } : told;
}

/** Looks for receipts by what is printed on them. */
export const receiptNumbers: Field[] = within('options', [
	option(
		{
			displayName: 'Receipt Numbers',
			name: 'receiptNumbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4711,4712',
			description: 'Only receipts with these numbers, separated by commas',
		},
		{ schema: () => textList },
	),
]);

/** What becomes of a receipt that can't be read; it is never left out. */
export const ifUnreadableField: Field = option({
	displayName: 'Unreadable Receipts',
	name: 'ifUnreadable',
	type: 'options',
	options: [
		{
			name: 'List It',
			value: 'list',
			description: 'Its stated amount stands on the account for what must be clarified',
		},
		{ name: 'Stop', value: 'stop', description: 'With an error that says what is wrong with it' },
	],
	default: 'list',
	description: 'What to do with a receipt that lacks something or holds something unexpected',
});

/**
 * What every reading of receipts for accounting lets the user choose.
 * @param hasClosings whether business days may end with the shop's closing
 */
export function commonOptions(
	timeZone: string,
	mapping: MappingSpec,
	hasClosings = false,
): Field[] {
	const ofClosings = hasClosings
		? ' Where business days end with closings, one before this time belongs to the day before; without this option that time is 06:00, so adding it changes that.'
		: '';
	return [
		...within('options', [
			...(hasClosings ? [businessDayEnds] : []),
			option(
				{
					...dayEndsAtProperty,
					description: `Time of day at which the business day ends. With 03:00, a receipt from 1:30 belongs to the day before.${ofClosings}`,
				},
				{ schema: () => timeOfDay },
			),
			ifUnreadableField,
			option(timeZoneProperty(timeZone)),
			option(timesInProperty),
		]),
		...mappingOptions(mapping),
	];
}
