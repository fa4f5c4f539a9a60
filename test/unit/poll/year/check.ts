/** What must hold for a simulated year, whatever its seed. */
import { tell } from '../../../support/kassa';
import { RECEIPTS, simulate } from '../../../support/year';

/** @param newestFirst whether the server lists the newest receipts first */
export async function checkYear(seed: number, newestFirst: boolean): Promise<void> {
	const result = await simulate(seed, newestFirst);
	// The numbers belong to what the test says.
	tell(`A year, seed ${seed}: ${JSON.stringify(result)}`);
	expect(result).toMatchObject({ receipts: RECEIPTS, lost: 0, doubled: 0 });
	expect(result.again).toBe(result.uncommitted);
	expect(result.uncommitted).toBeGreaterThan(100);
	expect(result.failed).toBeGreaterThan(10);
}
