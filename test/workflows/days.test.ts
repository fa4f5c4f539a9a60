/** The triggers of business days on n8n's engine, against the sandbox's own book and beside Get Journal. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { journalEntrySchema } from '../../nodes/shared/books/journal/entry';
import type { JournalEntry } from '../../nodes/shared/books/journal/entry';
import { bookingSummarySchema } from '../../nodes/shared/books/types';
import { useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';
import { dayFromToday, Poller } from '../support/n8n/poller';
import type { Polled } from '../support/n8n/poller';
import { fillBooks, REGISTERS, SHOPS, truthOf } from '../support/vendors/books';
import type { Vendor } from '../support/vendors/books';

const kit = useBench();

const TIMEOUT = 240_000;

interface System {
	vendor: Vendor;
	authentication: Authentication;
	places: number[];
	/** The parameter that narrows the trigger to some of them. */
	narrowedBy: string;
}

const SYSTEMS: System[] = [
	{
		vendor: 'kassandro',
		authentication: 'accountToken',
		places: REGISTERS,
		narrowedBy: 'cashRegisterIds',
	},
	{ vendor: 'cassaNova', authentication: 'apiKey', places: SHOPS, narrowedBy: 'idsSalesPoint' },
];

const OPTIONS = { dayEndsAt: '03:00' };
const ACCOUNTS = {
	entry: [
		{ use: 'cash', account: '2700' },
		{ use: 'card', account: '2800' },
		{ use: 'vat', account: '3500' },
	],
};
/** Over at any hour, wherever the clock stands. */
const DAY = dayFromToday(-2);
const fill = async ({ vendor }: System, seed: number) =>
	await fillBooks(kit.bench, vendor, { month: DAY.slice(0, 7), seed, perDay: 2 });
const triggerOf = ({ authentication }: System, parameters: INodeParameters = {}) =>
	new Poller(() => kit.bench, authentication, {
		event: 'dayClosed',
		accounts: ACCOUNTS,
		options: OPTIONS,
		...parameters,
	});

/** As if nothing from a day on had been handed on. */
const goBackTo = (trigger: Poller, next: string) => {
	trigger.staticData = { 'node:Trigger': { event: 'dayClosed', next, lookedAt: 0 } };
};

const given = ({ jsons, words }: Polled): IDataObject[] => {
	expect(words).toBe('');
	return jsons ?? [];
};

const journalOf = async (
	{ authentication }: System,
	from: string,
	to = from,
	parameters: INodeParameters = {},
) => {
	const { jsons, words } = await kit.bench.run({
		authentication,
		operation: 'accounting.getJournal',
		parameters: {
			period: 'custom',
			dateFrom: from,
			dateTo: to,
			accounts: ACCOUNTS,
			options: { ...OPTIONS, daysBefore: 0 },
			...parameters,
		},
	});
	expect(words).toBe('');
	return journalEntrySchema.array().parse(jsons);
};

const byId = (entries: readonly JournalEntry[]) =>
	[...entries].sort((a, b) => (a.id < b.id ? -1 : 1));

const soldOf = (entries: readonly JournalEntry[]) =>
	Object.fromEntries(
		entries.map(({ place, lines }) => [
			place?.id,
			lines
				.filter(({ kind }) => kind !== 'payment' && kind !== 'difference')
				.reduce((sum, { creditCents, debitCents }) => sum + creditCents - debitCents, 0),
		]),
	);

const truth = async ({ vendor }: System, day: string) => {
	const { days } = await truthOf(kit.bench, vendor, { from: day, to: day, dayEndsAt: '03:00' });
	return Object.fromEntries(days.map(({ place, grossCents }) => [place, grossCents]));
};

beforeEach(async () => {
	await kit.bench.reset();
});

it.each(SYSTEMS)(
	'$vendor: a day is the same as Get Journal gives it, and agrees with the book',
	async (system) => {
		await fill(system, 41);
		const trigger = triggerOf(system);
		expect(given(await trigger.poll({}, { activationMode: 'activate' }))).toEqual([]);
		// The day that runs isn't over: nothing is asked for.
		await kit.bench.mark();
		expect(given(await trigger.poll())).toEqual([]);
		expect(await kit.bench.log()).toEqual([]);
		goBackTo(trigger, DAY);
		const [item] = given(await trigger.poll());
		const { businessDay, journal, ...summary } = item ?? {};
		expect(businessDay).toBe(DAY);
		expect(bookingSummarySchema.parse(summary)).toMatchObject({ from: DAY, to: DAY });
		const entries = journalEntrySchema.array().parse(journal);
		expect(soldOf(entries)).toEqual(await truth(system, DAY));
		expect(entries).toEqual(await journalOf(system, DAY));
		expect(given(await trigger.poll())).toEqual([]);
	},
	TIMEOUT,
);

it.each(SYSTEMS)(
	'$vendor: after an outage all days come once, oldest first, beside a failure in the middle',
	async (system) => {
		const trigger = triggerOf(system, { options: {}, waitMinutes: 0 });
		await trigger.poll({}, { activationMode: 'activate' });
		const days = [-5, -4, -3, -2, -1].map((day) => dayFromToday(day));
		goBackTo(trigger, days[0] ?? '');
		await kit.bench.control('faults', {
			kind: 'status',
			status: 403,
			path: 'receipts',
			times: 1,
		});
		expect((await trigger.poll()).words).not.toBe('');
		expect(given(await trigger.poll()).map(({ businessDay }) => businessDay)).toEqual(days);
		expect(given(await trigger.poll())).toEqual([]);
	},
	TIMEOUT,
);

it.each(SYSTEMS)(
	'$vendor: each entry is an item of its own, of some places alone',
	async (system) => {
		await fill(system, 42);
		const [first = 0, second = 0] = system.places;
		const trigger = triggerOf(system, {
			handOn: 'entries',
			[system.narrowedBy]: [first, second],
		});
		goBackTo(trigger, DAY);
		const items = given(await trigger.poll());
		const entries = items.map(({ summary, ...entry }) => {
			expect(bookingSummarySchema.parse(summary).from).toBe(entry.businessDay);
			return journalEntrySchema.parse(entry);
		});
		const all = await truth(system, DAY);
		const own = entries.filter(({ businessDay }) => businessDay === DAY);
		expect(soldOf(own)).toEqual({ [first]: all[first], [second]: all[second] });
	},
	TIMEOUT,
);

it.each(SYSTEMS)(
	'$vendor: a test event is the last day that is over, and changes nothing',
	async (system) => {
		const trigger = triggerOf(system, { options: {} });
		const [item] = given(await trigger.poll({}, { mode: 'manual' }));
		expect(item).toMatchObject({ businessDay: dayFromToday(-1), journal: [], ok: true });
		expect(trigger.staticData).toEqual({});
		const none = await trigger.poll({ handOn: 'entries' }, { mode: 'manual' });
		expect(none.words).toContain('found nothing that was sold on');
		const wrong = await trigger.poll({ waitMinutes: -1 });
		expect(wrong.words).toContain('"Wait After the Day\'s End"');
	},
	TIMEOUT,
);

it.each(SYSTEMS)(
	'$vendor: what late receipts change of a day comes once, as Get Journal gives it of what was posted',
	async (system) => {
		const [merchant] = kit.bench.ready.kassandro.merchants;
		const generate = async (count: number, seed: number) =>
			await kit.bench.control('generate', {
				vendor: system.vendor,
				...(system.vendor === 'kassandro' ? { merchant: merchant?.name } : {}),
				count,
				from: dayFromToday(-4),
				to: dayFromToday(-3),
				seed,
			});
		const trigger = triggerOf(system, { event: 'dayChanged' });
		const hourLater = () => {
			const state = trigger.staticData['node:Trigger'] as { began: number };
			state.began -= 3_600_000;
		};
		await generate(40, 1);
		expect(given(await trigger.poll({}, { activationMode: 'activate' }))).toEqual([]);
		const [from, to] = [dayFromToday(-5), dayFromToday(-3)];
		const posted = await journalOf(system, from, to);
		await generate(6, 2);
		// Less than an hour later nothing is asked for.
		await kit.bench.mark();
		expect(given(await trigger.poll())).toEqual([]);
		expect(await kit.bench.log()).toEqual([]);
		hourLater();
		const items = given(await trigger.poll());
		const beside = ['day', 'before'];
		const entries = items.map((item) =>
			journalEntrySchema.parse(
				Object.fromEntries(Object.entries(item).filter(([name]) => !beside.includes(name))),
			),
		);
		expect(entries.length).toBeGreaterThan(1);
		const known = { postedFrom: 'json', changedDays: 'difference' };
		expect(byId(entries)).toEqual(
			byId(await journalOf(system, from, to, { ...known, posted: JSON.stringify(posted) })),
		);
		const now = await journalOf(system, from, to);
		for (const { day, before, businessDay, place } of items) {
			const isSame = (one: JournalEntry) =>
				one.businessDay === businessDay && one.place?.id === (place as { id?: string } | null)?.id;
			expect(day).toEqual(now.find(isSame));
			const { version, total, totalCents } = posted.find(isSame) ?? {
				version: expect.any(String) as unknown,
				total: '0.00',
				totalCents: 0,
			};
			expect(before).toEqual({ version, total, totalCents });
		}
		hourLater();
		expect(given(await trigger.poll())).toEqual([]);
		// With other accounts everything would differ: it is noted anew.
		await generate(6, 3);
		expect(given(await trigger.poll({ accounts: {} }))).toEqual([]);
	},
	TIMEOUT,
);
