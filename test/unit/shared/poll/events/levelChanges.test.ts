/** What has reached a level, what is remembered of it, and which failure is shown beside it. */
import {
	beginLevels,
	compareLevel,
	failureToShow,
	levelsAfter,
	reduceLevel,
} from '../../../../../nodes/shared/poll/events/levelChanges';
import type {
	LevelProgress,
	LevelState,
} from '../../../../../nodes/shared/poll/events/levelChanges';
import { Load } from '../../../../../nodes/shared/poll/load';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';

const HOUR = 3_600_000;
const NOW = 100 * HOUR;

/** A record's short name has eight letters. */
const nameOf = (letter: string) => letter.repeat(8);
const namesOf = (letters: string) => [...letters].map(nameOf).join('');

describe('a list', () => {
	/** With an item for each letter that is at the level, compared with the letters from before. */
	const compared = (there: string, before: string | undefined, most: number) => {
		const records = new Map([...there].map((letter) => [nameOf(letter), { letter }]));
		const known = before === undefined ? undefined : namesOf(before);
		const { news, names, bytes } = atOnce(compareLevel(records, known, new Load(most)));
		return { news: news.map(({ letter }) => letter).join(''), names, isEmpty: bytes === 0 };
	};

	it.each<[string, string, string | undefined, string, string, number?]>([
		['of which nothing is known has no news', 'ba', undefined, '', 'ab'],
		['of which it is known that nothing was there has only news', 'ba', '', 'ba', 'ab'],
		['has what came to the level as news', 'cba', 'ac', 'b', 'abc'],
		['forgets what isn’t at the level any more: it may come again', 'a', 'abc', '', 'a'],
		['with nothing at the level has nothing', '', 'ab', '', ''],
		['leaves what there is no room for to the next poll', 'xdbca', 'a', 'xd', 'adx', 2],
		['notes what was there before though there is no room', 'ab', 'ab', '', 'ab', 0],
		['with nothing known needs no room', 'ab', undefined, '', 'ab', 0],
	])('%s', (_words, there, before, news, names, most = 10) => {
		const isEmpty = news === '';
		expect(compared(there, before, most)).toEqual({ news, names: namesOf(names), isEmpty });
	});

	it('has as many bytes as its news take', () => {
		const [one, other] = [{ note: 'x'.repeat(100) }, { note: 'y'.repeat(900) }];
		const there = new Map([
			[nameOf('a'), one],
			[nameOf('b'), other],
		]);
		const read = atOnce(compareLevel(there, namesOf('b'), new Load()));
		expect(read.bytes).toBe(new Load().add(one));
	});
});

const STATE: LevelState = { levels: { 1: namesOf('a'), 2: namesOf('b') } };
const BEGUN: LevelProgress = { levels: STATE.levels, outgoing: [], someListWorks: false };

it('lists that aren’t watched any more are forgotten, and new ones are not known', () => {
	const { levels } = beginLevels([{ key: '2' }, { key: '3' }], STATE);
	expect(levels).toEqual({ 2: namesOf('b') });
});

/** Errors as requests throw them. */
const failed = (cause?: string, httpCode: string | null = '400') => ({
	...(cause === undefined ? {} : { failure: { cause } }),
	httpCode,
});
const broken = failed('configuration-invalid');
/** The calls that the vendor allows are used up. */
const pause = failed('rate-limited', null);

describe('after a list', () => {
	const list = { key: '2', remarks: { shop: 'Two' } };

	it('that was read, its news go out with what is to be said of them', () => {
		const record = { id: 7 };
		const before = { ...BEGUN, outgoing: [{ record: 1, remarks: {} }] };
		const done = { news: [record], names: namesOf('c'), bytes: 9 };
		expect(reduceLevel(before, list, done)).toEqual({
			levels: { 1: namesOf('a'), 2: namesOf('c') },
			outgoing: [...before.outgoing, { record, remarks: list.remarks }],
			someListWorks: true,
		});
		expect(before.levels).toEqual(STATE.levels);
	});

	const first = { error: failed() };
	it.each<[string, unknown, boolean, Partial<LevelProgress>, Partial<LevelProgress>?]>([
		['that failed, the others have their turn', broken, false, { failure: { error: broken } }],
		[
			'that failed as well, the first failure counts',
			broken,
			false,
			{ failure: first },
			{ failure: first },
		],
		[
			'that failed as all would, they wait',
			pause,
			false,
			{ failure: { error: pause }, waiting: '2' },
		],
		[
			'with a credential that is refused, they wait',
			failed('credential-invalid'),
			false,
			{ failure: { error: failed('credential-invalid') }, waiting: '2' },
		],
		['for which others left no room, nothing has failed', broken, true, { waiting: '2' }],
		[
			'for which others left no room, an earlier failure counts',
			broken,
			true,
			{ failure: first, waiting: '2' },
			{ failure: first },
		],
	])('%s', (_words, error, isShort, changes, before = {}) => {
		const after = reduceLevel({ ...BEGUN, ...before }, list, { error, isShort });
		expect(after).toEqual({ ...BEGUN, ...changes });
	});
});

describe('what is stored', () => {
	const { levels } = STATE;
	it.each<[string, Partial<LevelProgress>, Partial<LevelState>, LevelState]>([
		['is what is at the level', {}, {}, { levels }],
		['is where a poll stopped', { waiting: '2' }, { next: '1' }, { levels, next: '2' }],
		['is no list to begin with where all were read', {}, { next: '1' }, { levels }],
		['is since when something fails', { failure: { error: broken } }, {}, { levels, failing: NOW }],
		[
			'is as old as it is',
			{ failure: { error: broken } },
			{ failing: NOW - HOUR },
			{ levels, failing: NOW - HOUR },
		],
		[
			'is never later than now',
			{ failure: { error: broken } },
			{ failing: NOW + HOUR },
			{ levels, failing: NOW },
		],
		['is no failure where none is left', {}, { failing: NOW - HOUR }, { levels }],
		[
			'is no failure where the calls are used up',
			{ failure: { error: pause }, waiting: '1' },
			{ failing: NOW - HOUR },
			{ levels, next: '1' },
		],
	])('%s', (_words, changes, stored, expected) => {
		expect(levelsAfter({ ...BEGUN, ...changes }, { ...STATE, ...stored }, NOW)).toEqual(expected);
	});
});

describe('a failure', () => {
	const found = { outgoing: [{ record: {}, remarks: {} }] };
	const noted = { levels: { ...STATE.levels, 1: namesOf('x') } };
	const worked = { someListWorks: true };
	const old = { failing: NOW - HOUR };
	const alone = { error: broken, isBeside: false };
	const beside = { error: broken, isBeside: true };

	it.each<[string, object | undefined, Partial<LevelProgress>, Partial<LevelState>, boolean?]>([
		['is shown where no list could be read', alone, {}, {}],
		['is shown where the others have nothing new', alone, worked, {}],
		['is shown at once also where it lasts', alone, worked, old],
		['waits where something else was noted', undefined, { ...worked, ...noted }, {}],
		['waits where a list is gone', undefined, { ...worked, levels: { 1: namesOf('a') } }, {}],
		['waits where the next poll begins elsewhere', undefined, { ...worked, waiting: '2' }, {}],
		['waits where something is handed on', undefined, { ...worked, ...found }, {}],
		['waits for an hour', undefined, { ...worked, ...found }, { failing: old.failing + 1 }],
		['is shown beside what is handed on after an hour', beside, { ...worked, ...found }, old],
		['is shown beside what was noted after an hour', beside, { ...worked, ...noted }, old],
		['is shown by hand whatever was noted', alone, { ...worked, ...noted }, {}, true],
		['is not shown by hand beside an item', undefined, { ...worked, ...found }, {}, true],
	])('%s', (_words, expected, changes, stored, manual = false) => {
		const before = { ...STATE, ...stored };
		const progress = { ...BEGUN, failure: { error: broken }, ...changes };
		const after = levelsAfter(progress, before, NOW);
		const shown = failureToShow(progress, before, after, { manual, startedAt: NOW });
		expect(shown).toEqual(expected);
	});

	it('that is none isn’t shown', () => {
		const shown = failureToShow(BEGUN, STATE, STATE, { manual: false, startedAt: NOW });
		expect(shown).toBeUndefined();
	});

	it('of calls that are used up is shown only where nothing was achieved', () => {
		const progress = { ...BEGUN, failure: { error: pause }, waiting: '1' };
		const before = { ...STATE, failing: NOW - 2 * HOUR };
		const show = (stored: LevelState, changes: Partial<LevelProgress> = {}) => {
			const all = { ...progress, ...changes };
			const after = levelsAfter(all, stored, NOW);
			return failureToShow(all, stored, after, { manual: false, startedAt: NOW });
		};
		expect(show(before)).toEqual({ error: pause, isBeside: false });
		expect(show(before, worked)).toBeUndefined();
		expect(show({ ...before, next: '1' }, worked)).toEqual({ error: pause, isBeside: false });
	});
});
