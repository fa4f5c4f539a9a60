// The examples that begin with a trigger, in the real n8n: an action node that reads the same receipts
// takes the trigger's place, so that they run by hand. What follows it is unchanged.

import { readFileSync } from 'node:fs';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { inRoot } from '../../lib/paths.mts';
import { exampleDays, knownTotals } from '../../lib/sample-receipts.mts';
import { executeWorkflow, importWorkflows } from '../../n8n/drive.mts';
import type { N8nOptions } from '../../n8n/drive.mts';

type Json = Record<string, unknown>;

interface ExampleNode {
	name: string;
	type: string;
	parameters: Json;
}

interface Example {
	id: string;
	nodes: ExampleNode[];
	connections: Json;
}

/** Items by the node that put them out, all outputs one after the other. */
type Outcome = Record<string, Json[]>;

interface Check {
	file: string;
	vendor: 'kassandro' | 'cassaNova';
	/** Parameters of the action node beside authentication and output. */
	read: Json;
	problem: (items: Outcome, known: { count: number; grossCents: number }) => string | undefined;
}

const differs = (what: string, is: number, should: number) =>
	is === should ? undefined : `${what}: ${is} instead of ${should}`;

function checks(): Check[] {
	const days = exampleDays();
	return [
		{
			file: 'kassandro-new-receipts-to-accounting.json',
			vendor: 'kassandro',
			read: { dateFrom: days.kassandro.from, dateTo: days.kassandro.to },
			problem: ({ Rows: rows = [] }, { grossCents }) => {
				const odd = rows.find((row) => Object.values(row).some((value) => value === ''));
				if (odd) return `a row lacks something: ${JSON.stringify(odd)}`;
				const sum = rows.reduce((cents, { gross }) => cents + Number(gross) * 100, 0);
				return differs('gross of all rows', Math.round(sum), grossCents);
			},
		},
		{
			file: 'cassanova-receipts-of-all-shops.json',
			vendor: 'cassaNova',
			read: { datetimeFrom: days.cassaNova.from, datetimeTo: days.cassaNova.to, returnAll: true },
			problem: ({ 'In time': inTime = [], 'Late or canceled': others = [] }, { count }) =>
				differs('receipts in time', inTime.length, count) ?? differs('others', others.length, 0),
		},
	];
}

/** The same workflow, begun by hand. */
function byHand(example: Example, { vendor, read }: Check): Example {
	const start = { id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger' };
	const nodes = example.nodes.map((node) => {
		if (!node.type.endsWith('Trigger')) return node;
		const { authentication, output } = node.parameters;
		const parameters = {
			authentication,
			output,
			resource: 'receipt',
			operation: 'getAll',
			...read,
		};
		return { ...node, type: `n8n-nodes-kassa.${vendor}`, parameters };
	});
	const name = example.nodes.find(({ type }) => type.endsWith('Trigger'))?.name ?? '';
	return {
		...example,
		id: `${example.id}Run`,
		nodes: [
			{ ...start, typeVersion: 1, position: [-240, 0], parameters: {} } as ExampleNode,
			...nodes,
		],
		connections: {
			...example.connections,
			Start: { main: [[{ node: name, type: 'main', index: 0 }]] },
		},
	};
}

/** Runs each of them and tells what is wrong with it; `undefined` when all is well. */
export async function* runTriggerExamples(
	options: N8nOptions,
	ready: SandboxReady,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	const days = exampleDays();
	for (const check of checks()) {
		const example = JSON.parse(readFileSync(inRoot('examples', check.file), 'utf8')) as Example;
		const workflow = byHand(example, check);
		await importWorkflows(options, [{ active: false, ...workflow }]);
		const { data } = await executeWorkflow(options, workflow.id);
		const { runData, error } = data.resultData;
		const items = Object.fromEntries(
			Object.entries(runData).map(([name, runs]) => [
				name,
				(runs ?? []).flatMap(
					(run) => run.data?.main.flatMap((list) => (list ?? []).map(({ json }) => json)) ?? [],
				),
			]),
		);
		const known = await knownTotals(ready, check.vendor, days[check.vendor]);
		yield {
			title: `example ${check.file}`,
			problem: error?.message ?? check.problem(items, known),
		};
	}
}
