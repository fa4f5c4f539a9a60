/** Book From Items through the whole node: what receipts come to as items is what they come to when they are read. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { journalEntrySchema } from '../../nodes/shared/books/journal/entry';
import { accountingReceiptSchema } from '../../nodes/shared/books/receipt';
import { bookingSchema, bookingSummarySchema } from '../../nodes/shared/books/types';
import { useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';
import { fillBooks } from '../support/vendors/books';
import type { Vendor } from '../support/vendors/books';

const kit = useBench();

const SYSTEMS: Array<[Vendor, Authentication]> = [
	['kassandro', 'accountToken'],
	['cassaNova', 'apiKey'],
];
const DAYS = { period: 'custom', dateFrom: '2026-10-05', dateTo: '2026-10-09' };
const OPTIONS = { options: { dayEndsAt: '03:00' } };

async function run(
	authentication: Authentication,
	operation: string,
	parameters: INodeParameters = {},
	items?: IDataObject[],
) {
	return await kit.bench.run({
		authentication,
		operation: `accounting.${operation}`,
		parameters: { ...OPTIONS, ...parameters },
		...(items ? { items } : {}),
	});
}

const readReceipts = async (authentication: Authentication) =>
	accountingReceiptSchema.array().parse((await run(authentication, 'getReceipts', DAYS)).jsons);

/** As a database gives them back: lists and objects in JSON columns, whole numbers as text, and columns of its own. */
const asStored = (receipt: object): IDataObject =>
	Object.fromEntries([
		...Object.entries(receipt).map(([name, value]) => [
			name,
			typeof value === 'object' && value !== null
				? JSON.stringify(value).replace(/("\w+Cents":)(-?\d+)/g, '$1"$2"')
				: name.endsWith('Cents')
					? String(value)
					: value,
		]),
		['row_id', 7],
	]) as IDataObject;

describe.each(SYSTEMS)('%s', (vendor, authentication) => {
	beforeAll(async () => {
		await kit.bench.reset();
		await fillBooks(kit.bench, vendor, { month: '2026-10', seed: 11, perDay: 6 });
	});

	it('gives the bookings, the journal and the sums that reading them gives, without a request', async () => {
		const receipts = await readReceipts(authentication);
		expect(receipts.length).toBeGreaterThan(20);
		const read = bookingSchema
			.array()
			.parse((await run(authentication, 'getBookings', DAYS)).jsons);
		const journal = (await run(authentication, 'getJournal', DAYS)).jsons;
		await kit.bench.mark();
		const turned = [...receipts].reverse();
		const booked = await run(authentication, 'bookItems', {}, turned as unknown as IDataObject[]);
		expect(booked.words).toBe('');
		// The system's own list of numbers isn't asked, so only the money is compared.
		expect(bookingSchema.array().parse(booked.jsons)).toEqual(read);
		expect(booked.items[0]?.pairedItem).toHaveLength(receipts.length);
		const stored = receipts.map(asStored);
		expect((await run(authentication, 'bookItems', {}, stored)).jsons).toEqual(booked.jsons);
		const wrapped = stored.map((receipt) => ({ data: { receipt: JSON.stringify(receipt) } }));
		const options = { ...OPTIONS.options, receiptField: 'data.receipt' };
		const inField = await run(authentication, 'bookItems', { options }, wrapped);
		expect(inField.words).toBe('');
		expect(inField.jsons).toEqual(booked.jsons);
		const entries = await run(authentication, 'bookItems', { fileFormat: 'journal' }, stored);
		expect(journalEntrySchema.array().parse(entries.jsons)).toEqual(journal);
		expect(await kit.bench.sent()).toEqual([]);
	});

	it('counts what comes again once, and says so', async () => {
		const receipts = (await readReceipts(authentication)) as unknown as IDataObject[];
		const once = await run(authentication, 'bookItems', {}, receipts);
		const twice = await run(authentication, 'bookItems', {}, [...receipts, {}, ...receipts]);
		expect(twice.jsons).toEqual(once.jsons);
		expect(twice.hints.join(' ')).toContain(
			`${receipts.length} receipts came more than once, and count once.`,
		);
		const [first = {}] = receipts;
		const changed = [...receipts, { ...first, kind: 'zero' }];
		const replaced = await run(authentication, 'bookItems', { fileFormat: 'summary' }, changed);
		expect(replaced.hints.join(' ')).toContain(
			`Came more than once with other content, and count as they came last: ${String(first.displayNumber)}.`,
		);
		const [summary] = bookingSummarySchema.array().parse(replaced.jsons);
		expect(summary?.receipts).toBe(receipts.length);
	});

	it('makes the files that reading makes', async () => {
		const receipts = (await readReceipts(authentication)) as unknown as IDataObject[];
		const given = await run(authentication, 'bookItems', { fileFormat: 'csv' }, receipts);
		const read = await run(authentication, 'getBookings', { ...DAYS, fileFormat: 'csv' });
		const fileOf = ({ items }: typeof given) => items[0]?.binary?.data?.data;
		expect(fileOf(given)).toBeDefined();
		expect(fileOf(given)).toBe(fileOf(read));
	});
});

it('books receipts of both systems side by side', async () => {
	await kit.bench.reset();
	for (const [vendor] of SYSTEMS) {
		await fillBooks(kit.bench, vendor, { month: '2026-10', seed: 11, perDay: 3 });
	}
	const own = await Promise.all(SYSTEMS.map(async ([, way]) => await readReceipts(way)));
	const mixed = own.flat() as unknown as IDataObject[];
	const { jsons, words } = await run('apiKey', 'bookItems', {}, mixed);
	const alone: IDataObject[] = [];
	for (const receipts of own) {
		const items = receipts as unknown as IDataObject[];
		alone.push(...(await run('apiKey', 'bookItems', {}, items)).jsons);
	}
	// All bookings of a run have the same columns.
	const inOrder = (rows: IDataObject[]) =>
		rows
			.map((row) => ({ ...row, zNumbers: row.zNumbers ?? [] }))
			.sort((a, b) => (String(Reflect.get(a, 'id')) < String(Reflect.get(b, 'id')) ? -1 : 1));
	expect(words).toBe('');
	expect(inOrder(jsons)).toEqual(inOrder(alone));
	const clash = mixed.map((receipt) => ({
		...receipt,
		...(receipt.register ? { register: { id: '1', name: null } } : {}),
		...(receipt.salesPoint ? { salesPoint: { id: '1', name: null } } : {}),
	}));
	expect((await run('apiKey', 'bookItems', {}, clash)).words).toContain(
		'two systems whose register and shop have one ID',
	);
});

it('says which item is no receipt, and books nothing', async () => {
	const raw = await run('apiKey', 'bookItems', {}, [{}, { id: '7', number: '1' }]);
	expect(raw.words).toContain('holds no accounting receipt in item 1: "source"');
	const options = { receiptField: 'receipt' };
	const elsewhere = await run('apiKey', 'bookItems', { options }, [{ bon: 1 }]);
	expect(elsewhere.words).toContain(
		'"receipt" holds no receipt in item 0, which has the fields "bon"',
	);
	const none = await run('apiKey', 'bookItems', {}, [{}]);
	expect(none.words).toBe('');
	expect(none.jsons).toEqual([]);
	expect(none.hints.join(' ')).toContain('hold no receipts');
});
