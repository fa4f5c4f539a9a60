/** What takings for Fatture in Cloud take from the panel. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { option, within } from '../../table/fields';
import type { RequestInput } from '../../table/request';
import type { Field } from '../../table/types';
import { isVatId, RECEIPT_TYPES } from '../corrispettivi/fattureInCloud';
import type { ReceiptType } from '../corrispettivi/fattureInCloud';
import type { Accounts } from '../accounts';
import { requireTaken } from './accounts';

/** What Fatture in Cloud calls takings. */
export const fattureInCloudOptions: Field[] = within('options', [
	option({
		displayName: 'Receipt Type',
		name: 'fattureInCloudType',
		type: 'options',
		options: [
			{ name: 'Sales Receipt', value: 'sales_receipt' },
			{ name: 'Till Receipt', value: 'till_receipt' },
		] satisfies Array<INodePropertyOptions & { value: ReceiptType }>,
		default: 'sales_receipt',
		displayOptions: { show: { '/fileFormat': ['fattureInCloud'] } },
		description: 'What the takings of a day are in Fatture in Cloud: your accountant knows it',
	}),
]);

/** What the user chose. */
export function readReceiptType({ options }: RequestInput): ReceiptType {
	return RECEIPT_TYPES.find((type) => type === options.fattureInCloudType) ?? 'sales_receipt';
}

/**
 * Makes sure that the tax codes of the table are IDs, before a whole period is read for them.
 * @throws InputError for one that isn't
 */
export function checkFattureInCloud({ options }: RequestInput, accounts: Accounts): void {
	if (options.fileFormat !== 'fattureInCloud') return;
	requireTaken({
		all: accounts.taxCodes(),
		name: 'tax code',
		isTaken: isVatId,
		taken: 'Fatture in Cloud takes the ID of one of its VAT rates, which is a number',
	});
}
