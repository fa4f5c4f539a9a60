// `npm run scan`: n8n's own scanner for community packages, on the sources and on the packed tarball.
// It is what decides whether n8n verifies a package; here any finding fails, warnings too. The package
// is built and packed twice, and must come out the same to the byte: what somebody builds again can be
// compared with what was published. With `--keep` the tarball stays in .cache/packed.

/// <reference path="./lib/scanner-types.d.ts" />

import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	SOURCE_FILE_PATTERNS,
	analyzePackage,
	buildScanConfig,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import { inRoot, root } from './lib/paths.mts';
import { runOrThrow } from './lib/run.mts';
import { pack } from './n8n/community-package.mts';

/** The scanner's verdict, and then its warnings, which its verdict leaves out. */
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

/** Builds and packs the package into a folder, and tells the tarball's file. */
async function buildAndPack(into: string): Promise<string> {
	await runOrThrow('node', ['scripts/build.mts'], { quiet: true });
	return (await pack(into)).file;
}

const folder = mkdtempSync(join(tmpdir(), 'kassa-scan-'));
try {
	const keep = process.argv.includes('--keep');
	const file = await buildAndPack(keep ? inRoot('.cache', 'packed') : folder);
	const again = await buildAndPack(join(folder, 'again'));
	const isSame = readFileSync(file).equals(readFileSync(again));
	const hash = createHash('sha256').update(readFileSync(file)).digest('hex');
	process.stdout.write(
		`built twice: ${isSame ? 'the same bytes' : 'other bytes'}, sha256 ${hash}\n`,
	);
	await runOrThrow('tar', ['-xzf', file, '-C', folder]);
	const sources = await scan('sources', root, SOURCE_FILE_PATTERNS);
	const packed = await scan('tarball', join(folder, 'package'), ['**/*.js', 'package.json']);
	process.exitCode = sources && packed && isSame ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
