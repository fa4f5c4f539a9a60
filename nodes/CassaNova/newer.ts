/** What only newer generations of the CassaNova API have: an account may lack it. */
import { namesOfRecord } from '../shared/table/table';
import type { Api } from '../shared/table/types';
import { NodeApiError } from 'n8n-workflow';
import { isRecord } from '../shared/values/records';
import { adviceForNoRecord } from '../shared/wire/failure';

/** What the `doc` of such an endpoint begins with: the document that this package is built on lacks it. */
export const NEWER = 'Newer generations of the API';

/** Statuses by which a server says that it doesn't know an address. */
const UNKNOWN = [404, 405, 501];

const ABSENT =
	'This belongs to a newer generation of the CassaNova API, and the API of this account may not have it. All other operations work without it. Ask CassaNova whether your licence (Retail Enterprise or Risto Enterprise) includes it; check the address in the credential, too.';

/**
 * What to do where an account doesn't have an endpoint; undefined for all other failures. Of one record,
 * the status may say as well that there is no such record.
 */
export const adviceIfAbsent: Api['nextStep'] = (status, failure, endpoint) => {
	if (endpoint.mayBeAbsent !== true || !UNKNOWN.includes(status)) return undefined;
	const names = namesOfRecord(endpoint);
	if (status !== 404 || names.length === 0) return ABSENT;
	return `${adviceForNoRecord(names, failure !== undefined)} ${ABSENT}`;
};

/** Whether an account hasn't got an endpoint of newer generations, or may not use it. */
export function lacksEndpoint(error: unknown): error is NodeApiError {
	return (
		error instanceof NodeApiError && [...UNKNOWN, 403].map(String).includes(error.httpCode ?? '')
	);
}

/**
 * Finds a list whose key isn't sure.
 * @param names keys that it may stand under, the likeliest first
 * @returns a reader of answers: the list under one of the names, else the only list in the answer;
 * undefined where there is none, or several
 */
export function listUnder(...names: string[]): (answer: unknown) => unknown[] | undefined {
	return (answer) => {
		if (Array.isArray(answer)) return answer;
		if (!isRecord(answer)) return undefined;
		const named = names.map((name) => answer[name]).find(Array.isArray);
		if (named) return named;
		const [only, ...others] = Object.values(answer).filter(Array.isArray);
		return others.length === 0 ? only : undefined;
	};
}
