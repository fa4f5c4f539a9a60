/** What a person filled in → the order as it travels (newer generations of the API, Orders). */
import type { IDataObject } from 'n8n-workflow';
import { toLocalDay } from '../../shared/values/dates';
import {
	add,
	decimal,
	decimalToString,
	fromCents,
	multiply,
	toCents,
	ZERO,
} from '../../shared/values/money';
import { isRecord } from '../../shared/values/records';
import { InputError } from '../../shared/table/inputError';
import type { RequestInput } from '../../shared/table/request';
import type { EpochMs } from '../../shared/values/units';
import { MORE_FIELDS, TIME_FORMS } from './orderFields';
import type { OrderRow } from './orderRows';

/** Fields that stand in the order's document, and not beside it. */
const IN_DOCUMENT = new Set([
	'idSalesPoint',
	'idOrganization',
	'idCustomer',
	'taxFree',
	'amount',
	'note',
	'email',
	'rows',
]);

const TIMES = ['date', 'dueDate'];

/** What an order is found again by, and what is ordered: the panel alone says it. */
const OWN = ['externalId', ...TIMES];
const OWN_IN_DOCUMENT = ['idSalesPoint', 'rows'];

/**
 * The order of an item; `document` holds what is sold, and everything else stands beside it.
 * @throws RangeError for amounts that no number holds to the cent; InputError where the further fields
 * hold what the order is found again by
 */
export function orderOf({ body, options, timeZone }: RequestInput): IDataObject {
	const given = body.rows as OrderRow[];
	const rows = given.map(rowOf);
	const fields: Record<string, unknown> = { amount: amountOf(given), ...body, rows };
	const order: IDataObject = {};
	const document: IDataObject = {};
	for (const [name, value] of Object.entries(fields)) {
		const place = IN_DOCUMENT.has(name) ? document : order;
		const sent = TIMES.includes(name) ? timeOf(value as EpochMs, options.timesAs, timeZone) : value;
		place[name] = sent as IDataObject;
	}
	const more: IDataObject = isRecord(options.moreFields) ? options.moreFields : {};
	const moreInside = isRecord(more.document) ? more.document : {};
	refuseOwn(more, OWN);
	refuseOwn(moreInside, OWN_IN_DOCUMENT);
	return { ...order, ...more, document: { ...document, ...moreInside } };
}

function refuseOwn(more: IDataObject, names: readonly string[]): void {
	const own = names.find((name) => name in more);
	if (own === undefined) return;
	throw new InputError(
		MORE_FIELDS,
		`holds "${own}", which has a field of its own`,
		'Take it out there, and fill in its own field; nothing was sent.',
	);
}

/** The panel fills in a switch that nobody touched: where it is off, it isn't sent. */
function rowOf({ shippingCost, ...row }: OrderRow, index: number): IDataObject {
	const isShipping = shippingCost === true ? { shippingCost } : {};
	return { rowNumber: index + 1, ...(row as IDataObject), ...isShipping };
}

function timeOf(moment: EpochMs, form: unknown, timeZone: string): EpochMs | string {
	return form === TIME_FORMS.day ? (toLocalDay(moment, timeZone) ?? moment) : moment;
}

/**
 * What the rows come to, in euros.
 *
 * Assumptions: each row is rounded to the cent, a half away from zero, as on receipts; subtotals and what a
 * composed dish is made of are in no total.
 */
function amountOf(rows: OrderRow[]): number {
	const total = rows
		.filter(({ subtotal, composition }) => subtotal !== true && composition !== true)
		.map(({ quantity, price }) => fromCents(toCents(multiply(decimal(quantity), decimal(price)))))
		.reduce(add, ZERO);
	return Number(decimalToString(total));
}
