// End-to-end cases of Kassandro's articles and tokens.

import type { E2eCase } from '../lib/types.mts';

const account = { authentication: 'accountToken' };
const register = { authentication: 'cashRegisterToken' };

export const articleCases: E2eCase[] = [
	{
		node: 'kassandro',
		resource: 'article',
		operation: 'getAll',
		parameters: { ...account, returnAll: true, simplify: true },
		items: 16,
		json: { itemId: 101, nameLong: 'Melange', group: { groupId: 1, groupName: 'Getränke' } },
		request: { route: 'GET /v1.0/articles' },
	},
	{
		node: 'kassandro',
		resource: 'article',
		operation: 'getAll',
		variant: 'in their groups',
		parameters: { ...register, returnAll: false, limit: 3, simplify: false },
		items: 3,
		json: { groupId: 1, groupName: 'Getränke' },
	},
];

/** The credential's test has made the token already: it is deleted first, and there again at the end. */
const ofKind = (
	variant: string,
	authentication: Record<string, string>,
	query: Record<string, string>,
): E2eCase[] => {
	const base = { node: 'kassandro', resource: 'token', variant, items: 1 };
	return [
		{
			...base,
			operation: 'delete',
			parameters: authentication,
			json: { token: '***', deleted: true },
			request: { route: 'GET /v1.0/deletetoken' },
		},
		{
			...base,
			operation: 'create',
			parameters: { ...authentication, options: { includeToken: false } },
			json: { error: false, token: '***' },
			request: { route: 'GET /v1.0/createtoken', query },
		},
		{
			...base,
			operation: 'get',
			parameters: authentication,
			json: { error: false, token: '***' },
			request: { route: 'GET /v1.0/gettoken' },
		},
	];
};

/** To be run after everything that reads, in case that a till stays logged out. */
export const tokenCases: E2eCase[] = [
	...ofKind('of the account', account, { type: 'account' }),
	...ofKind('of a register', register, { type: 'cashregister', cashregisterid: '21' }),
];
