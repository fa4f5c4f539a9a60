// What an example asks of whoever takes it: how many nodes it has, and how many expressions that a
// person must understand, because they do more than name a field.

import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inRoot, root } from './paths.mts';

/** A workflow as it is exported, as far as it is looked at. */
interface Exported {
	nodes: Array<{ name: string; type: string; parameters: Record<string, unknown> }>;
}

/** One expression of a workflow: what stands within its braces. */
export interface Expression {
	node: string;
	code: string;
	/** Whether it only names a field or the whole item, such as `$json.a.b`, `$('Node').item.json.x` or `$json`. */
	isPlain: boolean;
}

export interface Friction {
	file: string;
	/** Nodes that do something: neither notes nor what starts the workflow. */
	nodes: number;
	expressions: Expression[];
	/** Whether it is about books: the resource or the output "Accounting". */
	isAccounting: boolean;
	/** Whether it is of those who wire a shop or a sheet to a till: it holds their nodes, or asks for approval. */
	isOfShop: boolean;
}

const NAME = String.raw`(?:\.[A-Za-z_$][\w$]*|\[(?:'[^']*'|"[^"]*"|\d+)\])`;
const PLAIN = new RegExp(
	String.raw`^(?:\$json${NAME}*|\$\((?:'[^']*'|"[^"]*")\)\.item\.json${NAME}*)$`,
);

/** Types of nodes that start a workflow. */
const STARTS = /trigger$|\.webhook$/i;
const NOTE = 'n8n-nodes-base.stickyNote';

/** Nodes of shops, and of sheets with what they sell. */
const SHOP = /\.(?:shopify|wooCommerce)(?:Trigger)?$|\.googleSheets$/;

/** Every text within a value, however deep. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(textsIn);
}

/** The expressions of a parameter: n8n evaluates what stands in braces where the text begins with `=`. */
export function expressionsIn(text: string): Array<Omit<Expression, 'node'>> {
	if (!text.startsWith('=')) return [];
	return [...text.matchAll(/\{\{([\s\S]*?)\}\}(?!\})/g)].map(([, inside = '']) => {
		const code = inside.trim();
		return { code, isPlain: PLAIN.test(code) };
	});
}

/** What one workflow asks. */
export function frictionOf(file: string, { nodes }: Exported): Friction {
	const working = nodes.filter(({ type }) => type !== NOTE);
	const isOfBooks = ({ resource, output }: Record<string, unknown>) =>
		resource === 'accounting' || output === 'accounting';
	return {
		file,
		nodes: working.filter(({ type }) => !STARTS.test(type)).length,
		expressions: working.flatMap(({ name, parameters }) =>
			textsIn(parameters).flatMap((text) =>
				expressionsIn(text).map((expression) => ({ node: name, ...expression })),
			),
		),
		isAccounting: working.some(({ parameters }) => isOfBooks(parameters)),
		isOfShop: working.some(
			({ type, parameters }) => SHOP.test(type) || parameters.operation === 'sendAndWait',
		),
	};
}

/** What each example asks, by the names of their files. */
export function frictionOfExamples(): Friction[] {
	return globSync('examples/*.json', { cwd: root })
		.sort()
		.map((path) =>
			frictionOf(basename(path), JSON.parse(readFileSync(inRoot(path), 'utf8')) as Exported),
		);
}

/** The same as lines for a terminal, each expression that is more than the name of a field below its example. */
export function tableOf(examples: readonly Friction[]): string {
	const row = (file: string, ...cells: Array<string | number>) =>
		`${file.padEnd(44)}${cells.map((cell) => String(cell).padStart(12)).join('')}`;
	const lines = examples.flatMap(({ file, nodes, expressions }) => {
		const beyond = expressions.filter(({ isPlain }) => !isPlain);
		return [
			row(file, nodes, expressions.length, beyond.length),
			...beyond.map(({ node, code }) => `    ${node}: ${code.replaceAll(/\s+/g, ' ')}`),
		];
	});
	return `${[row('Example', 'nodes', 'expressions', 'beyond'), ...lines].join('\n')}\n`;
}
