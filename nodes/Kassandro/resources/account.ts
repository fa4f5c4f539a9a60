/** Check the Account: whether this account, or this register, is as the package assumes. */
import { accountResource } from '../../shared/check/resource';
import { assumptions } from '../account/assumptions';
import { timeZone } from '../fields';

export const account = accountResource({
	route: 'GET /receipts',
	doc: 'Belege, Artikel, Bezahlarten; what the document leaves open',
	options: [timeZone],
	assumptions,
});
