/** The books scenarios: each hard thing occurs, the truth about it adds up, each flaw is on the wire. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { businessDay, createBook, FLAWS, type BooksTruth } from '../../sandbox/books/book.mts';
import { timesOf } from '../../sandbox/books/calendar.mts';
import { createRandom } from '../../sandbox/core/random.mts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';

type Fields = Record<string, any>;

let sandbox: Sandbox;
before(async () => {
	sandbox = await startSandbox();
});
after(() => sandbox.close());
beforeEach(() => sandbox.shared.reset(1));
afterEach(() => assert.deepEqual(sandbox.shared.defects, []));

async function control<T = Fields>(path: string, body?: unknown, status = 200): Promise<T> {
	const headers = { 'Content-Type': 'application/json' };
	const init = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
	const response = await fetch(`${sandbox.info.control}/${path}`, init);
	const answer = (await response.json()) as T;
	assert.equal(response.status, status, JSON.stringify(answer));
	return answer;
}

const fill = async (vendor: string, more: Fields = {}): Promise<number> =>
	(await control<{ created: number }>('books', { vendor, month: '2026-10', seed: 5, ...more }))
		.created;
const truth = async (vendor: string, query = ''): Promise<BooksTruth> =>
	await control<BooksTruth>(`books?vendor=${vendor}${query}`);

/** All receipts of a Kassandro merchant between two days. */
async function kassandroReceipts(from: string, to: string): Promise<Fields[]> {
	const { baseUrl, merchants } = sandbox.info.kassandro;
	const key = merchants[0]?.apiKey;
	const tokenOf = async (path: string): Promise<string | undefined> =>
		((await (await fetch(`${baseUrl}/${path}key=${key}`)).json()) as Fields[])[0]?.token;
	const token = (await tokenOf('createtoken?type=account&')) ?? (await tokenOf('gettoken?'));
	const headers = { 'kassandro-token': token ?? '' };
	const url = `${baseUrl}/receipts?datefrom=${from}&dateto=${to}&limit=5000`;
	return (await (await fetch(url, { headers })).json()) as Fields[];
}

/** A list of CassaNova, each page of it. */
async function cassaNovaList(path: string, key: string, query = ''): Promise<Fields[]> {
	const { baseUrl, apiKey } = sandbox.info.cassaNova;
	const headers = { 'X-Version': '1.0.0', 'X-Requested-With': '*' };
	const answer = await fetch(`${baseUrl}/apikey/token`, {
		method: 'POST',
		headers: { ...headers, 'Content-Type': 'application/json' },
		body: JSON.stringify({ apiKey }),
	});
	const { access_token: token } = (await answer.json()) as Fields;
	const records: Fields[] = [];
	for (;;) {
		const url = `${baseUrl}${path}?start=${records.length}&limit=100${query}`;
		const page = await fetch(url, { headers: { ...headers, Authorization: `Bearer ${token}` } });
		const body = (await page.json()) as Fields;
		records.push(...body[key]);
		if (records.length >= body.totalCount) return records;
	}
}

const OCTOBER = '&from=2026-10-01&to=2026-10-31';

describe('the book', () => {
	test('adds up by hand', () => {
		const book = createBook({ Bar: 'cash', Bankomat: 'card' });
		const entry = { document: 'receipt', kind: 'sale', place: '1' } as const;
		book.add({
			...entry,
			id: 'a',
			number: '1',
			at: '2026-10-25T02:59:59',
			// 3 cents at 20 % hold half a cent of tax, which rounds away from zero.
			lines: [
				{ type: 'sale', rate: 20, cents: 3 },
				{ type: 'sale', rate: '10.0', cents: 1100 },
				{ type: 'tip', rate: 0, cents: 200 },
			],
			payments: [{ means: 'Bar', cents: 1500 }],
			changeCents: 197,
		});
		book.add({
			...entry,
			id: 'b',
			number: '2',
			kind: 'cancellation',
			at: '2026-10-25T03:00:00',
			lines: [{ type: 'sale', rate: 20, cents: -3 }],
			payments: [{ means: 'Bankomat', cents: -3 }],
			changeCents: 0,
		});
		const { days } = book.truth({});
		assert.deepEqual(days, [
			{
				day: '2026-10-24',
				place: '1',
				count: 1,
				byKind: { sale: 1, refund: 0, cancellation: 0, zero: 0 },
				grossCents: 1303,
				sold: [
					{ type: 'sale', rate: '10', grossCents: 1100, netCents: 1000, taxCents: 100 },
					{ type: 'sale', rate: '20', grossCents: 3, netCents: 2, taxCents: 1 },
					{ type: 'tip', rate: '0', grossCents: 200, netCents: 200, taxCents: 0 },
				],
				paid: [{ means: 'Bar', cents: 1303 }],
			},
			{
				day: '2026-10-25',
				place: '1',
				count: 1,
				byKind: { sale: 0, refund: 0, cancellation: 1, zero: 0 },
				grossCents: -3,
				sold: [{ type: 'sale', rate: '20', grossCents: -3, netCents: -2, taxCents: -1 }],
				paid: [{ means: 'Bankomat', cents: -3 }],
			},
		]);
		assert.equal(book.truth({ dayEndsAt: '00:00' }).days.length, 1);
	});

	test('refuses what does not balance', () => {
		const book = createBook({ Bar: 'cash' });
		const entry = { id: 'a', number: '1', place: '1', at: '2026-10-25T12:00:00' };
		assert.throws(
			() =>
				book.add({
					...entry,
					document: 'receipt',
					kind: 'sale',
					lines: [{ type: 'sale', rate: 20, cents: 100 }],
					payments: [{ means: 'Bar', cents: 90 }],
					changeCents: 0,
				}),
			/sold 100, paid 90/,
		);
	});

	test('nights in which the clocks change have each of their edges that exists', () => {
		const nights = { autumn: '2026-10-24', spring: '2026-03-28' };
		const hours = (day: string): string[] =>
			timesOf(createRandom(1), day, 0, 'Europe/Vienna').map((text) => text.slice(11));
		const ends = ['00:00:00', '01:59:59'];
		const repeated = ['02:00:00', '02:30:00', '02:59:59'];
		assert.deepEqual(hours(nights.autumn), ['03:00:00', '23:59:59', ...ends, ...repeated]);
		assert.deepEqual(hours(nights.spring), ['03:00:00', '23:59:59', ...ends]);
		assert.deepEqual(hours('2026-10-14'), []);
	});
});

for (const [vendor, place] of [
	['kassandro', '11'],
	['cassaNova', '4711'],
] as const) {
	describe(vendor, () => {
		test('everything that is hard occurs, and every day balances', async () => {
			assert.ok((await fill(vendor)) > 900);
			const { days, totals, flaws, late, means } = await truth(vendor, OCTOBER);
			assert.equal(days.length, 31 * 3);
			for (const { day, sold, paid, grossCents } of days) {
				const sum = (list: Array<{ cents: number }>): number =>
					list.reduce((all, { cents }) => all + cents, 0);
				assert.equal(sum(paid), grossCents, day);
				assert.equal(sum(sold.map((row) => ({ cents: row.netCents + row.taxCents }))), grossCents);
			}
			assert.deepEqual(flaws, []);
			assert.ok(Math.min(...Object.values(totals.byKind)) > 10, JSON.stringify(totals.byKind));
			assert.deepEqual(new Set(totals.sold.map(({ type }) => type)).size, 4);
			const used = new Set(totals.paid.map((row) => means[row.means]));
			for (const one of ['cash', 'card', 'voucher', 'mealVoucher', 'credit']) {
				assert.ok(used.has(one), one);
			}
			// The register that had no line on the 11th.
			assert.ok(late.length > 5);
			assert.deepEqual(
				new Set(late.map((one) => `${one.place} ${one.arrived}`)),
				new Set([`${place} 2026-10-12T09:30:00`]),
			);
			for (const { at } of late) assert.equal(businessDay(at, '03:00'), '2026-10-11');
		});

		test('the rate changes on the 16th, and what comes back later keeps its own', async () => {
			await fill(vendor);
			const gross = async (rate: string, span: string): Promise<number> =>
				(await truth(vendor, span)).totals.sold.find((row) => row.rate === rate)?.grossCents ?? 0;
			const [before, since] = ['&from=2026-10-04&to=2026-10-15', '&from=2026-10-16&to=2026-10-31'];
			assert.equal(await gross('4.9', before), 0);
			assert.ok((await gross('4.9', since)) > 0);
			if (vendor === 'cassaNova') assert.ok((await gross('4', since)) < 0);
		});

		test('the same seed makes the same books, and another one others', async () => {
			await fill(vendor);
			const first = await truth(vendor);
			sandbox.shared.reset(1);
			await fill(vendor);
			assert.deepEqual(await truth(vendor), first);
			sandbox.shared.reset(1);
			await fill(vendor, { seed: 6 });
			assert.notDeepEqual(await truth(vendor), first);
		});

		test('flaws are made only when they are asked for, each once', async () => {
			await fill(vendor, { flaws: FLAWS });
			const { flaws, totals } = await truth(vendor, OCTOBER);
			assert.deepEqual(flaws.map(({ flaw }) => flaw).sort(), [...FLAWS].sort());
			assert.equal(totals.sold.filter(({ rate }) => rate === null).length, 1);
		});

		test('orders that make no sense are refused', async () => {
			await control('books', { vendor, month: '2026-13' }, 400);
			await control('books', { vendor, month: '2026-10', flaws: ['theft'] }, 400);
			await control('books', { vendor: 'kassaForte', month: '2026-10' }, 400);
			await control('books?vendor=kassaForte', undefined, 400);
		});
	});
}

describe('Kassandro on the wire', () => {
	test('the flaws are there', async () => {
		await fill('kassandro', { flaws: FLAWS });
		const { flaws } = await truth('kassandro');
		const records = await kassandroReceipts('2026-09-01', '2026-11-30');
		const byNumber = new Map(records.map((record) => [record.receiptNumber, record]));
		const find = (name: string) => {
			const flaw = flaws.find((one) => one.flaw === name);
			return { flaw, record: byNumber.get(flaw?.number) };
		};
		assert.equal(find('missingNumber').record, undefined);
		assert.equal(find('unlisted').record, undefined);
		const wrong = find('wrongAmount');
		const sum = wrong.record?.items.reduce(
			(total: number, item: Fields) => total + Math.round(item.priceAll * 100),
			0,
		);
		assert.equal(Math.round(wrong.record?.price * 100) - sum, wrong.flaw?.differenceCents);
		const items = find('unknownTax').record?.items as Fields[];
		assert.deepEqual(
			items.map((item) => 'vat' in item),
			[true, false],
		);
		// A number is missing for each of the two, and nowhere else.
		const gaps = ['11', '12', '13'].map((register) => {
			const numbers = records
				.filter(({ cashRegisterId }) => String(cashRegisterId) === register)
				.map(({ receiptNumber }) => Number(receiptNumber.split('-')[1]));
			return Math.max(...numbers) - numbers.length;
		});
		// One number stands on two receipts.
		assert.deepEqual(gaps, [2, -1, 0]);
		const shared = flaws.find(({ flaw }) => flaw === 'sharedNumber')?.number;
		assert.equal(records.filter(({ receiptNumber }) => receiptNumber === shared).length, 2);
	});

	test('what is not listed is counted', async () => {
		await fill('kassandro', { flaws: ['unlisted'] });
		const records = await kassandroReceipts('2026-10-22', '2026-10-22');
		const { baseUrl, merchants } = sandbox.info.kassandro;
		const found = await fetch(`${baseUrl}/gettoken?key=${merchants[0]?.apiKey}`);
		const [{ token }] = (await found.json()) as [Fields];
		const span = 'dateFrom=2026-10-22T00:00:00&dateTo=2026-10-22T23:59:59';
		const headers = { 'kassandro-token': token };
		const answer = await fetch(`${baseUrl}/receipts/count?${span}`, { headers });
		assert.deepEqual(await answer.json(), { count: records.length + 1 });
	});

	test('receipts of a day without a line come with the line, in the order of their register', async () => {
		await control('clock', { now: '2026-10-12T05:00:00Z' });
		await fill('kassandro', { hideLate: true });
		const seen = async (): Promise<Fields[]> =>
			(await kassandroReceipts('2026-10-11', '2026-10-11')).filter(
				({ cashRegisterId, created }) => cashRegisterId === 11 && created >= '2026-10-11T03:00:00',
			);
		assert.deepEqual(await seen(), []);
		await control('clock', { now: '2026-10-12T08:00:00Z' });
		const came = await seen();
		assert.ok(came.length > 5);
		const created = came.map((record) => record.created);
		assert.deepEqual(created, [...created].sort());
	});
});

describe('CassaNova on the wire', () => {
	const day = (date: string, shop: number): string =>
		`&datetimeFrom="${date}"&datetimeTo="${date}"&idsSalesPoint=[${shop}]`;

	test('the flaws are there', async () => {
		await fill('cassaNova', { flaws: FLAWS });
		const { flaws } = await truth('cassaNova');
		const taxes = new Set((await cassaNovaList('/taxes', 'taxes')).map(({ id }) => id));
		for (const { flaw, place, number, at } of flaws) {
			const span = day(at.slice(0, 10), Number(place));
			const records = await cassaNovaList('/documents/receipts', 'receipts', span);
			const record = records.find((one) => one.datetime === at && String(one.number) === number);
			if (flaw === 'missingNumber' || flaw === 'unlisted') {
				assert.equal(record, undefined, flaw);
				continue;
			}
			const alike = records.filter((one) => String(one.number) === number);
			assert.equal(alike.length, flaw === 'sharedNumber' ? 2 : 1, flaw);
			const { rows, payments, amount } = record?.document as Fields;
			const paid = payments.reduce((sum: number, one: Fields) => sum + one.amount * 100, 0);
			assert.equal(Math.round(amount * 100 - paid), flaw === 'wrongAmount' ? 3 : 0, flaw);
			const unknown = rows.filter((row: Fields) => !taxes.has(row.idTax));
			assert.equal(unknown.length, flaw === 'unknownTax' ? 1 : 0, flaw);
		}
	});

	test('what is not listed is in the reports', async () => {
		await fill('cassaNova', { flaws: ['unlisted'] });
		const flaw = (await truth('cassaNova')).flaws[0];
		const span = day('2026-10-22', 4711);
		const sold = await cassaNovaList('/reports/sold/taxes', 'sold', span);
		const listed = await cassaNovaList('/documents/receipts', 'receipts', span);
		const sum = listed
			.filter(({ document }) => !document.refund)
			.reduce((total, { document }) => total + Math.round(document.amount * 100), 0);
		const reported = sold.reduce((total, { profit }) => total + Math.round(profit * 100), 0);
		assert.equal(reported - sum, flaw?.cents);
	});

	test('invoices and credit notes of every sort', async () => {
		await fill('cassaNova');
		const spans = Array.from({ length: 15 }, (_, index) => {
			const two = (date: number): string => String(date).padStart(2, '0');
			const [first, second] = [index * 2 + 1, index * 2 + 2];
			return `&datetimeFrom="2026-10-${two(first)}"&datetimeTo="2026-10-${two(second)}"`;
		});
		const all = async (path: string, key: string): Promise<Fields[]> =>
			(await Promise.all(spans.map((span) => cassaNovaList(path, key, span)))).flat();
		const invoices = await all('/documents/invoices', 'invoices');
		const sorts = new Set(
			invoices.map(({ status, deferred, document, paymentType, payed }) =>
				[
					status,
					deferred ? 'deferred' : document.payments.length,
					paymentType,
					payed ? 'paid' : 'owed',
				].join(' '),
			),
		);
		assert.deepEqual([...sorts].sort(), [
			'CONFIRMED 0 BANK_TRANSFER owed',
			'CONFIRMED 0 BANK_TRANSFER paid',
			'CONFIRMED 0 PAYPAL paid',
			'CONFIRMED 1 CREDIT_CARD paid',
			'CONFIRMED deferred CREDIT_CARD paid',
			'DRAFT 1 CREDIT_CARD paid',
		]);
		const notes = await all('/documents/creditnotes', 'creditnotes');
		assert.ok(notes.length > 5);
		for (const { document } of notes) {
			assert.ok(document.amount > 0);
			assert.ok(document.rows.every(({ refund }: Fields) => refund === false));
		}
		assert.ok((await all('/documents/bills', 'bills')).length > 5);
	});
});
