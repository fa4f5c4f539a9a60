/**
 * What each test file gets beside Jest's words: n8n's engine, servers that end with the file, and the
 * checkers of files. It runs in plain Node.js, outside of Jest's module system, so that the engine is loaded
 * as n8n loads it, once per process, and the tests themselves need no Node.js built-ins.
 */
import { tellFindings } from '../../sandbox/files/finding.mts';
import { findingsIn, findingsInBody } from '../../sandbox/files/index.mts';
import type { Engine } from '../../scripts/engine/types.ts';
import type { HostileRule } from '../support/vendors/hostile.ts';
import type { SandboxStart } from './sandboxes.mts';

/**
 * A process starts at noon of a working day, weeks from a change of clocks and days from the turn of a
 * month, and its time goes on from file to file: at midnight "today" would be two days in one test.
 */
const AHEAD_MS = Date.UTC(2026, 11, 9, 11) - Date.now();

/** n8n's engine, whose nodes have the time of the tests. */
async function loadEngine(): Promise<Engine> {
	const { engine } = await import('../../scripts/engine/run.mts');
	engine.keepTime(AHEAD_MS);
	return engine;
}

/** What one test file is given. */
export class Given {
	/** Servers that end with the test file. */
	private readonly servers: Array<{ stop: () => Promise<unknown> }> = [];

	private isHurried = false;

	readonly kassaTest = {
		runWorkflow: async (...given: Parameters<Engine['runWorkflow']>) =>
			await (await loadEngine()).runWorkflow(...given),
		poll: async (...given: Parameters<Engine['poll']>) => await (await loadEngine()).poll(...given),
		call: async (...given: Parameters<Engine['call']>) => await (await loadEngine()).call(...given),
		listSearch: async (...given: Parameters<Engine['listSearch']>) =>
			await (await loadEngine()).listSearch(...given),
		hurry: async (...given: Parameters<Engine['hurry']>) => {
			this.isHurried = true;
			return (await loadEngine()).hurry(...given);
		},
		describedOperations: async (file: string) => {
			const { readOperations } = await import('../support/vendors/operations.mts');
			return readOperations(file);
		},
		wrongWith: (...file: Parameters<typeof findingsIn>) => tellFindings(findingsIn(...file)),
		wrongBody: (format: string, json: string) =>
			tellFindings(findingsInBody(format, JSON.parse(json))),
		now: () => Date.now() + AHEAD_MS,
		tell: (line: string) => void process.stderr.write(`${line}\n`),
		startSandbox: async (options: SandboxStart = {}) => {
			const { hostSandbox } = await import('./sandboxes.mts');
			const sandbox = await hostSandbox({ aheadMs: AHEAD_MS, ...options });
			this.servers.push(sandbox);
			return sandbox.ready;
		},
		startHostile: async (rules?: HostileRule[]) => {
			const { startHostile } = await import('../support/vendors/hostileServer.mts');
			const server = await startHostile(rules);
			this.servers.push(server);
			return server;
		},
	};

	/** Ends what the file has started; the engine lives as long as the process, which runs other files as well. */
	async end(): Promise<void> {
		if (this.isHurried) await this.kassaTest.hurry();
		await Promise.all(this.servers.map(async (server) => await server.stop()));
	}
}
