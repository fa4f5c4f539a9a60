/** Prints standard and zero receipts, each at most once (document: Beleg erstellen, POST /receipts). */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import { oneAtATime } from '../../shared/once/aloneInN8n';
import { ItemNote } from '../../shared/once/notes';
import { listed } from '../../shared/values/listed';
import { isRecord } from '../../shared/values/records';
import { fingerprint } from '../../shared/wire/seal';
import type { DayRange } from '../../shared/table/request';
import type { ActionCall, Call } from '../../shared/table/types';
import { numberCancelledBy } from '../answers';
import { BlindRegisters } from './blindRegisters';
import { AnotherSale } from './earlierTry';
import { OrderSearch } from './orderSearch';
import type { SoughtOrder } from './orderSearch';
import { recall, sending } from './postReceipt';
import { printJob } from './printJob';
import type { Look, PrintJob } from './printJob';
import { proveTokenOnce } from '../tokens/proveToken';
import { readRegister } from './receiptSearch';
import {
	carrying,
	lookBackDays,
	orderNumberProperty,
	referenceFor,
	showsReferences,
	withReference,
} from './reference';
import type { Reference } from './reference';
import { registerIndex } from './registerIndex';
import { differences, moneyOf } from './sameContent';
import { searchRange } from './searchRange';
import { baseUrl } from '../tokens/token';

const NO_REFERENCES =
	'The receipts of this register come back without their reference, or with a part of it, so order numbers cannot prevent printing twice here. Ask Kassandro about "customText".';
const NOT_CHECKED =
	'The receipt is printed, but the list of receipts could not be read afterwards, so it is not known whether receipts of this register come back with their reference. The next order number tells.';

const NOT_LOOKED_AGAIN =
	'The receipt is printed, but the list of receipts could not be read afterwards, so it is not known whether another node, another n8n or another program has printed the same order number at the same moment.';

/**
 * Prints a standard or zero receipt.
 *
 * With an order number, the register's receipts are searched for it first, one sender at a time for
 * each register and number in this process, and one process of n8n at a time for each node. Without one, a code made up for the item is kept through
 * n8n's retries. Either travels with the receipt, by which it is found after a lost answer.
 * @param body the receipt without its reference
 * @param compare looks, where there is none yet, whether it may be sent; throws where it may not
 * @returns the vendor's receipt, with `duplicate: true` where it was there before, and with
 * `recovered: true` where it was found after its answer was lost, and with `alsoPrintedAs` where somebody else
 * has printed the same order number as well
 * @throws NodeApiError where it failed, or it isn't known whether it did; InputError where the order
 * number is that of a receipt with other content
 */
export async function print<B extends Record<string, unknown>>(
	call: ActionCall,
	body: B,
	compare: (call: ActionCall, body: B) => Promise<void> = async () => undefined,
): Promise<IDataObject> {
	const note = new ItemNote(call);
	const fresh = referenceFor(call, body);
	const content = fingerprint([JSON.stringify(moneyOf(body))]);
	if (fresh?.orderNumber === undefined) note.takeOver((left) => isLeftOpen(left, content));
	// Read once: side by side, calls of an AI agent can write the same note.
	const before = note.read() ?? {};
	refuseAnotherSale(before, fresh, content);
	const reference =
		fresh && fresh.orderNumber === undefined ? (referenceIn(before) ?? fresh) : fresh;
	const range = searchRange(call, body.created, lookBackDays(call.input));
	const look = async (memory: IDataObject) => await find(call, body, range, memory);
	const job: PrintJob = {
		note,
		before,
		memory: {
			...(reference && { reference: { ...reference } }),
			content,
			// A later try looks from where the first one would have looked.
			since: earlier(before.since, range.from),
		},
		...(reference && { look }),
		send: sending(call, withReference(body, reference)),
		recall: async (memory) => await recall(call, memory, async () => await look(memory)),
		accept: (found, how) => accept(call, body, found, how, reference),
		advice: (memory) => printAdvice({ reference, ...memory }),
	};
	if (reference?.orderNumber === undefined) {
		// A token that has ended would leave open what became of the receipt. A look reads first anyway.
		const prepare = async (tries: number) => {
			if (tries > 0 || before.state === 'sending') return;
			await compare(call, body);
			await proveTokenOnce(call, { mayCreateToken: true });
		};
		return checked(call, await printJob(call, { ...job, prepare }), reference);
	}
	const lane = ['print', baseUrl(call.credentials), reference.orderNumber];
	const order = { reference, range, body, compare };
	const printing = async () => await printOrder(call, { ...job, lane }, order);
	return await oneAtATime(call, lane, printing);
}

/** Prints a receipt that has an order number, unless there is one with the number already. */
async function printOrder<B>(
	call: ActionCall,
	job: PrintJob,
	order: SoughtOrder<B>,
): Promise<IDataObject> {
	const { reference } = order;
	const index = await registerIndex(call);
	const search = new OrderSearch(call, index, order);
	const isIt = carrying(reference);
	const receipt = await printJob(call, {
		...job,
		send: index.taking(job.send, isIt),
		byNumber: search.find,
	});
	if (receipt.duplicate === true) return withDoubles(call, receipt, search.others, reference);
	// The first receipt of a register, or an answer that says less than the list: only the list can tell
	// whether this one would be found.
	const fromList = !search.isShown || !isIt(receipt);
	const printed = await search.printed(fromList).catch(() => undefined);
	if (!printed) {
		call.hint(fromList ? NOT_CHECKED : NOT_LOOKED_AGAIN);
		return receipt;
	}
	if (fromList && printed.length === 0) {
		call.memory.of(BlindRegisters).add(call, reference);
		call.hint(NO_REFERENCES);
	}
	const isOther = (one: IDataObject) => one.receiptNumber !== receipt.receiptNumber;
	return withDoubles(call, receipt, printed.filter(isOther), reference);
}

/**
 * Two nodes that print one order at the same moment in two processes can't see each other: at least it is said,
 * and said again by whoever finds both later.
 */
function withDoubles(
	call: ActionCall,
	receipt: IDataObject,
	others: IDataObject[],
	{ orderNumber }: Reference,
): IDataObject {
	if (others.length === 0) return receipt;
	const alsoPrintedAs = others.map(({ receiptNumber }) => String(receiptNumber));
	const numbers = [...alsoPrintedAs, String(receipt.receiptNumber)];
	call.hint(
		`Order number ${String(orderNumber)} was printed ${numbers.length} times, as receipts ${listed(numbers)}: another node, another n8n or another program printed it at the same moment. Cancel all but one of them.`,
	);
	return { ...receipt, alsoPrintedAs };
}

/**
 * Refuses an item for which an earlier try of this execution has sent something else: whether both are
 * the same sale, only a person knows.
 * @throws InputError that names what was sent
 */
function refuseAnotherSale(
	before: IDataObject,
	fresh: Reference | undefined,
	content: string,
): void {
	if (before.state !== 'done' && before.state !== 'sending') return;
	const reference = referenceIn(before);
	const isSame = reference?.orderNumber === fresh?.orderNumber && before.content === content;
	if (isSame) return;
	const what = reference ? ` with "${reference.label}: ${reference.value}"` : '';
	const printed =
		before.state === 'done'
			? `printed receipt ${String(before.receiptNumber)}${what}`
			: `sent a receipt${what} of which it is not known whether it was printed`;
	throw new AnotherSale(
		orderNumberProperty.displayName,
		`or content of this item was another one in an earlier try of this execution, which ${printed}`,
		'Nothing was printed now. If this is another sale, start a new execution for it; if it is the same one, undo the change.',
	);
}

/** Whether a note is that of a try of the same sale, without an order number, whose end isn't known. */
function isLeftOpen(left: IDataObject, content: string): boolean {
	const isSame = left.content === content && referenceIn(left)?.orderNumber === undefined;
	return isSame && left.state === 'sending';
}

function earlier(noted: unknown, day: string): string {
	return typeof noted === 'string' && noted < day ? noted : day;
}

function referenceIn({ reference }: { reference?: unknown }): Reference | undefined {
	if (!isRecord(reference)) return undefined;
	const { label, value, orderNumber } = reference;
	if (typeof label !== 'string' || typeof value !== 'string') return undefined;
	return { label, value, ...(typeof orderNumber === 'string' ? { orderNumber } : {}) };
}

/** Looks for the reference of a memory. Where others have printed with it too, our own content counts. */
async function find(
	call: Call,
	body: Record<string, unknown>,
	range: DayRange,
	memory: IDataObject,
): Promise<Look> {
	const reference = referenceIn(memory);
	if (!reference) return { conclusive: false };
	const receipts = await readRegister(call, { ...range, from: earlier(memory.since, range.from) });
	const sales = receipts.filter((receipt) => numberCancelledBy(receipt) === undefined);
	const carriers = sales.filter(carrying(reference));
	return {
		found: carriers.find((one) => differences(body, one).length === 0) ?? carriers[0],
		conclusive: sales.some((sale) => showsReferences(sale, reference)),
	};
}

function accept(
	call: Call,
	body: Record<string, unknown>,
	found: IDataObject,
	how: 'duplicate' | 'recovered',
	reference: Reference | undefined,
): IDataObject {
	const different = differences(body, found).join('; ');
	const number = String(found.receiptNumber);
	if (different === '') return { ...found, [how]: true };
	if (how === 'recovered') {
		call.hint(`Receipt ${number} is printed, but reads back with other content: ${different}.`);
		return { ...found, recovered: true };
	}
	throw new InputError(
		orderNumberProperty.displayName,
		`${String(reference?.orderNumber)} is that of receipt ${number}, which has other content: ${different}`,
		'Nothing was printed now. Give another sale a number of its own, or correct what is to be printed.',
	);
}

/** Says so when a reference didn't come back, since nothing can be found by it then. */
function checked(call: Call, receipt: IDataObject, reference: Reference | undefined): IDataObject {
	if (reference && !carrying(reference)(receipt)) call.hint(NO_REFERENCES);
	return receipt;
}

/** What a person must do who doesn't know whether what a note tells was printed. */
export function printAdvice(note: { reference?: unknown }): string {
	const reference = referenceIn(note);
	const place = reference
		? `Look for "${reference.label}: ${reference.value}" on the receipts of the register`
		: 'Look at the latest receipts of the register';
	return `${place}. If the receipt is there, all is done. If it is not, start the workflow again for this item. n8n's own retry of this execution looks for it first.`;
}
