/** IDs of entries, and the numbers of receipts in short. */
import { nameEntry, readEntryName } from '../../../../../nodes/shared/books/journal/entryName';
import type { EntryName } from '../../../../../nodes/shared/books/journal/entryName';
import { numberRanges } from '../../../../../nodes/shared/books/journal/numberRanges';
import type { DocumentType } from '../../../../../nodes/shared/books/receipt';

const day: EntryName = {
	source: 'kassandro',
	place: '11',
	businessDay: '2026-10-05',
	round: 1,
	kind: 'day',
};

it.each<[EntryName, string]>([
	[day, 'kassandro:11:2026-10-05:journal'],
	[{ ...day, place: '' }, 'kassandro::2026-10-05:journal'],
	[{ ...day, place: 'a:2026-01-01:journal' }, 'kassandro:a:2026-01-01:journal:2026-10-05:journal'],
	[{ ...day, round: 2 }, 'kassandro:11:2026-10-05:journal:2'],
	[{ ...day, round: 2, kind: 'reversal' }, 'kassandro:11:2026-10-05:journal:2:reversal'],
	[{ ...day, round: 12, kind: 'difference' }, 'kassandro:11:2026-10-05:journal:12:difference'],
])('an ID says what it is of: %j', (name, id) => {
	expect(nameEntry(name)).toBe(id);
	expect(readEntryName(id)).toEqual(name);
});

it.each(['', '17', 'kassandro:11:2026-10-05:receipt:sale:20', 'kassandro:11:2026-10-05:journal:x'])(
	'%j is the ID of no entry',
	(id) => {
		expect(readEntryName(id)).toBeUndefined();
	},
);

it('numbers in a row stand as their ends, by type of document', () => {
	const of = (documentType: DocumentType, ...numbers: string[]) =>
		numbers.map((displayNumber) => ({ documentType, displayNumber }));
	expect(
		numberRanges([
			...of('receipt', '11-10', '11-8', '11-9', '11-9', '11-12', '12-13'),
			...of('invoice', '0412-0012 2026-03-05', '0412-0013 2026-03-05', '7/A', '8/A', 'x'),
		]),
	).toEqual({
		receipt: '11-8 … 11-10, 11-12, 12-13',
		invoice: '7/A, 8/A, 0412-0012 … 0412-0013, x',
		creditNote: '',
	});
});
