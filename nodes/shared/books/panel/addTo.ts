/** Books that grow batch by batch, in the panel: the state that a batch is added to, and what must fit it. */
import { createHash } from 'crypto';
import { z } from 'zod';
import { option, within } from '../../table/fields';
import { InputError } from '../../table/inputError';
import type { RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import { sorted } from '../../values/print';
import { ADD_TO, stateGiven } from '../state/json';
import type { AskedOfState } from '../state/schema';
import { STATE_FORMAT, TAKINGS_FORMATS } from '../types';
import type { Grouping } from '../types';
import { accountRowsIn } from './accounts';
import { readClock } from './period';

const OUTPUT = 'Output';
const GROUP_BY = 'Bookings Per';

/** The state of an earlier batch. */
export const addToOptions: Field[] = within('options', [
	option(
		{
			displayName: ADD_TO,
			name: 'addTo',
			type: 'json',
			default: '',
			description:
				'The state that "Output: State for the Next Batch" gave for the batches before: the books then hold them, too, and no receipt counts twice. {} begins anew, so let {} be what your table holds before the first batch.',
		},
		{
			schema: () =>
				z.unknown().transform((value, issues) => {
					const state = stateGiven(value);
					if (state) return state;
					const message =
						'must be the state that "Output: State for the Next Batch" gave, or {} to begin';
					issues.addIssue({ code: 'custom', message });
					return z.NEVER;
				}),
		},
	),
]);

/** The state that was given, as it came; undefined where nothing is to be added to one. */
export function readAddTo({ options }: RequestInput): Record<string, unknown> | undefined {
	if (options.addTo !== undefined) return options.addTo as Record<string, unknown>;
	return options.fileFormat === STATE_FORMAT ? {} : undefined;
}

/**
 * Makes sure that a state can hold what is wanted.
 * @throws InputError for what needs each receipt
 */
export function checkAddTo(input: RequestInput): void {
	if (readAddTo(input) === undefined) return;
	const { fileFormat, groupBy } = input.options;
	if (TAKINGS_FORMATS.some((format) => format === fileFormat)) {
		throw new InputError(
			OUTPUT,
			`needs whole receipts, and a state ("${ADD_TO}") holds sums only`,
			'Choose another output, or book all receipts of the period at once. Nothing was booked.',
		);
	}
	if (groupBy === 'receipt') {
		throw new InputError(
			GROUP_BY,
			`is "Receipt", and a state ("${ADD_TO}") holds sums of business days only`,
			'Choose "Business Day", or book all receipts of the period at once. Nothing was booked.',
		);
	}
}

/** What must be the same for all batches of a state. */
export function askedOfState(input: RequestInput): AskedOfState {
	const { options } = input;
	const { timeZone, dayEndsAt } = readClock(input);
	const earlier = options.earlierSummary;
	return {
		accounts: printOf(accountRowsIn(input)),
		earlier: earlier === undefined ? '' : printOf(earlier),
		groupBy: (options.groupBy as Grouping | undefined) ?? 'day',
		timeZone,
		dayEndsAt,
	};
}

function printOf(value: unknown): string {
	return createHash('sha256').update(sorted(value)).digest('base64url').slice(0, 12);
}

/** What each of it is called, and what another one would do. */
const WORDS: { [Name in keyof AskedOfState]: string } = {
	accounts: 'another table of accounts',
	earlier: 'another "Earlier Summary (JSON)", or none',
	groupBy: `another "${GROUP_BY}"`,
	timeZone: 'another "Time Zone Name or ID"',
	dayEndsAt: 'another "Day Ends At"',
};

/**
 * Makes sure that a batch is booked as those before it.
 * @throws InputError that says what differs
 */
export function requireSame(before: AskedOfState, now: AskedOfState): void {
	const names = Object.keys(WORDS) as Array<keyof AskedOfState>;
	const other = names.find((name) => before[name] !== now[name]);
	if (other === undefined) return;
	throw new InputError(
		ADD_TO,
		`was begun with ${WORDS[other]}, so that its sums don't fit those of this batch`,
		'Choose what the batches before had, or begin with {} and add all batches anew. Nothing was booked.',
	);
}
