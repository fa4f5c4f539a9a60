/** Kassandro's receipt endpoints. */
import { Refusal, type CheckedRequest, type Handler, type VendorContext } from '../core/vendor.mts';
import {
	ATTACHMENT_FOLDER,
	LIST_KEYS,
	NOT_FOUND_STATUS,
	receiptRecord,
	REFUSED_STATUS,
} from './assumptions.mts';
import { attachmentPath, takeUpload } from './attachments.mts';
import type { ReceiptBody, StoredReceipt } from './records.mts';
import { truthOf, type ReceiptStore } from './store.mts';
import { instantOf, isTillTime, localText } from './till-time.mts';
import type { Token } from './tokens.mts';

type Request = CheckedRequest<Token>;

/** A body as the description lets it through. */
type NewReceipt =
	| { cancellation: { receiptNumber: string } }
	| (Omit<ReceiptBody, 'created'> & { created?: string | null });

/** What `getReceipts` and `getReceiptsCount` select, for either kind of token. */
export interface Selection {
	/** Till time of the earliest receipt that the span holds. */
	from: string;
	register?: number;
	contains(receipt: StoredReceipt): boolean;
}

/** Reads the span of a request: whole days (account list) or instants. */
export function selectionOf(
	{ query, identity }: Request,
	config: VendorContext['config'],
): Selection {
	const reaches = <T extends string | number>(value: T, end: T): boolean =>
		config.kassandroToInclusive === false ? value < end : value <= end;
	const register = identity.register ?? query.cashregisterid ?? query.cashRegisterId;
	const place = register === undefined ? {} : { register: register as number };
	if (query.datefrom !== undefined) {
		const [from, to] = [query.datefrom as string, query.dateto as string];
		const dayOf = ({ day, instant }: StoredReceipt): string =>
			config.kassandroCreatedZone === 'utcDays'
				? new Date(instant).toISOString().slice(0, 10)
				: day;
		const contains = (receipt: StoredReceipt): boolean =>
			dayOf(receipt) >= from && reaches(dayOf(receipt), to);
		return { ...place, from: `${from}T00:00:00`, contains };
	}
	const [from, to] = [instantOf(query.dateFrom as string), instantOf(query.dateTo as string)];
	const contains = ({ instant }: StoredReceipt): boolean => instant >= from && reaches(instant, to);
	return { ...place, from: localText(from), contains };
}

/** Makes the handlers. A number belongs to the caller's account, or to its one register. */
export function receiptHandlers(
	{ random, now, config }: VendorContext,
	store: ReceiptStore,
): Record<string, Handler<Token>> {
	const refuse = (status: number, msg: string): never => {
		throw new Refusal({
			status: config.kassandroErrorsAs200 === true ? 200 : status,
			body: { error: true, msg },
		});
	};
	const numberOf = ({ register, sequence }: StoredReceipt): string =>
		config.kassandroNumbers === 'plain' ? String(sequence) : `${register}-${sequence}`;
	const isOf = ({ merchant, register }: Token, receipt: StoredReceipt): boolean =>
		receipt.merchant === merchant.name && (register === undefined || receipt.register === register);
	const byNumber = (token: Token, number: string): StoredReceipt =>
		store.find((receipt) => isOf(token, receipt) && numberOf(receipt) === number) ??
		refuse(NOT_FOUND_STATUS, `There is no receipt ${number}.`);

	const record = (receipt: StoredReceipt, withItems: boolean, urls?: string[]) => ({
		...receiptRecord(receipt, {
			receiptNumber: numberOf(receipt),
			cancels: receipt.cancels && numberOf(receipt.cancels),
			withItems,
			urls,
		}),
		...(config.kassandroCreatedZone !== 'till'
			? { created: new Date(receipt.instant).toISOString().slice(0, 19) }
			: {}),
	});
	const single = (receipt: StoredReceipt) => {
		const prefix = String(config.kassandroAttachmentOrigin ?? '');
		const urls = receipt.attachments.map((file) => `${prefix}${attachmentPath(file)}`);
		return record(receipt, true, urls);
	};
	const selected = (request: Request): StoredReceipt[] => {
		try {
			const { register, contains } = selectionOf(request, config);
			return store.list({ merchant: request.identity.merchant.name, register, contains });
		} catch (error) {
			return refuse(REFUSED_STATUS, (error as Error).message);
		}
	};

	return {
		getReceipts: (request) => {
			const { limit, offset, withItems = true, withitems = withItems } = request.query;
			const start = (offset as number | undefined) ?? 0;
			const found = selected(request).filter(({ unlisted }) => unlisted !== true);
			if (config.kassandroOrder === 'newest') found.reverse();
			const page = found
				.slice(start, start + ((limit as number | undefined) ?? 1000))
				.map((receipt) => record(receipt, withitems === true));
			return {
				body: config.kassandroListShape === 'object' ? { [LIST_KEYS.getReceipts]: page } : page,
			};
		},
		getReceiptsCount: (request) => {
			const count = selected(request).length;
			if (config.kassandroCountShape === 'number') return { body: count };
			return { body: config.kassandroCountShape === 'array' ? [{ count }] : { count } };
		},
		getReceipt: ({ identity, params }) => ({
			body: single(byNumber(identity, params.receiptNumber ?? '')),
		}),
		createReceipt: ({ identity, body }) => {
			const written = body as NewReceipt;
			const place = { merchant: identity.merchant.name, register: identity.register as number };
			let receipt: StoredReceipt;
			if ('cancellation' in written) {
				const original = byNumber(identity, written.cancellation.receiptNumber);
				if (original.cancelled) refuse(REFUSED_STATUS, 'The receipt is cancelled already.');
				if (original.cancels) refuse(REFUSED_STATUS, 'A cancellation can not be cancelled.');
				receipt = store.cancel(original, localText(now()));
			} else {
				const { created, ...rest } = written;
				const complete = { ...rest, created: created ?? localText(now()) };
				if (!isTillTime(complete.created)) refuse(REFUSED_STATUS, 'created is not a date.');
				receipt = store.insert(place, complete, truthOf(complete));
			}
			const msg = 'Receipt successfully inserted.';
			return { body: { error: false, msg, receipt: single(receipt) } };
		},
		uploadReceiptAttachment: ({ identity, body, files }) => {
			const { receiptId } = body as { receiptId: string };
			const file = files.find(({ name }) => name === 'file');
			if (!file) return refuse(REFUSED_STATUS, 'There is no file.');
			const receipt =
				store.find((candidate) => isOf(identity, candidate) && candidate.id === receiptId) ??
				refuse(NOT_FOUND_STATUS, 'There is no such receipt.');
			const attachment = takeUpload(random, file);
			if (typeof attachment === 'string') return refuse(REFUSED_STATUS, attachment);
			receipt.attachments.push(attachment);
			const msg = 'Attachment successfully uploaded.';
			return { body: { error: false, msg, receipt: single(receipt) } };
		},
		downloadAttachment: ({ identity, path }) => {
			const file = path.slice(ATTACHMENT_FOLDER.length);
			const receipt = store.find(
				(candidate) =>
					isOf(identity, candidate) && candidate.attachments.some((one) => one.file === file),
			);
			const attachment = receipt?.attachments.find((one) => one.file === file);
			if (!attachment) return refuse(NOT_FOUND_STATUS, 'There is no such attachment.');
			const name = encodeURIComponent(attachment.filename);
			return {
				headers: { 'Content-Disposition': `attachment; filename*=UTF-8''${name}` },
				raw: { type: attachment.type, content: attachment.content },
			};
		},
	};
}
