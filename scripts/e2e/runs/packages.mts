// The packages of one system in a real n8n: each alone, one beside the package with all systems, and a
// workflow that moves from the one to the other.

import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import { freshFetch } from '../../lib/fetch.mts';
import { sandboxCredentials, webhookCredential } from '../../lib/sandbox-credentials.mts';
import { moved } from '../../move.mjs';
import {
	installPackage,
	npmWithTarballs,
	uninstallPackage,
	unpackPackage,
} from '../../n8n/community-package.mts';
import { importCredentials, startN8n } from '../../n8n/drive.mts';
import type { CredentialToImport, RunningN8n } from '../../n8n/drive.mts';
import { runInEditor } from '../../n8n/editor-run.mts';
import { publicApi } from '../../n8n/public-api.mts';
import { openCamera } from '../../n8n/screenshot.mts';
import type { Camera } from '../../n8n/screenshot.mts';
import { inKilobytes, makePackages } from '../../packages/make.mts';
import type { MadePackage } from '../../packages/make.mts';
import { SYSTEM_PACKAGES, wholeManifest } from '../../packages/table.mts';
import type { SystemPackage } from '../../packages/table.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { requestsTo } from '../lib/control.mts';
import { describedNodes } from '../lib/described.mts';
import type { DescribedNode } from '../lib/described.mts';
import { coffee } from '../lib/print-node.mts';
import { problemIn } from '../lib/results.mts';
import type { Result } from '../lib/results.mts';
import { hookAt } from '../lib/workflow.mts';
import { credentialProblem } from './credentials.mts';
import { listProblems } from './node-creator.mts';

type Json = Record<string, unknown>;

/** A node without its package. */
interface Sample {
	node: string;
	credential: string;
	parameters: Json;
}

/** What is tried of each system: one operation and one trigger, by the folder of the system. */
const SAMPLES: Record<string, { operation: Sample; trigger: Sample }> = {
	CassaNova: {
		operation: {
			node: 'cassaNova',
			credential: 'cassaNovaApi',
			parameters: { authentication: 'apiKey', resource: 'tax', operation: 'getAll' },
		},
		trigger: {
			node: 'cassaNovaTrigger',
			credential: 'cassaNovaApi',
			parameters: { authentication: 'apiKey', event: 'receiptCreated' },
		},
	},
	KassaForte: {
		operation: {
			node: 'kassaForte',
			credential: 'kassaForteApi',
			parameters: { resource: 'shop', operation: 'getInfos' },
		},
		trigger: {
			node: 'kassaForteTrigger',
			credential: 'kassaForteApi',
			parameters: { event: 'shopInfoChanged' },
		},
	},
	Kassandro: {
		operation: {
			node: 'kassandro',
			credential: 'kassandroAccountApi',
			parameters: {
				authentication: 'accountToken',
				resource: 'cashRegister',
				operation: 'getAll',
			},
		},
		trigger: {
			node: 'kassandroTrigger',
			credential: 'kassandroAccountApi',
			parameters: { authentication: 'accountToken', event: 'receiptCreated' },
		},
	},
};

const MANUAL = { id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
const OURS = 'Ours';

const ours = (packageName: string, { node, credential, parameters }: Sample) => ({
	id: 'ours',
	name: OURS,
	type: `${packageName}.${node}`,
	typeVersion: 1,
	position: [240, 0],
	parameters,
	credentials: { [credential]: { id: credential, name: credential } },
});

const chained = (from: string) => ({
	[from]: { main: [[{ node: OURS, type: 'main', index: 0 }]] },
});

interface Workflow {
	id: string;
	nodes: Array<{ type: string }>;
	connections: object;
	staticData?: Json | null;
	[more: string]: unknown;
}

/** The n8n of this run, with what is done in it again and again. */
class Desk {
	readonly n8n: RunningN8n;

	private readonly api: (method: string, path: string) => Promise<unknown>;

	private readonly ready: SandboxReady;

	constructor(
		n8n: RunningN8n,
		api: (method: string, path: string) => Promise<unknown>,
		ready: SandboxReady,
	) {
		this.n8n = n8n;
		this.api = api;
		this.ready = ready;
	}

	async create(name: string, nodes: object[], connections: object): Promise<string> {
		const settings = { executionOrder: 'v1' };
		const { id } = await this.n8n.rest<Workflow>('POST', '/workflows', {
			name: `End to end: ${name}`,
			nodes,
			connections,
			settings,
		});
		return id;
	}

	async workflow(id: string): Promise<Workflow> {
		return await this.n8n.rest<Workflow>('GET', `/workflows/${id}`);
	}

	/** Gives a workflow's nodes the types of another package, as the script does, in place. */
	async move(id: string, to: string): Promise<number> {
		const before = await this.workflow(id);
		const { workflow, changes } = moved(before, to);
		const { name, nodes, connections, settings, versionId } = workflow;
		const body = { name, nodes, connections, settings, versionId };
		await this.n8n.rest('PATCH', `/workflows/${id}`, body);
		return changes.length;
	}

	async on(id: string): Promise<void> {
		await this.api('POST', `/workflows/${id}/activate`);
	}

	async off(id: string): Promise<void> {
		await this.api('POST', `/workflows/${id}/deactivate`);
	}

	/** What is wrong with one operation, run by the editor's button. */
	async operationProblem(packageName: string, sample: Sample): Promise<string | undefined> {
		const nodes = [{ ...MANUAL, position: [0, 0] }, ours(packageName, sample)];
		const id = await this.create(`${packageName} operation`, nodes, chained('Start'));
		const { data } = await runInEditor(this.n8n, id, 'Start');
		const { error, runData } = data.resultData;
		const items = runData[OURS]?.[0]?.data?.main[0] ?? [];
		if (error) return error.message;
		return items.length > 0 ? undefined : 'no items came out';
	}

	/** Creates a workflow that begins with a trigger. */
	async watch(packageName: string, { parameters, ...sample }: Sample): Promise<string> {
		const pollTimes = { item: [{ mode: 'everyHour', minute: 0 }] };
		const node = ours(packageName, { ...sample, parameters: { ...parameters, pollTimes } });
		return await this.create(`${packageName} trigger`, [node], {});
	}

	/** What is wrong with a trigger that is switched on and off: n8n polls as it does so. */
	async triggerProblem(packageName: string, sample: Sample): Promise<string | undefined> {
		const id = await this.watch(packageName, sample);
		const before = (await requestsTo(this.ready)).length;
		await this.on(id);
		for (let tries = 0; tries < 120; tries++) {
			if ((await requestsTo(this.ready)).length > before) break;
			await delay(250);
		}
		const asked = (await requestsTo(this.ready)).length - before;
		const { active, activeVersionId } = await this.workflow(id);
		await this.off(id);
		if (asked === 0) return 'it asked for nothing';
		return active === true || Boolean(activeVersionId) ? undefined : 'it is not active';
	}
}

/** The nodes of a system's package, as they are when it is installed. */
function nodesOf({ name, folder }: SystemPackage): DescribedNode[] {
	const whole = wholeManifest().name;
	return describedNodes(whole)
		.filter((node) => node.name.toLowerCase().startsWith(folder.toLowerCase()))
		.map((node) => ({ ...node, type: node.type.replace(`${whole}.`, `${name}.`) }));
}

/** Installs a package alone, and tries what it has. */
async function* aloneProblems(
	desk: Desk,
	camera: Camera,
	one: SystemPackage,
	tarball: MadePackage,
	credentials: CredentialToImport[],
	picture: (title: string) => string,
): AsyncGenerator<Result> {
	const { name, folder } = one;
	const title = (what: string) => `${name} alone: ${what}`;
	const nodes = nodesOf(one);
	const types = await installPackage(desk.n8n, tarball);
	const wanted = nodes.map(({ type }) => type).sort();
	yield {
		title: title(
			`installed, with its ${nodes.length} nodes and no other (${inKilobytes(tarball.bytes)})`,
		),
		problem: isDeepStrictEqual(types.toSorted(), wanted) ? undefined : types.join(', '),
	};
	for await (const { title: what, problem } of listProblems(camera, nodes, picture)) {
		yield { title: title(what), problem };
	}
	const { operation, trigger } = SAMPLES[folder] ?? {};
	if (!operation || !trigger) throw new Error(`There is no sample of ${folder}`);
	yield {
		title: title('an operation'),
		problem: await problemIn(async () => await desk.operationProblem(name, operation)),
	};
	yield {
		title: title('a trigger is switched on'),
		problem: await problemIn(async () => await desk.triggerProblem(name, trigger)),
	};
	const isOurs = ({ type }: CredentialToImport) =>
		type.toLowerCase().startsWith(folder.toLowerCase()) && !type.includes('OAuth2');
	for (const credential of credentials.filter(isOurs)) {
		yield {
			title: title(`credential test of ${credential.type}`),
			problem: await problemIn(async () => await credentialProblem(desk.n8n, credential)),
		};
	}
	await uninstallPackage(desk.n8n, name);
}

const ORDERS = 5;
/** So long the register takes for a receipt: both packages have begun by then, in milliseconds. */
const SLOW = 1500;

/** A live workflow that prints an order, with the node of one package. */
async function printing(desk: Desk, packageName: string, path: string): Promise<void> {
	const print: Sample = {
		node: 'kassandro',
		credential: 'kassandroCashRegisterApi',
		parameters: {
			authentication: 'cashRegisterToken',
			resource: 'receipt',
			operation: 'create',
			orderNumber: '={{ $json.body.number }}',
			defineUsing: 'json',
			itemsJson: JSON.stringify([coffee(3)]),
			paymentMethod: { __rl: true, mode: 'name', value: 'Bar' },
		},
	};
	const hook = hookAt(path, `e2e0e2e0-0002-4002-8002-${path.padStart(12, '0').slice(-12)}`);
	const id = await desk.create(
		`${packageName} prints`,
		[hook, ours(packageName, print)],
		chained(hook.name),
	);
	await desk.on(id);
}

async function order(n8n: RunningN8n, path: string, number: string): Promise<Json> {
	for (let tries = 0; ; tries++) {
		const answer = await freshFetch(`${n8n.url}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ number }),
		});
		const text = await answer.text();
		if (answer.ok) return JSON.parse(text) as Json;
		// n8n opens the address a while after it has said that the workflow is active.
		if (answer.status !== 404 || tries === 600) throw new Error(`${answer.status}: ${text}`);
		await delay(200);
	}
}

/** Both packages are told of the same order at the same moment, again and again. */
async function bothPrint(
	desk: Desk,
	ready: SandboxReady,
	names: string[],
): Promise<string | undefined> {
	const paths = ['e2e-pack-one', 'e2e-pack-all'];
	for (const [index, name] of names.entries()) await printing(desk, name, paths[index] ?? '');
	// The first order of each finds out about the register, and opens the addresses.
	for (const path of paths) await order(desk.n8n, path, `first ${path}`);
	const posts = async () =>
		(await requestsTo(ready)).filter(
			({ method, path }) => method === 'POST' && path.endsWith('/receipts'),
		).length;
	const before = await posts();
	await freshFetch(`${ready.control}/faults`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(
			Array.from({ length: ORDERS }, () => ({
				kind: 'slow',
				ms: SLOW,
				vendor: 'kassandro',
				method: 'POST',
				path: '/receipts$',
			})),
		),
	});
	const wrong: string[] = [];
	for (let number = 1; number <= ORDERS; number++) {
		const items = await Promise.all(
			paths.map(async (path) => await order(desk.n8n, path, `SAME-${number}`)),
		);
		const receipts = new Set(items.map(({ receiptNumber }) => receiptNumber));
		const duplicates = items.filter(({ duplicate }) => duplicate === true).length;
		if (receipts.size !== 1 || duplicates !== 1) wrong.push(JSON.stringify(items));
	}
	const printed = (await posts()) - before;
	if (printed !== ORDERS) wrong.push(`${printed} receipts for ${ORDERS} orders`);
	return wrong.length === 0 ? undefined : wrong.join('; ').slice(0, 1000);
}

/** A workflow moves from the package with all systems to one of one system, as docs/moving.md says. */
async function* movingProblems(
	desk: Desk,
	whole: MadePackage,
	single: MadePackage,
	credentials: CredentialToImport[],
): AsyncGenerator<Result> {
	const title = (what: string) => `from ${whole.name} to ${single.name}: ${what}`;
	const { operation, trigger } = SAMPLES.Kassandro ?? {};
	if (!operation || !trigger) throw new Error('There is no sample of Kassandro');
	await installPackage(desk.n8n, whole);
	const refused = await problemIn(async () => (await installPackage(desk.n8n, single)).join());
	yield {
		title: title("n8n's page takes no second package with the same names, and the first one stays"),
		problem: refused?.includes('Error loading package')
			? await problemIn(async () => await desk.operationProblem(whole.name, operation))
			: refused,
	};
	const id = await desk.watch(whole.name, trigger);
	const kept = async () => JSON.stringify((await desk.workflow(id)).staticData ?? null);
	await desk.on(id);
	for (let tries = 0; tries < 120 && !(await kept()).includes('keepFrom'); tries++) {
		await delay(250);
	}
	await desk.off(id);
	const before = await kept();
	await uninstallPackage(desk.n8n, whole.name);
	await installPackage(desk.n8n, single);
	const count = await desk.move(id, single.name);
	const after = await kept();
	yield {
		title: title('a trigger that is moved in place keeps what it knew'),
		problem:
			count === 1 && before.length > 10 && before === after
				? undefined
				: JSON.stringify({ count, before, after }),
	};
	yield {
		title: title('the moved trigger is switched on'),
		problem: await problemIn(async () => {
			await desk.on(id);
			await desk.off(id);
			return undefined;
		}),
	};
	yield {
		title: title('an operation'),
		problem: await problemIn(async () => await desk.operationProblem(single.name, operation)),
	};
	for (const credential of credentials.filter(({ type }) => type.startsWith('kassandro'))) {
		yield {
			title: title(`credential test of ${credential.type}`),
			problem: await problemIn(async () => await credentialProblem(desk.n8n, credential)),
		};
	}
}

/** The package with all systems and one of one system at once, which lie in n8n's folder. */
async function* besideProblems(
	desk: Desk,
	ready: SandboxReady,
	whole: MadePackage,
	single: MadePackage,
): AsyncGenerator<Result> {
	const title = (what: string) => `${single.name} beside ${whole.name}: ${what}`;
	const { operation } = SAMPLES.Kassandro ?? {};
	if (!operation) throw new Error('There is no sample of Kassandro');
	for (const { name } of [whole, single]) {
		yield {
			title: title(`an operation of ${name}`),
			problem: await problemIn(async () => await desk.operationProblem(name, operation)),
		};
	}
	yield {
		title: title(`${ORDERS} orders told to both at once are printed once each`),
		problem: await problemIn(async () => await bothPrint(desk, ready, [single.name, whole.name])),
	};
}

/**
 * Tries the packages in an n8n of their own.
 * @param userFolder gets its folder, and the tarballs
 * @param picture gives the file that a picture with this title goes to
 * @returns what is wrong with each thing, `undefined` when all is well
 */
export async function* packagesProblems(
	userFolder: string,
	ready: SandboxReady,
	picture: (title: string) => string,
): AsyncGenerator<Result> {
	const own = join(userFolder, 'packages');
	const made = await makePackages(join(own, 'packed'));
	const madeOf = (name: string): MadePackage => {
		const found = made.find((one) => one.name === name);
		if (!found) throw new Error(`${name} wasn't made`);
		return found;
	};
	const credentials = [webhookCredential, ...sandboxCredentials(ready)];
	const whole = madeOf(wholeManifest().name);
	const single = madeOf('n8n-nodes-kassandro');
	const withN8n = async function* (
		env: Record<string, string>,
		label: string,
		work: (desk: Desk) => AsyncGenerator<Result>,
	): AsyncGenerator<Result> {
		const n8n = await startN8n({ userFolder: own, env });
		try {
			yield* work(new Desk(n8n, await publicApi(n8n, label), ready));
		} finally {
			await n8n.stop();
		}
	};
	yield* withN8n(npmWithTarballs(own, ...made), 'packages, one by one', async function* (desk) {
		await importCredentials({ userFolder: own }, credentials);
		const camera = await openCamera(desk.n8n);
		for (const one of SYSTEM_PACKAGES) {
			yield* aloneProblems(desk, camera, one, madeOf(one.name), credentials, picture);
		}
		await camera.close();
		yield* movingProblems(desk, whole, single, credentials);
	});
	await unpackPackage(own, whole);
	yield* withN8n({}, 'packages, two at once', async function* (desk) {
		yield* besideProblems(desk, ready, whole, single);
	});
}
