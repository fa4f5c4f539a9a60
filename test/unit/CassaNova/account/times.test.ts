/** Check the Account: ends of ranges, the zone of receipts and closings. */
import type { IDataObject } from 'n8n-workflow';
import { check, daysOf, documents, page, runner } from './nova';
import type { Account, Asked } from './nova';

/** Receipts by the range that they are asked for with. */
const receiptsBy =
	(of: (asked: Asked) => IDataObject[]): Account['otherwise'] =>
	(asked) =>
		asked.path.endsWith('/documents/receipts') ? page('receipts', of(asked), asked) : undefined;

const changed = (change: (receipt: IDataObject, index: number) => IDataObject) =>
	receiptsBy((asked) => documents(daysOf(asked), 4, 'r').map(change));

describe('toIncludesDay', () => {
	const toIncludesDay = async (account: Account) => (await check(account)).of('toIncludesDay');

	it('holds where a range of one day and one of several have their last day', async () => {
		expect(await toIncludesDay({})).toMatchObject({
			verdict: 'holds',
			found: 'A range of one day gave 2 receipts; one of 3 days gave receipts of its last day.',
		});
	});

	it('holds on busy days, of whose receipts the last page tells', async () => {
		expect((await toIncludesDay({ receipts: 120 })).verdict).toBe('holds');
	});

	it('differs where only a range of one day has it', async () => {
		const otherwise = receiptsBy((asked) =>
			documents(daysOf(asked, asked.from === asked.to), 2, 'r'),
		);
		const { of, sent } = await check({ otherwise });
		expect(of('toIncludesDay')).toMatchObject({
			verdict: 'differs',
			found: 'A range of one day gave 2 receipts; one of 3 days gave none of its last day.',
		});
		expect(sent.length).toBeLessThanOrEqual(24);
	});

	it.each<[name: string, isIncluded: boolean, calls: number]>([
		['once a range of several days shows it', true, 1],
		['and not by a range of one day alone', false, 2],
	])('teaches other operations what was seen, %s', async (_name, isIncluded, calls) => {
		const empty = '2020-01-07';
		const otherwise = receiptsBy((asked) =>
			asked.from === empty
				? []
				: documents(daysOf(asked, isIncluded || asked.from === asked.to), 2, 'r'),
		);
		const run = runner({ otherwise });
		await run({ resource: 'account', operation: 'check' });
		const range = { datetimeFrom: empty, datetimeTo: empty, output: 'raw', returnAll: true };
		const { sent } = await run({ resource: 'receipt', operation: 'getAll', ...range });
		expect(sent.filter(({ path }) => path.includes('/receipts'))).toHaveLength(calls);
	});

	it('cannot tell where the last day is not on the pages that were read', async () => {
		const otherwise = receiptsBy((asked) => {
			const [first = '', ...later] = daysOf(asked);
			const days = later.length === 0 ? [first] : [first, ...later];
			const early = documents(days.slice(0, 1), 120, 'a');
			const late = documents(days.slice(1), 5, 'b');
			return [...early, ...late, ...(later.length === 0 ? [] : documents([first], 120, 'c'))];
		});
		const { verdict, meaning } = await toIncludesDay({ otherwise });
		expect([verdict, meaning]).toEqual([
			"couldn't tell",
			'The node reads a day more to be sure. Nothing to do.',
		]);
	});
});

describe('timeZone', () => {
	const timeZone = async (otherwise: Account['otherwise'], options: IDataObject = {}) =>
		(await check({ otherwise }, options)).of('timeZone');

	const asUtc = changed((receipt) => ({
		...receipt,
		datetime: new Date(Number(receipt.date) - 30_000).toISOString().slice(0, 19),
	}));

	it('says of UTC which option sets times and days right', async () => {
		const winter = await timeZone(asUtc);
		expect(winter.verdict).toBe('differs');
		expect(winter.meaning).toContain('Choose UTC for "Times Are Told In" under Options');
		expect(winter.meaning).toContain('times and days are right then');
	});

	it('says so still where UTC was chosen', async () => {
		const chosen = await timeZone(asUtc, { timeZone: 'UTC' });
		expect(chosen.verdict).toBe('differs');
		expect(chosen.found).toContain('they fit UTC, which is chosen');
		expect(chosen.meaning).toContain('stands on the day before');
	});

	it('takes no day for a moment', async () => {
		const days = changed((receipt) => ({
			...receipt,
			date: String(receipt.datetime).slice(0, 10),
		}));
		expect(await timeZone(days)).toMatchObject({
			verdict: "couldn't tell",
			found: expect.stringContaining('0 receipts were compared'),
		});
	});

	it('takes times without a zone for nothing else', async () => {
		const odd = changed((receipt) => ({ ...receipt, datetime: 'soon' }));
		expect((await timeZone(odd)).found).toContain('too few');
	});
});

it('queryFormat: without receipts nothing is seen', async () => {
	expect((await check({ receipts: 0 })).of('queryFormat')).toMatchObject({
		verdict: "couldn't tell",
	});
	let first = '';
	const later = await check({
		otherwise: receiptsBy((asked) => {
			first ||= asked.from;
			return asked.from === first ? [] : documents(daysOf(asked), 2, 'r');
		}),
	});
	expect(later.of('queryFormat')).toMatchObject({
		verdict: 'holds',
		found: 'The call was taken; 0 of 6 receipts are of other days.',
	});
});

describe('closingTimes', () => {
	const closings = async (dates: unknown[]) => {
		const records = dates.map((date, number) => ({ idSalesPoint: 1, number, date }) as IDataObject);
		const { of } = await check({
			otherwise: (asked) =>
				asked.path.endsWith('/reconciliations')
					? page('reconciliations', records, asked)
					: undefined,
		});
		return of('closingTimes');
	};
	const at = Date.UTC(2026, 2, 3, 22);

	it('holds for timestamps, and for times that name their zone', async () => {
		const dates = [at, String(at), '2026-03-03T22:00:00Z', '2026-03-03T23:00:00+01:00'];
		expect((await closings(dates)).verdict).toBe('holds');
	});

	it('differs for times without a zone, for days and for words', async () => {
		expect(await closings(['2026-03-03T22:00:00', '2026-03-03', 'soon', at])).toMatchObject({
			verdict: 'differs',
			found: '1 of 4 closings say which moment they mean, 3 can be read.',
		});
	});
});
