// Our credentials in n8n's own HTTP Request node, which names addresses differently from our nodes,
// and in their own tests: another host is told nothing, whoever sends the request there.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { workflowModule } from '../../engine/n8n.mts';
import { freshFetch } from '../../lib/fetch.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { freePort } from '../../lib/free-port.mts';
import { importWorkflows } from '../../n8n/drive.mts';
import type { CredentialToImport, RunningN8n } from '../../n8n/drive.mts';
import { runInEditor } from '../../n8n/editor-run.mts';
import type { LoggedRequest } from '../lib/checks.mts';
import { READS, homeOf } from '../lib/tested.mts';

type Json = Record<string, unknown>;
type Logged = LoggedRequest & { status?: number };

interface Outcome {
	title: string;
	problem: string | undefined;
}

const ID = 'e2eForeignHosts';
const TRIGGER = 'Start';

/** In the HTTP Request node it is n8n itself that signs with OAuth2, and no credential can limit it. */
const SIGNED_BY_N8N = 'cassaNovaOAuth2Api';

/** What stands for data that n8n has and doesn't tell, such as the tokens of a connection. */
const { CREDENTIAL_BLANKING_VALUE: STORED } = workflowModule;

/** A host that no credential names; it keeps what reaches it, and says yes to everything. */
async function startStranger() {
	const heard: string[] = [];
	const server = createServer((request, response) => {
		const { method, url, rawHeaders } = request;
		heard.push(`${method} ${url} with ${rawHeaders.join(' ')}`);
		response.setHeader('content-type', 'application/json').end('{"ok":true}');
	});
	const port = await freePort();
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${port}`,
		/** What has reached it since the last time, as one text; '' for nothing. */
		heard: () => heard.splice(0).join('; '),
		stop: () => {
			server.closeAllConnections();
			server.close();
		},
	};
}

/** A page that names the next one at the other host. */
const pagination = (next: string) => ({
	pagination: {
		pagination: {
			paginationMode: 'responseContainsNextURL',
			nextURL: next,
			paginationCompleteWhen: 'other',
			completeExpression: '={{ $pageCount > 1 }}',
			requestInterval: 1,
		},
	},
});

/** What a workflow may do with a credential; `url` and `options` as the HTTP Request node has them. */
interface Way {
	name: string;
	url: string;
	options?: Json;
	isRefused: boolean;
}

const waysOf = (home: string, path: string, stranger: string): Way[] => [
	{ name: 'its own host works', url: `${home}${path}`, isRefused: false },
	{ name: 'another host is refused', url: `${stranger}${path}`, isRefused: true },
	{
		name: 'a redirect to another host is not followed',
		url: `${home}/e2e-moved`,
		isRefused: true,
	},
	{
		name: 'a redirect is not followed with the option to do so either',
		url: `${home}/e2e-moved`,
		options: {
			redirect: { redirect: { followRedirects: true, maxRedirects: 21 } },
			sendCredentialsOnCrossOriginRedirect: true,
		},
		isRefused: true,
	},
	{
		name: 'a next page at another host is refused',
		url: `${home}${path}`,
		options: pagination(`${stranger}${path}`),
		isRefused: true,
	},
];

const titleOf = (type: string, way: string) => `${type} in the HTTP Request node: ${way}`;

/** One HTTP Request node per way; each runs, whatever becomes of the others. */
function workflowOf(ways: Array<Way & { type: string }>) {
	const nodes = ways.map(({ type, name, url, options = {} }, index) => ({
		id: `way-${index}`,
		name: titleOf(type, name),
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position: [300, index * 200],
		credentials: { [type]: { id: type, name: type } },
		onError: 'continueRegularOutput',
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			// Only CassaNova asks for it.
			sendHeaders: true,
			headerParameters: { parameters: [{ name: 'X-Version', value: '1.0.0' }] },
			options,
		},
	}));
	const start = {
		id: 'start',
		name: TRIGGER,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return {
		id: ID,
		name: 'End to end: credentials and other hosts',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [start, ...nodes],
		connections: {
			[TRIGGER]: { main: [nodes.map(({ name }) => ({ node: name, type: 'main', index: 0 }))] },
		},
	};
}

/** Sends requests and runs credential tests; gives what is wrong, `undefined` when all is well. */
export async function* foreignHostProblems(
	n8n: RunningN8n,
	ready: SandboxReady,
	credentials: CredentialToImport[],
): AsyncGenerator<Outcome> {
	const stranger = await startStranger();
	const control = async (method: string, body?: Json) =>
		await freshFetch(`${ready.control}/faults`, {
			method,
			headers: { 'content-type': 'application/json' },
			...(body && { body: JSON.stringify(body) }),
		});
	const redirect = async (path: string, vendor?: string) =>
		await control('POST', {
			kind: 'redirect',
			location: `${stranger.url}/moved`,
			path: `${path}$`,
			times: -1,
			...(vendor !== undefined && { vendor }),
		});
	const log = async () => (await (await freshFetch(`${ready.control}/log`)).json()) as Logged[];

	const ways = credentials
		.filter(({ id, type }) => id === type && type !== SIGNED_BY_N8N)
		.flatMap(({ type }) => {
			const { vendor = '', path = '' } = READS[type] ?? {};
			return waysOf(homeOf(ready, vendor), path, stranger.url).map((way) => ({ type, ...way }));
		});
	await importWorkflows({ userFolder: n8n.userFolder }, [workflowOf(ways)]);
	await redirect('/e2e-moved');
	const before = (await log()).length;
	const { runData } = (await runInEditor(n8n, ID, TRIGGER)).data.resultData;
	for (const { type, name, isRefused } of ways) {
		const title = titleOf(type, name);
		const [run] = runData[title] ?? [];
		const items = run?.data?.main[0] ?? [];
		const failed = items.some(({ json }) => json.error !== undefined);
		yield {
			title,
			problem:
				items.length > 0 && failed === isRefused ? undefined : JSON.stringify(run ?? 'not run'),
		};
	}
	const redirected = (await log()).slice(before).filter(({ status }) => status === 302).length;
	const expected = ways.filter(({ url }) => url.endsWith('/e2e-moved')).length;
	yield {
		title: 'the HTTP Request node asked the redirecting addresses',
		// n8n's older helper repeats what failed.
		problem: redirected >= expected ? undefined : `${redirected} times instead of ${expected}`,
	};
	const told = stranger.heard();
	yield {
		title: 'the HTTP Request node sent nothing to another host with our credentials',
		problem: told === '' ? undefined : told,
	};

	for (const { id, type, ...rest } of credentials) {
		const { vendor, path = '', token } = READS[type] ?? {};
		const data = type === SIGNED_BY_N8N ? { ...rest.data, oauthTokenData: STORED } : rest.data;
		for (const from of [path, ...(token === undefined ? [] : [token])]) {
			await redirect(from, vendor);
			const seen = (await log()).length;
			const answer = await n8n.rest<{ status: string; message: string }>(
				'POST',
				'/credentials/test',
				{ credentials: { id, type, ...rest, data } },
			);
			const isAsked = (await log()).slice(seen).some(({ status }) => status === 302);
			await control('DELETE');
			const heard = stranger.heard();
			yield {
				title: `credential test of ${id}: not OK when ${from} sends it on to another host, which is told nothing`,
				problem:
					answer.status === 'Error' && isAsked && heard === ''
						? undefined
						: JSON.stringify({ answer, isAsked, heard }),
			};
		}
	}
	stranger.stop();
}
