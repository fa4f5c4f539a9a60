/** Whose clock Kassandro's receipts show, by its count: of accounts and servers of all kinds, and how often it is asked. */
import { doubtTimes } from '../../../../nodes/Kassandro/books/countedTimes';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { momentOf } from '../../../../nodes/shared/values/shopTime';
import { AbortError } from '../../../../nodes/shared/wire/environment';
import { fakeCall } from '../../../support/n8n/call';
import { testNode } from '../../../support/n8n/host';

const VIENNA = 'Europe/Vienna';
const NOW = Date.UTC(2026, 6, 9, 12);

/** How many receipts a server finds for what it is asked. */
type Count = (asked: { from: string; to: string; register: unknown }) => unknown;

interface Setup {
	/** As they are told. */
	times?: string[];
	timeZone?: string;
	timesIn?: 'UTC';
	authentication?: 'accountToken' | 'cashRegisterToken';
	memory?: ProcessMemory;
	count: Count;
}

const TIMES = ['2026-07-01T12:00:00', '2026-07-01T14:30:10', '2026-07-02T15:45:20'];

/** Looks at receipts, and says what is said of them and how often the count was asked. */
function prepare(setup: Setup) {
	const sent: ApiRequest[] = [];
	const once = new Map<string, Promise<unknown>>();
	const call = fakeCall({
		api: { name: 'Kassandro' },
		host: { getNode: () => testNode },
		authentication: { credential: 'its', value: setup.authentication ?? 'accountToken' },
		credentials: {},
		memory: setup.memory ?? new ProcessMemory(),
		now: () => NOW,
		input: { timeZone: setup.timeZone ?? VIENNA, timesIn: setup.timesIn },
		once: async (name: string, make: () => Promise<unknown>) => {
			const known = once.get(name) ?? make();
			once.set(name, known);
			return await known;
		},
		send: async (request: ApiRequest) => {
			sent.push(request);
			const { dateFrom, dateTo, cashRegisterId } = request.query ?? {};
			const asked = { from: String(dateFrom), to: String(dateTo), register: cashRegisterId };
			return await Promise.resolve(setup.count(asked));
		},
	});
	const records = (setup.times ?? TIMES).map((created) => ({ created, cashRegisterId: 11 }));
	return { sent, look: async (some: unknown[] = records) => await doubtTimes(call, some) };
}

/** A server that counts moments, of receipts that tell their times in a zone. */
const moments =
	(zone: string, times = TIMES): Count =>
	({ from, to }) => ({
		count: times.filter((time) => {
			const at = momentOf(time, zone) ?? NaN;
			return at >= Date.parse(from) && at <= Date.parse(to);
		}).length,
	});

/** One that compares what clocks show, and leaves out what stands after it. */
const faces: Count = ({ from, to }) => ({
	count: TIMES.filter((time) => time >= from.slice(0, 19) && time <= to.slice(0, 19)).length,
});

/** One that compares days, of receipts that tell their times in a zone. */
const days =
	(zone: string): Count =>
	({ from, to }) => ({
		count: TIMES.filter((time) => {
			const day = new Date(momentOf(time, zone) ?? NaN).toISOString().slice(0, 10);
			return day >= from.slice(0, 10) && day <= to.slice(0, 10);
		}).length,
	});

it.each<[string, Setup, 'UTC' | undefined, number]>([
	["the shop's", { count: moments(VIENNA) }, undefined, 2],
	['UTC', { count: moments('UTC') }, 'UTC', 4],
	['UTC, by one receipt', { count: moments('UTC'), times: TIMES.slice(2) }, 'UTC', 2],
	[
		'UTC, of one register',
		{ count: moments('UTC'), authentication: 'cashRegisterToken' },
		'UTC',
		4,
	],
	['a third zone', { count: moments('Asia/Tokyo') }, undefined, 4],
	["what a count of clocks' faces shows", { count: faces }, undefined, 4],
	['what a count of days shows', { count: days(VIENNA) }, undefined, 4],
	['what a count of days in UTC shows', { count: days('UTC') }, undefined, 4],
	['what a count of all shows', { count: () => 3 }, undefined, 4],
	['what a count of none shows', { count: () => 0 }, undefined, 4],
	['no number', { count: () => ({ a: 1, b: 2 }) }, undefined, 1],
])('%s', async (_name, setup, zone, requests) => {
	const { look, sent } = prepare(setup);
	const doubt = await look();
	expect(doubt?.zone).toBe(zone);
	expect(sent).toHaveLength(requests);
	// It is known then, whatever it is.
	expect(await look()).toEqual(doubt);
	expect(sent).toHaveLength(requests);
});

it.each<[string, Omit<Setup, 'count'>]>([
	['the clocks of the shop are those of UTC', { timeZone: 'Atlantic/Reykjavik' }],
	['all was sold about midnight', { times: ['2026-07-01T00:30:00', '2026-07-01T23:50:00'] }],
	['times name their zone', { times: ['2026-07-01T12:00:00Z', '2026-07-01T12:00:00+02:00'] }],
	['there are only days', { times: ['2026-07-01'] }],
	['there are no receipts', { times: [] }],
	[
		'one was sold when the other would be',
		{ times: ['2026-07-01T12:00:00', '2026-07-01T14:00:01'] },
	],
	// Taken for UTC, it would be of the future.
	['one was sold just now', { times: [...TIMES, '2026-07-09T13:59:00'] }],
])('asks for nothing where %s', async (_name, setup) => {
	const { look, sent } = prepare({ ...setup, count: () => 1 });
	expect(await look()).toBeUndefined();
	expect(sent).toEqual([]);
});

it('asks aside for the register of the receipt, and for UTC with the offset of the shop', async () => {
	const { look, sent } = prepare({ count: moments(VIENNA), times: TIMES.slice(0, 1) });
	await look();
	const around = (dateFrom: string, dateTo: string) => ({
		...{ method: 'GET', path: '/receipts/count', isAside: true },
		query: { dateFrom, dateTo, cashRegisterId: 11 },
	});
	expect(sent).toEqual([
		around('2026-07-01T09:59:59.000Z', '2026-07-01T10:00:01.000Z'),
		around('2026-07-01T13:59:59+02:00', '2026-07-01T14:00:01+02:00'),
	]);
});

it('stops nothing where the count fails, and does not ask again', async () => {
	const { look, sent } = prepare({
		count: () => {
			throw new Error('broken');
		},
	});
	expect(await look()).toBeUndefined();
	expect(await look()).toBeUndefined();
	expect(sent).toHaveLength(1);
});

it('asks another time where there is no time for it now', async () => {
	const memory = new ProcessMemory();
	const busy = prepare({
		memory,
		count: () => {
			throw new AbortError();
		},
	});
	expect(await busy.look()).toBeUndefined();
	const { look } = prepare({ memory, count: moments('UTC') });
	expect(await look()).toMatchObject({ zone: 'UTC' });
});

it('says so of the contrary where UTC is chosen, and nothing where that is right', async () => {
	const wrong = prepare({ count: moments(VIENNA), timesIn: 'UTC' });
	expect((await wrong.look())?.words).toContain('but UTC is chosen for "Times Are Told In"');
	const right = prepare({ count: moments('UTC'), timesIn: 'UTC' });
	expect(await right.look()).toBeUndefined();
});
