// Replacements for the two data nodes of n8n's standard package that the examples use. They do what
// the examples ask of them, put out the same items, and refuse every setting beyond that; the
// end-to-end test runs the same examples on the real nodes and compares.

import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';

/** n8n drops parameters that a description doesn't name: all that the real nodes have are named. */
const described = (
	name: string,
	displayName: string,
	parameters: string[],
): INodeType['description'] => ({
	name,
	displayName,
	description: displayName,
	group: ['transform'],
	version: [1, 1.1],
	defaults: { name: displayName },
	inputs: ['main'],
	outputs: ['main'],
	properties: [...parameters, 'options'].map((parameter) => ({
		displayName: parameter,
		name: parameter,
		type: 'json',
		default: '',
	})),
});

function refuse(name: string, parameters: IDataObject, known: string[]): void {
	const { options, ...rest } = parameters;
	const set = Object.entries({ ...(options as IDataObject), ...rest });
	const unknown = set.filter(([key, value]) => value !== '' && !known.includes(key));
	if (unknown.length > 0) {
		throw new Error(
			`The stand-in for "${name}" does not know: ${unknown.map(([key]) => key).join(', ')}`,
		);
	}
}

/** Split Out: one item for each element of a list of objects. */
export const splitOut: INodeType = {
	description: described('splitOut', 'Split Out', [
		'fieldToSplitOut',
		'include',
		'fieldsToInclude',
	]),
	async execute() {
		const { parameters } = this.getNode();
		refuse('Split Out', parameters as IDataObject, ['fieldToSplitOut']);
		const field = String(parameters.fieldToSplitOut);
		const items = this.getInputData().flatMap(({ json }, item): INodeExecutionData[] =>
			((json[field] ?? []) as IDataObject[]).map((element) => ({
				json: { ...element },
				pairedItem: { item },
			})),
		);
		return [items];
	},
};

/** Summarize: sums of number fields, one item for each value of the field that splits them. */
export const summarize: INodeType = {
	description: described('summarize', 'Summarize', ['fieldsToSummarize', 'fieldsToSplitBy']),
	async execute() {
		const { parameters } = this.getNode();
		refuse('Summarize', parameters as IDataObject, ['fieldsToSummarize', 'fieldsToSplitBy']);
		const { values } = parameters.fieldsToSummarize as {
			values: Array<{ aggregation: string; field: string }>;
		};
		const splitBy = String(parameters.fieldsToSplitBy);
		const other = values.find(({ aggregation }) => aggregation !== 'sum');
		if (other) throw new Error(`The stand-in for "Summarize" cannot ${other.aggregation}`);
		const groups = new Map<unknown, { sums: IDataObject; items: number[] }>();
		this.getInputData().forEach(({ json }, index) => {
			const group = groups.get(json[splitBy]) ?? { sums: {}, items: [] };
			for (const { field } of values) {
				const name = `sum_${field}`;
				group.sums[name] = Number(group.sums[name] ?? 0) + Number(json[field]);
			}
			group.items.push(index);
			groups.set(json[splitBy], group);
		});
		const output = [...groups].map(([value, { sums, items }]) => ({
			json: { [splitBy]: value as string, ...sums },
			pairedItem: items.map((item) => ({ item })),
		}));
		return [output];
	},
};
