/** Names beside the IDs of records, where the user wants them. */
import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../table/types';

/**
 * Fills names into items that were simplified.
 * @param option gives an option of the panel
 * @throws whatever the looking up throws
 */
export async function fillNames(
	call: Call,
	items: IDataObject[],
	option: (name: string) => unknown,
): Promise<void> {
	const { named, namedOption } = call.endpoint.output ?? {};
	if (!named || items.length === 0) return;
	if (namedOption !== undefined && option(namedOption) !== true) return;
	await named(call, items);
}
