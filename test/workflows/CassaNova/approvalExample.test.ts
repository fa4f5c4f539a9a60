/** The example in which prices above a limit wait for a person, as it is imported, on n8n's engine. */
import type { IDataObject } from 'n8n-workflow';
import example from '../../../examples/cassanova-prices-with-approval.json';
import type { RunResult, WorkflowJson } from '../../../scripts/engine/types';
import { runWorkflow } from '../../support/n8n/kassa';
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

/** Runs with the pinned rows; what a person answers stands in for the mail and the wait. */
async function run(
	answer: IDataObject,
	mode: 'manual' | 'trigger' = 'trigger',
): Promise<RunResult> {
	const result = await runWorkflow({
		workflow: structuredClone(example) as unknown as WorkflowJson,
		inputItems: example.pinData['Price list'],
		pinned: { 'Ask for approval': [{ json: answer }] },
		credentials: {
			cassaNovaApi: { type: 'cassaNovaApi', data: kit.bench.credential('apiKey') as never },
		},
		mode,
	});
	expect(result.error).toBeUndefined();
	return result;
}

const jsonsOf = ({ nodes }: RunResult, node: string) =>
	(nodes[node] ?? []).flatMap(({ outputs }) => outputs.flat().map(({ json }) => json));

const writes = async () =>
	(await kit.bench.log())
		.filter(({ method }) => method !== 'GET')
		.map(({ method, body }) => `${method} ${JSON.stringify(body)}`);

const YES = { data: { approved: true } };
const CHEAP = expect.stringMatching(/^PUT .*"value":1\.8/) as string;
const DEAR = expect.stringMatching(/^PUT .*"value":120/) as string;
const NEW = expect.stringMatching(/^POST .*"value":180/) as string;

it('asks once for all that is above the limit, and writes the rest at once', async () => {
	const result = await run({ data: { approved: false } });
	expect(jsonsOf(result, 'One question')).toMatchObject([
		{
			concatenated_line: 'Caffè espresso (P1): 120\nDegustazione (S-3): 180',
			appended_row: [{ 'Internal ID': 'P1' }, { 'Internal ID': 'S-3' }],
		},
	]);
	expect(jsonsOf(result, 'Rows to look at')).toMatchObject([{ details: 'S-4' }]);
	expect(await writes()).toEqual([CHEAP]);
});

it('writes what was approved, and asks no more for what is written', async () => {
	await run(YES);
	expect(await writes()).toEqual([CHEAP, DEAR, NEW]);
	await kit.bench.mark();
	const again = await run(YES);
	expect(jsonsOf(again, 'One question')).toEqual([]);
	expect(await writes()).toEqual([]);
});

it('writes nothing of it where nobody answers in time', async () => {
	// n8n goes on then with what the node was given.
	await run({ concatenated_line: 'Caffè espresso (P1): 120' });
	expect(await writes()).toEqual([CHEAP]);
});

it('sends nothing when it is run by hand', async () => {
	const result = await run(YES, 'manual');
	expect(jsonsOf(result, 'In the till')).toMatchObject([
		{ action: 'change', written: false, key: 'P2' },
		{ action: 'change', written: false, key: 'P1' },
		{ action: 'create', written: false, key: 'S-3' },
	]);
	expect(await writes()).toEqual([]);
});
