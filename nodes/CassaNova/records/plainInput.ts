/** The input of what an operation asks beside its own request: nothing of its panel but the zone. */
import type { RequestInput } from '../../shared/table/request';
import type { Call } from '../../shared/table/types';

/** @param parts what is asked with */
export function plainInput(
	{ input }: Pick<Call, 'input'>,
	parts: Partial<RequestInput>,
): RequestInput {
	const { timeZone } = input;
	return { path: {}, query: {}, body: {}, options: {}, timeZone, ...parts };
}
