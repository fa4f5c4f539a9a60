/** All checkers of what accounting programs read are reached in one place. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../scripts/lib/paths.mts';
import { BMD_RULES } from '../../sandbox/files/bmd.mts';
import { BODY_RULES } from '../../sandbox/files/body.mts';
import { CORRISPETTIVI_RULES } from '../../sandbox/files/corrispettivi.mts';
import { DATEV_RULES } from '../../sandbox/files/datev.mts';
import { FATTURE_IN_CLOUD_RULES } from '../../sandbox/files/fattureInCloud.mts';
import { BODY_CHECKS, findingsIn } from '../../sandbox/files/index.mts';
import { ODOO_RULES } from '../../sandbox/files/odoo.mts';
import { QUICK_BOOKS_RULES } from '../../sandbox/files/quickBooks.mts';
import { SEPARATED_RULES } from '../../sandbox/files/separated.mts';
import { XERO_RULES } from '../../sandbox/files/xero.mts';

test('each format has its checker, and none of them takes nothing for something', () => {
	assert.deepEqual(Object.keys(BODY_CHECKS), ['fattureInCloud', 'odoo', 'quickBooks', 'xero']);
	for (const check of Object.values(BODY_CHECKS)) {
		for (const body of [undefined, null, '', 0, [], {}, [[]], { Line: null, line_ids: [[0]] }]) {
			assert.notDeepEqual(check(body, {}), [], JSON.stringify(body));
		}
	}
	for (const nothing of [Buffer.alloc(0), Buffer.from('\n'), Buffer.from('"')]) {
		assert.notDeepEqual(findingsIn('corrispettivi', nothing), []);
		assert.notDeepEqual(findingsIn('datev', nothing), []);
		assert.notDeepEqual(findingsIn('bmd', nothing), []);
	}
});

const LISTS: Readonly<Record<string, readonly string[]>> = {
	separated: SEPARATED_RULES,
	datev: without(SEPARATED_RULES, DATEV_RULES),
	bmd: without(SEPARATED_RULES, BMD_RULES),
	corrispettivi: without(SEPARATED_RULES, CORRISPETTIVI_RULES),
	body: BODY_RULES,
	fattureInCloud: without(BODY_RULES, FATTURE_IN_CLOUD_RULES),
	odoo: without(BODY_RULES, ODOO_RULES),
	quickBooks: without(BODY_RULES, QUICK_BOOKS_RULES),
	xero: without(BODY_RULES, XERO_RULES),
};

function without(shared: readonly string[], rules: readonly string[]): string[] {
	return rules.filter((rule) => !shared.includes(rule));
}

test('the table in CONTRIBUTING.md names each rule', () => {
	const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
	for (const [file, rules] of Object.entries(LISTS)) {
		const row = page.split('\n').find((line) => line.startsWith(`| \`${file}.mts\``)) ?? '';
		const named = [...(row.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)].map(([, rule]) => rule);
		assert.deepEqual(named, rules, file);
	}
});
