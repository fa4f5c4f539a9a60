/** Whether a person is only trying a workflow out: what can't be undone then waits for a yes. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { option } from '../table/fields';
import { InputError } from '../table/inputError';
import type { Call, Field } from '../table/types';

const NAME = 'whenRunFromEditor';
const LABEL = 'When Run From the Editor';
/** The choice that does it for real; stored in workflows. */
const FOR_REAL = 'send';

/** An operation that can be tried out first, in words. */
interface Trial {
	/** What a published workflow does: "prints the receipt". */
	does: string;
	/** The same after "may": "print it". */
	may: string;
	/** The ways to only show what would be sent; the first one is the default. */
	previews: [INodePropertyOptions & { value: string }, ...INodePropertyOptions[]];
	/** The name and the description of the choice that does it for real. */
	forReal: Pick<INodePropertyOptions, 'name' | 'description'>;
}

/** What happens when a person tries a write out; the first of an operation's fields. */
export function editorRunField({ does, may, previews, forReal }: Trial): Field {
	const initially = previews[0].value;
	return option({
		displayName: LABEL,
		name: NAME,
		type: 'options',
		options: [...previews, { ...forReal, value: FOR_REAL }],
		default: initially,
		hint: `A published workflow always ${does}. A sub-workflow or an AI agent may ${may} too, even while you only try things out.`,
		description:
			"What happens when you run the workflow by hand, or an evaluation does. n8n doesn't always say that a sub-workflow or a tool of an AI agent was started from the editor: those may not stop at a preview.",
	});
}

/** What is said beside a preview: that it is one, and how to have more. */
export function previewHint(call: Pick<Call, 'endpoint'>): string {
	return `This is a preview: nothing was sent, because the workflow was run by hand. Published, it does it for real. To do so by hand as well, choose "${forRealOf(call)}" under "${LABEL}".`;
}

/** The choice that does it for real, as the operation's panel names it. */
function forRealOf({ endpoint }: Pick<Call, 'endpoint'>): string {
	const field = endpoint.fields?.find(({ property }) => property.name === NAME);
	const choices = (field?.property.options ?? []) as INodePropertyOptions[];
	return choices.find(({ value }) => value === FOR_REAL)?.name ?? '';
}

/** What starts runs that nobody but the person in the editor expects. */
const TRIALS = new Set<string>(['manual', 'evaluation']);

/**
 * Whether a run was started by hand in the editor, or by an evaluation.
 *
 * What started it first counts: a retry of a run from the editor is one from the editor. A
 * sub-workflow that the editor's run calls, and a tool of an agent, can't always be told apart.
 * @throws InputError for a retry of a run of which n8n didn't keep what started it (before 1.121): it may
 * have been one from the editor
 */
export function isTrialRun(call: Pick<Call, 'host' | 'endpoint'>): boolean {
	const { host } = call;
	// Missing in versions of n8n that don't keep what started a run.
	const source = 'getExecutionContext' in host ? host.getExecutionContext()?.source : undefined;
	const mode = 'getMode' in host ? host.getMode?.() : undefined;
	// A run of before n8n kept it has nothing but the retry to tell, also after an update.
	if ((source ?? mode) === 'retry')
		throw new InputError(
			LABEL,
			"can't be followed in this retry: n8n did not keep what started the first run (it does from 1.121 on), which may have been one from the editor",
			`Nothing was sent now. If the first run was a published one, choose "${forRealOf(call)}" there, save, and retry with the saved workflow: what the first run has sent is not sent again.`,
		);
	return TRIALS.has(source ?? mode ?? '');
}

/**
 * Whether the run is one from the editor that is to send nothing.
 * @throws InputError where nothing tells what started the run, as {@link isTrialRun} says
 */
export function isPreview(call: Pick<Call, 'host' | 'endpoint' | 'input'>): boolean {
	return call.input.options[NAME] !== FOR_REAL && isTrialRun(call);
}
