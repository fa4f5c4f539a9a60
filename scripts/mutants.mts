// `npm run mutants [room | file ...]`: changes the sources of a room in small ways, one at a time, and counts
// the changes that its tests notice. A file stands for a part of its room. Takes long, so that neither
// `npm test` nor continuous integration runs it. Each room's report, with the changes that nobody noticed,
// lies in `.cache/mutants/`. `KASSA_MUTANTS_CORES` says how many changes are tried at once.

import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, installApart, lockedIn } from './lib/install-apart.mts';
import { cacheDir, inRoot, root } from './lib/paths.mts';
import { run } from './lib/run.mts';

/** What is changed, and the tests that must notice it. */
interface Room {
	mutate: string[];
	tests: string[];
	/**
	 * The tests run on n8n's engine, which loads the sources once: what they make while they are loaded, such
	 * as tables, is left as it is.
	 */
	onEngine?: boolean;
	/** A part of the names of tests that take too long for each change. */
	without?: string;
}

const unit = (...parts: string[]): string => `test/unit/${parts.join('/')}.test.ts`;

const workflow = (...parts: string[]): string => `test/workflows/${parts.join('/')}.test.ts`;

/** The rooms where an unnoticed change costs money: a receipt twice, a receipt missing, a wrong sum. */
const ROOMS: Record<string, Room> = {
	once: {
		mutate: [
			'nodes/shared/once/*.ts',
			'nodes/Kassandro/printing/{printJob,printNotes,searchingLater,openSends,registerIndex}.ts',
			'nodes/Kassandro/attachments/upload.ts',
			'nodes/KassaForte/orders/{createOrder,orderRecords,sentOrders}.ts',
			'nodes/CassaNova/orders/{createOrder,findOrder}.ts',
		],
		tests: [
			unit('shared/once/*'),
			unit('Kassandro/printing/*'),
			unit('Kassandro/attachments/upload'),
			unit('{KassaForte,CassaNova}/orders/*'),
		],
	},
	orders: {
		mutate: [
			'nodes/shared/orders/*.ts',
			'nodes/CassaNova/orders/{orderBody,orderOutcome,orderRows,listFields,listRows,orderList}.ts',
		],
		tests: [
			unit('shared/orders/*'),
			unit('CassaNova/orders/*'),
			workflow('{Kassandro/orders,CassaNova/orderFromList}'),
		],
		onEngine: true,
	},
	judge: {
		mutate: ['nodes/shared/wire/judge.ts'],
		tests: [unit('shared/wire/judge')],
	},
	documents: {
		mutate: ['nodes/shared/poll/documents/*.ts'],
		// Without those that live through hours and days of polls: they take seconds for each change.
		tests: [unit('shared/poll/documents/!(delivery|reread|timeUp)')],
	},
	books: {
		mutate: ['nodes/shared/books/**/*.ts'],
		// Without those that ask a sandbox, which would have to be started for each change, and without
		// those of the turns that long work leaves to others, which take seconds and tell no amount.
		tests: [
			unit('shared/books/**/!(properties|effort)'),
			unit('systems/books/**/!(generated|turns)'),
			unit('{Kassandro,CassaNova}/books/**/*'),
		],
	},
	names: {
		mutate: ['nodes/shared/run/resolveNames.ts', 'nodes/shared/values/nameIndex.ts'],
		tests: [unit('shared/{values/nameIndex,run/resolveNames}'), workflow('CassaNova/byName')],
		onEngine: true,
	},
	lists: {
		mutate: ['nodes/CassaNova/sync/**/*.ts'],
		tests: [unit('CassaNova/sync/*'), workflow('CassaNova/sync*')],
		onEngine: true,
		without: 'of 5,000',
	},
};

/** Percent of the changes that must be noticed. */
const GOAL = 85;

interface Report {
	files: Record<string, { mutants: Array<{ status: string }> }>;
}

const folder = join(cacheDir, 'mutants');

const stryker = async () =>
	await installApart({
		name: 'mutants',
		version: '@stryker-mutator/core',
		...lockedIn(inRoot('scripts', 'mutants')),
		about: '60 MB and a minute',
		npm: ['--omit=peer'],
	});

/** What Stryker is to do for a room. */
const configOf = (name: string, { mutate, tests, onEngine = false, without }: Room) => ({
	mutate,
	plugins: [inRoot('scripts', 'mutants', 'runner.mts')],
	testRunner: 'inProcess',
	kassaTests: tests,
	kassaWithout: without,
	coverageAnalysis: 'perTest',
	ignoreStatic: onEngine,
	concurrency: Number(process.env.KASSA_MUTANTS_CORES ?? availableParallelism()),
	timeoutMS: 30_000,
	ignorePatterns: ['dist', 'docs', 'demo-output', '.screenshots', '.cache', 'tsconfig*.json'],
	reporters: ['progress', 'clear-text', 'json'],
	clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
	jsonReporter: { fileName: reportOf(name) },
	// Outside of the work tree, where nothing else takes the copy for sources.
	tempDirName: join(cacheFolder(), 'mutants-tmp'),
	cleanTempDir: 'always',
	thresholds: { high: 90, low: GOAL, break: null },
	allowConsoleColors: false,
});

const reportOf = (name: string): string => join(folder, `${name}.json`);

/** Percent of the changes that tests noticed, of those that can run; what no test reaches isn't noticed. */
function scoreOf(name: string): number {
	const { files } = JSON.parse(readFileSync(reportOf(name), 'utf8')) as Report;
	const states = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
	const noticed = states.filter((status) => status === 'Killed' || status === 'Timeout').length;
	const lost = states.filter((status) => status === 'Survived' || status === 'NoCoverage').length;
	return (100 * noticed) / Math.max(noticed + lost, 1);
}

/** The room, or the part of it, that is asked for. */
function partOf(name: string, room: Room, asked: string[]): Room | undefined {
	if (asked.length === 0 || asked.includes(name)) return room;
	const mutate = globSync(room.mutate, { cwd: root }).filter((file) => asked.includes(file));
	return mutate.length > 0 ? { ...room, mutate } : undefined;
}

const asked = process.argv.slice(2);
const parts = Object.entries(ROOMS).flatMap(([name, room]) => {
	const part = partOf(name, room, asked);
	return part ? [{ name, part }] : [];
});
const known = parts.flatMap(({ name, part }) => [name, ...part.mutate]);
const unknown = asked.filter((one) => !known.includes(one));
if (unknown.length > 0) {
	throw new Error(
		`No room or file of one: ${unknown.join(', ')}; the rooms are ${Object.keys(ROOMS).join(', ')}`,
	);
}
mkdirSync(folder, { recursive: true });
const tool = await stryker();
const scores: string[] = [];
for (const { name, part } of parts) {
	const config = join(folder, `${name}.config.json`);
	writeFileSync(config, JSON.stringify(configOf(name, part), undefined, '\t'));
	const bin = join(tool, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
	const { code } = await run('node', [bin, 'run', config]);
	if (code !== 0) throw new Error(`The room ${name} could not be tried`);
	const score = scoreOf(name);
	if (score < GOAL) process.exitCode = 1;
	scores.push(`${name}: ${score.toFixed(1)} % noticed (goal ${GOAL} %)`);
}
process.stdout.write(`${scores.join('\n')}\n`);
