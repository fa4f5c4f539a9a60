// The example that books any number of receipts batch by batch, unchanged, in n8n's own engine and with a
// real PostgreSQL; on a machine without one it is left out, and says so.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { missingPrograms } from '../lib/debian.mts';
import { inRoot } from '../lib/paths.mts';
import { PostgresClient } from '../lib/postgres-client.mts';
import { sampleReceipt, storeReceipts } from '../lib/stored-receipts.mts';
import { POSTGRES_PROGRAMS, startPostgres } from '../lib/servers.mts';
import { engine } from './run.mts';
import type { RunResult, WorkflowJson } from './types.ts';

const RECEIPTS = 6000;
const missing = await missingPrograms(POSTGRES_PROGRAMS);
const server = missing === undefined ? await startPostgres() : undefined;
after(async () => await server?.stop());

const example = JSON.parse(
	readFileSync(inRoot('examples', 'kassandro-million-receipts-with-postgresql.json'), 'utf8'),
) as WorkflowJson;

test(
	'books all receipts batch by batch, and again changes nothing',
	{ skip: missing },
	async () => {
		if (!server) return;
		const { host, port } = server;
		const run = async (): Promise<RunResult> => {
			const result = await engine.runWorkflow({
				workflow: example,
				credentials: {
					postgres: { type: 'postgres', data: { host, port } },
					kassandroAccountApi: {
						type: 'kassandroAccountApi',
						data: { apiKey: 'key', token: 'token', baseUrl: 'http://127.0.0.1:9' },
					},
				},
			});
			assert.equal(result.error?.message, undefined);
			return result;
		};
		const client = await PostgresClient.connect(server);
		// A first press makes the tables, and has nothing to book yet.
		assert.deepEqual((await run()).items, []);
		const receipts = Array.from({ length: RECEIPTS }, (_each, at) => sampleReceipt(at, 40));
		await storeReceipts(client, receipts);
		const first = await run();
		assert.equal(first.nodes['Add one batch']?.length, 2);
		const [file] = first.items;
		const grossCents = receipts.reduce((sum, { totals }) => sum + totals.grossCents, 0);
		const { totals, missingNumbers, problems, ...summary } = file?.json as unknown as {
			totals: { grossCents: number };
			missingNumbers: unknown[];
			problems: string[];
			receipts: number;
		};
		assert.equal(summary.receipts, RECEIPTS);
		assert.equal(totals.grossCents, grossCents);
		assert.deepEqual([missingNumbers, problems], [[], []]);
		assert.match(file?.binary?.data?.fileName ?? '', /\.csv$/);
		// As after a crash, or on the next day: everything is there already.
		const again = await run();
		assert.equal(again.items[0]?.binary?.data?.data, file?.binary?.data?.data);
		// Nothing of what a batch read stays in what the loop gives.
		assert.deepEqual(again.nodes['One batch after the other']?.at(-1)?.outputs[0]?.[0]?.json, {
			name: 'books',
		});
		client.end();
	},
);
