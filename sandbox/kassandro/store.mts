/** The receipts of all registers: numbering, insertion, cancellation, search and totals. */
import type { Random } from '../core/random.mts';
import type { ReceiptKind, Totals, TotalsQuery } from '../core/vendor.mts';
import { toCents } from '../money.mts';
import type { ReceiptBody, StoredReceipt } from './records.mts';
import { lineCents, mirrored, settle, type Truth } from './settle.mts';
import { instantOf } from './till-time.mts';

/** Which receipts a caller asks for. Instants in milliseconds, both ends included. */
export interface ReceiptSpan {
	merchant: string;
	register?: number;
	contains(receipt: StoredReceipt): boolean;
}

export interface ReceiptStore {
	/** Signs a receipt: gives it the register's next number. */
	insert(place: Place, body: ReceiptBody, truth: Truth, late?: Late): StoredReceipt;
	/** Leaves out the register's next number, and says which. */
	skip(register: number): number;
	/** Makes a register give its last number once more. */
	repeat(register: number): void;
	/**
	 * Signs the receipt that cancels `original` at `created` (till time).
	 * @param how `standing`: its amounts keep the signs of the original
	 */
	cancel(
		original: StoredReceipt,
		created: string,
		how?: Partial<Late> & { standing?: boolean },
	): StoredReceipt;
	/** In the order in which they reached the server. */
	list(span: ReceiptSpan): StoredReceipt[];
	find(matches: (receipt: StoredReceipt) => boolean): StoredReceipt | undefined;
	totals(query: TotalsQuery): Totals;
	count(register?: number): number;
}

interface Place {
	merchant: string;
	register: number;
	/** Puts it before all others instead of after them. */
	atFront?: boolean;
}

/** When a receipt reaches the server, if that is long after it was made. */
interface Late {
	visibleFrom: number;
}

/** The truth about a receipt that a client wrote. */
export function truthOf(body: ReceiptBody): Truth {
	const lines = body.items.map((item) => ({ cents: lineCents(item), rate: item.vat }));
	let kind: ReceiptKind = 'sale';
	if (lines.length === 0) kind = 'zero';
	else if (body.price < 0) kind = 'refund';
	const payment = {
		paymentMethod: body.paymentMethod,
		given: toCents(body.given),
		voucher: toCents(body.voucher),
	};
	return settle(lines, body, payment, kind);
}

/** A body with every amount negated; nothing is handed back beyond what was due. */
function negated(body: ReceiptBody, created: string): ReceiptBody {
	const minus = (amount: number): number => (amount === 0 ? 0 : -amount);
	return {
		...body,
		created,
		items: body.items.map((item) => ({
			...item,
			amount: minus(item.amount),
			discountAbsolute: minus(item.discountAbsolute),
			...(item.priceAll === undefined ? {} : { priceAll: minus(item.priceAll) }),
		})),
		price: minus(body.price),
		discountAbsolute: minus(body.discountAbsolute),
		given: minus((toCents(body.price) - toCents(body.voucher)) / 100),
		voucher: minus(body.voucher),
	};
}

function addUp(receipts: readonly StoredReceipt[]): Totals {
	const byKind = { sale: 0, refund: 0, cancellation: 0, zero: 0 };
	const taxes = new Map<string, { grossCents: number; taxCents: number }>();
	const payments = new Map<string, number>();
	let changeCents = 0;
	for (const { truth } of receipts) {
		byKind[truth.kind] += 1;
		changeCents += truth.changeCents;
		for (const tax of truth.taxes) {
			const sum = taxes.get(tax.rate) ?? { grossCents: 0, taxCents: 0 };
			sum.grossCents += tax.grossCents;
			sum.taxCents += tax.taxCents;
			taxes.set(tax.rate, sum);
		}
		for (const { means, cents } of truth.payments) {
			payments.set(means, (payments.get(means) ?? 0) + cents);
		}
	}
	const grossCents = receipts.reduce((total, { truth }) => total + truth.grossCents, 0);
	const taxCents = [...taxes.values()].reduce((total, tax) => total + tax.taxCents, 0);
	return {
		count: receipts.length,
		byKind,
		grossCents,
		netCents: grossCents - taxCents,
		taxCents,
		taxes: [...taxes]
			.map(([rate, sum]) => ({ rate, ...sum, netCents: sum.grossCents - sum.taxCents }))
			.sort((a, b) => Number(b.rate) - Number(a.rate)),
		payments: [...payments]
			.map(([means, cents]) => ({ means, cents }))
			.sort((a, b) => (a.means < b.means ? -1 : 1)),
		changeCents,
	};
}

/** Makes an empty store. */
export function createStore(random: Random, now: () => number): ReceiptStore {
	const receipts: StoredReceipt[] = [];
	const sequences = new Map<number, number>();

	const skip: ReceiptStore['skip'] = (register) => {
		const sequence = (sequences.get(register) ?? 0) + 1;
		sequences.set(register, sequence);
		return sequence;
	};

	const insert: ReceiptStore['insert'] = ({ merchant, register, atFront }, body, truth, late) => {
		const sequence = skip(register);
		const receipt: StoredReceipt = {
			id: random.text(17),
			merchant,
			register,
			sequence,
			instant: instantOf(body.created),
			day: body.created.slice(0, 10),
			visibleFrom: late?.visibleFrom ?? 0,
			body,
			signature: `_R1-AT0_${register}_${sequence}_${body.created}_${random.text(24)}`,
			truth,
			cancelled: false,
			attachments: [],
		};
		if (atFront) receipts.unshift(receipt);
		else receipts.push(receipt);
		return receipt;
	};

	return {
		insert,
		skip,
		repeat(register) {
			sequences.set(register, Math.max(0, (sequences.get(register) ?? 0) - 1));
		},
		cancel(original, created, { standing = false, visibleFrom = 0 } = {}) {
			const body = standing ? { ...original.body, created } : negated(original.body, created);
			const receipt = insert(original, body, mirrored(original.truth), { visibleFrom });
			receipt.cancels = original;
			original.cancelled = true;
			return receipt;
		},
		list: ({ merchant, register, contains }) =>
			receipts.filter(
				(receipt) =>
					receipt.merchant === merchant &&
					(register === undefined || receipt.register === register) &&
					receipt.visibleFrom <= now() &&
					contains(receipt),
			),
		find: (matches) => receipts.find((receipt) => receipt.visibleFrom <= now() && matches(receipt)),
		totals: ({ merchant, register, from, to }) =>
			addUp(
				receipts.filter(
					(receipt) =>
						(merchant === undefined || receipt.merchant === merchant) &&
						(register === undefined || String(receipt.register) === register) &&
						(from === undefined || receipt.body.created >= from) &&
						(to === undefined ||
							receipt.body.created <= (to.length === 10 ? `${to}T23:59:59` : to)),
				),
			),
		count: (register) =>
			register === undefined ? receipts.length : (sequences.get(register) ?? 0),
	};
}
