/** The beginning of an answer: enough for people to read, whatever the server sends. */

import { DEEPEST } from './limits';

/** What stands for whatever is left out. */
const MORE = '…';

/**
 * The same JSON, cut where it gets long: entries of lists and members of objects are left out from there
 * on. A text is kept whole or left out, so that no half of a secret is left over.
 * @param most signs of texts, names and numbers after which no further ones are kept
 * @param longest signs of a text beyond which it is left out; whoever reads on cuts it otherwise
 * @returns a copy, with `…` for what is left out
 */
export function beginning(json: unknown, most: number, longest = Infinity): unknown {
	let room = most;
	const cut = (value: unknown, depth: number): unknown => {
		if (typeof value === 'string') {
			if (value.length > longest) return MORE;
			room -= value.length + 1;
			return value;
		}
		if (typeof value !== 'object' || value === null) {
			room -= String(value).length + 1;
			return value;
		}
		if (depth >= DEEPEST) return MORE;
		room -= 2;
		if (Array.isArray(value)) {
			const entries: unknown[] = [];
			for (const entry of value as unknown[]) {
				if (room <= 0) break;
				entries.push(cut(entry, depth + 1));
			}
			return entries;
		}
		const members: Array<[string, unknown]> = [];
		for (const name in value) {
			if (room <= 0 || name.length > longest) break;
			room -= name.length + 1;
			members.push([name, cut((value as Record<string, unknown>)[name], depth + 1)]);
		}
		return Object.fromEntries(members);
	};
	return cut(json, 0);
}
