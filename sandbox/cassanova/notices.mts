/** Webhooks: made through the control interface as in the vendor's portal, and the notices that they send. */
import { createHmac } from 'node:crypto';
import type { VendorContext } from '../core/vendor.mts';
import type { Documents } from './documents.mts';
import type { Fields, Records } from './records.mts';
import { RESOURCES, type ResourceName } from './resources.mts';

/*
 * What newer generations of the API do, and what was chosen:
 * - Headers x-cn-operation (ENTITY/EVENT) and x-cn-signature: HMAC-SHA1 of the body with the webhook's
 *   secret, as hexadecimal digits (switch cassaNovaSignature: hex | base64).
 * - The body is the entity itself as the API shows it; of what was deleted too, where it is still known.
 * - Other answers than 2xx are tried again, three times at most, with the same body and at once: nobody
 *   has told how long the vendor waits.
 * - Each webhook has a secret of its own.
 */

const RETRIES = 3;
const EVENTS = ['CREATE', 'EDIT', 'DELETE'];
const DOCUMENT_KINDS = {
	RECEIPT: 'receipts',
	INVOICE: 'invoices',
	CREDIT_NOTE: 'creditnotes',
	BILL: 'bills',
} as const;
const OTHER_NAMES: Record<string, ResourceName> = { MODIFIER: 'option' };

/** A webhook as the portal keeps it. */
interface Webhook {
	id: string;
	entity: string;
	operations: string[];
	url: string;
	description: string | null;
	/** Empty: all of them. */
	idsSalesPoint: number[];
	secret: string;
}

/** What one webhook was to send, and what became of it. */
export interface Delivery {
	webhook: string;
	/** Of the record. */
	id: string;
	operation: string;
	/** `sent`, or what was done to it instead. */
	as: 'sent' | 'lost' | 'repeated' | 'forged';
	/** The status of each try; 0 where nobody answered. */
	statuses: number[];
}

export interface Notices {
	/** As GET /webhooks shows them: without secrets. */
	shown(): Fields[];
	/** Actions of the control interface. */
	actions: Record<string, (payload: Record<string, unknown>) => unknown>;
}

/** Builds the portal's page for webhooks, with none of its own. */
export function createNotices(
	context: VendorContext,
	records: Records,
	documents: Documents,
): Notices {
	const { random, config } = context;
	const webhooks: Webhook[] = [];

	/** The record as the API shows it. */
	const bodyOf = (entity: string, id: string): Fields => {
		const kind = DOCUMENT_KINDS[entity as keyof typeof DOCUMENT_KINDS];
		if (kind) {
			const shown = documents.find(kind, id);
			if (shown) return shown;
		}
		const name =
			OTHER_NAMES[entity] ??
			(Object.keys(RESOURCES) as ResourceName[]).find((one) => one.toUpperCase() === entity);
		const record = name && records.find(name, id);
		if (!name || !record) throw new Error(`no ${entity} ${id}`);
		return records.view(name, record);
	};

	const sign = (secret: string, body: string): string =>
		createHmac('sha1', secret)
			.update(body)
			.digest(config.cassaNovaSignature === 'base64' ? 'base64' : 'hex');

	/** One try; the status, or 0. */
	const post = async (url: string, operation: string, signature: string, body: string) => {
		const headers = {
			'Content-Type': 'application/json',
			Connection: 'close',
			'x-cn-operation': operation,
			'x-cn-signature': signature,
		};
		const response = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
		await response?.arrayBuffer();
		return response?.status ?? 0;
	};

	/** Tries until it is taken. */
	const deliver = async (webhook: Webhook, operation: string, body: string): Promise<number[]> => {
		const statuses: number[] = [];
		const signature = sign(webhook.secret, body);
		while (statuses.length <= RETRIES) {
			const status = await post(webhook.url, operation, signature, body);
			statuses.push(status);
			if (status >= 200 && status < 300) break;
		}
		return statuses;
	};

	const wants = ({ entity, operations, idsSalesPoint }: Webhook, notice: Noticed): boolean =>
		entity === notice.entity &&
		operations.includes(notice.event) &&
		(idsSalesPoint.length === 0 ||
			notice.idSalesPoint === undefined ||
			idsSalesPoint.includes(notice.idSalesPoint));

	const registerWebhook = (payload: Record<string, unknown>) => {
		const {
			url,
			entity,
			events = EVENTS,
			idsSalesPoint = [],
			description = null,
			secret,
		} = payload;
		if (typeof url !== 'string' || !URL.canParse(url)) throw new Error('a webhook needs a url');
		if (typeof entity !== 'string' || entity === '') throw new Error('a webhook needs an entity');
		const webhook: Webhook = {
			id: random.uuid(),
			entity,
			operations: events as string[],
			url,
			description: description as string | null,
			idsSalesPoint: idsSalesPoint as number[],
			secret: typeof secret === 'string' ? secret : random.text(40),
		};
		webhooks.push(webhook);
		return { id: webhook.id, secret: webhook.secret };
	};

	const sendNotices = async (payload: Record<string, unknown>) => {
		const {
			notices,
			lost = 0,
			repeated = 0,
			forged = 0,
			reordered = false,
		} = payload as {
			notices: Array<{ entity: string; event: string; id: string; body?: Fields }>;
			lost?: number;
			repeated?: number;
			forged?: number;
			reordered?: boolean;
		};
		if (!Array.isArray(notices)) throw new Error('sendNotices needs notices');
		const told = notices.map(({ entity, event, id, body }) => {
			const record = body ?? bodyOf(entity, id);
			return { entity, event, id, body: JSON.stringify(record), idSalesPoint: shopOf(record) };
		});
		const inOrder = reordered ? shuffled(told) : told;
		const deliveries: Delivery[] = [];
		for (const notice of inOrder) {
			for (const webhook of webhooks.filter((one) => wants(one, notice))) {
				const operation = `${notice.entity}/${notice.event}`;
				const done = { webhook: webhook.id, id: notice.id, operation };
				// A forged one comes beside the true one, with an id that nobody has made.
				if (random.chance(forged)) {
					const untrue = JSON.stringify({ ...JSON.parse(notice.body), id: `forged-${notice.id}` });
					const status = await post(webhook.url, operation, sign(random.text(40), untrue), untrue);
					deliveries.push({ ...done, id: `forged-${notice.id}`, as: 'forged', statuses: [status] });
				}
				if (random.chance(lost)) {
					deliveries.push({ ...done, as: 'lost', statuses: [] });
					continue;
				}
				const statuses = await deliver(webhook, operation, notice.body);
				const isRepeated = random.chance(repeated);
				if (isRepeated) statuses.push(...(await deliver(webhook, operation, notice.body)));
				deliveries.push({ ...done, as: isRepeated ? 'repeated' : 'sent', statuses });
			}
		}
		return { deliveries };
	};

	function shuffled<T>(list: T[]): T[] {
		const rest = [...list];
		return list.map(() => rest.splice(random.int(0, rest.length - 1), 1)[0] as T);
	}

	return {
		shown: () => webhooks.map(({ secret: _secret, idsSalesPoint: _shops, ...shown }) => shown),
		actions: { registerWebhook, sendNotices },
	};
}

interface Noticed {
	entity: string;
	event: string;
	idSalesPoint: number | undefined;
}

/** At the top where the entity has it there, else in the document's body. */
function shopOf(record: Fields): number | undefined {
	const { idSalesPoint } = record;
	const own = (record.document as Fields | null | undefined)?.idSalesPoint;
	const shop = idSalesPoint ?? own;
	return typeof shop === 'number' ? shop : undefined;
}
