// The example workflows, unchanged, in the real n8n with its own standard nodes: what comes out must
// be what the sandbox knows, to the cent.

import { readFileSync } from 'node:fs';
import { inRoot } from '../lib/paths.mts';
import { exampleDays, knownTotals } from '../lib/sample-receipts.mts';
import type { SandboxReady } from '../../sandbox/ready.ts';
import { sameTaxes, taxesOfEntries, taxesOfSums } from '../lib/vat-totals.mts';
import type { Entry, Taxes } from '../lib/vat-totals.mts';
import { executeWorkflow, importWorkflows } from '../n8n/drive.mts';
import type { N8nOptions } from '../n8n/drive.mts';

type Json = Record<string, unknown>;

const examples = [
	{
		file: 'kassandro-day-to-accounting.json',
		vendor: 'kassandro',
		taxes: (items: Json[]): Taxes => taxesOfEntries(items as unknown as Entry[]),
	},
	{ file: 'cassanova-month-vat-totals.json', vendor: 'cassaNova', taxes: taxesOfSums },
] as const;

/** Runs every example and tells what is wrong with each; `undefined` when all is well. */
export async function* runExamples(
	options: N8nOptions,
	ready: SandboxReady,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	const days = exampleDays();
	for (const { file, vendor, taxes } of examples) {
		const workflow = JSON.parse(readFileSync(inRoot('examples', file), 'utf8')) as { id: string };
		await importWorkflows(options, [{ active: false, ...workflow }]);
		const { data } = await executeWorkflow(options, workflow.id);
		const { runData, lastNodeExecuted = '', error } = data.resultData;
		const items = runData[lastNodeExecuted]?.[0]?.data?.main[0]?.map(({ json }) => json) ?? [];
		const known = await knownTotals(ready, vendor, days[vendor]);
		const agrees = sameTaxes(taxes(items), known.taxes);
		yield {
			title: `example ${file}`,
			problem:
				error?.message ??
				(agrees
					? undefined
					: `its totals differ from the sandbox's: ${JSON.stringify(items).slice(0, 500)}`),
		};
	}
}
