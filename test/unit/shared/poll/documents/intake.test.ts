/** What of the records of a list is news: new, late, taken back or known, and what is kept of them. */
import type {
	DocumentState,
	FoundRecord,
	Source,
	SourceState,
} from '../../../../../nodes/shared/poll/documents/documentTypes';
import { Intake } from '../../../../../nodes/shared/poll/documents/intake';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';

const NOW = Date.UTC(2026, 2, 5, 12);
const MARCH_5 = { keepFrom: '2026-03-01', seen: {}, startAt: 0, sources: {} };

/** A list whose records are told apart by their id, where they have one, or by their content. */
const source: Source = {
	key: 'all',
	window: {},
	pageSize: 100,
	read: async () => await Promise.resolve({ records: [] }),
	readPage: async () => await Promise.resolve({ records: [] }),
	idOf: (record) => (record as { id?: string }).id ?? JSON.stringify(record),
	hasId: (record) => typeof (record as { id?: string }).id === 'string',
	timeOf: () => NOW,
	markOf: () => 0,
	accepts: () => true,
};

/** Takes the lists one after the other, each as one poll would, and says how many items each brings. */
function taken(...lists: unknown[][]): number[] {
	let stored = MARCH_5;
	return lists.map((records) => {
		const intake = new Intake(stored, { now: NOW, timeZone: 'Europe/Vienna', most: 100 });
		atOnce(intake.take(source, { through: NOW }, records));
		stored = { ...MARCH_5, ...intake.memory('2026-03-01', false) };
		return intake.count;
	});
}

const sale = { article: 'Melange', price: 4.9 };

it.each<[string, unknown[][], number[]]>([
	['equal records without an id are as many as came', [[sale, { ...sale }, { ...sale }]], [3]],
	[
		'and none of them comes again',
		[
			[sale, sale],
			[sale, sale],
		],
		[2, 0],
	],
	['one more of them is one item more', [[sale], [sale, sale]], [1, 1]],
	['others without an id count for themselves', [[sale, { ...sale, price: 5 }, sale]], [3]],
	['a record with an id that stands on two pages is one', [[{ id: 'a' }, { id: 'a' }]], [1]],
])('%s', (_name, lists, counts) => {
	expect(taken(...lists)).toEqual(counts);
});

it('hands on no more than one poll may hold, and the rest at the next ones', () => {
	const text = 'x'.repeat(20 * 1024 * 1024);
	const long = Array.from({ length: 9 }, (_, n) => ({ id: `${n}`, text }));
	expect(taken(long, long, long, long)).toEqual([4, 4, 1, 0]);
	// A record that is too long by itself comes all the same.
	const whole = [{ id: 'a', text: [text, text, text, text, text] }, { id: 'b' }];
	expect(taken(whole, whole, whole)).toEqual([1, 1, 0]);
});

it('sorts very many records in steps', () => {
	const MANY = 6000;
	let looks = 0;
	let longest = 0;
	const counted = { ...source, timeOf: () => (looks += 1) && NOW };
	const intake = new Intake(MARCH_5, { now: NOW, timeZone: 'Europe/Vienna', most: MANY });
	const records = Array.from({ length: MANY }, (_, n) => ({ id: `${n}` }));
	const steps = intake.take(counted, { through: NOW }, records);
	let step = steps.next();
	for (; !step.done; step = steps.next()) {
		longest = Math.max(longest, looks);
		looks = 0;
	}
	expect(step.value).toBe('all');
	expect(intake.count).toBe(MANY);
	expect(longest).toBe(1);
});

describe('where times may show another clock', () => {
	const HOUR = 3_600_000;
	const takes = (more: Partial<Source>, silentBefore?: number, record: object = { id: 'a' }) => {
		const stored = { ...MARCH_5, keepFrom: '2026-03-05' };
		const intake = new Intake(stored, { now: NOW, timeZone: 'Europe/Vienna', most: 100 });
		atOnce(intake.take({ ...source, ...more }, { through: NOW }, [record], silentBefore));
		return intake.count;
	};

	it('a record from before the start by the panel is news where it seems to be of after', () => {
		expect(takes({}, NOW + HOUR)).toBe(0);
		expect(takes({ seemsMadeAt: () => NOW + HOUR }, NOW + HOUR)).toBe(1);
		expect(takes({ seemsMadeAt: () => undefined }, NOW + HOUR)).toBe(0);
	});

	it('a record that may have been handed on under the day before is left alone', () => {
		const timeOf = () => Date.UTC(2026, 2, 4, 23, 30);
		expect(takes({ timeOf })).toBe(1);
		expect(takes({ timeOf, earliestOf: () => timeOf() - HOUR })).toBe(0);
	});
});

describe('a record', () => {
	const MINUTE = 60_000;
	const DAY = 24 * 60 * MINUTE;

	interface Sale {
		id: string;
		at?: number;
		mark?: number;
		isOther?: boolean;
	}
	const sales: Source = {
		...source,
		idOf: (record) => (record as Sale).id,
		hasId: () => true,
		timeOf: (record) => (record as Sale).at,
		markOf: (record) => (record as Sale).mark ?? 0,
		accepts: (record) => (record as Sale).isOther !== true,
	};
	const clock = { now: NOW, timeZone: 'Europe/Vienna', most: 100 };
	const inShort = ({ record, late, change, time }: FoundRecord) =>
		[(record as Sale).id, late && 'late', change, time === NOW && 'now'].filter(Boolean).join(' ');

	/** A trigger whose polls take records one after the other. */
	class Trigger {
		stored: DocumentState = MARCH_5;

		poll(
			records: Sale[],
			how: Partial<SourceState> & { silentBefore?: number; most?: number } = {},
		) {
			const { silentBefore, most = 100, through = NOW, ...state } = how;
			const intake = new Intake(this.stored, { ...clock, most });
			const taken = atOnce(intake.take(sales, { through, ...state }, records, silentBefore));
			const memory = intake.memory('2026-03-01', false);
			this.stored = { ...MARCH_5, ...memory };
			return { taken, room: intake.room, found: intake.found().map(inShort) };
		}

		found(...given: Parameters<Trigger['poll']>): string[] {
			return this.poll(...given).found;
		}
	}

	const AT = NOW - 2 * 60 * MINUTE;
	let trigger: Trigger;
	beforeEach(() => {
		trigger = new Trigger();
	});

	it('comes once, also where its content has changed since', () => {
		expect(trigger.found([{ id: 'a', at: AT }])).toEqual(['a late']);
		expect(trigger.found([{ id: 'a', at: AT + 1 }])).toEqual([]);
	});

	it('without a time that can be read counts as made now', () => {
		expect(trigger.found([{ id: 'a' }])).toEqual(['a now']);
	});

	it('comes once more where it was taken back after it was handed on, and not a third time', () => {
		trigger.poll([{ id: 'a', at: AT }]);
		expect(trigger.found([{ id: 'a', at: AT, mark: 2 }])).toEqual(['a cancelled']);
		expect(trigger.found([{ id: 'a', at: AT, mark: 2 }])).toEqual([]);
		// Whoever takes that back again has not canceled it.
		expect(trigger.found([{ id: 'a', at: AT, mark: 0 }])).toEqual([]);
		expect(trigger.found([{ id: 'a', at: AT, mark: 2 }])).toEqual(['a cancelled']);
	});

	it.each<[string, Sale, number | undefined]>([
		['that was there before the trigger', { id: 'a', at: AT }, AT + 1],
		['that the filter left out', { id: 'a', at: AT, isOther: true }, undefined],
	])('%s does not come, nor when it is taken back', (_name, record, silentBefore) => {
		expect(trigger.found([record], { silentBefore })).toEqual([]);
		expect(trigger.found([{ ...record, mark: 2, isOther: false }])).toEqual([]);
		expect(trigger.found([{ ...record, mark: 2, isOther: false }])).toEqual([]);
	});

	it('that was handed on and is left out by now does not come when it is taken back', () => {
		trigger.poll([{ id: 'a', at: AT }]);
		expect(trigger.found([{ id: 'a', at: AT, mark: 2, isOther: true }])).toEqual([]);
		expect(trigger.found([{ id: 'a', at: AT, mark: 2 }])).toEqual([]);
	});

	it('from the first moment that counts is news', () => {
		expect(trigger.found([{ id: 'a', at: AT }], { silentBefore: AT })).toEqual(['a late']);
	});

	it.each<[string, number, Partial<SourceState>, string]>([
		['within the grace that clocks need', NOW - 15 * MINUTE, {}, 'a'],
		['from before it', NOW - 15 * MINUTE - 1, {}, 'a late'],
		['from long before', NOW - DAY, {}, 'a late'],
		['after a pause in which nothing was read', NOW - DAY, { through: NOW - DAY }, 'a'],
		[
			'while a new trigger looks at what was there',
			NOW - DAY,
			{ sweep: { next: '', first: true } },
			'a',
		],
		[
			'while a list that was added does',
			NOW - DAY,
			{ sweep: { next: '', first: false, added: true } },
			'a',
		],
		['while a gap is caught up with', NOW - DAY, { sweep: { next: '', first: false } }, 'a late'],
	])('is late where it was made before all was read: %s', (_name, at, state, found) => {
		expect(trigger.found([{ id: 'a', at }], state)).toEqual([found]);
	});

	it('from the hour that a change of clocks repeats is not late, whichever of the two it was', () => {
		// 2:30 in the night of 25 October 2026 stands for half past midnight and half past one in UTC.
		const change = Date.UTC(2026, 9, 25, 1, 30);
		const intake = new Intake(MARCH_5, { ...clock, now: change + MINUTE });
		const first = Date.UTC(2026, 9, 25, 0, 30);
		const through = change + MINUTE;
		atOnce(
			intake.take(sales, { through }, [
				{ id: 'a', at: first },
				{ id: 'b', at: first - 31 * MINUTE },
			]),
		);
		expect(intake.found().map(inShort)).toEqual(['b late', 'a']);
	});

	it('stands in the order of its time, then of its ID', () => {
		const records = [
			{ id: 'd', at: AT + 1 },
			{ id: 'b', at: AT },
			{ id: 'c', at: AT },
			{ id: 'a', at: AT },
		];
		const intake = new Intake(MARCH_5, clock);
		for (const record of records) atOnce(intake.take(sales, { through: 0 }, [record]));
		expect(intake.found().map(inShort)).toEqual(['a', 'b', 'c', 'd']);
	});

	it('for which there is no room any more comes with the next poll, the oldest first', () => {
		const records = [
			{ id: 'b', at: AT + 1 },
			{ id: 'c', at: AT + 2 },
			{ id: 'a', at: AT },
		];
		const how = { most: 2, through: 0 };
		expect(trigger.poll(records, how)).toEqual({ taken: 'part', room: 0, found: ['a', 'b'] });
		expect(trigger.poll(records, how)).toEqual({ taken: 'all', room: 1, found: ['c'] });
	});

	it('that is known says so, and is counted with its day', () => {
		const intake = new Intake(MARCH_5, clock);
		atOnce(intake.take(sales, { through: 0 }, [{ id: 'a', at: AT }]));
		expect([intake.knows('a'), intake.knows('b')]).toEqual([true, false]);
		expect([intake.countOf('2026-03-05'), intake.countOf('2026-03-04')]).toEqual([1, 0]);
	});

	describe('of days that are forgotten', () => {
		it('is left alone; the first day that is remembered counts', () => {
			const days = ['2026-02-28T12:00:00Z', '2026-03-01T12:00:00Z'];
			const records = days.map((day) => ({ id: day, at: Date.parse(day) }));
			expect(trigger.found(records, { through: 0 })).toEqual([days[1]]);
		});

		const memoryOf = (stored: Partial<DocumentState>, keepNext: string, isFirst = false) =>
			new Intake({ ...MARCH_5, ...stored }, clock).memory(keepNext, isFirst);

		it.each<[string, Partial<DocumentState>, string, boolean, string]>([
			[
				'a poll that agrees with the one before moves it on',
				{ keepNext: '2026-03-03' },
				'2026-03-03',
				false,
				'2026-03-03',
			],
			['as far as both agree', { keepNext: '2026-03-02' }, '2026-03-03', false, '2026-03-02'],
			['one poll alone, whose clock may be wrong, does not', {}, '2026-03-03', false, '2026-03-01'],
			['it never moves back', { keepNext: '2026-02-20' }, '2026-02-20', false, '2026-03-01'],
			['the first poll has nobody to agree with', {}, '2026-03-03', true, '2026-03-03'],
			[
				'a day that has not come is no reason',
				{ keepFrom: '2026-04-01' },
				'2026-03-03',
				false,
				'2026-03-05',
			],
		])('%s', (_name, stored, keepNext, isFirst, keepFrom) => {
			expect(memoryOf(stored, keepNext, isFirst)).toEqual({ keepFrom, keepNext, seen: {} });
		});

		it('is forgotten with its day', () => {
			trigger.poll([{ id: 'a', at: Date.parse('2026-03-01T12:00:00Z') }], { through: 0 });
			expect(Object.keys(trigger.stored.seen)).toEqual(['2026-03-01']);
			trigger.stored = { ...trigger.stored, keepNext: '2026-03-02' };
			const { seen } = new Intake(trigger.stored, clock).memory('2026-03-02', false);
			expect(seen).toEqual({});
		});
	});
});
