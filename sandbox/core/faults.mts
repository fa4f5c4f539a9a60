/** Faults that the tests order: which requests they strike, and how often. */
import type { Random } from './random.mts';

export const FAULT_KINDS = [
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
	/** `redirect`: the Location header. */
	location?: string;
	/** `pageShift`: how many records are inserted. */
	insert?: number;
}

export interface Faults {
	/** @throws Error with a readable text when a fault makes no sense */
	add(fault: unknown): void;
	/** The fault that strikes this request, if any; the first ordered one wins. */
	take(vendor: string, method: string, path: string): Fault | undefined;
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
	if (['slow', 'late'].includes(fault.kind) && typeof fault.ms !== 'number') {
		throw new Error(`a fault of kind ${fault.kind} needs ms`);
	}
	if (fault.kind === 'pageShift' && typeof fault.insert !== 'number') {
		throw new Error('a fault of kind pageShift needs insert');
	}
	return fault;
}

/** Makes an empty list of faults. `random` decides about probabilities. */
export function createFaults(random: () => Random): Faults {
	let armed: Array<{ fault: Fault; path?: RegExp; skip: number; left: number }> = [];
	return {
		add(input) {
			const fault = checkFault(input);
			armed.push({
				fault,
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
		clear() {
			armed = [];
		},
	};
}
