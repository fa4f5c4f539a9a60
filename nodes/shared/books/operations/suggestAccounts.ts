/** The operation "Suggest Accounts": a table of accounts to begin with. */
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { option } from '../../table/fields';
import type { ActionCall, Field } from '../../table/types';
import { CHARTS } from '../charts';
import type { ChartName } from '../charts';
import { USES } from '../panel/accountUses';
import type { BooksSource } from '../source';
import { suggestAccounts } from '../suggestedAccounts';

const CHART_OPTIONS = Object.entries(CHARTS).map(
	([value, { name }]): INodePropertyOptions => ({ name, value }),
);

/**
 * Whose numbers the table has.
 * @param usual what a new node begins with
 */
export const chartField = (usual: ChartName): Field =>
	option({
		displayName: 'Chart of Accounts',
		name: 'chart',
		type: 'options',
		options: CHART_OPTIONS,
		default: usual,
		description: 'Whose account numbers the table begins with; correct them with your accountant',
	});

/**
 * Rows of the table of accounts, one item each, in the columns that "Accounts From" takes.
 * @throws NodeApiError for a list that can't be read
 */
export async function suggestedTable(
	call: ActionCall,
	{ readWords }: Pick<BooksSource, 'readWords'>,
): Promise<IDataObject[]> {
	const words = await readWords(call);
	const chart = call.input.options.chart as ChartName;
	const nameOf = (use: string) => USES.find(({ value }) => value === use)?.name ?? use;
	return suggestAccounts(words, chart, nameOf).map((row) => ({ ...row }));
}
