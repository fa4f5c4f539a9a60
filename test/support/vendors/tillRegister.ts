/** A cash register in memory with a clock of its own, and executions of our node that reach it. */
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';
import { kassandro } from '../../../nodes/Kassandro/api';
import { create } from '../../../nodes/Kassandro/resources/receiptWrites';
import { apiError } from '../../../nodes/shared/wire/errors';
import { ProcessMemory } from '../../../nodes/shared/values/memory';
import { Lanes } from '../../../nodes/shared/wire/lanes';
import type { ApiRequest } from '../../../nodes/shared/table/request';
import type { ActionCall, Call } from '../../../nodes/shared/table/types';
import { fakeCall } from '../n8n/call';
import { failingIn, testNode } from '../n8n/host';
import type { ProcessedRows } from '../n8n/processedRows';
import { Till } from './till';
import type { Sale } from './till';

export const DAY = 86_400_000;

/** What a program may do instead of the register's own answer; undefined lets it answer. */
type Disturbance = (request: ApiRequest) => Promise<unknown> | undefined;

/** A receipt as it was printed, or as the register keeps it. */
interface Printed extends Sale {
	receipt: IDataObject;
}

export class TillRegister {
	private readonly till = new Till<Printed>({ now: () => Infinity });

	/** Method and path of each request. */
	readonly log: string[] = [];

	/** The clock of the till and of n8n, in milliseconds; waiting moves it on. */
	now = Date.parse('2026-11-22T12:00:00Z');

	newestFirst = false;

	/** Stands between the node and the register. */
	between: Disturbance = () => undefined;

	/** How a receipt is kept, and reads back. */
	keeps: (receipt: IDataObject) => IDataObject = (receipt) => receipt;

	/** What the process of our node remembers. */
	readonly memory = new ProcessMemory();

	private delayed: Array<{ at: number; work: () => void }> = [];

	/** A register that has printed receipts with references before. */
	static withHistory(): TillRegister {
		const till = new TillRegister();
		till.print({ ...saleOf(1), customText: [{ label: 'Ref', value: 'SEED' }] });
		return till;
	}

	/** Prints a receipt, whoever asks for it. */
	print(body: IDataObject): IDataObject {
		const n = this.receipts.length + 1;
		const created = body.created ?? new Date(this.now).toISOString().slice(0, 19);
		const receipt = { ...body, _id: `id${n}`, receiptNumber: `11-${n}`, created };
		const kept = this.keeps(receipt);
		const at = Date.parse(`${String(kept.created)}Z`);
		this.till.add([
			{ id: `id${n}`, at, arrives: n, day: String(created).slice(0, 10), receipt: kept },
		]);
		return receipt;
	}

	/** All receipts, in the order in which they were printed. */
	get receipts(): IDataObject[] {
		return this.till.visible().map(({ receipt }) => receipt);
	}

	/** Another program prints an order. */
	printElsewhere(order: string, body: IDataObject = saleOf()): IDataObject {
		return this.print({ ...body, customText: [{ label: 'Ref', value: order }] });
	}

	/** What the register answers to a request. */
	answer(request: ApiRequest): unknown {
		const { method, path, query = {}, body } = request;
		if (path === '/paymentmethods') return [];
		if (method === 'POST') {
			return { error: false, msg: '', receipt: this.print(structuredClone(body) as IDataObject) };
		}
		const number = /^\/receipts\/(\d.*)$/.exec(path)?.[1];
		if (number) return this.receipts.find(({ receiptNumber }) => receiptNumber === number);
		const [from, to] = [query.dateFrom, query.dateTo].map((time) => Date.parse(String(time)));
		const inRange = this.till
			.visible()
			.filter(({ at }) => at >= (from ?? 0) && at <= (to ?? 0))
			.map(({ receipt }) => receipt);
		if (path === '/receipts/count') return { count: inRange.length };
		const offset = Number(query.offset);
		const ordered = this.newestFirst ? inRange.reverse() : inRange;
		return ordered.slice(offset, offset + Number(query.limit));
	}

	/** Strikes the next POST only. */
	onNextPost(what: Disturbance): void {
		this.between = (request) => {
			if (request.method !== 'POST') return undefined;
			this.between = () => undefined;
			return what(request);
		};
	}

	/** The next POST is carried out, but its answer is lost. */
	loseNextAnswer(): void {
		this.onNextPost((request) => {
			this.answer(request);
			return Promise.reject(lost());
		});
	}

	/** The next POST and all looks after it end as in an execution that is canceled meanwhile. */
	cancelAtNextPost(run: TillExecution, atRegister: (request: ApiRequest) => void): void {
		this.onNextPost((request) => {
			atRegister(request);
			run.isCanceled = true;
			this.between = () => (run.isCanceled ? Promise.reject(lost()) : undefined);
			return Promise.reject(lost());
		});
	}

	/** Does something once the clock has moved on so far. */
	later(ms: number, work: () => void): void {
		this.delayed.push({ at: this.now + ms, work });
	}

	wait(ms: number): void {
		this.now += ms;
		const due = this.delayed.filter(({ at }) => at <= this.now);
		this.delayed = this.delayed.filter(({ at }) => at > this.now);
		for (const { work } of due) work();
	}

	/**
	 * An execution of a workflow with our node.
	 * @param context what n8n has kept of an earlier try of it
	 * @param worker of a process of its own, beside others of the same n8n
	 */
	execution(context: IDataObject = {}, worker?: TillWorker): TillExecution {
		return new TillExecution(this, context, worker);
	}

	/** How many receipts carry an order number. */
	countOf(order: string): number {
		return this.receipts.filter((receipt) => referenceOn(receipt) === order).length;
	}
}

/** A process of an n8n that has several. */
export interface TillWorker {
	memory: ProcessMemory;
	rows: ProcessedRows;
}

/** One execution; its items share what the engine lets them share. */
export class TillExecution {
	readonly hints: string[] = [];

	isCanceled = false;

	private readonly values = new Map<string, Promise<unknown>>();

	constructor(
		private readonly till: TillRegister,
		/** What n8n keeps of the node through its retries. */
		readonly context: IDataObject,
		private readonly worker?: TillWorker,
	) {}

	/**
	 * The call of one item.
	 * @param options the order number and the node's options
	 * @param more credential fields and stored parameters that differ
	 */
	call(
		itemIndex: number,
		options: IDataObject = {},
		more: {
			credentials?: IDataObject;
			parameters?: INodeParameters;
			/** The run index of a call that an AI agent makes of the node as its tool. */
			toolRun?: number;
		} = {},
	): ActionCall {
		const node = {
			...testNode,
			parameters: more.parameters ?? {},
			...(more.toolRun !== undefined && { rewireOutputLogTo: 'ai_tool' as const }),
		};
		const { memory, rows = undefined } = this.worker ?? { memory: this.till.memory };
		const call: Partial<Call> = {
			host: {
				helpers: rows?.helpers() ?? {},
				getWorkflow: () => ({ id: 'w', active: true }),
				getContext: () => this.context,
				getWorkflowDataProxy: () => ({ $runIndex: more.toolRun ?? 0 }),
				// Agents since version 3 run tools through the engine, which never says so here.
				isToolExecution: () => false,
				getNode: () => node,
			} as unknown as Call['host'],
			api: kassandro,
			endpoint: create,
			authentication: kassandro.authentications[1]!,
			credentials: {
				apiKey: 'its-key',
				cashRegisterId: '11',
				baseUrl: 'https://till.test/v1.0',
				...more.credentials,
			},
			itemIndex,
			input: { path: {}, query: {}, body: {}, options, timeZone: 'Europe/Vienna' },
			send: async (request) => {
				this.till.log.push(`${request.method} ${request.path}`);
				await Promise.resolve();
				const other = this.till.between(request);
				return other ? await other : this.till.answer(request);
			},
			memory,
			now: () => this.till.now,
			sleep: async (ms) => {
				await Promise.resolve();
				if (this.isCanceled) throw new Error('canceled');
				this.till.wait(ms);
			},
			turn: async () => await Promise.resolve(),
			alone: async (name, work) => await memory.of(Lanes).alone(JSON.stringify(name), work),
			hint: (message) => {
				this.hints.push(message);
			},
			once: async <T>(name: string, make: () => Promise<T>) => {
				const value = this.values.get(name) ?? make();
				this.values.set(name, value);
				return (await value) as T;
			},
		};
		return fakeCall(call);
	}
}

/** A request without an answer: what it did isn't known. */
export function lost(): NodeApiError {
	return apiError(failingIn(kassandro, create), {
		problem: 'the connection broke off',
		advice: '',
		outcomeUnknown: true,
	});
}

/** The vendor's refusal: surely nothing was done. */
export function refused(): NodeApiError {
	return apiError(failingIn(kassandro, create), { problem: 'not now', advice: '' });
}

/** A standard receipt over one coffee. */
export function saleOf(price = 3.5, more: IDataObject = {}): IDataObject {
	return {
		...more,
		items: [
			{
				itemId: 9,
				nameLong: 'Kaffee',
				nameShort: 'K',
				groupId: 1,
				groupName: 'Bar',
				amount: 1,
				discountAbsolute: 0,
				discountPercentage: 0,
				priceAll: price,
				priceOne: price,
				vat: 20,
			},
		],
		price,
		discountAbsolute: 0,
		discountPercentage: 0,
		given: price,
		paymentMethod: 'Bar',
		voucher: 0,
	};
}

/** The reference that a receipt carries. */
export function referenceOn(receipt: IDataObject, label = 'Ref'): unknown {
	const texts = (receipt.customText ?? []) as IDataObject[];
	return texts.find((entry) => entry.label === label)?.value;
}
