/** Tables of accounts from elsewhere, and cash that only moves: a month through the whole node, to the cent. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { bookingSchema, bookingSummarySchema } from '../../nodes/shared/books/types';
import type { Booking } from '../../nodes/shared/books/types';
import { suggestedAccountSchema } from '../../nodes/shared/books/suggestedAccounts';
import { vatTotalSchema } from '../../nodes/shared/books/vatTotals';
import { useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';
import { wrongWith } from '../support/n8n/kassa';
import {
	CASSA_NOVA_CASH,
	CASSA_NOVA_DEPARTMENTS,
	fillBooks,
	KASSANDRO_ARTICLES,
	KASSANDRO_CASH,
	KASSANDRO_MEANS,
	truthOf,
} from '../support/vendors/books';
import type { Vendor } from '../support/vendors/books';
import { daySumsOfBookings, daySumsOfTruth } from '../support/vendors/daySums';

const kit = useBench();

const TIMEOUT = 240_000;
const DAYS = { from: '2026-10-05', to: '2026-10-11' };

interface System {
	vendor: Vendor;
	authentication: Authentication;
	chart: string;
	/** Of the country that the system is made for. */
	usualRate: string;
	/** A row for some of what is sold, and what its bookings are called. */
	narrow: { column: 'group' | 'department'; word: string; rate: string };
	/** A payment method with an account of its own. */
	method: string;
	lineMapping: () => Promise<IDataObject[]>;
	paymentMapping: IDataObject[];
	/** What nobody has said anything of, without a mapping. */
	guesses: string[];
}

const SYSTEMS: System[] = [
	{
		vendor: 'kassandro',
		authentication: 'accountToken',
		chart: 'ekr',
		usualRate: '20',
		narrow: { column: 'group', word: 'Getränke', rate: '20' },
		method: 'Bankomat',
		lineMapping: async () =>
			await Promise.resolve([
				...Object.entries({ ...KASSANDRO_ARTICLES, ...KASSANDRO_CASH }).map(([articles, type]) => ({
					by: 'articles',
					articles,
					type,
				})),
				// The visitors' tax, which is sold at 0 %.
				{ by: 'articles', articles: '502', type: 'sale' },
			]),
		paymentMapping: Object.entries(KASSANDRO_MEANS).map(([paymentMethod, means]) => ({
			paymentMethod,
			means,
		})),
		guesses: ['Essensbon', 'Kassenbewegung', 'Kein Umsatz', 'Ohne Steuer', 'Rechnung'],
	},
	{
		vendor: 'cassaNova',
		authentication: 'apiKey',
		chart: 'skr03',
		usualRate: '22',
		narrow: { column: 'department', word: 'Ristorazione', rate: '10' },
		method: 'CREDITCARD',
		lineMapping: async () => {
			const types = {
				...CASSA_NOVA_DEPARTMENTS,
				...CASSA_NOVA_CASH,
				'Servizi esenti': 'sale',
			};
			return await Promise.resolve(
				Object.entries(types).map(([departments, type]) => ({
					by: 'departments',
					departments,
					type,
				})),
			);
		},
		paymentMapping: [],
		guesses: [],
	},
];

describe.each(SYSTEMS)('$vendor', (system) => {
	const { vendor, authentication } = system;

	async function run(operation: string, parameters: INodeParameters, items?: IDataObject[]) {
		const outcome = await kit.bench.run({
			authentication,
			operation: `accounting.${operation}`,
			parameters,
			...(items ? { items } : {}),
		});
		expect(outcome.words).toBe('');
		return outcome;
	}

	async function parametersOf(mapped = true): Promise<INodeParameters> {
		const mapping = mapped
			? {
					lineMapping: { entry: await system.lineMapping() },
					...(system.paymentMapping.length > 0 && {
						paymentMapping: { entry: system.paymentMapping },
					}),
				}
			: {};
		const options = { dayEndsAt: '03:00', includeSummary: true, ...mapping };
		return {
			period: 'custom',
			dateFrom: DAYS.from,
			dateTo: DAYS.to,
			options,
		} as INodeParameters;
	}

	const read = (jsons: IDataObject[]) => ({
		bookings: bookingSchema.array().parse(jsons.slice(0, -1)),
		summary: bookingSummarySchema.parse(jsons.at(-1)),
	});

	beforeAll(async () => {
		await kit.bench.reset();
		await fillBooks(kit.bench, vendor, {
			month: '2026-10',
			seed: 5,
			perDay: 3,
			shapes: ['cashMovements'],
		});
	}, TIMEOUT);

	it(
		'cash that only moves is booked as what it is, and stands apart from what is sold',
		async () => {
			const { bookings, summary } = read((await run('getBookings', await parametersOf())).jsons);
			const truth = await truthOf(kit.bench, vendor, { ...DAYS, dayEndsAt: '03:00' });
			expect(daySumsOfBookings(bookings)).toEqual(daySumsOfTruth(truth));
			expect(summary.unmapped).toEqual([]);
			const moved = bookings.filter(({ kind }) =>
				['cashIn', 'cashOut', 'tillDifference'].includes(kind),
			);
			expect(new Set(moved.map(({ kind }) => kind)).size).toBe(3);
			expect(moved.filter(({ text }) => text.includes('%'))).toEqual([]);
			expect(new Set(moved.map(({ taxCents }) => taxCents))).toEqual(new Set([0]));
			const parameters = { ...(await parametersOf()), fileFormat: 'vatTotals' };
			const totals = vatTotalSchema.array().parse((await run('getBookings', parameters)).jsons);
			for (const [kind, text] of [
				['cashIn', 'Cash in (no VAT)'],
				['cashOut', 'Cash out (no VAT)'],
			]) {
				const own = truth.totals.sold.find(({ type }) => type === kind);
				expect(totals.find((total) => total.text === text)).toMatchObject({
					taxRate: null,
					net: null,
					grossCents: own?.grossCents,
				});
			}
		},
		TIMEOUT,
	);

	it(
		'what is at 0 % and mapped to nothing is a guess, and nothing else is',
		async () => {
			const { jsons, hints } = await run('getBookings', await parametersOf(false));
			const { summary } = read(jsons);
			const names = summary.unmapped.map(({ id, name }) => name ?? id);
			if (system.guesses.length > 0) expect(names.sort()).toEqual(system.guesses);
			expect(names).not.toContain(system.narrow.word);
			expect(hints.join()).toContain('Counted as sales though there is no VAT on them');
		},
		TIMEOUT,
	);

	it('a table is suggested for the country of the system, where nothing is chosen', async () => {
		const { jsons } = await run('suggestAccounts', {});
		const { usualRate, narrow } = system;
		expect(jsons[0]).toMatchObject({ use: 'sale', rate: usualRate });
		expect(jsons).toContainEqual(expect.objectContaining({ [narrow.column]: narrow.word }));
	});

	it(
		'a suggested table is corrected and fed back as items: what it tells apart is booked apart, to the cent',
		async () => {
			const { chart, narrow, method } = system;
			const { jsons: rows } = await run('suggestAccounts', { chart });
			expect(suggestedAccountSchema.array().parse(rows)).toEqual(rows);
			const table = suggestedAccountSchema
				.array()
				.parse(rows)
				.map((row, index) => {
					const isNarrow = row[narrow.column] === narrow.word && row.rate === narrow.rate;
					const isOwn = isNarrow || row.paymentMethod === method;
					return isOwn || row.account === '' ? { ...row, account: `${5000 + index}` } : row;
				});
			const own = table.find((row) => row[narrow.column] === narrow.word);
			const ofMethod = table.find(({ paymentMethod }) => paymentMethod === method);
			const parameters = await parametersOf();
			const before = read((await run('getBookings', parameters)).jsons).bookings;
			const fed = { ...parameters, accountsSource: 'items' };
			const outcome = await run('getBookings', fed, table);
			const { bookings } = read(outcome.jsons);
			expect(outcome.hints.join(' ')).not.toContain('mean nothing here');
			const odd = table.map((each) => ({ ...each, Warengruppe: 'Bier', id: 7 }));
			expect((await run('getBookings', fed, odd)).hints.join(' ')).toContain(
				'These columns of the table of accounts mean nothing here: "Warengruppe".',
			);
			expect(daySumsOfBookings(bookings)).toEqual(daySumsOfBookings(before));
			const parted = ({ category }: Booking) => category !== '';
			const ofNarrow = bookings.filter(({ credit }) => credit === own?.account);
			expect(ofNarrow.length).toBeGreaterThan(5);
			for (const { category, text, id } of ofNarrow) {
				expect(category).toBe(narrow.word);
				expect(text).toContain(`%, ${narrow.word}, `);
				expect(id).toMatch(new RegExp(`:sale:${narrow.rate}:${own?.account}$`));
			}
			const byMethod = bookings.filter(({ debit }) => debit === ofMethod?.account);
			expect(new Set(byMethod.map(({ category }) => category))).toEqual(new Set([method]));
			// What nothing tells apart keeps its ID.
			const known = new Set(before.map(({ id }) => id));
			expect(bookings.filter((one) => !parted(one) && !known.has(one.id))).toEqual([]);

			const json = { ...parameters, accountsSource: 'json', accountsJson: JSON.stringify(table) };
			expect(read((await run('getBookings', json)).jsons).bookings).toEqual(bookings);

			const toFile = { ...fed, fileFormat: 'bmd', binaryPropertyName: 'data' };
			const { items } = await run('getBookings', toFile, table);
			expect(items).toHaveLength(1);
			const { data } = items[0]?.binary ?? {};
			const clearing = table.find(({ use }) => use === 'clearing')?.account;
			const content = Buffer.from(data?.data ?? '', 'base64');
			expect(wrongWith('bmd', content, { fileName: data?.fileName, clearing })).toBe('');
		},
		TIMEOUT,
	);
});
