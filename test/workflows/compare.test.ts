/** "Compare With Bank or Terminal" on n8n's engine: the sandbox's receipts against statements made of them. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import example from '../../examples/kassandro-card-payouts-to-mail.json';
import type { AccountingReceipt } from '../../nodes/shared/books/receipt';
import { comparisonSchema } from '../../nodes/shared/books/statement/comparison';
import type { Comparison } from '../../nodes/shared/books/statement/comparison';
import type { WorkflowJson } from '../../scripts/engine/types';
import { useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';
import { runWorkflow } from '../support/n8n/kassa';
import { addDays } from '../support/vendors/books';

const kit = useBench();

/** From a Monday to a Sunday. */
const WEEK = { period: 'custom', dateFrom: '2026-10-05', dateTo: '2026-10-11' };
const FIELDS = { amountField: 'Betrag', dateField: 'Buchung.Datum' };

const fill = async (vendor: string) => {
	await kit.bench.reset();
	const merchant =
		vendor === 'kassandro' ? kit.bench.ready.kassandro.merchants[0]?.name : undefined;
	await kit.bench.control('generate', {
		vendor,
		...(merchant === undefined ? {} : { merchant }),
		count: 900,
		from: '2026-10-01',
		to: '2026-10-16',
		seed: 77,
	});
};

/** What was paid by card, by day and, if wanted, by place. */
function takenOf(receipts: AccountingReceipt[], perPlace = false): Map<string, number> {
	const taken = new Map<string, number>();
	for (const { businessDay, register, salesPoint, payments } of receipts) {
		const cards = payments.filter(({ means }) => means === 'card');
		if (cards.length === 0) continue;
		const place = perPlace ? `${(register ?? salesPoint)?.id} ` : '';
		const key = `${place}${businessDay}`;
		const sum = cards.reduce((all, { amountCents }) => all + amountCents, 0);
		taken.set(key, (taken.get(key) ?? 0) + sum);
	}
	return taken;
}

const german = (cents: number) => {
	const [whole = '', part = ''] = (Math.abs(cents) / 100).toFixed(2).split('.');
	return `${cents < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${part}`;
};

const rowOf = (day: string, cents: number, more: IDataObject = {}): IDataObject => ({
	Betrag: german(cents),
	Buchung: { Datum: day.split('-').reverse().join('.') },
	...more,
});

async function read(authentication: Authentication): Promise<AccountingReceipt[]> {
	const { jsons, words } = await kit.bench.run({
		authentication,
		operation: 'accounting.getReceipts',
		parameters: { ...WEEK, rowsPer: 'receipt' },
	});
	expect(words).toBe('');
	return jsons as unknown as AccountingReceipt[];
}

const compare = async (
	authentication: Authentication,
	items: IDataObject[],
	parameters: INodeParameters = {},
) => {
	const outcome = await kit.bench.run({
		authentication,
		operation: 'accounting.compare',
		parameters: { ...WEEK, ...FIELDS, ...parameters },
		items,
	});
	return {
		...outcome,
		compared: outcome.jsons.map((json) =>
			outcome.words ? json : comparisonSchema.parse(json),
		) as Comparison[],
	};
};

it.each<[string, Authentication]>([
	['kassandro', 'accountToken'],
	['cassaNova', 'apiKey'],
])(
	'%s: a week that was paid out, but for what was taken from it',
	async (vendor, authentication) => {
		await fill(vendor);
		const taken = takenOf(await read(authentication));
		const days = [...taken.keys()].sort();
		expect(days).toHaveLength(7);
		const cents = (day: string) => taken.get(day) ?? NaN;
		const [mon = '', tue = '', wed = '', thu = '', fri = '', sat = '', sun = ''] = days;
		const rows = [
			rowOf(addDays(mon, 1), cents(mon), { Text: 'NEXI 1' }),
			rowOf(addDays(wed, 1), Math.floor(cents(wed) / 3), { Text: 'Visa' }),
			rowOf(addDays(wed, 1), cents(wed) - Math.floor(cents(wed) / 3), { Text: 'Maestro' }),
			rowOf(addDays(thu, 1), cents(thu) - 1_234, { Text: 'NEXI 2' }),
			rowOf(addDays(thu, 1), -4_999, { Text: 'Chargeback' }),
			rowOf(addDays(sun, 1), cents(fri) + cents(sat) + cents(sun), { Text: 'NEXI 3' }),
			rowOf('2026-10-30', 1, { Text: 'Interest' }),
			rowOf('2026-08-01', 777, { Text: 'Old' }),
		];
		const { compared, words, items, hints } = await compare(authentication, rows, {
			options: { textField: 'Text' },
		});
		expect(words).toBe('');
		const found = Object.fromEntries(compared.map((one) => [`${one.status} ${one.date}`, one]));
		expect(Object.keys(found).sort()).toEqual(
			[
				`differs ${thu}`,
				`matched ${fri}`,
				`matched ${mon}`,
				`matched ${wed}`,
				`missing ${tue}`,
				`otherDays 2026-08-01`,
				`unexpected ${addDays(thu, 1)}`,
			].sort(),
		);
		expect(found[`differs ${thu}`]).toMatchObject({ openCents: 1_234, agrees: false });
		expect(found[`matched ${fri}`]?.days.map(({ date }) => date)).toEqual([fri, sat, sun]);
		expect(found[`matched ${wed}`]?.rows.map(({ text }) => text).sort()).toEqual([
			'Maestro',
			'Visa',
		]);
		expect(found[`missing ${tue}`]?.takenCents).toBe(cents(tue));
		expect(compared.slice(0, 3).map(({ agrees }) => agrees)).toEqual([false, false, false]);
		expect(compared.slice(3).every(({ agrees }) => agrees)).toBe(true);
		for (const [index, { rows: of }] of compared.entries()) {
			const wanted =
				of.length > 0 ? of.map(({ item }) => ({ item })) : rows.map((_row, item) => ({ item }));
			expect(items[index]?.pairedItem).toEqual(wanted);
		}
		const sum = (name: 'takenCents' | 'receivedCents' | 'differenceCents') =>
			compared.reduce((all, one) => all + one[name], 0);
		expect(sum('takenCents')).toBe([...taken.values()].reduce((all, each) => all + each, 0));
		expect(sum('takenCents') - sum('receivedCents')).toBe(sum('differenceCents'));
		expect(hints.join('\n')).toContain(`1 business day was not paid out: ${tue}`);
		expect(hints.join('\n')).toContain('1 payout differs from what was taken');
		expect(hints.join('\n')).toContain('1 row of the statement is nothing that was taken');
	},
);

it('register by register, less fees, of the rows that name who pays out', async () => {
	await fill('kassandro');
	const taken = takenOf(await read('accountToken'), true);
	const rows = [...taken].map(([key, cents]) => {
		const [id, day = ''] = key.split(' ');
		const net = cents - Math.floor((Math.abs(cents) * 12) / 1000);
		return { Amount: net / 100, Day: addDays(day, 2), Who: 'Worldline AG', Terminal: `TID-${id}` };
	});
	const others = [{ Amount: 'not an amount', Day: 'no day', Who: 'Rent', Terminal: '' }];
	const { compared, words } = await compare('accountToken', [...rows, ...others], {
		amountField: 'Amount',
		dateField: 'Day',
		options: {
			rowsContaining: 'worldline',
			placeField: 'Terminal',
			payoutDays: 5,
			feePercent: 1.5,
			statementPlaces: {
				entry: [...new Set([...taken.keys()].map((key) => key.split(' ')[0] ?? ''))].map((id) => ({
					word: `tid-${id}`,
					place: id,
				})),
			},
		},
	});
	expect(words).toBe('');
	const settled = compared.filter(({ status }) => status === 'fees' || status === 'matched');
	const places = new Set(compared.map(({ place }) => place?.id));
	expect(places.size).toBeGreaterThan(1);
	expect(settled.flatMap(({ days }) => days)).toHaveLength(taken.size);
	expect(compared).toHaveLength(settled.length);
	expect(settled.every(({ openCents }) => openCents === 0)).toBe(true);
});

it('what can’t be read is refused by its name, before the till is asked', async () => {
	await kit.bench.reset();
	await kit.bench.mark();
	const item = rowOf('2026-10-06', 1_000);
	const tries: Array<[IDataObject[], INodeParameters, string]> = [
		[
			[{ Amount: 5, Note: 'secret' }],
			{},
			'"Amount Field" names "Betrag", which no item of the input has The items have: Amount, Note.',
		],
		[
			[item],
			{ dateField: 'Datum' },
			'"Date Field" names "Datum", which no item of the input has The items have: Betrag, Buchung.',
		],
		[
			[item, { ...item, Betrag: '1.234' }, { Betrag: 'x' }],
			{ options: { rowsContaining: '1.' } },
			'which in item 1 can mean 1234 or 1.234',
		],
		[
			[item, { ...item, Betrag: 'ten' }],
			{},
			'"Amount Field" names "Betrag", which in item 1 is no amount in euros: "ten"',
		],
		[
			[item],
			{ options: { rowsContaining: 'Nexi' } },
			'"Only Rows Containing" is in no row of the statement',
		],
		[[item], { amountField: '={{ $json.none }}' }, '"Amount Field" is empty'],
		[[item], { options: { comparedMeans: [] } }, '"Means of Payment" is an empty list'],
		[[item], { options: { payoutDays: 99 } }, '"Paid Out Within (Days)" must be at most 45'],
	];
	for (const [items, parameters, problem] of tries) {
		const { words } = await compare('accountToken', items, parameters);
		expect(words).toContain(problem);
		expect(words).not.toContain('secret');
	}
	// Not even for the closings that tell the days of a period.
	const closings = { period: 'lastClosedDay', options: { businessDayEnds: 'closing' } };
	const { words } = await compare('apiKey', [{ Note: 1 }], closings);
	expect(words).toContain('"Amount Field" names "Betrag", which no item of the input has');
	expect(await kit.bench.sent({ tokens: true })).toEqual([]);
});

it('the example: what differs goes to the mail', async () => {
	await fill('kassandro');
	const data = kit.bench.credential('accountToken') as never;
	const workflow: unknown = structuredClone(example);
	const result = await runWorkflow({
		workflow: workflow as WorkflowJson,
		credentials: { kassandroAccountApi: { type: 'kassandroAccountApi', data } },
	});
	expect(result.error).toBeUndefined();
	const [run] = result.nodes['Anything to clarify?'] ?? [];
	const [clarify = [], fine = []] = run?.outputs ?? [];
	expect(clarify.length).toBeGreaterThan(0);
	for (const { json } of clarify) expect(json.agrees).toBe(false);
	for (const { json } of fine) expect(json.agrees).toBe(true);
});
