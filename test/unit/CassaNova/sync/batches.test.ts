/** What batches are made of, and what their answers are taken for. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../nodes/CassaNova/api';
import { product } from '../../../../nodes/CassaNova/resources/product';
import {
	changedBeside,
	hasFields,
	isAlike,
	isMadeOf,
} from '../../../../nodes/CassaNova/sync/alike';
import { batchRowsIn, takeChunk } from '../../../../nodes/CassaNova/sync/batches/rows';
import type { BatchRow } from '../../../../nodes/CassaNova/sync/batches/rows';
import {
	distrustBatches,
	trustBatches,
	trustedSize,
} from '../../../../nodes/CassaNova/sync/batches/trust';
import { refusalsIn } from '../../../../nodes/CassaNova/sync/batches/wire';
import { Awaited } from '../../../../nodes/CassaNova/sync/steps';
import type { Planned } from '../../../../nodes/CassaNova/sync/types';
import { writePlanned } from '../../../../nodes/CassaNova/sync/write';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import { operationOf } from '../../../../nodes/CassaNova/records/operationOf';
import { Tries } from '../../../support/n8n/tries';

const ROUTE = 'POST /products/batch';
const spec = {
	batch: ROUTE,
	create: operationOf(product, 'create'),
	getAll: operationOf(product, 'getAll'),
	update: operationOf(product, 'update'),
};

let tries: Tries;
beforeEach(() => {
	tries = new Tries(cassaNova, spec.update, { baseUrl: 'https://api.cassanova.com' });
});

/** A new product. */
const made = (code: string, more: IDataObject = {}): Planned => {
	const id = new Awaited('product');
	const body = { internalId: code, description: code, soldByWeight: false, ...more };
	const steps = [{ endpoint: spec.create, body, gives: id }];
	return { index: 0, action: 'create', key: code, id, changes: [], steps };
};
const codes = (many: number) => Array.from({ length: many }, (_code, index) => `P${index}`);
const rowsOf = (planned: Planned[]): BatchRow[] => batchRowsIn(spec, planned).create;

describe('a record', () => {
	it.each([
		[null, '', true],
		[[], undefined, true],
		['7.00', 7, true],
		[['b', 'a'], ['a', 'b'], true],
		[['a', 'a'], ['a', 'b'], false],
		[[{ value: 2 }], [{ value: 2, idSalesMode: null }], true],
		[false, undefined, false],
	] as Array<[unknown, unknown, boolean]>)('%j is told as %j: %s', (told, value, is) => {
		expect(isAlike(told, value)).toBe(is);
	});

	it('that is new has all that was sent; what is off may not be told', () => {
		const sent = { internalId: 'A', soldByWeight: false, color: '333333' };
		expect(hasFields({ internalId: 'A', color: '333333' }, sent, true)).toBe(true);
		expect(hasFields({ internalId: 'A', color: '333333' }, sent, false)).toBe(false);
		expect(hasFields({ internalId: 'A', soldByWeight: true, color: '333333' }, sent, true)).toBe(
			false,
		);
	});

	it('was made of what was sent where it has its codes', () => {
		const sent = { internalId: 'A', externalId: 'E', description: 'caffè' };
		expect(isMadeOf({ internalId: 'A', externalId: 'E', description: 'CAFFÈ' }, sent)).toBe(true);
		expect(isMadeOf({ internalId: 'A', externalId: null }, sent)).toBe(false);
		expect(isMadeOf({ description: 'caffè' }, { description: 'caffè' })).toBe(false);
	});

	it('shows what was changed beside, as it was before', () => {
		const before = { color: '333333', tags: ['a', 'b'], icon: null, description: 'A' };
		const after = { color: null, tags: ['b', 'a'], icon: null, description: 'B' };
		const names = new Set(['color', 'tags', 'icon', 'description']);
		expect(changedBeside(before, after, { description: 'B' }, names)).toEqual({ color: '333333' });
	});
});

describe('a batch', () => {
	it('is made of many rows of one write each, and not of those of variants', () => {
		expect(rowsOf(codes(20).map((code) => made(code)))).toEqual([]);
		const all = codes(22).map((code) => made(code));
		const [first, second] = all;
		first!.idProduct = 'of-a-variant';
		expect(rowsOf(all)).toHaveLength(21);
		second!.steps = [...(second!.steps ?? []), ...(second!.steps ?? [])];
		expect(rowsOf(all)).toEqual([]);
	});

	it('holds so many rows, and less than 100 KB in bytes', () => {
		const small = rowsOf(codes(60).map((code) => made(code)));
		expect(takeChunk(small, 'create', 50)).toHaveLength(50);
		expect(small).toHaveLength(10);
		const large = rowsOf(
			codes(30).map((code) => made(code, { descriptionExtended: 'é'.repeat(10_000) })),
		);
		expect(takeChunk(large, 'create', 50)).toHaveLength(4);
		const [huge] = rowsOf(
			codes(21).map((code) => made(code, { descriptionExtended: 'é'.repeat(60_000) })),
		);
		expect(takeChunk([huge!, huge!], 'create', 50)).toHaveLength(1);
	});

	it('is trusted for as long as n8n runs, and not trusted for a day', () => {
		const call = tries.call();
		const size = () => trustedSize(call, ROUTE, 'update');
		expect(size()).toBeUndefined();
		trustBatches(call, ROUTE, 'update', 25);
		expect([size(), trustedSize(call, ROUTE, 'create')]).toEqual([25, undefined]);
		distrustBatches(call, ROUTE, 'update');
		expect(size()).toBe(0);
		tries.now += 24 * 60 * 60_000;
		expect(size()).toBeUndefined();
		trustBatches(call, ROUTE, 'update', 3);
		expect(size()).toBe(0);
	});
});

describe('what an answer says of rows that are not done', () => {
	const words = (entries: IDataObject[], left: number[]) => {
		const rows = rowsOf(codes(21).map((code, at) => made(code, { externalId: `E${at}` })));
		const found = refusalsIn(
			tries.call(),
			entries,
			rows,
			left.map((at) => rows[at]!),
		);
		return [...found].map(([row, { message }]) => [row.one.key, message.replace(/^.*: /, '')]);
	};

	it.each([
		['own ID', [{ externalId: 'E4', error: 'ConflictValue' }], [4], [['P4', 'ConflictValue']]],
		['place', [{ index: 4, errors: [{ message: 'bad' }] }], [4, 7], [['P4', 'bad']]],
		['nothing that says what is wrong', [{ externalId: 'E4', description: 'P4' }], [4], []],
		['a place of which the row is done', [{ index: 5, error: 'bad' }], [4], []],
		['something else', [{ externalId: 'X', error: 'bad' }], [4], []],
	] as Array<[string, IDataObject[], number[], unknown[]]>)(
		'by %s',
		(_what, entries, left, said) => {
			expect(words(entries, left)).toEqual(said);
		},
	);
});

describe('new products', () => {
	/** What is there, and how CassaNova writes it. */
	let there: IDataObject[];
	let sizes: number[];
	beforeEach(() => {
		[there, sizes] = [[], []];
	});
	const answerWith = (write: (body: IDataObject) => IDataObject, mostBytes = Infinity) => {
		tries.answer = ({ method, path, body, query }: ApiRequest) => {
			if (method === 'GET') {
				const ids = (query?.ids as string[] | undefined) ?? there.map(({ id }) => String(id));
				const products = there.filter(({ id }) => ids.includes(String(id)));
				return { products, totalCount: products.length };
			}
			const many = (body as { create?: IDataObject[] }).create;
			if (path.endsWith('/batch')) sizes.push(many?.length ?? 0);
			if (JSON.stringify(body).length > mostBytes)
				throw tries.failure('too large', { status: 413 });
			const all = (many ?? [body as IDataObject]).map((one) => ({
				...write(one),
				id: `id-${String(one.internalId)}`,
			}));
			there.push(...all);
			return many
				? { batchResponse: { create: all.map(({ id }) => ({ id })) } }
				: { id: all[0]?.id };
		};
	};
	const write = async (many: number) => {
		const planned = codes(many).map((code) => made(code));
		await writePlanned(tries.call(), planned, 1000, spec);
		return planned;
	};

	it('that CassaNova writes in its own way are made, and no batch is trusted to make others', async () => {
		answerWith((body) => ({ ...body, description: String(body.description).toLowerCase() }));
		const planned = await write(30);
		expect(planned.every(({ isWritten }) => isWritten)).toBe(true);
		expect([sizes, there.length]).toEqual([[1], 30]);
	});

	it('whose batch is too large are divided, as nobody has looked at it', async () => {
		answerWith((body) => body, 1500);
		const planned = await write(30);
		expect(planned.map(({ id }) => id)).toEqual(codes(30).map((code) => `id-${code}`));
		expect([sizes, there.length]).toEqual([[1, 29, 15, 14], 30]);
		expect(trustedSize(tries.call(), ROUTE, 'create')).toBe(15);
	});
});
