/** Files that belong to receipts (document: Beleg Attachment hochladen, Beleg Attachment auslesen). */
import type { INodeProperties } from 'n8n-workflow';
import {
	batchingProperty,
	body,
	option,
	outputFileProperty,
	within,
} from '../../shared/table/fields';
import { filledText } from '../../shared/table/schemas';
import type { Endpoint, Resource } from '../../shared/table/types';
import { download } from '../attachments/download';
import { receiptNumberProperty } from '../fields';
import { upload } from '../attachments/upload';

const fileProperty: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'binaryPropertyName',
	type: 'string',
	required: true,
	default: 'data',
	hint: 'The name of the input field that holds the file',
	description:
		'The file to attach: at most 5 MB, with a name that ends in zip, pdf, txt, csv, xls, xlsx, doc, docx, png, jpg or jpeg',
};

const fileNameProperty: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. invoice-4711.pdf',
	description:
		'What the attachment is called; without it, as the file is. An ending such as .pdf that you leave out is taken from the file.',
};

const numberProperty: INodeProperties = {
	displayName: 'Receipt Number (Optional)',
	name: 'receiptNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. 4711',
	hint: 'The number printed on the same receipt: the node then checks that both belong together',
	description:
		'The number printed on the same receipt, if you know it. The node then checks that number and ID belong together, and can look whether a file arrived when the connection broke off.',
};

const urlProperty: INodeProperties = {
	displayName: 'URL',
	name: 'url',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. /cdn/storage/files.attachments/...',
	displayOptions: { show: { downloadBy: ['url'] } },
	description:
		'One of the addresses in "attachmentUrls" of a receipt, in full or from /cdn on. It must lie on the host of the credential.',
};

const uploadEndpoint: Endpoint = {
	name: 'Upload',
	value: 'upload',
	action: 'Upload attachment',
	description: 'Attach a file to a receipt of this cash register',
	route: 'POST /receiptattachment',
	doc: 'Beleg Attachment hochladen, POST /receiptattachment',
	authentication: ['cashRegisterToken'],
	fields: [
		body(
			{
				displayName: 'Receipt ID',
				name: 'receiptId',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. u8GbD5eE77WqgXehf',
				hint: 'The "_id" of the receipt, not its printed number',
				description: 'The "_id" of the receipt, not the number that is printed on it',
			},
			{ namesRecord: true },
		),
		option(numberProperty, { namesRecord: true }),
		body(fileProperty, { as: 'file' }),
		...within('options', [
			option(batchingProperty),
			option(fileNameProperty, { schema: () => filledText }),
		]),
	],
	resumes: 'retried',
	run: async (call) =>
		await upload(call, {
			file: fileProperty.displayName,
			fileName: fileNameProperty.displayName,
			receiptNumber: numberProperty.displayName,
		}),
};

const downloadEndpoint: Endpoint = {
	name: 'Download',
	value: 'download',
	action: 'Download attachments',
	description: 'Get the files of a receipt, or one file by its address',
	route: 'GET /cdn/storage/files.attachments/...',
	doc: 'Beleg Attachment auslesen, GET /cdn/storage/files.attachments/...',
	fields: [
		option({
			displayName: 'Download By',
			name: 'downloadBy',
			type: 'options',
			options: [
				{
					name: 'Receipt Number',
					value: 'receiptNumber',
					description: 'All files of one receipt, one item for each',
				},
				{ name: 'URL', value: 'url', description: 'One file' },
			],
			default: 'receiptNumber',
			description: 'How to say which files you want',
		}),
		option(
			{
				...receiptNumberProperty,
				displayOptions: { show: { downloadBy: ['receiptNumber'] } },
			},
			{ namesRecord: true },
		),
		option(urlProperty),
		option(outputFileProperty),
	],
	reads: true,
	run: async (call) => await download(call, urlProperty.displayName),
};

export const attachment: Resource = {
	name: 'Attachment',
	value: 'attachment',
	description: 'A file that belongs to a receipt (Beleg-Attachment)',
	needsCredentialTo: 'attach a file to a receipt',
	endpoints: [downloadEndpoint, uploadEndpoint],
};
