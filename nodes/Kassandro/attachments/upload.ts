/**
 * Attaches a file to a receipt at most once (document: Beleg Attachment hochladen). A receipt's
 * attachments can be read, so that a lost answer, or a token that was refused, can be looked into.
 */
import { createHash } from 'crypto';
import { NodeApiError, deepCopy } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { apiError } from '../../shared/wire/errors';
import { InputError } from '../../shared/table/inputError';
import { multipart } from '../../shared/wire/multipart';
import type { FormFile } from '../../shared/wire/multipart';
import { ItemNote } from '../../shared/once/notes';
import { fingerprint } from '../../shared/wire/seal';
import type { Call } from '../../shared/table/types';
import { readDone } from '../answers';
import { addressesIn, mayHoldFile, readReceipt } from './attachmentUrls';
import { readFile } from './attachmentFile';
import { proveToken, proveTokenOnce } from '../tokens/proveToken';

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
export async function upload(call: Call, names: UploadNames): Promise<IDataObject[]> {
	const { receiptId, file: property } = call.input.body;
	const { fileName, receiptNumber: number } = call.input.options;
	const file = await readFile(call, String(property), names.file, {
		parameter: names.fileName,
		...(fileName === undefined ? {} : { name: String(fileName) }),
	});
	const look = async () =>
		number === undefined ? undefined : await readReceipt(call, String(number));
	const before = await look();
	if (before && String(before._id) !== receiptId) {
		throw new InputError(
			names.receiptNumber,
			`(${String(number)}) is the number of another receipt than the one with the ID ${String(receiptId)}`,
			'Correct one of them, or leave the number empty; nothing was attached.',
		);
	}
	const note = new ItemNote(call);
	const content = contentOf(String(receiptId), file);
	note.takeOver((left) => left.state === 'sending' && left.content === content);
	const earlier = note.read();
	if (earlier?.content === content) return [await recall(call, earlier, file, before)];
	if (!before) await proveTokenOnce(call, { mayCreateToken: false });
	note.write({ state: 'sending', content });
	const done = (item: IDataObject) => {
		note.write({ state: 'done', content, item: deepCopy(item) });
		return [item];
	};
	const sent = await settle(post(call, String(receiptId), file));
	if (!(sent instanceof NodeApiError)) return done(sent);
	const refused = sent.httpCode === '401';
	if (!refused && sent.context.outcomeUnknown !== true) {
		note.erase();
		throw sent;
	}
	// What is known of the upload counts more than that the look failed, too.
	const tell = (failure: unknown): never => {
		throw refused ? failure : sent;
	};
	const after = await look().catch(tell);
	if (before && after && (await arrived(call, file, before, after).catch(tell))) {
		return done({ receipt: after, recovered: true });
	}
	if (!refused) throw sent;
	note.erase();
	if (!after) await proveToken(call, { mayCreateToken: false });
	note.write({ state: 'sending', content });
	const again = await settle(post(call, String(receiptId), file));
	if (!(again instanceof NodeApiError)) return done(again);
	if (again.context.outcomeUnknown !== true) note.erase();
	throw again;
}

/** The same text for the same file at the same receipt. */
function contentOf(receiptId: string, { fileName, content }: Omit<FormFile, 'field'>): string {
	return fingerprint([receiptId, fileName, createHash('sha256').update(content).digest('hex')]);
}

/**
 * What an earlier try of the item has attached.
 * @param receipt as it is now, where its number is known
 * @throws NodeApiError where it isn't known whether it has
 */
async function recall(
	call: Call,
	{ state, item }: IDataObject,
	file: Omit<FormFile, 'field'>,
	receipt: IDataObject | undefined,
): Promise<IDataObject> {
	if (state === 'done') return deepCopy(item as IDataObject);
	const isThere = receipt && (await arrived(call, file, {}, receipt).catch(() => false));
	if (isThere) return { receipt, recovered: true };
	const { api, endpoint, host } = call;
	throw apiError(host.getNode(), api, endpoint, {
		problem: 'an earlier try may have attached the file, and was not repeated',
		advice:
			'Look at the receipt in Kassandro. If the file is not there, start a new execution for it.',
		outcomeUnknown: true,
	});
}

/** The answer, or the failure where it is one of the vendor or of the way to it. */
async function settle(answer: Promise<IDataObject>): Promise<IDataObject | NodeApiError> {
	return await answer.catch((error: unknown) => {
		if (error instanceof NodeApiError) return error;
		throw error;
	});
}

async function post(
	call: Call,
	receiptId: string,
	file: Omit<FormFile, 'field'>,
): Promise<IDataObject> {
	const { api, endpoint, host } = call;
	const answer = readDone(
		await call.send({
			method: 'POST',
			path: '/receiptattachment',
			raw: multipart({ receiptId }, { field: 'file', ...file }),
			mayCreateToken: false,
		}),
	);
	if (answer) return answer;
	throw apiError(host.getNode(), api, endpoint, {
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
