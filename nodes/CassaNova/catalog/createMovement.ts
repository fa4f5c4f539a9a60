/** A stock movement of what is told by its ID, or by a key of its own (document: StockMovement Management). */
import { sendOnce } from '../../shared/once/sendOnce';
import { shapeAnswer } from '../../shared/run/output';
import { runOne, toRequest } from '../../shared/run/run';
import type { RequestInput } from '../../shared/table/request';
import type { ActionCall, Endpoint } from '../../shared/table/types';
import type { Readers } from './find';
import { chosenKey } from './matchBy';
import { stockItemOf } from './setQuantity';
import { stockNamed } from './stockLevels';

/**
 * The operation of the movements, which finds by its key what is moved before anything is sent.
 * @param create the operation as the document has it
 */
export function movementByKey(create: Endpoint, readers: Readers): Endpoint {
	return {
		...create,
		run: async (call) => {
			const moving = call.with(create, { ...call.input, body: await bodyOf(call, readers) });
			const work = async () => shapeAnswer(moving, await runOne(moving));
			return [await sendOnce(call, toRequest(moving), work)];
		},
	};
}

async function bodyOf(call: ActionCall, readers: Readers): Promise<RequestInput['body']> {
	const { options, body } = call.input;
	if (chosenKey(options) === undefined) return body;
	return { ...stockNamed(await stockItemOf(call, readers)), ...body };
}
