/** Business days of a period, also around midnight, the closing time and both changes of the clocks. */
import { businessDayAt, businessDays, calendarDays } from '../../../../nodes/shared/books/period';
import type { Period } from '../../../../nodes/shared/table/period';
import {
	businessDayEnd,
	businessDayStart,
	readShopTime,
} from '../../../../nodes/shared/values/shopTime';

const rome = { timeZone: 'Europe/Rome', dayEndsAt: '03:00' };
const custom = { from: '2026-02-01', to: '2026-02-03' };
const at = (text: string) => Date.parse(text);

it.each<[Period, string, string, string]>([
	['yesterday', '2026-10-24T12:00:00+02:00', '2026-10-23', '2026-10-23'],
	// At 1:30 the bar is still in the day before.
	['yesterday', '2026-10-24T01:30:00+02:00', '2026-10-22', '2026-10-22'],
	['yesterday', '2026-10-24T03:00:00+02:00', '2026-10-23', '2026-10-23'],
	['todaySoFar', '2026-10-24T02:59:59+02:00', '2026-10-23', '2026-10-23'],
	['thisMonthSoFar', '2026-11-01T02:00:00+01:00', '2026-10-01', '2026-10-31'],
	['thisMonthSoFar', '2026-11-01T03:00:00+01:00', '2026-11-01', '2026-11-01'],
	['lastMonth', '2026-03-31T12:00:00+02:00', '2026-02-01', '2026-02-28'],
	['lastMonth', '2026-01-01T01:00:00+01:00', '2025-11-01', '2025-11-30'],
	['custom', '2026-10-24T12:00:00+02:00', '2026-02-01', '2026-02-03'],
])('%s at %s is %s to %s', (period, now, from, to) => {
	expect(businessDays(period, businessDayAt(at(now), rome), custom)).toEqual({ from, to });
});

it('one calendar day further than the period is read', () => {
	expect(calendarDays({ from: '2026-10-30', to: '2026-10-31' })).toEqual({
		from: '2026-10-30',
		to: '2026-11-01',
	});
});

it.each([
	// Days on which the clocks change have 23 and 25 hours.
	['2026-03-29', '03:00', '2026-03-29T01:00:00.000Z'],
	['2026-03-29', '00:00', '2026-03-28T23:00:00.000Z'],
	['2026-10-25', '03:00', '2026-10-25T02:00:00.000Z'],
	// The earlier of the two half past two.
	['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
])('the business day %s of a shop that closes at %s begins at %s', (day, dayEndsAt, moment) => {
	const clock = { timeZone: 'Europe/Rome', dayEndsAt };
	expect(businessDayStart(day, clock)).toBe(moment);
	const last = businessDayEnd(day, clock);
	expect(Date.parse(moment) - Date.parse(last)).toBe(1);
	expect(readShopTime(Date.parse(moment), clock)?.businessDay).toBe(day);
	expect(readShopTime(Date.parse(last), clock)?.businessDay).not.toBe(day);
});

it.each([
	['2026-02-30T10:00:00', undefined],
	['2026-13-01T10:00:00', undefined],
	['2026-03-05T10:00:00', '2026-03-05T10:00:00+01:00'],
	['2026-03-05T10:00:00.250', '2026-03-05T10:00:00.250+01:00'],
	['2026-03-05 10:00', '2026-03-05T10:00:00+01:00'],
	['2026-03-05T10:00:00Z', '2026-03-05T11:00:00+01:00'],
	// An hour that spring leaves out.
	['2026-03-29T02:30:00', '2026-03-29T03:30:00+02:00'],
])('%s is read as %s', (text, issuedAt) => {
	expect(readShopTime(text, rome)?.issuedAt).toBe(issuedAt);
});
