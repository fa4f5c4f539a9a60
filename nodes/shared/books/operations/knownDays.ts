/** The days of periods that only the shops' closings tell, before anything else is read. */
import type { ActionCall } from '../../table/types';
import { endsAtClosing } from '../panel/period';
import { isClosingPeriod } from '../period';
import type { BooksSource } from '../source';

/**
 * The call with the days of its period, where closings tell them; otherwise as it is: by the hour a period
 * has its days by itself.
 * @throws NodeApiError for closings that can't be read
 */
export async function withKnownDays(
	call: ActionCall,
	{ daysOfClosings }: Pick<BooksSource, 'daysOfClosings'>,
): Promise<ActionCall> {
	const { input, endpoint } = call;
	const { period } = input.options;
	if (!daysOfClosings || !isClosingPeriod(period) || !endsAtClosing(input)) return call;
	const days = await daysOfClosings(call, period);
	if (!days) return call;
	const options = { ...input.options, dateFrom: days.from, dateTo: days.to };
	return call.with(endpoint, { ...input, options });
}
