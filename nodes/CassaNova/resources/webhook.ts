/** Addresses that CassaNova sends notices to (newer generations of the API). */
import type { Resource } from '../../shared/table/types';
import { pager } from '../fields';
import { listUnder, NEWER } from '../newer';
import { keyOf } from '../records/keyOf';

export const webhook: Resource = {
	name: 'Webhook',
	value: 'webhook',
	description: 'An address that CassaNova calls as soon as something happens',
	endpoints: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many webhooks',
			description:
				'Get the webhooks of the account, which are made, changed and deleted in the CassaNova portal only',
			route: 'GET /webhooks',
			doc: `${NEWER}, Webhooks`,
			mayBeAbsent: true,
			// Assumption: the list's key follows the pattern of all others; nobody has told it, or what is in it.
			list: { items: listUnder('webhooks', 'webHooks'), id: keyOf(), pager },
		},
	],
};
