// How Stryker runs the tests: in its own process, without Jest's workers, sandboxes and caches, which
// take a second for each change. Tests, their words and their expectations are Jest's own
// (jest-circus, expect); each change has the modules of each test file anew, and first the test
// file that mirrors the changed one.

import { dirname, join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { TestFiles } from './testFiles.mts';
import type { TestOutcome } from './testFiles.mts';

/** What Stryker's instrumented sources look at (`__stryker__`). */
interface Instruments {
	activeMutant?: string;
	currentTestId?: string;
	hitCount?: number;
	hitLimit?: number;
	mutantCoverage?: { static: Record<string, number>; perTest: Record<string, unknown> };
}

interface MutantOptions {
	activeMutant: { id: string };
	testFilter?: string[];
	hitLimit?: number;
	sandboxFileName: string;
}

/** Numbers of Stryker's for what became of a test. */
const SUCCESS = 0;
const FAILED = 1;
const SKIPPED = 2;

const instruments: Instruments = ((
	globalThis as unknown as { __stryker__?: Instruments }
).__stryker__ ??= {});

/** The test file of a source: test/unit mirrors nodes. */
const specOf = (source: string): string =>
	join('test', 'unit', relative('nodes', relative(process.cwd(), source))).replace(
		/\.ts$/,
		'.test.ts',
	);

/** The changed file's own tests first, then its neighbours', then the quickest. */
function nearestFirst(files: Iterable<string>, changed: string, took: Map<string, number>) {
	const own = specOf(changed);
	const far = (file: string) => (file === own ? 0 : dirname(file) === dirname(own) ? 1 : 2);
	return [...files].sort(
		(one, other) => far(one) - far(other) || (took.get(one) ?? 0) - (took.get(other) ?? 0),
	);
}

/** What `scripts/mutants.mts` says of a room, among Stryker's options. */
interface RoomOptions {
	kassaTests?: string[];
	/** A part of the names of tests that are left out. */
	kassaWithout?: string;
}

class InProcess {
	private readonly tests: TestFiles;

	private readonly without: string | undefined;

	/** How long the tests of each file take. */
	private readonly took = new Map<string, number>();

	constructor({ kassaTests = [], kassaWithout }: RoomOptions) {
		this.tests = new TestFiles(process.cwd(), kassaTests);
		this.without = kassaWithout;
	}

	async init(): Promise<void> {
		await this.tests.init();
	}

	capabilities() {
		return { reloadEnvironment: true };
	}

	async dryRun(): Promise<unknown> {
		const tests: unknown[] = [];
		for (const file of this.tests.files) {
			const began = performance.now();
			const { outcomes, broken } = await this.run(file);
			if (broken !== undefined) return { status: 'error', errorMessage: `${file}: ${broken}` };
			this.took.set(file, performance.now() - began);
			tests.push(...outcomes.map((outcome) => resultOf(file, outcome)));
		}
		return { status: 'complete', tests, mutantCoverage: instruments.mutantCoverage };
	}

	async mutantRun({ activeMutant, testFilter, hitLimit, sandboxFileName }: MutantOptions) {
		instruments.activeMutant = activeMutant.id;
		instruments.hitLimit = hitLimit;
		instruments.hitCount = hitLimit === undefined ? undefined : 0;
		try {
			return await this.tryOut(sandboxFileName, testFilter);
		} finally {
			instruments.activeMutant = undefined;
			instruments.hitCount = undefined;
		}
	}

	private async tryOut(changed: string, filter: string[] | undefined): Promise<unknown> {
		const wanted = filter && new Set(filter);
		const files = wanted
			? new Set([...wanted].map((id) => this.tests.fileOf(id)))
			: new Set(this.tests.files);
		let nrOfTests = 0;
		for (const file of nearestFirst(files, changed, this.took)) {
			const { outcomes, broken } = await this.run(file, wanted);
			const { hitCount = 0, hitLimit = Infinity } = instruments;
			if (hitCount > hitLimit) return { status: 'timeout', reason: 'it went on without an end' };
			if (broken !== undefined) return { status: 'error', errorMessage: broken };
			nrOfTests += outcomes.filter(({ status }) => status !== 'skipped').length;
			const failed = outcomes.find(({ status }) => status === 'failed');
			if (!failed) continue;
			const [failureMessage = ''] = failed.messages;
			return { status: 'killed', killedBy: [idOf(file, failed)], failureMessage, nrOfTests };
		}
		return { status: 'survived', nrOfTests };
	}

	/** Runs the tests of a file, up to the first one that fails. */
	private async run(file: string, wanted?: Set<string>) {
		return await this.tests.run(file, {
			isWanted: (name) =>
				wanted
					? wanted.has(`${file} ${name}`)
					: this.without === undefined || !name.includes(this.without),
			begins: (name) => (instruments.currentTestId = name && `${file} ${name}`),
		});
	}
}

const idOf = (file: string, { name }: TestOutcome) => `${file} ${name}`;

function resultOf(file: string, outcome: TestOutcome) {
	const { name, status, messages, ms } = outcome;
	return {
		id: idOf(file, outcome),
		name,
		fileName: join(process.cwd(), file),
		timeSpentMs: ms,
		status: { passed: SUCCESS, failed: FAILED, skipped: SKIPPED }[status],
		...(status === 'failed' && { failureMessage: messages[0] ?? '' }),
	};
}

const factory = Object.assign(
	(options: RoomOptions) => new InProcess(options),
	// Stryker's name for the options that were given to it.
	{ inject: ['options'] },
);

export const strykerPlugins = [{ kind: 'TestRunner', name: 'inProcess', factory }];
