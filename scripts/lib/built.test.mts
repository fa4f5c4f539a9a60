// A build counts only as long as neither a source nor anything in dist/ is another.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { forgetBuild, isBuilt, rememberBuild } from './built.mts';

const folder = mkdtempSync(join(tmpdir(), 'kassa-built-'));
after(() => rmSync(folder, { recursive: true }));

function write(file: string, content: string): void {
	const path = join(folder, file);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
}

beforeEach(() => {
	write('nodes/a/b.ts', 'one');
	write('dist/nodes/a/b.js', 'ONE');
	rmSync(join(folder, 'package-lock.json'), { force: true });
	rmSync(join(folder, 'nodes/new.ts'), { force: true });
	rememberBuild(folder);
});

test('nothing has changed', () => assert.equal(isBuilt(folder), true));

test('what lies elsewhere makes no difference', () => {
	write('test/a.test.ts', 'one');
	assert.equal(isBuilt(folder), true);
});

for (const [name, change] of Object.entries({
	'a changed source': () => write('nodes/a/b.ts', 'two'),
	'a new source': () => write('nodes/new.ts', ''),
	'another compiler': () => write('package-lock.json', '{}'),
	'a changed product': () => write('dist/nodes/a/b.js', 'TWO'),
	'a product that is gone': () => rmSync(join(folder, 'dist'), { recursive: true }),
	'a build that began': () => forgetBuild(folder),
})) {
	test(name, () => {
		change();
		assert.equal(isBuilt(folder), false);
	});
}
