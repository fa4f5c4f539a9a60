// A download of 5 MB must not hold more than four times its size in memory, however n8n keeps files.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Container, coreModule } from '../../scripts/engine/n8n.mts';
import { engine } from '../../scripts/engine/run.mts';
import { attachSample } from '../../scripts/lib/sample-attachment.mts';
import { engineCredentials } from '../../scripts/lib/sandbox-credentials.mts';
import { startSandbox } from '../../scripts/lib/sandbox.mts';
import type { RunningSandbox } from '../../scripts/lib/sandbox.mts';
import { createToken } from '../../scripts/lib/till-token.mts';

const SIZE = 5 * 1024 * 1024;
/** Its pieces, the whole, and n8n's text of it, a third longer: no collection need come in between. */
const MOST_TIMES = 4;
/** Left to the work between two looks, each of which takes longer than a piece does to come. */
const BETWEEN_MS = 5;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are in use: JavaScript's heap, and what lies outside of it, such as buffers. */
function inUse(): number {
	collect();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

/** The most bytes in use while the work is done, beyond those before it. */
async function mostUsed(work: () => Promise<void>): Promise<number> {
	const before = inUse();
	let most = before;
	const sample = () => {
		most = Math.max(most, inUse());
	};
	let timer: NodeJS.Timeout | undefined;
	const goOn = () => {
		sample();
		timer = setTimeout(goOn, BETWEEN_MS);
	};
	goOn();
	try {
		await work();
		sample();
	} finally {
		clearTimeout(timer);
	}
	return most - before;
}

describe('a file of 5 MB', () => {
	let sandbox: RunningSandbox;
	let large = '';
	let small = '';

	before(async () => {
		sandbox = await startSandbox();
		const { control, kassandro } = sandbox.ready;
		const { name = '' } = kassandro.merchants[1] ?? {};
		await createToken(kassandro, 'till', 1);
		await fetch(`${control}/generate`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				vendor: 'kassandro',
				merchant: name,
				count: 20,
				from: '2026-03-27',
				to: '2026-03-27',
			}),
		});
		small = (await attachSample(sandbox.ready, 1)).receiptNumber;
		large = (await attachSample(sandbox.ready, 2, SIZE)).receiptNumber;
	});

	after(async () => await sandbox.stop());

	/** Runs the download and gives the size of what came out. */
	async function download(number: string): Promise<number | undefined> {
		const { items, error } = await engine.runWorkflow({
			workflow: {
				nodes: [
					{
						id: '1',
						name: 'Start',
						type: 'n8n-nodes-base.manualTrigger',
						typeVersion: 1,
						position: [0, 0],
						parameters: {},
					},
					{
						id: '2',
						name: 'Node',
						type: 'n8n-nodes-kassa.kassandro',
						typeVersion: 1,
						position: [200, 0],
						parameters: {
							authentication: 'cashRegisterToken',
							resource: 'attachment',
							operation: 'download',
							receiptNumber: number,
						},
						credentials: {
							kassandroCashRegisterApi: {
								id: 'kassandroCashRegisterApi',
								name: 'kassandroCashRegisterApi',
							},
						},
					},
				],
				connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
			},
			credentials: engineCredentials(sandbox.ready),
		});
		assert.equal(error, undefined, error?.message);
		return items[0]?.binary?.data?.bytes;
	}

	for (const mode of ['filesystem', 'default'] as const) {
		test(`is held once, with binary data mode ${mode}`, async (context) => {
			Container.get(coreModule.BinaryDataConfig).mode = mode;
			await Container.get(coreModule.BinaryDataService).init();
			// Loads everything that isn't loaded yet, so that it isn't counted.
			await download(small);
			const used = await mostUsed(async () => {
				assert.equal(await download(large), SIZE);
			});
			const times = (used / SIZE).toFixed(2);
			context.diagnostic(`${times} times the file's size`);
			assert.ok(used <= MOST_TIMES * SIZE, `${used} bytes, ${times} times the file's size`);
		});
	}
});
