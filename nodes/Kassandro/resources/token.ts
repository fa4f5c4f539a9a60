/** Tokens, for people who manage them themselves (document: createtoken, gettoken, deletetoken). */
import { option } from '../../shared/table/fields';
import type { Field, Resource } from '../../shared/table/types';
import { createToken, deleteToken, getToken } from '../tokens/tokenOperations';

const includeToken: Field = {
	...option({
		displayName: 'Include Token',
		name: 'includeToken',
		type: 'boolean',
		default: false,
		description:
			'Whether the token comes out readable instead of as ***. n8n then stores it with the data of this execution.',
	}),
	collection: 'options',
};

/** A remark in the panel. */
function notice(name: string, words: string): Field {
	return option({ displayName: words, name, type: 'notice', default: '' });
}

const createAccount = notice(
	'createNotice',
	"This creates the account token of the API key. It does nothing to any till. Kassandro refuses if there is one already. Usually you don't need this: the node creates the token by itself.",
);
const createRegister = notice(
	'createNotice',
	'This logs in to the till of the credential and locks it for the API, also when you only try this node out. Do it when nobody is in the middle of something at the till. Token > Delete undoes it.',
);
const deleteAccount = notice(
	'deleteNotice',
	'This deletes the account token. It does nothing to any till. Credentials with the API key get a new token by themselves at the next run; whatever else uses the old token stops working.',
);
const deleteRegister = notice(
	'deleteNotice',
	'This logs the till of the credential out: nothing can be read or printed with the token any more. A new token must be created afterwards, which logs in to the till and locks it again.',
);
const getNotice = notice(
	'getNotice',
	"Kassandro doesn't tell which kind of token it gives. An API key can hold an account token and a cash-register token, and Kassandro may give only one of them.",
);

export const token: Resource = {
	name: 'Token',
	value: 'token',
	description: 'What lets a program in; only for people who manage tokens themselves',
	endpoints: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create token',
			description: 'Create the token of the API key; one of a cash register logs in to the till',
			route: 'GET /createtoken',
			doc: 'Generelle Ablauf, GET /createtoken',
			fields: [createAccount, includeToken],
			variants: { cashRegisterToken: { fields: [createRegister, includeToken] } },
			run: createToken,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete token',
			description: 'Delete the token; one of a cash register logs the till out',
			route: 'GET /deletetoken',
			doc: 'Generelle Ablauf, GET /deletetoken',
			fields: [deleteAccount, includeToken],
			variants: { cashRegisterToken: { fields: [deleteRegister, includeToken] } },
			run: deleteToken,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get token',
			description: 'Get the token that the API key has already',
			route: 'GET /gettoken',
			doc: 'Generelle Ablauf, GET /gettoken',
			fields: [getNotice, includeToken],
			run: getToken,
		},
	],
};
