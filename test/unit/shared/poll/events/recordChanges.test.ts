/** Which changed records are news, and what is remembered of them. */
import { sortOut } from '../../../../../nodes/shared/poll/events/recordChanges';
import type {
	Changed,
	Circumstances,
	KindState,
} from '../../../../../nodes/shared/poll/events/recordChanges';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';

const NOW = 10_000_000;
const STATE: KindState = { scope: [], through: 5000, recent: '', ids: '' };
const HOW: Circumstances = { startAt: 0, most: 10, now: NOW, isFirst: false, isNewDay: false };

/** A record's short name has eight letters, its content's fingerprint four. */
const nameOf = (id: number) => String(id).padStart(8, '-');
const changed = (id: number, time: number | undefined, more: Partial<Changed> = {}): Changed => ({
	record: { id },
	id: nameOf(id),
	content: 'same',
	time,
	place: undefined,
	...more,
});

/** What a poll finds, in short, and what it stores. */
function polled(
	records: Changed[],
	state: Partial<KindState> = {},
	how: Partial<Circumstances> = {},
	scope: string[] = [],
) {
	const steps = sortOut(records, { ...STATE, ...state }, scope, { ...HOW, ...how });
	const { outgoing, next } = atOnce(steps);
	const found = outgoing.map(
		({ record, remarks }) => `${String(remarks.change)} ${(record as { id: number }).id}`,
	);
	return { found, next };
}

describe('news', () => {
	const known = { recent: `${nameOf(1)}same`, ids: nameOf(1) };
	it.each<[string, Changed[], Partial<KindState>, Partial<Circumstances>, string[]]>([
		['is what isn’t known', [changed(2, 6000)], known, {}, ['created 2']],
		['is not what is known as it is', [changed(1, 6000)], known, {}, []],
		['is what is known otherwise', [changed(1, 6, { content: 'new!' })], known, {}, ['updated 1']],
		['tells new ones from changed ones', [changed(1, 6)], { ids: nameOf(1) }, {}, ['updated 1']],
		['doesn’t where there are too many', [changed(1, 6)], { ids: undefined }, {}, ['undefined 1']],
		['is not what was done with', [changed(2, 6), changed(3, 7)], { done: 6 }, {}, ['created 3']],
		['comes oldest first', [changed(2, 9), changed(3, 7)], {}, {}, ['created 3', 'created 2']],
		['is what has no time', [changed(2, undefined)], { done: 9 }, {}, ['created 2']],
		[
			'is not what was there before',
			[changed(2, 6), changed(3, 7)],
			{},
			{ isFirst: true, startAt: 7 },
			['created 3'],
		],
	])('%s', (_words, records, state, how, expected) => {
		expect(polled(records, state, how).found).toEqual(expected);
	});

	it('of places that weren’t watched begins where the others stand', () => {
		const [old, late] = [changed(1, 4999, { place: 'b' }), changed(2, 5000, { place: 'b' })];
		const mine = changed(3, 1, { place: 'a' });
		const scope = ['a', 'b'];
		const { found, next } = polled([old, late, mine], { scope: ['a'] }, {}, scope);
		expect(found).toEqual(['created 3', 'created 2']);
		expect(next).toMatchObject({ scope, through: NOW });
	});
});

describe('what is remembered', () => {
	it('stays as it is where nothing came, but for the day', () => {
		expect(polled([]).next).toEqual(STATE);
		expect(polled([], {}, { isNewDay: true }).next).toEqual({ ...STATE, through: NOW });
	});

	it('moves on only once nothing waits, and what waits comes as what it is', () => {
		const recent = `${nameOf(2)}same`;
		const records = [changed(1, 6), changed(2, 7, { content: 'new!' })];
		const first = polled(records, { recent, ids: nameOf(2) }, { most: 1 });
		expect(first.found).toEqual(['created 1']);
		expect(first.next.through).toBe(STATE.through);
		const second = polled(records, first.next, { most: 1 });
		expect(second.found).toEqual(['updated 2']);
		expect(second.next.through).toBe(NOW);
		expect(polled(records, second.next, { most: 1 }).found).toEqual([]);
	});

	it('ends at a moment of which nothing waits, however many were changed then', () => {
		// One more than are remembered, and one more than there is room for: all of one moment.
		const records = Array.from({ length: 10_002 }, (_one, id) => changed(id, 6000));
		const first = polled(records, { ids: undefined }, { most: 10_001 });
		expect(first.found).toHaveLength(10_001);
		const second = polled(records, { ids: undefined, ...first.next }, { most: 10_001 });
		expect(second.found).toEqual(['undefined 10001']);
		// Now that none waits the moment is done with.
		expect(second.next).toMatchObject({ done: 6000, recent: '' });
		expect(polled(records, second.next).found).toEqual([]);
	});

	it('lets go of those that were changed first', () => {
		const records = Array.from({ length: 10_002 }, (_one, id) => changed(id, 6000 + id));
		const { next } = polled(records, { ids: undefined }, { most: 20_000 });
		expect(next.done).toBe(6001);
		expect(next.recent).toHaveLength(10_000 * 12);
	});
});
