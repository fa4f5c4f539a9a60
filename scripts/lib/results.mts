// Counts of passed and failed tests, handed from the test tasks to `.ci/run`.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultsDir } from './paths.mts';

export interface Counts {
	passed: number;
	failed: number;
	/** What this machine lacks something for. */
	skipped?: number;
}

/** Adds up counts. */
export const sum = (parts: Counts[]): Counts => ({
	passed: parts.reduce((total, part) => total + part.passed, 0),
	failed: parts.reduce((total, part) => total + part.failed, 0),
});

/** The one line every test task ends with. */
export const countsLine = ({ passed, failed, skipped = 0 }: Counts): string =>
	`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** The path of a task's result file, with its folder made and an older file removed. */
export function freshResultFile(name: string): string {
	mkdirSync(resultsDir, { recursive: true });
	const file = join(resultsDir, name);
	rmSync(file, { force: true });
	return file;
}

/** Writes a task's counts to `.cache/results/<task>.json`. */
export function writeCounts(task: string, counts: Counts): void {
	writeFileSync(freshResultFile(`${task}.json`), `${JSON.stringify(counts)}\n`);
}

/** Reads JSON that a reporter wrote; undefined when the program died before it could. */
export function readResult(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return undefined;
	}
}
