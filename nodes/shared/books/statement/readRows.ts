/** Items of the input → rows of a statement, by the fields that the panel names. Pure functions. */
import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../table/inputError';
import type { DayRange } from '../../table/request';
import { hasField, namesOfFields, fieldAt } from '../../values/fieldPaths';
import { filterSteps, mapSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import { show } from '../../values/shown';
import type { Cents } from '../../values/units';
import { mappingKey } from '../mapping';
import { isBlank, readAmount, signOfColumn } from './amounts';
import type { DecimalSign } from './amounts';
import { readDay } from './days';
import type { DateOrder } from './days';
import { sideOf } from './sides';
import type { StatementRow } from './types';

/** A field that is named in the panel, and the panel's name for it. */
export interface NamedField {
	label: string;
	path: string;
}

/** Which fields of the items are which columns of a statement. */
export interface Columns {
	amount: NamedField;
	date: NamedField;
	text?: NamedField;
	reference?: NamedField;
	fee?: NamedField;
	gross?: NamedField;
	/** What left the account, in a column of its own. */
	outgoing?: NamedField;
	/** Credit or debit. */
	side?: NamedField;
	place?: NamedField;
}

/** How a statement is read. */
export interface StatementReading {
	columns: Columns;
	decimalSign: DecimalSign;
	dateOrder: DateOrder;
	timeZone: string;
	/** Only rows that contain one of these; all without. */
	containing?: { label: string; words: string[] };
}

/**
 * The rows that count.
 * @throws InputError where no item has a field that the panel names, no row contains what was asked for, or
 * a row's amount or date can't be read
 */
export function* readRows(
	items: readonly IDataObject[],
	reading: StatementReading,
): Steps<StatementRow[]> {
	const { columns, decimalSign } = reading;
	for (const field of Object.values(columns) as Array<NamedField | undefined>) {
		if (field && !hasField(items, field.path)) throw noSuchField(field, items);
	}
	const numbered = items.map((item, index) => ({ item, index }));
	const isCounted = counting(reading);
	const counted = yield* filterSteps(
		numbered,
		({ item }) => isCounted(item) && !isEmptyRow(item, columns),
	);
	if (counted.length === 0) throw noRows(reading);
	const signs = new Map<string, 'comma' | 'point' | undefined>();
	for (const field of amountFields(columns)) {
		const ofColumn = counted.map(({ item }) => fieldAt(item, field.path));
		signs.set(field.path, decimalSign === 'auto' ? signOfColumn(ofColumn) : decimalSign);
		yield;
	}
	const rows: StatedRow[] = [];
	for (const { item, index } of counted) {
		rows.push(readRow(item, index, reading, signs));
		yield;
	}
	const sign = yield* signOfFees(rows);
	return yield* mapSteps(rows, ({ statedFee, ...row }) =>
		statedFee === undefined ? row : { ...row, feeCents: costOf(statedFee, row.cents, sign) },
	);
}

/** A row whose fee column is read, in whichever sign it has. */
interface StatedRow extends StatementRow {
	statedFee?: Cents;
}

/** The sign that fees have which were kept of what came; 0 where they have both alike, or there are none. */
function* signOfFees(rows: readonly StatedRow[]): Steps<number> {
	const kept = yield* filterSteps(rows, ({ cents }) => cents > 0);
	return Math.sign(kept.reduce((sum, { statedFee = 0 }) => sum + Math.sign(statedFee), 0));
}

/**
 * What was kept: columns have fees with either sign. On a row that takes back, the sign that no other fee has
 * is that of a fee that is given back.
 */
function costOf(statedFee: Cents, cents: Cents, sign: number): Cents {
	const isGivenBack = cents < 0 && sign !== 0 && Math.sign(statedFee) === 0 - sign;
	return isGivenBack ? 0 - Math.abs(statedFee) : Math.abs(statedFee);
}

/**
 * First and last day of a whole statement, with the rows that don't count: where those go on, what is missing
 * among the others is missing.
 * @returns undefined where no row has a day that can be read
 */
export function* daysOfStatement(
	items: readonly IDataObject[],
	{ columns, dateOrder, timeZone }: StatementReading,
): Steps<DayRange | undefined> {
	let covered: DayRange | undefined;
	for (const item of items) {
		yield;
		const given = fieldAt(item, columns.date.path);
		const day = isEmptyRow(item, columns)
			? undefined
			: readDay(given, { order: dateOrder, timeZone });
		if (day === undefined) continue;
		covered ??= { from: day, to: day };
		if (day < covered.from) covered.from = day;
		if (day > covered.to) covered.to = day;
	}
	return covered;
}

const amountFields = ({ amount, fee, gross, outgoing }: Columns): NamedField[] =>
	[amount, fee, gross, outgoing].filter((field) => field !== undefined);

/** A line between others, such as those that spreadsheets end with. */
function isEmptyRow(item: IDataObject, columns: Columns): boolean {
	return [columns.date, ...amountFields(columns)].every(({ path }) => isBlank(fieldAt(item, path)));
}

function counting({ columns, containing }: StatementReading): (item: IDataObject) => boolean {
	if (!containing) return () => true;
	const wanted = containing.words.map(mappingKey);
	return (item) => {
		const texts = columns.text ? [fieldAt(item, columns.text.path)] : Object.values(item);
		return texts.some((text) => {
			if (typeof text !== 'string' && typeof text !== 'number') return false;
			const key = mappingKey(String(text));
			return wanted.some((word) => key.includes(word));
		});
	};
}

type Signs = ReadonlyMap<string, 'comma' | 'point' | undefined>;

function readRow(
	item: IDataObject,
	index: number,
	{ columns, dateOrder, timeZone }: StatementReading,
	signs: Signs,
): StatedRow {
	const given = fieldAt(item, columns.date.path);
	const day = readDay(given, { order: dateOrder, timeZone });
	if (day === undefined) {
		const words = isBlank(given) ? 'is empty' : `is no date that can be read: ${show(given)}`;
		throw wrongCell(
			columns.date,
			index,
			words,
			'Dates are such as 2026-10-05 or 05.10.2026; see "Order of Dates" for the month before the day.',
		);
	}
	const cell = (field: NamedField | undefined) => {
		const value = field ? fieldAt(item, field.path) : undefined;
		return field && !isBlank(value) ? amountOf(field, index, value, signs) : undefined;
	};
	const text = (field: NamedField | undefined) => {
		const value = field ? fieldAt(item, field.path) : undefined;
		return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	};
	const came = cell(columns.amount);
	const went = cell(columns.outgoing);
	if (came === undefined && went === undefined) throw wrongCell(columns.amount, index, 'is empty');
	const cents = withSide((came ?? 0) - Math.abs(went ?? 0), item, index, columns.side);
	const gross = cell(columns.gross);
	const fee = cell(columns.fee);
	return {
		index,
		day,
		cents,
		feeCents: gross === undefined ? 0 : gross - cents,
		...(gross === undefined && fee !== undefined ? { statedFee: fee } : {}),
		text: text(columns.text),
		reference: text(columns.reference),
		placeWord: text(columns.place),
	};
}

function withSide(
	cents: number,
	item: IDataObject,
	index: number,
	side: NamedField | undefined,
): number {
	if (!side) return cents;
	const value = fieldAt(item, side.path);
	const sign = isBlank(value) ? undefined : sideOf(value);
	if (sign === undefined) {
		throw wrongCell(side, index, `says neither credit nor debit: ${show(value ?? '')}`);
	}
	return sign < 0 ? 0 - Math.abs(cents) : cents;
}

function amountOf(field: NamedField, index: number, value: unknown, signs: Signs): number {
	const read = readAmount(value, signs.get(field.path));
	if ('cents' in read) return read.cents;
	const advice = read.isOpen ? 'Choose "Decimal Sign" in the options.' : undefined;
	throw wrongCell(field, index, `${read.problem}: ${show(value)}`, advice);
}

function wrongCell({ label, path }: NamedField, index: number, words: string, advice?: string) {
	const what = `names "${path}", which in item ${index} ${words}`;
	return new InputError(
		label,
		what,
		`${advice ?? 'Correct the row, or leave it out before this node.'} Nothing was sent.`,
	);
}

function noSuchField({ label, path }: NamedField, items: readonly IDataObject[]) {
	const names = namesOfFields(items);
	const there = names === '' ? 'The items have no fields.' : `The items have: ${names}.`;
	return new InputError(
		label,
		`names "${path}", which no item of the input has`,
		`${there} Nothing was sent.`,
	);
}

function noRows({ columns, containing }: StatementReading) {
	const none = 'Nothing was sent.';
	if (!containing) return new InputError(columns.amount.label, 'is empty in every item', none);
	const words = containing.words.map((word) => `"${word}"`).join(', ');
	return new InputError(containing.label, `is in no row of the statement: ${words}`, none);
}
