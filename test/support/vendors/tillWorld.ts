/** A till server, an n8n that polls it, and their clock: for tests of what is handed on. */
import type { IDataObject } from 'n8n-workflow';
import { kassandro } from '../../../nodes/Kassandro/api';
import { kassandroEvents } from '../../../nodes/Kassandro/triggers';
import { pollApi } from '../../../nodes/shared/poll/trigger';
import { ProcessMemory } from '../../../nodes/shared/values/memory';
import { createEngine } from '../../../nodes/shared/wire/engine';
import { timeout } from '../n8n/errors';
import type { Reply, Sent } from '../n8n/host';
import { pollHost } from '../n8n/pollHost';
import type { PollSetup } from '../n8n/pollHost';
import { Till } from './till';
import { kassandroApi, saleAt } from './tillApis';
import type { TillSale } from './tillApis';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
export { DAY, HOUR, MINUTE };

/** Noon in Vienna, on a Thursday in March. */
export const BEGIN = Date.UTC(2026, 2, 5, 11);

/** A till server, an n8n and their clock. */
export function tillWorld(parameters: Record<string, unknown> = {}, begin = BEGIN) {
	let now = begin;
	let number = 0;
	const environment = {
		now: () => now,
		sleep: async (ms: number) => {
			now += ms;
		},
		deadline: () => new AbortController().signal,
		turn: async () => await Promise.resolve(),
		random: () => 0.5,
	};
	const faults: Array<{ path: RegExp; reply: () => Reply | undefined }> = [];
	const broken: Array<{ path: RegExp; reply: (path: string) => Reply }> = [];
	const asked: string[] = [];
	let msPerRequest = 0;
	let hanging: RegExp | undefined;
	/** A request that hangs ends when whoever sent it stops waiting. */
	const reply = (sent: Sent): Reply => {
		if (!hanging?.test(sent.path)) return answer(sent);
		now += sent.options.timeout ?? Infinity;
		return timeout();
	};
	const till = new Till<TillSale>({ now: () => now });
	const answer = kassandroApi({
		till,
		now: () => now,
		fault: (path) => {
			now += msPerRequest;
			asked.push(path);
			const lasting = broken.find((fault) => fault.path.test(path));
			if (lasting) return lasting.reply(path);
			const place = faults.findIndex((fault) => fault.path.test(path));
			return place < 0 ? undefined : faults.splice(place, 1)[0]?.reply();
		},
	});
	let data: IDataObject = {};
	let engine = createEngine(environment);
	let memory = new ProcessMemory();
	const handedOn: Array<{ id: string; json: IDataObject }> = [];
	const poll = async (changes: Record<string, unknown> = {}, setup: PollSetup = {}) => {
		const { host } = pollHost({
			data,
			reply,
			credentials: () => ({ token: 'account-token', baseUrl: 'https://tills.example/v1.0' }),
			parameters: [
				{
					authentication: 'accountToken',
					event: 'receiptCreated',
					kinds: ['sale', 'cancellation', 'zero'],
					startFrom: 'now',
					lookBackDays: 7,
					output: 'raw',
					options: {},
					...parameters,
					...changes,
				},
			],
			...setup,
		});
		const shared = { environment, memory };
		const items = await pollApi(host, kassandro, kassandroEvents, engine, shared);
		const found = (items ?? []).flat().map(({ json }) => ({ id: String(json._id), json }));
		return found;
	};
	return {
		till,
		/** Each hits one request. */
		faults,
		/** Each hits all requests, until it is taken away. */
		broken,
		/** Paths of all requests so far. */
		asked,
		now: () => now,
		pass: (ms: number) => (now += ms),
		slow: (ms: number) => (msPerRequest = ms),
		/** Requests to such paths get no answer. */
		hang: (path?: RegExp) => (hanging = path),
		stored: () => data,
		/** What n8n's durable mode makes of a poll's state that it doesn't keep. */
		store: (state: IDataObject) => {
			data = state;
		},
		/** Makes receipts at a moment, `late` milliseconds before they arrive. */
		sell: (count = 1, at = now, late = 0, register = 1) => {
			const made = Array.from({ length: count }, () => saleAt(at, number++, register, late));
			till.add(made);
			return made.map(({ id }) => id);
		},
		/** A poll whose items reach a workflow; gives their ids. */
		poll: async (changes: Record<string, unknown> = {}, setup: PollSetup = {}) => {
			const found = await poll(changes, setup);
			handedOn.push(...found);
			return found.map(({ id }) => id);
		},
		jsons: () => handedOn.map(({ json }) => json),
		/** A poll after which n8n is killed before it has stored anything. */
		dies: async () => {
			const before = JSON.stringify(data);
			const found = await poll();
			data = JSON.parse(before) as IDataObject;
			engine = createEngine(environment);
			memory = new ProcessMemory();
			return found.map(({ id }) => id);
		},
		/** n8n stops and starts: what is stored is all that is left. */
		restart: () => {
			data = JSON.parse(JSON.stringify(data)) as IDataObject;
			engine = createEngine(environment);
			memory = new ProcessMemory();
		},
		expectEachOnce: () => {
			const all = till.visible().map(({ id }) => id);
			expect(handedOn.map(({ id }) => id).sort()).toEqual(all.sort());
		},
	};
}
