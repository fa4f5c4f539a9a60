/** What makes a new record is sent once in an execution, also after an open outcome. */
import { useBench } from '../support/n8n/bench';
import type { NodeCall } from '../support/n8n/bench';

const kit = useBench();

const path = '/movements$';

/** Goods that come in at a shop, for each item one movement. */
async function movements(quantities: number[], more: Partial<NodeCall> = {}) {
	const found = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'product.getAll',
		parameters: { returnAll: false, limit: 1 },
	});
	await kit.bench.mark();
	return await kit.bench.run({
		authentication: 'apiKey',
		operation: 'stockMovement.create',
		parameters: {
			salesPointId: { __rl: true, mode: 'id', value: '4711' },
			idProduct: { __rl: true, mode: 'id', value: String(found.jsons[0]?.id) },
			quantity: '={{ $json.n }}',
		},
		items: quantities.map((n) => ({ n })),
		...more,
	});
}

const sent = async () =>
	(await kit.bench.log()).map(({ body }) => (body as { quantity?: number }).quantity);

beforeEach(async () => await kit.bench.reset());

it('a movement that may have been booked is not booked again by "Retry On Fail"', async () => {
	await kit.bench.control('faults', { kind: 'resetAfter', method: 'POST', path, after: 1 });
	const { error, status } = await movements([1, 2, 3], { maxTries: 3 });
	expect(status).toBe('error');
	expect(await sent()).toEqual([1, 2]);
	expect(error?.message).toContain('may have been carried out');
	expect(error?.context?.outcomeUnknown).toBe(true);
});

it('movements that were booked come back as they were when n8n tries the node again', async () => {
	await kit.bench.control('faults', {
		kind: 'status',
		status: 400,
		method: 'POST',
		path,
		after: 1,
	});
	const { items, status } = await movements([1, 2, 3], { maxTries: 2 });
	expect(status).toBe('success');
	expect(items).toHaveLength(3);
	expect(await sent()).toEqual([1, 2, 2, 3]);
});

it('the same movement of a later item is not booked after an open one, and says so', async () => {
	await kit.bench.control('faults', { kind: 'resetAfter', method: 'POST', path });
	const { jsons } = await movements([1, 1, 2], { onError: 'continueRegularOutput' });
	expect(await sent()).toEqual([1, 2]);
	expect(jsons.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', undefined]);
	expect(jsons[1]?.error).toContain(
		'an earlier try of the same in this execution may have been carried out, and was not repeated (outcome unknown',
	);
});

it('two equal movements are two movements', async () => {
	expect((await movements([1, 1])).items).toHaveLength(2);
	expect(await sent()).toEqual([1, 1]);
});

it('a contact request that may have arrived is not sent again', async () => {
	await kit.bench.control('faults', { kind: 'resetAfter', path: 'contactrequest' });
	await kit.bench.mark();
	const { error } = await kit.bench.run({
		authentication: 'basicAuth',
		operation: 'contactRequest.send',
		parameters: { contactRequest: '{"name": "Maria"}' },
		maxTries: 3,
	});
	expect(await kit.bench.sent()).toEqual(['POST /v1/contactrequest']);
	expect(error?.context?.outcomeUnknown).toBe(true);
});
