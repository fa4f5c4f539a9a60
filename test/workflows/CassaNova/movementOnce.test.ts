/** Stock movements with a number of their own through n8n's engine: each is made once. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { now } from '../../support/n8n/kassa';
import { dayFromToday } from '../../support/n8n/poller';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();
const SHOP = 4711;
const START = 20;
const DAY_MS = 86_400_000;

let idProduct: string;
beforeEach(async () => {
	const [coffee] = await kit.records('product', { filters: { description: 'Cappuccino' } });
	idProduct = String(coffee?.id);
	await kit.bench.mark();
});

const move = async (
	parameters: INodeParameters = {},
	items?: IDataObject[],
	credential?: IDataObject,
	onError?: 'continueRegularOutput',
) =>
	await kit.run(
		'stockMovement.create',
		{
			salesPointId: byId(SHOP),
			idProduct: byId(idProduct),
			quantity: '-2',
			onlyOncePer: '315',
			...parameters,
		},
		{ ...(items && { items }), ...(credential && { credential }), ...(onError && { onError }) },
	);

const isPost = ({ method }: { method: string }) => method === 'POST';
const sent = async () => (await kit.bench.log()).filter(isPost).map(({ body }) => body);
const reads = async () => (await kit.bench.log()).filter((request) => !isPost(request)).length;

async function level(): Promise<number> {
	const [stock] = await kit.records('stock', {
		salesPointId: byId(SHOP),
		filters: { idProduct: [idProduct] },
	});
	return Number(stock?.quantity);
}

const fault = async (kind: string, more: IDataObject = {}) =>
	await kit.bench.control('faults', { kind, path: '/movements$', ...more });

/** A movement of these days ago, that somebody else has made. */
async function movedBefore(days: number, fields: IDataObject): Promise<void> {
	await kit.bench.control('clock', { now: now() - days * DAY_MS });
	await kit.bench.control('act', {
		...{ vendor: 'cassaNova', action: 'stockMovement', idSalesPoint: SHOP, idProduct },
		...fields,
	});
	await kit.bench.control('clock', { now: now() });
	await kit.bench.mark();
}

it('moves once, and gives what is there after that', async () => {
	const first = await move({ additionalFields: { note: 'Web order 727', reason: 'SALE' } });
	expect(first.jsons).toEqual([{ id: expect.any(String), duplicate: false }]);
	const again = await move({ additionalFields: { note: 'told again' } });
	expect(again.jsons).toEqual([{ id: first.jsons[0]?.id, duplicate: true }]);
	expect(await sent()).toEqual([
		{ idProduct, quantity: -2, note: '[315] Web order 727', reason: 'SALE' },
	]);
	expect(await level()).toBe(START - 2);
});

it('moves each time without it, as before', async () => {
	const { jsons } = await move({ onlyOncePer: '' });
	await move({ onlyOncePer: '' });
	expect(jsons).toEqual([{ id: expect.any(String) }]);
	expect(await sent()).toEqual([1, 2].map(() => ({ idProduct, quantity: -2 })));
	expect(await reads()).toBe(0);
});

it('moves other numbers, and what only begins alike', async () => {
	for (const onlyOncePer of ['315', '31', '3155']) await move({ onlyOncePer });
	expect(await sent()).toHaveLength(3);
});

it('finds the variant by its key, and tells it from others', async () => {
	const [shirt] = await kit.records('product', { filters: { multiVariant: true } });
	const variants = shirt?.variants as Array<{ id: string; internalId: string }>;
	const parameters = { matchBy: 'internalId', matchValue: '={{ $json.sku }}', idProduct: byId('') };
	const items = variants.slice(0, 2).map(({ internalId }) => ({ sku: internalId }));
	await move(parameters, items);
	const { jsons } = await move(parameters, items);
	expect(jsons.map(({ duplicate }) => duplicate)).toEqual([true, true]);
	expect(await sent()).toMatchObject(
		variants.slice(0, 2).map(({ id }) => ({ idProductVariant: id })),
	);
});

it('does not take one of another quantity for the same', async () => {
	await move();
	const { words } = await move({ quantity: '-3' });
	expect(words).toContain(
		'"Only Once Per" "315" already belongs to another movement of this product, of -2',
	);
	expect(words).toContain('The stock was not moved');
	expect(await sent()).toHaveLength(1);
});

it('tells of two items of one execution: they may be two lines', async () => {
	const { words } = await move({}, [{}, {}]);
	expect(words).toContain('was given for the same product by another item of this execution');
	expect(await sent()).toHaveLength(1);
});

describe('how far it looks back', () => {
	const note = '[315] by hand';

	it('is a week, where nothing is said', async () => {
		await movedBefore(7, { quantity: -2, note });
		expect((await move()).jsons).toMatchObject([{ duplicate: true }]);
	});

	it('is the day of the order, whose week is read first', async () => {
		await movedBefore(60, { quantity: -2, note });
		const lookBackTo = `${dayFromToday(-61, 'Europe/Rome')}T10:00:00`;
		expect((await move({ options: { lookBackTo } })).jsons).toMatchObject([{ duplicate: true }]);
		expect(await reads()).toBe(1);
	});

	it('is one request for an order of today', async () => {
		await move({ options: { lookBackTo: dayFromToday(0, 'Europe/Rome') } });
		await kit.bench.mark();
		await move({ onlyOncePer: '316', options: { lookBackTo: dayFromToday(0, 'Europe/Rome') } });
		expect(await reads()).toBe(1);
	});

	it('is a week for a day to come, such as that of a delivery', async () => {
		await movedBefore(5, { quantity: -2, note });
		const lookBackTo = dayFromToday(20, 'Europe/Rome');
		expect((await move({ options: { lookBackTo } })).jsons).toMatchObject([{ duplicate: true }]);
	});

	it('is a year at most: older orders move nothing', async () => {
		const outcome = await move({ options: { lookBackTo: dayFromToday(-367, 'Europe/Rome') } });
		await kit.expectRefused(outcome, 'more than a year ago');
	});
});

describe('refuses before anything is sent', () => {
	it.each(['={{ $json.misnamed }}', "={{ '' }}", "={{ '  ' }}"])('%s', async (onlyOncePer) => {
		await kit.expectRefused(
			await move({ onlyOncePer }),
			'"Only Once Per" is an expression that came out empty',
		);
	});

	it('a number that the note could not be told by', async () => {
		const outcome = await move({ onlyOncePer: 'a]b' });
		await kit.expectRefused(outcome, '"Only Once Per" must be one line without square brackets');
	});

	it('an order date that came out empty', async () => {
		const outcome = await move({ options: { lookBackTo: '={{ $json.misnamed }}' } });
		await kit.expectRefused(outcome, '"Look Back To" is an expression that came out empty');
	});
});

describe('an answer that does not come', () => {
	beforeEach(async () => {
		await movedBefore(1, { quantity: 5, note: 'Delivery' });
	});

	it('is looked for, and the movement that is there comes out', async () => {
		await fault('status', { method: 'POST', status: 500, commit: true, body: {} });
		expect((await move()).jsons).toEqual([{ id: expect.any(String), duplicate: false }]);
		expect(await sent()).toHaveLength(1);
	});

	it('and a movement that surely is not there: it is sent again', async () => {
		await fault('status', { method: 'POST', status: 500, body: {} });
		expect((await move()).jsons).toHaveLength(1);
		expect(await sent()).toHaveLength(2);
		expect(await level()).toBe(START + 5 - 2);
	});

	it('and a list that does not come either: nobody knows, and it is not sent again', async () => {
		await fault('status', { method: 'POST', status: 500, commit: true, body: {} });
		await fault('status', { method: 'GET', status: 403, after: 2, times: -1, body: {} });
		const { error } = await move();
		expect(error?.message).toContain('(outcome unknown');
		expect(error?.description).toContain(
			'Run it again later with the same "Only Once Per" ("315"): a movement that is there is found',
		);
		expect(await sent()).toHaveLength(1);
	});
});

it('does not say that all is well where nobody knows what became of the other item', async () => {
	await movedBefore(1, { quantity: 5, note: 'Delivery' });
	await fault('status', { method: 'POST', status: 500, commit: true, body: {} });
	await fault('status', { method: 'GET', status: 403, after: 2, times: -1, body: {} });
	const { jsons } = await move({}, [{}, {}], undefined, 'continueRegularOutput');
	const second = JSON.stringify(jsons[1]);
	expect(second).toContain('of which it is not known whether it moved the stock');
	expect(second).not.toContain('all is well');
	expect(await sent()).toHaveLength(1);
});

describe('a list that shows no notes', () => {
	/** An account of which nothing is known yet. */
	const other = { queryFormat: 'plain' };
	beforeEach(async () => {
		await kit.bench.control('config', { cassaNovaQueryFormat: 'plain' });
		await fault('otherKeys', { method: 'GET', keys: { note: null }, times: -1 });
	});

	it('is told: a second one could not be kept from being made', async () => {
		const { hints, jsons } = await move({}, [{}], other);
		expect(jsons).toMatchObject([{ duplicate: false }]);
		expect(hints).toEqual([expect.stringContaining('"Only Once Per" may not keep a second one')]);
	});

	it('proves nothing where the answer got lost', async () => {
		await fault('status', { method: 'POST', status: 500, body: {} });
		const { error } = await move({}, [{}], other);
		expect(error?.description).toContain('has not shown the note of any movement yet');
		expect(await sent()).toHaveLength(1);
	});
});

it('goes on where the movement was refused, and makes it the next time', async () => {
	const refused = await move({ quantity: '-21' });
	expect(refused.words).toContain('error.stock.insufficient');
	expect((await move({ quantity: '-20' })).jsons).toMatchObject([{ duplicate: false }]);
	expect(await level()).toBe(0);
});
