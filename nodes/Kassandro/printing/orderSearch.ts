/** Searches for an order by its number before it is printed: somebody else may have printed it. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../shared/table/inputError';
import type { DayRange } from '../../shared/table/request';
import type { ActionCall } from '../../shared/table/types';
import { numberCancelledBy } from '../answers';
import { BlindRegisters } from './blindRegisters';
import { carrying, orderNumberProperty, showsReferences } from './reference';
import { readRegister } from './receiptSearch';
import type { Reference } from './reference';
import type { RegisterIndex } from './registerIndex';

const WAS_CANCELLED =
	'A receipt with this order number was printed and canceled. To print another one, give it an order number of its own.';

/** What is searched for, and what is compared where it isn't there. */
export interface SoughtOrder<B> {
	reference: Reference;
	/** The days that hold it. */
	range: DayRange;
	/** The receipt without its reference. */
	body: B;
	/** Looks whether it may be sent; throws where it may not. */
	compare: (call: ActionCall, body: B) => Promise<void>;
}

/** The search for one order. */
export class OrderSearch<B> {
	/** Whether the last look has seen receipts that show their references. */
	isShown = true;

	/** Receipts that carry the order's number beside the one that was found, and weren't canceled. */
	others: IDataObject[] = [];

	constructor(
		private readonly call: ActionCall,
		private readonly index: RegisterIndex,
		private readonly order: SoughtOrder<B>,
	) {}

	/**
	 * The receipt with the order's number; undefined where there is none, and it may be printed.
	 * @throws InputError where it couldn't be seen, or what `compare` throws
	 */
	readonly find = async (): Promise<IDataObject | undefined> => {
		const { call, index } = this;
		const { reference, range, body, compare } = this.order;
		const blindRegisters = call.memory.of(BlindRegisters);
		const receipts = await index.receipts(call, range);
		const sales = receipts.filter((one) => numberCancelledBy(one) === undefined);
		const showing = sales.filter((sale) => showsReferences(sale, reference));
		this.isShown = showing.length > 0;
		const carriers = sales.filter(carrying(reference));
		const [valid, ...others] = carriers.filter((one) => !wasCancelled(one, receipts));
		const first = valid ?? carriers[0];
		this.others = others;
		const isListed = showing.some((sale) => !index.answers.has(sale));
		if (isListed) blindRegisters.delete(call, reference);
		if (!first && blindRegisters.has(call, reference)) throw cannotProtect(reference);
		if (first && !valid) call.hint(WAS_CANCELLED);
		if (!first) await compare(call, body);
		return first;
	};

	/**
	 * The receipts with the order's number, now that it is printed: there are several where another process has
	 * printed it at the same moment, as neither could see the other's before. Those that were canceled don't count.
	 * @param fromList whether the list itself must show it, and not what is known of our own
	 */
	async printed(fromList: boolean): Promise<IDataObject[]> {
		const { call, index } = this;
		const { reference, range } = this.order;
		const receipts = fromList ? await readRegister(call, range) : await index.receipts(call, range);
		return receipts.filter(
			(one) =>
				numberCancelledBy(one) === undefined &&
				carrying(reference)(one) &&
				!wasCancelled(one, receipts),
		);
	}
}

function cannotProtect({ orderNumber }: Reference): InputError {
	return new InputError(
		orderNumberProperty.displayName,
		`(${String(orderNumber)}) cannot be looked for: the receipts of this register come back without their reference`,
		'Nothing was printed. Ask Kassandro about "customText"; until then leave the order number empty, and make sure yourself that no order comes twice. If the register only cuts texts short, a shorter "Reference Label" or "Reference Length" helps.',
	);
}

function wasCancelled({ receiptNumber }: IDataObject, receipts: IDataObject[]): boolean {
	return receipts.some((receipt) => numberCancelledBy(receipt) === String(receiptNumber));
}
