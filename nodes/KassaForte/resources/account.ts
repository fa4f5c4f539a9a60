/** Check the Account: whether this web shop is as the package assumes. */
import { accountResource } from '../../shared/check/resource';
import { assumptions } from '../account/assumptions';

export const account = accountResource({
	route: 'GET /v1/infos',
	doc: 'Get Shop Infos, Open Hours, the Menu, Delivery Costs; what the document leaves open',
	assumptions,
});
