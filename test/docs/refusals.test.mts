// The page about KassaForte names every reason for which an order is refused, and what to do.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadSource } from '../../scripts/engine/package-types.mts';
import { inRoot } from '../../scripts/lib/paths.mts';

test('docs/kassaforte.md has the complete table of reasons', () => {
	const { REFUSAL_TEXTS } = loadSource('nodes/KassaForte/orders/refusalTexts.ts') as {
		REFUSAL_TEXTS: Array<{ family: string; text: string; hint: string }>;
	};
	const rows = readFileSync(inRoot('docs/kassaforte.md'), 'utf8')
		.split('\n')
		.filter((line) => /^\| \dxx/.test(line))
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.map(([, codes, family, text, hint]) => ({ codes, family, text, hint }));
	const digit = new Map<string, number>();
	for (const { family } of REFUSAL_TEXTS) if (!digit.has(family)) digit.set(family, digit.size + 1);
	assert.deepEqual(
		rows,
		REFUSAL_TEXTS.map(({ family, text, hint }) => ({
			codes: `${digit.get(family)}xx`,
			family: `\`${family}\``,
			text,
			hint,
		})),
	);
});
