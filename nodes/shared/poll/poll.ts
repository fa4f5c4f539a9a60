/** What surrounds every poll: one at a time, within its budget, its state stored in one step. */
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { Ending } from '../wire/ending';
import { processEngine } from '../wire/engine';
import type { Engine } from '../wire/engine';
import type { EpochMs, Milliseconds } from '../values/units';
import { beginningOf, isForThePerson } from './activation';
import { waitAskedFor } from '../wire/cause';
import { PollGuard } from './guard';
import { asShown } from './shownError';
import { readStored, storeSince, storeState } from './stored';

/** Milliseconds for a poll where n8n doesn't say: as long as its default mode gives. */
const USUAL_BUDGET_MS = 300_000;
/** Part of the budget after which nothing new is begun: what is under way still has to end. */
const BEGIN_WITHIN = 0.6;
/** Part of the budget after which a poll is ended and shown: no answer is waited for any more by then. */
const END_WITHIN = 1.05;
/** Part of the budget after which the next poll takes over, should n8n itself hang. */
const GIVEN_UP_AFTER = 1.1;
/** A vendor's wish to be left alone is kept no longer than this. */
const LONGEST_REST_MS = 60 * 60_000;

/** What a poll knows of its own circumstances. */
export interface PollContext {
	/** "Fetch Test Event" in the editor: nothing is stored. */
	manual: boolean;
	/** What the trigger stored before; to be read only. Empty at first. */
	state: IDataObject;
	/** When the poll began. */
	startedAt: EpochMs;
	/** Since when the trigger has been watched, for one that has stored nothing yet. */
	since: EpochMs;
	/** How long requests may be waited for and repeated. */
	budgetMs: Milliseconds;
	/**
	 * False when the time is used up, or another poll took over: begin nothing more.
	 * @param share part of that time after which this isn't to be begun
	 */
	goesOn: (share?: number) => boolean;
	/**
	 * True when a failure is to be shown now, though other things work; ask once.
	 * @param owes whether items were found that wait for the next poll then
	 */
	complains: (owes: boolean) => boolean;
	/** The vendor wants to be left alone for so many milliseconds: the next polls wait. */
	leaveAlone: (ms: Milliseconds) => void;
	/** Fires when the poll is over, or takes too long: no request is waited for any more. */
	signal: AbortSignal;
}

/** What a poll brings. */
export interface PollOutcome {
	items: INodeExecutionData[];
	/** Replaces everything that was stored; absent where nothing changed. */
	state?: IDataObject;
}

/** Everything that polls share in this process; tests give their own. */
export type PollShared = Pick<Engine, 'environment' | 'memory'>;

/** A trigger's work. */
type Work = (context: PollContext) => Promise<PollOutcome>;

/** What a poll in the editor and a live one have in common. */
type Basics = Pick<PollContext, 'startedAt' | 'budgetMs' | 'goesOn' | 'signal'>;

/**
 * Runs a trigger's work as n8n's polling wants it.
 *
 * A poll that hangs is ended, and says so: the next one would wait for it, and nobody would know.
 * @returns the items, or null where there are none
 * @throws NodeApiError or NodeOperationError, with the cause for n8n's back-off where one is known
 */
export async function runPoll(
	host: IPollFunctions,
	work: Work,
	shared: PollShared = processEngine,
): Promise<INodeExecutionData[][] | null> {
	const { environment } = shared;
	const startedAt = environment.now();
	const budgetMs = budgetOf(host);
	const ending = new Ending(environment, budgetMs * END_WITHIN);
	const goesOn = (share = 1) => environment.now() - startedAt < budgetMs * BEGIN_WITHIN * share;
	const basics: Basics = { startedAt, budgetMs, goesOn, signal: ending.signal };
	const endingWork: Work = async (context) => await ending.wait(work(context));
	try {
		const items =
			host.getMode() === 'manual'
				? await pollByHand(host, endingWork, basics)
				: await pollLive(host, endingWork, basics, shared);
		return items.length > 0 ? [items] : null;
	} finally {
		ending.close();
	}
}

/** "Fetch Test Event" in the editor: nothing is known, nothing is stored, and every failure is shown. */
async function pollByHand(
	host: IPollFunctions,
	work: Work,
	basics: Basics,
): Promise<INodeExecutionData[]> {
	try {
		const { items } = await work({
			...basics,
			since: basics.startedAt,
			manual: true,
			state: {},
			complains: () => false,
			leaveAlone: () => {},
		});
		return items;
	} catch (error) {
		throw asShown(host, error);
	}
}

/**
 * A poll of an active workflow.
 *
 * The state is assigned last, by replacing top-level keys: n8n notices no changes inside nested
 * objects, and a poll that fails must leave nothing behind. While a workflow is being activated,
 * failures that pass give no items, since a poll that throws there would end the trigger for good.
 */
async function pollLive(
	host: IPollFunctions,
	work: Work,
	basics: Basics,
	{ environment, memory }: PollShared,
): Promise<INodeExecutionData[]> {
	const { startedAt, budgetMs } = basics;
	const guard = memory.of(PollGuard);
	const key = JSON.stringify([host.getWorkflow().id, host.getNode().id]);
	const data = host.getWorkflowStaticData('node');
	const stored = readStored(data);
	const beginning = beginningOf(host, stored, startedAt, guard, key);
	const { isActivation, since } = beginning;
	const leave = guard.enter(key, startedAt, budgetMs * GIVEN_UP_AFTER);
	if (!leave) return [];
	const leaveAlone = (ms: Milliseconds) =>
		guard.rest(key, environment.now(), Math.min(ms, LONGEST_REST_MS));
	try {
		if (guard.isBehind(key, stored.handed, startedAt)) return [];
		const { items, state } = await work({
			...basics,
			since,
			manual: false,
			state: stored.state,
			goesOn: (share) => leave.isCurrent() && basics.goesOn(share),
			complains: (owes) => !isActivation && guard.complains(key, startedAt, owes),
			leaveAlone,
		});
		if (!leave.isCurrent()) return [];
		if (state) {
			const handed = stored.handed + Number(items.length > 0);
			storeState(data, state, handed);
			if (items.length > 0) guard.handOn(key, handed, environment.now());
		}
		beginning.keep();
		if (!isActivation) guard.begun(key);
		return items;
	} catch (error) {
		const wait = waitAskedFor(error);
		if (wait !== undefined) leaveAlone(wait);
		const shown = asShown(host, error);
		if (!isActivation || isForThePerson(host, shown)) throw shown;
		beginning.keep();
		// n8n stores this with the activation: the trigger begins now, whenever the first poll succeeds.
		if (stored.isNew) storeSince(data, since);
		return [];
	} finally {
		leave.end();
	}
}

/** How long this poll may take; older versions of n8n don't say. */
function budgetOf(host: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): Milliseconds {
	const budget = host.getPollBudgetMs?.();
	return typeof budget === 'number' && budget > 0 ? budget : USUAL_BUDGET_MS;
}
