#!/usr/bin/env node
// Starts every task of this project: installs the dependencies when they are missing or stale, then
// runs the task on the Node.js that the project pins. Plain JavaScript on built-ins only, because it
// is what a fresh clone runs first, on whatever Node.js (20 or newer) the machine has.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onceAmongProcesses } from './lib/lock.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');
const stampFile = join(modules, '.kassa-install');

/** What each task runs, as arguments for Node.js; the user's own arguments follow. */
const tasks = {
	build: ['scripts/build.mts'],
	lint: ['scripts/lint.mts'],
	typecheck: ['scripts/typecheck.mts'],
	unit: ['node_modules/jest/bin/jest.js'],
	sandbox: ['sandbox/main.mts'],
	test: ['scripts/test.mts'],
	'test:long': ['scripts/test-long.mts'],
	'test:hostile': ['scripts/test-hostile.mts'],
	assumptions: ['scripts/assumptions.mts'],
	e2e: ['scripts/e2e.mts'],
	compatibility: ['scripts/compatibility.mts'],
	demo: ['scripts/demo.mts'],
	start: ['scripts/start.mts'],
	bench: ['scripts/bench.mts'],
	mutants: ['scripts/mutants.mts'],
	packages: ['scripts/packages.mts'],
	scan: ['scripts/scan.mts'],
	docs: ['scripts/docs.mts'],
	pictures: ['scripts/pictures.mts'],
};

/** Ends with a message on stderr that a person can act on. */
function fail(message) {
	process.stderr.write(`\n${message}\n`);
	process.exit(1);
}

const lockHash = () =>
	createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');

const readIfThere = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined);

/**
 * Whether npm's own record of what it put into node_modules holds every package of the lockfile, so
 * that somebody who already ran `npm ci` or `npm install` doesn't wait for a second installation.
 */
function npmRecordMatches() {
	const record = readIfThere(join(modules, '.package-lock.json'));
	if (record === undefined) return false;
	const installed = JSON.parse(record).packages;
	const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
	return Object.entries(wanted).every(
		([path, entry]) =>
			path === '' ||
			entry.optional === true ||
			entry.devOptional === true ||
			installed[path]?.integrity === entry.integrity,
	);
}

function isInstalled() {
	if (!existsSync(join(bin, process.platform === 'win32' ? 'node.cmd' : 'node'))) return false;
	const hash = lockHash();
	if (readIfThere(stampFile) === hash) return true;
	if (!npmRecordMatches()) return false;
	writeFileSync(stampFile, `${hash}\n`);
	return true;
}

/** Runs a program with the terminal's own output; resolves to its exit code (128 + n on a signal). */
function run(command, args, options) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: root, ...options });
		// Ctrl-C reaches the child by itself (same process group); this process only waits for it, so
		// that the child can stop what it started. A plain SIGTERM has to be handed on.
		const stay = () => {};
		const hand = () => child.kill('SIGTERM');
		process.on('SIGINT', stay);
		process.on('SIGTERM', hand);
		child.on('error', reject);
		child.on('close', (code, signal) => {
			process.off('SIGINT', stay);
			process.off('SIGTERM', hand);
			resolve(code ?? 128 + (constants.signals[signal] ?? 0));
		});
	});
}

async function install() {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	process.stderr.write('Installing the dependencies with npm ci (one to two minutes, once) …\n');
	const heartbeat = setInterval(
		() => process.stderr.write(`  still installing … ${seconds()} s\n`),
		15_000,
	);
	// npm must not run on the Node.js inside node_modules, which it is about to delete.
	const path = (process.env.PATH ?? '')
		.split(delimiter)
		.filter((folder) => folder !== bin)
		.join(delimiter);
	const code = await run(
		'npm',
		['ci', '--include=dev', '--ignore-scripts=false', '--no-audit', '--no-fund'],
		{
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, PATH: path },
			shell: process.platform === 'win32',
		},
	).catch((error) => fail(`npm could not be started: ${error.message}`));
	clearInterval(heartbeat);
	if (code !== 0) {
		fail(
			`npm ci failed with exit code ${code} after ${seconds()} s; npm's own message is above.\n` +
				'Check that the npm registry can be reached and that package-lock.json is unchanged, then run the same command again.',
		);
	}
	if (!existsSync(join(bin, 'node'))) {
		fail(
			"npm ci ended, but node_modules/.bin/node isn't there: the npm package `node` brings the Node.js this project runs on, and its install script must be allowed to run.",
		);
	}
	writeFileSync(stampFile, `${lockHash()}\n`);
	process.stderr.write(`Installed in ${seconds()} s.\n`);
}

const [task, ...args] = process.argv.slice(2);
if (!Object.hasOwn(tasks, task ?? '')) {
	fail(
		`Usage: node scripts/launch.mjs <task> [arguments]\nTasks: ${Object.keys(tasks).join(', ')}`,
	);
}
if (Number(process.versions.node.split('.')[0]) < 20) {
	fail(`Node.js 20 or newer is needed to start; this is ${process.version}.`);
}

await onceAmongProcesses(join(root, '.cache', 'install.lock'), isInstalled, install, () =>
	process.stderr.write('Waiting for another launch that is installing the dependencies …\n'),
);
const [script, ...fixed] = tasks[task];
if (!existsSync(join(root, script))) {
	fail(`The task "${task}" can't run: ${script} isn't there.`);
}
process.exitCode = await run(join(bin, 'node'), [script, ...fixed, ...args], {
	stdio: 'inherit',
	env: { ...process.env, PATH: [bin, process.env.PATH ?? ''].join(delimiter) },
});
