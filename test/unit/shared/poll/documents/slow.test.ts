/** Slow servers, wrong clocks and odd counts: every poll makes progress, and no receipt is missing. */
import { DAY, HOUR, MINUTE, tillWorld } from '../../../../support/vendors/tillWorld';

/** n8n's durable mode: so long a poll may take, and what takes longer than the limit is dropped. */
const DURABLE = { budgetMs: 36_000 };
const LIMIT = 45_000;

type World = ReturnType<typeof tillWorld>;

/** A poll of durable mode; gives what was handed on and how long it took. */
async function durablePoll(w: World) {
	const before = w.now();
	const ids = await w.poll({}, DURABLE);
	const took = w.now() - before;
	expect(took).toBeLessThan(LIMIT);
	w.pass(MINUTE);
	return ids;
}

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
