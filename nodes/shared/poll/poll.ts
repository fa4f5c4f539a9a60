/** What surrounds every poll: one at a time, within its budget, its state stored in one step. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { Ending, EndlessError } from '../wire/ending';
import { processEngine } from '../wire/engine';
import type { Engine } from '../wire/engine';
import { CredentialError } from '../wire/errors';
import { InputError } from '../table/inputError';
import { jsonLength } from '../values/jsonLength';
import type { EpochMs, Milliseconds } from '../values/units';
import { activatedAt, isActivation, isForThePerson, noteActivation } from './activation';
import { waitAskedFor } from '../wire/cause';
import { PollGuard } from './guard';

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

/**
 * Signs of a state: n8n reads and writes it as a whole with each execution. A million receipts take less
 * in the days that are looked back.
 */
const LONGEST_STATE = 10_000_000;

/** Where the moment of an activation is noted whose poll failed. */
const SINCE = 'since';

/** Where the state says how often items were handed on. */
const HANDED = 'handed';

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

/**
 * Runs a trigger's work as n8n's polling wants it.
 *
 * The state is assigned last, by replacing top-level keys: n8n notices no changes inside nested
 * objects, and a poll that fails must leave nothing behind. While a workflow is being activated,
 * failures that pass give `null`, since a poll that throws there would end the trigger for good.
 * A poll that hangs is ended, and says so: the next one would wait for it, and nobody would know.
 * @returns the items, or null where there are none
 * @throws NodeApiError or NodeOperationError, with the cause for n8n's back-off where one is known
 */
export async function runPoll(
	host: IPollFunctions,
	work: (context: PollContext) => Promise<PollOutcome>,
	{ environment, memory }: PollShared = processEngine,
): Promise<INodeExecutionData[][] | null> {
	const guard = memory.of(PollGuard);
	const startedAt = environment.now();
	const budgetMs = budgetOf(host);
	const inTime = (share = 1) => environment.now() - startedAt < budgetMs * BEGIN_WITHIN * share;
	const ending = new Ending(environment, budgetMs * END_WITHIN);
	const basics = { startedAt, since: startedAt, budgetMs, signal: ending.signal };
	if (host.getMode() === 'manual') {
		try {
			const found = work({
				...basics,
				manual: true,
				state: {},
				goesOn: inTime,
				complains: () => false,
				leaveAlone: () => {},
			});
			const { items } = await ending.wait(found);
			return items.length > 0 ? [items] : null;
		} catch (error) {
			throw asShown(host, error);
		} finally {
			ending.close();
		}
	}
	const key = JSON.stringify([host.getWorkflow().id, host.getNode().id]);
	const activation = isActivation(host);
	const data = host.getWorkflowStaticData('node');
	const { [SINCE]: noted, ...stored } = data;
	// Of a trigger that has stored something, its own state tells.
	const isNew = Object.keys(data).length === 0;
	const kept = isNew ? activatedAt(host) : undefined;
	const begin = activation ? startedAt : (kept ?? startedAt);
	// Nothing was watched from later than now on, whatever the clock said then.
	const since = Math.min(startedAt, Number(noted ?? guard.since(key, begin, activation)));
	const keepActivation = () => {
		if (isNew && (activation || kept === undefined)) noteActivation(host, since);
	};
	const leaveAlone = (ms: Milliseconds) =>
		guard.rest(key, environment.now(), Math.min(ms, LONGEST_REST_MS));
	const leave = guard.enter(key, startedAt, budgetMs * GIVEN_UP_AFTER);
	if (!leave) {
		ending.close();
		return null;
	}
	try {
		const handed = Number(data[HANDED] ?? 0);
		if (guard.isBehind(key, handed, startedAt)) return null;
		const found = work({
			...basics,
			since,
			manual: false,
			state: stored,
			goesOn: (share) => leave.isCurrent() && inTime(share),
			complains: (owes) => !activation && guard.complains(key, startedAt, owes),
			leaveAlone,
		});
		const { items, state } = await ending.wait(found);
		if (!leave.isCurrent()) return null;
		if (state) {
			if (jsonLength(state, LONGEST_STATE) > LONGEST_STATE) throw tooMuch();
			const count = items.length > 0 ? handed + 1 : handed;
			if (count > handed) guard.handOn(key, count, environment.now());
			store(data, { ...state, ...(count > 0 && { [HANDED]: count }) });
		}
		keepActivation();
		if (!activation) guard.begun(key);
		return items.length > 0 ? [items] : null;
	} catch (error) {
		const wait = waitAskedFor(error);
		if (wait !== undefined) leaveAlone(wait);
		const shown = asShown(host, error);
		if (!activation || isForThePerson(host, shown)) throw shown;
		keepActivation();
		// n8n stores this with the activation: the trigger begins now, whenever the first poll succeeds.
		if (isNew) store(data, { [SINCE]: since });
		return null;
	} finally {
		leave.end();
		ending.close();
	}
}

function tooMuch(): InputError {
	return new InputError(
		'Event',
		`has more to remember than n8n can keep with a workflow (${LONGEST_STATE / 1e6} MB)`,
		'Nothing was handed on, and nothing is lost: the next poll finds the same again. Let the trigger watch fewer shops, registers, orders or days, or add another trigger for the rest.',
	);
}

/** How long this poll may take; older versions of n8n don't say. */
function budgetOf(host: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	const budget = host.getPollBudgetMs?.();
	return typeof budget === 'number' && budget > 0 ? budget : USUAL_BUDGET_MS;
}

/** Replaces what is stored, key by key and without a break between them. */
function store(data: IDataObject, state: IDataObject): void {
	for (const key of Object.keys(data)) if (!(key in state)) delete data[key];
	for (const [key, value] of Object.entries(state)) {
		if (data[key] !== value) data[key] = value;
	}
}

/** Wrong parameters and credentials as n8n shows them; what is one of n8n's errors stays as it is. */
function asShown(host: IPollFunctions, error: unknown): unknown {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const node = host.getNode();
	if (error instanceof EndlessError) {
		const seconds = Math.round(error.afterMs / 1000);
		return new NodeOperationError(node, `The poll had not ended after ${seconds} seconds`, {
			description:
				'It was ended, because the system did not finish its answers. Nothing is lost: the next poll looks for the same records.',
			failure: { cause: 'temporarily-unavailable' },
		});
	}
	if (error instanceof InputError) {
		return new NodeOperationError(node, error.message, {
			description: error.advice,
			failure: { cause: 'configuration-invalid' },
		});
	}
	if (error instanceof CredentialError) {
		return new NodeOperationError(node, error.message, {
			description: error.advice,
			failure: { cause: 'credential-invalid' },
		});
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error));
}
