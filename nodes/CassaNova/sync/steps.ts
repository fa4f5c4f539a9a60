/** What is to be sent, one request after the other, where later ones name what earlier ones have made. */
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Endpoint } from '../../shared/table/types';
import { isRecord, listOf } from '../../shared/values/records';

/** One write. */
export interface WriteStep {
	endpoint: Endpoint;
	/** What is filled into the route; an {@link Awaited} by its ID. */
	path?: Record<string, unknown>;
	/** Fields of the request; an {@link Awaited} stands for its ID, at any depth. */
	body: IDataObject;
	/** What the ID of the answer is for. */
	gives?: Awaited;
}

/** Where the ID of a part comes from, once the whole is there: that of a value, from its option. */
export interface PartOf {
	whole: Awaited;
	pick: (record: IDataObject) => unknown;
}

/** A record that isn't there yet, in the place of its ID. */
export class Awaited {
	/** The ID, once it is there. */
	id?: string;

	/** Why it couldn't be made. */
	error?: NodeApiError;

	/** The whole record, once it was read. */
	record?: IDataObject;

	/**
	 * @param name as people call it
	 * @param make the write that makes it; without one, another row's write gives it
	 * @param read reads the whole record, where parts of it are awaited
	 * @param partOf where it comes from, where it is a part of another one
	 */
	constructor(
		readonly name: string,
		readonly make?: WriteStep,
		readonly read?: Endpoint,
		readonly partOf?: PartOf,
	) {}
}

/** What isn't there yet of all that a step names, each once. */
export function awaitedIn({ body, path }: WriteStep): Awaited[] {
	const found = new Set<Awaited>();
	const look = (value: unknown): void => {
		if (value instanceof Awaited) {
			if (value.id === undefined) found.add(value);
		} else if (Array.isArray(value)) value.forEach(look);
		else if (isRecord(value)) Object.values(value).forEach(look);
	};
	look(body);
	look(path);
	return [...found];
}

/** The same with IDs in the place of what was awaited. */
export function withIds(value: unknown): unknown {
	if (value instanceof Awaited) return value.id;
	const list = listOf(value);
	if (list) return list.map(withIds);
	if (!isRecord(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withIds(one)]));
}
