/** Orders that are followed: what is remembered of each, when it counts as changed, when it is forgotten. */
import type { IDataObject } from 'n8n-workflow';
import { atOnce } from '../../shared/values/inTurns';
import type { Steps } from '../../shared/values/inTurns';
import { jsonLength } from '../../shared/values/jsonLength';
import { asValue } from '../answers';
import {
	LONGEST_ANSWER,
	LONGEST_VALUE,
	keepAnswer,
	marksOf,
	partOf,
	printOf,
	withoutValues,
} from './keptAnswer';
import type { KeptAnswer } from './keptAnswer';
import { findAt } from './status';

/** Orders that are remembered: n8n writes what a trigger remembers as a whole. */
export const MOST_ORDERS = 20_000;
/** Signs of all answers that are kept as they are. */
const LONGEST_ANSWERS = 500_000;

/** What is remembered of one order. */
export interface SeenOrder {
	/** Milliseconds since 1970 at which it was first in the list. */
	since: number;
	/** The vendor's last answer; under a name of its own where it is whole, because it may be anything. */
	last?: KeptAnswer;
	/** True where it left the list in a final status: its answer isn't needed any more. */
	over?: true;
}

/** What is remembered between two polls. */
export interface OrderMemory {
	/** By order ID. */
	orders: Record<string, SeenOrder>;
	/** The order to begin with, where the last poll ran out of time before it. */
	next?: string;
	/** Since when the shop has known none of the orders, in milliseconds since 1970. */
	unknownSince?: number;
}

/** What the user wants to know of orders. */
export interface OrderRules {
	/** Where the status stands in an answer; the whole answer is the status without it. */
	statusPath?: string[];
	/** Statuses after which nothing more is expected. */
	finalStatuses: string[];
	/** Milliseconds after which an order isn't asked for any more. */
	maxAgeMs: number;
	/** True where a change beside the status counts as well. */
	anyChange: boolean;
	/** True where the first status of an order is an event, too. */
	tellFirst: boolean;
}

/** Nothing remembered yet. */
export const NO_ORDERS: OrderMemory = { orders: {} };

const isTooOld = ({ since }: SeenOrder, { maxAgeMs }: OrderRules, now: number): boolean =>
	now - since > maxAgeMs;

/** True where nothing more is expected of an order, by the rules as they are now. */
export function isOver(seen: SeenOrder, rules: OrderRules, now: number): boolean {
	if (seen.over || isTooOld(seen, rules, now)) return true;
	if (rules.finalStatuses.length === 0) return false;
	const status = seen.last && atOnce(partOf(seen.last, rules.statusPath ?? []));
	return rules.finalStatuses.some((final) => atOnce(printOf(final)) === status?.print);
}

/**
 * The orders of the list that are still to be asked for, each once; those that the last poll had no
 * time for come first.
 */
export function ordersToAsk(
	memory: OrderMemory,
	listed: string[],
	rules: OrderRules,
	now: number,
): string[] {
	const open = [...new Set(listed)].filter((id) => {
		const seen = memory.orders[id];
		return seen === undefined || !isOver(seen, rules, now);
	});
	const start = memory.next === undefined ? 0 : Math.max(0, open.indexOf(memory.next));
	return [...open.slice(start), ...open.slice(0, start)];
}

/**
 * What an answer means: an event or none, and what to keep of it; `keys` where it holds no status, with
 * the names it has.
 */
export type Judgement = { event?: IDataObject; kept: KeptAnswer } | { keys: string[] };

/**
 * Compares an order's answer with the one before.
 * @param seen what is remembered of it; undefined the first time
 */
export function* judgeAnswer(
	orderId: string,
	seen: SeenOrder | undefined,
	answer: unknown,
	rules: OrderRules,
	now: number,
): Steps<Judgement> {
	const { statusPath = [] } = rules;
	const to = findAt(answer, statusPath);
	if (!('value' in to)) return to;
	const before = seen?.last;
	const kept = yield* keepAnswer(answer, rules.statusPath);
	const from = before && (yield* partOf(before, statusPath));
	const printAt = function* (one: KeptAnswer, path: string[]) {
		return (yield* partOf(one, path))?.print;
	};
	const answerChanged =
		before === undefined || (yield* printAt(before, [])) !== (yield* printAt(kept, []));
	const statusChanged = answerChanged && from?.print !== (yield* printAt(kept, statusPath));
	if (
		before === undefined ? !rules.tellFirst : !statusChanged && !(rules.anyChange && answerChanged)
	) {
		return { kept };
	}
	const isWhole = before === undefined || 'answer' in before;
	return {
		kept,
		event: {
			orderId,
			...(rules.statusPath && {
				...asValue('from', from?.value ?? null),
				...asValue('to', to.value),
			}),
			...asValue('previous', before && 'answer' in before ? before.answer : null),
			...asValue('current', answer),
			changedAt: new Date(now).toISOString(),
			...(isWhole ? {} : { note: NOT_WHOLE }),
		},
	};
}

const NOT_WHOLE =
	'The answer before was too long to be kept: "previous" is empty, and so is "from" where the status itself is long.';

/**
 * What is remembered after a poll. An order that left the list is kept until its maximum age: a list
 * that an expression gives may be empty for a moment, and what was told must not be told again. Of more
 * orders than {@link MOST_ORDERS}, those that left the list and came first are forgotten.
 * @param answers what is kept of the new answers, by order ID
 * @param next the first order that there was no time for
 */
export function rememberOrders(
	memory: OrderMemory,
	listed: string[],
	answers: ReadonlyMap<string, KeptAnswer>,
	rules: OrderRules,
	now: number,
	next?: string,
): OrderMemory {
	const ids = new Set([...Object.keys(memory.orders), ...listed]);
	const isListed = new Set(listed);
	const orders: OrderMemory['orders'] = {};
	for (const id of ids) {
		const { since = now, last } = memory.orders[id] ?? {};
		const newest = answers.get(id) ?? last;
		const seen: SeenOrder = {
			...memory.orders[id],
			since,
			...(newest && { last: newest }),
		};
		if (isListed.has(id)) orders[id] = seen;
		else if (!isTooOld(seen, rules, now)) {
			orders[id] = isOver(seen, rules, now) ? { since, over: true } : seen;
		}
	}
	const kept = withinRoom(withoutOldest(orders, isListed), rules, now);
	return { orders: kept, ...(next === undefined ? {} : { next }) };
}

type Orders = OrderMemory['orders'];

function withoutOldest(orders: Orders, isListed: ReadonlySet<string>): Orders {
	const all = Object.entries(orders);
	if (all.length <= MOST_ORDERS) return orders;
	const others = all.filter(([id]) => !isListed.has(id));
	others.sort(([, a], [, b]) => b.since - a.since);
	const listed = all.filter(([id]) => isListed.has(id));
	const room = Math.max(0, MOST_ORDERS - listed.length);
	return Object.fromEntries([...listed, ...others.slice(0, room)]);
}

/** Keeps short answers as they are while there is room, those of open and of newer orders first. */
function withinRoom(orders: Orders, rules: OrderRules, now: number): Orders {
	const byUse = Object.entries(orders).map(([id, seen]) => ({
		id,
		seen,
		over: isOver(seen, rules, now),
	}));
	byUse.sort((a, b) => Number(a.over) - Number(b.over) || b.seen.since - a.seen.since);
	let room = LONGEST_ANSWERS;
	const lasts = new Map<string, KeptAnswer>();
	for (const { id, seen } of byUse) {
		if (!seen.last) continue;
		const most = Math.min(LONGEST_ANSWER, room);
		const isShort = 'answer' in seen.last && jsonLength(seen.last, most) <= most;
		const marks = isShort ? undefined : atOnce(marksOf(seen.last, rules.statusPath));
		const last = marks && room < LONGEST_VALUE ? withoutValues(marks) : (marks ?? seen.last);
		room -= Math.min(room, jsonLength(last, most));
		lasts.set(id, last);
	}
	return Object.fromEntries(
		Object.entries(orders).map(([id, seen]) => {
			const last = lasts.get(id);
			return [id, last ? { ...seen, last } : seen];
		}),
	);
}
