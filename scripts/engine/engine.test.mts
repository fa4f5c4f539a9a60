// The engine runner itself, with a small node of its own: what workflow tests rely on.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { ICredentialType, IDataObject, INode, INodeType } from 'n8n-workflow';
import { loadPackage } from './package-types.mts';
import { engine } from './run.mts';
import type { StoredCredential, WorkflowJson } from './types.ts';

let origin = '';
let requests: Array<{ path: string; authorization: string | undefined }> = [];
let tokens = 0;

/** Gives out tokens, refuses the token "stale", never answers /slow, and answers all else. */
const server = createServer((request: IncomingMessage, response) => {
	const path = request.url ?? '';
	const { authorization } = request.headers;
	requests.push({ path, authorization });
	if (path.endsWith('/slow')) return;
	const send = (status: number, body: object) => {
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	};
	if (path.endsWith('/token')) {
		tokens += 1;
		const token = `fresh${tokens}`;
		send(200, { token, access_token: token, token_type: 'Bearer' });
	} else if (authorization === 'Bearer stale') send(401, {});
	else if (path.endsWith('/broken')) send(400, { messages: ['bad field'] });
	else send(200, { path, authorization });
});

const expirable: ICredentialType = {
	name: 'probeApi',
	displayName: 'Probe',
	properties: [
		{
			displayName: 'Token',
			name: 'token',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
	],
	async preAuthentication({ baseUrl }) {
		const url = `${String(baseUrl)}/token`;
		const answer = (await this.helpers.httpRequest({ url, method: 'POST', json: true })) as {
			token: string;
		};
		return { token: answer.token };
	},
	authenticate: {
		type: 'generic',
		properties: { headers: { authorization: '=Bearer {{$credentials.token}}' } },
	},
};

const oAuth2: ICredentialType = {
	name: 'probeOAuth2Api',
	displayName: 'Probe OAuth2',
	extends: ['oAuth2Api'],
	properties: [{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' }],
};

const text = (name: string, value: string) => ({
	displayName: name,
	name,
	type: 'string' as const,
	default: value,
});

const probe: INodeType = {
	description: {
		displayName: 'Probe',
		name: 'probe',
		group: ['trigger'],
		version: 1,
		description: 'Probe',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'probeApi' }, { name: 'probeOAuth2Api' }],
		properties: [text('path', '/one'), text('credential', 'probeApi'), text('paired', 'yes')],
	},
	async execute() {
		const items = [];
		for (const item of this.getInputData().keys()) {
			const type = this.getNodeParameter('credential', item) as string;
			const { baseUrl } = await this.getCredentials(type, item);
			const url = `${String(baseUrl)}${this.getNodeParameter('path', item) as string}`;
			const json = (await this.helpers.httpRequestWithAuthentication.call(this, type, {
				url,
				json: true,
			})) as IDataObject;
			const paired = this.getNodeParameter('paired', item) === 'yes';
			// Two items per input item, so that the engine can't pair them by their number.
			items.push({ json, ...(paired && { pairedItem: item }) }, { json: {}, pairedItem: item });
		}
		this.addExecutionHints({ message: 'a hint' });
		return [items];
	},
};

const poller: INodeType = {
	description: {
		...probe.description,
		name: 'poller',
		polling: true,
		inputs: [],
		properties: [],
	},
	async poll() {
		const state = this.getWorkflowStaticData('node');
		state.polls = Number(state.polls ?? 0) + 1;
		if (state.polls === 2) return null;
		if (state.polls === 4) throw new Error('no answer');
		return [[{ json: { polls: state.polls, mode: this.getActivationMode() } }]];
	},
};

const node = (type: string, parameters: object = {}, credential?: string): INode => ({
	id: 'n',
	name: 'N',
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: parameters as INode['parameters'],
	...(credential && { credentials: { [credential]: { id: 'c', name: 'C' } } }),
});

const workflowOf = (only: INode): WorkflowJson => ({ nodes: [only], connections: {} });

const run = async (
	parameters: object,
	credential: StoredCredential,
	more: Partial<Parameters<typeof engine.runWorkflow>[0]> = {},
) =>
	await engine.runWorkflow({
		workflow: workflowOf(node('probe.probe', parameters, credential.type)),
		credentials: { c: credential },
		...more,
	});

const api = (data: StoredCredential['data']): StoredCredential => ({ type: 'probeApi', data });

before(async () => {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const { nodes, credentials } = loadPackage('source');
	nodes.set('probe.probe', probe).set('probe.poller', poller);
	for (const type of [expirable, oAuth2]) credentials.set(type.name, type);
});
after(() => {
	server.close();
	server.closeAllConnections();
});

test('a credential is resolved per item, its token fetched once and kept', async () => {
	requests = [];
	const shop = api({ baseUrl: `=${origin}/{{ $json.shop }}` });
	const inputItems = [{ json: { shop: 'a' } }, { json: { shop: 'b' } }];
	const result = await run({}, shop, { inputItems });
	assert.equal(result.status, 'success');
	assert.deepEqual(
		requests.map(({ path }) => path),
		['/a/token', '/a/one', '/b/one'],
	);
	assert.match(String(result.credentials.c?.data.token), /^fresh/);
	assert.equal(result.credentials.c?.data.baseUrl, shop.data.baseUrl);
	assert.equal(shop.data.token, undefined, 'the given credential must stay as it was');
	assert.equal(result.items.length, 4);
	assert.deepEqual(result.nodes.N?.[0]?.hints, [{ message: 'a hint' }]);
});

test('a token that the server refuses is renewed once', async () => {
	requests = [];
	await run({}, api({ baseUrl: origin, token: 'stale' }));
	assert.deepEqual(
		requests.map(({ path }) => path),
		['/one', '/token', '/one'],
	);
});

test('OAuth2 renews its token and keeps the refresh token', async () => {
	const result = await run(
		{ credential: 'probeOAuth2Api' },
		{
			type: 'probeOAuth2Api',
			data: {
				baseUrl: origin,
				accessTokenUrl: `${origin}/token`,
				clientId: 'id',
				clientSecret: 'secret',
				oauthTokenData: { access_token: 'stale', refresh_token: 'again', token_type: 'Bearer' },
			},
		},
	);
	assert.equal(result.status, 'success', result.error?.message);
	const { access_token, refresh_token } = result.credentials.c?.data.oauthTokenData as IDataObject;
	assert.match(String(access_token), /^fresh/);
	assert.equal(refresh_token, 'again');
});

test('a failing node is in the result, with n8n’s own error', async () => {
	const result = await run({ path: '/broken' }, api({ baseUrl: origin }));
	assert.equal(result.status, 'error');
	assert.equal(result.error?.name, 'NodeApiError');
	assert.equal(result.error?.httpCode, '400');
});

test('a cancelled run ends, though the answer never comes', { timeout: 300_000 }, async () => {
	const cancelWhen = async () => requests.some(({ path }) => path.endsWith('/slow'));
	const result = await run({ path: '/slow' }, api({ baseUrl: origin }), { cancelWhen });
	assert.equal(result.status, 'canceled');
});

test('an output item without pairedItem fails the run, unless that is allowed', async () => {
	const credential = api({ baseUrl: origin });
	await assert.rejects(run({ paired: 'no' }, credential), /N, output 0, item 0/);
	const result = await run({ paired: 'no' }, credential, { allowUnpairedItems: true });
	assert.equal(result.unpairedItems.length, 1);
});

test('a poll gets its static data handed on, and its failure is in the result', async () => {
	const workflow = workflowOf(node('probe.poller'));
	let staticData: IDataObject = {};
	const outcomes = [];
	for (const activationMode of ['activate', 'update', 'update', 'update'] as const) {
		const result = await engine.poll({ workflow, staticData, activationMode });
		staticData = result.staticData;
		outcomes.push(result.error?.message ?? result.outputs?.[0]?.[0]?.json ?? null);
	}
	assert.deepEqual(outcomes, [
		{ polls: 1, mode: 'activate' },
		null,
		{ polls: 3, mode: 'update' },
		'no answer',
	]);
});

test('the stand-ins pass items on from node to node', async () => {
	const names = ['manualTrigger', 'noOp'];
	const result = await engine.runWorkflow({
		workflow: {
			nodes: names.map((name) => ({ ...node(`n8n-nodes-base.${name}`), id: name, name })),
			connections: { manualTrigger: { main: [[{ node: 'noOp', type: 'main', index: 0 }]] } },
		},
		inputItems: [{ json: { a: 1 } }],
	});
	assert.deepEqual(result.items, [{ json: { a: 1 }, pairedItem: { item: 0 } }]);
	assert.equal(result.lastNode, 'noOp');
});
