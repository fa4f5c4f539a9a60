/** "Add to What Is There": an update whose lists keep what the record has (document: the Edit… operations replace them). */
import type { IDataObject } from 'n8n-workflow';
import { besideRuns } from '../../shared/once/wholeRuns';
import { shapeAnswer } from '../../shared/run/output';
import { runOne } from '../../shared/run/run';
import { option } from '../../shared/table/fields';
import { InputError } from '../../shared/table/inputError';
import type { RequestInput } from '../../shared/table/request';
import type { ActionCall, Endpoint, Field } from '../../shared/table/types';
import { isAbsent, isRecord, listOf } from '../../shared/values/records';
import { apiError } from '../../shared/wire/errors';
import { plainInput } from './plainInput';
import { inQueue, recordLists } from './queue';
import { asWritten, displayNameOf, isSame } from './upsertFields';

/** By which fields two entries of a list are the same one; none where the entry itself tells. */
export type EntryKeys = Record<string, string[]>;

const NAME = 'listsInUpdate';
const ADD = 'add';

/** Whether lists are added to. */
const isAddingTo = ({ options }: RequestInput): boolean => options[NAME] === ADD;

/** What becomes of the lists that an update gives. @param names of the lists, for people */
function listsField(names: string): Field {
	return option({
		displayName: 'Lists in This Update',
		name: NAME,
		type: 'options',
		options: [
			{
				name: 'Add to What Is There',
				value: ADD,
				description: 'What you give is added or changed, and everything else stays',
			},
			{
				name: 'Replace What Is There',
				value: 'replace',
				description: 'Only what you give is left of a list; all its other entries are gone',
			},
		],
		default: 'replace',
		hint: `For ${names}. To change a single price, "Set Price" is simpler`,
		description:
			'What becomes of the entries that a list of the record has. To add to them, the record is read first, which is one request more for each item.',
	});
}

/**
 * An update whose lists can be added to.
 * @param get reads the record
 */
export function addingTo(update: Endpoint, get: Endpoint, adds: Additions): Endpoint {
	const { keys, names, checkMerged } = adds;
	const fields = update.fields ?? [];
	const first = fields.findIndex(({ collection }) => collection !== undefined);
	return {
		...update,
		fields: [...fields.slice(0, first), listsField(names), ...fields.slice(first)],
		check: (input) => {
			update.check?.(input);
			if (!isAddingTo(input)) checkMerged?.(input.body);
		},
		run: async (call) => {
			const isAdding =
				isAddingTo(call.input) && Object.keys(keys).some((name) => name in call.input.body);
			if (!isAdding) return [shapeAnswer(call, await runOne(call))];
			// Two that read the same lists would each take back what the other one adds.
			const work = async () =>
				await besideRuns(call, recordLists(call), '', async () => await addTo(call, get, adds));
			return [await inQueue(call, `lists ${update.route}`, String(call.input.path.id), work)];
		},
	};
}

/** What can be added to, and how. */
export interface Additions {
	/** The lists, with what tells their entries apart. */
	keys: EntryKeys;
	/** The lists, for people. */
	names: string;
	/** Refuses lists as they would be sent. */
	checkMerged?: CheckLists;
	/** Refuses to add to a record that was read. @throws InputError */
	checkKnown?: (record: IDataObject, body: RequestInput['body']) => void;
}

/** @throws InputError for lists that can't stand so */
type CheckLists = (body: RequestInput['body']) => void;

async function addTo(
	call: ActionCall,
	get: Endpoint,
	{ keys, checkMerged, checkKnown }: Additions,
): Promise<IDataObject> {
	const { input } = call;
	const reading = call.with(get, plainInput(call, { path: input.path }));
	const record = shapeAnswer(reading, await runOne(reading));
	checkKnown?.(record, input.body);
	const merged = Object.entries(input.body).flatMap(([name, given]): Array<[string, unknown]> => {
		const by = keys[name];
		if (!by) return [[name, given]];
		const known = entriesOf(call, name, record[name]);
		const all = mergedEntries(known, listOf(given) ?? [], by);
		return isSame(known, all) ? [] : [[name, all]];
	});
	const body = Object.fromEntries(merged);
	checkMerged?.({ ...body });
	const sending = call.with(call.endpoint, { ...input, body });
	// Where all of it is there already, there is nothing to send.
	return shapeAnswer(sending, merged.length === 0 ? {} : await runOne(sending));
}

/** @throws NodeApiError where the record tells something else than a list: what it holds would be lost */
function entriesOf(call: ActionCall, name: string, told: unknown): unknown[] {
	const list = isAbsent(told) ? [] : listOf(told);
	if (list) return (asWritten(list) as unknown[]).map(withoutAbsent);
	throw apiError(call, {
		problem: `the record that was read tells no list under "${displayNameOf(call.endpoint, name)}"`,
		advice: 'Read it with "Get" to see what came; nothing was sent.',
	});
}

/** An entry as it would have been sent: what it names none of is left out, at any depth. */
function withoutAbsent(entry: unknown): unknown {
	const list = listOf(entry);
	if (list) return list.map(withoutAbsent);
	if (!isRecord(entry)) return entry;
	const told = Object.entries(entry).filter(([, value]) => !isAbsent(value) && value !== '');
	return Object.fromEntries(told.map(([name, value]) => [name, withoutAbsent(value)]));
}

/**
 * A list with what is added to it: an entry about the same as one that is there takes its fields over it, and lists
 * within them are merged as well.
 */
function mergedEntries(
	known: readonly unknown[],
	given: readonly unknown[],
	by: string[],
): unknown[] {
	const all = [...known];
	for (const entry of given) {
		const at = all.findIndex((one) => keyOfEntry(one, by) === keyOfEntry(entry, by));
		if (at < 0) all.push(entry);
		else all[at] = mergedEntry(all[at], entry);
	}
	return all;
}

function mergedEntry(known: unknown, given: unknown): unknown {
	if (!isRecord(known) || !isRecord(given)) return given;
	const lists = Object.entries(given).map(([name, value]): [string, unknown] => {
		const [own, more] = [listOf(known[name]), listOf(value)];
		return own && more ? [name, mergedEntries(own, more, WITHIN)] : [name, value];
	});
	const over = Object.fromEntries(lists);
	return { ...withoutRivals(known, over), ...over };
}

/** A change of a price is one in euros or in percent, and never both (document: ModifierValue). */
function withoutRivals(known: IDataObject, over: Record<string, unknown>): IDataObject {
	const isRival = (name: string) =>
		(name === 'price' && 'percentagePrice' in over) ||
		(name === 'percentagePrice' && 'price' in over);
	return Object.fromEntries(Object.entries(known).filter(([name]) => !isRival(name)));
}

/** What tells entries apart that stand within others: values of options, and what can be chosen. */
const WITHIN = ['idValue', 'idProduct', 'idCategory'];

function keyOfEntry(entry: unknown, by: string[]): string {
	if (!isRecord(entry)) return JSON.stringify(String(entry));
	return JSON.stringify(by.map((name) => (isAbsent(entry[name]) ? '' : String(entry[name]))));
}

/** The refusal of prices of which none is the usual one (document: Product, `prices`). */
export function requireUsualPrice({ prices }: RequestInput['body']): void {
	const list = listOf(prices);
	const isUsual = (price: unknown) =>
		isRecord(price) && (isAbsent(price.idSalesMode) || price.idSalesMode === '');
	if (!list || list.some(isUsual)) return;
	throw new InputError(
		'Prices',
		'needs at least one price without a sales mode',
		'Add the usual price as well; nothing was sent.',
	);
}

/**
 * Prices of its own take the place of all that a variant has from its product (document: ProductVariant, `prices`).
 * @throws InputError where a variant has none of its own, so that adding one would take all others from it
 */
export function requireOwnPrices(
	{ prices: known }: IDataObject,
	{ prices: given }: RequestInput['body'],
): void {
	if (given === undefined || (listOf(known) ?? []).length > 0) return;
	throw new InputError(
		'Prices',
		'can not be added to: this variant has those of its product, and one of its own would take their place',
		'Use "Set Price", which keeps them; nothing was sent.',
	);
}
