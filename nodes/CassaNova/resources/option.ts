/** Options, such as size or topping, and their values (document: Option Management). */
import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';
import { body } from '../../shared/table/fields';
import { listField } from '../../shared/table/nested';
import { entry, filledText, numeric, oneOf, text } from '../../shared/table/schemas';
import { pick } from '../../shared/table/simplify';
import { crud } from '../records/crud';
import { OPTION_VALUE_TYPES } from '../records/enums';
import { description, descriptionFilter, externalId, idSalesPoint, idsSalesPoint } from '../fields';
import { position } from '../records/lists';
import { recordsIn } from '../../shared/values/records';

/** A new option must have its values. */
const values = listField({
	displayName: 'Values',
	name: 'values',
	entry: 'Value',
	description: 'All values that there are to choose from; those that the option had are replaced',
	example: '[{"type":"NEUTRAL","value":"S","position":0}]',
	fields: [
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: OPTION_VALUE_TYPES,
			default: 'NEUTRAL',
			description: 'What the value does to a product: it adds something, takes it away, or neither',
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. Large',
			description: 'Name of the value',
		},
		position,
		{
			...externalId,
			description: 'The ID that the value has in your own system. It must be unique.',
		},
	],
	schema: z
		.array(
			entry({
				type: oneOf(OPTION_VALUE_TYPES.map(({ value }) => value)),
				value: filledText,
				position: numeric({ integer: true }),
				externalId: text.optional(),
			}),
		)
		.min(1, 'needs at least one value'),
});

export const productOption = crud({
	singular: 'Product Option',
	plural: 'Product Options',
	value: 'option',
	description: 'Something to choose about a product, such as size or topping, with its values',
	path: '/options',
	item: 'option',
	items: 'options',
	search: 'searchOptions',
	doc: 'Option',
	required: [description('e.g. Size', 'Name of the option'), ...values],
	optional: [body(externalId)],
	createOnly: [idSalesPoint],
	filters: [idsSalesPoint, descriptionFilter('options', 'e.g. size')],
	simplify: (record) => ({
		...pick('description')(record),
		values: valuesOfOption(record)
			.map(({ value }) => String(value))
			.join(', '),
		...pick('id', 'externalId', 'idSalesPoint', 'lastUpdate')(record),
	}),
});

/** The values of an option that was read. */
export function valuesOfOption({ values: list }: IDataObject): IDataObject[] {
	return recordsIn(list);
}
