/** When a trigger was activated, and what a poll may do while n8n is activating its workflow. */
import type { EpochMs } from '../values/units';
import type { IPollFunctions } from 'n8n-workflow';
import { needsAPerson } from '../wire/cause';
import type { PollGuard } from './guard';
import type { Stored } from './stored';

type Watched = Pick<IPollFunctions, 'getActivationMode'>;
type Noting = Pick<IPollFunctions, 'getNode' | 'getWorkflowStaticData'>;

/** A poll that throws in one of these ends the trigger for good, after five tries in a row. */
const STARTS = new Set(['init', 'activate', 'leadershipChange']);

/**
 * Contexts that have polled. n8n's default mode makes one context for each activation and keeps it
 * for all polls that follow, so that the mode alone doesn't tell the first from the others; its
 * durable mode makes one for each poll and calls them `update`.
 */
const polled = new WeakSet<object>();

/** What a poll knows of its trigger's beginning. */
export interface Beginning {
	/** True for the poll that belongs to an activation. */
	isActivation: boolean;
	/** Since when the trigger has been watched; never later than now. */
	since: EpochMs;
	/** Keeps that moment for the polls after a restart, where nothing else will tell it. */
	keep: () => void;
}

/**
 * Finds out since when a trigger has been watched; call it once for each poll.
 *
 * Of a trigger that has stored something, its own state tells what was watched. Of a new one, in this
 * order: what it noted itself because its first poll failed, what this process remembers, what n8n keeps
 * of its activation, and else the first poll that is seen.
 * @param now when the poll began
 * @param key the trigger's in the guard
 */
export function beginningOf(
	host: Watched & Noting,
	stored: Pick<Stored, 'isNew' | 'since'>,
	now: EpochMs,
	guard: Pick<PollGuard, 'since'>,
	key: string,
): Beginning {
	const isOwn = isActivation(host);
	const kept = stored.isNew ? activatedAt(host) : undefined;
	const begin = isOwn ? now : (kept ?? now);
	// Nothing was watched from later than now on, whatever the clock said then.
	const since = Math.min(now, stored.since ?? guard.since(key, begin, isOwn));
	const keep = () => {
		if (stored.isNew && (isOwn || kept === undefined)) noteActivation(host, since);
	};
	return { isActivation: isOwn, since, keep };
}

/** True for the poll that belongs to an activation; only the first time that it is asked. */
function isActivation(host: Watched): boolean {
	if (!STARTS.has(host.getActivationMode()) || polled.has(host)) return false;
	polled.add(host);
	return true;
}

/**
 * Whether an error of the activation's poll is shown. Only to the person who has just activated the
 * workflow, and only what that person can put right; everything else is tried again by the next poll.
 */
export function isForThePerson(host: Watched, error: unknown): boolean {
	return host.getActivationMode() === 'activate' && needsAPerson(error);
}

/** A node that has another name begins anew, as it does with what n8n keeps for the node itself. */
function placeOf(host: Noting): string {
	const { id, name } = host.getNode();
	return `kassaActivated:${id}:${name}`;
}

/**
 * When the trigger was activated, as {@link noteActivation} kept it.
 * @returns milliseconds since 1970; undefined where nothing was kept
 */
function activatedAt(host: Noting): EpochMs | undefined {
	const at = host.getWorkflowStaticData('global')[placeOf(host)];
	return typeof at === 'number' ? at : undefined;
}

/**
 * Keeps the moment of the activation beside what the trigger notes for itself. n8n's durable mode
 * drops what the activation's poll notes for the node, but stores the workflow's own data after it: so
 * the moment is known after a restart before the first poll.
 * @param at milliseconds since 1970
 */
function noteActivation(host: Noting, at: EpochMs): void {
	host.getWorkflowStaticData('global')[placeOf(host)] = at;
}
