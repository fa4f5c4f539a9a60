/** What an error must say of an item for which an earlier try of the execution has sent something. */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { apiError } from '../../shared/wire/errors';
import { InputError } from '../../shared/table/inputError';
import { ItemNote } from '../../shared/once/notes';
import type { ActionCall } from '../../shared/table/types';

/** Another sale than the one of an earlier try; the message tells what that try has sent. */
export class AnotherSale extends InputError {}

/**
 * Works on an item, and lets no failure hide what an earlier try of it has done: who reads "could not
 * create receipt" would print it anew.
 * @param advice what a person must do where it isn't known whether the earlier try has printed
 * @throws NodeApiError that tells of the earlier try; what `work` throws where there was none
 */
export async function tellingEarlier<T>(
	call: ActionCall,
	work: () => Promise<T>,
	advice: (note: IDataObject) => string,
): Promise<T> {
	return await work().catch((error: unknown) => {
		const note = new ItemNote(call).read() ?? {};
		if (saysSo(error) || (note.state !== 'done' && note.state !== 'sending')) throw error;
		const isDone = note.state === 'done';
		const did = isDone
			? `printed receipt ${String(note.receiptNumber ?? '')}`.trim()
			: 'sent a receipt of which it is not known whether it was printed';
		throw apiError(call, {
			problem: `an earlier try of this item ${did}, and this try failed (${wordsOf(error)})`,
			advice: isDone
				? 'That receipt is valid, and nothing was printed now: do not print it anew. Use "Retry" of this execution, or take the receipt from the register.'
				: advice(note),
			outcomeUnknown: !isDone,
		});
	});
}

/** Whether an error tells of the earlier try already. */
function saysSo(error: unknown): boolean {
	if (error instanceof NodeApiError) return error.context.outcomeUnknown === true;
	return error instanceof AnotherSale;
}

/** Without the beginning that all errors of an operation have. */
function wordsOf(error: unknown): string {
	if (error instanceof NodeApiError) return error.message.replace(/^[^:]+: /, '');
	return error instanceof Error ? error.message : String(error);
}
