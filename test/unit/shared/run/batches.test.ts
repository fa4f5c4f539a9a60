/** A long list, window by window: the same records as all at once, and few of them at any time. */
import * as fc from 'fast-check';

import { runBatches } from '../../../../nodes/shared/run/batches';
import { LIST_MOVED } from '../../../../nodes/shared/run/kept';
import { runList } from '../../../../nodes/shared/run/run';
import { addDays } from '../../../../nodes/shared/values/dates';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import type { ReadingRoom } from '../../../../nodes/shared/table/call';
import type { ListSpec, Window } from '../../../../nodes/shared/table/list';
import type { ApiRequest, DayRange } from '../../../../nodes/shared/table/request';
import { runs } from '../../../support/clock/seeds';
import { untimed } from '../../../support/clock/clock';
import { fakeCall } from '../../../support/n8n/call';
import { testNode } from '../../../support/n8n/host';

interface Sale {
	id: string;
	time: string;
	version?: number;
}

const FROM = '2026-01-10';
const window: Window = {
	from: { parameter: 'dateFrom', wire: 'from' },
	to: { parameter: 'dateTo', wire: 'to' },
	format: (day) => day,
	recordTime: 'time',
};
const pager = { offset: 'start', limit: 'size', size: 10 };

interface Vendor {
	sales: readonly Sale[];
	/** Whether its "to" includes its day. */
	includesTo: boolean;
	tellsTotal?: boolean;
	size?: number;
}

/** A list of a vendor that holds these sales, and how much of it was sent. */
function listOf(
	{ sales, includesTo, tellsTotal = false, size: most = 10 }: Vendor,
	more: Partial<Window> = {},
) {
	const list: ListSpec = {
		items: 'sold',
		id: 'id',
		keepsLookalikes: true,
		pager: { ...pager, size: most, ...(tellsTotal && { total: 'all' }) },
		window: { ...window, ...more },
	};
	const asked: string[] = [];
	let sent = 0;
	const send = async ({ query = {}, weigh }: ApiRequest) => {
		const { from, to, start, size } = query as Record<string, string & number>;
		const isIn = ({ time }: Sale) =>
			time.slice(0, 10) >= String(from) &&
			(includesTo ? time.slice(0, 10) <= String(to) : time.slice(0, 10) < String(to));
		const found = sales.filter(isIn);
		const sold = found.slice(Number(start), Number(start) + Number(size));
		if (Number(start) === 0) asked.push(`${from} ${to}`);
		sent += sold.length;
		weigh?.(sold.length);
		return await Promise.resolve({ sold: sold.map((one) => ({ ...one })), all: found.length });
	};
	return { list, send, asked, sent: () => sent };
}

function callFor(
	range: DayRange,
	send: (request: ApiRequest) => Promise<unknown>,
	more: object = {},
) {
	const hints: string[] = [];
	const once = new Map<string, Promise<unknown>>();
	const call = fakeCall({
		...untimed,
		api: { name: 'Till', concurrency: 4 },
		host: { getNode: () => testNode },
		authentication: { credential: 'its' },
		credentials: {},
		memory: new ProcessMemory(),
		endpoint: { route: 'GET /sales' },
		input: { path: {}, query: {}, body: {}, options: {}, timeZone: 'Europe/Rome', range },
		hint: (message: string) => hints.push(message),
		once: async (name: string, make: () => Promise<unknown>) => {
			const value = once.get(name) ?? make();
			once.set(name, value);
			return await value;
		},
		send,
		...more,
	});
	return { call, hints };
}

/** All that was taken, in its order, and the batches. */
async function taken(range: DayRange, vendor: Vendor, more: Partial<Window> = {}) {
	const { list, send, asked } = listOf(vendor, more);
	const { call, hints } = callFor(range, send);
	const batches: Sale[][] = [];
	await runBatches(call, list, {
		take: async (records) => {
			batches.push(records as Sale[]);
			await Promise.resolve();
		},
	});
	return { all: batches.flat(), batches, asked, hints };
}

const sale = (number: number, day: number, hour = 13): Sale => ({
	id: `s${number}`,
	time: `${addDays(FROM, day)}T${String(hour).padStart(2, '0')}:00:00`,
});

/** Sales in the order of their making, as vendors list them. */
const anySales = fc
	.array(fc.tuple(fc.nat(130), fc.integer({ min: 8, max: 22 })), { maxLength: 120 })
	.map((list) =>
		list
			.map(([day, hour], index) => sale(index, day, hour))
			.sort((a, b) => (a.time < b.time ? -1 : 1)),
	);

it('gives what the whole list gives, in its order, each record once', async () => {
	await fc.assert(
		fc.asyncProperty(
			anySales,
			fc.boolean(),
			fc.boolean(),
			fc.integer({ min: 0, max: 120 }),
			fc.constantFrom<Partial<Window>>(
				{},
				{ daysBefore: 1 },
				{ maxDays: 3 },
				{ maxDays: 3, learnsTo: 'sales' },
				{ maxDays: 31 },
			),
			async (sales, includesTo, tellsTotal, days, more) => {
				const vendor = { sales, includesTo, tellsTotal };
				const range = { from: addDays(FROM, 2), to: addDays(FROM, 2 + days) };
				const { list, send } = listOf(vendor, more);
				const whole = await runList(callFor(range, send).call, list, Infinity);
				expect((await taken(range, vendor, more)).all).toEqual(whole);
			},
		),
		{ numRuns: runs(60) },
	);
});

describe('a list of any length at once', () => {
	const daily = (perDay: number, days: number) =>
		Array.from({ length: perDay * days }, (_, index) => sale(index, Math.floor(index / perDay)));

	it('is one window up to 31 days, as vendors are asked for a month', async () => {
		const vendor = { sales: daily(3, 60), includesTo: true };
		const month = { from: FROM, to: addDays(FROM, 30) };
		const { asked, all } = await taken(month, vendor);
		expect(asked).toEqual([`${FROM} ${addDays(FROM, 31)}`]);
		expect(all).toHaveLength(93);
	});

	it('is pieces beyond, the first of a week, then as long as they have few enough records', async () => {
		const vendor = { sales: daily(500, 40), includesTo: true, size: 1000 };
		const { asked, all } = await taken({ from: FROM, to: addDays(FROM, 39) }, vendor);
		expect(asked.slice(0, 3)).toEqual([
			'2026-01-10 2026-01-16',
			'2026-01-17 2026-01-21',
			'2026-01-22 2026-01-26',
		]);
		expect(all).toHaveLength(20_000);
	});

	it('overlaps by a day where nothing shows that "to" includes its day', async () => {
		const vendor = { sales: daily(1, 40), includesTo: false };
		const { asked, all } = await taken({ from: FROM, to: addDays(FROM, 39) }, vendor);
		expect(asked).toEqual([
			'2026-01-10 2026-01-16',
			'2026-01-16 2026-01-29',
			'2026-01-29 2026-02-19',
		]);
		expect(all).toHaveLength(40);
	});

	it('doubles its pieces at most: after days without sales there may be many', async () => {
		const { asked } = await taken(
			{ from: FROM, to: addDays(FROM, 199) },
			{ sales: [], includesTo: true },
		);
		expect(asked.map((days) => days.slice(0, 10))).toEqual([
			'2026-01-10',
			'2026-01-16',
			'2026-01-29',
			'2026-02-25',
			'2026-04-21',
			'2026-07-21',
		]);
	});
});

it('reads ahead only as far as little waits, however many windows there are', async () => {
	const sales = Array.from({ length: 60_000 }, (_, index) => sale(index, Math.floor(index / 500)));
	const { list, send, sent } = listOf(
		{ sales, includesTo: true, size: 500 },
		{ maxDays: 3, learnsTo: 'sales' },
	);
	const { call } = callFor({ from: FROM, to: addDays(FROM, 119) }, send);
	let seen = 0;
	let most = 0;
	await runBatches(call, list, {
		take: async (records) => {
			most = Math.max(most, sent() - seen);
			seen += records.length;
			await Promise.resolve();
		},
	});
	expect(seen).toBe(60_000);
	expect(most).toBeLessThanOrEqual(7500);
});

it('leaves of the room what is kept of each record, and all where records stay', async () => {
	const sales = Array.from({ length: 90 }, (_, index) => sale(index, Math.floor(index / 10)));
	const left = async (keeps: number | undefined) => {
		const { list, send } = listOf({ sales, includesTo: true }, { maxDays: 3, toIsSure: true });
		let bytes = 0;
		let most = 0;
		const room: ReadingRoom = {
			add: (more) => {
				bytes += more;
				most = Math.max(most, bytes);
			},
			leave: () => {},
			part: () => room,
		};
		const { call } = callFor({ from: FROM, to: addDays(FROM, 8) }, send, { room });
		await runBatches(call, list, { take: async () => await Promise.resolve(), keeps });
		return { bytes, most };
	};
	const released = await left(0.1);
	expect(released.bytes).toBeCloseTo(9);
	expect((await left(undefined)).bytes).toBe(120);
	expect(released.most).toBeLessThan(120);
});

it('takes different records with one ID for what they are, though the window before shows but one', async () => {
	const [first, second] = [sale(1, 2), { ...sale(1, 2), version: 2 }];
	const { list } = listOf({ sales: [], includesTo: true }, { maxDays: 3 });
	list.pager = undefined;
	const answers = [[sale(0, 0), first], [first, second], []];
	const send = async () => {
		const sold = (answers.shift() ?? []).map((one) => ({ ...one }));
		return await Promise.resolve({ sold });
	};
	const { call } = callFor({ from: FROM, to: addDays(FROM, 3) }, send);
	const all: unknown[] = [];
	await runBatches(call, list, {
		take: async (records) => {
			all.push(...records);
			await Promise.resolve();
		},
	});
	expect(all).toEqual([sale(0, 0), first, second]);
});

it('ends with the failure of a window, and sends nothing more', async () => {
	const { list } = listOf({ sales: [], includesTo: true }, { maxDays: 3 });
	let sent = 0;
	const send = async () => {
		const number = (sent += 1);
		await Promise.resolve();
		throw new Error(`No. ${number}`);
	};
	const { call } = callFor({ from: FROM, to: addDays(FROM, 100) }, send);
	const take = async () => await Promise.resolve();
	await expect(runBatches(call, list, { take })).rejects.toThrow('No. 1');
	expect(sent).toBeLessThanOrEqual(2);
});

it('says that a list moved', async () => {
	const { list } = listOf({ sales: [], includesTo: true, size: 2 });
	const [one, two, three] = [sale(1, 0), sale(2, 0), sale(3, 0)];
	const pages = [[one, two], [two, three], []];
	const send = async () => await Promise.resolve({ sold: pages.shift() ?? [] });
	const { call, hints } = callFor({ from: FROM, to: FROM }, send);
	const all: unknown[] = [];
	const take = async (records: unknown[]) => {
		all.push(...records);
		await Promise.resolve();
	};
	await runBatches(call, list, { take });
	expect(all).toEqual([one, two, three]);
	expect(hints).toEqual([LIST_MOVED]);
});
