/** Whatever a user gives for a date becomes a day of the shop. */
import { DateTime } from 'luxon';
import fc from 'fast-check';

import {
	addDays,
	dayMeant,
	daysBetween,
	endOfDay,
	isTimeZone,
	startOfDay,
	toLocalDay,
	toLocalTime,
	toMoment,
	today,
} from '../../../../nodes/shared/values/dates';

const ROME = 'Europe/Rome';

describe('a moment by the clock of the shop', () => {
	it.each<[string, unknown, string]>([
		['a local date-time', '2026-03-05T23:59:59', '2026-03-05T23:59:59'],
		['a local date-time with a blank and no seconds', ' 2026-03-05 23:59 ', '2026-03-05T23:59:00'],
		['a local date-time with milliseconds', '2026-03-05T23:59:59.500', '2026-03-05T23:59:59'],
		['UTC', '2026-03-05T23:00:00Z', '2026-03-06T00:00:00'],
		['an offset', '2026-07-05T23:30:00+00:00', '2026-07-06T01:30:00'],
		['milliseconds', Date.UTC(2026, 2, 5, 23), '2026-03-06T00:00:00'],
		['seconds as text', String(Date.UTC(2026, 2, 5, 23) / 1000), '2026-03-06T00:00:00'],
		['a Date', new Date('2026-03-05T23:00:00Z'), '2026-03-06T00:00:00'],
		[
			'a DateTime of another zone',
			DateTime.fromISO('2026-03-05T18:30:00', { zone: 'America/New_York' }),
			'2026-03-06T00:30:00',
		],
		['UTC in the hour that spring leaves out there', '2026-03-29T01:30:00Z', '2026-03-29T03:30:00'],
		['the hour that autumn repeats', '2026-10-25T02:30:00', '2026-10-25T02:30:00'],
	])('%s', (_name, value, time) => {
		expect(toLocalTime(value, ROME)).toBe(time);
	});

	it.each([
		['a date without a time', '2026-03-05'],
		['an hour without minutes', '2026-03-05T10'],
		['a time that spring leaves out', '2026-03-29T02:30:00'],
		['a day that does not exist', '2026-02-30T10:00:00'],
		['words', 'yesterday at noon'],
		['nothing', ''],
		['something else', { a: 1 }],
	])('is not %s', (_name, value) => {
		expect(toLocalTime(value, ROME)).toBeUndefined();
	});
});

describe('a moment', () => {
	it.each<[string, unknown, number | undefined]>([
		['of the shop, where nothing is said', '2026-03-05T12:30', Date.UTC(2026, 2, 5, 11, 30)],
		['of the shop in summer', '2026-07-05 12:30', Date.UTC(2026, 6, 5, 10, 30)],
		['with its zone', '2026-03-05T12:30:00-05:00', Date.UTC(2026, 2, 5, 17, 30)],
		['in seconds', Date.UTC(2026, 2, 5) / 1000, Date.UTC(2026, 2, 5)],
		['that is a day', '2026-03-05', Date.UTC(2026, 2, 4, 23)],
		['that is none', 'soon', undefined],
	])('%s', (_name, value, millis) => {
		expect(toMoment(value, ROME)).toBe(millis);
	});
});

describe('a day of the shop', () => {
	it.each<[string, unknown, string]>([
		['a plain date', '2026-03-05', '2026-03-05'],
		['a date without hyphens', '20260305', '2026-03-05'],
		['a local date-time', '2026-03-05T23:59:59', '2026-03-05'],
		['a local date-time with a blank', '2026-03-05 00:00', '2026-03-05'],
		['UTC, still the day before there', '2026-03-05T23:00:00Z', '2026-03-06'],
		['an offset', '2026-03-05T00:30:00+05:00', '2026-03-04'],
		['an offset west', '2026-03-05T18:30:00-05:00', '2026-03-06'],
		['blanks around', ' 2026-03-05 ', '2026-03-05'],
		['a Date', new Date('2026-03-05T23:00:00Z'), '2026-03-06'],
		['milliseconds', Date.UTC(2026, 2, 5, 23), '2026-03-06'],
		['seconds', Date.UTC(2026, 2, 5, 23) / 1000, '2026-03-06'],
		['milliseconds as text', String(Date.UTC(2026, 2, 5, 23)), '2026-03-06'],
		['seconds as text', String(Date.UTC(2026, 2, 5, 23) / 1000), '2026-03-06'],
		[
			'a DateTime of another zone',
			DateTime.fromISO('2026-03-05T18:30:00', { zone: 'America/New_York' }),
			'2026-03-06',
		],
		[
			'the midnight of another zone',
			DateTime.fromISO('2026-03-05', { zone: 'Asia/Tokyo' }),
			'2026-03-04',
		],
		['a DateTime of another copy of luxon', { toMillis: () => Date.UTC(2026, 2, 5) }, '2026-03-05'],
	])('%s', (_name, value, day) => {
		expect(toLocalDay(value, ROME)).toBe(day);
	});

	// In Rome the clocks go on at 01:00 UTC on 29 March and back at 01:00 UTC on 25 October 2026.
	it.each<[string, string]>([
		['2026-03-28T22:59:59Z', '2026-03-28'],
		['2026-03-28T23:00:00Z', '2026-03-29'],
		['2026-03-29T21:59:59Z', '2026-03-29'],
		['2026-03-29T22:00:00Z', '2026-03-30'],
		['2026-10-24T21:59:59Z', '2026-10-24'],
		['2026-10-24T22:00:00Z', '2026-10-25'],
		['2026-10-25T22:59:59Z', '2026-10-25'],
		['2026-10-25T23:00:00Z', '2026-10-26'],
		// 02:30 doesn't exist on the one day and comes twice on the other.
		['2026-03-29T02:30:00', '2026-03-29'],
		['2026-10-25T02:30:00', '2026-10-25'],
	])('%s is %s when clocks change', (value, day) => {
		expect(toLocalDay(value, ROME)).toBe(day);
	});

	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['an empty text', ''],
		['words', 'yesterday'],
		['a day that does not exist', '2026-02-30'],
		['a month that does not exist', '2026-13-01'],
		['a German date', '05.03.2026'],
		['an American date', '03/05/2026'],
		['a week', '2026-W10-4'],
		['a month', '2026-03'],
		['a year', '2026'],
		['a time of day', '12:00'],
		['no number', NaN],
		['an endless number', Infinity],
		['an invalid Date', new Date('x')],
		['an invalid DateTime', DateTime.invalid('x')],
		['a flag', true],
		['an object', { day: 5 }],
		['a list', ['2026-03-05']],
	])('%s is no date', (_name, value) => {
		expect(toLocalDay(value, ROME)).toBeUndefined();
	});

	it('an unknown zone gives no day', () => {
		expect(toLocalDay('2026-03-05', 'Rome/Europe')).toBeUndefined();
	});
});

describe('a day that a user gives', () => {
	const inZone = (text: string, zone: string) => DateTime.fromISO(text, { zone });
	const march = inZone('2026-03-15T12:00', 'America/New_York');

	it.each<[string, unknown, string]>([
		["startOf('month') in New York", march.startOf('month'), '2026-03-01'],
		["endOf('month') in New York", march.endOf('month'), '2026-03-31'],
		['the same as text', march.startOf('month').toISO(), '2026-03-01'],
		['its end as text', march.endOf('month').toISO(), '2026-03-31'],
		['the same as n8n turns it into text', march.endOf('month').toString(), '2026-03-31'],
		['midnight in Tokyo', inZone('2026-03-05', 'Asia/Tokyo'), '2026-03-05'],
		['midnight in Tokyo as text', '2026-03-05T00:00:00.000+09:00', '2026-03-05'],
		['the end of a day in Tokyo', inZone('2026-03-05', 'Asia/Tokyo').endOf('day'), '2026-03-05'],
		['midnight in UTC', '2026-03-05T00:00:00.000Z', '2026-03-05'],
		['the end of a day in UTC', '2026-03-31T23:59:59.999Z', '2026-03-31'],
		['its last second', '2026-03-31T23:59:59Z', '2026-03-31'],
		['an offset without a colon', '2026-03-31 23:59:59-0400', '2026-03-31'],
		['an offset in hours', '2026-03-01T00:00+09', '2026-03-01'],
		// The clocks go on at midnight there: the day begins at 01:00.
		[
			'a day without a midnight',
			inZone('2026-04-24T12:00', 'Africa/Cairo').startOf('day'),
			'2026-04-24',
		],
		['a moment in New York', inZone('2026-03-05T18:30', 'America/New_York'), '2026-03-06'],
		['a moment with an offset', '2026-03-05T00:30:00+05:00', '2026-03-04'],
		['the midnight of Rome in UTC', '2026-03-04T23:00:00.000Z', '2026-03-05'],
		['a Date, which has no zone', new Date('2026-03-05T23:59:59.999Z'), '2026-03-06'],
		['a plain date', '2026-03-05', '2026-03-05'],
		['shop time', '2026-03-05T23:59:59', '2026-03-05'],
		['a DateTime of another copy of luxon', { toMillis: () => Date.UTC(2026, 2, 5) }, '2026-03-05'],
	])('%s', (_name, value, day) => {
		expect(dayMeant(value, ROME)).toBe(day);
	});

	it.each([
		['a day that does not exist', '2026-02-30T00:00:00Z'],
		['an invalid DateTime', DateTime.invalid('x')],
		['nothing', ''],
	])('is not %s', (_name, value) => {
		expect(dayMeant(value, ROME)).toBeUndefined();
	});

	it('is the same day in every zone, whatever the shop', () => {
		const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'UTC', ROME];
		for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 9)) {
			for (const zone of zones) {
				const moment = DateTime.fromISO(day, { zone });
				for (const border of [moment.startOf('day'), moment.endOf('day')]) {
					expect(dayMeant(border, ROME)).toBe(day);
					expect(dayMeant(border.toISO(), ROME)).toBe(day);
				}
			}
		}
	});
});

describe('the borders of a day', () => {
	it.each<[string, string, string]>([
		['2026-03-05', '2026-03-04T23:00:00.000Z', '2026-03-05T22:59:59.999Z'],
		// 23 hours
		['2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T21:59:59.999Z'],
		// 25 hours
		['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T22:59:59.999Z'],
	])('%s', (day, start, end) => {
		expect(startOfDay(day, ROME)).toBe(start);
		expect(endOfDay(day, ROME)).toBe(end);
	});

	it('touch each other on every day of a year', () => {
		for (let day = '2026-01-01'; day < '2027-01-01'; day = addDays(day, 1)) {
			const end = Date.parse(endOfDay(day, ROME));
			expect(Date.parse(startOfDay(addDays(day, 1), ROME))).toBe(end + 1);
			expect(toLocalDay(startOfDay(day, ROME), ROME)).toBe(day);
			expect(toLocalDay(endOfDay(day, ROME), ROME)).toBe(day);
		}
	});
});

describe('days in a row', () => {
	it('are counted without clocks', () => {
		expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
		expect(addDays('2026-10-26', -2)).toBe('2026-10-24');
		expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
		expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
		expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
		expect(daysBetween('2026-03-05', '2026-03-05')).toBe(0);
	});

	it('add up', () => {
		fc.assert(
			fc.property(fc.integer({ min: -5000, max: 5000 }), (days) => {
				expect(daysBetween('2026-03-05', addDays('2026-03-05', days))).toBe(days);
			}),
		);
	});
});

it('today is a day of the shop', () => {
	expect(today(Date.UTC(2026, 2, 5, 23, 30), ROME)).toBe('2026-03-06');
	expect(today(Date.UTC(2026, 2, 5, 23, 30), 'America/New_York')).toBe('2026-03-05');
});

it('knows the zones of the IANA', () => {
	expect(['Europe/Rome', 'UTC', 'America/New_York'].every(isTimeZone)).toBe(true);
	expect(['Rome', 'Europe/Nowhere', '', '+25:00'].some(isTimeZone)).toBe(false);
});

describe('reckoned or asked, days are those of Luxon', () => {
	const zones = ['Pacific/Apia', 'Africa/Cairo', 'Africa/Casablanca', 'Australia/Lord_Howe', ROME];
	const moments = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2060, 0) });
	const asked = (day: string) => DateTime.fromISO(day, { zone: 'utc' });
	const texts = fc.oneof(
		moments.map((at) => new Date(at).toISOString().slice(0, 10)),
		fc.constantFrom(
			'2026-02-29',
			'2026-13-01',
			'0001-01-01',
			'9999-12-31',
			'2026-W10-4',
			'20260305',
		),
		fc.constantFrom('2026-03-05T12:00', '', 'yesterday'),
	);

	it('in each zone', () => {
		fc.assert(
			fc.property(fc.constantFrom(...zones, 'Rome/Europe'), moments, (zone, at) => {
				const day = DateTime.fromMillis(at, { zone }).toFormat('yyyy-MM-dd');
				expect(today(at, zone)).toBe(day);
			}),
		);
	});

	it('with their borders, whichever clock is changed', () => {
		const border = (moment: DateTime) => moment.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
		for (const zone of zones) {
			const year = Array.from({ length: 365 }, (_, place) => addDays('2011-01-01', place));
			const locals = year.map((day) => DateTime.fromISO(day, { zone }));
			const starts = year.map((day) => startOfDay(day, zone));
			expect(starts).toEqual(locals.map((local) => border(local.startOf('day'))));
			const ends = year.map((day) => endOfDay(day, zone));
			expect(ends).toEqual(locals.map((local) => border(local.endOf('day'))));
		}
	});

	it('and so are those before, after and between them, of other texts as well', () => {
		const steps = fc.oneof(fc.integer({ min: -4e6, max: 4e6 }), fc.constantFrom(-7.5, 0.25));
		fc.assert(
			fc.property(texts, texts, steps, (from, to, days) => {
				expect(addDays(from, days)).toBe(asked(from).plus({ days }).toFormat('yyyy-MM-dd'));
				expect(daysBetween(from, to)).toBe(asked(to).diff(asked(from), 'days').days);
			}),
		);
	});
});
