// What docs/architecture.md says must stay true names the tests that hold it, and those are tests that run.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/paths.mts';

const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const lines = page.split('\n').filter((line) => line.startsWith('Invariant:'));

test('the page has invariants', () => {
	assert.ok(lines.length >= 12);
});

for (const line of lines) {
	const [invariant = '', held = ''] = line.split(' Held by ');
	test(invariant.slice('Invariant: '.length), () => {
		const tests = [...held.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) =>
			normalize(join('docs', path)),
		);
		assert.ok(tests.length > 0, 'it names no test');
		for (const path of tests) {
			assert.match(path, /^test\/.*\.test\.m?ts$/);
			assert.ok(existsSync(join(root, path)), `${path} isn't there`);
		}
	});
}
