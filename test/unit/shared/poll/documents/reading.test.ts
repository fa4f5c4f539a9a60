/** In which order days are read, what goes on first, and where a poll stops when its time is up. */
import { DAY, HOUR, MINUTE, tillWorld } from '../../../../support/vendors/tillWorld';

/** n8n's durable mode: the time that it names, and after how long it drops what a poll brings. */
const DURABLE = { budgetMs: 36_000 };
const DROPPED_AFTER = 45_000;

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
