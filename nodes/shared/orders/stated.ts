/** Reads what stands in an order, and refuses with the order's place what can't be read. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import type { z } from 'zod';
import { InputError } from '../table/inputError';
import { euros, numeric } from '../table/schemas';
import { fieldAt, fieldsAt } from '../values/fieldPaths';
import { add, decimal, ZERO } from '../values/money';
import type { Decimal } from '../values/money';
import { isAbsent } from '../values/records';
import { show } from '../values/shown';

/** The panel's name of the choice between shops; errors begin with it. */
export const ORDER = 'Order';

const NOTHING_DONE = 'Nothing was sent.';

/**
 * The refusal of an order.
 * @param problem how the sentence goes on that begins with the order
 * @param advice what to do, in sentences
 */
export function orderError(problem: string, advice?: string): InputError {
	return new InputError(
		ORDER,
		problem,
		advice === undefined ? NOTHING_DONE : `${advice} ${NOTHING_DONE}`,
	);
}

/** What an order's place is called: the list's name, the line's number, and its name where it has one. */
export function linePlace(list: string, index: number, name: string | undefined): string {
	return name === undefined ? `${list} ${index + 1}` : `${list} ${index + 1} (${name})`;
}

/** A text or number as text; undefined for anything else, and for an empty text. */
export function textUnder(record: IDataObject, path: string): string | undefined {
	const value = fieldAt(record, path);
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const words = String(value).trim();
	return words === '' ? undefined : words;
}

/**
 * An amount; undefined where there is none.
 * @throws InputError for what is no amount
 */
export function amountAt(record: IDataObject, path: string, place: string): Decimal | undefined {
	const value = fieldAt(record, path);
	return isAbsent(value) || value === '' ? undefined : amountOf(value, path, place);
}

/**
 * An amount that must be there.
 * @throws InputError where it isn't, or is no amount
 */
export function requiredAmount(record: IDataObject, path: string, place: string): Decimal {
	const amount = amountAt(record, path, place);
	if (amount) return amount;
	throw orderError(
		`has no "${path}" in ${place}`,
		`Choose the shop that the order comes from, or the right column.`,
	);
}

/**
 * What an order comes to, as a list or a shop of one's own writes it: a text like 1.234 is refused.
 * @throws InputError for what isn't there, is no amount, or can be read in two ways
 */
export function requiredTotal(order: IDataObject, path: string): Decimal {
	requiredAmount(order, path, 'it');
	return amountOf(fieldAt(order, path), path, 'it', euros());
}

/**
 * The sum of all amounts at a path, lists on the way gone into; 0 where there are none.
 * @throws InputError for what is no amount
 */
export function sumAt(record: IDataObject, path: string, place: string): Decimal {
	return fieldsAt(record, path)
		.filter((value) => !isAbsent(value) && value !== '')
		.map((value) => amountOf(value, path, place))
		.reduce(add, ZERO);
}

function amountOf(
	value: unknown,
	path: string,
	place: string,
	schema: z.ZodType<number, z.ZodTypeDef, unknown> = numeric(),
): Decimal {
	const result = schema.safeParse(value);
	if (result.success) return decimal(result.data);
	const [issue] = result.error.issues;
	throw orderError(
		`has ${show(value)} as "${path}" in ${place}: it ${issue?.message ?? 'is no number'}`,
		'Correct the order, or the column.',
	);
}
