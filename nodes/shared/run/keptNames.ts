/** Names that triggers look up beside IDs: kept for a while, so that not every poll with news reads them anew. */
import { BoundedMap } from '../values/bounded';
import type { EpochMs, Milliseconds } from '../values/units';
import type { Call } from '../table/types';
import { signedInAs } from '../wire/account';

/** What was read so long ago is read again: until then, items of a trigger may have a name from before. */
export const KEPT_MS: Milliseconds = 10 * 60_000;
/** Names kept; about 5 MB. */
const MOST = 20_000;

/** What an ID is called, by the field of the item that says it. */
export type Names = Readonly<Record<string, string | null>>;

/** A part of the process's memory. */
class KeptNames {
	private readonly kept = new BoundedMap<{ names: Names | undefined; since: EpochMs }>(MOST);

	/** What is known of a key: `names` is undefined where nothing has that ID. Undefined where nothing is known. */
	get(key: string, now: EpochMs): { names: Names | undefined } | undefined {
		const known = this.kept.get(key);
		return known && now >= known.since && now - known.since < KEPT_MS ? known : undefined;
	}

	/** Keeps what was read of a key. */
	set(key: string, names: Names | undefined, now: EpochMs): void {
		this.kept.set(key, { names, since: now });
	}
}

/**
 * What some IDs are called. In a trigger, what its polls have read in the last ten minutes isn't read again;
 * everywhere else all of it is.
 * @param kind what the IDs belong to
 * @param read gives the names of the IDs that aren't known; others as well, where it reads a whole list
 * @throws what `read` throws: nothing is kept then
 */
export async function namesOf(
	call: Call,
	kind: string,
	ids: readonly string[],
	read: (missing: string[]) => Promise<ReadonlyMap<string, Names>>,
): Promise<ReadonlyMap<string, Names>> {
	const wanted = [...new Set(ids)];
	if (!call.keepsNames) return await read(wanted);
	const kept = call.memory.of(KeptNames);
	const prefix = `${signedInAs(call)} ${kind} `;
	const names = new Map<string, Names>();
	const missing: string[] = [];
	for (const id of wanted) {
		const known = kept.get(prefix + id, call.now());
		if (!known) missing.push(id);
		else if (known.names) names.set(id, known.names);
	}
	if (missing.length === 0) return names;
	const found = await read(missing);
	for (const id of missing) kept.set(prefix + id, found.get(id), call.now());
	return new Map([...names, ...found]);
}
