/**
 * A simulated year (in `.ci/run` some weeks of it): 100,000 receipts of 20 registers; polls that come every
 * few minutes or once an hour, with breaks of days; faults, pages that shift, late arrivals, receipts that are taken back in
 * place, and an n8n that is killed now and then. Every receipt is handed on once, and again only where
 * n8n was killed before it had stored that.
 */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../nodes/CassaNova/api';
import { cassaNovaEvents } from '../../../nodes/CassaNova/triggers';
import { kassandro } from '../../../nodes/Kassandro/api';
import { kassandroEvents } from '../../../nodes/Kassandro/triggers';
import { pollApi } from '../../../nodes/shared/poll/trigger';
import { ProcessMemory } from '../../../nodes/shared/values/memory';
import { createEngine } from '../../../nodes/shared/wire/engine';
import { pollHost } from '../n8n/pollHost';
import { isLong, seeded } from '../clock/seeds';
import { someFault } from '../vendors/faults';
import { Till } from '../vendors/till';
import { cassaNovaApi, kassandroApi, saleAt } from '../vendors/tillApis';
import type { TillSale } from '../vendors/tillApis';
import { Ledger } from './yearLedger';
import { schedule } from './yearSchedule';

/** Which vendor's requests are answered. */
type Wire = 'kassandro' | 'cassaNova';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REGISTERS = 20;
const LOOK_BACK_DAYS = 7;
export const DAYS = isLong ? 365 : 24;
export const RECEIPTS = isLong ? 100_000 : 6500;
const MOST = 1000;
/** n8n's durable mode gives a poll so long. */
const BUDGET_MS = 36_000;
/** More than so many receipts too many, and the rest of the year proves nothing. */
const TOO_MANY = 1000;

/** How one of the years differs from the others. */
export interface YearSetup {
	seed: number;
	/** The day on which the weeks of `.ci/run` begin; `npm run test:long` begins in January. */
	begin: string;
	wire: Wire;
	/** Whether the server lists the newest receipts first. */
	newestFirst: boolean;
	/** n8n's durable mode stores every poll, its default mode those with items only. */
	durable: boolean;
}

/** All sales: bursts in which many share a second, 3% late ones, 1% taken back in place later. */
function aYear(random: () => number, wire: Wire, begin: number): TillSale[] {
	const receipts: TillSale[] = [];
	const add = (at: number) => {
		const late = random() < 0.03 ? HOUR + Math.floor(random() * (LOOK_BACK_DAYS * DAY - HOUR)) : 0;
		const register = 1 + Math.floor(random() * REGISTERS);
		// A burst goes on in whole seconds: till times have no fractions.
		const one = saleAt(Math.floor(at / 1000) * 1000, receipts.length, register, late);
		const rest = one.at + LOOK_BACK_DAYS * DAY - one.arrives;
		// Kassandro's cancellations are receipts of their own.
		const isTakenBack = random() < 0.01 && wire === 'cassaNova';
		const cancelledAt = one.arrives + random() * rest;
		receipts.push({ ...one, ...(isTakenBack && { cancelledAt }) });
	};
	while (receipts.length < RECEIPTS) {
		const at = begin + HOUR + random() * (DAYS * DAY - 2 * HOUR);
		if (random() < 0.002) {
			for (let count = 0; count < 150 && receipts.length < RECEIPTS; count++) add(at);
		} else add(at);
	}
	return receipts;
}

const VENDORS = {
	kassandro: {
		api: kassandro,
		server: kassandroApi,
		events: kassandroEvents,
		credentials: { token: 'account-token', baseUrl: 'https://tills.example/v1.0' },
		parameters: {
			authentication: 'accountToken',
			event: 'receiptCreated',
			kinds: ['sale', 'cancellation', 'zero'],
		},
	},
	cassaNova: {
		api: cassaNova,
		server: cassaNovaApi,
		events: cassaNovaEvents,
		credentials: { apiKey: 'the-key', baseUrl: 'https://tills.example' },
		parameters: { authentication: 'apiKey', event: 'receiptCreated', idsSalesPoint: [] },
	},
};

/** Lives through it all; gives what became of the receipts. */
export async function simulate({ seed, begin: firstDay, wire, newestFirst, durable }: YearSetup) {
	const random = seeded(seed);
	const { api, server, events, credentials, parameters } = VENDORS[wire];
	const begin = isLong ? Date.UTC(2026, 0, 1, 5) : Date.parse(`${firstDay}T05:00Z`);
	let now = begin;
	let requests = 0;
	let faults = 0;
	/** While the year is lived through: at the very end everything has to come through. */
	let isRough = false;
	const environment = {
		now: () => now,
		sleep: async (ms: number) => {
			now += ms;
		},
		deadline: () => new AbortController().signal,
		turn: async () => {},
		random,
	};
	const receipts = aYear(random, wire, begin);
	const till = new Till<TillSale>({ newestFirst, now: () => now });
	till.add(receipts);
	const reply = server({
		till,
		now: () => now,
		fault: () => {
			now += 200;
			requests += 1;
			if (isRough && random() < 0.01) till.push(Math.floor(random() * 20));
			if (!isRough || random() >= 0.05) return undefined;
			faults += 1;
			return someFault(random);
		},
	});
	const ledger = new Ledger(receipts);

	let saved = '{}';
	let killed = 0;
	/** What lives in n8n's process: its own default mode has the state there as well. */
	const start = () => ({
		data: JSON.parse(saved) as IDataObject,
		engine: createEngine(environment),
		shared: { environment, memory: new ProcessMemory() },
		polls: 0,
	});
	let n8n = start();
	const polls = schedule(random, { begin, days: DAYS, registers: wire === 'kassandro' });
	/** Polls since the last break, change of the filter or backlog in which nothing stood in the way. */
	let smooth = 0;
	for (const [place, poll] of polls.entries()) {
		if (poll.isStart) n8n = start();
		if (poll.isStart || poll.registers !== polls[place - 1]?.registers) smooth = 0;
		now = Math.max(now, poll.at);
		isRough = place > 0 && now < begin + (DAYS + 1) * DAY;
		const { engine, shared } = n8n;
		if (durable) n8n.data = JSON.parse(saved) as IDataObject;
		const { host } = pollHost({
			activation: n8n.polls > 0 ? 'update' : place === 0 ? 'activate' : 'init',
			data: n8n.data,
			budgetMs: durable ? BUDGET_MS : undefined,
			reply,
			credentials: () => credentials,
			parameters: [
				{
					...parameters,
					startFrom: 'now',
					lookBackDays: LOOK_BACK_DAYS,
					output: 'raw',
					options: { maxItems: MOST },
					cashRegisterIds: poll.registers ? Array.from({ length: REGISTERS }, (_, i) => i + 1) : [],
				},
			],
		});
		n8n.polls += 1;
		const begun = { at: now, requests, faults };
		const result = await pollApi(host, api, events, engine, shared).then(
			(items) => ({ items: (items ?? []).flat().map(({ json }) => json) }),
			(error: unknown) => ({ error, items: [] }),
		);
		const isKilled = isRough && random() < 0.01;
		ledger.enter(result.items, {
			at: begun.at,
			requests: requests - begun.requests,
			faults: faults - begun.faults,
			failed: 'error' in result,
			killed: isKilled,
			// A list with another filter, or after a break, is read anew, in as many polls as it takes.
			settled: smooth >= 3 && result.items.length < MOST,
			quick: poll.isQuick,
		});
		const isSmooth = !('error' in result) && faults === begun.faults && !isKilled;
		if (result.items.length >= MOST) smooth = 0;
		else if (isSmooth) smooth += 1;
		if (isKilled) {
			killed += 1;
			n8n = start();
		} else if (place === 0 || (durable ? !('error' in result) : result.items.length > 0)) {
			saved = JSON.stringify(n8n.data);
		}
		if (ledger.doubled > TOO_MANY) break;
	}
	return {
		polls: polls.length,
		killed,
		requests,
		perPoll: Number((requests / polls.length).toFixed(2)),
		bytes: saved.length,
		...ledger.result(till.visible()),
	};
}
