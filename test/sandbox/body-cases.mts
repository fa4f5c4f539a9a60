// What the tests of the sandbox's body checkers share: bodies with one thing changed, and a test for each.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../sandbox/files/finding.mts';

type Step = string | number;

/** A copy in which one place holds something else; `undefined` takes it out. */
export function changed(body: object, path: readonly Step[], value: unknown): unknown {
	const copy: unknown = structuredClone(body);
	const last = path.at(-1) ?? '';
	const holder = path
		.slice(0, -1)
		.reduce<unknown>((held, step) => (held as Record<Step, unknown>)[step], copy);
	if (value === undefined) delete (holder as Record<Step, unknown>)[last];
	else (holder as Record<Step, unknown>)[last] = value;
	return copy;
}

export type BrokenBody<Rule extends string, Facts> = [
	rule: Rule,
	field: string,
	body: unknown,
	facts?: Facts,
];

/** A test for each broken body, and one that no rule is without. */
export function testBroken<Rule extends string, Facts>(
	rules: readonly Rule[],
	check: (body: unknown, facts?: Facts) => Array<Finding<Rule>>,
	broken: ReadonlyArray<BrokenBody<Rule, Facts>>,
): void {
	for (const [index, [rule, field, body, facts]] of broken.entries()) {
		test(`${index + 1}: ${rule} is found${field && ` in ${field}`}`, () => {
			const found = check(body, facts);
			assert.ok(
				found.some((finding) => finding.rule === rule && finding.field === field),
				JSON.stringify(found.slice(0, 5)),
			);
		});
	}

	test('each rule has a body that breaks it', () => {
		const seen = new Set(broken.map(([rule]) => rule));
		assert.deepEqual(
			rules.filter((rule) => !seen.has(rule)),
			[],
		);
	});
}
