/**
 * What is remembered of a receipt that is printed: in the note of its item, for later tries of it, and in
 * this process, for other executions.
 */
import type { IDataObject } from 'n8n-workflow';
import type { ItemNote } from '../../shared/once/notes';
import type { State } from '../../shared/once/transitions';
import type { Call } from '../../shared/table/types';
import { OpenSends } from './openSends';

/** What is remembered of a receipt, and where. */
export interface Remembered {
	/** What is remembered of the item through n8n's retries. */
	note: ItemNote;
	/** By what the receipt is found again; kept in the note. */
	memory: IDataObject;
	/** What it is once for, in this process; with a search by its number. */
	lane?: string[];
}

/** The memory of one receipt. */
export class PrintNotes {
	constructor(
		private readonly call: Call,
		private readonly receipt: Remembered,
	) {}

	/** Notes a state, where later tries and others with the same number find it. */
	readonly write = (state: State, record?: IDataObject): void => {
		const { note, memory, lane } = this.receipt;
		note.write({
			...memory,
			// Of what isn't known, as of what was sent: who finds it looks in any case.
			state: state === 'unknown' ? 'sending' : state,
			...(record && { receiptNumber: record.receiptNumber }),
		});
		if (!lane) return;
		const openSends = this.call.memory.of(OpenSends);
		if (state === 'sending') openSends.begin(lane, this.call.now());
		else if (state !== 'unknown') openSends.end(lane);
	};

	/** Its outcome stays unknown: who sends the same next waits from now on. */
	lookedInVain(): void {
		const { lane } = this.receipt;
		if (lane) this.call.memory.of(OpenSends).refresh(lane, this.call.now());
	}
}
