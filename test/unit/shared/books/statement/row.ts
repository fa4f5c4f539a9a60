/** A row of a statement, of which a test says what it is about. */
import type { StatementRow } from '../../../../../nodes/shared/books/statement/types';

export const row = (index: number, day: string, cents: number, more: Partial<StatementRow> = {}) =>
	({
		index,
		day,
		cents,
		feeCents: 0,
		text: '',
		reference: '',
		placeWord: '',
		...more,
	}) as StatementRow;
