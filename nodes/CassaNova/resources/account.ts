/** Check the Account: whether this account is as the package assumes. */
import { accountResource } from '../../shared/check/resource';
import { assumptions } from '../account/assumptions';
import { timeZone } from '../fields';

export const account = accountResource({
	route: 'GET /documents/receipts',
	doc: 'Documents Management; what the document leaves open',
	options: [timeZone],
	assumptions,
});
