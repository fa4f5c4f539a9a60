/** Whatever goes wrong between the polls, each record is read again within the hour and handed on once. */
import fc from 'fast-check';
import { DAY, HOUR, MINUTE, pagedShop } from '../../../../support/vendors/pagedShop';
import type { Kind, Mood } from '../../../../support/vendors/pagedShop';
import { runs } from '../../../../support/clock/seeds';

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
