/** A list of records that several pieces of an execution look into: read once for all of them. */
import type { Call, Endpoint } from '../../shared/table/types';

/**
 * All records of a list, as they were when an item first needed them.
 * @throws NodeApiError where they can't be read
 */
export async function wholeList(call: Call, getAll: Endpoint): Promise<unknown[]> {
	return await call.once(`whole list ${getAll.route}`, async () => await call.readAll(getAll));
}
