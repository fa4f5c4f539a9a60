// What a person finds who adds a node: each trigger and action once, and which credential prints.

import { isDeepStrictEqual } from 'node:util';
import { importWorkflows } from '../../n8n/drive.mts';
import type { RunningN8n } from '../../n8n/drive.mts';
import type { Camera } from '../../n8n/screenshot.mts';
import type { DescribedNode } from '../lib/described.mts';
import type { Result } from '../lib/results.mts';
import { printingWorkflow } from '../lib/workflow.mts';

const NOTICE =
	'To print a receipt, a zero receipt or a cancellation, choose a Kassandro (One Register) API credential.';

/**
 * Opens the node creator for each action node.
 * @param picture gives the file that a picture with this title goes to
 * @returns what is wrong with each, `undefined` when all is well
 */
export async function* listProblems(
	camera: Camera,
	nodes: DescribedNode[],
	picture: (title: string) => string,
): AsyncGenerator<Result> {
	for (const { name, displayName, actions } of nodes.filter(({ isTrigger }) => !isTrigger)) {
		const triggers = nodes.find((node) => node.name === `${name}Trigger`)?.actions ?? [];
		const wanted = [...triggers, ...actions].sort();
		const listed = [
			...(await camera.nodeCreator(displayName, picture(`node creator ${displayName}`))),
		].sort();
		yield {
			title: `node creator: ${displayName} with all its triggers (${triggers.length}) and actions (${actions.length}), each once`,
			problem: isDeepStrictEqual(listed, wanted) ? undefined : JSON.stringify({ listed, wanted }),
		};
	}
}

/**
 * Opens the node creator for each action node, and the panels of two nodes that are set to print.
 * @param picture gives the file that a picture with this title goes to
 * @returns what is wrong with each, `undefined` when all is well
 */
export async function* nodeCreatorProblems(
	n8n: RunningN8n,
	camera: Camera,
	nodes: DescribedNode[],
	picture: (title: string) => string,
): AsyncGenerator<Result> {
	yield* listProblems(camera, nodes, picture);
	const id = 'e2ePrinting';
	await importWorkflows({ userFolder: n8n.userFolder }, [printingWorkflow(id, nodes)]);
	const workflow = await camera.openWorkflow(id);
	for (const [way, isSaid] of [
		['accountToken', true],
		['cashRegisterToken', false],
	] as const) {
		const text = await workflow.nodePanel(way, picture(`printing with ${way}`));
		const says = text.replaceAll(/\s+/g, ' ').includes(NOTICE);
		yield {
			title: `panel with ${way}: ${isSaid ? 'says' : "doesn't say"} which credential prints`,
			problem: says === isSaid ? undefined : text,
		};
	}
	await workflow.close();
}
