/** What may be attached to a receipt (document: Beleg Attachment hochladen, Datei Validierung). */
import type { IExecuteFunctions } from 'n8n-workflow';
import { InputError } from '../shared/errors';
import type { FormFile } from '../shared/multipart';
import type { Call } from '../shared/types';

/** Assumption: the document's 5 MB are 5 × 1024 × 1024 bytes. */
export const MOST_BYTES = 5 * 1024 * 1024;

const EXTENSIONS = 'zip pdf txt csv xls xlsx doc docx png jpg jpeg'.split(' ');

/**
 * Reads a file of the input item, and checks it before anything is sent.
 * @param parameter the parameter that names the file, as the panel shows it
 * @throws InputError for a file that Kassandro wouldn't take; NodeOperationError where there is none
 */
export async function readFile(
	call: Call,
	property: string,
	parameter: string,
): Promise<Omit<FormFile, 'field'>> {
	// Only an action node runs operations.
	const { helpers } = call.host as IExecuteFunctions;
	const {
		id,
		fileName = '',
		fileExtension,
		mimeType,
	} = helpers.assertBinaryData(call.itemIndex, property);
	const name = fileName === '' && fileExtension ? `attachment.${fileExtension}` : fileName;
	const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
	if (extension === undefined || !EXTENSIONS.includes(extension)) {
		throw new InputError(
			parameter,
			`holds ${name === '' ? 'a file without a name' : `"${name}"`}, which cannot be attached: the name must end in one of ${EXTENSIONS.join(', ')}`,
			'Choose another file, or pack it as zip; nothing was sent.',
		);
	}
	// A large file that n8n keeps on disk isn't read just to be refused.
	if (id !== undefined) checkSize((await helpers.getBinaryMetadata(id)).fileSize, name, parameter);
	const content = await helpers.getBinaryDataBuffer(call.itemIndex, property);
	checkSize(content.length, name, parameter);
	return { fileName: name, mimeType, content };
}

function checkSize(bytes: number, name: string, parameter: string): void {
	if (bytes <= MOST_BYTES) return;
	throw new InputError(
		parameter,
		`holds "${name}" with ${bytes} bytes, and at most ${MOST_BYTES} (5 MB) can be attached`,
		'Make the file smaller; nothing was sent.',
	);
}
