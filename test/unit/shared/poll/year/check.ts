/** What must hold for a simulated year, whatever its seed. */
import { tell } from '../../../../support/n8n/kassa';
import { DAYS, RECEIPTS, simulate } from '../../../../support/year/year';
import type { YearSetup } from '../../../../support/year/year';

/** A part of what a year has at least: single weeks may have few of it. */
const least = (ofAYear: number): number => (DAYS === 365 ? ofAYear : ofAYear / 25);

/** Lives through the simulated time and checks its books. */
export async function checkYear(setup: YearSetup): Promise<void> {
	const result = await simulate(setup);
	// The numbers belong to what the test says.
	tell(`${DAYS} days, ${JSON.stringify(setup)}: ${JSON.stringify(result)}`);
	expect(result).toMatchObject({ receipts: RECEIPTS, lost: 0, doubled: 0, untold: 0 });
	// What n8n was killed with came again, and nothing else.
	expect(result.uncommitted).toBe(0);
	expect(result.again).toBeGreaterThan(least(100));
	// Nothing waits for a later poll, and no poll fails by itself.
	expect(result).toMatchObject({ tardy: 0, wronglyLate: 0, failedAlone: 0 });
	expect(result.failed).toBeGreaterThan(least(12));
	expect(result.daysLate).toBeGreaterThan(least(500));
	if (setup.wire === 'cassaNova') expect(result.cancelled).toBeGreaterThan(least(500));
	// The ends of the list are enough, except where a full reading is due.
	expect(result.idle).toBeGreaterThan(least(1000));
	expect(result.idleCheap / result.idle).toBeGreaterThan(0.7);
	expect(result.busyCheap / result.busy).toBeGreaterThan(0.5);
}
