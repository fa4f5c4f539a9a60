/** What a trigger's panel says → calls of the endpoints that the action node has as well. */
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { createCall, newShared, readCredentials } from '../call';
import { InputError } from '../errors';
import { timeZoneProperty } from '../fields';
import { check, located } from '../input';
import type { ReadParameter } from '../input';
import { createEngine, processEngine } from '../request';
import type { Engine } from '../request';
import { defaultRetryPolicy } from '../retry';
import { timeZoneName } from '../schemas';
import { findAuthentication, findEndpoint } from '../table';
import type { Api, Call, Endpoint, RequestInput } from '../types';
import type { PollContext } from './poll';

/** Part of the poll's time that one request may wait, for its turn or after failures. */
const WAIT_WITHIN = 0.3;
/** Tries of one request: the next poll comes anyway. */
const MOST_TRIES = 4;

/** Makes calls for one poll. */
export interface PollCalls {
	api: Api;
	/** Value of the parameter `authentication`, or of the only way to authenticate. */
	authentication: string;
	timeZone: string;
	read: ReadParameter;
	/** A value of the collection "Options". */
	option: (name: string) => unknown;
	/** The endpoint as the chosen way to authenticate sees it. */
	endpoint: (resource: string, operation: string) => Endpoint;
	call: (endpoint: Endpoint, input?: Partial<RequestInput>) => Call;
}

/**
 * Reads what all calls of a poll have in common.
 * @throws InputError for a parameter that can't be used
 */
export async function pollCalls(
	host: IPollFunctions,
	api: Api,
	{ budgetMs }: Pick<PollContext, 'budgetMs'>,
	engine: Engine = processEngine,
): Promise<PollCalls> {
	const read: ReadParameter = (name) => located(host.getNodeParameter(name, null));
	const authentication = findAuthentication(api, read('authentication'));
	if (!authentication) {
		throw new InputError('Authentication', 'is unknown', 'Choose one of the list.');
	}
	const credentials = await readCredentials(host, authentication, 0);
	const option = (name: string) => (read('options') as IDataObject | null)?.[name];
	const timeZone = readTimeZone(api, option('timeZone'));
	const shared = newShared();
	const limited = withinBudget(engine, budgetMs);
	return {
		api,
		authentication: authentication.value,
		timeZone,
		read,
		option,
		endpoint: (resource, operation) => {
			const found = findEndpoint(api, resource, operation, authentication.value);
			if (found) return found;
			throw new InputError('Event', 'cannot be watched this way', 'Choose another one.');
		},
		call: (endpoint, input = {}) => {
			const whole = { path: {}, query: {}, body: {}, options: {}, timeZone, ...input };
			const basics = { host, api, endpoint, authentication, credentials, itemIndex: 0 };
			return createCall({ ...basics, input: whole }, limited, shared);
		},
	};
}

/** The same tokens and the same pace, but no wait that would outlast the poll. */
function withinBudget(engine: Engine, budgetMs: number): Engine {
	const longest = budgetMs * WAIT_WITHIN;
	return {
		...createEngine(engine.environment),
		...engine,
		policy: {
			...defaultRetryPolicy,
			maxTotalMs: Math.min(defaultRetryPolicy.maxTotalMs, longest),
			maxRateLimitMs: longest,
			maxTries: MOST_TRIES,
		},
		mostPaceWaitMs: longest,
	};
}

function readTimeZone(api: Api, value: unknown): string {
	if (value === undefined || value === null || value === '') return api.timeZone;
	return check(timeZoneProperty(api.timeZone).displayName, timeZoneName, value);
}
