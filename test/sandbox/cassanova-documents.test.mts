/** CassaNova's documents and reports: spans, paging, and totals that two readings agree on. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import Big from 'big.js';
import { DateTime } from 'luxon';
import { splitByWeight, taxInGross, toCents } from '../../sandbox/money.mts';
import { literals, startClient, type Client } from './cassanova-client.mts';
import { effort } from './effort.mts';

let client: Client;
before(async () => {
	client = await startClient();
});
after(() => client.sandbox.close());
beforeEach(async () => {
	await client.control('POST', '/reset', { seed: 1 });
	await client.login();
});

type Fields = Record<string, any>;

const generate = (options: Fields): Promise<any> =>
	client.control('POST', '/generate', { vendor: 'cassaNova', ...options });
const totals = (query = ''): Promise<any> =>
	client.control('GET', `/totals?vendor=cassaNova${query}`);
const page = (path: string, from: string, to?: string, more: Fields = {}): Promise<any> =>
	client.get(
		`${path}?${literals({ start: 0, limit: 100, datetimeFrom: from, ...(to ? { datetimeTo: to } : {}), ...more })}`,
	);
const receiptsOf = async (from: string, to: string, more: Fields = {}): Promise<Fields[]> => {
	const all: Fields[] = [];
	for (;;) {
		const reply = await page('/documents/receipts', from, to, { start: all.length, ...more });
		assert.equal(reply.status, 200, reply.text);
		all.push(...reply.json.receipts);
		if (reply.json.receipts.length === 0 || all.length >= reply.json.totalCount) return all;
	}
};

/** Gross cents by rate of a receipt, worked out backwards from its rows alone. */
function grossByRate({ document }: Fields, rates: Map<string, number>): Map<number, number> {
	const lines: Array<{ rate: number; cents: number; isSale: boolean }> = [];
	let since = 0;
	for (const row of document.rows) {
		if (row.composition) continue;
		if (row.subtotal) {
			const covered = lines.slice(since).filter(({ isSale }) => isSale);
			since = lines.length;
			const base = covered.reduce((sum, { cents }) => sum + cents, 0);
			const lowered = new Big(base).times(row.percentageVariation ?? 0).div(10000);
			const change = toCents(lowered.plus(row.variation ?? 0));
			const parts = splitByWeight(
				change,
				covered.map(({ cents }) => cents),
			);
			covered.forEach((line, index) => (line.cents -= parts[index]!));
			continue;
		}
		let unit = new Big(100);
		for (const { percentagePrice } of row.rowModifierValues) unit = unit.plus(percentagePrice ?? 0);
		unit = unit.times(row.price).div(100);
		for (const { price } of row.rowModifierValues) unit = unit.plus(price ?? 0);
		const gross = unit
			.times(row.quantity)
			.times(new Big(100).minus(row.percentageVariation ?? 0))
			.div(100)
			.minus(row.variation ?? 0);
		lines.push({
			rate: document.taxFree ? 0 : rates.get(row.idTax)!,
			cents: toCents(gross) * (row.refund ? -1 : 1),
			isSale: !row.refund,
		});
	}
	const sums = new Map<number, number>();
	for (const { rate, cents } of lines) sums.set(rate, (sums.get(rate) ?? 0) + cents);
	return sums;
}

describe('spans', () => {
	for (const kind of ['receipts', 'invoices', 'creditnotes', 'bills']) {
		test(`${kind}: at most three calendar days, from is required`, async () => {
			const path = `/documents/${kind}`;
			assert.equal((await page(path, '2026-03-05', '2026-03-05')).status, 200);
			assert.equal((await page(path, '2026-03-05', '2026-03-07')).status, 200);
			const long = await page(path, '2026-03-05', '2026-03-08');
			assert.equal(long.status, 400);
			assert.deepEqual(long.json, { messages: ['error.timespan: datetimeTo'] });
			assert.equal((await page(path, '2026-03-05', '2026-03-04')).status, 400);
			assert.equal((await client.get(`${path}?start=0&limit=10`)).status, 400);
		});
	}
	for (const kind of ['taxes', 'categories', 'departments', 'products']) {
		test(`report by ${kind}: smaller than a year`, async () => {
			const path = `/reports/sold/${kind}`;
			assert.equal((await page(path, '2025-03-01', '2026-02-28')).status, 200);
			assert.equal((await page(path, '2025-03-01', '2026-03-01')).status, 400);
		});
	}
	test('without datetimeTo the span runs until now', async () => {
		await client.control('POST', '/clock', { now: '2026-03-07T22:30:00Z' });
		await client.login();
		assert.equal((await page('/documents/receipts', '2026-03-05')).status, 200);
		assert.equal((await page('/documents/receipts', '2026-03-04')).status, 400);
		// 23:30 in Rome; half an hour later the day has changed there, not yet in UTC.
		await client.control('POST', '/clock', { advanceMs: 2_000_000 });
		assert.equal((await page('/documents/receipts', '2026-03-05')).status, 400);
	});
});

describe('receipts', () => {
	test('a day is whole, and its end can be switched to exclusive', async () => {
		await generate({ from: '2026-03-05', to: '2026-03-06', count: 200 });
		const day = await receiptsOf('2026-03-05', '2026-03-05');
		assert.equal(day.length, 100);
		assert.ok(day.every(({ datetime }) => datetime.startsWith('2026-03-05T')));
		assert.ok(day.every(({ datetime }) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(datetime)));
		await client.control('POST', '/config', { cassaNovaToInclusive: false });
		assert.equal((await receiptsOf('2026-03-05', '2026-03-05')).length, 0);
		assert.equal((await receiptsOf('2026-03-05', '2026-03-06')).length, 100);
	});

	test('the time of documents can be shown in UTC; they are found by the days of the shop', async () => {
		await generate({ from: '2026-03-05', to: '2026-03-05', count: 100 });
		const local = await receiptsOf('2026-03-05', '2026-03-05');
		await client.control('POST', '/config', { cassaNovaDatetimeZone: 'utc' });
		const shown = await receiptsOf('2026-03-05', '2026-03-05');
		const hour = 3_600_000;
		assert.deepEqual(
			shown.map(({ datetime }) => Date.parse(`${datetime}Z`) + hour),
			local.map(({ datetime }) => Date.parse(`${datetime}Z`)),
		);
	});

	test('documents name their shop unless that is switched off; the shops together are everything', async () => {
		await generate({ from: '2026-03-05', to: '2026-03-05', count: 150 });
		const all = await receiptsOf('2026-03-05', '2026-03-05');
		const shops = new Set(all.map(({ document }) => document.idSalesPoint));
		assert.deepEqual([...shops].sort(), [4711, 4712, 5020]);
		await client.control('POST', '/config', { cassaNovaDocumentShop: false });
		const old = await receiptsOf('2026-03-05', '2026-03-05');
		assert.ok(old.every((receipt) => !JSON.stringify(receipt).includes('idSalesPoint')));
		let sum = 0;
		for (const shop of [4711, 4712, 5020]) {
			const own = await receiptsOf('2026-03-05', '2026-03-05', { idsSalesPoint: [shop] });
			assert.equal(own.length, (await totals(`&salesPoint=${shop}`)).count);
			sum += own.length;
		}
		assert.equal(sum, all.length);
		assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
	});

	test('numbers and customers are filters', async () => {
		await generate({ from: '2026-03-05', to: '2026-03-05', count: 200 });
		const numbered = await receiptsOf('2026-03-05', '2026-03-05', { numbers: [1, 2] });
		const all = await receiptsOf('2026-03-05', '2026-03-05');
		const first = all.filter(({ number }) => number < 3).map(({ id }) => id);
		// Two of each shop, before and after it closes.
		assert.ok(first.length >= 6 && first.length <= 12);
		assert.deepEqual(
			numbered.map(({ id }) => id),
			first,
		);
		const { idCustomer } = all.find(({ document }) => document.idCustomer)!.document;
		const own = await receiptsOf('2026-03-05', '2026-03-05', { idCustomers: [idCustomer] });
		assert.ok(own.length > 0);
		assert.ok(own.every(({ document }) => document.idCustomer === idCustomer));
	});

	test('late ones are hidden until they are handed in, when that is switched on', async () => {
		await generate({ from: '2026-03-05', to: '2026-03-05', count: 300, seed: 4 });
		await client.control('POST', '/config', { cassaNovaHideUnsynced: true });
		await client.control('POST', '/clock', { now: '2026-03-06T00:00:00Z' });
		await client.login();
		const early = (await receiptsOf('2026-03-05', '2026-03-05')).length;
		await client.control('POST', '/clock', { now: '2026-03-10T00:00:00Z' });
		await client.login();
		const late = await receiptsOf('2026-03-05', '2026-03-05');
		assert.equal(late.length, 300);
		assert.ok(early < 300 && early > 280, String(early));
		assert.ok(late.some(({ date, datetime }) => date > Date.parse(`${datetime}Z`) + 7_200_000));
	});
});

describe('totals', () => {
	test('the rows, read back through the API, give the totals kept while generating', async () => {
		await generate({ from: '2026-03-28', to: '2026-03-30', count: 1500, seed: 11 });
		const { taxes } = (await client.get(`/taxes?${literals({ start: 0, limit: 100 })}`)).json;
		const rates = new Map<string, number>(taxes.map(({ id, rate }: Fields) => [id, rate]));
		const sums = new Map<string, { grossCents: number; taxCents: number }>();
		const byKind = { sale: 0, refund: 0, cancellation: 0, zero: 0 };
		let paid = 0;
		const receipts = await receiptsOf('2026-03-28', '2026-03-30');
		for (const receipt of receipts) {
			const { document } = receipt;
			const gross = grossByRate(receipt, rates);
			const amount = [...gross.values()].reduce((left, right) => left + right, 0);
			assert.equal(toCents(document.amount), amount, JSON.stringify(document));
			if (document.refund) {
				byKind.cancellation += 1;
				continue;
			}
			byKind[amount > 0 ? 'sale' : amount < 0 ? 'refund' : 'zero'] += 1;
			for (const { amount: part } of document.payments) paid += toCents(part);
			paid -= toCents(document.change);
			for (const [rate, grossCents] of gross) {
				const sum = sums.get(String(rate)) ?? { grossCents: 0, taxCents: 0 };
				sum.grossCents += grossCents;
				sum.taxCents += taxInGross(grossCents, rate);
				sums.set(String(rate), sum);
			}
		}
		const truth = await totals();
		assert.equal(truth.count, receipts.length);
		assert.deepEqual(truth.byKind, byKind);
		assert.equal(truth.grossCents, paid);
		assert.deepEqual(
			Object.fromEntries(
				truth.taxes.map(({ rate, grossCents, taxCents }: Fields) => [
					rate,
					{ grossCents, taxCents },
				]),
			),
			Object.fromEntries(sums),
		);
		assert.equal(truth.netCents + truth.taxCents, truth.grossCents);
	});

	test('every rule of the rows happens', async () => {
		await generate({ from: '2026-03-05', to: '2026-03-05', count: 1500, seed: 3 });
		const receipts = await receiptsOf('2026-03-05', '2026-03-05');
		const rows = receipts.flatMap(({ document }) => document.rows);
		const payments = receipts.flatMap(({ document }) => document.payments);
		const happens: Record<string, boolean> = {
			refund: rows.some(({ refund }) => refund),
			menu: rows.some(({ menu }) => menu),
			composition: rows.some(({ composition, price }) => composition && price > 0),
			cover: rows.some(({ coverCharge }) => coverCharge),
			department: rows.some((row) => !row.idProduct && row.idTax && !row.coverCharge),
			variant: rows.some(({ idProductVariant }) => idProductVariant),
			weight: rows.some(({ quantity }) => !Number.isInteger(quantity)),
			discount: rows.some(({ percentageVariation }) => percentageVariation > 0),
			surcharge: rows.some(({ percentageVariation }) => percentageVariation < 0),
			variation: rows.some(({ subtotal, variation }) => !subtotal && variation > 0),
			extra: rows.some(({ variation }) => variation < 0),
			increment: rows.some((row) => row.rowModifierValues.some(({ price }: Fields) => price)),
			percentage: rows.some((row) =>
				row.rowModifierValues.some(({ percentagePrice }: Fields) => percentagePrice),
			),
			subtotalPercent: rows.some((row) => row.subtotal && row.percentageVariation),
			subtotalAmount: rows.some((row) => row.subtotal && row.variation),
			taxFree: receipts.some(({ document }) => document.taxFree),
			cancelled: receipts.some(({ document }) => document.refund),
			change: receipts.some(({ document }) => document.change > 0),
			closing: receipts.every(({ zNumber }) => Number.isInteger(zNumber)),
			afterMidnight: receipts.some(({ datetime }) => datetime.includes('T01:')),
		};
		for (const [name, value] of Object.entries(happens)) assert.ok(value, name);
		for (const type of ['CASH', 'CASHCARD', 'CREDITCARD', 'TICKET', 'VOUCHER', 'DEFERRED']) {
			assert.ok(
				payments.some(({ paymentType }) => paymentType === type),
				type,
			);
		}
	});

	test('10,000 receipts take a few seconds and are the same for the same seed', async () => {
		const make = async (seed: number): Promise<any> => {
			await client.control('POST', '/reset', { seed: 1 });
			const created = await generate({ from: '2026-01-01', to: '2026-03-31', count: 10_000, seed });
			assert.deepEqual(created, { created: 10_000 });
			return await totals();
		};
		const spent = effort();
		const one = await make(9);
		assert.ok(spent() < 60_000);
		assert.deepEqual(await make(9), one);
		assert.notDeepEqual(await make(10), one);
	});

	test('ranges: single days sum to the whole, times cut a day', async () => {
		await generate({ from: '2026-03-05', to: '2026-03-06', count: 400 });
		const whole = await totals();
		const one = await totals('&from=2026-03-05&to=2026-03-05');
		const two = await totals('&from=2026-03-06&to=2026-03-06');
		assert.equal(one.grossCents + two.grossCents, whole.grossCents);
		const night = await totals('&to=2026-03-05T02:59:59');
		const rest = await totals('&from=2026-03-05T03:00:00');
		assert.ok(night.count > 0);
		assert.equal(night.count + rest.count, whole.count);
	});

	test('cancelling in place takes a receipt out of the totals, not out of the list', async () => {
		await generate({ from: '2026-03-05', to: '2026-03-05', count: 50 });
		const before = await totals();
		const receipts = await receiptsOf('2026-03-05', '2026-03-05');
		const chosen = receipts.find(({ document }) => !document.refund && document.amount > 0)!;
		const act = { vendor: 'cassaNova', action: 'cancelReceipt', id: chosen.id };
		await client.control('POST', '/act', act);
		const later = await totals();
		assert.equal(later.grossCents, before.grossCents - toCents(chosen.document.amount));
		assert.equal(later.byKind.cancellation, before.byKind.cancellation + 1);
		assert.equal(later.count, before.count);
		const again = await receiptsOf('2026-03-05', '2026-03-05');
		assert.equal(again.find(({ id }) => id === chosen.id)!.document.refund, true);
	});

	test('days can be filled until now', async () => {
		await client.control('POST', '/clock', { now: '2026-03-06T12:00:00Z' });
		await client.login();
		await generate({ from: '2026-03-05', to: '2026-03-06', count: 200, untilNow: true });
		const times = (await receiptsOf('2026-03-05', '2026-03-06')).map(({ datetime }) => datetime);
		assert.ok(times.length > 100 && times.length < 200, String(times.length));
		assert.ok(times.some((time) => time.startsWith('2026-03-06')));
		assert.ok(times.every((time) => time <= '2026-03-06T13:00:00'));
	});

	test('the own amount of a receipt can be made to differ', async () => {
		const options = { differentAmounts: 1 };
		await generate({ from: '2026-03-05', to: '2026-03-05', count: 20, options });
		const truth = await totals();
		const receipts = await receiptsOf('2026-03-05', '2026-03-05');
		const shown = receipts
			.filter(({ document }) => !document.refund)
			.reduce((sum, { document }) => sum + toCents(document.amount), 0);
		assert.equal(shown - truth.grossCents, truth.count - truth.byKind.cancellation);
	});

	test('inserted receipts shift the following pages', async () => {
		await generate({ from: '2026-03-05', to: '2026-03-05', count: 30 });
		await client.control('POST', '/faults', { kind: 'pageShift', insert: 3, path: 'receipts' });
		const get = (start: number): Promise<any> =>
			page('/documents/receipts', '2026-03-05', '2026-03-05', { start, limit: 10 });
		const first = (await get(0)).json.receipts.map(({ id }: Fields) => id);
		const second = (await get(10)).json;
		assert.equal(second.totalCount, 33);
		assert.deepEqual(
			second.receipts.slice(0, 3).map(({ id }: Fields) => id),
			first.slice(7),
		);
	});
});

describe('reports and other documents', () => {
	test('the report by tax agrees with the totals', async () => {
		await generate({ from: '2026-03-01', to: '2026-03-10', count: 800 });
		const report = (await page('/reports/sold/taxes', '2026-03-01', '2026-03-10')).json;
		const truth = await totals();
		assert.equal(toCents(report.totalSold) - toCents(report.totalRefund), truth.grossCents);
		assert.equal(report.totalCount, report.sold.length);
		const byRate = new Map<string, number>();
		for (const { tax, profit } of report.sold) {
			const rate = String(tax?.rate ?? 0);
			byRate.set(rate, (byRate.get(rate) ?? 0) + toCents(profit));
		}
		for (const { rate, grossCents } of truth.taxes) assert.equal(byRate.get(rate), grossCents);
	});

	test('reports of two ranges add up to that of both, to the cent of tax', async () => {
		await generate({ from: '2026-03-01', to: '2026-03-04', count: 400 });
		const vatOf = async (from: string, to: string): Promise<Map<string, number>> => {
			const { sold } = (await page('/reports/sold/taxes', from, to)).json;
			return new Map(sold.map((row: Fields) => [String(row.idTax), toCents(String(row.vat))]));
		};
		const first = await vatOf('2026-03-01', '2026-03-02');
		const second = await vatOf('2026-03-03', '2026-03-04');
		const both = await vatOf('2026-03-01', '2026-03-04');
		assert(both.size > 1);
		for (const [id, cents] of both) {
			assert.equal((first.get(id) ?? 0) + (second.get(id) ?? 0), cents);
		}
	});

	test('sales without a product stand apart; product filters narrow', async () => {
		await generate({ from: '2026-03-01', to: '2026-03-03', count: 500 });
		const report = (await page('/reports/sold/products', '2026-03-01', '2026-03-03')).json;
		const all = (await page('/reports/sold/departments', '2026-03-01', '2026-03-03')).json;
		assert.equal(
			toCents(report.totalSold) + toCents(report.totalDepartmentSold),
			toCents(all.totalSold),
		);
		const { idProduct } = report.sold[0];
		const one = await page('/reports/sold/products', '2026-03-01', '2026-03-03', {
			idProducts: [idProduct],
		});
		assert.deepEqual(
			one.json.sold.map((row: Fields) => row.idProduct),
			[idProduct],
		);
	});

	test('invoices, credit notes and bills are there, and filters work', async () => {
		await generate({ from: '2026-03-05', to: '2026-03-05', count: 400 });
		const invoices = (await page('/documents/invoices', '2026-03-05', '2026-03-05')).json;
		assert.equal(invoices.totalCount, 10);
		const asked = async (status: string) =>
			await page('/documents/invoices', '2026-03-05', '2026-03-05', { status });
		const isAll = ({ json }: Awaited<ReturnType<typeof asked>>, wanted: string) =>
			json.invoices.length > 0 && json.invoices.every(({ status }: Fields) => status === wanted);
		assert.ok(isAll(await asked('CONFIRMED'), 'CONFIRMED'));
		assert.equal((await asked('CONFRIMED')).status, 400);
		assert.equal((await asked('SENT')).status, 400);
		await client.control('POST', '/config', { cassaNovaConfirmed: 'CONFRIMED' });
		assert.ok(isAll(await asked('CONFRIMED'), 'CONFRIMED'));
		await client.control('POST', '/config', { cassaNovaOtherSpelling: 'nothing' });
		assert.equal((await asked('CONFIRMED')).json.totalCount, 0);
		await client.control('POST', '/config', { cassaNovaOtherSpelling: 'everything' });
		assert.equal((await asked('CONFIRMED')).json.totalCount, 10);
		const notes = (await page('/documents/creditnotes', '2026-03-05', '2026-03-05')).json;
		assert.equal(notes.creditnotes.length, 5);
		const bills = (await page('/documents/bills', '2026-03-05', '2026-03-05')).json;
		assert.equal(bills.totalCount, 20);
		for (const { document } of [...invoices.invoices, ...notes.creditnotes, ...bills.bills]) {
			if (!document) continue;
			const paid = document.payments.map(({ amount }: Fields) => toCents(amount));
			const left = paid.reduce((sum: number, cents: number) => sum + cents, 0);
			assert.equal(left - toCents(document.change), toCents(document.amount));
		}
	});

	for (const [what, path, body] of [
		['receipts', '/generate', { count: 900, from: '2026-10-05', to: '2026-10-08', seed: 3 }],
		['a books scenario', '/books', { month: '2026-10', seed: 5 }],
	] as const) {
		test(`closings that nobody has set fit the numbers and times of ${what}`, async () => {
			await client.control('POST', path, { vendor: 'cassaNova', ...body });
			const rome = (text: string) => DateTime.fromISO(text, { zone: 'Europe/Rome' }).toMillis();
			const closings = new Map<string, number>();
			for (const [from, to] of [
				['2026-10-03', '2026-10-05'],
				['2026-10-06', '2026-10-08'],
				['2026-10-09', '2026-10-10'],
			] as const) {
				for (const { idSalesPoint, number, date } of (await page('/reconciliations', from, to)).json
					.reconciliations as Fields[]) {
					closings.set(`${idSalesPoint} ${number}`, Date.parse(date));
				}
			}
			const receipts = [
				...(await receiptsOf('2026-10-05', '2026-10-06')),
				...(await receiptsOf('2026-10-07', '2026-10-08')),
			];
			assert.ok(receipts.some(({ datetime }) => datetime.slice(11) < '03'));
			assert.ok(receipts.some(({ datetime }) => datetime.slice(11) > '23'));
			for (const { zNumber, datetime, document } of receipts) {
				const closedAt = (number: number) =>
					closings.get(`${document.idSalesPoint} ${number}`) ?? NaN;
				assert.ok(closedAt(zNumber - 1) < rome(datetime), `${datetime} ${zNumber}`);
				assert.ok(closedAt(zNumber) >= rome(datetime), `${datetime} ${zNumber}`);
			}
			const { days } = (await client.control(
				'GET',
				'/books?vendor=cassaNova&from=2026-10-05&to=2026-10-08&dayEndsAt=06:00&ends=closing',
			)) as { days: Fields[] };
			const { days: byHour } = (await client.control(
				'GET',
				'/books?vendor=cassaNova&from=2026-10-05&to=2026-10-08&dayEndsAt=03:00',
			)) as { days: Fields[] };
			assert.deepEqual(days, byHour);
		});
	}

	test('closings that were set stand in their list, number the receipts and end the days of the book', async () => {
		await client.control('POST', '/books', { vendor: 'cassaNova', month: '2026-10', seed: 5 });
		const closings = [
			{ date: '2026-10-05T15:00:00+02:00', number: 41 },
			{ date: '2026-10-06T03:30:00+02:00', number: 42 },
			{ date: '2026-10-07T23:00:00+02:00', number: 43 },
		];
		await client.control('POST', '/act', {
			vendor: 'cassaNova',
			action: 'setClosings',
			idSalesPoint: 4711,
			closings,
		});
		const { json } = await page('/reconciliations', '2026-10-05', '2026-10-07');
		const own = json.reconciliations.filter(({ idSalesPoint }: Fields) => idSalesPoint === 4711);
		assert.deepEqual(
			own.map(({ date, number }: Fields) => [date, number]),
			closings.map(({ date, number }) => [new Date(date).toISOString(), number]),
		);
		const receipts = await receiptsOf('2026-10-05', '2026-10-07', { idsSalesPoint: [4711] });
		const ends = closings.map(({ date, number }): [number, string] => [number, date.slice(0, 19)]);
		let [counted, number] = [0, 0];
		for (const receipt of receipts) {
			const [closing] = ends.find(([, local]) => receipt.datetime <= local) ?? [null];
			assert.equal(receipt.zNumber, closing);
			// What the first closing covers may have begun before that day.
			if (closing === null || closing === 41) continue;
			number = closing === counted ? number + 1 : 1;
			counted = closing;
			assert.equal(receipt.number, number);
		}
		const days = await client.control(
			'GET',
			'/books?vendor=cassaNova&place=4711&from=2026-10-05&to=2026-10-07&dayEndsAt=06:00&ends=closing',
		);
		// The second closing is of the night after the 5th; the third covers two days.
		assert.deepEqual(
			(days as { days: Fields[] }).days.map(({ day }) => day),
			['2026-10-05', '2026-10-07'],
		);
		const wrong = { vendor: 'cassaNova', action: 'setClosings', idSalesPoint: 4711 };
		const answer = await client
			.control('POST', '/act', { ...wrong, closings: [{ date: 'soon', number: 1 }] })
			.catch(String);
		assert.match(JSON.stringify(answer), /a closing needs a date and a number/);
	});
});
