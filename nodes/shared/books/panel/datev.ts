/** What a DATEV file needs from the panel. */
import type { INodeProperties } from 'n8n-workflow';
import { option, within } from '../../table/fields';
import { InputError } from '../../table/inputError';
import { numeric } from '../../table/schemas';
import type { RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import { show } from '../../values/shown';
import {
	DATEV_NUMBERS,
	DEFAULT_ACCOUNT_LENGTH,
	datevDigits,
	datevNumber,
	isDatevCostCenter,
	isPostingKey,
} from '../files/datev';
import { textIn } from '../../table/checked';
import type { Accounts } from '../accounts';
import { checkDigits, requireTaken } from './accounts';

const forDatev = { show: { '/fileFormat': ['datev'] } };

const clientProperty: INodeProperties = {
	displayName: 'DATEV Client Number',
	name: 'datevClient',
	type: 'string',
	default: '',
	placeholder: 'e.g. 10001',
	displayOptions: forDatev,
	description: 'Mandantennummer: your accountant knows it',
};

const consultantProperty: INodeProperties = {
	displayName: 'DATEV Consultant Number',
	name: 'datevConsultant',
	type: 'string',
	default: '',
	placeholder: 'e.g. 29098',
	displayOptions: forDatev,
	description: 'Beraternummer: your accountant knows it',
};

const lengthProperty: INodeProperties = {
	displayName: 'DATEV Account Digits',
	name: 'datevAccountLength',
	type: 'number',
	typeOptions: { minValue: 4, maxValue: 8 },
	default: DEFAULT_ACCOUNT_LENGTH,
	displayOptions: forDatev,
	description: 'Sachkontenlänge: how many digits your account numbers have',
};

/** What a DATEV file says about whom it is for. */
export const datevOptions: Field[] = within('options', [
	option(clientProperty),
	option(consultantProperty),
	option(lengthProperty, { schema: () => numeric({ min: 4, max: 8, integer: true }) }),
	option({
		displayName: 'DATEV Lock Bookings',
		name: 'datevLocked',
		type: 'boolean',
		default: false,
		displayOptions: forDatev,
		description:
			"Whether DATEV locks the bookings as it imports them (Festschreibung 1), which can't be undone. Off, they are imported open and can still be corrected (Festschreibung 0).",
	}),
	option({
		displayName: 'DATEV Year Starts On',
		name: 'datevFiscalYearStart',
		type: 'dateTime',
		default: '',
		displayOptions: forDatev,
		description:
			'First day of the fiscal year, of which only day and month count; January 1 without it. A period that reaches into another year gives one file, and one item, for each.',
	}),
]);

/**
 * Makes sure that a DATEV file will have its numbers, before a whole period is read for it.
 * @throws InputError for the consultant's or the client's number, or a row of the table of accounts whose
 * number has too few or too many digits (a word there may be for something that doesn't occur), or whose
 * tax code or cost center DATEV doesn't take
 */
export function checkDatev({ options }: RequestInput, accounts: Accounts): void {
	if (options.fileFormat !== 'datev') return;
	const needed = [
		[consultantProperty, DATEV_NUMBERS.consultant],
		[clientProperty, DATEV_NUMBERS.client],
	] as const;
	for (const [{ name, displayName }, { from, to }] of needed) {
		const given = textIn(options, name);
		if (datevNumber(given, { from, to }) !== undefined) continue;
		throw new InputError(
			displayName,
			given === undefined
				? 'is missing, which a DATEV file needs'
				: `must be a number from ${from} to ${to}; it is ${show(given)}`,
			`${given === undefined ? 'Add it under "Options"' : 'Correct it under "Options"'}: your accountant knows it. Nothing was sent.`,
		);
	}
	const length = Number(options[lengthProperty.name] ?? DEFAULT_ACCOUNT_LENGTH);
	checkDigits(
		accounts,
		{ program: 'DATEV', digits: datevDigits(length) },
		`Correct it, or "${lengthProperty.displayName}" under "Options" (now ${length}). Nothing was sent.`,
	);
	requireTaken({
		all: accounts.taxCodes(),
		name: 'tax code',
		isTaken: isPostingKey,
		taken: 'DATEV takes posting keys (BU-Schlüssel) of up to four digits',
	});
	requireTaken({
		all: accounts.costCenters(),
		name: 'cost center',
		isTaken: isDatevCostCenter,
		taken: 'DATEV takes up to 36 letters, digits, blanks and underscores',
	});
}
