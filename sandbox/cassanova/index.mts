/** The sandbox's CassaNova: puts its parts together. */
import type { Handler, Vendor, VendorContext } from '../core/vendor.mts';
import { CONFIG_DEFAULTS, MOST_BODY_BYTES, refusal, refuseProblem } from './assumptions.mts';
import { createBooks } from './books.mts';
import { fillCatalog, growCatalog, SALES_POINTS } from './catalog.mts';
import { createClosings } from './closings.mts';
import { createDocuments } from './documents.mts';
import { createGenerator } from './generator.mts';
import { createRecords } from './records.mts';
import { createLimit } from './limit.mts';
import { createNewer, withNewerFilters } from './newer.mts';
import { createOrders } from './orders.mts';
import { createNotices } from './notices.mts';
import { createReports } from './reports.mts';
import { RESOURCES, type ResourceName } from './resources.mts';
import { createStocks } from './stocks.mts';
import { createTokens, CREDENTIALS } from './tokens.mts';

/**
 * Builds CassaNova with its catalog and without any document.
 *
 * Actions of POST /__sandbox/act: `cancelReceipt` {id} cancels in place; `setClosings` {idSalesPoint,
 * closings: [{date: ISO text, number}]} says when a shop closes, and numbers its receipts by it; `stockMovement`
 * {idSalesPoint, idProduct or idProductVariant, quantity, reason?, note?} → {id}; `registerWebhook`
 * {url, entity, events?, idsSalesPoint?, description?, secret?} → {id, secret}, as in the portal; `sendNotices`
 * {notices: [{entity, event, id, body?}], lost?, repeated?, forged? (shares), reordered?} → {deliveries};
 * `growCatalog` {count} adds products like the first one, each with its own name, internal ID and barcode.
 */
export function createCassaNova(context: VendorContext): Vendor {
	const tokens = createTokens(context);
	const records = createRecords(context);
	fillCatalog(records, context.random);
	const stocks = createStocks(context, records);
	const documents = createDocuments(context);
	const books = createBooks(context, records, documents);
	const closings = createClosings(context, documents);
	const notices = createNotices(context, records, documents);
	const orders = createOrders(context, records);
	const limit = createLimit(context);
	const getSalesPoint: Handler = ({ query }) => {
		const { hasActiveLicense: wanted } = query;
		// The last one has given up its license.
		const found = SALES_POINTS.filter(
			(_shop, index) => wanted === undefined || index < SALES_POINTS.length - 1 === wanted,
		);
		return { body: { salesPoint: found, totalCount: found.length } };
	};

	return {
		name: 'cassaNova',
		documents: [{ file: 'sandbox/openapi/cassanova.yaml', basePath: '', accepts: () => true }],
		configDefaults: CONFIG_DEFAULTS,
		positionParameters: ['start'],
		connection: (origin) => ({ baseUrl: origin, ...CREDENTIALS }),
		authenticate(incoming) {
			const tooMany = limit(incoming);
			if (tooMany) return { reject: tooMany };
			return Number(incoming.headers['content-length'] ?? 0) > MOST_BODY_BYTES
				? { reject: refusal(413, 'error.toolarge: body') }
				: tokens.authenticate(incoming);
		},
		refuse: refuseProblem,
		expire: tokens.expire,
		handlers: withNewerFilters(context, {
			...tokens.handlers,
			...records.handlers,
			...stocks.handlers,
			...documents.handlers,
			...createReports(context, records, documents),
			...createNewer(context, records, { orders, notices, closings }),
			getSalesPoint,
		}),
		insertForPageShift({ operationId, query }, count) {
			if (operationId === 'getReceipts') {
				documents.insertFront(String(query.datetimeFrom), count);
				return;
			}
			const names = Object.keys(RESOURCES) as ResourceName[];
			const name = names.find((candidate) => RESOURCES[candidate].listOperation === operationId);
			if (name) records.insertFront(name, count);
		},
		generate: createGenerator(context, records, documents),
		totals: documents.truth.totals,
		fillBooks: books.fill,
		books: (query) =>
			books.book.truth(query, query.ends === 'closing' ? closings.dayOf : undefined),
		actions: {
			...notices.actions,
			setClosings: ({ idSalesPoint, closings: made }) =>
				closings.set(Number(idSalesPoint), made as Array<{ date: string; number: number }>),
			growCatalog: ({ count }) => growCatalog(records, Number(count)),
			cancelReceipt: ({ id }) => documents.cancel(String(id)),
			stockMovement: ({ idSalesPoint, ...fields }) => ({
				id: stocks.move(Number(idSalesPoint), fields),
			}),
		},
		state: () => ({
			...tokens.counters(),
			...documents.counters(),
			...stocks.counters(),
			...orders.counters(),
			records: records.counters(),
		}),
	};
}
