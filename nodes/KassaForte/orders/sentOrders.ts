/**
 * Which orders were sent, by their order numbers: in this process, and in the workflow's static data,
 * which n8n saves when an execution of an active workflow ends.
 */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { BoundedMap } from '../../shared/values/bounded';
import { isRecord } from '../../shared/values/records';
import { fingerprint } from '../../shared/wire/seal';
import { sorted } from '../../shared/values/print';

/** What became of an order; one that was `sending` when n8n stopped is as good as unknown. */
export type OrderState = 'sending' | 'unknown' | 'taken';

/** What is known of an order that was sent. */
export interface SentOrder {
	state: OrderState;
	/** Tells whether another order is the same one. */
	content: string;
	/** Milliseconds since 1970. */
	at: number;
	/** Null where the answer held none. */
	orderId: string | null;
	/** Who sent it; undefined in what earlier versions have stored. */
	account?: string;
}

/** So many orders are kept with a node: n8n writes static data as a whole. */
export const MOST_KEPT = 1000;
const MOST_IN_PROCESS = 10_000;

/** Each order has a top-level key: n8n doesn't notice changes further inside. */
const PREFIX = 'order ';

type NodeHost = Pick<IExecuteFunctions, 'getNode' | 'getWorkflow' | 'getWorkflowStaticData'>;

/** The same text for the same content, whatever the order of its keys. */
export function contentOf(order: unknown): string {
	return fingerprint([sorted(order)]).slice(0, 16);
}

const STATES: readonly OrderState[] = ['sending', 'unknown', 'taken'];

function readOrder(kept: unknown): SentOrder | undefined {
	if (!isRecord(kept)) return undefined;
	const { state, content, at, orderId, account } = kept;
	return {
		state: STATES.find((one) => one === state) ?? 'unknown',
		content: String(content),
		at: Number(at),
		orderId: typeof orderId === 'string' ? orderId : null,
		...(typeof account === 'string' ? { account } : {}),
	};
}

/** Which node in which workflow static data belongs to. */
function ownerOf(host: NodeHost): string {
	return `${String(host.getWorkflow().id)} ${host.getNode().id}`;
}

const placesIn = (kept: IDataObject) =>
	Object.keys(kept).filter((place) => place.startsWith(PREFIX));

const timeAt = (kept: IDataObject, place: string) => readOrder(kept[place])?.at ?? 0;

export class SentOrders {
	static readonly shared = 'sent orders 1';

	private readonly known = new BoundedMap<{ order: SentOrder; owner: string }>(MOST_IN_PROCESS);

	/**
	 * What is known of an order.
	 * @param key what the order belongs to, and its number
	 */
	read(host: NodeHost, key: readonly string[]): SentOrder | undefined {
		const name = fingerprint(key);
		// A run that goes on beside this one has a copy of the static data of its own.
		const { order } = this.known.get(name) ?? {};
		return order ?? readOrder(host.getWorkflowStaticData('node')[PREFIX + name]);
	}

	write(host: NodeHost, key: readonly string[], order: SentOrder): void {
		const name = fingerprint(key);
		this.known.set(name, { order, owner: ownerOf(host) });
		const kept = host.getWorkflowStaticData('node');
		kept[PREFIX + name] = { ...order };
		this.addOthers(host, kept);
		dropOldestStored(kept);
	}

	/** Forgets an order that surely wasn't taken. */
	erase(host: NodeHost, key: readonly string[]): void {
		const name = fingerprint(key);
		this.known.delete(name);
		const kept = host.getWorkflowStaticData('node');
		delete kept[PREFIX + name];
		this.addOthers(host, kept);
		dropOldestStored(kept);
	}

	/**
	 * Adds what runs beside this one have sent meanwhile: the run that ends last overwrites what the
	 * others have saved.
	 */
	private addOthers(host: NodeHost, kept: IDataObject): void {
		const owner = ownerOf(host);
		const places = placesIn(kept);
		const isFull = places.length >= MOST_KEPT;
		const since = isFull ? Math.min(...places.map((place) => timeAt(kept, place))) : -Infinity;
		for (const [name, { order, owner: others }] of this.known) {
			const isMissing = others === owner && kept[PREFIX + name] === undefined;
			// What is being sent there may still be refused.
			if (isMissing && order.state !== 'sending' && order.at > since) {
				kept[PREFIX + name] = { ...order };
			}
		}
	}
}

function dropOldestStored(kept: IDataObject): void {
	const places = placesIn(kept);
	if (places.length <= MOST_KEPT) return;
	places.sort((a, b) => timeAt(kept, a) - timeAt(kept, b));
	for (const place of places.slice(0, -MOST_KEPT)) delete kept[place];
}
