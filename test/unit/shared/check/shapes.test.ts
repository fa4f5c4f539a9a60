/** What records look like, without anything that stands in them. */
import {
	fieldName,
	fieldNames,
	missingFields,
	shapeOf,
	typeOf,
	unknownFields,
} from '../../../../nodes/shared/check/shapes';

it('names types, and how times are written', () => {
	const values = [null, true, 1, 1.5, '', 'x', '2026-03-05', '2026-03-05T10:00:00'];
	expect([...values, '2026-03-05T10:00:00Z', [], {}].map(typeOf)).toEqual([
		...['null', 'true or false', 'whole number', 'number', 'empty text', 'text', 'day'],
		...['time without zone', 'time with zone', 'list', 'object'],
	]);
});

it.each([
	['idSalesPoint', 'idSalesPoint'],
	['_id', '_id'],
	['street2', 'street2'],
	['4711', '(not shown)'],
	['7f3a91c2', '(not shown)'],
	['Maria Rossi', '(not shown)'],
	['Rossi', '(not shown)'],
	['maria@example.com', '(not shown)'],
	['__proto__', '__proto__'],
	['x'.repeat(41), '(not shown)'],
])('shows the name %s as %s', (name, shown) => {
	expect(fieldName(name)).toBe(shown);
});

it('lists names once, in order, and not more than anybody reads', () => {
	expect(fieldNames([])).toBe('none');
	expect(fieldNames(['b', 'a', 'b', 'rows.12'])).toBe('a, b, rows.(not shown)');
	const many = Array.from({ length: 30 }, (_none, index) => `f${'x'.repeat(index)}`);
	expect(fieldNames(many)).toMatch(/ and 10 more$/);
});

it('counts the types of each field, also of records within', () => {
	const records = [
		{ id: 'a', rows: [{ price: 1.5 }, { price: 2 }], document: { amount: 3 } },
		{ id: 'b', rows: [], document: null },
	];
	expect(shapeOf(records)).toEqual({
		records: 2,
		fields: {
			id: { text: 2 },
			rows: { list: 2 },
			'rows.price': { number: 1, 'whole number': 1 },
			document: { object: 1, null: 1 },
			'document.amount': { 'whole number': 1 },
		},
	});
});

it('shows no names by which an object holds records', () => {
	const menu = {
		pizza: { price: 1 },
		nonnaspasta: { price: 2.5, sizes: { klein: {}, gross: {} } },
		shop: {},
	};
	expect(shapeOf([{ menu, currency: 'EUR' }])).toEqual({
		records: 1,
		fields: {
			menu: { object: 1 },
			currency: { text: 1 },
			'menu.(each)': { object: 3 },
			'menu.(each).price': { 'whole number': 1, number: 1 },
			'menu.(each).sizes': { object: 1 },
		},
	});
});

it('shows only names that a document has, where it is given', () => {
	const records = [
		{ categories: { pizza: { id: 1 }, pasta: { id: 2 } }, nonnaspasta: {} },
		{ categories: [], margherita: 8, sizes: { klein: 5 } },
	];
	expect(shapeOf(records, ['categories', 'id']).fields).toEqual({
		categories: { object: 1, list: 1 },
		'categories.(each)': { object: 2 },
		'categories.(each).id': { 'whole number': 2 },
		'(each)': { object: 1 },
		'(other)': { 'whole number': 1, object: 1 },
		'(other).(other)': { 'whole number': 1 },
	});
});

it('takes names that objects have by themselves, and very many', () => {
	const odd = JSON.parse('{"__proto__":1,"constructor":2}') as Record<string, number>;
	expect(Object.keys(shapeOf([odd]).fields)).toContain('constructor');
	const wide = Object.fromEntries(
		Array.from({ length: 5000 }, (_none, index) => [
			`f${[...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`,
			1,
		]),
	);
	expect(Object.keys(shapeOf([wide]).fields)).toHaveLength(300);
});

it('finds what no document names, and what is needed and not there', () => {
	const described = [
		{ at: '', fields: ['id', 'rows'], needed: ['id', 'rows'] },
		{ at: 'rows', fields: ['price'], needed: ['price'] },
	];
	const records = [
		{ id: 1, rows: [{ price: 1, tip: 2 }] },
		{ id: 2, remark: 'x', rows: [] },
	];
	expect(unknownFields(records, described)).toEqual(['remark', 'rows.tip']);
	expect(missingFields(records, described)).toEqual([]);
	expect(missingFields([{ rows: [{ tip: 1 }] }], described)).toEqual(['id', 'rows.price']);
	// Without rows nothing is known of what a row has.
	expect(missingFields([{ id: 1, rows: [] }], described)).toEqual([]);
});
