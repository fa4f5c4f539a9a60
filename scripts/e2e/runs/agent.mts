// What an AI agent does in a real n8n: it calls our node as its tool, the answer gets lost after the
// order or receipt was made, and the model calls the tool again with the same content.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { freshFetch } from '../../lib/fetch.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { freePort } from '../../lib/free-port.mts';
import { importCredentials, importWorkflows } from '../../n8n/drive.mts';
import type { RunningN8n } from '../../n8n/drive.mts';
import { publicApi } from '../../n8n/public-api.mts';
import { requestsTo } from '../lib/control.mts';
import { coffee } from '../lib/print-node.mts';
import { hookAt } from '../lib/workflow.mts';

type Json = Record<string, unknown>;

const id = 'e2eAgent';
const path = 'e2e-agent';
const ANSWER = 'That is all.';
/** What the model must be told of a try whose answer was lost, and of the same once more. */
const OUTCOME_UNKNOWN = 'outcome unknown: it may have been carried out';
const NOT_REPEATED = 'was not repeated';

/** What the model says with which tool; `given` is what it fills in. */
interface Scene {
	tool: string;
	given: Record<string, string>;
	/** Path of the request that must be sent only once. */
	sent: RegExp;
	faults: Json[];
}

const scenes: Scene[] = [
	{
		tool: 'Order',
		given: {
			order: JSON.stringify({
				note: 'of an agent',
				items: [{ itemNo: '21', sizeId: 1, amount: 1, price: 7.5 }],
			}),
		},
		sent: /^\/v1\/order$/,
		faults: [{ kind: 'resetAfter', method: 'POST', path: '^/v1/order$' }],
	},
	{
		tool: 'Receipt',
		given: {
			items: JSON.stringify([coffee(3.2)]),
		},
		sent: /\/receipts$/,
		// The register can't be asked either: else the node would find the receipt by itself.
		faults: [
			{ kind: 'resetAfter', vendor: 'kassandro', method: 'POST', path: '/receipts$' },
			{
				kind: 'status',
				status: 403,
				vendor: 'kassandro',
				method: 'GET',
				path: '/receipts$',
				after: 1,
				times: -1,
			},
		],
	},
];

const tool = (name: string, type: string, credential: string, parameters: Json) => ({
	id: name,
	name,
	type: `n8n-nodes-kassa.${type}Tool`,
	typeVersion: 1,
	position: [400, 200],
	credentials: { [credential]: { id: credential, name: credential } },
	parameters: { descriptionType: 'manual', toolDescription: `Makes one: ${name}`, ...parameters },
});

const workflow = {
	id,
	name: 'End to end: tools of an AI agent',
	active: false,
	settings: { executionOrder: 'v1' },
	nodes: [
		hookAt(path, 'e2e0e2e0-0001-4001-8001-000000000002'),
		{
			id: 'agent',
			name: 'Agent',
			type: '@n8n/n8n-nodes-langchain.agent',
			typeVersion: 3.1,
			position: [200, 0],
			parameters: {
				promptType: 'define',
				text: '={{ $json.body.tool }}',
				options: { enableStreaming: false },
			},
		},
		{
			id: 'model',
			name: 'Model',
			type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
			typeVersion: 1.2,
			position: [200, 200],
			credentials: { openAiApi: { id: 'e2eModel', name: 'Scripted model' } },
			parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
		},
		tool('Order', 'kassaForte', 'kassaForteApi', {
			resource: 'order',
			operation: 'create',
			order: "={{ $fromAI('order', 'The order as JSON', 'string') }}",
		}),
		tool('Receipt', 'kassandro', 'kassandroCashRegisterApi', {
			authentication: 'cashRegisterToken',
			resource: 'receipt',
			operation: 'create',
			defineUsing: 'json',
			itemsJson: "={{ $fromAI('items', 'The items as JSON', 'string') }}",
			paymentMethod: { __rl: true, mode: 'name', value: 'Bar' },
		}),
	],
	connections: {
		Hook: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
		Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
		Order: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		Receipt: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
	},
};

interface Message {
	role: string;
	content: unknown;
}

async function readJson(request: IncomingMessage): Promise<{ messages: Message[] }> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return JSON.parse(text) as { messages: Message[] };
}

/** The model's next message: the same call twice, then an end. */
function nextMessage({ tool: name, given }: Scene, heard: unknown[]): Json {
	if (heard.length >= 2) return { role: 'assistant', content: ANSWER };
	const call = { name, arguments: JSON.stringify(given) };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ id: `call_${heard.length}`, type: 'function', function: call }],
	};
}

/** A model that follows the script, as OpenAI's chat completions; it keeps what the tools told it. */
async function startModel() {
	const heard = new Map<string, string[]>();
	const server = createServer((request, response) => {
		void readJson(request).then(({ messages }) => {
			const asked = messages.findLast(({ role }) => role === 'user')?.content;
			const scene = scenes.find(({ tool: name }) => JSON.stringify(asked).includes(name));
			const told = messages
				.filter(({ role }) => role === 'tool')
				.map(({ content }) => (typeof content === 'string' ? content : JSON.stringify(content)));
			if (!scene) throw new Error(`Nobody wrote a script for ${JSON.stringify(asked)}`);
			heard.set(scene.tool, told);
			const message = nextMessage(scene, told);
			response.setHeader('content-type', 'application/json').end(
				JSON.stringify({
					id: 'chatcmpl-e2e',
					object: 'chat.completion',
					created: 0,
					model: 'scripted',
					choices: [
						{ index: 0, message, finish_reason: message.tool_calls ? 'tool_calls' : 'stop' },
					],
					usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
				}),
			);
		});
	});
	const port = await freePort();
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${port}/v1`,
		heard,
		stop: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** Tells the agent which tool to use, and gives what comes out at the end. */
async function ask({ url }: RunningN8n, { tool: name }: Scene): Promise<string> {
	// n8n opens the address a while after it has said that the workflow is active.
	for (let tries = 0; ; tries++) {
		const answer = await freshFetch(`${url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ tool: name }),
		});
		const text = await answer.text();
		if (answer.status !== 404 || tries === 600) return text;
		await delay(500);
	}
}

/** One conversation per tool; gives what is wrong with each, `undefined` when all is well. */
export async function* agentProblems(
	n8n: RunningN8n,
	ready: SandboxReady,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	const model = await startModel();
	const options = { userFolder: n8n.userFolder };
	const data = { apiKey: 'sk-scripted', url: model.url };
	await importCredentials(options, [
		{ id: 'e2eModel', name: 'Scripted model', type: 'openAiApi', data },
	]);
	await importWorkflows(options, [workflow]);
	const api = await publicApi(n8n, 'end to end, agent');
	await api('POST', `/workflows/${id}/activate`);
	for (const scene of scenes) {
		const posts = async () => {
			const log = await requestsTo(ready);
			return log.filter(({ method, path: to }) => method === 'POST' && scene.sent.test(to)).length;
		};
		const before = await posts();
		await freshFetch(`${ready.control}/faults`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(scene.faults),
		});
		const said = await ask(n8n, scene);
		await freshFetch(`${ready.control}/faults`, { method: 'DELETE' });
		const sent = (await posts()) - before;
		const told = model.heard.get(scene.tool) ?? [];
		yield {
			title: `an AI agent calls ${scene.tool} again after a lost answer: it is sent once, and the model is told why`,
			problem:
				sent === 1 &&
				told.length === 2 &&
				told[0]?.includes(OUTCOME_UNKNOWN) &&
				told[1]?.includes(OUTCOME_UNKNOWN) &&
				told[1].includes(NOT_REPEATED) &&
				said.includes(ANSWER)
					? undefined
					: JSON.stringify({ sent, told, said }),
		};
	}
	await api('POST', `/workflows/${id}/deactivate`);
	model.stop();
}
