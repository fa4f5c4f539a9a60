// n8n's own scanner for community packages, as n8n runs it on what was published: on the sources, found
// by the name of the package, and on the tarball.

/// <reference path="./scanner-types.d.ts" />

import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
	SOURCE_FILE_PATTERNS,
	analyzePackage,
	buildScanConfig,
	findPackageRoot,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import type { Tarball } from '../n8n/community-package.mts';
import { root } from './paths.mts';
import { runOrThrow } from './run.mts';

/** The scanner's verdict, and then its warnings, which its verdict leaves out: any finding fails. */
async function scan(title: string, folder: string, patterns: string[]): Promise<boolean> {
	const verdict = await analyzePackage(folder, patterns);
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const files = globSync(patterns, { cwd: folder, exclude: ['node_modules/**'] });
	const results = await eslint.lintFiles(files.map((file) => join(folder, file)));
	const findings = results.reduce((sum, one) => sum + one.errorCount + one.warningCount, 0);
	const passed = verdict.passed && files.length > 0 && findings === 0;
	const formatter = await eslint.loadFormatter('stylish');
	if (!passed) process.stdout.write(`${verdict.message ?? ''}\n${await formatter.format(results)}`);
	process.stdout.write(`${title}: ${files.length} files, ${findings} findings\n`);
	return passed;
}

/**
 * Scans the sources of a package: the folder of the project whose package.json has its name.
 * @returns whether all is well
 */
export async function scanSources(name: string): Promise<boolean> {
	const folder = findPackageRoot(root, name);
	if (folder === null) {
		process.stdout.write(`${name}: no package.json of the project has this name\n`);
		return false;
	}
	const place = relative(root, folder) || 'the project';
	return await scan(`${name}, sources in ${place}`, folder, SOURCE_FILE_PATTERNS);
}

/**
 * Scans what is in a tarball.
 * @returns whether all is well
 */
export async function scanTarball({ name, file }: Tarball): Promise<boolean> {
	const folder = mkdtempSync(join(tmpdir(), 'kassa-scan-'));
	try {
		await runOrThrow('tar', ['-xzf', file, '-C', folder]);
		return await scan(`${name}, tarball`, join(folder, 'package'), ['**/*.js', 'package.json']);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
