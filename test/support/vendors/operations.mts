/** The sandbox's OpenAPI files as flat lists of operations, for the comparison with the nodes' tables. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { DescribedOperation, DescribedValue } from './operation.ts';

type Node = Record<string, unknown>;

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'sandbox', 'openapi');
const METHODS = ['get', 'post', 'put', 'delete', 'patch'];

/** The node that a reference leads to, through any number of references. */
function resolve(document: Node, node: unknown): Node {
	let found = (node ?? {}) as Node;
	while (typeof found.$ref === 'string') {
		const steps = found.$ref.replace(/^#\//, '').split('/');
		found = steps.reduce<Node>((place, step) => place[step] as Node, document);
	}
	return found;
}

/** Properties and required names of an object schema, `allOf` parts included. */
function members(document: Node, schemaNode: unknown): { properties: Node; required: string[] } {
	const schema = resolve(document, schemaNode);
	const parts = ((schema.allOf ?? []) as unknown[]).map((part) => members(document, part));
	return {
		properties: Object.assign({}, ...parts.map(({ properties }) => properties), schema.properties),
		required: [
			...parts.flatMap(({ required }) => required),
			...((schema.required as string[] | undefined) ?? []),
		],
	};
}

function describe(document: Node, name: string, required: boolean, node: unknown): DescribedValue {
	const schema = resolve(document, node);
	const types = [schema.type ?? []].flat().filter((type) => type !== 'null') as string[];
	const values = schema.const === undefined ? schema.enum : [schema.const];
	const inside = members(document, schema);
	const names = Object.entries(inside.properties);
	return {
		name,
		required,
		types,
		...(names.length > 0
			? {
					members: names.map(([member, its]) =>
						describe(document, member, inside.required.includes(member), its),
					),
				}
			: {}),
		...(schema.items ? { items: describe(document, name, true, schema.items) } : {}),
		...(Array.isArray(values) ? { values: values.filter((value) => value !== null) } : {}),
		...(typeof schema.maximum === 'number' ? { maximum: schema.maximum } : {}),
	};
}

/** The forms that a body may have, by name; one without a name where there is no choice. */
function formsOf(document: Node, schemaNode: unknown): Array<{ form?: string; schema: unknown }> {
	const { oneOf } = resolve(document, schemaNode);
	if (!Array.isArray(oneOf)) return [{ schema: schemaNode }];
	return (oneOf as Node[]).map((schema) => ({
		form: String(schema.$ref).replace(/^.*\//, ''),
		schema,
	}));
}

function readOperation(
	document: Node,
	path: string,
	method: string,
	item: Node,
): DescribedOperation[] {
	const operation = item[method] as Node;
	const parameters = [item.parameters ?? [], operation.parameters ?? []].flat().map((parameter) => {
		const found = resolve(document, parameter);
		const [content] = Object.values((found.content ?? {}) as Node) as Node[];
		const schema = content?.schema ?? found.schema;
		const value = describe(document, String(found.name), found.required === true, schema);
		// What is cut and not refused has no maximum in the schema.
		const most = found['x-most'];
		return {
			...value,
			...(typeof most === 'number' ? { maximum: most } : {}),
			in: String(found.in),
		};
	});
	const content = (resolve(document, operation.requestBody).content ?? {}) as Record<string, Node>;
	const [[type, media] = []] = Object.entries(content);
	return formsOf(document, media?.schema).map(({ form, schema: body }) => {
		const { properties, required } = members(document, body);
		return {
			operationId: String(operation.operationId),
			method: method.toUpperCase(),
			path,
			parameters,
			...(type === undefined ? {} : { bodyType: type }),
			...(form === undefined ? {} : { form }),
			body: Object.entries(properties).map(([name, schema]) =>
				describe(document, name, required.includes(name), schema),
			),
		};
	});
}

/**
 * All operations of one OpenAPI file; one whose body has several forms comes once for each.
 * @param name file name without its ending, such as `cassanova`
 */
export function readOperations(name: string): DescribedOperation[] {
	const document = parse(readFileSync(join(FOLDER, `${name}.yaml`), 'utf8')) as Node;
	return Object.entries(document.paths as Record<string, Node>).flatMap(([path, item]) =>
		METHODS.filter((method) => method in item).flatMap((method) =>
			readOperation(document, path, method, item),
		),
	);
}
