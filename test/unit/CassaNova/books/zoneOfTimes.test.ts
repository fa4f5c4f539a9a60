/** In which zone documents tell their times, by when CassaNova recorded them. */
import { doubtTimes, zoneOfTimes } from '../../../../nodes/CassaNova/books/zoneOfTimes';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import type { Memory } from '../../../../nodes/shared/table/call';
import type { RequestInput } from '../../../../nodes/shared/table/request';
import { fakeCall } from '../../../support/n8n/call';
import { testNode } from '../../../support/n8n/host';

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

const doubtsOf = async (
	records: unknown[],
	{ memory = new ProcessMemory(), ...input }: Partial<RequestInput> & { memory?: Memory } = {},
) => {
	const call = fakeCall({
		api: { name: 'CassaNova' },
		host: { getNode: () => testNode },
		authentication: { credential: 'its' },
		credentials: {},
		memory,
		input: { timeZone: ROME, ...input },
	});
	return await doubtTimes(call, records);
};

const TIMES = Array.from({ length: 10 }, (_none, index) => index);

it('says so of enough receipts, and only where they fit UTC', async () => {
	expect(await doubtsOf(receipts(TIMES, 10))).toEqual({
		zone: 'UTC',
		words: expect.stringMatching(
			/^CassaNova seems to tell the times of these documents in UTC.* choose UTC for "Times Are Told In" under Options\.$/,
		),
	});
	expect(await doubtsOf(receipts(TIMES.slice(1), 10))).toBeUndefined();
	expect(await doubtsOf(receipts(TIMES))).toBeUndefined();
	// With UTC as the zone, the days stay those of UTC.
	expect((await doubtsOf(receipts(TIMES, 10), { timeZone: 'UTC' }))?.words).toContain(
		'the times are right, and the days are not',
	);
	expect(await doubtsOf(receipts(TIMES), { timeZone: 'UTC' })).toBeUndefined();
	const late = receipts(TIMES.map((minutes) => minutes + 300));
	expect(await doubtsOf(late)).toBeUndefined();
});

it('says so of the contrary where UTC is chosen', async () => {
	expect(await doubtsOf(receipts(TIMES), { timesIn: 'UTC' })).toEqual({
		zone: ROME,
		words: expect.stringContaining("as the shop's clock shows them, but UTC is chosen"),
	});
	expect(await doubtsOf(receipts(TIMES, 10), { timesIn: 'UTC' })).toBeUndefined();
});

it('knows of few receipts what many have shown, until others show the contrary', async () => {
	const memory = new ProcessMemory();
	await doubtsOf(receipts(TIMES, 10), { memory });
	expect(await doubtsOf(receipts([0], 10), { memory })).toMatchObject({ zone: 'UTC' });
	await doubtsOf(receipts(TIMES), { memory });
	expect(await doubtsOf(receipts([0], 10), { memory })).toBeUndefined();
});
