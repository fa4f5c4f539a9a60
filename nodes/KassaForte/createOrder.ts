/** Sending an order: never twice, with refusals that are understood (document: Post an Order). */
import { NodeApiError, deepCopy } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isTrialRun } from '../shared/editorRun';
import { refuseEmptyExpression } from '../shared/emptyExpression';
import { InputError, leavesOutcomeOpen } from '../shared/errors';
import { ItemNote } from '../shared/notes';
import { Refused } from '../shared/refused';
import { toRequest } from '../shared/run';
import type { Call } from '../shared/types';
import { orderNumberProperty } from './orderFields';
import { findOrderId } from './orderId';
import { refusedItem, takenItem, unknownOutcome, whatNow } from './orderOutcome';
import { inExecution, sentOrders, withNumber } from './orderRecords';
import type { Records } from './orderRecords';
import { contentOf } from './sentOrders';
import type { SentOrder } from './sentOrders';

/** The status of a refused order. */
const REFUSED = 409;

/**
 * Sends the order of one item, or shows what would be sent.
 * @throws NodeApiError with `context.outcomeUnknown` where it may have arrived nevertheless
 */
export async function createOrder(call: Call): Promise<IDataObject[]> {
	const order = call.input.options.order as IDataObject;
	const number = readNumber(call);
	if (isPreview(call)) return [preview(call, order, number)];
	const note = new ItemNote(call);
	const earlier = note.read();
	if (earlier) return [recall(call, earlier, number)];
	const records = inExecution(note);
	if (number === undefined) return [await send(call, order, number, records)];
	const key = keyOf(call, number);
	return [
		await call.alone(['KassaForte order', ...key], async () => {
			const known = sentOrders.read(call.host as IExecuteFunctions, key);
			if (known) return again(call, order, number, known);
			return await send(call, order, number, withNumber(call, order, key, records));
		}),
	];
}

/** An order number belongs to one shop, which the user name tells. */
function keyOf({ authentication, credentials }: Call, number: string): string[] {
	const { username } = credentials;
	return [authentication.baseUrl(credentials), String(username ?? ''), number];
}

/** Undefined where the field is empty; an expression that gives nothing would send unprotected. */
function readNumber(call: Call): string | undefined {
	const number = String(call.input.options.orderNumber ?? '').trim();
	if (number !== '') return number;
	refuseEmptyExpression(call, orderNumberProperty);
	return undefined;
}

function isPreview({ host, input, credentials }: Call): boolean {
	const chosen = input.options.whenRunFromEditor;
	if (chosen === 'send' || !isTrialRun(host as IExecuteFunctions)) return false;
	return chosen === 'preview' || credentials.environment !== 'sandbox';
}

function preview(call: Call, order: IDataObject, number: string | undefined): IDataObject {
	call.hint(
		'This is a preview: nothing was sent. To send from the editor, set "When Run From the Editor" to "Create for Real". An active workflow always sends.',
	);
	return { preview: true, orderId: null, accepted: null, orderNumber: number ?? null, order };
}

async function send(
	call: Call,
	order: IDataObject,
	number: string | undefined,
	records: Records,
): Promise<IDataObject> {
	records.sending();
	const answer = await call
		.send({ ...toRequest(call), body: order, refusals: [REFUSED], pagesRefuse: true })
		.catch((error: unknown) => {
			if (leavesOutcomeOpen(error)) records.unknown();
			else records.erase();
			if (leavesOutcomeOpen(error) && error instanceof NodeApiError) {
				error.description = whatNow(number);
			}
			throw error;
		});
	if (answer instanceof Refused) {
		records.erase();
		return refusedItem(call, answer, number);
	}
	const orderId = findOrderId(answer);
	if (orderId === null) {
		call.hint(
			'KassaForte took an order, but it could not be told which value of the answer is the order ID. The whole answer stands in "answer".',
		);
	}
	const item = takenItem(orderId, number, false, answer);
	records.taken(item, orderId);
	return item;
}

/** An item that an earlier try of this execution sent: n8n ran the node once more. */
function recall(call: Call, { item }: IDataObject, number: string | undefined): IDataObject {
	if (item !== undefined) return deepCopy(item) as IDataObject;
	const error = unknownOutcome(
		call,
		'an earlier try may have arrived, and was not repeated',
		number,
	);
	error.description = `${error.description} This execution does not send it any more, only a new one does.`;
	throw error;
}

/** An order whose number was used before. */
function again(call: Call, order: IDataObject, number: string, known: SentOrder): IDataObject {
	const { content, at, state, orderId } = known;
	if (content !== contentOf(order)) {
		throw new InputError(
			orderNumberProperty.displayName,
			`"${number}" was already used for another order`,
			'Give each order a number of its own. If this is the same order and was changed meanwhile, it was sent as it was before. Nothing was sent now.',
		);
	}
	if (state === 'taken') return takenItem(orderId, number, true, null);
	const when = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
	throw unknownOutcome(
		call,
		`order "${number}" was sent at ${when} UTC, without a clear answer`,
		number,
	);
}
