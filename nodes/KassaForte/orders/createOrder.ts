/** Sending an order: never twice, with refusals that are understood (document: Post an Order). */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { accountOf } from '../../shared/wire/account';
import { isPreview, previewHint } from '../../shared/once/editorRun';
import { refuseEmptyExpression } from '../../shared/table/emptyExpression';
import { atMostOnce } from '../../shared/once/atMostOnce';
import type { Sent } from '../../shared/once/atMostOnce';
import { ItemNote, itemIn, noting, stateIn } from '../../shared/once/notes';
import type { StateWords } from '../../shared/once/notes';
import { withoutSecrets } from '../../shared/wire/redact';
import { bodyOf } from '../../shared/wire/exchange';
import { toRequest } from '../../shared/run/run';
import { objectIn } from '../../shared/table/checked';
import type { Refusal } from '../../shared/table/request';
import type { ActionCall, Call } from '../../shared/table/types';
import { disagreement, isSandbox } from '../domains';
import { orderIn, orderNumberProperty } from './orderFields';
import { findOrderId } from './orderId';
import { anotherOrder, refusedItem, takenItem, unknownOutcome, whatNow } from './orderOutcome';
import { notingByNumber } from './orderRecords';
import { SentOrders, contentOf } from './sentOrders';
import type { SentOrder } from './sentOrders';

const TAKEN = 201;
const REFUSED = 409;
/** Until an answer has come, nobody knows: no other try may send it. */
const WORDS: StateWords = { sending: 'unknown', unknown: 'unknown', done: 'taken' };

/** What is sent for one item. */
interface Sending {
	order: IDataObject;
	/** Tells whether another order is the same one. */
	content: string;
	number: string | undefined;
}

/** What came of an order: the item about it, or the shop's no, of which the user says what it becomes. */
type Result = { item: IDataObject } | { refusal: Refusal };

/**
 * Sends the order of one item, or shows what would be sent.
 * @throws NodeApiError with `context.outcomeUnknown` where it may have arrived nevertheless; InputError
 * where another order was sent for the item, or with its number
 */
export async function createOrder(call: ActionCall): Promise<IDataObject[]> {
	const order = orderIn(call.input);
	const sending = { order, content: contentOf(order), number: readNumber(call) };
	const doubt = disagreement(call.credentials);
	if (doubt !== undefined) call.hint(doubt);
	if (isShown(call)) return [preview(call, sending)];
	const { number } = sending;
	const note = new ItemNote(call);
	if (number === undefined) {
		note.takeOver((left) => left.state === WORDS.unknown && isSame(left, sending));
	}
	const earlier = note.read();
	if (earlier && !isSame(earlier, sending)) {
		throw anotherOrder(earlier.number, objectIn(earlier, 'item'));
	}
	const key = number === undefined || earlier ? undefined : keyOf(call, number);
	const run = async () => await orderOnce(call, sending, note, earlier, key);
	const record = key ? await call.alone(['KassaForte order', ...key], run) : await run();
	return ['item' in record ? record.item : refusedItem(call, record.refusal, order, number)];
}

/**
 * Sends an order at most once: no order can be looked for, so that one of which it isn't known whether
 * it arrived is never sent again.
 * @param earlier what an earlier try of the item has noted
 * @param key what the order number is known by in all runs; absent where none of them is to be asked
 */
async function orderOnce(
	call: ActionCall,
	sending: Sending,
	note: ItemNote,
	earlier: IDataObject | undefined,
	key: string[] | undefined,
): Promise<Result> {
	const { content, number } = sending;
	const { host } = call;
	const inExecution = noting(note, { content, number: number ?? null }, WORDS);
	const inAllRuns = key && notingByNumber(call, content, key);
	const { record } = await atMostOnce<Result>({
		before: stateIn(earlier, WORDS),
		note: (state, made) => {
			const item = made && 'item' in made ? made.item : undefined;
			inExecution(state, item);
			inAllRuns?.(state, item);
		},
		recall: async () => await Promise.resolve({ item: itemIn(earlier) }),
		byNumber: async () => {
			const known = key && call.memory.of(SentOrders).read(host, key);
			return known && { item: await again(call, content, String(number), known) };
		},
		send: async () => await send(call, sending),
		giveUp: ({ tries, error }) => {
			if (error instanceof NodeApiError) error.description = whatNow(number);
			if (tries > 0) return error;
			const problem = 'an earlier try may have arrived, and was not repeated';
			const more =
				'This execution does not send it any more; where it is not there, start a new one for it.';
			return unknownOutcome(call, problem, number, more);
		},
	});
	return record;
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

/** A preview at the sandbox as well only where that was chosen. */
function isShown(call: Call): boolean {
	const isForSandbox = call.input.options.whenRunFromEditor === 'preview';
	return (isForSandbox || !isSandbox(call.credentials)) && isPreview(call);
}

function preview(call: Call, { order, number }: Sending): IDataObject {
	call.hint(previewHint(call));
	return { preview: true, orderId: null, accepted: null, orderNumber: number ?? null, order };
}

/**
 * Sends an order.
 * @throws NodeApiError; an answer that doesn't say that the order was taken leaves the outcome open
 */
async function send(call: Call, { order, number }: Sending): Promise<Sent<Result>> {
	const answer = await call.ask({ ...toRequest(call), body: order, refusals: [REFUSED] });
	if (answer.kind === 'refused') return { declined: { refusal: answer } };
	const body = bodyOf(answer);
	const orderId = findOrderId(body, order);
	if (orderId === null && answer.kind === 'ok' && answer.status !== TAKEN) {
		const problem = `it answered with status ${answer.status} and without an order ID, which does not say that it took the order`;
		throw unknownOutcome(call, problem, number);
	}
	if (orderId === null) {
		call.hint(
			'KassaForte took an order, but it could not be told which value of the answer is the order ID. The whole answer stands in "answer".',
		);
	}
	const secrets = call.authentication.secrets(call.credentials);
	return { taken: { item: takenItem(orderId, number, false, withoutSecrets(secrets, body)) } };
}

/** Whether a note is about what is to be sent now. */
function isSame(note: IDataObject, { content, number }: Sending): boolean {
	return note.content === content && note.number === (number ?? null);
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
