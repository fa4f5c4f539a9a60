/** How CassaNova documents were paid: means of the shop's own, change, and what is missing. */
import type { IDataObject } from 'n8n-workflow';
import { toAccountingReceipt } from '../../../../nodes/CassaNova/books/accounting';
import { simplifyReceipt } from '../../../../nodes/CassaNova/simplify';
import type { DocumentType, Means } from '../../../../nodes/shared/books/receipt';
import { readMapping } from '../../../../nodes/shared/books/panel/mapping';
import { NO_MAPPING } from '../../../../nodes/shared/books/mapping';
import type { RequestInput } from '../../../../nodes/shared/table/request';

type Values = Record<string, unknown>;
type MethodRow = { paymentMethod: string; customPayment?: string; means: Means };

const context = {
	timeZone: 'Europe/Rome',
	dayEndsAt: '03:00',
	taxRates: new Map([['t22', 22]]),
};
const wordsOf = (rows: MethodRow[]) =>
	readMapping({ options: { paymentMapping: rows } } as unknown as RequestInput);
const record = (price: number, payments: unknown, more: Values = {}) => ({
	id: 'r-1',
	number: 12,
	datetime: '2026-03-05T21:04:11',
	document: { amount: price, rows: [{ quantity: 1, idTax: 't22', price }], payments, ...more },
});
const read = (
	price: number,
	payments: Values[] | undefined,
	more: Values = {},
	{ rows = [], type }: { rows?: MethodRow[]; type?: DocumentType } = {},
) =>
	toAccountingReceipt(
		record(price, payments, more),
		{ ...context, mapping: rows.length > 0 ? wordsOf(rows) : NO_MAPPING },
		type,
	);
const paid = (receipt: ReturnType<typeof read>) =>
	receipt.payments.map(({ means, vendorMeans, amount }) => [means, vendorMeans, amount]);
const unmapped = (receipt: ReturnType<typeof read>) =>
	receipt.checks.unmapped
		.filter(({ type }) => type === 'paymentMethod')
		.map(({ id, name }) => [id, name]);

describe('means of the shop itself', () => {
	const custom = (description: string, amount: number, paymentType = 'CUSTOM') => ({
		paymentType,
		amount,
		customPayment: { id: 'c', description },
	});
	const two = [custom('Satispay', 4), custom('Buono CRAL', 6)];

	it('are told apart by their text', () => {
		const receipt = read(10, two);
		expect(paid(receipt)).toEqual([
			['other', 'Satispay', '4.00'],
			['other', 'Buono CRAL', '6.00'],
		]);
		expect(unmapped(receipt)).toEqual([
			['Satispay', null],
			['Buono CRAL', null],
		]);
		const simplified = simplifyReceipt(record(10, [...two, { paymentType: 'CASH', amount: 0 }]));
		expect(simplified.paymentTypes).toBe('Satispay, Buono CRAL, CASH');
	});

	it('are mapped by it, whatever the case', () => {
		const rows: MethodRow[] = [
			{ paymentMethod: 'CUSTOM_PAYMENT', customPayment: 'satispay', means: 'online' },
			{ paymentMethod: 'CUSTOM_PAYMENT', customPayment: 'Buono CRAL', means: 'voucher' },
		];
		const receipt = read(10, two, {}, { rows });
		expect(paid(receipt).map(([means]) => means)).toEqual(['online', 'voucher']);
		expect(unmapped(receipt)).toEqual([]);
	});

	it('go by their type where only that is mapped or known', () => {
		const rows: MethodRow[] = [
			{ paymentMethod: 'CUSTOM', means: 'card' },
			{ paymentMethod: 'CASH', customPayment: 'left over', means: 'cash' },
		];
		expect(paid(read(10, two, {}, { rows })).map(([means]) => means)).toEqual(['card', 'card']);
		expect(paid(read(5, [custom('Bancomat 2', 5, 'CASHCARD')]))).toEqual([
			['card', 'Bancomat 2', '5.00'],
		]);
	});

	it.each<[unknown, string]>([
		['Satispay', 'Satispay'],
		[{ name: ' Satispay ' }, 'Satispay'],
		[{ id: 17 }, '17'],
		[{}, 'CUSTOM'],
		[true, 'CUSTOM'],
		[null, 'CUSTOM'],
	])('customPayment %j is %s', (customPayment, word) => {
		const receipt = read(5, [{ paymentType: 'CUSTOM', amount: 5, customPayment }]);
		expect(receipt.payments[0]?.vendorMeans).toBe(word);
	});
});

describe('a payment without a type', () => {
	const payments = [{ amount: 5 }];

	it('has a name by which it is listed and mapped', () => {
		expect(unmapped(read(5, payments))).toEqual([['NO_METHOD', 'Payment Without a Method']]);
		const rows: MethodRow[] = [{ paymentMethod: 'NO_METHOD', means: 'card' }];
		const receipt = read(5, payments, {}, { rows });
		expect(paid(receipt)).toEqual([['card', '', '5.00']]);
		expect(receipt.checks).toMatchObject({ balanced: true, unmapped: [] });
	});

	it('takes no other word away from the simplified receipt', () => {
		const receipt = record(5, [{ amount: 1 }, null, { paymentType: 'CASH', amount: 4 }]);
		expect(simplifyReceipt(receipt).paymentTypes).toBe('CASH');
	});
});

describe('change', () => {
	const cash = (amount: number, change?: number) => ({ paymentType: 'CASH', amount, change });

	it.each<[string, Values[], Values, string, boolean]>([
		['of a payment', [cash(20, 7.9)], {}, '7.90', true],
		['of a payment beside 0 on the document', [cash(20, 7.9)], { change: 0 }, '7.90', true],
		['of two payments', [cash(10, 1), cash(5, 1.9)], {}, '2.90', true],
		['that the document repeats', [cash(20, 7.9)], { change: 7.9 }, '7.90', true],
		['that the document states in part', [cash(20, 2.9)], { change: 5 }, '7.90', true],
		['that is already off the amount', [cash(12.1, 7.9)], {}, '0.00', true],
		['that fits nothing', [cash(20, 1)], {}, '1.00', false],
	])('%s', (_what, payments, more, change, balanced) => {
		const receipt = read(12.1, payments, more);
		expect(receipt).toMatchObject({ change, checks: { balanced } });
	});
});

describe('a payment without an amount', () => {
	const card = { paymentType: 'CASHCARD', amount: 7 };

	it('is what the others leave', () => {
		const receipt = read(12.1, [card, { paymentType: 'CASH', change: 4.9 }]);
		expect(paid(receipt)).toEqual([
			['card', 'CASHCARD', '7.00'],
			['cash', 'CASH', '10.00'],
		]);
		expect(receipt.checks).toMatchObject({
			balanced: true,
			notes: ['document.payments[1] has no amount: it counts as 10.00, which is what is left.'],
		});
	});

	it('counts nothing where another one lacks it, too: the receipt does not balance', () => {
		const receipt = read(12.1, [card, { paymentType: 'CASH' }, { paymentType: 'TICKET' }]);
		expect(paid(receipt).map(([, , amount]) => amount)).toEqual(['7.00', '0.00', '0.00']);
		expect(receipt.totals.gross).toBe('12.10');
		expect(receipt.checks).toMatchObject({
			balanced: false,
			notes: [
				'document.payments[1] has no amount: it counts as 0.00.',
				'document.payments[2] has no amount: it counts as 0.00.',
				'Payments less change come to 7.00, the lines to 12.10.',
			],
		});
	});
});

describe('a credit note without payments', () => {
	it.each<[string, number, Values[] | undefined]>([
		['an empty list', 12.2, []],
		['none', 12.2, undefined],
		['rows below zero', -12.2, []],
	])('is a voucher that was issued: %s', (_what, price, payments) => {
		const receipt = read(price, payments, {}, { type: 'creditNote' });
		expect(paid(receipt)).toEqual([['voucher', 'CREDIT_NOTE', '-12.20']]);
		expect(receipt.totals.gross).toBe('-12.20');
		expect(receipt.checks).toMatchObject({
			balanced: true,
			notes: [
				'It lists no payments: it counts as a voucher issued over 12.20. "Credit Note Without Payments" can be mapped.',
			],
		});
	});

	it('counts as the user says', () => {
		const rows: MethodRow[] = [{ paymentMethod: 'CREDIT_NOTE', means: 'cash' }];
		const receipt = read(12.2, [], {}, { rows, type: 'creditNote' });
		expect(paid(receipt)).toEqual([['cash', 'CREDIT_NOTE', '-12.20']]);
	});

	it('stays nothing for a receipt without payments, which is not balanced', () => {
		expect(read(12.2, [])).toMatchObject({ payments: [], checks: { balanced: false } });
		const zero: IDataObject[] = [];
		expect(read(0, zero, {}, { type: 'creditNote' }).payments).toEqual([]);
	});
});
