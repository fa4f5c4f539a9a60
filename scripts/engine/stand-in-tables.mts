// A replacement for n8n's Data Table node, as far as the examples use it. The tables live as long as
// the process, those of each workflow id for themselves.

import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

interface Condition {
	keyName: string;
	condition: string;
	keyValue?: unknown;
}

const tables = new Map<string, { columns: string[]; rows: IDataObject[] }>();

/** The table that the node names; it must have been created. */
function tableOf(node: IExecuteFunctions, item: number) {
	const { value } = node.getNodeParameter('dataTableId', item) as { value: string };
	const table = tables.get(`${String(node.getWorkflow().id)} ${value}`);
	if (table === undefined) throw new Error(`There is no data table "${value}"`);
	return table;
}

function fits(row: IDataObject, { keyName, condition, keyValue }: Condition): boolean {
	if (condition === 'isTrue') return row[keyName] === true;
	if (condition === 'eq') return row[keyName] === keyValue;
	throw new Error(`The stand-in for "Data Table" does not know the condition ${condition}`);
}

/** The rows for which all conditions hold. */
function found(node: IExecuteFunctions, item: number): IDataObject[] {
	const conditions = node.getNodeParameter(
		'filters.conditions',
		item,
		[],
	) as unknown as Condition[];
	return tableOf(node, item).rows.filter((row) => conditions.every((each) => fits(row, each)));
}

function values(node: IExecuteFunctions, item: number): IDataObject {
	const given = node.getNodeParameter('columns.value', item, {}) as IDataObject;
	const { columns } = tableOf(node, item);
	const unknown = Object.keys(given).filter((name) => !columns.includes(name));
	if (unknown.length > 0) throw new Error(`The data table has no ${unknown.join(', ')}`);
	return given;
}

type Operation = (node: IExecuteFunctions, item: number) => IDataObject[];

/** n8n's own takes texts, numbers, switches and dates. */
function plainValues(node: IExecuteFunctions, item: number): IDataObject {
	const given = values(node, item);
	for (const [name, value] of Object.entries(given)) {
		if (typeof value !== 'object' || value === null) continue;
		throw new Error(`The data table takes no object for ${name}`);
	}
	return given;
}

function insert(node: IExecuteFunctions, item: number): IDataObject[] {
	const { rows } = tableOf(node, item);
	const row = { id: rows.length + 1, ...plainValues(node, item) };
	rows.push(row);
	return [{ ...row }];
}

function update(node: IExecuteFunctions, item: number): IDataObject[] {
	const changed = plainValues(node, item);
	return found(node, item).map((row) => ({ ...Object.assign(row, changed) }));
}

const operations: Record<string, Operation> = {
	create(node, item) {
		const name = node.getNodeParameter('tableName', item) as string;
		const key = `${String(node.getWorkflow().id)} ${name}`;
		const columns = node.getNodeParameter('columns.column', item) as Array<{ name: string }>;
		if (!tables.has(key)) tables.set(key, { columns: columns.map((each) => each.name), rows: [] });
		return [{ id: key, name }];
	},
	get: (node, item) => found(node, item).map((row) => ({ ...row })),
	rowNotExists: (node, item) =>
		found(node, item).length === 0 ? [{ ...node.getInputData()[item]?.json }] : [],
	insert,
	update,
	upsert(node, item) {
		const updated = update(node, item);
		return updated.length > 0 ? updated : insert(node, item);
	},
};

export const dataTable: INodeType = {
	description: {
		name: 'dataTable',
		displayName: 'Data table',
		description: 'Data table',
		group: ['transform'],
		version: [1, 1.1],
		defaults: { name: 'Data table' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			...['resource', 'operation', 'tableName', 'columns', 'options', 'dataTableId'],
			...['matchType', 'filters', 'returnAll'],
		].map((name) => ({ displayName: name, name, type: 'json', default: '' })),
	},
	async execute() {
		const items = this.getInputData().flatMap((_item, item): INodeExecutionData[] => {
			const operation = operations[this.getNodeParameter('operation', item) as string];
			if (operation === undefined) throw new Error('The stand-in for "Data Table" cannot do that');
			return operation(this, item).map((row) => ({ json: row, pairedItem: { item } }));
		});
		return [items];
	},
};
