// What goes into and comes out of the engine runner: plain data, so that it can cross into Jest.

import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	NodeExecutionHint,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';

/** A workflow as n8n exports it; `id` and `settings` may be missing. */
export interface WorkflowJson {
	id?: string;
	name?: string;
	nodes: INode[];
	connections: IDataObject | object;
	settings?: object;
	staticData?: IDataObject;
	[more: string]: unknown;
}

/** A credential as a user filled it in; fields may hold expressions (`={{ … }}`). */
export interface StoredCredential {
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** What all calls of the engine share. */
export interface EngineInput {
	workflow: WorkflowJson;
	/** By the id, or else by the name, that the nodes refer to. Renewed tokens are in the result. */
	credentials?: Record<string, StoredCredential>;
	/** Take the nodes from `source` (default) or from the built package in `dist`. */
	nodeTypes?: 'source' | 'dist';
	/** The workflow's saved static data, as an earlier result returned it. */
	staticData?: IDataObject;
}

export interface RunInput extends EngineInput {
	/** How the run was started; `manual` is the editor's button, `trigger` a live workflow. */
	mode?: WorkflowExecuteMode;
	/** Node to start with; by default the workflow's trigger. */
	startNode?: string;
	/** What the first node gets; one empty item by default. */
	inputItems?: INodeExecutionData[];
	/** Nodes that give this in place of running, by their names: what n8n calls pinned data. */
	pinned?: Record<string, INodeExecutionData[]>;
	/** Asked again and again; the run is stopped, as a user does it, as soon as this says true. */
	cancelWhen?: () => Promise<boolean>;
	/** What first started the execution, where that differs from `mode`. */
	source?: WorkflowExecuteMode;
	/** Give the execution's data back, so that it can be retried. */
	keepData?: boolean;
	/** Retry the execution with this data, as n8n's "Retry execution" does. */
	retryOf?: IDataObject;
	/** Accept output items of our own nodes without `pairedItem`; an error by default. */
	allowUnpairedItems?: boolean;
}

export interface PollInput extends EngineInput {
	/** The trigger node; by default the first polling node of the workflow. */
	nodeName?: string;
	/** `manual` is "Fetch test event"; `trigger` (default) a live workflow's poll. */
	mode?: WorkflowExecuteMode;
	/** Why the workflow is being activated; `update` (default) is an ordinary tick. */
	activationMode?: WorkflowActivateMode;
}

/** One call of a webhook node's address. */
export interface CallInput extends EngineInput {
	/** The trigger node; by default the first one with a webhook. */
	nodeName?: string;
	/** `manual` is "Listen for test event"; `webhook` (default) a live workflow's address. */
	mode?: WorkflowExecuteMode;
	method?: string;
	/** Names in lower case. */
	headers?: Record<string, string>;
	/** The body's text as it travels; n8n keeps its bytes, and parses it where its type is JSON. */
	body?: string;
}

/** How a webhook node answered, and what it starts. */
export interface CallResult {
	/** The status of the answer; n8n's own 200 where the node leaves answering to it. */
	status: number;
	/** True where the node has answered by itself. */
	answeredItself: boolean;
	/** Items per output; null where no execution is started. */
	outputs: INodeExecutionData[][] | null;
	error?: RunError;
	staticData: IDataObject;
	credentials: Record<string, StoredCredential>;
}

export interface ListInput extends EngineInput {
	/** Node type, such as `n8n-nodes-kassa.cassaNova`. */
	nodeType: string;
	/** Method under the node's `methods.listSearch`. */
	method: string;
	parameters: INodeParameters;
	/** Credential type → id or name in `credentials`. */
	nodeCredentials?: Record<string, string>;
	filter?: string;
	paginationToken?: string;
}

/** An error as n8n stores it with an execution. */
export interface RunError {
	name?: string;
	message: string;
	description?: string | null;
	httpCode?: string | null;
	context?: IDataObject;
	/** Further properties, such as `failure` or `messages`. */
	[more: string]: unknown;
}

/** One run of one node. */
export interface NodeRun {
	status: string;
	/** Items per output. */
	outputs: INodeExecutionData[][];
	error?: RunError;
	hints: NodeExecutionHint[];
	milliseconds: number;
}

export interface RunResult {
	/** `success`, `error` or `canceled`. */
	status: string;
	error?: RunError;
	lastNode?: string;
	/** Runs by node name. */
	nodes: Record<string, NodeRun[]>;
	/** All items that the last node put out, over all its outputs. */
	items: INodeExecutionData[];
	staticData: IDataObject;
	/** The credentials after the run, with tokens that were fetched or renewed. */
	credentials: Record<string, StoredCredential>;
	/** Output items of our nodes without `pairedItem`, as "node, output, item". */
	unpairedItems: string[];
	/** The execution's data as n8n stores it; only with `keepData`. */
	data?: IDataObject;
}

export interface PollResult {
	/** Items per output, or null when there is nothing new. */
	outputs: INodeExecutionData[][] | null;
	error?: RunError;
	staticData: IDataObject;
	credentials: Record<string, StoredCredential>;
}

/** n8n's engine as workflow tests and the demo use it. */
export interface Engine {
	/** Executes a workflow to its end. Failing nodes are in the result; it rejects only on misuse. */
	runWorkflow(input: RunInput): Promise<RunResult>;
	/** Runs one poll of a trigger node. A failing poll is in the result. */
	poll(input: PollInput): Promise<PollResult>;
	/** Calls a webhook node as n8n's server does. A failing call is in the result, with n8n's status 500. */
	call(input: CallInput): Promise<CallResult>;
	/** Fetches the choices of a resource locator's list. Rejects as the node does. */
	listSearch(input: ListInput): Promise<INodeListSearchResult>;
	/**
	 * Lets our nodes (from `source`) wait for nothing longer than a moment, and for answers only so
	 * many milliseconds; without a number all is as in n8n again.
	 * @returns how many milliseconds each wait from now on would have taken; it grows with them.
	 */
	hurry(timeoutMs?: number, answerMs?: number): readonly number[];
	/** Puts the clock of our nodes (from `source`) and of `$now` so many milliseconds ahead. */
	keepTime(aheadMs: number): void;
}
