/**
 * What a node remembers of its items in one execution. n8n keeps it through its "Retry On Fail" and
 * its "Retry execution", which both run the whole node again, with items that had succeeded. With
 * "Continue" on errors the first one's `error` is enough for that (https://github.com/n8n-io/n8n/pull/9395).
 */
import { deepCopy } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { isRecord } from '../values/records';
import { isToolRun } from './toolRun';
import type { State } from './transitions';
import type { ActionCall } from '../table/types';

/** The key in the node's context; one object under it holds all notes. */
const PLACE = 'kassa';

/** The note about one item. A node in a loop runs several times: each run has items of its own. */
export class ItemNote {
	private readonly notes: IDataObject;

	private key: string;

	private readonly isTool: boolean;

	constructor({ host, itemIndex }: Pick<ActionCall, 'host' | 'itemIndex'>) {
		const context = host.getContext('node');
		const known = context[PLACE];
		this.notes = isRecord(known) ? known : {};
		context[PLACE] = this.notes;
		const { $runIndex } = host.getWorkflowDataProxy(itemIndex);
		this.key = `${String($runIndex)}:${itemIndex}`;
		this.isTool = isToolRun({ host });
	}

	/**
	 * Takes over the note that an earlier try has left, where this is the tool of an AI agent: n8n gives
	 * each try of a tool a run index of its own, so that the note stands under another one. Does nothing
	 * in all other runs, or where this try has a note already.
	 * @param isLeft whether a note of this execution was left open by a try of the same thing
	 */
	takeOver(isLeft: (note: IDataObject) => boolean): void {
		if (!this.isTool || this.read()) return;
		const [left] =
			Object.entries(this.notes).find(([, note]) => isRecord(note) && isLeft(note)) ?? [];
		this.key = left ?? this.key;
	}

	/** Whether a note of another item or run of this execution is such a one. */
	others(isIt: (note: IDataObject) => boolean): boolean {
		return Object.entries(this.notes).some(
			([key, note]) => key !== this.key && isRecord(note) && isIt(note),
		);
	}

	/** What was noted by this try or an earlier one; undefined where nothing was. */
	read(): IDataObject | undefined {
		const note = this.notes[this.key];
		return isRecord(note) ? note : undefined;
	}

	/** Notes something of the item, in place of what was noted. */
	write(note: IDataObject): void {
		this.notes[this.key] = note;
	}

	/** Forgets what was noted: the item is as one that was never tried. */
	erase(): void {
		delete this.notes[this.key];
	}
}

/** The words under which a writer notes the states, in the note's `state`. */
export type StateWords = Record<Exclude<State, 'free'>, string>;

/**
 * What a note says of its write; of what was sent, that nobody knows what became of it.
 * @param noted undefined where nothing was noted
 */
export function stateIn(noted: IDataObject | undefined, words: StateWords): State {
	if (!noted) return 'free';
	return noted.state === words.done ? 'done' : 'unknown';
}

/**
 * Makes what notes states for later tries: with the item in `item` once it is done, and nothing of a
 * write that is free.
 * @param what tells the write from others
 */
export function noting(
	note: ItemNote,
	what: IDataObject,
	words: StateWords,
): (state: State, item?: IDataObject) => void {
	return (state, item) => {
		if (state === 'free') note.erase();
		else note.write({ ...what, state: words[state], ...(item && { item: deepCopy(item) }) });
	};
}

/** The item of a note that is done: a copy, as others may change theirs. */
export function itemIn(noted: IDataObject | undefined): IDataObject {
	return deepCopy((noted?.item ?? {}) as IDataObject);
}
