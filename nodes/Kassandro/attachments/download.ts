/** Fetches the files of a receipt, or one by its address (document: Beleg Attachment auslesen). */
import { apiError } from '../../shared/wire/errors';
import { InputError } from '../../shared/table/inputError';
import { fileNameOf } from '../../shared/wire/fileName';
import type { ReceivedFile } from '../../shared/table/request';
import type { ActionCall, Call, ItemsWithFiles } from '../../shared/table/types';
import { originOf } from '../../shared/wire/urls';
import { addressesIn, mayHoldFile, askForReceipt, resolveAddress } from './attachmentUrls';

type FileItem = ItemsWithFiles['withFiles'][number];

/**
 * One item per file, in the vendor's order; none for a receipt without attachments.
 * @param urlName the panel's name of the parameter that holds an address
 */
export async function download(call: ActionCall, urlName: string): Promise<ItemsWithFiles> {
	const { receiptNumber, url } = call.input.options;
	if (receiptNumber === undefined) {
		return { withFiles: [await fetchFile(call, readUrl(call, url, urlName))] };
	}
	const number = String(receiptNumber);
	const withFiles: FileItem[] = [];
	for (const address of addressesIn(call, await askForReceipt(call, number))) {
		if (!mayHoldFile(call, new URL(address))) throw noFile(call, address);
		withFiles.push(await fetchFile(call, address, number));
	}
	return { withFiles };
}

/** An address that a workflow gives: it may come from anywhere, so only the vendor may name other hosts. */
function readUrl(call: Call, url: unknown, urlName: string): string {
	const address = resolveAddress(call, url);
	if (address === undefined) {
		throw new InputError(
			urlName,
			`is not a web address: ${String(url)}`,
			'Take one of the "attachmentUrls" of a receipt; nothing was sent.',
		);
	}
	const home = originOf(call.authentication.baseUrl(call.credentials));
	if (originOf(address) !== home) {
		throw new InputError(
			urlName,
			`is an address on another host (${originOf(address)}) than the credential's (${home})`,
			'Download by receipt number instead: files on other hosts are taken only from where the receipt says that they lie. Nothing was sent.',
		);
	}
	if (!mayHoldFile(call, new URL(address))) {
		throw new InputError(
			urlName,
			'is not an address of an attachment: its path must begin with /cdn/',
			'Take one of the "attachmentUrls" of a receipt; nothing was sent.',
		);
	}
	return address;
}

/** The answer of a server that sends n8n where it shouldn't go. */
function noFile(call: Call, address: string): Error {
	return apiError(call, {
		problem: `the receipt names ${originOf(address)}${new URL(address).pathname} as the place of a file, which was not asked`,
		advice:
			'Files are taken from /cdn/ on the host of the credential, and from other hosts that are public. Check the base URL in the credential.',
	});
}

async function fetchFile(
	call: ActionCall,
	address: string,
	receiptNumber?: string,
): Promise<FileItem> {
	const property = String(call.input.options.binaryPropertyName);
	const { helpers } = call.host;
	const answer = await call.ask({
		method: 'GET',
		path: '',
		url: address,
		mayFollow: (next) => mayHoldFile(call, next),
		receive: async ({ content, headers, url }: ReceivedFile) => {
			const fileName = fileNameOf(headers['content-disposition'], url);
			const data = await helpers.prepareBinaryData(content, fileName, typeOf(headers));
			const json = {
				...(receiptNumber === undefined ? {} : { receiptNumber }),
				url: address,
				fileName,
				mimeType: data.mimeType,
			};
			return { json, binary: { [property]: data } };
		},
	});
	if (answer.kind === 'file') return answer.value;
	throw apiError(call, {
		problem: 'the answer was a message instead of a file',
		advice: 'Check the base URL in the credential.',
	});
}

/** The type without its parameters; undefined where it says nothing, and n8n goes by the name. */
function typeOf(headers: ReceivedFile['headers']): string | undefined {
	const type = String(headers['content-type'] ?? '')
		.split(';')[0]
		?.trim();
	return type === '' || type === 'application/octet-stream' ? undefined : type;
}
