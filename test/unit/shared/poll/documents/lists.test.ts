/** Several lists and their pieces: failures, pauses and maximums of one don't hide or hold up others. */
import { untimed } from '../../../../support/clock/clock';
import { pollDocuments } from '../../../../../nodes/shared/poll/documents/documents';
import type {
	DocumentPlan,
	DocumentState,
	Source,
} from '../../../../../nodes/shared/poll/documents/documentTypes';
import { PollGuard } from '../../../../../nodes/shared/poll/guard';
import type { DayRange } from '../../../../../nodes/shared/table/request';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BEGIN = Date.UTC(2026, 2, 5, 12);
const PAUSE = new Error('pause');
const FOR_ALL = new Error('wrong credential');
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

interface Receipt {
	id: string;
	at: number;
}

/** Lists in memory, their vendor's moods, and a trigger that polls them. */
function shops(...keys: string[]) {
	let now = BEGIN;
	let number = 0;
	const all = new Map(keys.map((key) => [key, [] as Receipt[]]));
	const fails = new Map<string, (range: DayRange) => Error | undefined>();
	const asked: string[] = [];
	const guard = new PollGuard();
	let state: DocumentState | undefined;
	const inside = (key: string, { from, to }: DayRange) =>
		(all.get(key) ?? []).filter(({ at }) => dayOf(at) >= from && dayOf(at) <= to);
	const sourceOf = (key: string): Source => {
		const ask = (range: DayRange) => {
			asked.push(`${key} ${range.from}`);
			const failure = fails.get(key)?.(range);
			if (failure) throw failure;
			return inside(key, range);
		};
		return {
			key,
			window: { maxDays: 3 },
			pageSize: 100,
			read: async (range) => {
				const records = ask(range);
				// The last one was pushed on to another page while the list was read.
				return {
					records: [...records, ...records.slice(-1)],
					end: { length: records.length, grown: 0 },
				};
			},
			readPage: async (range, { offset, size }) => {
				const records = ask(range);
				return { records: records.slice(offset, offset + size), total: records.length };
			},
			idOf: (record) => (record as Receipt).id,
			hasId: () => true,
			timeOf: (record) => (record as Receipt).at,
			markOf: () => 0,
			accepts: () => true,
		};
	};
	return {
		fails,
		asked,
		now: () => now,
		pass: (ms: number) => (now += ms),
		state: () => state,
		sell: (key: string, at = now) => {
			const id = `${key}-${number++}`;
			all.get(key)?.push({ id, at });
			return id;
		},
		poll: async (only = keys, changes: Partial<DocumentPlan> = {}) => {
			const outcome = await pollDocuments(state, {
				sources: only.map(sourceOf),
				now,
				startAt: now,
				startsNow: true,
				timeZone: 'UTC',
				lookBackDays: 7,
				most: 1000,
				goesOn: () => true,
				complains: (owes) => guard.complains('t', now, owes),
				isPause: (error) => error === PAUSE,
				isForAll: (error) => error === FOR_ALL || error === PAUSE,
				taking: untimed,
				isSlow: (error) => error instanceof Error && error.message === 'slow',
				...changes,
			});
			({ state } = outcome);
			if (outcome.found.length > 0) guard.handOn('t', 1, now);
			return outcome.found.map(({ record, late }) => ({ id: (record as Receipt).id, late }));
		},
	};
}

const ids = (found: Array<{ id: string }>) => found.map(({ id }) => id).sort();

it.each(['boom', 'slow'])(
	'a list that fails (%s) neither holds up the others nor stays hidden',
	async (words) => {
		const w = shops('a', 'b', 'c');
		await w.poll();
		w.fails.set('b', () => new Error(words));
		const made: string[] = [];
		const got: string[] = [];
		let shown = 0;
		for (let hour = 0; hour < 24; hour++) {
			w.pass(HOUR);
			made.push(w.sell('a'), w.sell('c'));
			await w.poll().then(
				(found) => got.push(...ids(found)),
				(error: unknown) => {
					expect(error).toMatchObject({ message: words });
					shown += 1;
				},
			);
		}
		expect(shown).toBeGreaterThanOrEqual(3);
		expect(shown).toBeLessThanOrEqual(5);
		w.fails.clear();
		const late = w.sell('b');
		w.pass(HOUR);
		got.push(...ids(await w.poll()));
		expect(got.sort()).toEqual([...made, late].sort());
		// It works again: there is nothing to complain of.
		expect(Object.values(w.state()?.sources ?? {}).map(({ failing }) => failing)).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	},
);

it('older days that fail behind busy newest ones are shown, and the other older ones read', async () => {
	const w = shops('a');
	await w.poll();
	w.fails.set('a', ({ from }) => (from <= '2026-02-26' ? new Error('boom') : undefined));
	w.pass(2 * HOUR);
	const late = w.sell('a', w.now() - 4 * DAY);
	const got: string[] = [];
	const made = [late];
	let shown = 0;
	for (let poll = 0; poll < 10; poll++) {
		w.pass(HOUR / 2);
		made.push(w.sell('a'));
		await w.poll().then(
			(found) => got.push(...ids(found)),
			() => (shown += 1),
		);
	}
	expect(shown).toBe(1);
	expect(got.sort()).toEqual(made.sort());
});

it('a failure that concerns all lists is shown at once, and they are left alone', async () => {
	const w = shops('a', 'b', 'c');
	await w.poll();
	for (const key of ['a', 'b', 'c']) w.fails.set(key, () => FOR_ALL);
	w.pass(HOUR);
	w.asked.length = 0;
	await expect(w.poll()).rejects.toBe(FOR_ALL);
	expect(w.asked).toHaveLength(1);
});

it('a vendor that is down isn’t asked for every list', async () => {
	const keys = Array.from({ length: 20 }, (_one, place) => `s${place}`);
	const w = shops(...keys);
	await w.poll();
	for (const key of keys) w.fails.set(key, () => new Error('slow'));
	const first = new Set<string>();
	for (let minute = 0; minute < 60; minute++) {
		w.pass(MINUTE);
		w.asked.length = 0;
		await expect(w.poll()).rejects.toThrow('slow');
		expect(w.asked).toHaveLength(3);
		first.add(w.asked[0] ?? '');
	}
	// Not always the same ones.
	expect(first.size).toBeGreaterThan(10);
});

it('a pause is none when nothing goes on for an hour', async () => {
	const w = shops('a');
	await w.poll();
	w.fails.set('a', () => PAUSE);
	for (let minute = 1; minute <= 60; minute++) {
		w.pass(MINUTE);
		expect(await w.poll()).toEqual([]);
	}
	w.pass(MINUTE);
	await expect(w.poll()).rejects.toBe(PAUSE);
	w.fails.clear();
	const id = w.sell('a');
	expect(ids(await w.poll())).toEqual([id]);
	w.fails.set('a', () => PAUSE);
	w.pass(MINUTE);
	expect(await w.poll()).toEqual([]);
});

it('what one list has read isn’t read again because another one fails', async () => {
	const w = shops('a', 'b');
	await w.poll();
	w.fails.set('b', () => new Error('boom'));
	w.pass(61 * MINUTE);
	await w.poll();
	w.asked.length = 0;
	w.pass(MINUTE);
	await expect(w.poll()).rejects.toThrow('boom');
	expect(w.asked.filter((path) => path.startsWith('a'))).toHaveLength(1);
});

it('nothing of a list that is added counts as late', async () => {
	const w = shops('a', 'b');
	await w.poll(['a']);
	for (let day = 0; day < 5; day++) {
		w.pass(DAY);
		w.sell('b', w.now() - HOUR);
		await w.poll(['a']);
	}
	w.pass(MINUTE);
	const found = await w.poll(['a', 'b']);
	expect(found.map(({ late }) => late)).toEqual([false, false, false, false, false]);
	// From then on it can be told.
	w.pass(MINUTE);
	w.sell('b', w.now() - 3 * HOUR);
	expect((await w.poll(['a', 'b'])).map(({ late }) => late)).toEqual([true]);
});

it('no list is asked for without time, nor once there is no room for what it brings', async () => {
	const w = shops('a', 'b', 'c');
	await w.poll(['a', 'b', 'c'], { goesOn: () => false });
	expect(w.asked).toEqual([]);
	await w.poll();
	w.pass(MINUTE);
	for (const key of ['a', 'b', 'c']) w.sell(key);
	w.asked.length = 0;
	expect(await w.poll(['a', 'b', 'c'], { most: 1 })).toHaveLength(1);
	expect(new Set(w.asked.map((line) => line[0])).size).toBe(1);
	expect(await w.poll()).toHaveLength(2);
});

it('what is forgotten moves on with the days, and a clock that is wrong once moves nothing', async () => {
	const w = shops('a');
	await w.poll();
	// A day more than the look-back, for records that a vendor counts in another zone.
	expect(w.state()).toMatchObject({ keepFrom: '2026-02-25', keepNext: '2026-02-25' });
	w.pass(10 * DAY);
	await w.poll();
	expect(w.state()).toMatchObject({ keepFrom: '2026-02-25', keepNext: '2026-03-07' });
	w.pass(HOUR);
	await w.poll();
	expect(w.state()).toMatchObject({ keepFrom: '2026-03-07' });
});

it('a list that is added hands on what it has of the days that are looked back', async () => {
	const w = shops('a', 'b');
	const before = w.sell('b', BEGIN - DAY);
	await w.poll(['a']);
	w.pass(HOUR);
	expect(await w.poll(['a', 'b'])).toEqual([{ id: before, late: false }]);
});

it('no lists for a moment: nothing is forgotten', async () => {
	const w = shops('a');
	await w.poll();
	w.pass(HOUR);
	w.sell('a');
	await w.poll();
	const before = w.state();
	w.pass(5 * DAY);
	const late = w.sell('a', w.now() - 2 * DAY);
	expect(await w.poll([])).toEqual([]);
	expect(w.state()).toBe(before);
	expect(ids(await w.poll())).toEqual([late]);
});

it('no lists at first: the trigger has begun nevertheless', async () => {
	const w = shops('a');
	await w.poll([]);
	w.pass(2 * HOUR);
	const id = w.sell('a', w.now() - HOUR);
	expect(ids(await w.poll())).toEqual([id]);
});

it('a maximum that a piece exceeds has it read in smaller ones', async () => {
	const w = shops('a');
	const made: string[] = [];
	for (let day = 30; day >= 1; day--) {
		for (let n = 0; n < 4; n++) made.push(w.sell('a', w.now() - day * DAY + n));
	}
	const got: string[] = [];
	let polls = 0;
	for (; got.length < made.length && polls < 60; polls++) {
		const found = await w.poll(['a'], { most: 5, startAt: w.now() - 40 * DAY, startsNow: false });
		got.push(...found.map(({ id }) => id));
		w.pass(MINUTE);
	}
	// Oldest first, five at a time.
	expect(got).toEqual(made);
	expect(polls).toBe(made.length / 5);
});
