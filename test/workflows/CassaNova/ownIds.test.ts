/** Products by the user's own IDs through n8n's engine: asked for one by one where CassaNova can be, never made twice. */
import type { IDataObject } from 'n8n-workflow';
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

/** A product's parameters, by the IDs of the sandbox's records. */
async function parameters(): Promise<IDataObject> {
	const [product] = await kit.records('product', { filters: { multiVariant: false } });
	return {
		description: '={{ $json.description }}',
		descriptionLabel: 'x',
		descriptionExtended: 'x',
		descriptionReceipt: 'X',
		internalId: 'x',
		idDepartment: { __rl: true, mode: 'id', value: product?.idDepartment },
		idCategory: { __rl: true, mode: 'id', value: product?.idCategory },
		multivariant: false,
		prices: { entry: [{ value: 1.5 }] },
		externalId: '={{ $json.key }}',
		// What has the same codes is looked for otherwise: all of these have the same.
		options: { ifCodesExist: 'create' },
	};
}

const upsert = async (keys: string[], description = 'one') => {
	const items = keys.map((key) => ({ key, description }));
	const fields = (await parameters()) as never;
	await kit.bench.mark();
	const { jsons, words } = await kit.run('product.createOrUpdate', fields, { items });
	expect(words).toBe('');
	const sent = (await kit.bench.sent()).map((one) => decodeURIComponent(one));
	return {
		created: jsons.map(({ created }) => created),
		asked: sent.filter((one) => one.includes('externalId')),
		read: sent.filter((one) => one.startsWith('GET') && !one.includes('externalId')),
		writes: sent.filter((one) => !one.startsWith('GET')).map((one) => one.split(' ')[0]),
	};
};

const named = (count: number, prefix: string) =>
	Array.from({ length: count }, (_none, index) => `${prefix}-${index}`);

it('asks for each by itself once the account has shown that it can be asked', async () => {
	expect((await upsert(['own-1'])).created).toEqual([true]);
	// Proves the filter, in whichever of the two ways.
	await upsert(['own-1']);
	const known = await upsert(['own-1', 'own-2'], 'two');
	expect(known.created).toEqual([false, true]);
	expect(known.read).toEqual([]);
	expect(known.asked).toHaveLength(2);
	expect(known.writes.sort()).toEqual(['POST', 'PUT']);
});

it('reads the list once where there are many', async () => {
	await upsert(['many-0']);
	await upsert(['many-0']);
	const many = await upsert(named(30, 'many'));
	expect(many.created).toEqual([false, ...Array<boolean>(29).fill(true)]);
	expect(many.asked).toHaveLength(20);
	expect(many.read.length).toBeGreaterThan(0);
	expect(new Set(many.read).size).toBe(many.read.length);
	const again = await upsert(named(30, 'many'));
	expect(again.created).toEqual(Array<boolean>(30).fill(false));
	expect(again.writes).toEqual([]);
});

it.each(['ignored', 'refused'])('reads the list once where the filter is %s', async (how) => {
	await upsert(['other-1']);
	await kit.bench.control('config', { cassaNovaNewerFilters: how });
	const first = await upsert(['other-1', 'other-2']);
	expect(first.created).toEqual([false, true]);
	const second = await upsert(['other-1', 'other-2', 'other-3']);
	expect(second.created).toEqual([false, false, true]);
	expect(second.asked).toEqual([]);
	expect(new Set(second.read).size).toBe(second.read.length);
});
