/** Whether a piece includes its last day, which a vendor's document may not say. */
import { lastDayOf, recut } from '../../../../../nodes/shared/poll/documents/cover';
import type { Source, SourceState } from '../../../../../nodes/shared/poll/documents/documentTypes';
import type { Limits } from '../../../../../nodes/shared/poll/documents/steps';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** A Thursday at noon; days and hours are in UTC. */
const NOW = Date.UTC(2026, 2, 5, 12);
const PIECE = { from: '2026-02-27', to: '2026-03-01' };
const at = (text: string) => Date.parse(`2026-${text}:00Z`);
/** So many records of a moment. */
const times = (count: number, text: string) => new Array<number>(count).fill(at(text));

interface How {
	window?: Source['window'];
	covers?: boolean;
	to?: string;
	/** When the records were made; an id that comes twice is one record. */
	made: Array<number | undefined>;
	ids?: string[];
}

function shown({ window = {}, covers, to = PIECE.to, made, ids = [] }: How) {
	const records = made.map((time, index) => ({ time, id: ids[index] ?? String(index) }));
	type Made = (typeof records)[number];
	const source = {
		window,
		timeOf: (record: unknown) => (record as Made).time,
		idOf: (record: unknown) => (record as Made).id,
	};
	const days = { now: NOW, timeZone: 'UTC' };
	return atOnce(lastDayOf(source, { covers }, { ...PIECE, to }, records, days));
}

it.each<[string, How, number | undefined]>([
	['a record of its afternoon', { made: [at('03-01T14:00')] }, 1],
	[
		'one of its morning, which may be the day before in another zone',
		{ made: [at('03-01T11:59')] },
		undefined,
	],
	['one of noon', { made: [at('03-01T12:00')] }, 1],
	[
		'one of its afternoon beside one of its morning',
		{ made: [at('03-01T09:00'), at('03-01T14:00')] },
		2,
	],
	['records of the day before alone', { made: times(3, '02-28T14:00') }, undefined],
	['records of a day after', { made: [at('03-02T14:00')] }, undefined],
	[
		'half as many as on the day before',
		{ made: [...times(1, '03-01T14:00'), ...times(2, '02-28T14:00')] },
		1,
	],
	[
		'fewer, as a till whose clock is wrong shows them',
		{ made: [...times(1, '03-01T14:00'), ...times(3, '02-28T14:00')] },
		undefined,
	],
	[
		'few, after days on which more was sold',
		{ made: [...times(1, '03-01T14:00'), ...times(9, '02-27T14:00')] },
		1,
	],
	['a record that came on two pages', { made: times(2, '03-01T14:00'), ids: ['a', 'a'] }, 1],
	['records without a time', { made: [undefined, at('03-01T14:00')] }, 1],
	[
		'what the table says for sure needs no showing',
		{ window: { toIsSure: true }, made: [at('03-01T14:00')] },
		undefined,
	],
	['nor what was shown before', { covers: true, made: [at('03-01T14:00')] }, undefined],
	['today', { to: '2026-03-05', made: [at('03-05T12:00')] }, 1],
	['a day that has not come', { to: '2026-03-06', made: [at('03-06T14:00')] }, undefined],
])('of %s', (_name, how, count) => {
	const day = how.to ?? PIECE.to;
	expect(shown(how)).toEqual(count === undefined ? undefined : { day, count });
});

describe('pieces that are cut otherwise', () => {
	const limits: Limits = {
		window: { maxDays: 3 },
		pageSize: 10,
		isCounted: false,
		timeZone: 'UTC',
		lookBackDays: 7,
		silentBefore: 0,
	};
	const [EARLY, LATE] = [NOW - 3 * HOUR, NOW - 2 * HOUR];
	/** Three pieces that overlap by a day, from 26 February on. */
	const known: SourceState = { through: NOW, older: [LATE, EARLY, LATE] };

	it('stay as they are where nothing shows otherwise', () => {
		expect(recut(known, false, limits, NOW)).toBe(known);
		const covered = { ...known, covers: true };
		expect(recut(covered, false, limits, NOW)).toBe(covered);
		expect(recut(covered, true, limits, NOW)).toBe(covered);
	});

	it('need not overlap once one has shown its last day: each counts as read when the first was', () => {
		expect(recut(known, true, limits, NOW)).toEqual({
			...known,
			covers: true,
			older: [EARLY, EARLY],
		});
	});

	it('count as read when the first was after midnight, too', () => {
		const all = { through: NOW, older: [LATE, EARLY, LATE, LATE] };
		expect(recut(all, false, limits, NOW, '2026-02-24')).toEqual({
			through: NOW,
			older: [EARLY, EARLY, EARLY],
		});
	});

	it('stay as they are while one of them was never read', () => {
		const some = { ...known, older: [LATE, 0, LATE] };
		expect(recut(some, true, limits, NOW)).toBe(some);
	});

	it('were not read later than now', () => {
		const ahead = { ...known, older: [NOW + DAY, NOW + DAY, NOW + DAY] };
		expect(recut(ahead, true, limits, NOW).older).toEqual([NOW, NOW]);
	});
});
