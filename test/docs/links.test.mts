// Every link from the documents, credentials and codex files into this project leads somewhere.

import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { inRoot, root } from '../../scripts/lib/paths.mts';

const read = (file: string) => readFileSync(inRoot(file), 'utf8');
const { homepage } = JSON.parse(read('package.json')) as { homepage: string };
const published = `${homepage}/blob/main/`;

/** The anchors that GitHub makes of a document's headings. */
function anchors(file: string): Set<string> {
	const headings = read(file).matchAll(/^#{1,6} (.+)$/gm);
	return new Set(
		[...headings].map(([, text = '']) =>
			text
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s_-]/gu, '')
				.trim()
				.replaceAll(' ', '-'),
		),
	);
}

function assertLeads(target: string, from: string): void {
	const [path = '', anchor] = target.split('#');
	assert(existsSync(inRoot(path)), `${from} names ${path}, which isn't there`);
	if (anchor === undefined) return;
	assert(anchors(path).has(anchor), `${from}: ${path} has no heading for #${anchor}`);
}

const documents = globSync(['*.md', 'docs/*.md', 'test/**/*.md'], { cwd: root }).sort();

for (const file of documents) {
	test(`links in ${file}`, () => {
		for (const [, target = ''] of read(file).matchAll(/(?<!!)\[[^\]]*\]\(([^)\s]+)\)/g)) {
			if (/^https?:/.test(target)) continue;
			const path = target.startsWith('#') ? `${file}${target}` : join(dirname(file), target);
			assertLeads(normalize(path), file);
		}
	});
}

test('links to the documents from credentials and codex files', () => {
	const files = globSync(['credentials/*.ts', 'nodes/*/*.node.json'], { cwd: root });
	let count = 0;
	for (const file of files) {
		for (const [, url = ''] of read(file).matchAll(/['"](https:\/\/github\.com\/[^'"]+)['"]/g)) {
			assert(url.startsWith(published), `${file} links outside of the project: ${url}`);
			assertLeads(url.slice(published.length), file);
			count += 1;
		}
	}
	assert(count >= files.length, 'each of these files links to the documents');
});
