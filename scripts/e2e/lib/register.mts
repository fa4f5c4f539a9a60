// What Kassandro's sandbox has printed, as the register tells itself.

import { freshFetch } from '../../lib/fetch.mts';
import type { SandboxReady } from '../../../sandbox/ready.ts';
import { requestsTo } from './control.mts';

type Json = Record<string, unknown>;

/** The sandbox's receipts of the register that was printed on last, read with that program's token. */
async function printedReceipts(ready: SandboxReady): Promise<Json[]> {
	const posts = (await requestsTo(ready)).filter(
		({ method, path }) => method === 'POST' && path.endsWith('/receipts'),
	);
	const token = String((posts.at(-1) as unknown as { headers: Json })?.headers['kassandro-token']);
	const found: Json[] = [];
	for (let offset = 0; ; offset += 1000) {
		const query = `dateFrom=2000-01-01T00:00:00Z&dateTo=2099-12-31T00:00:00Z&limit=1000&offset=${offset}`;
		const answer = await freshFetch(`${ready.kassandro.baseUrl}/receipts?${query}`, {
			headers: { 'kassandro-token': token },
		});
		const page = (await answer.json()) as Json[];
		if (page.length === 0) return found;
		found.push(...page);
	}
}

/** The references under a label that receipts carry, one for each receipt. */
export async function printedReferences(ready: SandboxReady, label: string): Promise<string[]> {
	return (await printedReceipts(ready)).flatMap(({ customText = [] }) =>
		(customText as Array<{ label: string; value: string }>)
			.filter((entry) => entry.label === label)
			.map(({ value }) => value),
	);
}
