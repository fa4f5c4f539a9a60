// Every example as a person meets it: opened, its button pressed once, in whatever order they are
// tried. It ends green and shows something, and nothing on its canvas covers anything.

import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { wrongFilesOf } from '../../lib/checked-files.mts';
import { inRoot, root } from '../../lib/paths.mts';
import { importWorkflows, itemsOfNode, readStoredFile } from '../../n8n/drive.mts';
import type { ExecutionData, RunningN8n } from '../../n8n/drive.mts';
import { runByPressing } from '../../n8n/editor-run.mts';
import type { Camera } from '../../n8n/screenshot.mts';

interface Example {
	file: string;
	workflow: { id: string; nodes: Array<{ name: string; parameters?: object }> };
}

/** Those that need a server which isn't here: n8n's own engine runs them with one (scripts/engine/). */
const ELSEWHERE = ['kassandro-million-receipts-with-postgresql.json'];

/** Those that do each thing once: pressed again, they have nothing left to do. */
const ONCE = [
	'cassanova-stock-from-shop.json',
	'kassandro-journal-to-table.json',
	'kassandro-month-to-datev-only-new.json',
];

/**
 * What is wrong with what came out; undefined when there is something to see, no node failed, and files
 * for accounting programs are as those take them.
 * @param mayBeEmpty whether there may be nothing to see
 */
function problemWith(
	n8n: RunningN8n,
	{ nodes }: Example['workflow'],
	execution: ExecutionData,
	mayBeEmpty: boolean,
): string | undefined {
	const { data } = execution;
	const { runData, error, lastNodeExecuted = '' } = data.resultData;
	if (error !== undefined) return error.message;
	for (const [node, runs] of Object.entries(runData)) {
		const failed = runs.find((run) => run.error !== undefined);
		if (failed) return `${node} failed: ${failed.error?.message}`;
	}
	const items = runData[lastNodeExecuted]?.at(-1)?.data?.main.flatMap((output) => output ?? []);
	if (!items?.length) return mayBeEmpty ? undefined : `${lastNodeExecuted} shows nothing`;
	const wrong = wrongFilesOf(
		nodes,
		(node) => itemsOfNode(execution, node),
		(stored) => readStoredFile(n8n, stored),
	);
	return wrong || undefined;
}

/**
 * Presses each example's button, in the order of their names and in reverse.
 * @param picture gives the file that a picture with this title goes to
 * @returns what is wrong with each, `undefined` when all is well
 */
export async function* pressButtons(
	n8n: RunningN8n,
	camera: Camera,
	picture: (title: string) => string,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	const examples: Example[] = globSync('examples/*.json', { cwd: root })
		.filter((file) => !ELSEWHERE.includes(basename(file)))
		.sort()
		.map((file) => ({
			file: basename(file),
			workflow: JSON.parse(readFileSync(inRoot(file), 'utf8')) as Example['workflow'],
		}));
	for (const [order, list] of [
		['in order', examples],
		['in reverse', examples.toReversed()],
	] as const) {
		await importWorkflows(
			{ userFolder: n8n.userFolder },
			list.map(({ workflow }) => ({ active: false, ...workflow })),
		);
		for (const { file, workflow } of list) {
			const opened = await camera.openWorkflow(workflow.id);
			const isDone = order === 'in reverse' && ONCE.includes(file);
			const outcome = await runByPressing(n8n, workflow.id, async () => await opened.press()).then(
				(execution) => problemWith(n8n, workflow, execution, isDone),
				(error: unknown) => String(error),
			);
			await opened.canvas(picture(`example ${basename(file, '.json')}`));
			yield { title: `example ${file}, one click, ${order}`, problem: outcome };
			if (order === 'in order') {
				const covered = await opened.covered();
				yield {
					title: `example ${file}: nothing covers anything`,
					problem: covered.length === 0 ? undefined : covered.join('; '),
				};
			}
			await opened.close();
		}
	}
}
