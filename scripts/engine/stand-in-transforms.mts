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

/** One field of "Summarize". */
interface Summed {
	aggregation: string;
	field: string;
	separateBy?: string;
}

/** What a field of all items of a group comes to, and how the real node calls it. */
function summed({ aggregation, field, separateBy = ',' }: Summed, items: IDataObject[]) {
	const values = items.map((item) => item[field]);
	switch (aggregation) {
		case 'sum':
			return [`sum_${field}`, values.reduce((sum: number, value) => sum + Number(value), 0)];
		case 'append':
			return [`appended_${field}`, values];
		case 'concatenate':
			return [`concatenated_${field}`, values.join(separateBy)];
		default:
			throw new Error(`The stand-in for "Summarize" cannot ${aggregation}`);
	}
}

/** Summarize: one item for each value of the field that splits them, or one of all. */
export const summarize: INodeType = {
	description: described('summarize', 'Summarize', ['fieldsToSummarize', 'fieldsToSplitBy']),
	async execute() {
		const { parameters } = this.getNode();
		refuse('Summarize', parameters as IDataObject, ['fieldsToSummarize', 'fieldsToSplitBy']);
		const { values } = parameters.fieldsToSummarize as unknown as { values: Summed[] };
		const splitBy = String(parameters.fieldsToSplitBy ?? '');
		const groups = new Map<unknown, number[]>();
		const input = this.getInputData();
		input.forEach(({ json }, index) => {
			groups.set(json[splitBy], [...(groups.get(json[splitBy]) ?? []), index]);
		});
		const output = [...groups].map(([value, items]) => ({
			json: {
				...(splitBy === '' ? {} : { [splitBy]: value as string }),
				...(Object.fromEntries(
					values.map((each) =>
						summed(
							each,
							items.map((item) => input[item]?.json ?? {}),
						),
					),
				) as IDataObject),
			},
			pairedItem: items.map((item) => ({ item })),
		}));
		return [output];
	},
};

/** Aggregate: all items as a list in one field of one item. */
export const aggregate: INodeType = {
	description: described('aggregate', 'Aggregate', ['aggregate', 'destinationFieldName']),
	async execute() {
		const { parameters } = this.getNode();
		refuse('Aggregate', parameters as IDataObject, ['aggregate', 'destinationFieldName']);
		if (parameters.aggregate !== 'aggregateAllItemData') {
			throw new Error('The stand-in for "Aggregate" only takes whole items');
		}
		const items = this.getInputData();
		const field = String(parameters.destinationFieldName ?? 'data');
		const pairedItem = items.map((_item, item) => ({ item }));
		return [[{ json: { [field]: items.map(({ json }) => json) }, pairedItem }]];
	},
};
