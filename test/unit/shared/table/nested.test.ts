/** Lists of objects: filled in as fields or given as JSON they are the same, and errors name the place. */
import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';
import { body, within } from '../../../../nodes/shared/table/fields';
import { readInput } from '../../../../nodes/shared/run/input';
import { defineUsing, entries, listField } from '../../../../nodes/shared/table/nested';
import { entry, flag, numeric, oneOf, text } from '../../../../nodes/shared/table/schemas';
import type { Api, Endpoint } from '../../../../nodes/shared/table/types';

const property = (displayName: string, name: string, more: Partial<INodeProperties> = {}) =>
	({ displayName, name, type: 'string', default: '', ...more }) as INodeProperties;

const parts = listField({
	displayName: 'Parts',
	name: 'parts',
	entry: 'Part',
	description: 'All parts',
	example: '[{"id":"a"}]',
	fields: [
		property('ID', 'id'),
		property('Amount', 'amount', { type: 'number', default: 0 }),
		property('On', 'on', { type: 'boolean', default: true }),
		property('Kind', 'kind', { type: 'options', options: [{ name: 'A', value: 'a' }] }),
		property('More', 'more', {
			type: 'collection',
			default: {},
			options: [property('Weight', 'weight')],
		}),
		entries({
			displayName: 'Sizes',
			name: 'sizes',
			entry: 'Size',
			description: 'All sizes',
			fields: [property('Size ID', 'id'), property('Price', 'price')],
		}),
	],
	schema: z
		.array(
			entry({
				id: text,
				amount: numeric({ min: 0 }).optional(),
				on: flag.optional(),
				kind: oneOf(['a']).optional(),
				weight: numeric().optional(),
				sizes: z
					.array(
						entry({ id: text, price: numeric().optional() }).refine(
							({ price }) => price !== 13,
							'brings bad luck',
						),
					)
					.optional(),
			}),
		)
		.min(1, 'needs an entry'),
});

const endpoint: Endpoint = {
	name: 'Create',
	value: 'create',
	action: 'Create thing',
	description: 'Does it',
	doc: 'Things',
	route: 'POST /things',
	fields: [defineUsing, body(property('Name', 'name')), ...parts],
};

const api = { timeZone: 'Europe/Rome' } as Api;

function send(values: Record<string, unknown>) {
	return readInput(api, endpoint, (name) => values[name] ?? null, 0).body;
}
const asFields = (...list: unknown[]) => send({ defineUsing: 'fields', parts: { entry: list } });
const asJson = (partsJson: unknown) => send({ defineUsing: 'json', partsJson });

const whole = [
	{ id: 'é & = + " /', amount: 0, on: false, kind: 'a', sizes: [{ id: 's', price: 0.5 }] },
	{ id: '7', sizes: [] },
];

it('is the same whichever way it is given', () => {
	const filled = asFields(
		{
			id: 'é & = + " /',
			amount: 0,
			on: false,
			kind: 'a',
			sizes: { entry: [{ id: 's', price: '0.5' }] },
		},
		{ id: 7, amount: '', on: null, sizes: {} },
	);
	expect(filled).toEqual({ parts: whole });
	const given = [asJson(JSON.stringify(whole)), asJson(whole)];
	expect(given.map((each) => JSON.stringify(each))).toEqual([
		JSON.stringify(filled),
		JSON.stringify(filled),
	]);
});

it('takes a list with a single entry as n8n may store it, too', () => {
	expect(send({ defineUsing: 'fields', parts: { entry: { id: 'a' } } })).toEqual({
		parts: [{ id: 'a' }],
	});
});

it('leaves out what records that were read hold as null', () => {
	expect(asJson([{ id: 'a', amount: null, sizes: [{ id: 's', price: null }] }])).toEqual({
		parts: [{ id: 'a', sizes: [{ id: 's' }] }],
	});
});

it("takes what a collection in an entry holds as the entry's own", () => {
	expect(asFields({ id: 'a', more: { weight: '2.5' } }, { id: 'b', more: {} })).toEqual({
		parts: [{ id: 'a', weight: 2.5 }, { id: 'b' }],
	});
	expect(() => asFields({ id: 'a', more: { weight: 'heavy' } })).toThrow(
		'"Parts" is wrong in entry 1, "Weight": must be a number',
	);
});

it('takes an ID that was picked from a list', () => {
	expect(asFields({ id: { __rl: true, mode: 'list', value: 'picked' } })).toEqual({
		parts: [{ id: 'picked' }],
	});
});

it('takes numbers and switches that expressions give as text', () => {
	expect(asFields({ id: 'a', amount: '2.5', on: 'true' })).toEqual({
		parts: [{ id: 'a', amount: 2.5, on: true }],
	});
});

it('reads only the form that was chosen', () => {
	const both = { parts: { entry: [{ id: 'filled' }] }, partsJson: '[{"id":"given"}]' };
	expect(send({ defineUsing: 'fields', ...both })).toEqual({ parts: [{ id: 'filled' }] });
	expect(send({ defineUsing: 'json', ...both })).toEqual({ parts: [{ id: 'given' }] });
});

it('is left out where nothing was given', () => {
	expect(send({ defineUsing: 'fields', name: 'x' })).toEqual({ name: 'x' });
	expect(send({ defineUsing: 'json', name: 'x', partsJson: '' })).toEqual({ name: 'x' });
});

it('takes an array, which only an expression gives, as the list', () => {
	expect(send({ defineUsing: 'fields', parts: [{ id: 'a', amount: null }] })).toEqual({
		parts: [{ id: 'a' }],
	});
	expect(asFields({ id: 'a', sizes: [{ id: 's' }] })).toEqual({
		parts: [{ id: 'a', sizes: [{ id: 's' }] }],
	});
});

describe('a list that was added to a collection', () => {
	const optional = listField({
		displayName: 'Marks',
		name: 'marks',
		entry: 'Mark',
		description: 'All marks',
		example: '[]',
		fields: [property('ID', 'id')],
		schema: z.array(entry({ id: text })),
	});
	const update = (defineUsingForm: string, updateFields: object) => {
		const values: Record<string, unknown> = { defineUsing: defineUsingForm, updateFields };
		const fields = [defineUsing, ...within('updateFields', optional)];
		return readInput(api, { ...endpoint, fields }, (name) => values[name] ?? null, 0).body;
	};

	it.each([{}, { entry: [] }])('without an entry (%j) would delete everything', (marks) => {
		expect(() => update('fields', { marks })).toThrow('"Marks" has no entry');
	});

	it('deletes everything where that is said', () => {
		expect(update('json', { marksJson: '[]' })).toEqual({ marks: [] });
		expect(update('fields', { marks: [] })).toEqual({ marks: [] });
	});
});

describe('a wrong list', () => {
	it('is told without all that stands in it', () => {
		const refusal = (given: unknown) => {
			try {
				send({ defineUsing: 'fields', parts: given });
			} catch (error) {
				return error instanceof Error ? error.message : '';
			}
			return 'nothing was refused';
		};
		expect([refusal({}), refusal([]), refusal({ id: 'a' }), refusal('a,b')]).toEqual([
			'"Parts" needs an entry',
			'"Parts" needs an entry',
			'"Parts" must be a list of entries',
			'"Parts" must be a list of entries; it is "a,b"',
		]);
	});

	it.each<[string, unknown, string]>([
		['a text', 'a,b', '"Parts" must be a list of entries'],
		['a number', 7, '"Parts" must be a list of entries'],
		['another object', { id: 'a' }, '"Parts" must be a list of entries'],
		['a list of texts', ['a'], '"Parts" is wrong in entry 1: must be an object'],
		['an entry that is none', { entry: [null] }, '"Parts" is wrong in entry 1: must be an object'],
		[
			'a text for a list inside',
			{ entry: [{ id: 'a', sizes: 's' }] },
			'"Parts" is wrong in entry 1, "Sizes": must be a list of entries',
		],
		[
			'an array with an unknown field',
			[{ id: 'a', size: 1 }],
			'"Parts" is wrong in entry 1: has the unknown field "size"',
		],
	])('that is %s is refused', (_name, given, words) => {
		expect(() => send({ defineUsing: 'fields', parts: given })).toThrow(words);
	});

	it.each<[string, unknown[], string]>([
		['without entries', [], '"Parts" needs an entry'],
		[
			'with a field missing',
			[{ id: 'a' }, { amount: 1 }],
			'"Parts" is wrong in entry 2, "ID": is missing',
		],
		[
			'with a word for a number',
			[{ id: 'a', amount: 'much' }],
			'"Parts" is wrong in entry 1, "Amount": must be a number; it is "much"',
		],
		[
			'with a value that does not exist',
			[{ id: 'a', kind: 'b' }],
			'"Parts" is wrong in entry 1, "Kind": must be one of a; it is "b"',
		],
		[
			'that breaks a rule inside',
			[{ id: 'a', sizes: { entry: [{ id: 's' }, { id: 't', price: 13 }] } }],
			'"Parts" is wrong in entry 1, "Sizes", entry 2: brings bad luck',
		],
	])('%s is named as the panel shows it', (_name, list, words) => {
		expect(() => asFields(...list)).toThrow(words);
	});

	it.each<[string, unknown, string]>([
		['no JSON', '[{"id":', '"Parts (JSON)" must be a JSON array'],
		['an object', '{"id":"a"}', '"Parts (JSON)" must be a JSON array'],
		['a number', 7, '"Parts (JSON)" must be a JSON array'],
		['empty', '[]', '"Parts (JSON)" needs an entry'],
		['of texts', '["a"]', '"Parts (JSON)" is wrong in entry 1: must be an object'],
		[
			'with a field that does not exist',
			'[{"id":"a","size":1}]',
			'"Parts (JSON)" is wrong in entry 1: has the unknown field "size"',
		],
		[
			'with a field missing',
			'[{"id":"a","sizes":[{"price":1}]}]',
			'"Parts (JSON)" is wrong in entry 1, "sizes", entry 1, "id": is missing',
		],
	])('that is %s is named by its wire names', (_name, json, words) => {
		expect(() => asJson(json)).toThrow(words);
	});
});

it('is shown in one of its forms, and needed in both where it is', () => {
	const [filled, given] = listField({
		displayName: 'Parts',
		name: 'parts',
		entry: 'Part',
		description: 'All parts',
		example: '[]',
		fields: [],
		schema: z.array(z.unknown()),
		required: true,
	});
	expect([filled?.property.required, given?.property.required]).toEqual([true, true]);
	expect(filled?.property.displayOptions).toEqual({ show: { '/defineUsing': ['fields'] } });
	expect(given?.property.displayOptions).toEqual({ show: { '/defineUsing': ['json'] } });
	expect([filled?.alternative, given?.alternative]).toEqual([undefined, true]);
	expect([filled?.as ?? filled?.property.name, given?.as]).toEqual(['parts', 'parts']);
});

it('is told by the value that is wrong, and not by all around it', () => {
	expect(() => asFields({ id: 'a', amount: 'much', kind: 'a' })).toThrow(
		new Error('"Parts" is wrong in entry 1, "Amount": must be a number; it is "much"'),
	);
	expect(() => asJson('[{"id":"a","sizes":[{"price":1}]}]')).toThrow(
		new Error('"Parts (JSON)" is wrong in entry 1, "sizes", entry 1, "id": is missing'),
	);
});
