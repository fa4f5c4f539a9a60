/** "Create or Update" of what is there already, in whatever form CassaNova shows it: nothing is sent. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

/** IDs of what records refer to. */
interface Known {
	idTax: string;
	idDepartment: string;
	idCategory: string;
	idOrganization: string;
	idSalesMode: string;
	idOption: string;
	idValues: string[];
}

async function readKnown(): Promise<Known> {
	const firstOf = async (resource: string) => (await kit.records(resource))[0] ?? {};
	const option = await firstOf('option');
	return {
		idTax: String((await firstOf('tax')).id),
		idDepartment: String((await firstOf('department')).id),
		idCategory: String((await firstOf('category')).id),
		idOrganization: String((await firstOf('organization')).id),
		idSalesMode: String((await firstOf('salesMode')).id),
		idOption: String(option.id),
		idValues: (option.values as IDataObject[]).map(({ id }) => String(id)),
	};
}

/** A number may come from a spreadsheet, where it is text. */
const FROM_A_SHEET = '22.00';

/** Keys in another order than the panel's, and what is meant to be absent as null. */
const modifiersOf = ({ idOption, idValues }: Known) =>
	JSON.stringify([
		{
			position: 2,
			values: [
				{ price: 0.5, idValue: idValues[0], percentagePrice: null },
				{ percentagePrice: -12.5, idValue: idValues[1] },
			],
			idOption,
		},
	]);

const CASES: Array<[resource: string, parameters: (known: Known) => IDataObject]> = [
	['tax', () => ({ description: 'IVA', rate: FROM_A_SHEET })],
	[
		'department',
		({ idTax }) => ({
			description: 'Bar',
			descriptionLabel: 'Bar',
			descriptionReceipt: 'BAR',
			idTax: byId(idTax),
			additionalFields: { amountLimit: 50, color: 'e8864a' },
		}),
	],
	[
		'option',
		() => ({
			description: 'Size',
			values: {
				entry: [
					{ type: 'NEUTRAL', value: 'S', position: 0, externalId: 'size-s' },
					{ type: 'NEUTRAL', value: 'L', position: 1 },
				],
			},
		}),
	],
	[
		'category',
		(known) => ({
			description: 'Pizza',
			defineUsing: 'json',
			additionalFields: { enableForKiosk: true, modifiersJson: modifiersOf(known) },
		}),
	],
	[
		'customer',
		({ idOrganization }) => ({
			name: 'Ada',
			dateOfBirth: '1980-05-17',
			gender: 'FEMALE',
			address: 'Via Roma 1',
			city: 'Roma',
			zipcode: '00100',
			district: 'RM',
			additionalFields: { note: 'n', idOrganization: byId(idOrganization) },
		}),
	],
	['supplier', () => ({ name: 'Torrefazione', vatNumber: '01234567890' })],
	[
		'product',
		({ idSalesMode, idDepartment, idCategory, ...known }) => ({
			description: 'Lungo',
			descriptionLabel: 'Lungo',
			descriptionExtended: 'Caffè lungo',
			descriptionReceipt: 'LUNGO',
			internalId: 'P/9',
			idDepartment: byId(idDepartment),
			idCategory: byId(idCategory),
			multivariant: false,
			defineUsing: 'json',
			pricesJson: JSON.stringify([
				{ idSalesPoint: null, value: '22.00', idSalesMode: null },
				{ value: 8.55, idSalesPoint: 4711, idSalesMode },
			]),
			additionalFields: {
				barcodesJson: '[{"salable":true,"value":"8012345678901","format":"EAN13"}]',
				modifiersJson: modifiersOf({ idSalesMode, idDepartment, idCategory, ...known }),
				tags: 'a, b',
				defaultTare: 12,
			},
		}),
	],
	[
		'product',
		({ idDepartment, idCategory, idOption, idValues }) => ({
			description: 'Shirt',
			descriptionLabel: 'Shirt',
			descriptionExtended: 'Shirt',
			idDepartment: byId(idDepartment),
			idCategory: byId(idCategory),
			multivariant: true,
			prices: { entry: [{ value: '19.90' }] },
			attributes: {
				entry: [
					{
						idOption,
						position: 0,
						values: { entry: idValues.map((idValue) => ({ idValue })) },
					},
				],
			},
		}),
	],
];

describe.each(CASES)('%s', (resource, parameters) => {
	it('is sent once, and not again while nothing differs', async () => {
		const fields = parameters(await readKnown());
		const upsert = async (changes: IDataObject = {}) => {
			await kit.bench.mark();
			const { jsons, words } = await kit.run(`${resource}.createOrUpdate`, {
				...fields,
				externalId: 'own/9',
				...changes,
			} as INodeParameters);
			expect(words).toBe('');
			const writes = (await kit.bench.log()).filter(({ method }) => method !== 'GET');
			return { jsons, writes: writes.map(({ method, body }) => [method, body]) };
		};
		const { jsons, writes } = await upsert();
		expect(writes).toMatchObject([['POST', { externalId: 'own/9' }]]);
		const unchanged = { jsons: [{ id: jsons[0]?.id, created: false }], writes: [] };
		expect(await upsert()).toEqual(unchanged);
		await kit.bench.control('config', {
			cassaNovaRecordForm: 'otherwise',
			cassaNovaTimestamps: 'string',
		});
		expect(await upsert()).toEqual(unchanged);

		// What differs is sent, and nothing else of the record.
		const name = 'description' in fields ? 'description' : 'name';
		expect((await upsert({ [name]: 'Another' })).writes).toEqual([['PUT', { [name]: 'Another' }]]);
	});
});

it('a value more in a list is sent with the whole list', async () => {
	const value = (name: string, position: number) => ({ type: 'NEUTRAL', value: name, position });
	const upsert = async (values: IDataObject[]) =>
		await kit.run('option.createOrUpdate', {
			externalId: 'own/9',
			description: 'Size',
			values: { entry: values },
		} as INodeParameters);
	await upsert([value('S', 0)]);
	await kit.bench.mark();
	await upsert([value('S', 0), value('L', 1)]);
	const [, put] = await kit.bench.log();
	expect(put).toMatchObject({ method: 'PUT', body: { values: [value('S', 0), value('L', 1)] } });
});
