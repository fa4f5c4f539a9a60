/** What a resource locator points at. */
import { isRecord } from '../values/records';

/** Everything that n8n keeps in a resource locator. */
const LOCATOR_KEYS = new Set(['__rl', 'mode', 'value', 'cachedResultName', 'cachedResultUrl']);

/**
 * A resource locator's value, wherever it stands; other values as they are. Written by hand or by
 * another program, a locator may lack n8n's own mark `__rl`.
 */
export function located(value: unknown): unknown {
	return isRecord(value) && isLocator(value) ? value.value : value;
}

function isLocator(value: object): boolean {
	if (!('value' in value)) return false;
	if ('__rl' in value) return true;
	return 'mode' in value && Object.keys(value).every((key) => LOCATOR_KEYS.has(key));
}
