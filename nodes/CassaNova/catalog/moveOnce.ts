/**
 * A movement that is made once however often a workflow runs for it: before it is sent, and after a lost
 * answer, it is looked for by the mark in its note (document: StockMovement Management).
 *
 * Assumptions: a movement is listed as soon as it was made, with its note as it was sent, or with the
 * beginning of it.
 */
import { NodeApiError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import { oneAtATime } from '../../shared/once/aloneInN8n';
import { atMostOnce } from '../../shared/once/atMostOnce';
import type { Lost, Sighting } from '../../shared/once/atMostOnce';
import { lookedFor, lookTwice } from '../../shared/once/lookTwice';
import { notDone } from '../../shared/once/notDone';
import { ItemNote, itemIn, noting, stateIn } from '../../shared/once/notes';
import type { StateWords } from '../../shared/once/notes';
import { Learnt } from '../../shared/run/learnt';
import { shapeAnswer } from '../../shared/run/output';
import { runList, runOne } from '../../shared/run/run';
import { sliceRange } from '../../shared/run/windows';
import { textIn } from '../../shared/table/checked';
import { InputError } from '../../shared/table/inputError';
import type { ActionCall, Call, Endpoint } from '../../shared/table/types';
import { addDays, today } from '../../shared/values/dates';
import { isZero, parseDecimal, subtract } from '../../shared/values/money';
import { recordsIn } from '../../shared/values/records';
import type { Day } from '../../shared/values/units';
import { accountOf } from '../../shared/wire/account';
import { apiError, markOpen, vendorHasAnswered } from '../../shared/wire/errors';
import { plainInput } from '../records/plainInput';
import { carries, MARK_FIELD, markedNote, searchedFrom } from './movementMark';
import { stockKey, stockNamed } from './stockLevels';
import type { StockItem } from './stockLevels';

/** The operations that it consists of. */
export interface MovementParts {
	create: Endpoint;
	getAll: Endpoint;
}

const WORDS: StateWords = { sending: 'sending', unknown: 'unknown', done: 'done' };

/** How often one item is sent at most: a server that fails for a reason goes on failing. */
const MOST_TRIES = 3;

/** What is known of an account whose list has shown the note of a movement. */
const NOTES_SHOW = 'notes of movements';

/**
 * Makes a movement, unless the same product or variant of the shop has one with the mark.
 * @param call whose body is that of the movement, without the mark
 * @returns the movement's ID; `duplicate` where it was there before
 * @throws NodeApiError with `context.outcomeUnknown` where it may have been made nevertheless; InputError
 * where the mark belongs to a movement of another quantity, or to another item of this execution, or
 * the order is too old
 */
export async function moveOnce(
	call: ActionCall,
	parts: MovementParts,
	item: StockItem,
	mark: string,
): Promise<IDataObject> {
	const what = `${String(call.input.path.idSalesPoint)} ${stockKey(item)} ${mark}`;
	const note = new ItemNote(call);
	note.takeOver((left) => left.movement === what && left.state !== WORDS.done);
	const noted = note.read();
	if (noted && noted.movement !== what) throw otherMovement(noted);
	const lane = ['CassaNova movement', accountOf(call), what];
	const job: Job = {
		...{ parts, item, mark, noted, from: searchedFrom(call) },
		states: noting(note, { movement: what }, WORDS),
		ofOthers: (state) =>
			note.others(
				(other) => other.movement === what && (other.state === WORDS.done) === (state === 'done'),
			),
	};
	return await oneAtATime(call, lane, async () => await moveMarked(call, job));
}

interface Job {
	parts: MovementParts;
	item: StockItem;
	mark: string;
	/** The first day that is searched. */
	from: Day;
	/** What an earlier try of the item has noted. */
	noted: IDataObject | undefined;
	states: ReturnType<typeof noting>;
	/** Whether another item of this execution has made it, or may have. */
	ofOthers: (state: 'done' | 'open') => boolean;
}

async function moveMarked(call: ActionCall, job: Job): Promise<IDataObject> {
	const { mark, noted, states } = job;
	const told = ({ id }: IDataObject, duplicate: boolean): IDataObject => ({
		id: id ?? null,
		duplicate,
	});
	const { how, record } = await atMostOnce<IDataObject>({
		before: stateIn(noted, WORDS),
		note: states,
		recall: async () => await Promise.resolve(itemIn(noted)),
		byNumber: async () => {
			if (job.ofOthers('open')) throw openInThisRun(mark);
			if (job.ofOthers('done')) throw twiceInOneRun(mark);
			const found = await findMarked(call, job);
			return found && told(accepted(call, found, mark), true);
		},
		send: async () => ({ taken: told(await send(call, job), false) }),
		look: async (lost) => await look(call, job, lost, (found) => told(found, false)),
		mostTries: MOST_TRIES,
		giveUp: (lost, why) => stillUnknown(call, mark, lost, why),
		notDone: notDone(MOST_TRIES),
	});
	if (how === 'sent') await checkShown(call, job);
	return record;
}

async function send(call: ActionCall, { parts, mark }: Job): Promise<IDataObject> {
	const { input } = call;
	const note = markedNote(mark, textIn(input.body, 'note'));
	const moving = call.with(parts.create, { ...input, body: { ...input.body, note } });
	return shapeAnswer(moving, await runOne(moving));
}

/** The movement of the same shop and stock that has the mark: the week of the order is read first. */
async function findMarked(
	call: Call,
	{ parts: { getAll }, item, mark, from }: Pick<Job, 'parts' | 'item' | 'mark' | 'from'>,
): Promise<IDataObject | undefined> {
	const { list } = getAll;
	if (!list?.window) return undefined;
	const { path, timeZone } = call.input;
	const { idSalesPoint = '' } = path;
	const named = Object.entries(stockNamed(item)).map(([name, id]) => [name, [id]]);
	const query = Object.fromEntries(named) as Record<string, unknown>;
	// What is read may be of a day more: no record is dropped by its time.
	const whole = { ...list, window: { ...list.window, toIsSure: true } };
	const to = addDays(today(call.now(), timeZone), 1);
	for (const range of sliceRange({ from, to }, whole.window)) {
		const input = plainInput(call, { path: { idSalesPoint }, query, range });
		const movements = recordsIn(await runList(call.with(getAll, input), whole, Infinity));
		if (movements.some(({ note }) => isFilled(note))) noteShown(call);
		const found = movements.find((one) => stockKey(one) === stockKey(item) && carries(one, mark));
		if (found) return found;
	}
	return undefined;
}

const isFilled = (note: unknown): boolean => typeof note === 'string' && note.trim() !== '';

/** @throws InputError where a movement with the mark is surely another one */
function accepted(call: ActionCall, found: IDataObject, mark: string): IDataObject {
	const [there, given] = [parseDecimal(found.quantity), parseDecimal(call.input.body.quantity)];
	if (!there || !given || isZero(subtract(there, given))) return found;
	throw new InputError(
		MARK_FIELD,
		`"${mark}" already belongs to another movement of this product, of ${String(found.quantity)} (ID ${String(found.id)})`,
		'The stock was not moved. Give each movement a number of its own, such as the ID of the line of the order. If this is the same one and its quantity was changed since, move the difference by hand.',
	);
}

/** Looks for what this try has sent, or an earlier one, twice where CassaNova may still be working on it. */
async function look(
	call: Call,
	job: Job,
	{ tries, error }: Lost,
	itemOf: (found: IDataObject) => IDataObject,
): Promise<Sighting<IDataObject>> {
	const once = async () =>
		await lookedFor(async () => {
			const found = await findMarked(call, job);
			return found && itemOf(found);
		});
	const seen = await lookTwice(once, tries > 0 && vendorHasAnswered(error), call.sleep);
	return seen.is === 'absent' && !isShown(call) ? { is: 'hidden', why: NOT_SEEN_YET } : seen;
}

const NOT_SEEN_YET =
	'the list has not shown the note of any movement yet, so that not finding it there proves nothing';

/**
 * Looks once in an account whether the list shows what was just made: otherwise nothing is found again.
 * What was made stays made, whatever comes of the look.
 */
async function checkShown(call: ActionCall, job: Job): Promise<void> {
	if (isShown(call)) return;
	const now = today(call.now(), call.input.timeZone);
	await findMarked(call, { ...job, from: addDays(now, -1) }).catch(() => undefined);
	if (!isShown(call)) call.hint(NOT_SHOWN);
}

const isShown = (call: Call): boolean => call.memory.of(Learnt).get(call, NOTES_SHOW) !== undefined;
const noteShown = (call: Call): void => call.memory.of(Learnt).set(call, NOTES_SHOW, 'yes');

const NOT_SHOWN = `CassaNova's list of movements did not show the note of the one that was just made: "${MARK_FIELD}" may not keep a second one from being made. Look with Stock Movement > Get Many whether it has its note there.`;

/** An earlier try of the item was for another movement. */
function otherMovement({ state }: IDataObject): InputError {
	const outcome =
		state === WORDS.done ? 'which was made' : 'of which it is not known whether it was made';
	return new InputError(
		MARK_FIELD,
		`of this item was that of another movement in an earlier try of this execution, ${outcome}`,
		'Nothing was sent now. If this is another movement, start a new execution for it; if it is the same one, give it the same number, product and shop each time.',
	);
}

/** Two items of an execution can be two lines of an order, or one line that came twice. */
function twiceInOneRun(mark: string): InputError {
	return new InputError(
		MARK_FIELD,
		`"${mark}" was given for the same product by another item of this execution`,
		'The stock was not moved by this one. If both items are one and the same, all is well; if they are two lines of an order, give each the ID of its line.',
	);
}

/** Not looked for in its stead: were they two lines of an order, the one would be taken for the other. */
function openInThisRun(mark: string): InputError {
	return new InputError(
		MARK_FIELD,
		`"${mark}" was given for the same product by another item of this execution, of which it is not known whether it moved the stock`,
		'The stock was not moved by this one. Start a new execution with the same number later: a movement that is there is found, and no second one is made. If they are two lines of an order, give each the ID of its line.',
	);
}

/** The error for a movement of which it isn't known whether it was made. */
function stillUnknown(call: Call, mark: string, { error }: Lost, why: string): unknown {
	const failure =
		error instanceof NodeApiError
			? error
			: apiError(call, {
					problem: 'an earlier try may have been carried out, and was not repeated',
					advice: '',
				});
	failure.description = `It is not known whether the stock was moved, so it was not moved again: ${why}. Run it again later with the same "${MARK_FIELD}" ("${mark}"): a movement that is there is found, and no second one is made.`;
	markOpen(failure);
	return failure;
}
