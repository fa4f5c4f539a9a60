/** Paged lists: as few requests as possible, every record once, in order, and always an end. */
import { untimed } from '../../../support/clock/clock';
import fc from 'fast-check';
import { limiter } from '../../../../nodes/shared/wire/limiter';

import { PagingError, problemWith } from '../../../../nodes/shared/run/paging';
import { readPages } from '../../../../nodes/shared/run/pages';
import type { Page, PageRequest } from '../../../../nodes/shared/run/paging';
import { runs } from '../../../support/clock/seeds';

const pager = { offset: 'start', limit: 'limit', size: 10 };

const numbered = (from: number, to: number) =>
	Array.from({ length: Math.max(0, to - from) }, (_value, index) => ({ id: from + index }));

const idOf = (record: unknown) => String((record as { id: number }).id);

interface Server {
	list: unknown[];
	/** Whether the answer tells how many records there are. */
	tells?: boolean;
	/** Happens after the given request was answered (1 for the first). */
	after?: Record<number, (server: Server) => void>;
	identify?: (record: unknown) => string | undefined;
	concurrency?: number;
	answer?: (request: PageRequest) => Page;
}

/** Reads a list that may change between two requests. */
async function read(server: Server, limit?: number) {
	const requests: PageRequest[] = [];
	let flying = 0;
	let mostFlying = 0;
	const fetch = async (request: PageRequest): Promise<Page> => {
		const number = requests.push(request);
		// A list that is read for ever would never let the test time out.
		if (number > 300) throw new Error('asked too often');
		flying += 1;
		mostFlying = Math.max(mostFlying, flying);
		await Promise.resolve();
		flying -= 1;
		if (server.answer) return server.answer(request);
		const records = server.list.slice(request.offset, request.offset + request.size);
		const page = { records, ...(server.tells === false ? {} : { total: server.list.length }) };
		server.after?.[number]?.(server);
		return page;
	};
	const pool = limiter(server.concurrency ?? 1);
	const result = await readPages(
		{ pager, fetch, identify: server.identify ?? idOf, pool, taking: untimed },
		limit,
	);
	return { ...result, requests, mostFlying, ids: result.records.map(idOf).map(Number) };
}

const ids = (from: number, to: number) => numbered(from, to).map(({ id }) => id);

describe('a list that stands still', () => {
	const sizes = fc.integer({ min: 0, max: 95 });
	const limits = fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 120 }));

	it('takes exactly as many requests as there are pages, where the total is told', async () => {
		await fc.assert(
			fc.asyncProperty(sizes, limits, fc.integer({ min: 1, max: 8 }), async (n, limit, pool) => {
				const result = await read({ list: numbered(0, n), concurrency: pool }, limit);
				const wanted = Math.min(n, limit);
				expect(result.ids).toEqual(ids(0, wanted));
				expect(result.requests).toHaveLength(Math.max(1, Math.ceil(wanted / pager.size)));
				expect(result.moved).toBe(false);
			}),
		);
	});

	it('takes one more at most, where it is not', async () => {
		await fc.assert(
			fc.asyncProperty(sizes, limits, async (n, limit) => {
				const result = await read({ list: numbered(0, n), tells: false }, limit);
				const wanted = Math.min(n, limit);
				const pages = Math.max(1, Math.ceil(wanted / pager.size));
				expect(result.ids).toEqual(ids(0, wanted));
				expect(result.requests.length).toBeGreaterThanOrEqual(pages);
				expect(result.requests.length).toBeLessThanOrEqual(pages + (limit > n ? 1 : 0));
				expect(result.moved).toBe(false);
			}),
		);
	});

	it('is never asked for more than is wanted, nor for more than a page', async () => {
		for (const tells of [true, false]) {
			const { requests } = await read({ list: numbered(0, 95), tells }, 25);
			expect(requests).toEqual([
				{ offset: 0, size: 10 },
				{ offset: 10, size: 10 },
				{ offset: 20, size: 5 },
			]);
			const { requests: one } = await read({ list: numbered(0, 95), tells }, 3);
			expect(one).toEqual([{ offset: 0, size: 3 }]);
		}
	});

	it('comes side by side, but never more at once than allowed', async () => {
		const result = await read({ list: numbered(0, 95), concurrency: 4 });
		expect(result.mostFlying).toBe(4);
	});

	it('keeps its order when pages arrive in another one', async () => {
		const list = numbered(0, 50);
		const pool = limiter(10);
		const { records } = await readPages({
			pager,
			pool,
			taking: untimed,
			identify: idOf,
			fetch: async ({ offset, size }) => {
				// Later pages are faster.
				for (let turn = 0; turn < 100 - offset; turn++) await Promise.resolve();
				return { records: list.slice(offset, offset + size), total: 50 };
			},
		});
		expect(records).toEqual(list);
	});

	it('is complete, too, where the vendor counts records from 1', async () => {
		for (const n of [0, 1, 9, 10, 11, 35, 39, 40, 41]) {
			const list = numbered(0, n);
			const { records, moved } = await readPages({
				pager,
				pool: limiter(3),
				taking: untimed,
				identify: idOf,
				fetch: async ({ offset, size }) => {
					const start = Math.max(0, offset - 1);
					return { records: list.slice(start, start + size), total: n };
				},
			});
			expect(records).toEqual(list);
			expect(moved).toBe(false);
		}
	});

	it('gives a record once that stands on a page twice', async () => {
		const list = [...numbered(0, 5), ...numbered(3, 8)];
		const { records } = await readPages({
			pager,
			pool: limiter(1),
			taking: untimed,
			identify: idOf,
			fetch: async ({ offset, size }) => ({ records: list.slice(offset, offset + size) }),
		});
		expect(records).toEqual(numbered(0, 8));
	});

	it('works without ids', async () => {
		const list = ['a', 'b', 'b', 'c'].flatMap((text) => Array(7).fill(text) as string[]);
		for (const tells of [true, false]) {
			const { records, moved } = await readPages({
				pager,
				pool: limiter(1),
				taking: untimed,
				identify: () => undefined,
				fetch: async ({ offset, size }) => ({
					records: list.slice(offset, offset + size),
					...(tells ? { total: list.length } : {}),
				}),
			});
			expect(records).toEqual(list);
			expect(moved).toBe(false);
		}
	});
});

describe('a vendor that gives fewer records at once than are asked for, without a word', () => {
	/** Gives `most` records at once, from the request on that is named. */
	const cutting = (
		n: number,
		most: number,
		{ tells = true, since = 1, first = 0 } = {},
	): Server => {
		let asked = 0;
		return {
			list: [],
			answer: ({ offset, size }) => {
				asked += 1;
				const given = asked < since ? size : Math.min(size, most);
				const start = Math.max(0, offset - first);
				const records = numbered(0, n).slice(start, start + given);
				return tells ? { records, total: n } : { records };
			},
		};
	};

	const ns = fc.integer({ min: 0, max: 60 });
	const mosts = fc.integer({ min: 1, max: 10 });
	const limits = fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 80 }));

	it('is read by what comes: everything, in order, in as few requests as there are parts', async () => {
		await fc.assert(
			fc.asyncProperty(ns, mosts, limits, fc.boolean(), async (n, most, limit, tells) => {
				const server = { ...cutting(n, most, { tells }), concurrency: 4 };
				const result = await read(server, limit);
				const wanted = Math.min(n, limit);
				expect(result.ids).toEqual(ids(0, wanted));
				expect(result.moved).toBe(false);
				const parts = Math.max(1, Math.ceil(wanted / most));
				expect(result.requests.length).toBeLessThanOrEqual(parts + (tells ? 0 : 1));
			}),
			{ numRuns: runs(300) },
		);
	});

	it('may begin to cut at any page', async () => {
		await fc.assert(
			fc.asyncProperty(ns, mosts, fc.integer({ min: 2, max: 6 }), async (n, most, since) => {
				const result = await read(cutting(n, most, { since }));
				expect(result.ids).toEqual(ids(0, n));
				expect(result.moved).toBe(false);
			}),
			{ numRuns: runs(300) },
		);
	});

	it('may count records from 1', async () => {
		for (const n of [1, 4, 5, 6, 10, 20, 35]) {
			const result = await read(cutting(n, 5, { first: 1 }));
			expect([...result.ids].sort((a, b) => a - b)).toEqual(ids(0, n));
			expect(result.moved).toBe(false);
		}
	});

	it('may lose records from its list meanwhile: none that is left lacks', async () => {
		for (const most of [3, 5, 9]) {
			let list = numbered(0, 40);
			let asked = 0;
			const result = await read({
				list: [],
				answer: ({ offset, size }) => {
					const records = list.slice(offset, offset + Math.min(size, most));
					const page = { records, total: list.length };
					if (++asked === 2) list = list.slice(2);
					return page;
				},
			});
			for (const id of ids(2, 40)) expect(result.ids).toContain(id);
			expect(new Set(result.ids).size).toBe(result.ids.length);
			expect(result.moved).toBe(true);
		}
	});
});

describe('a list that repeats itself', () => {
	const page = numbered(0, 10);

	it('is refused, whether the total is told or not', async () => {
		for (const total of [{ total: 30 }, {}]) {
			await expect(
				read({ list: [], answer: () => ({ records: page, ...total }) }),
			).rejects.toBeInstanceOf(PagingError);
		}
		await expect(
			read({ list: [], answer: () => ({ records: page }), identify: () => undefined }),
		).rejects.toThrow('The records from 10 on are the same as those from 0 on');
	});

	it('may have two empty pages', async () => {
		const { records } = await read({ list: [], answer: () => ({ records: [], total: 0 }) });
		expect(records).toEqual([]);
	});
});

describe('a list that changes while it is read', () => {
	// Newest first, as most lists of receipts.
	const newest = (count: number) => numbered(0, count).reverse();

	it('with a new record at its beginning: everything once, the new one first', async () => {
		for (const concurrency of [1, 4]) {
			const result = await read({
				list: newest(35),
				concurrency,
				after: { 2: (server) => (server.list = [{ id: 99 }, ...server.list]) },
			});
			expect(result.ids).toEqual([99, ...ids(0, 35).reverse()]);
			expect(result.moved).toBe(true);
		}
	});

	it('with a whole page of new records at its beginning', async () => {
		const result = await read({
			list: newest(35),
			after: { 1: (server) => (server.list = [...numbered(100, 110), ...server.list]) },
		});
		expect(result.ids).toEqual([...ids(100, 110), ...ids(0, 35).reverse()]);
		expect(result.moved).toBe(true);
	});

	it('with new records at its end: they come last', async () => {
		for (const request of [1, 2, 3, 4]) {
			const result = await read({
				list: numbered(0, 35),
				after: { [request]: (server) => server.list.push(...numbered(35, 48)) },
			});
			// What is added after the last page's answer isn't announced to anyone.
			expect(result.ids).toEqual(request === 4 ? ids(0, 35) : ids(0, 48));
		}
	});

	it('with records deleted at its beginning: none slips over the border of a page', async () => {
		for (const count of [1, 5, 10]) {
			for (const concurrency of [1, 4]) {
				const result = await read({
					list: numbered(0, 35),
					concurrency,
					after: { 1: (server) => server.list.splice(0, count) },
				});
				// What was read before it was deleted may stay; nothing that still is there may lack.
				for (const id of ids(count, 35)) expect(result.ids).toContain(id);
				expect(new Set(result.ids).size).toBe(result.ids.length);
				expect(result.moved).toBe(true);
			}
		}
	});

	it('with records added or deleted anywhere, once: nothing lost, nothing twice', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 60 }),
				fc.integer({ min: 1, max: 6 }),
				fc.integer({ min: 0, max: 60 }),
				fc.integer({ min: -15, max: 15 }),
				fc.integer({ min: 1, max: 4 }),
				async (n, request, at, change, concurrency) => {
					const list = numbered(0, n);
					const result = await read({
						list,
						concurrency,
						after: {
							[request]: (server) => {
								if (change < 0) server.list.splice(at, -change);
								else server.list.splice(at, 0, ...numbered(1000, 1000 + change));
							},
						},
					});
					const announced = request < result.requests.length;
					for (const id of announced ? list.map(({ id }) => id) : []) {
						expect(result.ids).toContain(id);
					}
					expect(new Set(result.ids).size).toBe(result.ids.length);
				},
			),
			{ numRuns: runs(500) },
		);
	});

	it('without a total: a page that was pushed on brings no record twice', async () => {
		const result = await read({
			list: newest(35),
			tells: false,
			after: { 2: (server) => (server.list = [{ id: 99 }, ...server.list]) },
		});
		expect(result.ids).toEqual(ids(0, 35).reverse());
		expect(result.moved).toBe(true);
	});

	it('and never comes to rest: gives up in words', async () => {
		let id = 1000;
		const growing: Server = { list: newest(35) };
		growing.answer = ({ offset, size }) => {
			id += 11;
			growing.list = [...numbered(id, id + 11), ...growing.list];
			return {
				records: growing.list.slice(offset, offset + size),
				total: growing.list.length,
			};
		};
		await expect(read(growing)).rejects.toThrow(/kept growing .* it had 189 records/);
	});

	it('and announces more than it gives: gives up', async () => {
		await expect(
			read({
				list: [],
				answer: ({ offset, size }) => ({
					records: numbered(0, 35).slice(offset, offset + size),
					total: 36,
				}),
			}),
		).rejects.toThrow('36 records were announced, 35 came');
	});

	it('always ends, whatever it answers', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.record(
						{
							records: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 12 }),
							total: fc.integer({ min: 0, max: 60 }),
						},
						{ requiredKeys: ['records'] },
					),
					{ minLength: 1, maxLength: 10 },
				),
				fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 50 })),
				async (pages, limit) => {
					let next = 0;
					const answer = (): Page => {
						const page = pages[next++ % pages.length];
						return {
							...page,
							records: (page?.records ?? []).map((id) => ({ id })),
						};
					};
					await read({ list: [], answer, concurrency: 3 }, limit).catch((error: unknown) => {
						expect(error).toBeInstanceOf(PagingError);
					});
				},
			),
			{ numRuns: runs(500) },
		);
	});
});

it.each([0, 1, 9, 10, 11, 20, 35, 100])(
	'a list of %i records that counts from 1 is read to its last one, without an alarm',
	async (n) => {
		const list = numbered(1, n + 1);
		const result = await read({
			list,
			concurrency: 3,
			answer: ({ offset, size }) => {
				const first = Math.max(0, offset - 1);
				return { records: list.slice(first, first + size), total: n };
			},
		});
		expect([...result.ids].sort((a, b) => a - b)).toEqual(ids(1, n + 1));
		expect(result.moved).toBe(false);
		expect(result.requests.length).toBeLessThanOrEqual(Math.max(1, Math.ceil(n / pager.size)) + 1);
	},
);

it('an error of one page is the error of the list', async () => {
	await expect(
		read({
			list: [],
			answer: ({ offset }) => {
				if (offset === 20) throw new Error('no page');
				return { records: numbered(offset, offset + 10), total: 50 };
			},
		}),
	).rejects.toThrow('no page');
});

describe('a total that lies', () => {
	/** 250 records and a total that says something else; no more than 300 requests are answered. */
	const lying = async (total: number, limit?: number) => {
		const list = numbered(0, 250);
		const answer = ({ offset, size }: PageRequest) => ({
			records: list.slice(offset, offset + size),
			total,
		});
		return await read({ list, answer, concurrency: 4 }, limit);
	};

	it('of ten millions costs no more pages than there are, and is said', async () => {
		await expect(lying(10_000_000)).rejects.toThrow('10000000 records were announced, 250 came');
	});

	it('of ten millions is no matter to who wants fewer', async () => {
		const { ids: some, requests } = await lying(10_000_000, 25);
		expect(some).toEqual(ids(0, 25));
		expect(requests).toHaveLength(3);
	});

	it.each([
		[1e9, 0],
		[10_000_001, 0],
		[-1, 0],
		[1.5, 0],
		[Infinity, 0],
		[NaN, 0],
		[0, 100],
		[99, 100],
	])('of %d beside %d records is a problem', (total, count) => {
		expect(problemWith({ records: numbered(0, count), total })).toMatch(
			new RegExp(`^the list says that it has ${total} records`),
		);
	});

	it.each([
		[undefined, 100],
		[0, 0],
		[100, 100],
		[10_000_000, 100],
	])('of %d beside %d records is none', (total, count) => {
		const records = numbered(0, count);
		expect(problemWith(total === undefined ? { records } : { records, total })).toBeUndefined();
	});
});

it.each([
	['without ids', () => undefined],
	['with ids', (record: unknown) => String((record as { id: number }).id)],
])('a page with very many records leaves others their turns: %s', async (_name, identify) => {
	const list = Array.from({ length: 20_000 }, (_, id) => ({ id, name: `Tax ${id}` }));
	let time = 0;
	let turns = 0;
	const { records } = await readPages({
		pager: { ...pager, size: list.length },
		pool: limiter(1),
		identify,
		fetch: async ({ offset }) =>
			await Promise.resolve({ records: list.slice(offset), total: list.length }),
		taking: {
			now: () => (time += 1),
			turn: async () => {
				turns += 1;
				return await Promise.resolve();
			},
		},
	});
	expect(records).toEqual(list);
	// One for 20 steps, in each look at the page; a step is a record, or some thousands of its values.
	expect(turns).toBeGreaterThanOrEqual(3000);
});
