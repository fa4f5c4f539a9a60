// The README of a system's package is about this system only, and all that it links to is there.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { inRoot } from '../../scripts/lib/paths.mts';
import { namedIn, readmeOf } from '../../scripts/packages/readme.mts';
import { SYSTEM_PACKAGES, wholeManifest } from '../../scripts/packages/table.mts';

const { homepage, name: whole } = wholeManifest();
const source = readFileSync(inRoot('README.md'), 'utf8');
const published = `${homepage}/blob/main/`;

const anchorsIn = (text: string): Set<string> =>
	new Set(
		[...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
			heading
				.toLowerCase()
				.replace(/[^\p{L}\p{N}\s_-]/gu, '')
				.trim()
				.replaceAll(' ', '-'),
		),
	);

for (const one of SYSTEM_PACKAGES) {
	const readme = readmeOf(one, source);

	test(`the README of ${one.name} names no other system`, () => {
		const lines = readme.split('\n').map((line) => ({ line, named: namedIn(line) }));
		const others = lines.filter(({ named }) => named.some((system) => system !== one.system));
		assert.deepEqual(others, []);
		assert.ok(lines.some(({ named }) => named.includes(one.system)));
	});

	test(`the README of ${one.name} has what a person needs first`, () => {
		assert.match(readme, new RegExp(`^# ${one.name}\n`));
		assert.match(readme, new RegExp(`enter \`${one.name}\``));
		for (const chapter of ['Install it in n8n', 'What it can do', 'Triggers', 'Credentials']) {
			assert.match(readme, new RegExp(`\n## ${chapter}\n`));
		}
		assert.equal(readme.match(/^### (CassaNova|KassaForte|Kassandro)$/gm)?.length, 1);
		// Once: where it says that the nodes are there as well.
		assert.equal(readme.split(`\`${whole}\``).length - 1, 1);
		assert.doesNotMatch(readme, /<!-- (for|end)/);
	});

	test(`each link in the README of ${one.name} leads somewhere`, () => {
		const links = [...readme.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
		assert.ok(links.length > 20);
		for (const link of links) {
			if (link.startsWith('#')) assert.ok(anchorsIn(readme).has(link.slice(1)), link);
			else assert.match(link, /^https:\/\//);
			if (link.startsWith('https://raw.')) {
				assert.ok(existsSync(inRoot(link.slice(link.indexOf('/main/') + '/main/'.length))), link);
			}
			if (!link.startsWith(published)) continue;
			const [file = '', anchor] = link.slice(published.length).split('#');
			assert.ok(existsSync(inRoot(file)), link);
			if (anchor !== undefined) {
				assert.ok(anchorsIn(readFileSync(inRoot(file), 'utf8')).has(anchor), link);
			}
		}
	});
}

const kassandro = SYSTEM_PACKAGES.find(({ system }) => system === 'Kassandro');

/** What is left of a text, below the head that each README has. */
function cutFor(text: string): string {
	assert.ok(kassandro);
	const cut = readmeOf(kassandro, `# ${whole}\n\nHead.\n\n## Chapter\n\n${text}\n`);
	return cut.slice(cut.indexOf('\n## Chapter') + '\n## Chapter\n\n'.length).trim();
}

test('what is about other systems goes: sentences, remarks, rows, items, chapters', () => {
	assert.equal(cutFor('It works. So does CassaNova. Both do.'), 'It works. Both do.');
	assert.equal(cutFor('Check it (CassaNova: the scopes). Go on.'), 'Check it. Go on.');
	assert.equal(cutFor('- one\n- KassaForte\n- two'), '- one\n- two');
	const table = '| A | B |\n| --- | --- |\n';
	assert.equal(
		cutFor(`${table}| CassaNova | gone |\n| stays | Yes. Not for KassaForte. |\n| x | CassaNova |`),
		`${table}| stays | Yes. |`,
	);
	assert.equal(
		cutFor('### CassaNova\n\nIts words.\n\n### Kassandro\n\nOurs.'),
		'### Kassandro\n\nOurs.',
	);
	assert.equal(cutFor('### Empty\n\nOnly CassaNova.\n\n### Full\n\nWords.'), '### Full\n\nWords.');
	assert.equal(cutFor('**Lead.** Only CassaNova.\n\nMore.'), 'More.');
});

test('what is marked goes or stays as it is marked', () => {
	const marked = (who: string) => `<!-- for ${who} -->\n\nMarked.\n\n<!-- end for -->\n\nAfter.`;
	assert.equal(cutFor(marked('CassaNova')), 'After.');
	assert.equal(cutFor(marked(whole)), 'After.');
	assert.equal(cutFor(marked('CassaNova, Kassandro')), 'Marked.\n\nAfter.');
});
