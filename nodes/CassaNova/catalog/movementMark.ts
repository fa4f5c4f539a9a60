/** The mark in front of a movement's note, by which the movement is found again (document: StockMovement Management). */
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { orderNumberSchema } from '../../shared/once/orderNumber';
import { refuseEmptyExpression } from '../../shared/table/emptyExpression';
import { textIn } from '../../shared/table/checked';
import { option } from '../../shared/table/fields';
import { InputError } from '../../shared/table/inputError';
import { localDay } from '../../shared/table/schemas';
import type { Call, Field } from '../../shared/table/types';
import { addDays, daysBetween, today } from '../../shared/values/dates';
import type { Day } from '../../shared/values/units';

/** The panel's name of what tells a movement from others. */
export const MARK_FIELD = 'Only Once Per';

const DEFAULT_DAYS = 7;
/** A search of a year takes more than fifty requests. */
const MOST_DAYS = 366;

const markProperty = {
	displayName: MARK_FIELD,
	name: 'onlyOncePer',
	type: 'string',
	default: '',
	placeholder: 'e.g. 10045-1',
	hint: "Your own number of this movement, such as the ID of the order's line. Empty = moved each time.",
	description:
		'However often a workflow runs for it, also at the same moment, the stock moves once. The number stands in brackets in front of the note; a movement of the same product that has it already comes back with "duplicate: true". Where an order can have two lines of one product, give the ID of the line, not that of the order.',
} as const;

/** What tells a movement from others, so that it is made once. */
export const onlyOncePer: Field = option(markProperty, {
	schema: () =>
		orderNumberSchema.pipe(
			z.string().regex(/^[^[\]\r\n]*$/, 'must be one line without square brackets'),
		),
});

const sinceProperty = {
	displayName: 'Look Back To',
	name: 'lookBackTo',
	type: 'dateTime',
	default: '',
	description: `The day of the order. Movements since then are searched for the number of "${MARK_FIELD}" before the stock moves, a week at a time, the oldest first. Without it, or with a day to come, those of the last ${DEFAULT_DAYS} days. An order that is more than a year old moves nothing.`,
} as const;

/** From which day on a movement is looked for. */
export const lookBackTo: Field = option(sinceProperty, { schema: localDay });

/**
 * What tells the movement of an item from others; undefined where the user wants none.
 * @throws InputError where an expression for it came out empty: the stock would move each time
 */
export function movementMarkOf(call: Pick<Call, 'host' | 'input'>): string | undefined {
	const mark = textIn(call.input.options, markProperty.name) ?? '';
	if (mark !== '') return mark;
	refuseEmptyExpression(call, markProperty);
	return undefined;
}

/**
 * The first day that is searched; one more than is needed, since nothing says by which clock days are counted.
 * @throws InputError for a day that is too long ago to be searched from
 */
export function searchedFrom({ input, now }: Pick<Call, 'input' | 'now'>): Day {
	const current = today(now(), input.timeZone);
	const given = textIn(input.options, sinceProperty.name);
	// The day on which an order is due says nothing of when it was moved first.
	if (given === undefined || given > current) return addDays(current, -1 - DEFAULT_DAYS);
	if (daysBetween(given, current) > MOST_DAYS) {
		throw new InputError(
			sinceProperty.displayName,
			`is ${given}, more than a year ago`,
			'The stock was not moved. If it must be, move it by hand.',
		);
	}
	return addDays(given, -1);
}

/** A note that begins with the mark: what cuts long notes off leaves it. */
export function markedNote(mark: string, note: string | undefined): string {
	const words = note?.trim() ?? '';
	return words === '' ? inBrackets(mark) : `${inBrackets(mark)} ${words}`;
}

/** Whether a movement has the mark. */
export function carries({ note }: IDataObject, mark: string): boolean {
	return typeof note === 'string' && note.trim().startsWith(inBrackets(mark));
}

const inBrackets = (mark: string): string => `[${mark}]`;
