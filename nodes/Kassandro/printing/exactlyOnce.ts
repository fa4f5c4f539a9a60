/**
 * Sends what can't be undone at most once: after an unknown outcome it is looked for before anything
 * else happens, and sent again only when it is surely not there.
 */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import {
	apiError,
	leavesOutcomeOpen,
	markOpen,
	markSure,
	tokenWasRefused,
	vendorHasAnswered,
} from '../../shared/wire/errors';
import type { ItemNote } from '../../shared/once/notes';
import type { Call } from '../../shared/table/types';
import { openSends } from './openSends';

/** A request that arrived late may still be carried out: the second look comes so much later. */
export const SECOND_LOOK_MS = 30_000;
/** How often one item is sent at most: a server that fails for a reason goes on failing. */
const MOST_TRIES = 3;

/** What a look at the register's receipts brought. */
export interface Look {
	/** What was looked for, where it is there. */
	found?: IDataObject;
	/** Whether the list would show it: other receipts of the list have what is looked for, too. */
	conclusive: boolean;
}

/** Something that must be done once. */
export interface Job {
	/** What is remembered of the item through n8n's retries. */
	note: ItemNote;
	/** What an earlier try of the item has noted, as it was when this one began. */
	before?: IDataObject;
	/** By what the record is found again; kept in the note. */
	memory: IDataObject;
	/** What it is once for, in this process; with `lookFirst`. */
	lane?: string[];
	/** Looks for what a memory tells; absent where nothing can be found again. */
	look?: (memory: IDataObject) => Promise<Look>;
	/** Looks before the first try as well, since somebody else may have done it. */
	lookFirst?: () => Promise<IDataObject | undefined>;
	send: () => Promise<IDataObject>;
	/** Reads what an earlier try of this item is known to have done. */
	recall: (memory: IDataObject) => Promise<IDataObject>;
	/** Gives back what is there already; throws where it isn't what was wanted. */
	accept: (found: IDataObject, how: 'duplicate' | 'recovered') => IDataObject;
	/** What a person must do who is left with an unknown outcome. */
	advice: (memory: IDataObject) => string;
}

/** How a try ended of which it isn't known what it did. */
interface Unknown {
	/** Absent where an earlier run of the node made the try. */
	error?: unknown;
	/** True where the server has surely ended its work on it. */
	over: boolean;
}

/**
 * Does a job.
 * @returns the vendor's record, or what `accept` makes of one that is there already
 * @throws the vendor's error; where it isn't known what happened, one that says so and what to do
 */
export async function exactlyOnce(call: Call, job: Job): Promise<IDataObject> {
	const { before } = job;
	if (before?.state === 'done') return job.accept(await job.recall(before), 'recovered');
	if (before?.state === 'sending') {
		const found = await lookAgain(call, job, before, { over: false });
		if (found) return recovered(call, job, found);
	}
	const there = (await job.lookFirst?.()) ?? (await lookLater(call, job));
	if (there) return job.accept(there, 'duplicate');
	for (let tries = 1; ; tries += 1) {
		remember(call, job, 'sending');
		const error = await job.send().then(
			(sent) => new Sent(sent),
			(failure: unknown) => failure,
		);
		if (error instanceof Sent) {
			remember(call, job, 'done', error.record);
			return error.record;
		}
		if (!isOpen(error)) {
			remember(call, job, 'free');
			throw error;
		}
		const found = await lookAgain(call, job, job.memory, {
			error,
			over: vendorHasAnswered(error),
		});
		if (found) return recovered(call, job, found);
		if (tries >= MOST_TRIES) {
			remember(call, job, 'free');
			throw surelyNot(error);
		}
	}
}

/** Told apart from whatever may be thrown. */
class Sent {
	constructor(readonly record: IDataObject) {}
}

function recovered(call: Call, job: Job, found: IDataObject): IDataObject {
	remember(call, job, 'done', found);
	return job.accept(found, 'recovered');
}

function remember(
	call: Call,
	{ note, memory, lane }: Job,
	state: 'sending' | 'done' | 'free',
	record?: IDataObject,
): void {
	note.write({ ...memory, state, ...(record && { receiptNumber: record.receiptNumber }) });
	if (!lane) return;
	if (state === 'sending') openSends.begin(lane, call.now());
	else openSends.end(lane);
}

/**
 * Looks a second time for what another execution of this process has sent and not learned the end of,
 * because it was canceled or gave up: the vendor may still be working on it.
 */
async function lookLater(call: Call, { lane, lookFirst }: Job): Promise<IDataObject | undefined> {
	const since = lane && openSends.since(lane);
	if (since === undefined) return undefined;
	const left = since + SECOND_LOOK_MS - call.now();
	if (left > 0) await call.sleep(left);
	return await lookFirst?.();
}

/** Whether a failure leaves open what was done; a token that was refused does so, too. */
function isOpen(error: unknown): boolean {
	return leavesOutcomeOpen(error) || tokenWasRefused(error);
}

/**
 * Looks after an unknown outcome.
 * @returns what was looked for, or undefined where it is surely not there
 * @throws an error that says that it can't be known
 */
async function lookAgain(
	call: Call,
	job: Job,
	memory: IDataObject,
	unknown: Unknown,
): Promise<IDataObject | undefined> {
	const stop = (why: string): never => {
		if (job.lane && openSends.since(job.lane) !== undefined) openSends.begin(job.lane, call.now());
		return giveUp(call, job.advice(memory), unknown, why);
	};
	const look = async (): Promise<Look> => {
		if (!job.look) return stop('it carries nothing by which it could be found');
		const seen = await job.look(memory).catch((error: unknown) => {
			const words = error instanceof Error ? error.message : String(error);
			return stop(`the look for it failed (${words})`);
		});
		if (seen.found || seen.conclusive) return seen;
		return stop("the register's receipts don't show whether it would be found among them");
	};
	const first = await look();
	if (first.found || unknown.over) return first.found;
	await call.sleep(SECOND_LOOK_MS).catch(() => stop('the execution was canceled'));
	return (await look()).found;
}

/** The outcome can't be known. */
function giveUp(call: Call, advice: string, { error }: Unknown, why: string): never {
	const failure =
		error instanceof NodeApiError
			? error
			: apiError(call.host.getNode(), call.api, call.endpoint, {
					problem: 'an earlier try may have been carried out, and was not repeated',
					advice,
				});
	failure.description = `It is not known whether this was carried out, so it was not sent again: ${why}. ${advice}`;
	markOpen(failure);
	throw failure;
}

/** It failed several times, and was looked for each time. */
function surelyNot(error: unknown): unknown {
	if (!(error instanceof NodeApiError)) return error;
	error.description = `This was surely not carried out: it was tried ${MOST_TRIES} times and looked for each time. Try again later.`;
	markSure(error);
	return error;
}
