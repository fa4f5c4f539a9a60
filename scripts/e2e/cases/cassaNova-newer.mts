// End-to-end cases of what only newer generations of the CassaNova API have.

import type { E2eCase } from '../lib/types.mts';

type Rest = Omit<E2eCase, 'node' | 'resource' | 'operation'>;

/** One case; the API key is what it signs in with. */
const one = (resource: string, operation: string, { parameters, ...rest }: Rest): E2eCase => ({
	node: 'cassaNova',
	resource,
	operation,
	parameters: { authentication: 'apiKey', ...parameters },
	...rest,
});

const restaurant = [
	one('room', 'getAll', {
		parameters: {
			returnAll: true,
			simplify: true,
			idsSalesPoint: [4711],
			filters: { name: 'sala' },
		},
		items: 1,
		json: { name: 'Sala interna', idSalesPoint: 4711, externalId: 'SALA-1' },
		request: {
			route: 'GET /risto/rooms',
			query: { start: '0', limit: '100', idsSalesPoint: '[4711]', name: '"sala"' },
		},
	}),
	one('table', 'getAll', {
		parameters: {
			returnAll: true,
			simplify: true,
			idsSalesPoint: [4711],
			filters: { idsRoom: "={{ $('cassaNova room getAll').first().json.id }}" },
		},
		items: 6,
		json: { name: 'Tavolo 1', idSalesPoint: 4711 },
		request: { route: 'GET /risto/tables', query: { idsSalesPoint: '[4711]' } },
	}),
];

export const cassaNovaNewer: E2eCase[] = [...restaurant];
