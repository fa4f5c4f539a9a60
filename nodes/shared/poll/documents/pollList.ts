/** The poll of one list: planned, taken step by step, and brought together to what is stored of it. */
import type { EpochMs } from '../../values/units';
import type { DocumentPlan, Source, SourceState } from './documentTypes';
import type { Intake } from './intake';
import { limitsOf, planPoll } from './plan';
import { readStep } from './read';
import type { StepReader } from './read';
import { failStep, finishPoll, leaveStep, reducePoll } from './reduce';
import type { Done, Failure, Step } from './steps';

/** Part of a poll's time for older days, where newer records wait to be handed on. */
const SHARE_OF_OLDER = 0.5;

/** What the poll of one list goes by, beside the list itself. */
export interface ListPoll {
	plan: DocumentPlan;
	/** Takes the records; what is found is in it afterwards. */
	intake: Intake;
	/** The first moment whose records are wanted. */
	startAt: EpochMs;
}

/** What the poll of one list has come to. */
export interface ListPolled {
	/** What is to be stored of it. */
	state: SourceState;
	/** True where something was read that the next poll needn't read again. */
	achieved: boolean;
	/** True once the vendor allows no more calls. */
	paused: boolean;
	/** The first one; what was read beside it counts nevertheless. */
	failure?: Failure;
}

/**
 * Polls one list. A request that fails is no error here, but part of what comes out.
 * @param stored what is known of the list; nothing in it may be later than now
 */
export async function pollList(
	source: Source,
	stored: SourceState,
	{ plan, intake, startAt }: ListPoll,
): Promise<ListPolled> {
	const { now } = plan;
	const limits = limitsOf(source, plan, startAt);
	let paused = false;
	const goesOn = (share?: number) => !paused && plan.goesOn(share);
	let progress = planPoll(stored, limits, now);
	for (let [step] = progress.steps; step; [step] = progress.steps) {
		if (!mayBegin(step, intake, goesOn)) {
			progress = leaveStep(progress);
			continue;
		}
		const done = await tried(step, { source, state: progress.state, plan, intake, goesOn });
		if ('error' in done) progress = failStep(progress, done, plan.isForAll(done.error));
		else {
			paused ||= 'part' in done && done.part.paused === true;
			progress = reducePoll(progress, done, now);
		}
	}
	const isCovered = progress.lastDays.some(({ day, count }) => count === intake.countOf(day));
	const { achieved, failure } = progress;
	return { state: finishPoll(progress, isCovered, limits, now), achieved, paused, failure };
}

/** Whether there is time and room for a step; the first ones of a list have it always. */
function mayBegin(
	{ do: does, canWait }: Step,
	intake: Intake,
	goesOn: (share: number) => boolean,
): boolean {
	if (!canWait) return true;
	const isBehindNews = does === 'older' && intake.count > 0;
	return goesOn(isBehindNews ? SHARE_OF_OLDER : 1) && intake.room > 0;
}

async function tried(step: Step, reader: StepReader): Promise<Done | Failure> {
	return await readStep(step, reader).catch((error: unknown): Failure => ({ error }));
}
