/** CassaNova categories through n8n's engine: modifiers as fields and as JSON, and what comes out. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, ODD, ODD_JSON, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const switches = {
	enableForRisto: true,
	enableForSale: false,
	enableForECommerce: true,
	enableForMobileCommerce: false,
	enableForSelfOrderMenu: true,
	enableForKiosk: false,
};
const required = { description: ODD, ...switches };

interface Extras {
	idOption: string;
	ids: string[];
}

async function readExtras(): Promise<Extras> {
	const options = await kit.records('option');
	const extras = options.find(({ description }) => description === 'Aggiunte');
	const values = extras?.values as IDataObject[];
	return { idOption: String(extras?.id), ids: values.map(({ id }) => String(id)) };
}

const modifiersOf = ({ idOption, ids }: Extras) => [
	{
		idOption,
		position: 3,
		values: [
			{ idValue: ids[0], price: 0.5 },
			{ idValue: ids[1], percentagePrice: -12.5 },
			{ idValue: ids[2], price: 0 },
		],
	},
];

/** As the panel stores them: prices are texts, and the one that isn't meant is empty. */
const asFields = (extras: Extras) => ({
	entry: modifiersOf(extras).map(({ values, ...modifier }) => ({
		...modifier,
		values: {
			entry: values.map(({ idValue, price, percentagePrice }) => ({
				idValue: String(idValue),
				price: price === undefined ? '' : String(price),
				percentagePrice: percentagePrice === undefined ? '' : String(percentagePrice),
			})),
		},
	})),
});

const newCategory = async (externalId?: string): Promise<string> => {
	const { jsons } = await kit.run('category.create', {
		...required,
		additionalFields: externalId === undefined ? {} : { externalId },
	});
	await kit.bench.mark();
	return String(jsons[0]?.id);
};

it('creates with all fields', async () => {
	const extras = await readExtras();
	const { items } = await kit.run('category.create', {
		...required,
		additionalFields: {
			externalId: 'own/1',
			idSalesPoint: byId(4712),
			modifiers: asFields(extras),
		},
	});
	expect(await kit.bench.sent()).toEqual(['POST /categories']);
	expect(await kit.body()).toEqual({
		...required,
		externalId: 'own/1',
		idSalesPoint: 4712,
		modifiers: modifiersOf(extras),
	});
	expect(items).toEqual([{ json: { id: expect.any(String) }, pairedItem: { item: 0 } }]);
});

it('creates with the required fields only, switches included', async () => {
	await kit.run('category.create', { description: 'Pizza' });
	expect(await kit.body()).toEqual({
		description: 'Pizza',
		enableForRisto: false,
		enableForSale: true,
		enableForECommerce: false,
		enableForMobileCommerce: false,
		enableForSelfOrderMenu: false,
		enableForKiosk: false,
	});
});

it.each<[string, INodeParameters, string[]]>([
	['two places', { soldIn: ['enableForKiosk', 'enableForRisto'] }, ['Kiosk', 'Risto']],
	['places from a text', { soldIn: '={{ "enableForKiosk, enableForSale" }}' }, ['Kiosk', 'Sale']],
	['nowhere', { soldIn: [] }, []],
	// As workflows hold it that were saved when each place was a switch: n8n keeps only what was changed.
	['a switch on', { enableForKiosk: true }, ['Kiosk', 'Sale']],
	['the usual one off', { enableForSale: false }, []],
	['an expression', { enableForSale: '={{ "false" }}', enableForRisto: true }, ['Risto']],
])('is sold where it was chosen: %s', async (_what, parameters, places) => {
	await kit.run('category.create', { description: 'Pizza', ...parameters });
	const { description, ...sent } = (await kit.body()) as IDataObject;
	expect(description).toBe('Pizza');
	expect(sent).toEqual(
		Object.fromEntries(
			Object.keys(switches).map((name) => [name, places.includes(name.replace('enableFor', ''))]),
		),
	);
});

it('a place that does not exist is refused', async () => {
	const soldIn = '={{ ["enableForMoon"] }}';
	const outcome = await kit.run('category.create', { description: 'Pizza', soldIn });
	await kit.expectRefused(outcome, '"Sold In" must be one of enableForSale, ');
});

it('sends the same to the byte where the modifiers are JSON', async () => {
	const extras = await readExtras();
	await kit.run('category.create', {
		...required,
		additionalFields: { modifiers: asFields(extras) },
	});
	await kit.run('category.create', {
		...required,
		defineUsing: 'json',
		additionalFields: { modifiersJson: JSON.stringify(modifiersOf(extras)) },
	});
	const [first, second] = await kit.bench.log();
	expect(JSON.stringify(second?.body)).toBe(JSON.stringify(first?.body));
	expect(second?.headers['content-length']).toBe(first?.headers['content-length']);
});

describe('a modifier', () => {
	const value = { idValue: 'v', price: 1 };
	const modifier = { idOption: 'o', position: 0, values: [value] };
	const prices = 'needs either a price change or one in percent, and not both';

	it.each<[string, object[], string]>([
		['with both prices', [{ ...value, percentagePrice: 5 }], `"values", entry 1: ${prices}`],
		['without a price', [value, { idValue: 'v' }], `"values", entry 2: ${prices}`],
		['without values', [], '"values": needs at least one value'],
		[
			'with a price that is no number',
			[{ idValue: 'v', price: 'dear' }],
			'"values", entry 1, "price": must be a number',
		],
		['without the ID of a value', [{ price: 1 }], '"values", entry 1, "idValue": is missing'],
	])('%s is refused before anything is sent', async (_name, values, words) => {
		const outcome = await kit.run('category.create', {
			...required,
			defineUsing: 'json',
			additionalFields: { modifiersJson: JSON.stringify([modifier, { ...modifier, values }]) },
		});
		await kit.expectRefused(outcome, `"Modifiers (JSON)" is wrong in entry 2, ${words}`);
	});

	it.each<[string, IDataObject, string]>([
		['with both prices', { idValue: 'v', price: '1', percentagePrice: '2' }, prices],
		['without a price', { idValue: 'v', price: '', percentagePrice: '' }, prices],
	])('%s is refused, as fields too', async (_name, entry, words) => {
		const outcome = await kit.run('category.update', {
			categoryId: byId('x'),
			updateFields: {
				modifiers: { entry: [{ idOption: 'o', position: 0, values: { entry: [entry] } }] },
			} as INodeParameters,
		});
		await kit.expectRefused(
			outcome,
			`"Modifiers" is wrong in entry 1, "Values", entry 1: ${words}`,
		);
	});
});

it('updates only what was added, a switch for one', async () => {
	const id = await newCategory();
	const { jsons } = await kit.run('category.update', {
		categoryId: byId(id),
		updateFields: { enableForKiosk: false },
	});
	expect(await kit.bench.sent()).toEqual([`PUT /categories/${id}`]);
	expect(await kit.body()).toEqual({ enableForKiosk: false });
	expect(jsons).toEqual([{ id, success: true }]);
});

it.each(['fields', 'json'])('updates all fields, modifiers as %s', async (defineUsing) => {
	const extras = await readExtras();
	const id = await newCategory();
	await kit.run('category.update', {
		categoryId: byId(id),
		defineUsing,
		updateFields: {
			...required,
			externalId: 'own/2',
			...(defineUsing === 'fields'
				? { modifiers: asFields(extras) }
				: { modifiersJson: JSON.stringify(modifiersOf(extras)) }),
		},
	});
	expect(await kit.body()).toEqual({
		...required,
		externalId: 'own/2',
		modifiers: modifiersOf(extras),
	});
});

it('takes all modifiers away with an empty list', async () => {
	const id = await newCategory();
	await kit.run('category.update', {
		categoryId: byId(id),
		defineUsing: 'json',
		updateFields: { modifiersJson: '[]' },
	});
	expect(await kit.body()).toEqual({ modifiers: [] });
});

it('gets one, unwrapped', async () => {
	const id = await newCategory('own/3');
	const { jsons } = await kit.run('category.get', { categoryId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`GET /categories/${id}`]);
	expect(jsons).toEqual([expect.objectContaining({ ...required, id, externalId: 'own/3' })]);
});

it('gets many with all filters', async () => {
	await kit.run('category.getAll', {
		limit: 3,
		filters: {
			ids: [ODD],
			idsSalesPoint: 4711,
			description: ODD,
			lastUpdateFrom: '2026-03-05',
			lastUpdateTo: '2026-03-06',
		},
	});
	expect(await kit.bench.sent()).toEqual([
		`GET /categories?start=0&limit=3&ids=%5B${ODD_JSON}%5D&idsSalesPoint=%5B4711%5D` +
			`&description=${ODD_JSON}&lastUpdateFrom=%222026-03-05%22&lastUpdateTo=%222026-03-06%22`,
	]);
});

it('gets many without filters, in ten flat fields', async () => {
	const { jsons } = await kit.run('category.getAll', { returnAll: true, simplify: true });
	expect(await kit.bench.sent()).toEqual(['GET /categories?start=0&limit=100']);
	expect(jsons.find(({ description }) => description === 'Caffetteria')).toMatchObject({
		modifiers: 'Aggiunte',
		enableForSale: true,
	});
	expect(Object.keys(jsons[0] ?? {})).toHaveLength(10);
	const columns = jsons.flatMap((json) => Object.values(json));
	expect(columns.filter((value) => typeof value === 'object' && value !== null)).toEqual([]);
});

it('deletes', async () => {
	const id = await newCategory();
	const { jsons } = await kit.run('category.delete', { categoryId: byId(id) });
	expect(await kit.bench.sent()).toEqual([`DELETE /categories/${id}`]);
	expect(jsons).toEqual([{ id, deleted: true }]);
});

it('creates or updates by your own ID, and leaves switches alone that nobody added', async () => {
	const id = await newCategory('own/4');
	const usual = Object.fromEntries(
		Object.keys(switches).map((name) => [name, name === 'enableForSale']),
	);
	const { jsons } = await kit.run(
		'category.createOrUpdate',
		{
			description: '={{ $json.name }}',
			externalId: '={{ $json.key }}',
			additionalFields: { enableForKiosk: true },
		},
		{
			items: [
				{ key: 'own/4', name: ODD },
				{ key: 'own/5', name: 'New' },
			],
		},
	);
	expect(jsons).toEqual([
		{ id, created: false },
		{ id: expect.any(String), created: true },
	]);
	const requests = await kit.bench.log();
	expect(requests.map(({ method, path, body }) => [method, path, body])).toEqual([
		['GET', '/categories', undefined],
		['PUT', `/categories/${id}`, { enableForKiosk: true }],
		[
			'POST',
			'/categories',
			{ ...usual, enableForKiosk: true, description: 'New', externalId: 'own/5' },
		],
	]);
});
