/** What is new in a list, found by its length and its ends: correct in every case, and cheap. */
import fc from 'fast-check';
import { readEnds } from '../../../../../nodes/shared/poll/documents/ends';
import type { ListState } from '../../../../../nodes/shared/poll/documents/ends';
import { runs } from '../../../../support/clock/seeds';

/** A list on a server, which a reader knows as it was before. */
function listOf(now: string[], before: string[], counted: boolean, size = 10, first = 0) {
	const known = new Set(before);
	const calls = { count: 0, pages: 0 };
	const reader = {
		size,
		page: async ({ offset, size: asked }: { offset: number; size: number }) => {
			calls.pages += 1;
			const start = Math.max(0, offset - first);
			const records = now.slice(start, start + asked);
			return counted ? { records } : { records, total: now.length };
		},
		...(counted
			? {
					count: async () => {
						calls.count += 1;
						return now.length;
					},
				}
			: {}),
		newId: (record: unknown) => (known.has(String(record)) ? undefined : String(record)),
	};
	return { reader, calls, requests: () => calls.count + calls.pages };
}

const names = (prefix: string, count: number) =>
	Array.from({ length: count }, (_none, place) => `${prefix}${place}`);
const stateOf = (list: string[], end: ListState['end']): ListState => ({
	total: list.length,
	length: list.length,
	end,
});

const ends = ['head', 'tail'] as const;
const counted = [true, false];

describe.each(counted)('a list whose length is asked for apart: %s', (isCounted) => {
	describe.each(ends)('new records last stood at the %s', (end) => {
		it('costs one request when nothing is new', async () => {
			for (const length of [0, 1, 9, 10, 57]) {
				const before = names('r', length);
				const { reader, requests } = listOf(before, before, isCounted);
				const result = await readEnds(reader, stateOf(before, end));
				expect(result?.state).toMatchObject({ total: length, length });
				expect(requests()).toBe(1);
			}
		});

		it.each(ends)('finds any number at the %s with 2 + ceil(k / size) requests', async (place) => {
			for (const length of [0, 1, 9, 10, 57]) {
				for (const added of [1, 2, 9, 10, 11, 19, 20, 21, 95, 100, 101]) {
					const before = names('r', length);
					const fresh = names('n', added);
					const now = place === 'head' ? [...fresh, ...before] : [...before, ...fresh];
					const { reader, requests } = listOf(now, before, isCounted);
					const result = await readEnds(reader, stateOf(before, end));
					const found = new Set(result?.records.filter((id) => String(id).startsWith('n')));
					expect([length, added, found.size]).toEqual([length, added, added]);
					expect(result?.state).toMatchObject({ total: now.length, length: now.length });
					expect(requests()).toBeLessThanOrEqual(2 + Math.ceil(added / 10));
					if (length === 57) expect(result?.state.end).toBe(place);
				}
			}
		});
	});

	it('has the list read in full when records are gone', async () => {
		const before = names('r', 30);
		const { reader } = listOf(before.slice(1), before, isCounted);
		await expect(readEnds(reader, stateOf(before, 'tail'))).resolves.toBeUndefined();
	});

	it('never says that it found all when it did not', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom('keep', 'drop', 'insert', 'insert'), { maxLength: 40 }),
				fc.constantFrom(...ends),
				async (edits, end) => {
					const before = names('r', edits.length);
					const now = edits.flatMap((edit, place) =>
						edit === 'drop' ? [] : edit === 'keep' ? [`r${place}`] : [`n${place}`, `r${place}`],
					);
					const { reader } = listOf(now, before, isCounted);
					const result = await readEnds(reader, stateOf(before, end));
					const dropped = edits.filter((edit) => edit === 'drop').length;
					const inserted = edits.filter((edit) => edit.startsWith('insert')).length;
					// Where as many went as came, only the hourly reading in full can tell.
					if (!result || (dropped > 0 && inserted > 0)) return;
					const found = new Set(result.records.filter((id) => String(id).startsWith('n')));
					expect(found.size).toBe(inserted);
				},
			),
			{ numRuns: runs(500) },
		);
	});
});

it('reads a list in full that counts from one where that hides the last record', async () => {
	const before = names('r', 30);
	const now = [...before, ...names('n', 20)];
	const { reader } = listOf(now, before, false, 10, 1);
	const result = await readEnds(reader, stateOf(before, 'tail'));
	const found = new Set(result?.records.filter((id) => String(id).startsWith('n')));
	expect(result === undefined || found.size === 20).toBe(true);
});

describe('a page that is read anyhow', () => {
	/** A reader that has to read the page at the given offset. */
	const reading = (now: string[], before: string[], offset: number) => {
		const { reader, requests } = listOf(now, before, false);
		const other = async () => await reader.page({ offset, size: reader.size });
		return { reader: { ...reader, other }, requests };
	};

	it.each(ends)('tells that nothing is new, last seen at the %s', async (end) => {
		for (const length of [0, 1, 10, 57]) {
			const before = names('r', length);
			for (let offset = 0; offset <= length; offset += 9) {
				const { reader, requests } = reading(before, before, offset);
				const result = await readEnds(reader, stateOf(before, end));
				expect(result?.state).toMatchObject({ total: length, length });
				expect(result?.records).toEqual(before.slice(offset, offset + 10));
				expect(requests()).toBe(1);
			}
		}
	});

	it.each(ends.flatMap((end) => ends.map((place) => [end, place] as const)))(
		'finds what is new with 2 + ceil(k / size) requests, last seen at the %s, now at the %s',
		async (end, place) => {
			for (const added of [1, 9, 10, 11, 21, 100]) {
				const before = names('r', 57);
				const fresh = names('n', added);
				const now = place === 'head' ? [...fresh, ...before] : [...before, ...fresh];
				for (let offset = 0; offset <= now.length; offset += 9) {
					const { reader, requests } = reading(now, before, offset);
					const result = await readEnds(reader, stateOf(before, end));
					const found = new Set(result?.records.filter((id) => String(id).startsWith('n')));
					expect([offset, found.size]).toEqual([offset, added]);
					expect(result?.state).toMatchObject({ total: now.length, length: now.length });
					expect(requests()).toBeLessThanOrEqual(2 + Math.ceil(added / 10));
				}
			}
		},
	);

	it('has the list read in full when records are gone, and when one took the place of another', async () => {
		const before = names('r', 30);
		const gone = reading(before.slice(1), before, 10);
		await expect(readEnds(gone.reader, stateOf(before, 'tail'))).resolves.toBeUndefined();
		const replaced = reading(['n0', ...before.slice(1)], before, 0);
		await expect(readEnds(replaced.reader, stateOf(before, 'tail'))).resolves.toBeUndefined();
	});
});

it('takes a page of more records than were asked for, however many they are', async () => {
	const before = names('r', 5);
	const many = names('n', 200_000);
	const { reader } = listOf([...before, ...many], before, true);
	const page = async () => await Promise.resolve({ records: many });
	const result = await readEnds({ ...reader, page }, stateOf(before, 'tail'));
	expect(result).toBeUndefined();
});
