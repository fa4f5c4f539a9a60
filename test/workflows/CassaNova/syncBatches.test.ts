/** "Sync From a List" where many products go with one request, whatever CassaNova makes of batches. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runs, seeded, worldSeed } from '../../support/clock/seeds';
import { hurry } from '../../support/n8n/kassa';
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();
const BATCH = '/products/batch';
/** Products that the sandbox has beside its own, told by G1, G2 and so on. */
const GROWN = 40;

beforeAll(async () => {
	await hurry(30_000);
});

/** Of an account that it knows by an address that is written otherwise, n8n has learnt nothing yet. */
let known = 0;
const credential = () => ({
	baseUrl: kit.bench.ready.cassaNova.baseUrl + '/'.repeat(known),
});

beforeEach(async () => {
	known += 1;
	await kit.bench.control('act', { vendor: 'cassaNova', action: 'growCatalog', count: GROWN });
});

const columns = {
	mappingMode: 'autoMapInputData',
	value: null,
	matchingColumns: ['internalId'],
	schema: [],
	attemptToConvertTypes: false,
	convertFieldsToString: false,
};

async function sync(items: IDataObject[], parameters: INodeParameters = {}) {
	await kit.bench.mark();
	return await kit.bench.run({
		authentication: 'apiKey',
		operation: 'product.sync',
		parameters: { columns, ...parameters } as INodeParameters,
		items,
		mode: 'trigger',
		credential: credential(),
	});
}

async function sent() {
	const log = await kit.bench.log();
	const batches = log
		.filter(({ path }) => path === BATCH)
		.map(({ body }) => Object.values(body as Record<string, IDataObject[]>).flat().length);
	const writes = log.filter(({ method, path }) => method !== 'GET' && path !== BATCH);
	return { batches, singles: writes.length, reads: log.length - batches.length - writes.length };
}

const config = async (switches: IDataObject) => await kit.bench.control('config', switches);
const fault = async (more: IDataObject) =>
	await kit.bench.control('faults', { vendor: 'cassaNova', method: 'POST', path: BATCH, ...more });
const count = (jsons: IDataObject[], action: string) =>
	jsons.filter((json) => json.action === action).length;

/** Rows that give the first products another price. */
const cheaper = (many: number, price = 2.5): IDataObject[] =>
	Array.from({ length: many }, (_row, index) => ({
		'Internal ID': `G${index + 1}`,
		Price: price,
	}));
/** Rows of products that aren't there. */
const fresh = (many: number): IDataObject[] =>
	Array.from({ length: many }, (_row, index) => ({
		'Internal ID': `N${index + 1}`,
		Name: `Nuovo ${index + 1}`,
		'Your Own ID': `ERP-${index + 1}`,
		Price: 3,
		Department: 'Bevande',
		Category: 'Caffetteria',
	}));

const products = async () => await kit.records('product');
const priceOf = ({ prices }: IDataObject) => Number((prices as IDataObject[])[0]?.value);

/** The catalogue by internal ID, without what differs between two that were made alike. */
async function catalogue(): Promise<Map<string, IDataObject>> {
	const plain = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(plain);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value)
				.filter(([name]) => name !== 'id' && name !== 'lastUpdate')
				.map(([name, one]) => [name, plain(one)]),
		);
	};
	const all = await products();
	const simple = all.filter(({ internalId }) => internalId !== null);
	const byCode = new Map(simple.map((one) => [String(one.internalId), plain(one) as IDataObject]));
	// No product is there twice.
	expect(byCode.size).toBe(simple.length);
	return byCode;
}

describe('what an account takes is learnt with one product, and then sent in batches', () => {
	it('changes: one alone, the rest with one request, and the next run with nothing to learn', async () => {
		const first = await sync(cheaper(GROWN));
		expect(first.words).toBe('');
		expect(count(first.jsons, 'change')).toBe(GROWN);
		// The list, and the products before and after each of the two.
		expect(await sent()).toEqual({ batches: [1, GROWN - 1], singles: 0, reads: 1 + 3 });
		expect(first.jsons.every(({ written }) => written)).toBe(true);
		const again = await sync(cheaper(GROWN));
		expect(count(again.jsons, 'unchanged')).toBe(GROWN);
		expect(await sent()).toEqual({ batches: [], singles: 0, reads: 1 });
		await sync(cheaper(GROWN, 2.6));
		expect(await sent()).toEqual({ batches: [GROWN], singles: 0, reads: 1 + 2 });
		const prices = (await products())
			.filter(({ internalId }) => String(internalId).startsWith('G'))
			.map(priceOf);
		expect(prices).toEqual(Array<number>(GROWN).fill(2.6));
	});

	it('new products, with the IDs that they got', async () => {
		const { jsons } = await sync(fresh(30));
		expect(count(jsons, 'create')).toBe(30);
		const { batches, singles } = await sent();
		expect([batches, singles]).toEqual([[1, 29], 0]);
		const ids = new Map((await products()).map(({ id, externalId }) => [externalId, id]));
		expect(jsons.map(({ id }) => id)).toEqual(
			jsons.map((_json, index) => ids.get(`ERP-${index + 1}`)),
		);
	});

	it('a category that they need is made once before', async () => {
		const list = fresh(25).map((row) => ({ ...row, Category: 'Estate' }));
		const { jsons } = await sync(list, { createMissingCategories: true });
		expect(count(jsons, 'create')).toBe(25);
		expect(await sent()).toMatchObject({ batches: [1, 24], singles: 1 });
	});

	it('a few go one by one, and all where that was chosen', async () => {
		await sync(cheaper(20));
		expect(await sent()).toMatchObject({ batches: [], singles: 20 });
		await sync(cheaper(30, 2.7), { options: { sendInBatches: 'never' } });
		expect(await sent()).toMatchObject({ batches: [], singles: 30 });
	});

	it('at most "Writes per Run", counted in products', async () => {
		const { jsons } = await sync(cheaper(GROWN), { options: { writesPerRun: 25 } });
		expect([count(jsons, 'change'), count(jsons, 'later')]).toEqual([25, 15]);
		expect((await sent()).batches).toEqual([1, 24]);
	});

	it('those taken off sale, but products with variants by themselves', async () => {
		const off = { notInList: 'takeOffSale', options: { takeOffAtMost: 100 } };
		await sync(cheaper(1), off);
		const { batches, singles } = await sent();
		const all = await products();
		const isSold = (one: IDataObject) =>
			Object.entries(one).some(([name, on]) => name.startsWith('enableFor') && on === true);
		expect(all.filter(isSold).map(({ internalId }) => internalId)).toEqual(['G1']);
		const variants = all.filter(({ multivariant }) => multivariant === true);
		expect(singles).toBe(variants.length);
		expect(batches.reduce((sum, one) => sum + one, 0)).toBe(all.length - variants.length);
	});

	it('and the preview says what it takes', async () => {
		const preview = { options: { previewOnly: true, includeSummary: true } };
		const before = await sync(cheaper(GROWN), preview);
		expect(before.hints.join(' ')).toContain(
			'It takes 40 writes. If CassaNova takes many products with one request',
		);
		expect(before.jsons.at(-1)).toMatchObject({ writes: GROWN, requests: GROWN });
		await sync(cheaper(GROWN));
		const after = await sync(cheaper(GROWN, 2.6), preview);
		expect(after.hints.join(' ')).toContain('It takes 40 writes with 3 requests.');
		expect(after.jsons.at(-1)).toMatchObject({ writes: GROWN, requests: 3 });
	});
});

describe('an account that has no batches, or others', () => {
	it('is asked once, and its products go one by one', async () => {
		await config({ cassaNovaBatch: 'absent' });
		const { jsons } = await sync(cheaper(GROWN));
		expect(count(jsons, 'change')).toBe(GROWN);
		expect(await sent()).toMatchObject({ batches: [1], singles: GROWN });
		await sync(cheaper(GROWN, 2.6));
		expect(await sent()).toMatchObject({ batches: [], singles: GROWN });
	});

	it('which lose what they are not told: one product is mended, and nothing is sent so again', async () => {
		await config({ cassaNovaBatchKeeps: false });
		const before = await catalogue();
		const { jsons, hints } = await sync(cheaper(GROWN));
		expect(await sent()).toMatchObject({ batches: [1], singles: 1 + GROWN - 1 });
		expect(count(jsons, 'change')).toBe(GROWN);
		expect(hints.join(' ')).toContain('of one product other fields were changed as well');
		const after = await catalogue();
		const expected = [...before].map(([code, one]): [string, IDataObject] => [
			code,
			code.startsWith('G') ? { ...one, prices: [{ value: 2.5 }] } : one,
		]);
		expect(after).toEqual(new Map(expected));
		await sync(cheaper(GROWN, 2.6));
		expect(await sent()).toMatchObject({ batches: [], singles: GROWN });
	});

	it('which begin to lose it later: all of the batch are mended', async () => {
		await sync(cheaper(GROWN));
		await config({ cassaNovaBatchKeeps: false });
		const before = await catalogue();
		const { hints } = await sync(cheaper(GROWN, 2.6));
		expect(await sent()).toMatchObject({ batches: [GROWN], singles: GROWN });
		expect(hints.join(' ')).toContain('of 40 products other fields were changed as well');
		const barcodes = (all: Map<string, IDataObject>) =>
			[...all].map(([code, one]) => [code, one.barcodes]);
		expect(barcodes(await catalogue())).toEqual(barcodes(before));
	});

	it('which name nothing that they made: it is found in the list, and the rest goes one by one', async () => {
		await config({ cassaNovaBatchKey: 'made' });
		const { jsons } = await sync(fresh(25));
		expect([count(jsons, 'create'), (await sent()).batches]).toEqual([25, [1]]);
		expect(jsons.every(({ id }) => typeof id === 'string')).toBe(true);
	});

	it('which hold fewer: a batch that is refused is divided, and its size remembered', async () => {
		await config({ cassaNovaBatchMost: 12 });
		await sync(cheaper(GROWN));
		const { batches, singles } = await sent();
		expect(batches).toEqual([1, 39, 20, 10, 10, 19, 10, 9]);
		expect(singles).toBe(0);
		await sync(cheaper(GROWN, 2.6));
		expect(await sent()).toMatchObject({ batches: [10, 10, 10, 10], singles: 0 });
		await sync(fresh(GROWN));
		expect(await sent()).toMatchObject({ batches: [1, 39], singles: 39 });
		const more = fresh(GROWN + 25).slice(GROWN);
		await sync(more);
		expect(await sent()).toMatchObject({ batches: [20], singles: 20 + 5 });
	});
});

describe('a batch of which not all is done', () => {
	/** Two rows may have the same ID of your own, which only CassaNova refuses. */
	const withDouble = (many: number, at: number) =>
		fresh(many).map((row, index) => (index === at ? { ...row, 'Your Own ID': 'ERP-1' } : row));

	it('says of each row what became of it, with the words of the answer', async () => {
		const { jsons } = await sync(withDouble(25, 10));
		expect(count(jsons, 'create')).toBe(24);
		expect(jsons[10]).toMatchObject({ action: 'failed', written: false });
		expect(jsons[10]?.problem).toContain('error.unique: externalId');
		expect((await sent()).singles).toBe(0);
		expect((await catalogue()).has('N11')).toBe(false);
	});

	it('silently: the row is told as unknown, and the next run says why', async () => {
		await config({ cassaNovaBatchErrors: 'silent' });
		const first = await sync(withDouble(25, 10));
		expect(first.jsons[10]).toMatchObject({ action: 'failed', outcome: 'unknown' });
		const second = await sync(withDouble(25, 10));
		expect(second.jsons[10]).toMatchObject({ action: 'invalid' });
		expect(second.jsons[10]?.problem).toContain('"Your Own ID" belongs to the product');
		expect(await sent()).toMatchObject({ batches: [], singles: 0 });
	});

	it.each(['whole', 'upTo'])('refused (%s): what is not there goes one by one', async (batch) => {
		await config({ cassaNovaBatch: batch });
		const { jsons } = await sync(withDouble(25, 10));
		expect(count(jsons, 'create')).toBe(24);
		expect(jsons[10]?.problem).toContain('error.unique: externalId');
		expect((await sent()).batches).toEqual([1, 24]);
		expect([...(await catalogue()).keys()].filter((code) => code.startsWith('N'))).toHaveLength(24);
	});

	it('is read where the answer is lost, and nothing is sent again', async () => {
		await fault({ kind: 'resetAfter', after: 1 });
		const done = await sync(cheaper(GROWN));
		expect(count(done.jsons, 'change')).toBe(GROWN);
		expect(await sent()).toMatchObject({ batches: [1, 39], singles: 0 });
		await fault({ kind: 'resetBefore' });
		const open = await sync(cheaper(GROWN, 2.6));
		expect(open.jsons.every(({ outcome }) => outcome === 'unknown')).toBe(true);
		expect(await sent()).toMatchObject({ batches: [40], singles: 0 });
		const again = await sync(cheaper(GROWN, 2.6));
		expect(count(again.jsons, 'change')).toBe(GROWN);
	});

	it('of new products is looked for in the list where the answer is lost', async () => {
		await fault({ kind: 'resetAfter', after: 1 });
		const { jsons } = await sync(fresh(30));
		expect(count(jsons, 'create')).toBe(30);
		expect((await catalogue()).size).toBeGreaterThan(30);
		expect(jsons.every(({ id }) => typeof id === 'string')).toBe(true);
	});

	it('of new products that never arrived is not sent again in the run', async () => {
		await fault({ kind: 'resetBefore', after: 1 });
		const { jsons } = await sync(fresh(30));
		expect([count(jsons, 'create'), jsons[29]?.outcome]).toEqual([1, 'unknown']);
		expect(await sent()).toMatchObject({ batches: [1, 29], singles: 0 });
		const again = await sync(fresh(30));
		expect([count(again.jsons, 'unchanged'), count(again.jsons, 'create')]).toEqual([1, 29]);
	});

	describe('of changes', () => {
		const withSame = () =>
			cheaper(GROWN).map((row, index) =>
				index === 5 || index === 9 ? { ...row, 'Your Own ID': 'SAME' } : row,
			);

		it('says of each row what became of it, with the words of the answer', async () => {
			await sync(cheaper(GROWN));
			const list = withSame().map((row) => ({ ...row, Price: 2.6 }));
			const { jsons } = await sync(list);
			expect(count(jsons, 'change')).toBe(GROWN - 1);
			expect(jsons[9]).toMatchObject({ action: 'failed', written: false });
			expect(jsons[9]?.problem).toContain('error.unique: externalId');
			expect(await sent()).toMatchObject({ batches: [GROWN], singles: 0 });
		});

		it('silently: the row is told as unknown', async () => {
			await config({ cassaNovaBatchErrors: 'silent' });
			await sync(cheaper(GROWN));
			const { jsons } = await sync(withSame().map((row) => ({ ...row, Price: 2.6 })));
			expect(jsons[9]).toMatchObject({ action: 'failed', written: false, outcome: 'unknown' });
			expect(count(jsons, 'change')).toBe(GROWN - 1);
		});

		it.each(['whole', 'upTo'])(
			'refused (%s): it is divided until the row is found',
			async (batch) => {
				await config({ cassaNovaBatch: batch });
				await sync(cheaper(GROWN));
				const { jsons } = await sync(withSame().map((row) => ({ ...row, Price: 2.6 })));
				expect(count(jsons, 'change')).toBe(GROWN - 1);
				expect(jsons.filter(({ action }) => action === 'failed')).toEqual([
					expect.objectContaining({
						problem: expect.stringContaining('error.unique: externalId') as string,
					}),
				]);
				const { batches, singles } = await sent();
				expect(batches.length).toBeLessThan(14);
				expect(singles).toBeLessThan(4);
			},
		);
	});

	it('and cannot be looked at: nobody knows, until the next run', async () => {
		await sync(cheaper(GROWN));
		const reading = { kind: 'status', status: 400, method: 'GET', path: '/products$', times: 1 };
		await kit.bench.control('faults', { ...reading, after: 2 });
		const { jsons } = await sync(cheaper(GROWN, 2.6));
		expect(jsons.every(({ outcome }) => outcome === 'unknown')).toBe(true);
		const again = await sync(cheaper(GROWN, 2.6));
		expect(count(again.jsons, 'unchanged')).toBe(GROWN);
	});
});

it('killed in the middle of a batch goes on the next time, and makes no product twice', async () => {
	await fault({ kind: 'slow', held: true, after: 1 });
	const killed = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'product.sync',
		parameters: { columns },
		items: fresh(30),
		mode: 'trigger',
		credential: credential(),
		cancelOnceStruck: true,
	});
	expect(killed.status).toBe('canceled');
	await kit.bench.control('release', {});
	const { jsons } = await sync(fresh(30));
	expect(count(jsons, 'unchanged')).toBe(30);
	await catalogue();
});

describe('whatever becomes of batches', () => {
	const STORIES = runs(40);
	/** So many runs end every story: each goes on where the one before has stopped. */
	const MOST_RUNS = 8;

	interface Story {
		switches: IDataObject;
		faults: IDataObject[];
		list: IDataObject[];
		doubles: number;
	}

	function drawStory(chance: () => number): Story {
		const oneOf = <T>(...all: T[]): T => all[Math.floor(chance() * all.length)] as T;
		const switches = {
			cassaNovaBatch: oneOf('partly', 'partly', 'whole', 'upTo', 'absent'),
			cassaNovaBatchErrors: oneOf('told', 'silent'),
			cassaNovaBatchKeeps: oneOf(true, true, true, false),
			cassaNovaBatchMost: oneOf(100, 100, 20, 7, 1),
			cassaNovaBatchOrder: oneOf('asSent', 'turned'),
			cassaNovaBatchKey: oneOf('createDetails', 'create', 'made'),
			cassaNovaRecordForm: oneOf('asWritten', 'otherwise'),
		};
		const faults = Array.from({ length: Math.floor(chance() * 3) }, () => ({
			...oneOf<IDataObject>(
				{ kind: 'resetAfter' },
				{ kind: 'resetBefore' },
				{ kind: 'status', status: 502, commit: true },
				{ kind: 'status', status: 503 },
				{ kind: 'status', status: 400, body: { messages: ['InvalidParams'] } },
				{ kind: 'truncate' },
			),
			after: Math.floor(chance() * 3),
		}));
		const changed = cheaper(GROWN).map((row, index) => ({
			...row,
			Price: chance() < 0.2 ? 1.3 : 2 + chance().toFixed(1).length / 10,
			Name: chance() < 0.3 ? `Anders ${index}` : `Prodotto ${index + 1}`,
		}));
		const made = fresh(Math.floor(chance() * 35));
		const doubles = made.length > 10 && chance() < 0.4 ? 1 : 0;
		const list = [...changed, ...made]
			.map((row, index) => ({ row, at: chance(), isLast: doubles > 0 && index === GROWN + 5 }))
			.map(({ row, at, isLast }) => ({
				// It comes after the one that has the ID already, as it also does one by one.
				at: isLast ? 1 : at,
				row: isLast ? { ...row, 'Your Own ID': 'ERP-1' } : row,
			}))
			.sort((one, other) => one.at - other.at)
			.map(({ row }) => row);
		return { switches, faults, list, doubles };
	}

	/** Each row's outcome is what CassaNova shows. */
	async function expectTrue(list: IDataObject[], jsons: IDataObject[]): Promise<void> {
		const now = await catalogue();
		for (const [index, json] of jsons.entries()) {
			const row = list[index] ?? {};
			const record = now.get(String(row['Internal ID']));
			const isThere =
				record !== undefined &&
				priceOf(record) === row.Price &&
				(row.Name === undefined || record.description === row.Name);
			if (json.written === true || json.action === 'unchanged')
				expect([json, isThere]).toEqual([json, true]);
			if (json.action === 'failed' && json.outcome !== 'unknown') {
				expect([json, isThere]).toEqual([json, false]);
			}
		}
	}

	it(
		'the catalogue ends as it does one by one, each row is told as it is, and then nothing is written',
		async () => {
			for (let story = 0; story < STORIES; story++) {
				const { switches, faults, list, doubles } = drawStory(seeded(worldSeed(story)));
				const stage = async () => {
					await kit.bench.reset();
					known += 1;
					await kit.bench.control('act', {
						vendor: 'cassaNova',
						action: 'growCatalog',
						count: GROWN,
					});
				};
				await stage();
				await config({ cassaNovaRecordForm: switches.cassaNovaRecordForm });
				const singly = await sync(list, { options: { sendInBatches: 'never' } });
				expect(count(singly.jsons, 'failed')).toBe(doubles);
				const expected = await catalogue();

				await stage();
				await config(switches);
				for (const one of faults) await fault(one);
				let isDone = false;
				for (let run = 0; run < MOST_RUNS && !isDone; run++) {
					const { jsons, words } = await sync(list);
					expect([story, words]).toEqual([story, '']);
					await expectTrue(list, jsons);
					isDone = count(jsons, 'unchanged') === list.length - doubles;
				}
				expect([story, isDone]).toEqual([story, true]);
				expect([story, await catalogue()]).toEqual([story, expected]);
				await sync(list);
				const { batches, singles } = await sent();
				expect([story, batches, singles]).toEqual([story, [], 0]);
			}
		},
		STORIES * 10_000,
	);
});
