/** Business days that end with the shops' closings, through the whole node, against the sandbox's own book. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { accountingReceiptSchema } from '../../../nodes/shared/books/receipt';
import type { AccountingReceipt } from '../../../nodes/shared/books/receipt';
import { bookingSchema, bookingSummarySchema } from '../../../nodes/shared/books/types';
import { useBench } from '../../support/n8n/bench';
import { dayFromToday } from '../../support/n8n/poller';
import { addDays, daysBetween, fillBooks, truthOf } from '../../support/vendors/books';

const kit = useBench();

const TIMEOUT = 240_000;
/** Days around the night in which clocks are put back, none of them at an edge of the scenario. */
const PERIOD = { from: '2026-10-21', to: '2026-10-27' };
const AFTER_MIDNIGHT = 4711;
const TWICE = 4712;
const FORGETTING = 5020;
const FORGOTTEN = ['2026-10-22', '2026-10-24', '2026-10-25'];

const custom = ({ from, to }: { from: string; to: string }) => ({
	period: 'custom',
	dateFrom: from,
	dateTo: to,
});

/** Rome is two hours before UTC until October 25th, then one. */
const utc = (day: string, hour: string) =>
	`${day}T${hour}${`${day} ${hour}` < '2026-10-25 03:00' ? '+02:00' : '+01:00'}`;

const DAYS = daysBetween('2026-10-05', '2026-11-01');

/** When each shop closes: after midnight; at three and before midnight; before midnight, some days not at all. */
const CLOSINGS: Record<number, string[]> = {
	[AFTER_MIDNIGHT]: DAYS.map((day) => utc(addDays(day, 1), '03:10:00')),
	[TWICE]: DAYS.flatMap((day) => [utc(day, '15:00:00'), utc(day, '23:30:00')]),
	[FORGETTING]: DAYS.filter((day) => !FORGOTTEN.includes(day)).map((day) => utc(day, '23:50:00')),
};

const numbered = (dates: string[], first = 700) =>
	dates.map((date, index) => ({ date, number: first + index }));

const close = async (idSalesPoint: number, closings: IDataObject[]) =>
	await kit.bench.control('act', {
		vendor: 'cassaNova',
		action: 'setClosings',
		idSalesPoint,
		closings,
	});

const begin = async () => {
	await kit.bench.reset();
	await kit.bench.control('clock', { now: '2026-11-30T12:00:00Z' });
	await fillBooks(kit.bench, 'cassaNova', { month: '2026-10', seed: 11, perDay: 2 });
	for (const [shop, dates] of Object.entries(CLOSINGS)) await close(Number(shop), numbered(dates));
};

const run = async (
	operation: string,
	parameters: INodeParameters,
	options: INodeParameters = {},
) => {
	const outcome = await kit.bench.run({
		authentication: 'apiKey',
		operation: `accounting.${operation}`,
		parameters: { ...parameters, options: { businessDayEnds: 'closing', ...options } },
	});
	expect(outcome.words).toBe('');
	return outcome;
};

const receiptsOf = async (period: { from: string; to: string }, options: INodeParameters = {}) =>
	accountingReceiptSchema.array().parse((await run('getReceipts', custom(period), options)).jsons);

/** Receipts of a period with an amount, as the sandbox's book sums them. */
const sumsOf = (receipts: AccountingReceipt[]) => {
	const sums = new Map<string, number>();
	for (const { businessDay, salesPoint, totals } of receipts) {
		const key = `${businessDay} ${salesPoint?.id}`;
		sums.set(key, (sums.get(key) ?? 0) + totals.grossCents);
	}
	return Object.fromEntries([...sums].filter(([, cents]) => cents !== 0).sort());
};

const truth = async (period: { from: string; to: string }, dayEndsAt = '06:00') => {
	const { days } = await truthOf(kit.bench, 'cassaNova', { ...period, dayEndsAt, ends: 'closing' });
	return Object.fromEntries(
		days.map(({ day, place, grossCents }) => [`${day} ${place}`, grossCents]),
	);
};

describe('what is sold stands on the day of its closing', () => {
	beforeAll(begin, TIMEOUT);

	it(
		'after midnight, twice a day, and where some were forgotten',
		async () => {
			const receipts = await receiptsOf(PERIOD);
			const expected = await truth(PERIOD);
			expect(sumsOf(receipts)).toEqual(expected);
			// Nothing of the shop was closed on days on which it was forgotten.
			for (const day of FORGOTTEN) expect(expected).not.toHaveProperty(`${day} ${FORGETTING}`);
			expect(expected).toHaveProperty(`2026-10-26 ${FORGETTING}`);
			// By the hour it would be otherwise.
			const { days } = await truthOf(kit.bench, 'cassaNova', { ...PERIOD, dayEndsAt: '06:00' });
			expect(days.map(({ day, place }) => `${day} ${place}`)).toContain(`2026-10-24 ${FORGETTING}`);
		},
		TIMEOUT,
	);

	it(
		'at an hour of its own that tells a closing after midnight from an early one',
		async () => {
			expect(sumsOf(await receiptsOf(PERIOD, { dayEndsAt: '02:00' }))).toEqual(
				await truth(PERIOD, '02:00'),
			);
		},
		TIMEOUT,
	);

	it(
		'and day by day there are the bookings of the whole, each with its closings',
		async () => {
			const bookings = async (period: { from: string; to: string }) => {
				const { jsons, hints } = await run('getBookings', custom(period), {
					includeSummary: true,
				});
				const ofClosings = hints.filter((hint) => /closing|closed/i.test(hint));
				expect(ofClosings.filter((hint) => !hint.includes('and closed later'))).toEqual([]);
				if (ofClosings.length > 0) closedLater.push(period.from);
				const { receipts, missingNumbers } = bookingSummarySchema.parse(jsons.at(-1));
				expect(missingNumbers).toEqual([]);
				return { receipts, bookings: bookingSchema.array().parse(jsons.slice(0, -1)) };
			};
			const closedLater: string[] = [];
			const whole = await bookings(PERIOD);
			closedLater.length = 0;
			let count = 0;
			const single = [];
			for (const day of daysBetween(PERIOD.from, PERIOD.to)) {
				const { receipts, bookings: ofDay } = await bookings({ from: day, to: day });
				count += receipts;
				single.push(...ofDay);
			}
			// What was forgotten may have been handed on with its own day.
			expect(closedLater).toEqual(expect.arrayContaining(['2026-10-23', '2026-10-26']));
			expect(single).toEqual(whole.bookings);
			expect(count).toBe(whole.receipts);
			const twice = whole.bookings.filter(
				({ place, documentType, count: receipts }) =>
					place?.id === String(TWICE) && documentType === 'receipt' && receipts > 3,
			);
			expect(twice.length).toBeGreaterThan(5);
			expect(twice.filter(({ zNumbers }) => zNumbers?.length === 2).length).toBeGreaterThan(5);
			const forgotten = whole.bookings.filter(
				({ place, date }) => place?.id === String(FORGETTING) && date === '2026-10-26',
			);
			expect(new Set(forgotten.map(({ zNumbers }) => zNumbers?.join()))).toEqual(
				new Set(['718', '']),
			);
		},
		TIMEOUT,
	);

	it('and per closing the bookings come to those of the day', async () => {
		const day = '2026-10-23';
		const per = async (groupBy: string) => {
			const { jsons } = await run('getBookings', { ...custom({ from: day, to: day }), groupBy });
			return bookingSchema.array().parse(jsons);
		};
		const [days, closings] = [await per('day'), await per('closing')];
		const totals = (bookings: typeof days) => {
			const sums = new Map<string, number>();
			for (const { place, documentType, debit, credit, grossCents } of bookings) {
				const key = [place?.id, documentType, debit, credit].join(' ');
				sums.set(key, (sums.get(key) ?? 0) + grossCents);
			}
			return Object.fromEntries([...sums].filter(([, cents]) => cents !== 0).sort());
		};
		expect(totals(closings)).toEqual(totals(days));
		expect(closings.length).toBeGreaterThan(days.length);
		for (const { zNumbers, text, documentType } of closings) {
			expect(zNumbers).toHaveLength(documentType === 'receipt' ? 1 : 0);
			if (documentType === 'receipt') expect(text).toContain(`, Z ${zNumbers?.join()}, `);
		}
	});

	it('of one shop alone is read for that shop', async () => {
		const receipts = accountingReceiptSchema.array().parse(
			(
				await run('getReceipts', {
					...custom(PERIOD),
					filters: { idsSalesPoint: [FORGETTING] },
				})
			).jsons,
		);
		const expected = Object.entries(await truth(PERIOD)).filter(([key]) =>
			key.endsWith(String(FORGETTING)),
		);
		expect(Object.entries(sumsOf(receipts))).toEqual(expected);
	});

	it('also where documents do not name their shop', async () => {
		await kit.bench.control('config', { cassaNovaDocumentShop: false });
		const days = { from: '2026-10-25', to: '2026-10-26' };
		expect(sumsOf(await receiptsOf(days))).toEqual(await truth(days));
		await kit.bench.control('config', { cassaNovaDocumentShop: true });
	});

	it('while reports are compared by days of the calendar, and say so', async () => {
		const period = custom({ from: '2026-10-22', to: '2026-10-23' });
		const { jsons, hints } = await run('reconcile', period);
		expect(hints.filter((hint) => hint.includes('know no closings'))).toHaveLength(1);
		const byHour = await kit.bench.run({
			authentication: 'apiKey',
			operation: 'accounting.reconcile',
			parameters: period,
		});
		expect(jsons).toEqual(byHour.jsons);
		expect(byHour.hints.join(' ')).not.toContain('closings');
	});
});

describe('what has no closing', () => {
	beforeEach(begin, TIMEOUT);

	const day = { from: '2026-10-28', to: '2026-10-28' };
	const summaryOf = async (period: { from: string; to: string }) => {
		const { jsons, hints } = await run('getBookings', {
			...custom(period),
			fileFormat: 'summary',
		});
		return { summary: bookingSummarySchema.parse(jsons[0]), hints };
	};

	it('stands on the day by the hour, and moves to the day of its closing once it is made', async () => {
		await kit.bench.reset();
		const [sold, next] = [dayFromToday(-2), dayFromToday(-1)];
		// What was sold after midnight is of the day before, as long as it isn't closed.
		const days = { from: dayFromToday(-3), to: sold };
		await kit.bench.control('generate', {
			vendor: 'cassaNova',
			count: 40,
			from: sold,
			to: sold,
			seed: 3,
			options: { salesPoints: [FORGETTING] },
		});
		const before = { date: `${days.from}T20:00:00Z`, number: 700 };
		await close(FORGETTING, [before]);
		const { summary, hints } = await summaryOf(days);
		const [problem = ''] = hints.filter((hint) => hint.includes('Not closed yet'));
		const { receipts, totals } = summary;
		expect(problem).toMatch(
			/: Not closed yet: \d+ documents of .+\. They stand on the days that end at 06:00, and move to the day of their closing once it is made: read these days again then\.$/,
		);
		expect(summary.notes.join(' ')).toContain('Not closed yet');
		expect(receipts).toBeGreaterThan(30);
		// The next evening somebody closes after all: all of it is of that day.
		await close(FORGETTING, [before, { date: `${next}T20:00:00Z`, number: 701 }]);
		const left = await summaryOf(days);
		const moved = await summaryOf({ from: next, to: next });
		expect([left.summary.receipts, moved.summary.receipts]).toEqual([0, receipts]);
		expect(moved.summary.totals).toEqual(totals);
		// The run of that day has handed them on already.
		const told = moved.hints.filter((hint) => hint.includes('losed'));
		for (const hint of told) {
			expect(hint).toMatch(
				new RegExp(
					`^On ${next}: Sold on (${days.from}|${sold}) and closed later, so it stands here: closing 701 of ${next} with \\d+ documents? of .+\\. If \\1 was handed on before that closing was made, its books hold the same: read that day again\\. If the evening is always closed so late, set "Day Ends At" to a later time\\.$`,
				),
			);
		}
		const counts = told.map((hint) => Number(/ with (\d+) document/.exec(hint)?.[1]));
		expect(counts.reduce((sum, count) => sum + count, 0)).toBe(receipts);
	});

	it('for more than a week stays there, and says so', async () => {
		await close(FORGETTING, []);
		const { summary, hints } = await summaryOf(day);
		const [problem = ''] = hints.filter((hint) => hint.includes('No closing within 7 days'));
		expect(problem).toContain('on the days that end at 06:00');
		expect(summary.notes.join(' ')).toContain('See in CassaNova whether a closing is missing.');
	});

	it('because the account has no list of them, stands by the hour, and says so', async () => {
		await kit.bench.control('config', { cassaNovaNewer: false });
		const { summary, hints } = await summaryOf(day);
		expect(hints.filter((hint) => hint.includes("doesn't give the closings"))).toEqual([
			'On 2026-10-28: CassaNova doesn\'t give the closings of this account\'s shops (status 404), so all documents stand on the days that end at 06:00. Choose "Business Day Ends: At a Fixed Hour", or ask CassaNova whether your licence includes the closings, and read these days again once it answers.',
		]);
		const { totals } = await truthOf(kit.bench, 'cassaNova', { ...day, dayEndsAt: '06:00' });
		expect(summary.totals.grossCents).toBe(totals.grossCents);
	});

	it.each([
		{ path: '^/reconciliations$', status: 403 },
		{ path: '^/reconciliations$', status: 404 },
	])('and the journal has no entries on other days: $status', async ({ path, status }) => {
		await kit.bench.control('faults', [{ kind: 'status', status, times: 1, path }]);
		const read = async () =>
			await kit.bench.run({
				authentication: 'apiKey',
				operation: 'accounting.getJournal',
				parameters: { ...custom(day), options: { businessDayEnds: 'closing' } },
			});
		const { words, jsons } = await read();
		expect(words).toContain(
			`"Business Day Ends" is "At the Shop's Z Closing", and the account gave no closings (status ${status})`,
		);
		expect(words).toContain('would be taken back and posted anew');
		expect(jsons).toEqual([]);
		expect((await read()).words).toBe('');
	});

	it('is not found where the list fails otherwise: nothing comes out', async () => {
		const refused = { kind: 'status', status: 400, times: -1, path: '^/reconciliations$' };
		await kit.bench.control('faults', [refused]);
		const outcome = await kit.bench.run({
			authentication: 'apiKey',
			operation: 'accounting.getBookings',
			parameters: { ...custom(day), options: { businessDayEnds: 'closing' } },
		});
		expect(outcome.words).toContain(
			'CassaNova could not get bookings: the server answered with status 400',
		);
		expect(outcome.jsons).toEqual([]);
	});

	it('and several tills or numbers that began again are told in the summary', async () => {
		const closings = numbered(CLOSINGS[TWICE] ?? []).map(({ date, number }, index) => ({
			date,
			number: index % 2 === 0 ? number : number - 500,
		}));
		await close(TWICE, closings);
		const { summary, hints } = await summaryOf(day);
		const [note = ''] = summary.notes.filter((one) => one.includes('not one rising sequence'));
		expect(note).toMatch(
			/^The closing numbers of .+ are not one rising sequence \(\d+, then \d+\)/,
		);
		expect(hints.join(' ')).not.toContain('rising');
		expect(sumsOf(await receiptsOf(day))).toEqual(await truth(day));
	});
});

it("the sandbox's own closings give each receipt the day of its Z number, without any being set", async () => {
	await kit.bench.reset();
	await kit.bench.control('clock', { now: '2026-11-30T12:00:00Z' });
	const days = { from: '2026-10-23', to: '2026-10-26' };
	await kit.bench.control('generate', { vendor: 'cassaNova', count: 400, seed: 4, ...days });
	const { jsons, hints } = await run('getReceipts', custom(days));
	expect(hints.filter((hint) => /closing|closed/i.test(hint))).toEqual([]);
	const receipts = accountingReceiptSchema.array().parse(jsons);
	const ofTills = receipts.filter(({ documentType }) => documentType === 'receipt');
	expect(ofTills.some(({ issuedAt }) => issuedAt.slice(11) < '02')).toBe(true);
	for (const { businessDay, zNumber } of ofTills) {
		expect(businessDay).toBe(addDays('2020-01-01', Number(zNumber)));
	}
});
