/** Check the Account of Kassandro: what the count of receipts shows of times and of itself. */
import { check, countBetween } from './sandro';
import type { Account } from './sandro';

const COULD_NOT_TELL = "couldn't tell";

it('tells that times are the shop’s, with a moment at which none was', async () => {
	const { of, sent } = await check({});
	expect(of('timeZone')).toMatchObject({
		verdict: 'holds',
		found:
			'2 receipts were counted at their time in the shop, and none at a time that no receipt has.',
	});
	expect(sent.length).toBeLessThanOrEqual(15);
});

/** Counts that find receipts at whatever time is asked for. */
const HEEDLESS: Array<[what: string, account: Account]> = [
	['a count of all', { count: (_asked, { length }) => length }],
	[
		'a count of all, of times in UTC',
		{ count: (_asked, { length }) => length, createdZone: 'UTC' },
	],
	['a count of whole days', { count: countOfDays }],
	[
		'a count of whole days, of the evening',
		{ count: countOfDays, times: ['22:58:00', '23:58:00'] },
	],
	['a count of whole days, of the night', { count: countOfDays, times: ['00:01:00', '15:00:00'] }],
];

/** Rounds the range to days of UTC, and to those around. */
function countOfDays({ from, to }: { from: string; to: string }, moments: number[]): number {
	const days = moments.map((moment) => new Date(moment).toISOString().slice(0, 10));
	return days.filter((day) => day >= from.slice(0, 10) && day <= to.slice(0, 10)).length;
}

it.each(HEEDLESS)('cannot tell whose times they are by %s', async (_what, account) => {
	const { of } = await check(account);
	expect(of('timeZone')).toMatchObject({
		verdict: COULD_NOT_TELL,
		found: expect.stringMatching(/and \d+ at a time that no receipt of the list has\.$/),
	});
});

it('asks for a time that no receipt is known to have', async () => {
	// Taken for UTC, the time of each is that of the next one.
	const times = ['15:00:00', '16:00:00', '17:00:00'];
	expect((await check({ times })).of('timeZone').verdict).toBe('holds');
});

it('says of times in UTC which option sets times and days right', async () => {
	const { verdict, meaning } = (await check({ createdZone: 'UTC' })).of('timeZone');
	expect(verdict).toBe('differs');
	expect(meaning).toContain('after midnight stands on the day before');
	expect(meaning).toContain('Choose UTC for "Times Are Told In" under Options');
	expect(meaning).toContain('Please send the report.');
});

it('says of a count without a number that it shows nothing of times', async () => {
	const { of } = await check({
		otherwise: ({ path }) => (path.endsWith('/count') ? { body: { a: 1, b: 2 } } : undefined),
	});
	expect(of('timeZone')).toMatchObject({
		verdict: COULD_NOT_TELL,
		found: 'The count gave no number for the times of receipts.',
	});
});

it('compares the count with a list that leaves its last day out', async () => {
	const { of } = await check({ isExclusive: true });
	expect(of('lastDay').verdict).toBe('differs');
	expect(of('count')).toMatchObject({
		verdict: 'holds',
		found: 'The list of a day holds 2, the count says 2.',
	});
});

it('finds a count that is wrong all the same', async () => {
	const { of } = await check({
		isExclusive: true,
		count: (asked, moments) => Math.ceil(countBetween(asked, moments) / 2),
	});
	expect(of('count')).toMatchObject({
		verdict: 'differs',
		found: 'The list of a day holds 2, the count says 1.',
	});
});

it('cannot compare the count with a list of no day', async () => {
	const { of } = await check({
		otherwise: ({ path, from, to }) =>
			path === '/receipts' && Date.parse(to) - Date.parse(from) < 2 * 86_400_000
				? { body: [] }
				: undefined,
	});
	expect(of('count').verdict).toBe(COULD_NOT_TELL);
});
