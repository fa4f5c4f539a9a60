/** Orders whose columns the user names. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { rate as rateSchema } from '../table/schemas';
import { fieldAt, fieldsAt } from '../values/fieldPaths';
import {
	add,
	decimal,
	fromCents,
	isNegative,
	isZero,
	multiply,
	ONE,
	percent,
	splitByWeight,
	subtract,
	toCents,
	ZERO,
} from '../values/money';
import type { Decimal } from '../values/money';
import { isAbsent } from '../values/records';
import { show } from '../values/shown';
import { DEFAULT_COLUMNS } from './layout';
import type { OrderColumns } from './layout';
import {
	amountAt,
	orderError,
	linePlace,
	requiredAmount,
	requiredTotal,
	sumAt,
	textUnder,
} from './stated';
import type { OrderPayment, StatedLine, StatedOrder } from './types';

/**
 * Reads an order by the columns that the user names.
 * @param lines the records of its list of lines
 * @param withVat whether its amounts contain VAT
 * @throws InputError that names the place for whatever can't be read
 */
export function readOwnColumns(
	order: IDataObject,
	lines: IDataObject[],
	columns: OrderColumns,
	withVat: boolean,
): StatedOrder {
	const goods = lines.flatMap((line, index) => readLine(line, index, columns, withVat));
	return {
		number: textUnder(order, columns.number),
		currency: currencyOf(order, columns.currency),
		sold: [...less(goods, order, columns, withVat), ...shippingOf(order, columns, withVat)],
		returned: [],
		total: requiredTotal(order, columns.total),
		payments: paymentsOf(order, columns.payment),
	};
}

/** The code of its currency; a column that was chosen and isn't there says nothing of euros. */
function currencyOf(order: IDataObject, path: string): string | undefined {
	const value = fieldAt(order, path);
	const isChosen = path !== DEFAULT_COLUMNS.columns.currency;
	if (value === null || value === '' || (value === undefined && !isChosen)) return undefined;
	const words = textUnder(order, path)?.toUpperCase();
	if (words !== undefined) return words === '€' ? 'EUR' : words;
	throw orderError(
		value === undefined
			? `has no "${path}", which is to say its currency`
			: `has ${show(value)} as "${path}", which is no currency`,
		'Choose the right column of the currency, or remove it for orders in euros.',
	);
}

/** Each way to pay that the order names, lists gone into. What is no text is shown as it is, for no row to fit it. */
function paymentsOf(order: IDataObject, path: string): OrderPayment[] {
	const values = fieldsAt(order, path).filter((value) => !isAbsent(value) && value !== '');
	const names = values.map((value) =>
		typeof value === 'string' || typeof value === 'number' ? String(value).trim() : show(value),
	);
	return [...new Set(names)].map((name) => ({ names: [name] }));
}

function readLine(
	record: IDataObject,
	index: number,
	columns: OrderColumns,
	withVat: boolean,
): StatedLine[] {
	const name = textUnder(record, columns.name);
	const place = linePlace(columns.list, index, name);
	const quantity = requiredAmount(record, columns.quantity, place);
	if (isZero(quantity)) return [];
	const article = textUnder(record, columns.article);
	const rate = rateAt(record, columns.vat, place);
	const basics = { kind: 'goods', place, name, article, quantity, rate } as const;
	const price = amountAt(record, columns.price, place);
	const discount = sumAt(record, columns.discount, place);
	if (isNegative(discount)) {
		throw orderError(
			`has a discount below zero in ${place}`,
			'Have the column say as a positive number what is taken off.',
		);
	}
	if (!price) {
		if (isZero(discount)) return [basics];
		throw orderError(`has a discount and no "${columns.price}" in ${place}`);
	}
	const gross = (amount: Decimal) => grossOf(amount, rate, withVat, place);
	const signed = isNegative(quantity) ? subtract(ZERO, discount) : discount;
	const whole = multiply(quantity, price);
	return [
		{
			...basics,
			stated: {
				...(withVat ? { each: price } : {}),
				before: gross(whole),
				after: gross(subtract(whole, signed)),
			},
		},
	];
}

/** Takes a discount on the whole order off its goods, by what they come to. */
function less(
	goods: StatedLine[],
	order: IDataObject,
	{ orderDiscount }: OrderColumns,
	withVat: boolean,
): StatedLine[] {
	const discount = orderDiscount === '' ? ZERO : sumAt(order, orderDiscount, 'it');
	if (isZero(discount)) return goods;
	if (isNegative(discount)) throw orderError(`has "${orderDiscount}" below zero`);
	if (!withVat) {
		throw orderError(
			`has a discount on the whole of it without VAT, so nothing says what it comes to with VAT`,
			'Give the discount to its lines, or have it contain VAT.',
		);
	}
	const weights = goods.map(({ stated }) => (stated ? toCents(stated.after) : 0));
	const shares = splitByWeight(toCents(discount), weights);
	if (!shares || goods.some(({ stated }) => !stated)) {
		throw orderError('has a discount on the whole of it, and lines without a price');
	}
	return goods.map((line, index) => {
		const { stated } = line;
		if (!stated) return line;
		return {
			...line,
			stated: { ...stated, after: subtract(stated.after, fromCents(shares[index] ?? 0)) },
		};
	});
}

function shippingOf(order: IDataObject, columns: OrderColumns, withVat: boolean): StatedLine[] {
	const price = amountAt(order, columns.shipping, 'it');
	if (!price || isZero(price)) return [];
	const place = columns.shipping;
	const rate = rateAt(order, columns.shippingVat, place);
	const amount = grossOf(price, rate, withVat, place);
	return [
		{
			kind: 'shipping',
			place,
			name: textUnder(order, columns.shippingName),
			quantity: ONE,
			rate,
			stated: { each: withVat ? price : undefined, before: amount, after: amount },
		},
	];
}

/** @throws InputError where VAT is to be added and nothing says how much */
function grossOf(
	amount: Decimal,
	rate: Decimal | undefined,
	withVat: boolean,
	place: string,
): Decimal {
	if (withVat) return amount;
	if (rate) return multiply(amount, add(ONE, percent(rate)));
	throw orderError(
		`has a price without VAT in ${place}, and no VAT rate for it`,
		'Choose the column of the VAT rate.',
	);
}

/** A rate in percent, also as "20%"; undefined where there is none. */
function rateAt(record: IDataObject, path: string, place: string): Decimal | undefined {
	const value = fieldAt(record, path);
	if (value === undefined || value === null || value === '') return undefined;
	const result = rateSchema.safeParse(
		typeof value === 'string' ? value.replace(/\s*%\s*$/, '') : value,
	);
	if (result.success) return decimal(result.data);
	const [issue] = result.error.issues;
	throw orderError(
		`has ${show(value)} as "${path}" in ${place}: it ${issue?.message ?? 'is no rate'}`,
		'Correct the order, or the column.',
	);
}
