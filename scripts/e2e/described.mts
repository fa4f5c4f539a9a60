// Reads off the built nodes what they offer, so that no operation can be left out of the tests.

import type {
	INodeCredentialDescription,
	INodeProperties,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { loadPackage } from '../engine/package-types.mts';

export interface DescribedNode {
	/** Full type name. */
	type: string;
	/** Node's name without the package. */
	name: string;
	version: number;
	isTrigger: boolean;
	/** For action nodes: every resource with its operations. */
	operations: Array<{ resource: string; operation: string }>;
	/** For triggers: every event. */
	events: string[];
	credentials: INodeCredentialDescription[];
}

const values = (property: INodeProperties | undefined): string[] =>
	((property?.options ?? []) as INodePropertyOptions[]).map(({ value }) => String(value));

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
