/** The memory of records: what is known of each, what of it is stored, and what is forgotten with its day. */
import { Seen } from '../../../../../nodes/shared/poll/documents/seen';
import type { Known, StoredSeen } from '../../../../../nodes/shared/poll/documents/seen';

const [MARCH_1, MARCH_2, MARCH_3] = ['2026-03-01', '2026-03-02', '2026-03-03'] as const;
const HANDED_ON: Known = { handedOn: true, mark: 0 };
const LEFT_OUT: Known = { handedOn: false, mark: 0 };

/** Two records of one day and one of another, as a poll before has stored them. */
function stored(): StoredSeen {
	const seen = new Seen({});
	seen.set('a', MARCH_1, HANDED_ON);
	seen.set('b', MARCH_1, LEFT_OUT);
	seen.set('c', MARCH_2, HANDED_ON);
	return seen.toStored();
}

it('takes nine letters for each record, by day', () => {
	const lengths = Object.entries(stored()).map(([day, text]) => [day, text.length]);
	expect(lengths).toEqual([
		[MARCH_1, 18],
		[MARCH_2, 9],
	]);
});

it.each<[string, Known, Known]>([
	['handed on', HANDED_ON, HANDED_ON],
	['left out', LEFT_OUT, LEFT_OUT],
	['handed on, and taken back since', { handedOn: true, mark: 3 }, { handedOn: true, mark: 3 }],
	['left out, and taken back since', { handedOn: false, mark: 3 }, { handedOn: false, mark: 3 }],
	[
		'with more marks than are told apart',
		{ handedOn: false, mark: 99 },
		{ handedOn: false, mark: 31 },
	],
	['with as many, handed on', { handedOn: true, mark: 31 }, { handedOn: true, mark: 31 }],
])('knows of a record what was noted, also once it was stored: %s', (_name, known, read) => {
	const seen = new Seen(stored());
	seen.set('d', MARCH_2, known);
	expect(seen.get('d')).toEqual(read);
	const again = new Seen(seen.toStored());
	expect(['a', 'b', 'c', 'd'].map((id) => again.get(id))).toEqual([
		HANDED_ON,
		LEFT_OUT,
		HANDED_ON,
		read,
	]);
	expect(again.get('e')).toBeUndefined();
});

it('counts the records of a day, and all', () => {
	const seen = new Seen(stored());
	expect([MARCH_1, MARCH_2, MARCH_3].map((day) => seen.countOf(day))).toEqual([2, 1, 0]);
	expect(seen.size).toBe(3);
});

it('leaves a record with the day that it was first noted for', () => {
	const seen = new Seen(stored());
	seen.set('a', MARCH_3, { handedOn: true, mark: 1 });
	expect([MARCH_1, MARCH_3].map((day) => seen.countOf(day))).toEqual([2, 0]);
	expect(Object.keys(seen.toStored())).toEqual([MARCH_1, MARCH_2]);
});

it('stores the very object that it was given where nothing has changed, so that n8n has nothing to store', () => {
	const before = stored();
	const seen = new Seen(before);
	seen.set('a', MARCH_3, HANDED_ON);
	seen.dropBefore(MARCH_1);
	expect(seen.toStored()).toBe(before);
	seen.set('d', MARCH_3, HANDED_ON);
	const after = seen.toStored();
	expect(after).not.toBe(before);
	// Days without a change are the very text that they were.
	expect(after[MARCH_1]).toBe(before[MARCH_1]);
	expect(seen.toStored()).toBe(after);
});

describe('forgets the days before one, and no other', () => {
	it.each([
		['before it was looked at', false],
		['after it was looked at', true],
	])('%s', (_name, isRead) => {
		const seen = new Seen(stored());
		if (isRead) expect(seen.get('a')).toEqual(HANDED_ON);
		seen.dropBefore(MARCH_2);
		expect(Object.keys(seen.toStored())).toEqual([MARCH_2]);
		expect([seen.get('a'), seen.get('c'), seen.size]).toEqual([undefined, HANDED_ON, 1]);
	});

	it('also what was noted for them since, which is not stored', () => {
		const seen = new Seen({});
		seen.set('a', MARCH_1, HANDED_ON);
		seen.set('c', MARCH_2, HANDED_ON);
		seen.dropBefore(MARCH_2);
		expect(Object.keys(seen.toStored())).toEqual([MARCH_2]);
		expect(seen.size).toBe(1);
	});
});
