/** A parameter that can't be used, whichever one of which operation: it is named, and nothing was sent. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { executeApi } from '../../../nodes/shared/run/execute';
import { isAllowed, variantOf } from '../../../nodes/shared/table/table';
import type { Api, Endpoint, Field } from '../../../nodes/shared/table/types';
import { createEngine } from '../../../nodes/shared/wire/engine';
import { hurried } from '../../support/clock/clock';
import { fakeHost } from '../../support/n8n/host';
import { nodes } from '../../support/n8n/nodes';

/** Neither a text, a number, a switch, a day nor a choice, and no list of anything that a field takes. */
const UNUSABLE = [[{}]];

const rows = nodes.flatMap(({ folder, api }) =>
	api.resources.flatMap((resource) =>
		resource.endpoints.flatMap((endpoint) =>
			api.authentications
				.filter(({ value }) => isAllowed(endpoint, value))
				.map(({ value: authentication }): [string, Api, IDataObject, Endpoint] => [
					`${folder} ${resource.value}.${endpoint.value} with ${authentication}`,
					api,
					{ authentication, resource: resource.value, operation: endpoint.value },
					variantOf(endpoint, authentication),
				]),
		),
	),
);

/** Fields that take whatever there is. */
const TAKES_ALL = new Set(['previousStatus']);

/** What may stand in fields that take no plain value. */
const OWN: Record<string, unknown> = {
	columns: { mappingMode: 'autoMapInputData', value: null },
	contactRequest: '{"name":"Maria"}',
	order: '{"name":"Maria"}',
	orderId: '20260305190412',
	attributes: [],
	attributesJson: '[]',
	posted: '[]',
	prices: [{ value: 9.9 }],
	accountsJson: '[{"use":"sale","account":"4000"}]',
	pricesJson: '[{"value":9.9}]',
	values: [{ type: 'NEUTRAL', value: 'S', position: 0 }],
	items: [{ itemId: 9, amount: 1 }],
	rows: { entry: [{ quantity: '2', price: '4.50' }] },
};

/** Something that may stand in a field. */
function usable({ name, type, options = [] }: INodeProperties): unknown {
	if (name in OWN) return OWN[name];
	const [first] = options;
	if (first && 'value' in first) return first.value;
	if (type === 'resourceLocator') return { __rl: true, mode: 'id', value: '1' };
	if (type === 'dateTime') return '2026-03-05';
	if (type === 'boolean') return false;
	return type === 'number' ? 1 : '1';
}

/** The choices with which the panel shows a field. */
const shown = ({ property }: Field): IDataObject =>
	Object.fromEntries(
		Object.entries(property.displayOptions?.show ?? {}).map(([name, values]) => [
			name.replace(/^\//, ''),
			values?.[0] as string,
		]),
	);

/** The parameters of an operation of which one can't be used, in a panel that shows it. */
function spoilt(chosen: IDataObject, { fields = [] }: Endpoint, field: Field): IDataObject {
	const { property, collection } = field;
	const needed = fields.filter(({ property, collection: within }) => property.required && !within);
	const usual = needed.filter(({ alternative }) => !alternative);
	return {
		options: {},
		returnAll: true,
		...Object.fromEntries(needed.map((other) => [other.property.name, usable(other.property)])),
		...Object.assign({}, ...[...usual, field].map(shown)),
		...(collection
			? { [collection]: { [property.name]: UNUSABLE } }
			: { [property.name]: UNUSABLE }),
		...chosen,
	} as IDataObject;
}

it.each(rows)('%s', async (_name, api, chosen, endpoint) => {
	const fields = (endpoint.fields ?? []).filter(({ property }) => !TAKES_ALL.has(property.name));
	for (const field of fields) {
		const { host, sent } = fakeHost({ parameters: [spoilt(chosen, endpoint, field)] });
		const words = await executeApi(host, api, createEngine(hurried())).then(
			() => 'no error',
			(error: Error) => error.message,
		);
		const { displayName } = field.property;
		expect({ displayName, words, sent }).toEqual({
			displayName,
			words: expect.stringContaining(`"${displayName}"`),
			sent: [],
		});
	}
});
