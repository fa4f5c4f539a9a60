/** Where products and categories are sold: switches and the list of places read alike, and one notice explains. */
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { nodes } from '../../../support/n8n/nodes';

const description = nodes.find(({ folder }) => folder === 'CassaNova')?.description;
if (!description) throw new Error('there is no such node');

const shown = (resource: string, operation: string, saved: INodeParameters = {}) => {
	const parameters = NodeHelpers.getNodeParameters(
		description.properties,
		{ resource, operation, ...saved },
		true,
		true,
		null,
		description,
	);
	return description.properties.filter((property) =>
		NodeHelpers.displayParameter({ ...parameters }, property, null, description),
	);
};

const PLACES = [
	'CassaNova App',
	'Kiosk',
	'Mobile Web Shop',
	'Restaurant',
	'Self-Order Menu',
	'Web Shop',
];

describe.each(['product', 'category'])('%s', (resource) => {
	it('offers the places in Create', () => {
		const list = shown(resource, 'create').find(({ name }) => name === 'soldIn');
		expect(list?.options?.map(({ name }) => name)).toEqual(PLACES);
	});

	it.each([
		['update', 'updateFields'],
		['createOrUpdate', 'additionalFields'],
	])('offers a switch for each of them, side by side, in %s', (operation, collection) => {
		const fields = shown(resource, operation).find(({ name }) => name === collection);
		const labels = (fields?.options as INodeProperties[]).map(({ displayName }) => displayName);
		const first = labels.indexOf('Sold In: CassaNova App');
		expect(labels.slice(first, first + 6)).toEqual(PLACES.map((place) => `Sold In: ${place}`));
	});

	const noticesOf = (saved: INodeParameters) =>
		shown(resource, 'create', saved)
			.filter(({ type }) => type === 'notice')
			.map(({ displayName }) => displayName);

	it.each<[string, INodeParameters, string[]]>([
		['nothing was switched', {}, []],
		['what is usual was saved', { enableForSale: true, enableForKiosk: false }, []],
		['one was switched on', { enableForRisto: true }, ['"Restaurant" is on, for one']],
		[
			'the usual one was switched off',
			{ enableForSale: false },
			['"CassaNova App" is off, for one'],
		],
		['the last one was switched on', { enableForKiosk: true }, ['"Kiosk" is on)']],
		[
			'three were switched',
			{ enableForKiosk: true, enableForRisto: true, enableForECommerce: true },
			['"Restaurant" is on, for one'],
		],
		[
			'all were switched',
			{
				enableForSale: false,
				enableForRisto: true,
				enableForECommerce: true,
				enableForMobileCommerce: true,
				enableForSelfOrderMenu: true,
				enableForKiosk: true,
			},
			['"CassaNova App" is off, for one'],
		],
	])('has one notice at most: %s', (_what, saved, words) => {
		expect(noticesOf(saved)).toEqual(words.map((part) => expect.stringContaining(part)));
	});
});
