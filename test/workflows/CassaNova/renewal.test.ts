/** A hundred requests at once, and one token that ends under them. */
import { useBench } from '../../support/n8n/bench';

const kit = useBench();

/** Sends a hundred items at the same time. */
const createHundred = async (name: string) =>
	await kit.bench.run({
		authentication: 'apiKey',
		operation: 'tax.create',
		parameters: {
			description: '={{ $json.name }}',
			rate: 1,
			options: { batching: { batch: { batchSize: 100, batchInterval: 0 } } },
		},
		items: Array.from({ length: 100 }, (_, index) => ({ name: `${name} ${index}` })),
	});

const tokenCalls = async () =>
	Number((await kit.bench.control('state?vendor=cassaNova')).tokenCalls);

async function expectHundred(outcome: Awaited<ReturnType<typeof createHundred>>, name: string) {
	expect(outcome.words).toBe('');
	expect(new Set(outcome.jsons.map(({ id }) => id)).size).toBe(100);
	const made = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'tax.getAll',
		parameters: { returnAll: true, filters: { description: `${name} ` } },
	});
	expect(made.jsons).toHaveLength(100);
}

it('is fetched once when none is there', async () => {
	await kit.bench.mark();
	await expectHundred(await createHundred('first'), 'first');
	expect(await tokenCalls()).toBe(1);
	expect((await kit.bench.log()).filter(({ status }) => status === 401)).toEqual([]);
});

it('is renewed once when it ends with a hundred requests in flight', async () => {
	const before = await tokenCalls();
	await kit.bench.control('expire', { vendor: 'cassaNova' });
	// All of them are under way before the first one hears that it is refused.
	const held = { kind: 'slow', held: true, method: 'POST', path: '/taxes$', times: 100 };
	await kit.bench.control('faults', held);
	await kit.bench.mark();
	const running = createHundred('second');
	while ((await kit.bench.log()).filter(({ fault }) => fault === 'slow').length < 100);
	await kit.bench.control('release', {});
	const outcome = await running;
	const posts = (await kit.bench.log()).filter(({ method }) => method === 'POST');
	expect(posts.filter(({ status }) => status === 401)).toHaveLength(100);
	expect(posts.filter(({ status }) => status === 200)).toHaveLength(100);
	expect((await tokenCalls()) - before).toBe(1);
	await expectHundred(outcome, 'second');
});
