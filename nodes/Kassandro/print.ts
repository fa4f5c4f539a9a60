/** Prints receipts and cancellations, each at most once (document: Beleg erstellen, POST /receipts). */
import type { IDataObject } from 'n8n-workflow';
import { apiError, InputError } from '../shared/errors';
import { ItemNote } from '../shared/notes';
import { isRecord } from '../shared/records';
import type { Call, DayRange } from '../shared/types';
import { unwrap } from './answers';
import { exactlyOnce } from './exactlyOnce';
import type { Job, Look } from './exactlyOnce';
import { proveTokenOnce } from './proveToken';
import { readOne, readRegister, searchRange } from './receiptSearch';
import { carrying, lookBackDays, referenceFor, showsReferences, withReference } from './reference';
import type { Reference } from './reference';
import { registerIndex } from './registerIndex';
import { differences } from './sameContent';
import { apiKeyOf, baseUrl, registerIdOf } from './token';

/** Cancellations are dated by the till like all receipts; its clock may be slow. */
const CANCELLATION_LOOK_BACK_DAYS = 1;

const NO_REFERENCES =
	'The receipts of this register come back without their reference, so order numbers cannot prevent printing twice here. Ask Kassandro about "customText".';

/**
 * Prints a standard or zero receipt.
 *
 * With an order number, the register's receipts are searched for it first, one sender at a time for
 * each register and number in this process. Without one, a code made up for the item is kept through
 * n8n's retries. Either travels with the receipt, by which it is found after a lost answer.
 * @param body the receipt without its reference
 * @returns the vendor's receipt, with `duplicate: true` where it was there before, and with
 * `recovered: true` where it was found after its answer was lost
 * @throws NodeApiError where it failed, or it isn't known whether it did; InputError where the order
 * number is that of a receipt with other content
 */
export async function print(call: Call, body: Record<string, unknown>): Promise<IDataObject> {
	const note = new ItemNote(call);
	const fresh = referenceFor(call, body);
	const reference = fresh && fresh.orderNumber === undefined ? (noted(note) ?? fresh) : fresh;
	if (isDoneWithOther(note, reference)) note.erase();
	const range = searchRange(call, body.created, lookBackDays(call));
	const job: Job = {
		note,
		memory: { ...(reference && { reference: { ...reference } }) },
		...(reference && { look: async (memory: IDataObject) => await find(call, range, memory) }),
		send: async () => await post(call, withReference(body, reference)),
		recall: async (memory) => await recall(call, memory),
		accept: (found, how) => accept(call, body, found, how, reference),
		advice: ({ reference: sought }) => adviceFor(sought ?? reference),
	};
	if (reference?.orderNumber === undefined) {
		// A token that has ended would leave open what became of the receipt.
		await proveTokenOnce(call, { mayCreateToken: true });
		return checked(call, await exactlyOnce(call, job), reference);
	}
	return await call.alone(['print', ...registerOf(call), reference.orderNumber], async () => {
		const index = await registerIndex(call, range);
		let conclusive = true;
		const receipt = await exactlyOnce(call, {
			...job,
			lookFirst: async () => {
				const receipts = await index.receipts(call);
				conclusive = receipts.some((receipt) => showsReferences(receipt, reference));
				const found = receipts.filter(carrying(reference));
				const [first, ...others] = found;
				if (others.length > 0) call.hint(`${found.length} receipts carry this order number.`);
				if (first && wasCancelled(first, receipts)) {
					call.hint(
						'A receipt with this order number was printed and cancelled. To print another one, give it an order number of its own.',
					);
				}
				return first;
			},
		});
		if (receipt.duplicate === true) return receipt;
		index.add(receipt);
		// The first receipt of a register: only the list can tell whether the next one would be found.
		if (!conclusive && !(await find(call, range, job.memory)).found) call.hint(NO_REFERENCES);
		return checked(call, receipt, reference);
	});
}

/**
 * Prints the cancellation of a receipt. Its key is the number that it cancels: an existing
 * cancellation of it comes back instead.
 * @param body the cancellation as it is sent
 * @returns the vendor's receipt, with `duplicate` or `recovered` like {@link print}
 */
export async function printCancellation(
	call: Call,
	body: Record<string, unknown>,
	receiptNumber: string,
): Promise<IDataObject> {
	return await call.alone(['cancel', ...registerOf(call), receiptNumber], async () => {
		const original = unwrap(await readOne(call, receiptNumber));
		if (isRecord(original) && numberCancelledBy(original) !== undefined) {
			throw new InputError(
				'Receipt Number',
				`(${receiptNumber}) is the number of a cancellation`,
				'Only sales can be cancelled. Nothing was printed.',
			);
		}
		const created = isRecord(original) ? original.created : undefined;
		const range = searchRange(call, created, CANCELLATION_LOOK_BACK_DAYS);
		const index = await registerIndex(call, range);
		const findIn = (receipts: IDataObject[]) =>
			receipts.find((receipt) => numberCancelledBy(receipt) === receiptNumber);
		const look = async (): Promise<Look> => {
			const receipts = await readRegister(call, range);
			return {
				found: findIn(receipts),
				conclusive: receipts.some((receipt) => numberCancelledBy(receipt) !== undefined),
			};
		};
		const note = new ItemNote(call);
		// Another number than the one that an earlier try of this item has cancelled.
		if (note.read()?.cancels !== receiptNumber) note.erase();
		const receipt = await exactlyOnce(call, {
			note,
			memory: { cancels: receiptNumber },
			look,
			lookFirst: async () => findIn(await index.receipts(call)),
			send: async () => await post(call, body),
			recall: async (memory) => await recall(call, memory),
			accept: (found, how) => ({ ...found, [how]: true }),
			advice: () =>
				`Look at the register whether receipt ${receiptNumber} is cancelled. If it is not, run this again; an existing cancellation is found and not repeated.`,
		});
		if (receipt.duplicate !== true) index.add(receipt);
		return receipt;
	});
}

/** What makes a register another one than others. */
function registerOf({ credentials }: Call): string[] {
	const id = registerIdOf(credentials);
	return [baseUrl(credentials), id === '' ? apiKeyOf(credentials) : id];
}

/** The reference that an earlier try of the item made up. */
function noted(note: ItemNote): Reference | undefined {
	const reference = referenceIn(note.read() ?? {});
	return reference?.orderNumber === undefined ? reference : undefined;
}

/** Whether an earlier try printed another sale: the item was given another order number since. */
function isDoneWithOther(note: ItemNote, reference: Reference | undefined): boolean {
	const { state, ...memory } = note.read() ?? {};
	return state === 'done' && referenceIn(memory)?.orderNumber !== reference?.orderNumber;
}

function referenceIn({ reference }: IDataObject): Reference | undefined {
	if (!isRecord(reference)) return undefined;
	const { label, value, orderNumber } = reference;
	if (typeof label !== 'string' || typeof value !== 'string') return undefined;
	return { label, value, ...(typeof orderNumber === 'string' ? { orderNumber } : {}) };
}

async function find(call: Call, range: DayRange, memory: IDataObject): Promise<Look> {
	const reference = referenceIn(memory);
	if (!reference) return { conclusive: false };
	const receipts = await readRegister(call, range);
	return {
		found: receipts.find(carrying(reference)),
		conclusive: receipts.some((receipt) => showsReferences(receipt, reference)),
	};
}

async function post(call: Call, body: Record<string, unknown>): Promise<IDataObject> {
	const answer = unwrap(await call.send({ method: 'POST', path: '/receipts', body }));
	if (isRecord(answer) && isRecord(answer.receipt)) return answer.receipt;
	throw apiError(call.host.getNode(), call.api, call.endpoint, {
		problem: 'the answer holds no receipt',
		advice: 'Look at the register before you run it again.',
		outcomeUnknown: true,
	});
}

/** The receipt that an earlier try of the item has printed. */
async function recall(call: Call, { receiptNumber }: IDataObject): Promise<IDataObject> {
	const receipt = unwrap(await readOne(call, String(receiptNumber)));
	return isRecord(receipt) ? receipt : { receiptNumber };
}

function accept(
	call: Call,
	body: Record<string, unknown>,
	found: IDataObject,
	how: 'duplicate' | 'recovered',
	reference: Reference | undefined,
): IDataObject {
	const different = differences(body, found);
	const number = String(found.receiptNumber);
	if (different.length > 0 && reference?.orderNumber !== undefined) {
		throw new InputError(
			'Order Number (Prevents Printing Twice)',
			`${reference.orderNumber} is that of receipt ${number}, which has other content: ${different.join('; ')}`,
			'Nothing was printed. Give another sale a number of its own, or correct what is to be printed.',
		);
	}
	if (different.length > 0) {
		call.hint(
			`Receipt ${number} was printed by an earlier try, when the item was another: ${different.join('; ')}.`,
		);
	}
	return { ...found, [how]: true };
}

/** Says so when a reference didn't come back, since nothing can be found by it then. */
function checked(call: Call, receipt: IDataObject, reference: Reference | undefined): IDataObject {
	if (reference && !carrying(reference)(receipt)) call.hint(NO_REFERENCES);
	return receipt;
}

function wasCancelled({ receiptNumber }: IDataObject, receipts: IDataObject[]): boolean {
	return receipts.some((receipt) => numberCancelledBy(receipt) === String(receiptNumber));
}

/** The number that a cancellation takes back; undefined for all other receipts. */
function numberCancelledBy({ cancellation }: IDataObject): string | undefined {
	if (!isRecord(cancellation)) return undefined;
	const { receiptNumber } = cancellation;
	return typeof receiptNumber === 'string' || typeof receiptNumber === 'number'
		? String(receiptNumber)
		: undefined;
}

function adviceFor(sought: unknown): string {
	const reference = referenceIn({ reference: sought as IDataObject });
	const place = reference
		? `Look for "${reference.label}: ${reference.value}" on the receipts of the register`
		: 'Look at the latest receipts of the register';
	return `${place}. If the receipt is there, all is done. If it is not, start the workflow again for this item. n8n's own retry of this execution looks for it first.`;
}
