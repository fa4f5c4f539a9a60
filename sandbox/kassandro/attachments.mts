/** Attachments of receipts: what may be uploaded, and where it is found again. */
import type { Random } from '../core/random.mts';
import type { UploadedFile } from '../core/vendor.mts';
import { ATTACHMENT_FOLDER, ATTACHMENT_MAX_BYTES } from './assumptions.mts';
import type { Attachment } from './records.mts';

const TYPES: Record<string, string> = {
	zip: 'application/zip',
	pdf: 'application/pdf',
	txt: 'text/plain; charset=utf-8',
	csv: 'text/csv; charset=utf-8',
	xls: 'application/vnd.ms-excel',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	doc: 'application/msword',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
};

/** File names arrive as the bytes of their UTF-8 form, each as one character. */
function decodedName(filename: string): string {
	const decoded = Buffer.from(filename, 'latin1').toString('utf8');
	return /^[\u0000-\u00ff]*$/.test(filename) && !decoded.includes('\ufffd') ? decoded : filename;
}

/** @returns the attachment, or why it is refused (section "Beleg Attachment hochladen") */
export function takeUpload(random: Random, file: UploadedFile): Attachment | string {
	const extension = /\.([^.]+)$/.exec(file.filename)?.[1]?.toLowerCase() ?? '';
	const type = TYPES[extension];
	if (type === undefined) return `Files of type "${extension}" are not allowed.`;
	if (file.content.length > ATTACHMENT_MAX_BYTES) return 'The file is larger than 5 MB.';
	return {
		file: `${random.text(17)}.${extension}`,
		filename: decodedName(file.filename),
		type,
		content: file.content,
	};
}

/** Path of an attachment at the origin. */
export function attachmentPath(attachment: Attachment): string {
	return `${ATTACHMENT_FOLDER}${attachment.file}`;
}
