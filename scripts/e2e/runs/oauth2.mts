// OAuth2 in a real n8n: connected in a browser, with an access token that ends twice, and an access
// that is taken back. Both of n8n's ways to connect are tried: with a client secret, and with PKCE.

import { isDeepStrictEqual } from 'node:util';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { executeWorkflow, importWorkflows } from '../../n8n/drive.mts';
import type { CredentialToImport, ExecutionData, N8nOptions } from '../../n8n/drive.mts';
import type { LoggedRequest } from '../lib/checks.mts';
import { requestsTo } from '../lib/control.mts';
import type { DescribedNode } from '../lib/described.mts';
import type { Result } from '../lib/results.mts';

const TYPE = 'cassaNovaOAuth2Api';
export const PKCE = 'cassaNovaPkce';

/** A second credential of the type, connected with PKCE instead of a client secret. */
export function pkceCredential(credentials: CredentialToImport[]): CredentialToImport[] {
	return credentials
		.filter(({ type }) => type === TYPE)
		.map((credential) => ({
			...credential,
			id: PKCE,
			name: 'CassaNova OAuth2 with PKCE (sandbox)',
			data: { ...credential.data, grantType: 'pkce', clientSecret: '' },
		}));
}

/** What is done with a connection, one step after the other; `expire` ends all access tokens. */
const KEPT = ['connected', 'expire', 'renewed', 'expire again', 'renewed again'];
const REVOKED = [...KEPT, 'revoke', 'use after revoking'];

const CHAINS = [
	{ credential: TYPE, steps: KEPT },
	{ credential: PKCE, steps: REVOKED },
];

const nameOf = (credential: string, step: string) => `${credential}: ${step}`;

/** A workflow that goes through both chains. */
function oAuth2Workflow(id: string, nodes: DescribedNode[], ready: SandboxReady) {
	const cassaNova = nodes.find(({ name }) => name === 'cassaNova');
	if (cassaNova === undefined) throw new Error('There is no node cassaNova');
	const node = (credential: string, step: string, index: number) => {
		const common = {
			id: nameOf(credential, step),
			name: nameOf(credential, step),
			position: [300 + index * 300, credential === PKCE ? 300 : 0],
			// A list gives several items; each step is done once.
			executeOnce: true,
		};
		if (step.startsWith('expire')) {
			return {
				...common,
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: {
					method: 'POST',
					url: `${ready.control}/expire`,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '{"vendor":"cassaNova"}',
				},
			};
		}
		return {
			...common,
			type: cassaNova.type,
			typeVersion: cassaNova.version,
			parameters: {
				authentication: 'oAuth2',
				...(step === 'revoke'
					? { resource: 'accessToken', operation: 'revoke' }
					: { resource: 'salesPoint', operation: 'getAll', returnAll: true }),
			},
			credentials: { [TYPE]: { id: credential, name: credential } },
			onError: 'continueRegularOutput',
		};
	};
	const start = {
		id: 'start',
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const to = (names: string[]) => ({
		main: [names.map((name) => ({ node: name, type: 'main', index: 0 }))],
	});
	const links = CHAINS.flatMap(({ credential, steps }) =>
		steps
			.slice(1)
			.map((step, index) => [
				nameOf(credential, steps[index] ?? ''),
				to([nameOf(credential, step)]),
			]),
	);
	return {
		id,
		name: 'End to end: OAuth2',
		active: false,
		settings: { executionOrder: 'v1' },
		nodes: [
			start,
			...CHAINS.flatMap(({ credential, steps }) =>
				steps.map((step, index) => node(credential, step, index)),
			),
		],
		connections: {
			Start: to(CHAINS.map(({ credential }) => nameOf(credential, 'connected'))),
			...Object.fromEntries(links),
		},
	};
}

type Fields = Record<string, string>;
type Logged = LoggedRequest & { status?: number };

/** One renewal: refused, renewed, repeated. */
const RENEWAL = ['/salespoint 401', '/oauth/token 200', '/salespoint 200'];

/** The requests of both chains. The first one ends the access token of the second one, too. */
const REQUESTS = [
	...['/salespoint 200', ...RENEWAL, ...RENEWAL],
	...[...RENEWAL, ...RENEWAL, ...RENEWAL],
	...['/oauth/revoke 200', '/salespoint 401', '/oauth/token 400'],
];

/** An n8n with an n8n-workflow older than 2.9.1 hands the refusal on, and renews when it is asked again (wire/send.ts). */
const OLDER_REQUESTS = REQUESTS.flatMap((request) =>
	request.endsWith(' 401') ? [request, request] : [request],
);

const grantOf = ({ path, body }: Logged): string | undefined =>
	path === '/oauth/token' ? (body as Fields).grant_type : undefined;

/**
 * Tells what is wrong with each part of the run.
 * @param connecting what the sandbox got while the credentials were connected and tested
 * @param running what it got while the workflow ran
 */
function oAuth2Problems(
	execution: ExecutionData,
	connecting: Logged[],
	running: Logged[],
): Result[] {
	const itemsOf = (credential: string, step: string) =>
		execution.data.resultData.runData[nameOf(credential, step)]?.[0]?.data?.main[0]?.map(
			({ json }) => json,
		) ?? [];
	const authorized = connecting.filter(({ path }) => path === '/oauth/authorize');
	const bodies = (log: Logged[], grant: string) =>
		log.filter((entry) => grantOf(entry) === grant).map(({ body }) => body as Fields);
	const exchanges = bodies(connecting, 'authorization_code');
	const refreshTokens = new Set(
		bodies(running, 'refresh_token').map((body) => body.refresh_token ?? ''),
	);
	const requests = running.map(({ path, status }) => `${path} ${status}`);
	const usable = CHAINS.map(({ credential }) => credential).map((credential) => ({
		title: `the token of ${credential} is renewed each time it ends`,
		problem: ['connected', 'renewed', 'renewed again'].every(
			(step) => itemsOf(credential, step).length === 3,
		)
			? undefined
			: JSON.stringify(execution.data.resultData).slice(0, 2000),
	}));
	const [after = {}] = itemsOf(PKCE, 'use after revoking');
	const [revoked = {}] = itemsOf(PKCE, 'revoke');
	const everything = JSON.stringify(execution.data.resultData);
	return [
		...usable,
		{
			title: 'PKCE: a challenge by S256, and its verifier with the code',
			problem:
				authorized.some(({ query }) => query.code_challenge_method === 'S256') &&
				exchanges.some(({ code_verifier: verifier }) => (verifier ?? '').length >= 43)
					? undefined
					: JSON.stringify({ authorized, exchanges }),
		},
		{
			title: 'OAuth2: the requests that the sandbox got, in order',
			problem: [REQUESTS, OLDER_REQUESTS].some((wanted) => isDeepStrictEqual(requests, wanted))
				? undefined
				: JSON.stringify(requests),
		},
		{
			title: 'OAuth2: each connection has one refresh token for good, and it is in no execution',
			problem:
				refreshTokens.size === CHAINS.length &&
				[...refreshTokens].every((token) => token !== '' && !everything.includes(token))
					? undefined
					: `${refreshTokens.size} refresh tokens, or one is in the execution`,
		},
		{
			title: 'a revoked access is gone, and the node says so',
			problem:
				revoked.success === true && String(after.error).startsWith('CassaNova could not')
					? undefined
					: JSON.stringify({ revoked, after }),
		},
	];
}

/**
 * Lets access tokens end and takes an access back, and gives what is wrong with each part of it.
 * @param before how many requests the sandbox had got before the credentials were connected
 */
export async function* renewalProblems(
	options: N8nOptions,
	ready: SandboxReady,
	nodes: DescribedNode[],
	before: number,
): AsyncGenerator<Result> {
	const id = 'e2eOAuth2';
	await importWorkflows(options, [oAuth2Workflow(id, nodes, ready)]);
	const started = (await requestsTo(ready)).length;
	const execution = await executeWorkflow(options, id);
	const requests = await requestsTo(ready);
	yield* oAuth2Problems(execution, requests.slice(before, started), requests.slice(started));
}
