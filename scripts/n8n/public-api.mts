// n8n's public API, with a key of its own for each who calls it.

import { freshFetch } from '../lib/fetch.mts';
import type { RunningN8n } from './drive.mts';

/**
 * A caller for n8n's public API that may switch workflows on and off.
 * @param label the key's name; n8n wants another one for each key
 * @param more what else it may do
 */
export async function publicApi(n8n: RunningN8n, label: string, more: string[] = []) {
	const { rawApiKey } = await n8n.rest<{ rawApiKey: string }>('POST', '/api-keys', {
		label,
		scopes: ['workflow:activate', 'workflow:deactivate', ...more],
		expiresAt: null,
	});
	return async <T,>(method: string, path: string): Promise<T> => {
		const answer = await freshFetch(`${n8n.url}/api/v1${path}`, {
			method,
			headers: { 'X-N8N-API-KEY': rawApiKey },
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`n8n: ${method} ${path}: ${answer.status} ${text}`);
		return JSON.parse(text) as T;
	};
}
