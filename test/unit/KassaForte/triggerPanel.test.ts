/** What the panel of the KassaForte Trigger shows for each event. */
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters } from 'n8n-workflow';
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
