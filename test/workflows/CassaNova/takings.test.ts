/** Italy's register of takings through the whole node: it holds what the receipts hold, each cent once. */
import type { IDataObject } from 'n8n-workflow';
import type { AccountingReceipt } from '../../../nodes/shared/books/receipt';
import { useBench } from '../../support/n8n/bench';
import { fillBooks } from '../../support/vendors/books';
import { createReceiptRequest } from '../../unit/shared/books/corrispettivi/receiptSchema';

const kit = useBench();
const PERIOD = { period: 'custom', dateFrom: '2026-10-01', dateTo: '2026-10-31' };
const TABLE = {
	entry: ['22', '10', '8.8', '5', '4.9', '4', '0'].map((rate, index) => ({
		use: 'sale',
		rate,
		account: 'Bar',
		taxCode: String(index),
	})),
};

async function run(operation: string, parameters: object = {}) {
	const outcome = await kit.bench.run({
		authentication: 'apiKey',
		operation: `accounting.${operation}`,
		parameters: { ...PERIOD, options: { dayEndsAt: '03:00' }, ...parameters },
	});
	expect(outcome.words).toBe('');
	return outcome;
}

const centsOf = (text: unknown): number => Number(String(text).replace(/[.,]/, ''));
const sumOf = (rows: readonly IDataObject[], test: (name: string) => boolean): number =>
	rows
		.flatMap((row) => Object.entries(row))
		.filter(([name]) => test(name))
		.reduce((sum, [, value]) => sum + centsOf(value), 0);

/** Gives the tax of 0 % a nature, as newer accounts have it. */
async function giveNature(): Promise<void> {
	const taxes = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'tax.getAll',
		parameters: { returnAll: true, simplify: false },
	});
	const untaxed = taxes.jsons.find(({ rate }) => Number(rate) === 0);
	await kit.bench.run({
		authentication: 'apiKey',
		operation: 'tax.update',
		parameters: { taxId: String(untaxed?.id), updateFields: { nature: 'N4' } },
	});
}

it('a month of three shops: rows, file and bodies say the same', async () => {
	await fillBooks(kit.bench, 'cassaNova', { month: '2026-10', seed: 16, perDay: 4 });
	await giveNature();
	const receipts = (await run('getReceipts')).jsons as unknown as AccountingReceipt[];
	const tills = receipts.filter(({ documentType }) => documentType === 'receipt');
	const { jsons: rows } = await run('getBookings', { fileFormat: 'corrispettiviItems' });
	expect(rows.length).toBeGreaterThan(10);
	expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
	expect(new Set(rows.map((row) => Object.keys(row).join())).size).toBe(1);

	const whole = sumOf(rows, (name) => ['total', 'invoiced', 'rounding'].includes(name));
	expect(whole).toBe(tills.reduce((sum, { totals }) => sum + totals.grossCents, 0));
	const deferred = receipts.flatMap(({ references }) =>
		references.flatMap(({ type, id }) => (type === 'invoices' ? [id] : [])),
	);
	const invoiced = tills.filter(({ id }) => deferred.includes(id));
	expect(sumOf(rows, (name) => name === 'invoiced')).toBe(
		invoiced.reduce((sum, { totals }) => sum + totals.grossCents, 0),
	);
	const unpaid = sumOf(rows, (name) => ['onAccount', 'mealVouchers'].includes(name));
	const natures = sumOf(rows, (name) => ['untaxedN4', 'unpaidN4'].includes(name));
	const apart = sumOf(rows, (name) => name === 'invoicesGross' || name === 'creditNotesGross');
	// The comparison is worth something only if everything that is hard occurs.
	expect([invoiced.length > 0, unpaid !== 0, natures !== 0, apart !== 0]).toEqual([
		true,
		true,
		true,
		true,
	]);

	const { items } = await run('getBookings', {
		fileFormat: 'corrispettivi',
		binaryPropertyName: 'data',
	});
	const file = Buffer.from(String(items[0]?.binary?.data?.data), 'base64').toString('utf8');
	const [head = '', ...lines] = file
		.replace(/^\ufeff/, '')
		.trimEnd()
		.split('\r\n');
	expect(lines).toHaveLength(rows.length);
	const at = head.split(';').indexOf('totale corrispettivi');
	expect(lines.reduce((sum, line) => sum + centsOf(line.split(';')[at]), 0)).toBe(
		sumOf(rows, (name) => name === 'total'),
	);

	const { jsons: bodies } = await run('getBookings', {
		fileFormat: 'fattureInCloud',
		accounts: TABLE,
	});
	const read = createReceiptRequest.array().parse(bodies);
	const due = sumOf(rows, (name) => /^(gross\d|untaxed)/.test(name));
	expect(read.reduce((sum, { data }) => sum + Math.round(data.amount_gross * 100), 0)).toBe(due);
}, 120_000);
