/** Fields that syncs of all kinds have: a preview first, and how much one run may do. */
import type { INodePropertyOptions } from 'n8n-workflow';
import { editorRunField } from '../../shared/once/editorRun';
import { numberIn } from '../../shared/table/checked';
import { option } from '../../shared/table/fields';
import { numeric } from '../../shared/table/schemas';
import type { RequestInput } from '../../shared/table/request';
import type { Field } from '../../shared/table/types';

/** With the calls that read, so many pass without a wait. */
const WRITES_PER_RUN = 250;
const AT_MOST = 50;

/**
 * What a run from the editor does.
 * @param does what a published workflow does, e.g. `writes the products`
 * @param may the same after "may", e.g. `write them`
 * @param forReal what writing for real does, e.g. `Create and change products`
 */
export function previewField(does: string, may: string, forReal: string): Field {
	return editorRunField({
		does,
		may,
		previews: [
			{
				name: 'Preview',
				value: 'preview',
				description: 'Show what would be created and changed, and send nothing',
			},
		],
		forReal: { name: 'Write for Real', description: forReal },
	});
}

/**
 * What becomes of what no row is about.
 * @param more choices beside leaving it
 */
export function notInListField(
	displayName: string,
	description: string,
	more: INodePropertyOptions[],
): Field {
	return option({
		displayName,
		name: 'notInList',
		type: 'options',
		options: [
			{ name: 'Leave', value: 'leave', description: 'They are only counted' },
			{
				name: 'Leave and Show',
				value: 'show',
				description: 'They are left, and come out as items',
			},
			...more,
		],
		default: 'leave',
		description,
	});
}

/** How many of what no row is about may be written at most. */
export function atMostField(displayName: string, name: string, description: string): Field {
	return option(
		{
			displayName,
			name,
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: AT_MOST,
			description,
		},
		{ schema: () => numeric({ min: 0, integer: true }) },
	);
}

const BATCHES = 'sendInBatches';

/** Whether many go with one request. @param many the records, for people */
export function batchField(many: string): Field {
	return option({
		displayName: 'Send in Batches',
		name: BATCHES,
		type: 'options',
		options: [
			{
				name: 'Never',
				value: 'never',
				description: `Each of the ${many} is sent with a request of its own`,
			},
			{
				name: 'Where It Works',
				value: 'automatic',
				description: `Many ${many} are sent with one request, and looked at afterwards. Whether CassaNova can do that is tried with a single one first.`,
			},
		],
		default: 'automatic',
		description: `Whether more than 20 ${many} that differ are sent many at a time, which is quicker`,
	});
}

/** What the user chose of {@link batchField}. */
export const mayBatch = ({ options }: RequestInput): boolean => options[BATCHES] !== 'never';

/** Options that every sync has. @param one the record's name in sentences */
export function runOptions(one: string): Field[] {
	return [
		option({
			displayName: 'Add Summary as Last Item',
			name: 'includeSummary',
			type: 'boolean',
			default: false,
			description:
				'Whether one more item follows the rows, with what they come to: counts, writes, requests, and minutes that the limit of calls makes of them',
		}),
		option({
			displayName: 'Preview Only',
			name: 'previewOnly',
			type: 'boolean',
			default: false,
			description: `Whether to send nothing, whoever starts the workflow, and only show what each ${one} would become`,
		}),
		option(
			{
				displayName: 'Writes per Run',
				name: 'writesPerRun',
				type: 'number',
				typeOptions: { minValue: 1, numberPrecision: 0 },
				default: WRITES_PER_RUN,
				description:
					'What is left says "later" and is sent by the next run, where rows that are done cost nothing. CassaNova allows 360 calls in ten minutes.',
			},
			{ schema: () => numeric({ min: 1, integer: true }) },
		),
	];
}

/** What the user chose of {@link runOptions} and {@link atMostField}. */
export interface RunChoices {
	isPreviewOnly: boolean;
	addSummary: boolean;
	writesPerRun: number;
	atMost: number;
}

/** @param atMost name of the field that bounds what is done to what no row is about */
export function runChoices({ options }: RequestInput, atMost: string): RunChoices {
	return {
		isPreviewOnly: options.previewOnly === true,
		addSummary: options.includeSummary === true,
		writesPerRun: numberIn(options, 'writesPerRun') ?? WRITES_PER_RUN,
		atMost: numberIn(options, atMost) ?? AT_MOST,
	};
}
