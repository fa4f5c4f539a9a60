/** Each receipt once and none missing: what happens to tills, clocks, pages, requests and n8n, alone and together. */
import { runs, seeded, worldSeed } from '../../../../support/clock/seeds';
import { someFault } from '../../../../support/vendors/faults';
import { BEGIN, DAY, HOUR, MINUTE, tillWorld } from '../../../../support/vendors/tillWorld';

/** n8n's durable mode: the time that it names, and after how long it drops what a poll brings. */
const DURABLE = { budgetMs: 36_000 };
const DROPPED_AFTER = 45_000;
const STEPS = 90;
const WORLDS = Array.from({ length: runs(8) }, (_, index) => index + 1);
const FILTERS = [[], [1], [1, 2], [2, 3], [1, 2, 3], [3]];

type World = ReturnType<typeof tillWorld>;

describe('late receipts', () => {
	it.each([1, 3, 6.9])('come %d days late, marked, and once', async (days) => {
		const w = tillWorld();
		await w.poll();
		w.pass(MINUTE);
		const at = w.now() - days * DAY;
		const late = w.sell(4, at, days * DAY);
		for (let hour = 0; hour < 3; hour++) {
			await w.poll();
			w.pass(HOUR);
		}
		expect(w.jsons().map(({ _id }) => _id)).toEqual(late);
		for (const json of w.jsons()) {
			expect(json).toMatchObject({ late: true, firstSeenAt: expect.any(String) });
		}
	});

	it('later than the look-back are left alone', async () => {
		const w = tillWorld({ lookBackDays: 2 });
		await w.poll();
		w.pass(MINUTE);
		w.sell(1, w.now() - 6 * DAY, 6 * DAY);
		for (let hour = 0; hour < 50; hour++) {
			expect(await w.poll()).toEqual([]);
			w.pass(HOUR);
		}
	});

	it('in time aren’t called late, also when clocks differ by minutes', async () => {
		const w = tillWorld();
		await w.poll();
		for (const skew of [-10 * MINUTE, -MINUTE, 0, MINUTE, 10 * MINUTE]) {
			w.pass(15 * MINUTE);
			// The till's clock is ahead, or behind; the receipt arrives at once.
			w.sell(2, w.now() + skew, -skew);
			await w.poll();
		}
		w.pass(HOUR);
		await w.poll();
		w.expectEachOnce();
		expect(w.jsons().filter(({ late }) => late)).toEqual([]);
	});

	it('arrive while n8n is down for weeks', async () => {
		const w = tillWorld();
		await w.poll();
		for (let day = 0; day < 20; day++) {
			w.pass(DAY);
			w.sell(3);
			w.sell(2, w.now() - 5 * DAY, 5 * DAY);
		}
		w.restart();
		const found = await w.poll();
		expect(found).toHaveLength(100);
		expect(await w.poll()).toEqual([]);
		w.expectEachOnce();
		const times = w.jsons().map(({ created }) => String(created));
		expect(times).toEqual([...times].sort());
	});
});

describe('days and clocks', () => {
	it.each([
		['spring, when an hour is left out', Date.UTC(2026, 2, 28, 20)],
		['autumn, when an hour comes twice', Date.UTC(2026, 9, 24, 20)],
		['the turn of the year', Date.UTC(2026, 11, 31, 20)],
		['a leap day', Date.UTC(2028, 1, 28, 20)],
	])('%s', async (_words, begin) => {
		const w = tillWorld({}, begin);
		await w.poll();
		// The evening before, the day, and the morning after it.
		for (let time = 0; time < 36 * HOUR; time += 15 * MINUTE) {
			w.pass(15 * MINUTE);
			w.sell();
			await w.poll();
		}
		w.pass(HOUR);
		await w.poll();
		w.expectEachOnce();
		expect(w.jsons().filter(({ late, change }) => late || change)).toEqual([]);
	});

	it('receipts on midnight and in the same second', async () => {
		const w = tillWorld();
		await w.poll();
		const midnight = Date.UTC(2026, 2, 5, 23);
		w.pass(midnight - BEGIN - 2 * MINUTE);
		for (let second = -120; second < 120; second++) {
			if (second % 30 === 0) await w.poll();
			w.sell(5, midnight + second * 1000);
			w.pass(1000);
		}
		w.pass(MINUTE);
		await w.poll();
		w.expectEachOnce();
	});
});

describe('requests', () => {
	it('a page that shifts while it is read neither loses nor doubles a receipt', async () => {
		const w = tillWorld();
		await w.poll();
		for (let round = 0; round < 3; round++) {
			w.pass(10 * MINUTE);
			w.sell(2500);
			w.sell(40, w.now() + 3000, 0);
			w.slow(1000);
			await w.poll();
			w.slow(0);
			await w.poll();
			await w.poll();
		}
		w.pass(HOUR);
		for (let polls = 0; polls < 5; polls++) await w.poll();
		w.expectEachOnce();
	});

	it('a receipt that takes the place of another is found within the hour', async () => {
		const w = tillWorld();
		await w.poll();
		w.sell(20);
		const [first] = await w.poll();
		w.till.remove(first ?? '');
		w.sell(1, w.now() - 2 * MINUTE, 2 * MINUTE);
		w.pass(MINUTE);
		expect(await w.poll()).toEqual([]);
		w.pass(HOUR);
		expect(await w.poll()).toHaveLength(1);
	});

	it('a failure in the middle leaves nothing half done', async () => {
		const w = tillWorld();
		w.sell(30, w.now() - 3 * DAY);
		await w.poll();
		w.pass(61 * MINUTE);
		w.sell(3);
		w.sell(2, w.now() - 4 * DAY, 4 * DAY);
		// The older days fail: what the newest ones gave goes out, and the rest comes later.
		const older = /datefrom=2026-02/;
		for (let tries = 0; tries < 4; tries++) {
			w.faults.push({ path: older, reply: () => ({ status: 503 }) });
		}
		expect(await w.poll()).toHaveLength(3);
		w.pass(MINUTE);
		for (let tries = 0; tries < 4; tries++) {
			w.faults.push({ path: older, reply: () => ({ status: 503 }) });
		}
		await expect(w.poll()).rejects.toThrow('status 503');
		expect(await w.poll()).toHaveLength(2);
		expect(await w.poll()).toEqual([]);
	});

	it('a poll that takes longer than its time hands on what it has', async () => {
		const w = tillWorld({ startFrom: 'lastDays', startDays: 60 });
		for (let day = 1; day < 60; day++) w.sell(3, w.now() - day * DAY);
		w.slow(5000);
		let polls = 0;
		const found = new Set<string>();
		for (; polls < 40 && found.size < 59 * 3; polls++) {
			for (const id of await w.poll({}, { budgetMs: 36_000 })) found.add(id);
		}
		expect(polls).toBeGreaterThan(2);
		w.expectEachOnce();
		const times = w.jsons().map(({ created }) => String(created));
		expect(times).toEqual([...times].sort());
	});
});

describe('n8n', () => {
	it('killed after a poll hands its items on again, and only those', async () => {
		const w = tillWorld();
		await w.poll();
		for (let round = 0; round < 30; round++) {
			w.pass(20 * MINUTE);
			w.sell(4);
			if (round % 3 === 0) {
				const lost = await w.dies();
				expect(lost).toHaveLength(4);
				expect((await w.poll()).sort()).toEqual(lost.sort());
			} else expect(await w.poll()).toHaveLength(4);
		}
		w.expectEachOnce();
	});

	it('deactivated and activated again goes on where it stopped', async () => {
		const w = tillWorld();
		await w.poll({}, { activation: 'activate' });
		w.sell(5);
		await w.poll();
		w.pass(5 * HOUR);
		w.sell(7, w.now() - 2 * HOUR);
		w.restart();
		expect(await w.poll({}, { activation: 'activate' })).toHaveLength(7);
		w.expectEachOnce();
	});

	it('that finds the server down at its start begins from then all the same', async () => {
		const w = tillWorld();
		for (let request = 0; request < 40; request++) {
			w.faults.push({ path: /./, reply: () => ({ status: 503 }) });
		}
		expect(await w.poll({}, { activation: 'activate' })).toEqual([]);
		w.pass(MINUTE);
		w.sell(3);
		w.faults.length = 0;
		w.pass(MINUTE);
		expect(await w.poll()).toHaveLength(3);
	});
});

describe('the panel', () => {
	it('a filter that is changed while n8n is off loses nothing', async () => {
		const w = tillWorld();
		await w.poll();
		w.sell(3);
		await w.poll();
		for (let day = 0; day < 20; day++) {
			w.pass(DAY);
			w.sell(2);
		}
		w.restart();
		await w.poll({ cashRegisterIds: [1] });
		w.expectEachOnce();
		w.sell(2);
		w.pass(MINUTE);
		await w.poll({ cashRegisterIds: [1, 2] });
		w.sell(2);
		w.pass(MINUTE);
		await w.poll();
		w.expectEachOnce();
	});

	it('a filter that is changed while old receipts are worked off loses nothing', async () => {
		const w = tillWorld({ startFrom: 'lastDays', startDays: 40, options: { maxItems: 20 } });
		for (let day = 1; day < 40; day++) w.sell(3, w.now() - day * DAY);
		await w.poll();
		await w.poll();
		for (let polls = 0; polls < 8; polls++) await w.poll({ cashRegisterIds: [1] });
		w.expectEachOnce();
	});

	it('a register that is gone doesn’t hold up the others, and is told', async () => {
		const w = tillWorld({ cashRegisterIds: [7, 1] });
		const gone = () => ({ status: 404, body: { error: true, msg: 'No such register.' } });
		const refuse = () => {
			for (let tries = 0; tries < 4; tries++) {
				w.faults.push({ path: /register(id|Id)=7/, reply: gone });
			}
		};
		await w.poll();
		w.pass(MINUTE);
		w.sell(2);
		refuse();
		expect(await w.poll()).toHaveLength(2);
		await expect(w.poll()).rejects.toThrow('No such register.');
	});

	it('a register that is gone makes one poll in six hours fail while others have no news', async () => {
		const w = tillWorld({ cashRegisterIds: [7, 1] });
		await w.poll();
		w.broken.push({
			path: /register(id|Id)=7/,
			reply: () => ({ status: 404, body: { error: true, msg: 'No such register.' } }),
		});
		const failed: number[] = [];
		for (let minute = 0; minute < 13 * 60; minute += 5) {
			w.pass(5 * MINUTE);
			await w.poll().catch(() => failed.push(minute));
		}
		// Only the first time, and then every six hours at most.
		expect(failed.length).toBeGreaterThan(1);
		expect(failed.length).toBeLessThanOrEqual(3);
		const ids = w.sell(2);
		expect(await w.poll()).toEqual(ids);
	});

	it('a start that is changed later changes nothing', async () => {
		const w = tillWorld();
		w.sell(10, w.now() - 3 * DAY);
		await w.poll();
		w.pass(MINUTE);
		expect(await w.poll({ startFrom: 'lastDays', startDays: 10 })).toEqual([]);
	});

	it('a look-back that is made longer doesn’t bring back what was forgotten', async () => {
		const w = tillWorld({ lookBackDays: 1 });
		await w.poll();
		for (let day = 0; day < 10; day++) {
			w.sell(5);
			await w.poll();
			w.pass(DAY);
		}
		await w.poll();
		for (let hour = 0; hour < 5; hour++) {
			expect(await w.poll({ lookBackDays: 30 })).toEqual([]);
			w.pass(HOUR);
		}
		w.expectEachOnce();
	});

	it.each([
		[{ startFrom: 'date', startDate: '' }, '"Date"'],
		[{ startFrom: 'date', startDate: 'soon' }, '"Date"'],
		[{ startFrom: 'lastDays', startDays: 0 }, '"Number of Days" must be at least 1'],
		[{ lookBackDays: 31 }, '"Days to Look Back" must be at most 30'],
		[{ options: { maxItems: 'many' } }, '"Most Items per Poll" must be a number'],
		[{ options: { timeZone: 'Mars' } }, '"Time Zone Name or ID" must be a time zone'],
		[{ output: 'nice' }, '"Output" must be one of'],
		[{ cashRegisterIds: ['x'] }, '"Cash Register Names or IDs" must be whole numbers'],
		[{ event: 'nothing' }, '"Event" is unknown'],
	])('%j is refused before anything is sent', async (parameters, words) => {
		const w = tillWorld();
		await expect(w.poll(parameters)).rejects.toThrow(words);
		expect(w.asked.length).toBe(0);
	});
});

it('10,000 receipts in the look-back take less than 150 KB', async () => {
	const w = tillWorld({ startFrom: 'lastDays', startDays: 7, options: { maxItems: 10_000 } });
	for (let n = 0; n < 10_000; n++) w.sell(1, w.now() - (n % 6) * DAY - n * 1000);
	expect(await w.poll()).toHaveLength(10_000);
	expect(JSON.stringify(w.stored()).length).toBeLessThan(150_000);
	expect(await w.poll()).toEqual([]);
});

describe('a till whose clock is five minutes behind', () => {
	const sellBehind = (w: World) => w.sell(1, w.now() - 5 * MINUTE, 5 * MINUTE);
	const pollFor = async (w: World, hours: number) => {
		for (let hour = 0; hour < hours; hour++) {
			w.pass(HOUR);
			await w.poll();
		}
		return w.jsons().map(({ _id }) => _id);
	};

	it('after an activation whose state isn’t kept', async () => {
		const w = tillWorld();
		w.sell(1, w.now() - 30 * MINUTE);
		await w.poll({}, { activation: 'activate' });
		w.store({});
		w.pass(2 * MINUTE);
		const ids = sellBehind(w);
		expect(await pollFor(w, 10)).toEqual(ids);
	});

	it('after an activation that found the server down', async () => {
		const w = tillWorld();
		w.sell(1, w.now() - 30 * MINUTE);
		w.broken.push({ path: /./, reply: () => ({ status: 503 }) });
		await w.poll({}, { activation: 'activate' });
		w.broken.length = 0;
		w.pass(2 * MINUTE);
		const ids = sellBehind(w);
		expect(await pollFor(w, 10)).toEqual(ids);
	});

	it('what the activation’s own poll finds stays old, and a day that was chosen exact', async () => {
		const w = tillWorld();
		w.sell(1, w.now() - MINUTE);
		await w.poll({}, { activation: 'activate' });
		expect(await pollFor(w, 5)).toEqual([]);
		const day = tillWorld({ startFrom: 'date', startDate: '2026-03-05' });
		// Vienna's midnight.
		const midnight = Date.UTC(2026, 2, 4, 23);
		day.sell(1, midnight - 1000);
		const ids = day.sell(1, midnight);
		expect(await pollFor(day, 3)).toEqual(ids);
	});
});

it('n8n’s clock is ten days ahead for one poll: nothing is lost or comes again', async () => {
	const w = tillWorld();
	await w.poll();
	w.pass(HOUR);
	w.sell();
	await w.poll();
	w.pass(10 * DAY);
	await w.poll();
	w.pass(-10 * DAY + MINUTE);
	for (let day = 0; day < 14; day++) {
		w.sell();
		w.pass(MINUTE);
		await w.poll();
		w.pass(DAY / 2);
	}
	w.expectEachOnce();
});

it('n8n’s clock is ten days ahead for hours: nothing that comes later is lost', async () => {
	const w = tillWorld();
	await w.poll();
	w.pass(10 * DAY);
	for (let hour = 0; hour < 5; hour++) {
		w.pass(HOUR);
		await w.poll();
	}
	w.pass(-10 * DAY);
	for (let day = 0; day < 10; day++) {
		w.pass(DAY);
		w.sell();
		w.pass(MINUTE);
		await w.poll();
	}
	w.expectEachOnce();
	expect(w.jsons().filter(({ late }) => late)).toEqual([]);
});

it.each([{ count: -1 }, { count: 'many' }])(
	'a count that is none (%j) spares nothing',
	async (body) => {
		const w = tillWorld();
		w.broken.push({ path: /receipts\/count/, reply: () => ({ body }) });
		await w.poll();
		for (let minute = 0; minute < 5; minute++) {
			w.pass(MINUTE);
			const ids = w.sell(2);
			expect((await w.poll()).sort()).toEqual(ids.sort());
		}
	},
);

/** Things that happen in a random order; a poll is as likely as a sale. */
function happenings(w: World, random: () => number) {
	const below = (count: number) => Math.floor(random() * count);
	const register = () => 1 + below(3);
	let cashRegisterIds: number[] = [];
	// What n8n's default mode has stored: the state of the last poll that started an execution.
	let saved = JSON.stringify(w.stored());
	const poll = async () => {
		const before = w.now();
		const found = await w
			.poll({ cashRegisterIds, lookBackDays: 5 + below(4) }, DURABLE)
			.catch(() => []);
		expect(w.now() - before).toBeLessThan(DROPPED_AFTER);
		if (found.length > 0) saved = JSON.stringify(w.stored());
		w.pass(MINUTE + below(3) * 10 * MINUTE);
	};
	const sell = () => void w.sell(1 + below(40), w.now(), 0, register());
	const sellLate = () => {
		const late = below(48) * HOUR;
		w.sell(1 + below(5), w.now() - late, late, register());
	};
	const fail = () => {
		const fault = someFault(random);
		for (let times = below(4); times > 0; times--) w.faults.push({ path: /./, reply: () => fault });
	};
	const things: Array<() => unknown> = [
		sell,
		sell,
		sell,
		sellLate,
		poll,
		poll,
		poll,
		poll,
		fail,
		() => (cashRegisterIds = FILTERS[below(FILTERS.length)] ?? []),
		() => w.restart(),
		() => {
			w.store(JSON.parse(saved) as ReturnType<World['stored']>);
			w.restart();
		},
		async () => await w.dies().catch(() => []),
		() => w.slow([0, 0, 500, 3000, 6000][below(5)] ?? 0),
		() => w.pass(below(5) * HOUR),
		// n8n's clock is put right.
		() => w.pass(-below(9) * MINUTE),
	];
	return async () => await things[below(things.length)]?.();
}

it.each(WORLDS)('all of it, in any order: world %d', async (world) => {
	const random = seeded(worldSeed(world));
	const w = tillWorld({
		startFrom: world % 2 === 0 ? 'now' : 'lastDays',
		startDays: 3,
		options: { maxItems: 5 + (world % 9) * 7 },
	});
	await w.poll({}, { activation: 'activate' });
	const happen = happenings(w, random);
	for (let step = 0; step < STEPS; step++) await happen();
	w.slow(0);
	w.faults.length = 0;
	w.pass(61 * MINUTE);
	for (let polls = 0; polls < 80; polls++) {
		await w.poll().catch(() => []);
		w.pass(5 * MINUTE);
	}
	w.expectEachOnce();
});
