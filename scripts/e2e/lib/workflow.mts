// Builds the end-to-end workflows: one node per case, and one per trigger event for the pictures.

import type { DescribedNode } from './described.mts';
import { credentialFor } from './described.mts';
import type { E2eCase } from './types.mts';
import { titleOf } from './types.mts';

const start = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** A webhook named Hook that starts a workflow, and answers with what its last node gives. */
export const hookAt = (path: string, webhookId: string) => ({
	id: 'hook',
	name: 'Hook',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2,
	position: [0, 0],
	webhookId,
	parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
});

/** From top to bottom in one column each, because n8n runs branches in the order of their height. */
const place = (index: number, count: number) => {
	const columns = Math.ceil(Math.sqrt(count));
	return [300 + (index % columns) * 300, Math.floor(index / columns) * 200 + (index % columns)];
};

function credentialsOf(node: DescribedNode, parameters: Record<string, unknown>) {
	const type = credentialFor(node, parameters);
	return type === undefined ? {} : { credentials: { [type]: { id: type, name: type } } };
}

/** A workflow that executes all cases, each with the outcome of its own. */
export function casesWorkflow(id: string, cases: E2eCase[], nodes: DescribedNode[]) {
	const targets = new Map<string, Array<{ node: string; type: string; index: number }>>();
	const built = cases.map((testCase, index) => {
		const node = nodes.find(({ name }) => name === testCase.node);
		if (node === undefined) throw new Error(`There is no node ${testCase.node}`);
		const name = titleOf(testCase);
		const from = testCase.after ?? start.name;
		targets.set(from, [...(targets.get(from) ?? []), { node: name, type: 'main', index: 0 }]);
		const { resource, operation, parameters = {} } = testCase;
		return {
			id: `case-${index}`,
			name,
			type: node.type,
			typeVersion: node.version,
			position: place(index, cases.length),
			parameters: { resource, operation, ...parameters },
			onError: 'continueRegularOutput',
			...credentialsOf(node, parameters),
		};
	});
	return {
		id,
		name: 'End to end: one node per operation',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [start, ...built],
		connections: Object.fromEntries([...targets].map(([name, to]) => [name, { main: [to] }])),
	};
}

/** A workflow with one node of Kassandro's for each of its credentials, set to print; it is only looked at. */
export function printingWorkflow(id: string, nodes: DescribedNode[]) {
	const node = nodes.find(({ name }) => name === 'kassandro');
	if (node === undefined) throw new Error('There is no node kassandro');
	const ways = ['accountToken', 'cashRegisterToken'];
	return {
		id,
		name: 'End to end: the credential that prints',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: ways.map((authentication, index) => {
			const parameters = { authentication, resource: 'receipt', operation: 'create' };
			return {
				id: `printing-${index}`,
				name: authentication,
				type: node.type,
				typeVersion: node.version,
				position: place(index, ways.length),
				parameters,
				...credentialsOf(node, parameters),
			};
		}),
		connections: {},
	};
}

/** A workflow with one trigger node per event; it is only looked at. */
export function triggersWorkflow(id: string, nodes: DescribedNode[]) {
	const all = nodes.flatMap((node) => node.events.map((event) => ({ node, event })));
	return {
		id,
		name: 'End to end: one trigger per event',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: all.map(({ node, event }, index) => ({
			id: `event-${index}`,
			name: `${node.name} ${event}`,
			type: node.type,
			typeVersion: node.version,
			position: place(index, all.length),
			parameters: { event },
			...credentialsOf(node, {}),
		})),
		connections: {},
	};
}

/**
 * A workflow that gives items to a node, by hand.
 * @param rows what the items hold
 */
export function listWorkflow(
	{ id, name }: { id: string; name: string },
	rows: object[],
	node: Record<string, unknown> & { name: string },
) {
	const nodes = [
		start,
		{
			id: 'rows',
			name: 'Rows',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [200, 0],
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
		},
		{
			id: 'split',
			name: 'Split',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [400, 0],
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
		node,
	];
	const names = nodes.map((each) => each.name);
	return {
		id,
		name,
		active: false,
		settings: { executionOrder: 'v1' },
		nodes,
		connections: Object.fromEntries(
			names
				.slice(1)
				.map((to, index) => [
					String(names[index]),
					{ main: [[{ node: to, type: 'main', index: 0 }]] },
				]),
		),
	};
}
