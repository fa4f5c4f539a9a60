/** The CassaNova instant trigger on n8n's webhook context, with records of the sandbox. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';
import { Listener, signed, SIGNED_WITH } from '../../support/n8n/notices';
import type { Told } from '../../support/n8n/notices';
import { dayFromToday, Poller } from '../../support/n8n/poller';

const kit = useBench();
const ROME = 'Europe/Rome';
const listener = (parameters: INodeParameters = {}) => new Listener(() => kit.bench, parameters);
const run = async (operation: string, parameters: INodeParameters = {}) => {
	const { words, jsons } = await kit.bench.run({ authentication: 'apiKey', operation, parameters });
	expect(words).toBe('');
	return jsons;
};
const day = dayFromToday(-1, ROME);

/** Receipts of yesterday as the API shows them. */
async function receipts(count: number): Promise<IDataObject[]> {
	await kit.bench.control('generate', {
		vendor: 'cassaNova',
		count,
		from: day,
		to: day,
		seed: 4,
	});
	return await run('receipt.getAll', {
		datetimeFrom: day,
		datetimeTo: day,
		output: 'raw',
		returnAll: true,
	});
}

const product = async (): Promise<IDataObject> => {
	const [first] = await run('product.getAll', { limit: 1, simplify: false });
	if (!first) throw new Error('The sandbox has no product');
	return first;
};

beforeEach(async () => {
	await kit.bench.reset();
	await run('salesPoint.getAll');
});

describe('the signature', () => {
	it.each<[string, Partial<Told>]>([
		['missing', { signature: undefined }],
		['empty', { signature: '' }],
		['of another secret', { signature: signed('{"id":"1"}', 'other secret') }],
		['of another body', { signature: signed('{"id":"2"}') }],
	])('answers 401 and starts nothing where it is %s', async (_name, told) => {
		const heard = await listener({ output: 'raw' }).hear({ body: { id: '1' }, ...told });
		expect(heard).toMatchObject({ status: 401, jsons: null, words: '' });
		expect(heard.result.answeredItself).toBe(true);
		expect(JSON.stringify(heard.result)).not.toContain(signed('{"id":"1"}'));
	});

	it('starts the workflow where it is right, whatever the body is', async () => {
		const heard = await listener({ output: 'raw' }).hear({ body: '{"id":"è","n":1.50}' });
		expect(heard).toMatchObject({
			status: 200,
			jsons: [{ id: 'è', n: 1.5, entity: 'RECEIPT', event: 'CREATE' }],
		});
		// n8n answers once the execution is stored.
		expect(heard.result.answeredItself).toBe(false);
		expect(JSON.stringify(heard.result.outputs)).not.toContain(SIGNED_WITH);
	});

	it('is no secret of an item, an error or static data', async () => {
		const { result } = await listener({ output: 'raw' }).hear({ body: { id: '1' } });
		const { outputs, staticData } = result;
		expect(JSON.stringify({ outputs, staticData })).not.toMatch(/x-cn|signature/i);
		expect(staticData).toEqual({});
	});
});

it.each(['GET', 'HEAD'])('%s is answered with 200 and starts nothing', async (method) => {
	const heard = await listener().hear({ signature: undefined, operation: undefined }, { method });
	expect(heard).toMatchObject({ status: 200, jsons: null, words: '' });
});

it('what nobody can make out is answered with 400', async () => {
	const heard = await listener({ output: 'raw' }).hear({ body: { id: '1' }, operation: undefined });
	expect(heard).toMatchObject({ status: 400, jsons: null });
	const body = { id: '1' };
	expect(await listener().hear({ body, operation: 'RECEIPT' })).toMatchObject({ status: 400 });
});

it('a body that is no record comes with the reason', async () => {
	const { jsons, status } = await listener({ output: 'accounting' }).hear({ body: '<html>' });
	expect(status).toBe(200);
	expect(jsons).toEqual([
		{
			unreadable: 'The notice holds no record.',
			record: '<html>',
			entity: 'RECEIPT',
			event: 'CREATE',
		},
	]);
});

describe('filters', () => {
	const body = { id: '1', document: { idSalesPoint: 4711 } };

	it.each<[string, INodeParameters, string, boolean]>([
		['everything', {}, 'DDT/CREATE', true],
		['an entity of the list', { entities: ['BILL', 'RECEIPT'] }, 'RECEIPT/EDIT', true],
		['another one', { entities: ['BILL'] }, 'RECEIPT/EDIT', false],
		['one that is typed in', { otherEntities: 'ddt, invoice' }, 'DDT/CREATE', true],
		['both', { entities: ['BILL'], otherEntities: 'DDT' }, 'BILL/CREATE', true],
		['neither', { entities: ['BILL'], otherEntities: 'DDT' }, 'TAX/CREATE', false],
		['an event', { events: ['DELETE'] }, 'RECEIPT/DELETE', true],
		['another event', { events: ['DELETE'] }, 'RECEIPT/CREATE', false],
		['a shop', { idsSalesPoint: [4711] }, 'RECEIPT/CREATE', true],
		['another shop', { idsSalesPoint: [4712] }, 'RECEIPT/CREATE', false],
	])('%s', async (_name, parameters, operation, starts) => {
		const heard = await listener({ output: 'raw', ...parameters }).hear({ body, operation });
		expect(heard).toMatchObject({ status: 200, words: '' });
		expect(heard.jsons?.length ?? 0).toBe(starts ? 1 : 0);
	});

	it.each<[string, INodeParameters, string]>([
		['entities', { entities: '={{ undefined }}' }, '"Entities" is an expression'],
		['shops', { idsSalesPoint: '={{ [] }}' }, '"Shop Names or IDs" is an expression'],
		['minutes', { options: { ignoreDoublesFor: '={{ "" }}' } }, '"Ignore Doubles (Minutes)"'],
		['a shop that is none', { idsSalesPoint: '={{ ["x"] }}' }, '"Shop Names or IDs" must be'],
	])(
		'an expression for %s that gives nothing is refused, and told again',
		async (_n, changes, words) => {
			const own = listener({ output: 'raw' });
			const heard = await own.hear({ body }, { parameters: changes });
			expect(heard).toMatchObject({ status: 500, jsons: null });
			expect(heard.words).toContain(words);
			// The same notice once it is corrected.
			expect((await own.hear({ body })).jsons).toHaveLength(1);
		},
	);
});

describe('doubles', () => {
	it('are dropped, and what differs is not', async () => {
		const own = listener({ output: 'raw' });
		const body = { id: '1' };
		const count = async (told: Told) => (await own.hear(told)).jsons?.length ?? 0;
		expect(await count({ body })).toBe(1);
		expect(await count({ body })).toBe(0);
		expect(await count({ body, operation: 'RECEIPT/EDIT' })).toBe(1);
		expect(await count({ body: { id: '2' } })).toBe(1);
		expect(await count({ body })).toBe(0);
	});

	it('all come where they are not to be ignored, and in the editor', async () => {
		const all = listener({ output: 'raw', options: { ignoreDoublesFor: 0 } });
		const some = listener({ output: 'raw' });
		for (let time = 0; time < 2; time++) {
			expect((await all.hear({ body: { id: '1' } })).jsons).toHaveLength(1);
			expect((await some.hear({ body: { id: '1' } }, { mode: 'manual' })).jsons).toHaveLength(1);
		}
	});
});

describe('what comes out', () => {
	it.each(['raw', 'simplified', 'accounting'])(
		'is what the polling trigger gives, with the same ID: %s',
		async (output) => {
			const poller = new Poller(() => kit.bench, 'apiKey', { event: 'receiptCreated', output });
			expect((await poller.poll()).jsons).toBeNull();
			const told = await receipts(6);
			const polled = (await poller.poll()).jsons ?? [];
			expect(polled).toHaveLength(6);
			const own = listener({ output });
			const heard: IDataObject[] = [];
			for (const body of told) heard.push(...((await own.hear({ body })).jsons ?? []));
			const said = ['entity', 'event', 'firstSeenAt', 'late'];
			const recordOf = (item: IDataObject) =>
				Object.fromEntries(Object.entries(item).filter(([name]) => !said.includes(name)));
			const byId = (list: IDataObject[]) =>
				Object.fromEntries(list.map((item) => [String(item.id), recordOf(item)]));
			expect(byId(heard)).toEqual(byId(polled));
			expect(heard.every(({ entity, event }) => entity === 'RECEIPT' && event === 'CREATE')).toBe(
				true,
			);
		},
	);

	it('says of a voided receipt what the polling trigger says of it', async () => {
		const [receipt = {}] = await receipts(1);
		const own = listener({ output: 'raw' });
		const hear = async (operation: string, body: IDataObject = receipt) =>
			(await own.hear({ body, operation })).jsons?.[0]?.change;
		expect(await hear('RECEIPT/CREATE')).toBeUndefined();
		expect(await hear('RECEIPT/EDIT')).toBeUndefined();
		expect(await hear('RECEIPT/DELETE')).toBe('cancelled');
		const document = { ...(receipt.document as IDataObject), refund: true };
		expect(await hear('RECEIPT/EDIT', { ...receipt, document })).toBe('cancelled');
	});

	it('simplifies records, and says what was done to them', async () => {
		const body = await product();
		const { jsons } = await listener().hear({ body, operation: 'PRODUCT/EDIT' });
		expect(jsons).toEqual([
			expect.objectContaining({
				id: body.id,
				description: body.description,
				change: 'updated',
				entity: 'PRODUCT',
				event: 'EDIT',
			}),
		]);
		expect(jsons?.[0]).not.toHaveProperty('prices');
	});

	it('passes on what nobody knows as it was sent', async () => {
		const body = { id: 'd1', number: 7, document: { rows: [] } };
		const { jsons } = await listener({ output: 'accounting' }).hear({
			body,
			operation: 'DDT/CREATE',
		});
		expect(jsons).toEqual([{ ...body, change: 'created', entity: 'DDT', event: 'CREATE' }]);
	});

	it('looks names up once for many notices', async () => {
		const own = listener();
		const told = await receipts(5);
		await kit.bench.mark();
		for (const body of told) {
			expect((await own.hear({ body })).jsons?.[0]?.salesPointName).toEqual(expect.any(String));
		}
		expect(await kit.bench.sent()).toEqual(['GET /salespoint']);
	});

	it('comes from the notice alone where CassaNova can not be asked', async () => {
		const [receipt = {}] = await receipts(1);
		await kit.bench.control('faults', { vendor: 'cassaNova', kind: 'status', status: 403 });
		const simplified = await listener().hear({ body: receipt });
		expect(simplified).toMatchObject({
			status: 200,
			jsons: [{ id: receipt.id, number: receipt.number, salesPointName: null }],
		});
	});
});

describe('read again', () => {
	it('fetches the record as it is now', async () => {
		const body = await product();
		const old = { ...body, description: 'As it was' };
		const { jsons } = await listener({ readAgain: true, output: 'raw' }).hear({
			body: old,
			operation: 'PRODUCT/EDIT',
		});
		expect(jsons).toEqual([{ ...body, change: 'updated', entity: 'PRODUCT', event: 'EDIT' }]);
	});

	it('gives what was told, and why, where that is not possible', async () => {
		const told = { id: 'not-there', description: 'As it was' };
		const { jsons } = await listener({ readAgain: true, output: 'raw' }).hear({
			body: told,
			operation: 'PRODUCT/EDIT',
		});
		expect(jsons).toEqual([
			{
				...told,
				notReadAgain: expect.stringMatching(/^CassaNova could not get /),
				change: 'updated',
				entity: 'PRODUCT',
				event: 'EDIT',
			},
		]);
	});

	it.each([
		['deleted', 'PRODUCT/DELETE', { id: 'p1' }],
		['without an ID', 'PRODUCT/EDIT', { description: 'x' }],
		['with an ID that is a path', 'PRODUCT/EDIT', { id: '..' }],
		['a receipt, which has no such call', 'RECEIPT/CREATE', { id: 'r1' }],
	])('asks nothing of what is %s', async (_name, operation, body) => {
		await kit.bench.mark();
		const own = listener({ readAgain: true, output: 'raw' });
		const { jsons } = await own.hear({ body, operation });
		expect(jsons).toEqual([expect.objectContaining(body)]);
		expect(jsons?.[0]).not.toHaveProperty('notReadAgain');
		expect(await kit.bench.sent()).toEqual([]);
	});
});
