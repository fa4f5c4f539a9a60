/** What journal entries for programs take from the panel, before anything is read for them. */
import type { IDataObject } from 'n8n-workflow';
import { readProgramOptions } from '../../../../../nodes/shared/books/panel/programs';
import { read, refusal } from './read';

const sale = (more: IDataObject) => ({
	accounts: { entry: [{ use: 'sale', rate: '20', account: '4000', ...more }] },
});
const odoo = (options: IDataObject, more: IDataObject = {}) => ({
	fileFormat: 'odoo',
	options,
	...more,
});
const JOURNAL = { odooJournal: '3' };

it.each<[string, IDataObject, string]>([
	[
		'a tax code of QuickBooks that is none',
		{ fileFormat: 'quickBooks', ...sale({ taxCode: '20%' }) },
		'"Accounts" has the tax code "20%", and QuickBooks takes the ID of one of its tax codes, which is a number, or TAX or NON',
	],
	[
		'a class of QuickBooks by its name',
		{ fileFormat: 'quickBooks', ...sale({ costCenter: 'Bar' }) },
		'"Accounts" has the cost center "Bar", and QuickBooks takes the ID of a class (Cost Center) or of a location (Cost Center 2)',
	],
	[
		'a tax type of Xero by its name',
		{ fileFormat: 'xero', ...sale({ taxCode: '20% VAT' }) },
		'"Accounts" has the tax code "20% VAT", and Xero takes a tax type in capital letters, such as OUTPUT2',
	],
	[
		'an option of Xero without its category',
		{ fileFormat: 'xero', ...sale({ costCenter: 'Bar' }) },
		'"Xero Tracking" is missing, which the cost center "Bar" in the table "Accounts" needs',
	],
	[
		'a second option of Xero without its category',
		{ fileFormat: 'xero', options: { xeroTracking: 'Region' }, ...sale({ costCenter2: 'Bar' }) },
		'"Xero Tracking 2" is missing, which the cost center "Bar"',
	],
	[
		'no journal of Odoo',
		odoo({}),
		'"Odoo Journal ID" is missing, which a journal entry in Odoo needs',
	],
	[
		'a journal of Odoo by its name',
		odoo({ odooJournal: 'MISC' }),
		'"Odoo Journal ID" must be a number; it is "MISC"',
	],
	[
		'a tax code of Odoo, which would be added on top',
		odoo(JOURNAL, sale({ taxCode: '6' })),
		'"Accounts" has the tax code "6", and Odoo would add that tax on top of amounts that contain it',
	],
	[
		'an analytic account of Odoo by its name',
		odoo(JOURNAL, sale({ costCenter: 'Bar' })),
		'"Accounts" has the cost center "Bar", and Odoo takes the ID of an analytic account',
	],
])('%s is refused', (_what, parameters, words) => {
	expect(refusal(() => read(parameters))).toContain(words);
});

it.each<[string, IDataObject]>([
	['QuickBooks', { fileFormat: 'quickBooks', ...sale({ taxCode: '6', costCenter: '71' }) }],
	[
		'Xero',
		{
			fileFormat: 'xero',
			options: { xeroTracking: 'Region', xeroTracking2: 'Shop' },
			...sale({ taxCode: 'OUTPUT2', costCenter: 'Bar', costCenter2: 'Centro' }),
		},
	],
	['Odoo', odoo(JOURNAL, sale({ costCenter: '71', costCenter2: 'Bar' }))],
	['other outputs take what no program does', sale({ taxCode: '20%', costCenter: 'Bar' })],
])('what it takes passes: %s', (_what, parameters) => {
	expect(() => read(parameters)).not.toThrow();
});

it('the journal and the tracking categories are what stands in the options', () => {
	expect(readProgramOptions(read(odoo({ odooJournal: ' 3 ' })))).toEqual({
		journalId: '3',
		tracking: { costCenter: '', costCenter2: '' },
	});
	const options = { xeroTracking: 'Region', xeroTracking2: ' Shop' };
	expect(readProgramOptions(read({ fileFormat: 'xero', options }))).toEqual({
		journalId: '',
		tracking: { costCenter: 'Region', costCenter2: 'Shop' },
	});
});
