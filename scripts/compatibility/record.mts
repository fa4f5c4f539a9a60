// What `npm run compatibility` has measured, as docs/compatibility.json holds it, and the table made of it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { inRoot } from '../lib/paths.mts';
import { VERSIONS } from '../n8n/versions.mts';

/** The parts of a run, in their order, with the heading that each has in the table. */
export const PARTS = {
	installation: 'Installed',
	credentials: 'Credentials',
	renewal: 'OAuth2 renewed',
	operations: 'Operations',
	retry: 'Retry',
	processes: 'Two processes',
	creator: 'Node creator',
	triggers: 'Triggers',
} as const;
export type Part = keyof typeof PARTS;

const countsSchema = z
	.object({ passed: z.number().int().min(0), failed: z.number().int().min(0) })
	.strict();

const runSchema = z
	.object({
		n8n: z.string(),
		/** Node.js. */
		node: z.string(),
		/** Of this package. */
		package: z.string(),
		day: z.string().regex(/^\d{4}-\d\d-\d\d$/),
		parts: z.record(z.enum(Object.keys(PARTS) as [Part, ...Part[]]), countsSchema),
		/** Titles of what failed. */
		failed: z.array(z.string()),
	})
	.strict();

/** One version, run once. */
export type Run = z.infer<typeof runSchema>;

const FILE = inRoot('docs', 'compatibility.json');

/**
 * The last run of each version, the newest version first.
 * @throws where the file holds something else
 */
export function readRuns(): Run[] {
	if (!existsSync(FILE)) return [];
	return z.array(runSchema).parse(JSON.parse(readFileSync(FILE, 'utf8')));
}

const byVersion = (one: Run, other: Run) =>
	other.n8n.localeCompare(one.n8n, 'en', { numeric: true });

/** Puts a run in place of the one before it of the same version; the newest version stands first. */
export const withRun = (runs: Run[], run: Run): Run[] =>
	[...runs.filter(({ n8n }) => n8n !== run.n8n), run].sort(byVersion);

export function writeRuns(runs: Run[]): void {
	writeFileSync(FILE, `${JSON.stringify(runs, undefined, '\t')}\n`);
}

const cellOf = (counts: Run['parts'][Part]): string => {
	if (counts === undefined) return 'not run';
	const all = counts.passed + counts.failed;
	return counts.failed === 0 ? `${all}` : `${counts.passed} of ${all}`;
};

/** The table of runs, in Markdown. */
export function tableOfRuns(runs: Run[]): string {
	const head = ['n8n', 'Node.js', ...Object.values(PARTS), 'Version, day'];
	const rows = runs.map((run) => {
		const { standsFor } = VERSIONS.find(({ version }) => version === run.n8n) ?? {};
		return [
			standsFor === undefined ? run.n8n : `${run.n8n}, ${standsFor}`,
			run.node,
			...(Object.keys(PARTS) as Part[]).map((part) => cellOf(run.parts[part])),
			`${run.package}, ${run.day}`,
		];
	});
	return [head, head.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');
}
