/** In which zone documents tell their times, by when CassaNova recorded them. */
import { hintIfUtc, zoneOfTimes } from '../../../../nodes/CassaNova/books/zoneOfTimes';
import { fakeCall } from '../../../support/n8n/call';

const ROME = 'Europe/Rome';
const MINUTE = 60_000;

/** Receipts of a summer's noon in Rome, as late as told. */
const receipts = (minutesLate: number[], shown = 12) =>
	minutesLate.map((late) => ({
		datetime: `2026-07-01T${shown}:00:00`,
		date: Date.UTC(2026, 6, 1, 10) + late * MINUTE,
	}));

it.each([
	['recorded at once', receipts([0.2, 1, 300, 4000]), 'shop'],
	['recorded by a clock that is slow', receipts([-4, 300]), 'shop'],
	['one of them recorded before it was made', receipts([0.2, 1, 2, -240]), 'shop'],
	['told in UTC', receipts([0.2, 1, 300, 4000], 10), 'utc'],
	['all handed in late', receipts([300, 4000]), 'unknown'],
	['handed in late, one of them as if it were UTC', receipts([120, 300, 700]), 'unknown'],
	['some handed in two hours late, the others at once', receipts([1, 120, 121]), 'unknown'],
	['recorded on a day', [{ datetime: '2026-07-01T12:00:00', date: '2026-07-01' }], 'unknown'],
	[
		'recorded by a clock without a zone',
		[{ datetime: '2026-07-01T12:00:00', date: '2026-07-01T12:00:10' }],
		'unknown',
	],
	[
		'with times that name their zone',
		[{ datetime: '2026-07-01T12:00:00+02:00', date: Date.UTC(2026, 6, 1, 10) }],
		'shop',
	],
	['without times', [{}, null, { datetime: 'soon', date: 'soon' }], 'unknown'],
	['none', [], 'unknown'],
])('%s', (_name, records, zone) => {
	expect(zoneOfTimes(records, ROME).zone).toBe(zone);
});

const hintsOf = (records: unknown[], timeZone = ROME): string[] => {
	const hints: string[] = [];
	const hint = (message: string) => void hints.push(message);
	hintIfUtc(fakeCall({ input: { timeZone }, hint }), records);
	return hints;
};

it('says so of enough receipts, and only where they fit UTC', () => {
	const times = Array.from({ length: 10 }, (_none, index) => index);
	expect(hintsOf(receipts(times, 10))).toEqual([
		expect.stringContaining('CassaNova seems to tell the times of these documents in UTC'),
	]);
	expect(hintsOf(receipts(times.slice(1), 10))).toEqual([]);
	expect(hintsOf(receipts(times))).toEqual([]);
	// With UTC as the zone, the days stay those of UTC.
	expect(hintsOf(receipts(times, 10), 'UTC')).toEqual([
		expect.stringContaining('the times are right, and the days are not'),
	]);
	expect(hintsOf(receipts(times), 'UTC')).toEqual([]);
	expect(hintsOf(receipts(times.map((late) => late + 300)))).toEqual([]);
});
