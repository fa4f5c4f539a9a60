/** Numbers that follow each other are held as one: what they tell is what each of them tells by itself. */
import * as fc from 'fast-check';

import { findEnds, findNumbers } from '../../../../nodes/shared/books/missingNumbers';
import { toSequences } from '../../../../nodes/shared/books/sequences';
import { findShared } from '../../../../nodes/shared/books/sharedNumbers';
import { atOnce } from '../../../../nodes/shared/values/inTurns';
import { findLate } from '../../../support/clock/atOnce';
import { runs } from '../../../support/clock/seeds';
import { clock, receipt } from './receipts';

const period = { from: '2026-10-05', to: '2026-10-07' };
const isInside = ({ businessDay: day }: { businessDay: string }) =>
	day >= period.from && day <= period.to;

/** Receipts of one register whose numbers mostly follow each other, with everything that disturbs them. */
const anyReceipts = fc
	.array(
		fc.record({
			step: fc.constantFrom(1, 1, 1, 1, 1, 0, 2, 5, -1, -3),
			day: fc.constantFrom(4, 5, 5, 6, 6, 7, 8),
			isNextDay: fc.boolean(),
			isSame: fc.constantFrom(false, false, false, true),
			isRecorded: fc.constantFrom(false, false, true),
		}),
		{ maxLength: 40 },
	)
	.map((steps) => {
		let number = 20;
		let day = 5;
		return steps.map(({ step, day: other, isNextDay, isSame, isRecorded }, index) => {
			number = Math.max(1, number + step);
			if (isNextDay && index % 4 === 0) day = other;
			const at = `2026-10-0${day}T10:00:00`;
			const more = { id: isSame ? `same ${number}` : `${index}` };
			const recordedAt = isRecorded ? `${at}.000+02:00` : null;
			return receipt({ number: `11-${number}`, at, more: { ...more, recordedAt } });
		});
	});

const valueOf = ({ number }: { number: string }) => Number(number.slice(3));

it('missing, shared and late numbers, and the ends', () => {
	fc.assert(
		fc.property(anyReceipts, (receipts) => {
			const inside = receipts.filter(isInside);
			const values = new Set(receipts.map(valueOf));
			const [lowest, highest] = [
				Math.min(...inside.map(valueOf)),
				Math.max(...inside.map(valueOf)),
			];
			const above = [...values].filter((value) => value > highest);
			const below = [...values].filter((value) => value < lowest);
			const missing: number[] = [];
			const [from, to] = [Math.max(...below, 0), Math.min(...above, Infinity)];
			for (let value = from + 1; value < (to === Infinity ? highest : to); value++) {
				if (!values.has(value) && (from > 0 || value > lowest)) missing.push(value);
			}
			const sequences = atOnce(toSequences(receipts));
			const { gaps, starts } = atOnce(findNumbers(sequences, period));
			const found = gaps.flatMap(({ first, last }) =>
				Array.from({ length: last - first + 1 }, (_each, index) => first + index),
			);
			expect(found).toEqual(inside.length === 0 ? [] : missing);
			const isUnknown = inside.length > 0 && below.length === 0 && lowest > 1;
			expect(starts.map(({ first }) => first)).toEqual(isUnknown ? [lowest] : []);

			const shared = new Map<string, Set<string>>();
			for (const one of inside) {
				const key = `${one.businessDay} ${one.number}`;
				shared.set(key, (shared.get(key) ?? new Set()).add(one.id));
			}
			expect(
				atOnce(findShared(sequences, period)).map((one) => [
					`${one.businessDay} ${one.number}`,
					one.documents,
				]),
			).toEqual([...shared].filter(([, ids]) => ids.size > 1).map(([key, ids]) => [key, ids.size]));

			const late = new Set<unknown>();
			let latest = '';
			for (const one of [...receipts].sort((a, b) => valueOf(a) - valueOf(b))) {
				if (one.recordedAt === null && one.businessDay < latest) late.add(one);
				if (one.businessDay > latest) latest = one.businessDay;
			}
			expect(findLate(receipts, period, clock)).toEqual(inside.filter((one) => late.has(one)));

			const last = receipts.filter((one) => valueOf(one) === Math.max(...values))[0];
			const ends = last && isInside(last) ? [valueOf(last) + 1] : [];
			expect(findEnds(sequences, period).map(({ first }) => first)).toEqual(ends);
		}),
		{ numRuns: runs(500) },
	);
});
