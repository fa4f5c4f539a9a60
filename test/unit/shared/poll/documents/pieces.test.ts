/** Days cut into pieces: all of the look-back, without a hole. */
import { addDays } from '../../../../../nodes/shared/values/dates';
import {
	hasGap,
	newestRange,
	olderRanges,
	sweepRanges,
} from '../../../../../nodes/shared/poll/documents/pieces';

const TODAY = '2026-03-29';

/** Days that pieces are sure to cover, when "to" may leave out its day. */
function covered(ranges: Array<{ from: string; to: string }>): Set<string> {
	const days = new Set<string>();
	for (const { from, to } of ranges) {
		for (let day = from; day < to; day = addDays(day, 1)) days.add(day);
	}
	return days;
}

describe.each([{ maxDays: 3 }, { maxDays: 7 }, {}, { toIsSure: true }, { daysBefore: 1 }])(
	'pieces of %j',
	(limits) => {
		it.each([1, 2, 3, 7, 8, 30])('cover a look-back of %d days without a hole', (days) => {
			const from = addDays(TODAY, -days);
			const older = olderRanges(from, TODAY, limits);
			const all = covered([...older, newestRange(TODAY)]);
			const ends = limits.toIsSure
				? covered(older.map(({ from: first, to }) => ({ from: first, to: addDays(to, 1) })))
				: all;
			for (let day = from; day <= TODAY; day = addDays(day, 1)) {
				expect([day, all.has(day) || ends.has(day)]).toEqual([day, true]);
			}
			const swept = covered(sweepRanges(from, TODAY, limits));
			for (let day = from; day <= TODAY; day = addDays(day, 1)) {
				expect([day, swept.has(day)]).toEqual([day, true]);
			}
		});

		it.each([1, 2, 3, 7, 8, 30])(
			'cover a look-back of %d days side by side where "to" was seen to include its day',
			(days) => {
				const from = addDays(TODAY, -days);
				const all: string[] = [];
				for (const { from: first, to } of olderRanges(from, TODAY, limits, true)) {
					for (let day = first; day <= to; day = addDays(day, 1)) all.push(day);
				}
				const { daysBefore = 0 } = limits as { daysBefore?: number };
				const wanted: string[] = [];
				for (let day = from; day < newestRange(TODAY).from; day = addDays(day, 1)) {
					wanted.push(day);
				}
				if (wanted.length > 0 && daysBefore > 0) wanted.unshift(addDays(from, -daysBefore));
				expect(all).toEqual(wanted);
			},
		);

		it('are no longer than the vendor allows', () => {
			const { maxDays = 8 } = limits as { maxDays?: number };
			const from = addDays(TODAY, -30);
			for (const { from: first, to } of [
				...olderRanges(from, TODAY, limits),
				...olderRanges(from, TODAY, limits, true),
				...sweepRanges(from, TODAY, limits),
			]) {
				expect(addDays(first, maxDays) > to).toBe(true);
			}
		});
	},
);

it('a look-back of seven days has few pieces: the default costs little', () => {
	expect(olderRanges(addDays(TODAY, -7), TODAY, { maxDays: 3 })).toHaveLength(3);
	expect(olderRanges(addDays(TODAY, -7), TODAY, { daysBefore: 1 })).toHaveLength(1);
	expect(olderRanges(addDays(TODAY, -1), TODAY, { maxDays: 3 })).toEqual([]);
	expect(olderRanges(addDays(TODAY, -7), TODAY, { maxDays: 3 }, true)).toHaveLength(2);
});

it('a gap is a day that was never the newest', () => {
	expect(hasGap('2026-03-29', TODAY)).toBe(false);
	expect(hasGap('2026-03-28', TODAY)).toBe(false);
	expect(hasGap('2026-03-27', TODAY)).toBe(true);
});
