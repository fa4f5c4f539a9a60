// HTTP calls of the scripts, each on a connection of its own: a server closes one that was left open for
// some seconds, and a call that is made in that moment fails.

/** What a call sends, as `fetch` takes it. */
export interface FreshInit extends Omit<RequestInit, 'headers'> {
	headers?: Record<string, string>;
}

/** Like `fetch`, but the connection ends with the answer. */
export async function freshFetch(
	url: string,
	{ headers, ...init }: FreshInit = {},
): Promise<Response> {
	return await fetch(url, { ...init, headers: { ...headers, connection: 'close' } });
}
