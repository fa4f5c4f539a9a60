/**
 * Attaches a file to a receipt at most once (document: Beleg Attachment hochladen). A receipt's
 * attachments can be read, so that a lost answer, or a token that was refused, can be looked into.
 */
import { createHash } from 'crypto';
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { apiError, leavesOutcomeOpen } from '../../shared/wire/errors';
import { InputError } from '../../shared/table/inputError';
import { multipart } from '../../shared/wire/multipart';
import type { FormFile } from '../../shared/wire/multipart';
import { atMostOnce } from '../../shared/once/atMostOnce';
import type { Lost, Sighting } from '../../shared/once/atMostOnce';
import { ItemNote, itemIn, noting, stateIn } from '../../shared/once/notes';
import type { StateWords } from '../../shared/once/notes';
import { fingerprint } from '../../shared/wire/seal';
import type { ActionCall, Call } from '../../shared/table/types';
import { readDone } from '../answers';
import { addressesIn, mayHoldFile, askForReceipt } from './attachmentUrls';
import { readInputFile } from './attachmentFile';
import { proveToken, proveTokenOnce } from '../tokens/proveToken';

/** A file that was sent goes out once more only where its token was refused before it was taken. */
const MOST_TRIES = 2;
const WORDS: StateWords = { sending: 'sending', unknown: 'sending', done: 'done' };
const HIDDEN: Sighting<IDataObject> = { is: 'hidden', why: 'the receipt does not show it' };

/** The panel's names of the parameters that errors speak of. */
export interface UploadNames {
	file: string;
	fileName: string;
	receiptNumber: string;
}

/**
 * Sends the file of one item, unless an earlier try of the execution has sent it: n8n's retries run the
 * whole node again.
 *
 * A read goes first: it renews a token that has ended, and never logs in to a till. A 401 all the
 * same means that the token was refused before the file was taken: it goes out once more, after a
 * look at the receipt where its number is known. After an unknown outcome it never goes out again;
 * the look then only tells whether it arrived.
 * @returns the vendor's answer, or `{ receipt, recovered: true }` where the file was found there
 */
export async function upload(call: ActionCall, names: UploadNames): Promise<IDataObject[]> {
	const { receiptId, file: property } = call.input.body;
	const { fileName, receiptNumber: number } = call.input.options;
	const file = await readInputFile(call, String(property), names.file, {
		parameter: names.fileName,
		...(fileName === undefined ? {} : { name: String(fileName) }),
	});
	const read = async () =>
		number === undefined ? undefined : await askForReceipt(call, String(number));
	const before = await read();
	if (before && String(before._id) !== receiptId) {
		throw new InputError(
			names.receiptNumber,
			`(${String(number)}) is the number of another receipt than the one with the ID ${String(receiptId)}`,
			'Correct one of them, or leave the number empty; nothing was attached.',
		);
	}
	const content = contentOf(String(receiptId), file);
	const note = new ItemNote(call);
	note.takeOver((left) => left.state === WORDS.sending && left.content === content);
	const noted = note.read();
	const earlier = noted?.content === content ? noted : undefined;
	const { record } = await atMostOnce<IDataObject>({
		before: stateIn(earlier, WORDS),
		note: noting(note, { content }, WORDS),
		recall: async () => await Promise.resolve(itemIn(earlier)),
		prepare: async (tries) => {
			// Else the receipt was just read.
			if (before) return;
			const prove = tries === 0 ? proveTokenOnce : proveToken;
			await prove(call, { mayCreateToken: false });
		},
		send: async () => ({ taken: await post(call, String(receiptId), file) }),
		leavesOpen: ({ tries, error }) =>
			leavesOutcomeOpen(error) || (tries < MOST_TRIES && wasRefused(error)),
		look: async (lost) => await lookFor(call, file, { before, read }, lost),
		mostTries: MOST_TRIES,
		giveUp: ({ tries, error }) => (tries > 0 ? error : stillOpen(call)),
	});
	return [record];
}

/** The same text for the same file at the same receipt. */
function contentOf(receiptId: string, { fileName, content }: Omit<FormFile, 'field'>): string {
	return fingerprint([receiptId, fileName, createHash('sha256').update(content).digest('hex')]);
}

/**
 * Looks for a file at its receipt.
 * @param receipt as it was before; without it, nothing can be seen
 * @throws what is known of the upload, where the look fails; after a refusal, why it fails
 */
async function lookFor(
	call: Call,
	file: Pick<FormFile, 'content'>,
	receipt: { before?: IDataObject; read: () => Promise<IDataObject | undefined> },
	{ tries, error }: Lost,
): Promise<Sighting<IDataObject>> {
	const { before, read } = receipt;
	if (tries === 0) {
		const isThere = before && (await arrived(call, file, {}, before).catch(() => false));
		return isThere ? foundAt(before) : HIDDEN;
	}
	if (tries === MOST_TRIES || !(error instanceof NodeApiError)) return HIDDEN;
	const refused = wasRefused(error);
	try {
		const after = await read();
		if (before && after && (await arrived(call, file, before, after))) return foundAt(after);
	} catch (failure) {
		throw refused ? failure : error;
	}
	return refused ? { is: 'absent' } : HIDDEN;
}

const foundAt = (receipt: IDataObject): Sighting<IDataObject> => ({
	is: 'found',
	record: { receipt, recovered: true },
});

/** Refused for its token, before the file was taken. */
function wasRefused(error: unknown): boolean {
	return error instanceof NodeApiError && error.httpCode === '401';
}

/** An earlier try isn't known to have attached the file. */
function stillOpen(call: Call): NodeApiError {
	return apiError(call, {
		problem: 'an earlier try may have attached the file, and was not repeated',
		advice:
			'Look at the receipt in Kassandro. If the file is not there, start a new execution for it.',
		outcomeUnknown: true,
	});
}

async function post(
	call: Call,
	receiptId: string,
	file: Omit<FormFile, 'field'>,
): Promise<IDataObject> {
	const answer = readDone(
		await call.send({
			method: 'POST',
			path: '/receiptattachment',
			raw: multipart({ receiptId }, { field: 'file', ...file }),
			mayCreateToken: false,
		}),
	);
	if (answer) return answer;
	throw apiError(call, {
		problem: 'the answer does not say that the file was attached',
		advice: 'Look at the receipt in Kassandro before you run it again.',
		outcomeUnknown: true,
	});
}

/** Whether one of the attachments that are new has the file's bytes; names aren't told. */
async function arrived(
	call: Call,
	{ content }: Pick<FormFile, 'content'>,
	before: IDataObject,
	after: IDataObject,
): Promise<boolean> {
	const known = addressesIn(call, before);
	for (const url of addressesIn(call, after)) {
		if (known.includes(url) || !mayHoldFile(call, new URL(url))) continue;
		const there = await call.send({
			method: 'GET',
			path: '',
			url,
			mayFollow: (address) => mayHoldFile(call, address),
			receive: async ({ content: bytes }) => await Promise.resolve(bytes),
		});
		if (Buffer.isBuffer(there) && there.equals(content)) return true;
	}
	return false;
}
