/** Long lists whose entries are made when somebody looks at them: of each only its place is held. Pure functions. */
import { eachStep } from '../values/inTurns';
import type { Steps } from '../values/inTurns';

/** A list that may not hold its entries; every array is one. */
export interface ListOf<T> extends Iterable<T> {
	readonly length: number;
	/** The entry of an index; undefined beyond the end. */
	at: (index: number) => T | undefined;
}

/** Some entries of a list, by their places there. */
export class SomeOf<T> implements ListOf<T> {
	constructor(
		private readonly list: ListOf<T>,
		private readonly places: readonly number[],
	) {}

	/** @see ListOf */
	get length(): number {
		return this.places.length;
	}

	/** @see ListOf.at */
	at(index: number): T | undefined {
		const place = this.places[index];
		return place === undefined ? undefined : this.list.at(place);
	}

	/** The entries, in their order. */
	*[Symbol.iterator](): Iterator<T> {
		for (const place of this.places) yield this.list.at(place) as T;
	}
}

/** Lists one after the other, as one. */
class Joined<T> implements ListOf<T> {
	constructor(private readonly lists: ReadonlyArray<ListOf<T>>) {}

	get length(): number {
		return this.lists.reduce((sum, { length }) => sum + length, 0);
	}

	at(index: number): T | undefined {
		let left = index;
		for (const list of this.lists) {
			if (left < list.length) return list.at(left);
			left -= list.length;
		}
		return undefined;
	}

	*[Symbol.iterator](): Iterator<T> {
		for (const list of this.lists) yield* list;
	}
}

/** The entries that are wanted, one a step; the list itself where all are. */
export function* pickSteps<T>(list: ListOf<T>, isWanted: (entry: T) => boolean): Steps<ListOf<T>> {
	let places: number[] | undefined;
	yield* eachStep(list, (entry, index) => {
		const isOwn = isWanted(entry);
		if (!isOwn) places ??= Array.from({ length: index }, (_each, before) => before);
		else places?.push(index);
	});
	return places ? new SomeOf(list, places) : list;
}

/** Lists one after the other. */
export function joined<T>(...lists: Array<ListOf<T>>): ListOf<T> {
	const [first, ...others] = lists.filter(({ length }) => length > 0);
	return first && others.length === 0 ? first : new Joined(lists);
}
