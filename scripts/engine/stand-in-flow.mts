// Replacements for the nodes of n8n's standard package by which the examples set fields, decide, and
// take one item after the other.
// They do what the examples ask of them and refuse every setting beyond that.

import type { IDataObject, INodeExecutionData, INodeProperties, INodeType } from 'n8n-workflow';

const described = (
	name: string,
	displayName: string,
	version: number[],
	outputs: Array<'main'>,
	properties: INodeProperties[],
): INodeType['description'] => ({
	name,
	displayName,
	description: displayName,
	group: ['transform'],
	version,
	defaults: { name: displayName },
	inputs: ['main'],
	outputs,
	properties,
});

const json = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'json',
	default: '',
});

interface Assignment {
	name: string;
	type: string;
	value: unknown;
}

/** A value as its field's type has it; the real node converts some more. */
function typed({ name, type, value }: Assignment): unknown {
	if (value === undefined || value === null) return null;
	if (type === 'string') return typeof value === 'object' ? JSON.stringify(value) : String(value);
	if (type === 'object' && typeof value === 'string') return JSON.parse(value);
	if (type === 'number' && typeof value === 'string' && value.trim() !== '') {
		const number = Number(value);
		if (Number.isFinite(number)) return number;
	}
	if (type === 'array' ? !Array.isArray(value) : typeof value !== type)
		throw new Error(`The stand-in for "Edit Fields": ${name} is no ${type}`);
	return value;
}

/** Puts a value where its name points to: points in it lead into objects. */
function put(into: IDataObject, name: string, value: unknown): void {
	const [first = '', ...rest] = name.split('.');
	if (rest.length === 0) into[first] = value as IDataObject;
	else put((into[first] ??= {}) as IDataObject, rest.join('.'), value);
}

/** Edit Fields: items with the given fields and no others, or with fixed JSON. */
export const editFields: INodeType = {
	description: described(
		'set',
		'Edit Fields (Set)',
		[3.4],
		['main'],
		['mode', 'jsonOutput', 'assignments', 'options'].map(json),
	),
	async execute() {
		const items = this.getInputData().map((_item, item): INodeExecutionData => {
			if (this.getNodeParameter('mode', item, '') === 'raw') {
				const text = String(this.getNodeParameter('jsonOutput', item));
				return { json: JSON.parse(text) as IDataObject, pairedItem: { item } };
			}
			const { assignments } = this.getNodeParameter('assignments', item) as unknown as {
				assignments: Assignment[];
			};
			const fields: IDataObject = {};
			for (const field of assignments) put(fields, field.name, typed(field));
			return { json: fields, pairedItem: { item } };
		});
		return [items];
	},
};

const conditions: INodeProperties[] = [
	{
		displayName: 'Conditions',
		name: 'conditions',
		type: 'filter',
		default: {},
		typeOptions: {
			filter: { caseSensitive: true, typeValidation: 'strict', version: 2 },
		},
	},
	json('options'),
];

/** If: n8n's own engine evaluates the conditions, as for the real node. */
export const decide: INodeType = {
	description: described('if', 'If', [2.2], ['main', 'main'], conditions),
	async execute() {
		const outputs: INodeExecutionData[][] = [[], []];
		this.getInputData().forEach((item, index) => {
			const pass = this.getNodeParameter('conditions', index, false, { extractValue: true });
			outputs[pass === true ? 0 : 1]?.push({ ...item, pairedItem: { item: index } });
		});
		return outputs;
	},
};

/** Filter: what passes the conditions goes on. */
export const filter: INodeType = {
	description: described('filter', 'Filter', [2.2], ['main'], conditions),
	async execute() {
		const kept = this.getInputData().flatMap((item, index) =>
			this.getNodeParameter('conditions', index, false, { extractValue: true }) === true
				? [{ ...item, pairedItem: { item: index } }]
				: [],
		);
		return [kept];
	},
};

/** Remove Duplicates, among the items that come in. */
export const removeDuplicates: INodeType = {
	description: described(
		'removeDuplicates',
		'Remove Duplicates',
		[2],
		['main', 'main'],
		['operation', 'compare', 'fieldsToCompare', 'options'].map(json),
	),
	async execute() {
		const operation = this.getNodeParameter('operation', 0);
		if (operation !== 'removeDuplicateInputItems') {
			throw new Error(`The stand-in for "Remove Duplicates" knows no "${String(operation)}"`);
		}
		const seen = new Set<string>();
		const outputs: INodeExecutionData[][] = [[], []];
		this.getInputData().forEach((item, index) => {
			const fields = String(this.getNodeParameter('fieldsToCompare', index, '')).split(',');
			const key = JSON.stringify(fields.map((name) => item.json[name.trim()]));
			outputs[seen.has(key) ? 1 : 0]?.push({ ...item, pairedItem: { item: index } });
			seen.add(key);
		});
		return outputs;
	},
};

/** What a loop knows between two of its turns. */
interface Loop {
	left?: INodeExecutionData[];
	done?: INodeExecutionData[];
}

/** Loop Over Items: one item at a time; what comes back counts as done, and comes out at the end. */
export const loop: INodeType = {
	description: described(
		'splitInBatches',
		'Loop Over Items',
		[3],
		['main', 'main'],
		['batchSize', 'options'].map(json),
	),
	async execute() {
		if (Object.keys(this.getNodeParameter('options', 0, {}) as object).length > 0) {
			throw new Error('The stand-in for "Loop Over Items" knows no options');
		}
		const state = this.getContext('node') as Loop;
		const given = this.getInputData();
		const turn = state.left
			? { left: state.left, done: [...(state.done ?? []), ...given] }
			: { left: [...given], done: [] };
		const next = turn.left.splice(0, 1);
		Object.assign(state, turn);
		return next.length === 0 ? [turn.done, []] : [[], next];
	},
};

/** Execute Sub-workflow: once with all items, with the inputs that the panel defines. */
export const subWorkflow: INodeType = {
	description: described(
		'executeWorkflow',
		'Execute Sub-workflow',
		[1.2],
		['main'],
		['source', 'workflowId', 'workflowInputs', 'mode', 'options'].map(json),
	),
	async execute() {
		const { value: id } = this.getNodeParameter('workflowId', 0) as { value: string };
		const items = this.getInputData().map((_item, item): INodeExecutionData => {
			const inputs = this.getNodeParameter('workflowInputs.value', item, {}) as IDataObject;
			return { json: inputs, pairedItem: { item } };
		});
		const { data } = await this.executeWorkflow({ id }, items, undefined, {
			parentExecution: { executionId: this.getExecutionId(), workflowId: id },
		});
		const [given] = data;
		const pairedItem = items.map((_item, item) => ({ item }));
		return [(given ?? []).map(({ json: own }) => ({ json: own, pairedItem }))];
	},
};
