// A replacement for n8n's Postgres node, as far as the examples use it, which asks a real PostgreSQL.

import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { literal, PostgresClient } from '../lib/postgres-client.mts';
import type { Row } from '../lib/postgres-client.mts';

interface Named {
	value: string;
}

interface Condition {
	column: string;
	condition?: string;
	value: unknown;
}

/** Columns whose text is JSON. */
const JSON_COLUMNS = new Set(['receipt']);
const CONDITIONS: Record<string, string> = { equal: '=', '>=': '>=', '<=': '<=' };

const name = (text: string) => `"${text.replaceAll('"', '""')}"`;

function tableOf(node: IExecuteFunctions, item: number): string {
	const { value } = node.getNodeParameter('table', item) as unknown as Named;
	return name(value);
}

/** The columns that come out; all where none is named. */
function columnsOf(node: IExecuteFunctions, item: number): string {
	const columns = node.getNodeParameter('options.outputColumns', item, []) as string[];
	return columns.length === 0 ? '*' : columns.map(name).join(', ');
}

function whereOf(conditions: readonly Condition[]): string {
	const words = conditions.map(({ column, condition = 'equal', value }) => {
		const sign = CONDITIONS[condition];
		if (sign === undefined) throw new Error(`The stand-in for "Postgres" knows no ${condition}`);
		return `${name(column)} ${sign} ${literal(String(value))}`;
	});
	return words.length === 0 ? '' : ` WHERE ${words.join(' AND ')}`;
}

const statements: Record<string, (node: IExecuteFunctions, item: number) => string> = {
	executeQuery: (node, item) => String(node.getNodeParameter('query', item)),
	select(node, item) {
		const conditions = node.getNodeParameter('where.values', item, []) as unknown as Condition[];
		const sort = node.getNodeParameter('sort.values', item, []) as unknown as Array<{
			column: string;
			direction: string;
		}>;
		const order = sort.map(({ column, direction }) => `${name(column)} ${direction}`).join(', ');
		return `SELECT ${columnsOf(node, item)} FROM ${tableOf(node, item)}${whereOf(conditions)}${order === '' ? '' : ` ORDER BY ${order}`}`;
	},
	update(node, item) {
		const values = node.getNodeParameter('columns.value', item) as IDataObject;
		const matching = node.getNodeParameter('columns.matchingColumns', item) as string[];
		const set = Object.entries(values).filter(([column]) => !matching.includes(column));
		const conditions = matching.map((column) => ({ column, value: values[column] }));
		return `UPDATE ${tableOf(node, item)} SET ${set.map(([column, value]) => `${name(column)} = ${literal(String(value))}`).join(', ')}${whereOf(conditions)} RETURNING ${columnsOf(node, item)}`;
	},
};

function jsonOf(row: Row): IDataObject {
	return Object.fromEntries(
		Object.entries(row).map(([column, value]) => [
			column,
			value !== null && JSON_COLUMNS.has(column) ? (JSON.parse(value) as IDataObject) : value,
		]),
	);
}

/** Reads and writes tables of the PostgreSQL that its credential names. */
export const postgres: INodeType = {
	description: {
		name: 'postgres',
		displayName: 'Postgres',
		description: 'Postgres',
		group: ['input'],
		version: [2.6],
		defaults: { name: 'Postgres' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'postgres', required: true }],
		properties: [
			...['operation', 'query', 'schema', 'table', 'returnAll', 'where', 'sort', 'columns'],
			'options',
		].map((property) => ({
			displayName: property,
			name: property,
			type: 'json' as const,
			default: '',
		})),
	},
	async execute() {
		const { host, port } = await this.getCredentials<{ host: string; port: number }>('postgres');
		const client = await PostgresClient.connect({ host, port });
		const items: INodeExecutionData[] = [];
		try {
			for (let item = 0; item < this.getInputData().length; item++) {
				const operation = this.getNodeParameter('operation', item) as string;
				const statement = statements[operation];
				if (!statement) throw new Error(`The stand-in for "Postgres" cannot ${operation}`);
				const rows = await client.query(statement(this, item));
				// What gives no rows says that it was done.
				const isDone = rows.length === 0 && operation === 'executeQuery';
				const given = isDone ? [{ success: 'true' }] : rows;
				items.push(...given.map((row) => ({ json: jsonOf(row), pairedItem: { item } })));
			}
		} finally {
			client.end();
		}
		return [items];
	},
};
