/** What answers have shown of an account, where the vendor's document says nothing. */
import { NodeApiError } from 'n8n-workflow';
import { BoundedMap } from '../values/bounded';
import { signedInAs } from '../wire/account';
import type { Call } from '../table/types';

/** More than any n8n has accounts, times what is learnt of one. */
const MOST_FACTS = 2000;

/** Facts by account and name; a part of the process's memory. */
export class Learnt {
	static readonly shared = 'learnt 1';

	private readonly facts = new BoundedMap<string>(MOST_FACTS);

	/**
	 * What is known of the account that a call uses.
	 * @param name of the fact, such as `spelling of status`
	 * @returns the fact; undefined where no answer has shown it yet
	 */
	get(call: Call, name: string): string | undefined {
		return this.facts.get(keyOf(call, name));
	}

	/** Notes what an answer has shown, in place of what was known before. */
	set(call: Call, name: string, fact: string): void {
		this.facts.set(keyOf(call, name), fact);
	}

	/** Knows no more what an answer has disproved. */
	forget(call: Call, name: string): void {
		this.facts.delete(keyOf(call, name));
	}
}

function keyOf(call: Call, name: string): string {
	return `${signedInAs(call)} ${name}`;
}

/** Statuses by which a vendor says that it doesn't know what it was asked for, or a value of it. */
const UNKNOWN_TO_VENDOR = ['400', '422'];

/** Whether a vendor has refused what it was asked for, and neither who asks nor when. */
export function isRefused(error: unknown): boolean {
	return error instanceof NodeApiError && UNKNOWN_TO_VENDOR.includes(error.httpCode ?? '');
}
