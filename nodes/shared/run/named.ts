/** Names beside the IDs of simplified records: what people know a shop or a register by. */
import { NodeApiError } from 'n8n-workflow';
import type { Call, OutputSpec } from '../table/types';
import { namesOf } from './keptNames';
import type { Names } from './keptNames';

interface NamedBy {
	/** Field that holds the ID. */
	id: string;
	/** Field for the name, which `simplify` has left null. */
	name: string;
	/** What the IDs belong to, several of them, e.g. `shops`. */
	many: string;
	/** Names by ID, read once for all items of an execution. */
	read: (call: Call) => Promise<ReadonlyMap<string, string>>;
}

/**
 * Makes what fills names into simplified items. Nothing depends on them: where the system refuses to give
 * them (NodeApiError), they stay null and a hint says so.
 */
export function namedBy({ id, name, many, read }: NamedBy): NonNullable<OutputSpec['named']> {
	return async (call, items) => {
		const known = items.filter((item) => item[id] !== null && item[id] !== undefined);
		if (known.length === 0) return;
		const ids = known.map((item) => String(item[id]));
		const readAll = async () => {
			const names = [...(await read(call))];
			return new Map(names.map(([one, called]): [string, Names] => [one, { [name]: called }]));
		};
		const names = await namesOf(call, many, ids, readAll).catch((error: unknown) => {
			if (!(error instanceof NodeApiError)) throw error;
			call.hint(`The names of ${many} could not be read and are missing; their IDs are right.`);
			return new Map<string, Names>();
		});
		for (const item of known) item[name] = names.get(String(item[id]))?.[name] ?? null;
	};
}
