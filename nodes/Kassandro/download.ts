/** Fetches the files of a receipt, or one by its address (document: Beleg Attachment auslesen). */
import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../shared/errors';
import { fileNameOf } from '../shared/fileName';
import type { Call, ItemsWithFiles, ReceivedFile } from '../shared/types';
import { addressesIn, readReceipt, resolveAddress } from './attachmentUrls';

type FileItem = ItemsWithFiles['withFiles'][number];

/**
 * One item per file, in the vendor's order; none for a receipt without attachments.
 * @param urlName the panel's name of the parameter that holds an address
 */
export async function download(call: Call, urlName: string): Promise<ItemsWithFiles> {
	const { receiptNumber, url } = call.input.options;
	if (receiptNumber === undefined) {
		const address = resolveAddress(call, url);
		if (address !== undefined) return { withFiles: [await fetchFile(call, address)] };
		throw new InputError(
			urlName,
			`is not a web address: ${String(url)}`,
			'Take one of the "attachmentUrls" of a receipt; nothing was sent.',
		);
	}
	const number = String(receiptNumber);
	const withFiles: FileItem[] = [];
	for (const address of addressesIn(call, await readReceipt(call, number))) {
		withFiles.push(await fetchFile(call, address, number));
	}
	return { withFiles };
}

/** n8n takes the file while it arrives, so that it is never held as a whole by the node. */
async function fetchFile(call: Call, address: string, receiptNumber?: string): Promise<FileItem> {
	const property = String(call.input.options.binaryPropertyName);
	const { helpers } = call.host as IExecuteFunctions;
	const received = await call.send({
		method: 'GET',
		path: '',
		url: address,
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
	return received as FileItem;
}

/** The type without its parameters; undefined where it says nothing, and n8n goes by the name. */
function typeOf(headers: ReceivedFile['headers']): string | undefined {
	const type = String(headers['content-type'] ?? '')
		.split(';')[0]
		?.trim();
	return type === '' || type === 'application/octet-stream' ? undefined : type;
}
