/** The examples in which orders of a web shop become receipts, as they are imported, on n8n's engine. */
import type { IDataObject } from 'n8n-workflow';
import approval from '../../../examples/kassandro-receipts-with-approval.json';
import plain from '../../../examples/kassandro-shopify-order-to-receipt.json';
import type { RunResult, WorkflowJson } from '../../../scripts/engine/types';
import { useBench } from '../../support/n8n/bench';
import { hurry, runWorkflow } from '../../support/n8n/kassa';

const kit = useBench();

/** Runs with an order as Shopify tells of it; what a person answers stands in for the mail and the wait. */
async function run(
	workflow: object,
	order: IDataObject,
	mode: 'manual' | 'trigger',
	answer?: IDataObject,
): Promise<RunResult> {
	const result = await runWorkflow({
		workflow: structuredClone(workflow) as unknown as WorkflowJson,
		inputItems: [{ json: order }],
		...(answer ? { pinned: { 'Ask for approval': [{ json: answer }] } } : {}),
		credentials: {
			kassandroCashRegisterApi: {
				type: 'kassandroCashRegisterApi',
				data: kit.bench.credential('cashRegisterToken') as never,
			},
		},
		mode,
	});
	expect(result.error).toBeUndefined();
	return result;
}

const [{ json: small }] = plain.pinData['Paid order'] as unknown as [{ json: IDataObject }];
const [{ json: large }] = approval.pinData['Paid order'] as unknown as [{ json: IDataObject }];

const bodies = async () =>
	(await kit.bench.log())
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => body as IDataObject);

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.logInToTill();
	await hurry(60_000);
	await kit.bench.mark();
});

describe('the example of a Shopify order', () => {
	it('shows a preview by hand, and prints each order once', async () => {
		const { items } = await run(plain, small, 'manual');
		expect(items.map(({ json }) => json)).toMatchObject([{ preview: true, total: '21.73' }]);
		expect(await bodies()).toEqual([]);
		await run(plain, small, 'trigger');
		const again = await run(plain, small, 'trigger');
		expect(again.items.map(({ json }) => json)).toMatchObject([{ duplicate: true }]);
		expect(await bodies()).toEqual([items[0]?.json.body]);
	});
});

describe('the example of receipts that wait for approval', () => {
	it('prints what is not above the limit at once', async () => {
		await run(approval, small, 'trigger', { data: { approved: false } });
		expect(await bodies()).toMatchObject([{ price: 21.73 }]);
	});

	it('prints what was approved, and nothing else', async () => {
		await run(approval, large, 'trigger', { data: { approved: false } });
		// Where nobody answers in time, n8n goes on with what the node was given.
		await run(approval, large, 'trigger', large);
		expect(await bodies()).toEqual([]);
		await run(approval, large, 'trigger', { data: { approved: true } });
		expect(await bodies()).toMatchObject([
			{ price: 418.9, customText: [{ label: 'Bestellung', value: '#1002' }] },
		]);
	});

	it('prints nothing when it is run by hand', async () => {
		const { items } = await run(approval, large, 'manual', { data: { approved: true } });
		expect(items.map(({ json }) => json)).toMatchObject([{ preview: true, total: '418.90' }]);
		expect(await bodies()).toEqual([]);
	});
});
