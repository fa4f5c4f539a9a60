/** What the poll of one list comes to: what is known of it then, whether that helps, and what failed. */
import type {
	DocumentPlan,
	DocumentState,
	Source,
	SourceState,
} from '../../../../../nodes/shared/poll/documents/documentTypes';
import { Intake } from '../../../../../nodes/shared/poll/documents/intake';
import type { Part } from '../../../../../nodes/shared/poll/documents/parts';
import { pollList } from '../../../../../nodes/shared/poll/documents/pollList';
import { untimed } from '../../../../support/clock/clock';

const MINUTE = 60_000;
/** A Thursday at noon; days and hours are in UTC. */
const NOW = Date.UTC(2026, 2, 5, 12);
const OLD = NOW - 61 * MINUTE;

/** Nothing is new, and all three older pieces are due. */
const KNOWN: SourceState = {
	through: NOW - MINUTE,
	newest: {
		from: '2026-03-04',
		began: NOW - 5 * MINUTE,
		readAt: NOW - 5 * MINUTE,
		total: 1,
		length: 1,
		end: 'tail',
	},
	older: [OLD, OLD, OLD],
};
const [FIRST, SECOND, THIRD] = ['02-26', '02-28', '03-02'];
const EMPTY: Part = { records: [], end: { length: 0, grown: 0 } };
const BROKEN = new Error('broken');
const FOR_ALL = new Error('for all');

interface How {
	/** What the pieces give, by their first day; else nothing is in them. */
	parts?: Record<string, Part | Error>;
	/** Records at the end of the newest days that aren't known. */
	news?: number;
	goesOn?: (share?: number) => boolean;
}

/** Polls the list; gives what came of it, and the first days of the older pieces that were asked for. */
async function polled({ parts = {}, news = 0, goesOn = () => true }: How = {}) {
	const asked: string[] = [];
	const newest = Array.from({ length: 1 + news }, (_record, index) => ({ id: `n${index}` }));
	const source: Source = {
		key: 'all',
		window: { maxDays: 3 },
		pageSize: 10,
		read: async ({ from }) => {
			const day = from.slice(5);
			asked.push(day);
			const part = await Promise.resolve(parts[day] ?? EMPTY);
			if (part instanceof Error) throw part;
			return part;
		},
		readPage: async (_range, { offset, size }) => {
			const records = newest.slice(offset, offset + size);
			return await Promise.resolve({ records, total: newest.length });
		},
		idOf: (record) => (record as { id: string }).id,
		hasId: () => true,
		timeOf: () => NOW,
		markOf: () => 0,
		accepts: () => true,
	};
	const plan: DocumentPlan = {
		sources: [source],
		now: NOW,
		startAt: 0,
		startsNow: false,
		timeZone: 'UTC',
		lookBackDays: 7,
		most: 100,
		taking: untimed,
		goesOn,
		complains: () => false,
		isPause: () => false,
		isForAll: (error) => error === FOR_ALL,
		isSlow: () => false,
	};
	const intake = new Intake({ keepFrom: '' } as DocumentState, plan);
	const before = intake.take(source, KNOWN, [{ id: 'n0' }], Infinity);
	while (!before.next().done);
	const outcome = await pollList(source, KNOWN, { plan, intake, startAt: 0 });
	const { state, ...rest } = outcome;
	return { asked, older: state.older, failing: state.failing, found: intake.count, ...rest };
}

const NOTHING_WRONG = { paused: false, failure: undefined, failing: undefined };

it('reads what is due, and has achieved something then', async () => {
	expect(await polled()).toEqual({
		asked: [FIRST, SECOND, THIRD],
		older: [NOW, NOW, NOW],
		found: 0,
		achieved: true,
		...NOTHING_WRONG,
	});
});

it('leaves what can wait where there is no time', async () => {
	expect(await polled({ goesOn: () => false })).toEqual({
		asked: [],
		older: [OLD, OLD, OLD],
		found: 0,
		achieved: false,
		...NOTHING_WRONG,
	});
});

it('leaves older days half of the time where something was found', async () => {
	const goesOn = (share = 1) => share > 0.5;
	expect(await polled({ goesOn })).toMatchObject({ asked: [FIRST, SECOND, THIRD] });
	expect(await polled({ goesOn, news: 2 })).toMatchObject({ asked: [], found: 2 });
});

it('asks for nothing more once the vendor allows no more calls', async () => {
	const place = { offset: 2, last: 'b', grown: 0 };
	const parts = { '02-28': { records: [{ id: 'a' }, { id: 'b' }], place, paused: true } };
	expect(await polled({ parts })).toMatchObject({
		asked: [FIRST, SECOND],
		older: [NOW, OLD, OLD],
		found: 2,
		achieved: true,
		paused: true,
		failure: undefined,
	});
});

it.each([
	['reads the others beside one that fails', BROKEN, [FIRST, SECOND, THIRD], [NOW, OLD, NOW]],
	['asks for nothing more where all would fail', FOR_ALL, [FIRST, SECOND], [NOW, OLD, OLD]],
])('%s', async (_words, error, asked, older) => {
	expect(await polled({ parts: { '02-28': error } })).toMatchObject({
		asked,
		older,
		failing: NOW,
		achieved: true,
		paused: false,
		failure: { error },
	});
});
