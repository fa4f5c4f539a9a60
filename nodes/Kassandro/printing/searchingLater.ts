/** Searches a second time for what another execution of this process has sent and not learned the end of. */
import type { IDataObject } from 'n8n-workflow';
import { SECOND_LOOK_MS } from '../../shared/once/lookTwice';
import type { Call } from '../../shared/table/types';
import { OpenSends } from './openSends';

/**
 * Makes a search that is done again later, where such another execution was canceled or gave up: the
 * vendor may still be working on it.
 * @param lane under which the other one sent it
 * @returns what gives the receipt that was found; it throws what `search` throws, and an AbortError
 * where the execution is canceled meanwhile
 */
export function searchingLater(
	call: Call,
	lane: string[],
	search: () => Promise<IDataObject | undefined>,
): () => Promise<IDataObject | undefined> {
	return async () => {
		const found = await search();
		const since = found ? undefined : call.memory.of(OpenSends).since(lane);
		if (since === undefined) return found;
		const left = since + SECOND_LOOK_MS - call.now();
		if (left > 0) await call.sleep(left);
		return await search();
	};
}
