// The example workflows, unchanged, in the real n8n with its own standard nodes: what comes out must
// be what the sandbox knows, to the cent.

import { readFileSync } from 'node:fs';
import { inRoot } from '../../lib/paths.mts';
import { exampleDays, knownTotals } from '../../lib/sample-receipts.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import {
	clearingOf,
	sameTaxes,
	summaryOf,
	taxesOfEntries,
	taxesOfTotals,
} from '../../lib/vat-totals.mts';
import type { Entry, Taxes } from '../../lib/vat-totals.mts';
import { executeWorkflow, importWorkflows } from '../../n8n/drive.mts';
import type { N8nOptions } from '../../n8n/drive.mts';

type Json = Record<string, unknown>;

const booked = (items: Json[]): Taxes => summaryOf(items)?.taxes ?? [];
const balanced = (items: Json[]): boolean => summaryOf(items)?.clearing === '0.00';

/** Each example, and how what it puts out is held against what the sandbox knows. */
const examples: Array<{
	file: string;
	/** VAT totals that must be those of the sandbox; which days of which system. */
	known?: {
		vendor: 'cassaNova' | 'kassandro';
		days: 'cassaNova' | 'kassandro' | 'kassandroMonth';
		taxes: (items: Json[]) => Taxes;
		/** Whether invoices and credit notes are in them as well. */
		documents?: 'all';
	};
	isRight?: (items: Json[]) => boolean;
}> = [
	{
		file: 'kassandro-day-to-accounting.json',
		known: {
			vendor: 'kassandro',
			days: 'kassandro',
			taxes: (items) => taxesOfEntries(items as unknown as Entry[]),
		},
	},
	{
		file: 'cassanova-month-vat-totals.json',
		known: {
			vendor: 'cassaNova',
			days: 'cassaNova',
			taxes: taxesOfTotals,
			documents: 'all',
		},
	},
	{
		file: 'kassandro-month-to-bmd.json',
		known: { vendor: 'kassandro', days: 'kassandroMonth', taxes: booked },
		isRight: balanced,
	},
	{
		file: 'cassanova-month-to-bookings.json',
		isRight: (items) => clearingOf(items) === 0,
	},
	{
		file: 'where-is-a-receipt.json',
		isRight: ([found]) => found?.displayNumber === '11-7' && found.businessDay !== undefined,
	},
];

/** Runs every example and tells what is wrong with each; `undefined` when all is well. */
export async function* runExamples(
	options: N8nOptions,
	ready: SandboxReady,
): AsyncGenerator<{ title: string; problem: string | undefined }> {
	const days = exampleDays();
	for (const { file, known, isRight = () => true } of examples) {
		const workflow = JSON.parse(readFileSync(inRoot('examples', file), 'utf8')) as { id: string };
		await importWorkflows(options, [{ active: false, ...workflow }]);
		const { data } = await executeWorkflow(options, workflow.id);
		const { runData, lastNodeExecuted = '', error } = data.resultData;
		const items = runData[lastNodeExecuted]?.[0]?.data?.main[0]?.map(({ json }) => json) ?? [];
		const agrees =
			known === undefined ||
			sameTaxes(
				known.taxes(items),
				(await knownTotals(ready, known.vendor, days[known.days], known.documents)).taxes,
			);
		yield {
			title: `example ${file}`,
			problem:
				error?.message ??
				(agrees && isRight(items)
					? undefined
					: `it differs from what the sandbox knows: ${JSON.stringify(items).slice(0, 500)}`),
		};
	}
}
