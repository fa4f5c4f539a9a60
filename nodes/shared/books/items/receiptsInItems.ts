/** Accounting receipts that come in as items, as triggers give them and as databases give them back. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../table/inputError';
import { parseJson } from '../../table/nested';
import { isAbsent, isRecord } from '../../values/records';
import { listed } from '../../values/listed';
import { printSteps } from '../../values/print';
import { show } from '../../values/shown';
import type { Steps } from '../../values/inTurns';
import { placeOf } from '../facts';
import { fieldAt } from '../../values/fieldPaths';
import { accountingReceiptSchema } from '../receipt';
import type { AccountingReceipt } from '../receipt';

/** What items hold. */
export interface ItemReceipts {
	/** Each once, in the order of the items. */
	receipts: AccountingReceipt[];
	/** How many came again as they were. */
	repeated: number;
	/** Numbers of those that came again with other content: the last one counts. */
	replaced: string[];
}

/** The parameter that names the field of an item in which the receipt stands. */
export const RECEIPT_FIELD = 'Receipt Field';

const SHAPE = accountingReceiptSchema.shape;

/** What databases give as text. */
const IN_JSON = new Set([
	'register',
	'salesPoint',
	'customer',
	'totals',
	'taxes',
	'payments',
	'lines',
	'references',
	'checks',
]);

/**
 * Reads and checks the receipts of items. An empty item counts as none: n8n gives one where a node found nothing.
 * @param field path of the field in which the receipt stands; '' where the item is the receipt
 * @param known the system of each register and shop of receipts that were booked before, by ID
 * @throws InputError that names the item and the field; two systems with registers or shops of one ID are refused,
 * too, since nothing would tell their numbers apart
 */
export function* receiptsInItems(
	items: readonly IDataObject[],
	field: string,
	known: ReadonlyMap<string, AccountingReceipt['source']> = new Map(),
): Steps<ItemReceipts> {
	const found = new Map<string, { receipt: AccountingReceipt; print: string }>();
	const read: ItemReceipts = { receipts: [], repeated: 0, replaced: [] };
	const sources = new Map(known);
	for (const [index, item] of items.entries()) {
		yield;
		if (Object.keys(item).length === 0) continue;
		const receipt = readReceipt(item, field, index);
		const place = placeOf(receipt)?.id;
		if (place !== undefined) {
			const other = sources.get(place) ?? receipt.source;
			if (other !== receipt.source) throw oneIdForTwo(place);
			sources.set(place, receipt.source);
		}
		const { source, documentType, id } = receipt;
		const key = JSON.stringify([source, documentType, place, id]);
		const print = yield* printSteps(receipt, (leaf) => JSON.stringify(leaf) ?? 'null');
		const before = found.get(key);
		if (before?.print === print) read.repeated += 1;
		else if (before) read.replaced.push(receipt.displayNumber);
		found.set(key, { receipt, print });
	}
	return { ...read, receipts: [...found.values()].map(({ receipt }) => receipt) };
}

function oneIdForTwo(place: string): InputError {
	return new InputError(
		'Input',
		`holds receipts of two systems whose register and shop have one ID: ${show(place)}`,
		'Book each system with a node of its own.',
	);
}

/** Whether an item has nothing where its receipt should stand. */
export function holdsNoReceipt(item: IDataObject, field: string): boolean {
	return field === '' ? !('source' in item) : isAbsent(fieldAt(item, field));
}

/** @throws InputError */
function readReceipt(item: IDataObject, field: string, index: number): AccountingReceipt {
	const given = field === '' ? item : plain(fieldAt(item, field));
	if (!isRecord(given)) {
		throw new InputError(
			RECEIPT_FIELD,
			`${field === '' ? '' : `${show(field)} `}holds no receipt in item ${index}, which has the fields ${listed(Object.keys(item).slice(0, 20).map(show))}`,
			'Give the field in which the accounting receipt stands, or leave it empty where the item is the receipt.',
		);
	}
	const own = Object.fromEntries(
		Object.keys(SHAPE).flatMap((name) => {
			const value = IN_JSON.has(name) ? plain(given[name]) : given[name];
			return value === undefined ? [] : [[name, withNumbers(value, name)]];
		}),
	);
	const result = accountingReceiptSchema.safeParse(own);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const path = issue?.path.join('.') ?? '';
	throw new InputError(
		'Input',
		`holds no accounting receipt in item ${index}: "${path}" ${(issue?.message ?? 'cannot be used').toLowerCase()}`,
		'Take items of "Output: Accounting", of Accounting > Get Receipts, or of a trigger with "Output: Accounting", whole: one item for each receipt. Nothing was booked.',
	);
}

/** JSON as text, as columns of databases give it; anything else as it is. */
function plain(value: unknown): unknown {
	return typeof value === 'string' && /^\s*[[{n]/.test(value) ? parseJson(value) : value;
}

/** Databases give whole numbers as text, too. */
function withNumbers(value: unknown, name: string): unknown {
	if (Array.isArray(value)) return value.map((one) => withNumbers(one, name));
	if (isRecord(value)) {
		return Object.fromEntries(
			Object.entries(value).map(([key, one]) => [key, withNumbers(one, key)]),
		);
	}
	const isCents = name.endsWith('Cents') && typeof value === 'string' && /^-?\d{1,15}$/.test(value);
	return isCents ? Number(value) : value;
}
