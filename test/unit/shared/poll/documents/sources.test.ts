/** A list endpoint as something to be watched: what is asked for, and what its records tell. */
import type { IDataObject } from 'n8n-workflow';
import { kassandro } from '../../../../../nodes/Kassandro/api';
import { watch } from '../../../../../nodes/shared/poll/documents/sources';
import type { WatchSpec } from '../../../../../nodes/shared/poll/documents/sources';
import type { PollCalls } from '../../../../../nodes/shared/poll/call';
import type { ListSpec } from '../../../../../nodes/shared/table/list';
import type { ApiRequest } from '../../../../../nodes/shared/table/request';
import type { Endpoint } from '../../../../../nodes/shared/table/types';
import { Tries, failureOf } from '../../../../support/n8n/tries';

const RANGE = { from: '2026-03-01', to: '2026-03-03' };
const window = {
	from: { wire: 'dateFrom' },
	to: { wire: 'dateTo' },
	format: (day: string) => day,
	recordTime: 'made',
	maxDays: 3,
};
const PAGER = { offset: 'offset', limit: 'limit', size: 2 };
const endpointOf = (list?: object): Endpoint =>
	({ route: 'GET /shops/{shop}/sales', action: 'Get many sales', list }) as unknown as Endpoint;
const LIST = { items: 'sales', id: 'id', pager: PAGER, window } as unknown as ListSpec;

let tries: Tries;
let asked: Array<ApiRequest['query']>;
/** What the shop has sold. */
let sales: IDataObject[];
beforeEach(() => {
	asked = [];
	sales = [1, 2, 3].map((id) => ({ id }));
	tries = new Tries(kassandro, endpointOf(LIST), { baseUrl: 'https://shop.test/v1.0' });
	tries.answer = ({ query = {}, path }) => {
		asked.push({ path, ...query });
		const { offset = 0, limit = Infinity } = query;
		return { sales: sales.slice(Number(offset), Number(offset) + Number(limit)) };
	};
});

function sourceOf(list: object | undefined = LIST, more: Partial<WatchSpec> = {}) {
	const calls = {
		timeZone: 'Europe/Vienna',
		call: (endpoint: Endpoint, input: object) => {
			const empty = { path: {}, query: {}, body: {}, options: {}, timeZone: 'Europe/Vienna' };
			return tries.call().with(endpoint, { ...empty, ...input });
		},
	} as unknown as PollCalls;
	const watched = { key: 'shop 7', path: { shop: '7' }, query: { kind: 'sale' } };
	return watch(calls, watched, { endpoint: endpointOf(list), ...more });
}

const stops = { goesOn: () => true, isPause: () => false };
const ASKED = { path: '/shops/7/sales', kind: 'sale', dateFrom: RANGE.from, dateTo: RANGE.to };

it('asks for its own path, query and days, page by page', async () => {
	const source = sourceOf();
	expect([source.key, source.pageSize, source.window.maxDays]).toEqual(['shop 7', 2, 3]);
	const { records, end } = await source.read(RANGE, undefined, stops);
	expect([records, end]).toEqual([sales, { length: 3, grown: 0 }]);
	expect(asked.slice(0, 2)).toEqual([0, 2].map((offset) => ({ ...ASKED, offset, limit: 2 })));
	asked.length = 0;
	expect(await source.readPage(RANGE, { offset: 1, size: 1 })).toMatchObject({
		records: [{ id: 2 }],
	});
	expect(asked).toEqual([{ ...ASKED, offset: 1, limit: 1 }]);
});

it('goes on from a place, and stops where no further page is to be asked for', async () => {
	const source = sourceOf();
	const first = await source.read(RANGE, undefined, { ...stops, goesOn: () => false });
	expect(first).toMatchObject({ records: [{ id: 1 }, { id: 2 }], place: { offset: 2 } });
	const rest = await source.read(RANGE, first.place, stops);
	expect(rest).toMatchObject({ records: [{ id: 3 }], end: { length: 3, grown: 0 } });
});

it('asks for a list without pages once', async () => {
	const source = sourceOf({ ...LIST, pager: undefined });
	expect(source.pageSize).toBe(Infinity);
	expect(await source.read(RANGE, undefined, stops)).toMatchObject({
		records: sales,
		end: { length: 3 },
	});
	expect(asked).toEqual([ASKED]);
});

it('a list that repeats its pages is an error of the system, which is named', async () => {
	sales = [];
	tries.answer = () => ({ sales: [{ id: 1 }, { id: 2 }] });
	const failure = await failureOf(sourceOf().read(RANGE, undefined, stops));
	expect(failure.message).toContain('Kassandro');
});

it.each([
	['no list', undefined],
	['a list without days', { ...LIST, window: undefined }],
])('cannot be made of %s', (_name, list) => {
	expect(() => sourceOf(list ?? {}, { endpoint: endpointOf(list) })).toThrow(
		'GET /shops/{shop}/sales has no days',
	);
});

describe('a record', () => {
	const anonymous = { price: 4.9 };

	it('is told apart by its ID, or else by its content', () => {
		const { idOf, hasId } = sourceOf();
		expect([hasId({ id: 7 }), hasId(anonymous), hasId('text')]).toEqual([true, false, false]);
		expect(idOf({ id: 7, price: 1 })).toBe(idOf({ id: 7, price: 2 }));
		expect(idOf(anonymous)).toBe(idOf({ ...anonymous }));
		expect(idOf(anonymous)).not.toBe(idOf({ price: 5 }));
	});

	it('counts under the ID of its content as it came, whatever becomes of it', async () => {
		sales = [{ price: 4.9 }];
		const source = sourceOf();
		const { records } = await source.readPage(RANGE, { offset: 0, size: 2 });
		const [record] = records as IDataObject[];
		const id = source.idOf(record);
		record!.price = 5;
		expect(source.idOf(record)).toBe(id);
	});

	it('was made when its field says, in the zone of the shop', () => {
		const { timeOf } = sourceOf();
		expect(timeOf({ made: '2026-03-01T12:00:00' })).toBe(Date.UTC(2026, 2, 1, 11));
		expect([{ made: 'x' }, {}, 'text', null].map(timeOf)).toEqual(new Array(4).fill(undefined));
		const others = { ...window, recordTime: undefined };
		expect(
			sourceOf({ ...LIST, window: others }).timeOf({ undefined: '2026-03-01T12:00:00' }),
		).toBeUndefined();
	});

	it('is marked and accepted as the trigger says; what is no record is neither', () => {
		const markOf = jest.fn(() => 3);
		const accepts = jest.fn(({ kind }: IDataObject) => kind === 'sale');
		const source = sourceOf(LIST, { markOf, accepts });
		expect([source.markOf({}), source.markOf('text')]).toEqual([3, 0]);
		expect([{ kind: 'sale' }, { kind: 'zero' }, 'text'].map(source.accepts)).toEqual([
			true,
			false,
			false,
		]);
		expect([markOf.mock.calls.length, accepts.mock.calls.length]).toEqual([1, 2]);
		const plain = sourceOf();
		expect([plain.markOf({}), plain.accepts({}), plain.accepts('text')]).toEqual([0, true, false]);
	});
});

describe('the number of records', () => {
	const counting = (output?: Endpoint['output']): Partial<WatchSpec> => ({
		count: {
			endpoint: { route: 'GET /shops/{shop}/count', range: window, output } as unknown as Endpoint,
			query: { kind: 'sale' },
		},
	});
	const result = (answer: unknown) => answer as IDataObject;

	it('is asked for apart where the list does not tell it', async () => {
		tries.answer = ({ query, path }) => {
			asked.push({ path, ...query });
			return { count: 12 };
		};
		expect(await sourceOf(LIST, counting({ result })).count?.(RANGE)).toBe(12);
		expect(asked).toEqual([{ ...ASKED, path: '/shops/7/count' }]);
		expect(sourceOf()).not.toHaveProperty('count');
	});

	it.each<[string, IDataObject | undefined, number | undefined]>([
		['nothing', { count: 0 }, 0],
		['the first number that is one', { day: 'x', off: -1, part: 1.5, count: 3, other: 4 }, 3],
		['no more than any shop has', { count: 10_000_000 }, 10_000_000],
		['more than any shop has', { count: 10_000_001 }, undefined],
		['a number as text', { count: '3' }, undefined],
		['less than nothing', { count: -1 }, undefined],
		['no number', {}, undefined],
		['no answer', undefined, undefined],
	])('of %s', async (_name, answer, count) => {
		tries.answer = () => answer;
		expect(await sourceOf(LIST, counting({ result })).count?.(RANGE)).toBe(count);
		expect(await sourceOf(LIST, counting({})).count?.(RANGE)).toBeUndefined();
		expect(await sourceOf(LIST, counting()).count?.(RANGE)).toBeUndefined();
	});
});
