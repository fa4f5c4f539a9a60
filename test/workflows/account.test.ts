/** What a check of an account may be shared with: no value of the vendor's records is in it, whatever they hold. */
import type { IDataObject } from 'n8n-workflow';
import { useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';
import { dayFromToday } from '../support/n8n/poller';

const kit = useBench();

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.accountToken();
	await kit.bench.logInToTill();
	await kit.bench.control('config', { kassandroGetToken: 'both' });
	const [from, to] = [dayFromToday(-3), dayFromToday(-1)];
	for (const vendor of ['cassaNova', 'kassandro']) {
		await kit.bench.control('generate', { vendor, count: 240, from, to, seed: 7 });
	}
	await kit.bench.mark();
});

/** Words that are ours as well: they say nothing of a record. */
const OURS =
	/^(|0|1|2|3|4|5|6|7|8|9|true|false|null|CONFIRMED|DRAFT|json|Note|note|delivery|pickup)$/;

/** Every text and number in what the vendor answered: names, numbers, IDs, amounts, times. */
function valuesIn(answer: unknown, found: Set<string>): Set<string> {
	if (typeof answer === 'string' || typeof answer === 'number') found.add(String(answer));
	if (typeof answer === 'object' && answer !== null) {
		for (const member of Object.values(answer)) valuesIn(member, found);
	}
	return found;
}

/** The lists that a check reads, as the vendor gives them. */
const ANSWERS: Record<string, Array<[operation: string, parameters?: IDataObject]>> = {
	apiKey: [
		['salesPoint.getAll'],
		['tax.getAll'],
		['product.getAll'],
		['receipt.getAll', { output: 'raw' }],
		['invoice.getAll'],
		['creditNote.getAll'],
	],
	accountToken: [
		['cashRegister.getAll'],
		['article.getAll'],
		['paymentMethod.getAll'],
		['receipt.getAll', { output: 'raw' }],
	],
	cashRegisterToken: [['receipt.getAll', { output: 'raw' }]],
	basicAuth: [
		['shop.getInfos'],
		['shop.getMenu'],
		['shop.getOpenHours'],
		['shop.getDeliveryCosts'],
	],
};

async function valuesOf(authentication: Authentication): Promise<string[]> {
	const found = new Set<string>();
	const [from, to] = [dayFromToday(-3), dayFromToday(-1)];
	const days = { datetimeFrom: from, datetimeTo: to, dateFrom: from, dateTo: to };
	for (const [operation, more = {}] of ANSWERS[authentication] ?? []) {
		const parameters = { ...days, returnAll: true, simplify: false, ...more } as never;
		const { jsons, words } = await kit.bench.run({ authentication, operation, parameters });
		expect(words).toBe('');
		valuesIn(jsons, found);
	}
	return [...found].filter((value) => !OURS.test(value));
}

/** A word or number that stands by itself in a text, not within another one. */
const stands = (text: string, value: string): boolean => {
	const escaped = value.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
	return new RegExp(`(?<![\\p{L}\\p{N}_.,-])${escaped}(?![\\p{L}\\p{N}_-]|[.,]\\p{N})`, 'u').test(
		text,
	);
};

it.each(['apiKey', 'accountToken', 'cashRegisterToken', 'basicAuth'] as const)(
	'holds shapes, counts and verdicts only: %s',
	async (authentication) => {
		const values = await valuesOf(authentication);
		expect(values.length).toBeGreaterThan(30);
		const { items, words } = await kit.bench.run({
			authentication,
			operation: 'account.check',
			parameters: { options: { reportToShare: true } },
		});
		expect(words).toBe('');
		const { data } = items[0]?.binary ?? {};
		const report = Buffer.from(data?.data ?? '', 'base64').toString('utf8');
		expect([data?.mimeType, items.filter(({ binary }) => binary?.data).length]).toEqual([
			'application/json',
			1,
		]);
		expect(JSON.parse(report)).toMatchObject({
			authentication,
			checks: expect.arrayContaining([
				{ name: expect.any(String), verdict: 'holds', found: expect.any(String) },
			]),
		});
		const told = [report, ...items.map(({ json }) => JSON.stringify(json))].join('\n');
		// A count may be any small number, and a day that is asked for is one of many receipts.
		const days = /\b\d{4}-\d{2}-\d{2}\b/g;
		const text = told
			.replaceAll(days, '')
			.replaceAll(/"(whole number|number|text|null)": \d+/g, '');
		expect(values.filter((value) => stands(text, value) && !/^\d{1,3}$/.test(value))).toEqual([]);
	},
);
