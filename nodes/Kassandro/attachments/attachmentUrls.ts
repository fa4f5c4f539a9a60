/** Where the files of a receipt lie (document: Beleg Attachment auslesen). */
import type { IDataObject } from 'n8n-workflow';
import { apiError } from '../../shared/wire/errors';
import { adviceForNoRecord } from '../../shared/wire/failure';
import { namesOfRecord } from '../../shared/table/table';
import type { Call } from '../../shared/table/types';
import { isPrivateHost, originOf } from '../../shared/wire/urls';
import { askForOne } from '../printing/oneReceipt';
import { listOf } from '../../shared/values/records';

/**
 * Reads one receipt: only there its attachments are told.
 * @throws NodeApiError where it isn't there
 */
export async function askForReceipt(call: Call, receiptNumber: string): Promise<IDataObject> {
	const receipt = await askForOne(call, receiptNumber);
	const names = namesOfRecord(call.endpoint);
	return receipt ?? fail(call, 'the answer holds no receipt', adviceForNoRecord(names, false));
}

/** Nobody attaches so many files to one receipt; each is a request of its own. */
const MOST_FILES = 1000;

/** The whole addresses of a receipt's attachments, in the vendor's order. */
export function addressesIn(call: Call, { attachmentUrls }: IDataObject): string[] {
	if (attachmentUrls === undefined || attachmentUrls === null) return [];
	const addresses = listOf(attachmentUrls);
	if (!addresses) return fail(call, '"attachmentUrls" of the receipt is no list');
	if (addresses.length > MOST_FILES) {
		return fail(call, `the receipt names more than ${MOST_FILES.toLocaleString('en')} files`);
	}
	return addresses.map(
		(url) =>
			resolveAddress(call, url) ??
			fail(call, `"attachmentUrls" of the receipt holds something that is not an address`),
	);
}

/**
 * Resolves an address against the credential's host: paths begin there, not at the base URL.
 * @returns undefined where it isn't a web address
 */
export function resolveAddress(call: Call, url: unknown): string | undefined {
	const { authentication, credentials } = call;
	const origin = originOf(authentication.baseUrl(credentials));
	if (typeof url !== 'string' || url.trim() === '' || !URL.canParse(url.trim(), origin)) {
		return undefined;
	}
	const { href, protocol } = new URL(url.trim(), origin);
	return /^https?:$/.test(protocol) ? href : undefined;
}

/** Where the files lie: anything else on the credential's host may do something, such as a logout. */
const FOLDER = '/cdn/';

/** How often a path may be encoded before it is too odd to be one. */
const MOST_DECODINGS = 4;

/**
 * Whether a file may be fetched from an address. On the credential's host only the attachments' folder
 * is asked. Another host, which gets no token, must be a public one, unless the credential's isn't.
 */
export function mayHoldFile({ authentication, credentials }: Call, address: URL): boolean {
	const home = new URL(authentication.baseUrl(credentials));
	if (address.origin === home.origin) return isInFolder(address.pathname);
	return !isPrivateHost(address.hostname) || isPrivateHost(home.hostname);
}

/** A server may take `%2e%2e%2f` for a way out of the folder. */
function isInFolder(path: string): boolean {
	let text = path;
	for (let decoded = 0; decoded <= MOST_DECODINGS; decoded++) {
		if (!text.startsWith(FOLDER) || /(^|[/\\])\.\.([/\\]|$)/.test(text)) return false;
		const next = decodedOnce(text);
		if (next === text) return true;
		text = next;
	}
	return false;
}

function decodedOnce(text: string): string {
	return text.replace(/%(2e|2f|5c|25)/gi, (sign) => decodeURIComponent(sign));
}

function fail(
	call: Call,
	problem: string,
	advice = 'Check the address in the credential. If it is right, the API may have changed.',
): never {
	throw apiError(call, { problem, advice });
}
