/** Retries and restarts that could print twice, on n8n's own engine against the sandbox. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';
import type { NodeCall } from '../../support/n8n/bench';
import { hurry } from '../../support/n8n/kassa';
import { registerOf } from '../../support/n8n/register';
import { coffee, paidInCash } from '../../support/vendors/coffee';

const kit = useBench();

/** An answer may take as long as the machine likes, in milliseconds; only waits between tries are cut. */
const PATIENT_MS = 60_000;
const DAY = 86_400_000;
/** How often the register is asked for its count after its list was read. */
const COUNTS_PER_LOOK = 1;

const sale = (price: number): INodeParameters => paidInCash(coffee(price));

const { cancel, stored, ...register } = registerOf(kit);
const create = async (
	parameters: INodeParameters = {},
	{ price = 3.5, ...more }: Partial<NodeCall> & { price?: number } = {},
) => await register.create({ ...sale(price), ...parameters }, more);

const post = { method: 'POST', path: '/receipts$' };
const list = { method: 'GET', path: '/receipts$' };
const count = { method: 'GET', path: '/receipts/count$' };
const faults = async (...ordered: object[]) => await kit.bench.control('faults', ordered);

const posts = async (): Promise<number> => (await register.posts()).length;

/** A harmless read; the node then knows that its token has changed. */
const read = async () =>
	await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'paymentMethod.getAll',
	});

/** A register with one receipt, whose list so shows that references come back. */
beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.logInToTill();
	await hurry(PATIENT_MS);
	await read();
	await create();
	await kit.bench.mark();
});

/** A retry with the workflow as it is saved now: n8n puts its nodes in place of the stored ones. */
async function retry(data: IDataObject, parameters: INodeParameters, price = 3.5) {
	const retryOf = structuredClone(data) as unknown as {
		executionData: { nodeExecutionStack: Array<{ node: { parameters: INodeParameters } }> };
	};
	for (const { node } of retryOf.executionData.nodeExecutionStack) {
		Object.assign(node.parameters, sale(price), parameters);
	}
	return await create(parameters, { mode: 'retry', retryOf: retryOf as never, price });
}

/** A run whose answer gets lost, and whose look for it fails: it is left open, and printed. */
async function leftOpen(parameters: INodeParameters = {}) {
	// With an order number one look goes first: its list has two pages.
	const after = parameters.orderNumber === undefined ? 0 : 2;
	await faults({ kind: 'resetAfter', ...post }, { kind: 'status', status: 403, after, ...list });
	const failed = await create(parameters, { keepData: true });
	expect(failed.error?.context?.outcomeUnknown).toBe(true);
	expect(await stored()).toBe(2);
	return failed.data as IDataObject;
}

describe('"Retry execution" of a run that was left open', () => {
	it('looks from the day of the first try on, also when its look-back is shorter now', async () => {
		// The till dates the receipt nine days back: a look-back of a day wouldn't reach it.
		await kit.bench.control('clock', { advanceMs: -9 * DAY });
		const data = await leftOpen({ orderNumber: 'A', options: { lookBackDays: 10 } });
		await kit.bench.control('clock', { advanceMs: 9 * DAY });
		await create();
		const retried = await retry(data, { orderNumber: 'A', options: { lookBackDays: 1 } });
		expect(retried.words).toBe('');
		expect(retried.jsons[0]).toMatchObject({ recovered: true });
		expect(await stored()).toBe(3);
	});

	it.each([
		['with another order number', { orderNumber: 'B' }, 3.5],
		['with other content', { orderNumber: 'A' }, 99],
	])('%s: an error that names what was sent', async (_name, parameters, price) => {
		const data = await leftOpen({ orderNumber: 'A' });
		const retried = await retry(data, parameters, price);
		expect(retried.words).toContain(
			'which sent a receipt with "Ref: A" of which it is not known whether it was printed',
		);
		expect(retried.words).toContain('Nothing was printed now.');
		expect(await stored()).toBe(2);
	});
});

it('"Retry execution" that fails before the look, too: the error tells what the first try has sent', async () => {
	const itemsJson = JSON.stringify([{ itemId: 101, amount: 1 }]);
	const data = await leftOpen({ itemsJson });
	await kit.bench.mark();
	await faults({ kind: 'status', status: 403, path: '/articles$' });
	const retried = await retry(data, { itemsJson });
	expect(retried.words).toContain(
		'an earlier try of this item sent a receipt of which it is not known whether it was printed, and this try failed',
	);
	expect(retried.words).toContain('Look for "Ref: ');
	expect(retried.error?.context?.outcomeUnknown).toBe(true);
	expect(await posts()).toBe(0);
	const again = await retry(data, { itemsJson });
	expect(again.words).toBe('');
	expect(again.jsons[0]).toMatchObject({ recovered: true });
	expect(await stored()).toBe(2);
});

it('"Retry execution" whose look fails as well: the message itself says that nothing was repeated', async () => {
	const data = await leftOpen();
	await kit.bench.mark();
	await faults({ kind: 'status', status: 403, ...list });
	const retried = await retry(data, {});
	expect(retried.error?.message).toContain(
		'an earlier try may have been carried out, and was not repeated (outcome unknown',
	);
	expect(await posts()).toBe(0);
	expect(await stored()).toBe(2);
});

describe('what was canceled in flight and is started again at once', () => {
	/** Starts something, cancels it while the register is slow to work on it, and starts it again. */
	async function startAgain(start: (more?: Partial<NodeCall>) => ReturnType<typeof create>) {
		const before = await stored();
		await faults({ kind: 'late', held: true, ...post });
		const canceled = await start({ cancelOnceStruck: true });
		expect(canceled.status).toBe('canceled');
		expect(await posts()).toBe(1);
		await kit.bench.mark();
		// The first look is over before the register works; the second one asks for the count again.
		await faults({ kind: 'late', held: true, after: COUNTS_PER_LOOK, ...count });
		const running = start();
		while (!(await kit.bench.log()).some(({ fault }) => fault === 'late'));
		await kit.bench.control('release', { count: 1 });
		while ((await stored()) === before);
		await kit.bench.control('release', {});
		const again = await running;
		expect(again.words).toBe('');
		expect(again.jsons[0]?.duplicate).toBe(true);
		expect(await posts()).toBe(0);
		expect(await stored()).toBe(before + 1);
	}

	it('an order: waits, looks again and finds its receipt', async () => {
		await startAgain(async (more) => await create({ orderNumber: 'A' }, more));
	});

	it('a cancellation: waits, looks again and finds it', async () => {
		const sold = await create();
		await kit.bench.mark();
		await startAgain(async (more) => await cancel(sold.jsons[0]?.receiptNumber, more));
	});
});

describe('an answer of somebody in between, after the work', () => {
	it.each([408, 499, 500, 502, 520, 524])(
		'%s: the receipt is found, and "Retry On Fail" prints no other',
		async (status) => {
			await faults({ kind: 'status', status, commit: true, ...post });
			const { words, jsons } = await create({}, { maxTries: 2 });
			expect(words).toBe('');
			expect(jsons[0]).toMatchObject({ recovered: true });
			expect(await posts()).toBe(1);
			expect(await stored()).toBe(2);
		},
	);

	it.each([408, 499, 524])('%s, to a cancellation: it is found as well', async (status) => {
		const sold = await create();
		await faults({ kind: 'status', status, commit: true, ...post });
		const { words, jsons } = await cancel(sold.jsons[0]?.receiptNumber, { maxTries: 2 });
		expect(words).toBe('');
		expect(jsons[0]).toMatchObject({ recovered: true });
		expect(await stored()).toBe(3);
	});
});

describe('the order number', () => {
	it('that an expression misses is an error before anything is sent', async () => {
		const items = [{ order_id: '1' }];
		const { words } = await create({ orderNumber: '={{ $json.oder_id }}' }, { items });
		expect(words).toContain('is an expression that came out empty for this item');
		expect(words).toContain('Nothing was sent.');
		expect(await kit.bench.log()).toEqual([]);
	});

	it('that is a number too wide to be told from others is an error as well', async () => {
		const { words } = await create(
			{ orderNumber: '={{ $json.id }}' },
			{ items: [{ id: 2 ** 63 }] },
		);
		expect(words).toContain('give it as text');
		expect(await kit.bench.log()).toEqual([]);
	});
});

it('a first receipt comes out though the look after it fails, with a hint', async () => {
	await kit.bench.reset();
	await kit.bench.logInToTill();
	await read();
	// The look before it reads one empty page.
	await faults({ kind: 'status', status: 403, after: 1, ...list });
	const { words, jsons, hints } = await create({ orderNumber: 'A' });
	expect(words).toBe('');
	expect(jsons[0]?.customText).toEqual([{ label: 'Ref', value: 'A' }]);
	expect(hints.join()).toContain('could not be read afterwards');
});

it('an error that all items share carries the index of each', async () => {
	await kit.bench.reset();
	const batching = { batch: { batchSize: 3, batchInterval: 0 } };
	const { error, jsons } = await create({ options: { batching } }, { items: [{}, {}, {}] });
	expect(error?.context?.itemIndex).toBe(0);
	expect(jsons).toEqual([]);
	const kept = await create(
		{ options: { batching } },
		{ items: [{}, {}, {}], onError: 'continueErrorOutput' },
	);
	expect(kept.failed.map(({ pairedItem }) => pairedItem)).toEqual(
		[0, 1, 2].map((item) => expect.objectContaining({ item }) as unknown),
	);
});
