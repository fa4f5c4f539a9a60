/** What a poll may do while n8n is activating its workflow. */
import type { EpochMs } from '../values/units';
import type { IPollFunctions } from 'n8n-workflow';
import { needsAPerson } from '../wire/cause';

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

/** True for the poll that belongs to an activation; call it once for each poll. */
export function isActivation(host: Watched): boolean {
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
export function activatedAt(host: Noting): EpochMs | undefined {
	const at = host.getWorkflowStaticData('global')[placeOf(host)];
	return typeof at === 'number' ? at : undefined;
}

/**
 * Keeps the moment of the activation beside what the trigger notes for itself. n8n's durable mode
 * drops what the activation's poll notes for the node, but stores the workflow's own data after it: so
 * the moment is known after a restart before the first poll.
 * @param at milliseconds since 1970
 */
export function noteActivation(host: Noting, at: EpochMs): void {
	host.getWorkflowStaticData('global')[placeOf(host)] = at;
}
