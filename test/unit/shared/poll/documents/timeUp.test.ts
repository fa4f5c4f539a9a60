/** A poll whose time is up stops and goes on the next time: nothing is left out, held up or called late. */
import { isWhole } from '../../../../support/clock/seeds';
import { DAY, HOUR, MINUTE, tillWorld } from '../../../../support/vendors/tillWorld';

/** n8n's durable mode: the time that it names, and after how long it drops what a poll brings. */
const DURABLE = { budgetMs: 36_000 };
const DROPPED_AFTER = 45_000;

type World = ReturnType<typeof tillWorld>;

/** A poll of durable mode; gives what was handed on and how long it took. */
async function durablePoll(w: World) {
	const before = w.now();
	const ids = await w.poll({}, DURABLE);
	const took = w.now() - before;
	expect(took).toBeLessThan(DROPPED_AFTER);
	w.pass(MINUTE);
	return ids;
}

/** The trigger gets to know what is there. */
async function begin(w: World): Promise<void> {
	for (let polls = 0; polls < 3; polls++) {
		await w.poll();
		w.pass(MINUTE);
	}
}

/** What so many polls hand on, each of them some time after the one before. */
async function foundBy(w: World, polls: number, every: number): Promise<string[]> {
	const got: string[] = [];
	for (let poll = 0; poll < polls; poll++) {
		w.pass(every);
		got.push(...(await w.poll({}, DURABLE)));
	}
	return got;
}

it('after a break all days come oldest first, before the newest ones, and nothing is called late', async () => {
	const w = tillWorld({ options: { maxItems: 10 } });
	await w.poll();
	for (let day = 0; day < 5; day++) {
		w.pass(DAY);
		w.sell(8);
	}
	w.restart();
	for (let polls = 0; polls < 8; polls++) {
		await w.poll();
		w.pass(MINUTE);
	}
	w.expectEachOnce();
	const times = w.jsons().map(({ created }) => String(created));
	expect(times).toEqual([...times].sort());
	expect(w.jsons().filter(({ late }) => late)).toEqual([]);
});

it('older days get half of the time where something new waits to be handed on', async () => {
	const w = tillWorld({ lookBackDays: 30 });
	await w.poll();
	w.pass(MINUTE);
	await w.poll();
	const older = async () => {
		w.pass(HOUR);
		w.slow(3000);
		const before = w.asked.length;
		const ids = await w.poll({}, DURABLE);
		w.slow(0);
		const pieces = w.asked.slice(before).filter((path) => /datefrom=2026-02/.test(path));
		await w.poll({}, DURABLE);
		return { ids, pieces: pieces.length };
	};
	const quiet = await older();
	const made = w.sell(2);
	const busy = await older();
	expect(quiet.ids).toEqual([]);
	expect(busy.ids.sort()).toEqual(made.sort());
	expect(quiet.pieces).toBe(4);
	expect(busy.pieces).toBe(2);
});

it('more new receipts than a poll has time for come in parts, and none twice', async () => {
	const w = tillWorld({ options: { maxItems: 10_000 } });
	await w.poll();
	w.pass(MINUTE);
	await w.poll();
	w.pass(MINUTE);
	w.sell(14_000);
	w.slow(4000);
	for (let polls = 0; polls < 12; polls++) {
		const before = w.now();
		await w.poll({}, DURABLE);
		expect(w.now() - before).toBeLessThan(DROPPED_AFTER);
		w.pass(MINUTE);
	}
	w.expectEachOnce();
});

describe('a slow server in durable mode', () => {
	it('a backlog of many pages comes in as many polls as it takes', async () => {
		const w = tillWorld({ startFrom: 'lastDays', startDays: 8, options: { maxItems: 10_000 } });
		for (let day = 8; day >= 1; day--) {
			for (let n = 0; n < 1000; n++) w.sell(1, w.now() - day * DAY + n * 1000);
		}
		w.slow(5000);
		let got = 0;
		let polls = 0;
		for (; got < 8000 && polls < 12; polls++) got += (await durablePoll(w)).length;
		expect(got).toBe(8000);
		w.expectEachOnce();
	});

	it('a day of more pages than a poll can read comes in parts', async () => {
		const w = tillWorld({ startFrom: 'lastDays', startDays: 2, options: { maxItems: 10_000 } });
		for (let n = 0; n < 6000; n++) w.sell(1, w.now() - DAY + n * 1000);
		w.slow(9000);
		let got = 0;
		for (let polls = 0; got < 6000 && polls < 20; polls++) got += (await durablePoll(w)).length;
		w.expectEachOnce();
	});

	it('the hourly reading in full doesn’t hold up what is new, and comes to its end', async () => {
		const w = tillWorld();
		for (let n = 0; n < 9000; n++) w.sell(1, w.now() - 4 * DAY + n * 10_000);
		await w.poll();
		w.pass(MINUTE);
		await w.poll();
		w.slow(4000);
		w.pass(HOUR);
		const late = w.sell(1, w.now() - 5 * DAY, 5 * DAY);
		const made: string[] = [...late];
		const got: string[] = [];
		for (let polls = 0; polls < 12; polls++) {
			const [id = ''] = w.sell();
			made.push(id);
			w.pass(1000);
			const found = await durablePoll(w);
			expect(found).toContain(id);
			got.push(...found);
		}
		expect(got.sort()).toEqual(made.sort());
	});
});

describe('older days that take more than one poll to read', () => {
	it('a late receipt is found though the newest days are read in full at every poll', async () => {
		const w = tillWorld({ options: { maxItems: 10_000 } });
		for (let n = 0; n < 9000; n++) w.sell(1, w.now() - 6 * DAY + n * 30_000);
		await w.poll();
		w.pass(MINUTE);
		await w.poll();
		// A count that can't be read: the ends tell nothing.
		w.broken.push({
			path: /receipts\/count/,
			reply: () => ({ body: { count: 'many' } }),
		});
		w.slow(3000);
		const late = w.sell(1, w.now() - 3 * DAY, 3 * DAY);
		expect(await foundBy(w, 180, MINUTE)).toEqual(late);
	});

	(isWhole ? it : it.skip)(
		'with hourly polls no piece of older days is left out for ever',
		async () => {
			const w = tillWorld({ lookBackDays: 30, options: { maxItems: 10_000 } });
			for (let n = 0; n < 26_000; n++) w.sell(1, w.now() - 30 * DAY + n * 95_000);
			await begin(w);
			w.slow(4000);
			const late = w.sell(1, w.now() - 4 * DAY, 4 * DAY);
			expect(await foundBy(w, 40, HOUR)).toEqual(late);
		},
	);

	it('a piece that was begun is read to its end before another one begins', async () => {
		const w = tillWorld({ lookBackDays: 17, options: { maxItems: 10_000 } });
		// Two pieces of older days, each of more pages than one poll can read.
		for (let n = 0; n < 16_000; n++) w.sell(1, w.now() - 17 * DAY + n * 80_000);
		await begin(w);
		w.slow(4000);
		const late = w.sell(1, w.now() - 4 * DAY, 4 * DAY);
		expect(await foundBy(w, 12, HOUR)).toEqual(late);
	});
});
