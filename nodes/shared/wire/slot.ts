/** Leave to call: each request waits until it is below what the vendor allows, and longer waits are told. */
import type { ApiRequest } from '../table/request';
import type { Call } from '../table/types';
import type { Milliseconds } from '../values/units';
import type { RequestFailure } from './cause';
import type { Engine } from './engine';
import type { PaceError } from './pace';
import { fingerprint } from './seal';
import { isLoopback, originOf } from './urls';
import { WORTH_TELLING_MS, durationInWords } from './waiting';

/** Who is told of a wait. */
export interface Listeners {
	/** Tells whoever watches something while the work goes on. */
	tell?: (message: string) => void;
	/** Tells it above the output, when the work is done. */
	hint?: (message: string) => void;
}

type Target = Pick<Call, 'host' | 'api' | 'authentication' | 'credentials'> & Listeners;

/**
 * Resolves when a request may go out, by what the vendor allows each account and each of its APIs, which
 * the first segment of the path tells.
 * @param url the whole address
 * @throws PaceError when that takes longer than the engine waits; AbortError when `signal` fires meanwhile
 */
export async function takeSlot(
	target: Target,
	{ path }: Pick<ApiRequest, 'path'>,
	url: string,
	{ environment, pacer, mostPaceWaitMs }: Engine,
	signal: AbortSignal | undefined,
): Promise<void> {
	const { api, authentication } = target;
	const { pace } = api;
	// The limit is the vendor's, and a sandbox has none.
	if (!pace || isLoopback(url)) return;
	const counted = fingerprint([
		originOf(url),
		authentication.credential,
		counterOf(target),
		path.split('/')[1] ?? '',
	]);
	const allowed = `allows only so many calls at a time (this node makes ${pace.calls} in ${durationInWords(pace.perMs)})`;
	await pacer.slot(counted, pace, environment, signal, mostPaceWaitMs, (ms) =>
		announceWait(target, ms, allowed),
	);
}

/** What the vendor's limits count by. OAuth2 tokens change while the account stays the same. */
function counterOf({ authentication, credentials, host }: Target): string {
	const { id } = host.getNode().credentials?.[authentication.credential] ?? {};
	return authentication.oAuth2 && id
		? id
		: JSON.stringify(authentication.secrets({ ...credentials, oauthTokenData: '' }));
}

/** Why a request that got no slot in time failed. */
export function usedUp(
	{ waitMs }: PaceError,
	{ whenUsedUp }: Pick<Engine, 'whenUsedUp'>,
): RequestFailure {
	return {
		origin: 'limit',
		problem: 'the calls that it allows in ten minutes are used up',
		advice: whenUsedUp(durationInWords(waitMs)),
	};
}

/**
 * Says before a wait begins how long it takes, and why; and afterwards, above the output.
 * @param reason what the vendor did, as the middle of a sentence
 */
export function announceWait(
	{ api, hint, tell }: Pick<Call, 'api'> & Listeners,
	ms: Milliseconds,
	reason: string,
): void {
	if (ms < WORTH_TELLING_MS) return;
	const wait = durationInWords(ms);
	tell?.(`${api.name} ${reason}: waiting ${wait}, then going on.`);
	hint?.(`${api.name} ${reason}: it had to wait ${wait}.`);
}
