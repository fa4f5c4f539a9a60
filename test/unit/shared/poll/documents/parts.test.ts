/** A list that doesn't fit into one poll: nothing is left out, whatever happens to it meanwhile. */
import { untimed } from '../../../../support/clock/clock';
import { MOST_POLL_BYTES } from '../../../../../nodes/shared/values/limits';
import { readPages } from '../../../../../nodes/shared/run/pages';
import { readPart } from '../../../../../nodes/shared/poll/documents/parts';
import type { FetchPage, Part, Position } from '../../../../../nodes/shared/poll/documents/parts';

const SIZE = 10;
const PAUSE = new Error('no more calls for now');

interface Kind {
	tells?: boolean;
	fromOne?: boolean;
	/** How long the reader takes the list to be. */
	expects?: number;
	/** The largest page that the server gives. */
	most?: number;
	/** What a page takes of memory. */
	bytes?: number;
}

/** A list, and polls that may read so many pages each. */
function reading(
	length: number,
	{ tells = true, fromOne = false, expects, most = SIZE, bytes }: Kind = {},
) {
	const list = Array.from({ length }, (_one, place) => `r${place}`);
	let place: Position | undefined;
	const taken = new Set<string>();
	let requests = 0;
	const poll = async (
		pages: number,
		fails: Record<number, Error> = {},
		before: (page: number) => void = () => undefined,
	): Promise<Part> => {
		let left = pages;
		const page = async ({ offset, size }: { offset: number; size: number }) => {
			const failure = fails[pages - left];
			before(pages - left);
			left -= 1;
			requests += 1;
			if (failure) throw failure;
			const from = Math.max(0, offset - (fromOne ? 1 : 0));
			return {
				records: list.slice(from, from + Math.min(size, most)),
				...(tells ? { total: list.length } : {}),
				...(bytes === undefined ? {} : { bytes }),
			};
		};
		const pager = { offset: 'o', limit: 'l', size: SIZE };
		const identify = (record: unknown) => String(record);
		const part = await readPart(
			{
				size: SIZE,
				page,
				expects,
				idOf: identify,
				all: async (fetch) =>
					(
						await readPages({
							pager,
							fetch,
							identify,
							taking: untimed,
							pool: async (task) => await task(),
						})
					).records,
				goesOn: () => left > 0,
				isPause: (error) => error === PAUSE,
			},
			place,
		);
		place = part.place;
		for (const record of part.records) taken.add(String(record));
		return part;
	};
	return { list, poll, taken, requests: () => requests };
}

describe.each([{ tells: true }, { tells: false }, { tells: true, fromOne: true }])('%j', (kind) => {
	it.each([0, 1, 9, 10, 11, 95, 100, 101])(
		'a list of %d in as many polls as it takes',
		async (n) => {
			const w = reading(n, kind);
			let end: Part['end'];
			let polls = 0;
			for (; !end && polls < 20; polls++) ({ end } = await w.poll(3));
			expect([...w.taken].sort()).toEqual([...w.list].sort());
			// Three pages a poll, and a record of each comes again.
			expect(polls).toBeLessThanOrEqual(1 + Math.ceil(n / (3 * (SIZE - 1))));
		},
	);
});

it('tells the length at its end', async () => {
	const w = reading(45);
	await w.poll(3);
	w.list.push('later');
	expect((await w.poll(3)).end).toEqual({ length: 46, grown: 0 });
});

it('goes on where it stopped though records were added before', async () => {
	const w = reading(60);
	await w.poll(3);
	w.list.unshift('new1', 'new2');
	await w.poll(2);
	const { end } = await w.poll(9);
	for (let place = 0; place < 60; place++) expect(w.taken).toContain(`r${place}`);
	// The two aren't counted: looking at the ends finds them.
	expect(end).toEqual({ length: 60, grown: 2 });
});

it('begins anew when records were taken away', async () => {
	const w = reading(60);
	await w.poll(3);
	w.list.splice(5, 3);
	expect((await w.poll(3)).place).toBeUndefined();
	expect((await w.poll(99)).end).toEqual({ length: 57, grown: 0 });
	expect(w.taken.size).toBe(60);
});

it('a list that becomes shorter in its first part is begun anew', async () => {
	const w = reading(60);
	const taken = w.poll(3, {}, (page) => {
		if (page === 1) w.list.splice(5, 1);
	});
	expect((await taken).place).toBeUndefined();
	expect((await w.poll(99)).end).toEqual({ length: 59, grown: 0 });
	for (const record of w.list) expect(w.taken).toContain(record);
});

it.each([0, 1])('a pause keeps what was read before it, in poll %d', async (polls) => {
	const w = reading(60);
	for (let poll = 0; poll < polls; poll++) await w.poll(2);
	const part = await w.poll(99, { 2: PAUSE });
	expect(part).toMatchObject({ paused: true, place: { grown: 0 } });
	expect(w.taken.size).toBe(polls === 0 ? 20 : 38);
	await expect(w.poll(99, { 0: PAUSE })).rejects.toBe(PAUSE);
});

it('takes no more into memory than a poll may hold, and goes on with the next one', async () => {
	const w = reading(60, { bytes: MOST_POLL_BYTES });
	expect((await w.poll(99)).place).toMatchObject({ offset: 10 });
	expect((await w.poll(99)).place).toMatchObject({ offset: 19 });
	expect(w.taken.size).toBe(19);
});

it.each([
	[25, true, 3],
	[28, true, 3],
	[25, false, 4],
])(
	'a list of %d that tells its length (%s) takes %d requests in two parts',
	async (length, tells, requests) => {
		const w = reading(length, { tells });
		await w.poll(1);
		await w.poll(99);
		expect([w.taken.size, w.requests()]).toEqual([length, requests]);
	},
);

it('what a list tells of its length counts more than how long it was', async () => {
	const w = reading(20, { expects: 5, most: 5 });
	await w.poll(99);
	expect(w.taken.size).toBe(20);
});

it('a pause before anything was read is thrown, and nothing is known then', async () => {
	const w = reading(60);
	await expect(w.poll(99, { 0: PAUSE })).rejects.toBe(PAUSE);
	expect((await w.poll(99)).end).toEqual({ length: 60, grown: 0 });
});

it('a failure is one', async () => {
	const failure = new Error('boom');
	await expect(reading(60).poll(99, { 2: failure })).rejects.toBe(failure);
	const w = reading(60);
	await w.poll(2);
	await expect(w.poll(99, { 1: failure })).rejects.toBe(failure);
});

describe('a list whose length is known, though its pages don’t tell', () => {
	it.each([0, 1, 9, 10, 11, 95, 100])('of %d ends without an empty page', async (n) => {
		const w = reading(n, { tells: false, expects: n });
		const { end, total } = await w.poll(99);
		expect(end).toEqual({ length: n, grown: 0 });
		expect(total).toBeUndefined();
		expect(w.taken.size).toBe(n);
		// A full page may have another one behind it.
		expect(w.requests()).toBe(Math.floor(n / SIZE) + 1);
	});

	it('ends without one in parts, too', async () => {
		const w = reading(95, { tells: false, expects: 95 });
		let end: Part['end'];
		while (!end) ({ end } = await w.poll(3));
		expect(w.taken.size).toBe(95);
		// Three pages of ten, and then nine new ones on each.
		expect(w.requests()).toBe(3 + Math.ceil(65 / 9));
	});

	it.each([
		{ now: 40, expects: 30 },
		{ now: 20, expects: 30 },
	])('is read to its end where that is another: %j', async ({ now, expects }) => {
		const w = reading(now, { tells: false, expects });
		expect((await w.poll(99)).end).toEqual({ length: now, grown: 0 });
	});

	it('is read to its end where the server gives smaller pages than it is asked for', async () => {
		const w = reading(95, { tells: false, expects: 95, most: 6 });
		await w.poll(99);
		expect(w.taken.size).toBe(95);
	});
});

it('tells how long the list is by its last page', async () => {
	const w = reading(60);
	expect((await w.poll(1)).total).toBe(60);
	w.list.push('later');
	expect((await w.poll(1)).total).toBe(61);
});

it('remembers an id of whatever length by few letters, and finds it again', async () => {
	const w = reading(40);
	for (const [place, id] of w.list.entries()) w.list[place] = id + 'x'.repeat(100_000);
	const first = await w.poll(2);
	expect(first.place?.last.length).toBeLessThan(200);
	const second = await w.poll(99);
	expect(second.end).toEqual({ length: 40, grown: 0 });
	expect(w.taken.size).toBe(40);
});

it('takes a page of more records than were asked for, however many they are', async () => {
	const many = Array.from({ length: 200_000 }, (_one, place) => `r${place}`);
	const reader = {
		size: SIZE,
		page: async () => await Promise.resolve({ records: many }),
		idOf: String,
		all: async (fetch: FetchPage) => {
			await fetch({ offset: 0, size: SIZE });
			return (await fetch({ offset: many.length, size: SIZE })).records;
		},
		goesOn: () => false,
		isPause: () => false,
	};
	const part = await readPart(reader);
	expect(part.records).toHaveLength(many.length);
	expect(part.place?.offset).toBe(many.length);
	const { records } = await readPart(reader, { offset: 1, last: 'r0', grown: 0 });
	expect(records).toHaveLength(many.length - 1);
});
