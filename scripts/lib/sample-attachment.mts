// Attaches a file to a receipt of the sandbox, as a till's own software would.

import { freshFetch } from './fetch.mts';
import type { SandboxReady } from '../../sandbox/ready.ts';

/** A receipt that has a file now. */
export interface Attached {
	receiptId: string;
	receiptNumber: string;
}

/**
 * Attaches a PDF to a receipt of the second merchant's first register, which must have a token.
 * @param sequence which of the register's receipts, 1 for the first
 * @param bytes how large the file is
 */
export async function attachSample(
	ready: SandboxReady,
	sequence = 1,
	bytes = 100,
): Promise<Attached> {
	const { baseUrl, merchants } = ready.kassandro;
	const { apiKey, registers } = merchants[1] ?? { apiKey: '', registers: [] };
	const found = await freshFetch(`${baseUrl}/gettoken?key=${apiKey}`);
	const [{ token } = { token: '' }] = (await found.json()) as Array<{ token: string }>;
	const headers = { 'kassandro-token': token };
	const receiptNumber = `${registers[0]}-${sequence}`;
	const receipt = await freshFetch(`${baseUrl}/receipts/${receiptNumber}`, { headers });
	const { _id: receiptId } = (await receipt.json()) as { _id: string };
	const body = new FormData();
	body.set('receiptId', receiptId);
	const content = new Blob([Buffer.alloc(bytes, 'kassa')], { type: 'application/pdf' });
	body.set('file', content, 'Lieferschein.pdf');
	const answer = await freshFetch(`${baseUrl}/receiptattachment`, {
		method: 'POST',
		headers,
		body,
	});
	if (!answer.ok) throw new Error(`The sandbox took no file: ${await answer.text()}`);
	return { receiptId, receiptNumber };
}
