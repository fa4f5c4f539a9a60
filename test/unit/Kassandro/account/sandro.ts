/** A Kassandro that sells the same each day, in the ways that an account may be otherwise. */
import type { IDataObject } from 'n8n-workflow';
import { kassandro } from '../../../../nodes/Kassandro/api';
import { executeApi } from '../../../../nodes/shared/run/execute';
import { ProcessMemory } from '../../../../nodes/shared/values/memory';
import { momentOf } from '../../../../nodes/shared/values/shopTime';
import { createEngine } from '../../../../nodes/shared/wire/engine';
import { hurried } from '../../../support/clock/clock';
import { fakeHost } from '../../../support/n8n/host';
import type { Reply, Sent } from '../../../support/n8n/host';

const VIENNA = 'Europe/Vienna';

/** What is asked, as a server reads it. */
interface Asked {
	/** Below the version of the API. */
	path: string;
	from: string;
	to: string;
	query: URLSearchParams;
}

function readAsked({ options }: Sent): Asked {
	const { pathname, searchParams: query } = new URL(options.url);
	const of = (name: string) => query.get(name) ?? query.get(name.toLowerCase()) ?? '';
	return {
		path: pathname.replace('/v1.0', ''),
		from: of('dateFrom'),
		to: of('dateTo'),
		query,
	};
}

/** How the account is. */
export interface Account {
	authentication?: 'accountToken' | 'cashRegisterToken';
	/** Times of each day's receipts; two in the afternoon else. */
	times?: string[];
	/** Zone in which `created` is told. */
	createdZone?: string;
	/** The list leaves the last day of a range out. */
	isExclusive?: boolean;
	/** How many the count says, of the receipts that there are. */
	count?: (asked: Asked, moments: number[]) => number;
	/** Answers before all else does, where it gives one. */
	otherwise?: (asked: Asked, before: number) => Reply | undefined;
}

/** The last one is yesterday by the clock of these tests. */
const DAYS = ['2026-03-02', '2026-03-03', '2026-03-04'];

function receiptsOf({ times = ['15:00:01', '16:00:02'], createdZone = VIENNA }: Account) {
	return DAYS.flatMap((day) =>
		times.map((time) => {
			const created = `${day}T${time}`;
			const number = `${day}-${time}`;
			const moment = momentOf(created, createdZone) ?? 0;
			return { day, moment, number, receipt: { ...receipt(number), created } };
		}),
	);
}

const receipt = (number: string): IDataObject => ({
	...{ _id: `id-${number}`, receiptNumber: number, cashRegisterId: 1, price: 1 },
	...{ paymentMethod: 'bar', items: [{ amount: 1, priceOne: 1, vat: 20 }] },
});

function answer(account: Account, asked: Asked): Reply {
	const { path, from, to, query } = asked;
	const all = receiptsOf(account);
	if (path === '/receipts/count') {
		const count = account.count ?? countBetween;
		return {
			body: {
				count: count(
					asked,
					all.map(({ moment }) => moment),
				),
			},
		};
	}
	if (path === '/receipts') {
		const isByDay = from.length === 10;
		const came = all.filter(({ day, moment }) => {
			if (!isByDay) return moment >= Date.parse(from) && moment <= Date.parse(to);
			return day >= from && (account.isExclusive ? day < to : day <= to);
		});
		const first = Number(query.get('offset'));
		const page = came.slice(first, first + Number(query.get('limit')));
		return { body: page.map((one) => one.receipt) };
	}
	const one = all.find(({ number }) => path.endsWith(encodeURIComponent(number)));
	return { body: one ? one.receipt : [{ cashRegisterId: 1 }] };
}

/** A count as the document says. */
export const countBetween = ({ from, to }: Asked, moments: number[]): number =>
	moments.filter((moment) => moment >= Date.parse(from) && moment <= Date.parse(to)).length;

/** Checks an account: the items by their names, and what was sent. */
export async function check(account: Account) {
	const { authentication = 'accountToken' } = account;
	const asked = new Map<string, number>();
	const { host, sent } = fakeHost({
		parameters: [{ authentication, resource: 'account', operation: 'check', options: {} }],
		credentials: () => ({
			...{ token: 'token-of-the-merchant', baseUrl: 'https://sandro.example/v1.0' },
			...(authentication === 'accountToken' ? {} : { cashRegisterId: '1' }),
		}),
		reply: (request) => {
			const what = readAsked(request);
			const before = asked.get(what.path) ?? 0;
			asked.set(what.path, before + 1);
			return account.otherwise?.(what, before) ?? answer(account, what);
		},
	});
	const engine = createEngine(hurried(), new ProcessMemory());
	const items = (await executeApi(host, kassandro, engine)).flat();
	const byName = new Map(items.map(({ json }) => [String(json.name), json]));
	return { of: (name: string) => byName.get(name) ?? {}, sent };
}
