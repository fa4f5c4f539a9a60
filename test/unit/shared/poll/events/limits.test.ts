/** No poll outlasts its time, nobody waits long in the editor, and who wants to be left alone is. */
import type { IDataObject } from 'n8n-workflow';
import { Patience } from '../../../../../nodes/shared/poll/events/patience';
import { HOUR, MINUTE, tillWorld } from '../../../../support/vendors/tillWorld';

/** n8n's durable mode: the time that it names, and after how long it drops what a poll brings. */
const DURABLE = { budgetMs: 36_000 };
const DROPPED_AFTER = 45_000;

it.each([
	['durable mode', DURABLE, DROPPED_AFTER, MINUTE],
	['default mode', {}, 300_000, 5 * MINUTE],
])('%s: a register whose requests hang keeps back none of the others', async (...row) => {
	const [, setup, most, between] = row;
	const w = tillWorld({ cashRegisterIds: [1, 7, 2] });
	await w.poll({}, setup);
	w.hang(/register(id|Id)=7/);
	const made: string[] = [];
	const got: string[] = [];
	for (let poll = 0; poll < 12; poll++) {
		w.pass(between);
		if (poll < 6) made.push(...w.sell(1, w.now(), 0, 1), ...w.sell(1, w.now(), 0, 2));
		const before = w.now();
		got.push(...(await w.poll({}, setup).catch(() => [])));
		expect(w.now() - before).toBeLessThan(most);
	}
	expect(got.sort()).toEqual(made.sort());
});

it.each([
	['refuses for now', () => ({ status: 429, headers: { 'retry-after': '85' } })],
	['is down', () => ({ status: 503 })],
])('a test event says soon that the system %s', async (_what, reply) => {
	const w = tillWorld();
	w.broken.push({ path: /receipts/, reply });
	const before = w.now();
	await expect(w.poll({}, { mode: 'manual' })).rejects.toThrow(/status (429|503)/);
	expect(w.now() - before).toBeLessThan(10_000);
});

it('is silent for as long as one list was asked to be, although others had something new', async () => {
	const w = tillWorld({ cashRegisterIds: [1, 7] });
	await w.poll();
	w.broken.push({
		path: /register(id|Id)=7/,
		reply: () => ({ status: 429, headers: { 'retry-after': '600' } }),
	});
	// Until the register that works comes first.
	const got: string[] = [];
	for (let polls = 0; polls < 20 && got.length === 0; polls++) {
		w.pass(11 * MINUTE);
		w.sell();
		got.push(...(await w.poll().catch(() => [])));
	}
	expect(got.length).toBeGreaterThan(0);
	const asked = w.asked.length;
	for (let minute = 1; minute < 10; minute++) {
		w.pass(MINUTE);
		expect(await w.poll()).toEqual([]);
	}
	expect(w.asked.length).toBe(asked);
	w.broken.length = 0;
	w.pass(2 * MINUTE);
	await w.poll();
	w.expectEachOnce();
});

it('a clock that is set back doesn’t make that silence longer', async () => {
	const w = tillWorld();
	await w.poll();
	w.faults.push({
		path: /./,
		reply: () => ({ status: 429, headers: { 'retry-after': '3600' } }),
	});
	await expect(w.poll()).rejects.toThrow('status 429');
	w.pass(-24 * HOUR);
	const ids = w.sell();
	expect(await w.poll()).toEqual(ids);
});

it('a clock that was ahead at the activation doesn’t silence what comes from now on', async () => {
	const w = tillWorld();
	for (let n = 0; n < 12_000; n++) w.sell(1, w.now() - 24 * HOUR - n * 10_000);
	w.broken.push({ path: /./, reply: () => ({ status: 503 }) });
	w.pass(10 * 24 * HOUR);
	await w.poll({}, { activation: 'activate' });
	expect((w.stored() as IDataObject).since).toBeGreaterThan(0);
	w.pass(-10 * 24 * HOUR);
	w.broken.length = 0;
	// The first reading takes several polls.
	w.slow(4000);
	await w.poll({}, DURABLE);
	const ids = w.sell(3);
	const got: string[] = [];
	for (let polls = 0; polls < 10; polls++) {
		w.pass(MINUTE);
		got.push(...(await w.poll({}, DURABLE)));
	}
	expect(got.sort()).toEqual(ids.sort());
});

it('a clock that is set back lets receipts wait for their look-up an hour, and not a day', () => {
	const patience = new Patience();
	const begin = Date.UTC(2026, 2, 5);
	expect(patience.isOver('a', begin + 24 * HOUR)).toBe(false);
	expect(patience.isOver('a', begin)).toBe(false);
	expect(patience.isOver('a', begin + HOUR)).toBe(true);
});
