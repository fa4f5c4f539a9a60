/** Shop time and business days, across both clock changes of 2026 (29 March, 25 October). */
import fc from 'fast-check';
import { DateTime } from 'luxon';

import { readShopTime } from '../../../../nodes/shared/values/shopTime';

const rome = (dayEndsAt = '00:00') => ({ timeZone: 'Europe/Rome', dayEndsAt });

describe('issuedAt', () => {
	it.each([
		['2026-03-05T21:04:11', '2026-03-05T21:04:11+01:00'],
		['2026-03-05 21:04:11', '2026-03-05T21:04:11+01:00'],
		['2026-07-05T21:04:11.250', '2026-07-05T21:04:11.250+02:00'],
		['2026-03-05T20:04:11Z', '2026-03-05T21:04:11+01:00'],
		['2026-03-05T20:04:11+0000', '2026-03-05T21:04:11+01:00'],
		['2026-03-05T16:04:11-04:00', '2026-03-05T21:04:11+01:00'],
		// The hour that autumn repeats: without an offset the earlier one, with it the one it says.
		['2026-10-25T02:30:00', '2026-10-25T02:30:00+02:00'],
		['2026-10-25T02:30:00+01:00', '2026-10-25T02:30:00+01:00'],
		['2026-10-25T01:59:59', '2026-10-25T01:59:59+02:00'],
		['2026-10-25T03:00:00', '2026-10-25T03:00:00+01:00'],
		// The hour that spring leaves out: as late after midnight as it says.
		['2026-03-29T02:30:00', '2026-03-29T03:30:00+02:00'],
		['2026-03-05', '2026-03-05T00:00:00+01:00'],
		[1_772_741_051_000, '2026-03-05T21:04:11+01:00'],
		[1_772_741_051, '2026-03-05T21:04:11+01:00'],
	])('%p is %s', (value, issuedAt) => {
		expect(readShopTime(value, rome())?.issuedAt).toBe(issuedAt);
	});

	it.each([
		['2026-03-05T23:30:00', '2026-03-06T00:30:00+01:00', '2026-03-06'],
		['2026-07-05T22:30:00', '2026-07-06T00:30:00+02:00', '2026-07-06'],
		['2026-03-06T02:30:00', '2026-03-06T03:30:00+01:00', '2026-03-06'],
		// Both hours of autumn can be told apart.
		['2026-10-25T00:30:00', '2026-10-25T02:30:00+02:00', '2026-10-25'],
		['2026-10-25T01:30:00', '2026-10-25T02:30:00+01:00', '2026-10-25'],
		['2026-03-05T23:30:00+01:00', '2026-03-05T23:30:00+01:00', '2026-03-05'],
		['2026-03-05', '2026-03-05T00:00:00+01:00', '2026-03-05'],
	])('%p, told in UTC, is %s', (value, issuedAt, businessDay) => {
		const told = { ...rome(), timesIn: 'UTC' } as const;
		expect(readShopTime(value, told)).toEqual({ issuedAt, businessDay });
	});

	it.each([['yesterday'], [''], ['2026-02-30T10:00:00'], [NaN]])('refuses %p', (value) => {
		expect(readShopTime(value, rome())).toBeUndefined();
	});
});

describe('businessDay', () => {
	it.each([
		['2026-03-05T23:59:59', '00:00', '2026-03-05'],
		['2026-03-06T00:00:00', '00:00', '2026-03-06'],
		['2026-03-06T00:00:00', '03:00', '2026-03-05'],
		['2026-03-06T02:59:59', '03:00', '2026-03-05'],
		['2026-03-06T03:00:00', '03:00', '2026-03-06'],
		['2026-01-01T01:00:00', '03:00', '2025-12-31'],
		// Spring: 03:00 follows 01:59:59.
		['2026-03-29T01:59:59', '03:00', '2026-03-28'],
		['2026-03-29T03:00:00', '03:00', '2026-03-29'],
		// Autumn: both 02:30 lie before 03:00.
		['2026-10-25T02:30:00+02:00', '03:00', '2026-10-24'],
		['2026-10-25T02:30:00+01:00', '03:00', '2026-10-24'],
		['2026-10-25T03:00:00', '03:00', '2026-10-25'],
		// A shop that closes within the repeated hour closes the first time round.
		['2026-10-25T02:29:59+02:00', '02:30', '2026-10-24'],
		['2026-10-25T02:30:00+02:00', '02:30', '2026-10-25'],
		['2026-10-25T02:10:00+01:00', '02:30', '2026-10-25'],
		// A bare date has no time that could lie before the close.
		['2026-03-06', '03:00', '2026-03-06'],
	])('%s with the day ending at %s is %s', (value, dayEndsAt, businessDay) => {
		expect(readShopTime(value, rome(dayEndsAt))?.businessDay).toBe(businessDay);
	});

	it('never goes back while time goes on', () => {
		const minute = fc.integer({ min: 0, max: 365 * 24 * 60 });
		const close = fc.integer({ min: 0, max: 6 * 60 - 1 });
		const start = DateTime.fromISO('2026-01-01', { zone: 'Europe/Vienna' }).toMillis();
		fc.assert(
			fc.property(minute, fc.nat({ max: 180 }), close, (at, later, closing) => {
				const dayEndsAt = DateTime.fromMillis(closing * 60_000, { zone: 'utc' }).toFormat('HH:mm');
				const clock = { timeZone: 'Europe/Vienna', dayEndsAt };
				const day = (minutes: number) =>
					readShopTime(start + minutes * 60_000, clock)?.businessDay ?? '';
				expect(day(at) <= day(at + later)).toBe(true);
			}),
		);
	});
});

it('says which setting of the shop it cannot read', () => {
	expect(() => readShopTime('2026-03-05', rome('3 am'))).toThrow('write it like 03:00');
	expect(() => readShopTime('2026-03-05', rome('24:00'))).toThrow('is not a time of day');
	const mars = { timeZone: 'Mars/Olympus', dayEndsAt: '00:00' };
	expect(() => readShopTime('2026-03-05', mars)).toThrow('write it like Europe/Rome');
});
