/** Names that triggers keep between polls: for ten minutes, and no more of them than there is room for. */
import { KEPT_MS, namesOf } from '../../../../nodes/shared/run/keptNames';
import type { Names } from '../../../../nodes/shared/run/keptNames';
import type { Call } from '../../../../nodes/shared/table/types';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';

let now: number;
let memory: ProcessMemory;
let asked: string[][];
let names: Record<string, string>;
beforeEach(() => {
	now = 1_000_000;
	memory = new ProcessMemory();
	asked = [];
	names = { a: 'Alpha', b: 'Beta' };
});

const callOf = (keepsNames: boolean, apiKey = 'key') =>
	({
		keepsNames,
		memory,
		now: () => now,
		host: { getNode: () => ({ credentials: {} }) },
		authentication: { credential: 'cassaNovaApi' },
		credentials: { apiKey },
	}) as unknown as Call;

async function look(ids: string[], call = callOf(true)): Promise<Array<string | null | undefined>> {
	const found = await namesOf(call, 'shops', ids, async (missing) => {
		asked.push(missing);
		const known = missing.filter((id) => names[id] !== undefined);
		return await Promise.resolve(
			new Map(known.map((id): [string, Names] => [id, { name: names[id] ?? null }])),
		);
	});
	return ids.map((id) => found.get(id)?.name);
}

it('are read once in ten minutes, and each that is not known yet', async () => {
	expect(await look(['a', 'a'])).toEqual(['Alpha', 'Alpha']);
	expect(await look(['a', 'b'])).toEqual(['Alpha', 'Beta']);
	expect(await look(['b', 'a'])).toEqual(['Beta', 'Alpha']);
	expect(asked).toEqual([['a'], ['b']]);
});

it('show a new name after that', async () => {
	await look(['a']);
	names.a = 'Alpha 2';
	now += KEPT_MS - 1;
	expect(await look(['a'])).toEqual(['Alpha']);
	now += 1;
	expect(await look(['a'])).toEqual(['Alpha 2']);
});

it('are read anew where the clock was set back', async () => {
	await look(['a']);
	now -= 1;
	await look(['a']);
	expect(asked).toHaveLength(2);
});

it('that nobody has are not asked for again and again', async () => {
	expect(await look(['x'])).toEqual([undefined]);
	expect(await look(['x'])).toEqual([undefined]);
	expect(asked).toEqual([['x']]);
});

it('are those of one account', async () => {
	await look(['a']);
	names.a = 'Another';
	expect(await look(['a'], callOf(true, 'other'))).toEqual(['Another']);
});

it('are read each time outside of polls', async () => {
	await look(['a'], callOf(false));
	await look(['a'], callOf(false));
	expect(asked).toHaveLength(2);
});

it('that could not be read are not kept', async () => {
	const failing = async () => await Promise.reject(new Error('down'));
	await expect(namesOf(callOf(true), 'shops', ['a'], failing)).rejects.toThrow('down');
	expect(await look(['a'])).toEqual(['Alpha']);
});
