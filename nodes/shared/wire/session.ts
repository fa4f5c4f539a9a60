/** Tokens in memory: each is fetched or renewed once, however many requests want it. */
import { BoundedMap } from '../values/bounded';
import { orAborted } from './ending';
import { AbortError } from './environment';
import type { Environment } from './environment';
import { fingerprint } from './seal';
import type { AcquiredToken, Credentials, SessionSpec, TokenRequest } from '../table/session';
import type { EpochMs } from '../values/units';

type Fetched = AcquiredToken & { fetchedAt: EpochMs };

interface Entry {
	token: Promise<Fetched>;
	/** The token itself, as soon as it is there. */
	value?: string;
	/** How many wait for it: when the last one leaves, nobody fetches it any more. */
	waiting: number;
	fetching: AbortController;
}

/** Makes the function that token requests go through; they are dropped as soon as the signal fires. */
export type SendUntil = (signal: AbortSignal) => TokenRequest;

/** Renewed this long before its end, so that a request under way doesn't meet it. */
const MARGIN_MS = 60_000;
/** Identities kept; the one that was added first goes first. */
const MOST_ENTRIES = 500;

/**
 * The tokens of this package in this process, by what they belong to. No other package gets them: what
 * packages share any code in n8n can read.
 */
export class SessionStore {
	private readonly entries = new BoundedMap<Entry>(MOST_ENTRIES);

	/**
	 * Gives a valid token for a credential.
	 * @param options `rejected` is a token that the vendor refused: it isn't given again; `tell` takes a
	 *   sentence for the user where it isn't sure that the token is the wanted one; `signal` ends this
	 *   wait, and the fetch only if nobody else waits for it
	 * @throws SessionError from the API's `acquire`; AbortError as soon as `signal` fires
	 */
	async token(
		spec: SessionSpec,
		credentials: Credentials,
		sendUntil: SendUntil,
		environment: Environment,
		options: {
			mayCreate: boolean;
			rejected?: string;
			tell?: (doubt: string) => void;
			signal?: AbortSignal;
		},
	): Promise<string> {
		const mayCreate = spec.creates === true && options.mayCreate;
		// Reads and writes have entries of their own, and the token may stand in both.
		if (options.rejected !== undefined) this.forget(options.rejected);
		const key = fingerprint([...spec.identity(credentials), String(mayCreate)]);
		const known = this.entries.get(key);
		const give = ({ token, doubt }: AcquiredToken): string => {
			if (doubt !== undefined) options.tell?.(doubt);
			return token;
		};
		if (known) {
			const acquired = await this.wait(key, known, options.signal);
			const { token, validForMs, fetchedAt } = acquired;
			const age = environment.now() - fetchedAt;
			// A short-lived token is used for half its time rather than fetched for every request.
			const fresh =
				validForMs === undefined || age < Math.max(validForMs - MARGIN_MS, validForMs / 2);
			if (fresh && token !== options.rejected) return give(acquired);
		}
		// Whoever waited for the same entry finds the new one here and fetches nothing.
		const current = this.entries.get(key);
		const entry =
			current !== known && current
				? current
				: this.fetch(key, spec, credentials, sendUntil, environment, options);
		return give(await this.wait(key, entry, options.signal));
	}

	/** Forgets a token, whichever credentials it was fetched for. */
	forget(token: string): void {
		for (const [key, { value }] of this.entries) {
			if (value === token) this.entries.delete(key);
		}
	}

	/** Each waits until it is cancelled itself, whoever began to fetch the token. */
	private async wait(key: string, entry: Entry, signal?: AbortSignal): Promise<Fetched> {
		entry.waiting += 1;
		try {
			return await (signal ? orAborted(entry.token, signal) : entry.token);
		} finally {
			entry.waiting -= 1;
			if (entry.waiting === 0 && entry.value === undefined) this.drop(key, entry);
		}
	}

	private drop(key: string, entry: Entry): void {
		if (this.entries.get(key) === entry) this.entries.delete(key);
		entry.fetching.abort(new AbortError());
	}

	private fetch(
		key: string,
		spec: SessionSpec,
		credentials: Credentials,
		sendUntil: SendUntil,
		environment: Environment,
		options: { mayCreate: boolean },
	): Entry {
		const fetching = new AbortController();
		const send = sendUntil(fetching.signal);
		const token = spec.acquire(send, credentials, options).then((acquired) => {
			entry.value = acquired.token;
			return { ...acquired, fetchedAt: environment.now() };
		});
		const entry: Entry = { token, fetching, waiting: 0 };
		this.entries.set(key, entry);
		token.catch(() => {
			if (this.entries.get(key) === entry) this.entries.delete(key);
		});
		return entry;
	}
}
