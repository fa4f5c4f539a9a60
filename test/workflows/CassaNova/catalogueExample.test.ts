/** The example that keeps the catalogue in a sheet, as it is imported, on n8n's engine. */
import catalogue from '../../../examples/cassanova-catalogue-from-sheet.json';
import type { RunResult, WorkflowJson } from '../../../scripts/engine/types';
import { runWorkflow } from '../../support/n8n/kassa';
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

/** The rows that are pinned to the sheet reach it from the trigger: nobody signs in to Google here. */
async function run(mode: 'manual' | 'trigger'): Promise<RunResult> {
	const result = await runWorkflow({
		workflow: structuredClone(catalogue) as unknown as WorkflowJson,
		inputItems: catalogue.pinData['Price list'],
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

async function writes() {
	const log = await kit.bench.log();
	return log
		.filter(({ method }) => method !== 'GET')
		.map(({ method, path }) => `${method} ${path}`);
}

it('shows a preview by hand, and parts the rows that can be used from those that can not', async () => {
	const result = await run('manual');
	expect(jsonsOf(result, 'In the till')).toMatchObject([
		{ action: 'change', written: false, key: 'P2' },
		{ action: 'create', written: false, key: 'S-1' },
	]);
	expect(jsonsOf(result, 'Rows to look at')).toMatchObject([
		{ message: 'invalid', details: 'S-2', Name: 'Ghiacciolo' },
	]);
	expect(await writes()).toEqual([]);
});

it('writes when it is published, and nothing the second time', async () => {
	await run('trigger');
	expect(await writes()).toEqual([
		expect.stringMatching(/^PUT \/products\//),
		'POST /categories',
		'POST /products',
	]);
	await kit.bench.mark();
	const again = await run('trigger');
	expect(jsonsOf(again, 'In the till')).toMatchObject([
		{ action: 'unchanged' },
		{ action: 'unchanged' },
	]);
	expect(await writes()).toEqual([]);
});

it('has no expression', () => {
	expect(JSON.stringify(catalogue.nodes)).not.toContain('={{');
});
