// What polls cost: requests when nothing is new and when something is, and the size of what a trigger
// stores. On n8n's own polling context against the sandbox, with a clock that is moved by hand.

import { randomUUID } from 'node:crypto';
import type { IDataObject, INode } from 'n8n-workflow';
import { engine } from '../engine/run.mts';
import { engineCredentials } from '../lib/sandbox-credentials.mts';
import type { SandboxReady } from '../../sandbox/ready.ts';

const MINUTE = 60_000;
/** After so long, the calls that a vendor allows in ten minutes are there again. */
const PAUSE_MS = 11 * MINUTE;
/** The hour at which the moved clock begins, in UTC. */
const MORNING = 6;
/** Goals: requests per idle poll over an hour, and bytes for 10,000 receipts in the look-back. */
const IDLE_GOAL = 1.1;
const BYTES_GOAL = 150_000;
/** Receipts a day of the shops whose idle polls are counted. */
const PER_DAY = [30, 60];

const tell = (text: string) => process.stdout.write(`${text}\n`);

interface System {
	title: string;
	vendor: 'cassaNova' | 'kassandro';
	node: string;
	credential: string;
	authentication: string;
	timeZone: string;
	pageSize: number;
	/** Switches of the sandbox. */
	config: IDataObject;
	/** Paths of token calls, which aren't counted. */
	tokens: RegExp;
}

const systems: System[] = [
	{
		title: 'CassaNova',
		vendor: 'cassaNova',
		node: 'cassaNovaTrigger',
		credential: 'cassaNovaApi',
		authentication: 'apiKey',
		timeZone: 'Europe/Rome',
		pageSize: 100,
		config: {},
		tokens: /token$/,
	},
	...(['oldest', 'newest'] as const).map((order) => ({
		title: `Kassandro, ${order} first`,
		vendor: 'kassandro' as const,
		node: 'kassandroTrigger',
		credential: 'kassandroAccountApi',
		authentication: 'accountToken',
		timeZone: 'Europe/Vienna',
		pageSize: 1000,
		config: { kassandroOrder: order },
		tokens: /(token|paymentmethods|cashregisters)$/,
	})),
];

/** A trigger that is polled as n8n polls it: what it stored is there for the next poll. */
class Trigger {
	private staticData: IDataObject = {};

	/** The process remembers a trigger by its workflow. */
	private readonly workflow = randomUUID();

	private readonly ready: SandboxReady;

	private readonly system: System;

	private readonly parameters: IDataObject;

	constructor(ready: SandboxReady, system: System, parameters: IDataObject = {}) {
		this.ready = ready;
		this.system = system;
		this.parameters = parameters;
	}

	async poll(): Promise<number> {
		const { node, credential, authentication } = this.system;
		const result = await engine.poll({
			workflow: {
				id: this.workflow,
				nodes: [
					{
						id: '1',
						name: 'Trigger',
						type: `n8n-nodes-kassa.${node}`,
						typeVersion: 1,
						position: [0, 0],
						parameters: {
							authentication,
							event: 'receiptCreated',
							output: 'raw',
							kinds: ['sale', 'cancellation', 'zero'],
							...this.parameters,
						},
						credentials: { [credential]: { id: credential, name: credential } },
					} as INode,
				],
				connections: {},
			},
			credentials: engineCredentials(this.ready),
			staticData: this.staticData,
		});
		if (result.error) throw new Error(`${result.error.message} ${result.error.description ?? ''}`);
		this.staticData = result.staticData;
		return result.outputs?.[0]?.length ?? 0;
	}

	bytes(): number {
		return JSON.stringify(this.staticData).length;
	}
}

class Desk {
	private readonly realNow = Date.now;

	private ahead = 0;

	private readonly ready: SandboxReady;

	private readonly system: System;

	constructor(ready: SandboxReady, system: System) {
		this.ready = ready;
		this.system = system;
		Date.now = () => this.realNow() + this.ahead;
		// At midnight other days become the newest ones, and an hour with it isn't a usual one.
		const hour = new Date().getUTCHours();
		this.ahead = (hour < MORNING ? MORNING - hour : 24 + MORNING - hour) * 60 * MINUTE;
	}

	async control(path: string, body: object): Promise<void> {
		const response = await fetch(`${this.ready.control}/${path}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!response.ok) throw new Error(await response.text());
	}

	/** Time passes for n8n and for the sandbox. */
	async pass(ms: number): Promise<void> {
		this.ahead += ms;
		await this.control('clock', { now: Date.now() });
	}

	async generate(count: number, fromDay: number, toDay = fromDay): Promise<void> {
		const day = (days: number) =>
			new Date(Date.now() + days * 1440 * MINUTE).toLocaleDateString('sv-SE', {
				timeZone: this.system.timeZone,
			});
		const { vendor } = this.system;
		await this.control('generate', { vendor, count, from: day(fromDay), to: day(toDay) });
	}

	/** Requests of some work, token calls left out. */
	async count(work: () => Promise<unknown>): Promise<number> {
		await fetch(`${this.ready.control}/log`, { method: 'DELETE' });
		await work();
		const log = (await (await fetch(`${this.ready.control}/log`)).json()) as Array<{
			path: string;
		}>;
		return log.filter(({ path }) => !this.system.tokens.test(path)).length;
	}

	/** Sixty polls, a minute apart, without anything new. */
	async idleHour(trigger: Trigger): Promise<number> {
		const requests = await this.count(async () => {
			for (let minute = 0; minute < 60; minute++) {
				await this.pass(MINUTE);
				await trigger.poll();
			}
		});
		return requests / 60;
	}

	close(): void {
		Date.now = this.realNow;
	}
}

/**
 * Prints the numbers for each system.
 * @returns whether all goals were reached
 */
export async function benchTriggers(ready: SandboxReady): Promise<boolean> {
	let reached = true;
	const judge = (words: string, ok: boolean) => {
		tell(`  ${ok ? '      ' : 'FAILED'} ${words}`);
		reached &&= ok;
	};
	for (const system of systems) {
		tell(`What polls cost, ${system.title}:`);
		const desk = new Desk(ready, system);
		try {
			const idleHour = async (trigger: Trigger, words: string) => {
				const idle = await desk.idleHour(trigger);
				judge(
					`a poll without news, ${words}: ${idle.toFixed(3)} requests on average over an hour (goal: ${IDLE_GOAL})`,
					idle <= IDLE_GOAL,
				);
			};
			for (const perDay of PER_DAY) {
				await desk.control('reset', {});
				await desk.control('config', system.config);
				await desk.generate(7 * perDay, -7, -1);
				await desk.pass(PAUSE_MS);
				const shop = new Trigger(ready, system);
				await shop.poll();
				await shop.poll();
				await idleHour(shop, `${perDay} receipts a day`);
			}

			let busy = new Trigger(ready, system);
			for (const added of [1, 10, 250]) {
				await desk.control('reset', {});
				await desk.control('config', system.config);
				await desk.generate(5000, -1);
				busy = new Trigger(ready, system);
				await desk.pass(PAUSE_MS);
				await busy.poll();
				await busy.poll();
				await desk.pass(PAUSE_MS);
				// Today's stand at one end of yesterday's.
				await desk.generate(added, 0);
				let found = 0;
				const requests = await desk.count(async () => (found = await busy.poll()));
				const goal = 2 + Math.ceil(added / system.pageSize);
				judge(
					`${added} new beside 5,000: ${requests} requests for ${found} items (goal: ${goal})`,
					requests <= goal && found === added,
				);
			}
			// What was read before the calls of the vendor's limit were there again is old by now.
			await desk.idleHour(busy);
			await idleHour(busy, '5,250 receipts in two days');

			await desk.generate(10_000 - 5250, -1);
			await desk.pass(PAUSE_MS);
			const full = new Trigger(ready, system, {
				startFrom: 'lastDays',
				startDays: 7,
				options: { maxItems: 10_000 },
			});
			let seen = 0;
			for (let found = -1; found !== 0; seen += found) found = await full.poll();
			judge(
				`${seen} receipts in memory: ${full.bytes()} bytes (goal: ${BYTES_GOAL})`,
				full.bytes() <= BYTES_GOAL && seen === 10_000,
			);
		} finally {
			desk.close();
		}
	}
	return reached;
}
