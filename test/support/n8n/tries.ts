/** An execution of a node whose vendor answers as told, and its tries: n8n keeps a context for all. */
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';
import { apiError } from '../../../nodes/shared/wire/errors';
import type { RequestFailure } from '../../../nodes/shared/wire/cause';
import { ProcessMemory } from '../../../nodes/shared/values/memory';
import { Lanes } from '../../../nodes/shared/wire/lanes';
import type { Answer, ApiRequest } from '../../../nodes/shared/table/request';
import type { Credentials } from '../../../nodes/shared/table/session';
import type { ActionCall, Api, Call, Endpoint } from '../../../nodes/shared/table/types';
import { fakeCall } from './call';
import { failingIn, testNode } from './host';

/** What is special about a call. */
export interface CallSetup {
	itemIndex?: number;
	body?: IDataObject;
	options?: IDataObject;
	credentials?: Credentials;
	/** A file of the item. */
	content?: Buffer;
	/** The node's parameters as they are saved. */
	parameters?: INodeParameters;
	/** How the run was started; `trigger` where nothing is said. */
	mode?: string;
	/** The run index of a call that an AI agent makes of the node as its tool. */
	toolRun?: number;
	/** What n8n keeps of the execution; another object is another execution. */
	context?: IDataObject;
	/** The run's copy of the workflow's static data. */
	saved?: IDataObject;
}

export class Tries {
	/** What the process remembers; another object is a restart of n8n. */
	memory = new ProcessMemory();

	/** What n8n keeps of the execution through its tries. */
	context: IDataObject = {};

	saved: IDataObject = {};

	/** The clock, in milliseconds; waiting moves it on. */
	now = Date.parse('2026-11-22T12:00:00Z');

	/** Method and path of each request, and waits. */
	readonly log: string[] = [];

	readonly hints: string[] = [];

	/** What the vendor answers: a body, or an answer with its status where that matters; what throws is a failure. */
	answer: (request: ApiRequest) => unknown = () => ({});

	private values = new Map<string, Promise<unknown>>();

	constructor(
		private readonly api: Api,
		private readonly endpoint: Endpoint,
		private readonly credentials: Credentials = {},
	) {}

	/** Another try of the same execution. */
	retry(): this {
		this.values = new Map();
		return this;
	}

	call(setup: CallSetup = {}): ActionCall {
		const { itemIndex = 0, body = {}, options = {}, toolRun, content = Buffer.from('') } = setup;
		const { parameters = {}, mode = 'trigger' } = setup;
		const tool = toolRun === undefined ? {} : { rewireOutputLogTo: 'ai_tool' as const };
		const answer = async (request: ApiRequest): Promise<unknown> => {
			this.log.push(`${request.method} ${request.url?.slice(-2) ?? request.path}`);
			await Promise.resolve();
			return await this.answer(request);
		};
		const call: Partial<Call> = {
			host: {
				getContext: () => setup.context ?? this.context,
				getWorkflowDataProxy: () => ({ $runIndex: toolRun ?? 0 }),
				getWorkflowStaticData: (type: string) =>
					type === 'node' ? (setup.saved ?? this.saved) : {},
				getWorkflow: () => ({ id: 'w', active: true }),
				getNode: () => ({ ...testNode, parameters, ...tool }),
				getMode: () => mode,
				helpers: {
					assertBinaryData: () => ({ mimeType: 'application/pdf', fileName: 'a.pdf', data: '' }),
					getBinaryDataBuffer: async () => await Promise.resolve(content),
				},
			} as unknown as Call['host'],
			api: this.api,
			endpoint: this.endpoint,
			authentication: this.api.authentications.at(-1)!,
			credentials: { ...this.credentials, ...setup.credentials },
			itemIndex,
			input: { path: {}, query: {}, body, options, timeZone: 'Europe/Vienna' },
			send: answer,
			ask: async <F>(request: ApiRequest<F>) => (await answer(request as ApiRequest)) as Answer<F>,
			memory: this.memory,
			now: () => this.now,
			sleep: async (ms) => {
				this.log.push(`sleep ${ms}`);
				this.now += ms;
				return await Promise.resolve();
			},
			turn: async () => await Promise.resolve(),
			alone: async (name, work) => await this.memory.of(Lanes).alone(JSON.stringify(name), work),
			hint: (message) => void this.hints.push(message),
			once: async <T>(name: string, make: () => Promise<T>) => {
				const value = this.values.get(name) ?? make();
				this.values.set(name, value);
				value.catch(() => this.values.delete(name));
				return (await value) as T;
			},
		};
		return fakeCall(call);
	}

	/** A failure as the wire makes it. */
	failure(problem: string, more: Partial<RequestFailure> = {}): NodeApiError {
		return apiError(failingIn(this.api, this.endpoint), { problem, advice: '', ...more });
	}

	/** No answer: what the request did isn't known. */
	lost(): NodeApiError {
		return this.failure('the connection broke off', { outcomeUnknown: true });
	}

	/** How often something was sent. */
	count(line: string): number {
		return this.log.filter((one) => one === line).length;
	}
}

/** What a person reads of an error. */
export interface Failure {
	message: string;
	description?: string;
	advice?: string;
	context?: IDataObject;
}

/** The failure of work that must fail. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
	return await work.then(
		() => {
			throw new Error('It was expected to fail');
		},
		(error: Failure) => error,
	);
}
