/**
 * Where packages that are made of these sources meet in one n8n: the one with all systems, and those of
 * one system. Both may serve the same account, and must not print one order twice or use a limit twice.
 */
import { NodeApiError } from 'n8n-workflow';
import type { SharedFields } from '../values/memory';

/** Another number is due when what stands there, or a container in it, is used in another way. */
const PLACE = Symbol.for('n8n-nodes-kassa: common memory 1');

/**
 * What all packages of this process share. No secret is in it: any code in n8n can read it.
 *
 * n8n gives nodes nothing that belongs to the process, and they may not touch globals. But there is one
 * `n8n-workflow` for all packages, so that a property of one of its classes is the same for all.
 * @param host what carries it; tests give their own
 * @returns a map of this package alone where none can be had
 */
export function commonMemory(host: object = NodeApiError): SharedFields {
	const there: unknown = Reflect.get(host, PLACE);
	if (there instanceof Map) return there as SharedFields;
	const made: SharedFields = new Map();
	// Not enumerable, so that nobody who lists the class meets it; refused where it is frozen.
	Reflect.defineProperty(host, PLACE, { value: made });
	return made;
}
