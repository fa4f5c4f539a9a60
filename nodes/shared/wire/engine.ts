/** What the requests of a process share: clock, tokens, pace, and how long anything is waited for. */
import type { Call } from '../table/types';
import { LONGEST_ANSWER_MS, LONGEST_SILENCE_MS } from '../values/limits';
import { ProcessMemory } from '../values/memory';
import { AbortError, systemEnvironment } from './environment';
import type { Environment } from './environment';
import { commonMemory } from './commonMemory';
import { Lanes } from './lanes';
import { Pacer } from './pace';
import { defaultRetryPolicy, quickRetryPolicy } from './retry';
import type { RetryPolicy } from './retry';
import { SessionStore } from './session';
import { usualPatience } from './tokenRequest';
import type { TokenPatience } from './tokenRequest';

import type { Milliseconds } from '../values/units';

/** What requests share: tokens and pace live as long as the process. */
export interface Engine {
	environment: Environment;
	memory: ProcessMemory;
	/** Of the memory, as are the pace and the lanes. */
	sessions: SessionStore;
	pacer: Pacer;
	/** How long failures and rate limits are waited for. */
	policy: RetryPolicy;
	/** How long a call waits for its slot below a vendor's limit. */
	mostPaceWaitMs: Milliseconds;
	/** What to do where that isn't long enough; `wait` is how long it takes, such as "7 minutes". */
	whenUsedUp: (wait: string) => string;
	/** The longest silence before and in an answer. */
	timeoutMs: Milliseconds;
	/** How long a whole answer may take. */
	answerMs: Milliseconds;
	/** How long an answer is waited for without which everything goes on; none is asked for where there is no time. */
	asideMs: Milliseconds;
	tokenPatience: TokenPatience;
	/** Ends every request as soon as it fires; for work that no execution cancels. */
	signal?: AbortSignal;
	lanes: Lanes;
}

/** The longest time for which that is waited. */
const LONGEST_ASIDE_MS: Milliseconds = 10_000;

/** An engine with a memory of its own, unless one is given; tests give their own clock. */
export function createEngine(
	environment: Environment = systemEnvironment,
	memory = new ProcessMemory(),
): Engine {
	return {
		environment,
		memory,
		sessions: memory.of(SessionStore),
		pacer: memory.of(Pacer),
		policy: defaultRetryPolicy,
		mostPaceWaitMs: Infinity,
		whenUsedUp: (wait) => `Run it again in ${wait}.`,
		timeoutMs: LONGEST_SILENCE_MS,
		answerMs: LONGEST_ANSWER_MS,
		asideMs: LONGEST_ASIDE_MS,
		tokenPatience: usualPatience,
		lanes: memory.of(Lanes),
	};
}

/** Shared by everything that runs in this process; of other packages' memory what belongs to accounts. */
export const processEngine = createEngine(systemEnvironment, new ProcessMemory(commonMemory()));

/** Where a person waits in the editor, what is up is said soon. */
export const editorPatience: Pick<Engine, 'policy' | 'mostPaceWaitMs'> = {
	policy: quickRetryPolicy,
	mostPaceWaitMs: quickRetryPolicy.maxRateLimitMs,
};

/** The process's own, for a person who waits in the editor. */
export const editorEngine: Engine = { ...processEngine, ...editorPatience };

/**
 * The same engine for what everything goes on without: one try, and no long wait for its answer.
 * @throws AbortError where there is no time for it
 */
export function aside(engine: Engine): Engine {
	const { policy, timeoutMs, answerMs, asideMs } = engine;
	if (asideMs <= 0) throw new AbortError();
	return {
		...engine,
		policy: { ...policy, maxTries: 1, maxRateLimitMs: 0 },
		mostPaceWaitMs: 0,
		timeoutMs: Math.min(timeoutMs, asideMs),
		answerMs: Math.min(answerMs, asideMs),
	};
}

/** Fires when the execution is cancelled, where the host can be, or the work is ended otherwise. */
export function signalOf(
	host: Call['host'],
	{ signal }: Pick<Engine, 'signal'>,
): AbortSignal | undefined {
	const cancelled = 'getExecutionCancelSignal' in host && host.getExecutionCancelSignal();
	return cancelled || signal;
}
