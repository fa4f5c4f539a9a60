/** How secrets are blotted out, wherever that is done. */
import { DEEPEST } from './limits';

/** What stands in place of a secret. */
export const MASK = '***';

/** Names of a vendor's fields that hold secrets, which needn't be ours. */
export const SECRET_NAME = /token|secret|password|key/i;

/** A text without what headers hold that prove who asks. */
export function withoutHeaders(text: string): string {
	return text.replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{20,}/g, `$1 ${MASK}`);
}

/**
 * The same JSON with other texts; what lies deeper than any vendor nests is masked.
 * @param toText gets each text with the name of the field that it stands in, also within lists
 * @param toName gets the name of each field
 * @param within the name of the field that all of it stands in
 */
export function mapTexts(
	json: unknown,
	toText: (text: string, name: string) => string,
	toName: (name: string) => string = (name) => name,
	within = '',
): unknown {
	const map = (value: unknown, name: string, depth: number): unknown => {
		if (typeof value === 'string') return toText(value, name);
		if (typeof value !== 'object' || value === null) return value;
		if (depth > DEEPEST) return MASK;
		if (Array.isArray(value)) return value.map((entry) => map(entry, name, depth + 1));
		return Object.fromEntries(
			Object.entries(value).map(([key, entry]) => [toName(key), map(entry, key, depth + 1)]),
		);
	};
	return map(json, within, 0);
}
