/** Sold reports: how they are read, and that sales made meanwhile don't get into days that are over. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../nodes/CassaNova/api';
import { soldReport } from '../../../../nodes/CassaNova/reports/soldReport';
import type { Report } from '../../../../nodes/CassaNova/reports/soldSums';
import { addDays } from '../../../../nodes/shared/values/dates';
import { findEndpoint } from '../../../../nodes/shared/table/table';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import { byTax, settledRows, vendor } from '../../../support/vendors/soldReports';
import type { Sale } from '../../../support/vendors/soldReports';
import { fakeCall } from '../../../support/n8n/call';

/** Runs "sold by tax" at a moment, against answers made from the requests. */
async function run(
	now: string,
	range: { from: string; to: string },
	answer: (query: Record<string, unknown>) => IDataObject,
	options: IDataObject = {},
) {
	const requests: string[] = [];
	const hints: string[] = [];
	const endpoint = findEndpoint(cassaNova, 'report', 'getSoldByTax', 'apiKey');
	const call = fakeCall({
		api: cassaNova,
		endpoint,
		host: { getNode: () => ({ name: 'CassaNova', type: 'cassaNova', parameters: {} }) },
		input: { path: {}, query: {}, body: {}, options, timeZone: 'Europe/Rome', range },
		now: () => Date.parse(now),
		hint: (words: string) => hints.push(words),
		send: async ({ query = {} }: ApiRequest) => {
			requests.push(`${String(query.datetimeFrom)}/${String(query.datetimeTo)}`);
			return answer(query);
		},
	});
	const work = soldReport(byTax).run?.(call) ?? Promise.resolve([]);
	return { rows: await work.catch((error: Error) => error), requests, hints };
}

describe('the work itself', () => {
	const empty = { totalCount: 0, totalSold: 0, sold: [] };
	const range = { from: '2026-03-01', to: '2026-03-05' };

	const whole = '2026-03-01/2026-03-06';
	const next = '2026-03-06/2026-03-06';

	it.each([
		['one report at noon of the last day', '2026-03-05T12:00:00+01:00', [whole]],
		[
			'one on the last day in Rome, though it is another one in UTC',
			'2026-03-04T23:30:00Z',
			[whole],
		],
		['for the next day, in the hour before it', '2026-03-05T23:30:00+01:00', [next, whole, next]],
		[
			'for the next day before and after, while it lasts',
			'2026-03-06T12:00:00+01:00',
			[next, whole, next],
		],
		[
			'so in the hour after it, too, in case clocks differ',
			'2026-03-07T00:30:00+01:00',
			[next, whole, next],
		],
		['for both side by side once the next day is over', '2026-03-07T01:00:01+01:00', [whole, next]],
	])('asks %s', async (_what, now, expected) => {
		const { requests, rows } = await run(now, range, () => empty);
		expect(requests).toEqual(expected);
		expect(rows).toEqual([]);
	});

	it('remarks that something was sold between two pages', async () => {
		const page = (start: unknown): IDataObject[] =>
			Array.from({ length: 100 }, (_, index) => ({ idTax: String(Number(start) + index) }));
		const { hints, rows } = await run('2026-03-05T12:00:00+01:00', range, ({ start }) => ({
			totalCount: 200,
			totalSold: start === 0 ? 1 : 2,
			sold: page(start),
		}));
		expect(rows).toHaveLength(200);
		expect(hints).toEqual([expect.stringContaining('run it again')]);
	});

	const sold = (idTax: string) => ({
		totalCount: 1,
		totalSold: 7,
		sold: [{ idTax, tax: null, profit: 7 }],
	});
	const isWhole = ({ datetimeFrom, datetimeTo }: Record<string, unknown>) =>
		datetimeFrom !== datetimeTo;

	it('reads again when a receipt of a past day arrived between the answers', async () => {
		let isFirst = true;
		const { requests, rows } = await run('2026-04-05T12:00:00+02:00', range, () => {
			const answer = isFirst ? empty : sold('a');
			isFirst = false;
			return answer;
		});
		expect(requests).toEqual([whole, next, whole, next]);
		expect(rows).toEqual([]);
	});

	it('fails rather than to take off what was never counted', async () => {
		const { requests, rows } = await run('2026-04-05T12:00:00+02:00', range, (query) =>
			isWhole(query) ? sold('a') : sold('b'),
		);
		expect(requests).toHaveLength(6);
		expect(rows).toMatchObject({
			message:
				"CassaNova could not get sales by tax: the reports that make up the range didn't fit together, 3 times",
			description: expect.stringContaining('Nothing was added up'),
		});
	});

	it('fails where a number cannot be read, and says which', async () => {
		const { rows } = await run('2026-04-05T12:00:00+02:00', range, () => ({
			totalCount: 1,
			totalSold: 'a lot',
			sold: [{ idTax: 'a' }],
		}));
		expect(rows).toMatchObject({
			message: 'CassaNova could not get sales by tax: "totalSold" of the report is not a number',
		});
		const ofToday = await run('2026-03-06T12:00:00+01:00', range, () => ({
			totalSold: 'a lot',
			sold: [],
		}));
		expect(ofToday.rows).toEqual(rows);
	});
});

describe('while the tills are busy', () => {
	const TODAY = '2026-03-06';
	const NOON = `${TODAY}T12:00:00+01:00`;
	const sale = (day: string, idTax: string, sold: number): Sale => ({
		day,
		idTax,
		sold,
		refund: 0,
		vat: 0,
		quantity: 1000,
	});

	it.each([true, false])(
		'gives yesterday\'s rows only, though something is sold between the answers; "to" includes its day: %s',
		async (meaning) => {
			const sales = [sale('2026-03-05', '22', 10_000), sale(TODAY, '22', 1_000)];
			const { rows, hints } = await run(
				NOON,
				{ from: '2026-03-05', to: '2026-03-05' },
				({ datetimeFrom, datetimeTo }) => {
					const report = vendor(sales, meaning)(String(datetimeFrom), String(datetimeTo));
					sales.push(sale(TODAY, '22', 500), sale(TODAY, '4', 300));
					return report;
				},
			);
			expect(rows).toMatchObject([{ idTax: '22', profit: 100, quantity: 1, percentTotal: 100 }]);
			expect(rows).toHaveLength(1);
			expect(hints).toEqual([]);
		},
	);

	it('asks for the day that is over once the first sale of today shows what "to" means', async () => {
		const sales = [sale('2026-03-05', '22', 10_000)];
		const { requests, rows } = await run(
			NOON,
			{ from: '2026-03-05', to: '2026-03-05' },
			({ datetimeFrom, datetimeTo }) => {
				if (datetimeFrom !== datetimeTo) sales.push(sale(TODAY, '4', 300));
				return vendor(sales, true)(String(datetimeFrom), String(datetimeTo));
			},
		);
		expect(requests).toEqual([
			'2026-03-06/2026-03-06',
			'2026-03-05/2026-03-06',
			'2026-03-06/2026-03-06',
			'2026-03-05/2026-03-05',
		]);
		expect(rows).toMatchObject([{ idTax: '22', profit: 100 }]);
	});

	it('gives the books of the range, whatever is sold today and whenever', async () => {
		const numbers = {
			idTax: fc.constantFrom('22', '10', '4', null),
			sold: fc.integer({ min: 0, max: 99_999 }),
			refund: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9_999 })),
			vat: fc.integer({ min: 0, max: 9_999 }),
			quantity: fc.integer({ min: 1, max: 50_000 }),
		};
		const input = fc.record({
			length: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 360, max: 1_100 })),
			before: fc.array(fc.record({ back: fc.integer({ min: 1, max: 1_105 }), ...numbers }), {
				maxLength: 40,
			}),
			today: fc.array(fc.record(numbers), { maxLength: 3 }),
			// What is sold just before each of the answers.
			meanwhile: fc.array(fc.array(fc.record(numbers), { maxLength: 2 }), { maxLength: 12 }),
			meaning: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(input, async ({ length, before, today, meanwhile, meaning }) => {
				const past = before.map(({ back, ...sums }) => ({ ...sums, day: addDays(TODAY, -back) }));
				const sales = [...past, ...today.map((sums) => ({ ...sums, day: TODAY }))];
				const coming = [...meanwhile];
				const days = { from: addDays(TODAY, -1 - length), to: addDays(TODAY, -1) };
				const { rows, hints } = await run(
					NOON,
					days,
					({ datetimeFrom, datetimeTo }) => {
						sales.push(...(coming.shift() ?? []).map((sums) => ({ ...sums, day: TODAY })));
						return vendor(sales, meaning)(String(datetimeFrom), String(datetimeTo));
					},
					{ oneItemWithTotals: true },
				);
				const books = vendor(past, true)(days.from, days.to);
				expect((rows as Report[]).map(settledRows)).toEqual([settledRows(books)]);
				expect(hints).toEqual([]);
			}),
		);
	});
});
