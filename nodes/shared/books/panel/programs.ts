/** What journal entries for programs take from the panel. */
import type { INodeProperties } from 'n8n-workflow';
import { textIn } from '../../table/checked';
import { option, within } from '../../table/fields';
import { InputError } from '../../table/inputError';
import type { RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import { show } from '../../values/shown';
import type { Accounts } from '../accounts';
import { isOdooId } from '../programs/odoo';
import type { ProgramOptions } from '../programs';
import { isQuickBooksId, isQuickBooksTaxCode } from '../programs/quickBooks';
import { isXeroTaxType } from '../programs/xero';
import { requireTaken } from './accounts';

const journalProperty: INodeProperties = {
	displayName: 'Odoo Journal ID',
	name: 'odooJournal',
	type: 'string',
	default: '',
	placeholder: 'e.g. 3',
	displayOptions: { show: { '/fileFormat': ['odoo'] } },
	description:
		'Journal for miscellaneous operations that entries go to: the number at the end of its address in Odoo',
};

const trackingProperty = (
	displayName: string,
	name: string,
	placeholder: string,
	center: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	displayOptions: { show: { '/fileFormat': ['xero'] } },
	description: `Name of the tracking category whose options stand as "${center}" in the table of accounts`,
});

const firstTracking = trackingProperty(
	'Xero Tracking',
	'xeroTracking',
	'e.g. Region',
	'Cost Center',
);
const secondTracking = trackingProperty(
	'Xero Tracking 2',
	'xeroTracking2',
	'e.g. Shop',
	'Cost Center 2',
);

/** What only one program needs. */
export const programOptions: Field[] = within('options', [
	option(journalProperty),
	option(firstTracking),
	option(secondTracking),
]);

/** What the user chose. */
export function readProgramOptions({ options }: RequestInput): ProgramOptions {
	return {
		journalId: textIn(options, journalProperty.name)?.trim() ?? '',
		tracking: {
			costCenter: textIn(options, firstTracking.name)?.trim() ?? '',
			costCenter2: textIn(options, secondTracking.name)?.trim() ?? '',
		},
	};
}

/**
 * Makes sure that a program takes what the table of accounts and the options hold, before a whole period is
 * read for it.
 * @throws InputError for a tax code or a cost center that it doesn't take, and for what it lacks
 */
export function checkPrograms(input: RequestInput, accounts: Accounts): void {
	switch (input.options.fileFormat) {
		case 'quickBooks':
			return checkQuickBooks(accounts);
		case 'xero':
			return checkXero(accounts, input);
		case 'odoo':
			return checkOdoo(accounts, input);
	}
}

function checkQuickBooks(accounts: Accounts): void {
	requireTaken({
		all: accounts.taxCodes(),
		name: 'tax code',
		isTaken: isQuickBooksTaxCode,
		taken: 'QuickBooks takes the ID of one of its tax codes, which is a number, or TAX or NON',
	});
	requireTaken({
		all: accounts.costCenters(),
		name: 'cost center',
		isTaken: isQuickBooksId,
		taken: 'QuickBooks takes the ID of a class (Cost Center) or of a location (Cost Center 2)',
	});
}

function checkXero(accounts: Accounts, input: RequestInput): void {
	requireTaken({
		all: accounts.taxCodes(),
		name: 'tax code',
		isTaken: isXeroTaxType,
		taken: 'Xero takes a tax type in capital letters, such as OUTPUT2',
	});
	const { tracking } = readProgramOptions(input);
	const centers = accounts.costCentersOf();
	const missing = [
		[firstTracking, tracking.costCenter, centers.costCenter],
		[secondTracking, tracking.costCenter2, centers.costCenter2],
	] as const;
	for (const [{ displayName }, name, [center]] of missing) {
		if (name !== '' || center === undefined) continue;
		throw new InputError(
			displayName,
			`is missing, which the cost center ${show(center)} in the table "Accounts" needs`,
			'Add it under "Options": the name of the tracking category that has it as an option. Nothing was sent.',
		);
	}
}

function checkOdoo(accounts: Accounts, input: RequestInput): void {
	const { journalId } = readProgramOptions(input);
	if (!isOdooId(journalId)) {
		throw new InputError(
			journalProperty.displayName,
			journalId === ''
				? 'is missing, which a journal entry in Odoo needs'
				: `must be a number; it is ${show(journalId)}`,
			`${journalId === '' ? 'Add it' : 'Correct it'} under "Options": it stands at the end of the journal's address in Odoo. Nothing was sent.`,
		);
	}
	requireTaken({
		all: accounts.taxCodes(),
		name: 'tax code',
		isTaken: () => false,
		taken: 'Odoo would add that tax on top of amounts that contain it',
		advice: 'Leave "Tax Code" empty, and add a row "VAT" with its account. Nothing was sent.',
	});
	requireTaken({
		all: accounts.costCentersOf().costCenter,
		name: 'cost center',
		isTaken: isOdooId,
		taken: 'Odoo takes the ID of an analytic account',
	});
}
