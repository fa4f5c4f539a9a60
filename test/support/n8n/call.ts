/** Calls of the tests' own, made of the parts that a test needs. */
import type { RequestInput } from '../../../nodes/shared/table/request';
import type { ActionCall, Endpoint } from '../../../nodes/shared/table/types';

/** A call with these members and no others, but for `with`, which gives the same one for something else. */
export function fakeCall(parts: object): ActionCall {
	const call = { ...parts, with: withOther } as unknown as ActionCall;
	function withOther(endpoint: Endpoint, input: RequestInput): ActionCall {
		return fakeCall({ ...parts, endpoint, input });
	}
	return call;
}
