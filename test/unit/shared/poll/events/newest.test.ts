/** The record of a test event: the newest one, without a list that holds n8n while it is looked for. */
import type { Source } from '../../../../../nodes/shared/poll/documents/documentTypes';
import { findNewest } from '../../../../../nodes/shared/poll/events/newest';

const NOW = Date.UTC(2026, 2, 5, 12);

/** A list whose only page has these times; a clock that goes on with each look at it. */
function world(times: Array<number | undefined>) {
	let now = 0;
	let turns = 0;
	const records = times.map((time, place) => ({ place, time }));
	const source = {
		key: 'its',
		window: {},
		pageSize: Infinity,
		readPage: async () => await Promise.resolve({ records }),
		timeOf: (record: unknown) => (record as { time?: number }).time,
		accepts: (record: unknown) => (record as { place: number }).place !== 0,
	} as unknown as Source;
	const taking = {
		now: () => (now += 1),
		turn: async () => {
			turns += 1;
			await Promise.resolve();
		},
	};
	const find = async () => await findNewest([source], NOW, 'Europe/Rome', taking);
	return { find, turns: () => turns };
}

it.each([
	['the latest that the filter lets through', [9, 5, 7, 6], 2],
	['of equal ones the first', [9, 5, 7, 7], 2],
	['one without a time counts as of now', [NOW + 1, 5, undefined, 7], 2],
])('finds %s', async (_what, times, place) => {
	expect(await world(times).find()).toMatchObject({ place });
});

it('leaves others their turns while a long page is looked through', async () => {
	const { find, turns } = world(Array.from({ length: 5000 }, (_none, place) => place));
	expect(await find()).toMatchObject({ place: 4999 });
	expect(turns()).toBeGreaterThan(100);
});

it.each([100, 40, 7])(
	'stands at the end of a list that gives %i records at once, where 100 are asked for',
	async (most) => {
		const records = Array.from({ length: 250 }, (_none, place) => ({ place, time: place }));
		const source = {
			key: 'its',
			window: {},
			pageSize: 100,
			readPage: async (_range: unknown, { offset, size }: { offset: number; size: number }) =>
				await Promise.resolve({
					records: records.slice(offset, offset + Math.min(size, most)),
					total: records.length,
				}),
			timeOf: ({ time }: { time: number }) => time,
			accepts: () => true,
		} as unknown as Source;
		const taking = { now: () => 0, turn: async () => await Promise.resolve() };
		expect(await findNewest([source], NOW, 'Europe/Rome', taking)).toMatchObject({ place: 249 });
	},
);
