/** Small tables of the panel, such as the accounts: a list of rows within the options. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';
import { option } from '../../table/fields';
import { entriesSchema } from '../../table/nested';
import type { GivenRules } from '../../table/nested';
import type { RequestInput } from '../../table/request';
import type { Field } from '../../table/types';

/**
 * A field that holds a small table, each row checked.
 * @param table what `entries` made
 * @param row checks one row; messages follow the name of a column
 * @param given fields of a row that must give something
 * @param refine checks the rows beside each other
 */
export function tableField<Row extends z.ZodTypeAny>(
	table: INodeProperties,
	row: Row,
	given: GivenRules = {},
	refine: (rows: Array<z.output<Row>>, issues: z.RefinementCtx) => void = () => undefined,
): Field {
	return option(table, {
		schema: (context) => entriesSchema(table, z.array(row).superRefine(refine), context, given),
	});
}

/** The values of a choice in the panel. */
export const valuesOf = (options: INodePropertyOptions[]) => options.map(({ value }) => value);

/** The checked rows of a table that {@link tableField} made; none where the user left it out. */
export const rowsIn = <T>({ options }: RequestInput, name: string): T[] =>
	(options[name] as T[] | undefined) ?? [];
