/** What of the records of a list is news, where they have no ids to be told apart by. */
import type { Source } from '../../../../../nodes/shared/poll/documents/documentTypes';
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
