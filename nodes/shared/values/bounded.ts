/** Memories that must not grow without end. */

/** Values by name; where there are too many, the one that was set longest ago goes. */
export class BoundedMap<V> {
	private readonly entries = new Map<string, V>();

	/** @param most how many are kept */
	constructor(private readonly most: number) {}

	/** The value of a name; undefined where there is none (any more). */
	get(name: string): V | undefined {
		return this.entries.get(name);
	}

	/** Sets a value; it counts as the newest, also where the name was there. */
	set(name: string, value: V): void {
		this.entries.delete(name);
		this.entries.set(name, value);
		const oldest = this.entries.keys().next();
		if (this.entries.size > this.most && !oldest.done) this.entries.delete(oldest.value);
	}

	/** Forgets a name; nothing happens where it isn't there. */
	delete(name: string): void {
		this.entries.delete(name);
	}

	/** Names and values, those first that were set longest ago. */
	[Symbol.iterator](): IterableIterator<[string, V]> {
		return this.entries.entries();
	}
}
