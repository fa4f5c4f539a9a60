// Finds the node and credential classes that package.json lists, in the sources or in dist/.

import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { readFileSync } from 'node:fs';
import type { ICredentialType, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { inRoot } from '../lib/paths.mts';
import { workflowModule } from './n8n.mts';
import { registerSourceHook } from './source-hook.mts';
import { standInCredentials, standInNodes } from './stand-ins.mts';

export interface PackageTypes {
	nodes: Map<string, INodeType | IVersionedNodeType>;
	credentials: Map<string, ICredentialType>;
}

const require = createRequire(import.meta.url);
const loaded = new Map<string, PackageTypes>();

/** Loads one of the package's own files from the sources. */
export function loadSource(file: string): unknown {
	registerSourceHook();
	return require(inRoot(file));
}

/** Loads the class whose name is the file's name up to the first dot, as n8n does. */
function instance<T>(path: string, from: 'source' | 'dist'): T {
	const file = from === 'dist' ? path : path.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	const className = basename(file).split('.')[0] as string;
	const loadedModule = require(inRoot(file)) as Record<string, new () => T>;
	const Type = loadedModule[className];
	if (Type === undefined) throw new Error(`${file} exports no class ${className}`);
	return new Type();
}

/**
 * All node types and credential types there are: the package's own (nodes as
 * `n8n-nodes-kassa.<name>`) and the stand-ins for n8n's.
 */
export function loadPackage(from: 'source' | 'dist'): PackageTypes {
	const known = loaded.get(from);
	if (known !== undefined) return known;
	if (from === 'source') registerSourceHook();
	const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as {
		name: string;
		n8n: { nodes: string[]; credentials: string[] };
	};
	const types: PackageTypes = {
		nodes: new Map(Object.entries(standInNodes)),
		credentials: new Map(),
	};
	for (const path of manifest.n8n.nodes) {
		const node = instance<INodeType | IVersionedNodeType>(path, from);
		types.nodes.set(`${manifest.name}.${node.description.name}`, node);
	}
	for (const credential of [
		...standInCredentials,
		...manifest.n8n.credentials.map((path) => instance<ICredentialType>(path, from)),
	]) {
		types.credentials.set(credential.name, credential);
	}
	loaded.set(from, types);
	return types;
}

/**
 * The lookup that n8n's engine asks for node types. Reports to `onUnpaired` each output item of our
 * nodes that has no `pairedItem`, before the engine fills in what it can guess.
 */
export function nodeTypesOf(
	types: PackageTypes,
	onUnpaired: (nodeName: string, output: number, item: number) => void,
): INodeTypes {
	const watched = new Map<INodeType, INodeType>();
	const watch = (node: INodeType): INodeType => {
		const { execute } = node;
		if (execute === undefined) return node;
		const copy = Object.create(node) as INodeType;
		copy.execute = async function (...args) {
			const result = await execute.apply(this, args);
			if (Array.isArray(result)) {
				result.forEach((items, output) =>
					items?.forEach((item, index) => {
						if (item.pairedItem === undefined) onUnpaired(this.getNode().name, output, index);
					}),
				);
			}
			return result;
		};
		return copy;
	};
	const byName = (name: string) => {
		const node = types.nodes.get(name);
		if (node === undefined) {
			throw new Error(
				`The engine knows no node type "${name}". It has: ${[...types.nodes.keys()].join(', ')}`,
			);
		}
		return node;
	};
	return {
		getByName: byName,
		getByNameAndVersion(name, version) {
			const node = workflowModule.NodeHelpers.getVersionedNodeType(byName(name), version);
			if (name in standInNodes) return node;
			const copy = watched.get(node) ?? watch(node);
			watched.set(node, copy);
			return copy;
		},
		getKnownTypes: () => ({}),
	};
}
