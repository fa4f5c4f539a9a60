/** What is left to post: nothing of what was posted, and of changed days what sets them right. */
import * as fc from 'fast-check';
import { Accounts } from '../../../../../nodes/shared/books/accounts';
import { leftToPost } from '../../../../../nodes/shared/books/journal/corrections';
import type {
	ChangedDays,
	LeftToPost,
} from '../../../../../nodes/shared/books/journal/corrections';
import { journalDays } from '../../../../../nodes/shared/books/journal/days';
import { journalEntrySchema } from '../../../../../nodes/shared/books/journal/entry';
import type { JournalEntry } from '../../../../../nodes/shared/books/journal/entry';
import { addUp, partOfLine } from '../../../../../nodes/shared/books/journal/line';
import type { JournalLine } from '../../../../../nodes/shared/books/journal/line';
import { readPosted } from '../../../../../nodes/shared/books/journal/posted';
import { booksKeyOf, placeDayOf } from '../../../../../nodes/shared/books/placeDay';
import type { AccountingReceipt } from '../../../../../nodes/shared/books/receipt';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { buildBookings } from '../../../../support/clock/atOnce';
import { runs } from '../../../../support/clock/seeds';
import { receipt } from '../receipts';

const period = { from: '2026-10-01', to: '2026-10-31' };
const accounts = new Accounts([{ use: 'vat', rate: '', account: '3500', taxCode: '' }]);

interface Asked {
	posted?: readonly unknown[];
	changedDays?: ChangedDays;
	closedUntil?: string;
	open?: string[];
}

/** What a reading of these receipts leaves to post. */
function journalOf(
	receipts: readonly AccountingReceipt[],
	{ posted = [], changedDays = 'reverse', closedUntil, open = [] }: Asked = {},
): LeftToPost {
	const parameter = 'Already Posted';
	const places = new Map(
		receipts.map(placeDayOf).map(({ place }) => [place?.id ?? '', place] as const),
	);
	const days = atOnce(
		journalDays(receipts, buildBookings(receipts, { groupBy: 'day' }, accounts), accounts),
	);
	const read = atOnce(readPosted(posted, { source: 'kassandro', period, parameter }));
	return atOnce(
		leftToPost(days, read, {
			source: 'kassandro',
			places,
			changedDays,
			closedUntil,
			isOpen: ({ businessDay }) => open.includes(businessDay),
		}),
	);
}

const sale = (number: string, day: string, cents: number, more: object = {}) =>
	receipt({ number, at: `${day}T10:00:00`, lines: [['sale', cents, '20']], more });
const monday = sale('11-1', '2026-10-05', 1200);
const tuesday = sale('11-2', '2026-10-06', 600);
const late = sale('11-3', '2026-10-05', 240);
/** Nothing of a receipt that was taken back in place counts. */
const gone = receipt({ number: '11-1', at: '2026-10-05T10:00:00', more: { kind: 'cancellation' } });

const short = ({ id, kind, date, total, corrects }: JournalEntry) => [
	id.replace('kassandro:11:2026-10-', ''),
	kind,
	date.slice(-5),
	total,
	corrects.length,
];

it('gives one entry for each day and place, in order, and nothing of what was posted', () => {
	const garden = sale('12-1', '2026-10-05', 300, { register: { id: '12', name: 'Garten' } });
	const { entries } = journalOf([tuesday, garden, monday]);
	expect(entries.map(({ id, total }) => [id, total])).toEqual([
		['kassandro:11:2026-10-05:journal', '12.00'],
		['kassandro:12:2026-10-05:journal', '3.00'],
		['kassandro:11:2026-10-06:journal', '6.00'],
	]);
	expect(entries[0]).toMatchObject({
		kind: 'day',
		date: '2026-10-05',
		place: { id: '11', name: 'Schank' },
		placeName: 'Schank',
		receipts: 1,
		numbers: { receipt: '11-1', invoice: '', creditNote: '' },
		corrects: [],
	});
	expect(JSON.parse(entries[0]?.linesJson ?? '')).toEqual(entries[0]?.lines);
	expect(journalOf([monday, tuesday, garden], { posted: entries }).entries).toEqual([]);
	expect(journalOf([monday, tuesday], { posted: entries.slice(0, 1) }).entries).toHaveLength(1);
});

it('has a version that neither the order, the words nor the day of reading change, but any cent does', () => {
	const versionOf = (...receipts: AccountingReceipt[]) => journalOf(receipts).entries[0]?.version;
	const renamed = [monday, late].map((one) => ({ ...one, register: { id: '11', name: 'Bar' } }));
	expect(versionOf(late, monday)).toBe(versionOf(monday, late));
	expect(versionOf(...renamed)).toBe(versionOf(monday, late));
	expect(versionOf(monday)).not.toBe(versionOf(monday, late));
	expect(versionOf(sale('1', '2026-10-05', 1201))).not.toBe(versionOf(monday));
});

describe('a day that has changed', () => {
	const { entries: posted } = journalOf([monday, tuesday]);

	it('is reversed and posted again', () => {
		const { entries } = journalOf([monday, tuesday, late], { posted });
		expect(entries.map(short)).toEqual([
			['05:journal:2:reversal', 'reversal', '10-05', '12.00', 1],
			['05:journal:2', 'day', '10-05', '14.40', 1],
		]);
		expect(entries[0]).toMatchObject({ receipts: 0, numbers: { receipt: '' } });
		expect(entries[0]?.lines.map(({ account, debit, credit }) => [account, debit, credit])).toEqual(
			[
				['3500', '2.00', '0.00'],
				['Sales 20%', '10.00', '0.00'],
				['Cash', '0.00', '12.00'],
			],
		);
		expect(entries[1]).toMatchObject({ receipts: 2, numbers: { receipt: '11-1, 11-3' } });
		const all = [...posted, ...entries];
		expect(journalOf([monday, tuesday, late], { posted: all }).entries).toEqual([]);
		// The next correction is the third round.
		expect(journalOf([late, tuesday], { posted: all }).entries.map(short)).toEqual([
			['05:journal:3:reversal', 'reversal', '10-05', '14.40', 1],
			['05:journal:3', 'day', '10-05', '2.40', 1],
		]);
	});

	it('or has its difference posted', () => {
		const changedDays = 'difference';
		const { entries } = journalOf([monday, tuesday, late], { posted, changedDays });
		expect(entries.map(short)).toEqual([
			['05:journal:2:difference', 'difference', '10-05', '2.40', 1],
		]);
		const all = [...posted, ...entries];
		expect(journalOf([monday, tuesday, late], { posted: all, changedDays }).entries).toEqual([]);
		// What stands is the day and its difference, also for who chooses otherwise now.
		expect(journalOf([late, tuesday], { posted: all }).entries.map(short)).toEqual([
			['05:journal:3:reversal', 'reversal', '10-05', '14.40', 2],
			['05:journal:3', 'day', '10-05', '2.40', 2],
		]);
	});

	it('is only reversed where nothing is left of it, and posted again when something comes', () => {
		for (const changedDays of ['reverse', 'difference'] as const) {
			const { entries } = journalOf([gone, tuesday], { posted, changedDays });
			expect(entries.map(({ kind, total }) => [kind, total])).toEqual([
				[changedDays === 'reverse' ? 'reversal' : 'difference', '12.00'],
			]);
			const all = [...posted, ...entries];
			expect(journalOf([gone, tuesday], { posted: all, changedDays }).entries).toEqual([]);
			const back = journalOf([gone, late, tuesday], { posted: all, changedDays }).entries;
			expect(back.map(({ kind, total }) => [kind, total])).toEqual([['day', '2.40']]);
			expect(all.map(({ id }) => id)).not.toContain(back[0]?.id);
		}
	});

	it('is posted anew by the same entry where only its reversal was noted', () => {
		const [reversal, again] = journalOf([monday, tuesday, late], { posted }).entries;
		const left = journalOf([monday, tuesday, late], { posted: [...posted, reversal] }).entries;
		expect(left.map(({ id, lines }) => ({ id, lines }))).toEqual([
			{ id: again?.id, lines: again?.lines },
		]);
	});

	it('is dated after what is closed, and where it is open keeps its date', () => {
		const dated = (closedUntil: string) =>
			journalOf([monday, tuesday, late], { posted: posted.slice(0, 1), closedUntil }).entries.map(
				({ businessDay, date }) => [businessDay, date],
			);
		expect(dated('2026-10-31')).toEqual([
			['2026-10-05', '2026-11-01'],
			['2026-10-05', '2026-11-01'],
			['2026-10-06', '2026-11-01'],
		]);
		expect(dated('2026-10-05')).toEqual([
			['2026-10-05', '2026-10-06'],
			['2026-10-05', '2026-10-06'],
			['2026-10-06', '2026-10-06'],
		]);
	});
});

it('leaves out what is not finished, and tells what would come', () => {
	const { entries, open } = journalOf([monday, tuesday], { open: ['2026-10-06'] });
	expect(entries.map(({ businessDay }) => businessDay)).toEqual(['2026-10-05']);
	expect(open).toMatchObject([{ businessDay: '2026-10-06', place: { id: '11' } }]);
	const { entries: all } = journalOf([monday, tuesday]);
	expect(journalOf([monday, tuesday], { open: ['2026-10-06'], posted: all }).open).toEqual([]);
	expect(journalOf([monday], { open: ['2026-10-06'], posted: all })).toMatchObject({
		entries: [],
		open: [{ businessDay: '2026-10-06' }],
	});
});

it('touches neither days outside the period, nor other systems, nor registers that it sees nothing of', () => {
	const garden = sale('12-1', '2026-10-05', 300, { register: { id: '12', name: 'Garten' } });
	const { entries: posted } = journalOf([monday, garden]);
	const september = { ...posted[0], id: 'kassandro:11:2026-09-30:journal' };
	const other = { ...posted[0], id: 'cassaNova:11:2026-10-05:journal', lines: undefined };
	const left = journalOf([monday], { posted: [...posted, september, other] });
	expect(left).toMatchObject({ entries: [], unseen: [{ place: '12', businessDay: '2026-10-05' }] });
});

it('knows places by the ID alone, and a place that nobody names', () => {
	const nowhere = sale('1', '2026-10-05', 300, { register: null });
	const { entries } = journalOf([nowhere]);
	expect(entries[0]).toMatchObject({
		id: 'kassandro::2026-10-05:journal',
		place: null,
		placeName: null,
	});
	expect(journalOf([nowhere], { posted: entries }).entries).toEqual([]);
	expect(
		journalOf([sale('1', '2026-10-05', 0, { register: null })], { posted: entries }).entries,
	).toHaveLength(1);
});

const change = fc.record({
	day: fc.constantFrom('2026-10-05', '2026-10-06', '2026-10-07'),
	cents: fc.integer({ min: -900, max: 2000 }),
	rate: fc.constantFrom('20', '10', '0'),
	means: fc.constantFrom('cash' as const, 'card' as const),
	place: fc.constantFrom('11', '12'),
	/** Which earlier receipt is taken back in place instead. */
	cancels: fc.option(fc.nat(20)),
});

/** Entries as tables give them back. */
const WAYS: Array<(entry: JournalEntry) => object> = [
	(entry) => entry,
	({ id, version, lines }) => ({ id, version, lines }),
	({ id, linesJson }) => ({ id: 7, journalId: id, linesJson }),
	({ id, lines }) => ({
		id,
		lines: JSON.stringify(
			lines.map(({ account, debit, credit, tax, ...codes }) => ({
				account,
				debit: Number(debit),
				credit: Number(credit),
				tax,
				taxRate: codes.taxRate === null ? null : Number(codes.taxRate),
				taxCode: codes.taxCode,
			})),
		),
	}),
];

/** What stands on the accounts, by account and codes. */
const standing = (entries: ReadonlyArray<{ lines: JournalLine[] }>) =>
	addUp(entries.flatMap(({ lines }) => lines.map((line) => partOfLine(line)))).map(
		({ account, debitCents, creditCents, taxRate, taxCents }) => [
			account,
			debitCents,
			creditCents,
			taxRate,
			taxCents,
		],
	);

it('first posting and corrections come to a fresh reading, and a repeat gives nothing', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(change, { maxLength: 4 }), { minLength: 1, maxLength: 8 }),
			fc.constantFrom<ChangedDays>('reverse', 'difference'),
			fc.constantFrom(...WAYS),
			fc.boolean(),
			(rounds, changedDays, way, isMixed) => {
				let receipts: AccountingReceipt[] = ['11', '12'].map((id) =>
					receipt({
						number: `${id}-0`,
						at: '2026-10-01T10:00:00',
						more: { register: { id, name: id } },
					}),
				);
				const posted: JournalEntry[] = [];
				for (const [round, changes] of rounds.entries()) {
					for (const { day, cents, rate, means, place, cancels } of changes) {
						const number = `${place}-${receipts.length}`;
						const at = `${day}T10:00:00`;
						const more = { register: { id: place, name: place } };
						const lines: Array<['sale', number, string]> = [['sale', cents, rate]];
						if (cancels === null) {
							receipts.push(receipt({ number, at, lines, payments: [[means, cents]], more }));
						} else {
							receipts = receipts.map((one, index) =>
								index === cancels && index > 1
									? { ...one, lines: [], payments: [], taxes: [], totals: receipts[0]!.totals }
									: one,
							);
						}
					}
					const own = isMixed && round % 2 === 1 ? 'difference' : changedDays;
					const { entries } = journalOf(receipts, {
						posted: posted.map((entry) => way(entry)),
						changedDays: own,
					});
					for (const entry of entries) journalEntrySchema.parse(entry);
					posted.push(...entries);
					expect(new Set(posted.map(({ id }) => id)).size).toBe(posted.length);
					const again = journalOf(receipts, {
						posted: posted.map((entry) => way(entry)),
						changedDays: own,
					});
					expect(again.entries).toEqual([]);
				}
				const fresh = journalOf(receipts).entries;
				for (const { place, businessDay } of [...fresh, ...posted]) {
					const key = booksKeyOf({ place, businessDay });
					const ofDay = (entries: JournalEntry[]) =>
						standing(entries.filter((entry) => booksKeyOf(entry) === key));
					expect(ofDay(posted)).toEqual(ofDay(fresh));
				}
			},
		),
		{ numRuns: runs(200) },
	);
});
