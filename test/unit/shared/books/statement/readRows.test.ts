/** Items of the input as rows of a statement, and what is refused before anything is read. */
import type { IDataObject } from 'n8n-workflow';
import { daysOfStatement, readRows } from '../../../../../nodes/shared/books/statement/readRows';
import type {
	Columns,
	StatementReading,
} from '../../../../../nodes/shared/books/statement/readRows';
import { InputError } from '../../../../../nodes/shared/table/inputError';
import { atOnce } from '../../../../../nodes/shared/values/inTurns';

const columns: Columns = {
	amount: { label: 'Amount Field', path: 'Betrag' },
	date: { label: 'Date Field', path: 'Datum' },
};
const field = (label: string, path: string) => ({ label, path });

const reading = (
	more: Partial<Columns> = {},
	others: Partial<StatementReading> = {},
): StatementReading => ({
	columns: { ...columns, ...more },
	decimalSign: 'auto',
	dateOrder: 'dayFirst',
	timeZone: 'Europe/Vienna',
	...others,
});

const read = (items: IDataObject[], how = reading()) => atOnce(readRows(items, how));

function refusal(items: IDataObject[], how = reading()): string {
	let words = 'nothing was refused';
	try {
		read(items, how);
	} catch (error) {
		words =
			error instanceof InputError
				? `${error.message}. ${error.advice}`
				: `another error: ${String(error)}`;
	}
	return words;
}

const row = (Betrag: unknown, Datum: unknown = '05.10.2026', more: IDataObject = {}) =>
	({ Betrag, Datum, ...more }) as IDataObject;

it('reads what a bank has', () => {
	const how = reading({
		text: field('Text Field', 'details.text'),
		reference: field('Reference Field', 'Ref'),
		place: field('Shop Field', 'TID'),
	});
	const details = { text: ' NEXI 1234 ' };
	expect(read([row('1.234,56', '05.10.2026', { details, Ref: 77, TID: 'A' })], how)).toEqual([
		{
			index: 0,
			day: '2026-10-05',
			cents: 123_456,
			feeCents: 0,
			text: 'NEXI 1234',
			reference: '77',
			placeWord: 'A',
		},
	]);
});

it('reads fees with either sign, gross amounts, sides and columns for what left', () => {
	const one = (item: IDataObject, more: Partial<Columns>) => {
		const [first] = read([item], reading(more));
		return [first?.cents, first?.feeCents];
	};
	expect(
		one(row('98,50', undefined, { Fee: '-1,50' }), { fee: field('Fee Field', 'Fee') }),
	).toEqual([9850, 150]);
	expect(one(row('98,50', undefined, { G: 100 }), { gross: field('Gross Field', 'G') })).toEqual([
		9850, 150,
	]);
	const side = field('Debit or Credit Field', 'Side');
	expect(one(row('5,00', undefined, { Side: 'S' }), { side })).toEqual([-500, 0]);
	expect(one(row('5,00', undefined, { Side: 'H' }), { side })).toEqual([500, 0]);
	expect(one(row('-5,00', undefined, { Side: 'D' }), { side })).toEqual([-500, 0]);
	const outgoing = field('Outgoing Amount Field', 'Dare');
	expect(one(row('', undefined, { Dare: '7,00' }), { outgoing })).toEqual([-700, 0]);
	expect(one(row('7,00', undefined, { Dare: null }), { outgoing })).toEqual([700, 0]);
	expect(one(row('', undefined, { Dare: '-7,00' }), { outgoing })).toEqual([-700, 0]);
});

it.each([
	['kept as a number above zero', ['1,12', '0', '-0,12'], [112, 0, -12]],
	['kept as a number below zero', ['-1,12', '0', '0,12'], [112, 0, -12]],
	['never given back', ['1,12', '0,30', '0,12'], [112, 30, 12]],
	['of which nothing tells the sign', ['', '', '-0,12'], [0, 0, 12]],
])('a fee that is given back with a refund is no fee: %s', (_, fees, expected) => {
	const amounts = ['110,88', '30,00', '-11,88'];
	const items = amounts.map((amount, index) => row(amount, undefined, { Fee: fees[index] }));
	const rows = read(items, reading({ fee: field('Fee Field', 'Fee') }));
	expect(rows.map(({ feeCents }) => feeCents)).toEqual(expected);
});

it('only rows that contain a word, in the text or anywhere', () => {
	const items = [
		row(1, undefined, { Text: 'Nexi payout', Note: 'x' }),
		row('not read', undefined, { Text: 'Rent', Note: 'to nexi street' }),
		row(3, undefined, { Text: 'WORLDLINE', Note: 5 }),
	];
	const containing = { label: 'Only Rows Containing', words: ['NEXI', 'worldline'] };
	const how = reading({ text: field('Text Field', 'Text') }, { containing });
	expect(read(items, how).map(({ index }) => index)).toEqual([0, 2]);
	expect(refusal(items, reading({}, { containing }))).toContain('"Betrag", which in item 1');
	expect(refusal(items, reading({}, { containing: { ...containing, words: ['Sumup'] } }))).toBe(
		'"Only Rows Containing" is in no row of the statement: "Sumup". Nothing was sent.',
	);
});

it('the column decides what a text alone leaves open; the user does where it does not', () => {
	expect(read([row('1.234'), row('5,10')]).map(({ cents }) => cents)).toEqual([123_400, 510]);
	expect(refusal([row('5'), row('1.234')])).toBe(
		'"Amount Field" names "Betrag", which in item 1 can mean 1234 or 1.234: "1.234". Choose "Decimal Sign" in the options. Nothing was sent.',
	);
	expect(read([row('1.234')], reading({}, { decimalSign: 'comma' }))[0]?.cents).toBe(123_400);
});

it('leaves out lines without date and amounts, and refuses those that lack one of them', () => {
	expect(read([row(null, ''), row(5), row(' ', null)])).toHaveLength(1);
	expect(refusal([row(5), row(5, '')])).toContain(
		'"Date Field" names "Datum", which in item 1 is empty. ',
	);
	expect(refusal([row(5), row('')])).toContain(
		'"Amount Field" names "Betrag", which in item 1 is empty. Correct the row, or leave it out before this node. Nothing was sent.',
	);
	expect(refusal([row('', '')])).toBe('"Amount Field" is empty in every item. Nothing was sent.');
});

it('refuses what is no date or side, by the number of the item', () => {
	expect(refusal([row(5, '2026-10-05'), row(5, '31.02.2026')])).toContain(
		'"Date Field" names "Datum", which in item 1 is no date that can be read: "31.02.2026". Dates are such as 2026-10-05',
	);
	const side = field('Debit or Credit Field', 'Side');
	const items = [row(5, undefined, { Side: 'C' }), row(5, undefined, { Side: 'maybe' }), row(5)];
	expect(refusal(items, reading({ side }))).toContain(
		'"Debit or Credit Field" names "Side", which in item 1 says neither credit nor debit: "maybe"',
	);
	expect(refusal([items[0] ?? {}, row(5)], reading({ side }))).toContain('item 1 says neither');
});

it.each([
	[columns, 'Amount Field', 'Betrag'],
	[
		{ ...columns, amount: field('Amount Field', 'Amount'), date: field('Date Field', 'Tag') },
		'Date Field',
		'Tag',
	],
	[
		{
			...columns,
			amount: field('Amount Field', 'Amount'),
			date: field('Date Field', 'Day'),
			fee: field('Fee Field', 'Fee'),
		},
		'Fee Field',
		'Fee',
	],
])('refuses a field that no item has, and says which there are (%#)', (of, label, path) => {
	const items = [
		{ Amount: 5, Day: '2026-10-05' },
		{ Amount: 6, Note: 'private' },
	];
	expect(refusal(items, { ...reading(), columns: of })).toBe(
		`"${label}" names "${path}", which no item of the input has. The items have: Amount, Day, Note. Nothing was sent.`,
	);
});

it('says so where items have no fields at all', () => {
	expect(refusal([{}])).toContain('The items have no fields. Nothing was sent.');
});

it('covers the days of all rows, whether they count or not', () => {
	const items = [
		row('1,00', '05.10.2026', { Text: 'NEXI' }),
		row('2,00', '31.10.2026', { Text: 'Rent' }),
		row('3,00', '01.10.2026', { Text: 'Rent' }),
		row('3,00', 'Balance'),
		row('', '30.11.2026'),
		row('', ''),
	];
	const days = (of: IDataObject[]) => atOnce(daysOfStatement(of, reading()));
	expect(days(items)).toEqual({ from: '2026-10-01', to: '2026-11-30' });
	expect(days(items.slice(3, 4))).toBeUndefined();
});
