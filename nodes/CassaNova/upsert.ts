/** "Create or update" by the key that a record has in the user's own system. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../shared/errors';
import { body } from '../shared/fields';
import { toRequest } from '../shared/run';
import type { ApiRequest, Call, Endpoint, Field } from '../shared/types';
import { externalId } from './fields';

type Records = Map<string, IDataObject>;

/**
 * Makes the operation out of the three that it consists of. The lists can't be filtered by
 * `externalId`: one reading per execution serves all items.
 * @param one the record's name in sentences
 */
export function createOrUpdate(
	one: string,
	create: Endpoint,
	getAll: Endpoint,
	update: Endpoint,
): Endpoint {
	const key: Field = body({ ...externalId, required: true });
	const others = (create.fields ?? []).filter(({ property }) => property.name !== 'externalId');
	return {
		...create,
		name: 'Create or Update',
		value: 'createOrUpdate',
		action: `Create or update ${one}`,
		description: `Change the ${one} that has your own ID, or create it if there is none`,
		fields: [key, ...others],
		run: async (call) => [await inTurn(call, getAll, update)],
	};
}

/** Items with the same key wait for each other: the second one finds what the first one created. */
async function inTurn(call: Call, getAll: Endpoint, update: Endpoint): Promise<IDataObject> {
	const key = String(call.input.body.externalId);
	const turns = await call.once('upsert turns', async () => new Map<string, Promise<unknown>>());
	const before = turns.get(key) ?? Promise.resolve();
	const mine = before.then(
		async () => await upsert(call, getAll, update, key),
		async () => await upsert(call, getAll, update, key),
	);
	turns.set(key, mine);
	return await mine;
}

async function upsert(
	call: Call,
	getAll: Endpoint,
	update: Endpoint,
	key: string,
): Promise<IDataObject> {
	const records = await call.once(
		`upsert ${getAll.route}`,
		async () => await readKeys(call, getAll),
	);
	const known = records.get(key);
	if (known === undefined) {
		const { id } = (await call.send(toRequest(call))) as IDataObject;
		records.set(key, { ...(call.input.body as IDataObject), id });
		return { id, created: true };
	}
	const request = toUpdate(call, update, known);
	if (request.body) await call.send(request);
	records.set(key, { ...known, ...(request.body as IDataObject) });
	return { id: known.id, created: false };
}

async function readKeys(call: Call, getAll: Endpoint): Promise<Records> {
	const records = (await call.readAll(getAll)) as IDataObject[];
	return new Map(
		records
			.filter((record) => typeof record.externalId === 'string' && record.externalId !== '')
			.map((record) => [String(record.externalId), record]),
	);
}

/**
 * What of a new record's fields an edit takes.
 * @throws InputError for a field that an edit doesn't take and that differs from the record
 */
function toUpdate(call: Call, update: Endpoint, known: IDataObject): ApiRequest {
	const taken = new Set((update.fields ?? []).map(({ as, property }) => as ?? property.name));
	const body = Object.fromEntries(
		Object.entries(call.input.body).filter(([name, value]) => {
			if (taken.has(name)) return name !== 'externalId';
			const current = known[name] ?? null;
			if (isSame(current, value)) return false;
			const words = current === null ? 'empty' : JSON.stringify(current);
			throw new InputError(
				displayNameOf(call.endpoint, name),
				`can't be changed on a record that exists: it is ${words}, not ${JSON.stringify(value)}`,
				'Give the value that the record has, or leave the field out.',
			);
		}),
	);
	const [method, path = ''] = update.route.split(' ') as [ApiRequest['method'], string];
	return {
		method,
		path: path.replace('{id}', encodeURIComponent(String(known.id))),
		...(Object.keys(body).length === 0 ? {} : { body }),
	};
}

/** A decimal may come as a number or as text: 22, "22" and "22.00" are the same. */
function isSame(current: unknown, value: unknown): boolean {
	if (typeof value === 'number' && typeof current === 'string') return Number(current) === value;
	return JSON.stringify(current) === JSON.stringify(value);
}

function displayNameOf({ fields = [] }: Endpoint, name: string): string {
	return (
		fields.find(({ as, property }) => (as ?? property.name) === name)?.property.displayName ?? name
	);
}
