/** The fields of a vendor's record: what each may be, and which one is named where it is something else. */
import { nameByFields, readRecord, wireFlag } from '../../../../nodes/shared/books/vendorRecord';
import type {
	FieldReader,
	UnreadableReceiptError,
} from '../../../../nodes/shared/books/vendorRecord';
import { decimalToString } from '../../../../nodes/shared/values/money';

const NONE = Symbol('absent');
/** What a reading of the field `x` gives, or the field and the problem that an error names. */
function read(value: unknown, how: (fields: FieldReader) => unknown): unknown {
	try {
		return readRecord(value === NONE ? {} : { x: value }, how, () => '11-7');
	} catch (error) {
		const { field, message } = error as UnreadableReceiptError;
		return `${field}! ${message.split(`${field}: `)[1] ?? message}`;
	}
}

const NUMBER = 'x! expected a decimal number';
const TEXT = 'x! expected a text or a number';
const LARGE = 'x! is too large to be an amount of money';

it.each<[unknown, string | undefined]>([
	[12.1, '12.1'],
	['12.10', '12.1'],
	['-0.5', '-0.5'],
	[0, '0'],
	[NONE, undefined],
	[null, undefined],
	['', NUMBER],
	['12,10', NUMBER],
	[true, NUMBER],
	[{}, NUMBER],
	[1e15, LARGE],
	['1e15', LARGE],
])('a decimal: %p', (value, expected) => {
	const decimal = read(value, (fields) => {
		const amount = fields.decimal('x');
		return amount && decimalToString(amount);
	});
	expect(decimal).toBe(expected);
});

it.each<[unknown, string | null, string]>([
	['a', 'a', 'a'],
	['', '', ''],
	[7, '7', '7'],
	[NONE, null, TEXT],
	[null, null, TEXT],
	[true, TEXT, TEXT],
	[['a'], TEXT, TEXT],
])('a text: %p', (value, expected, required) => {
	expect(read(value, (fields) => fields.text('x'))).toBe(expected);
	expect(read(value, (fields) => fields.requiredText('x'))).toBe(required);
});

it.each<[unknown, string | number | null]>([
	['2026-10-05', '2026-10-05'],
	[1_760_000_000, 1_760_000_000],
	[NONE, null],
	[true, TEXT],
])('a date: %p', (value, expected) => {
	expect(read(value, (fields) => fields.date('x'))).toBe(expected);
});

it.each<[unknown, string | null]>([
	[' Bar ', 'Bar'],
	[7, '7'],
	['  ', null],
	[true, null],
	[NONE, null],
	[{ name: 'Bar', id: 3 }, 'Bar'],
	[{ name: '', id: 3 }, '3'],
	[{ name: null, other: 'x' }, null],
	[['Bar'], null],
])('a label: %p', (value, expected) => {
	expect(read(value, (fields) => fields.label('x', ['name', 'id']))).toBe(expected);
});

it.each<[unknown, boolean | string, boolean]>([
	[true, true, true],
	[false, false, false],
	[1, true, true],
	[0, false, false],
	[2, true, true],
	['true', true, true],
	['1', true, true],
	['false', false, false],
	['0', false, false],
	['', false, false],
	[NONE, false, false],
	[null, false, false],
	['yes', 'x! expected true or false', true],
	[{}, 'x! expected true or false', true],
])('a flag: %p', (value, strict, set) => {
	expect(read(value, (fields) => fields.boolean('x'))).toBe(strict);
	expect(read(value, (fields) => fields.flag('x'))).toBe(set);
	if (value !== NONE) expect(wireFlag.parse(value)).toBe(set);
});

it.each<[unknown, number | string | undefined]>([
	[7, 7],
	[0, 0],
	[NONE, undefined],
	[null, undefined],
	['7', 'x! expected a number'],
])('a code: %p', (value, expected) => {
	expect(read(value, (fields) => fields.number('x'))).toBe(expected);
});

describe('records and lists inside the record', () => {
	const text = (fields: FieldReader) => fields.requiredText('y');

	it.each<[unknown, string | undefined, string]>([
		[{ y: 'a' }, 'a', 'a'],
		[{ y: true }, 'x.y! expected a text or a number', 'x.y! expected a text or a number'],
		[NONE, undefined, 'x! expected an object'],
		['a', 'x! expected an object', 'x! expected an object'],
	])('a record: %p', (value, optional, required) => {
		expect(read(value, (fields) => fields.record('x', text))).toBe(optional);
		expect(read(value, (fields) => fields.requiredRecord('x', text))).toBe(required);
	});

	it.each<[unknown, string[] | string | undefined]>([
		[
			[{ y: 'a' }, { y: 'b' }],
			['a', 'b'],
		],
		[[], []],
		[NONE, undefined],
		[{}, 'x! expected a list'],
		[[{ y: 'a' }, { y: true }], 'x[1].y! expected a text or a number'],
		[[7], 'x[0]! expected an object'],
	])('a list: %p', (value, expected) => {
		expect(read(value, (fields) => fields.list('x', text))).toEqual(expected);
	});

	it.each<[unknown, string[] | string | undefined]>([
		[
			['a', 7],
			['a', '7'],
		],
		[NONE, undefined],
		['a', 'x! expected a list'],
		[['a', true], 'x[1]! expected a text or a number'],
	])('names in a list: %p', (value, expected) => {
		expect(read(value, (fields) => fields.texts('x'))).toEqual(expected);
	});
});

it.each([
	['what is no record', 'text', 'record'],
	['the first field that is wrong', { a: true, b: true }, 'a'],
])('an error names the receipt, and %s', (_name, record, field) => {
	const refused = () =>
		readRecord(
			record,
			(fields) => [fields.text('a'), fields.text('b')],
			() => '11-7',
		);
	expect(refused).toThrow(
		expect.objectContaining({
			name: 'UnreadableReceiptError',
			receipt: '11-7',
			field,
			message: expect.stringMatching(
				new RegExp(`^Receipt 11-7 can't be read: ${field}: expected `),
			) as string,
		}),
	);
});

it.each<[unknown, string]>([
	[{ number: '11-7', id: 'r1' }, '11-7'],
	[{ number: '', id: 'r1' }, 'r1'],
	[{ number: null, id: 5 }, '5'],
	[{ number: true }, '(without a number)'],
	[{}, '(without a number)'],
	['text', '(not an object)'],
	[null, '(not an object)'],
])('%p is named %s', (record, name) => {
	expect(nameByFields(record, ['number', 'id'])).toBe(name);
});
