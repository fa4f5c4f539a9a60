/**
 * What a node remembers of its items in one execution. n8n keeps it through its "Retry On Fail" and
 * its "Retry execution", which both run the whole node again, with items that had succeeded.
 */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isRecord } from './records';
import type { Call } from './types';

/** The key in the node's context; one object under it holds all notes. */
const PLACE = 'kassa';

/** The note about one item. A node in a loop runs several times: each run has items of its own. */
export class ItemNote {
	private readonly notes: IDataObject;

	private readonly key: string;

	constructor({ host, itemIndex }: Pick<Call, 'host' | 'itemIndex'>) {
		const context = (host as IExecuteFunctions).getContext('node');
		const known = context[PLACE];
		this.notes = isRecord(known) ? known : {};
		context[PLACE] = this.notes;
		const { $runIndex } = (host as IExecuteFunctions).getWorkflowDataProxy(itemIndex);
		this.key = `${String($runIndex)}:${itemIndex}`;
	}

	/** What was noted by this try or an earlier one; undefined where nothing was. */
	read(): IDataObject | undefined {
		const note = this.notes[this.key];
		return isRecord(note) ? note : undefined;
	}

	write(note: IDataObject): void {
		this.notes[this.key] = note;
	}

	erase(): void {
		delete this.notes[this.key];
	}
}
