/** What "Book From Items" lets the user choose: where receipts stand, and by which clock they were made. */
import { dayEndsAtProperty, option, timeZoneProperty, within } from '../../table/fields';
import { timeOfDay } from '../../table/schemas';
import type { Field } from '../../table/types';
import { RECEIPT_FIELD } from '../items/receiptsInItems';

/**
 * The options.
 * @param timeZone the shop's, where the user says nothing
 */
export function itemOptions(timeZone: string): Field[] {
	return within('options', [
		option(
			{
				...dayEndsAtProperty,
				description:
					'Time of day at which business days ended when the receipts were read. It only tells which of them came late: each has its business day.',
			},
			{ schema: () => timeOfDay },
		),
		option({
			displayName: RECEIPT_FIELD,
			name: 'receiptField',
			type: 'string',
			requiresDataPath: 'single',
			default: '',
			placeholder: 'e.g. receipt',
			description:
				'The field in which the accounting receipt stands, as a JSON column of a database does. Without it each item is a receipt.',
		}),
		option(timeZoneProperty(timeZone)),
	]);
}
