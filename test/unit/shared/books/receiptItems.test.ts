/** What a list of receipts has beside and instead of its items, where they are accounting receipts. */
import { receiptItems } from '../../../../nodes/shared/books/receiptItems';
import type { RequestInput } from '../../../../nodes/shared/table/request';
import { atOnce } from '../../../../nodes/shared/values/inTurns';
import type { Steps } from '../../../../nodes/shared/values/inTurns';
import { receipt } from './receipts';

const items = [
	receipt({ number: '1', at: '2026-10-05T10:00:00', lines: [['sale', 1200, '20']], payments: [] }),
];

it('has sentences on what is not right', () => {
	const steps = receiptItems.problems(items) as Steps<string[]>;
	expect(atOnce(steps)).toEqual([expect.stringContaining("1 receipt doesn't balance: 1.")]);
});

it('has rows for a table, as the user wants them', () => {
	const rowsPer = (per: string) => {
		const input = { options: { rowsPer: per } } as unknown as RequestInput;
		return atOnce(receiptItems.rows(items, input) as Steps<object[]>);
	};
	expect(rowsPer('line')).toMatchObject([{ line: 1, gross: '12.00' }]);
	expect(rowsPer('receipt')).toEqual(items);
});
