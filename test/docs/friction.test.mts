// What the examples ask of whoever takes them: those about books hold no expression that does more than
// name a field, and a month's books are mailed with few nodes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	expressionsIn,
	frictionOf,
	frictionOfExamples,
	tableOf,
} from '../../scripts/lib/friction.mts';

test('an expression is plain where it only names a field', () => {
	const plain = [
		// What goes to a program's API is the item as it is.
		'={{ $json }}',
		'={{ $json.text }}',
		'={{$json.a.b}}',
		"={{ $('Node one').item.json.x }}",
		"={{ $('Node one').item.json }}",
		`={{ $json["a b"][0]['c'] }}`,
		'=Order {{ $json.orderId }} is {{ $json.to }}',
	];
	const beyond = [
		'={{ $json.a ?? "" }}',
		'={{ $json.a + 1 }}',
		'={{ $json.list.map((one) => one.a) }}',
		"={{ $('Node').first().json.x }}",
		'={{ $now.toISO() }}',
		'={{ $jsonSchema }}',
		'={{ { a: { b: $json.c } } }}',
	];
	for (const text of plain)
		assert.ok(
			expressionsIn(text).every(({ isPlain }) => isPlain),
			text,
		);
	for (const text of beyond)
		assert.deepEqual(
			expressionsIn(text).map(({ isPlain }) => isPlain),
			[false],
			text,
		);
	assert.equal(expressionsIn(plain.at(-1) ?? '').length, 2);
	assert.deepEqual(expressionsIn('{{ $json.a }}'), []);
});

test('notes and what starts a workflow are no nodes that anybody has to understand', () => {
	const node = (type: string, parameters: Record<string, unknown> = {}) => ({
		name: type,
		type,
		parameters,
	});
	const found = frictionOf('one.json', {
		nodes: [
			node('n8n-nodes-base.stickyNote', { content: '={{ $json.a + 1 }}' }),
			node('n8n-nodes-base.scheduleTrigger'),
			node('n8n-nodes-kassa.kassandro', {
				resource: 'accounting',
				options: { list: ['={{ $json.a + 1 }}'] },
			}),
		],
	});
	assert.equal(found.nodes, 1);
	assert.equal(found.isAccounting, true);
	assert.equal(found.isOfShop, false);
	assert.deepEqual(found.expressions, [
		{ node: 'n8n-nodes-kassa.kassandro', code: '$json.a + 1', isPlain: false },
	]);
	assert.match(
		tableOf([found]),
		/^one\.json +1 +1 +1\n {4}n8n-nodes-kassa\.kassandro: \$json\.a \+ 1$/m,
	);
});

test('no example of accounting holds an expression beyond the name of a field', () => {
	const books = frictionOfExamples().filter(({ isAccounting }) => isAccounting);
	assert.ok(books.length >= 7, `only ${books.length} examples are about books`);
	for (const { file, expressions } of books) {
		assert.deepEqual(
			expressions.filter(({ isPlain }) => !isPlain),
			[],
			file,
		);
	}
});

test('no example between a shop and a till holds an expression beyond the name of a field', () => {
	const shops = frictionOfExamples().filter(({ isOfShop }) => isOfShop);
	assert.ok(shops.length >= 8, `only ${shops.length} examples are between a shop and a till`);
	for (const { file, expressions } of shops) {
		assert.deepEqual(
			expressions.filter(({ isPlain }) => !isPlain),
			[],
			file,
		);
	}
});

test("a month's books are mailed with three nodes at most", () => {
	const mail = frictionOfExamples().find(({ file }) => file === 'kassandro-month-by-mail.json');
	assert.ok(mail && mail.nodes <= 3);
});
