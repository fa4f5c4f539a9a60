/** Italy's register of takings as a CSV file, with Italian headings: form is free (art. 24 DPR 633/1972). */
import { centsToString } from '../../values/money';
import type { Steps } from '../../values/inTurns';
import { cell, csvText, withComma, wordsIn } from '../files/csv';
import type { Letters } from '../files/csv';
import type { RegisterCell, RegisterColumn } from './rows';
import type { Takings } from './takings';

/** The file's text. Dates are YYYY-MM-DD, amounts have a decimal comma. */
export function registerCsv(
	takings: readonly Takings[],
	columns: readonly RegisterColumn[],
	letters: Letters,
): Steps<string> {
	const headings = columns.map(({ heading }) => cell(heading));
	return csvText([headings], takings, (day) =>
		columns.map(({ cellOf }) => written(cellOf(day), letters)),
	);
}

function written(one: RegisterCell, letters: Letters): string {
	if ('words' in one) return cell(wordsIn(letters, one.words));
	if ('count' in one) return String(one.count);
	return withComma(one.cents === null ? null : centsToString(one.cents));
}
