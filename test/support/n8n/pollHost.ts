/** A host for polls: parameters, static data as n8n keeps it, and requests answered as told. */
import type { IDataObject, INode, IPollFunctions, WorkflowActivateMode } from 'n8n-workflow';
import { fakeHost } from './host';
import type { HostSetup } from './host';

export interface PollSetup extends HostSetup {
	mode?: 'manual' | 'trigger';
	activation?: WorkflowActivateMode;
	/** Stands for what n8n has stored; polls change it in place. */
	data?: IDataObject;
	/** Stands for what n8n has stored for the whole workflow. */
	global?: IDataObject;
	budgetMs?: number;
	workflow?: string;
	node?: Partial<INode>;
}

/** A context as n8n makes one for each activation. */
export function pollHost(setup: PollSetup = {}) {
	const { host, sent } = fakeHost(setup);
	const data = setup.data ?? {};
	const global = setup.global ?? {};
	const parameters = setup.parameters?.[0] ?? {};
	const poll = {
		...(host as unknown as IDataObject),
		getExecutionCancelSignal: undefined,
		getMode: () => setup.mode ?? 'trigger',
		getActivationMode: () => setup.activation ?? 'update',
		getWorkflow: () => ({ id: setup.workflow ?? 'w', name: 'W', active: true }),
		getWorkflowStaticData: (type: string) => (type === 'global' ? global : data),
		getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
		...(setup.budgetMs === undefined ? {} : { getPollBudgetMs: () => setup.budgetMs }),
	};
	delete (poll as Partial<typeof poll>).getExecutionCancelSignal;
	return { host: poll as unknown as IPollFunctions, sent, data };
}
