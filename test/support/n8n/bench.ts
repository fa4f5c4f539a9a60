/** A sandbox and what workflow tests do with it: control calls, runs of one node, a search for secrets. */
import type {
	IBinaryData,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	OnError,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { NodeRun, RunError, RunResult, StoredCredential } from '../../../scripts/engine/types';
import type { SandboxReady } from '../../../sandbox/ready';
import { runWorkflow, startSandbox } from './kassa';

/** One request as the sandbox saw it. */
export interface LogEntry {
	n: number;
	vendor: string;
	method: string;
	path: string;
	query: Record<string, string | string[]>;
	rawQuery: string;
	headers: Record<string, string>;
	body?: unknown;
	status?: number;
	fault?: string;
}

export type Authentication =
	| 'accountToken'
	| 'cashRegisterToken'
	| 'apiKey'
	| 'oAuth2'
	| 'basicAuth';

/** Node and credential type by the way to authenticate. */
const TYPES: Record<Authentication, { node: string; credential: string }> = {
	accountToken: { node: 'kassandro', credential: 'kassandroAccountApi' },
	cashRegisterToken: { node: 'kassandro', credential: 'kassandroCashRegisterApi' },
	apiKey: { node: 'cassaNova', credential: 'cassaNovaApi' },
	oAuth2: { node: 'cassaNova', credential: 'cassaNovaOAuth2Api' },
	basicAuth: { node: 'kassaForte', credential: 'kassaForteApi' },
};

export interface NodeCall {
	authentication: Authentication;
	/** `resource.operation` */
	operation: string;
	parameters?: INodeParameters;
	/** Credential fields that differ from those that fit the sandbox. */
	credential?: IDataObject;
	/** The items that reach the node; one empty item by default. */
	items?: IDataObject[];
	/** A file in the field `data` of each item. */
	file?: IBinaryData;
	onError?: OnError;
	/** The run is canceled as soon as one of its requests has met with a fault. */
	cancelOnceStruck?: boolean;
	/** The run is canceled as soon as this says true. */
	cancelWhen?: () => Promise<boolean>;
	/** How the run was started; `manual` is the editor's button. */
	mode?: WorkflowExecuteMode;
	/** What first started it, where that differs. */
	source?: WorkflowExecuteMode;
	/** How often n8n tries the node ("Retry On Fail"). */
	maxTries?: number;
	/** Data of a failed execution to retry ("Retry execution"), from an outcome with `keepData`. */
	retryOf?: IDataObject;
	keepData?: boolean;
	/** The workflow's saved static data, from an earlier outcome. */
	staticData?: IDataObject;
	/** The workflow's time zone, where it isn't n8n's own default. */
	timezone?: string;
}

export interface NodeOutcome {
	status: string;
	/** What comes out of the node's first output. */
	items: INodeExecutionData[];
	jsons: IDataObject[];
	/** What comes out of the error output. */
	failed: INodeExecutionData[];
	error?: RunError;
	/** Message and description of the error in one text; '' without one. */
	words: string;
	hints: string[];
	/** The credential after the run. */
	credential?: StoredCredential;
	/** The execution's data; with `keepData`. */
	data?: IDataObject;
	/** The workflow's static data after the run. */
	staticData: IDataObject;
}

/** After a long run the sandbox may be closing the connection that an earlier call left open. */
export const FRESH = { Connection: 'close' };

/** How many characters of one run are kept for the search for secrets. */
const KEPT = 400_000;

export class Bench {
	private readonly secrets = new Set<string>();

	private readonly texts: string[] = [];

	private since = 0;

	constructor(readonly ready: SandboxReady) {
		const { cassaNova, kassandro, kassaForte } = ready;
		for (const secret of [
			cassaNova.apiKey,
			cassaNova.clientSecret,
			...kassandro.merchants.map(({ apiKey }) => apiKey),
			...kassaForte.shops.map(({ password }) => password),
		]) {
			this.secrets.add(secret);
		}
	}

	/** A call of the control API; with a body it is a POST. */
	async control<T = IDataObject>(path: string, body?: unknown): Promise<T> {
		const response = await fetch(
			`${this.ready.control}/${path}`,
			body === undefined
				? { headers: FRESH }
				: {
						method: 'POST',
						headers: { 'Content-Type': 'application/json', ...FRESH },
						body: JSON.stringify(body),
					},
		);
		if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
		return (await response.json()) as T;
	}

	/** Puts everything back to how it was at the start; tokens that clients hold become invalid. */
	async reset(): Promise<void> {
		await this.log();
		await this.control('reset', {});
		this.since = 0;
	}

	/** Requests from now on are what `log` gives. */
	async mark(): Promise<void> {
		await this.log();
		this.since = (await this.control<LogEntry[]>('log')).at(-1)?.n ?? 0;
	}

	/** What reached the sandbox since the last mark; token calls are left out unless asked for. */
	async log({ tokens = false } = {}): Promise<LogEntry[]> {
		const entries = (await this.control<LogEntry[]>('log')).filter(({ n }) => n > this.since);
		for (const { headers } of entries) {
			const { authorization, 'kassandro-token': token } = headers;
			const secret = (authorization ?? token ?? '').replace(/^(Bearer|Basic) /, '');
			if (secret.length > 8) this.secrets.add(secret);
		}
		return entries.filter(
			({ path }) => tokens || !/\/(apikey\/token|oauth\/\w+|gettoken|createtoken)$/.test(path),
		);
	}

	/** Method, path and query of each logged request, as they were sent. */
	async sent(options?: { tokens?: boolean }): Promise<string[]> {
		return (await this.log(options)).map(
			({ method, path, rawQuery }) => `${method} ${path}${rawQuery ? `?${rawQuery}` : ''}`,
		);
	}

	/** Another program logs in to the till of Kassandro's first merchant; gives the token that there is then. */
	async logInToTill(): Promise<string> {
		const [merchant] = this.ready.kassandro.merchants;
		return await this.token(
			`createtoken?type=cashregister&cashregisterid=${merchant?.registers[0]}&`,
		);
	}

	/** The token for the account of Kassandro's first merchant; another program makes it where there is none. */
	async accountToken(): Promise<string> {
		return (await this.token('createtoken?type=account&')) || (await this.token('gettoken?'));
	}

	/** '' where the answer has none. */
	private async token(path: string): Promise<string> {
		const { baseUrl, merchants } = this.ready.kassandro;
		const url = `${baseUrl}/${path}key=${merchants[0]?.apiKey}`;
		const answer = await fetch(url, { headers: FRESH });
		const [first] = (await answer.json()) as Array<{ token?: string }>;
		return first?.token ?? '';
	}

	/** The credential that fits the sandbox. */
	credential(authentication: Authentication): IDataObject {
		const { cassaNova, kassandro, kassaForte } = this.ready;
		const [merchant] = kassandro.merchants;
		const account = { apiKey: merchant?.apiKey ?? '', baseUrl: kassandro.baseUrl };
		switch (authentication) {
			case 'accountToken':
				return account;
			case 'cashRegisterToken':
				return { ...account, cashRegisterId: String(merchant?.registers[0] ?? '') };
			case 'apiKey':
				return { apiKey: cassaNova.apiKey, baseUrl: cassaNova.baseUrl };
			case 'oAuth2':
				return {
					clientId: cassaNova.clientId,
					clientSecret: cassaNova.clientSecret,
					baseUrl: cassaNova.baseUrl,
					grantType: 'authorizationCode',
				};
			case 'basicAuth':
				return {
					environment: 'sandbox',
					domain: kassaForte.domain,
					username: kassaForte.username,
					password: kassaForte.password,
				};
		}
	}

	/** Executes a workflow of a manual trigger and one of our nodes. */
	async run(call: NodeCall): Promise<NodeOutcome> {
		const { authentication, operation: words, parameters = {}, onError } = call;
		const [resource = '', operation = ''] = words.split('.');
		const { node, credential } = TYPES[authentication];
		const data = { ...this.credential(authentication), ...call.credential };
		const result = await runWorkflow({
			workflow: {
				nodes: [
					{
						id: '1',
						name: 'Start',
						type: 'n8n-nodes-base.manualTrigger',
						typeVersion: 1,
						position: [0, 0],
						parameters: {},
					},
					{
						id: '2',
						name: 'Kassa',
						type: `n8n-nodes-kassa.${node}`,
						typeVersion: 1,
						position: [200, 0],
						parameters: {
							...(authentication === 'basicAuth' ? {} : { authentication }),
							resource,
							operation,
							...parameters,
						},
						credentials: { [credential]: { id: 'its', name: 'its' } },
						...(onError === undefined ? {} : { onError }),
						...(call.maxTries === undefined
							? {}
							: { retryOnFail: true, maxTries: call.maxTries, waitBetweenTries: 1 }),
					},
				],
				connections: { Start: { main: [[{ node: 'Kassa', type: 'main', index: 0 }]] } },
				...(call.timezone === undefined ? {} : { settings: { timezone: call.timezone } }),
			},
			credentials: { its: { type: credential, data: data as StoredCredential['data'] } },
			...(call.items || call.file ? { inputItems: inputOf(call) } : {}),
			...(call.cancelOnceStruck
				? { cancelWhen: async () => (await this.log()).some(({ fault }) => fault !== undefined) }
				: {}),
			...(call.cancelWhen ? { cancelWhen: call.cancelWhen } : {}),
			mode: call.mode,
			source: call.source,
			retryOf: call.retryOf,
			keepData: call.keepData,
			staticData: call.staticData,
		});
		return this.outcome(result);
	}

	private outcome(result: RunResult): NodeOutcome {
		const run: NodeRun | undefined = result.nodes.Kassa?.at(-1);
		this.texts.push(beginningOf(result.error, run));
		const [items = [], failed = []] = run?.outputs ?? [];
		const error = run?.error ?? result.error;
		return {
			status: result.status,
			items,
			jsons: items.map(({ json }) => json),
			failed,
			...(error ? { error } : {}),
			words: error ? `${error.message} ${error.description ?? ''}` : '',
			hints: (run?.hints ?? []).map(({ message }) => message),
			...(result.credentials.its ? { credential: result.credentials.its } : {}),
			...(result.data ? { data: result.data } : {}),
			staticData: result.staticData,
		};
	}

	/** Fails when a key, password or token stands in what came out of any run, or in an error of it. */
	async expectNoSecrets(): Promise<void> {
		await this.log();
		const everything = this.texts.join('\n');
		const found = [...this.secrets].filter(
			(secret) => everything.includes(secret) || everything.includes(encodeURIComponent(secret)),
		);
		expect(found).toEqual([]);
	}

	/** Fails when the sandbox gave an answer that its own OpenAPI description doesn't allow. */
	async expectNoDefects(): Promise<void> {
		expect(await this.control('defects')).toEqual([]);
	}
}

/** What came out of a run, the errors first; items only until there is enough to look through. */
function beginningOf(error: RunError | undefined, run: NodeRun | undefined): string {
	const { outputs = [], ...rest } = run ?? {};
	const texts = [JSON.stringify([error ?? null, rest])];
	let length = 0;
	for (const item of outputs.flat()) {
		if (length >= KEPT) break;
		const text = JSON.stringify(item);
		length += text.length;
		texts.push(text.slice(0, KEPT));
	}
	return texts.join('\n');
}

function inputOf({ items = [{}], file }: NodeCall): INodeExecutionData[] {
	return items.map((json) => ({ json, ...(file && { binary: { data: file } }) }));
}

/** Starts a sandbox for this test file, and checks it and all runs when the file's tests have ended. */
export function useBench(): { readonly bench: Bench } {
	const held: { bench?: Bench } = {};
	beforeAll(async () => {
		held.bench = new Bench(await startSandbox());
	});
	afterAll(async () => {
		await held.bench?.expectNoDefects();
		await held.bench?.expectNoSecrets();
	});
	return {
		get bench() {
			if (!held.bench) throw new Error('The sandbox is started before the first test');
			return held.bench;
		},
	};
}

/** The index of the input item that each item came from. */
export function pairs(items: INodeExecutionData[]): unknown[] {
	return items.map(({ pairedItem }) =>
		typeof pairedItem === 'object' && !Array.isArray(pairedItem) ? pairedItem.item : pairedItem,
	);
}
