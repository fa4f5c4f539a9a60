/** Sends what makes a new record once in an execution, and not again after an open outcome. */
import type { IDataObject } from 'n8n-workflow';
import { apiError } from '../wire/errors';
import { InputError } from '../table/inputError';
import { atMostOnce } from './atMostOnce';
import { ItemNote, itemIn, noting, stateIn } from './notes';
import type { StateWords } from './notes';
import { fingerprint } from '../wire/seal';
import { sorted } from '../values/print';
import type { ApiRequest } from '../table/request';
import type { ActionCall, Call } from '../table/types';

/** Of the items of one batch, only what has ended openly stands in the way of the others. */
const WORDS: StateWords = { sending: 'sending', unknown: 'open', done: 'done' };

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
	call: ActionCall,
	request: ApiRequest,
	work: () => Promise<IDataObject>,
): Promise<IDataObject> {
	const content = contentOf(call, request);
	const note = new ItemNote(call);
	const noted = note.read();
	if (noted && noted.content !== content) throw otherContent(noted);
	const { record } = await atMostOnce<IDataObject>({
		before: stateIn(noted, WORDS),
		note: noting(note, { content }, WORDS),
		recall: async () => await Promise.resolve(itemIn(noted)),
		byNumber: async () => {
			const isOpen = note.others(
				(other) => other.state === WORDS.unknown && other.content === content,
			);
			if (isOpen) throw stillOpen(call);
			return await Promise.resolve(undefined);
		},
		send: async () => ({ taken: await work() }),
		giveUp: ({ tries, error }) => (tries > 0 ? error : stillOpen(call)),
	});
	return record;
}

function contentOf({ authentication, credentials }: Call, request: ApiRequest): string {
	const { method, path, query, body } = request;
	// n8n renews OAuth2 tokens, and uses one account for all items.
	const account = authentication.oAuth2 ? [] : authentication.secrets(credentials);
	const address = `${method} ${authentication.baseUrl(credentials)}${path}`;
	return fingerprint([address, sorted(account), sorted(query ?? {}), sorted(body ?? {})]);
}

/** An earlier try of the item has sent something else. */
function otherContent({ state }: IDataObject): InputError {
	const outcome =
		state === WORDS.done ? 'which was carried out' : 'of which it is not known what became';
	return new InputError(
		'Parameters',
		`of this item were others in an earlier try of this execution, ${outcome}`,
		'Nothing was sent now. If this is something else, start a new execution for it; if it is the same, undo the change.',
	);
}

function stillOpen(call: Call): Error {
	return apiError(call, {
		problem:
			'an earlier try of the same in this execution may have been carried out, and was not repeated',
		advice: `Look for it in ${call.api.name}. If it is not there, start a new execution for it.`,
		outcomeUnknown: true,
	});
}
