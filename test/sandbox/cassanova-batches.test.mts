/** Batches of products: what is done of them, and what the answer says, by each switch. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { literals, startClient, type Client } from './cassanova-client.mts';

type Fields = Record<string, any>;

let client: Client;
before(async () => {
	client = await startClient();
});
after(() => client.sandbox.close());
beforeEach(async () => {
	await client.control('POST', '/reset', { seed: 1 });
	await client.login();
});

const config = (values: Fields) => client.control('POST', '/config', values);
const products = async (): Promise<Fields[]> => {
	const reply = await client.get(`/products?${literals({ start: 0, limit: 100 })}`);
	return reply.json.products;
};
const send = async (body: Fields) => await client.call('POST', '/products/batch', { body });

/** A new product like the first one, with an ID of the user's own. */
async function like(externalId: string): Promise<Fields> {
	const [model = {}] = await products();
	const copied = [
		...['description', 'descriptionLabel', 'descriptionExtended', 'descriptionReceipt'],
		...['idDepartment', 'idCategory', 'soldByWeight', 'multivariant', 'enableForRisto'],
		...['enableForSale', 'enableForECommerce', 'enableForMobileCommerce'],
		...['enableForSelfOrderMenu', 'enableForKiosk'],
	];
	return {
		...Object.fromEntries(copied.map((name) => [name, model[name]])),
		prices: [{ value: 2 }],
		internalId: externalId,
		externalId,
	};
}

test('makes and changes, and lists both', async () => {
	const [first = {}] = await products();
	const reply = await send({
		create: [await like('A'), await like('B')],
		update: [{ id: first.id, color: '333333' }],
	});
	assert.equal(reply.status, 200, reply.text);
	const { createDetails, updateDetails } = reply.json.batchResponse;
	const all = await products();
	const byId = new Map(all.map((one) => [one.id, one]));
	assert.deepEqual(
		createDetails.map(({ index, id }: Fields) => [index, byId.get(id)?.externalId]),
		[
			[0, 'A'],
			[1, 'B'],
		],
	);
	assert.deepEqual(updateDetails, [{ index: 0, id: first.id }]);
	assert.deepEqual([byId.get(first.id)?.color, byId.get(first.id)?.icon], ['333333', first.icon]);
});

test('answers in the other shape, and turned around', async () => {
	await config({ cassaNovaBatchKey: 'create', cassaNovaBatchOrder: 'turned' });
	const { batchResponse } = (await send({ create: [await like('A'), await like('B')] })).json;
	assert.deepEqual(Object.keys(batchResponse), ['create']);
	assert.deepEqual(
		batchResponse.create.map(({ externalId }: Fields) => externalId),
		['B', 'A'],
	);
	assert.equal('index' in batchResponse.create[0], false);
});

test('of which one is refused: the others are done, none is, or those before it', async () => {
	const count = async () => (await products()).length;
	const known = await count();
	await send({ create: [await like('A')] });
	const batch = async (first: string, last: string) => ({
		create: [await like(first), await like('A'), await like(last)],
	});
	const partly = await send(await batch('B', 'C'));
	assert.equal(partly.status, 200);
	assert.equal(partly.json.batchResponse.createDetails[1].error, 'error.unique: externalId');
	assert.equal(await count(), known + 3);
	await config({ cassaNovaBatchErrors: 'silent' });
	const silent = await send(await batch('D', 'E'));
	assert.deepEqual(
		silent.json.batchResponse.createDetails.map(({ index }: Fields) => index),
		[0, 2],
	);
	await config({ cassaNovaBatch: 'whole' });
	assert.equal((await send(await batch('F', 'G'))).status, 400);
	assert.equal((await send({ create: [await like('F'), await like('F')] })).status, 400);
	assert.equal(await count(), known + 5);
	await config({ cassaNovaBatch: 'upTo' });
	assert.equal((await send(await batch('F', 'G'))).status, 400);
	assert.equal(await count(), known + 6);
});

test('may lose what an update leaves out, save what a product needs', async () => {
	await config({ cassaNovaBatchKeeps: false });
	const [first = {}] = await products();
	await send({ update: [{ id: first.id, descriptionLabel: 'Other' }] });
	const [now = {}] = await products();
	assert.deepEqual([now.descriptionLabel, now.description], ['Other', first.description]);
	assert.notDeepEqual(first.barcodes, []);
	assert.deepEqual(now.barcodes, []);
});

test('has a size, and is absent where the account has no newer generation', async () => {
	await config({ cassaNovaBatchMost: 1 });
	const two = { create: [await like('A'), await like('B')] };
	const refused = await send(two);
	assert.deepEqual(
		[refused.status, refused.json.messages],
		[400, ['InvalidParams: too many records']],
	);
	await config({ cassaNovaBatchMost: 100, cassaNovaBatch: 'absent' });
	assert.equal((await send(two)).status, 404);
	await config({ cassaNovaBatch: 'partly', cassaNovaNewer: false });
	assert.equal((await send(two)).status, 404);
	assert.equal((await client.call('POST', '/products/batch', { body: {} })).status, 400);
});
