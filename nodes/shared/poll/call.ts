/** What a trigger's panel says → calls of the endpoints that the action node has as well. */
import type { IDataObject, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { createCall, newShared, readCredentials } from '../run/call';
import type { Shared } from '../run/call';
import { cleanError } from '../wire/cleanError';
import { timesInProperty } from '../table/fields';
import { InputError } from '../table/inputError';
import type { Taking } from '../values/inTurns';
import { readTimeZone, readTimesIn } from '../run/input';
import type { ReadParameter } from '../run/input';
import { located } from '../table/located';
import { createEngine, editorPatience, processEngine } from '../wire/engine';
import type { Engine } from '../wire/engine';
import { defaultRetryPolicy } from '../wire/retry';
import { findAuthentication, requireEndpoint } from '../table/table';
import type { ReadingRoom } from '../table/call';
import type { RequestInput } from '../table/request';
import type { Authentication } from '../table/session';
import type { Api, Call, Endpoint } from '../table/types';
import { causeIn, waitAskedFor } from '../wire/cause';
import type { PollContext } from './poll';

/** Part of the poll's time that one request may wait, for its slot or after failures. */
const WAIT_WITHIN = 0.3;
/** Part of the poll's time after which no request is tried again. */
const TRY_WITHIN = 0.75;
/** Part of the poll's time after which nothing is asked without which it goes on. */
const ASIDE_WITHIN = 0.3;
/** Part of the poll's time that an answer gets at least, however late it was asked for. */
const LEAST_TIMEOUT = 0.25;
/** Tries of one request: the next poll comes anyway. */
const MOST_TRIES = 4;

/** What a trigger's panel says of all its calls. */
export interface PollPanel {
	api: Api;
	/** Value of the parameter `authentication`, or of the only way to authenticate. */
	authentication: string;
	timeZone: string;
	/** As in a request's input. */
	timesIn?: RequestInput['timesIn'];
	read: ReadParameter;
	/** A value of the collection "Options". */
	option: (name: string) => unknown;
}

/** Makes calls for one poll. */
export interface PollCalls extends PollPanel {
	/** The endpoint as the chosen way to authenticate sees it. */
	endpoint: (resource: string, operation: string) => Endpoint;
	/** @param room for what it reads, where others hold something beside it */
	call: (endpoint: Endpoint, input?: Partial<RequestInput>, room?: ReadingRoom) => Call;
	/** The clock, and turns for others. */
	taking: Taking;
	/** The error without secrets of the credential. */
	cleaned: (error: unknown) => unknown;
}

/**
 * Reads what the panel of a trigger says of all its calls. No credential is opened, which takes n8n as long
 * as all the rest of a notice.
 * @throws InputError for a parameter that can't be used
 */
export function pollPanel(host: IPollFunctions | IWebhookFunctions, api: Api): PollPanel {
	const { parameters } = host.getNode();
	const read: ReadParameter = Object.assign(
		(name: string): unknown => located(host.getNodeParameter(name, null)),
		{ stored: (name: string) => parameters[name] },
	);
	const { value } = authenticationOf(api, read('authentication'));
	const option = (name: string) => (read('options') as IDataObject | null)?.[name];
	const timeZone = readTimeZone(api, option('timeZone') ?? undefined);
	const timesIn = readTimesIn(option(timesInProperty.name) ?? undefined);
	return { api, authentication: value, timeZone, ...timesIn, read, option };
}

/** @throws InputError for a way to authenticate that there isn't */
function authenticationOf(api: Api, value: unknown): Authentication {
	const authentication = findAuthentication(api, value);
	if (authentication) return authentication;
	throw new InputError('Authentication', 'is unknown', 'Choose one of the list.');
}

/**
 * Opens the credential that all calls of a poll, or of a notice that came by itself, have in common.
 * @param common what was looked up before and is still good
 * @throws InputError for a way to authenticate that there isn't; what n8n throws for a credential that can't
 * be opened
 */
export async function pollCalls(
	host: IPollFunctions | IWebhookFunctions,
	panel: PollPanel,
	context: Pick<PollContext, 'budgetMs' | 'leaveAlone' | 'manual' | 'signal' | 'startedAt'>,
	engine: Engine = processEngine,
	common: Shared = newShared(),
): Promise<PollCalls> {
	const { api, timeZone, timesIn } = panel;
	const authentication = authenticationOf(api, panel.authentication);
	const credentials = await readCredentials(host, authentication, 0);
	const shared = { ...common, failed: (error: unknown) => leaveAloneAfter(context, error) };
	const limited = context.manual ? forThePerson(engine, context) : withinBudget(engine, context);
	return {
		...panel,
		taking: {
			now: () => engine.environment.now(),
			turn: async () => await engine.environment.turn(),
		},
		cleaned: (error) => cleanError(error, { authentication, credentials }),
		endpoint: (resource, operation) => requireEndpoint(api, resource, operation, authentication),
		call: (endpoint, input = {}, room) => {
			const zones = { timeZone, ...(timesIn && { timesIn }) };
			const whole = { path: {}, query: {}, body: {}, options: {}, ...zones, ...input };
			const basics = { host, api, endpoint, authentication, credentials, itemIndex: 0, room };
			return createCall({ ...basics, input: whole }, limited, shared);
		},
	};
}

/**
 * A vendor that asks to be left alone is, also where a failure isn't shown because the poll has brought
 * something beside it.
 */
function leaveAloneAfter({ leaveAlone }: Pick<PollContext, 'leaveAlone'>, failure: unknown): void {
	const wait = waitAskedFor(failure);
	if (wait !== undefined && causeIn(failure) === 'rate-limited') leaveAlone(wait);
}

/**
 * The same tokens and the same pace, but no wait, try or answer that would outlast the poll: n8n drops
 * what a poll brings that takes too long, so that one list whose requests hang would keep back what
 * was found in all the others.
 */
function withinBudget(
	engine: Engine,
	{ budgetMs, signal, startedAt }: Pick<PollContext, 'budgetMs' | 'signal' | 'startedAt'>,
): Engine {
	const { answerMs, asideMs, environment, timeoutMs } = engine;
	const longest = budgetMs * WAIT_WITHIN;
	const left = (share: number) => Math.max(0, startedAt + budgetMs * share - environment.now());
	const wait = () => Math.min(longest, left(TRY_WITHIN));
	const answer = () => Math.max(budgetMs * LEAST_TIMEOUT, left(1));
	return {
		...createEngine(environment),
		...engine,
		policy: {
			...defaultRetryPolicy,
			get maxTotalMs() {
				return Math.min(defaultRetryPolicy.maxTotalMs, wait());
			},
			get maxRateLimitMs() {
				return wait();
			},
			maxTries: MOST_TRIES,
		},
		get mostPaceWaitMs() {
			return wait();
		},
		whenUsedUp: (time) => `The trigger goes on by itself in ${time}.`,
		get timeoutMs() {
			return Math.min(timeoutMs, answer());
		},
		get answerMs() {
			return Math.min(answerMs, answer());
		},
		get asideMs() {
			return Math.min(asideMs, left(ASIDE_WITHIN));
		},
		signal,
	};
}

/** For a test event, which somebody waits for in the editor. */
function forThePerson(engine: Engine, { signal }: Pick<PollContext, 'signal'>): Engine {
	return {
		...createEngine(engine.environment),
		...engine,
		...editorPatience,
		whenUsedUp: (time) => `Fetch the test event again in ${time}.`,
		signal,
	};
}
