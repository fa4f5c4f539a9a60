/** What every workflow in examples/ has, beside what tests of single ones look at. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { inRoot, root } from '../../scripts/lib/paths.mts';

it('an example can be executed step by step: without pinData, n8n fails at the second click', () => {
	// https://github.com/n8n-io/n8n/blob/00691e1ce5a2b5271e57bf0e7042709fd21660dc/packages/core/src/execution-engine/partial-execution-utils/find-start-nodes.ts
	const files = globSync('examples/*.json', { cwd: root });
	const without = files.filter(
		(file) => !('pinData' in (JSON.parse(readFileSync(inRoot(file), 'utf8')) as object)),
	);
	assert.ok(files.length > 0);
	assert.deepEqual(without, []);
});
