// The page about checking an account names every assumption that is looked at, as items name it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { loadSource } from '../../scripts/engine/package-types.mts';
import { inRoot } from '../../scripts/lib/paths.mts';

for (const folder of ['CassaNova', 'Kassandro', 'KassaForte']) {
	test(`docs/check.md has the complete table of ${folder}`, () => {
		const { assumptions } = loadSource(`nodes/${folder}/account/assumptions.ts`) as {
			assumptions: Array<{ name: string; question: string }>;
		};
		const [, section = ''] = readFileSync(inRoot('docs/check.md'), 'utf8').split(`### ${folder}\n`);
		const rows = (section.split('\n#')[0] ?? '')
			.split('\n')
			.filter((line) => /^\| `/.test(line))
			.map((line) => line.split('|').map((cell) => cell.trim()))
			.map(([, name, question]) => ({ name, question }));
		assert.deepEqual(
			rows,
			assumptions.map(({ name, question }) => ({ name: `\`${name}\``, question })),
		);
	});
}
