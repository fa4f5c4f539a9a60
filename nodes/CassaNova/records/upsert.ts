/** "Create or update" by the key that a record has in the user's own system. */
import type { IDataObject } from 'n8n-workflow';
import { apiError, leavesOutcomeOpen } from '../../shared/wire/errors';
import { InputError } from '../../shared/table/inputError';
import { body } from '../../shared/table/fields';
import { shapeAnswer } from '../../shared/run/output';
import { toRequest } from '../../shared/run/run';
import type { Call, Endpoint, Field } from '../../shared/table/types';
import { externalId, keyText } from '../fields';
import { readAgain, recordsWith } from './keys';
import type { KnownRecord, Records } from './keys';
import { inQueue } from './queue';
import { changes, defaults, displayNameOf, isSame, offered } from './upsertFields';
import { under } from '../../shared/values/records';
import { partsOfRoute } from '../../shared/table/table';

/** The three operations that it consists of. */
interface Parts {
	create: Endpoint;
	getAll: Endpoint;
	update: Endpoint;
}

/** Keys whose record may have been created by an item that failed, and what is known of them. */
type Doubts = Map<string, 'open' | 'searched'>;

/**
 * Makes the operation out of the three that it consists of.
 * @param one the record's name in sentences
 */
export function createOrUpdate(
	one: string,
	create: Endpoint,
	getAll: Endpoint,
	update: Endpoint,
): Endpoint {
	const hint = `The ${one} with this ID is changed; where there is none, it is created`;
	const key: Field = body({ ...externalId, required: true, hint }, { schema: () => keyText });
	const others = offered(create, update).filter(({ property }) => property.name !== 'externalId');
	return {
		...create,
		name: 'Create or Update',
		value: 'createOrUpdate',
		action: `Create or update ${one}`,
		description: `Change the ${one} that has your own ID, or create it if there is none`,
		fields: [key, ...others],
		// The second of two items with one key finds what the first one has created.
		run: async (call) => {
			const own = String(call.input.body.externalId);
			const parts = { create, getAll, update };
			return [await inQueue(call, getAll.route, own, async () => await upsert(call, parts, own))];
		},
	};
}

async function upsert(call: Call, parts: Parts, key: string): Promise<IDataObject> {
	const { route } = parts.getAll;
	const records = await recordsWith(call, parts.getAll, key);
	const doubts: Doubts = await call.once(`upsert doubts ${route}`, async () => new Map());
	if (doubts.has(key)) await settleDoubt(call, parts.getAll, key, records, doubts);
	const known = choose(call, records.get(key) ?? []);
	return known
		? await change(call, parts.update, key, known, records)
		: await create(call, parts, key, records, doubts);
}

/**
 * Looks once for what an earlier item may have created.
 * @throws NodeApiError where it isn't found: the vendor may still be at it
 */
async function settleDoubt(
	call: Call,
	getAll: Endpoint,
	key: string,
	records: Records,
	doubts: Doubts,
): Promise<void> {
	if (doubts.get(key) === 'open') {
		doubts.set(key, 'searched');
		const found = await readAgain(call, getAll, key);
		if (found) {
			records.set(key, found);
			doubts.delete(key);
			return;
		}
	}
	throw apiError(call, {
		problem: `it is not known whether an earlier item created the record with the ID "${key}"`,
		advice: `Look for it in ${call.api.name}, then run this item again: a record that is there is changed, otherwise a new one is made.`,
	});
}

/** The record with the key; of several, the one of the wanted shop. */
function choose({ endpoint, input }: Call, found: KnownRecord[]): KnownRecord | undefined {
	if (found.length < 2) return found[0];
	const shop = input.body.idSalesPoint ?? null;
	const own = found.filter(({ idSalesPoint = null }) => isSame(idSalesPoint, shop));
	if (own.length === 1) return own[0];
	const ids = found.map(({ id }) => String(id)).join(', ');
	throw new InputError(
		displayNameOf(endpoint, 'externalId'),
		`belongs to ${found.length} records: ${ids}`,
		`Give the "${displayNameOf(endpoint, 'idSalesPoint')}" of the one that you mean, or another ID to the others.`,
	);
}

async function create(
	call: Call,
	parts: Parts,
	key: string,
	records: Records,
	doubts: Doubts,
): Promise<IDataObject> {
	const { input } = call;
	const fields = { ...defaults(parts.create, parts.update), ...input.body };
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

async function change(
	call: Call,
	update: Endpoint,
	key: string,
	known: KnownRecord,
	records: Records,
): Promise<IDataObject> {
	const { endpoint, input } = call;
	const body = changes(endpoint, update, input.body, known);
	const keep = (fields: KnownRecord) =>
		records.set(key, records.get(key)?.map((one) => (one === known ? fields : one)) ?? []);
	if (Object.keys(body).length > 0) {
		const { method, path } = partsOfRoute(update);
		const filled = path.replace('{id}', encodeURIComponent(String(known.id)));
		await call.send({ method, path: filled, body }).catch((error: unknown) => {
			// Nobody knows what these fields are now: the next item sends them again.
			keep(Object.fromEntries(Object.entries(known).filter(([name]) => !(name in body))));
			throw error;
		});
	}
	keep({ ...known, ...body });
	return { ...under('id', known.id), created: false };
}
