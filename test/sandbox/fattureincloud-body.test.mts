/** The sandbox's checker of Fatture in Cloud receipts: some written by hand from its description pass, broken ones don't. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	checkFattureInCloud,
	FATTURE_IN_CLOUD_RULES,
} from '../../sandbox/files/fattureInCloud.mts';
import { changed, testBroken } from './body-cases.mts';

/** A day of a till at two rates, and something untaxed. */
const takings = {
	data: {
		date: '2026-10-05',
		type: 'till_receipt',
		description: 'Schänke, closing 411',
		rc_center: '',
		use_gross_prices: true,
		amount_net: 215.2,
		amount_vat: 24.8,
		amount_gross: 240,
		payment_account: { id: 21, name: 'Cassa' },
		items_list: [
			{ amount_net: 100, amount_gross: 122, category: 'bar', vat: { id: 0, value: 22 } },
			{ amount_net: 28.2, amount_gross: 31, vat: { id: 3, value: 10 } },
			{ amount_net: 87, amount_gross: 87, vat: { id: 6, value: 0, description: 'Esente art. 10' } },
		],
	},
};

/** As the description's example has it: without gross amounts, and numbered. */
const numbered = {
	data: {
		date: '2026-10-06',
		number: 6,
		numeration: 'REC006',
		amount_net: 8.2,
		amount_vat: 1.8,
		type: 'sales_receipt',
		payment_account: { id: 555 },
		items_list: [{ id: 888, amount_net: 8.2, amount_vat: 1.8, vat: { id: 0, value: 22 } }],
	},
	autocomplete_number: false,
};

test('receipts as the description has them have no findings', () => {
	const facts = { vatIds: [0, 3, 6] };
	for (const body of [takings, numbered]) assert.deepEqual(checkFattureInCloud(body, facts), []);
	const next = { ...takings, autocomplete_number: true };
	assert.deepEqual(checkFattureInCloud(next, { receipts: 3 }), []);
	const byId = changed(takings, ['data', 'items_list', 0, 'vat'], { id: 0 });
	assert.deepEqual(checkFattureInCloud(byId), []);
});

test('how far taxes may be off depends on how many receipts there are', () => {
	const [bar, food, free] = takings.data.items_list;
	const body = {
		data: {
			...takings.data,
			amount_net: 215.16,
			amount_vat: 24.84,
			items_list: [bar, { ...food, amount_net: 28.16 }, free],
		},
	};
	assert.deepEqual(checkFattureInCloud(body, { receipts: 9 }), []);
	assert.deepEqual(
		checkFattureInCloud(body, { receipts: 2 }).map(({ row, rule }) => [row, rule]),
		[[2, 'tax-amount']],
	);
});

const withData = (name: string, value: unknown) => changed(takings, ['data', name], value);
const itemWith = (name: string, value: unknown) =>
	changed(takings, ['data', 'items_list', 0, name], value);
const AT = 'data.items_list[0]';

testBroken(FATTURE_IN_CLOUD_RULES, checkFattureInCloud, [
	['type', '', [takings]],
	['type', 'data', { data: [] }],
	['type', 'data.amount_gross', withData('amount_gross', '240.00')],
	['type', 'data.payment_account', withData('payment_account', 21)],
	['type', 'data.items_list', withData('items_list', {})],
	['type', `${AT}.vat`, itemWith('vat', 22)],
	['type', `${AT}.vat.id`, itemWith('vat', { id: '0' })],
	['unknown-field', 'date', { ...takings, date: '2026-10-05' }],
	['unknown-field', 'data.total', withData('total', 240)],
	['unknown-field', `${AT}.vat_id`, itemWith('vat_id', 0)],
	['read-only', 'data.id', withData('id', 4)],
	['read-only', `${AT}.vat.editable`, itemWith('vat', { id: 0, editable: true })],
	['needed', 'data', {}],
	['needed', 'data.date', withData('date', undefined)],
	['needed', 'data.type', withData('type', undefined)],
	['needed', 'data.items_list', withData('items_list', [])],
	['needed', `${AT}.vat`, itemWith('vat', undefined)],
	['needed', `${AT}.vat.id`, itemWith('vat', { value: 22 })],
	['needed', `${AT}.amount_gross`, itemWith('amount_gross', undefined)],
	['needed', 'data.payment_account.id', withData('payment_account', { name: 'Cassa' })],
	['form', 'data.type', withData('type', 'receipt')],
	['form', 'data.number', withData('number', 0)],
	['form', `${AT}.vat.id`, itemWith('vat', { id: -1 })],
	['form', 'data.payment_account.type', withData('payment_account', { id: 1, type: 'cash' })],
	['decimals', `${AT}.amount_net`, itemWith('amount_net', 122 / 1.22 + 0.001)],
	['day', 'data.date', withData('date', '05/10/2026')],
	['day', 'data.date', withData('date', '2026-02-30')],
	['number', 'data.number', withData('type', 'sales_receipt')],
	['number', 'data.number', { ...numbered, autocomplete_number: true }],
	['total', 'data.amount_gross', withData('amount_gross', 240.01)],
	['total', 'data.amount_net', changed(numbered, ['data', 'amount_net'], 8.19)],
	['total', 'data.amount_vat', changed(numbered, ['data', 'amount_vat'], 1.79)],
	['sum', 'data.amount_gross', withData('amount_vat', 24.81)],
	['sum', `${AT}.amount_gross`, itemWith('amount_vat', 21.99)],
	['rate', `${AT}.vat.value`, itemWith('vat', { id: 0, value: 20 })],
	['tax-amount', `${AT}.amount_net`, itemWith('vat', { id: 3, value: 10 })],
	[
		'tax-amount',
		'data.items_list[2].amount_net',
		changed(takings, ['data', 'items_list', 2, 'amount_net'], 86.99),
	],
	['vat-unknown', `${AT}.vat.id`, takings, { vatIds: [3, 6] }],
]);
