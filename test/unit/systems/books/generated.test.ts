/** Thousands of generated receipts of each system, read over HTTP, against the generator's own book. */
import { toAccountingReceipt as fromCassaNova } from '../../../../nodes/CassaNova/books/accounting';
import { toAccountingReceipt as fromKassandro } from '../../../../nodes/Kassandro/books/accounting';
import { accountingReceiptSchema } from '../../../../nodes/shared/books/receipt';
import type { AccountingReceipt } from '../../../../nodes/shared/books/receipt';
import { startSandbox } from '../../../support/n8n/kassa';
import { runs, worldSeed } from '../../../support/clock/seeds';
import { totalsOf } from '../../../support/vendors/totals';

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;
type Json = Record<string, unknown>;

const COUNT = runs(2_500);
/** A machine that is busy with other suites needs far more than the usual ten seconds. */
const TIMEOUT = 180_000;
/** Around the night on which the clocks go back. */
const [FROM, TO] = ['2026-10-20', '2026-10-31'];
const DAYS = ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29', '30', '31'].map(
	(day) => `2026-10-${day}`,
);

let sandbox: Sandbox;

const json = async (url: string, init: RequestInit = {}): Promise<unknown> => {
	const response = await fetch(url, init);
	if (!response.ok) throw new Error(`${response.status} ${url} ${await response.text()}`);
	return await response.json();
};
const control = async (path: string, body?: Json) =>
	await json(
		`${sandbox.control}/${path}`,
		body && {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		},
	);

async function cassaNovaLists() {
	const { baseUrl, apiKey } = sandbox.cassaNova;
	const headers = { 'X-Version': '1.0.0', 'X-Requested-With': '*' };
	const { access_token: token } = (await json(`${baseUrl}/apikey/token`, {
		method: 'POST',
		headers: { ...headers, 'Content-Type': 'application/json' },
		body: JSON.stringify({ apiKey }),
	})) as { access_token: string };
	const all = async (path: string, key: string, filter = ''): Promise<Json[]> => {
		const records: Json[] = [];
		for (;;) {
			const url = `${baseUrl}${path}?start=${records.length}&limit=100${filter}`;
			const page = (await json(url, {
				headers: { ...headers, Authorization: `Bearer ${token}` },
			})) as Json;
			const list = page[key] as Json[];
			records.push(...list);
			if (list.length === 0 || records.length >= Number(page.totalCount)) return records;
		}
	};
	const receipts: Json[] = [];
	for (const day of DAYS) {
		const span = `&datetimeFrom="${day}"&datetimeTo="${day}"`;
		receipts.push(...(await all('/documents/receipts', 'receipts', span)));
	}
	return { receipts, taxes: await all('/taxes', 'taxes') };
}

async function kassandroReceipts(): Promise<Json[]> {
	const { baseUrl, merchants } = sandbox.kassandro;
	const key = merchants[0]?.apiKey ?? '';
	const [token] = (await json(`${baseUrl}/createtoken?type=account&key=${key}`)) as Json[];
	const headers = { 'kassandro-token': String(token?.token) };
	const records: Json[] = [];
	for (;;) {
		const span = `datefrom=${FROM}&dateto=${TO}&limit=1000&offset=${records.length}`;
		const page = (await json(`${baseUrl}/receipts?${span}`, { headers })) as Json[];
		records.push(...page);
		if (page.length === 0) return records;
	}
}

const unbalanced = (receipts: AccountingReceipt[]) =>
	receipts.filter(({ checks }) => !checks.balanced).map(({ id, checks }) => [id, checks.notes]);

beforeAll(async () => {
	sandbox = await startSandbox();
});

it(
	'CassaNova agrees to the cent',
	async () => {
		await control('generate', {
			vendor: 'cassaNova',
			count: COUNT,
			from: FROM,
			to: TO,
			seed: worldSeed(7),
		});
		const { receipts: records, taxes } = await cassaNovaLists();
		const context = {
			timeZone: 'Europe/Rome',
			dayEndsAt: '00:00',
			taxRates: new Map(taxes.map(({ id, rate }) => [String(id), Number(rate)])),
		};
		const receipts = records.map((record) => fromCassaNova(record, context));
		expect(unbalanced(receipts)).toEqual([]);
		const totals = await control(`totals?vendor=cassaNova&from=${FROM}&to=${TO}`);
		expect(totalsOf(receipts, ({ means }) => means)).toEqual(totals);
		const first = receipts.slice(0, 500);
		expect(accountingReceiptSchema.array().parse(first)).toEqual(first);
		for (const day of DAYS) {
			const ofDay = receipts.filter(({ businessDay }) => businessDay === day);
			const book = await control(`totals?vendor=cassaNova&from=${day}&to=${day}`);
			expect(totalsOf(ofDay, ({ means }) => means)).toEqual(book);
		}
	},
	TIMEOUT,
);

it(
	'Kassandro agrees to the cent',
	async () => {
		const { merchants } = sandbox.kassandro;
		const merchant = merchants[0]?.name ?? '';
		const order = {
			vendor: 'kassandro',
			merchant,
			count: COUNT,
			from: FROM,
			to: TO,
			seed: worldSeed(7),
		};
		await control('generate', order);
		const records = await kassandroReceipts();
		const context = { timeZone: 'Europe/Vienna', dayEndsAt: '03:00' };
		const receipts = records.map((record) => fromKassandro(record, context));
		expect(unbalanced(receipts)).toEqual([]);
		const span = `merchant=${merchant}&from=${FROM}&to=${TO}`;
		const totals = await control(`totals?vendor=kassandro&${span}`);
		expect(totalsOf(receipts, ({ vendorMeans }) => vendorMeans)).toEqual(totals);
		const first = receipts.slice(0, 500);
		expect(accountingReceiptSchema.array().parse(first)).toEqual(first);
		const ofDay = receipts.filter(({ businessDay }) => businessDay === '2026-10-24');
		// The book counts local time, and 24 October's business day ends with 02:59:59 of the next.
		const day = `merchant=${merchant}&from=2026-10-24T03:00:00&to=2026-10-25T02:59:59`;
		const book = await control(`totals?vendor=kassandro&${day}`);
		expect(totalsOf(ofDay, ({ vendorMeans }) => vendorMeans)).toEqual(book);
	},
	TIMEOUT,
);
