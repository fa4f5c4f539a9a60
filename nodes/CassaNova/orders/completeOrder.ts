/** What an order needs that the panel may leave to the node: its rows, and the time at which it is due. */
import { numberIn } from '../../shared/table/checked';
import { InputError } from '../../shared/table/inputError';
import { DEFINE_USING } from '../../shared/table/nested';
import type { RequestInput } from '../../shared/table/request';
import type { ActionCall } from '../../shared/table/types';
import type { EpochMs } from '../../shared/values/units';
import { ROWS_FROM_LIST } from './listFields';
import { inputOfList } from './listRows';
import type { ListParts } from './listRows';
import { DUE_IN } from './orderFields';

const MINUTE = 60_000;

/**
 * The same call with everything that the order holds.
 * @param parts what the rows of a web shop's order are found with
 * @throws InputError where an order for the till has no time, or that of a web shop doesn't fit the catalog;
 * NodeApiError where the catalog can't be read
 */
export async function completeOrder(call: ActionCall, parts: ListParts): Promise<ActionCall> {
	const input = withDue(call.input, call.now());
	const isList = input.options[DEFINE_USING] === ROWS_FROM_LIST;
	return call.with(call.endpoint, isList ? await inputOfList(call, parts, input) : input);
}

function withDue(input: RequestInput, now: EpochMs): RequestInput {
	const { dueDate, isExternalOrder } = input.body;
	if (dueDate !== undefined || isExternalOrder === false) return input;
	const minutes = numberIn(input.options, 'dueIn') ?? 0;
	if (minutes > 0) return { ...input, body: { ...input.body, dueDate: now + minutes * MINUTE } };
	throw new InputError(
		'Due',
		'is empty',
		`Fill it in, or how many minutes the order takes as "${DUE_IN}"; nothing was sent.`,
	);
}
