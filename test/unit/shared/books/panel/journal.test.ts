/** The journal in the panel: what it refuses before anything is sent. */
import { checkJournal } from '../../../../../nodes/shared/books/panel/journal';
import type { RequestInput } from '../../../../../nodes/shared/table/request';
import { refusal } from './read';

const check = (options: RequestInput['options']) =>
	refusal(() => checkJournal({ options } as RequestInput));

it('refuses a period of parts of days', () => {
	const period = 'sinceLastClosing';
	expect(check({ period, businessDayEnds: 'closing' })).toBe(
		'"Period" gives only what isn\'t closed yet, and a journal is of whole days',
	);
	expect(check({ period })).toBe('nothing was refused');
	expect(check({ period: 'lastClosedDay', businessDayEnds: 'closing' })).toBe(
		'nothing was refused',
	);
});
