/**
 * Writes that must happen at most once: the one protocol for printing, canceling, attaching a file,
 * ordering, and whatever else makes a new record.
 *
 * A write is `free`, `sending`, `unknown` or `done`; `transitions.ts` is the table of what leads from
 * one to the other. A try of an item begins with what an earlier one has noted:
 *
 * - `free`: it is searched for by its number, since somebody else may have done it; what is in its way
 *   is cleared; it is noted as `sending`, and then sent.
 * - `sending`, `unknown`: n8n runs the item again, and nobody knows what became of it. It is looked for
 *   first. Found, it comes out as it is; surely not there, it begins as a free one; and where the look
 *   tells nothing, it ends with an error, and is never sent.
 * - `done`: it comes out as it was.
 *
 * A failure after which it may have been carried out makes it `unknown`, with the same look: only what
 * is surely not there goes out again, a few times at most.
 *
 * This file does in turn what the table says. A {@link Write} has the effects: it sends, looks, and
 * keeps notes. Who can be met by others with the same number holds a lane (`call.alone`) meanwhile.
 */
import { leavesOutcomeOpen } from '../wire/errors';
import { stepAfter } from './transitions';
import type { Event, State } from './transitions';

/** How a system has answered: it did it, or it won't and says so in an item of its own. */
export type Sent<T> = { taken: T } | { declined: T };

/** What a look for a write has brought. */
export type Sighting<T> =
	| { is: 'found'; record: T }
	/** It surely isn't there, and won't come any more. */
	| { is: 'absent' }
	/** It can't be told; `why` completes "it was not sent again: …". */
	| { is: 'hidden'; why: string };

/** A write of which it isn't known what became. */
export interface Lost {
	/** How often this try has sent it; 0 where an earlier try of the item did. */
	tries: number;
	/** How the last time failed; absent where an earlier try made it. */
	error?: unknown;
}

/** What must happen at most once. */
export interface Write<T> {
	/** What earlier tries of the item have noted. */
	before: State;
	/** Notes a state where later tries, and others with the same number, find it. */
	note: (state: State, record?: T) => void;
	/** Reads what an earlier try is known to have done. */
	recall: () => Promise<T>;
	/** Searches for it by its number; absent where it has none. Throws where the number is in use otherwise. */
	byNumber?: () => Promise<T | undefined>;
	/**
	 * Does what must be done before it is sent; throws where it must not be sent.
	 * @param tries how often it was sent already
	 */
	prepare?: (tries: number) => Promise<void>;
	/** Sends it. Throws where it fails. */
	send: () => Promise<Sent<T>>;
	/** Whether it may have been carried out after all; without this, what the error says counts. */
	leavesOpen?: (lost: Lost) => boolean;
	/** Looks for what was sent; absent where nothing can be found again. */
	look?: (lost: Lost) => Promise<Sighting<T>>;
	/** How often one try sends it at most; once where nothing is said. */
	mostTries?: number;
	/** The error for an outcome that stays unknown. */
	giveUp: (lost: Lost, why: string) => unknown;
	/** The error for what is surely not there after its last time; without this, the failure itself. */
	notDone?: (error: unknown) => unknown;
}

/** What came of a write for the item. */
export interface Outcome<T> {
	/** `duplicate` was there before; `recovered` was done by an earlier try, or found after a failure. */
	how: 'sent' | 'duplicate' | 'recovered' | 'declined';
	record: T;
}

/** An event, with what it brings. */
type Happened<T> = { event: Event; record?: undefined; error?: unknown } | Brought<T>;
type Brought<T> = { event: Event; record: { of: T }; error?: undefined };

const brought = <T>(event: Event, record: T): Brought<T> => ({ event, record: { of: record } });

/**
 * Does a write, unless it was done.
 * @returns what came of it
 * @throws the failure, where it surely wasn't carried out; what `giveUp` makes where nobody knows; what
 * the write's own functions throw: the state is then the one that was noted last; Error where the
 * table has no way on
 */
export async function atMostOnce<T>(write: Write<T>): Promise<Outcome<T>> {
	let state = write.before;
	let now: Happened<T> = { event: 'begin' };
	let lost: Lost = { tries: 0 };
	for (;;) {
		const step = stepAfter(state, now.event);
		state = step.state;
		if (step.noted) write.note(state, now.record?.of);
		switch (step.next) {
			case 'search':
				now = await search(write);
				break;
			case 'prepare':
				await write.prepare?.(lost.tries);
				now = { event: 'ready' };
				break;
			case 'send':
				lost = { tries: lost.tries + 1 };
				now = await send(write, lost);
				break;
			case 'look':
				lost = 'error' in now ? { ...lost, error: now.error } : lost;
				now = await look(write, lost);
				break;
			case 'recall':
				now = brought('found', await write.recall());
				break;
			case 'fail':
				throw now.error;
			default:
				if (!now.record) throw new Error(`Nothing came of a write that was ${step.next}.`);
				return { how: step.next, record: now.record.of };
		}
	}
}

async function search<T>({ byNumber }: Write<T>): Promise<Happened<T>> {
	const record = await byNumber?.();
	return record === undefined ? { event: 'absent' } : brought('found', record);
}

async function send<T>(write: Write<T>, { tries }: Lost): Promise<Happened<T>> {
	const { leavesOpen = ({ error }: Lost) => leavesOutcomeOpen(error) } = write;
	try {
		const answer = await write.send();
		return 'taken' in answer
			? brought('taken', answer.taken)
			: brought('declined', answer.declined);
	} catch (error) {
		return { event: leavesOpen({ tries, error }) ? 'lost' : 'refused', error };
	}
}

async function look<T>(write: Write<T>, lost: Lost): Promise<Happened<T>> {
	const { mostTries = 1, notDone = (error: unknown) => error } = write;
	const seen = (await write.look?.(lost)) ?? { is: 'hidden', why: NOT_FINDABLE };
	if (seen.is === 'found') return brought('found', seen.record);
	if (seen.is === 'hidden') return { event: 'hidden', error: write.giveUp(lost, seen.why) };
	if (lost.tries === 0) return { event: 'absent' };
	if (lost.tries < mostTries) return { event: 'retry' };
	return { event: 'spent', error: notDone(lost.error) };
}

const NOT_FINDABLE = 'it carries nothing by which it could be found';
