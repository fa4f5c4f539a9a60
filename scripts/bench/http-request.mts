// Sends a request as n8n's helper does it, without n8n.

import { request as send } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** What the helper is asked with, as far as the nodes use it. */
export interface HelperRequest {
	url: string;
	method?: string;
	headers?: Record<string, string>;
	body?: unknown;
	abortSignal?: AbortSignal;
}

/** As n8n's helper does it: the body stays a stream. */
export async function httpRequest({ url, method, headers, body, abortSignal }: HelperRequest) {
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		const call = send(url, { method, headers, signal: abortSignal }, resolve);
		call.once('error', reject);
		call.end(body as string | undefined);
	});
	return { statusCode: response.statusCode, headers: response.headers, body: response };
}
