/** Which receipts a user means by a number. */
import { hasNumber } from '../../../../../nodes/shared/books/operations/getReceipts';

const receipt = { number: '7', displayNumber: '0400-0007 2026-10-05' };

it.each([
	['as the system counts it', ['7'], true],
	['as it stands on paper', ['0400-0007 2026-10-05'], true],
	['without the date', ['0400-0007'], true],
	['one of several', ['8', '0400-0007'], true],
	['another', ['8'], false],
	['a part of it', ['0007'], false],
	['none', [], false],
])('%s', (_, numbers, expected) => {
	expect(hasNumber(receipt, numbers)).toBe(expected);
});
