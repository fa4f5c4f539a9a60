/** Orders that are followed: what is remembered of each, when it counts as changed, when it is forgotten. */
import type { IDataObject } from 'n8n-workflow';
import { asValue } from './answers';
import { canonical, findAt } from './status';
import type { Found } from './status';

/** What is remembered of one order. */
export interface SeenOrder {
	/** Milliseconds since 1970 at which it was first in the list. */
	since: number;
	/** The vendor's last whole answer, under a name of its own because it may be anything. */
	last?: { answer: unknown };
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

const statusIn = (answer: unknown, { statusPath = [] }: OrderRules): Found =>
	findAt(answer, statusPath);

const isTooOld = ({ since }: SeenOrder, { maxAgeMs }: OrderRules, now: number): boolean =>
	now - since > maxAgeMs;

/** True where nothing more is expected of an order, by the rules as they are now. */
export function isOver(seen: SeenOrder, rules: OrderRules, now: number): boolean {
	if (seen.over || isTooOld(seen, rules, now)) return true;
	const found = seen.last && statusIn(seen.last.answer, rules);
	if (!found || !('value' in found)) return false;
	return rules.finalStatuses.some((status) => canonical(status) === canonical(found.value));
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

/** What an answer means: an event or none; `keys` where it holds no status, with the names it has. */
export type Judgement = { event?: IDataObject } | { keys: string[] };

/**
 * Compares an order's answer with the one before.
 * @param seen what is remembered of it; undefined the first time
 */
export function judgeAnswer(
	orderId: string,
	seen: SeenOrder | undefined,
	answer: unknown,
	rules: OrderRules,
	now: number,
): Judgement {
	const to = statusIn(answer, rules);
	if (!('value' in to)) return to;
	const before = seen?.last;
	const from = before && statusIn(before.answer, rules);
	const statusChanged =
		from === undefined || !('value' in from) || canonical(from.value) !== canonical(to.value);
	const answerChanged = before === undefined || canonical(before.answer) !== canonical(answer);
	if (
		before === undefined ? !rules.tellFirst : !statusChanged && !(rules.anyChange && answerChanged)
	) {
		return {};
	}
	return {
		event: {
			orderId,
			...(rules.statusPath && {
				...asValue('from', from && 'value' in from ? from.value : null),
				...asValue('to', to.value),
			}),
			...asValue('previous', before ? before.answer : null),
			...asValue('current', answer),
			changedAt: new Date(now).toISOString(),
		},
	};
}

/**
 * What is remembered after a poll. An order that left the list is kept until its maximum age: a list
 * that an expression gives may be empty for a moment, and what was told must not be told again.
 * @param answers the new answers by order ID
 * @param next the first order that there was no time for
 */
export function rememberOrders(
	memory: OrderMemory,
	listed: string[],
	answers: ReadonlyMap<string, unknown>,
	rules: OrderRules,
	now: number,
	next?: string,
): OrderMemory {
	const ids = new Set([...Object.keys(memory.orders), ...listed]);
	const isListed = new Set(listed);
	const orders: OrderMemory['orders'] = {};
	for (const id of ids) {
		const { since = now, last } = memory.orders[id] ?? {};
		const newest = answers.has(id) ? { answer: answers.get(id) } : last;
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
	return { orders, ...(next === undefined ? {} : { next }) };
}
