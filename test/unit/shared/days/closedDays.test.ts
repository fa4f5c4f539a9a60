/** Which business days a poll hands on: each once, oldest first, whatever happens between two polls. */
import type { IDataObject } from 'n8n-workflow';
import { pollClosedDays } from '../../../../nodes/shared/days/closedDays';
import type { DayDesk } from '../../../../nodes/shared/days/desk';
import { daysFrom, lastOver, nextPiece } from '../../../../nodes/shared/days/due';
import type { PollContext } from '../../../../nodes/shared/poll/poll';
import type { PeriodOfJournal } from '../../../../nodes/shared/books/operations/readJournal';
import type { BookingSummary } from '../../../../nodes/shared/books/types';

const MINUTE = 60_000;
const at = (text: string) => Date.parse(text);

/** A shop whose days hold nothing; what was read is noted. */
class Shop {
	readonly read: string[] = [];

	looks = 0;

	/** Days that can't be read. */
	readonly broken = new Set<string>();

	/** Days of which something isn't closed. */
	readonly open = new Set<string>();

	/** The newest day by the closings; undefined for a shop without them. */
	closed: string | undefined;

	constructor(
		private readonly dayEndsAt = '00:00',
		private readonly timeZone = 'Europe/Rome',
		private readonly waitMs = 30 * MINUTE,
	) {}

	desk(): DayDesk {
		const clock = { timeZone: this.timeZone, dayEndsAt: this.dayEndsAt };
		return {
			clock,
			waitMs: this.waitMs,
			eachEntry: false,
			lookBackDays: 14,
			source: 'cassaNova',
			byClosings: this.closed !== undefined,
			call: {
				now: () => 0,
				turn: async () => await Promise.resolve(),
			} as unknown as DayDesk['call'],
			mapping: {} as DayDesk['mapping'],
			said: () => ({}),
			lastEnded: async (moment) => {
				this.looks += 1;
				return await Promise.resolve(this.closed ?? lastOver(moment, clock));
			},
			read: async ({ from, to }) => {
				expect(from).toBe(to);
				this.read.push(from);
				if (this.broken.has(from)) throw new Error(`${from} is broken`);
				const openDays = this.open.has(from) ? [{ place: null, businessDay: from }] : [];
				return await Promise.resolve({
					summary: { type: 'summary', from, to } as unknown as BookingSummary,
					days: new Map(),
					places: new Map(),
					undated: 0,
					openDays,
				} satisfies PeriodOfJournal);
			},
		};
	}
}

/** One trigger: what it stored is there for the next poll. */
class Trigger {
	state: IDataObject = {};

	constructor(
		private readonly shop: Shop,
		private readonly since: string,
	) {}

	/** @returns the days that came, or the sentence of an error */
	async poll(now: string, { killed = false, time = Infinity } = {}): Promise<string[] | string> {
		let left = time;
		const context = {
			manual: false,
			state: this.state,
			startedAt: at(now),
			since: at(this.since),
			goesOn: () => (left -= 1) >= 0,
		} as unknown as PollContext;
		try {
			const { items, state } = await pollClosedDays(this.shop.desk(), context);
			if (state && !killed) this.state = state;
			return items.map(({ json }) => String(json.businessDay));
		} catch (error) {
			return (error as Error).message;
		}
	}
}

it('gives the day that runs at the activation first, after its end and the wait, and asks for nothing before', async () => {
	const shop = new Shop();
	const trigger = new Trigger(shop, '2026-10-05T10:00:00+02:00');
	expect(await trigger.poll('2026-10-05T10:00:00+02:00')).toEqual([]);
	expect(await trigger.poll('2026-10-06T00:29:59+02:00')).toEqual([]);
	expect([shop.looks, shop.read]).toEqual([0, []]);
	expect(await trigger.poll('2026-10-06T00:30:00+02:00')).toEqual(['2026-10-05']);
	expect(await trigger.poll('2026-10-06T00:31:00+02:00')).toEqual([]);
	expect(await trigger.poll('2026-10-06T23:59:00+02:00')).toEqual([]);
	expect(shop.read).toEqual(['2026-10-05']);
});

it('counts a night before the close as the day before', async () => {
	const trigger = new Trigger(new Shop('03:00'), '2026-10-05T01:00:00+02:00');
	expect(await trigger.poll('2026-10-05T03:29:00+02:00')).toEqual([]);
	expect(await trigger.poll('2026-10-05T03:30:00+02:00')).toEqual(['2026-10-04']);
	expect(await trigger.poll('2026-10-06T03:29:00+02:00')).toEqual([]);
});

it.each([
	// The clock goes from 02:00 to 03:00, and from 03:00 to 02:00.
	['2026-03-28', '00:00', '2026-03-29T00:30:00+01:00'],
	['2026-03-29', '00:00', '2026-03-30T00:30:00+02:00'],
	['2026-03-28', '03:00', '2026-03-29T03:30:00+02:00'],
	['2026-03-28', '02:30', '2026-03-29T04:00:00+02:00'],
	['2026-10-24', '03:00', '2026-10-25T03:30:00+01:00'],
	['2026-10-25', '00:00', '2026-10-26T00:30:00+01:00'],
	['2026-10-24', '02:30', '2026-10-25T03:00:00+02:00'],
])('when the clock changes, %s ends at %s', async (day, dayEndsAt, moment) => {
	const trigger = new Trigger(new Shop(dayEndsAt), `${day}T12:00:00+01:00`);
	const due = at(moment);
	expect(await trigger.poll(new Date(due - 1).toISOString())).toEqual([]);
	expect(await trigger.poll(new Date(due).toISOString())).toEqual([day]);
	// Through the hour that comes twice, no day comes again.
	for (let minute = 1; minute < 180; minute += 1)
		expect(await trigger.poll(new Date(due + minute * MINUTE).toISOString())).toEqual([]);
});

it('over a year of polls every 47 minutes gives every day once, in order', async () => {
	const trigger = new Trigger(new Shop('03:00'), '2026-01-01T12:00:00+01:00');
	const days: string[] = [];
	for (let now = at('2026-01-01T12:00:00+01:00'); now < at('2027-01-01T12:00:00+01:00'); ) {
		days.push(...(await trigger.poll(new Date(now).toISOString())));
		now += 47 * MINUTE;
	}
	expect(days).toEqual(daysFrom('2026-01-01', '2026-12-31', 400));
});

it('catches up after an outage of five days, and of three weeks seven days at a time', async () => {
	const trigger = new Trigger(new Shop(), '2026-10-01T12:00:00+02:00');
	await trigger.poll('2026-10-02T01:00:00+02:00');
	expect(await trigger.poll('2026-10-07T12:00:00+02:00')).toEqual(
		daysFrom('2026-10-02', '2026-10-06', 9),
	);
	const polls = [];
	for (const minute of ['00', '01', '02', '03'])
		polls.push(await trigger.poll(`2026-10-28T12:${minute}:00+01:00`));
	expect(polls.map(({ length }) => length)).toEqual([7, 7, 7, 0]);
	expect(polls.flat()).toEqual(daysFrom('2026-10-07', '2026-10-27', 99));
});

it('hands on what was read before a day that fails, shows the failure, and goes on there', async () => {
	const shop = new Shop();
	const trigger = new Trigger(shop, '2026-10-01T12:00:00+02:00');
	shop.broken.add('2026-10-03');
	expect(await trigger.poll('2026-10-06T12:00:00+02:00')).toEqual(['2026-10-01', '2026-10-02']);
	const stored = trigger.state;
	expect(await trigger.poll('2026-10-06T12:01:00+02:00')).toBe('2026-10-03 is broken');
	expect(trigger.state).toBe(stored);
	shop.broken.clear();
	expect(await trigger.poll('2026-10-06T12:02:00+02:00')).toEqual([
		'2026-10-03',
		'2026-10-04',
		'2026-10-05',
	]);
});

it('gives the same again where n8n was killed before it stored, and goes on after a restart', async () => {
	const trigger = new Trigger(new Shop(), '2026-10-01T12:00:00+02:00');
	await trigger.poll('2026-10-01T12:00:00+02:00');
	const killed = await trigger.poll('2026-10-02T12:00:00+02:00', { killed: true });
	expect(await trigger.poll('2026-10-02T12:05:00+02:00')).toEqual(killed);
	expect(await trigger.poll('2026-10-03T12:05:00+02:00')).toEqual(['2026-10-02']);
});

it('reads one day at least, and no more than it has time for', async () => {
	const trigger = new Trigger(new Shop(), '2026-10-01T12:00:00+02:00');
	expect(await trigger.poll('2026-10-05T12:00:00+02:00', { time: 0 })).toEqual(['2026-10-01']);
	expect(await trigger.poll('2026-10-05T12:01:00+02:00', { time: 1 })).toEqual([
		'2026-10-02',
		'2026-10-03',
	]);
});

describe('where days end with the Z closing', () => {
	const begin = () => {
		const shop = new Shop('06:00');
		shop.closed = '2026-10-04';
		return { shop, trigger: new Trigger(shop, '2026-10-05T10:00:00+02:00') };
	};

	it('looks for it every quarter of an hour, and not at all before the next day', async () => {
		const { shop, trigger } = begin();
		expect(await trigger.poll('2026-10-05T20:00:00+02:00')).toEqual([]);
		shop.closed = '2026-10-05';
		expect(await trigger.poll('2026-10-05T20:14:00+02:00')).toEqual([]);
		expect(shop.looks).toBe(1);
		expect(await trigger.poll('2026-10-05T20:15:00+02:00')).toEqual(['2026-10-05']);
		for (const time of ['2026-10-05T23:00:00+02:00', '2026-10-06T05:00:00+02:00'])
			expect(await trigger.poll(time)).toEqual([]);
		expect(shop.looks).toBe(2);
	});

	it('waits as long as something of the day is not closed', async () => {
		const { shop, trigger } = begin();
		shop.closed = '2026-10-06';
		shop.open.add('2026-10-06');
		expect(await trigger.poll('2026-10-07T09:00:00+02:00')).toEqual(['2026-10-05']);
		expect(await trigger.poll('2026-10-07T09:01:00+02:00')).toEqual([]);
		expect(await trigger.poll('2026-10-07T09:02:00+02:00')).toEqual([]);
		expect(shop.read).toEqual(['2026-10-05', '2026-10-06', '2026-10-06']);
		shop.open.clear();
		expect(await trigger.poll('2026-10-07T09:17:00+02:00')).toEqual(['2026-10-06']);
	});
});

it('cuts days into pieces, newest first', () => {
	expect(nextPiece('2026-10-01', '2026-10-07', 3)).toEqual({
		from: '2026-10-05',
		to: '2026-10-07',
	});
	expect(nextPiece('2026-10-01', '2026-10-02', 3)).toEqual({
		from: '2026-10-01',
		to: '2026-10-02',
	});
	expect(nextPiece('2026-10-01', '2026-09-30', 3)).toBeUndefined();
});
