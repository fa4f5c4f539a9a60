/** The memory of records that were seen: nine letters for each, by day, so that it can be cut off. */
import type { Day } from '../../values/units';
import { fingerprint48, fromLetters, toLetters } from '../hash';

/** Letters of the fingerprint of a record's id. */
const ID = 8;
/** One more: whether it was handed on, and its mark. */
const ENTRY = ID + 1;
const HANDED_ON = 32;
const MOST_MARKS = HANDED_ON - 1;

/** What is known of a record. */
export interface Known {
	/** False for one that was there before the trigger, or that its filter left out. */
	handedOn: boolean;
	/** 0 as it was made; anything else tells how it was taken back since. */
	mark: number;
}

/** Day (yyyy-mm-dd) to entries, as it stands in the static data. */
export type StoredSeen = Record<string, string>;

interface Entry {
	day: Day;
	code: number;
}

/**
 * Seen records by their ids' fingerprints. 10,000 of them take 90 KB, whatever they look like. Each
 * day's entries are one text: days that leave the look-back are dropped, and days without a change
 * stay the very text that they were.
 */
export class Seen {
	private entries: Map<number, Entry> | undefined;

	private readonly changed = new Set<string>();

	constructor(private stored: StoredSeen) {}

	/** Undefined for a record that wasn't seen. */
	get(id: string): Known | undefined {
		const entry = this.all().get(fingerprint48(id));
		if (!entry) return undefined;
		return { handedOn: entry.code >= HANDED_ON, mark: entry.code % HANDED_ON };
	}

	/** How many records are remembered of a day. */
	countOf(day: Day): number {
		let count = 0;
		for (const entry of this.all().values()) if (entry.day === day) count += 1;
		return count;
	}

	/** Notes a record, or what has become of it; it stays with the day that it was first noted for. */
	set(id: string, day: Day, { handedOn, mark }: Known): void {
		const key = fingerprint48(id);
		const code = (handedOn ? HANDED_ON : 0) + Math.min(mark, MOST_MARKS);
		const known = this.all().get(key);
		if (known?.code === code) return;
		const entry = { day: known?.day ?? day, code };
		this.all().set(key, entry);
		this.changed.add(entry.day);
	}

	/** Forgets all days before the given one. */
	dropBefore(day: Day): void {
		const old = Object.keys(this.stored).filter((other) => other < day);
		const late = [...this.changed].filter((other) => other < day);
		if (old.length + late.length === 0) return;
		for (const other of late) this.changed.delete(other);
		this.stored = Object.fromEntries(Object.entries(this.stored).filter(([other]) => other >= day));
		if (!this.entries) return;
		for (const [key, entry] of this.entries) if (entry.day < day) this.entries.delete(key);
	}

	/** Records that are remembered. */
	get size(): number {
		return this.all().size;
	}

	/** What is to be stored; the very object that was given where nothing changed. */
	toStored(): StoredSeen {
		if (this.changed.size === 0) return this.stored;
		const texts = new Map([...this.changed].map((day) => [day, [] as string[]]));
		for (const [key, { day, code }] of this.all()) {
			texts.get(day)?.push(toLetters(key, ID) + toLetters(code, 1));
		}
		const days = [...texts].map(([day, parts]) => [day, parts.join('')] as const);
		this.stored = { ...this.stored, ...Object.fromEntries(days) };
		this.changed.clear();
		return this.stored;
	}

	/** Read when it is first needed: most polls find nothing new and ask nothing. */
	private all(): Map<number, Entry> {
		if (this.entries) return this.entries;
		const entries = new Map<number, Entry>();
		for (const [day, text] of Object.entries(this.stored)) {
			for (let at = 0; at < text.length; at += ENTRY) {
				entries.set(fromLetters(text, at, ID), { day, code: fromLetters(text, at + ID, 1) });
			}
		}
		this.entries = entries;
		return entries;
	}
}
