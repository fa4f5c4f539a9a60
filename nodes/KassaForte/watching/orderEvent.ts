/** The event "order status changed": each order is asked for, and one that fails stops no other. */
import { NodeApiError, deepCopy } from 'n8n-workflow';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import { option, within } from '../../shared/table/fields';
import { inTurns } from '../../shared/values/inTurns';
import { LASTING_MS, causeIn } from '../../shared/wire/cause';
import { Load } from '../../shared/poll/load';
import type { PollContext, PollOutcome } from '../../shared/poll/poll';
import { Room } from '../../shared/wire/room';
import { runOne } from '../../shared/run/run';
import { numeric, textList } from '../../shared/table/schemas';
import type { Field } from '../../shared/table/types';
import { kassaForte } from '../api';
import type { KeptAnswer } from './keptAnswer';
import { OrderTrouble } from './orderTrouble';
import { MOST_ORDERS, NO_ORDERS, judgeAnswer, ordersToAsk, rememberOrders } from './orderWatch';
import type { OrderMemory, OrderRules, SeenOrder } from './orderWatch';
import type { Poller } from './poller';
import { noStatus, statusPath } from '../resources/order';
import { parsePath } from './status';
import { textsIn } from '../../shared/table/checked';

const HOUR_MS = 3_600_000;
/** Hours for which an order is followed. */
const USUAL_HOURS = 48;
const MOST_HOURS = 24 * 90;
/** Where what is remembered stands in the node's state. */
const KEY = 'orders';
/** Statuses that say something about the shop or the credential, and nothing about an order. */
const OF_THE_SHOP = new Set(['401', '403', '405', '429']);

/** Statuses that say something about one order. */
const OF_AN_ORDER = new Set(['400', '404']);

/** So many orders in a row without an answer are enough to take the shop for down. */
const MOST_UNANSWERED = 8;

/** Read apart: an expression may give an empty list, and one wrong ID must not stop the others. */
export const orderIds: INodeProperties = {
	displayName: 'Order IDs',
	name: 'orderIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 20260305190412, 20260305190530',
	hint: 'Separated by commas, or an expression that gives a list',
	description:
		'The orders to follow: the 14 digits of each, with commas between them. An expression may give a list, and is evaluated anew at each poll.',
};

export const watchedOrderFields: Field[] = [
	option(
		{
			...statusPath.property,
			hint: 'Where the status stands in the answer. Empty = any change counts.',
			description:
				'Where the status stands in the answer. Without it any change of the answer counts. Fetch a test event to see what your shop sends.',
		},
		{ schema: statusPath.schema },
	),
	option(
		{
			displayName: 'Final Statuses',
			name: 'finalStatuses',
			type: 'string',
			default: '',
			placeholder: 'e.g. delivered, canceled',
			hint: 'Orders that get there are no longer followed. Empty = none.',
			description:
				'Statuses after which nothing more is expected, with commas between them. An order that gets there is told once more, and then no longer asked for.',
		},
		{ schema: () => textList },
	),
	...within('options', [
		option({
			displayName: 'Also Other Changes',
			name: 'anyChange',
			type: 'boolean',
			default: false,
			description:
				'Whether a change elsewhere in the answer counts although the status at the path is the same',
		}),
		option({
			displayName: 'Also the First Status',
			name: 'tellFirst',
			type: 'boolean',
			default: false,
			description:
				'Whether an order that is new in the list is told with the status that it has then',
		}),
		option(
			{
				displayName: 'Stop After (Hours)',
				name: 'maxAge',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_HOURS },
				default: USUAL_HOURS,
				description: 'How long an order is followed, counted from when it was first in the list',
			},
			{ schema: () => numeric({ min: 1, max: MOST_HOURS }) },
		),
	]),
];

/** What a poll found out. */
interface Found {
	/** What is kept of them. */
	answers: Map<string, KeptAnswer>;
	events: IDataObject[];
	failures: Array<{ orderId: string; error: unknown }>;
	/** The first order that wasn't asked for. */
	next?: string;
}

/** Asks for every order that is still open, and tells the ones that changed. */
export async function pollOrders(poller: Poller, context: PollContext): Promise<PollOutcome> {
	const { read, shop, trigger, warn } = poller;
	const trouble = poller.memory.of(OrderTrouble);
	const { startedAt } = context;
	const { ids, wrong } = readIds(read(orderIds.name));
	const [wrongId] = wrong;
	if (wrongId !== undefined && (context.manual || ids.length === 0)) throw notAnId(wrongId);
	if (new Set(ids).size > MOST_ORDERS) throw tooMany();
	const rules = rulesOf(poller.options);
	if (context.manual) return await testEvent(poller, context, ids, rules);
	const stored = readMemory(context.state[KEY], shop);
	const name = `${trigger} ${shop}`;
	const memory = trouble.addTo(stored, name, ids);
	const found = await askAll(poller, context, memory, ids, rules);
	// That the shop doesn't know an order is an answer, too: it is asked again until it is too old.
	const failure = found.failures.find(({ error }) => !OF_AN_ORDER.has(statusOf(error)));
	if (failure && found.answers.size === 0) {
		trouble.note(memory, name, ids, startedAt, found.next);
		throw failure.error;
	}
	trouble.forget(name);
	const unknownSince = knowsNone(found, memory, ids)
		? Math.min(stored.unknownSince ?? startedAt, startedAt)
		: undefined;
	const lasts = unknownSince !== undefined && startedAt - unknownSince >= LASTING_MS;
	if (lasts && context.complains(false)) throw allUnknown();
	for (const { orderId, error } of found.failures) {
		warn(`order ${orderId} is asked for again at the next poll: ${wordsOf(error)}`);
	}
	if (wrongId !== undefined) warn(`"${wrongId.slice(0, 40)}" is no order ID: it must be 14 digits`);
	const orders = {
		...rememberOrders(memory, ids, found.answers, rules, startedAt, found.next),
		...(unknownSince === undefined ? {} : { unknownSince }),
	};
	return {
		items: found.events.map((json) => ({ json })),
		state: { [KEY]: { shop, ...orders } as unknown as IDataObject },
	};
}

/** The shop has answered, but knew none of the orders, and never knew one that is still listed. */
function knowsNone({ answers, failures }: Found, memory: OrderMemory, listed: string[]): boolean {
	const wasKnown = listed.some((id) => memory.orders[id]?.last !== undefined);
	return answers.size === 0 && failures.length > 0 && !wasKnown;
}

function allUnknown(): InputError {
	return new InputError(
		orderIds.displayName,
		'have all been unknown to the shop for an hour',
		'Check them, and that the domain and the user name in the credential are those of the shop that the orders were sent to. The trigger goes on asking until the orders are too old.',
	);
}

/** Splits the parameter, which an expression may give as a list, into IDs and what is none. */
function readIds(value: unknown): { ids: string[]; wrong: string[] } {
	const parts: unknown[] = Array.isArray(value) ? value : String(value ?? '').split(/[\s,;]+/);
	const texts = parts.map((part) => String(part ?? '').trim()).filter((part) => part !== '');
	const isId = (text: string) => /^\d{14}$/.test(text);
	return { ids: texts.filter(isId), wrong: texts.filter((text) => !isId(text)) };
}

function notAnId(wrong: string): InputError {
	return new InputError(
		orderIds.displayName,
		`must be 14 digits each; one is "${wrong.slice(0, 40)}"`,
		'Correct it; nothing was sent.',
	);
}

function tooMany(): InputError {
	return new InputError(
		orderIds.displayName,
		`are more than ${MOST_ORDERS.toLocaleString('en')}`,
		'Give only the orders that may still change; nothing was sent.',
	);
}

function rulesOf(options: Record<string, unknown>): OrderRules {
	const path = options.statusPath;
	return {
		...(path === undefined ? {} : { statusPath: parsePath(String(path)) }),
		finalStatuses: textsIn(options, 'finalStatuses') ?? [],
		maxAgeMs: Number(options.maxAge ?? USUAL_HOURS) * HOUR_MS,
		anyChange: options.anyChange === true,
		tellFirst: options.tellFirst === true,
	};
}

/** What is remembered of this shop's orders; those of another shop say nothing. */
function readMemory(state: unknown, shop: string): OrderMemory {
	const kept = state as (OrderMemory & { shop: string }) | undefined;
	if (kept?.shop !== shop) return NO_ORDERS;
	// What n8n gives watches its own changes; an item must hold plain values.
	const { orders, next, unknownSince } = deepCopy(kept);
	return {
		orders,
		...(next === undefined ? {} : { next }),
		...(unknownSince === undefined ? {} : { unknownSince }),
	};
}

/** The answer about one order, and what it means. */
async function ask(
	poller: Poller,
	orderId: string,
	seen: SeenOrder | undefined,
	rules: OrderRules,
	now: number,
	room?: Room,
): Promise<{ kept: KeptAnswer; event?: IDataObject }> {
	const call = poller.call('order', 'getStatus', { orderId }, room);
	const answer = await runOne(call);
	const judgement = await inTurns(call, judgeAnswer(orderId, seen, answer, rules, now));
	if ('keys' in judgement) throw noStatus(call, String(poller.options.statusPath), judgement.keys);
	return judgement;
}

/** A few at a time, until the time is up, the shop itself says no, or nothing gets through. */
async function askAll(
	poller: Poller,
	context: PollContext,
	memory: OrderMemory,
	listed: string[],
	rules: OrderRules,
): Promise<Found> {
	const { startedAt } = context;
	const found: Found = { answers: new Map(), events: [], failures: [] };
	const load = new Load();
	/** For answers that arrive, and events that are handed on. */
	const room = new Room();
	const open = ordersToAsk(memory, listed, rules, startedAt);
	const { concurrency } = kassaForte;
	for (let first = 0; first < open.length; first += concurrency) {
		if (!context.goesOn() || isHopeless(found) || load.isFull) {
			return { ...found, next: open[first] };
		}
		const batch = open.slice(first, first + concurrency);
		const parts = batch.map(() => room.part());
		const told = batch.map(
			async (orderId, index) =>
				await ask(poller, orderId, memory.orders[orderId], rules, startedAt, parts[index]),
		);
		for (const [index, outcome] of (await Promise.allSettled(told)).entries()) {
			const orderId = batch[index] ?? '';
			const part = parts[index];
			if (outcome.status === 'fulfilled') {
				found.answers.set(orderId, outcome.value.kept);
				const { event } = outcome.value;
				if (event) found.events.push(event);
				part?.leave(event ? load.add(event) : 0);
				continue;
			}
			part?.leave(0);
			// The next poll begins with it, and has all of the room.
			if (part?.isShort) found.next ??= orderId;
			else found.failures.push({ orderId, error: outcome.reason });
		}
		if (found.next !== undefined) return found;
	}
	return found;
}

/** A shop that answers nobody, or refuses this credential, isn't asked on and on. */
function isHopeless({ answers, failures }: Found): boolean {
	const refused = failures.some(({ error }) => OF_THE_SHOP.has(statusOf(error)));
	const unanswered = failures.filter(({ error }) => causeIn(error) === 'temporarily-unavailable');
	return refused || (answers.size === 0 && unanswered.length >= MOST_UNANSWERED);
}

function statusOf(error: unknown): string {
	return error instanceof NodeApiError ? (error.httpCode ?? '') : '';
}

/** The first order that answers, as it is now; the editor must not wait for a long list. */
async function testEvent(
	poller: Poller,
	context: PollContext,
	ids: string[],
	rules: OrderRules,
): Promise<PollOutcome> {
	let failed: unknown;
	for (const orderId of ids) {
		if (!context.goesOn()) break;
		try {
			const { event } = await ask(
				poller,
				orderId,
				undefined,
				{ ...rules, tellFirst: true },
				context.startedAt,
			);
			return { items: event ? [{ json: event }] : [] };
		} catch (error) {
			failed ??= error;
		}
	}
	throw (
		failed ??
		new InputError(
			orderIds.displayName,
			'is empty',
			'Enter the 14 digits of an order to see what a change looks like. In the live workflow an empty list is fine: nothing is asked for then.',
		)
	);
}

function wordsOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
