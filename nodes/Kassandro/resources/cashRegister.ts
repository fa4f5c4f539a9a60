/** Registers of the account (document: Account-Token Endpunkte, Kassen). */
import type { Resource } from '../../shared/table/types';
import { readListItems } from '../answers';

export const cashRegister: Resource = {
	name: 'Cash Register',
	value: 'cashRegister',
	description: 'A till of the account (Kassa)',
	needsCredentialTo: 'list the cash registers of the account',
	endpoints: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many cash registers',
			description: 'Get the cash registers of the account',
			route: 'GET /cashregisters',
			doc: 'Account-Token Endpunkte, Kassen',
			authentication: ['accountToken'],
			list: { items: readListItems },
		},
	],
};
