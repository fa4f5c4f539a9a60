/** When a piece is due: each is read at least once an hour. */
import {
	dueIndexes,
	inTurn,
	isStale,
	isTimeToBegin,
	lastReading,
} from '../../../../../nodes/shared/poll/documents/due';

const MINUTE = 60_000;

it('a piece is read again when its first page was read long ago, or its last one', () => {
	const reading = { began: 0, readAt: 50 * MINUTE };
	expect(isTimeToBegin(reading, 1, 3, 54 * MINUTE)).toBe(false);
	expect(isTimeToBegin(reading, 1, 3, 55 * MINUTE)).toBe(true);
	// Later pages were read later, but it takes time to get to them.
	expect(isTimeToBegin({ began: 50 * MINUTE, readAt: 50 * MINUTE }, 40, 3, 54 * MINUTE)).toBe(
		false,
	);
	expect(isTimeToBegin({ began: 50 * MINUTE, readAt: 50 * MINUTE }, 40, 3, 55 * MINUTE)).toBe(true);
});

it('what was read an hour ago is no part of a reading of now', () => {
	expect(isStale(0, 3, 55 * MINUTE)).toBe(false);
	expect(isStale(0, 3, 56 * MINUTE)).toBe(true);
});

it.each([1, 2, 10, 28, 40, 55])('%d pages, one a minute, are each read within an hour', (pages) => {
	let reading = { began: 0, readAt: 0 };
	let next = 0;
	let since = 0;
	const last = new Array<number>(pages).fill(0);
	for (let now = MINUTE; now < 1000 * MINUTE; now += MINUTE) {
		// It is never so old that the rest of it has to be read at once.
		expect(dueIndexes([lastReading(reading, next / pages), now, now], now)).toEqual([]);
		if (next === 0 && !isTimeToBegin(reading, pages, 3, now)) continue;
		if (next === 0) since = now;
		expect(now - (last[next] ?? 0)).toBeLessThanOrEqual(60 * MINUTE);
		last[next] = now;
		next += 1;
		if (next < pages) continue;
		reading = { began: since, readAt: now };
		next = 0;
	}
	expect(Math.min(...last)).toBeGreaterThan(930 * MINUTE);
});

describe.each([1, 5, 15, 60, 240])('a poll every %d minutes', (every) => {
	it.each([1, 4, 12])('reads each of %d pieces once an hour or at every poll', (pieces) => {
		let readAt = new Array<number>(pieces).fill(0);
		const last = [...readAt];
		for (let now = 1000 * MINUTE; now < 3000 * MINUTE; now += every * MINUTE) {
			for (const index of dueIndexes(readAt, now)) {
				if (last[index])
					expect(now - (last[index] ?? 0)).toBeLessThanOrEqual(Math.max(60, every) * MINUTE);
				last[index] = now;
				readAt = readAt.with(index, now);
			}
		}
		for (const at of last) expect(at).toBeGreaterThan(2700 * MINUTE);
	});
});

it('reads minutely one piece at a time', () => {
	let readAt = new Array<number>(4).fill(0);
	for (let now = 1000 * MINUTE; now < 1300 * MINUTE; now += MINUTE) {
		const due = dueIndexes(readAt, now);
		if (now > 1000 * MINUTE) expect(due.length).toBeLessThanOrEqual(1);
		for (const index of due) readAt = readAt.with(index, now);
	}
});

it('begins with any of the lists, and goes round', () => {
	const lists = ['a', 'b', 'c'];
	const orders = Array.from({ length: 50 }, (_poll, minute) =>
		inTurn(lists, minute * MINUTE).join(''),
	);
	expect(new Set(orders)).toEqual(new Set(['abc', 'bca', 'cab']));
	expect(inTurn([], 0)).toEqual([]);
});
