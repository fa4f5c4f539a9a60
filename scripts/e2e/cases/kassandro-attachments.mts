// End-to-end cases of Kassandro's attachments: what was downloaded is attached to another receipt.

import { attachedTo } from '../../lib/sample-receipts.mts';
import type { E2eCase } from '../lib/types.mts';

const register = { authentication: 'cashRegisterToken' };
const receipt = (field: string) => `={{ $('kassandro receipt get').first().json.${field} }}`;

/** They need the case that gets one receipt with a cash-register token. */
export const attachmentCases: E2eCase[] = [
	{
		node: 'kassandro',
		resource: 'attachment',
		operation: 'download',
		parameters: { ...register, receiptNumber: attachedTo },
		items: 1,
		json: {
			receiptNumber: attachedTo,
			fileName: 'Lieferschein.pdf',
			mimeType: 'application/pdf',
		},
		request: { route: 'GET /cdn/storage/files.attachments/*' },
	},
	{
		node: 'kassandro',
		resource: 'attachment',
		operation: 'upload',
		parameters: {
			...register,
			receiptId: receipt('_id'),
			receiptNumber: receipt('receiptNumber'),
			binaryPropertyName: 'data',
		},
		after: 'kassandro attachment download',
		items: 1,
		json: { error: false },
		request: {
			route: 'POST /v1.0/receiptattachment',
			body: {
				files: [{ name: 'file', filename: 'Lieferschein.pdf', type: 'application/pdf', size: 100 }],
			},
		},
	},
	{
		node: 'kassandro',
		resource: 'attachment',
		operation: 'download',
		variant: 'by URL',
		parameters: {
			...register,
			downloadBy: 'url',
			url: "={{ $('kassandro attachment upload').first().json.receipt.attachmentUrls[0] }}",
			binaryPropertyName: 'file',
		},
		after: 'kassandro attachment upload',
		items: 1,
		json: { fileName: 'Lieferschein.pdf' },
	},
];
