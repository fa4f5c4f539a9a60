/**
 * A simulated year of files of bookings that hold only what is new: each run is given the summary of the one before,
 * while receipts come late and are cancelled afterwards. All files together come to a fresh reading, to the cent, and
 * what was handed on comes no second time.
 */
import type { IDataObject } from 'n8n-workflow';
import { MOST_HANDED_ON } from '../../../../nodes/shared/books/handedOn/state';
import { bookingSchema, bookingSummarySchema } from '../../../../nodes/shared/books/types';
import type { Booking, BookingSummary, Grouping } from '../../../../nodes/shared/books/types';
import { writeBookings } from '../../../../nodes/shared/books/files';
import { addDays } from '../../../../nodes/shared/values/dates';
import { atOnce } from '../../../../nodes/shared/values/inTurns';
import { isLong, isWhole } from '../../../support/clock/seeds';
import { wrongWith } from '../../../support/n8n/kassa';
import type { BookVendor } from '../../../support/vendors/tillBooks';
import { booksYear, REACH_DAYS } from '../../../support/year/booksYear';

const DAYS = isLong ? 365 : isWhole ? 30 : 14;
const TIMEOUT = 600_000;

const CLEARING = '1370';
const ACCOUNTS = {
	entry: [
		{ use: 'clearing', account: CLEARING },
		{ use: 'sale', account: '4400' },
		{ use: 'cash', account: '1600' },
		{ use: 'card', account: '1460' },
		{ use: 'difference', account: '6300' },
	],
};

interface Year {
	vendor: BookVendor;
	groupBy: Grouping;
	changedDays: 'reverse' | 'difference';
	closing?: boolean;
}

/** What bookings come to, by what they were handed on as at first. */
function standing(bookings: readonly Booking[]): Record<string, number[]> {
	const sums: Record<string, number[]> = {};
	for (const { id, debit, credit, taxCode, grossCents, taxCents, netCents } of bookings) {
		const own = id.replace(/(?::round\d+)?(?::(?:reversal|difference))?$/, '');
		const key = [own, debit, credit, taxCode].join(' ');
		const [gross = 0, tax = 0, net = 0] = sums[key] ?? [];
		sums[key] = [gross + grossCents, tax + (taxCents ?? 0), net + (netCents ?? 0)];
	}
	return Object.fromEntries(
		Object.entries(sums)
			.filter(([, amounts]) => amounts.some((cents) => cents !== 0))
			.sort(([a], [b]) => (a < b ? -1 : 1)),
	);
}

/** The file of each program, as its checker reads it. */
function checkFiles(
	bookings: readonly Booking[],
	{ asOf, from, to }: BookingSummary,
	groupBy: Grouping,
) {
	const dates = [...bookings.map(({ date }) => date), from, to].sort();
	const options = {
		from: dates[0] ?? from,
		to: dates.at(-1) ?? to,
		createdAt: asOf,
		consultant: '1001',
		client: '1',
		groupBy,
	};
	for (const format of ['datev', 'bmd'] as const) {
		for (const { content, fileName } of atOnce(writeBookings(format, bookings, options))) {
			expect(wrongWith(format, content, { fileName, clearing: CLEARING })).toBe('');
		}
	}
}

describe.each<Year>([
	{ vendor: 'kassandro', groupBy: 'day', changedDays: 'reverse' },
	{ vendor: 'kassandro', groupBy: 'receipt', changedDays: 'difference' },
	{ vendor: 'kassandro', groupBy: 'month', changedDays: 'difference' },
	{ vendor: 'cassaNova', groupBy: 'day', changedDays: 'difference' },
	{ vendor: 'cassaNova', groupBy: 'month', changedDays: 'reverse' },
	{ vendor: 'cassaNova', groupBy: 'day', changedDays: 'reverse', closing: true },
	{ vendor: 'cassaNova', groupBy: 'closing', changedDays: 'reverse', closing: true },
	{ vendor: 'cassaNova', groupBy: 'receipt', changedDays: 'reverse', closing: true },
])('$vendor per $groupBy, $changedDays', ({ vendor, groupBy, changedDays, closing = false }) => {
	it(
		'what was handed on comes to a fresh reading, and nothing comes twice',
		async () => {
			const year = booksYear({ vendor, days: DAYS, closing, seed: closing ? 78 : 79 });
			const { world, random, options } = year;
			const read = async (from: string, to: string, more: IDataObject = {}) => {
				const { jsons, hints } = await world.run('getBookings', {
					dateFrom: from,
					dateTo: to,
					groupBy,
					accounts: ACCOUNTS,
					fileFormat: 'items',
					options: { ...options, includeSummary: true, ...more },
				});
				const summary = bookingSummarySchema.parse(jsons.at(-1));
				return { bookings: bookingSchema.array().parse(jsons.slice(0, -1)), summary, hints };
			};
			const monthOf = (day: string) => (groupBy === 'month' ? `${day.slice(0, 7)}-01` : day);
			let earlier: BookingSummary | undefined;
			const handedOn: Booking[] = [];
			const kinds: Record<string, number> = { reversal: 0, difference: 0 };
			const readNew = async (from: string, more: IDataObject = {}) => {
				const ways = [earlier, JSON.stringify(earlier), earlier?.forNextRun];
				const earlierSummary = ways[Math.floor(random() * ways.length)];
				return await read(from, world.day(), {
					holds: 'onlyNew',
					changedDays,
					...(earlier ? { earlierSummary } : {}),
					...more,
				});
			};
			for (const today of year.mornings()) {
				// The whole reach as the period, or a part of it as the period and the rest as days before.
				const daysBefore = random() < 0.5 ? 0 : Math.floor(random() * REACH_DAYS);
				const begin = year.daysAgo(REACH_DAYS - daysBefore);
				const closedUntil = random() < 0.5 ? { booksClosedUntil: addDays(today, -10) } : {};
				const more = { ...closedUntil, ...(daysBefore > 0 ? { daysBefore } : {}) };
				const { bookings, summary, hints } = await readNew(monthOf(begin), more);
				const { booksClosedUntil: closedDay = '' } = closedUntil as { booksClosedUntil?: string };
				for (const { id, date } of bookings) {
					const [, kind = 'whole'] = /:(reversal|difference)$/.exec(id) ?? [];
					kinds[kind] = (kinds[kind] ?? 0) + 1;
					expect(date > closedDay).toBe(true);
				}
				expect(hints.some((hint) => hint.includes('hand on the new bookings'))).toBe(false);
				checkFiles(bookings, summary, groupBy);
				// What was lost with its summary, as n8n was killed, comes again by the same IDs.
				if (random() < 0.1) {
					expect((await readNew(monthOf(begin), more)).bookings).toEqual(bookings);
				}
				handedOn.push(...bookings);
				earlier = summary;
				if (random() > 0.3) continue;
				expect((await readNew(monthOf(begin), more)).bookings).toEqual([]);
			}
			expect(new Set(handedOn.map(({ id }) => id)).size).toBe(handedOn.length);
			// Kassandro cancels a receipt by another one: neither changes.
			const fewest = groupBy === 'receipt' ? (vendor === 'kassandro' ? -1 : 1) : 2;
			expect(kinds[changedDays === 'reverse' ? 'reversal' : 'difference']).toBeGreaterThan(fewest);
			// A fresh reading at once: neither the periods nor the time of reading matter.
			const fresh = await read(year.first, world.day());
			expect(fresh.bookings.length).toBeLessThan(MOST_HANDED_ON);
			expect(standing(handedOn)).toEqual(standing(fresh.bookings));
			expect(fresh.summary.totals.grossCents).toBe(world.soldCents());
		},
		TIMEOUT,
	);
});
