/** Faults that the tests order: which requests they strike, and how often. */
import type { Random } from './random.mts';

const FAULT_KINDS = [
	'resetBefore',
	'resetAfter',
	'status',
	'slow',
	'late',
	'hang',
	'truncate',
	'breakOff',
	'html',
	'redirect',
	'expireToken',
	'missingKey',
	'otherKeys',
	'pageShift',
	'repeatPage',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
	kind: FaultKind;
	vendor?: string;
	method?: string;
	/** Source of a regular expression on the path, without the query string. */
	path?: string;
	/** How many requests it strikes, default 1; -1 for ever. */
	times?: number;
	/** Strikes a matching request with this probability; default 1. */
	probability?: number;
	/** Lets the first N matching requests pass. */
	after?: number;
	/** `status`, `redirect`: the HTTP status. */
	status?: number;
	/** `status`, `html`: what is sent; objects as JSON. */
	body?: unknown;
	/** `status`: further headers, for example Retry-After. */
	headers?: Record<string, string>;
	/** `status`, `hang`, `html`, `redirect`: the handler runs first, its work stays. */
	commit?: boolean;
	/**
	 * Milliseconds. `slow`: the answer is held back, the work is done at once. `late`: the work itself
	 * begins so much later, even if the client has gone by then.
	 */
	ms?: number;
	/**
	 * `slow`, `late`: instead of `ms`, until POST /__sandbox/release. `expireToken`: the request goes on
	 * only then.
	 */
	held?: boolean;
	/** `redirect`: the Location header. */
	location?: string;
	/** `pageShift`: how many records are inserted. */
	insert?: number;
	/** `otherKeys`: what keys are called in the answer, wherever they stand; null leaves them out. */
	keys?: Record<string, string | null>;
}

/** A fault that strikes a request. */
export interface Struck extends Fault {
	/** Lasts as long as `ms` or `held` say. */
	wait(): Promise<void>;
}

export interface Faults {
	/** @throws Error with a readable text when a fault makes no sense */
	add(fault: unknown): void;
	/** The fault that strikes this request, if any; the first ordered one wins. */
	take(vendor: string, method: string, path: string): Struck | undefined;
	/** Lets those go on that have been held longest, all by default; says how many. */
	release(count?: number): number;
	clear(): void;
}

function checkFault(input: unknown): Fault {
	const fault = input as Fault;
	if (typeof input !== 'object' || input === null) throw new Error('a fault is an object');
	if (!FAULT_KINDS.includes(fault.kind)) throw new Error(`unknown fault kind: ${fault.kind}`);
	if (fault.kind === 'status' && typeof fault.status !== 'number') {
		throw new Error('a fault of kind status needs a status');
	}
	if (fault.kind === 'redirect' && typeof fault.location !== 'string') {
		throw new Error('a fault of kind redirect needs a location');
	}
	if (['slow', 'late'].includes(fault.kind) && typeof fault.ms !== 'number' && !fault.held) {
		throw new Error(`a fault of kind ${fault.kind} needs ms, or held`);
	}
	if (fault.kind === 'otherKeys' && typeof fault.keys !== 'object') {
		throw new Error('a fault of kind otherKeys needs keys');
	}
	if (fault.kind === 'pageShift' && typeof fault.insert !== 'number') {
		throw new Error('a fault of kind pageShift needs insert');
	}
	return fault;
}

/** Makes an empty list of faults. `random` decides about probabilities. */
export function createFaults(random: () => Random): Faults {
	let armed: Array<{ fault: Struck; path?: RegExp; skip: number; left: number }> = [];
	const held: Array<() => void> = [];
	const wait = async ({ held: isHeld, ms }: Fault): Promise<void> =>
		await new Promise((resolve) => {
			if (isHeld) held.push(resolve);
			else setTimeout(resolve, ms);
		});
	return {
		add(input) {
			const fault = checkFault(input);
			armed.push({
				fault: { ...fault, wait: async () => await wait(fault) },
				path: fault.path === undefined ? undefined : new RegExp(fault.path),
				skip: fault.after ?? 0,
				left: fault.times ?? 1,
			});
		},
		take(vendor, method, path) {
			for (const entry of armed) {
				const { fault } = entry;
				if (entry.left === 0) continue;
				if (fault.vendor !== undefined && fault.vendor !== vendor) continue;
				if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue;
				if (entry.path && !entry.path.test(path)) continue;
				if (entry.skip > 0) {
					entry.skip -= 1;
					continue;
				}
				if (fault.probability !== undefined && !random().chance(fault.probability)) continue;
				if (entry.left > 0) entry.left -= 1;
				return fault;
			}
			return undefined;
		},
		release(count = held.length) {
			const going = held.splice(0, count);
			for (const go of going) go();
			return going.length;
		},
		clear() {
			armed = [];
			held.length = 0;
		},
	};
}
