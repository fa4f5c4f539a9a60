/** One call: credential, endpoint and input brought together with the functions that act for them. */
import { accountOf, fixedPart } from '../wire/account';
import { CredentialError, copyOfError } from '../wire/errors';
import { signalOf } from '../wire/engine';
import { bodyOf, createSender } from '../wire/exchange';
import type { Engine } from '../wire/engine';
import { runList } from './run';
import { fingerprint } from '../wire/seal';
import { variantOf } from '../table/table';
import { createTokenSender } from '../wire/tokenRequest';
import type { Host, ReadingRoom } from '../table/call';
import type { RequestInput } from '../table/request';
import type { Authentication, Credentials } from '../table/session';
import type { Call, Endpoint } from '../table/types';
import { tellAtOnce } from '../wire/waiting';

/** What the items of one execution have in common. */
export interface Shared {
	values: Map<string, Promise<unknown>>;
	hints: Set<string>;
	told: Set<string>;
	/** What is done when the run has ended. */
	endings: Array<() => Promise<void>>;
	/** True in polls: names beside IDs may be those that an earlier one has read (keptNames.ts). */
	keepsNames?: boolean;
	/** Is told of each request that failed. */
	failed?: (error: unknown) => void;
}

/** Nothing in common yet, at the beginning of an execution. */
export function newShared(): Shared {
	return { values: new Map(), hints: new Set(), told: new Set(), endings: [] };
}

/** What is known of a call before it can do anything. */
type Basics<H extends Host = Host> = { host: H } & Pick<
	Call,
	'api' | 'endpoint' | 'authentication' | 'credentials' | 'itemIndex' | 'input' | 'room'
>;

/** Adds to what is known of a call the functions that act for it. */
export function createCall<H extends Host>(
	basics: Basics<H>,
	engine: Engine,
	shared: Shared,
): Call<H> {
	const { host, authentication } = basics;
	const { environment, memory, policy, sessions, tokenPatience, lanes } = engine;
	const signal = signalOf(host, engine);
	const account = accountOf(basics);
	const hint = (message: string) => addHint(basics, shared, message);
	const tell = (message: string) => {
		if (shared.told.has(message)) return;
		shared.told.add(message);
		tellAtOnce(host, message);
	};
	const sender = createSender({ ...basics, hint, tell }, engine);
	const ask = weighed(shared.failed ? telling(sender, shared.failed) : sender, basics.room);
	const make = (endpoint: Endpoint, input: RequestInput): Call<H> => ({
		...basics,
		endpoint,
		input,
		with: make,
		ask,
		send: async (request) => bodyOf(await ask(request)),
		tokens: {
			ask: createTokenSender(host.helpers, environment, signal, policy, tokenPatience),
			forget: (token) => sessions.forget(token),
		},
		memory,
		keepsNames: shared.keepsNames === true,
		now: () => environment.now(),
		sleep: async (ms) => await environment.sleep(ms, signal),
		turn: async () => await environment.turn(),
		alone: async (name, work) => await lanes.alone(fingerprint(name), work, signal),
		atEnd: (work) => void shared.endings.push(work),
		hint,
		once: async <T>(name: string, work: () => Promise<T>) => {
			const key = `${account} ${name}`;
			const others = shared.values.get(key);
			const value = others ?? work();
			shared.values.set(key, value);
			// A failure isn't kept: the next item tries anew. Each error carries its own item's index.
			value.catch(() => shared.values.delete(key));
			return (await value.catch((error: unknown) => {
				throw others ? copyOfError(host.getNode(), error) : error;
			})) as T;
		},
		readAll: async (list) => {
			const seen = variantOf(list, authentication.value);
			const lookUp: RequestInput = { ...input, path: {}, query: {}, body: {}, range: undefined };
			// What it makes of them may be kept as long as the run lasts.
			const room = basics.room?.part();
			const looking = { ...basics, room, endpoint: seen, input: lookUp };
			if (!seen.list) return [];
			const other = createCall(looking, engine, shared);
			return await runList(other, seen.list, Infinity).catch((error: unknown) => {
				room?.leave(0);
				throw error;
			});
		},
	});
	return make(basics.endpoint, basics.input);
}

/** Says of each failure that there was one. */
function telling(ask: Call['ask'], failed: (error: unknown) => void): Call['ask'] {
	return async (request) =>
		await ask(request).catch((error: unknown) => {
			failed(error);
			throw error;
		});
}

/** Counts answers by which nothing else is counted. */
function weighed(ask: Call['ask'], room: ReadingRoom | undefined): Call['ask'] {
	if (!room) return ask;
	const weigh = (bytes: number) => room.add(bytes);
	return async (request) => await ask(request.method === 'GET' ? { weigh, ...request } : request);
}

function addHint({ host }: Basics, shared: Shared, message: string): void {
	if (shared.hints.has(message)) return;
	shared.hints.add(message);
	if ('addExecutionHints' in host) host.addExecutionHints({ message, location: 'outputPane' });
}

/**
 * The credential as it is for this item: its fields may be expressions.
 * @throws CredentialError when it differs from item to item where n8n can't do that: with OAuth2 it reads
 * the first item's for all of them (https://github.com/n8n-io/n8n/issues/24360)
 */
export async function readCredentials(
	host: Host,
	authentication: Authentication,
	itemIndex: number,
): Promise<Credentials> {
	const credentials = await host.getCredentials(authentication.credential, itemIndex);
	if (authentication.oAuth2 && itemIndex > 0) {
		const first = await host.getCredentials(authentication.credential, 0);
		if (fixedPart(first) !== fixedPart(credentials)) {
			throw new CredentialError(
				'The OAuth2 credential differs from item to item, but n8n uses the first one for all of them.',
				'Use one credential and one node for each account, or the API key.',
			);
		}
	}
	return credentials;
}
