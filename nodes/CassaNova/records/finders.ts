/** How "Create or Update" looks for the records that have a key. */
import type { ActionCall, Endpoint } from '../../shared/table/types';
import { recordsIn } from '../../shared/values/records';
import { readAgain, recordsWith } from './keys';
import type { KnownRecord, Records } from './keys';
import type { RecordKey } from './recordKeys';
import { wholeList } from './wholeList';

/** Looks for records by one kind of key. */
export interface Finder {
	/**
	 * The execution's records, with those of a key among them.
	 * @throws NodeApiError where they can't be read; InputError where none of them can be meant
	 */
	find: (call: ActionCall, key: string) => Promise<Records>;
	/**
	 * Reads the records with a key anew; undefined where there are none.
	 * @throws NodeApiError where they can't be read
	 */
	findAnew: (call: ActionCall, key: string) => Promise<KnownRecord[] | undefined>;
}

/** By the user's own ID: asked for one by one where the account can be. */
export function byOwnId(getAll: Endpoint): Finder {
	return {
		find: async (call, key) => await recordsWith(call, getAll, key),
		findAnew: async (call, key) => await readAgain(call, getAll, key),
	};
}

/** By a field of theirs, in the whole list. */
export function byField(getAll: Endpoint, { value, field, of }: RecordKey): Finder {
	const sorted = (all: unknown[]): Records => {
		const records: Records = new Map();
		for (const record of recordsIn(all)) {
			for (const key of new Set(of(record[field]))) {
				records.set(key, [...(records.get(key) ?? []), record]);
			}
		}
		return records;
	};
	return {
		find: async (call) =>
			await call.once(`upsert ${getAll.route} by ${value}`, async () =>
				sorted(await wholeList(call, getAll)),
			),
		findAnew: async (call, key) => sorted(await call.readAll(getAll)).get(key),
	};
}

/**
 * One by one, each key looked for once in an execution.
 * @param kind keeps the records of different kinds apart
 * @param look gives what has a key, as it is known or read anew
 */
export function oneByOne(
	kind: (call: ActionCall) => string,
	look: (call: ActionCall, key: string, isAnew: boolean) => Promise<KnownRecord[]>,
): Finder {
	return {
		find: async (call, key) => {
			const records = await call.once<Records>(
				`upsert found ${kind(call)}`,
				async () => await Promise.resolve(new Map<string, KnownRecord[]>()),
			);
			if (!records.has(key)) records.set(key, await look(call, key, false));
			return records;
		},
		findAnew: async (call, key) => {
			const found = await look(call, key, true);
			return found.length > 0 ? found : undefined;
		},
	};
}
