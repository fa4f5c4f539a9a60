/** Bills that are not fiscal (document: Documents Management, GetBills). */
import type { Resource } from '../../shared/table/types';
import { documentList } from '../books/documentList';
import { simplifyBill } from '../simplify';

export const bill: Resource = {
	name: 'Bill (Preconto, Not Fiscal)',
	value: 'bill',
	description: 'What a guest is shown before paying; it is not a fiscal document',
	endpoints: [
		documentList({
			many: 'bills',
			items: 'bills',
			doc: 'GetBills',
			simplify: simplifyBill,
		}),
	],
};
