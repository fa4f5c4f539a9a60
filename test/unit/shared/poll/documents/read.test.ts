/** What each step of a poll asks for, in which order, and what it takes of what came. */
import type {
	DocumentState,
	Newest,
	Source,
	SourceState,
} from '../../../../../nodes/shared/poll/documents/documentTypes';
import { Intake } from '../../../../../nodes/shared/poll/documents/intake';
import type { Part } from '../../../../../nodes/shared/poll/documents/parts';
import { readStep } from '../../../../../nodes/shared/poll/documents/read';
import type { EndsStep, Step } from '../../../../../nodes/shared/poll/documents/steps';
import { untimed } from '../../../../support/clock/clock';
import { PAUSE } from '../../../../support/vendors/pagedShop';

const NOW = Date.UTC(2026, 2, 5, 12);
const RANGE = { from: '2026-03-04', to: '2026-03-06' };
const NEWEST: Newest = {
	from: RANGE.from,
	began: NOW,
	readAt: NOW,
	total: 4,
	length: 4,
	end: 'tail',
};
const STATE: SourceState = { through: NOW, newest: NEWEST, older: [] };
const PLACE = { offset: 2, last: 'b', grown: 0 };
const END = { length: 3, grown: 0 };

interface How {
	state?: Partial<SourceState>;
	most?: number;
	/** Ids that are known already. */
	known?: string[];
	part?: Partial<Part>;
	ids?: string[];
	count?: () => number | undefined;
	/** Records in the list, as pages tell. */
	total?: number;
	goesOn?: boolean;
}

/** Does a step on a list of these records; gives what was asked for and what was taken. */
async function done(step: Step, how: How = {}) {
	const { ids = ['a', 'b', 'c'], part = { end: END }, most = 100, count, total = 4 } = how;
	const asked: string[] = [];
	const records = ids.map((id) => ({ id }));
	const plan = { now: NOW, timeZone: 'UTC', most, taking: untimed, isPause: () => false };
	const source: Source = {
		key: 'all',
		window: {},
		pageSize: 2,
		read: async (_range, at, { expects, goesOn }) => {
			asked.push(`read ${at?.offset ?? 0} ${expects ?? ''} ${String(goesOn())}`);
			return await Promise.resolve({ records, ...part });
		},
		readPage: async (_range, { offset }) => {
			asked.push(`page ${offset}`);
			return await Promise.resolve({ records: records.slice(offset, offset + 2), total });
		},
		...(count
			? {
					count: async () => {
						asked.push('count');
						return await Promise.resolve(count());
					},
				}
			: {}),
		idOf: (record) => (record as { id: string }).id,
		hasId: () => true,
		timeOf: () => NOW,
		markOf: () => 0,
		accepts: () => true,
	};
	const intake = new Intake({ keepFrom: '' } as DocumentState, plan);
	for (const id of how.known ?? []) {
		const before = intake.take(source, STATE, [{ id }], Infinity);
		while (!before.next().done);
	}
	const state = { ...STATE, ...how.state };
	const reader = { source, state, plan, intake, goesOn: () => how.goesOn ?? true };
	const result = await readStep(step, reader);
	const taken = intake.found().map(({ record }) => source.idOf(record));
	return { result, asked, taken };
}

describe('the newest days', () => {
	const newest: Step = { do: 'newest', range: RANGE };

	it('are counted before they are read, where the vendor counts apart', async () => {
		const { asked, result } = await done(newest, { count: () => 5 });
		expect(asked).toEqual(['count', 'read 0  true']);
		expect(result).toMatchObject({ counted: 5, isCounted: true, isTaken: true, isFull: false });
	});

	it('are read alone where their length is known', async () => {
		const { asked, result } = await done({ ...newest, asBefore: NEWEST }, { count: () => 5 });
		expect(asked).toEqual(['read 0 4 true']);
		expect(result).toMatchObject({ isCounted: true });
		expect((await done(newest)).result).toMatchObject({ isCounted: false });
	});

	it.each([
		[2, false, true, ['a', 'b']],
		[3, true, true, ['a', 'b', 'c']],
		[4, true, false, ['a', 'b', 'c']],
	])('with room for %d of three', async (most, isTaken, isFull, expected) => {
		const { result, taken } = await done(newest, { most });
		expect(result).toMatchObject({ isTaken, isFull });
		expect(taken).toEqual(expected);
	});
});

describe('a piece', () => {
	const older: Step = { do: 'older', range: RANGE, index: 0 };
	const sweep: Step = { do: 'sweep', range: RANGE, whole: true, after: { older: [] } };

	it('is gone on with where an earlier poll stopped, if it is the same', async () => {
		const part = { ...PLACE, ...RANGE, since: 1 };
		expect((await done(older, { state: { part } })).asked).toEqual(['read 2  true']);
		const other = { ...part, to: '2026-03-07' };
		expect((await done(older, { state: { part: other } })).asked).toEqual(['read 0  true']);
	});

	it('that must be whole is only taken whole', async () => {
		const part = { place: PLACE };
		expect(await done(sweep, { part })).toMatchObject({ taken: [], result: { isTaken: false } });
		const short = { ...sweep, whole: false };
		expect((await done(short, { part })).taken).toEqual(['a', 'b', 'c']);
		expect((await done(sweep)).taken).toEqual(['a', 'b', 'c']);
	});

	it('from before the trigger is noted in silence', async () => {
		const silent = { ...sweep, silentBefore: NOW + 1 };
		expect(await done(silent)).toMatchObject({ taken: [], result: { isTaken: true } });
	});

	it('tells whether its last day came along', async () => {
		const today = { from: '2026-03-03', to: '2026-03-05' };
		const lastDay = { day: today.to, count: 3 };
		expect((await done({ ...older, range: today })).result).toMatchObject({ lastDay });
		// Tomorrow hasn't begun, and what is known needn't be shown.
		expect((await done(older)).result).toMatchObject({ lastDay: undefined });
		const { result } = await done({ ...older, range: today }, { state: { covers: true } });
		expect(result).toMatchObject({ lastDay: undefined });
	});
});

describe('the ends', () => {
	const ends: EndsStep = {
		do: 'ends',
		range: RANGE,
		newest: NEWEST,
		withPage: false,
		withRest: false,
	};
	const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
	const known = ids.slice(0, 4);

	it('tell what was added', async () => {
		const { asked, taken, result } = await done(ends, { ids, known, total: 7 });
		expect(asked).toEqual(['page 3', 'page 5']);
		expect(taken).toEqual(['e', 'f', 'g']);
		expect(result).toMatchObject({
			isTaken: true,
			isOutOfTime: false,
			found: { state: { total: 7 } },
		});
	});

	it('say nothing where there isn’t time for all that was added', async () => {
		const { asked, taken, result } = await done(ends, { ids, known, total: 7, goesOn: false });
		expect(asked).toEqual(['page 3']);
		expect(taken).toEqual([]);
		expect(result).toMatchObject({ isTaken: false, isOutOfTime: true });
	});

	it('say nothing where something was taken away', async () => {
		const { result } = await done(ends, { known, total: 3 });
		expect(result).toMatchObject({ isTaken: false, isOutOfTime: false, found: undefined });
	});

	it('come with one page of what is read again', async () => {
		const again = { ...PLACE, since: 1 };
		const step = { ...ends, withPage: true, newest: { ...NEWEST, again } };
		const part = { place: PLACE, total: 4 };
		const { asked, result } = await done(step, { ids: ['c'], known, part });
		expect(asked).toEqual(['read 2  false']);
		expect(result).toMatchObject({ isTaken: true, page: part });
	});
});

it('what is left to be read again counts what is new among it', async () => {
	const step: Step = { do: 'rest', range: RANGE, again: { ...PLACE, since: 1 } };
	const { asked, result, taken } = await done(step, { ids: ['b', 'c', 'c'], known: ['b'] });
	expect(asked).toEqual(['read 2  true']);
	expect(result).toMatchObject({ added: 1, isTaken: true });
	expect(taken).toEqual(['c']);
});

it('a count is asked for where there is one', async () => {
	const step: Step = { do: 'count', range: RANGE, since: NOW, length: 3, most: 9 };
	expect((await done(step, { count: () => 5 })).result).toMatchObject({ counted: 5 });
	expect((await done(step)).result).toMatchObject({ counted: undefined });
});

it('a failure is thrown as it came', async () => {
	const fails = done(
		{ do: 'newest', range: RANGE },
		{
			count: () => {
				throw PAUSE;
			},
		},
	);
	await expect(fails).rejects.toBe(PAUSE);
});
