/** Remarks on the receipt of one item among several. */
import type { ActionCall } from '../../shared/table/types';

/** Shows the user remarks that say of which item they are. */
export function tellOfItem({ hint, itemIndex }: ActionCall, remarks: string[]): void {
	for (const remark of remarks) hint(`Item ${itemIndex}: ${remark}`);
}
