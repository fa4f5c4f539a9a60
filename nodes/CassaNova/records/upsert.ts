/** "Create or update": the record that has a key is changed, and one that nobody has yet is made. */
import type { IDataObject } from 'n8n-workflow';
import { accountOf } from '../../shared/wire/account';
import { apiError, leavesOutcomeOpen } from '../../shared/wire/errors';
import { InputError } from '../../shared/table/inputError';
import { textIn } from '../../shared/table/checked';
import { shapeAnswer } from '../../shared/run/output';
import { toRequest } from '../../shared/run/run';
import type { ActionCall, Call, Endpoint } from '../../shared/table/types';
import { byField, byOwnId } from './finders';
import type { Finder } from './finders';
import type { KnownRecord, Records } from './keys';
import { OWN_ID } from './recordKeys';
import type { RecordKey } from './recordKeys';
import { KEY_FIELD } from '../catalog/matchBy';
import { inQueue, apartFromOthers } from './queue';
import { changes, defaults, displayNameOf, isSame } from './upsertFields';
import { KEY_PARAMETER, MATCH_BY, upsertFields } from './upsertPanel';
import { refuseMissing } from './upsertMissing';
import { under } from '../../shared/values/records';

/** What "create or update" consists of, and what its records are found by. */
export interface UpsertSpec {
	/** The record's name in sentences. */
	one: string;
	create: Endpoint;
	getAll: Endpoint;
	update: Endpoint;
	/** Keys by which records are found; without a choice it is the first one. */
	keys: [RecordKey, ...RecordKey[]];
	/** Where records are looked for by a key; by their own IDs and fields unless it says otherwise. */
	finderOf?: (key: RecordKey) => Finder | undefined;
	/**
	 * Looks at a record that is about to be made.
	 * @throws InputError where it must not be; NodeApiError where what it looks for can't be read
	 */
	beforeCreate?: (call: ActionCall, key: RecordKey, fields: KnownRecord) => Promise<void>;
}

/** A record that is looked for. */
interface Search {
	spec: UpsertSpec;
	kind: RecordKey;
	finder: Finder;
	/** As it is compared. */
	key: string;
	/** As it was given. */
	written: string;
}

/** Keys whose record may have been created by an item that failed, and what is known of them. */
type Doubts = Map<string, 'open' | 'searched'>;

/** Makes the operation out of the three that it consists of. */
export function createOrUpdate(spec: UpsertSpec): Endpoint {
	const { one, create, getAll, keys } = spec;
	const [usual, ...others] = keys;
	const by = others.length > 0 ? `a key such as its ${usual.words}` : 'your own ID';
	return {
		...create,
		name: 'Create or Update',
		value: 'createOrUpdate',
		action: `Create or update ${one}`,
		description: `Change the ${one} that has ${by}, or create it if there is none`,
		fields: upsertFields(spec),
		// What a new record needs is asked for where one is made.
		check: undefined,
		resumes: 'anew',
		// The second of two items with one key finds what the first one has created.
		run: async (call) => {
			const search = searchOf(call, spec);
			const lane = `${getAll.route} by ${search.kind.value}`;
			const records = ['CassaNova', accountOf(call), getAll.route];
			const own = JSON.stringify([lane, search.key]);
			// Two executions at the same moment would each make what neither has found.
			const work = async () =>
				await apartFromOthers(call, records, own, async () => await upsert(call, search));
			return [await inQueue(call, lane, search.key, work)];
		},
	};
}

/** @throws InputError for a key that is none */
function searchOf({ input }: ActionCall, spec: UpsertSpec): Search {
	const [usual] = spec.keys;
	const chosen = input.options[MATCH_BY] ?? usual.value;
	const kind = spec.keys.find(({ value }) => value === chosen) ?? usual;
	const written =
		kind === OWN_ID
			? String(input.body.externalId)
			: (textIn(input.options, KEY_PARAMETER) ?? '').trim();
	const [key, ...more] = kind.of(written);
	if (key === undefined || more.length > 0) {
		throw new InputError(
			KEY_FIELD,
			`must be one ${kind.words}; it is ${JSON.stringify(written)}`,
			'Correct it; nothing was sent.',
		);
	}
	refuseOtherKey(input.body, spec, kind, key);
	const { getAll, finderOf } = spec;
	const usualFinder = kind === OWN_ID ? byOwnId(getAll) : byField(getAll, kind);
	return { spec, kind, finder: finderOf?.(kind) ?? usualFinder, key, written };
}

/** Without its key, a record would be made anew each time. */
function refuseOtherKey(
	body: Record<string, unknown>,
	{ create }: UpsertSpec,
	kind: RecordKey,
	key: string,
): void {
	const given = body[kind.field];
	if (kind === OWN_ID || given === undefined || kind.of(given).includes(key)) return;
	throw new InputError(
		displayNameOf(create, kind.field),
		`lacks the ${kind.words} "${key}" by which the record is looked for: it would not be found again`,
		`Leave the field out, or give it the same as "${KEY_FIELD}"; nothing was sent.`,
	);
}

async function upsert(call: ActionCall, search: Search): Promise<IDataObject> {
	const { spec, finder, kind, key } = search;
	const records = await finder.find(call, key);
	const doubts: Doubts = await call.once(
		`upsert doubts ${spec.getAll.route} by ${kind.value}`,
		async () => new Map(),
	);
	if (doubts.has(key)) await settleDoubt(call, search, records, doubts);
	const known = choose(call, search, records.get(key) ?? []);
	return known ? await change(call, search, known) : await create(call, search, records, doubts);
}

/**
 * Looks once for what an earlier item may have created.
 * @throws NodeApiError where it isn't found: the vendor may still be at it
 */
async function settleDoubt(
	call: ActionCall,
	{ finder, kind, key }: Search,
	records: Records,
	doubts: Doubts,
): Promise<void> {
	if (doubts.get(key) === 'open') {
		doubts.set(key, 'searched');
		const found = await finder.findAnew(call, key);
		if (found) {
			records.set(key, found);
			doubts.delete(key);
			return;
		}
	}
	const words = kind === OWN_ID ? 'ID' : kind.words;
	throw apiError(call, {
		problem: `it is not known whether an earlier item created the record with the ${words} "${key}"`,
		advice: `Look for it in ${call.api.name}, then run this item again: a record that is there is changed, otherwise a new one is made.`,
	});
}

/** A record as people call it, with its ID. */
function shown({ id, description, name, descriptionReceipt }: KnownRecord): string {
	const called = [description, name, descriptionReceipt].find(
		(one) => typeof one === 'string' && one !== '',
	);
	return called === undefined ? String(id) : `${String(called)} (${String(id)})`;
}

/** The record with the key; of several, the one of the wanted shop. */
function choose(
	{ endpoint, input }: ActionCall,
	{ kind, written }: Search,
	found: KnownRecord[],
): KnownRecord | undefined {
	if (found.length < 2) return found[0];
	const shop = input.body.idSalesPoint ?? null;
	const own = found.filter(({ idSalesPoint = null }) => isSame(idSalesPoint, shop));
	if (own.length === 1) return own[0];
	const all = found.map(shown).join(', ');
	const several = `belongs to ${found.length} records: ${all}`;
	const hasShop = endpoint.fields?.some(({ property: { name } }) => name === 'idSalesPoint');
	const byShop = hasShop
		? `Give the "${displayNameOf(endpoint, 'idSalesPoint')}" of the one that you mean, or another`
		: 'Give another';
	if (kind === OWN_ID) {
		throw new InputError(
			displayNameOf(endpoint, 'externalId'),
			several,
			`${byShop} ID to the others.`,
		);
	}
	throw new InputError(
		KEY_FIELD,
		`tells not which one is meant: the ${kind.words} "${written}" ${several}`,
		`${byShop} ${kind.words} to the others; nothing was sent.`,
	);
}

async function create(
	call: ActionCall,
	{ spec, kind, key, written }: Search,
	records: Records,
	doubts: Doubts,
): Promise<IDataObject> {
	const { input } = call;
	const fields = {
		...defaults(spec.create, spec.update),
		...under(kind.field, kind.written(written)),
		...input.body,
	};
	refuseMissing(spec, fields, input, `${kind.words} "${written}"`);
	await spec.beforeCreate?.(call, kind, fields);
	const request = toRequest(call.with(call.endpoint, { ...input, body: fields }));
	const send = async () => createdId(call, shapeAnswer(call, await call.send(request)));
	const id = await send().catch((error: unknown) => {
		if (leavesOutcomeOpen(error)) doubts.set(key, 'open');
		throw error;
	});
	records.set(key, [{ ...fields, id }]);
	return { id, created: true };
}

/**
 * The ID of a record that was created.
 * @throws NodeApiError with `context.outcomeUnknown` where the answer has none
 */
export function createdId(call: Call, { id }: IDataObject): string | number {
	if (typeof id === 'number' || (typeof id === 'string' && id.trim() !== '')) return id;
	throw apiError(call, {
		problem: 'the answer holds no ID',
		advice: 'Check the address in the credential. If it is right, the API may have changed.',
		outcomeUnknown: true,
	});
}

/** Changes what differs. Other keys may have found the same record: what is known of it is kept in one place. */
async function change(
	call: ActionCall,
	{ spec: { update, getAll }, kind }: Search,
	known: KnownRecord,
): Promise<IDataObject> {
	const { endpoint, input } = call;
	const work = async (): Promise<IDataObject> => {
		refuseOtherOwner(endpoint, kind, input.body, known);
		const body = changes(endpoint, update, input.body, known, kind === OWN_ID);
		if (Object.keys(body).length > 0) {
			const path = { ...input.path, id: String(known.id) };
			const request = toRequest(call.with(update, { ...input, query: {}, path, body }));
			await call.send(request).catch((error: unknown) => {
				// Nobody knows what these fields are now: the next item sends them again.
				for (const name of Object.keys(body)) Reflect.deleteProperty(known, name);
				throw error;
			});
		}
		Object.assign(known, body);
		return { ...under('id', known.id), created: false };
	};
	return await inQueue(call, `${getAll.route} changes`, String(known.id), work);
}

/** Found by another key, a record may be somebody else's in the user's own system. */
function refuseOtherOwner(
	endpoint: Endpoint,
	kind: RecordKey,
	{ externalId: given }: Record<string, unknown>,
	{ externalId: own }: KnownRecord,
): void {
	if (kind === OWN_ID || given === undefined) return;
	const [mine] = OWN_ID.of(given);
	const [theirs] = OWN_ID.of(own);
	if (theirs === undefined || theirs === mine) return;
	throw new InputError(
		displayNameOf(endpoint, 'externalId'),
		`is "${mine}", but the record with this ${kind.words} has "${theirs}" already`,
		'Leave the field out, or look which of the two is right; nothing was sent.',
	);
}
