/**
 * Receipts and cancellations over a line on which three requests in ten go wrong (200 and 40 of them in
 * `.ci/run`), and each fault at each request of a print (in `npm test` alone a fourth of these).
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { FRESH, useBench } from '../../support/n8n/bench';
import type { NodeOutcome } from '../../support/n8n/bench';
import { hurry } from '../../support/n8n/kassa';
import { isWhole, runs } from '../../support/clock/seeds';

const kit = useBench();

const RECEIPTS = runs(200);
const CANCELLATIONS = runs(40);
/** Items that are worked on at once. */
const BATCH = runs(20);
/** An answer that never comes is given up after so long; without faults the machine may take its time. */
const HURRIED_MS = 1000;
const PATIENT_MS = 60_000;
const MINUTES = 60_000;

/** Every way to fail; three requests in ten together, since each is asked for what the others left. */
const WAYS = [
	{ fault: { kind: 'resetBefore' }, probability: 0.075 },
	{ fault: { kind: 'resetAfter' }, probability: 0.08 },
	{ fault: { kind: 'status', status: 500, commit: true }, probability: 0.08 },
	{ fault: { kind: 'status', status: 502 }, probability: 0.085 },
	{ fault: { kind: 'hang' }, probability: 0.02 },
];
const FAULTS = WAYS.map(({ fault, probability }) => ({
	...fault,
	probability,
	vendor: 'kassandro',
	times: -1,
}));

async function withFaults<T>(
	work: () => Promise<T>,
	faults: readonly IDataObject[] = FAULTS,
): Promise<T> {
	await kit.bench.control('faults', faults);
	await hurry(HURRIED_MS);
	const result = await work();
	await fetch(`${kit.bench.ready.control}/faults`, { method: 'DELETE', headers: FRESH });
	await hurry(PATIENT_MS);
	return result;
}

const batching = { batching: { batch: { batchSize: BATCH, batchInterval: 0 } } };
const numbers = (count: number) => Array.from({ length: count }, (_, index) => ({ n: index + 1 }));

async function create(
	items: IDataObject[],
	parameters: INodeParameters = {},
): Promise<NodeOutcome> {
	return await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'receipt.create',
		mode: 'trigger',
		onError: 'continueRegularOutput',
		items,
		parameters: {
			defineUsing: 'json',
			// Each item has a price of its own, by which its receipt is known.
			itemsJson:
				"={{ JSON.stringify([{ itemId: 9, nameLong: 'Kaffee', nameShort: 'K', groupId: 1, groupName: 'Bar', amount: 1, priceOne: $json.n, vat: 20 }]) }}",
			paymentMethod: { __rl: true, mode: 'name', value: 'Bar' },
			options: batching,
			...parameters,
		},
	});
}

async function cancel(items: IDataObject[]): Promise<NodeOutcome> {
	return await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'receipt.cancel',
		mode: 'trigger',
		onError: 'continueRegularOutput',
		items,
		parameters: { receiptNumber: '={{ $json.receiptNumber }}', options: batching },
	});
}

/** All receipts of the register. */
async function stored(): Promise<IDataObject[]> {
	const { jsons, words } = await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'receipt.getAll',
		parameters: { dateFrom: '2026-01-01', returnAll: true, output: 'raw' },
	});
	expect(words).toBe('');
	return jsons;
}

const sales = (receipts: IDataObject[]) => receipts.filter(({ cancellation }) => !cancellation);
const priceOf = ({ price }: IDataObject) => Number(price);
const isError = ({ error }: IDataObject) => error !== undefined;

/** Every receipt that came out is one that is there, once, for its own item. */
function expectOwn(outcome: NodeOutcome, items: IDataObject[], there: IDataObject[]): void {
	const ids = new Set(there.map(({ _id }) => _id));
	outcome.items.forEach(({ json, pairedItem }) => {
		if (isError(json)) return;
		const { item } = pairedItem as { item: number };
		expect(priceOf(json)).toBe(items[item]?.n);
		expect(ids.has(json._id as string)).toBe(true);
	});
}

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.logInToTill();
	// The token that an earlier test held is given up.
	await kit.bench.run({ authentication: 'cashRegisterToken', operation: 'paymentMethod.getAll' });
	await hurry(PATIENT_MS);
});

it(
	'each fault at each request of a print: never twice, and a second run completes it',
	async () => {
		const numbered = { orderNumber: '=ORDER-{{ $json.n }}' };
		// One receipt shows that references come back.
		expect((await create([{ n: 9999 }])).jsons.some(isError)).toBe(false);
		await kit.bench.mark();
		expect((await create([{ n: 9998 }], numbered)).jsons.some(isError)).toBe(false);
		const requests = (await kit.bench.log({ tokens: true })).map(({ method, path }) => ({
			method,
			path,
		}));
		// By what is asked for: requests that go out side by side come in any order.
		const places = requests.map((request, index) => ({
			...request,
			path: `^${request.path}$`,
			after: requests
				.slice(0, index)
				.filter(({ method, path }) => method === request.method && path === request.path).length,
		}));
		expect(new Set(requests.map(({ method, path }) => `${method} ${path}`))).toEqual(
			new Set([
				'GET /v1.0/receipts',
				'GET /v1.0/receipts/count',
				'GET /v1.0/articles',
				'GET /v1.0/paymentmethods',
				'POST /v1.0/receipts',
			]),
		);

		const cases = WAYS.flatMap(({ fault }, way) =>
			places
				.filter((_, place) => isWhole || (way + place) % 4 === 0)
				.map((place) => ({ ...fault, ...place, vendor: 'kassandro' })),
		).map((fault, index) => ({ fault, items: [{ n: index + 1 }] }));
		await kit.bench.mark();
		for (const { fault, items } of cases) {
			const run = await withFaults(async () => await create(items, numbered), [fault]);
			expect(run.items).toHaveLength(1);
			expectOwn(run, items, await stored());
			expect((await create(items, numbered)).jsons.filter(isError)).toEqual([]);
		}
		const struck = (await kit.bench.log({ tokens: true })).filter((entry) => entry.fault);
		expect(struck.map(({ fault, method, path }) => [fault, method, `^${path}$`])).toEqual(
			cases.map(({ fault: { kind, method, path } }) => [kind, method, path]),
		);
		const printed = (await stored()).map(priceOf).sort((a, b) => a - b);
		expect(printed).toEqual([...cases.map(({ items: [item] }) => item?.n), 9998, 9999]);
	},
	5 * MINUTES,
);

it(
	'with order numbers: never twice, every item tells what became of it, a second run completes it',
	async () => {
		const items = numbers(RECEIPTS);
		const numbered = { orderNumber: '=ORDER-{{ $json.n }}' };
		const run = await withFaults(async () => await create(items, numbered));
		const there = await stored();
		expect(run.items).toHaveLength(RECEIPTS);
		expect(new Set(there.map(priceOf)).size).toBe(there.length);
		expectOwn(run, items, there);
		const failed = run.items.filter(({ json }) => isError(json));
		const printed = new Set(there.map(priceOf));
		for (const { n } of items) {
			const came = run.jsons.some((json) => !isError(json) && priceOf(json) === n);
			// What isn't there came out as an error; an error may be about one that is there.
			expect(came || run.jsons[n - 1]?.error !== undefined).toBe(true);
			expect(came && !printed.has(n)).toBe(false);
		}
		expect(printed.size).toBeGreaterThan(RECEIPTS / 10);
		for (const { json } of failed) {
			expect(String(json.error)).toMatch(/^Kassandro could not create receipt: /);
		}

		const again = await create(items, numbered);
		expect(again.jsons.filter(isError)).toEqual([]);
		const all = await stored();
		expect(all.map(priceOf).sort((a, b) => a - b)).toEqual(items.map(({ n }) => n));
		expect(again.jsons.filter(({ duplicate }) => duplicate)).toHaveLength(there.length);

		// Cancellations: the first one shows that the list tells them.
		const toCancel = sales(all).slice(0, CANCELLATIONS);
		await cancel(toCancel.slice(0, 1));
		const canceled = await withFaults(async () => await cancel(toCancel));
		const after = await stored();
		const cancellations = after.filter(({ cancellation }) => cancellation);
		const keys = cancellations.map(
			({ cancellation }) => (cancellation as IDataObject).receiptNumber,
		);
		expect(new Set(keys).size).toBe(keys.length);
		expect(canceled.items).toHaveLength(CANCELLATIONS);
		canceled.items.forEach(({ json }, index) => {
			const key = toCancel[index]?.receiptNumber;
			if (isError(json)) return;
			expect((json.cancellation as IDataObject).receiptNumber).toBe(key);
			expect(keys).toContain(key);
		});
		const rest = await cancel(toCancel);
		expect(rest.jsons.filter(isError)).toEqual([]);
		const end = await stored();
		expect(end).toHaveLength(RECEIPTS + CANCELLATIONS);
		expect(sales(end)).toHaveLength(RECEIPTS);
		const faults = (await kit.bench.control<Array<{ fault?: string }>>('log')).filter(
			({ fault }) => fault !== undefined,
		);
		expect(faults.length).toBeGreaterThan(RECEIPTS / 2);
	},
	5 * MINUTES,
);

it(
	'without order numbers: never twice within one execution and its retries',
	async () => {
		const items = numbers(CANCELLATIONS);
		// One receipt shows that references come back; the second try of the node is n8n's own.
		expect((await create([{ n: 9999 }])).jsons.some(isError)).toBe(false);
		const run = await withFaults(async () => await create(items));
		const there = (await stored()).filter((receipt) => priceOf(receipt) !== 9999);
		expect(run.items).toHaveLength(items.length);
		expect(new Set(there.map(priceOf)).size).toBe(there.length);
		expectOwn(run, items, there);
	},
	5 * MINUTES,
);
