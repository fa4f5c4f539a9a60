/** What only newer generations of the CassaNova API have; an account without it answers 404. */
import { Refusal, type Handler, type VendorContext } from '../core/vendor.mts';
import { refusal } from './assumptions.mts';
import { createRestaurant } from './restaurant.mts';

/** All its operations. */
export function createNewer(context: VendorContext): Record<string, Handler> {
	const handlers = { ...createRestaurant(context) };
	const guarded = Object.entries(handlers).map(([operation, handle]): [string, Handler] => [
		operation,
		(request) => {
			if (context.config.cassaNovaNewer !== false) return handle(request);
			throw new Refusal(refusal(404, 'error.notfound'));
		},
	]);
	return Object.fromEntries(guarded);
}
