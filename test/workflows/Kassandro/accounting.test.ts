/** The resource "accounting" where little is there, or something is refused. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';

const kit = useBench();

const custom = { period: 'custom', dateFrom: '2026-10-05', dateTo: '2026-10-06' };

async function fill(): Promise<void> {
	const [merchant] = kit.bench.ready.kassandro.merchants;
	await kit.bench.control('generate', {
		vendor: 'kassandro',
		merchant: merchant?.name,
		count: 40,
		from: custom.dateFrom,
		to: custom.dateTo,
		seed: 5,
	});
}

it('a register that printed nothing is compared, too', async () => {
	await kit.bench.logInToTill();
	const { jsons, words } = await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'accounting.reconcile',
		parameters: custom,
	});
	expect(words).toBe('');
	expect(jsons.map(({ check, ours, theirs, agrees }) => [check, ours, theirs, agrees])).toEqual([
		['count', '0', '0', true],
		['amount', '0.00', '0.00', true],
		['payments', '0.00', '0.00', true],
	]);
});

it('one register books its own receipts, under its number', async () => {
	await kit.bench.logInToTill();
	await fill();
	const { jsons, words, hints } = await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'accounting.getBookings',
		parameters: {
			...custom,
			groupBy: 'month',
			fileFormat: 'items',
			options: { includeSummary: true },
		},
	});
	expect(words).toBe('');
	const id = String(kit.bench.ready.kassandro.merchants[0]?.registers[0]);
	// It looks complete, and isn't.
	expect(hints).toContain(
		`Only cash register ${id} is in this: the credential of this node reads no other. To read all registers, choose a Kassandro (All Registers) API credential.`,
	);
	const bookings = jsons.filter(({ type }) => type === 'booking');
	expect(bookings.length).toBeGreaterThan(3);
	for (const { place } of bookings) expect(place).toEqual({ id, name: null });
	expect(jsons.at(-1)).toMatchObject({ type: 'summary', clearing: '0.00', missingNumbers: [] });
});

it('a file for BMD is refused in the words of the panel while accounts have no numbers', async () => {
	await fill();
	const { words, items } = await kit.bench.run({
		authentication: 'accountToken',
		operation: 'accounting.getBookings',
		parameters: { ...custom, groupBy: 'day', fileFormat: 'bmd', binaryPropertyName: 'data' },
	});
	expect(items).toEqual([]);
	expect(words).toContain('"Output" can\'t hold these bookings');
	expect(words).toContain('Fill in the table "Accounts"');
});

it('a file for BMD says what the panel says: symbol, branch, cost centers and texts', async () => {
	await fill();
	const uses = ['clearing', 'cash', 'card', 'voucher', 'credit', 'otherMeans'];
	const accounts = {
		entry: [
			...uses.map((use, index) => ({ use, account: `${2700 + index}` })),
			{ use: 'sale', rate: '', account: '4000', costCenter: '@K1', costCenter2: '' },
		],
	};
	const run = async (options: INodeParameters) =>
		await kit.bench.run({
			authentication: 'accountToken',
			operation: 'accounting.getBookings',
			parameters: {
				...custom,
				groupBy: 'day',
				fileFormat: 'bmd',
				binaryPropertyName: 'data',
				accounts,
				options,
			},
		});
	const { items, words } = await run({
		bmdSymbol: 'KL',
		bmdBranch: true,
		textLanguage: 'de',
		textTemplate: '{kind} {rate} am {date}, {register}',
	});
	expect(words).toBe('');
	const text = Buffer.from(items[0]?.binary?.data?.data ?? '', 'base64').toString('latin1');
	const [head = '', ...rows] = text.trim().split('\r\n');
	const cells = rows.map((row) => row.split(';'));
	const column = (name: string) => cells.map((row) => row[head.split(';').indexOf(name)]);
	expect(new Set(column('buchsymbol'))).toEqual(new Set(['KL']));
	for (const [index, branch] of column('filiale').entries()) {
		expect(column('belegnr')[index]).toMatch(new RegExp(`^2026100[56]-${branch}$`));
		expect(column('text')[index]).toMatch(/^(Erlöse \d+%|Bar|Karte|.+) am 0[56]\.10\.2026, ./);
	}
	expect(column('text').join()).toContain('Erlöse 20% am 05.10.2026, ');
	// What is paid has none, and nothing in a cell runs.
	const sold = new Set(cells.filter((row) => row[2] === '4000').map((row) => row[12]));
	expect(sold).toEqual(new Set(["'@K1"]));
	expect(new Set(column('kost'))).toEqual(new Set(["'@K1", '']));

	await kit.bench.mark();
	const { words: refusal } = await run({ textTemplate: '{shop}' });
	expect(refusal).toContain('"Booking Text Template" has the unknown placeholder {shop}');
	expect(await kit.bench.sent()).toEqual([]);
});

it('a period that is the wrong way round is refused before anything is sent', async () => {
	await kit.bench.mark();
	const { words } = await kit.bench.run({
		authentication: 'accountToken',
		operation: 'accounting.getReceipts',
		parameters: { period: 'custom', dateFrom: '2026-10-06', dateTo: '2026-10-05' },
	});
	expect(words).toContain('"To" (2026-10-05) is before "From" (2026-10-06)');
	expect(await kit.bench.sent()).toEqual([]);
});

it('receipts are found by number, with the name of their register, and looked up once for all items', async () => {
	await fill();
	await kit.bench.mark();
	const [register] = kit.bench.ready.kassandro.merchants[0]?.registers ?? [];
	const { jsons, words } = await kit.bench.run({
		authentication: 'accountToken',
		operation: 'accounting.getReceipts',
		parameters: { ...custom, options: { receiptNumbers: '={{ $json.number }}' } },
		items: [{ number: `${register}-2,nothing` }, { number: `${register}-3` }],
	});
	expect(words).toBe('');
	expect(jsons.map(({ number }) => number)).toEqual([`${register}-2`, `${register}-3`]);
	for (const json of jsons)
		expect(json.register).toEqual({ id: `${register}`, name: expect.any(String) });
	const lookups = (await kit.bench.sent()).filter((sent) => sent.includes('/cashregisters'));
	expect(lookups).toHaveLength(1);
});

it('receipts come as rows for a spreadsheet, in both resources alike', async () => {
	await fill();
	const rowsPer = async (per: string | undefined, isList = false) => {
		const { jsons, words } = await kit.bench.run({
			authentication: 'accountToken',
			operation: isList ? 'receipt.getAll' : 'accounting.getReceipts',
			parameters: isList
				? { ...custom, output: 'accounting', options: { rowsPer: per } }
				: { ...custom, ...(per === undefined ? {} : { rowsPer: per }) },
		});
		expect(words).toBe('');
		return jsons;
	};
	const receipts = await rowsPer(undefined);
	const numbers = (rows: IDataObject[]) => new Set(rows.map(({ displayNumber }) => displayNumber));
	expect(numbers(receipts).size).toBeGreaterThan(30);
	const lines = await rowsPer('line');
	expect(lines.length).toBeGreaterThan(receipts.length);
	const gross = (rows: IDataObject[]) =>
		rows.reduce((sum, { grossCents }) => sum + Number(grossCents), 0);
	const whole = receipts.reduce(
		(sum, { totals }) => sum + Number((totals as IDataObject).grossCents),
		0,
	);
	for (const per of ['receiptRow', 'line', 'taxRate']) {
		const rows = await rowsPer(per);
		expect([per, gross(rows)]).toEqual([per, whole]);
		expect(gross(await rowsPer(per, true))).toBe(whole);
		expect(numbers(rows)).toEqual(numbers(receipts));
		expect(rows.every(({ placeName }) => typeof placeName === 'string')).toBe(true);
	}
});
