/** Operations of the vendors that the nodes don't offer, by OpenAPI file. The first list shrinks to nothing. */

/** Operations that still have to be built. One that is built must be taken off. */
export const notYetBuilt: Record<string, string[]> = {
	'kassandro-account': [],
	'kassandro-cashregister': [],
	kassaforte: [],
	cassanova: [],
};

/** Operations that only fetch tokens: called by the credentials and n8n's OAuth2, not by a table. */
export const usedBySessions: Record<string, string[]> = {
	'kassandro-account': [],
	'kassandro-cashregister': [],
	kassaforte: [],
	cassanova: ['apikeyToken', 'oauthAuthorize', 'oauthToken'],
};

/** Operations of which others make use, whatever these send one by one. */
export const usedByOthers: Record<string, string[]> = {
	'kassandro-account': [],
	'kassandro-cashregister': [],
	kassaforte: [],
	// By "Sync From a List".
	cassanova: ['batchProducts'],
};
