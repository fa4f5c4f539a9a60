// `npm run demo`: receipts come in, accounting entries and bookings come out. Runs the example workflows,
// unchanged, on n8n's own engine against the sandbox; prints their results, writes them to
// demo-output/, and compares the totals with those that the sandbox knows.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { engine } from './engine/run.mts';
import type { WorkflowJson } from './engine/types.ts';
import { inRoot } from './lib/paths.mts';
import { exampleDays, fillSandbox, knownTotals } from './lib/sample-receipts.mts';
import type { KnownTotals } from './lib/sample-receipts.mts';
import { engineCredentials } from './lib/sandbox-credentials.mts';
import { startSandbox } from './lib/sandbox.mts';
import {
	clearingOf,
	sameTaxes,
	summaryOf,
	taxesOfEntries,
	taxesOfTotals,
} from './lib/vat-totals.mts';
import type { Entry, Taxes } from './lib/vat-totals.mts';

const output = inRoot('demo-output');
const tell = (text: string) => process.stdout.write(`${text}\n`);
const euros = (cents: number) => (cents / 100).toFixed(2).padStart(11);

/** Runs one example; its result is what the last node puts out. */
async function runExample(
	file: string,
	fileName?: string,
): Promise<Array<Record<string, unknown>>> {
	const workflow = JSON.parse(readFileSync(inRoot('examples', file), 'utf8')) as WorkflowJson;
	tell(`Running "${workflow.name}" …`);
	const started = performance.now();
	const run = await engine.runWorkflow({ workflow, credentials, mode: 'manual' });
	if (run.status !== 'success') {
		throw new Error(`${run.error?.message ?? run.status} ${run.error?.description ?? ''}`);
	}
	const seconds = ((performance.now() - started) / 1000).toFixed(1);
	tell(`  ${run.items.length} items in ${seconds} s`);
	const { data } = run.items[0]?.binary ?? {};
	if (fileName !== undefined && data) {
		writeFileSync(`${output}/${fileName}`, Buffer.from(data.data, 'base64'));
	}
	return run.items.map(({ json }) => json);
}

function print(title: string, taxes: Taxes): void {
	tell(
		`\n${title}\n  ${'VAT rate'.padEnd(10)}${'net'.padStart(11)}${'VAT'.padStart(11)}${'gross'.padStart(11)}`,
	);
	const byRate = [...taxes].sort((a, b) => Number(b.rate) - Number(a.rate));
	for (const { rate, netCents, taxCents, grossCents } of byRate) {
		tell(`  ${`${rate}%`.padEnd(10)}${euros(netCents)}${euros(taxCents)}${euros(grossCents)}`);
	}
	const total = (key: 'netCents' | 'taxCents' | 'grossCents') =>
		euros(taxes.reduce((sum, tax) => sum + tax[key], 0));
	tell(`  ${'total'.padEnd(10)}${total('netCents')}${total('taxCents')}${total('grossCents')}`);
}

/** Says whether the nodes and the sandbox's generator agree. */
function compare(taxes: Taxes, known: KnownTotals): boolean {
	const same = sameTaxes(taxes, known.taxes);
	tell(`  ${same ? 'equal to' : 'DIFFERENT FROM'} the totals that the sandbox knows, rate by rate`);
	return same;
}

/** Says whether bookings come to nothing on the clearing account. */
function balances(words: string, leftCents: number | undefined): boolean {
	tell(`  ${words}, ${euros(leftCents ?? NaN).trim()} left on the clearing account`);
	return leftCents === 0;
}

/** A table can't hold objects. */
function flat(items: Array<Record<string, unknown>>): Array<Record<string, unknown>> {
	return items.map(({ place: _place, ...rest }) => rest);
}

function write(name: string, json: unknown, rows: Array<Record<string, unknown>>): void {
	writeFileSync(`${output}/${name}.json`, `${JSON.stringify(json, undefined, 2)}\n`);
	writeFileSync(`${output}/${name}.csv`, stringify(rows, { header: true }));
}

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
tell('Starting the sandbox and filling it with receipts …');
const sandbox = await startSandbox();
const credentials = engineCredentials(sandbox.ready);
let agreed = false;
try {
	await fillSandbox(sandbox.ready);
	const days = exampleDays();

	const entries = (await runExample('kassandro-day-to-accounting.json')) as unknown as Entry[];
	const rows = entries.flatMap(({ displayNumber, businessDay, kind, taxes, payments }) =>
		taxes.map(({ rate, netCents, taxCents, grossCents }) => ({
			day: businessDay,
			receipt: displayNumber,
			kind,
			rate,
			net: euros(netCents).trim(),
			vat: euros(taxCents).trim(),
			gross: euros(grossCents).trim(),
			payment: payments.map(({ vendorMeans }) => vendorMeans).join(' + '),
		})),
	);
	write('kassandro-day', entries, rows);

	const totals = await runExample('cassanova-month-vat-totals.json');
	write('cassanova-month', totals, totals);
	const sums = taxesOfTotals(totals);

	const dayTaxes = taxesOfEntries(entries);
	print(`Kassandro, ${days.kassandro.from}: ${entries.length} receipts`, dayTaxes);
	const dayAgrees = compare(
		dayTaxes,
		await knownTotals(sandbox.ready, 'kassandro', days.kassandro),
	);
	print(`CassaNova, ${days.cassaNova.from} to ${days.cassaNova.to}`, sums);
	const known = await knownTotals(sandbox.ready, 'cassaNova', days.cassaNova, 'all');
	agreed = compare(sums, known) && dayAgrees;

	tell('');
	const bmd = summaryOf(await runExample('kassandro-month-to-bmd.json', 'kassandro-month-bmd.csv'));
	const { kassandroMonth: month } = days;
	print(`Kassandro, ${month.from} to ${month.to}, booked for BMD`, bmd?.taxes ?? []);
	const knownMonth = await knownTotals(sandbox.ready, 'kassandro', month);
	const inFile = `${bmd?.receipts} receipts in ${bmd?.bookings} bookings`;
	const left = bmd === undefined ? undefined : Number(bmd.clearing) * 100;
	agreed = compare(bmd?.taxes ?? [], knownMonth) && balances(inFile, left) && agreed;

	tell('');
	const booked = await runExample('cassanova-month-to-bookings.json');
	write('cassanova-bookings', booked, flat(booked));
	agreed = balances(`${booked.length} bookings`, clearingOf(booked)) && agreed;

	const [found] = await runExample('where-is-a-receipt.json');
	const register = (found?.register as { name?: string } | undefined)?.name ?? '?';
	tell(`  ${String(found?.displayNumber)}: ${register}, ${String(found?.issuedAt)}`);
	agreed = found !== undefined && agreed;
	tell(`\nWritten to demo-output/: entries and bookings as .json and .csv, and the file for BMD.`);
} catch (error) {
	process.stderr.write(
		`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}\n`,
	);
} finally {
	await sandbox.stop();
}
process.exit(agreed ? 0 : 1);
