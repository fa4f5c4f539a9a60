/** CassaNova's stock movements through n8n's engine: made to the byte, and read in any range. */
import { byId, ODD, ODD_JSON, useCassaNova } from '../../support/vendors/cassaNova';
import { now } from '../../support/n8n/kassa';
import { dayFromToday } from '../../support/n8n/poller';

const kit = useCassaNova();
const salesPointId = byId(4711);
const DAY_MS = 86_400_000;

const ids = async () => {
	const [shirt] = await kit.records('product', { filters: { multiVariant: true } });
	const [coffee] = await kit.records('product', { filters: { description: 'Cappuccino' } });
	const [variant] = shirt?.variants as Array<{ id: string }>;
	return { idProduct: String(coffee?.id), idProductVariant: String(variant?.id) };
};

describe('create', () => {
	it('sends all fields', async () => {
		const { idProduct } = await ids();
		const { items } = await kit.run('stockMovement.create', {
			salesPointId,
			idProduct: byId(idProduct),
			quantity: -2.5,
			additionalFields: { note: ODD, reason: 'SELF_CONSUMPTION' },
		});
		const [request] = await kit.bench.log();
		expect(request).toMatchObject({ method: 'POST', path: '/stocks/4711/movements', rawQuery: '' });
		expect(request?.headers).toMatchObject({ 'x-version': '1.0.0', 'x-requested-with': '*' });
		expect(await kit.body()).toEqual({
			idProduct,
			quantity: -2.5,
			note: ODD,
			reason: 'SELF_CONSUMPTION',
		});
		expect(items).toEqual([{ json: { id: expect.any(String) }, pairedItem: { item: 0 } }]);
	});

	it.each(['SALE', 'LOSS', 'SUPPLY', undefined])(
		'takes out what has a minus, and adds what has none, whatever the reason: %s',
		async (reason) => {
			const { idProduct } = await ids();
			const level = async () => {
				const [stock] = await kit.records('stock', {
					salesPointId,
					filters: { idProduct: [idProduct] },
				});
				return Number(stock?.quantity);
			};
			const move = async (quantity: string) =>
				await kit.run('stockMovement.create', {
					salesPointId,
					idProduct: byId(idProduct),
					quantity,
					additionalFields: reason === undefined ? {} : { reason },
				});
			const before = await level();
			await move('12');
			expect(await level()).toBe(before + 12);
			await move('-3');
			expect(await level()).toBe(before + 9);
		},
	);

	it('sends the variant only', async () => {
		const { idProductVariant } = await ids();
		await kit.run('stockMovement.create', {
			salesPointId,
			idProductVariant: byId(idProductVariant),
			quantity: '1.5',
			additionalFields: {},
		});
		expect(await kit.body()).toEqual({ idProductVariant, quantity: 1.5 });
	});

	it('finds by its key what is moved, many with one reading', async () => {
		const { idProductVariant } = await ids();
		const [shirt] = await kit.records('product', { filters: { multiVariant: true } });
		const [variant] = shirt?.variants as Array<{ internalId: string }>;
		const { jsons } = await kit.run(
			'stockMovement.create',
			{
				salesPointId,
				matchBy: 'internalId',
				matchValue: '={{ $json.sku }}',
				quantity: '=-{{ $json.quantity }}',
				additionalFields: { reason: 'SALE', note: '=Web {{ $json.quantity }}' },
			},
			{ items: [1, 2].map((quantity) => ({ sku: variant?.internalId, quantity })) },
		);
		expect(jsons).toEqual([{ id: expect.any(String) }, { id: expect.any(String) }]);
		const log = await kit.bench.log();
		const posted = log.filter(({ method }) => method === 'POST').map(({ body }) => body);
		expect(posted).toEqual([
			{ idProductVariant, quantity: -1, note: 'Web 1', reason: 'SALE' },
			{ idProductVariant, quantity: -2, note: 'Web 2', reason: 'SALE' },
		]);
		expect(log.filter(({ path }) => path === '/products')).toHaveLength(1);
	});

	it.each([
		['is known to nothing in CassaNova', 'no such SKU'],
		['is that of a product with variants', 'shirt-1'],
	])('moves nothing by a key that %s', async (words, matchValue) => {
		const [shirt] = await kit.records('product', { filters: { multiVariant: true } });
		await kit.run('product.update', {
			productId: byId(String(shirt?.id)),
			updateFields: { externalId: 'shirt-1' },
		});
		await kit.bench.mark();
		const parameters = { salesPointId, matchBy: 'externalId', matchValue, quantity: '-1' };
		const outcome = await kit.run('stockMovement.create', parameters);
		expect(outcome.words).toContain(words);
		expect((await kit.bench.sent()).filter((line) => line.startsWith('POST'))).toEqual([]);
	});

	it.each([
		['"Product" is empty, and "Product Variant", too', { quantity: 1 }],
		[
			'"Reason" must be one of ',
			{ idProduct: byId('p'), quantity: 1, additionalFields: { reason: '={{ "GIFT" }}' } },
		],
		['"Quantity" is empty', { idProduct: byId('p'), quantity: '={{ "" }}' }],
		['"Quantity" must be a number', { idProduct: byId('p'), quantity: 'some' }],
	])('refuses before anything is sent: %s', async (words, parameters) => {
		const outcome = await kit.run('stockMovement.create', { salesPointId, ...parameters });
		await kit.expectRefused(outcome, words);
	});
});

describe('getAll', () => {
	/** Days ago, as the shop counts. */
	const day = (ago: number): string => dayFromToday(-ago, 'Europe/Rome');

	/** Moves one piece on each of these days, the oldest first. */
	async function move(ago: number[]): Promise<string> {
		const { idProduct } = await ids();
		for (const days of ago) {
			await kit.bench.control('clock', { now: now() - days * DAY_MS });
			await kit.bench.control('act', {
				vendor: 'cassaNova',
				action: 'stockMovement',
				idSalesPoint: 4711,
				idProduct,
				quantity: days + 1,
				reason: 'SUPPLY',
			});
		}
		await kit.bench.control('clock', { now: now() });
		await kit.bench.mark();
		return idProduct;
	}

	const read = async (filters: Record<string, string | string[]>, more = {}) =>
		await kit.run('stockMovement.getAll', { salesPointId, returnAll: true, filters, ...more });

	const agesOf = ({ jsons }: Awaited<ReturnType<typeof read>>) =>
		jsons.map(({ quantity }) => Number(quantity) - 1);

	it('asks without dates where none were chosen', async () => {
		const idProduct = await move([40, 12, 0]);
		const outcome = await read({});
		expect(await kit.bench.sent()).toEqual(['GET /stocks/4711/movements?start=0&limit=100']);
		expect(agesOf(outcome)).toEqual([40, 12, 0]);
		expect(outcome.jsons[0]).toEqual({
			date: expect.any(Number),
			quantity: 41,
			reason: 'SUPPLY',
			note: null,
			idProduct,
			idProductVariant: null,
			idSalesPoint: 4711,
			id: expect.any(String),
			lastUpdate: expect.any(Number),
		});
	});

	it('sends all filters', async () => {
		const { status } = await read({
			datetimeFrom: '2026-03-05T23:30:00.000+01:00',
			datetimeTo: '2026-03-06',
			idProduct: `${ODD},b`,
			idProductVariant: ['v'],
		});
		expect(status).toBe('success');
		expect(await kit.bench.sent()).toEqual([
			'GET /stocks/4711/movements?start=0&limit=100' +
				'&datetimeFrom=%222026-03-05%22&datetimeTo=%222026-03-07%22' +
				`&idProduct=%5B${ODD_JSON}%2C%22b%22%5D&idProductVariant=%5B%22v%22%5D`,
		]);
	});

	it('writes dates without quotes where the account wants it', async () => {
		await kit.bench.control('config', { cassaNovaQueryFormat: 'plain' });
		const parameters = {
			salesPointId,
			returnAll: true,
			filters: { datetimeFrom: '2026-03-05', datetimeTo: '2026-03-05' },
		};
		const credential = { queryFormat: 'plain' };
		const { status } = await kit.run('stockMovement.getAll', parameters, { credential });
		expect(status).toBe('success');
		expect(await kit.bench.sent()).toEqual([
			'GET /stocks/4711/movements?start=0&limit=100&datetimeFrom=2026-03-05&datetimeTo=2026-03-06',
		]);
	});

	it('reads a long range in weeks, each movement once, whether "to" includes its day or not', async () => {
		await move([31, 30, 29, 24, 23, 18, 17, 6, 5, 4]);
		const range = { datetimeFrom: day(30), datetimeTo: day(5) };
		const included = await read(range);
		expect(agesOf(included)).toEqual([30, 29, 24, 23, 18, 17, 6, 5]);
		const windows = (await kit.bench.log()).map(({ query }) => [
			query.datetimeFrom,
			query.datetimeTo,
		]);
		expect(windows).toEqual(
			[
				[30, 24],
				[24, 18],
				[18, 12],
				[12, 6],
				[6, 4],
			].map(([from = 0, to = 0]) => [`"${day(from)}"`, `"${day(to)}"`]),
		);
		await kit.bench.control('config', { cassaNovaToInclusive: false });
		expect((await read(range)).jsons).toEqual(included.jsons);
		await kit.bench.control('config', { cassaNovaTimestamps: 'string' });
		expect(agesOf(await read(range))).toEqual(agesOf(included));
	});

	it('reads until now where there is no last day', async () => {
		await move([9, 8, 1, 0]);
		expect(agesOf(await read({ datetimeFrom: day(8) }))).toEqual([8, 1, 0]);
	});

	it('stops at the limit', async () => {
		await move([20, 19, 18, 2]);
		const outcome = await read({ datetimeFrom: day(20) }, { returnAll: false, limit: 2 });
		expect(agesOf(outcome)).toEqual([20, 19]);
		expect(await kit.bench.sent()).toHaveLength(1);
	});

	it('refuses a last day without a first, and one before it', async () => {
		const alone = await read({ datetimeTo: '2026-03-06' });
		await kit.expectRefused(alone, '"From" is empty');
		const reversed = await read({ datetimeFrom: '2026-03-07', datetimeTo: '2026-03-06' });
		await kit.expectRefused(reversed, '"To" (2026-03-06) is before "From" (2026-03-07)');
	});
});
