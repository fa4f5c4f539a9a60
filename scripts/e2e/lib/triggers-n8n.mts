// A real n8n with live trigger workflows, which can be killed and started again.

import { freshFetch } from '../../lib/fetch.mts';
import type { CredentialToImport, RunningN8n } from '../../n8n/drive.mts';
import { startN8n } from '../../n8n/drive.mts';
import { unpackPackage } from '../../n8n/community-package.mts';
import type { Tarball } from '../../n8n/community-package.mts';
import { isArtificial, itemsIn, outputOf } from './executions.mts';
import type { Execution } from './executions.mts';

type Json = Record<string, unknown>;

/** A node as n8n exports it. */
export interface WorkflowNode {
	name: string;
	parameters: Json;
	[more: string]: unknown;
}

/** A workflow that begins with one of our triggers. */
export interface LiveWorkflow {
	name: string;
	/** The trigger node's name. */
	trigger: string;
	credential: CredentialToImport;
	/** Seconds between two polls; a part of a minute. */
	every: number;
	/** The first poll by the clock comes after so many minutes; at once by default. */
	firstAfterMinutes?: number;
	nodes: WorkflowNode[];
	connections: object;
}

const SCOPES = [
	'workflow:activate',
	'workflow:deactivate',
	'workflow:create',
	'workflow:read',
	'execution:list',
];

/**
 * n8n refuses intervals below a minute, but several poll times each a minute apart are fine.
 * @param notIn minutes of the hour in which there is no poll
 */
function pollTimes(seconds: number, notIn: number[]) {
	const minutes = Array.from({ length: 60 }, (_, minute) => minute)
		.filter((minute) => !notIn.includes(minute))
		.join(',');
	return {
		item: Array.from({ length: 60 / seconds }, (_, index) => ({
			mode: 'custom',
			cronExpression: `${index * seconds} ${notIn.length > 0 ? minutes : '*'} * * * *`,
		})),
	};
}

/** The next minutes of the hour, this one included; n8n's own zone is whole hours off. */
const nextMinutes = (count: number): number[] =>
	Array.from({ length: count }, (_, index) => (new Date().getUTCMinutes() + index) % 60);

/** An n8n of the test's own. */
export class LiveN8n {
	/** When it was killed, in milliseconds since 1970. */
	readonly kills: number[] = [];

	private running: RunningN8n | undefined;

	private apiKey = '';

	private readonly workflows = new Map<string, string>();

	/** Executions by trigger and id. */
	private readonly listed = new Map<string, Map<string, Execution>>();

	private readonly userFolder: string;

	private readonly env: Record<string, string>;

	constructor(userFolder: string, env: Record<string, string>) {
		this.userFolder = userFolder;
		this.env = env;
	}

	/** Starts it for the first time, with the package, credentials and workflows in it. */
	async setUp(tarball: Tarball, workflows: LiveWorkflow[]): Promise<void> {
		await unpackPackage(this.userFolder, tarball);
		await this.start();
		const key = await this.n8n.rest<{ rawApiKey: string }>('POST', '/api-keys', {
			label: 'end to end',
			scopes: SCOPES,
			expiresAt: null,
		});
		this.apiKey = key.rawApiKey;
		for (const one of workflows) this.workflows.set(one.trigger, await this.create(one));
	}

	/**
	 * Starts it. An execution that was stored and hadn't begun when n8n was killed makes n8n 2.41 fail in
	 * its own recovery; it ends then, and leaves that part out when it is started anew.
	 */
	async start(): Promise<void> {
		const options = { userFolder: this.userFolder, env: this.env };
		this.running = await startN8n(options).catch(async (error: unknown) => {
			const isRecovery = this.kills.length > 0 && String(error).includes('performStartupRecovery');
			if (!isRecovery) throw error;
			return await startN8n(options);
		});
	}

	async kill(): Promise<void> {
		await this.n8n.kill();
		this.kills.push(Date.now());
	}

	async stop(): Promise<void> {
		await this.running?.stop();
	}

	async activate(): Promise<void> {
		await this.each('activate');
	}

	async deactivate(): Promise<void> {
		await this.each('deactivate');
	}

	/**
	 * All items that a trigger has handed over, in the order of the executions; or what another node of
	 * its workflow put out.
	 */
	async items(trigger: string, node = trigger): Promise<Json[]> {
		return (await this.executions(trigger)).flatMap((one) => putOut(one, node, node === trigger));
	}

	/** How many polls of a trigger have failed: each is an execution of its own. */
	async failedPolls(trigger: string): Promise<number> {
		return (await this.executions(trigger)).filter(({ status }) => status === 'error').length;
	}

	/** Whether n8n has stored anything that a trigger noted, in the workflow itself. */
	async hasNoted(trigger: string): Promise<boolean> {
		const { staticData } = await this.api<{ staticData: Json | null }>(
			'GET',
			`/workflows/${this.workflows.get(trigger)}`,
		);
		return staticData !== null && Object.keys(staticData).length > 0;
	}

	get log(): string {
		return this.n8n.logFile;
	}

	private get n8n(): RunningN8n {
		if (!this.running) throw new Error('n8n was not started');
		return this.running;
	}

	/**
	 * n8n lists an execution that waits for its turn and one that has ended, but none that is running:
	 * one that was listed before still exists.
	 */
	private async executions(trigger: string): Promise<Execution[]> {
		const executions = this.listed.get(trigger) ?? new Map<string, Execution>();
		this.listed.set(trigger, executions);
		let cursor: string | undefined = '';
		while (cursor !== undefined) {
			const query = `workflowId=${this.workflows.get(trigger)}&includeData=true&limit=100`;
			const page: { data: Execution[]; nextCursor: string | null } = await this.api(
				'GET',
				`/executions?${query}${cursor === '' ? '' : `&cursor=${cursor}`}`,
			);
			for (const execution of page.data) executions.set(execution.id, execution);
			cursor = page.nextCursor ?? undefined;
		}
		return [...executions.values()].sort((a, b) => Number(a.id) - Number(b.id));
	}

	private async each(action: 'activate' | 'deactivate'): Promise<void> {
		for (const id of this.workflows.values()) {
			await this.api('POST', `/workflows/${id}/${action}`);
		}
	}

	private async create(workflow: LiveWorkflow): Promise<string> {
		const {
			name,
			trigger,
			credential,
			nodes,
			connections,
			every,
			firstAfterMinutes = 0,
		} = workflow;
		const times = pollTimes(every, nextMinutes(firstAfterMinutes));
		const stored = await this.n8n.rest<{ id: string }>('POST', '/credentials', {
			name: credential.name,
			type: credential.type,
			data: credential.data,
		});
		const live = (node: WorkflowNode): WorkflowNode => ({
			...node,
			parameters: { ...node.parameters, pollTimes: times },
			credentials: { [credential.type]: { id: stored.id, name: credential.name } },
		});
		const { id } = await this.api<{ id: string }>('POST', '/workflows', {
			name,
			settings: { executionOrder: 'v1' },
			connections,
			nodes: nodes.map((node) => (node.name === trigger ? live(node) : node)),
		});
		return id;
	}

	private async api<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await freshFetch(`${this.n8n.url}/api/v1${path}`, {
			method,
			headers: { 'X-N8N-API-KEY': this.apiKey, 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`n8n: ${method} ${path}: ${answer.status} ${text}`);
		return JSON.parse(text) as T;
	}
}

/**
 * An execution that was killed holds a trigger's items where n8n keeps what it still has to do; where it
 * had begun, n8n's recovery puts an item of its own in place of what a node had put out.
 */
function putOut(execution: Execution, name: string, isTrigger: boolean): Json[] {
	// A poll that failed is an execution, too, with an empty item in the trigger's place.
	if (execution.status === 'error') return [];
	const waiting = isTrigger
		? execution.data?.executionData?.nodeExecutionStack?.find(({ node }) => node.name === name)
		: undefined;
	const items = itemsIn(waiting?.data ?? outputOf(execution, name));
	return items.filter((json) => !isArtificial(json));
}
