/** What has changed of days that were over: told once, and only after they were read before. */
import type { IDataObject } from 'n8n-workflow';
import { addUp } from '../../../../nodes/shared/books/journal/line';
import { NO_NUMBERS } from '../../../../nodes/shared/books/journal/numberRanges';
import type { PeriodOfJournal } from '../../../../nodes/shared/books/operations/readJournal';
import { booksKeyOf } from '../../../../nodes/shared/books/placeDay';
import type { BookingSummary } from '../../../../nodes/shared/books/types';
import { pollChangedDays } from '../../../../nodes/shared/days/changedDays';
import type { DayDesk } from '../../../../nodes/shared/days/desk';
import { daysFrom, lastOver } from '../../../../nodes/shared/days/due';
import type { PollContext } from '../../../../nodes/shared/poll/poll';

const CLOCK = { timeZone: 'Europe/Rome', dayEndsAt: '00:00' };
const at = (text: string) => Date.parse(text);

const part = (account: string, balanceCents: number) => ({
	account,
	balanceCents,
	containedCents: null,
	text: account,
	kind: 'sale' as const,
	means: null,
	documentType: 'receipt' as const,
	taxRate: null,
	taxCode: '',
	costCenter: '',
	costCenter2: '',
});

/** A till that may sell afterwards, and a trigger that watches it. */
class Watched {
	/** Day and register → cents. */
	readonly sold = new Map<string, number>();

	readonly pieces: string[] = [];

	readonly broken = new Set<string>();

	readonly open = new Set<string>();

	lookBackDays = 14;

	options: IDataObject = {};

	state: IDataObject = {};

	private desk(): DayDesk {
		return {
			clock: CLOCK,
			waitMs: 0,
			eachEntry: false,
			lookBackDays: this.lookBackDays,
			source: 'kassandro',
			byClosings: false,
			call: {
				now: () => 0,
				turn: async () => await Promise.resolve(),
				input: { query: {}, options: this.options },
			} as unknown as DayDesk['call'],
			mapping: {} as DayDesk['mapping'],
			said: () => ({}),
			lastEnded: async (moment) => await Promise.resolve(lastOver(moment, CLOCK)),
			read: async ({ from, to }) => {
				this.pieces.push(`${from} ${to}`);
				if (this.broken.has(to)) throw new Error(`${to} is broken`);
				const days = daysFrom(from, to, 9).flatMap((businessDay) =>
					['1', '2'].flatMap((id) => {
						const cents = this.sold.get(`${businessDay} ${id}`);
						if (cents === undefined) return [];
						const lines = addUp([part('cash', cents), part('sales', -cents)]);
						const place = { id, name: null };
						return [{ place, businessDay, lines, receipts: 1, numbers: NO_NUMBERS }];
					}),
				);
				return await Promise.resolve({
					summary: {} as BookingSummary,
					days: new Map(days.map((day) => [booksKeyOf(day), day])),
					places: new Map(['1', '2'].map((id) => [id, { id, name: null }])),
					undated: 0,
					openDays: [...this.open].map((businessDay) => ({
						place: { id: '1', name: null },
						businessDay,
					})),
				} satisfies PeriodOfJournal);
			},
		};
	}

	/** @returns IDs with what they add to cash, or the sentence of an error */
	async poll(now: string, { killed = false, time = Infinity } = {}): Promise<string[] | string> {
		let left = time;
		const context = {
			manual: false,
			state: this.state,
			startedAt: at(now),
			goesOn: () => (left -= 1) >= 0,
		} as unknown as PollContext;
		try {
			const { items, state } = await pollChangedDays(this.desk(), context);
			if (state && !killed) this.state = JSON.parse(JSON.stringify(state)) as IDataObject;
			return items.map(({ json }) => {
				const { id, lines } = json as unknown as {
					id: string;
					lines: Array<{ account: string; debitCents: number; creditCents: number }>;
				};
				const cash = lines.find(({ account }) => account === 'cash');
				return `${id} ${(cash?.debitCents ?? 0) - (cash?.creditCents ?? 0)}`;
			});
		} catch (error) {
			return (error as Error).message;
		}
	}
}

const begin = async () => {
	const shop = new Watched();
	shop.sold.set('2026-10-09 1', 500);
	shop.sold.set('2026-10-05 1', 700);
	expect(await shop.poll('2026-10-10T12:00:00+02:00')).toEqual([]);
	return shop;
};

it('reads the days of the look-back once an hour, in pieces, and once more when another day is over', async () => {
	const shop = await begin();
	const all = [
		'2026-10-07 2026-10-09',
		'2026-10-04 2026-10-06',
		'2026-10-01 2026-10-03',
		'2026-09-28 2026-09-30',
		'2026-09-26 2026-09-27',
	];
	expect(shop.pieces).toEqual(all);
	await shop.poll('2026-10-10T12:59:00+02:00');
	expect(shop.pieces).toHaveLength(5);
	await shop.poll('2026-10-10T13:00:00+02:00');
	expect(shop.pieces).toHaveLength(10);
	await shop.poll('2026-10-10T23:59:00+02:00');
	await shop.poll('2026-10-11T00:00:00+02:00');
	expect(shop.pieces[15]).toBe('2026-10-08 2026-10-10');
	expect(shop.pieces).toHaveLength(20);
});

it('tells a difference once, and of a register that had nothing the whole entry', async () => {
	const shop = await begin();
	shop.sold.set('2026-10-05 1', 800);
	shop.sold.set('2026-10-09 2', 300);
	const changes = [
		'kassandro:1:2026-10-05:journal:2:difference 100',
		'kassandro:2:2026-10-09:journal 300',
	];
	// n8n was killed before it stored: the same again.
	expect(await shop.poll('2026-10-10T14:00:00+02:00', { killed: true })).toEqual(changes);
	expect(await shop.poll('2026-10-10T14:01:00+02:00')).toEqual(changes);
	expect(await shop.poll('2026-10-10T16:00:00+02:00')).toEqual([]);
	shop.sold.set('2026-10-05 1', 650);
	expect(await shop.poll('2026-10-10T17:00:00+02:00')).toEqual([
		'kassandro:1:2026-10-05:journal:3:difference -150',
	]);
});

it('takes back a day of which nothing is left, and has it again when it is there again', async () => {
	const shop = await begin();
	shop.sold.delete('2026-10-05 1');
	expect(await shop.poll('2026-10-10T14:00:00+02:00')).toEqual([
		'kassandro:1:2026-10-05:journal:2:difference -700',
	]);
	shop.sold.set('2026-10-05 1', 700);
	expect(await shop.poll('2026-10-10T15:00:00+02:00')).toEqual([
		'kassandro:1:2026-10-05:journal:2 700',
	]);
	expect(await shop.poll('2026-10-10T16:00:00+02:00')).toEqual([]);
});

it('goes on where its time was up or something failed, and what was found before is told', async () => {
	const shop = await begin();
	for (const day of ['2026-10-09', '2026-10-05']) shop.sold.set(`${day} 1`, 1000);
	shop.broken.add('2026-10-06');
	expect(await shop.poll('2026-10-10T14:00:00+02:00')).toEqual([
		'kassandro:1:2026-10-09:journal:2:difference 500',
	]);
	expect(await shop.poll('2026-10-10T14:01:00+02:00')).toBe('2026-10-06 is broken');
	shop.broken.clear();
	expect(await shop.poll('2026-10-10T14:02:00+02:00', { time: 0 })).toEqual([
		'kassandro:1:2026-10-05:journal:2:difference 300',
	]);
	expect(await shop.poll('2026-10-10T14:03:00+02:00')).toEqual([]);
	expect(shop.pieces.slice(5)).toEqual([
		'2026-10-07 2026-10-09',
		'2026-10-04 2026-10-06',
		'2026-10-04 2026-10-06',
		'2026-10-04 2026-10-06',
		'2026-10-01 2026-10-03',
		'2026-09-28 2026-09-30',
		'2026-09-26 2026-09-27',
	]);
});

it('tells nothing of days that are older, not closed yet, or seen for the first time', async () => {
	const shop = await begin();
	shop.open.add('2026-10-10');
	shop.sold.set('2026-10-10 1', 100);
	expect(await shop.poll('2026-10-11T01:00:00+02:00')).toEqual([]);
	shop.sold.set('2026-10-10 1', 200);
	shop.open.clear();
	expect(await shop.poll('2026-10-11T02:00:00+02:00')).toEqual([]);
	shop.sold.set('2026-10-10 1', 250);
	shop.sold.set('2026-09-20 1', 250);
	expect(await shop.poll('2026-10-11T03:00:00+02:00')).toEqual([
		'kassandro:1:2026-10-10:journal:2:difference 50',
	]);
	shop.lookBackDays = 2;
	shop.sold.set('2026-10-05 1', 1);
	expect(await shop.poll('2026-10-11T04:00:00+02:00')).toEqual([]);
	expect(Object.keys(shop.state.known as IDataObject).sort()).toEqual(['2026-10-09', '2026-10-10']);
});

it('begins anew with other accounts, and not with another wait', async () => {
	const shop = await begin();
	shop.options = { waitMinutes: 90, changedWithinDays: 10 };
	shop.sold.set('2026-10-05 1', 800);
	expect(await shop.poll('2026-10-10T14:00:00+02:00')).toHaveLength(1);
	shop.options = { accounts: ['other'] };
	shop.sold.set('2026-10-05 1', 900);
	expect(await shop.poll('2026-10-10T14:01:00+02:00')).toEqual([]);
});
