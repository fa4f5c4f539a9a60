/** Whether a person is only trying a workflow out: what can't be undone then waits for a yes. */
import type { IExecuteFunctions } from 'n8n-workflow';

/** What starts runs that nobody but the person in the editor expects. */
const TRIALS = new Set<string>(['manual', 'evaluation']);

/**
 * Whether a run was started by hand in the editor, or by an evaluation.
 *
 * What started it first counts: a retry of a run from the editor is one from the editor. A
 * sub-workflow that the editor's run calls, and a tool of an agent, can't always be told apart.
 */
export function isTrialRun(host: IExecuteFunctions): boolean {
	// Missing in versions of n8n that don't keep what started a run.
	const source = 'getExecutionContext' in host ? host.getExecutionContext()?.source : undefined;
	return TRIALS.has(source ?? host.getMode());
}
