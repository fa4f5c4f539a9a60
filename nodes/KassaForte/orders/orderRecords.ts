/** What all runs that use an order's number must know of it while it is sent, and after. */
import type { IDataObject } from 'n8n-workflow';
import { accountOf } from '../../shared/wire/account';
import type { State } from '../../shared/once/transitions';
import type { ActionCall } from '../../shared/table/types';
import { SentOrders } from './sentOrders';
import type { OrderState } from './sentOrders';

/** The words under which orders are stored with the workflow. */
const STORED: Record<Exclude<State, 'free'>, OrderState> = {
	sending: 'sending',
	unknown: 'unknown',
	done: 'taken',
};

/**
 * Makes what notes the states of an order for all runs; one that is free again isn't known any more.
 * @param key what the order belongs to, and its number
 */
export function notingByNumber(
	call: ActionCall,
	content: string,
	key: string[],
): (state: State, item?: IDataObject) => void {
	const { host } = call;
	const sentOrders = call.memory.of(SentOrders);
	const sent = { content, at: call.now(), account: accountOf(call) };
	return (state, item) => {
		if (state === 'free') sentOrders.erase(host, key);
		else {
			const orderId = typeof item?.orderId === 'string' ? item.orderId : null;
			sentOrders.write(host, key, { state: STORED[state], ...sent, orderId });
		}
	};
}
