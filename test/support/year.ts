/**
 * A simulated year: 100,000 receipts of 20 tills, hourly polls, faults, late arrivals, and an n8n
 * that is killed now and then. Every receipt is handed on once, and again only where n8n was killed
 * before it had stored that.
 */
import type { IDataObject } from 'n8n-workflow';
import { kassandro } from '../../nodes/Kassandro/api';
import { kassandroEvents } from '../../nodes/Kassandro/triggers';
import { pollApi } from '../../nodes/shared/poll/events';
import { PollGuard } from '../../nodes/shared/poll/guard';
import { createEngine } from '../../nodes/shared/request';
import { receiptAt, seeded, someFault, Tills } from './tills';
import type { Arrival } from './tills';
import { pollHost } from './pollHost';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const BEGIN = Date.UTC(2026, 0, 1, 5);
export const RECEIPTS = 100_000;
const REGISTERS = 20;
const LOOK_BACK_DAYS = 1;
const DAYS = 365;

/** A year of sales: quiet nights, bursts in which many share a second, and 3% late ones. */
function aYear(random: () => number): Arrival[] {
	const arrivals: Arrival[] = [];
	const add = (at: number) => {
		const late = random() < 0.03 ? Math.floor(random() * (LOOK_BACK_DAYS * DAY - HOUR)) : 0;
		const register = 1 + Math.floor(random() * REGISTERS);
		// A burst goes on in whole seconds: till times have no fractions.
		arrivals.push(receiptAt(Math.floor(at / 1000) * 1000, arrivals.length, register, late));
	};
	while (arrivals.length < RECEIPTS) {
		const at = BEGIN + HOUR + random() * (DAYS * DAY - 2 * HOUR);
		if (random() < 0.002) {
			for (let count = 0; count < 150 && arrivals.length < RECEIPTS; count++) add(at);
		} else add(at);
	}
	return arrivals;
}

/** Lives through the year; gives what became of the receipts. */
export async function simulate(seed: number, newestFirst: boolean) {
	const random = seeded(seed);
	let now = BEGIN;
	let requests = 0;
	const environment = {
		now: () => now,
		sleep: async (ms: number) => {
			now += ms;
		},
		random,
	};
	const tills = new Tills({
		now: () => now,
		newestFirst,
		fault: () => {
			now += 200;
			requests += 1;
			if (random() < 0.01) tills.push(Math.floor(random() * 20));
			return random() < 0.05 ? someFault(random) : undefined;
		},
	});
	tills.add(aYear(random));

	let saved = '{}';
	let killed = 0;
	let failed = 0;
	let again = 0;
	const handedOn = new Map<string, number>();
	const uncommitted = new Set<string>();
	/** n8n's default mode: the state lives in memory, and is stored together with items only. */
	const start = () => ({
		host: pollHost({
			activation: 'init',
			data: JSON.parse(saved) as IDataObject,
			reply: tills.reply,
			credentials: () => ({ token: 'account-token', baseUrl: 'https://tills.example/v1.0' }),
			parameters: [
				{
					authentication: 'accountToken',
					kinds: ['sale', 'cancellation', 'zero'],
					startFrom: 'now',
					lookBackDays: LOOK_BACK_DAYS,
					output: 'raw',
					options: {},
				},
			],
		}),
		engine: createEngine(environment),
		shared: { environment, guard: new PollGuard() },
	});
	let n8n = start();
	const polls = DAYS * 24;
	for (let poll = 0; poll < polls + 3 * 24; poll++) {
		now = Math.max(now, BEGIN + poll * HOUR);
		const { host, engine, shared } = n8n;
		host.sent.length = 0;
		const items = await pollApi(host.host, kassandro, kassandroEvents, engine, shared).catch(() => {
			failed += 1;
			return null;
		});
		const ids = (items ?? []).flat().map(({ json }) => String(json._id));
		const isKilled = random() < 0.01;
		if (isKilled) {
			killed += 1;
			for (const id of ids) uncommitted.add(id);
		} else {
			for (const id of ids) {
				if (uncommitted.has(id)) again += 1;
				handedOn.set(id, (handedOn.get(id) ?? 0) + 1);
			}
			// The first state is stored with the activation.
			if (ids.length > 0 || poll === 0) saved = JSON.stringify(host.data);
		}
		if (isKilled) n8n = start();
	}
	const all = tills.visible().map(({ receipt }) => receipt._id);
	return {
		receipts: all.length,
		lost: all.filter((id) => !handedOn.has(id)).length,
		doubled: [...handedOn.values()].filter((times) => times > 1).length,
		uncommitted: uncommitted.size,
		again,
		killed,
		failed,
		requests,
		perPoll: Number((requests / (polls + 3 * 24)).toFixed(2)),
		bytes: saved.length,
	};
}
