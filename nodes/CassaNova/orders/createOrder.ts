/**
 * Sending an order at most once (newer generations of the API, Orders): by the ID of the user's own it is
 * looked for in the list, and CassaNova refuses a second one.
 */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { atMostOnce } from '../../shared/once/atMostOnce';
import type { Lost, Sighting } from '../../shared/once/atMostOnce';
import { isPreview, previewHint } from '../../shared/once/editorRun';
import { lookedFor, lookTwice } from '../../shared/once/lookTwice';
import { notDone } from '../../shared/once/notDone';
import { ItemNote, itemIn, noting, stateIn } from '../../shared/once/notes';
import type { StateWords } from '../../shared/once/notes';
import { toRequest } from '../../shared/run/run';
import { InputError } from '../../shared/table/inputError';
import type { ApiRequest } from '../../shared/table/request';
import type { ActionCall, Call } from '../../shared/table/types';
import { apiError, leavesOutcomeOpen, vendorHasAnswered } from '../../shared/wire/errors';
import { externalId as keyProperty } from '../fields';
import { findFarOrder, findOrder } from './findOrder';
import { orderOf } from './orderBody';
import {
	anotherOrder,
	isConflict,
	isOfOtherShop,
	isOther,
	madeId,
	stillUnknown,
	unknownOrder,
} from './orderOutcome';

const WORDS: StateWords = { sending: 'sending', unknown: 'unknown', done: 'done' };

const TAKEN_UNSEEN = 'CassaNova took it without naming its ID, and the list does not show it';

/** How often one item is sent at most: a server that fails for a reason goes on failing. */
const MOST_TRIES = 3;

/**
 * Sends the order of one item, or shows what would be sent.
 *
 * Assumptions: no two orders of an account have the same `externalId`, and a second one is refused with
 * `ConflictValue`, whatever the status.
 * @throws NodeApiError with `context.outcomeUnknown` where it may have arrived nevertheless; InputError
 * where the ID belongs to another order
 */
export async function createOrder(call: ActionCall): Promise<IDataObject[]> {
	const order = orderOf(call.input);
	const externalId = String(call.input.body.externalId);
	if (isPreview(call)) {
		call.hint(previewHint(call));
		return [{ preview: true, id: null, externalId, duplicate: false, order }];
	}
	const note = new ItemNote(call);
	const noted = note.read();
	if (noted && noted.externalId !== externalId) throw anotherItem(noted);
	const { authentication, credentials } = call;
	const lane = ['CassaNova order', authentication.baseUrl(credentials), externalId];
	return [await call.alone(lane, async () => await orderOnce(call, order, note, noted))];
}

/** @param noted what an earlier try of the item has noted */
async function orderOnce(
	call: Call,
	order: IDataObject,
	note: ItemNote,
	noted: IDataObject | undefined,
): Promise<IDataObject> {
	const externalId = String(call.input.body.externalId);
	const before = stateIn(noted, WORDS);
	const item = (id: unknown, duplicate: boolean): IDataObject => ({
		id: (id ?? null) as string | null,
		externalId,
		duplicate,
	});
	/** An order that somebody else may have sent with the same ID. */
	const accept = (found: IDataObject): IDataObject => {
		if (isOther(found, order)) throw anotherOrder(externalId, found);
		return item(found.id, true);
	};
	let tries = 0;
	let isTaken = false;
	const { record } = await atMostOnce<IDataObject>({
		before,
		note: noting(note, { externalId }, WORDS),
		recall: async () => await Promise.resolve(itemIn(noted)),
		byNumber: async () => {
			const found = await findOrder(call);
			return found && accept(found);
		},
		send: async () => {
			tries += 1;
			const id = await send(call, order, () => (isTaken = true));
			if (id !== undefined) return { taken: item(id, false) };
			const found = await findFarOrder(call);
			if (!found) throw unknownOrder(call, externalId);
			// What this item has sent before may be what is in its way.
			const isOwn = tries > 1 || before !== 'free';
			const isMine = isOwn && !isOfOtherShop(found, order);
			return { taken: isMine ? item(found.id, false) : accept(found) };
		},
		leavesOpen: ({ error }) => !(error instanceof InputError) && leavesOutcomeOpen(error),
		look: async (lost) => {
			const seen = await look(call, lost, (found) => item(found.id, false));
			// What was taken once would be there twice, however long the list takes to show it.
			return isTaken && seen.is === 'absent' ? { is: 'hidden', why: TAKEN_UNSEEN } : seen;
		},
		mostTries: MOST_TRIES,
		giveUp: (lost, why) => stillUnknown(call, externalId, lost, why),
		notDone: notDone(MOST_TRIES),
	});
	return record;
}

/**
 * Sends an order.
 * @param onNoId is called where CassaNova took something and named no ID
 * @returns its ID; undefined where CassaNova has one with the same `externalId`
 * @throws NodeApiError; an answer that holds no ID leaves the outcome open
 */
async function send(
	call: Call,
	order: IDataObject,
	onNoId: () => void,
): Promise<string | number | undefined> {
	const request: ApiRequest = {
		...toRequest(call),
		body: { create: [order] },
		// With 429 it would be waited for: an order that is there stays there.
		isFinal: ({ code, message }) => isConflict(code) || isConflict(message),
	};
	const answer = await call.send(request).catch((error: unknown) => {
		// A refusal says the same as an answer that holds the word.
		if (error instanceof NodeApiError && isConflict(error.message)) return error.message;
		throw error;
	});
	const id = madeId(answer, order.externalId);
	if (id !== undefined || isConflict(JSON.stringify(answer))) return id;
	onNoId();
	throw apiError(call, {
		problem: 'the answer holds no ID of the order',
		advice: 'Check the address in the credential. If it is right, the API may have changed.',
		outcomeUnknown: true,
		answered: true,
	});
}

/** Looks for what this try has sent, or an earlier one, twice where CassaNova may still be working on it. */
async function look(
	call: Call,
	{ tries, error }: Lost,
	itemOf: (found: IDataObject) => IDataObject,
): Promise<Sighting<IDataObject>> {
	const once = async () =>
		await lookedFor(async () => {
			const found = await findOrder(call);
			return found && itemOf(found);
		});
	return await lookTwice(once, tries > 0 && vendorHasAnswered(error), call.sleep);
}

/** An earlier try of the item has sent an order with another ID. */
function anotherItem(noted: IDataObject): InputError {
	const outcome =
		noted.state === WORDS.done
			? 'which CassaNova took'
			: 'of which it is not known whether it arrived';
	return new InputError(
		keyProperty.displayName,
		`of this item was "${String(noted.externalId)}" in an earlier try of this execution, ${outcome}`,
		'Nothing was sent now. If this is another order, start a new execution for it; if it is the same one, give it the same ID each time.',
	);
}
