/** Follows `$ref` inside one OpenAPI document. */

/** Any object of an OpenAPI document. */
export type Node = Record<string, unknown>;

/** The object itself, or what its `#/…` reference points to, however many steps away. */
export function dereference(document: Node, node: unknown): Node {
	const { $ref } = node as Node;
	if (typeof $ref !== 'string') return node as Node;
	let target: unknown = document;
	for (const key of $ref.replace(/^#\//, '').split('/')) target = (target as Node)[key];
	return dereference(document, target);
}
