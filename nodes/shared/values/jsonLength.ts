/** How long JSON is, counted no further than it matters. */

/**
 * The signs that a value takes as JSON, escapes apart: enough to compare with a bound, and cheap, because
 * nothing is written and counting stops at the bound. Depth doesn't matter.
 * @param most the bound
 * @returns the length, or something beyond `most`
 */
export function jsonLength(json: unknown, most: number): number {
	let length = 0;
	const rest: unknown[] = [json];
	while (rest.length > 0 && length <= most) {
		const value = rest.pop();
		if (typeof value === 'string') length += value.length + 2;
		else if (typeof value !== 'object' || value === null) length += String(value).length;
		else if (Array.isArray(value)) {
			// Each entry takes a comma at least: a long list is left before it is copied.
			length += 1 + value.length;
			if (length <= most) for (const entry of value as unknown[]) rest.push(entry);
		} else {
			length += 2;
			for (const name in value) {
				length += name.length + 4;
				if (length > most) break;
				rest.push((value as Record<string, unknown>)[name]);
			}
		}
	}
	return length;
}
