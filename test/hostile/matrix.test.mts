/** The matrix of operations and hostile behaviours: no cell hangs, breaks n8n, leaks, or is silently wrong. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { engine } from '../../scripts/engine/run.mts';
import { freshFetch } from '../../scripts/lib/fetch.mts';
import { attachSample } from '../../scripts/lib/sample-attachment.mts';
import { startSandbox } from '../../scripts/lib/sandbox.mts';
import type { RunningSandbox } from '../../scripts/lib/sandbox.mts';
import { hostiles } from './behaviours.mts';
import { cellsOf, draw, originOf } from './matrix.mts';
import type { Cell } from './matrix.mts';
import { node, rowsOf } from './rows.mts';
import type { Days } from './rows.mts';
import { FAILURES } from './verdict.mts';

/** Noon of a working day, so that no day turns meanwhile. */
const AHEAD_MS = Date.UTC(2026, 11, 9, 11) - Date.now();
const DAY = '2026-12-07';

const days: Days = {
	kassandro: DAY,
	cassaNova: DAY,
	receiptNumber: '',
	attachedTo: '',
	attachedToId: '',
	file: '',
	tax: '',
};
let sandbox: RunningSandbox;

async function control<T>(path: string, body: unknown): Promise<T> {
	const answer = await freshFetch(`${sandbox.ready.control}/${path}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	assert(answer.ok, await answer.clone().text());
	return (await answer.json()) as T;
}

/** What one of our nodes reads from the sandbox itself. */
async function records(...[vendor, authentication, operation, parameters]: Reading) {
	const origin = originOf(sandbox.ready, vendor);
	const { signal } = new AbortController();
	const asked = { vendor, authentication, operation, parameters };
	const { items, words } = await node(asked)({
		origin,
		ready: sandbox.ready,
		signal,
		befriend: () => {},
	});
	assert(items, words);
	return (items as Array<{ json: Record<string, unknown> }>).map(({ json }) => json);
}

before(async () => {
	engine.keepTime(AHEAD_MS);
	sandbox = await startSandbox({ args: [`--ahead-ms=${AHEAD_MS}`] });
	const { ready } = sandbox;
	const { baseUrl, merchants } = ready.kassandro;
	const [first, second] = merchants;
	assert(first && second);
	for (const asked of [
		{ vendor: 'kassandro' },
		{ vendor: 'kassandro', merchant: second.name },
		{ vendor: 'cassaNova' },
	]) {
		await control('generate', { ...asked, count: 20, from: DAY, to: DAY });
	}
	await freshFetch(
		`${baseUrl}/createtoken?type=cashregister&cashregisterid=${second.registers[0]}&key=${second.apiKey}`,
	);
	const [one] = await records('kassandro', 'accountToken', 'receipt.getAll', {
		output: 'raw',
		returnAll: true,
		...dayOf(DAY),
	});
	days.receiptNumber = String(one?.receiptNumber);
	const sample = await attachSample(ready);
	days.attachedTo = sample.receiptNumber;
	days.attachedToId = sample.receiptId;
	const [attached] = await records('kassandro', 'cashRegisterToken', 'receipt.get', {
		receiptNumber: days.attachedTo,
		options: {},
	});
	days.file = new URL((attached?.attachmentUrls as string[])[0] ?? '', baseUrl).pathname;
	const [tax] = await records('cassaNova', 'apiKey', 'tax.getAll');
	days.tax = String(tax?.id);
});

after(async () => {
	engine.hurry();
	await sandbox.stop();
	process.stdout.write(`${draw(matrix).join('\n')}\n`);
});

type Asked = Parameters<typeof node>[0];
type Reading = [Asked['vendor'], Asked['authentication'], string, Asked['parameters']?];

const dayOf = (day: string) => ({ dateFrom: `${day}T00:00:00`, dateTo: `${day}T00:00:00` });

const matrix = new Map<string, Cell[]>();

for (const { name } of rowsOf(days)) {
	test(name, async () => {
		const row = rowsOf(days).find((each) => each.name === name);
		assert(row);
		const cells = await cellsOf(row, hostiles, sandbox.ready);
		matrix.set(name, cells);
		assert.deepEqual(
			cells.filter(({ verdict }) => FAILURES.has(verdict)),
			[],
		);
	});
}
