/** The list of orders (newer generations of the API, Orders). */
import type { IDataObject } from 'n8n-workflow';
import { dateWindow } from '../../shared/table/dateWindow';
import { within } from '../../shared/table/fields';
import { pick } from '../../shared/table/simplify';
import type { Endpoint } from '../../shared/table/types';
import type { ListSpec, Window } from '../../shared/table/list';
import { isRecord } from '../../shared/values/records';
import { datetimeDays, idsSalesPoint, pager, shopDays, textListQuery, timeZone } from '../fields';
import { NEWER } from '../newer';

/** Days that one request may ask for: the span must be shorter than three days, as for all documents. */
export const ORDER_DAYS = 3;

/** Assumption: `date` is the day by which orders are listed. */
const orderDates = dateWindow(
	shopDays(
		"={{ $now.setZone('Europe/Rome').minus({ days: 1 }).toISODate() }}",
		'Any length works: the node asks in pieces of three days.',
	),
	{ ...datetimeDays, maxDays: ORDER_DAYS, recordTime: 'date' },
);

const fromOrder = pick(
	'externalId',
	'date',
	'dueDate',
	'deliveryMode',
	'externalWorkflowStatus',
	'status',
	'idTable',
	'prepaymentStatus',
);
const fromDocument = pick('amount', 'idSalesPoint', 'idCustomer', 'idOrganization');

/** The few fields of an order that most workflows use, flat. */
export function simplifyOrder(order: IDataObject): IDataObject {
	const document = isRecord(order.document) ? order.document : {};
	return { ...fromOrder(order), ...fromDocument(document), id: order.id ?? null };
}

export const orderList: Endpoint & { list: ListSpec & { window: Window } } = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many orders',
	description: 'Get the orders of a date range',
	route: 'GET /documents/orders',
	doc: `${NEWER}, Orders`,
	mayBeAbsent: true,
	fields: [
		...orderDates.fields,
		...within('filters', [
			idsSalesPoint,
			textListQuery(
				'Table IDs',
				'idTables',
				'Only the orders of these tables, separated by commas. The resource Table lists them.',
			),
		]),
		...within('options', [timeZone]),
	],
	list: { items: 'orders', id: 'id', pager, window: orderDates.window },
	output: { simplify: simplifyOrder },
};
