/**
 * A simulated year of journals: read each morning over the last weeks and posted, while receipts come late and are
 * cancelled afterwards. First postings and corrections come to a fresh reading, to the cent.
 */
import type { IDataObject } from 'n8n-workflow';
import { addUp, partOfLine } from '../../../../nodes/shared/books/journal/line';
import { journalEntrySchema } from '../../../../nodes/shared/books/journal/entry';
import type { JournalEntry } from '../../../../nodes/shared/books/journal/entry';
import { addDays } from '../../../../nodes/shared/values/dates';
import { isLong, isWhole } from '../../../support/clock/seeds';
import type { BookVendor } from '../../../support/vendors/tillBooks';
import { booksYear, REACH_DAYS } from '../../../support/year/booksYear';

const DAYS = isLong ? 365 : isWhole ? 60 : 14;
const TIMEOUT = 600_000;

interface Year {
	vendor: BookVendor;
	changedDays: 'reverse' | 'difference';
	closing?: boolean;
}

/** What stands on the accounts of each day and place. */
function standing(entries: readonly JournalEntry[]): Record<string, unknown> {
	const days = new Map<string, JournalEntry[]>();
	for (const entry of entries) {
		const key = `${entry.businessDay} ${entry.place?.id}`;
		days.set(key, [...(days.get(key) ?? []), entry]);
	}
	const sums = [...days].map(([key, own]): [string, unknown[]] => [
		key,
		addUp(own.flatMap(({ lines }) => lines.map((line) => partOfLine(line)))).map((line) => [
			line.account,
			line.debitCents,
			line.creditCents,
			line.taxCents,
		]),
	]);
	return Object.fromEntries(sums.filter(([, lines]) => lines.length > 0).sort());
}

describe.each<Year>([
	{ vendor: 'kassandro', changedDays: 'reverse' },
	{ vendor: 'kassandro', changedDays: 'difference' },
	{ vendor: 'cassaNova', changedDays: 'reverse' },
	{ vendor: 'cassaNova', changedDays: 'difference', closing: true },
])('$vendor, $changedDays', ({ vendor, changedDays, closing = false }) => {
	it(
		'what was posted comes to a fresh reading, and nothing comes twice',
		async () => {
			const year = booksYear({ vendor, days: DAYS, closing, seed: closing ? 77 : 76 });
			const { world, random, options } = year;
			const read = async (
				from: string,
				to: string,
				posted: IDataObject[],
				more: IDataObject = {},
			) => {
				const { jsons } = await world.run(
					'getJournal',
					{
						dateFrom: from,
						dateTo: to,
						postedFrom: posted.length > 0 ? 'items' : 'nothing',
						changedDays,
						options: { ...options, ...more },
					},
					posted.length > 0 ? posted : [{}],
				);
				return journalEntrySchema.array().parse(jsons);
			};
			const asRow = ({ id, version, linesJson }: JournalEntry, index: number): IDataObject =>
				index % 2 === 0
					? { id, version, lines: linesJson }
					: { id: index, journalId: id, linesJson };
			const posted: JournalEntry[] = [];
			const kinds: Record<string, number> = { day: 0, reversal: 0, difference: 0 };
			for (const today of year.mornings()) {
				const from = year.daysAgo(REACH_DAYS);
				const closedUntil = random() < 0.5 ? { booksClosedUntil: addDays(today, -10) } : {};
				const entries = await read(from, today, posted.map(asRow), closedUntil);
				for (const { kind, date, businessDay } of entries) {
					kinds[kind] = (kinds[kind] ?? 0) + 1;
					const { booksClosedUntil: last = '' } = closedUntil as { booksClosedUntil?: string };
					expect(date).toBe(businessDay > last ? businessDay : addDays(last, 1));
				}
				// What was not noted, as n8n was killed, comes again by the same ID.
				if (random() < 0.1) {
					const again = await read(from, today, posted.map(asRow), closedUntil);
					expect(again).toEqual(entries);
				}
				posted.push(...entries);
				if (random() > 0.3) continue;
				expect(await read(from, today, posted.map(asRow), closedUntil)).toEqual([]);
			}
			expect(new Set(posted.map(({ id }) => id)).size).toBe(posted.length);
			expect(kinds[changedDays === 'reverse' ? 'reversal' : 'difference']).toBeGreaterThan(
				DAYS / 10,
			);
			// A fresh reading by other periods: neither they nor the time of reading matter.
			const fresh: JournalEntry[] = [];
			for (let from = year.first; from < world.day(); from = addDays(from, 23)) {
				fresh.push(...(await read(from, addDays(from, 22), [])));
			}
			const expected = standing(fresh);
			expect(Object.keys(expected).length).toBeGreaterThan(DAYS);
			expect(standing(posted)).toEqual(expected);
			const sales = posted
				.flatMap(({ lines }) => lines)
				.filter(({ kind }) => kind === 'sale')
				.reduce((sum, { creditCents, debitCents }) => sum + creditCents - debitCents, 0);
			expect(sales).toBe(world.soldCents());
		},
		TIMEOUT,
	);
});
