/** Receipts of CassaNova that can't be read, or only with a note: no month stops over them. */
import type { IDataObject } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';

const kit = useBench();
const DAY = '2021-05-04';

const receipt = (number: number, document: unknown) => ({
	id: `r-${number}`,
	number,
	datetime: `${DAY}T10:0${number}:00`,
	document,
});
const sold = (more: IDataObject = {}) => ({
	idSalesPoint: 4712,
	amount: 10,
	rows: [{ id: 'row', price: 10 }],
	...more,
});
const cash = (more: IDataObject = {}) => ({ paymentType: 'CASH', ...more });
const ODD = [
	receipt(1, sold({ payments: [cash()] })),
	receipt(2, null),
	receipt(3, sold({ rows: { first: { price: 10 } } })),
	receipt(4, sold({ rows: 'none' })),
	receipt(5, sold({ payments: { CASH: 10 } })),
	receipt(6, sold({ payments: 'cash' })),
	receipt(7, 'gone'),
	receipt(8, sold({ rows: [null] })),
	receipt(9, sold({ amount: 'ten' })),
];

const SEE_SUMMARY =
	'The summary lists each of them with its reason: choose "Output: Summary" to see it.';

/** Hands the odd receipts out for the first of the windows that are asked for. */
async function run(operation: string, includeSummary = true) {
	await kit.bench.control('faults', {
		kind: 'status',
		status: 200,
		path: '^/documents/receipts$',
		body: { totalCount: ODD.length, receipts: ODD },
	});
	return await kit.bench.run({
		authentication: 'apiKey',
		operation: `accounting.${operation}`,
		parameters: {
			period: 'custom',
			dateFrom: DAY,
			dateTo: DAY,
			...(operation === 'getBookings' ? { groupBy: 'day', accounts: {}, fileFormat: 'items' } : {}),
			options: { includeSummary },
		},
	});
}

it('are listed by Get Receipts, each with its number, shop and reason', async () => {
	const { jsons, words } = await run('getReceipts');
	expect(words).toBe('');
	expect(jsons).toHaveLength(ODD.length);
	const [first, ...others] = jsons;
	expect(first).toMatchObject({ kind: 'sale', payments: [{ means: 'cash', amount: '10.00' }] });
	expect(
		others.map(({ number, kind, totals }) => [number, kind, (totals as IDataObject).gross]),
	).toEqual([
		['2', 'unreadable', '0.00'],
		['3', 'unreadable', '10.00'],
		['4', 'unreadable', '10.00'],
		['5', 'unreadable', '10.00'],
		['6', 'unreadable', '10.00'],
		['7', 'unreadable', '0.00'],
		['8', 'unreadable', '10.00'],
		['9', 'unreadable', '0.00'],
	]);
	expect(others.map(({ checks }) => ((checks as IDataObject).notes as string[])[0])).toEqual([
		expect.stringMatching(/^Receipt 2 can't be read: document: /),
		expect.stringMatching(/^Receipt 3 can't be read: document\.rows: /),
		expect.stringMatching(/^Receipt 4 can't be read: document\.rows: /),
		expect.stringMatching(/^Receipt 5 can't be read: document\.payments: /),
		expect.stringMatching(/^Receipt 6 can't be read: document\.payments: /),
		expect.stringMatching(/^Receipt 7 can't be read: document: /),
		expect.stringMatching(/^Receipt 8 can't be read: document\.rows\[0\]: /),
		expect.stringMatching(/^Receipt 9 can't be read: document\.amount: /),
	]);
	const shops = others.map(({ salesPoint }) => (salesPoint as IDataObject).id);
	expect(shops.filter((_, index) => index !== 0 && index !== 5)).toEqual(Array(6).fill('4712'));
});

it('stand in the bookings, which clear to 0.00, and in the summary', async () => {
	const { jsons, words, hints } = await run('getBookings');
	expect(words).toBe('');
	const summary = jsons.at(-1) as IDataObject;
	expect(summary).toMatchObject({ type: 'summary', receipts: ODD.length, clearing: '0.00' });
	const unreadable = summary.unreadable as IDataObject[];
	expect(unreadable.map(({ number }) => number)).toEqual(
		[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${number} ${DAY}`),
	);
	const unclear = jsons.filter(({ kind }) => kind === 'unclear');
	expect(unclear.reduce((sum, { grossCents }) => sum + Number(grossCents), 0)).toBe(5_000);
	// Beside bookings alone stands where the rest is told.
	const alone = await run('getBookings', false);
	expect(alone.hints.join('\n')).toContain('8 receipts could not be read: ');
	expect(alone.hints).toContain(SEE_SUMMARY);
	expect(hints).not.toContain(SEE_SUMMARY);
});

it('do not stop the comparison with the reports', async () => {
	const { jsons, words } = await run('reconcile');
	expect(words).toBe('');
	expect(jsons.some(({ agrees }) => agrees === false)).toBe(true);
});

it('come out of Get Many as well, whatever the output', async () => {
	for (const output of ['simplified', 'accounting', 'raw']) {
		await kit.bench.control('faults', {
			kind: 'status',
			status: 200,
			path: '^/documents/receipts$',
			body: { totalCount: ODD.length, receipts: ODD },
		});
		const { jsons, words } = await kit.bench.run({
			authentication: 'apiKey',
			operation: 'receipt.getAll',
			parameters: { datetimeFrom: DAY, datetimeTo: DAY, returnAll: true, output },
		});
		expect([output, words, jsons.length]).toEqual([output, '', ODD.length]);
		if (output !== 'accounting') continue;
		const shops = jsons.map(({ number, salesPoint }) => [number, salesPoint]);
		const shop = { id: '4712', name: 'Trattoria Navigli' };
		const nameless = ['2', '7'];
		expect(shops).toEqual(
			ODD.map(({ number }) => [String(number), nameless.includes(String(number)) ? null : shop]),
		);
	}
});
