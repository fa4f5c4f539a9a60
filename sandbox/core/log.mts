/** The record of everything that clients sent, for assertions. */
import type { VendorName } from './vendor.mts';

export interface LogEntry {
	/** Counts from 1 over all vendors since the last reset. */
	n: number;
	/** ISO time by the sandbox's clock. */
	at: string;
	vendor: VendorName;
	method: string;
	path: string;
	/** Decoded text values; a repeated name holds a list. */
	query: Record<string, string | string[]>;
	rawQuery: string;
	headers: Record<string, string | string[] | undefined>;
	body?: unknown;
	/** Absent as long as, or because, no answer was sent. */
	status?: number;
	/** Kind of the fault that struck. */
	fault?: string;
}

export interface RequestLog {
	add(entry: Omit<LogEntry, 'n'>): LogEntry;
	/** @param path only entries with exactly this path */
	list(filter?: { vendor?: string; path?: string }): LogEntry[];
	clear(): void;
}

/** Query text as the log shows it. */
export function parseRawQuery(rawQuery: string): Record<string, string | string[]> {
	const query: Record<string, string | string[]> = {};
	for (const [name, value] of new URLSearchParams(rawQuery)) {
		const known = Object.hasOwn(query, name) ? query[name] : undefined;
		if (known === undefined) query[name] = value;
		else if (Array.isArray(known)) known.push(value);
		else query[name] = [known, value];
	}
	return query;
}

/** Makes an empty log. */
export function createLog(): RequestLog {
	let entries: LogEntry[] = [];
	let counter = 0;
	return {
		add(entry) {
			counter += 1;
			const stored = { n: counter, ...entry };
			entries.push(stored);
			return stored;
		},
		list({ vendor, path } = {}) {
			return entries.filter(
				(entry) =>
					(vendor === undefined || entry.vendor === vendor) &&
					(path === undefined || entry.path === path),
			);
		},
		clear() {
			entries = [];
			counter = 0;
		},
	};
}
