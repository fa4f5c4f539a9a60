// Test files that run in this process: with Jest's words and expectations, and modules of their own.

import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';

/** What became of a test. */
export interface TestOutcome {
	/** Its name behind those of the blocks that it stands in. */
	name: string;
	status: 'passed' | 'failed' | 'skipped';
	messages: string[];
	ms: number;
}

/** What came of a test file. */
export interface FileOutcome {
	outcomes: TestOutcome[];
	/** Why it couldn't be loaded. */
	broken?: string;
}

/** What a run goes by. */
export interface RunOptions {
	/** Tests that aren't wanted are skipped. */
	isWanted: (name: string) => boolean;
	/** Told before each test, and after it without a name. */
	begins: (name: string | undefined) => void;
}

interface Block {
	name: string;
	parent?: Block;
}
interface Test extends Block {
	mode?: string | null;
	errors: unknown[];
}
interface CircusEvent {
	name: string;
	test?: Test;
}
interface Circus {
	resetState: () => void;
	getState: () => { testTimeout: number; maxConcurrency: number };
	addEventHandler: (handler: (event: CircusEvent) => void) => void;
	run: () => Promise<{
		unhandledErrors: string[];
		testResults: Array<{
			testPath: string[];
			status: string;
			errors: string[];
			duration?: number | null;
		}>;
	}>;
}
interface Mocker {
	fn: (...given: unknown[]) => unknown;
	spyOn: (...given: unknown[]) => unknown;
	restoreAllMocks: () => void;
}
type Load = (
	module: { exports: unknown },
	exports: unknown,
	require: (name: string) => unknown,
	file: string,
	folder: string,
	jest: unknown,
) => void;

/** A test that waits for something that a change has taken away. */
const TEST_TIMEOUT_MS = 20_000;

const PARAMETERS = ['module', 'exports', 'require', '__filename', '__dirname', 'jest'];
/** What `jest.config.mjs` has in place of a package. */
const STUBS: Record<string, string> = { 'n8n-workflow': 'test/setup/n8n-workflow.cjs' };
const SETUP = 'test/setup/seeds.ts';
/** Where the tests are that run on n8n's engine. */
const WORKFLOWS = join('test', 'workflows', '');

/** The name of a test or block behind those around it, without that of the file itself. */
function fullNameOf({ name, parent }: Block): string {
	return parent?.parent ? `${fullNameOf(parent)} ${name}` : name;
}

export class TestFiles {
	/** The test files, as paths in the project. */
	readonly files: string[];

	private readonly require: NodeJS.Require;

	private readonly circus: Circus;

	private readonly mocker: Mocker;

	private readonly compiled = new Map<string, Load>();

	private readonly resolved = new Map<string, string>();

	/** The modules of the test file that is running, and what stands in for some of them. */
	private modules = new Map<string, { exports: unknown }>();

	private stands = new Map<string, () => unknown>();

	private options: RunOptions | undefined;

	/** The project's folder, or a copy of it. */
	private readonly root: string;

	/** @param patterns which test files there are */
	constructor(root: string, patterns: string[]) {
		this.root = root;
		this.files = globSync(patterns, { cwd: root }).sort();
		this.require = createRequire(join(root, 'package.json'));
		const mock = this.require('jest-mock') as { ModuleMocker: new (scope: unknown) => Mocker };
		this.mocker = new mock.ModuleMocker(globalThis);
		this.circus = this.require('jest-circus') as Circus;
		this.circus.addEventHandler((event) => this.handle(event));
		const { jestExpect } = this.require('@jest/expect') as { jestExpect: unknown };
		Object.assign(globalThis, this.circus, { expect: jestExpect });
		// A test that has failed may leave work behind.
		process.on('unhandledRejection', () => undefined);
	}

	/**
	 * Loads the package's own nodes into n8n's engine where a test needs it: once, so that what they make when
	 * they are loaded belongs to no test.
	 */
	async init(): Promise<void> {
		if (!this.needsEngine) return;
		const types = (await this.own('scripts', 'engine', 'package-types.mts')) as {
			loadPackage: (from: 'source') => unknown;
		};
		types.loadPackage('source');
	}

	/** Whether some of the tests run on n8n's engine. */
	private get needsEngine(): boolean {
		return this.files.some((file) => file.startsWith(WORKFLOWS));
	}

	/** One of the project's modules that run outside of the tests. */
	private async own(...parts: string[]): Promise<unknown> {
		return await import(pathToFileURL(join(this.root, ...parts)).href);
	}

	/** The file of a test, by what its run was given as the test's id. */
	fileOf(id: string): string {
		return id.slice(0, id.indexOf('.test.ts') + '.test.ts'.length);
	}

	/** Runs the tests of a file, up to the first one that fails. */
	async run(file: string, options: RunOptions): Promise<FileOutcome> {
		this.modules = new Map();
		this.stands = new Map();
		this.options = options;
		const { circus } = this;
		const { Given } = (await this.own(
			'test',
			'setup',
			'given.mts',
		)) as typeof import('../../test/setup/given.mts');
		const given = new Given();
		const kassaTest = { all: false, ...given.kassaTest, tell: () => undefined };
		Object.assign(globalThis, { kassaTest });
		circus.resetState();
		const state = circus.getState();
		state.testTimeout = TEST_TIMEOUT_MS;
		state.maxConcurrency = 5;
		try {
			this.load(join(this.root, SETUP));
			this.load(join(this.root, file));
			const { testResults, unhandledErrors } = await circus.run();
			const [broken] = unhandledErrors;
			const outcomes = testResults.map(({ testPath, status, errors, duration }) => ({
				name: testPath.slice(1).join(' '),
				status: status === 'done' ? (errors.length > 0 ? 'failed' : 'passed') : 'skipped',
				messages: errors,
				ms: duration ?? 0,
			}));
			return { outcomes: outcomes as TestOutcome[], ...(broken !== undefined && { broken }) };
		} catch (error) {
			return { outcomes: [], broken: String(error) };
		} finally {
			this.mocker.restoreAllMocks();
			await given.end();
		}
	}

	private handle({ name, test }: CircusEvent): void {
		const { isWanted, begins } = this.options!;
		if (name === 'test_start' && test) {
			if (isWanted(fullNameOf(test))) begins(fullNameOf(test));
			else test.mode = 'skip';
		}
		if (name === 'test_done' && test) {
			begins(undefined);
			// One that has failed is enough.
			if (test.errors.length > 0) this.options = { isWanted: () => false, begins };
		}
	}

	/** Loads a module of the project, once for each test file. */
	private load(path: string): unknown {
		const known = this.modules.get(path);
		if (known) return known.exports;
		const module = { exports: {} as unknown };
		this.modules.set(path, module);
		const folder = dirname(path);
		const require = (name: string) => this.find(folder, name);
		this.compile(path)(module, module.exports, require, path, folder, this.jestOf(folder));
		return module.exports;
	}

	private find(folder: string, name: string): unknown {
		if (!name.startsWith('.')) {
			const stub = STUBS[name];
			return this.require(stub === undefined ? name : join(this.root, stub));
		}
		const path = this.resolve(folder, name);
		const stand = this.stands.get(path);
		if (!stand) return /\.ts$/.test(path) ? this.load(path) : this.require(path);
		const known = this.modules.get(`stand ${path}`) ?? { exports: stand() };
		this.modules.set(`stand ${path}`, known);
		return known.exports;
	}

	private resolve(folder: string, name: string): string {
		const path = join(folder, name);
		const found =
			this.resolved.get(path) ??
			[`${path}.ts`, `${path}/index.ts`, path].find((one) => existsSync(one));
		if (found === undefined) throw new Error(`No ${name} in ${relative(this.root, folder)}`);
		this.resolved.set(path, found);
		return found;
	}

	private compile(path: string): Load {
		const known = this.compiled.get(path);
		if (known) return known;
		const { transformSync } = this.require('@swc/core') as {
			transformSync: (code: string, options: object) => { code: string };
		};
		const { code } = transformSync(readFileSync(path, 'utf8'), {
			filename: path,
			swcrc: false,
			jsc: {
				target: 'es2022',
				parser: { syntax: 'typescript' },
				keepClassNames: true,
				transform: { hidden: { jest: true } },
			},
			module: { type: 'commonjs' },
		});
		const load = compileFunction(code, PARAMETERS, { filename: path }) as Load;
		this.compiled.set(path, load);
		return load;
	}

	/** The parts of `jest` that the tests use. */
	private jestOf(folder: string): unknown {
		const { mocker } = this;
		return {
			fn: mocker.fn.bind(mocker),
			spyOn: mocker.spyOn.bind(mocker),
			mock: (name: string, make: () => unknown) =>
				void this.stands.set(this.resolve(folder, name), make),
			requireActual: (name: string) => this.load(this.resolve(folder, name)),
		};
	}
}
