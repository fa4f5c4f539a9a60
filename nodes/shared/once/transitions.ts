/** What becomes of a write that must happen at most once: states, events, and what each leads to. */

/**
 * What is known of a write.
 * - `free`: it surely hasn't been carried out; it may be sent
 * - `sending`: it was sent, and nothing is known of it yet; what breaks off here leaves it so
 * - `unknown`: it may have been carried out; it isn't sent again before it was looked for
 * - `done`: it was carried out; it is never sent again
 */
export type State = 'free' | 'sending' | 'unknown' | 'done';

/**
 * What happens to a write.
 * - `begin`: n8n runs the item, for the first time or once more
 * - `found`, `absent`, `hidden`: it was looked for; `hidden` where that tells nothing
 * - `ready`: nothing stands in its way
 * - `taken`, `declined`: the system has answered that it did it, or that it won't
 * - `refused`, `lost`: sending it failed; surely before it was carried out, or nobody knows
 * - `retry`, `spent`: what this try has sent is surely not there; it has tries left, or none
 */
export type Event =
	| 'begin'
	| 'found'
	| 'absent'
	| 'hidden'
	| 'ready'
	| 'taken'
	| 'declined'
	| 'refused'
	| 'lost'
	| 'retry'
	| 'spent';

/** What is done next, as long as it hasn't ended. */
export type Work = 'search' | 'prepare' | 'send' | 'look' | 'recall';
/** How it ends for the item: with what came of it, or with an error. */
export type End = 'sent' | 'duplicate' | 'recovered' | 'declined' | 'fail';

/** What an event leads to. */
export interface Transition {
	state: State;
	next: Work | End;
	/** Whether the new state is noted for those who come later; else what was noted before stays. */
	noted?: true;
}

/** An event that isn't in a row can't happen in that state. */
export const TRANSITIONS: Record<State, Partial<Record<Event, Transition>>> = {
	free: {
		begin: { state: 'free', next: 'search' },
		// Somebody else's: this item has done nothing.
		found: { state: 'done', next: 'duplicate' },
		absent: { state: 'free', next: 'prepare' },
		ready: { state: 'sending', next: 'send', noted: true },
	},
	sending: {
		// An earlier try broke off in the middle.
		begin: { state: 'unknown', next: 'look' },
		taken: { state: 'done', next: 'sent', noted: true },
		declined: { state: 'free', next: 'declined', noted: true },
		refused: { state: 'free', next: 'fail', noted: true },
		lost: { state: 'unknown', next: 'look', noted: true },
	},
	unknown: {
		begin: { state: 'unknown', next: 'look' },
		found: { state: 'done', next: 'recovered', noted: true },
		// An earlier try's: what it has noted stands until this one sends.
		absent: { state: 'free', next: 'search' },
		retry: { state: 'free', next: 'prepare', noted: true },
		spent: { state: 'free', next: 'fail', noted: true },
		hidden: { state: 'unknown', next: 'fail' },
	},
	done: {
		begin: { state: 'done', next: 'recall' },
		found: { state: 'done', next: 'recovered' },
	},
};

/**
 * What an event leads to.
 * @throws Error for an event that can't happen in a state: nothing is sent on a guess
 */
export function stepAfter(state: State, event: Event): Transition {
	const step = TRANSITIONS[state][event];
	if (!step) throw new Error(`A write that is ${state} can't be ${event}.`);
	return step;
}
