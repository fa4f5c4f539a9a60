/** Hundreds of small worlds in which all goes wrong at once: nothing is printed twice, no error lies. */
import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { tellingEarlier } from '../../../../nodes/Kassandro/printing/earlierTry';
import { print, printAdvice } from '../../../../nodes/Kassandro/printing/print';
import { printCancellation } from '../../../../nodes/Kassandro/printing/printCancellation';
import type { ApiRequest } from '../../../../nodes/shared/table/request';
import type { ActionCall } from '../../../../nodes/shared/table/types';
import { TillRegister, lost, refused, saleOf } from '../../../support/vendors/tillRegister';
import type { TillExecution } from '../../../support/vendors/tillRegister';
import { runs, seeded, worldSeed } from '../../../support/clock/seeds';

const WORLDS = runs(300);
const STEPS = 8;
/** A request without an answer is carried out within this time, or never. */
const LATEST_MS = 29_000;

type Item =
	| { kind: 'order'; number: string; price: number }
	| { kind: 'sale'; price: number }
	| { kind: 'cancellation'; of: string };

/** An execution and its retries. */
interface Chain {
	context: IDataObject;
	items: Item[];
}

class World {
	readonly problems: string[] = [];

	private readonly random: () => number;

	private readonly till = TillRegister.withHistory();

	private readonly chains: Chain[] = [];

	private readonly made = new Set<Item>();

	/** How many requests go wrong. */
	private readonly rate: number;

	/** Each sale has a price of its own, by which its receipt is known. */
	private price = 10;

	constructor(seed: number) {
		this.random = seeded(seed);
		this.rate = this.chance(0.5) ? 0.3 : 0.6;
		this.till.newestFirst = this.chance(0.5);
		for (let n = 0; n < 4; n += 1)
			this.till.printElsewhere(`HISTORY-${n}-OF-TILL`, saleOf(900 + n));
		this.till.print(saleOf(-900, { cancellation: { receiptNumber: '11-2' } }));
		const answersSayLess = this.chance(0.3);
		this.till.between = (request) => this.disturb(request, answersSayLess);
	}

	async live(): Promise<void> {
		for (let step = 0; step < STEPS; step += 1) {
			const what = this.below(5);
			if (what < 2 || this.chains.length === 0) await this.run(this.newChain());
			else if (what === 2) this.till.printElsewhere(`OTHER-${step}`, saleOf(800 + step));
			else if (what === 3) await this.run(this.one(this.chains));
			else {
				this.till.wait(this.below(60_000));
				const both = new Set([this.one(this.chains), this.one(this.chains)]);
				await Promise.all([...both].map(async (chain) => await this.run(chain)));
			}
		}
		this.till.wait(LATEST_MS);
		for (const item of this.made) {
			const count = this.countOf(item);
			if (count > 1) this.problems.push(`${JSON.stringify(item)} is printed ${count} times`);
		}
	}

	private below(limit: number): number {
		return Math.floor(this.random() * limit);
	}

	private chance(probability: number): boolean {
		return this.random() < probability;
	}

	private one<T>(list: readonly T[]): T {
		return list[this.below(list.length)] as T;
	}

	/** Items of an execution: new sales, orders that came before, cancellations of the same receipts. */
	private newChain(): Chain {
		const orders = [...this.made].filter(({ kind }) => kind === 'order');
		const items = Array.from({ length: 1 + this.below(4) }, (): Item => {
			const what = this.below(4);
			if (what === 0) return { kind: 'cancellation', of: `11-${3 + this.below(3)}` };
			if (what === 1) return { kind: 'sale', price: (this.price += 1) };
			if (what === 2 && orders.length > 0) return this.one(orders);
			this.price += 1;
			return { kind: 'order', number: `ORDER-${this.price}`, price: this.price };
		});
		for (const item of items) this.made.add(item);
		const chain = { context: {}, items };
		this.chains.push(chain);
		return chain;
	}

	private async run({ context, items }: Chain): Promise<void> {
		const run = this.till.execution(context);
		const work = items.map((item, index) => async () => await this.do(run, item, index));
		if (this.chance(0.6)) await Promise.all(work.map(async (next) => await next()));
		else for (const next of work) await next();
	}

	private async do(run: TillExecution, item: Item, index: number): Promise<void> {
		const call = this.cancelable(run, run.call(index, optionsOf(item)));
		const job = async () =>
			item.kind === 'cancellation'
				? await printCancellation(call, { cancellation: { receiptNumber: item.of } }, item.of)
				: await print(call, saleOf(item.price));
		await tellingEarlier(call, job, printAdvice).then(
			(receipt) => {
				const isOwn = item.kind === 'cancellation' || receipt.price === item.price;
				if (!isOwn || this.countOf(item) === 0) {
					this.problems.push(`${JSON.stringify(item)} came out as ${JSON.stringify(receipt)}`);
				}
			},
			({ message, context }: Error & { context?: IDataObject }) => {
				// Orders and cancellations are found again; of others, only the error tells.
				const isTold = context?.outcomeUnknown === true || message.includes('an earlier try');
				if (item.kind === 'sale' && !isTold && this.countOf(item) > 0) {
					this.problems.push(`${JSON.stringify(item)} is printed, the error says: ${message}`);
				}
			},
		);
	}

	/** Somebody may stop the execution while a receipt is on its way; then nothing more goes out. */
	private cancelable(run: TillExecution, call: ActionCall): ActionCall {
		return {
			...call,
			send: async (request) => {
				if (run.isCanceled) throw refused();
				if (request.method !== 'POST' || !this.chance(this.rate / 4))
					return await call.send(request);
				run.isCanceled = true;
				return await this.losing(request);
			},
		};
	}

	/** No answer: it was carried out, or will be, or never is. */
	private async losing(request: ApiRequest): Promise<never> {
		const what = this.below(3);
		const carryOut = () => void this.till.answer(request);
		if (what === 0) carryOut();
		if (what === 1) this.till.later(this.below(LATEST_MS), carryOut);
		return await Promise.reject(lost());
	}

	private disturb(request: ApiRequest, answersSayLess: boolean): Promise<unknown> | undefined {
		if (request.method !== 'POST') {
			return this.chance(this.rate / 2) ? Promise.reject(refused()) : undefined;
		}
		if (this.chance(this.rate)) {
			const what = this.below(6);
			if (what === 0) return Promise.reject(refused());
			if (what === 1) return Promise.reject(tokenRefused());
			if (what > 2) return this.losing(request);
			this.till.answer(request);
			return Promise.resolve({ error: false });
		}
		const { receipt } = this.till.answer(request) as { receipt: IDataObject };
		const less = answersSayLess ? { customText: undefined, cancellation: undefined } : {};
		return Promise.resolve({ receipt: { ...receipt, ...less } });
	}

	private countOf(item: Item): number {
		return this.till.receipts.filter(({ price, cancellation }) =>
			item.kind === 'cancellation'
				? (cancellation as IDataObject | undefined)?.receiptNumber === item.of
				: price === item.price && !cancellation,
		).length;
	}
}

function optionsOf(item: Item): IDataObject {
	return item.kind === 'order' ? { orderNumber: item.number } : {};
}

function tokenRefused(): NodeApiError {
	const error = refused();
	error.context.tokenRefused = true;
	return error;
}

it('prints nothing twice, gives each item its own receipt, and says what is not known', async () => {
	for (let n = 1; n <= WORLDS; n += 1) {
		const seed = worldSeed(n);
		const world = new World(seed);
		await world.live();
		expect({ seed, problems: world.problems }).toEqual({ seed, problems: [] });
	}
});
