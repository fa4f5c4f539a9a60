// The example workflows of KassaForte in the real n8n with its own standard nodes and data tables:
// orders that are taken and refused, the menu as rows, a message on change, one alarm.

import { readFileSync } from 'node:fs';
import { inRoot } from '../../lib/paths.mts';
import { importWorkflows } from '../../n8n/drive.mts';
import type { ExecutionData, RunningN8n } from '../../n8n/drive.mts';
import { runInEditor } from '../../n8n/editor-run.mts';

type Json = Record<string, unknown>;

interface Example extends Json {
	id: string;
}

const read = (file: string): Example =>
	({
		active: false,
		...(JSON.parse(readFileSync(inRoot('examples', file), 'utf8')) as Json),
	}) as unknown as Example;

/** The same workflow that loses its patience at once. */
const impatient = (workflow: Example): Example => {
	const text = JSON.stringify(workflow);
	const changed = text.replace(/("name":"alarmAfterMinutes","value":)30/, '$10');
	if (changed === text) throw new Error('The example has no alarm after 30 minutes');
	return { ...(JSON.parse(changed) as Example), id: 'e2eImpatient' };
};

const column = ({ data }: ExecutionData, node: string, name: string): unknown[] => {
	const { runData, error } = data.resultData;
	if (error !== undefined) throw new Error(error.message);
	const items = runData[node]?.flatMap((run) => run.data?.main.flatMap((output) => output ?? []));
	return (items ?? []).map((item) => item?.json[name]);
};

/** The same workflow as it is once it is published: what is pinned no longer counts. */
const unpinned = (workflow: Example): Example => ({
	...workflow,
	id: 'e2eUnpinned',
	pinData: {},
});

const byHand = "When clicking 'Execute workflow'";

interface Step {
	title: string;
	workflow: Example;
	trigger: string;
	/** Node and field, and what must stand there, item by item. */
	expected: Array<[node: string, field: string, values: Array<string | number | RegExp>]>;
}

function steps(): Step[] {
	const [order, menu, status] = ['web-shop-order', 'menu-to-list', 'order-status'].map((name) =>
		read(`kassaforte-${name}.json`),
	) as [Example, Example, Example];
	const follow = { workflow: unpinned(status), trigger: 'Every minute' };
	return [
		{
			title: 'orders of a web shop',
			workflow: order,
			trigger: 'Order from the web shop',
			expected: [
				['Add the order', 'orderId', [/^\d{14}$/]],
				['Order was not taken', 'subject', ['Order W-1002 was not taken']],
			],
		},
		{
			title: 'menu to a list',
			workflow: menu,
			trigger: byHand,
			expected: [['Row', 'price', [7.5, 10.9, 8.2, 11.9, 9.4, 13.5, 3.1, 2.4]]],
		},
		{
			title: 'order status, of the pinned order',
			workflow: status,
			trigger: 'Every minute',
			expected: [['Message', 'subject', [/^Order W-1000: \w+$/]]],
		},
		{
			title: 'order status, changed',
			...follow,
			expected: [
				['Message', 'subject', ['Order W-1001: waiting']],
				['Alarm', 'subject', []],
			],
		},
		{
			title: 'order status, as before',
			...follow,
			expected: [
				['Open orders', 'status', ['waiting']],
				['Message', 'subject', []],
				['Alarm', 'subject', []],
			],
		},
		{
			title: 'order status, for too long',
			...follow,
			workflow: impatient(follow.workflow),
			expected: [['Alarm', 'subject', ['Order W-1001 is stuck']]],
		},
	];
}

const fits = (value: unknown, expected: string | number | RegExp | undefined): boolean =>
	expected instanceof RegExp ? expected.test(String(value)) : value === expected;

/** Why a step's outcome isn't the expected one; undefined when it is. */
async function problemOf(n8n: RunningN8n, step: Step): Promise<string | undefined> {
	const execution = await runInEditor(n8n, step.workflow.id, step.trigger);
	for (const [node, field, expected] of step.expected) {
		const values = column(execution, node, field);
		const asExpected =
			values.length === expected.length &&
			values.every((value, index) => fits(value, expected[index]));
		if (!asExpected) return `${node} has ${JSON.stringify(values)} as ${field}`;
	}
	return undefined;
}

/** Runs the examples as the editor's button does, and tells what is wrong with each. */
export async function* runKassaForteExamples(
	n8n: RunningN8n,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	const all = steps();
	const workflows = [...new Set(all.map(({ workflow }) => workflow))];
	await importWorkflows({ userFolder: n8n.userFolder }, workflows);
	for (const step of all) {
		yield {
			title: `example of KassaForte: ${step.title}`,
			problem: await problemOf(n8n, step).catch((error: unknown) => String(error)),
		};
	}
}
