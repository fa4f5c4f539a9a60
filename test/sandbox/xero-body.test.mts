/** The sandbox's checker of Xero manual journals: some written by hand from Xero's description pass, broken ones don't. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkXero, XERO_RULES } from '../../sandbox/files/xero.mts';
import { changed, testBroken } from './body-cases.mts';

const journal = {
	Narration: 'Schänke, 5 October',
	Date: '2026-10-05',
	LineAmountTypes: 'NoTax',
	Status: 'POSTED',
	JournalLines: [
		{ LineAmount: 0.3, AccountCode: '855', Description: 'Cash' },
		{ LineAmount: -0.1, AccountCode: '200', TaxType: 'NONE' },
		{ LineAmount: -0.2, AccountCode: 'SALES', Tracking: [{ Name: 'Region', Option: 'North' }] },
	],
};

const id = 'c4f29c22-28c2-4a13-9eab-ecbbd641ffdf';

const inclusive = {
	ManualJournals: [
		journal,
		{
			...journal,
			LineAmountTypes: 'Inclusive',
			Status: 'DRAFT',
			Url: 'https://example.com/closings/411',
			ShowOnCashBasisReports: false,
			JournalLines: [
				{ LineAmount: 122, AccountID: id, TaxType: 'NONE' },
				{
					LineAmount: -122,
					AccountCode: '200',
					TaxType: 'OUTPUT2',
					TaxAmount: -22,
					Tracking: [{ TrackingCategoryID: id, TrackingOptionID: id }],
				},
			],
		},
	],
};

const exclusive = {
	...journal,
	LineAmountTypes: 'Exclusive',
	JournalLines: [
		{ LineAmount: 122, AccountCode: '855', TaxType: 'NONE' },
		{ LineAmount: -100, AccountCode: '200', TaxType: 'OUTPUT2', TaxAmount: -22 },
	],
};

test('journals as the description has them have no findings', () => {
	for (const body of [journal, inclusive, exclusive]) {
		assert.deepEqual(checkXero(body, { refused: ['610', '800', '090'] }), []);
	}
});

test('a finding names the line of its journal', () => {
	const body = changed(inclusive, ['ManualJournals', 1, 'JournalLines', 1, 'AccountCode'], '');
	const [finding] = checkXero(body);
	assert.equal(finding?.row, 2);
	assert.equal(finding?.field, 'ManualJournals[1].JournalLines[1].AccountCode');
});

const lineWith = (name: string, value: unknown) =>
	changed(journal, ['JournalLines', 0, name], value);
const AT = 'JournalLines[0]';

testBroken(XERO_RULES, checkXero, [
	['type', '', [journal]],
	['type', 'ManualJournals', { ManualJournals: journal }],
	['type', 'JournalLines', changed(journal, ['JournalLines'], {})],
	['type', `${AT}.LineAmount`, lineWith('LineAmount', '0.30')],
	['type', `${AT}.AccountCode`, lineWith('AccountCode', 855)],
	['type', 'ShowOnCashBasisReports', { ...journal, ShowOnCashBasisReports: 'true' }],
	['unknown-field', 'Reference', { ...journal, Reference: 'Z 411' }],
	['unknown-field', `${AT}.Debit`, lineWith('Debit', 0.3)],
	['unknown-field', 'Journals', { Journals: [journal] }],
	['read-only', 'ManualJournalID', { ...journal, ManualJournalID: id }],
	['read-only', 'HasAttachments', { ...journal, HasAttachments: false }],
	['needed', 'Narration', { ...journal, Narration: '' }],
	['needed', 'Date', changed(journal, ['Date'], undefined)],
	['needed', 'LineAmountTypes', changed(journal, ['LineAmountTypes'], undefined)],
	['needed', 'ManualJournals', {}],
	['needed', 'ManualJournals', { ManualJournals: [] }],
	['needed', `${AT}.LineAmount`, lineWith('LineAmount', undefined)],
	['form', 'LineAmountTypes', { ...journal, LineAmountTypes: 'NOTAX' }],
	['form', 'Status', { ...journal, Status: 'VOIDED' }],
	['form', 'Url', { ...journal, Url: 'example.com' }],
	['form', `${AT}.AccountCode`, lineWith('AccountCode', '12345678901')],
	['form', `${AT}.AccountID`, lineWith('AccountID', '855')],
	['form', `${AT}.TaxType`, lineWith('TaxType', '20% (VAT on Income)')],
	[
		'form',
		`${AT}.Tracking[0].Option`,
		lineWith('Tracking', [{ Name: 'Region', Option: 'x'.repeat(101) }]),
	],
	['decimals', `${AT}.LineAmount`, lineWith('LineAmount', 0.1 + 0.2)],
	['day', 'Date', { ...journal, Date: '2026-02-29' }],
	['day', 'Date', { ...journal, Date: '/Date(1552521600000+0000)/' }],
	['lines', 'JournalLines', { ...journal, JournalLines: [{ LineAmount: 0, AccountCode: '200' }] }],
	['balance', 'JournalLines', lineWith('LineAmount', 0.31)],
	['balance', 'JournalLines', changed(exclusive, ['JournalLines', 1, 'TaxAmount'], -21.99)],
	[
		'balance-unknown',
		'JournalLines',
		changed(exclusive, ['JournalLines', 1, 'TaxAmount'], undefined),
	],
	['account', `${AT}.AccountCode`, lineWith('AccountCode', undefined)],
	['account-refused', `${AT}.AccountCode`, journal, { refused: ['855'] }],
	['tax', `${AT}.TaxType`, lineWith('TaxType', 'OUTPUT2')],
	['tax', `${AT}.TaxAmount`, lineWith('TaxAmount', 0.05)],
	['tax', 'JournalLines[0].TaxType', { ...journal, LineAmountTypes: 'Inclusive' }],
	[
		'tracking',
		`${AT}.Tracking`,
		lineWith(
			'Tracking',
			Array.from({ length: 3 }, () => ({ Name: 'Region', Option: 'North' })),
		),
	],
	['tracking', `${AT}.Tracking[0]`, lineWith('Tracking', [{ Name: 'Region' }])],
]);
