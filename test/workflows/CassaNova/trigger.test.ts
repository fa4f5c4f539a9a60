/** The CassaNova trigger on n8n's polling context, against the sandbox: documents, records, stock. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';
import { byId } from '../../support/vendors/cassaNova';
import { dayFromToday, Poller } from '../../support/n8n/poller';
import type { Polled } from '../../support/n8n/poller';

const kit = useBench();
const ROME = 'Europe/Rome';
const generate = async (count: number, from: number, to = from, options: IDataObject = {}) =>
	await kit.bench.control('generate', {
		vendor: 'cassaNova',
		count,
		from: dayFromToday(from, ROME),
		to: dayFromToday(to, ROME),
		seed: 4,
		options,
	});
const act = async (action: string, payload: IDataObject) =>
	await kit.bench.control('act', { vendor: 'cassaNova', action, ...payload });
const trigger = (event: string, parameters: INodeParameters = {}) =>
	new Poller(() => kit.bench, 'apiKey', { event, output: 'raw', ...parameters });
const run = async (operation: string, parameters: INodeParameters = {}) => {
	const { words, jsons } = await kit.bench.run({
		authentication: 'apiKey',
		operation,
		parameters,
	});
	expect(words).toBe('');
	return jsons;
};
const ids = ({ jsons, words }: Polled) => {
	expect(words).toBe('');
	return (jsons ?? []).map(({ id }) => String(id));
};
/** For the next poll, an hour has passed since anything was read in full. */
function anHourLater({ staticData }: Poller): void {
	const stored = staticData['node:Trigger'] as { sources: Record<string, IDataObject> };
	const hour = 3_600_000;
	for (const source of Object.values(stored.sources)) {
		source.older = (source.older as number[]).map((at) => at - hour);
		const newest = source.newest as { readAt: number } | undefined;
		if (newest) newest.readAt -= hour;
	}
}

beforeEach(async () => {
	await kit.bench.reset();
	await run('salesPoint.getAll');
	await kit.bench.mark();
});

describe('receipts', () => {
	it('come once, and a poll without news is one request', async () => {
		await generate(300, -4, -1);
		const receipts = trigger('receiptCreated');
		expect(ids(await receipts.poll())).toEqual([]);
		await receipts.poll();
		await kit.bench.mark();
		expect(ids(await receipts.poll())).toEqual([]);
		expect(await kit.bench.log()).toHaveLength(1);
		await generate(250, -1);
		await kit.bench.mark();
		const found = ids(await receipts.poll());
		expect(new Set(found).size).toBe(250);
		expect(ids(await receipts.poll())).toEqual([]);
	});

	it.each(['zero', 'one'])('come once from a list that counts from %s', async (start) => {
		await kit.bench.control('config', { cassaNovaStart: start, cassaNovaToInclusive: false });
		const receipts = trigger('receiptCreated');
		await receipts.poll();
		await generate(120, -1);
		const first = ids(await receipts.poll());
		await generate(230, -1);
		const second = ids(await receipts.poll());
		expect([new Set(first).size, new Set(second).size]).toEqual([120, 230]);
		expect(new Set([...first, ...second]).size).toBe(350);
	});

	it('come once from an account that gives fewer at once than are asked for', async () => {
		await kit.bench.control('config', { cassaNovaMostRecords: 40 });
		const receipts = trigger('receiptCreated');
		await generate(90, -1);
		expect(ids(await receipts.poll())).toEqual([]);
		await generate(120, -1);
		const first = ids(await receipts.poll());
		await generate(30, -1);
		const second = ids(await receipts.poll());
		expect([new Set(first).size, new Set(second).size]).toEqual([120, 30]);
		expect(new Set([...first, ...second]).size).toBe(150);
	});

	it('come again when they are canceled in place after they were handed on', async () => {
		const receipts = trigger('receiptCreated');
		await generate(10, -1);
		await receipts.poll();
		await generate(20, -1);
		const [first, second] = ids(await receipts.poll());
		await act('cancelReceipt', { id: first });
		await act('cancelReceipt', { id: second });
		anHourLater(receipts);
		const { jsons } = await receipts.poll();
		const changes = (jsons ?? []).map(({ id, change, firstSeenAt }) => [id, change, firstSeenAt]);
		expect(changes).toHaveLength(2);
		expect(changes).toContainEqual([first, 'cancelled', expect.any(String)]);
		expect(changes).toContainEqual([second, 'cancelled', expect.any(String)]);
		anHourLater(receipts);
		expect(ids(await receipts.poll())).toEqual([]);
	});

	it('do not come for a cancellation of one that was there before', async () => {
		await generate(10, -1);
		const receipts = trigger('receiptCreated');
		await receipts.poll();
		const [old] = await run('receipt.getAll', {
			datetimeFrom: dayFromToday(-1, ROME),
			output: 'raw',
			returnAll: true,
		});
		await act('cancelReceipt', { id: old?.id });
		anHourLater(receipts);
		expect(ids(await receipts.poll())).toEqual([]);
	});

	it('of some shops, and of more when more are chosen', async () => {
		const receipts = trigger('receiptCreated', { idsSalesPoint: [4711] });
		await receipts.poll();
		await generate(20, -1, -1, { salesPoints: [4711] });
		await generate(30, -1, -1, { salesPoints: [4712] });
		expect(ids(await receipts.poll())).toHaveLength(20);
		await generate(5, -1, -1, { salesPoints: [4711] });
		expect(ids(await receipts.poll({ idsSalesPoint: [] }))).toHaveLength(35);
		expect(ids(await receipts.poll({ idsSalesPoint: [4711, 4712] }))).toEqual([]);
	});

	it('name the only shop that is watched, where they do not name it themselves', async () => {
		await kit.bench.control('config', { cassaNovaDocumentShop: false });
		const shopsOf = async (receipts: Poller) => {
			await generate(3, -1, -1, { salesPoints: [4712] });
			const { jsons } = await receipts.poll();
			expect(jsons).toHaveLength(3);
			return (jsons ?? []).map(({ salesPoint, idSalesPoint }) => salesPoint ?? idSalesPoint);
		};
		const trattoria = { id: '4712', name: expect.stringMatching(/\w/) };
		for (const [output, expected] of [
			['accounting', trattoria],
			['simplified', 4712],
			// Everything as sent.
			['raw', undefined],
		] as const) {
			const receipts = trigger('receiptCreated', { idsSalesPoint: [4712], output });
			await receipts.poll();
			expect(await shopsOf(receipts)).toEqual([expected, expected, expected]);
		}
		const ofAll = trigger('receiptCreated', { output: 'simplified' });
		await ofAll.poll();
		expect(await shopsOf(ofAll)).toEqual([null, null, null]);
	});

	it('as accounting entries add up, with one look at the taxes', async () => {
		const receipts = trigger('receiptCreated', {
			output: 'accounting',
			startFrom: 'lastDays',
			startDays: 4,
		});
		await generate(130, -3, -1);
		const { jsons, words } = await receipts.poll();
		expect(words).toBe('');
		expect(jsons).toHaveLength(130);
		const sum = (jsons ?? []).reduce(
			(total, { totals }) => total + (totals as { grossCents: number }).grossCents,
			0,
		);
		const { grossCents } = await kit.bench.control<{ grossCents: number }>(
			'totals?vendor=cassaNova',
		);
		expect(sum).toBe(grossCents);
		expect((await kit.bench.log()).filter(({ path }) => path === '/taxes')).toHaveLength(1);
	});

	it('survive a page that shifts, a failure in the middle, and an expired token', async () => {
		const receipts = trigger('receiptCreated');
		await receipts.poll();
		await generate(450, -1);
		for (const fault of [
			{ kind: 'pageShift', insert: 3, after: 1 },
			{ kind: 'status', status: 500, after: 2 },
			{ kind: 'expireToken', after: 3 },
			{ kind: 'truncate', after: 4 },
		]) {
			await kit.bench.control('faults', { ...fault, path: '/documents/receipts' });
		}
		const found = new Set<string>();
		let count = 0;
		for (let polls = 0; polls < 6; polls++) {
			const { jsons } = await receipts.poll();
			for (const { id } of jsons ?? []) {
				found.add(String(id));
				count += 1;
			}
		}
		expect([found.size, count]).toEqual([453, 453]);
	});
});

it.each([
	['invoiceCreated', 'invoice', {}],
	['creditNoteCreated', 'creditNote', {}],
	['billCreated', 'bill', {}],
])('%s: each document once, as the action node reads it', async (event, resource, parameters) => {
	const simplify = resource !== 'receipt';
	const documents = trigger(event, { simplify: false, ...parameters });
	await documents.poll();
	await generate(400, -1);
	const found = ids(await documents.poll());
	const wanted = await run(`${resource}.getAll`, {
		datetimeFrom: dayFromToday(-2, ROME),
		returnAll: true,
		simplify: !simplify,
		...(resource === 'bill' ? {} : { filters: { status: 'CONFIRMED' } }),
	});
	expect(wanted.length).toBeGreaterThan(0);
	expect([...found].sort()).toEqual(wanted.map(({ id }) => String(id)).sort());
	expect(ids(await documents.poll())).toEqual([]);
});

it('invoices stay known when the spelling of their status is chosen anew', async () => {
	await generate(400, -1);
	const saved = trigger('invoiceCreated', { status: 'CONFRIMED' });
	expect(ids(await saved.poll())).toEqual([]);
	expect(ids(await saved.poll({ status: 'CONFIRMED' }))).toEqual([]);
	await generate(400, -1);
	expect(ids(await saved.poll({ status: 'CONFIRMED' })).length).toBeGreaterThan(0);
});

describe('records', () => {
	const watch = (resource: string, parameters: INodeParameters = {}) =>
		trigger('recordUpdated', { resource, simplify: false, ...parameters });

	it.each([
		'category',
		'customer',
		'department',
		'option',
		'organization',
		'product',
		'salesMode',
		'supplier',
		'tax',
	])('%s: can be watched, with one request for each hundred changed ones', async (resource) => {
		const records = watch(resource);
		expect(ids(await records.poll())).toEqual([]);
		await kit.bench.mark();
		expect(ids(await records.poll())).toEqual([]);
		const [{ length }, sent] = [
			await run(`${resource}.getAll`, {
				returnAll: true,
				filters: { lastUpdateFrom: dayFromToday(-1, ROME) },
			}),
			await kit.bench.log(),
		];
		expect(sent.length).toBeGreaterThanOrEqual(1);
		expect(sent.filter(({ query }) => query.lastUpdateFrom).length).toBe(
			2 * Math.max(1, Math.ceil(length / 100)),
		);
	});

	it('come when they are created and when they are changed, and say which', async () => {
		const taxes = watch('tax');
		await taxes.poll();
		const [{ id } = {}] = await run('tax.create', { description: 'Prova', rate: 22 });
		const created = await taxes.poll();
		expect(created.jsons).toMatchObject([{ id, change: 'created', rate: 22 }]);
		await run('tax.update', { taxId: byId(String(id)), updateFields: { description: 'Nuova' } });
		const updated = await taxes.poll();
		expect(updated.jsons).toMatchObject([{ id, change: 'updated', description: 'Nuova' }]);
		expect(ids(await taxes.poll())).toEqual([]);
	});

	it('bring a variant with its product', async () => {
		const products = watch('product');
		await products.poll();
		const [product] = await run('product.getAll', {
			simplify: false,
			limit: 1,
			filters: { multiVariant: true },
		});
		await run('product.update', {
			productId: byId(String(product?.id)),
			updateFields: { descriptionReceipt: 'NUOVO' },
		});
		const { jsons } = await products.poll();
		expect(jsons).toMatchObject([
			{ id: product?.id, change: 'updated', variants: expect.any(Array) },
		]);
	});

	it('start from a day, with no more items than they may', async () => {
		const products = watch('product', {
			startFrom: 'lastDays',
			startDays: 2,
			options: { maxItems: 40 },
		});
		const all = (await run('product.getAll', { returnAll: true })).length;
		const found: string[] = [];
		for (let polls = 0; polls < Math.ceil(all / 40); polls++) {
			found.push(...ids(await products.poll()));
		}
		expect(new Set(found).size).toBe(all);
		expect(found).toHaveLength(all);
		expect(ids(await products.poll())).toEqual([]);
	});

	it('of a shop and of no shop, where the vendor has no such filter', async () => {
		const customers = watch('customer', { idsSalesPoint: [4711] });
		await customers.poll();
		const person = {
			name: 'Maria Prova',
			dateOfBirth: '1980-05-17',
			gender: 'FEMALE',
			address: 'Via Prova 1',
			city: 'Bologna',
			zipcode: '40125',
			district: 'BO',
		};
		for (const shop of [4711, 4712, undefined]) {
			await run('customer.create', {
				...person,
				name: `Shop ${shop}`,
				additionalFields: shop === undefined ? {} : { idSalesPoint: byId(String(shop)) },
			});
		}
		const { jsons } = await customers.poll();
		expect(jsons?.map(({ name }) => name).sort()).toEqual(['Shop 4711', 'Shop undefined']);
	});
});

describe('stock', () => {
	const itemOf = async () => {
		const [item] = await run('stock.getAll', { salesPointId: byId('4711'), simplify: false });
		return item?.idProductVariant
			? { idProductVariant: item.idProductVariant }
			: { idProduct: item?.idProduct };
	};

	it('movements of all shops come once', async () => {
		const movements = trigger('stockMovementCreated', { simplify: false });
		await movements.poll();
		const item = await itemOf();
		const made: string[] = [];
		for (const idSalesPoint of [4711, 4712, 4711]) {
			const { id } = await act('stockMovement', { idSalesPoint, ...item, quantity: 2 });
			made.push(String(id));
		}
		expect(ids(await movements.poll()).sort()).toEqual(made.sort());
		expect(ids(await movements.poll())).toEqual([]);
	});

	it('is low when it gets there, and again only after it was filled up', async () => {
		const low = trigger('lowStock', { simplify: false, idsSalesPoint: [4711] });
		const item = await itemOf();
		const move = async (quantity: number) =>
			await act('stockMovement', { idSalesPoint: 4711, ...item, quantity });
		expect((await low.poll()).jsons).toBeNull();
		await move(-14);
		expect((await low.poll()).jsons).toBeNull();
		await move(-1);
		expect((await low.poll()).jsons).toMatchObject([
			{ ...item, quantity: 5, warningLevel: 5, idSalesPoint: 4711 },
		]);
		await move(-2);
		expect((await low.poll()).jsons).toBeNull();
		await move(+10);
		expect((await low.poll()).jsons).toBeNull();
		await move(-10);
		expect((await low.poll()).jsons).toHaveLength(1);
	});

	it('is named where that is wanted, and nothing is read for it before there is news', async () => {
		const options = { addNames: true };
		const low = trigger('lowStock', { idsSalesPoint: [4711], options });
		const movements = trigger('stockMovementCreated', { idsSalesPoint: [4711], options });
		await low.poll();
		await movements.poll();
		expect((await kit.bench.sent()).filter((line) => line.includes('/products'))).toEqual([]);
		const found = await run('product.getAll', { filters: { description: 'Cappuccino' } });
		const [{ id: idProduct } = {}] = found;
		await act('stockMovement', { idSalesPoint: 4711, idProduct, quantity: -18 });
		const names = {
			...{ productName: 'Cappuccino', variantName: null, internalId: 'P2' },
			salesPointName: 'Bar Centrale Bologna',
		};
		expect((await low.poll()).jsons).toMatchObject([{ idProduct, quantity: 2, ...names }]);
		expect((await movements.poll()).jsons).toMatchObject([{ idProduct, quantity: -18, ...names }]);
		await act('stockMovement', { idSalesPoint: 4711, idProduct, quantity: 3 });
		await kit.bench.mark();
		expect((await movements.poll()).jsons).toMatchObject([{ idProduct, quantity: 3, ...names }]);
		const read = (await kit.bench.sent()).filter((line) => /products|salespoint/i.test(line));
		expect(read).toEqual([]);
	});

	it('that is not managed is never low', async () => {
		const low = trigger('lowStock', { idsSalesPoint: [4711] });
		const item = await itemOf();
		await low.poll();
		const [name, id] = Object.entries(item)[0] ?? [];
		await run('stock.update', {
			salesPointId: byId('4711'),
			[String(name)]: byId(String(id)),
			updateFields: { manageStock: false },
		});
		await act('stockMovement', { idSalesPoint: 4711, ...item, quantity: -18 });
		expect((await low.poll()).jsons).toBeNull();
	});
});

it.each(['receiptCreated', 'lowStock', 'stockMovementCreated', 'billCreated'])(
	'%s: a test in the editor says clearly that there is nothing',
	async (event) => {
		const { words, result } = await trigger(event).poll({}, { mode: 'manual' });
		expect(words).toContain('found no record for');
		// A level that isn't reached has nothing to do with days.
		expect(words).toContain(event === 'lowStock' ? 'set a higher "Warning Level"' : '30 days');
		expect(result.staticData).toEqual({});
	},
);

it('a test in the editor shows the newest record', async () => {
	await generate(130, -9, -3);
	const { jsons } = await trigger('receiptCreated').poll({}, { mode: 'manual' });
	const all = await run('receipt.getAll', {
		datetimeFrom: dayFromToday(-10, ROME),
		returnAll: true,
		output: 'raw',
	});
	const newest = all
		.map(({ datetime }) => String(datetime))
		.sort()
		.at(-1);
	expect(jsons?.map(({ datetime }) => datetime)).toEqual([newest]);
	const updated = await trigger('recordUpdated', { resource: 'tax' }).poll({}, { mode: 'manual' });
	expect(updated.jsons).toHaveLength(1);
});

it('the event that was chosen before leaves nothing behind', async () => {
	const documents = trigger('receiptCreated', { simplify: false });
	await documents.poll();
	await generate(400, -1);
	await documents.poll();
	expect(ids(await documents.poll({ event: 'billCreated' }))).toEqual([]);
	const stored = documents.staticData['node:Trigger'];
	expect(stored).toMatchObject({ event: 'billCreated' });
});
