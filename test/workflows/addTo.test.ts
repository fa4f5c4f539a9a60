/** Book From Items batch by batch through the whole node: the state of each is what the next one is added to. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { journalEntrySchema } from '../../nodes/shared/books/journal/entry';
import { accountingReceiptSchema } from '../../nodes/shared/books/receipt';
import type { AccountingReceipt } from '../../nodes/shared/books/receipt';
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

/** Receipts of both systems, mixed. */
let receipts: AccountingReceipt[] = [];

beforeAll(async () => {
	await kit.bench.reset();
	for (const [vendor, authentication] of SYSTEMS) {
		await fillBooks(kit.bench, vendor, { month: '2026-10', seed: 11, perDay: 5 });
		const read = await kit.bench.run({
			authentication,
			operation: 'accounting.getReceipts',
			parameters: { ...DAYS, options: { dayEndsAt: '03:00' } },
		});
		receipts.push(...accountingReceiptSchema.array().parse(read.jsons));
	}
	receipts = [
		...receipts.filter((_one, at) => at % 3 > 0),
		...receipts.filter((_one, at) => at % 3 === 0),
	];
});

const itemsOf = (list: readonly AccountingReceipt[]) => list as unknown as IDataObject[];

async function book(
	items: IDataObject[],
	parameters: INodeParameters = {},
	options: INodeParameters = {},
) {
	return await kit.bench.run({
		authentication: 'apiKey',
		operation: 'accounting.bookItems',
		parameters: { ...parameters, options: { dayEndsAt: '03:00', ...options } },
		items,
	});
}

/** The item that hands the state on. */
async function add(list: readonly AccountingReceipt[], addTo: string): Promise<IDataObject> {
	const { jsons, words } = await book(itemsOf(list), { fileFormat: 'state' }, { addTo });
	expect(words).toBe('');
	return jsons[0] ?? {};
}

const fileOf = ({ items }: Awaited<ReturnType<typeof book>>) => items[0]?.binary?.data?.data;

async function threeBatches(): Promise<IDataObject> {
	let item: IDataObject = { state: '{}' };
	for (const part of [0, 1, 2]) {
		const batch = receipts.filter((_one, at) => at % 3 === part);
		const earlier = item;
		item = await add(batch, String(earlier.state));
		expect(item).toMatchObject({ type: 'state', added: batch.length, repeated: 0 });
	}
	return item;
}

it('gives for any batches what all receipts give at once, without a request', async () => {
	await kit.bench.mark();
	const { state, ...told } = await threeBatches();
	expect(told).toMatchObject({ from: '2026-10-05', receipts: receipts.length });
	const addTo = String(state);
	const whole = await book(itemsOf(receipts));
	const booked = await book([{}], {}, { addTo });
	expect(booked.words).toBe('');
	expect(bookingSchema.array().parse(booked.jsons)).toEqual(whole.jsons);
	for (const fileFormat of ['csv', 'vatTotals', 'journal']) {
		const [one, other] = [
			await book([{}], { fileFormat }, { addTo }),
			await book(itemsOf(receipts), { fileFormat }),
		];
		expect(one.words).toBe('');
		if (fileFormat === 'csv') expect(fileOf(one)).toBe(fileOf(other));
		else expect(one.jsons).toEqual(other.jsons);
		if (fileFormat === 'journal') journalEntrySchema.array().min(1).parse(one.jsons);
	}
	const [summary, wholly] = [
		await book([{}], { fileFormat: 'summary' }, { addTo }),
		await book(itemsOf(receipts), { fileFormat: 'summary' }),
	].map(({ jsons }) => bookingSummarySchema.parse(jsons[0]));
	expect(summary?.places).toEqual(wholly?.places);
	expect(summary?.missingNumbers).toEqual(wholly?.missingNumbers);
	expect(await kit.bench.sent()).toEqual([]);
});

it('takes the state as text, as JSON, in an item or a row, and a row that holds it is no receipt', async () => {
	const item = await add(receipts.slice(0, 9), '{}');
	const whole = await book(itemsOf(receipts.slice(0, 9)));
	const text = String(item.state);
	const row = { name: 'books', state: JSON.parse(text) as IDataObject };
	const given = [
		text,
		JSON.stringify(row),
		JSON.stringify([item]),
		'={{ $json.state }}',
		'={{ $json }}',
	];
	for (const addTo of given) {
		const booked = await book([row], {}, { addTo });
		expect(booked.words).toBe('');
		expect(booked.jsons).toEqual(whole.jsons);
	}
	const first = await book(
		[{ name: 'books', state: {} }],
		{ fileFormat: 'state' },
		{ addTo: '={{ $json.state }}' },
	);
	expect(first.jsons[0]).toMatchObject({ receipts: 0, added: 0, from: null });
	const none = await book([{}], {}, { addTo: '{}' });
	expect(none.jsons).toEqual([]);
	expect(none.hints.join(' ')).toContain('hold no receipts');
});

it('counts a batch that comes again once, and says so', async () => {
	const batch = receipts.slice(0, 12);
	const first = await add(batch, '{}');
	const again = await book(itemsOf(batch), { fileFormat: 'state' }, { addTo: String(first.state) });
	const held = (item: IDataObject = {}) => ({
		...item,
		state: JSON.parse(String(item.state)) as object,
	});
	expect(held(again.jsons[0])).toEqual({ ...held(first), added: 0, repeated: 12 });
	expect(again.hints.join(' ')).toContain(
		'12 receipts were in the state already, by their numbers, and count once',
	);
});

it('says which receipts were canceled since they were added, until the end', async () => {
	const sold = receipts.find(({ kind, totals }) => kind === 'sale' && totals.grossCents > 0);
	if (!sold) throw new Error('none');
	const first = await add(receipts, '{}');
	const canceled = { ...sold, kind: 'cancellation' as const, references: [], lines: [], taxes: [] };
	const items = itemsOf([canceled]);
	const second = await book(items, { fileFormat: 'state' }, { addTo: String(first.state) });
	expect(second.hints.join(' ')).toContain('1 receipt was added as sold and canceled since');
	const addTo = String(second.jsons[0]?.state);
	const third = await book(items, { fileFormat: 'state' }, { addTo });
	expect(third.hints.join(' ')).not.toContain('canceled since');
	const summary = await book([{}], { fileFormat: 'summary' }, { addTo });
	const { ok, problems, text } = bookingSummarySchema.parse(summary.jsons[0]);
	expect(ok).toBe(false);
	expect(problems.join(' ')).toContain(
		`canceled since: ${sold.displayNumber.split(' ')[0]} (${sold.businessDay})`,
	);
	expect(text).toContain('canceled since');
});

describe('refuses', () => {
	it.each(['={{ $json.misnamed }}', '={{ null }}', "={{ '' }}"])(
		"a state that an expression doesn't give: %s",
		async (addTo) => {
			const { words } = await book(itemsOf(receipts), {}, { addTo });
			expect(words).toContain('"Add to Earlier Batch"');
		},
	);

	it.each(['7', '[]', '"text"', '[{}]', '[{}, {}]', '[[{}]]'])(
		'what is no state: %s',
		async (addTo) => {
			const { words } = await book(itemsOf(receipts), {}, { addTo });
			expect(words).toContain('"Add to Earlier Batch"');
			expect(words).toContain('{} to begin');
		},
	);

	it('a state that somebody changed, or of another version', async () => {
		const state = JSON.parse(String((await add(receipts, '{}')).state)) as IDataObject;
		const { words } = await book([{}], {}, { addTo: JSON.stringify({ ...state, frames: [7] }) });
		expect(words).toContain('"frames.0" cannot be read');
		const other = await book([{}], {}, { addTo: JSON.stringify({ ...state, version: 2 }) });
		expect(other.words).toContain('is a state of version 2');
	});

	it('what the batches before were not booked by', async () => {
		const addTo = String((await add(receipts, '{}')).state);
		const accounts = { entry: [{ use: 'cash', account: '2700' }] };
		const others: Array<[INodeParameters, INodeParameters, string]> = [
			[{ accounts }, {}, 'another table of accounts'],
			[{ groupBy: 'month' }, {}, 'another "Bookings Per"'],
			[{}, { dayEndsAt: '04:00' }, 'another "Day Ends At"'],
			[{}, { timeZone: 'Europe/Vienna' }, 'another "Time Zone Name or ID"'],
		];
		for (const [parameters, options, said] of others) {
			const { words } = await book([{}], parameters, { ...options, addTo });
			expect(words).toContain(said);
		}
	});

	it('what needs each receipt', async () => {
		const takings = await book(itemsOf(receipts), { fileFormat: 'corrispettivi' }, { addTo: '{}' });
		expect(takings.words).toContain('"Output" needs whole receipts');
		const each = await book(itemsOf(receipts), { groupBy: 'receipt' }, { addTo: '{}' });
		expect(each.words).toContain('"Bookings Per" is "Receipt"');
	});

	it('a register and a shop of one ID in two batches', async () => {
		const [own, other] = SYSTEMS.map(([source]) => {
			const one = receipts.find((receipt) => receipt.source === source);
			if (!one) throw new Error('none');
			const place = { id: '1', name: null };
			return { ...one, register: one.register && place, salesPoint: one.salesPoint && place };
		});
		if (!own || !other) throw new Error('none');
		const addTo = String((await add([own], '{}')).state);
		expect((await book(itemsOf([other]), {}, { addTo })).words).toContain('have one ID');
	});
});
