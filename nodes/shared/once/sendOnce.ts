/** Sends what makes a new record once in an execution, and not again after an open outcome. */
import { deepCopy } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { apiError, leavesOutcomeOpen } from '../wire/errors';
import { InputError } from '../table/inputError';
import { ItemNote } from './notes';
import { fingerprint } from '../wire/seal';
import { sorted } from '../values/sorted';
import type { ApiRequest, Call } from '../table/types';

/**
 * Does a write once, also through n8n's "Retry On Fail" and "Retry" of an execution: what an item has
 * done already comes back as it was. What may have been carried out isn't sent again in the same
 * execution, by whichever item: only a person can tell whether the record is there.
 * @param request what is sent; the same content is the same request to the same account
 * @param work sends it and gives the item
 * @throws NodeApiError with `context.outcomeUnknown` where it may have been carried out; InputError
 * where an earlier try of the item has sent something else
 */
export async function sendOnce(
	call: Call,
	request: ApiRequest,
	work: () => Promise<IDataObject>,
): Promise<IDataObject> {
	const content = contentOf(call, request);
	const note = new ItemNote(call);
	const before = note.read();
	if (before) return recall(call, before, content);
	if (note.others((other) => other.state === 'open' && other.content === content)) {
		throw stillOpen(call);
	}
	note.write({ content, state: 'sending' });
	const item = await work().catch((error: unknown) => {
		if (leavesOutcomeOpen(error)) note.write({ content, state: 'open' });
		else note.erase();
		throw error;
	});
	note.write({ content, state: 'done', item: deepCopy(item) });
	return item;
}

function contentOf({ authentication, credentials }: Call, request: ApiRequest): string {
	const { method, path, query, body } = request;
	// n8n renews OAuth2 tokens, and uses one account for all items.
	const account = authentication.oAuth2 ? [] : authentication.secrets(credentials);
	const address = `${method} ${authentication.baseUrl(credentials)}${path}`;
	return fingerprint([address, sorted(account), sorted(query ?? {}), sorted(body ?? {})]);
}

/** What an earlier try of the item has done. */
function recall(call: Call, before: IDataObject, content: string): IDataObject {
	const isDone = before.state === 'done';
	if (before.content !== content) {
		const outcome = isDone ? 'which was carried out' : 'of which it is not known what became';
		throw new InputError(
			'Parameters',
			`of this item were others in an earlier try of this execution, ${outcome}`,
			'Nothing was sent now. If this is something else, start a new execution for it; if it is the same, undo the change.',
		);
	}
	if (!isDone) throw stillOpen(call);
	return deepCopy(before.item as IDataObject);
}

function stillOpen({ host, api, endpoint }: Call): Error {
	return apiError(host.getNode(), api, endpoint, {
		problem:
			'an earlier try of the same in this execution may have been carried out, and was not repeated',
		advice: `Look for it in ${api.name}. If it is not there, start a new execution for it.`,
		outcomeUnknown: true,
	});
}
