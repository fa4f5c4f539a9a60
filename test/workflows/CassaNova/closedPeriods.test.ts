/** The last closed business day, and what isn't closed yet, through the whole node in all operations of accounting. */
import type { INodeParameters } from 'n8n-workflow';
import { accountingReceiptSchema } from '../../../nodes/shared/books/receipt';
import { reconciliationSchema } from '../../../nodes/shared/books/reconciliation';
import { bookingSchema, bookingSummarySchema } from '../../../nodes/shared/books/types';
import { useBench } from '../../support/n8n/bench';
import { dayFromToday } from '../../support/n8n/poller';

const kit = useBench();

const BAR = 5020;
const TERRACE = 4712;
const [FOURTH, THIRD, SECOND, YESTERDAY, TODAY] = [-4, -3, -2, -1, 0].map((days) =>
	dayFromToday(days, 'Europe/Rome'),
) as [string, string, string, string, string];

/** Before six in the morning of Rome: of the day before. */
const atNight = (after: string) => `${after}T03:00:00Z`;

const close = async (idSalesPoint: number, dates: string[]) =>
	await kit.bench.control('act', {
		vendor: 'cassaNova',
		action: 'setClosings',
		idSalesPoint,
		closings: dates.map((date, index) => ({ date, number: 700 + index })),
	});

const sell = async (shop: number, from: string, to = from) =>
	await kit.bench.control('generate', {
		vendor: 'cassaNova',
		count: 30,
		from,
		to,
		seed: shop,
		untilNow: true,
		options: { salesPoints: [shop] },
	});

const run = async (operation: string, parameters: INodeParameters) => {
	const outcome = await kit.bench.run({
		authentication: 'apiKey',
		operation: `accounting.${operation}`,
		parameters: { ...parameters, options: { businessDayEnds: 'closing' } },
	});
	expect(outcome.words).toBe('');
	return outcome;
};

const summaryOf = async (period: INodeParameters) => {
	const { jsons, hints } = await run('getBookings', { ...period, fileFormat: 'summary' });
	return { ...bookingSummarySchema.parse(jsons[0]), hints };
};
const daysOf = async (period: string, filters: INodeParameters = {}) => {
	const { from, to } = await summaryOf({ period, filters });
	return [from, to];
};
const receiptsOf = async (period: INodeParameters) =>
	accountingReceiptSchema.array().parse((await run('getReceipts', period)).jsons);

beforeEach(async () => {
	await kit.bench.reset();
	await sell(BAR, THIRD, YESTERDAY);
	await close(BAR, [atNight(THIRD), atNight(SECOND), atNight(YESTERDAY)]);
});

describe('the last closed business day', () => {
	it('is the newest one that all shops have closed, and not yesterday', async () => {
		await close(TERRACE, [atNight(THIRD), atNight(SECOND)]);
		// The terrace was shut the day after.
		expect(await daysOf('lastClosedDay')).toEqual([SECOND, SECOND]);
		expect(await daysOf('yesterday')).toEqual([YESTERDAY, YESTERDAY]);
	});

	it('waits for a shop that has sold and not closed, unless it isn’t asked for', async () => {
		await close(TERRACE, [atNight(THIRD), atNight(SECOND)]);
		await sell(TERRACE, SECOND);
		expect(await daysOf('lastClosedDay')).toEqual([THIRD, THIRD]);
		expect(await daysOf('lastClosedDay', { idsSalesPoint: [BAR] })).toEqual([SECOND, SECOND]);
	});

	it('is the same in all operations, which are those of its day', async () => {
		const custom = { period: 'custom', dateFrom: SECOND, dateTo: SECOND };
		const both = async (operation: string, more: INodeParameters = {}) => {
			const [closed, own] = [
				await run(operation, { period: 'lastClosedDay', ...more }),
				await run(operation, { ...custom, ...more }),
			];
			expect(closed.jsons.length).toBeGreaterThan(0);
			expect(closed.jsons).toEqual(own.jsons);
			return closed.jsons;
		};
		accountingReceiptSchema.array().parse(await both('getReceipts'));
		bookingSchema.array().parse(await both('getBookings'));
		reconciliationSchema.array().parse(await both('reconcile'));
	});

	it('is the one before the business day that runs where no closing tells', async () => {
		await close(BAR, []);
		const filters = { idsSalesPoint: [BAR] };
		const [from] = await daysOf('lastClosedDay', filters);
		// Before six in the morning the day before yesterday.
		expect([SECOND, YESTERDAY]).toContain(from);
		await kit.bench.control('config', { cassaNovaNewer: false });
		expect(await daysOf('lastClosedDay', filters)).toEqual([from, from]);
	});
});

describe('since the last closing', () => {
	it('comes what no closing of its shop covers, and nothing else', async () => {
		const noon = `${YESTERDAY}T11:00:00Z`;
		await close(BAR, [atNight(THIRD), atNight(SECOND), atNight(YESTERDAY), noon]);
		const all = await receiptsOf({ period: 'custom', dateFrom: FOURTH, dateTo: TODAY });
		const after = all.filter(({ issuedAt }) => Date.parse(issuedAt) > Date.parse(noon));
		expect(after.length).toBeGreaterThan(2);
		const open = await receiptsOf({ period: 'sinceLastClosing' });
		expect(open.map(({ id }) => id)).toEqual(after.map(({ id }) => id));
		const summary = await summaryOf({ period: 'sinceLastClosing' });
		expect(summary).toMatchObject({ from: YESTERDAY, receipts: after.length, late: [] });
		// That it isn't closed is what was asked for.
		expect(summary.notes.filter((note) => note.includes('Not closed yet'))).toHaveLength(1);
		expect(summary.hints.join(' ')).not.toContain('Not closed yet');
		const { jsons } = await run('getBookings', { period: 'sinceLastClosing' });
		const paid = bookingSchema
			.array()
			.parse(jsons)
			.filter(({ kind }) => kind === 'payment');
		const cents = paid.reduce((sum, { grossCents }) => sum + grossCents, 0);
		expect(cents).toBe(summary.totals.grossCents);
		const { hints } = await run('reconcile', { period: 'sinceLastClosing' });
		expect(hints.join(' ')).toContain('know no closings');
	});

	it('is what was sold in a week where nothing was closed', async () => {
		await close(BAR, []);
		const filters = { idsSalesPoint: [BAR] };
		const all = await receiptsOf({ period: 'custom', dateFrom: FOURTH, dateTo: TODAY, filters });
		const open = await receiptsOf({ period: 'sinceLastClosing', filters });
		expect(open.length).toBeGreaterThan(20);
		expect(open).toEqual(all);
	});
});
