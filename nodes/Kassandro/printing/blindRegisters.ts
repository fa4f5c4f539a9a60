/** The registers whose lists don't show what this process has printed: no order can be found there. */
import { BoundedMap } from '../../shared/values/bounded';
import { fingerprint } from '../../shared/wire/seal';
import type { Call } from '../../shared/table/types';
import type { Reference } from './reference';
import { apiKeyOf, baseUrl, registerIdOf } from '../tokens/token';

/** Kept at most; the oldest is forgotten first. */
const MOST = 1000;

/** The part of the process's memory that holds them. */
export class BlindRegisters {
	static readonly shared = 'blind registers 1';

	/** The shortest reference that wasn't shown, by register and label. */
	private readonly lengths = new BoundedMap<number>(MOST);

	/** A reference was printed that the list then didn't show: nor would it show a longer one. */
	add(call: Call, reference: Reference): void {
		const key = keyOf(call, reference);
		const known = this.lengths.get(key) ?? Infinity;
		this.lengths.set(key, Math.min(known, reference.value.length));
	}

	/** The list shows references now. */
	delete(call: Call, reference: Reference): void {
		this.lengths.delete(keyOf(call, reference));
	}

	has(call: Call, reference: Reference): boolean {
		return reference.value.length >= (this.lengths.get(keyOf(call, reference)) ?? Infinity);
	}
}

/** A till may cut a label short: with another one it may be well. */
function keyOf({ credentials }: Call, { label }: Reference): string {
	const { token } = credentials;
	const register = [baseUrl(credentials), apiKeyOf(credentials), registerIdOf(credentials)];
	return fingerprint([...register, String(token ?? ''), label]);
}
