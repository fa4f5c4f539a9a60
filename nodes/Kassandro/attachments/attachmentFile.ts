/** What may be attached to a receipt (document: Beleg Attachment hochladen, Datei Validierung). */
import type { IBinaryData } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import type { FormFile } from '../../shared/wire/multipart';
import type { ActionCall } from '../../shared/table/types';

/** Assumption: the document's 5 MB are 5 × 1024 × 1024 bytes. */
export const MOST_BYTES = 5 * 1024 * 1024;

const EXTENSIONS = 'zip pdf txt csv xls xlsx doc docx png jpg jpeg'.split(' ');

/** What may be given instead of a file's own name. */
export interface GivenName {
	/** The parameter, as the panel shows it. */
	parameter: string;
	name?: string;
}

/**
 * Reads a file of the input item, and checks it before anything is sent.
 * @param parameter the parameter that names the file, as the panel shows it
 * @param given a name that goes before the file's own
 * @throws InputError for a file that Kassandro wouldn't take; NodeOperationError where there is none
 */
export async function readInputFile(
	{ host, itemIndex }: Pick<ActionCall, 'host' | 'itemIndex'>,
	property: string,
	parameter: string,
	given: GivenName,
): Promise<Omit<FormFile, 'field'>> {
	const { helpers } = host;
	const binary = helpers.assertBinaryData(itemIndex, property);
	const name = nameOf(binary, given.name);
	checkName(name, given.name === undefined ? parameter : given.parameter);
	const { id, mimeType } = binary;
	// A large file that n8n keeps on disk isn't read just to be refused.
	if (id !== undefined) checkSize((await helpers.getBinaryMetadata(id)).fileSize, name, parameter);
	const content = await helpers.getBinaryDataBuffer(itemIndex, property);
	checkSize(content.length, name, parameter);
	return { fileName: name, mimeType, content };
}

/** The name that goes out: without folders and blanks around it, and with what the file is known to be. */
function nameOf({ fileName = '', fileExtension = '' }: IBinaryData, given = fileName): string {
	const name = cleaned(given);
	if (endsInType(name)) return name;
	const own = cleaned(fileName);
	const extension = endsInType(own)
		? String(extensionOf(own))
		: cleaned(fileExtension).replace(/^\.+/, '');
	return extension === '' ? name : `${name === '' ? 'attachment' : name}.${extension}`;
}

const UNSEEN = /[\s\p{Cf}]/u;

/** Also without signs at its ends that nobody sees, looked at one by one: a pattern would begin at each anew. */
function cleaned(name: string): string {
	const [last = ''] = name.split(/[\\/]/).slice(-1);
	const signs = [...last];
	let end = signs.length;
	while (end > 0 && UNSEEN.test(signs[end - 1] ?? '')) end -= 1;
	let begin = 0;
	while (begin < end && UNSEEN.test(signs[begin] ?? '')) begin += 1;
	return signs.slice(begin, end).join('');
}

/** What stands after the last point, whatever it is. */
function extensionOf(name: string): string | undefined {
	return /\.([^.]+)$/.exec(name)?.[1];
}

/** Whether a name says what the file is; in "Invoice 2026.03" nothing does. */
function endsInType(name: string): boolean {
	return /^[a-z][a-z0-9]{1,4}$/i.test(extensionOf(name) ?? '');
}

function checkName(name: string, parameter: string): void {
	if (/\p{Cs}/u.test(name)) {
		throw new InputError(
			parameter,
			`holds a file whose name has half of a sign in it, as "${name.replace(/\p{Cs}/gu, '\ufffd')}"`,
			'Give the file another name; nothing was sent.',
		);
	}
	if (EXTENSIONS.includes(extensionOf(name)?.toLowerCase() ?? '')) return;
	throw new InputError(
		parameter,
		`holds ${name === '' ? 'a file without a name' : `"${name}"`}, which cannot be attached: the name must end in one of ${EXTENSIONS.join(', ')}`,
		'Choose another file, or pack it as zip; nothing was sent.',
	);
}

function checkSize(bytes: number, name: string, parameter: string): void {
	if (bytes === 0) {
		throw new InputError(
			parameter,
			`holds "${name}", which is empty`,
			'Look at the step that makes the file; nothing was sent.',
		);
	}
	if (bytes <= MOST_BYTES) return;
	throw new InputError(
		parameter,
		`holds "${name}" with ${bytes} bytes, and at most ${MOST_BYTES} (5 MB) can be attached`,
		'Make the file smaller; nothing was sent.',
	);
}
