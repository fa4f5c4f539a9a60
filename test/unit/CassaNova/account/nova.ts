/** A CassaNova that sells the same each day, in the ways that an account may be otherwise. */
import type { IDataObject } from 'n8n-workflow';
import { cassaNova } from '../../../../nodes/CassaNova/api';
import { executeApi } from '../../../../nodes/shared/run/execute';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { hurried } from '../../../support/clock/clock';
import { fakeHost } from '../../../support/n8n/host';
import type { Reply, Sent } from '../../../support/n8n/host';

const DAY = 86_400_000;

/** What is asked, as a server reads it. */
export interface Asked {
	/** Below the host, without what is asked. */
	path: string;
	from: string;
	to: string;
	start: number;
	limit: number;
	query: URLSearchParams;
}

const dayIn = (given: string | null) => (given ?? '').replaceAll('"', '').slice(0, 10);

function asked({ options }: Sent): Asked {
	const { pathname, searchParams: query } = new URL(options.url);
	return {
		path: pathname,
		from: dayIn(query.get('datetimeFrom')),
		to: dayIn(query.get('datetimeTo')),
		start: Number(query.get('start') ?? 0),
		limit: Number(query.get('limit') ?? 100),
		query,
	};
}

/** A document of 10.00 at 22 %, made at the time that is told; recorded half a minute later. */
function document(id: string, time: string): IDataObject {
	return {
		...{ id, number: 1, datetime: time, date: Date.parse(`${time}+01:00`) + 30_000 },
		document: {
			...{ amount: 10, idSalesPoint: 1 },
			rows: [{ id: 'a', idTax: 't', quantity: 1, price: 10 }],
			payments: [{ paymentType: 'CASH', amount: 10 }],
		},
	};
}

/** The days of a range, the last one among them or not. */
export function daysOf({ from, to }: Pick<Asked, 'from' | 'to'>, isIncluded = true): string[] {
	const days = [];
	const end = Date.parse(to) + (isIncluded ? DAY : 0);
	for (let at = Date.parse(from); at < end; at += DAY) {
		days.push(new Date(at).toISOString().slice(0, 10));
	}
	return days;
}

/** So many documents of each day, a minute after one another from noon. */
export function documents(days: string[], count: number, kind: string): IDataObject[] {
	const two = (part: number) => String(part).padStart(2, '0');
	return days.flatMap((day) =>
		Array.from({ length: count }, (_none, index) => {
			const time = `${two(12 + Math.floor(index / 60))}:${two(index % 60)}:00`;
			return document(`${kind}-${day}-${index}`, `${day}T${time}`);
		}),
	);
}

/** A page of a list. */
export function page(key: string, all: IDataObject[], { start, limit }: Asked): Reply {
	const records = all.slice(start, start + Math.min(limit, 100));
	return { body: { [key]: records, totalCount: all.length } };
}

/** How the account is. */
export interface Account {
	receipts?: number;
	invoices?: number;
	/** Answers before all else does, where it gives one. */
	otherwise?: (asked: Asked) => Reply | undefined;
}

/** Answers as the documents say. */
function answer(account: Account, sent: Sent): Reply {
	const { receipts = 2, invoices = 0 } = account;
	const what = asked(sent);
	const own = account.otherwise?.(what);
	if (own) return own;
	const { path } = what;
	if (path.includes('/apikey/token')) {
		return { body: { access_token: 'token-of-nova', expires_in: 3600 } };
	}
	const list = (key: string, count: number) => page(key, documents(daysOf(what), count, key), what);
	if (path.endsWith('/documents/receipts')) return list('receipts', receipts);
	if (path.endsWith('/documents/invoices')) return list('invoices', invoices);
	if (path.endsWith('/reports/sold/taxes')) {
		const profit = daysOf(what).length * 10 * (receipts + invoices);
		const vat = Math.round((profit * 2200) / 122) / 100;
		return { body: { sold: profit > 0 ? [{ idTax: 't', profit, vat }] : [], totalCount: 1 } };
	}
	if (path.endsWith('/taxes')) return { body: { taxes: [{ id: 't', rate: 22 }], totalCount: 1 } };
	const key = path.includes('salespoint') ? 'salesPoint' : (path.split('/').pop() ?? '');
	return { body: { [key]: [], totalCount: 0 } };
}

/** Runs operations of one process against an account. */
export function runner(account: Account) {
	const engine = createEngine(hurried(), new ProcessMemory());
	return async (operation: IDataObject) => {
		const { host, sent } = fakeHost({
			parameters: [{ authentication: 'apiKey', options: {}, ...operation }],
			credentials: () => ({
				...{ apiKey: 'key-of-the-merchant', baseUrl: 'https://nova.example', queryFormat: 'json' },
			}),
			reply: (request) => answer(account, request),
		});
		const items = (await executeApi(host, cassaNova, engine)).flat().map(({ json }) => json);
		return { items, sent };
	};
}

/** Checks an account: the items by their names, and what was sent. */
export async function check(account: Account, options: IDataObject = {}) {
	const run = runner(account);
	const { items, sent } = await run({ resource: 'account', operation: 'check', options });
	const byName = new Map(items.map((item) => [String(item.name), item]));
	return { of: (name: string) => byName.get(name) ?? {}, sent };
}
