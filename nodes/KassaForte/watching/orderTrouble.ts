/** What polls without any order's answer leave behind inside this process: n8n stores nothing of them. */
import { BoundedMap } from '../../shared/values/bounded';
import type { OrderMemory } from './orderWatch';

/** Triggers that are remembered; the one whose failure is longest ago goes first. */
const MOST_TRIGGERS = 2000;

/** What a poll that fails has found out. */
interface Trouble {
	/** When each order was first in the list, in milliseconds since 1970. */
	since: Map<string, number>;
	/** The order to begin with at the next poll. */
	next?: string;
}

/**
 * Orders that never answer must get too old all the same, and those behind them must get their turn.
 */
export class OrderTrouble {
	private readonly triggers = new BoundedMap<Trouble>(MOST_TRIGGERS);

	/**
	 * What is remembered of orders, with what failed polls have added.
	 * @param listed the orders of the list
	 */
	addTo(memory: OrderMemory, trigger: string, listed: string[]): OrderMemory {
		const trouble = this.triggers.get(trigger);
		if (!trouble) return memory;
		const since = listed.flatMap((id) => {
			const first = trouble.since.get(id);
			return first === undefined || memory.orders[id] ? [] : [[id, { since: first }] as const];
		});
		const { next = memory.next } = trouble;
		const orders = { ...memory.orders, ...Object.fromEntries(since) };
		return { orders, ...(next === undefined ? {} : { next }) };
	}

	/**
	 * Notes a poll that fails.
	 * @param now milliseconds since 1970
	 * @param next the first order that wasn't asked for
	 */
	note(memory: OrderMemory, trigger: string, listed: string[], now: number, next?: string): void {
		const since = new Map(listed.map((id) => [id, memory.orders[id]?.since ?? now]));
		this.triggers.set(trigger, { since, ...(next === undefined ? {} : { next }) });
	}

	/** Some order has answered: the state tells again. */
	forget(trigger: string): void {
		this.triggers.delete(trigger);
	}
}
