// The environment of every Jest test file: gives it n8n's engine and sandboxes of its own.
//
// It runs in plain Node.js, outside of Jest's module system, so the engine is loaded as n8n loads it,
// once per worker, and the tests themselves need no Node.js built-ins.

import { TestEnvironment } from 'jest-environment-node';
import { tellFindings } from '../../sandbox/files/finding.mts';
import { findingsIn, findingsInBody } from '../../sandbox/files/index.mts';

/**
 * A worker starts at noon of a working day, weeks from a change of clocks and days from the turn of a
 * month, and its time goes on from file to file: at midnight "today" would be two days in one test.
 */
const AHEAD_MS = Date.UTC(2026, 11, 9, 11) - Date.now();

async function loadEngine() {
	const { engine } = await import('../../scripts/engine/run.mts');
	engine.keepTime(AHEAD_MS);
	return engine;
}

/** A whole number from 1 in the environment; `undefined` where there is none. */
function wholeNumber(name) {
	const text = process.env[name] ?? '';
	if (text === '') return undefined;
	if (!/^[1-9]\d{0,8}$/.test(text))
		throw new Error(`${name} must be a whole number, not "${text}"`);
	return Number(text);
}

export default class KassaEnvironment extends TestEnvironment {
	/** Servers that end with the test file. */
	#servers = [];

	#hurried = false;

	constructor(...args) {
		super(...args);
		// Jest asks for a hundred places of each error, also of those that are expected.
		this.global.Error.stackTraceLimit = 20;
		// Jest runs its setup files before setup().
		this.global.kassaTest = {
			all: process.env.KASSA_ALL === '1',
			seed: wholeNumber('KASSA_SEED'),
			runs: wholeNumber('KASSA_RUNS'),
		};
	}

	async setup() {
		await super.setup();
		// Jest has Node.js write a hundred lines for each error, and looks up the source of each line: for
		// every request that n8n closes. Here, outside of the tests, nobody reads them.
		delete Error.prepareStackTrace;
		Error.stackTraceLimit = 10;
		this.global.kassaTest = {
			...this.global.kassaTest,
			runWorkflow: async (input) => await (await loadEngine()).runWorkflow(input),
			poll: async (input) => await (await loadEngine()).poll(input),
			call: async (input) => await (await loadEngine()).call(input),
			listSearch: async (input) => await (await loadEngine()).listSearch(input),
			hurry: async (timeoutMs, answerMs) => {
				this.#hurried = true;
				return (await loadEngine()).hurry(timeoutMs, answerMs);
			},
			describedOperations: async (file) => {
				const { readOperations } = await import('../support/vendors/operations.mts');
				return readOperations(file);
			},
			wrongWith: (format, content, facts) => tellFindings(findingsIn(format, content, facts)),
			wrongBody: (format, json) => tellFindings(findingsInBody(format, JSON.parse(json))),
			now: () => Date.now() + AHEAD_MS,
			tell: (line) => void process.stderr.write(`${line}\n`),
			startSandbox: async (options = {}) => {
				const { hostSandbox } = await import('./sandboxes.mts');
				const sandbox = await hostSandbox({ aheadMs: AHEAD_MS, ...options });
				this.#servers.push(sandbox);
				return sandbox.ready;
			},
			startHostile: async (rules) => {
				const { startHostile } = await import('../support/vendors/hostileServer.mts');
				const server = await startHostile(rules);
				this.#servers.push(server);
				return server;
			},
		};
	}

	async teardown() {
		// The engine lives as long as the worker, which runs other files as well.
		if (this.#hurried) await this.global.kassaTest.hurry();
		await Promise.all(this.#servers.map(async (server) => await server.stop()));
		await super.teardown();
	}
}
