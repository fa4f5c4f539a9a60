// n8n's own engine, in this process, on a workflow as n8n exports it: used by the workflow tests and
// by the demo. Requests, expressions, retries, paired items and cancelling are n8n's, not ours.

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	IRunExecutionData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow' with { 'resolution-mode': 'require' };
import { wrongFilesOf } from '../lib/checked-files.mts';
import { Container, coreModule, Settings, workflowModule } from './n8n.mts';
import { CredentialsHelper } from './credentials.mts';
import { loadPackage, loadSource, nodeTypesOf } from './package-types.mts';
import type {
	CallInput,
	CallResult,
	Engine,
	EngineInput,
	ListInput,
	NodeRun,
	PollInput,
	PollResult,
	RunError,
	RunInput,
	RunResult,
	StoredCredential,
} from './types.ts';

const {
	ExecutionLifecycleHooks,
	ExternalSecretsProxy,
	LoadOptionsContext,
	PollContext,
	WebhookContext,
} = coreModule;
const { Workflow, createRunExecutionData } = workflowModule;

/** Copies what came out of n8n as plain data; errors keep their message and own properties. */
const plain = <T,>(value: unknown): T =>
	(value === undefined
		? undefined
		: JSON.parse(
				JSON.stringify(value, (_key, entry: unknown) =>
					entry instanceof Error ? { ...entry, name: entry.name, message: entry.message } : entry,
				),
			)) as T;

/** The error as n8n would store it; of an error behind it, which holds the whole request, the words. */
function plainError(error: unknown): RunError {
	const { cause: _cause, ...rest } = Object(error) as IDataObject;
	const { name, message, cause } = Object(error) as Partial<Error>;
	const behind = cause instanceof Error ? { name: cause.name, message: cause.message } : cause;
	return plain<RunError>({
		...rest,
		name,
		message: message ?? String(error),
		...(behind === undefined ? {} : { cause: behind }),
	});
}

interface Prepared {
	workflow: InstanceType<typeof Workflow>;
	additionalData: IWorkflowExecuteAdditionalData;
	credentials: Record<string, StoredCredential>;
	unpairedItems: string[];
}

/** Builds what n8n's server builds before it runs a workflow. */
function prepare(input: EngineInput, mode: WorkflowExecuteMode): Prepared {
	const types = loadPackage(input.nodeTypes ?? 'source');
	const json = structuredClone(input.workflow);
	const credentials = structuredClone(input.credentials ?? {});
	const unpairedItems: string[] = [];
	const workflow = new Workflow({
		id: json.id ?? 'engine',
		name: json.name ?? 'Workflow',
		nodes: json.nodes.map((node) => ({ ...node, id: node.id ?? randomUUID() })),
		connections: json.connections as never,
		active: mode === 'trigger',
		nodeTypes: nodeTypesOf(types, (node, output, item) =>
			unpairedItems.push(`${node}, output ${output}, item ${item}`),
		),
		staticData: structuredClone(input.staticData ?? json.staticData ?? {}),
		// What the editor gives every new workflow.
		settings: { executionOrder: 'v1', ...json.settings },
	});
	const url = 'http://localhost:5678/';
	const executionId = randomUUID();
	const additionalData: IWorkflowExecuteAdditionalData = {
		credentialsHelper: new CredentialsHelper(types.credentials, credentials),
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		hooks: new ExecutionLifecycleHooks(mode, executionId, {
			id: workflow.id,
			name: workflow.name ?? '',
			active: workflow.active,
			nodes: json.nodes,
			connections: json.connections,
		} as unknown as IWorkflowBase),
		executionId,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${url}rest`,
		instanceBaseUrl: url,
		formBaseUrl: `${url}form`,
		formWaitingBaseUrl: `${url}form-waiting`,
		formTestBaseUrl: `${url}form-test`,
		webhookBaseUrl: `${url}webhook`,
		webhookWaitingBaseUrl: `${url}webhook-waiting`,
		webhookTestBaseUrl: `${url}webhook-test`,
		mcpBaseUrl: `${url}mcp`,
		mcpTestBaseUrl: `${url}mcp-test`,
		logAiEvent: () => {},
		setExecutionStatus: () => {},
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		executeWorkflow: async ({ id }, _data, { inputData }) => {
			if (id !== json.id) throw new Error('The in-process engine knows no other workflow');
			const isCalled = ({ type }: INode) => type.endsWith('.executeWorkflowTrigger');
			const startNode = json.nodes.find(isCalled)?.name;
			const result = await runWorkflow({ ...input, startNode, inputItems: inputData });
			if (result.error) throw new Error(result.error.message);
			return { executionId: randomUUID(), data: [result.items] };
		},
		startRunnerTask: async () => {
			throw new Error('The in-process engine has no task runner');
		},
	};
	return { workflow, additionalData, credentials, unpairedItems };
}

/** The node by name, or else the first enabled one that passes `fits`. */
function pickNode(
	{ workflow }: Prepared,
	name: string | undefined,
	fits: (node: INode) => boolean,
): INode {
	const node =
		name === undefined
			? Object.values(workflow.nodes).find((candidate) => !candidate.disabled && fits(candidate))
			: workflow.getNode(name);
	if (!node)
		throw new Error(`The workflow has no node to start with${name ? ` named ${name}` : ''}`);
	return node;
}

const typeOf = ({ workflow }: Prepared, node: INode) =>
	workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);

async function runWorkflow(input: RunInput): Promise<RunResult> {
	const mode = input.mode ?? 'manual';
	const prepared = prepare(input, mode);
	if (input.retryOf !== undefined)
		return await finish(input, prepared, mode, toRetry(input.retryOf, prepared));
	const start = pickNode(prepared, input.startNode, (node) =>
		typeOf(prepared, node).description.group.includes('trigger'),
	);
	const data = createRunExecutionData({
		...(input.pinned ? { resultData: { pinData: input.pinned } } : {}),
		executionData: {
			nodeExecutionStack: [
				{ node: start, data: { main: [input.inputItems ?? [{ json: {} }]] }, source: null },
			],
		},
	});
	if (input.source !== undefined && data.executionData) {
		data.executionData.runtimeData = {
			version: 1,
			establishedAt: Date.now(),
			source: input.source,
		};
	}
	return await finish(input, prepared, mode, data);
}

/**
 * The data of a failed execution as n8n's server prepares it for another try "with currently saved
 * workflow": nodes are those of the workflow that is given now.
 */
function toRetry(kept: IDataObject, { workflow }: Prepared): IRunExecutionData {
	const data = structuredClone(kept) as unknown as IRunExecutionData;
	for (const entry of data.executionData?.nodeExecutionStack ?? []) {
		entry.node = workflow.getNode(entry.node.name) ?? entry.node;
	}
	const { resultData } = data;
	delete resultData.error;
	const runs = resultData.runData[resultData.lastNodeExecuted ?? ''];
	if (runs?.at(-1)?.error !== undefined) runs.pop();
	return data;
}

/** Executes what the data holds to its end. */
async function finish(
	input: RunInput,
	prepared: Prepared,
	mode: WorkflowExecuteMode,
	data: IRunExecutionData,
): Promise<RunResult> {
	const { workflow, additionalData, unpairedItems } = prepared;
	const execute = new coreModule.WorkflowExecute(additionalData, mode, data);
	const running = execute.processRunExecutionData(workflow);
	let ended = false;
	const watch = async (cancelWhen: () => Promise<boolean>) => {
		while (!ended && !(await cancelWhen())) await delay(20);
		running.cancel();
	};
	const watching = input.cancelWhen && watch(input.cancelWhen);
	const run = await running;
	ended = true;
	await watching;
	if (unpairedItems.length > 0 && !input.allowUnpairedItems) {
		throw new Error(`Output items without pairedItem: ${unpairedItems.join('; ')}`);
	}
	const { runData, error, lastNodeExecuted } = run.data.resultData;
	const nodes: Record<string, NodeRun[]> = {};
	for (const [name, runs] of Object.entries(runData)) {
		nodes[name] = runs.map((task) => ({
			status: task.executionStatus ?? 'success',
			outputs: plain<INodeExecutionData[][]>((task.data?.main ?? []).map((items) => items ?? [])),
			...(task.error && { error: plainError(task.error) }),
			hints: plain(task.hints ?? []),
			milliseconds: task.executionTime,
		}));
	}
	const wrongFiles = wrongFilesOf(
		input.workflow.nodes,
		(node) => nodes[node]?.flatMap(({ outputs }) => outputs.flat()) ?? [],
	);
	if (wrongFiles !== '') throw new Error(wrongFiles);
	return {
		status: run.status,
		...(error && { error: plainError(error) }),
		...(lastNodeExecuted && { lastNode: lastNodeExecuted }),
		nodes,
		items: nodes[lastNodeExecuted ?? '']?.at(-1)?.outputs.flat() ?? [],
		staticData: plain(workflow.staticData),
		credentials: prepared.credentials,
		unpairedItems,
		...(input.keepData ? { data: plain<IDataObject>(run.data) } : {}),
	};
}

/** Longest wait in a hurry, in milliseconds. */
const MOMENT = 2;
/** A whole answer may take so many times the longest silence in it: far more, for slow machines. */
const ANSWER_TIMES = 20;
/** What each part that was hurried says in earnest. */
const inEarnest = new Map<object, object>();

type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

function hurry(timeoutMs?: number, answerMs = ANSWER_TIMES * (timeoutMs ?? 0)): readonly number[] {
	// Runs and polls, what a panel's lists ask, and tokens, which credentials fetch without an engine.
	const { processEngine, editorEngine } = loadSource('nodes/shared/wire/engine.ts') as {
		processEngine: object;
		editorEngine: object;
	};
	const { usualPatience } = loadSource('nodes/shared/wire/tokenRequest.ts') as {
		usualPatience: object;
	};
	const { systemEnvironment } = loadSource('nodes/shared/wire/environment.ts') as {
		systemEnvironment: { sleep: Sleep };
	};
	const known = inEarnest.get(systemEnvironment) as typeof systemEnvironment | undefined;
	const { sleep: sleepInEarnest } = known ?? systemEnvironment;
	const waits: number[] = [];
	const sleep: Sleep = async (ms, signal) => {
		waits.push(ms);
		await sleepInEarnest(Math.min(ms, MOMENT), signal);
	};
	const hurried = new Map<object, object>([
		[processEngine, { timeoutMs, answerMs }],
		[editorEngine, { timeoutMs, answerMs }],
		[usualPatience, { silenceMs: timeoutMs, answerMs }],
		[systemEnvironment, { sleep }],
	]);
	for (const [part, changes] of hurried) {
		const own = Object.entries(part).filter(([name]) => name in changes);
		const earnest = inEarnest.get(part) ?? Object.fromEntries(own);
		inEarnest.set(part, earnest);
		Object.assign(part, timeoutMs === undefined ? earnest : changes);
	}
	return waits;
}

function keepTime(aheadMs: number): void {
	const { systemEnvironment } = loadSource('nodes/shared/wire/environment.ts') as {
		systemEnvironment: { now: () => number };
	};
	const now = () => Date.now() + aheadMs;
	systemEnvironment.now = now;
	Settings.now = now;
}

async function poll(input: PollInput): Promise<PollResult> {
	const mode = input.mode ?? 'trigger';
	const prepared = prepare(input, mode);
	const { workflow, additionalData, credentials } = prepared;
	const node = pickNode(
		prepared,
		input.nodeName,
		(candidate) => typeOf(prepared, candidate).poll !== undefined,
	);
	const type = typeOf(prepared, node);
	if (type.poll === undefined) throw new Error(`${node.type} is no polling node`);
	const context = new PollContext(
		workflow,
		node,
		additionalData,
		mode,
		input.activationMode ?? 'update',
	);
	const result = async () => await type.poll?.call(context);
	const outcome = await workflow.expression.withIsolate(result).then(
		(outputs) => ({ outputs: plain<INodeExecutionData[][] | null>(outputs ?? null) }),
		(error: unknown) => ({ outputs: null, error: plainError(error) }),
	);
	return { ...outcome, staticData: plain(workflow.staticData), credentials };
}

/** What an Express answer does as far as our nodes use it. */
function fakeResponse() {
	const response = {
		statusCode: 200,
		headersSent: false,
		status(code: number) {
			response.statusCode = code;
			return response;
		},
		json() {
			response.headersSent = true;
			return response;
		},
	};
	return response;
}

async function call(input: CallInput): Promise<CallResult> {
	const mode = input.mode ?? 'webhook';
	const method = input.method ?? 'POST';
	const prepared = prepare(input, mode);
	const { workflow, additionalData, credentials } = prepared;
	const node = pickNode(
		prepared,
		input.nodeName,
		(candidate) => typeOf(prepared, candidate).webhook !== undefined,
	);
	const type = typeOf(prepared, node);
	const webhookDescription = type.description.webhooks?.find(
		({ httpMethod }) => httpMethod === method,
	);
	const response = fakeResponse();
	const ended = { staticData: plain<IDataObject>(workflow.staticData), credentials };
	if (!webhookDescription || !type.webhook)
		return { status: 404, answeredItself: false, outputs: null, ...ended };
	const rawBody = Buffer.from(input.body ?? '', 'utf8');
	const isJson = input.headers?.['content-type']?.startsWith('application/json');
	additionalData.httpRequest = {
		method,
		headers: input.headers ?? {},
		...(rawBody.length > 0 ? { rawBody } : {}),
		body: isJson && rawBody.length > 0 ? (JSON.parse(rawBody.toString('utf8')) as object) : {},
		params: {},
		query: {},
	} as never;
	additionalData.httpResponse = response as never;
	const context = new WebhookContext(
		workflow,
		node,
		additionalData,
		mode,
		{
			httpMethod: method as 'POST',
			node: node.name,
			path: String(webhookDescription.path),
			webhookDescription,
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
		},
		[],
		null,
	);
	const result = async () => await type.webhook?.call(context);
	const outcome = await workflow.expression.withIsolate(result).then(
		(given) => ({ outputs: plain<INodeExecutionData[][] | null>(given?.workflowData ?? null) }),
		(error: unknown) => ({ outputs: null, error: plainError(error) }),
	);
	return {
		...outcome,
		status: 'error' in outcome ? 500 : response.statusCode,
		answeredItself: response.headersSent,
		staticData: plain(workflow.staticData),
		credentials,
	};
}

async function listSearch(input: ListInput) {
	const references = Object.entries(input.nodeCredentials ?? {}).map(([type, name]) => [
		type,
		{ id: name, name },
	]);
	const node: INode = {
		id: randomUUID(),
		name: 'List',
		type: input.nodeType,
		typeVersion: 1,
		position: [0, 0],
		parameters: input.parameters,
		credentials: Object.fromEntries(references),
	};
	const prepared = prepare({ ...input, workflow: { nodes: [node], connections: {} } }, 'internal');
	const { workflow, additionalData } = prepared;
	additionalData.currentNodeParameters = input.parameters;
	const method = typeOf(prepared, node).methods?.listSearch?.[input.method];
	if (method === undefined) throw new Error(`${input.nodeType} has no listSearch.${input.method}`);
	const context = new LoadOptionsContext(
		workflow,
		workflow.getNode('List') as INode,
		additionalData,
		'',
	);
	return await workflow.expression.withIsolate(
		async () => await method.call(context, input.filter, input.paginationToken),
	);
}

/** The engine's functions, described in `types.ts`. */
export const engine: Engine = {
	runWorkflow,
	poll,
	call,
	listSearch: async (input) => plain(await listSearch(input)),
	hurry,
	keepTime,
};
