/** The newest days are read again a page at each poll: cheap, and nothing is missed meanwhile. */
import fc from 'fast-check';
import { DAY, HOUR, MINUTE, pagedShop } from '../../../../support/vendors/pagedShop';
import type { Kind } from '../../../../support/vendors/pagedShop';
import { runs } from '../../../../support/clock/seeds';

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
