/** What is known of a list when a poll begins: after a clock that was wrong, and where it is new. */
import type { Newest, SourceState } from '../../../../../nodes/shared/poll/documents/documentTypes';
import {
	beganAt,
	beginList,
	firstDayOf,
	isSamePiece,
	lookBackFrom,
	placeIn,
	upToNow,
	withPlace,
	withoutFailure,
} from '../../../../../nodes/shared/poll/documents/listState';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** A Thursday at noon; days and hours are in UTC. */
const NOW = Date.UTC(2026, 2, 5, 12);
const DAYS = { timeZone: 'UTC', lookBackDays: 7 };
const PIECE = { from: '2026-03-01', to: '2026-03-03' };
const PLACE = { offset: 10, last: 'a', grown: 0 };

const newestAt = (at: number): Newest => ({
	from: '2026-03-04',
	began: at,
	readAt: at,
	total: 1,
	length: 1,
	end: 'tail',
	again: { ...PLACE, since: at },
});
/** All that may be known, from one moment. */
const stateOf = (at: number, next = '2026-03-01'): SourceState => ({
	through: at,
	sweep: { next, first: true },
	part: { ...PLACE, ...PIECE, since: at },
	failing: at,
	newest: newestAt(at),
	older: [at, at],
});

describe('nothing was read later than now', () => {
	it('whatever the clock said then', () => {
		const ahead = stateOf(NOW + DAY, '2026-03-06');
		expect(upToNow(ahead, NOW, 'UTC')).toEqual(stateOf(NOW, '2026-03-05'));
	});

	it('and what was read before stays as it is', () => {
		const before = stateOf(NOW - HOUR);
		expect(upToNow(before, NOW, 'UTC')).toEqual(before);
		const least: SourceState = { through: NOW - HOUR, older: [] };
		expect(upToNow(least, NOW, 'UTC')).toEqual(least);
		const newest = { ...newestAt(NOW - HOUR) };
		delete newest.again;
		expect(upToNow({ ...least, newest }, NOW, 'UTC')).toEqual({ ...least, newest });
	});

	it('what an older version did not note was never read', () => {
		const newest: Partial<Newest> = newestAt(NOW);
		delete newest.began;
		const stored = { through: NOW, older: [], newest: newest as Newest };
		expect(upToNow(stored, NOW, 'UTC').newest).toMatchObject({ began: 0, readAt: NOW });
	});
});

describe('the first day on which records may still arrive', () => {
	it.each([
		[7, '2026-02-26'],
		[1, '2026-03-04'],
		// With less, clocks and time zones that differ would hide records at midnight.
		[0, '2026-03-04'],
	])('with a look-back of %d days', (lookBackDays, day) => {
		expect(lookBackFrom(NOW, { ...DAYS, lookBackDays })).toBe(day);
	});

	it.each<[string, Partial<SourceState>, string]>([
		['as seen from when all was last read', {}, '2026-02-26'],
		['or an older piece, where that is longer ago', { older: [NOW - 2 * DAY] }, '2026-02-24'],
		['which was read at all', { older: [0] }, '2026-02-26'],
		['or where a sweep has got to', { sweep: { next: '2026-02-01', first: false } }, '2026-02-01'],
		['but not after it', { sweep: { next: '2026-03-01', first: false } }, '2026-02-26'],
	])('%s', (_name, state, day) => {
		expect(firstDayOf({ through: NOW, older: [], ...state }, DAYS)).toBe(day);
	});
});

describe('a list that was not watched before', () => {
	const watched: SourceState = { through: NOW - HOUR, older: [] };
	const swept = (next: string, first: boolean): SourceState => ({
		...watched,
		sweep: { next, first },
	});

	it.each<[string, SourceState[], number, SourceState]>([
		[
			'of a new trigger: all from the look-back before its start on is looked at in silence',
			[],
			NOW - DAY,
			{ through: NOW, sweep: { next: '2026-02-25', first: true }, older: [] },
		],
		[
			'of a new trigger whose start is ahead: as seen from now',
			[],
			NOW + DAY,
			{ through: NOW, sweep: { next: '2026-02-26', first: true }, older: [] },
		],
		[
			'beside one that is watched: where that has stopped',
			[watched],
			NOW - 30 * DAY,
			{ through: NOW - HOUR, sweep: { next: '2026-02-26', first: false, added: true }, older: [] },
		],
		[
			'beside several: where the first of them has stopped',
			[watched, { ...watched, through: NOW - 2 * DAY }],
			NOW - 30 * DAY,
			{
				through: NOW - 2 * DAY,
				sweep: { next: '2026-02-24', first: false, added: true },
				older: [],
			},
		],
		[
			'while one of them still looks at what was there before: so does this one',
			[watched, swept('2026-02-10', true)],
			NOW - 30 * DAY,
			{ through: NOW - HOUR, sweep: { next: '2026-02-10', first: true }, older: [] },
		],
		[
			'while one of them catches up: from there',
			[swept('2026-02-10', false)],
			NOW - 30 * DAY,
			{ through: NOW - HOUR, sweep: { next: '2026-02-10', first: false, added: true }, older: [] },
		],
	])('%s', (_name, others, startAt, expected) => {
		expect(beginList(others, startAt, DAYS, NOW)).toEqual(expected);
	});
});

describe('a piece that was begun', () => {
	const begun: SourceState = {
		through: NOW,
		older: [],
		part: { ...PLACE, ...PIECE, since: NOW - HOUR },
	};
	const other = { ...PIECE, to: '2026-03-02' };

	it('is the same where both its days are', () => {
		expect(isSamePiece(PIECE, { ...PIECE })).toBe(true);
		expect(isSamePiece(PIECE, other)).toBe(false);
		expect(isSamePiece(PIECE, { ...PIECE, from: '2026-02-28' })).toBe(false);
		expect(isSamePiece(PIECE, undefined)).toBe(false);
	});

	it('goes on from its place, and counts from when it began', () => {
		expect([placeIn(begun, PIECE), placeIn(begun, other)]).toEqual([begun.part, undefined]);
		expect([beganAt(begun, PIECE, NOW), beganAt(begun, other, NOW)]).toEqual([NOW - HOUR, NOW]);
		const further = { ...PLACE, offset: 20 };
		expect(withPlace(begun, PIECE, further, NOW).part).toEqual({ ...begun.part, offset: 20 });
		expect(withPlace(begun, other, further, NOW).part).toEqual({
			...further,
			...other,
			since: NOW,
		});
	});

	it('is done with at its end; the end of another one does not touch it', () => {
		expect(withPlace(begun, PIECE, undefined, NOW).part).toBeUndefined();
		expect(withPlace(begun, other, undefined, NOW).part).toEqual(begun.part);
	});
});

it('without a failure the state is the very one that it was, so that n8n has nothing to store', () => {
	const works: SourceState = { through: NOW, older: [] };
	expect(withoutFailure(works)).toBe(works);
	expect(withoutFailure({ ...works, failing: NOW })).toEqual(works);
});
