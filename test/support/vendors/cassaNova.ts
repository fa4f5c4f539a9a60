/** What the tests of CassaNova's resources share: runs with the API key, odd texts, IDs of records. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useBench } from '../n8n/bench';
import type { NodeCall, NodeOutcome } from '../n8n/bench';

/** Everything that query strings and JSON like to get wrong. */
export const ODD = 'é & = + " /';

/** The same as a JSON text in a query. */
export const ODD_JSON = '%22%C3%A9%20%26%20%3D%20%2B%20%5C%22%20%2F%22';

/** Nothing, as an expression gives it: a field that is left empty n8n itself refuses. */
export const EMPTY = '={{ "" }}';

/** Two IDs that no record has, written as CassaNova writes them: anything else would be a name. */
export const ID = '8f9c2a51-6d0e-4c5a-9a35-2f0d7c1b4e66';
export const OTHER_ID = '1d0c24cd-9f24-4b4e-8be7-4a4f3b2ba07d';

/** A resource locator that holds an ID. */
export const byId = (value: string | number) => ({ __rl: true, mode: 'id', value });

type More = Partial<Pick<NodeCall, 'items' | 'credential' | 'onError'>>;

/** A fresh sandbox for each test, with a token fetched already. */
export function useCassaNova() {
	const kit = useBench();
	const run = async (
		operation: string,
		parameters: INodeParameters = {},
		more: More = {},
	): Promise<NodeOutcome> =>
		await kit.bench.run({ authentication: 'apiKey', operation, parameters, ...more });

	beforeEach(async () => {
		await kit.bench.reset();
		await run('salesPoint.getAll');
		await kit.bench.mark();
	});

	// Whatever a test looks at, each of its requests carries what the document asks for.
	afterEach(async () => {
		for (const { method, path, headers } of await kit.bench.log()) {
			if (path.startsWith('/apikey/') || path.startsWith('/oauth/')) continue;
			const writes = method !== 'GET';
			expect([method, path, headers['x-version']]).toEqual([method, path, '1.0.0']);
			expect(headers.authorization).toMatch(/^Bearer \S+$/);
			expect(headers['x-requested-with']).toBe(writes ? '*' : undefined);
			const hasBody = method === 'POST' || method === 'PUT';
			expect(headers['content-type']).toBe(hasBody ? 'application/json' : undefined);
		}
	});

	return {
		run,
		get bench() {
			return kit.bench;
		},
		/** The sandbox's records of a resource; what is logged begins anew. */
		async records(resource: string, parameters: INodeParameters = {}): Promise<IDataObject[]> {
			const { jsons } = await run(`${resource}.getAll`, {
				returnAll: true,
				simplify: false,
				...parameters,
			});
			await kit.bench.mark();
			return jsons;
		},
		/** The body of the only request. */
		async body(): Promise<unknown> {
			const requests = await kit.bench.log();
			expect(requests).toHaveLength(1);
			return requests[0]?.body;
		},
		/** Fails unless the run ended with these words and sent nothing. */
		async expectRefused(outcome: NodeOutcome, words: string): Promise<void> {
			expect(outcome.words).toContain(words);
			expect(await kit.bench.sent()).toEqual([]);
		},
	};
}
