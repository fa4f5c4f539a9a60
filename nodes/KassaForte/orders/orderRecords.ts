/** What is written down while an order is sent, so that it isn't sent twice. */
import { deepCopy } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { accountOf } from '../../shared/wire/account';
import type { ItemNote } from '../../shared/once/notes';
import type { Call } from '../../shared/table/types';
import { SentOrders } from './sentOrders';
import type { OrderState } from './sentOrders';

/** Lives as long as the process. */
export const sentOrders = new SentOrders();

/** What is written down about an order while it is sent. */
export interface Records {
	/** Before it is sent. */
	sending: () => void;
	/** It may have arrived. */
	unknown: () => void;
	/** KassaForte took it. */
	taken: (item: IDataObject, orderId: string | null) => void;
	/** It surely wasn't taken. */
	erase: () => void;
}

/** The state in the note of an item that may have arrived. */
export const OPEN = 'unknown';

/**
 * Notes for n8n's tries, which run the whole node again.
 * @param sent what tells the order from others
 */
export function inExecution(note: ItemNote, sent: IDataObject): Records {
	const open = () => note.write({ ...sent, state: OPEN });
	return {
		sending: open,
		unknown: open,
		taken: (item) => note.write({ ...sent, state: 'taken', item: deepCopy(item) }),
		erase: () => note.erase(),
	};
}

/** The same, and notes for all runs that use the order's number. */
export function withNumber(call: Call, content: string, key: string[], records: Records): Records {
	const host = call.host as IExecuteFunctions;
	const sent = { content, at: call.now(), account: accountOf(call) };
	const note = (state: OrderState, orderId: string | null) =>
		sentOrders.write(host, key, { state, ...sent, orderId });
	return {
		sending: () => {
			records.sending();
			note('sending', null);
		},
		unknown: () => {
			records.unknown();
			note('unknown', null);
		},
		taken: (item, orderId) => {
			records.taken(item, orderId);
			note('taken', orderId);
		},
		erase: () => {
			records.erase();
			sentOrders.erase(host, key);
		},
	};
}
