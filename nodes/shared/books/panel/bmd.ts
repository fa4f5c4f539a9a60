/** What a BMD file takes from the panel. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { option, within } from '../../table/fields';
import type { RequestInput } from '../../table/request';
import { text } from '../../table/schemas';
import type { Field } from '../../table/types';
import { BMD_DIGITS, isBmdSymbol, isBmdTaxCode } from '../files/bmd';
import type { BmdReversal } from '../types';
import type { Accounts } from '../accounts';
import { checkDigits, requireTaken } from './accounts';

const forBmd = { show: { '/fileFormat': ['bmd'] } };

/** How a BMD file names its rows. */
export const bmdOptions: Field[] = within('options', [
	option({
		displayName: 'BMD Branch (Filiale)',
		name: 'bmdBranch',
		type: 'boolean',
		default: false,
		displayOptions: forBmd,
		description:
			'Whether "filiale" is the ID of the register or shop. Leave it off unless branches with these numbers are set up in BMD.',
	}),
	option({
		displayName: 'BMD Code (Buchcode)',
		name: 'bmdTakesBackBy',
		type: 'options',
		options: [
			{
				name: '1 in Every Row',
				value: 'sign',
				description: 'What takes back has an amount below zero',
			},
			{
				name: '2 for What Takes Back',
				value: 'code',
				description: 'And 1 in all other rows; amounts are never below zero',
			},
		] satisfies Array<INodePropertyOptions & { value: BmdReversal }>,
		default: 'sign',
		displayOptions: forBmd,
		description:
			'How bookings that take back are told: returns that outweigh sales, or credit notes',
	}),
	option(
		{
			displayName: 'BMD Symbol (Buchsymbol)',
			name: 'bmdSymbol',
			type: 'string',
			default: '',
			placeholder: 'e.g. KA',
			displayOptions: forBmd,
			description:
				'Journal in BMD that all rows go to. Without it, KA for receipts and AR for invoices and credit notes.',
		},
		{
			schema: () =>
				text.refine(
					(symbol) => symbol === '' || isBmdSymbol(symbol),
					'must be one or two letters or digits, such as KA',
				),
		},
	),
]);

/**
 * Makes sure that BMD takes the account numbers and tax codes of the table, before a whole period is read
 * for it.
 * @throws InputError for one that it doesn't take
 */
export function checkBmd({ options }: RequestInput, accounts: Accounts): void {
	if (options.fileFormat !== 'bmd') return;
	checkDigits(accounts, { program: 'BMD', digits: BMD_DIGITS }, 'Correct it. Nothing was sent.');
	requireTaken({
		all: accounts.taxCodes(),
		name: 'tax code',
		isTaken: isBmdTaxCode,
		taken: 'BMD takes one to four digits and a letter behind them, if any',
	});
}
