/** What was posted, as tables give it back: what is read, what says nothing, and what is refused. */
import { readPosted } from '../../../../../nodes/shared/books/journal/posted';
import { InputError } from '../../../../../nodes/shared/table/inputError';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';
import { refusal } from '../panel/read';

const ID = 'kassandro:11:2026-10-05:journal';
const period = { from: '2026-10-01', to: '2026-10-31' };
const lines = [
	{ account: 'Cash', debitCents: 1200, creditCents: 0 },
	{ account: '4000', debitCents: 0, creditCents: 1200, taxRate: '20', taxCents: 200, taxCode: '1' },
];
const read = (...rows: unknown[]) =>
	[
		...atOnce(
			readPosted(rows, { source: 'kassandro', period, parameter: 'Already Posted' }),
		).values(),
	].flat();

it('reads an entry, whatever a database made of its amounts, rates and lists', () => {
	const [whole] = read({ id: ID, version: 'x', lines });
	expect(whole).toMatchObject({
		id: ID,
		place: '11',
		businessDay: '2026-10-05',
		round: 1,
		kind: 'day',
	});
	expect(
		whole?.lines.map(({ account, debit, credit, tax }) => [account, debit, credit, tax]),
	).toEqual([
		['Cash', '12.00', '0.00', null],
		['4000', '0.00', '12.00', '2.00'],
	]);
	const rest = { taxRate: 20.0, taxCode: 1, costCenter: null };
	const forms = [
		[
			{ account: 'Cash', debit: '12.00', credit: '0.00' },
			{ account: 4000, debit: null, credit: '12.0', tax: '2.00', ...rest },
		],
		[
			{ account: 'Cash', debit: 12, credit: '' },
			{ account: 4000, credit: 12, tax: 2, ...rest },
		],
		[
			{ account: 'Cash', debitCents: '1200' },
			{ account: '4000', creditCents: '1200', taxCents: '200', ...rest },
		],
	];
	const booked = whole?.lines;
	for (const form of forms) {
		for (const row of [
			{ id: ID, lines: form },
			{ id: ` ${ID} `, lines: JSON.stringify(form) },
			{ id: 17, journalId: ID, lines: null, linesJson: JSON.stringify(form) },
		]) {
			expect(read(row)[0]?.lines).toEqual(booked);
		}
	}
});

it.each([[{}], [{ id: null, lines: '' }], [null], [undefined]])('takes %j for nothing', (row) => {
	expect(read(row)).toEqual([]);
});

it('counts a row that stands twice once, and refuses two that differ', () => {
	expect(read({ id: ID, lines }, { id: ID, lines: JSON.stringify(lines) })).toHaveLength(1);
	const other = [
		{ ...lines[0], debitCents: 100 },
		{ ...lines[1], creditCents: 100 },
	];
	expect(refusal(() => read({ id: ID, lines }, { id: ID, lines: other }))).toBe(
		`"Already Posted" has the entry "${ID}" twice, with different lines`,
	);
});

it('reads no lines of other days and other systems', () => {
	expect(
		read({ id: 'kassandro:11:2026-09-30:journal' }, { id: 'cassaNova:1:2026-10-05:journal' }),
	).toEqual([]);
});

const UNREADABLE = `"Already Posted" has an entry whose lines can't be read: "${ID}"`;

it.each<[string, unknown, string]>([
	['no lines', { id: ID }, UNREADABLE],
	['an empty list', { id: ID, lines: [] }, UNREADABLE],
	['a text cut off', { id: ID, lines: JSON.stringify(lines).slice(0, 50) }, UNREADABLE],
	['a line without an account', { id: ID, lines: [...lines, { debitCents: 5 }] }, UNREADABLE],
	['a line without an amount', { id: ID, lines: [...lines, { account: '1' }] }, UNREADABLE],
	['parts of a cent', { id: ID, lines: [{ account: '1', debit: '0.005' }] }, UNREADABLE],
	['a thousand or one', { id: ID, lines: [{ account: '1', debit: '1.000' }] }, UNREADABLE],
	['no number', { id: ID, lines: [{ account: '1', debit: 'much' }] }, UNREADABLE],
	['no rate', { id: ID, lines: [{ account: '1', debit: 1, taxRate: 'x' }] }, UNREADABLE],
	[
		'a line too few',
		{ id: ID, lines: lines.slice(1) },
		`"Already Posted" has an entry whose debits and credits differ by 12.00: "${ID}"`,
	],
	[
		'another ID',
		{ id: 4, lines },
		'"Already Posted" has a row that is no entry of a journal (row 2, ID 4)',
	],
	[
		'a text for a row',
		'x',
		'"Already Posted" has a row that is no entry of a journal (row 2, ID "x")',
	],
])('refuses a row with %s: left out, its day would be posted again', (_name, row, words) => {
	expect(refusal(() => read({}, row))).toBe(words);
	expect(() => read({}, row)).toThrow(InputError);
});
