/** The one row of n8n's database that a node can make, see and delete, whatever process it runs in. */
import type { DeduplicationHelperFunctions, ICheckProcessedOptions } from 'n8n-workflow';
import type { Call } from '../table/types';

/** A row that all processes of an n8n see. What fails to reach n8n's database throws. */
export interface SharedRow {
	/** What tells the row from others. */
	key: string;
	/**
	 * Makes the row. Of several who do so at the same moment, n8n's database lets one pass.
	 * @returns how many entries it has; 0 where somebody else has the row. May throw in that case, too
	 */
	take: () => Promise<number>;
	/**
	 * Lets the one who has the row see that somebody waits for it; takes it where nobody has it any more.
	 * @returns as `take`, of entries that nobody but the one who waits has made
	 */
	ask: () => Promise<number>;
	/**
	 * Whether the row is the one that was made here last. Where nobody has one any more, it is made again.
	 */
	isMine: () => Promise<boolean>;
	/** Adds an entry, which all can see. */
	add: () => Promise<void>;
	/** How many entries it has; 0 where there is no row. */
	size: () => Promise<number>;
	/** Deletes the row. */
	remove: () => Promise<void>;
}

/** What the row is known by: it stands in each row that somebody has made here. */
const TAKEN = 'taken';
/** Stands in a row that others wait for. */
const WANTED = 'wanted';
const OPTIONS: ICheckProcessedOptions = { mode: 'entries' };
/** So many entries at most that a row begins with: how many tells a new row from the one before it. */
const MOST_AT_FIRST = 9;

/**
 * The row of the node that makes the call, in its workflow.
 * @param random a number from 0 (included) to 1
 * @returns undefined where n8n has none: in versions without it, and in a workflow that isn't saved
 */
export function sharedRowOf(
	{ host }: Pick<Call, 'host'>,
	random: () => number,
): SharedRow | undefined {
	const { helpers } = host;
	if (!hasRows(helpers)) return undefined;
	const workflow = host.getWorkflow().id;
	const node = host.getNode().id;
	// Without its ID, n8n would look at the rows of all workflows.
	if (!workflow || !node) return undefined;
	/** @returns what the row didn't have */
	const added = async (entries: string[]) =>
		(await helpers.checkProcessedAndRecord(entries, 'node', OPTIONS)).new;
	const record = async (entries: string[]): Promise<boolean> =>
		(await added(entries)).includes(TAKEN);
	let own = '';
	/** n8n keeps each value once. */
	const fresh = () => String(random());
	return {
		key: JSON.stringify([workflow, node]),
		take: async () => {
			const count = 1 + Math.floor(random() * MOST_AT_FIRST);
			own = fresh();
			const entries = [TAKEN, own, ...Array.from({ length: count - 1 }, fresh)];
			return (await record(entries)) ? entries.length : 0;
		},
		// Who else waits may have asked before: of two entries, one counts as theirs.
		ask: async () => {
			const isTaken = await record([TAKEN, WANTED]);
			if (isTaken) own = WANTED;
			return isTaken ? 1 : 0;
		},
		isMine: async () => {
			const made = await added([TAKEN, own]);
			return made.includes(TAKEN) || !made.includes(own);
		},
		add: async () => void (await record([TAKEN, fresh()])),
		size: async () => await helpers.getProcessedDataCount('node', OPTIONS),
		remove: async () => await helpers.clearAllProcessedItems('node', OPTIONS),
	};
}

function hasRows(
	helpers: object,
): helpers is Pick<
	DeduplicationHelperFunctions,
	'checkProcessedAndRecord' | 'getProcessedDataCount' | 'clearAllProcessedItems'
> {
	return ['checkProcessedAndRecord', 'getProcessedDataCount', 'clearAllProcessedItems'].every(
		(name) => typeof (helpers as Record<string, unknown>)[name] === 'function',
	);
}
