// One node per operation, in one workflow: what came out, and what the sandbox got.

import { wrongFilesOf } from '../../lib/checked-files.mts';
import { executeWorkflow, importWorkflows, itemsOfNode, readStoredFile } from '../../n8n/drive.mts';
import type { ExecutionData, N8nOptions } from '../../n8n/drive.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { problemWith } from '../lib/checks.mts';
import { requestsTo } from '../lib/control.mts';
import type { DescribedNode } from '../lib/described.mts';
import type { Result } from '../lib/results.mts';
import { titleOf } from '../lib/types.mts';
import type { E2eCase } from '../lib/types.mts';
import { casesWorkflow } from '../lib/workflow.mts';

/** The workflow's ID. */
export const CASES = 'e2eCases';

/** What is wrong with a file that a case's node made for an accounting program. */
const wrongFileOf = (
	testCase: E2eCase,
	execution: ExecutionData,
	options: N8nOptions,
): string | undefined =>
	wrongFilesOf(
		[{ name: titleOf(testCase), parameters: testCase.parameters }],
		(node) => itemsOfNode(execution, node),
		(file) => readStoredFile(options, file),
	) || undefined;

/** Imports the workflow of all cases, executes it, and gives what is wrong with each. */
export async function* caseProblems(
	options: N8nOptions,
	ready: SandboxReady,
	cases: E2eCase[],
	nodes: DescribedNode[],
): AsyncGenerator<Result> {
	if (cases.length === 0) return;
	await importWorkflows(options, [casesWorkflow(CASES, cases, nodes)]);
	const execution = await executeWorkflow(options, CASES);
	const requests = await requestsTo(ready);
	for (const testCase of cases) {
		const problem = problemWith(testCase, execution, requests);
		yield {
			title: titleOf(testCase),
			problem: problem ?? wrongFileOf(testCase, execution, options),
		};
	}
}
