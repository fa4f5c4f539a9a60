/**
 * A receipt as a write of the protocol (`once/atMostOnce.ts`): what printing and canceling have in
 * common. Printing a fiscal receipt twice is the worst that can happen here: after an unknown outcome it
 * is looked for before anything else, and sent again only when it is surely not there.
 */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import {
	apiError,
	leavesOutcomeOpen,
	markOpen,
	tokenWasRefused,
	vendorHasAnswered,
} from '../../shared/wire/errors';
import { atMostOnce } from '../../shared/once/atMostOnce';
import type { Lost, Sighting } from '../../shared/once/atMostOnce';
import { lookTwice } from '../../shared/once/lookTwice';
import { notDone } from '../../shared/once/notDone';
import type { State } from '../../shared/once/transitions';
import type { Call } from '../../shared/table/types';
import { PrintNotes } from './printNotes';
import type { Remembered } from './printNotes';
import { searchingLater } from './searchingLater';

/** How often one item is sent at most: a server that fails for a reason goes on failing. */
const MOST_TRIES = 3;

/** What a look at the register's receipts brought. */
export interface Look {
	/** What was looked for, where it is there. */
	found?: IDataObject;
	/** Whether the list would show it: other receipts of the list have what is looked for, too. */
	conclusive: boolean;
}

/** A receipt that must be printed once. */
export interface PrintJob extends Remembered {
	/** What an earlier try of the item has noted, as it was when this one began. */
	before?: IDataObject;
	/** Looks for what a memory tells; absent where nothing can be found again. */
	look?: (memory: IDataObject) => Promise<Look>;
	/** Looks before the first try as well, since somebody else may have printed it. */
	byNumber?: () => Promise<IDataObject | undefined>;
	/**
	 * What must be done before it is sent.
	 * @param tries how often it was sent already
	 */
	prepare?: (tries: number) => Promise<void>;
	send: () => Promise<IDataObject>;
	/** Reads what an earlier try of this item is known to have printed. */
	recall: (memory: IDataObject) => Promise<IDataObject>;
	/** Gives back what is there already; throws where it isn't what was wanted. */
	accept: (found: IDataObject, how: 'duplicate' | 'recovered') => IDataObject;
	/** What a person must do who is left with an unknown outcome. */
	advice: (memory: IDataObject) => string;
}

/**
 * Prints a receipt at most once.
 * @returns the vendor's record, or what `accept` makes of one that is there already
 * @throws the vendor's error; where it isn't known what happened, one that says so and what to do
 */
export async function printJob(call: Call, job: PrintJob): Promise<IDataObject> {
	const { before = {}, lane, prepare, look, byNumber, accept } = job;
	const notes = new PrintNotes(call, job);
	const { how, record } = await atMostOnce<IDataObject>({
		before: stateIn(before),
		note: notes.write,
		recall: async () => await job.recall(before),
		...(byNumber && { byNumber: lane ? searchingLater(call, lane, byNumber) : byNumber }),
		...(prepare && { prepare }),
		send: async () => ({ taken: await job.send() }),
		leavesOpen: ({ error }) => leavesOutcomeOpen(error) || tokenWasRefused(error),
		...(look && { look: async (lost) => await lookFor(call, job, look, lost) }),
		mostTries: MOST_TRIES,
		giveUp: (lost, why) => {
			notes.lookedInVain();
			return stillUnknown(call, job, lost, why);
		},
		notDone: notDone(MOST_TRIES),
	});
	return how === 'duplicate' || how === 'recovered' ? accept(record, how) : record;
}

/** What an earlier try's note says; of what was sent, it doesn't tell whether the answer came. */
function stateIn({ state }: IDataObject): State {
	return state === 'done' || state === 'sending' ? state : 'free';
}

/** Looks for what this try has sent, or an earlier one by what that has noted. */
async function lookFor(
	call: Call,
	{ memory, before = {} }: PrintJob,
	look: NonNullable<PrintJob['look']>,
	{ tries, error }: Lost,
): Promise<Sighting<IDataObject>> {
	const sought = tries > 0 ? memory : before;
	return await lookTwice(
		async () => await seen(async () => await look(sought)),
		vendorHasAnswered(error),
		call.sleep,
	);
}

async function seen(look: () => Promise<Look>): Promise<Sighting<IDataObject>> {
	try {
		const { found, conclusive } = await look();
		if (found) return { is: 'found', record: found };
		if (conclusive) return { is: 'absent' };
	} catch (error) {
		const words = error instanceof Error ? error.message : String(error);
		return { is: 'hidden', why: `the look for it failed (${words})` };
	}
	const why = "the register's receipts don't show whether it would be found among them";
	return { is: 'hidden', why };
}

/** The error for an outcome that stays unknown. */
function stillUnknown(
	call: Call,
	job: PrintJob,
	{ tries, error }: Lost,
	why: string,
): NodeApiError {
	const advice = job.advice(tries > 0 ? job.memory : (job.before ?? {}));
	const failure =
		error instanceof NodeApiError
			? error
			: apiError(call, {
					problem: 'an earlier try may have been carried out, and was not repeated',
					advice,
				});
	failure.description = `It is not known whether this was carried out, so it was not sent again: ${why}. ${advice}`;
	markOpen(failure);
	return failure;
}
