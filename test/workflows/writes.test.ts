/** Writes whose outcome is unknown: never sent twice, and said so. */
import { useBench } from '../support/n8n/bench';
import type { NodeCall } from '../support/n8n/bench';

const kit = useBench();

const create = async (more: Partial<NodeCall> = {}) =>
	await kit.bench.run({
		authentication: 'apiKey',
		operation: 'tax.create',
		parameters: { description: 'once', rate: 5 },
		...more,
	});

/** How many of them there are now. */
const count = async (): Promise<number> => {
	const taxes = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'tax.getAll',
		parameters: { returnAll: true, filters: { description: 'once' } },
	});
	return taxes.items.length;
};

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.run({ authentication: 'apiKey', operation: 'salesPoint.getAll' });
	await kit.bench.mark();
});

it.each([
	['reset after the work', { kind: 'resetAfter' }, 1],
	['reset before the work', { kind: 'resetBefore' }, 0],
	['500 after the work', { kind: 'status', status: 500, commit: true }, 1],
	['503 after the work', { kind: 'status', status: 503, commit: true }, 1],
	['504 before the work', { kind: 'status', status: 504 }, 0],
	['an answer that breaks off', { kind: 'breakOff' }, 1],
	['half an answer', { kind: 'truncate' }, 1],
	['a web page', { kind: 'html', commit: true }, 1],
	['a redirect', { kind: 'redirect', status: 307, location: '/taxes', commit: true }, 1],
])('%s', async (_name, what, made) => {
	await kit.bench.control('faults', { ...what, method: 'POST', path: '/taxes$' });
	const { status, error } = await create();
	expect(status).toBe('error');
	expect(error?.message).toMatch(/^CassaNova could not create tax: /);
	expect(error?.description).toMatch(/^It is not known whether this was carried out/);
	expect(await kit.bench.sent()).toEqual(['POST /taxes']);
	expect(await count()).toBe(made);
});

it('an answer that never comes, given up on by the user', async () => {
	await kit.bench.control('faults', { kind: 'hang', commit: true, path: '/taxes$' });
	const { status, words } = await create({ cancelOnceStruck: true });
	// n8n shows a run as canceled only when the error says so in this spelling.
	expect(status).toBe('canceled');
	expect(words).toContain('CassaNova could not create tax: the execution was canceled');
	expect(words).toContain('It is not known whether this was carried out');
	expect(await kit.bench.sent()).toEqual(['POST /taxes']);
	expect(await count()).toBe(1);
});

it('says in the message itself that it may have been carried out', async () => {
	await kit.bench.control('faults', { kind: 'resetAfter', path: '/taxes$' });
	const { jsons } = await create({ onError: 'continueRegularOutput' });
	expect(jsons[0]?.error).toMatch(
		/ \(outcome unknown: it may have been carried out, so do not simply repeat it\)$/,
	);
});

it('a refusal is certain: nothing was made', async () => {
	await kit.bench.control('faults', { kind: 'status', status: 400, path: '/taxes$' });
	const { error, words } = await create();
	expect(error?.description).not.toContain('not known');
	expect(words).not.toContain('outcome unknown');
	expect(await kit.bench.sent()).toEqual(['POST /taxes']);
});

it('status 429 is waited out: the write was not carried out, and is sent then', async () => {
	await kit.bench.control('faults', { kind: 'status', status: 429, path: '/taxes$' });
	const { items } = await create();
	expect(items).toHaveLength(1);
	expect((await kit.bench.log()).map(({ status }) => status)).toEqual([429, 200]);
	expect(await count()).toBe(1);
});

describe('a limit of calls that lasts longer than a write waits', () => {
	const items = ['once a', 'once b', 'once c'].map((name) => ({ name }));
	const tooLong = { kind: 'status', status: 429, headers: { 'Retry-After': '3600' }, after: 2 };
	const writes = async () => (await kit.bench.sent()).filter((one) => !one.startsWith('GET '));

	it('ends with an error that says how to go on, and the retry leaves alone what was made', async () => {
		await kit.bench.control('faults', { ...tooLong, method: 'POST', path: '/taxes$' });
		const parameters = { description: '={{ $json.name }}', rate: 5 };
		const failed = await create({ items, parameters, keepData: true });
		expect(failed.words).toMatch(
			/The limit of calls is used up\. .* 2 other items passed already: to go on after them, use "Retry" of this execution, and not a new one\.$/,
		);
		await kit.bench.mark();
		const retried = await create({ items, parameters, mode: 'retry', retryOf: failed.data });
		expect(retried.items).toHaveLength(3);
		expect(await writes()).toEqual(['POST /taxes']);
		expect(await count()).toBe(3);
	});

	it('lets a new execution of Create or Update go on as well', async () => {
		await kit.bench.control('faults', { ...tooLong, method: 'POST', path: '/suppliers$' });
		const run = async () =>
			await create({
				items,
				operation: 'supplier.createOrUpdate',
				parameters: {
					matchBy: 'externalId',
					externalId: '={{ $json.name }}',
					name: '={{ $json.name }}',
					vatNumber: '01234567890',
				},
			});
		const { words } = await run();
		expect(words).toMatch(/ 2 other items passed already: start it again as it is, they stay\.$/);
		await kit.bench.mark();
		const again = await run();
		expect(again.jsons.map(({ created }) => created)).toEqual([false, false, true]);
		expect(await writes()).toEqual(['POST /suppliers']);
	});
});

it('a token that was refused is renewed: the write was not carried out, and is sent once more', async () => {
	await kit.bench.control('expire', { vendor: 'cassaNova' });
	const { items } = await create();
	expect(items).toHaveLength(1);
	expect((await kit.bench.log()).map(({ status }) => status)).toEqual([401, 200]);
	expect(await count()).toBe(1);
});

it('says which item it was, and keeps what came before', async () => {
	await kit.bench.control('faults', { kind: 'resetAfter', path: '/taxes$', after: 1 });
	const outcome = await kit.bench.run({
		authentication: 'apiKey',
		operation: 'tax.create',
		parameters: { description: '={{ $json.name }}', rate: 5 },
		items: [{ name: 'once a' }, { name: 'once b' }, { name: 'once c' }],
		onError: 'continueRegularOutput',
	});
	expect(outcome.items.map(({ json, pairedItem }) => [Object.keys(json), pairedItem])).toEqual([
		[['id'], { item: 0 }],
		[['error', 'details', 'outcome'], { item: 1 }],
		[['id'], { item: 2 }],
	]);
	expect(outcome.jsons[1]?.details).toContain('It is not known whether this was carried out');
	expect(await count()).toBe(3);
});
