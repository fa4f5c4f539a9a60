/** Values as text that doesn't depend on the order of keys. */
import { isRecord } from './records';

/** The same text for the same content, whatever the order of its keys. */
export function sorted(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
	if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
	const keys = Object.keys(value).sort();
	return `{${keys.map((key) => `${JSON.stringify(key)}:${sorted(value[key])}`).join(',')}}`;
}
