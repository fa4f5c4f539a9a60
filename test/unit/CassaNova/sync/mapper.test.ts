/** What n8n's mapper offers for each kind of records that can be synced from a list. */
import type { ResourceMapperFields } from 'n8n-workflow';
import { syncColumns } from '../../../../nodes/CassaNova/catalog/operations';

const kinds: Array<[string, () => Promise<ResourceMapperFields>]> = Object.entries(syncColumns);

describe.each(kinds)('%s', (_name, method) => {
	it('has each column once, under a name that no other one has', async () => {
		const { fields } = await method();
		const ids = fields.map(({ id }) => id);
		const labels = fields.map(({ displayName }) => displayName);
		expect(new Set(ids).size).toBe(ids.length);
		expect(new Set(labels).size).toBe(labels.length);
	});

	it('chooses one column to match on beforehand, which can be used for it', async () => {
		const { fields } = await method();
		const chosen = fields.filter(({ defaultMatch }) => defaultMatch);
		expect(chosen).toHaveLength(1);
		expect(chosen[0]?.canBeUsedToMatch).toBe(true);
		expect(chosen[0]?.removed).toBe(false);
	});

	it('has no switch, which would be off where nobody has touched it', async () => {
		const { fields } = await method();
		for (const { type } of fields) expect(['string', 'options']).toContain(type);
		const choices = fields.filter(({ type }) => type === 'options');
		for (const { options = [] } of choices) expect(options.length).toBeGreaterThan(1);
	});
});

it('offers the keys that tell records, and nothing else, to match on', async () => {
	const matched = await Promise.all(
		kinds.map(async ([, method]) => {
			const { fields } = await method();
			return fields.filter(({ canBeUsedToMatch }) => canBeUsedToMatch).map(({ id }) => id);
		}),
	);
	expect(matched).toEqual([
		['id', 'description', 'externalId'],
		['id', 'email', 'fiscalCode', 'vatNumber', 'externalId'],
		['id', 'internalId', 'externalId', 'barcodes'],
		['internalId', 'barcodes', 'externalId', 'id'],
		['id', 'vatNumber', 'email', 'externalId'],
	]);
});

it('shows what a new product needs and what can be matched on, and leaves all else to be added', async () => {
	const { fields } = await syncColumns.getProductColumns();
	const shown = fields.filter(({ removed }) => removed !== true).map(({ id }) => id);
	expect(shown).toEqual([
		...['id', 'description', 'idDepartment', 'idCategory', 'internalId', 'externalId'],
		...['barcodes', 'price'],
	]);
});
