/** A list of the till's, in pages and with a vendor's moods, and documents that are polled from it. */
import { untimed } from '../clock/clock';
import { readPages } from '../../../nodes/shared/run/pages';
import { pollDocuments } from '../../../nodes/shared/poll/documents/documents';
import type {
	DocumentPlan,
	DocumentState,
	Source,
} from '../../../nodes/shared/poll/documents/documentTypes';
import { readPart } from '../../../nodes/shared/poll/documents/parts';
import type { DayRange } from '../../../nodes/shared/table/request';
import { Till } from './till';
import type { Sale } from './till';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const BEGIN = Date.UTC(2026, 2, 5, 12);
/** The vendor's limit is used up. */
export const PAUSE = new Error('pause');
const FAILURE = new Error('failure');
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

interface Receipt extends Sale {
	mark: number;
}

export interface Kind {
	/** False for a vendor whose count is a request of its own. */
	tells: boolean;
	newestFirst?: boolean;
	/** The day of "to" is left out. */
	exclusive?: boolean;
	size?: number;
	/** The first record is number 1. */
	fromOne?: boolean;
	lookBackDays?: number;
}

/** What goes wrong in one poll. */
export interface Mood {
	/** After so many requests the limit is used up. */
	pauseAfter?: number;
	/** This request fails. */
	failAt?: number;
	/** After so many requests there is no time for more. */
	timeFor?: number;
	/** Items at most. */
	most?: number;
	/** The state isn't kept: n8n was killed, and what was found didn't get anywhere. */
	killed?: boolean;
}

/** Makes the shop; times in milliseconds since 1970, days in UTC. */
export function pagedShop(kind: Kind) {
	const { tells, newestFirst = false, exclusive = false, size = 10, fromOne = false } = kind;
	const { lookBackDays = 7 } = kind;
	let now = BEGIN;
	let number = 0;
	const till = new Till<Receipt>({ now: () => now, newestFirst, exclusive, byTime: true });
	let state: DocumentState | undefined;
	let requests = 0;
	let mood: Mood = {};
	let asked = 0;
	const handedOn: string[] = [];
	const cancelled: string[] = [];
	const late: string[] = [];
	const served = new Map<string, number>();
	const ask = () => {
		requests += 1;
		asked += 1;
		if (mood.pauseAfter !== undefined && asked > mood.pauseAfter) throw PAUSE;
		if (asked === mood.failAt) throw FAILURE;
	};
	const page = async (range: DayRange, request: { offset: number; size: number }) => {
		ask();
		const all = till.list(range);
		const start = Math.max(0, request.offset - (fromOne ? 1 : 0));
		const records = all.slice(start, start + request.size).map((one) => ({ ...one }));
		for (const { id } of records) served.set(id, now);
		return { records, ...(tells ? { total: all.length } : {}) };
	};
	const idOf = (record: unknown) => (record as Receipt).id;
	const source: Source = {
		key: 'all',
		window: { maxDays: 3 },
		pageSize: size,
		read: async (range, at, stops) => {
			const pager = { offset: 'o', limit: 'l', size };
			const pool = async <T>(task: () => Promise<T>) => await task();
			const fetch = async (request: { offset: number; size: number }) => await page(range, request);
			return await readPart(
				{
					size,
					idOf,
					page: fetch,
					all: async (one) =>
						(await readPages({ pager, pool, fetch: one, identify: idOf, taking: untimed })).records,
					...stops,
				},
				at,
			);
		},
		readPage: page,
		...(tells
			? {}
			: {
					count: async (range: DayRange) => {
						ask();
						return await Promise.resolve(till.list(range).length);
					},
				}),
		idOf,
		hasId: () => true,
		timeOf: (record) => (record as Receipt).at,
		markOf: (record) => (record as Receipt).mark,
		accepts: () => true,
	};
	const poll = async (circumstances: Mood = {}) => {
		mood = circumstances;
		asked = 0;
		const plan: DocumentPlan = {
			sources: [source],
			now,
			startAt: BEGIN - 40 * DAY,
			startsNow: false,
			timeZone: 'UTC',
			lookBackDays,
			most: mood.most ?? 100_000,
			goesOn: () => asked < (mood.timeFor ?? Infinity),
			complains: () => false,
			isPause: (error) => error === PAUSE,
			isForAll: (error) => error === PAUSE,
			taking: untimed,
			isSlow: () => false,
		};
		const outcome = await pollDocuments(state, plan).catch((error: unknown) => {
			if (error !== PAUSE && error !== FAILURE) throw error;
		});
		if (!outcome || mood.killed) return [];
		// As n8n keeps it between two starts.
		state = JSON.parse(JSON.stringify(outcome.state)) as DocumentState;
		for (const found of outcome.found) {
			const id = idOf(found.record);
			(found.change ? cancelled : handedOn).push(id);
			if (found.late) late.push(id);
		}
		return outcome.found.map(({ record }) => idOf(record));
	};
	return {
		poll,
		cancelled,
		handedOn,
		late,
		now: () => now,
		/** When each record last stood on a page that was read. */
		served,
		state: () => state?.sources.all,
		/** Changes what is stored for the list. */
		store: (change: (stored: Record<string, unknown>) => void) => {
			if (state?.sources.all) change(state.sources.all as unknown as Record<string, unknown>);
		},
		pass: (ms: number) => (now += ms),
		sell: (count = 1, age = 0, under?: string) => {
			const made = Array.from({ length: count }, (_one, place): Receipt => {
				const at = now - age - (count - place) * 100;
				return { id: `r${number++}`, at, arrives: now, mark: 0, day: under ?? dayOf(at) };
			});
			till.add(made);
			return made.map(({ id }) => id);
		},
		cancel: (id: string) => {
			const found = till.visible().find((one) => one.id === id);
			if (found) found.mark = 1;
		},
		remove: (id: string) => {
			till.remove(id);
		},
		ids: () => till.visible().map(({ id }) => id),
		receipts: () => till.visible(),
		/** Requests of so many polls, a minute apart. */
		minutes: async (count: number, before: (minute: number) => void = () => undefined) => {
			requests = 0;
			for (let minute = 0; minute < count; minute++) {
				now += MINUTE;
				before(minute);
				await poll();
			}
			return requests;
		},
		requests: () => requests,
	};
}
