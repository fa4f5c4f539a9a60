/** The operation Get Journal on books in memory: what comes out, and what is told beside it. */
import type { IDataObject } from 'n8n-workflow';
import { getJournal } from '../../../../../nodes/shared/books/operations/getJournal';
import type { BooksSource } from '../../../../../nodes/shared/books/source';
import { readOrList } from '../../../../../nodes/shared/books/unreadable';
import { UnreadableReceiptError } from '../../../../../nodes/shared/books/vendorRecord';
import { untimed } from '../../../../support/clock/clock';
import { fakeCall } from '../../../../support/n8n/call';
import { receipt } from '../receipts';

/** October 6th, 8:00 in Vienna. */
const NOW = Date.parse('2026-10-06T08:00:00+02:00');
/** All days up to the 13th are over. */
const WEEK_LATER = Date.parse('2026-10-14T08:00:00+02:00');
const garden = { register: { id: '12', name: 'Garten' } };
const MONDAY = receipt({
	number: '11-1',
	at: '2026-10-05T10:00:00',
	lines: [['sale', 1200, '20']],
});
const GARDEN = receipt({
	number: '12-1',
	at: '2026-10-05T10:00:00',
	lines: [['sale', 300, '20']],
	more: garden,
});
const TODAY = receipt({ number: '11-2', at: '2026-10-06T04:00:00', lines: [['sale', 600, '20']] });

interface Asked {
	options?: IDataObject;
	query?: IDataObject;
	input?: IDataObject[];
	authentication?: string;
	books?: Awaited<ReturnType<BooksSource['read']>>;
	now?: number;
}

async function journal({
	options,
	query = {},
	input = [{}],
	authentication = 'account',
	books,
	now = NOW,
}: Asked = {}) {
	const hints: string[] = [];
	let readings = 0;
	const call = fakeCall({
		...untimed,
		now: () => now,
		hint: (words: string) => void hints.push(words),
		host: { getInputData: () => input.map((json) => ({ json })) },
		authentication: { value: authentication },
		input: {
			path: {},
			query,
			body: {},
			timeZone: 'Europe/Vienna',
			options: {
				period: 'custom',
				dateFrom: '2026-10-01',
				dateTo: '2026-10-31',
				dayEndsAt: '03:00',
				postedFrom: 'nothing',
				...options,
			},
		},
	});
	const entries = await getJournal(call, {
		source: 'kassandro',
		unfiltered: ['oneRegister'],
		read: async () => {
			readings += 1;
			return await Promise.resolve(books ?? { receipts: [MONDAY, GARDEN, TODAY], others: [] });
		},
	}).catch((error: Error) => error.message);
	const ids = Array.isArray(entries)
		? entries.map(({ id }) => String(id).replace('kassandro:', ''))
		: entries;
	return { ids, entries: Array.isArray(entries) ? entries : [], hints, readings };
}

const MONDAYS = ['11:2026-10-05:journal', '12:2026-10-05:journal'];
const LEFT_OUT =
	'Not finished yet, and left out until then: 2026-10-06, Schank. "Include Unfinished Days" gives what there is so far.';

const nothingLeft = (from: string, to: string) => `Nothing is left to post from ${from} to ${to}.`;
const NOTHING_LEFT = nothingLeft('2026-10-01', '2026-10-06');

it('gives the days that are over, and says which are left out', async () => {
	expect(await journal()).toMatchObject({ ids: MONDAYS, hints: [LEFT_OUT] });
	const all = await journal({ options: { includeUnfinished: true } });
	expect(all).toMatchObject({ ids: [...MONDAYS, '11:2026-10-06:journal'], hints: [] });
});

it('reads so many days before the period as well', async () => {
	const { entries } = await journal();
	const yesterday = { period: 'yesterday' };
	const before = receipt({
		number: '11-0',
		at: '2026-10-02T10:00:00',
		lines: [['sale', 100, '20']],
	});
	const asked = { books: { receipts: [before, MONDAY, GARDEN], others: [] } };
	expect(await journal({ ...asked, options: yesterday })).toMatchObject({ ids: MONDAYS });
	const posted = { postedFrom: 'items', daysBefore: 3 };
	const late = await journal({ ...asked, options: { ...yesterday, ...posted }, input: entries });
	expect(late).toMatchObject({ ids: ['11:2026-10-02:journal'] });
	const short = { ...yesterday, ...posted, daysBefore: 2 };
	expect(await journal({ ...asked, options: short, input: entries })).toMatchObject({ ids: [] });
});

it('leaves out days that are not closed yet', async () => {
	const openDays = [{ place: MONDAY.register, businessDay: '2026-10-05' }];
	const remarks = { notes: [], problems: [], openDays };
	const { ids, hints } = await journal({
		books: { receipts: [MONDAY, GARDEN], others: [], remarks },
	});
	expect(ids).toEqual(MONDAYS.slice(1));
	expect(hints).toEqual([LEFT_OUT.replace('10-06', '10-05')]);
});

it('takes all items of the input for what was posted, or a JSON array', async () => {
	const { entries } = await journal();
	const posted = entries.slice(0, 1);
	const left = { ids: MONDAYS.slice(1), readings: 1 };
	expect(await journal({ options: { postedFrom: 'items' }, input: posted })).toMatchObject(left);
	expect(await journal({ options: { postedFrom: 'json', posted } })).toMatchObject(left);
	// What an empty table gives with "Always Output Data".
	expect(await journal({ options: { postedFrom: 'items' }, input: [{}] })).toMatchObject({
		ids: MONDAYS,
	});
	// Items say nothing where they aren't asked.
	expect(await journal({ input: posted })).toMatchObject({ ids: MONDAYS });
});

it.each<[string, IDataObject, RegExp]>([
	[
		'items',
		{ postedFrom: 'items' },
		/^"Already Posted" has an entry whose lines can't be read: "kassandro:11:2026-10-05:journal"$/,
	],
	[
		'JSON',
		{ postedFrom: 'json', posted: [{ id: 'kassandro:11:2026-10-05:journal' }] },
		/^"Already Posted \(JSON\)" has an entry/,
	],
])(
	'refuses %s that can not be read before anything is asked for',
	async (_name, options, words) => {
		const { ids, readings } = await journal({
			options,
			input: [{ id: 'kassandro:11:2026-10-05:journal', version: 'x' }],
		});
		expect([ids, readings]).toEqual([expect.stringMatching(words), 0]);
	},
);

it('dates after what is closed, and reverses or gives the difference', async () => {
	const { entries } = await journal();
	const late = receipt({ number: '11-3', at: '2026-10-05T12:00:00', lines: [['sale', 240, '20']] });
	const books = { receipts: [MONDAY, GARDEN, late], others: [] };
	const asked = { postedFrom: 'items', booksClosedUntil: '2026-10-31' };
	const reversed = await journal({
		books,
		input: entries,
		options: { ...asked, changedDays: 'reverse' },
	});
	expect(reversed.entries.map(({ kind, date, total }) => [kind, date, total])).toEqual([
		['reversal', '2026-11-01', '12.00'],
		['day', '2026-11-01', '14.40'],
	]);
	const differing = await journal({
		books,
		input: entries,
		options: { ...asked, changedDays: 'difference' },
	});
	expect(differing.entries.map(({ kind, date, total }) => [kind, date, total])).toEqual([
		['difference', '2026-11-01', '2.40'],
	]);
});

it('takes nothing back of a register of which nothing is read, and says so unless only some were asked for', async () => {
	const { entries: input } = await journal();
	const asked = {
		books: { receipts: [MONDAY], others: [] },
		input,
		options: { postedFrom: 'items' },
	};
	const words =
		'Nothing at all was read of 12, of which 1 day was posted: nothing is taken back. See whether the credential is of the right account.';
	const days = { ...asked.options, dateTo: '2026-10-05' };
	const later = { ...asked.options, dateFrom: '2026-10-04', dateTo: '2026-10-13' };
	expect(await journal({ ...asked, options: days })).toMatchObject({ ids: [], hints: [words] });
	expect(await journal({ ...asked, query: { cashregisterid: 11 } })).toMatchObject({
		ids: [],
		hints: [NOTHING_LEFT],
	});
	expect(await journal({ ...asked, authentication: 'oneRegister' })).toMatchObject({
		ids: [],
		hints: [NOTHING_LEFT],
	});
	// Given up a week ago, it is said no more: unless nothing that was posted is there.
	expect(await journal({ ...asked, now: WEEK_LATER, options: later })).toMatchObject({
		hints: [nothingLeft('2026-10-04', '2026-10-13')],
	});
	const other = { receipts: [{ ...MONDAY, register: { id: '13', name: null } }], others: [] };
	const { hints } = await journal({ ...asked, books: other, now: WEEK_LATER, options: later });
	expect(hints).toEqual([words.replace('12, of which 1 day was', '11, 12, of which 2 days were')]);
});

it('says what to do where receipts that were posted without a register name one by now', async () => {
	const { entries: input } = await journal({
		books: { receipts: [{ ...MONDAY, register: null }], others: [] },
	});
	const asked = {
		books: { receipts: [MONDAY], others: [] },
		input,
		options: { postedFrom: 'items' },
	};
	expect(await journal(asked)).toMatchObject({
		ids: MONDAYS.slice(0, 1),
		hints: [
			'Receipts that named no register or shop were posted on 2026-10-05, and none was read now: nothing is taken back. Where they name one by now, they stand in its entries as well: take the old ones back by hand.',
		],
	});
	// Once the register's entry is noted, there is nothing more to say.
	const { entries } = await journal(asked);
	expect(await journal({ ...asked, input: [...input, ...entries] })).toMatchObject({
		ids: [],
		hints: [NOTHING_LEFT],
	});
});

it('says nothing of receipts that came late where their days were posted: they are corrected', async () => {
	const late = receipt({
		number: '11-3',
		at: '2026-10-05T12:00:00',
		lines: [['sale', 240, '20']],
		more: { recordedAt: '2026-10-06T06:00:00+02:00' },
	});
	const books = { receipts: [MONDAY, late], others: [] };
	const first = await journal({ books });
	expect(first.hints).toContainEqual(expect.stringContaining('hand on the new bookings'));
	const { entries: input } = await journal({ books: { receipts: [MONDAY], others: [] } });
	const corrected = await journal({ books, input, options: { postedFrom: 'items' } });
	expect(corrected.entries.map(({ kind }) => kind)).toEqual(['reversal', 'day']);
	expect(corrected.hints.filter((hint) => hint.includes('late'))).toEqual([]);
});

it('tells what is not right with the receipts, and where to see more', async () => {
	const gap = receipt({ number: '11-9', at: '2026-10-05T12:00:00', lines: [['sale', 240, '20']] });
	const { hints } = await journal({ books: { receipts: [MONDAY, gap], others: [] } });
	expect(hints).toEqual([
		'From 2026-10-01 to 2026-10-06: 7 receipt numbers are missing: 11-2 … 11-8.',
		'The summary of Accounting > Get Bookings lists each of them with its reason.',
	]);
});

it('has no entry of what says no time, which another period would find on another day', async () => {
	const input = {
		timeZone: 'Europe/Vienna',
		options: { period: 'custom', dateFrom: '2026-10-01' },
	};
	const undated = readOrList(
		{ input, now: () => NOW } as unknown as Parameters<typeof readOrList>[0],
		{ id: 'x' },
		{ timeZone: 'Europe/Vienna', dayEndsAt: '03:00' },
		() => {
			throw new UnreadableReceiptError('x', 'created', 'expected a date and time');
		},
		() => ({
			source: 'kassandro',
			documentType: 'receipt',
			ids: ['id'],
			numbers: ['id'],
			times: [],
			amount: 5,
			register: MONDAY.register,
		}),
	);
	expect(undated).toMatchObject({ kind: 'unreadable', businessDay: '2026-10-01' });
	const { ids, hints } = await journal({ books: { receipts: [MONDAY, undated], others: [] } });
	expect(ids).toEqual(MONDAYS.slice(0, 1));
	expect(hints).toContain(
		"1 receipt that could not be read doesn't say when it was made, and is in no entry of the journal: post it by hand.",
	);
});
