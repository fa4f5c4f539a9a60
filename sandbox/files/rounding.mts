/** How far the tax of a sum may be from the tax that the sum alone would have. */

/**
 * Each receipt's tax is rounded, and what takes back leaves less of the sum than of the cents.
 * @param cents the sum
 * @param receipts how many it is of, if that is known
 * @returns in cents
 */
export const taxTolerance = (cents: number, receipts?: number): number =>
	receipts === undefined ? 5 + Math.abs(cents) / 100 : (receipts + 1) / 2;
