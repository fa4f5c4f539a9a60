/** Parameters of a node: checked before anything is sent, refused with a sentence that helps. */
import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../../../nodes/shared/table/inputError';
import { body, option, path, query, range, within } from '../../../../nodes/shared/table/fields';
import { readInput } from '../../../../nodes/shared/run/input';
import {
	calendarDay,
	euros,
	filledText,
	flag,
	integerList,
	localDay,
	numeric,
	schemaFor,
	text,
	textList,
	timeOfDay,
	timeZoneName,
} from '../../../../nodes/shared/table/schemas';
import type { Window } from '../../../../nodes/shared/table/list';
import type { Api, Endpoint } from '../../../../nodes/shared/table/types';

const NOW = Date.UTC(2026, 2, 5, 23, 30);

const api: Api = {
	name: 'Till',
	authentications: [],
	resources: [],
	timeZone: 'Europe/Rome',
	failure: () => undefined,
	concurrency: 1,
	writesAreSafeAfter401: true,
};

const endpoint = (more: Partial<Endpoint>): Endpoint => ({
	name: 'Do',
	value: 'do',
	action: 'Do it',
	description: 'Do it',
	route: 'GET /things',
	doc: 'Things',
	...more,
});

const property = (more: Partial<INodeProperties>): INodeProperties => ({
	displayName: 'Wanted Thing',
	name: 'thing',
	type: 'string',
	default: '',
	...more,
});

const read = (
	more: Partial<Endpoint>,
	parameters: Record<string, unknown>,
): ReturnType<typeof readInput> =>
	readInput(api, endpoint(more), (name) => parameters[name] ?? null, NOW);

/** The sentence and the advice of a refusal. */
function refusal(more: Partial<Endpoint>, parameters: Record<string, unknown>) {
	try {
		read(more, parameters);
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		const { message, advice } = error as InputError;
		return `${message} | ${advice}`;
	}
	throw new Error('was accepted');
}

describe('where a field goes', () => {
	const fields = [
		path(property({ name: 'thingId' }), { as: 'id' }),
		query(property({ name: 'q' })),
		query(property({ name: 'dateFrom' }), { as: 'datefrom' }),
		body(property({ name: 'description' })),
		option(property({ name: 'timeZone' })),
		...within('additionalFields', [body(property({ name: 'more' }))]),
		...within('filters', [query(property({ name: 'ids' }), { schema: () => textList })]),
	];

	it('path, query, body or nowhere, under its wire name', () => {
		const input = read(
			{ fields },
			{
				thingId: '7',
				q: 'x',
				dateFrom: 'y',
				description: 'z',
				timeZone: 'UTC',
				additionalFields: { more: 'm' },
				filters: { ids: 'a, b' },
			},
		);
		expect(input).toEqual({
			path: { id: '7' },
			query: { q: 'x', datefrom: 'y', ids: ['a', 'b'] },
			body: { description: 'z', more: 'm' },
			options: { timeZone: 'UTC' },
			timeZone: 'Europe/Rome',
		});
	});

	it('is nowhere, when the user left it untouched', () => {
		const empty = { path: {}, query: {}, body: {}, options: {}, timeZone: 'Europe/Rome' };
		expect(read({ fields }, {})).toEqual(empty);
		expect(read({ fields }, { q: '', description: '', additionalFields: {}, filters: {} })).toEqual(
			empty,
		);
		expect(read({ fields }, { additionalFields: { more: '' } })).toEqual(empty);
	});

	it('keeps values that only look empty', () => {
		const input = read(
			{
				fields: [
					body(property({ name: 'rate', type: 'number', required: true })),
					body(property({ name: 'active', type: 'boolean', required: true })),
				],
			},
			{ rate: 0, active: false },
		);
		expect(input.body).toEqual({ rate: 0, active: false });
	});

	it.each<[string, unknown]>([
		['from the list', { __rl: true, mode: 'list', value: 'a-1', cachedResultName: 'A' }],
		['by ID', { __rl: true, mode: 'id', value: 'a-1' }],
		["without n8n's mark", { mode: 'id', value: 'a-1' }],
		['by an expression with a plain value', 'a-1'],
		['with blanks', ' a-1 '],
	])('takes a resource locator %s', (_name, value) => {
		const fields = [path(property({ name: 'thingId', type: 'resourceLocator' }), { as: 'id' })];
		expect(read({ fields }, { thingId: value }).path).toEqual({ id: 'a-1' });
	});

	it('takes a resource locator in a collection', () => {
		const fields = within('filters', [
			query(property({ name: 'cashRegisterId', type: 'resourceLocator' }), {
				as: 'cashregisterid',
				schema: () => numeric({ integer: true }),
			}),
		]);
		const filters = { cashRegisterId: { __rl: true, mode: 'list', value: '11' } };
		expect(read({ fields }, { filters }).query).toEqual({ cashregisterid: 11 });
		const none = { cashRegisterId: { __rl: true, mode: 'list', value: '' } };
		expect(read({ fields }, { filters: none }).query).toEqual({});
	});
});

describe('refusals name the parameter and say what to do', () => {
	const one = (more: Partial<INodeProperties>) => ({ fields: [body(property(more))] });

	it.each<[string, Partial<INodeProperties>, unknown, string]>([
		['required', { required: true }, '', 'is empty | Fill it in; nothing was sent.'],
		['required', { required: true }, undefined, 'is empty | Fill it in; nothing was sent.'],
		[
			'a number',
			{ type: 'number' },
			'abc',
			'must be a number; it is "abc" | Correct it; nothing was sent.',
		],
		['a number', { type: 'number' }, NaN, 'must be a number; it is null | Correct it'],
		['a number', { type: 'number' }, [1], 'must be a number; it is [1] | Correct it'],
		[
			'a smallest number',
			{ type: 'number', typeOptions: { minValue: 1 } },
			0,
			'must be at least 1; it is 0 | Correct it',
		],
		[
			'a largest number',
			{ type: 'number', typeOptions: { maxValue: 5 } },
			6,
			'must be at most 5; it is 6 | Correct it',
		],
		['a flag', { type: 'boolean' }, 'yes', 'must be true or false; it is "yes" | Correct it'],
		['a text', {}, { a: 1 }, 'must be a text; it is {"a":1} | Correct it'],
		[
			'a date',
			{ type: 'dateTime' },
			'tomorrow',
			'must be a date, for example 2026-03-05; it is "tomorrow" | Correct it',
		],
		[
			'one of a list',
			{
				type: 'options',
				options: [
					{ name: 'A', value: 'a' },
					{ name: 'B', value: 'b' },
				],
			},
			'c',
			'must be one of a, b; it is "c" | Correct it',
		],
	])('%s', (_name, more, value, expected) => {
		expect(refusal(one(more), { thing: value })).toContain(`"Wanted Thing" ${expected}`);
	});

	it('also in a collection', () => {
		const fields = within('filters', [
			query(property({ displayName: 'Receipt Numbers', name: 'numbers' }), {
				schema: () => integerList,
			}),
		]);
		expect(refusal({ fields }, { filters: { numbers: '1,two' } })).toBe(
			'"Receipt Numbers" must be whole numbers, for example 12,34; it is "1,two" | Correct it; nothing was sent.',
		);
	});

	it('a required path', () => {
		const fields = [path(property({ displayName: 'Tax', name: 'taxId', required: true }))];
		expect(refusal({ fields }, { taxId: { __rl: true, mode: 'id', value: '' } })).toMatch(
			/^"Tax" is empty \| Fill it in/,
		);
	});

	it.each(['.', '..', ' .. ', '  '])('a path of %j, which would be another address', (value) => {
		const fields = [path(property({ displayName: 'Tax', name: 'taxId', required: true }))];
		expect(refusal({ fields }, { taxId: value })).toContain('"Tax" cannot be');
	});

	it('a long value is shortened', () => {
		const message = refusal(one({ type: 'number' }), { thing: 'x'.repeat(500) });
		expect(message.length).toBeLessThan(200);
		expect(message).toContain('…');
	});

	it('an unknown time zone', () => {
		expect(refusal({}, { options: { timeZone: 'Rome' } })).toContain(
			'"Time Zone Name or ID" must be a time zone such as Europe/Rome; it is "Rome" | Correct it',
		);
	});

	it('an update without fields', () => {
		const fields = within('updateFields', [body(property({}))]);
		expect(refusal({ fields }, { updateFields: {} })).toBe(
			'"Update Fields" is empty | Add at least one field; nothing was sent.',
		);
		expect(read({ fields }, { updateFields: { thing: 'x' } }).body).toEqual({ thing: 'x' });
		for (const untouched of [undefined, null]) {
			expect(refusal({ fields }, { updateFields: { thing: untouched } })).toContain('is empty');
		}
	});
});

describe('a field that was added to an update and left empty', () => {
	const update = (more: Partial<INodeProperties>, extras = {}) => ({
		fields: within('updateFields', [
			body(property(more), extras),
			body(property({ name: 'other' })),
		]),
	});
	const other = { other: 'x' };

	it('is cleared, where it is a text', () => {
		expect(read(update({}), { updateFields: { thing: '' } }).body).toEqual({ thing: '' });
	});

	it('is untouched where an expression gives null', () => {
		expect(read(update({}), { updateFields: { thing: null, ...other } }).body).toEqual(other);
	});

	it.each<[string, Partial<INodeProperties>, object]>([
		['a number', { type: 'number' }, {}],
		['a date', { type: 'dateTime' }, {}],
		['a choice', { type: 'options', options: [{ name: 'A', value: 'a' }] }, {}],
		['JSON', { type: 'json' }, {}],
		['a text that a record must have', {}, { schema: () => filledText }],
	])('is refused where it is %s', (_name, more, extras) => {
		expect(refusal(update(more, extras), { updateFields: { thing: '', ...other } })).toBe(
			'"Wanted Thing" is empty, and cannot be cleared | Fill it in, or remove the field to leave it as it is; nothing was sent.',
		);
	});

	it('is refused where it is a record to pick', () => {
		const thing = { __rl: true, mode: 'list', value: '' };
		expect(
			refusal(update({ type: 'resourceLocator' }), { updateFields: { thing, ...other } }),
		).toContain('"Wanted Thing" is empty, and cannot be cleared');
	});
});

describe('how many', () => {
	const list = { list: { items: 'things' } };

	it.each<[string, unknown]>([
		['0', 0],
		['a negative one', -1],
		['half a one', 2.5],
		['a word', 'abc'],
		['nothing', ''],
		['null', null],
		['a list', [5]],
	])('a limit of %s is refused', (_name, limit) => {
		expect(refusal(list, { returnAll: false, limit })).toMatch(
			/^"Limit" must be (a number|a whole number|at least 1); it is .* \| Correct it; nothing was sent\.$/,
		);
	});

	it.each<[unknown, unknown, number | undefined]>([
		[false, 5, 5],
		[false, '5', 5],
		['false', 5, 5],
		[true, 5, undefined],
		['true', 5, undefined],
		[true, 'abc', undefined],
		// Hidden in the panel: accounting reads everything.
		[null, null, undefined],
	])('return all %p with limit %p is %p', (returnAll, limit, expected) => {
		expect(read(list, { returnAll, limit }).limit).toBe(expected);
	});

	it('a switch that is neither on nor off is refused', () => {
		expect(refusal(list, { returnAll: 'all', limit: 5 })).toContain('"Return All" must be true or');
	});

	it('is asked for lists only', () => {
		expect(read({}, { returnAll: false, limit: 0 }).limit).toBeUndefined();
	});
});

describe('a date range', () => {
	const window: Window = {
		from: { parameter: 'dateFrom', wire: 'datefrom' },
		to: { parameter: 'dateTo', wire: 'dateto' },
		format: (day) => day,
	};
	const fields = [
		range(property({ displayName: 'From', name: 'dateFrom', type: 'dateTime', required: true })),
		range(property({ displayName: 'To', name: 'dateTo', type: 'dateTime' })),
	];
	const list = { fields, list: { items: 'things', window } };
	const ranged = { fields, range: window };

	it.each([
		['a list', list],
		['something else', ranged],
	])('of %s is two days of the shop', (_name, more) => {
		const input = read(more, {
			dateFrom: DateTime.fromISO('2026-03-01T20:00', { zone: 'America/New_York' }),
			dateTo: '2026-03-04T10:00:00',
			returnAll: true,
		});
		expect(input.range).toEqual({ from: '2026-03-02', to: '2026-03-04' });
		expect(input.options).toEqual({});
		expect(input.query).toEqual({});
	});

	it('without an end goes on until today, where the shop is', () => {
		expect(read(ranged, { dateFrom: '2026-03-01' }).range).toEqual({
			from: '2026-03-01',
			to: '2026-03-06',
		});
		expect(
			read(ranged, { dateFrom: '2026-03-01', options: { timeZone: 'America/New_York' } }).range,
		).toEqual({ from: '2026-03-01', to: '2026-03-05' });
	});

	it('of one day is a range', () => {
		expect(read(ranged, { dateFrom: '2026-03-01', dateTo: '2026-03-01' }).range).toEqual({
			from: '2026-03-01',
			to: '2026-03-01',
		});
	});

	it('upside down is refused', () => {
		expect(refusal(ranged, { dateFrom: '2026-03-05', dateTo: '2026-03-04' })).toBe(
			'"To" (2026-03-04) is before "From" (2026-03-05) | Swap the two dates; nothing was sent.',
		);
	});

	it('that begins tomorrow and has no end is refused', () => {
		// Whoever left "To" empty isn't told about it.
		expect(refusal(ranged, { dateFrom: '2026-03-07' })).toBe(
			'"From" (2026-03-07) is after today (2026-03-06) | Choose an earlier day; nothing was sent.',
		);
	});

	it.each([
		['dateFrom', '"From" (0026-03-05)', { dateFrom: '0026-03-05' }],
		['dateFrom', '"From" (1926-03-05)', { dateFrom: '1926-03-05' }],
		['dateTo', '"To" (2206-03-05)', { dateFrom: '2026-03-05', dateTo: '2206-03-05' }],
	])('with a slip in the year of %s is refused', (_name, words, given) => {
		expect(refusal(ranged, given)).toContain(`${words} is not in this century`);
	});

	it.each([0, 5, 20260305, -1])('that begins with the number %d is refused', (dateFrom) => {
		expect(refusal(ranged, { dateFrom })).toContain('"From" must be a date');
	});

	it('is read no further than tomorrow', () => {
		expect(read(ranged, { dateFrom: '2026-03-01', dateTo: '2027-12-31' }).range).toEqual({
			from: '2026-03-01',
			to: '2026-03-07',
		});
	});

	it('without a beginning is refused', () => {
		expect(refusal(ranged, { dateTo: '2026-03-04' })).toMatch(/^"From" is empty \| /);
		const open = { fields: fields.slice(1), range: window };
		expect(refusal(open, {})).toMatch(/^"dateFrom" is empty \| Choose a date/);
	});
});

describe('schemas', () => {
	const parse = (
		schema: { safeParse: (value: unknown) => { success: boolean; data?: unknown } },
		value: unknown,
	) => {
		const result = schema.safeParse(value);
		return result.success ? result.data : 'refused';
	};

	it.each<[unknown, unknown]>([
		['a', 'a'],
		[12, '12'],
		[true, 'true'],
		[12345678901234567890n, '12345678901234567890'],
		[null, 'refused'],
		[['a'], 'refused'],
	])('text: %p → %p', (value, expected) => expect(parse(text, value)).toBe(expected));

	it.each<[unknown, unknown]>([
		[1.5, 1.5],
		['1.5', 1.5],
		[' 7 ', 7],
		['-0.5', -0.5],
		['1,5', 1.5],
		['', 'refused'],
		[' ', 'refused'],
		['Infinity', 'refused'],
		[true, 'refused'],
	])('number: %p → %p', (value, expected) => expect(parse(numeric(), value)).toBe(expected));

	it.each<[unknown, unknown]>([
		[7, 7],
		['7', 7],
		[7.5, 'refused'],
		[2 ** 53, 'refused'],
	])('whole number: %p → %p', (value, expected) =>
		expect(parse(numeric({ integer: true }), value)).toBe(expected),
	);

	it.each<[unknown, unknown]>([
		[true, true],
		['true', true],
		['false', false],
		['TRUE', true],
		[' False\n', false],
		['yes', 'refused'],
		['truefalse', 'refused'],
		['1', 'refused'],
		[1, 'refused'],
		[null, 'refused'],
		[' ', 'refused'],
		['', 'refused'],
	])('flag: %p → %p', (value, expected) => expect(parse(flag, value)).toBe(expected));

	it.each<[unknown, unknown]>([
		['a,b', ['a', 'b']],
		[' a , b ,', ['a', 'b']],
		[
			['a', 5],
			['a', '5'],
		],
		[5, ['5']],
		['', 'refused'],
		[',', 'refused'],
		[[], 'refused'],
		[[{}], 'refused'],
		[{}, 'refused'],
	])('list of texts: %p → %p', (value, expected) =>
		expect(parse(textList, value)).toEqual(expected),
	);

	it.each<[unknown, unknown]>([
		['12,34', [12, 34]],
		[
			[12, '34'],
			[12, 34],
		],
		[-5, [-5]],
		['1.5', 'refused'],
		['a', 'refused'],
		[[], 'refused'],
	])('list of whole numbers: %p → %p', (value, expected) =>
		expect(parse(integerList, value)).toEqual(expected),
	);

	it.each<[unknown, unknown]>([
		['00:00', '00:00'],
		['23:59', '23:59'],
		['24:00', 'refused'],
		['3:00', 'refused'],
		['03:60', 'refused'],
		[3, 'refused'],
	])('time of day: %p → %p', (value, expected) => expect(parse(timeOfDay, value)).toBe(expected));

	it('time zone', () => {
		expect(parse(timeZoneName, 'Europe/Vienna')).toBe('Europe/Vienna');
		expect(parse(timeZoneName, 'CET-ish')).toBe('refused');
	});

	it('day', () => {
		expect(parse(localDay({ timeZone: 'Europe/Rome' }), '2026-03-05T23:30:00Z')).toBe('2026-03-06');
		expect(parse(localDay({ timeZone: 'Europe/Rome' }), '5 March')).toBe('refused');
		const month = DateTime.fromISO('2026-03-05T12:00', { zone: 'America/New_York' });
		expect(parse(localDay({ timeZone: 'Europe/Rome' }), month.endOf('month'))).toBe('2026-03-31');
		expect(parse(localDay({ timeZone: 'Europe/Rome' }), month.startOf('month').toISO())).toBe(
			'2026-03-01',
		);
	});

	it.each<[unknown, unknown]>([
		['1980-05-17', '1980-05-17'],
		[' 1980-05-17T23:30:00.000Z ', '1980-05-17'],
		['1980-05-17T00:00:00.000+09:00', '1980-05-17'],
		[DateTime.fromISO('1980-05-17T00:30', { zone: 'Asia/Tokyo' }), '1980-05-17'],
		[DateTime.fromISO('1980-05-17T23:30', { zone: 'America/New_York' }), '1980-05-17'],
		['19800517', '1980-05-17'],
		[new Date('1980-05-16T22:30:00Z'), '1980-05-17'],
		['1980-02-30', 'refused'],
		['1980-05-17 or so', 'refused'],
		[19800517, 'refused'],
		[null, 'refused'],
	])('day of the calendar: %p → %p', (value, expected) =>
		expect(parse(calendarDay({ timeZone: 'Europe/Rome' }), value)).toBe(expected),
	);

	it('a choice that the panel loads takes what the expression gives', () => {
		const loaded = property({ type: 'options', typeOptions: { loadOptionsMethod: 'x' } });
		expect(parse(schemaFor(loaded, { timeZone: 'UTC' }), 7)).toBe('7');
	});
});

it('takes the noise of computing out of numbers, and no other than decimal text', () => {
	expect(numeric().parse(1.1 * 3)).toBe(3.3);
	expect(numeric().parse(String(1.1 * 3))).toBe(3.3);
	expect(numeric().parse('-.5')).toBe(-0.5);
	expect(() => numeric().parse('0x10')).toThrow('must be a number');
});

it.each([
	['9,90', 9.9],
	['-9,9', -9.9],
	['0,125', 0.125],
	['1234,567', 1234.567],
	['1,5000', 1.5],
	['1.234,50', 1234.5],
	['1,234.50', 1234.5],
	['1.234.567,8', 1234567.8],
	['1.234.567', 1234567],
	['1,234,567', 1234567],
	['1.234', 1.234],
])('reads %s as %d', (given, expected) => {
	expect(numeric().parse(given)).toBe(expected);
});

it('asks what 1,234 means, and takes no mixture', () => {
	expect(() => numeric().parse('1,234')).toThrow(
		'can mean 1.234 or 1234: write it with a point as the decimal sign, and nothing between thousands',
	);
	for (const given of ['1.23,4', '12,34.5', '1,2,3', '1.234,', ',', '1,234e2', '1,23,456']) {
		expect(() => numeric().parse(given)).toThrow('must be a number');
	}
	expect(() => numeric({ integer: true }).parse('1,5')).toThrow('must be a number');
});

it('refuses an amount of money that could be a thousand times as much', () => {
	for (const given of ['1.000', ' 12.500 ', '-999.999']) {
		expect(() => euros().parse(given)).toThrow(
			`can mean ${given.trim()} or ${given.trim().replace('.', '')} euros: write it with two digits after the decimal sign, and nothing between thousands`,
		);
	}
	const clear: Array<[unknown, number]> = [
		['1.00', 1],
		['1.000,00', 1000],
		['0.125', 0.125],
		['1000', 1000],
		['1.0000', 1],
		[1.234, 1.234],
	];
	for (const [given, expected] of clear) expect(euros().parse(given)).toBe(expected);
	expect(() => euros({ min: 0 }).parse('-1')).toThrow('must be at least 0');
	expect(() => euros().parse('x')).toThrow('must be a number');
});

it.each([2 ** 53, String(2 ** 53), ['7', '9007199254740993'], [7, 2 ** 53], '7,-9007199254740993'])(
	'takes no list of whole numbers with %j',
	(given) => {
		expect(() => integerList.parse(given)).toThrow(/more digits than|too many digits/);
	},
);

it('takes the largest whole number of a list as it is', () => {
	expect(integerList.parse('9007199254740991, -7')).toEqual([9007199254740991, -7]);
});

it('takes no number as text whose digits are rounded already', () => {
	expect(text.parse(Number.MAX_SAFE_INTEGER)).toBe('9007199254740991');
	expect(() => text.parse(2 ** 53)).toThrow('give it as text');
	expect(text.parse('90071992547409931')).toBe('90071992547409931');
});
