/** The sandbox as the matrix needs it: a day of receipts, a file, and what a row refers to by its ID. */
import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import { engine } from '../../scripts/engine/run.mts';
import { freshFetch } from '../../scripts/lib/fetch.mts';
import { attachSample } from '../../scripts/lib/sample-attachment.mts';
import { startSandbox } from '../../scripts/lib/sandbox.mts';
import type { RunningSandbox } from '../../scripts/lib/sandbox.mts';
import { createToken } from '../../scripts/lib/till-token.mts';
import { originOf } from './matrix.mts';
import { node } from './rows.mts';
import type { Days } from './rows.mts';

/** Noon of a working day, so that no day turns meanwhile. */
export const AHEAD_MS = Date.UTC(2026, 11, 9, 11) - Date.now();
const DAY = '2026-12-07';

/** What names of rows can be made of, before there is a sandbox. */
export const noDays: Days = {
	kassandro: DAY,
	cassaNova: DAY,
	receiptNumber: '',
	attachedTo: '',
	attachedToId: '',
	file: '',
	tax: '',
	ownId: 'hostile-1',
	tokens: {},
	order: '',
};
export interface Shop extends RunningSandbox {
	days: Days;
}

type Asked = Parameters<typeof node>[0];
type Reading = [Asked['vendor'], Asked['authentication'], string, Asked['parameters']?];

const dayOf = (day: string) => ({ dateFrom: `${day}T00:00:00`, dateTo: `${day}T00:00:00` });

/** Tells the sandbox's control server something. */
export async function control<T>(
	{ ready }: RunningSandbox,
	path: string,
	body: unknown,
): Promise<T> {
	const answer = await freshFetch(`${ready.control}/${path}`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(body),
	});
	assert(answer.ok, await answer.clone().text());
	return (await answer.json()) as T;
}

/** What n8n holds once a person has allowed the access to CassaNova. */
async function allow({ ready }: RunningSandbox): Promise<IDataObject> {
	const { baseUrl, clientId, clientSecret } = ready.cassaNova;
	const back = { client_id: clientId, redirect_uri: 'http://127.0.0.1:5678/callback' };
	const asked = new URLSearchParams({ ...back, response_type: 'code', scope: 'read_tax' });
	const page = await (await freshFetch(`${baseUrl}/oauth/authorize?${asked}`)).text();
	const code = /name="code" value="([^"]+)"/.exec(page)?.[1] ?? '';
	const answer = await freshFetch(`${baseUrl}/oauth/token`, {
		method: 'POST',
		body: new URLSearchParams({
			...back,
			grant_type: 'authorization_code',
			client_secret: clientSecret,
			code,
		}),
	});
	assert(answer.ok, await answer.clone().text());
	return (await answer.json()) as IDataObject;
}

/** What one of our nodes reads from the sandbox itself. */
export async function readFrom(
	{ ready }: RunningSandbox,
	...[vendor, authentication, operation, parameters]: Reading
) {
	const origin = originOf(ready, vendor);
	const { signal } = new AbortController();
	const asked = { vendor, authentication, operation, parameters };
	const { items, words } = await node(asked)({
		origin,
		ready,
		signal,
		befriend: () => {},
	});
	assert(items, words);
	return (items as Array<{ json: Record<string, unknown> }>).map(({ json }) => json);
}

/** Starts one, and puts n8n's clock to its time. */
export async function openShop(): Promise<Shop> {
	engine.keepTime(AHEAD_MS);
	const sandbox = await startSandbox({ args: [`--ahead-ms=${AHEAD_MS}`] });
	// An order's status goes on with the minutes: what is right would be another from cell to cell.
	await control(sandbox, 'config', { kassaForteOrderStatus: 'delivered' });
	const days = { ...noDays };
	const records = async (...reading: Reading) => await readFrom(sandbox, ...reading);
	const { ready } = sandbox;
	const [first, second] = ready.kassandro.merchants;
	assert(first && second);
	for (const asked of [
		{ vendor: 'kassandro' },
		{ vendor: 'kassandro', merchant: second.name },
		{ vendor: 'cassaNova' },
	]) {
		await control(sandbox, 'generate', { ...asked, count: 20, from: DAY, to: DAY });
	}
	await createToken(ready.kassandro, 'till', 1);
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
	days.file = new URL(
		(attached?.attachmentUrls as string[])[0] ?? '',
		ready.kassandro.baseUrl,
	).pathname;
	const [tax] = await records('cassaNova', 'apiKey', 'tax.getAll');
	days.tax = String(tax?.id);
	const { ownId: externalId } = days;
	await records('cassaNova', 'apiKey', 'tax.create', {
		description: 'IVA',
		rate: 21.5,
		additionalFields: { externalId },
	});
	days.tokens = await allow(sandbox);
	days.order = ready.kassaForte.orderId;
	return { ...sandbox, days };
}
