/** Finds records by the user's own ID: one by one where the list can be asked for it, else in the whole list. */
import { runList } from '../../shared/run/run';
import { Learnt, isRefused } from '../../shared/run/learnt';
import { oncePerExecution } from '../../shared/run/oncePerExecution';
import type { Call, Endpoint } from '../../shared/table/types';
import { recordsIn } from '../../shared/values/records';
import { OWN_IDS } from '../newerFilters';
import { ownIdOf } from './ownId';
import { plainInput } from './plainInput';
import { wholeList } from './wholeList';

/** A record that was read, or as it was sent since. */
export type KnownRecord = Record<string, unknown>;

/** Records by key. The vendor says that keys are unique, but not whether per shop. */
export type Records = Map<string, KnownRecord[]>;

/** What an execution knows of one kind of records. */
interface Keys {
	records: Records;
	/** Keys that were asked for by themselves: the list, should it be read later, says nothing newer. */
	looked: Set<string>;
	asked: number;
	/** True from when the whole list is there: a key without a record has none. */
	isWhole: boolean;
}

/** With more keys than this, the list takes fewer requests than asking for each. */
const MOST_ASKED = 20;

/** Records that an answer to one key is looked at: one that is longer wasn't narrowed by the key. */
const MOST_FOUND = 100;

/**
 * The execution's records, with those of a key among them. Only newer generations of the API can be asked
 * for a key, and no document says so for sure: an account's answer is believed once the filter has found a
 * record; until then, the list is read once for all items.
 * @throws NodeApiError where they can't be read; a list that can't, can't for all items
 */
export async function recordsWith(call: Call, getAll: Endpoint, key: string): Promise<Records> {
	const { route } = getAll;
	const keys = await call.once<Keys>(
		`upsert keys ${route}`,
		async () =>
			await Promise.resolve({
				records: new Map<string, KnownRecord[]>(),
				looked: new Set<string>(),
				asked: 0,
				isWhole: false,
			}),
	);
	if (keys.isWhole || keys.looked.has(key)) return keys.records;
	if (mayAsk(call, getAll) && keys.asked < MOST_ASKED) {
		keys.asked += 1;
		const found = await ask(call, getAll, key);
		if (found) {
			keys.looked.add(key);
			if (found.length > 0) keys.records.set(key, found);
			return keys.records;
		}
	}
	await oncePerExecution(call, `upsert ${route}`, async () => {
		const all = keysIn(await wholeList(call, getAll));
		for (const [own, found] of all) if (!keys.looked.has(own)) keys.records.set(own, found);
		keys.isWhole = true;
		await prove(call, getAll, all);
	});
	return keys.records;
}

/**
 * Reads the records with a key anew.
 * @returns undefined where there are none
 * @throws NodeApiError where they can't be read
 */
export async function readAgain(
	call: Call,
	getAll: Endpoint,
	key: string,
): Promise<KnownRecord[] | undefined> {
	const asked = mayAsk(call, getAll) ? await ask(call, getAll, key) : undefined;
	const found = asked ?? keysIn(await call.readAll(getAll)).get(key) ?? [];
	return found.length > 0 ? found : undefined;
}

/** The name of what is learnt of an account: whether its list follows the filter. */
const factOf = ({ route }: Endpoint) => `filter ${OWN_IDS} of ${route}`;

function mayAsk(call: Call, getAll: Endpoint): boolean {
	const hasFilter = getAll.fields?.some(({ property }) => property.name === OWN_IDS) ?? false;
	return hasFilter && call.memory.of(Learnt).get(call, factOf(getAll)) !== 'no';
}

/**
 * Asks the list for a key that a record of it has, so that it is known for the account whether it follows
 * the filter.
 * @returns undefined where the answer doesn't show it
 * @throws NodeApiError where it can't be read
 */
export async function followsOwnIds(
	call: Call,
	getAll: Endpoint,
	key: string,
): Promise<boolean | undefined> {
	await ask(call, getAll, key);
	const fact = call.memory.of(Learnt).get(call, factOf(getAll));
	return fact === undefined ? undefined : fact === 'yes';
}

/** The records with a key by the list's own filter; undefined where the answer can't be believed (yet). */
async function ask(call: Call, getAll: Endpoint, key: string): Promise<KnownRecord[] | undefined> {
	const learnt = call.memory.of(Learnt);
	const fact = factOf(getAll);
	const input = plainInput(call, { query: { [OWN_IDS]: [key] } });
	if (!getAll.list) return undefined;
	// What came in vain tells as well, and isn't refused.
	const list = { ...getAll.list, refuse: undefined, window: undefined };
	const records = await runList(call.with(getAll, input), list, MOST_FOUND).catch(
		(error: unknown) => {
			if (isRefused(error)) return undefined;
			throw error;
		},
	);
	const found = recordsIn(records).filter((record) => ownIdOf(record) === key);
	if (!records || found.length < records.length) {
		learnt.set(call, fact, 'no');
		return undefined;
	}
	if (found.length > 0) learnt.set(call, fact, 'yes');
	return learnt.get(call, fact) === 'yes' ? found : undefined;
}

/** Asks for a key that is there, where nobody knows yet whether the filter finds one. */
async function prove(call: Call, getAll: Endpoint, all: Records): Promise<void> {
	const [key] = all.keys();
	const learnt = call.memory.of(Learnt);
	const fact = factOf(getAll);
	if (key === undefined || !mayAsk(call, getAll)) return;
	if (learnt.get(call, fact) !== undefined) return;
	if ((await ask(call, getAll, key)) === undefined) learnt.set(call, fact, 'no');
}

function keysIn(all: unknown[]): Records {
	const records: Records = new Map();
	for (const record of recordsIn(all)) {
		const key = ownIdOf(record);
		if (key !== '') records.set(key, [...(records.get(key) ?? []), record]);
	}
	return records;
}
