/** Sending an order: never twice, with refusals that are understood (document: Post an Order). */
import { NodeApiError, deepCopy } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { accountOf } from '../../shared/wire/account';
import { isTrialRun, previewHint } from '../../shared/once/editorRun';
import { refuseEmptyExpression } from '../../shared/table/emptyExpression';
import { leavesOutcomeOpen } from '../../shared/wire/errors';
import { ItemNote } from '../../shared/once/notes';
import { withoutSecrets } from '../../shared/wire/redact';
import { bodyOf } from '../../shared/wire/exchange';
import { toRequest } from '../../shared/run/run';
import type { Call } from '../../shared/table/types';
import { orderNumberProperty } from './orderFields';
import { findOrderId } from './orderId';
import { anotherOrder, refusedItem, takenItem, unknownOutcome, whatNow } from './orderOutcome';
import { OPEN, inExecution, sentOrders, withNumber } from './orderRecords';
import type { Records } from './orderRecords';
import { contentOf } from './sentOrders';
import type { SentOrder } from './sentOrders';

const TAKEN = 201;
const REFUSED = 409;

/** What is sent for one item. */
interface Sending {
	order: IDataObject;
	/** Tells whether another order is the same one. */
	content: string;
	number: string | undefined;
}

/**
 * Sends the order of one item, or shows what would be sent.
 * @throws NodeApiError with `context.outcomeUnknown` where it may have arrived nevertheless; InputError
 * where another order was sent for the item, or with its number
 */
export async function createOrder(call: Call): Promise<IDataObject[]> {
	const order = call.input.options.order as IDataObject;
	const sending = { order, content: contentOf(order), number: readNumber(call) };
	if (isPreview(call)) return [preview(call, sending)];
	const { content, number } = sending;
	const note = new ItemNote(call);
	if (number === undefined) {
		note.takeOver((left) => left.state === OPEN && isSame(left, sending));
	}
	const earlier = note.read();
	if (earlier) return [recall(call, earlier, sending)];
	const records = inExecution(note, { content, number: number ?? null });
	if (number === undefined) return [await send(call, sending, records)];
	const key = keyOf(call, number);
	return [
		await call.alone(['KassaForte order', ...key], async () => {
			const known = sentOrders.read(call.host as IExecuteFunctions, key);
			if (known) return await again(call, content, number, known);
			return await send(call, sending, withNumber(call, content, key, records));
		}),
	];
}

/** An order number belongs to one shop, which the user name tells. */
function keyOf({ authentication, credentials }: Call, number: string): string[] {
	const { username } = credentials;
	return [authentication.baseUrl(credentials), String(username ?? '').trim(), number];
}

/** Undefined where the field is empty; an expression that gives nothing would send unprotected. */
function readNumber(call: Call): string | undefined {
	const number = String(call.input.options.orderNumber ?? '');
	if (number !== '') return number;
	refuseEmptyExpression(call, orderNumberProperty);
	return undefined;
}

function isPreview({ host, input, credentials }: Call): boolean {
	const chosen = input.options.whenRunFromEditor;
	if (chosen === 'send' || !isTrialRun(host as IExecuteFunctions)) return false;
	return chosen === 'preview' || credentials.environment !== 'sandbox';
}

function preview(call: Call, { order, number }: Sending): IDataObject {
	call.hint(previewHint(call));
	return { preview: true, orderId: null, accepted: null, orderNumber: number ?? null, order };
}

async function send(
	call: Call,
	{ order, number }: Sending,
	records: Records,
): Promise<IDataObject> {
	records.sending();
	const answer = await call
		.ask({ ...toRequest(call), body: order, refusals: [REFUSED] })
		.catch((error: unknown) => {
			if (leavesOutcomeOpen(error)) records.unknown();
			else records.erase();
			if (leavesOutcomeOpen(error) && error instanceof NodeApiError) {
				error.description = whatNow(number);
			}
			throw error;
		});
	if (answer.kind === 'refused') {
		records.erase();
		return refusedItem(call, answer, order, number);
	}
	const body = bodyOf(answer);
	const orderId = findOrderId(body, order);
	if (orderId === null && answer.kind === 'ok' && answer.status !== TAKEN) {
		records.unknown();
		throw unknownOutcome(
			call,
			`it answered with status ${answer.status} and without an order ID, which does not say that it took the order`,
			number,
		);
	}
	if (orderId === null) {
		call.hint(
			'KassaForte took an order, but it could not be told which value of the answer is the order ID. The whole answer stands in "answer".',
		);
	}
	const secrets = call.authentication.secrets(call.credentials);
	const item = takenItem(orderId, number, false, withoutSecrets(secrets, body));
	records.taken(item, orderId);
	return item;
}

/** Whether a note is about what is to be sent now. */
function isSame(note: IDataObject, { content, number }: Sending): boolean {
	return note.content === content && note.number === (number ?? null);
}

/** An item that an earlier try of this execution sent: n8n ran the node once more. */
function recall(call: Call, note: IDataObject, sending: Sending): IDataObject {
	const item = note.item as IDataObject | undefined;
	if (!isSame(note, sending)) throw anotherOrder(note.number, item);
	if (item !== undefined) return deepCopy(item);
	throw unknownOutcome(
		call,
		'an earlier try may have arrived, and was not repeated',
		sending.number,
		'This execution does not send it any more; where it is not there, start a new one for it.',
	);
}

/**
 * An order whose number was used before. The number counts whoever sent it, so that nothing is sent
 * twice after a change of the password; who others are, the shop says before they are told anything.
 */
async function again(
	call: Call,
	content: string,
	number: string,
	known: SentOrder,
): Promise<IDataObject> {
	if (known.account !== accountOf(call)) await call.send({ method: 'GET', path: '/v1/infos' });
	const isOther = content !== known.content;
	if (known.state !== 'taken') {
		const when = new Date(known.at).toISOString().slice(0, 16).replace('T', ' ');
		throw unknownOutcome(
			call,
			`order "${number}" was sent at ${when} UTC${isOther ? ' with another content' : ''}, without a clear answer`,
			number,
		);
	}
	const item = takenItem(known.orderId, number, true, null);
	if (isOther) throw anotherOrder(number, item, true);
	return item;
}
