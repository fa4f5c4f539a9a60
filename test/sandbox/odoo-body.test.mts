/** The sandbox's checker of Odoo journal entries: some written by hand from Odoo's fields pass, broken ones don't. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkOdoo, ODOO_RULES } from '../../sandbox/files/odoo.mts';
import { changed, testBroken } from './body-cases.mts';

const entry = {
	move_type: 'entry',
	date: '2026-10-05',
	journal_id: 3,
	ref: 'Z 411',
	line_ids: [
		[0, 0, { account_id: 12, name: 'Cash', debit: 0.3, credit: 0 }],
		[0, 0, { account_id: 41, name: 'Sales 22 %', debit: 0, credit: 0.25 }],
		[0, 0, { account_id: 26, name: 'VAT 22 %', credit: 0.05, partner_id: false }],
	],
};

const taxed = {
	...entry,
	state: 'draft',
	line_ids: [
		[0, 0, { account_id: 12, balance: 122, analytic_distribution: { '4,9': 60.5, '5': 39.5 } }],
		[0, 0, { account_id: 41, balance: -100, tax_ids: [[6, 0, [7]]], tax_tag_ids: [[4, 3, 0]] }],
		[0, 0, { account_id: 26, balance: -22, tax_repartition_line_id: 14, tax_base_amount: 100 }],
		[0, 0, { display_type: 'line_note', name: 'Closing 411' }],
	],
};

/** An empty list of taxes: none are added, not even those of the account. */
const untaxed = changed(entry, ['line_ids', 0, 2, 'tax_ids'], [[6, 0, []]]);

const foreign = {
	...entry,
	line_ids: [
		[0, 0, { account_id: 12, debit: 10, amount_currency: 9.5, currency_id: 1 }],
		[0, 0, { account_id: 41, credit: 10, amount_currency: -10 }],
	],
};

test('entries as the model has them have no findings', () => {
	for (const body of [entry, taxed, untaxed, foreign, [entry, taxed], { vals_list: [entry] }]) {
		assert.deepEqual(checkOdoo(body), []);
	}
});

test('a finding names the line of its entry', () => {
	const body = [entry, changed(entry, ['line_ids', 1, 2, 'account_id'], '4000')];
	assert.deepEqual(checkOdoo(body), [
		{ row: 2, field: '[1].line_ids[1][2].account_id', rule: 'type', value: '9999' },
	]);
});

const lineWith = (name: string, value: unknown) => changed(entry, ['line_ids', 0, 2, name], value);
const AT = 'line_ids[0][2]';

testBroken(ODOO_RULES, checkOdoo, [
	['type', '', 'entry'],
	['type', 'line_ids', { ...entry, line_ids: {} }],
	['type', 'journal_id', { ...entry, journal_id: 'MISC' }],
	['type', `${AT}.account_id`, lineWith('account_id', '1000')],
	['type', `${AT}.debit`, lineWith('debit', '0.30')],
	['type', `${AT}.analytic_distribution`, lineWith('analytic_distribution', [1])],
	['type', `${AT}.analytic_distribution.1`, lineWith('analytic_distribution', { 1: '100' })],
	['unknown-field', 'reference', { ...entry, reference: 'Z 411' }],
	['unknown-field', 'vals_list[0].reference', { vals_list: [{ ...entry, reference: 'Z 411' }] }],
	['unknown-field', `${AT}.account_code`, lineWith('account_code', '1000')],
	['read-only', 'id', { ...entry, id: 4 }],
	['needed', 'date', { ...entry, date: '' }],
	['needed', 'journal_id', changed(entry, ['journal_id'], undefined)],
	['needed', 'line_ids', changed(entry, ['line_ids'], undefined)],
	['needed', 'vals_list', { vals_list: [] }],
	['needed', `${AT}.account_id`, lineWith('account_id', undefined)],
	['needed', `${AT}.balance`, changed(entry, ['line_ids', 0], [0, 0, { account_id: 12 }])],
	['form', 'move_type', { ...entry, move_type: 'out_invoice' }],
	['form', `${AT}.account_id`, lineWith('account_id', 0)],
	['form', `${AT}.analytic_distribution.KOST`, lineWith('analytic_distribution', { KOST: 100 })],
	['decimals', `${AT}.debit`, lineWith('debit', 0.1 + 0.2)],
	['day', 'date', { ...entry, date: '05/10/2026' }],
	['day', `${AT}.date_maturity`, lineWith('date_maturity', '2026-06-31')],
	['command', 'line_ids[0]', changed(entry, ['line_ids', 0], { account_id: 12, debit: 0.3 })],
	['command', 'line_ids[0]', changed(entry, ['line_ids', 0], [6, 0, [1, 2]])],
	['command', 'line_ids[0]', changed(entry, ['line_ids', 0], [0, { account_id: 12, debit: 0.3 }])],
	['command', `${AT}.tax_ids[0]`, lineWith('tax_ids', [7])],
	['command', `${AT}.tax_ids[0]`, lineWith('tax_ids', [[6, 0, 7]])],
	['posted', 'state', { ...entry, state: 'posted' }],
	['lines', 'line_ids', { ...entry, line_ids: [[0, 0, { account_id: 12, debit: 0 }]] }],
	['balance', 'line_ids', lineWith('debit', 0.31)],
	['balance', 'line_ids', changed(taxed, ['line_ids', 0, 2, 'balance'], 122.01)],
	['both-sides', AT, lineWith('credit', 0.1)],
	['amount-negative', `${AT}.debit`, lineWith('debit', -0.3)],
	['amounts-differ', `${AT}.balance`, lineWith('balance', -0.3)],
	['not-accountable', AT, lineWith('display_type', 'line_section')],
	['currency', `${AT}.amount_currency`, lineWith('amount_currency', 0.29)],
	[
		'currency',
		`${AT}.amount_currency`,
		changed(foreign, ['line_ids', 0, 2, 'amount_currency'], -9.5),
	],
	['tax-added', 'line_ids', lineWith('tax_ids', [[6, 0, [7]]])],
]);
