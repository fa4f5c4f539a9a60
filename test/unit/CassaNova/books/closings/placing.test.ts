/** Documents on the day of their closing, and what is said of those without one. */
import { atClosings, atFixedHour } from '../../../../../nodes/CassaNova/books/closings/placing';
import type { Remarks } from '../../../../../nodes/shared/books/book';
import type { AccountingReceipt } from '../../../../../nodes/shared/books/receipt';
import { TEXT_LANGUAGES } from '../../../../../nodes/shared/books/types';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import type { Steps } from '../../../../../nodes/shared/values/inTurns';
import { receipt } from '../../../shared/books/receipts';

const period = { from: '2026-03-05', to: '2026-03-06' };
const clock = { timeZone: 'Europe/Rome', dayEndsAt: '06:00' };
const BAR = { id: '7', name: 'Bar' };

const sold = (at: string, more: Partial<AccountingReceipt> = {}) => {
	const one = receipt({ number: at, at, lines: [['sale', 100, '22']] });
	return { ...one, register: null, salesPoint: BAR, ...more };
};

const closings = [
	{ idSalesPoint: 7, date: '2026-03-05T22:50:00', number: 412 },
	{ idSalesPoint: 8, date: '2026-03-05T22:55:00', number: 90 },
];

const placing = (records: unknown[], now = '2026-03-07T04:00:00Z', shops?: string[]) =>
	atClosings(records, { period, clock, now: Date.parse(now), ...(shops ? { shops } : {}) });

/** What is said of the days, in sentences; the report says it in all languages as well. */
const sentencesOf = (remarks: Steps<Remarks>) => {
	const { notes, problems } = atOnce(remarks);
	for (const { inReport } of problems) {
		const said = Object.values(inReport);
		expect(said).toEqual(TEXT_LANGUAGES.map(() => expect.stringMatching(/\S\.$/) as string));
		expect(new Set(said).size).toBe(TEXT_LANGUAGES.length);
	}
	return { notes, problems: problems.map(({ sentence }) => sentence) };
};

const remarksOf = (records: unknown[], documents: AccountingReceipt[] = []) => {
	const { place, remarks } = placing(records);
	return sentencesOf(remarks(documents.map((one) => place(one, { datetime: one.issuedAt }))));
};

/** The business day, with the record as the API sent it. */
const dayOf = (records: unknown[], one: AccountingReceipt, record: unknown) =>
	placing(records).place(one, record).businessDay;

it('puts a document on the day of its closing', () => {
	const one = sold('2026-03-05T00:30:00');
	expect(one.businessDay).toBe('2026-03-04');
	expect(dayOf(closings, one, { datetime: '2026-03-05T00:30:00' })).toBe('2026-03-05');
});

it.each([
	['says no time', { number: 7 }],
	['says the day alone', { datetime: '2026-03-04' }],
	['says a time that nobody can read, and the day', { datetime: 'noon', date: '2026-03-04' }],
	['is no record', null],
])('leaves a document that %s where it is, without a word', (_what, record) => {
	const { place, remarks } = placing(closings);
	const one = { ...sold('2026-03-05T12:00:00'), businessDay: '2026-03-06' };
	expect(place(one, record)).toBe(one);
	expect(atOnce(remarks([one]))).toEqual({ notes: [], problems: [], openDays: [] });
});

it('goes by when the system recorded it where the time is missing', () => {
	const one = sold('2026-03-05T12:00:00');
	const record = { date: Date.parse('2026-03-05T12:00:00+01:00') };
	expect(dayOf([{ ...closings[0], date: '2026-03-06T20:00:00Z' }], one, record)).toBe('2026-03-06');
});

describe('what has no closing', () => {
	const open = (records: unknown[], now?: string, shops?: string[]) => {
		const { place, remarks } = placing(records, now, shops);
		const documents = [
			sold('2026-03-06T10:00:00'),
			sold('2026-03-06T11:00:00'),
			sold('2026-03-06T12:00:00', { salesPoint: { id: '8', name: null } }),
			sold('2026-03-05T12:00:00'),
			sold('2026-03-09T12:00:00'),
		];
		return sentencesOf(remarks(documents.map((one) => place(one, { datetime: one.issuedAt }))));
	};

	it('leaves its day open while it may still be closed', () => {
		const openAt = (now: string) => {
			const { place, remarks } = placing(closings, now);
			const one = sold('2026-03-06T10:00:00');
			return atOnce(remarks([place(one, { datetime: one.issuedAt })])).openDays;
		};
		expect(openAt('2026-03-07T04:00:00Z')).toEqual([{ place: BAR, businessDay: '2026-03-06' }]);
		expect(openAt('2026-03-14T04:00:00Z')).toEqual([]);
	});

	it('is told by the shop while it may still be closed; other days are not', () => {
		expect(open(closings)).toEqual({
			notes: [],
			problems: [
				'Not closed yet: 2 documents of Bar, 1 document of 8. They stand on the days that end at 06:00, and move to the day of their closing once it is made: read these days again then.',
			],
		});
	});

	it('is told otherwise after a week', () => {
		const { problems } = open(closings, '2026-03-13T10:30:00Z');
		expect(problems).toEqual([
			'Not closed yet: 1 document of 8. They stand on the days that end at 06:00, and move to the day of their closing once it is made: read these days again then.',
			'No closing within 7 days, by their Z number where they name one: 2 documents of Bar. They stand on the days that end at 06:00. See in CassaNova whether a closing is missing.',
		]);
	});

	it('is all of a shop that was not asked for', () => {
		const [problem] = open(closings, undefined, ['8']).problems;
		expect(problem).toContain('3 documents of Bar');
	});
});

it('says that closings could not be read', () => {
	const without = [{ date: '2026-03-05T20:00:00Z' }, { idSalesPoint: 7 }];
	expect(remarksOf([...closings, ...without]).problems).toEqual([
		"2 closings don't tell the shop or the time, and no business day ends with them.",
	]);
	expect(remarksOf([...closings, null]).problems).toEqual([
		"1 closing doesn't tell the shop or the time, and no business day ends with it.",
	]);
});

it('says once for each shop that numbers fall', () => {
	const two = [55, 413, 56].map((number, index) => ({
		idSalesPoint: 7,
		date: `2026-03-06T${20 + index}:00:00Z`,
		number,
	}));
	const { notes } = remarksOf([...closings, ...two], [sold('2026-03-06T12:00:00')]);
	expect(notes).toEqual([
		'The closing numbers of Bar are not one rising sequence (412, then 55): there may be several tills, or numbers began again. Receipts go by their Z number and the time, documents without one by the next closing of the shop.',
	]);
});

describe('what was sold before the period and closed in it', () => {
	const closedLate = [
		{ idSalesPoint: 7, date: '2026-03-06T22:50:00Z', number: 412 },
		{ idSalesPoint: 8, date: '2026-03-05T21:00:00Z' },
	];
	const shop = { salesPoint: { id: '8', name: null } };

	it('may have been handed on with its own day: each such day is named', () => {
		const { problems } = remarksOf(closedLate, [
			sold('2026-03-04T12:00:00'),
			// By the hour of the 4th, too.
			sold('2026-03-05T01:00:00'),
			sold('2026-03-04T12:00:00', shop),
			sold('2026-03-03T12:00:00'),
		]);
		expect(problems).toEqual([
			'Sold on 2026-03-03 and closed later, so it stands here: closing 412 of 2026-03-06 with 1 document of Bar. If 2026-03-03 was handed on before that closing was made, its books hold the same: read that day again. If the evening is always closed so late, set "Day Ends At" to a later time.',
			'Sold on 2026-03-04 and closed later, so it stands here: closing 412 of 2026-03-06 with 2 documents of Bar, the closing of 2026-03-05 with 1 document of 8. If 2026-03-04 was handed on before those closings were made, its books hold the same: read that day again. If the evening is always closed so late, set "Day Ends At" to a later time.',
		]);
	});

	it('is nothing where its day is read as well, or its closing is of another period', () => {
		expect(remarksOf(closedLate, [sold('2026-03-05T12:00:00')]).problems).toEqual([]);
		const after = [{ idSalesPoint: 7, date: '2026-03-07T22:50:00Z', number: 412 }];
		expect(remarksOf(after, [sold('2026-03-04T12:00:00')]).problems).toEqual([]);
	});
});

it('says once for each shop that closings have no number', () => {
	const nameless = ['20', '21'].map((hour) => ({
		idSalesPoint: 7,
		date: `2026-03-06T${hour}:00:00Z`,
	}));
	const other = { idSalesPoint: 8, date: '2026-03-05T21:00:00Z', number: null };
	expect(remarksOf([...nameless, other], [sold('2026-03-06T12:00:00')]).notes).toEqual([
		'1 closing of 8 has no number: only documents that name no closing belong to it.',
		'2 closings of Bar have no number: only documents that name no closing belong to them.',
	]);
});

it('looks at one document a step', () => {
	const { place, remarks } = placing([]);
	const documents = Array.from({ length: 50 }, () =>
		place(sold('2026-03-06T10:00:00'), { datetime: '2026-03-06T10:00:00' }),
	);
	expect([...remarks(documents)].length).toBeGreaterThanOrEqual(2 * documents.length);
});

it('tells which day is not over by the hour, where closings are missing', () => {
	const missing = { sentence: 'No closings.', inReport: { en: 'a', de: 'b', it: 'c' } };
	const openDay = '2026-03-06';
	const { remarks } = atFixedHour(period, { problem: missing, status: '403', openDay });
	const documents = [sold('2026-03-06T10:00:00'), sold('2026-03-05T10:00:00')];
	expect(atOnce(remarks(documents))).toEqual({
		notes: [],
		problems: [missing],
		openDays: [{ place: BAR, businessDay: openDay }],
		missingClosings: '403',
	});
});

it('leaves all as it is where days end by the hour', () => {
	const one = sold('2026-03-05T12:00:00');
	const { days, place, remarks } = atFixedHour(period);
	expect(days).toEqual({ from: '2026-03-05', to: '2026-03-07' });
	expect(place(one, {})).toBe(one);
	expect(atOnce(remarks([one]))).toEqual({ notes: [], problems: [], openDays: [] });
});
