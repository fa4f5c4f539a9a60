// The sandbox's webhooks: who gets which notice, signed how, and how often.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { startClient, type Client } from './cassanova-client.mts';

interface Came {
	path: string;
	operation: string;
	signature: string;
	body: string;
}

let client: Client;
const came: Came[] = [];
/** Answers that are given before 200. */
const answers: number[] = [];
let address = '';

const server = createServer((request, response) => {
	const parts: Buffer[] = [];
	request.on('data', (part: Buffer) => parts.push(part));
	request.on('end', () => {
		came.push({
			path: request.url ?? '',
			operation: String(request.headers['x-cn-operation']),
			signature: String(request.headers['x-cn-signature']),
			body: Buffer.concat(parts).toString('utf8'),
		});
		response.statusCode = answers.shift() ?? 200;
		response.end();
	});
});

before(async () => {
	client = await startClient();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
	server.close();
	await client.sandbox.close();
});

const act = async (action: string, payload: object) =>
	await client.control('POST', '/act', { vendor: 'cassaNova', action, ...payload });
const register = async (path: string, entity: string, more: object = {}) =>
	(await act('registerWebhook', { url: address + path, entity, ...more })) as {
		id: string;
		secret: string;
	};
const send = async (notices: object[], how: object = {}) =>
	(
		(await act('sendNotices', { notices, ...how })) as {
			deliveries: Array<{ id: string; as: string; statuses: number[] }>;
		}
	).deliveries;

beforeEach(async () => {
	await client.control('POST', '/reset', {});
	came.length = 0;
	answers.length = 0;
	await client.login();
});

const tax = async () => {
	const { json } = await client.get('/taxes?start=0&limit=1');
	return json.taxes[0] as { id: string };
};

test('a notice is the record itself, signed with the secret of its webhook', async () => {
	const { secret } = await register('/taxes', 'TAX');
	await register('/others', 'PRODUCT');
	const record = await tax();
	await send([{ entity: 'TAX', event: 'EDIT', id: record.id }]);
	assert.equal(came.length, 1);
	const [{ path, operation, signature, body } = {} as Came] = came;
	assert.equal(path, '/taxes');
	assert.equal(operation, 'TAX/EDIT');
	assert.deepEqual(JSON.parse(body), record);
	assert.equal(signature, createHmac('sha1', secret).update(body).digest('hex'));
});

test('only those events and shops that the webhook is for', async () => {
	await register('/deleted', 'TAX', { events: ['DELETE'] });
	await register('/shop', 'TAX', { idsSalesPoint: [4712] });
	const body = { id: '1', idSalesPoint: 4711 };
	await send([{ entity: 'TAX', event: 'EDIT', id: '1', body }]);
	assert.deepEqual(came, []);
	await send([{ entity: 'TAX', event: 'DELETE', id: '1', body: { ...body, idSalesPoint: 4712 } }]);
	assert.deepEqual(came.map(({ path }) => path).sort(), ['/deleted', '/shop']);
});

test('what is not taken is sent again with the same body, three times at most', async () => {
	await register('/x', 'TAX');
	answers.push(500, 401);
	const body = { id: '1' };
	const [first] = await send([{ entity: 'TAX', event: 'EDIT', id: '1', body }]);
	assert.deepEqual(first?.statuses, [500, 401, 200]);
	assert.equal(new Set(came.map((one) => one.body + one.signature)).size, 1);
	answers.push(500, 500, 500, 500, 500);
	const [second] = await send([{ entity: 'TAX', event: 'EDIT', id: '1', body }]);
	assert.deepEqual(second?.statuses, [500, 500, 500, 500]);
});

test('notices get lost, come twice, in another order, or from somebody else', async () => {
	const { secret } = await register('/x', 'TAX');
	const notices = Array.from({ length: 60 }, (_, index) => ({
		entity: 'TAX',
		event: 'EDIT',
		id: `t${index}`,
		body: { id: `t${index}` },
	}));
	const deliveries = await send(notices, {
		lost: 0.2,
		repeated: 0.2,
		forged: 0.1,
		reordered: true,
	});
	const count = (as: string) => deliveries.filter((delivery) => delivery.as === as).length;
	for (const as of ['lost', 'repeated', 'forged', 'sent']) assert.ok(count(as) > 0, as);
	assert.equal(count('lost') + count('repeated') + count('sent'), 60);
	assert.equal(came.length, 60 - count('lost') + count('repeated') + count('forged'));
	const isTrue = ({ body, signature }: Came) =>
		signature === createHmac('sha1', secret).update(body).digest('hex');
	assert.equal(came.filter((one) => !isTrue(one)).length, count('forged'));
	assert.ok(came.filter((one) => !isTrue(one)).every(({ body }) => body.includes('forged-')));
	const order = deliveries.filter(({ as }) => as !== 'forged').map(({ id }) => id);
	assert.notDeepEqual(
		order,
		notices.map(({ id }) => id),
	);
});

test('the list of webhooks shows them without their secrets', async () => {
	const { id, secret } = await register('/x', 'TAX');
	const { json, text } = await client.get('/webhooks?start=0&limit=100');
	assert.ok(json.webhooks.some((webhook: { id: string }) => webhook.id === id));
	assert.ok(!text.includes(secret));
});
