/** What only newer generations of the CassaNova API have: an account may lack it. */
import type { Api } from '../shared/table/types';

/** What the `doc` of such an endpoint begins with: the document that this package is built on lacks it. */
export const NEWER = 'Newer generations of the API';

/** Statuses by which a server says that it doesn't know an address. */
const UNKNOWN = [404, 405, 501];

const ABSENT =
	'This belongs to a newer generation of the CassaNova API, and the API of this account may not have it. All other operations work without it. Ask CassaNova whether your licence (Retail Enterprise or Risto Enterprise) includes it; check the address in the credential, too.';

/** What to do where an account doesn't have an endpoint; undefined for all other failures. */
export const adviceIfAbsent: Api['nextStep'] = (status, _failure, { mayBeAbsent }) =>
	mayBeAbsent === true && UNKNOWN.includes(status) ? ABSENT : undefined;
