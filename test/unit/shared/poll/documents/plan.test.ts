/** Which days are read when: all of the look-back, and each piece at least once an hour. */
import { addDays } from '../../../../../nodes/shared/values/dates';
import {
	duePlaces,
	hasGap,
	isStale,
	isTimeToBegin,
	lastReading,
	newestRange,
	olderRanges,
	sweepRanges,
} from '../../../../../nodes/shared/poll/documents/plan';

const TODAY = '2026-03-29';
const MINUTE = 60_000;

/** Days that pieces are sure to cover, when "to" may leave out its day. */
function covered(ranges: Array<{ from: string; to: string }>): Set<string> {
	const days = new Set<string>();
	for (const { from, to } of ranges) {
		for (let day = from; day < to; day = addDays(day, 1)) days.add(day);
	}
	return days;
}

describe.each([{ maxDays: 3 }, { maxDays: 7 }, {}, { toIsSure: true }, { daysBefore: 1 }])(
	'pieces of %j',
	(limits) => {
		it.each([1, 2, 3, 7, 8, 30])('cover a look-back of %d days without a hole', (days) => {
			const from = addDays(TODAY, -days);
			const older = olderRanges(from, TODAY, limits);
			const all = covered([...older, newestRange(TODAY)]);
			const ends = limits.toIsSure
				? covered(older.map(({ from: first, to }) => ({ from: first, to: addDays(to, 1) })))
				: all;
			for (let day = from; day <= TODAY; day = addDays(day, 1)) {
				expect([day, all.has(day) || ends.has(day)]).toEqual([day, true]);
			}
			const swept = covered(sweepRanges(from, TODAY, limits));
			for (let day = from; day <= TODAY; day = addDays(day, 1)) {
				expect([day, swept.has(day)]).toEqual([day, true]);
			}
		});

		it.each([1, 2, 3, 7, 8, 30])(
			'cover a look-back of %d days side by side where "to" was seen to include its day',
			(days) => {
				const from = addDays(TODAY, -days);
				const all: string[] = [];
				for (const { from: first, to } of olderRanges(from, TODAY, limits, true)) {
					for (let day = first; day <= to; day = addDays(day, 1)) all.push(day);
				}
				const { daysBefore = 0 } = limits as { daysBefore?: number };
				const wanted: string[] = [];
				for (let day = from; day < newestRange(TODAY).from; day = addDays(day, 1)) {
					wanted.push(day);
				}
				if (wanted.length > 0 && daysBefore > 0) wanted.unshift(addDays(from, -daysBefore));
				expect(all).toEqual(wanted);
			},
		);

		it('are no longer than the vendor allows', () => {
			const { maxDays = 8 } = limits as { maxDays?: number };
			const from = addDays(TODAY, -30);
			for (const { from: first, to } of [
				...olderRanges(from, TODAY, limits),
				...olderRanges(from, TODAY, limits, true),
				...sweepRanges(from, TODAY, limits),
			]) {
				expect(addDays(first, maxDays) > to).toBe(true);
			}
		});
	},
);

it('a look-back of seven days has few pieces: the default costs little', () => {
	expect(olderRanges(addDays(TODAY, -7), TODAY, { maxDays: 3 })).toHaveLength(3);
	expect(olderRanges(addDays(TODAY, -7), TODAY, { daysBefore: 1 })).toHaveLength(1);
	expect(olderRanges(addDays(TODAY, -1), TODAY, { maxDays: 3 })).toEqual([]);
	expect(olderRanges(addDays(TODAY, -7), TODAY, { maxDays: 3 }, true)).toHaveLength(2);
});

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
		expect(duePlaces([lastReading(reading, next / pages), now, now], now)).toEqual([]);
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
			for (const place of duePlaces(readAt, now)) {
				if (last[place])
					expect(now - (last[place] ?? 0)).toBeLessThanOrEqual(Math.max(60, every) * MINUTE);
				last[place] = now;
				readAt = readAt.with(place, now);
			}
		}
		for (const at of last) expect(at).toBeGreaterThan(2700 * MINUTE);
	});
});

it('reads minutely one piece at a time', () => {
	let readAt = new Array<number>(4).fill(0);
	for (let now = 1000 * MINUTE; now < 1300 * MINUTE; now += MINUTE) {
		const due = duePlaces(readAt, now);
		if (now > 1000 * MINUTE) expect(due.length).toBeLessThanOrEqual(1);
		for (const place of due) readAt = readAt.with(place, now);
	}
});

it('a gap is a day that was never the newest', () => {
	expect(hasGap('2026-03-29', TODAY)).toBe(false);
	expect(hasGap('2026-03-28', TODAY)).toBe(false);
	expect(hasGap('2026-03-27', TODAY)).toBe(true);
});
