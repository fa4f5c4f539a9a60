/** What changed between two answers of a shop, and at which paths. */
import type { IDataObject } from 'n8n-workflow';
import {
	changeItem,
	findChanges,
	missingPaths,
	watchedChanges,
} from '../../../../nodes/KassaForte/watching/infoDiff';
import type { Change } from '../../../../nodes/KassaForte/watching/infoDiff';
import { atOnce } from '../../../../nodes/shared/values/inTurns';

const changesBetween = (before: unknown, after: unknown) => {
	const found: Change[] = [];
	atOnce(findChanges(before, after, '', found));
	return found;
};

const infos = {
	menu: '2026-01-12',
	open: { delivery: true, pickup: true },
	waiting: { delivery: 45, pickup: 20 },
	unavailable: ['23'],
};
const paths = (before: IDataObject, after: IDataObject, watched?: string[]) =>
	atOnce(watchedChanges(before, after, watched)).map(({ path }) => path);

it('finds nothing between the same, in whatever order the fields come', () => {
	const { menu, ...rest } = infos;
	expect(changesBetween(infos, { ...rest, menu })).toEqual([]);
	expect(changesBetween({ a: null }, {})).toEqual([]);
	expect(changesBetween({ a: [{ b: 1, c: 2 }] }, { a: [{ c: 2, b: 1 }] })).toEqual([]);
});

it('names the deepest place, with the values before and after', () => {
	const after = { ...infos, open: { delivery: false, pickup: true } };
	expect(changesBetween(infos, after)).toEqual([
		{ path: 'open.delivery', before: true, after: false },
	]);
});

it.each<[string, IDataObject, IDataObject, unknown]>([
	['a field that came', {}, { a: 1 }, { path: 'a', before: null, after: 1 }],
	['a field that went', { a: 1 }, {}, { path: 'a', before: 1, after: null }],
	[
		'a list, as a whole',
		{ a: ['1'] },
		{ a: ['1', '2'] },
		{ path: 'a', before: ['1'], after: ['1', '2'] },
	],
	[
		'the order of a list',
		{ a: [1, 2] },
		{ a: [2, 1] },
		{ path: 'a', before: [1, 2], after: [2, 1] },
	],
	['a number that became text', { a: [3] }, { a: ['3'] }, { path: 'a', before: [3], after: ['3'] }],
	['another kind of value', { a: { b: 1 } }, { a: 1 }, { path: 'a', before: { b: 1 }, after: 1 }],
	['zero for nothing', { a: null }, { a: 0 }, { path: 'a', before: null, after: 0 }],
])('tells %s', (_what, before, after, change) => {
	expect(changesBetween(before, after)).toEqual([change]);
});

it('looks only at and below the paths that are watched', () => {
	const after = {
		...infos,
		menu: '2026-02-01',
		open: { delivery: false, pickup: false },
		unavailable: [],
	};
	expect(paths(infos, after)).toEqual(['menu', 'open.delivery', 'open.pickup', 'unavailable']);
	expect(paths(infos, after, ['open'])).toEqual(['open.delivery', 'open.pickup']);
	expect(paths(infos, after, ['open.pickup', 'open'])).toEqual(['open.pickup', 'open.delivery']);
	expect(paths(infos, after, ['waiting', 'unavailable[0]'])).toEqual(['unavailable[0]']);
	expect(paths(infos, after, ['waiting'])).toEqual([]);
});

it('knows the paths at which nothing stands', () => {
	expect(missingPaths(infos, ['open.delivery', 'shopOpen', 'unavailable[3]'])).toEqual([
		'shopOpen',
		'unavailable[3]',
	]);
});

it('makes an item of it', () => {
	const changes = changesBetween({ a: 1 }, { a: 2 });
	expect(changeItem(changes, { a: 1 }, { a: 2 }, Date.UTC(2026, 2, 5, 12))).toEqual({
		changedPaths: ['a'],
		changes: [{ path: 'a', before: 1, after: 2 }],
		before: { a: 1 },
		after: { a: 2 },
		changedAt: '2026-03-05T12:00:00.000Z',
	});
});
