// Reads off the built nodes what they offer, so that no operation can be left out of the tests.

import type {
	INodeCredentialDescription,
	INodeProperties,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { loadPackage } from '../../engine/package-types.mts';

export interface DescribedNode {
	/** Full type name. */
	type: string;
	/** Node's name without the package. */
	name: string;
	/** Name that people read. */
	displayName: string;
	version: number;
	isTrigger: boolean;
	/** For action nodes: every resource with its operations. */
	operations: Array<{ resource: string; operation: string }>;
	/** For triggers: every event. */
	events: string[];
	/** What n8n's node creator has to list: the sentence of each operation or event. */
	actions: string[];
	credentials: INodeCredentialDescription[];
}

const choices = (property: INodeProperties | undefined): INodePropertyOptions[] =>
	(property?.options ?? []) as INodePropertyOptions[];

const values = (property: INodeProperties | undefined): string[] =>
	choices(property).map(({ value }) => String(value));

/** An only event is hidden from the panel, where it is the default. */
const eventsOf = (property: INodeProperties | undefined): string[] =>
	property?.type === 'hidden' ? [String(property.default)] : values(property);

function describe(type: string, description: INodeTypeDescription): DescribedNode {
	const named = (name: string) =>
		description.properties.filter((property) => property.name === name);
	const versions = [description.version].flat();
	return {
		type,
		name: description.name,
		displayName: description.displayName,
		version: Math.max(...versions),
		isTrigger: description.group.includes('trigger'),
		operations: named('resource')
			.flatMap(values)
			.flatMap((resource) =>
				named('operation')
					.filter((property) => property.displayOptions?.show?.resource?.includes(resource) ?? true)
					.flatMap((property) => values(property).map((operation) => ({ resource, operation }))),
			),
		events: eventsOf(named('event')[0]),
		actions: [...named('operation'), ...named('event')]
			.flatMap(choices)
			.flatMap(({ action }) => action ?? []),
		credentials: description.credentials ?? [],
	};
}

/** All nodes of the built package. */
export function describedNodes(packageName: string): DescribedNode[] {
	const { nodes } = loadPackage('dist');
	return [...nodes]
		.filter(([type]) => type.startsWith(`${packageName}.`))
		.map(([type, node]) => {
			const latest = 'nodeVersions' in node ? node.getNodeType() : node;
			return describe(type, latest.description);
		});
}

/**
 * The credential that a node asks for with these parameters.
 * @returns the type's name, or undefined when it asks for none.
 */
export function credentialFor(
	node: DescribedNode,
	parameters: Record<string, unknown>,
): string | undefined {
	const fits = node.credentials.find(({ displayOptions }) => {
		const wanted = displayOptions?.show?.authentication;
		if (wanted === undefined) return true;
		const { authentication } = parameters;
		return authentication === undefined || wanted.includes(authentication as string);
	});
	return fits?.name;
}
