/** What an item's call is carried out with: requests, time, memory, and what the user is told. */
import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { EpochMs, Milliseconds } from '../values/units';
import type { Answer, ApiRequest, RequestInput } from './request';
import type { TokenRequest } from './session';

/** Whatever n8n context can send our requests: an action node, a trigger of either kind, or a picker. */
export type Host = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

/** What the process remembers, a part for each class (values/memory.ts). */
export interface Memory {
	/** The part of a kind: always the same one. */
	of: <T extends object>(kind: new () => T) => T;
}

/** Memory for what a reading holds, or all readings of a run together. */
export interface ReadingRoom {
	/** Takes so many bytes more; fewer than none where some go. Throws where there is no room for them. */
	add: (bytes: number) => void;
	/** What was read is gone, and has left so many bytes: what is there can't be refused any more. */
	leave: (bytes: number) => void;
	/** Another part of the same room. */
	part: () => ReadingRoom;
}

/** What work on tokens is done with. */
export interface TokenDesk {
	/** Sends one request without the credential's authentication. */
	ask: TokenRequest;
	/** Forgets a token that the vendor was told to drop: the next request fetches anew. */
	forget: (token: string) => void;
}

/**
 * What one item's call is carried out with, whatever it asks for.
 * @typeParam H who makes the call
 */
export interface CallTools<H extends Host = Host> {
	host: H;
	itemIndex: number;
	/** Checked input of this call; nobody changes it. */
	input: RequestInput;
	/** The part of the run's room that this item reads into; absent where nothing else shares it. */
	room?: ReadingRoom;
	/**
	 * Sends one request with authentication, retries and readable errors.
	 * @throws NodeApiError
	 */
	ask: <F>(request: ApiRequest<F>) => Promise<Answer<F>>;
	/** The same, where nothing but the parsed body matters. */
	send: (request: ApiRequest) => Promise<unknown>;
	/** For work on tokens themselves. */
	tokens: TokenDesk;
	/** The clock. */
	now: () => EpochMs;
	/** What the process remembers. */
	memory: Memory;
	/** Waits; throws an `AbortError` when the execution is cancelled meanwhile. */
	sleep: (ms: Milliseconds) => Promise<void>;
	/** Lets everything else in this process run, and then whoever waited longest. */
	turn: () => Promise<void>;
	/**
	 * Does work while no other work of the same name runs in this process; in the order of asking.
	 * @throws AbortError when the execution was cancelled before the lane was free
	 */
	alone: <T>(name: readonly string[], work: () => Promise<T>) => Promise<T>;
	/** Does something when the run of the node has ended, whatever became of it; a run waits for that. */
	atEnd: (work: () => Promise<void>) => void;
	/** Shows the user a remark beside the output. */
	hint: (message: string) => void;
	/** Values shared by all items of one execution that use the same account, by name. */
	once: <T>(name: string, make: () => Promise<T>) => Promise<T>;
}
