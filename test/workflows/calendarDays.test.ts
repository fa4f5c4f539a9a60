/** A workflow in another time zone than the shop: the start and the end of a month mean its days there. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { bookingSchema, bookingSummarySchema } from '../../nodes/shared/books/types';
import { useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';
import { fillBooks, truthOf } from '../support/vendors/books';
import type { Vendor } from '../support/vendors/books';

const kit = useBench();

const TIMEOUT = 120_000;
/** Far behind the shop, far ahead of it, and half an hour off. */
const ZONES = ['America/New_York', 'Pacific/Kiritimati', 'Asia/Kolkata'];
/** The month before the one that it is here. */
const FIRST = '={{ $now.minus({ months: 1 }).startOf("month") }}';
const LAST = '={{ $now.minus({ months: 1 }).endOf("month") }}';
const [FROM, TO] = ['2026-11-01', '2026-11-30'];

const SYSTEMS: Array<[Vendor, Authentication, dates: { from: string; to: string }]> = [
	['kassandro', 'accountToken', { from: 'dateFrom', to: 'dateTo' }],
	['cassaNova', 'apiKey', { from: 'datetimeFrom', to: 'datetimeTo' }],
];

/** How many receipts there are in the month, beside those of days before and after it. */
async function fill(vendor: Vendor): Promise<number> {
	await kit.bench.reset();
	await kit.bench.control('generate', {
		vendor,
		...(vendor === 'kassandro' ? { merchant: kit.bench.ready.kassandro.merchants[0]?.name } : {}),
		count: 900,
		from: '2026-10-30',
		to: '2026-12-02',
		seed: 19,
	});
	const countOf = async (from: string, to: string) =>
		Number((await kit.bench.control(`totals?vendor=${vendor}&from=${from}&to=${to}`)).count);
	expect(await countOf('2026-10-31', '2026-10-31')).toBeGreaterThan(0);
	expect(await countOf('2026-12-01', '2026-12-01')).toBeGreaterThan(0);
	return await countOf(FROM, TO);
}

async function run(
	authentication: Authentication,
	operation: string,
	timezone: string,
	parameters: IDataObject,
) {
	const { jsons, words } = await kit.bench.run({
		authentication,
		operation,
		timezone,
		parameters: parameters as INodeParameters,
	});
	expect(words).toBe('');
	return jsons;
}

describe.each(SYSTEMS)('%s', (vendor, authentication, { from, to }) => {
	it(
		'books the days of the calendar',
		async () => {
			await kit.bench.reset();
			await fillBooks(kit.bench, vendor, { month: '2026-11', seed: 19, perDay: 1 });
			const days = { from: FROM, to: TO, dayEndsAt: '00:00' };
			const { totals } = await truthOf(kit.bench, vendor, days);
			for (const timezone of ZONES) {
				const jsons = await run(authentication, 'accounting.getBookings', timezone, {
					period: 'custom',
					dateFrom: FIRST,
					dateTo: LAST,
					options: { includeSummary: true },
				});
				const summary = bookingSummarySchema.parse(jsons.at(-1));
				const booked = bookingSchema
					.array()
					.parse(jsons.slice(0, -1))
					.map(({ date }) => date)
					.sort();
				expect([timezone, summary.from, summary.to]).toEqual([timezone, FROM, TO]);
				expect([booked[0], booked.at(-1)]).toEqual([FROM, TO]);
				expect(summary.totals.grossCents).toBe(totals.grossCents);
			}
		},
		TIMEOUT,
	);

	it(
		'lists the receipts of these days',
		async () => {
			const count = await fill(vendor);
			for (const timezone of ZONES) {
				const jsons = await run(authentication, 'receipt.getAll', timezone, {
					output: 'accounting',
					[from]: FIRST,
					[to]: LAST,
				});
				expect(jsons).toHaveLength(count);
				const days = new Set(jsons.map(({ businessDay }) => String(businessDay)));
				expect([[...days].sort()[0], [...days].sort().at(-1)]).toEqual([FROM, TO]);
			}
		},
		TIMEOUT,
	);
});

it(
	'a sold report covers these days, and a filter by day names them',
	async () => {
		await fill('cassaNova');
		const ask = async (timezone: string, datetimeFrom: string, datetimeTo: string) => {
			await kit.bench.mark();
			await run('apiKey', 'report.getSoldByTax', timezone, { datetimeFrom, datetimeTo });
			const filters = { lastUpdateFrom: datetimeFrom, lastUpdateTo: datetimeTo };
			await run('apiKey', 'product.getAll', timezone, { returnAll: false, limit: 1, filters });
			return [...new Set(await kit.bench.sent())];
		};
		const meant = await ask('Europe/Rome', FROM, TO);
		expect(meant.at(-1)).toContain(`lastUpdateFrom=%22${FROM}%22&lastUpdateTo=%22${TO}%22`);
		for (const timezone of ZONES) expect(await ask(timezone, FIRST, LAST)).toEqual(meant);
	},
	TIMEOUT,
);

it(
	'any other moment is one of the shop’s day',
	async () => {
		await fill('kassandro');
		// 23:30 in New York, when it is the next day already at the shop.
		const late = "={{ DateTime.fromISO('2026-11-09T23:30:00', { zone: $now.zoneName }) }}";
		const jsons = await run('accountToken', 'receipt.getAll', 'America/New_York', {
			output: 'accounting',
			dateFrom: late,
			dateTo: late,
		});
		expect(jsons.length).toBeGreaterThan(3);
		expect(new Set(jsons.map(({ businessDay }) => businessDay))).toEqual(new Set(['2026-11-10']));
	},
	TIMEOUT,
);
