/** Orders: sent in batches, each once for its externalId, read, and told how they are prepaid. */
import { createRandom } from '../core/random.mts';
import { Refusal, type Handler, type VendorContext } from '../core/vendor.mts';
import { emptyAnswer, refusal, showTimestamp } from './assumptions.mts';
import { SALES_POINTS } from './catalog.mts';
import { dayOf, daysOf, isListed, isWithin, pageOf } from './paging.mts';
import type { Fields, Records } from './records.mts';

/** An order as it is kept. */
interface Order extends Fields {
	id: string;
	/** When it came in. */
	at: number;
	document: Fields;
}

/** Draws of its own: the shared ones give the same documents as ever. */
const SEED = 21;

/** Fields of an order that nobody sent. */
const EMPTY = {
	externalId: null,
	internalWorkflowStatus: null,
	dueDate: null,
	deliveryMode: null,
	idTable: null,
	rejectionReason: null,
	prepay: false,
	prepaymentStatus: null,
	prepaymentTransactionId: null,
};

/** How many are made: a counter for tests. */
export interface Orders {
	handlers: Record<string, Handler>;
	counters(): { orders: number };
}

/** Builds an empty list. */
export function createOrders(context: VendorContext, records: Records): Orders {
	const { config, now } = context;
	const random = createRandom(SEED);
	const orders: Order[] = [];

	const refuse = (words: string): never => {
		throw new Refusal(refusal(400, words));
	};

	/** A moment in milliseconds, or a day: nobody has told which. */
	const isPast = (due: unknown): boolean =>
		typeof due === 'number' ? due <= now() : String(due) < dayOf(now());

	const check = (order: Fields, others: Fields[]): void => {
		const { externalId, isExternalOrder, dueDate, deliveryMode, idTable } = order;
		const { idSalesPoint, rows } = order.document as Fields;
		if (externalId !== undefined && others.some((other) => other.externalId === externalId)) {
			const status = Number(config.cassaNovaConflictStatus);
			throw new Refusal(refusal(status, 'ConflictValue: externalId'));
		}
		if (!SALES_POINTS.some(({ id }) => id === idSalesPoint)) {
			refuse('InvalidIdSalesPoint: document/idSalesPoint');
		}
		if (isExternalOrder === true && (dueDate === undefined || isPast(dueDate))) {
			refuse('InvalidParams: dueDate');
		}
		if (deliveryMode === 'TABLE' && idTable === undefined) refuse('InvalidParams: idTable');
		for (const { idProductVariant, idDepartment, idTax, idSalesMode } of rows as Fields[]) {
			const isKnown = (name: Parameters<Records['find']>[0], id: unknown) =>
				id === undefined || records.find(name, id) !== undefined;
			// A product without variants is named by its own id.
			const simple = records.find('product', idProductVariant);
			if (!isKnown('productVariant', idProductVariant) && (!simple || simple.multivariant)) {
				refuse('InvalidId: idProductVariant');
			}
			if (!isKnown('department', idDepartment)) refuse('InvalidId: idDepartment');
			if (!isKnown('tax', idTax)) refuse('InvalidId: idTax');
			if (!isKnown('salesMode', idSalesMode)) refuse('InvalidId: idSalesMode');
		}
	};

	const shown = ({ at, ...order }: Order): Fields => ({
		...order,
		date: order.date ?? showTimestamp(at, config),
	});

	const addressed = (id: string | undefined): Order => {
		const order = orders.find((candidate) => candidate.id === id);
		if (!order) throw new Refusal(refusal(404, 'error.notfound: id'));
		return order;
	};

	const handlers: Record<string, Handler> = {
		getOrders: ({ query }) => {
			const days = daysOf(query, 'datetime', context, { days: 3 });
			const found = orders.filter(
				({ at, idTable, document }) =>
					isWithin(dayOf(at), days) &&
					isListed(query.idsSalesPoint, document.idSalesPoint) &&
					isListed(query.idTables, idTable),
			);
			const page = pageOf(found, query, config).map(shown);
			return { body: { orders: page, totalCount: found.length } };
		},
		getOrder: ({ params }) => ({ body: { order: shown(addressed(params.id)) } }),
		newOrders: ({ body }) => {
			const { create } = body as { create: Fields[] };
			// All or none.
			create.forEach((order, index) => check(order, [...orders, ...create.slice(0, index)]));
			const made = create.map((order): Order => {
				const { isExternalOrder = false, document } = order;
				const state = isExternalOrder === true ? 'REQUESTED' : null;
				return {
					...EMPTY,
					isExternalOrder,
					externalWorkflowStatus: state,
					status: 'UNCONFIRMED',
					...order,
					document: { id: random.uuid(), ...(document as Fields) },
					id: random.uuid(),
					at: now(),
				};
			});
			orders.push(...made);
			const key = String(config.cassaNovaBatchKey);
			const details = made.map(({ id, externalId }, index) => ({ index, id, externalId }));
			return { body: { batchResponse: { [key]: details } } };
		},
		editPrepayment: ({ params, body }) => {
			Object.assign(addressed(params.id), body);
			return emptyAnswer(config);
		},
	};
	return { handlers, counters: () => ({ orders: orders.length }) };
}
