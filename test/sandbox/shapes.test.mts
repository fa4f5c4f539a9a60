/** Shapes that CassaNova's books scenario shows only where it is asked for them, as they are on the wire. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { BooksTruth } from '../../sandbox/books/book.mts';
import { toCents } from '../../sandbox/money.mts';
import { literals, startClient, type Client } from './cassanova-client.mts';

type Fields = Record<string, any>;

let client: Client;
before(async () => {
	client = await startClient();
});
after(() => client.sandbox.close());
beforeEach(async () => {
	await client.control('POST', '/reset', { seed: 1 });
	await client.login();
});

const fill = (shapes?: string[]): Promise<Fields> =>
	client.control('POST', '/books', {
		vendor: 'cassaNova',
		month: '2026-10',
		seed: 5,
		perDay: 0,
		...(shapes ? { shapes } : {}),
	});
const truth = (query = ''): Promise<BooksTruth> =>
	client.control('GET', `/books?vendor=cassaNova&dayEndsAt=00:00${query}`);

/** All documents of one kind in a week. */
async function documents(kind: string): Promise<Fields[]> {
	const all: Fields[] = [];
	for (const day of ['05', '06', '07', '08', '09', '10', '11']) {
		const span = { datetimeFrom: `2026-10-${day}`, datetimeTo: `2026-10-${day}` };
		const query = literals({ start: 0, limit: 100, ...span });
		const reply = await client.get(`/documents/${kind}?${query}`);
		assert.equal(reply.status, 200, reply.text);
		assert.ok(reply.json.totalCount <= 100);
		all.push(...reply.json[kind]);
	}
	return all;
}
const WEEK = '&from=2026-10-05&to=2026-10-11';

const rowsOf = ({ document }: Fields): Fields[] => document?.rows ?? [];
const isRounded = ({ variationType }: Fields): boolean => variationType === 'ROUNDING';

test('there are none unless they are asked for, and only those that there are', async () => {
	await fill();
	const plain = await truth();
	for (const record of await documents('receipts')) {
		assert.ok(!rowsOf(record).some(isRounded));
	}
	await client.control('POST', '/reset', { seed: 1 });
	await fill([]);
	assert.deepEqual(await truth(), plain);
	const refused = await fill(['round']);
	assert.match(JSON.stringify(refused), /unknown shape: round/);
});

describe('rounding', () => {
	test('ends amounts on five cents, on every kind of row, and changes no rate', async () => {
		await fill(['rounding']);
		await client.login();
		const rounded = (await documents('receipts')).filter((record) =>
			rowsOf(record).some(isRounded),
		);
		const kinds = new Set<string>();
		let cents = 0;
		for (const record of rounded) {
			assert.equal(Math.abs(toCents(record.document.amount)) % 5, 0);
			for (const row of rowsOf(record).filter(isRounded)) {
				kinds.add(row.subtotal ? 'subtotal' : row.idTax === null ? 'own' : 'sale');
				const mirror = toCents(record.document.amount) < 0 ? -1 : 1;
				cents -= mirror * toCents(row.variation);
			}
		}
		assert.deepEqual([...kinds].sort(), ['own', 'sale', 'subtotal']);
		const { sold } = (await truth(WEEK)).totals;
		assert.deepEqual(
			sold.filter(({ type }) => type === 'rounding'),
			[{ type: 'rounding', rate: '0', grossCents: cents, netCents: cents, taxCents: 0 }],
		);
	});

	test('is in no sold report', async () => {
		await fill(['rounding']);
		await client.login();
		const span = { datetimeFrom: '2026-10-05', datetimeTo: '2026-10-11' };
		const query = literals({ start: 0, limit: 100, ...span });
		const { json } = await client.get(`/reports/sold/taxes?${query}`);
		const reported = json.sold.reduce(
			(sum: number, { profit }: Fields) => sum + toCents(profit),
			0,
		);
		const receipts = (await documents('receipts')).filter(({ document }) => !document.refund);
		const stated = receipts.reduce((sum, { document }) => sum + toCents(document.amount), 0);
		const { sold } = (await truth(WEEK)).totals;
		const rounding = sold.find(({ type }) => type === 'rounding');
		assert.ok(rounding && rounding.grossCents !== 0);
		assert.equal(stated - reported, rounding.grossCents);
	});
});

describe('composition', () => {
	test('is in the amount or not, and amounts of rows are before or after subtotals', async () => {
		await fill(['composition']);
		await client.login();
		const readings = { counted: 0, leftOut: 0, before: 0, after: 0, neither: 0 };
		for (const record of await documents('receipts')) {
			const { amount } = record.document;
			const composed = rowsOf(record).some(({ composition }) => composition);
			const isStated = rowsOf(record).some(({ calculatedAmount }) => calculatedAmount);
			const sum = (rows: Fields[], field: string): number =>
				rows.reduce((cents, row) => cents + (row.refund ? -1 : 1) * toCents(row[field] ?? 0), 0);
			const sales = rowsOf(record).filter(({ subtotal }) => !subtotal);
			const plain = sales.filter(({ composition }) => !composition);
			const off = sum(rowsOf(record), 'variation');
			if (composed && !isStated) {
				if (sum(sales, 'price') - off === toCents(amount)) readings.counted += 1;
				else if (plain.every(({ menu }) => !menu)) continue;
				else readings.leftOut += 1;
			} else if (isStated && !composed) {
				const stated = sum(sales, 'calculatedAmount');
				if (stated === toCents(amount)) readings.after += 1;
				else if (off !== 0 && stated - off === toCents(amount)) readings.before += 1;
				else readings.neither += 1;
			}
		}
		for (const [reading, count] of Object.entries(readings)) assert.ok(count > 2, reading);
	});
});

describe('customPayments', () => {
	test('are told by their description, and less the change they sum to the amount', async () => {
		await fill(['customPayments']);
		await client.login();
		const seen = new Set<string>();
		for (const { document } of await documents('receipts')) {
			const { amount, change, payments } = document;
			if (payments.some(({ amount: paid }: Fields) => paid === undefined)) {
				seen.add('no amount');
				continue;
			}
			const sum = (field: string): number =>
				payments.reduce((cents: number, one: Fields) => cents + toCents(one[field] ?? 0), 0);
			if (sum('change') > 0) seen.add(`change ${change === null ? null : Math.sign(change)}`);
			const given = change ? toCents(change) : sum('change');
			const due = [sum('amount'), sum('amount') - given];
			assert.ok(due.includes(toCents(amount)), `${amount}: ${JSON.stringify(payments)}`);
			for (const { paymentType, customPayment } of payments) {
				if (customPayment) seen.add(`${customPayment.description} ${paymentType}`);
				else if (paymentType === undefined) seen.add('no type');
			}
		}
		const expected = ['Bancomat 2 CASHCARD', 'Buono CRAL undefined', 'Punti undefined'];
		const more = [
			'Satispay undefined',
			'change 0',
			'change 1',
			'change null',
			'no amount',
			'no type',
		];
		assert.deepEqual([...seen].sort(), [...expected, ...more]);
		const notes = await documents('creditnotes');
		const unpaid = notes.filter(({ document }) => document.payments.length === 0).length;
		assert.ok(unpaid > 0 && unpaid < notes.length);
		const { paid } = (await truth(WEEK)).totals;
		assert.ok((paid.find(({ means }) => means === 'CREDIT_NOTE')?.cents ?? 0) < 0);
	});
});

describe('odd', () => {
	test('is odd in each way, and the books say by what they differ', async () => {
		await fill(['odd']);
		await client.login();
		const seen = new Set<string>();
		for (const { datetime, document } of await documents('receipts')) {
			if (datetime === undefined) seen.add('no time');
			if (document.refund === 1) seen.add('cancelled by a number');
			if (document.rows === undefined) seen.add(document.amount === 0 ? 'nothing' : 'no rows');
			for (const row of document.rows ?? []) {
				if (row === null) seen.add('no row');
				else if (typeof row.price === 'string') seen.add('a word');
				else if (!('quantity' in row)) seen.add('no quantity');
				else if (!('price' in row)) seen.add('no price');
				else if (row.subtotal === 1) seen.add('a flag that is a number');
			}
		}
		assert.equal(seen.size, 9, [...seen].join());
		const { totals, doubts } = await truth(WEEK);
		assert.deepEqual(new Set(doubts.map(({ doubt }) => doubt)), new Set(['noRows', 'unreadable']));
		assert.equal(
			totals.byKind.unreadable,
			doubts.filter(({ doubt }) => doubt === 'unreadable').length,
		);
		const unclear = totals.sold.find(({ type }) => type === 'unclear');
		assert.ok(unclear && unclear.rate === null && unclear.grossCents > 0);
	});
});

describe('menus', () => {
	test('are made of rows that the report by product shows by themselves, in no total', async () => {
		await fill(['menus']);
		await client.login();
		const expected = new Map<string, { quantity: number; cents: number }>();
		const add = (key: unknown[], sign: number, { price, quantity }: Fields): void => {
			const before = expected.get(key.join()) ?? { quantity: 0, cents: 0 };
			expected.set(key.join(), {
				quantity: before.quantity + sign * quantity,
				cents: before.cents + sign * toCents(price * quantity),
			});
		};
		for (const { document } of await documents('receipts')) {
			if (document.refund) continue;
			let head: Fields = {};
			for (const row of document.rows) {
				if (!row.composition) head = row;
				else add([row.idProduct, head.idProduct, head.menu], row.refund ? -1 : 1, row);
			}
		}
		const span = { datetimeFrom: '2026-10-05', datetimeTo: '2026-10-11' };
		const { json } = await client.get(
			`/reports/sold/products?${literals({ start: 0, limit: 100, ...span })}`,
		);
		const sold: Fields[] = json.sold;
		assert.equal(json.totalCount, sold.length);
		const parts = sold.filter((row) => row.idMenuProduct !== null);
		const shown = parts.map((row) => [
			[row.idProduct, row.idMenuProduct, row.isMenuEntry].join(),
			{ quantity: row.quantity, cents: toCents(row.profit) },
		]);
		assert.deepEqual(new Map(shown as Array<[string, Fields]>), expected);
		const heads = sold.filter((row) => row.idMenuProduct === null);
		const profit = heads.reduce((cents, row) => cents + toCents(row.profit), 0);
		assert.equal(toCents(json.totalSold) - toCents(json.totalRefund), profit);
	});
});
