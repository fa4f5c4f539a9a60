/** The sandbox's checker of QuickBooks journal entries: one written by hand from Intuit's schema passes, broken ones don't. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkQuickBooks, QUICK_BOOKS_RULES } from '../../sandbox/files/quickBooks.mts';
import { changed, testBroken } from './body-cases.mts';

const booked = (side: string, account: string, Amount: number, more: object = {}) => ({
	Amount,
	DetailType: 'JournalEntryLineDetail',
	JournalEntryLineDetail: { PostingType: side, AccountRef: { value: account }, ...more },
});

/** A day: paid in cash, sold at two rates, and the taxes. */
const entry = {
	DocNumber: 'Z-2026-10-05',
	TxnDate: '2026-10-05',
	PrivateNote: 'Schänke, closing 411',
	Line: [
		{ ...booked('Debit', '35', 230.5), Description: 'Cash' },
		booked('Credit', '79', 100),
		booked('Credit', '80', 100),
		booked('Credit', '81', 30.5),
	],
};

const right = [
	entry,
	{
		...entry,
		CurrencyRef: { value: 'EUR', name: 'Euro' },
		ExchangeRate: 1.0842,
		Adjustment: false,
		Line: [
			booked('Debit', '84', 0.3, {
				Entity: { Type: 'Customer', EntityRef: { value: '2', name: 'Walk-in' } },
				ClassRef: { value: '5' },
			}),
			{ DetailType: 'DescriptionOnly', Description: 'x'.repeat(4000) },
			booked('Credit', '79', 0.1),
			booked('Credit', '79', 0.2),
		],
	},
	{
		...entry,
		GlobalTaxCalculation: 'TaxExcluded',
		Line: [
			booked('Debit', '35', 120),
			booked('Credit', '79', 100, {
				TaxCodeRef: { value: '3' },
				TaxApplicableOn: 'Sales',
				TaxAmount: 20,
			}),
		],
		TxnTaxDetail: {
			TotalTax: 20,
			TaxLine: [
				{
					Amount: 20,
					DetailType: 'TaxLineDetail',
					TaxLineDetail: { TaxRateRef: { value: '4' }, PercentBased: true, TaxPercent: 20 },
				},
			],
		},
	},
];

test('entries as the schema describes them have no findings', () => {
	const facts = { receivables: ['84'], payables: ['33'] };
	for (const body of right) assert.deepEqual(checkQuickBooks(body, facts), []);
});

test('a finding names the line and shows the shape of a value', () => {
	const body = changed(entry, ['Line', 0, 'JournalEntryLineDetail', 'PostingType'], 'Soll');
	assert.deepEqual(checkQuickBooks(body), [
		{
			row: 1,
			field: 'Line[0].JournalEntryLineDetail.PostingType',
			rule: 'form',
			value: 'Aaaa',
		},
	]);
});

const DETAIL = ['Line', 0, 'JournalEntryLineDetail'];
const AT = 'Line[0].JournalEntryLineDetail';
const withDetail = (name: string, value: unknown) => changed(entry, [...DETAIL, name], value);

testBroken(QUICK_BOOKS_RULES, checkQuickBooks, [
	['type', '', [entry]],
	['type', 'Line', changed(entry, ['Line'], {})],
	['type', 'Line[0]', changed(entry, ['Line', 0], 'Cash')],
	['type', 'Line[0].Amount', changed(entry, ['Line', 0, 'Amount'], '230.50')],
	['type', `${AT}.AccountRef`, withDetail('AccountRef', '35')],
	['type', `${AT}.AccountRef.value`, withDetail('AccountRef', { value: 35 })],
	['type', 'Adjustment', { ...entry, Adjustment: 'false' }],
	['unknown-field', 'Memo', { ...entry, Memo: 'x' }],
	['unknown-field', `${AT}.Description`, withDetail('Description', 'Cash')],
	['unknown-field', `${AT}.AccountRef.Value`, withDetail('AccountRef', { Value: '35' })],
	['unknown-field', 'Line[0].Credit', changed(entry, ['Line', 0, 'Credit'], 5)],
	['read-only', 'Id', { ...entry, Id: '0' }],
	['read-only', 'TotalAmt', { ...entry, TotalAmt: 230.5 }],
	['needed', 'Line', changed(entry, ['Line'], undefined)],
	['needed', 'TxnDate', changed(entry, ['TxnDate'], undefined)],
	['needed', 'Line[0].Amount', changed(entry, ['Line', 0, 'Amount'], undefined)],
	['needed', 'Line[0].DetailType', changed(entry, ['Line', 0, 'DetailType'], undefined)],
	['needed', `${AT}.PostingType`, withDetail('PostingType', undefined)],
	['needed', `${AT}.AccountRef`, withDetail('AccountRef', undefined)],
	['needed', `${AT}.AccountRef.value`, withDetail('AccountRef', { name: 'Cash' })],
	['needed', `${AT}.Entity.EntityRef`, withDetail('Entity', { Type: 'Customer' })],
	['form', 'DocNumber', { ...entry, DocNumber: 'x'.repeat(22) }],
	['form', 'DocNumber', { ...entry, DocNumber: '' }],
	['form', 'PrivateNote', { ...entry, PrivateNote: 'x'.repeat(4001) }],
	['form', 'Line[0].Description', changed(entry, ['Line', 0, 'Description'], 'x'.repeat(4001))],
	['form', 'Line[0].LineNum', changed(entry, ['Line', 0, 'LineNum'], 0)],
	['form', 'Line[0].DetailType', changed(entry, ['Line', 0, 'DetailType'], 'SalesItemLineDetail')],
	['form', `${AT}.BillableStatus`, withDetail('BillableStatus', '')],
	['form', `${AT}.PostingType`, withDetail('PostingType', 'debit')],
	['form', 'CurrencyRef.value', { ...entry, CurrencyRef: { value: '€' } }],
	['form', 'ExchangeRate', { ...entry, ExchangeRate: 0, CurrencyRef: { value: 'EUR' } }],
	['form', 'GlobalTaxCalculation', { ...entry, GlobalTaxCalculation: 'TaxExclusive' }],
	['decimals', 'Line[0].Amount', changed(entry, ['Line', 0, 'Amount'], 0.1 + 0.2)],
	['decimals', 'Line[0].Amount', changed(entry, ['Line', 0, 'Amount'], NaN)],
	['day', 'TxnDate', { ...entry, TxnDate: '2026-09-31' }],
	['day', 'TxnDate', { ...entry, TxnDate: '05.10.2026' }],
	['day', 'TxnDate', { ...entry, TxnDate: '2026-10-05T00:00:00Z' }],
	['detail', AT, changed(entry, DETAIL, undefined)],
	['detail', AT, changed(entry, ['Line', 0, 'DetailType'], 'DescriptionOnly')],
	['lines', 'Line', { ...entry, Line: [booked('Debit', '35', 0)] }],
	['lines', 'Line', { ...entry, Line: [] }],
	['balance', 'Line', changed(entry, ['Line', 0, 'Amount'], 230.51)],
	['balance', 'Line', withDetail('PostingType', 'Credit')],
	['amount-negative', 'Line[0].Amount', changed(entry, ['Line', 0, 'Amount'], -230.5)],
	['entity', `${AT}.Entity`, entry, { receivables: ['35'] }],
	[
		'entity',
		`${AT}.Entity`,
		withDetail('Entity', { Type: 'Customer', EntityRef: { value: '2' } }),
		{ payables: ['35'] },
	],
	['tax', `${AT}.TaxApplicableOn`, withDetail('TaxCodeRef', { value: '3' })],
	['tax', `${AT}.TaxAmount`, withDetail('TaxAmount', 20)],
	['currency', 'CurrencyRef', { ...entry, ExchangeRate: 1.1 }],
]);
