/** The newest days are read again a page at each poll: cheap, and nothing is missed meanwhile. */
import fc from 'fast-check';
import { readPages } from '../../../nodes/shared/pages';
import { pollDocuments } from '../../../nodes/shared/poll/documents';
import type { DocumentState, Source } from '../../../nodes/shared/poll/documentTypes';
import { readPart } from '../../../nodes/shared/poll/parts';
import type { DayRange } from '../../../nodes/shared/types';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BEGIN = Date.UTC(2026, 2, 5, 12);
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

interface Receipt {
	id: string;
	at: number;
	mark: number;
}

interface Kind {
	/** False for a vendor whose count is a request of its own. */
	tells: boolean;
	newestFirst?: boolean;
	/** The day of "to" is left out. */
	exclusive?: boolean;
	size?: number;
}

/** A list of receipts by their time, in pages, and a trigger that polls it. */
function shop({ tells, newestFirst = false, exclusive = false, size = 10 }: Kind) {
	let now = BEGIN;
	let number = 0;
	let receipts: Receipt[] = [];
	let state: DocumentState | undefined;
	let requests = 0;
	const handedOn: string[] = [];
	const cancelled: string[] = [];
	const inside = ({ from, to }: DayRange) => {
		const isIn = ({ at }: Receipt) => dayOf(at) >= from && dayOf(at) <= to;
		const days = receipts.filter((one) => isIn(one) && !(exclusive && dayOf(one.at) === to));
		const sorted = days.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
		return newestFirst ? sorted.reverse() : sorted;
	};
	const page = (range: DayRange, { offset, size: asked }: { offset: number; size: number }) => {
		requests += 1;
		const all = inside(range);
		const records = all.slice(offset, offset + asked).map((one) => ({ ...one }));
		return { records, ...(tells ? { total: all.length } : {}) };
	};
	const idOf = (record: unknown) => (record as Receipt).id;
	const source: Source = {
		key: 'all',
		window: { maxDays: 3 },
		pageSize: size,
		read: async (range, at, limits) => {
			const pager = { offset: 'o', limit: 'l', size };
			const pool = async <T>(task: () => Promise<T>) => await task();
			const fetch = async (request: { offset: number; size: number }) => page(range, request);
			return await readPart(
				{
					size,
					idOf,
					page: fetch,
					all: async (one) =>
						(await readPages({ pager, pool, fetch: one, identify: idOf })).records,
					...limits,
				},
				at,
			);
		},
		readPage: async (range, request) => page(range, request),
		...(tells
			? {}
			: {
					count: async (range: DayRange) => {
						requests += 1;
						return inside(range).length;
					},
				}),
		idOf,
		timeOf: (record) => (record as Receipt).at,
		markOf: (record) => (record as Receipt).mark,
		accepts: () => true,
	};
	const poll = async () => {
		const outcome = await pollDocuments(state, {
			sources: [source],
			now,
			startAt: BEGIN - 40 * DAY,
			startsNow: false,
			timeZone: 'UTC',
			lookBackDays: 7,
			most: 100_000,
			goesOn: () => true,
			complains: () => false,
			isPause: () => false,
			isForAll: () => false,
			isSlow: () => false,
		});
		// As n8n keeps it between two starts.
		state = JSON.parse(JSON.stringify(outcome.state)) as DocumentState;
		for (const { record, change } of outcome.found) {
			(change ? cancelled : handedOn).push(idOf(record));
		}
		return outcome.found.length;
	};
	return {
		poll,
		cancelled,
		handedOn,
		state: () => state?.sources.all,
		pass: (ms: number) => (now += ms),
		sell: (count = 1, age = 0) => {
			const made = Array.from({ length: count }, (_one, place) => {
				const id = `r${number++}`;
				receipts.push({ id, at: now - age - (count - place) * 100, mark: 0 });
				return id;
			});
			return made;
		},
		cancel: (id: string) => {
			const found = receipts.find((one) => one.id === id);
			if (found) found.mark = 1;
		},
		remove: (id: string) => {
			receipts = receipts.filter((one) => one.id !== id);
		},
		ids: () => receipts.map(({ id }) => id),
		/** Requests of so many polls, a minute apart. */
		minutes: async (count: number, before: (minute: number) => void = () => undefined) => {
			requests = 0;
			for (let minute = 0; minute < count; minute++) {
				now += MINUTE;
				before(minute);
				await poll();
			}
			return requests;
		},
		requests: () => requests,
	};
}

describe.each([false, true])('a list that tells its length, newest first: %s', (newestFirst) => {
	it.each([0, 5, 10, 99, 400])(
		'of %d records: an hour without news costs a request a poll, with every page read',
		async (length) => {
			const w = shop({ tells: true, newestFirst });
			const made = w.sell(length, HOUR);
			await w.poll();
			await w.minutes(60);
			for (const id of made) w.cancel(id);
			// Today's records, their older days being empty: one request for each of those pieces.
			expect(await w.minutes(60)).toBeLessThanOrEqual(64);
			expect(w.cancelled.sort()).toEqual(made.sort());
		},
	);

	it('what comes while pages are read again is found at once, at either end and between', async () => {
		const w = shop({ tells: true, newestFirst });
		w.sell(300, 3 * HOUR);
		await w.poll();
		const missed: string[] = [];
		await w.minutes(200, (minute) => {
			missed.push(...w.ids().filter((id) => !w.handedOn.includes(id)));
			if (minute % 3 === 0) w.sell(1 + (minute % 13));
			if (minute % 7 === 0) w.sell(1, 2 * HOUR + minute * 1000);
			if (minute % 50 === 0) w.sell(1, 30 * HOUR);
		});
		expect(missed).toEqual([]);
		await w.poll();
		expect(w.handedOn.sort()).toEqual(w.ids().sort());
	});

	it('k new ones cost 2 + ceil(k / page) requests at most, whichever page was due', async () => {
		const w = shop({ tells: true, newestFirst, size: 50 });
		w.sell(700, 3 * HOUR);
		await w.poll();
		await w.poll();
		for (let round = 0; round < 150; round++) {
			const added = [51, 1, 2, 1, 3, 1, 1, 3, 1, 1, 1, 2, 1, 1, 1][round % 15] ?? 1;
			const before = w.state()?.older ?? [];
			const requests = await w.minutes(1, () => w.sell(added));
			// Beside them, an older piece is read once an hour: it is empty, and one request.
			const older = (w.state()?.older ?? []).filter((at, place) => at !== before[place]);
			expect(requests).toBeLessThanOrEqual(2 + Math.ceil(added / 50) + older.length);
		}
		expect(w.handedOn.sort()).toEqual(w.ids().sort());
	});
});

describe.each([
	{ tells: true },
	{ tells: true, newestFirst: true },
	{ tells: true, exclusive: true },
	{ tells: false },
	{ tells: false, newestFirst: true },
	{ tells: false, exclusive: true },
])('%j', (kind: Kind) => {
	it('a record that takes the place of another is found within the hour', async () => {
		const w = shop(kind);
		const made = w.sell(200, 3 * HOUR);
		await w.poll();
		await w.minutes(30);
		for (const place of [0, 99, 199]) {
			w.remove(made[place] ?? '');
			const [id] = w.sell(1, 3 * HOUR - 50 * place);
			await w.minutes(60);
			expect(w.handedOn).toContain(id);
		}
	});

	it('late records of every older day are found within the hour', async () => {
		const w = shop(kind);
		for (let day = 0; day < 8; day++) w.sell(5, day * DAY);
		await w.poll();
		await w.minutes(60);
		for (let day = 0; day < 7; day++) {
			const made = w.sell(2, day * DAY + 11 * HOUR);
			await w.minutes(60);
			expect(w.handedOn).toEqual(expect.arrayContaining(made));
		}
		expect(w.handedOn.sort()).toEqual(w.ids().sort());
	});

	it('whatever happens, each record is handed on once', async () => {
		const step = fc.oneof(
			fc.record({ kind: fc.constant('pass'), minutes: fc.constantFrom(1, 1, 1, 1, 5, 45, 700) }),
			fc.record({ kind: fc.constant('sell'), count: fc.integer({ min: 1, max: 25 }) }),
			fc.record({ kind: fc.constant('late'), hours: fc.integer({ min: 1, max: 150 }) }),
			fc.record({ kind: fc.constant('replace'), place: fc.nat() }),
			fc.record({ kind: fc.constant('cancel'), place: fc.nat() }),
		);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
				const w = shop(kind);
				w.sell(40, HOUR);
				await w.poll();
				const gone: string[] = [];
				for (const one of steps) {
					if ('minutes' in one) {
						w.pass(one.minutes * MINUTE);
						await w.poll();
					} else if ('count' in one) w.sell(one.count);
					else if ('hours' in one) w.sell(1, one.hours * HOUR);
					else {
						const known = w.handedOn.filter((id) => w.ids().includes(id));
						const id = known[one.place % Math.max(1, known.length)];
						if (id && one.kind === 'cancel') w.cancel(id);
						else if (id) {
							gone.push(id);
							w.remove(id);
							w.sell(1, 2 * HOUR);
						}
					}
				}
				await w.minutes(1);
				w.pass(HOUR);
				await w.poll();
				expect(w.handedOn.sort()).toEqual([...w.ids(), ...gone].sort());
			}),
			{ seed: 11, numRuns: 80 },
		);
	});
});

describe('older pieces', () => {
	const older = (w: ReturnType<typeof shop>) => w.state()?.older.length;

	it('overlap until a record shows that a piece includes its last day', async () => {
		const w = shop({ tells: true });
		w.sell(1, 3 * DAY);
		await w.poll();
		expect(older(w)).toBe(3);
		// Just after midnight is no proof: the vendor may count its days in another zone.
		w.sell(1, 3 * DAY + 11 * HOUR);
		await w.minutes(60);
		expect(w.state()?.covers).toBeUndefined();
		w.sell(5, 3 * DAY);
		await w.minutes(61);
		expect(w.state()?.covers).toBe(true);
		expect(older(w)).toBe(2);
	});

	it('overlap for ever where "to" leaves out its day', async () => {
		const w = shop({ tells: true, exclusive: true });
		for (let day = 0; day < 20; day++) w.sell(5, day * DAY);
		await w.poll();
		await w.minutes(130);
		expect(w.state()?.covers).toBeUndefined();
		expect(older(w)).toBe(3);
	});
});

it('a count of its own isn’t asked for, nor an empty page, where nothing has changed', async () => {
	const w = shop({ tells: false });
	w.sell(95, HOUR);
	await w.poll();
	await w.minutes(60);
	// 59 counts, ten pages of the newest days, and an empty one for each of the older pieces.
	expect(await w.minutes(60)).toBeLessThanOrEqual(59 + 10 + 3);
});
