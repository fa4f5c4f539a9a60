/** How many calls the account allows (newest document: 360 for each API in a window of 10 minutes that resets). */
import type { Incoming, Result, VendorContext } from '../core/vendor.mts';
import { refusal } from './assumptions.mts';

/**
 * Makes the count of an account's calls. What belongs to an API, the first part of the path tells; a window
 * begins with its first call. What an excess answers is told nowhere: 429, and not when to try again.
 * @returns what gives the refusal of a call that is one too many; undefined for all others
 */
export function createLimit({
	now,
	config,
}: VendorContext): ({ path }: Pick<Incoming, 'path'>) => Result | undefined {
	const windows = new Map<string, { until: number; calls: number }>();
	return ({ path }) => {
		const most = Number(config.cassaNovaMostCalls);
		if (most === 0) return undefined;
		const api = path.split('/')[1] ?? '';
		const known = windows.get(api);
		const isOver = !known || known.until <= now();
		const window = isOver ? { until: now() + Number(config.cassaNovaWindowMs), calls: 0 } : known;
		windows.set(api, window);
		if (window.calls >= most) return refusal(429, 'error.toomanyrequests');
		window.calls += 1;
		return undefined;
	};
}
