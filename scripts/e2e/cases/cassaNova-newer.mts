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

const closings = [
	one('closing', 'getAll', {
		parameters: {
			returnAll: true,
			period: 'custom',
			datetimeFrom: "={{ $now.setZone('Europe/Rome').minus({ days: 9 }).toISODate() }}",
			datetimeTo: "={{ $now.setZone('Europe/Rome').minus({ days: 4 }).toISODate() }}",
		},
		// Six days, three shops: how many there are depends on which of them close after midnight.
		request: { route: 'GET /reconciliations', query: { start: '0', limit: '100' } },
	}),
];

const customerOfCard = {
	__rl: true,
	mode: 'id',
	value: "={{ $('cassaNova fidelity getCards').first().json.idCustomer }}",
};

const loyalty = [
	one('fidelity', 'getCards', {
		parameters: { returnAll: true, filters: { code: '290000001' } },
		items: 1,
		json: { id: 1001, code: '290000001' },
		request: { route: 'GET /fidelitycards', query: { start: '0', code: '["290000001"]' } },
	}),
	one('fidelity', 'getCircuits', {
		parameters: { returnAll: true },
		items: 1,
		json: { name: 'Amici del bar' },
		request: { route: 'GET /fidelitycircuit' },
	}),
	one('fidelity', 'getPointsAccounts', {
		parameters: { returnAll: false, limit: 1 },
		items: 1,
		json: { amount: 15 },
		request: { route: 'GET /fidelitypointsaccounts', query: { start: '0', limit: '1' } },
	}),
	one('fidelity', 'getPointsTransactions', {
		parameters: {
			returnAll: true,
			filters: { idCustomer: customerOfCard, idsFidelityPointsPrograms: '41' },
		},
		items: 1,
		json: { amount: 15 },
		request: { route: 'GET /fidelitypointstransactions' },
	}),
	one('fidelity', 'getPrepaidAccounts', {
		parameters: { returnAll: true, filters: { idCustomer: customerOfCard } },
		items: 1,
		json: { amount: 48 },
		request: { route: 'GET /fidelityprepaidaccounts' },
	}),
	one('fidelity', 'getPrepaidTransactions', {
		parameters: { returnAll: true, filters: { idFidelityCard: '1001' } },
		items: 4,
		json: { fidelityPrepaidTransactionType: 'INITIAL_AMOUNT', amount: 10 },
		request: { route: 'GET /fidelityprepaidtransactions', query: { idFidelityCard: '[1001]' } },
	}),
];

const filters = [
	one('salesPoint', 'getAll', {
		variant: 'with a license',
		parameters: { filters: { hasActiveLicense: true } },
		items: 2,
		request: { route: 'GET /salespoint', query: { hasActiveLicense: 'true' } },
	}),
	one('tax', 'getAll', {
		variant: 'highest rate',
		parameters: {
			returnAll: false,
			limit: 1,
			filters: { sorts: { entry: [{ key: 'rate', direction: -1 }] } },
		},
		items: 1,
		request: {
			route: 'GET /taxes',
			query: { start: '0', limit: '1', sorts: '[{"key":"rate","direction":-1}]' },
		},
	}),
];

/** An hour from now, which is due when the sandbox's clock gets it. */
const due = '={{ $now.plus({ hours: 1 }).toISO() }}';

const shopOfOrder = { __rl: true, mode: 'id', value: '4711' };

const orderId = "={{ $('cassaNova order create').first().json.id }}";

const newOrder = {
	externalId: 'W-1042',
	idSalesPoint: shopOfOrder,
	deliveryMode: 'TABLE',
	idTable: {
		__rl: true,
		mode: 'id',
		value: "={{ $('cassaNova table getAll').first().json.id }}",
	},
	dueDate: due,
	rows: { entry: [{ quantity: '2', price: '4.50', note: 'senza zucchero' }] },
};

const sentOrder = {
	create: [
		{
			externalId: 'W-1042',
			deliveryMode: 'TABLE',
			isExternalOrder: true,
			document: {
				idSalesPoint: 4711,
				amount: 9,
				rows: [{ rowNumber: 1, quantity: 2, price: 4.5, note: 'senza zucchero' }],
			},
		},
	],
};

/** Run by hand it sends nothing; live it would. */
export const orderByHand = one('order', 'create', {
	variant: 'by hand',
	parameters: { ...newOrder, deliveryMode: 'PICKUP', whenRunFromEditor: 'preview' },
	items: 1,
	json: { preview: true, id: null, externalId: 'W-1042' },
});

const orders = [
	one('order', 'create', {
		parameters: { ...newOrder, whenRunFromEditor: 'send' },
		items: 1,
		json: { externalId: 'W-1042', duplicate: false },
		request: { route: 'POST /documents/orders/batch', body: sentOrder },
	}),
	one('order', 'create', {
		variant: 'again',
		parameters: { ...newOrder, whenRunFromEditor: 'send' },
		items: 1,
		json: { externalId: 'W-1042', duplicate: true },
	}),
	one('order', 'get', {
		parameters: { orderId },
		items: 1,
		json: { externalId: 'W-1042', deliveryMode: 'TABLE' },
		request: { route: 'GET /documents/orders/*' },
	}),
	one('order', 'getAll', {
		parameters: {
			returnAll: true,
			simplify: true,
			period: 'todaySoFar',
			filters: { idsSalesPoint: [4711] },
		},
		items: 1,
		json: { externalId: 'W-1042', amount: 9 },
		request: { route: 'GET /documents/orders', query: { start: '0', idsSalesPoint: '[4711]' } },
	}),
	one('order', 'updatePrepayment', {
		parameters: {
			orderId,
			updateFields: { prepay: true, prepaymentStatus: 'WAITING' },
		},
		items: 1,
		json: { success: true },
		request: {
			route: 'PUT /documents/orders/*/prepayment',
			body: { prepay: true, prepaymentStatus: 'WAITING' },
		},
	}),
];

const fields = [
	one('tax', 'create', {
		variant: 'with a nature',
		parameters: { description: 'E2E esente', rate: '0', additionalFields: { nature: 'N4' } },
		items: 1,
		request: { route: 'POST /taxes', body: { rate: 0, nature: 'N4' } },
	}),
];

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

const webhooks = [
	one('webhook', 'getAll', {
		parameters: { returnAll: true },
		items: 2,
		json: { entity: 'RECEIPT' },
		request: { route: 'GET /webhooks', query: { start: '0', limit: '100' } },
	}),
];

export const cassaNovaNewer: E2eCase[] = [
	...closings,
	...fields,
	...filters,
	...loyalty,
	...restaurant,
	...orders,
	...webhooks,
];
