/** What saved workflows hold of the KassaForte Trigger, and when the panel shows what. */
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { KassaForteTrigger } from '../../../nodes/KassaForte/KassaForteTrigger.node';

const { description } = new KassaForteTrigger();
const { properties } = description;

/** Names of the parameters that the panel shows. */
function shown(parameters: INodeParameters): string[] {
	const node = { parameters, typeVersion: 1 } as INode;
	return properties
		.filter((property) =>
			NodeHelpers.displayParameter(parameters, property, node, description, parameters),
		)
		.map(({ name }) => name);
}

const values = (name: string) =>
	(
		(properties.find((property) => property.name === name)?.options ?? []) as INodePropertyOptions[]
	).map(({ value }) => value);
const optionNames = (event: string) =>
	(
		(properties.find(
			({ name, displayOptions }) =>
				name === 'options' && (displayOptions?.show?.event ?? [event]).includes(event),
		)?.options ?? []) as INodeProperties[]
	).map(({ name }) => name);

it('has names and values that never change: saved workflows hold them', () => {
	expect(description.name).toBe('kassaForteTrigger');
	expect(description.credentials).toEqual([{ name: 'kassaForteApi', required: true }]);
	expect(values('event')).toEqual(['orderStatusChanged', 'shopInfoChanged']);
	expect(values('watch')).toEqual(['everything', 'paths']);
	expect(values('fetchWithIt')).toEqual(['deliveryCosts', 'menu', 'openHours']);
	expect(optionNames('orderStatusChanged')).toEqual(['anyChange', 'tellFirst', 'maxAge']);
});

it('shows for each event what it needs, and nothing else', () => {
	expect(shown({ event: 'orderStatusChanged' })).toEqual([
		'event',
		'orderIds',
		'statusPath',
		'finalStatuses',
		'options',
	]);
	expect(shown({ event: 'shopInfoChanged', watch: 'everything' })).toEqual([
		'event',
		'watch',
		'fetchWithIt',
	]);
	expect(shown({ event: 'shopInfoChanged', watch: 'paths' })).toEqual([
		'event',
		'watch',
		'paths',
		'fetchWithIt',
	]);
});

it('explains everything in the panel', () => {
	for (const { name, description: words, type } of properties) {
		if (type !== 'collection' && name !== 'event') expect(words).toMatch(/^[A-Z].*\w/);
	}
	const options = properties.flatMap(({ options: inner = [] }) => inner as INodeProperties[]);
	expect(options.filter((one) => 'type' in one && !one.description)).toEqual([]);
});
