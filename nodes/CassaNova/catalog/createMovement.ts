/** A stock movement of what is told by its ID, or by a key of its own (document: StockMovement Management). */
import { sendOnce } from '../../shared/once/sendOnce';
import { shapeAnswer } from '../../shared/run/output';
import { runOne, toRequest } from '../../shared/run/run';
import type { Endpoint } from '../../shared/table/types';
import type { Readers } from './find';
import { chosenKey } from './matchBy';
import { moveOnce } from './moveOnce';
import type { MovementParts } from './moveOnce';
import { movementMarkOf } from './movementMark';
import { stockItemOf } from './setQuantity';
import { stockNamed } from './stockLevels';

/**
 * The operation of the movements, which finds by its key what is moved before anything is sent, and makes
 * what has a mark only once.
 * @param parts the operations as the document has them
 */
export function movementByKey(parts: MovementParts, readers: Readers): Endpoint {
	const { create } = parts;
	return {
		...create,
		resumes: 'retried',
		run: async (call) => {
			const { input } = call;
			const mark = movementMarkOf(call);
			const item = await stockItemOf(call, readers);
			const byKey = chosenKey(input.options) === undefined ? {} : stockNamed(item);
			const moving = call.with(create, { ...input, body: { ...byKey, ...input.body } });
			if (mark !== undefined) return [await moveOnce(moving, parts, item, mark)];
			const work = async () => shapeAnswer(moving, await runOne(moving));
			return [await sendOnce(call, toRequest(moving), work)];
		},
	};
}
