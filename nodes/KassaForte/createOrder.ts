/** Sending an order: never twice, with refusals that are understood (document: Post an Order). */
import { NodeApiError, deepCopy } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isTrialRun } from '../shared/editorRun';
import { InputError, apiError, leavesOutcomeOpen } from '../shared/errors';
import { ItemNote } from '../shared/notes';
import { redactor } from '../shared/redact';
import { Refused } from '../shared/refused';
import { toRequest } from '../shared/run';
import type { Call } from '../shared/types';
import { asValue } from './answers';
import { orderNumberProperty } from './orderFields';
import { findOrderId } from './orderId';
import { hintsOf, inWords, isWebPage, readRefusals } from './refusals';
import type { OrderRefusal } from './refusals';
import { SentOrders, contentOf } from './sentOrders';
import type { OrderState, SentOrder } from './sentOrders';

/** The status of a refused order. */
const REFUSED = 409;

/** Lives as long as the process. */
const sentOrders = new SentOrders();

/** What is written down about an order while it is sent. */
interface Records {
	/** Before it is sent. */
	sending: () => void;
	/** It may have arrived. */
	unknown: () => void;
	/** KassaForte took it. */
	taken: (item: IDataObject, orderId: string | null) => void;
	/** It surely wasn't taken. */
	erase: () => void;
}

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
function readNumber({ host, input }: Call): string | undefined {
	const number = String(input.options.orderNumber ?? '').trim();
	if (number !== '') return number;
	const { name, displayName } = orderNumberProperty;
	if (!String(host.getNode().parameters[name] ?? '').startsWith('=')) return undefined;
	throw new InputError(
		displayName,
		'gives nothing for this order',
		'Correct the expression, or empty the field to send without this protection. Nothing was sent.',
	);
}

/** Notes for n8n's tries, which run the whole node again. */
function inExecution(note: ItemNote): Records {
	const open = () => note.write({ state: 'unknown' });
	return {
		sending: open,
		unknown: open,
		taken: (item) => note.write({ state: 'taken', item: deepCopy(item) }),
		erase: () => note.erase(),
	};
}

/** The same, and notes for all runs that use the order's number. */
function withNumber(call: Call, order: IDataObject, key: string[], records: Records): Records {
	const host = call.host as IExecuteFunctions;
	const sent = { content: contentOf(order), at: call.now() };
	const note = (state: OrderState, orderId: string | null) =>
		sentOrders.write(host, key, { state, ...sent, orderId });
	return {
		sending: () => {
			records.sending();
			note('sending', null);
		},
		unknown: () => {
			records.unknown();
			note('unknown', null);
		},
		taken: (item, orderId) => {
			records.taken(item, orderId);
			note('taken', orderId);
		},
		erase: () => {
			records.erase();
			sentOrders.erase(host, key);
		},
	};
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
		return refused(call, answer, number);
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

/** The item about an order that the shop took. */
function takenItem(
	orderId: string | null,
	number: string | undefined,
	duplicate: boolean,
	answer: unknown,
): IDataObject {
	const nothing = answer === '' || answer === undefined;
	return {
		orderId,
		accepted: true,
		duplicate,
		orderNumber: number ?? null,
		status: null,
		reason: null,
		refusals: [],
		...asValue('answer', nothing ? null : answer),
	};
}

/** The item about a refused order, or the error. */
function refused(call: Call, answer: Refused, number: string | undefined): IDataObject {
	const { host, api, endpoint, authentication, credentials, input } = call;
	const { status, reason, body } = answer;
	const clean = redactor(authentication.secrets(credentials));
	const refusals = readRefusals(body, reason).map((refusal) => cleaned(refusal, clean));
	const words =
		inWords(refusals) ||
		(isWebPage(body)
			? 'it was refused with a web page instead of a reason'
			: 'the shop refused it without a reason');
	if (input.options.onRefusal !== 'item') {
		throw apiError(host.getNode(), api, endpoint, {
			status,
			problem: words,
			advice: `${hintsOf(refusals) || 'Check the domain in the credential, and ask the shop.'} The order was not taken.`,
		});
	}
	return {
		orderId: null,
		accepted: false,
		duplicate: false,
		orderNumber: number ?? null,
		status,
		reason: words,
		...asValue('refusals', refusals),
		...asValue('answer', body === '' ? null : body),
	};
}

/** A vendor may repeat what it was asked with. */
function cleaned(refusal: OrderRefusal, clean: (text: string) => string): OrderRefusal {
	const references = refusal.references.map(({ value, ...rest }) => ({
		...rest,
		value: typeof value === 'string' ? clean(value) : value,
	}));
	return { ...refusal, references, message: clean(refusal.message), hint: clean(refusal.hint) };
}

/** An item that an earlier try of this execution sent: n8n ran the node once more. */
function recall(call: Call, { item }: IDataObject, number: string | undefined): IDataObject {
	if (item !== undefined) return deepCopy(item) as IDataObject;
	const error = unknown(call, 'an earlier try may have arrived, and was not repeated', number);
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
	throw unknown(call, `order "${number}" was sent at ${when} UTC, without a clear answer`, number);
}

function unknown({ host, api, endpoint }: Call, problem: string, number?: string): NodeApiError {
	const error = apiError(host.getNode(), api, endpoint, {
		problem,
		advice: '',
		outcomeUnknown: true,
	});
	error.description = whatNow(number);
	return error;
}

/** What to do about an order that may have arrived. */
function whatNow(number: string | undefined): string {
	const next =
		number === undefined
			? 'Look there for the order before you send it again.'
			: `Look there for the order. With this order number it is not sent again; if it is not there, send it with another one, such as "${number}-2".`;
	return `It is not known whether KassaForte got the order, so it was not sent again. ${next}`;
}
