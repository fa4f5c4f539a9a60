/** What was read is read again within the hour, a page at each poll: cheap, and nothing is missed meanwhile. */
import fc from 'fast-check';
import { runs } from '../../../../support/clock/seeds';
import { DAY, HOUR, MINUTE, pagedShop } from '../../../../support/vendors/pagedShop';
import type { Kind, Mood } from '../../../../support/vendors/pagedShop';

describe.each([false, true])('a list that tells its length, newest first: %s', (newestFirst) => {
	it.each([0, 5, 10, 99, 400])(
		'of %d records: an hour without news costs a request a poll, with every page read',
		async (length) => {
			const w = pagedShop({ tells: true, newestFirst });
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
		const w = pagedShop({ tells: true, newestFirst });
		w.sell(300, 3 * HOUR);
		await w.poll();
		const missed: string[] = [];
		await w.minutes(200, (minute) => {
			const known = new Set(w.handedOn);
			missed.push(...w.ids().filter((id) => !known.has(id)));
			if (minute % 3 === 0) w.sell(1 + (minute % 13));
			if (minute % 7 === 0) w.sell(1, 2 * HOUR + minute * 1000);
			if (minute % 50 === 0) w.sell(1, 30 * HOUR);
		});
		expect(missed).toEqual([]);
		await w.poll();
		expect(w.handedOn.sort()).toEqual(w.ids().sort());
	});

	it('k new ones cost 2 + ceil(k / page) requests at most, whichever page was due', async () => {
		const w = pagedShop({ tells: true, newestFirst, size: 50 });
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

it('a reading that was begun an hour ago is begun anew', async () => {
	const w = pagedShop({ tells: true });
	const [first = ''] = w.sell(40, HOUR);
	await w.poll();
	for (const minutes of [1, 45, 5]) {
		w.pass(minutes * MINUTE);
		await w.poll();
	}
	// Its page has just been read.
	w.remove(first);
	const [id] = w.sell(1, 2 * HOUR);
	w.pass(MINUTE);
	await w.poll();
	expect(w.handedOn).not.toContain(id);
	w.pass(HOUR);
	await w.poll();
	expect(w.handedOn).toContain(id);
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
		const w = pagedShop(kind);
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
		const w = pagedShop(kind);
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
				const w = pagedShop(kind);
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
			{ numRuns: runs(80) },
		);
	});
});

describe('older pieces', () => {
	const older = (w: ReturnType<typeof pagedShop>) => w.state()?.older.length;

	it('overlap until a record shows that a piece includes its last day', async () => {
		const w = pagedShop({ tells: true });
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
		const w = pagedShop({ tells: true, exclusive: true });
		for (let day = 0; day < 20; day++) w.sell(5, day * DAY);
		await w.poll();
		await w.minutes(130);
		expect(w.state()?.covers).toBeUndefined();
		expect(older(w)).toBe(3);
	});
});

it('a count of its own isn’t asked for, nor an empty page, where nothing has changed', async () => {
	const w = pagedShop({ tells: false });
	w.sell(95, HOUR);
	await w.poll();
	await w.minutes(60);
	// 59 counts, ten pages of the newest days, and an empty one for each of the older pieces.
	expect(await w.minutes(60)).toBeLessThanOrEqual(59 + 10 + 3);
});

const KINDS: Kind[] = [
	{ tells: true },
	{ tells: true, newestFirst: true },
	{ tells: true, exclusive: true },
	{ tells: true, fromOne: true },
	{ tells: false },
	{ tells: false, newestFirst: true },
];

describe.each(KINDS)('%j', (kind) => {
	it.each([
		[1, 8],
		[5, 60],
		[15, 60],
		[60, 60],
	])(
		'polls every %d minutes read all again within the hour, %d a day, at midnight too',
		async (every, perDay) => {
			const w = pagedShop(kind);
			for (let day = 0; day <= 7; day++) {
				for (let n = 0; n < perDay; n++) w.sell(1, day * DAY + (n * DAY) / perDay);
			}
			await w.poll();
			let worst = 0;
			for (let time = 0; time < 15 * HOUR; time += every * MINUTE) {
				w.pass(every * MINUTE);
				if ((time / MINUTE) % 60 === 0) w.sell(3);
				await w.poll();
				const first = w.now() - 6 * DAY;
				for (const { id, at } of w.receipts()) {
					if (at >= first) worst = Math.max(worst, w.now() - (w.served.get(id) ?? 0));
				}
			}
			expect(worst / MINUTE).toBeLessThanOrEqual(every === 1 ? 60 : Math.max(60, every));
		},
	);
});

describe.each(KINDS)('troubles: %j', (kind) => {
	const mood = fc.record<Mood>(
		{
			pauseAfter: fc.integer({ min: 0, max: 12 }),
			failAt: fc.integer({ min: 1, max: 8 }),
			timeFor: fc.integer({ min: 1, max: 12 }),
			most: fc.integer({ min: 1, max: 20 }),
			killed: fc.boolean(),
		},
		{ requiredKeys: [] },
	);
	const step = fc.oneof(
		{
			weight: 6,
			arbitrary: fc.record({
				kind: fc.constant('pass' as const),
				minutes: fc.constantFrom(1, 1, 1, 1, 5, 15, 45, 70, 700),
				times: fc.integer({ min: 1, max: 30 }),
				mood: fc.option(mood, { nil: {}, freq: 2 }),
			}),
		},
		{
			weight: 3,
			arbitrary: fc.record({
				kind: fc.constant('sell' as const),
				count: fc.integer({ min: 1, max: 45 }),
			}),
		},
		fc.record({ kind: fc.constant('late' as const), hours: fc.integer({ min: 1, max: 150 }) }),
		fc.record({ kind: fc.constant('replace' as const), place: fc.nat() }),
		fc.record({ kind: fc.constant('remove' as const), place: fc.nat() }),
		fc.record({ kind: fc.constant('cancel' as const), place: fc.nat() }),
	);
	it('each record is handed on once', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
				const w = pagedShop(kind);
				w.sell(60, HOUR);
				await w.poll();
				const gone: string[] = [];
				const taken = new Set<string>();
				for (const one of steps) {
					if (one.kind === 'pass') {
						for (let n = 0; n < one.times && n * one.minutes < 2000; n++) {
							w.pass(one.minutes * MINUTE);
							await w.poll(one.mood);
						}
					} else if (one.kind === 'sell') w.sell(one.count);
					else if (one.kind === 'late') w.sell(1, one.hours * HOUR);
					else {
						const known = w.handedOn.filter((id) => w.ids().includes(id) && !taken.has(id));
						const id = known[one.place % Math.max(1, known.length)];
						if (!id) continue;
						if (one.kind === 'cancel') {
							const receipt = w.receipts().find((other) => other.id === id);
							if (receipt && receipt.at < w.now() - 5 * DAY) continue;
							w.cancel(id);
							taken.add(id);
							continue;
						}
						gone.push(id);
						w.remove(id);
						if (one.kind === 'replace') w.sell(1, 2 * HOUR);
					}
				}
				for (let n = 0; n < 5; n++) {
					w.pass(MINUTE);
					await w.poll();
				}
				w.pass(HOUR);
				await w.poll();
				expect(w.handedOn.sort()).toEqual([...w.ids(), ...gone].sort());
			}),
			{ numRuns: runs(8) },
		);
	});
});

it.each([false, true])(
	'what is new comes at once while the rest of a reading is made up for and calls run out, newest first: %s',
	async (newestFirst) => {
		const w = pagedShop({ tells: true, newestFirst });
		w.sell(300, 3 * HOUR);
		await w.poll();
		await w.poll();
		for (let n = 0; n < 13; n++) {
			w.pass(5 * MINUTE);
			const made = w.sell(2);
			expect(await w.poll({ pauseAfter: 12 })).toEqual(expect.arrayContaining(made));
		}
	},
);

it('a state of an older version, which lacks when its reading began, is read again at once', async () => {
	const w = pagedShop({ tells: true });
	const made = w.sell(100, 3 * HOUR);
	await w.poll();
	await w.poll();
	w.store((stored) => delete (stored.newest as Record<string, unknown>).began);
	w.cancel(made[70] ?? '');
	w.pass(HOUR);
	await w.poll();
	expect(w.cancelled).toEqual([made[70]]);
});

it('receipts that were registered after the day under which they are listed prove nothing', async () => {
	const w = pagedShop({ tells: true, exclusive: true });
	for (let day = 0; day < 9; day++) {
		const age = day * DAY + 20 * HOUR;
		const before = new Date(w.now() - age - DAY).toISOString().slice(0, 10);
		w.sell(8, age);
		w.sell(1, age, before);
	}
	await w.poll();
	for (let hour = 0; hour < 80; hour++) {
		w.pass(HOUR);
		await w.poll();
	}
	expect(w.state()?.covers).toBeUndefined();
});

it('a place in a piece that was cut otherwise since isn’t gone on with', async () => {
	const w = pagedShop({ tells: true });
	for (let day = 0; day < 8; day++) w.sell(50, day * DAY);
	await w.poll();
	await w.poll();
	const part = { from: '2026-02-01', to: '2026-02-03', offset: 3, last: 'r1', grown: 0, since: 1 };
	w.store((stored) => (stored.part = part));
	await w.minutes(1);
	expect(w.state()).not.toHaveProperty('part');
});

it('nor do single ones from a day on which all was closed', async () => {
	const w = pagedShop({ tells: true, exclusive: true });
	const age = DAY + 20 * HOUR;
	const sold = new Date(w.now() - age - DAY).toISOString().slice(0, 10);
	w.sell(8, age + DAY);
	w.sell(1, age, sold);
	await w.poll();
	for (let hour = 0; hour < 130; hour++) {
		w.pass(HOUR);
		await w.poll();
	}
	expect(w.state()?.covers).toBeUndefined();
});
