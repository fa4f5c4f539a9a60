/** An n8n of the tests' own: records what is sent and answers as told. */
import type {
	IAdditionalCredentialOptions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';
import type { Api, Endpoint } from '../../../nodes/shared/table/types';
import type { Failing } from '../../../nodes/shared/wire/errors';

/** What a server gives: an answer, or an error as n8n's helpers throw it. */
export interface Answer {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
}

export type Reply = Answer | Error;

/** One request as it reached n8n's helper. */
export interface Sent {
	/** True for `httpRequest`, which adds no credential. */
	plain: boolean;
	credential?: string;
	/** The credential's data as the request's `authenticate` would see it. */
	data?: ICredentialDataDecryptedObject;
	options: IHttpRequestOptions;
	method: string;
	/** Path and query below the host. */
	path: string;
}

export interface HostSetup {
	/** Answers a request; the default says `{}`. */
	reply?: (request: Sent, index: number) => Reply | Promise<Reply>;
	/** Parameters of the items; the first ones serve items that have none of their own. */
	parameters?: Array<Record<string, unknown>>;
	credentials?: (type: string, itemIndex: number) => ICredentialDataDecryptedObject;
	items?: number;
	/** Fields of the items, in the place of `items` empty ones. */
	input?: IDataObject[];
	continueOnFail?: boolean;
	signal?: AbortSignal;
	node?: Partial<INode>;
}

export const testNode: INode = {
	id: '1',
	name: 'Node',
	type: 'n8n-nodes-kassa.cassaNova',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** What a failure is about, as `apiError` takes it. */
export const failingIn = (api: Api, endpoint: Endpoint): Failing => ({
	api,
	endpoint,
	host: { getNode: () => testNode },
});

/** A host for action nodes, with a log of what was sent and hinted. */
export function fakeHost(setup: HostSetup = {}) {
	const sent: Sent[] = [];
	const hints: string[] = [];
	const answer = async (request: Omit<Sent, 'method' | 'path'>) => {
		const { options } = request;
		const url = new URL(options.url);
		const full = {
			...request,
			method: options.method ?? 'GET',
			path: `${url.pathname}${url.search}`,
		};
		const index = sent.push(full) - 1;
		await Promise.resolve();
		const reply = (await setup.reply?.(full, index)) ?? {};
		if (reply instanceof Error) throw reply;
		const { status = 200, headers = {} } = reply;
		const body = 'body' in reply ? reply.body : {};
		return { statusCode: status, body, headers };
	};
	const parametersOf = (itemIndex: number) =>
		setup.parameters?.[itemIndex] ?? setup.parameters?.[0] ?? {};
	const context = {};
	const host = {
		getContext: () => context,
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		getNode: () => ({ ...testNode, ...setup.node }),
		getInputData: () =>
			(setup.input ?? Array.from({ length: setup.items ?? 1 }, () => ({}))).map((json) => ({
				json,
			})),
		getNodeParameter: (name: string, itemIndex: number, fallback?: unknown) =>
			parametersOf(itemIndex)[name] ?? fallback,
		getCurrentNodeParameter: (name: string) => parametersOf(0)[name],
		getCredentials: async (type: string, itemIndex = 0) =>
			setup.credentials?.(type, itemIndex) ?? {},
		continueOnFail: () => setup.continueOnFail === true,
		getExecutionCancelSignal: () => setup.signal,
		addExecutionHints: ({ message }: { message: string }) => {
			hints.push(message);
		},
		helpers: {
			httpRequest: async (options: IHttpRequestOptions) => await answer({ plain: true, options }),
			httpRequestWithAuthentication: async (
				credential: string,
				options: IHttpRequestOptions,
				more?: IAdditionalCredentialOptions,
			) =>
				await answer({
					plain: false,
					credential,
					options,
					...(more?.credentialsDecrypted?.data
						? { data: more.credentialsDecrypted.data as IDataObject }
						: {}),
				} as Omit<Sent, 'method' | 'path'>),
		},
	};
	return { host: host as unknown as IExecuteFunctions, sent, hints };
}
