/** Names in the place of IDs: each list is read once, what isn't sure is refused, and the rest stays as it is. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { withNamesResolved } from '../../../../nodes/shared/run/resolveNames';
import { body, option, path, query } from '../../../../nodes/shared/table/fields';
import type { RequestInput } from '../../../../nodes/shared/table/request';
import type { Endpoint, Field } from '../../../../nodes/shared/table/types';
import { fakeCall } from '../../../support/n8n/call';

const isId = (text: string) => /^\d+$/.test(text);
const namesOf = ({ name }: IDataObject) => (typeof name === 'string' ? [name] : []);
const idOf = ({ id }: IDataObject) => id;
const namedLists = {
	getShops: { one: 'shop', resource: 'shop', namesOf, idOf, isId },
	getRooms: { one: 'room', resource: 'room', namesOf, idOf, isId },
	getSizes: {
		one: 'size',
		resource: 'shop',
		namesOf,
		idOf,
		isId,
		takesPaths: true,
		rows: ({ sizes }: IDataObject) => sizes as IDataObject[],
	},
};

/** What the account has, by resource. */
let records: Record<string, unknown[]>;
let readings: string[];

beforeEach(() => {
	readings = [];
	records = {
		shop: [
			{ id: 7, name: 'Centro', sizes: [{ id: 70, name: 'Large' }] },
			{ id: 8, name: 'Doppio', sizes: [] },
			{ id: 9, name: 'doppio', sizes: [] },
			{ id: 10, sizes: [] },
			'no record',
		],
		room: [],
	};
});

const picks = (loadOptionsMethod: string, type: 'options' | 'multiOptions' = 'options') =>
	({ default: type === 'options' ? '' : [], type, typeOptions: { loadOptionsMethod } }) as const;
const entry = (displayName: string, values: INodeProperties[]): INodeProperties => ({
	displayName,
	name: displayName.toLowerCase(),
	type: 'fixedCollection',
	default: {},
	options: [{ displayName: 'Entry', name: 'entry', values }],
});

const shop = { displayName: 'Shop', name: 'shop', ...picks('getShops') } as const;
const inner = entry('Parts', [{ displayName: 'Size', name: 'size', ...picks('getSizes') }]);
const prices = entry('Prices', [
	{ displayName: 'Value', name: 'value', type: 'number', default: 0 },
	shop,
	{ ...inner, name: 'parts' },
]);

/** A schema that takes what comes. */
const anything = { safeParse: (data: unknown) => ({ success: true, data }) } as never;

interface Setup {
	fields?: Field[];
	input: Partial<RequestInput>;
	lists?: string[];
}

/** The input with IDs. */
async function resolved({ fields, input, lists = ['shop', 'room'] }: Setup): Promise<RequestInput> {
	const endpoint = { ...(fields && { fields }) } as Endpoint;
	const kept = new Map<string, unknown>();
	const call = fakeCall({
		endpoint,
		input: { path: {}, query: {}, body: {}, options: {}, timeZone: 'Europe/Rome', ...input },
		api: {
			name: 'Till',
			namedLists,
			resources: lists.map((value) => ({ value, endpoints: [{ value: 'getAll', route: value }] })),
		},
		authentication: { value: 'apiKey' },
		once: async (key: string, make: () => Promise<unknown>) => {
			const known = kept.get(key) ?? make();
			kept.set(key, known);
			return await known;
		},
		readAll: async ({ route }: Endpoint) => {
			readings.push(route);
			return await Promise.resolve(records[route]);
		},
	});
	return (await withNamesResolved(call)).input;
}

const refusal = async (setup: Setup): Promise<unknown> =>
	await resolved(setup).then(
		() => undefined,
		({ message, advice }: { message: string; advice?: string }) => [message, advice],
	);

const named = (part: 'path' | 'query' | 'body' | 'options', name = 'shop') => ({
	names: [{ part, name }],
	[part]: { [name]: ' centro ' },
});

it.each([
	['path', path(shop), '7'],
	['query', query(shop), '7'],
	['body', body(shop), '7'],
	['options', option(shop), '7'],
] as const)('a name in the %s becomes the ID', async (part, field, id) => {
	const others = (['path', 'query', 'body', 'options'] as const).filter((one) => one !== part);
	const fields = others.map((one) => ({
		...{ path, query, body, options: option }[one](shop),
		property: { ...shop, displayName: 'Another Shop', typeOptions: {} },
	}));
	const input = await resolved({ fields: [...fields, field], input: named(part) });
	expect(input[part]).toEqual({ shop: id });
	expect(input.names).toBeUndefined();
	expect(readings).toEqual(['shop']);
});

it('the ID is of the kind that the field takes', async () => {
	const input = named('path');
	const number: Field = { ...path(shop), schema: () => anything };
	expect((await resolved({ fields: [number], input })).path).toEqual({ shop: '7' });
	const inBody = { ...number, in: 'body' } as const;
	expect((await resolved({ fields: [inBody], input: named('body') })).body).toEqual({ shop: 7 });
});

it('what was given stays as it is for other items', async () => {
	const given = named('body');
	await resolved({ fields: [body(shop)], input: given });
	const steering = named('options');
	await resolved({ fields: [option(shop)], input: steering });
	expect([given.body, steering.options]).toEqual([{ shop: ' centro ' }, { shop: ' centro ' }]);
});

it('the schema of a field knows the time zone', async () => {
	const seen: unknown[] = [];
	const field: Field = {
		...body(shop),
		schema: (context) => {
			seen.push(context.timeZone);
			return { safeParse: () => ({ success: true, data: 'x' }) } as never;
		},
	};
	const { body: sent } = await resolved({ fields: [field], input: named('body') });
	expect([seen, sent]).toEqual([['Europe/Rome'], { shop: 'x' }]);
});

it('several, names and IDs mixed; of two fields with the same wire name, the one that picks', async () => {
	const shops = { displayName: 'Shops', name: 'shops' };
	const several = { ...shops, ...picks('getShops', 'multiOptions') };
	const plain = { ...shops, type: 'string', default: '' } as const;
	const { query: sent } = await resolved({
		fields: [query(plain), { ...query(several), schema: () => anything }],
		input: { names: [{ part: 'query', name: 'shops' }], query: { shops: ['8', 'Centro'] } },
	});
	expect(sent).toEqual({ shops: ['8', 7] });
});

it('a field that the operation has not stays as it is', async () => {
	expect((await resolved({ input: named('body') })).body).toEqual({ shop: ' centro ' });
	const other = body({ displayName: 'Shop', name: 'shop', type: 'string', default: '' });
	expect((await resolved({ fields: [other], input: named('body') })).body).toEqual({
		shop: ' centro ',
	});
	expect(readings).toEqual([]);
});

describe('inside the lists of a body', () => {
	const given = () => [
		{ value: 1 },
		{ value: 2, shop: 'Centro', parts: [{ size: '70' }, { size: 'Bar / large' }] },
		{ value: 'Centro', shop: 8, parts: 'Centro' },
		'Centro',
	];

	it('names become IDs, at any depth', async () => {
		const list = given();
		const { body: sent } = await resolved({
			fields: [body(prices)],
			input: { body: { prices: list } },
		});
		expect(sent).toEqual({
			prices: [
				{ value: 1 },
				{ value: 2, shop: 7, parts: [{ size: '70' }, { size: 70 }] },
				{ value: 'Centro', shop: 8, parts: 'Centro' },
				'Centro',
			],
		});
		expect(list).toEqual(given());
	});

	it('a list without names stays the same one, and the call as well', async () => {
		const list = [{ value: 1, shop: '7', parts: [{ size: '70' }] }];
		const input = { body: { prices: list } };
		const { body: sent } = await resolved({ fields: [body(prices)], input });
		expect(sent.prices).toBe(list);
		expect(sent).toBe(input.body);
		expect(readings).toEqual([]);
	});

	it('what is no list of a body is left alone', async () => {
		const text = body({ ...shop, displayName: 'Texts', name: 'texts' });
		const elsewhere = { ...body(prices), in: 'query' } as const;
		const input = { body: { texts: [{ shop: 'Centro' }], prices: [{ shop: 'Centro' }] } };
		expect((await resolved({ fields: [text, elsewhere], input })).body).toEqual(input.body);
	});

	it('a refusal says where', async () => {
		const input = { body: { prices: [{}, { shop: 'Centro', parts: [{ size: 'Tiny' }] }] } };
		expect(await refusal({ fields: [body(prices)], input })).toEqual([
			'"Prices, entry 2, Parts, entry 1, Size" is "Tiny", and no size of this account has that name or ID: most like it is Large',
			'Correct it, or give the ID; nothing was sent.',
		]);
	});
});

describe('refused', () => {
	const of = async (name: string, method: 'getShops' | 'getRooms' = 'getShops', lists?: string[]) =>
		await refusal({
			fields: [body({ ...shop, ...picks(method) })],
			input: { names: [{ part: 'body', name: 'shop' }], body: { shop: name } },
			...(lists && { lists }),
		});

	it('a name that several have', async () => {
		expect(await of('DOPPIO')).toEqual([
			'"Shop" is "DOPPIO", which 2 of them are called (8, 9)',
			'Give the ID of the one that is meant; nothing was sent.',
		]);
	});

	it('a name that nobody has, with those that are most like it; a path is none of a shop', async () => {
		const words = (name: string) =>
			`"Shop" is "${name}", and no shop of this account has that name or ID: most like it are `;
		expect(await of('Dopio')).toEqual([
			`${words('Dopio')}Doppio, doppio, Centro, 10`,
			'Correct it, or give the ID; nothing was sent.',
		]);
		expect(String(await of('Bar / Centro'))).toContain(`${words('Bar / Centro')}Centro, `);
	});

	it('any name where there are none', async () => {
		expect(await of('Sala', 'getRooms')).toEqual([
			'"Shop" is "Sala", and no room of this account has that name or ID: there are none',
			'Correct it, or give the ID; nothing was sent.',
		]);
	});

	it('any name where the credential tells none', async () => {
		expect(await of('Centro', 'getShops', ['room'])).toEqual([
			`"Shop" must be an ID: with this credential Till doesn't tell the name of a shop`,
			'Give the ID; nothing was sent.',
		]);
	});
});
