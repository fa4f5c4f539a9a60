/** What only newer generations of the CassaNova API have; an account without it answers 404. */
import { Refusal, type Handler, type VendorContext } from '../core/vendor.mts';
import { refusal } from './assumptions.mts';
import { createBatches } from './batches.mts';
import type { Closings } from './closings.mts';
import { createFidelity } from './fidelity.mts';
import type { Orders } from './orders.mts';
import { pageOf } from './paging.mts';
import type { Notices } from './notices.mts';
import type { Records } from './records.mts';
import { createRestaurant } from './restaurant.mts';

/** Parameters that only newer generations have, of lists that all have. */
const FILTERS: Record<string, string[]> = {
	getCategories: ['sorts', 'enabledForChannels', 'itemListVisibility'],
	getCustomers: ['sorts', 'email'],
	getDepartments: ['idsTax'],
	getInvoices: ['sorts'],
	getOrganizations: ['sorts', 'email'],
	getProducts: [
		...['sorts', 'externalId', 'tagsAll', 'composition', 'soldOnlyInComposition'],
		...['enabledForChannels', 'itemListVisibility'],
	],
	getReceipts: [
		...['sorts', 'calculatedAmount', 'numberFrom', 'numberTo', 'zNumber'],
		...['idFidelityCard', 'lotteryCode'],
	],
	getSalesPoint: ['hasActiveLicense'],
	getStock: ['sorts'],
	getTaxes: ['sorts'],
};

/** All operations of the vendor, as an account takes those parameters. */
export function withNewerFilters(
	{ config }: VendorContext,
	handlers: Record<string, Handler<never>>,
): Record<string, Handler<never>> {
	const guarded = Object.entries(handlers).map(([operation, handle]): [string, Handler<never>] => [
		operation,
		(request) => {
			const newer = (FILTERS[operation] ?? []).filter((name) => name in request.query);
			const [first] = newer;
			if (first === undefined || config.cassaNovaNewerFilters === 'known') return handle(request);
			if (config.cassaNovaNewerFilters === 'refused') {
				throw new Refusal(refusal(400, `error.unknown: ${first}`));
			}
			const known = Object.entries(request.query).filter(([name]) => !newer.includes(name));
			return handle({ ...request, query: Object.fromEntries(known) });
		},
	]);
	return Object.fromEntries(guarded);
}

/** As somebody made them in the portal. */
const WEBHOOKS = [
	{
		entity: 'RECEIPT',
		operations: ['CREATE', 'EDIT', 'DELETE'],
		url: 'https://n8n.example.com/webhook/receipts',
		description: 'Scontrini',
	},
	{
		entity: 'PRODUCT',
		operations: ['EDIT'],
		url: 'https://n8n.example.com/webhook/products',
		description: null,
	},
];

/** All its operations. */
export function createNewer(
	context: VendorContext,
	records: Records,
	{ orders, notices, closings }: { orders: Orders; notices: Notices; closings: Closings },
): Record<string, Handler> {
	const first = WEBHOOKS.map((webhook, index) => ({ id: `webhook-${index + 1}`, ...webhook }));
	const getWebhooks: Handler = ({ query }) => {
		const webhooks = [...first, ...notices.shown()];
		return {
			body: {
				[String(context.config.cassaNovaWebhooksKey)]: pageOf(webhooks, query, context.config),
				totalCount: webhooks.length,
			},
		};
	};
	const handlers = {
		getWebhooks,
		...closings.handlers,
		...createFidelity(context, records),
		...orders.handlers,
		...createBatches(context, records),
		...createRestaurant(context),
	};
	const guarded = Object.entries(handlers).map(([operation, handle]): [string, Handler] => [
		operation,
		(request) => {
			if (context.config.cassaNovaNewer !== false) return handle(request);
			throw new Refusal(refusal(404, 'error.notfound'));
		},
	]);
	return Object.fromEntries(guarded);
}
