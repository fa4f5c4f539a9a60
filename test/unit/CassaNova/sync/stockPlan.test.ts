/** What is to be done with each row of a list of stock: nothing moves twice, and nothing for what isn't sure. */
import type { IDataObject } from 'n8n-workflow';
import { stockKey } from '../../../../nodes/CassaNova/catalog/stockLevels';
import { stockKind } from '../../../../nodes/CassaNova/sync/stock/stockColumns';
import { planStock } from '../../../../nodes/CassaNova/sync/stock/stockPlan';
import type { StockPlanning } from '../../../../nodes/CassaNova/sync/stock/stockPlan';
import type { Existing, Planned } from '../../../../nodes/CassaNova/sync/types';
import type { Endpoint } from '../../../../nodes/shared/table/types';
import { atOnce } from '../../../../nodes/shared/values/inTurns';

const product = (id: string, more: IDataObject = {}): Existing => ({
	record: { id, internalId: `I-${id}`, externalId: `E-${id}`, ...more },
});
const SHIRT: Existing = { ...product('shirt'), hasVariants: true };
const SMALL: Existing = { ...product('small', { externalId: 'E-shirt' }), of: SHIRT };
const KNOWN = [product('a'), product('b'), product('c', { internalId: 'I-a2' }), SHIRT, SMALL];

const [createMovement, update] = ['move', 'edit'].map((name) => ({ name }) as Endpoint);
const [byInternalId] = stockKind.keys;

const level = (idProduct: string, quantity: unknown, more: IDataObject = {}): IDataObject => ({
	idProduct,
	quantity: quantity as number,
	...more,
});
const ofShop = (...levels: IDataObject[]) => new Map(levels.map((one) => [stockKey(one), one]));

/** The plan of these rows, in shop 7 where they name none. */
function plan(rows: IDataObject[], more: Partial<StockPlanning> = {}) {
	const planning: StockPlanning = {
		keys: stockKind.keys,
		known: KNOWN,
		levels: new Map([[7, ofShop(level('a', 10), level('b', 5), level('c', 1))]]),
		shopOf: ({ cells }) => Number(cells.get('idSalesPoint') ?? 7),
		words: { reason: 'CORRECTION' },
		createMovement: createMovement!,
		update: update!,
		notInList: 'leave',
		zeroAtMost: 2,
		...more,
	};
	const mapped = {
		rows: rows.map((row, index) => ({ index, cells: new Map(Object.entries(row)) })),
		key: byInternalId!,
		unused: [],
		mapped: new Set<string>(),
	};
	return atOnce(planStock(planning, mapped));
}

const only = (row: IDataObject, more: Partial<StockPlanning> = {}) => plan([row], more).rows[0]!;
const sent = ({ steps = [] }: Planned) =>
	steps.map(({ endpoint, path, body }) => [endpoint.name, path?.idSalesPoint, body]);

it('what differs is moved by the difference, and settings alone move nothing', () => {
	expect(sent(only({ internalId: 'I-a', quantity: '12.5' }))).toEqual([
		['move', 7, { idProduct: 'a', quantity: 2.5, reason: 'CORRECTION' }],
	]);
	const set = only({ internalId: 'I-a', warningLevel: 3 });
	expect(sent(set)).toEqual([['edit', 7, { idProduct: 'a', warningLevel: 3 }]]);
	expect(set.changes).toEqual([{ field: 'warningLevel', before: null, after: 3 }]);
	const nothing = only({ internalId: 'I-a', quantity: '10' });
	expect([nothing.action, sent(nothing)]).toEqual(['unchanged', []]);
	// Of what a shop's list doesn't hold, there is none.
	expect(sent(only({ internalId: 'I-a', quantity: 4, idSalesPoint: 8 }))).toEqual([
		['move', 8, { idProduct: 'a', quantity: 4, reason: 'CORRECTION' }],
	]);
});

it('a stock that tells no quantity is moved by nothing', () => {
	const levels = new Map([[7, ofShop(level('a', 'many'))]]);
	expect(only({ internalId: 'I-a', quantity: 4 }, { levels })).toMatchObject({
		action: 'invalid',
		problem: '"Quantity" can\'t be set: the stock that was read tells no quantity',
	});
	expect(only({ internalId: 'I-a', warningLevel: 4 }, { levels }).action).toBe('change');
});

it('a row that several could be meant by is none of them', () => {
	const known = [...KNOWN, product('twin', { internalId: 'I-a' })];
	expect(only({ internalId: 'I-a', quantity: 4 }, { known })).toMatchObject({
		action: 'invalid',
		id: null,
		problem: '"Internal ID" is "I-a", which 2 have: a, twin',
	});
});

it.each<[string, IDataObject, string | undefined]>([
	['its own', { internalId: 'I-a', externalId: 'E-a' }, undefined],
	['blank', { internalId: 'I-a', externalId: ' ' }, undefined],
	['unknown', { internalId: 'I-a', externalId: 'E-new' }, undefined],
	['that of its product', { internalId: 'I-small', externalId: 'E-shirt' }, undefined],
	[
		"another one's",
		{ internalId: 'I-a', externalId: 'E-b' },
		'"Your Own ID" belongs to b, and the internal ID to a',
	],
])('another key that is %s', (_what, row, problem) => {
	expect(only({ ...row, quantity: 1 }).problem).toBe(problem);
});

it('rows about one stock are all invalid, in one shop, and others that are invalid stay what they are', () => {
	const { rows } = plan([
		{ internalId: 'I-a', quantity: 1 },
		{ internalId: 'I-a', quantity: 1, idSalesPoint: 8 },
		{ id: 'a', internalId: 'I-a', quantity: 2 },
		{ internalId: 'none' },
		{ internalId: 'nobody' },
	]);
	const double = 'Items 0 and 2 are about the same stock: nobody knows which of them counts';
	expect(rows.map(({ action, problem }) => [action, problem])).toEqual([
		['invalid', double],
		['change', undefined],
		['invalid', double],
		['invalid', '"Internal ID" is "none", which nothing in CassaNova has'],
		['invalid', '"Internal ID" is "nobody", which nothing in CassaNova has'],
	]);
	expect(rows.slice(0, 2)).toMatchObject([
		{ index: 0, key: 'I-a', id: 'a', idSalesPoint: 7 },
		{ index: 1, key: 'I-a', id: 'a', idSalesPoint: 8 },
	]);
});

it('a variant is told by its own ID', () => {
	const levels = new Map([[7, ofShop({ idProductVariant: 'small', quantity: 2 })]]);
	const planned = only({ internalId: 'I-small', quantity: 3 }, { levels });
	expect(planned).toMatchObject({ id: 'small', idProduct: 'shirt' });
	expect(sent(planned)).toEqual([
		['move', 7, { idProductVariant: 'small', quantity: 1, reason: 'CORRECTION' }],
	]);
});

describe('what is not in the list', () => {
	const list = [{ internalId: 'I-a', quantity: 10 }];
	const zero = { notInList: 'setToZero' } as const;

	it('is told with its keys, its IDs and its shop', () => {
		const levels = new Map([
			[
				7,
				ofShop(level('a', 10), { idProductVariant: 'small', quantity: 1 }, level('gone', 3), {
					idProductVariant: 'lost',
					idProduct: 'shirt',
					quantity: 3,
				}),
			],
			[8, ofShop(level('a', 2))],
		]);
		const { absent, absentCount } = plan(list, { levels, notInList: 'show' });
		expect(absent).toEqual(
			[
				{ key: 'I-small', id: 'small', idProduct: 'shirt', idSalesPoint: 7 },
				{ key: '', id: 'gone', idSalesPoint: 7 },
				{ key: '', id: 'lost', idSalesPoint: 7 },
				{ key: 'I-a', id: 'a', idSalesPoint: 8 },
			].map((one) => ({ action: 'absent', changes: [], ...one })),
		);
		expect(absentCount).toBe(4);
		expect(plan(list, { levels })).toMatchObject({ absent: [], absentCount: 4 });
	});

	it('is set to zero up to as many as are allowed, and none of it where there are more', () => {
		const all = plan(list, zero);
		expect(all.refusal).toBeUndefined();
		expect(all.absent.map(sent)).toEqual([
			[['move', 7, { idProduct: 'b', quantity: -5, reason: 'CORRECTION' }]],
			[['move', 7, { idProduct: 'c', quantity: -1, reason: 'CORRECTION' }]],
		]);
		const none = plan(list, { ...zero, zeroAtMost: 1 });
		expect(none.absent.flatMap(sent)).toEqual([]);
		expect(none.refusal).toBe(
			'Nothing was set to zero: 2 stocks are not in the list, and "Set to Zero at Most" allows 1.',
		);
		const unsure = plan([...list, { internalId: 'nobody' }], zero);
		expect(unsure.absent.flatMap(sent)).toEqual([]);
		expect(unsure.refusal).toContain('rows that are invalid may be about that stock');
	});

	it('is left where it is not managed, tells no quantity or is at zero, which counts for nothing', () => {
		const levels = new Map([
			[
				7,
				ofShop(
					level('a', 10),
					level('b', 5, { manageStock: false }),
					level('c', 'many'),
					level('d', 0),
				),
			],
		]);
		const left = plan(list, { ...zero, levels, zeroAtMost: 0 });
		expect([left.absent.flatMap(sent), left.absent.length, left.refusal]).toEqual([
			[],
			3,
			undefined,
		]);
		const unsure = plan([...list, { internalId: 'nobody' }], { ...zero, levels });
		expect(unsure.refusal).toBeUndefined();
	});
});
