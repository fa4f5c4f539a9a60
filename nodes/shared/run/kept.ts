/** The records of a list that are kept, whichever of its windows they came with. */
import type { ListSpec } from '../table/list';
import type { Call } from '../table/types';
import { eachInTurns, inTurns } from '../values/inTurns';
import { identify, withoutVersions } from './lookalikes';
import type { ReadResult } from './pages';
import { rangeFilter } from './windows';

/** The remark about a list that changed between two of its pages. */
export const LIST_MOVED =
	'Records were added or removed while the list was read. Each was taken once; run it again for the latest.';

/** Those of the range that was asked for, each once, in the order in which they are taken. */
export class Kept {
	private readonly all: unknown[] = [];

	private readonly seen = new Set<string>();

	/** Whether a record belongs to the range. */
	readonly isInside: (record: unknown) => boolean;

	/** @param call whose `input` holds the range */
	constructor(
		private readonly call: Pick<Call, 'input' | 'hint' | 'turn' | 'now'>,
		private readonly list: ListSpec,
	) {
		this.isInside = rangeFilter(call.input, list.window);
	}

	/** How many there are. */
	get count(): number {
		return this.all.length;
	}

	/** Whether a record belongs to the range and isn't there yet: such count towards a limit. */
	readonly isWanted = (record: unknown): boolean =>
		this.isInside(record) && !this.isKnown(identify(this.list, record));

	private isKnown(id: string | undefined): boolean {
		return id !== undefined && this.seen.has(id);
	}

	/** Takes what a window gave; the user is told where it changed meanwhile. */
	async take(result: ReadResult): Promise<void> {
		if (result.moved) this.call.hint(LIST_MOVED);
		await eachInTurns(this.call, result.records, (record) => {
			if (!this.isInside(record)) return;
			const id = identify(this.list, record);
			if (this.isKnown(id)) return;
			if (id !== undefined) this.seen.add(id);
			this.all.push(record);
		});
	}

	/** All of them; without the versions that another answer showed, where lookalikes are kept. */
	async records(): Promise<unknown[]> {
		const { all, call, list } = this;
		return list.keepsLookalikes ? await inTurns(call, withoutVersions(list, all)) : all;
	}
}
