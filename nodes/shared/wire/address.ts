/** Where a request goes, and whether that is the credential's own host. Pure functions. */
import type { ApiRequest } from '../table/request';
import type { Call } from '../table/types';
import { originOf } from './urls';

/** Where a request goes. */
export interface Address {
	/** The whole address, with its query. */
	url: string;
	/** Scheme, host and port of the credential: nothing else gets a token. */
	home: string;
	/** True where a file is fetched from another host, and from there on for all that it leads to. */
	away: boolean;
}

/**
 * Puts an address together: that of the credential with path and query, or the request's own `url`.
 * @throws CredentialError where the credential names no usable one
 */
export function addressOf(
	{ api, authentication, credentials }: Pick<Call, 'api' | 'authentication' | 'credentials'>,
	{ path, query = {}, url }: Pick<ApiRequest, 'path' | 'query' | 'url'>,
): Address {
	const pairs = Object.entries(query).map(([name, value]) => {
		const text = api.encodeQuery ? api.encodeQuery(value, credentials) : String(value);
		return `${encodeURIComponent(name)}=${encodeURIComponent(text)}`;
	});
	const base = authentication.baseUrl(credentials);
	const home = originOf(base);
	if (url !== undefined) return { url, home, away: originOf(url) !== home };
	return {
		url: `${base}${path}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`,
		home,
		away: false,
	};
}

/** Where a redirect leads. Once on another host, always without the credential: what leads back isn't to be trusted. */
export function followed({ home, away }: Address, { origin, href }: URL): Address {
	return { url: href, home, away: away || origin !== home };
}
