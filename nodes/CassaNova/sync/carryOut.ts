/** From a plan to items: what it comes to, what is sent of it, and what is said of it. */
import { isPreview, previewHint } from '../../shared/once/editorRun';
import type { ActionCall, ItemsWithFiles } from '../../shared/table/types';
import { listed } from '../../shared/values/listed';
import { savedBy } from './batches/rows';
import type { BatchSpec } from './batches/rows';
import { countRows, inWords, itemsOf } from './outcome';
import type { RunChoices } from './panel';
import type { Plan } from './plan';
import type { Planned } from './types';
import { writePlanned } from './write';

/**
 * Sends a plan, unless it is only looked at, and gives its items.
 * @param reads requests that have read
 * @param unused columns of the list that fill no field
 * @param batches what many records are written at once with, where that is wanted
 * @throws what isn't the vendor's, such as an unusable credential
 */
export async function carryOut(
	call: ActionCall,
	plan: Plan,
	{ isPreviewOnly, addSummary, writesPerRun }: RunChoices,
	{ reads, unused, batches }: { reads: number; unused: string[]; batches?: BatchSpec },
): Promise<ItemsWithFiles> {
	const isTrial = isPreview(call);
	const isOnlyShown = isTrial || isPreviewOnly;
	const all = [...plan.rows, ...plan.absent];
	const saving = batches ? savedBy(call, batches, all) : undefined;
	const planned = countRows(call.api, plan, { reads, saving }, isOnlyShown);
	if (isTrial) call.hint(previewHint(call));
	else if (isOnlyShown) call.hint(ONLY_A_PREVIEW);
	if (!isOnlyShown) await writePlanned(call, all, writesPerRun, batches);
	const { counts } = countRows(call.api, plan, { reads }, isOnlyShown);
	const totals = { ...planned, counts };
	call.hint(inWords(totals));
	if (plan.refusal !== undefined) call.hint(plan.refusal);
	if (plan.loose.length > 0) call.hint(looseBarcodes(plan.loose));
	const alike = plan.rows.filter((row) => row.alike !== undefined);
	if (alike.length > 0) call.hint(alikeRows(alike));
	if (unused.length > 0) call.hint(unusedColumns(unused));
	return itemsOf(call, plan, addSummary ? totals : undefined);
}

const ONLY_A_PREVIEW = 'This is a preview: nothing was sent, because "Preview Only" is on.';

/** Columns and items that a remark names. */
const MOST_NAMED = 10;

function someOf(all: string[]): string {
	const more = all.length > MOST_NAMED ? ` and ${all.length - MOST_NAMED} more` : '';
	return `${listed(all.slice(0, MOST_NAMED))}${more}`;
}

const unusedColumns = (unused: string[]) =>
	`Columns of the list that fill no field: ${someOf(unused)}.`;

const alikeRows = (rows: Planned[]) =>
	`New, though somebody with the same email, VAT number or fiscal code is there: items ${someOf(rows.map(({ index }) => String(index)))}. "alike" has the IDs. Where it is the same one, match on that column, or give the record in CassaNova the key of the row.`;

const looseBarcodes = (items: number[]) =>
	`Barcodes that have other zeros in front than in CassaNova were found all the same, as sheets take zeros off: those of items ${someOf(items.map(String))}.`;
