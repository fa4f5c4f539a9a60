/** Reading what a vendor sent: the fields of a receipt's record, and the error that names the wrong one. */
import { z } from 'zod';

import { isTooLarge, parseDecimal } from '../values/money';
import type { Decimal } from '../values/money';
import { isAbsent, isRecord } from '../values/records';

/** A vendor's record that can't be read as a receipt. */
export class UnreadableReceiptError extends Error {
	readonly receipt: string;

	readonly field: string;

	/**
	 * @param receipt number or id of the receipt
	 * @param field path of the field in the vendor's record
	 * @param problem what is wrong with it
	 */
	constructor(receipt: string, field: string, problem: string) {
		super(`Receipt ${receipt} can't be read: ${field}: ${problem}`);
		this.name = 'UnreadableReceiptError';
		this.receipt = receipt;
		this.field = field;
	}
}

/** True or false, also where 1, 0 or the words stand for them; undefined for anything else. */
function asBoolean(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	if (typeof value === 'number') return value !== 0;
	if (value === 'true' || value === '1') return true;
	return value === 'false' || value === '0' || value === '' ? false : undefined;
}

/** A vendor's field that counts as set unless it is absent, null, false, 0 or empty. */
export const wireFlag = z.unknown().transform((value) => asBoolean(value) ?? Boolean(value));

/**
 * Reads the fields of a vendor's record. A month has hundreds of thousands of them: they are read by
 * hand where a schema for each would take most of the time that the books take.
 */
export class FieldReader {
	/** @param refuse is told the path of a field that can't be read, and what was expected there */
	constructor(
		private readonly fields: Record<string, unknown>,
		private readonly refuse: (field: string, problem: string) => void,
	) {}

	/** A decimal that may be absent or null, sent as a JSON number or as text and read exactly. */
	decimal(name: string): Decimal | undefined {
		const value = this.fields[name];
		if (value === null || value === undefined) return undefined;
		const parsed = parseDecimal(value);
		if (!parsed) this.refuse(name, 'expected a decimal number');
		if (!isTooLarge(Number(value))) return parsed;
		this.refuse(name, 'is too large to be an amount of money');
		return undefined;
	}

	/** An id or a name, as text whichever way it was sent; null where it is absent. */
	text(name: string): string | null {
		const value = this.fields[name];
		if (typeof value === 'string') return value;
		if (typeof value === 'number') return String(value);
		if (!this.isAbsent(name)) this.refuse(name, 'expected a text or a number');
		return null;
	}

	/** The same, of a record that is nothing without it. */
	requiredText(name: string): string {
		if (this.isAbsent(name)) this.refuse(name, 'expected a text or a number');
		return this.text(name) ?? '';
	}

	/** A date as it was sent: a timestamp may be a number. */
	date(name: string): string | number | null {
		const value = this.fields[name];
		return typeof value === 'number' ? value : this.text(name);
	}

	/**
	 * What a text or a small record calls itself, by the first of its fields that says so; null for
	 * anything else.
	 */
	label(name: string, fields: readonly string[]): string | null {
		const value = this.fields[name];
		const texts = isRecord(value) ? fields.map((field) => value[field]) : [value];
		const filled = texts
			.map((each) =>
				typeof each === 'string' || typeof each === 'number' ? String(each).trim() : '',
			)
			.find((each) => each !== '');
		return filled ?? null;
	}

	/** True or false, also where 1, 0 or the words stand for them; false where it is absent. */
	boolean(name: string): boolean {
		const value = asBoolean(this.fields[name]);
		if (value !== undefined) return value;
		if (!this.isAbsent(name)) this.refuse(name, 'expected true or false');
		return false;
	}

	/** A JSON number, such as a code; undefined where it is absent. */
	number(name: string): number | undefined {
		const value = this.fields[name];
		if (typeof value === 'number') return value;
		if (!this.isAbsent(name)) this.refuse(name, 'expected a number');
		return undefined;
	}

	/** A field that counts as set unless it is absent, null, false, 0 or empty. */
	flag(name: string): boolean {
		return asBoolean(this.fields[name]) ?? Boolean(this.fields[name]);
	}

	/** A record inside the record, as `read` takes it; undefined where it is absent. */
	record<T>(name: string, read: (fields: FieldReader) => T): T | undefined {
		return this.isAbsent(name) ? undefined : this.requiredRecord(name, read);
	}

	/** The same, of a record that is nothing without it. */
	requiredRecord<T>(name: string, read: (fields: FieldReader) => T): T {
		return readFields(this.fields[name], read, (field, problem) =>
			this.refuse(joined(name, field), problem),
		);
	}

	/** The records of a list inside the record, as `read` takes each; undefined where it is absent. */
	list<T>(name: string, read: (fields: FieldReader) => T): T[] | undefined {
		return this.entries(name)?.map((entry, index) =>
			readFields(entry, read, (field, problem) =>
				this.refuse(joined(`${name}[${index}]`, field), problem),
			),
		);
	}

	/** Ids or names in a list, as text whichever way they were sent; undefined where it is absent. */
	texts(name: string): string[] | undefined {
		return this.entries(name)?.map((entry, index) => {
			if (typeof entry === 'string') return entry;
			if (typeof entry !== 'number') {
				this.refuse(`${name}[${index}]`, 'expected a text or a number');
			}
			return String(entry);
		});
	}

	private entries(name: string): unknown[] | undefined {
		const value = this.fields[name];
		if (Array.isArray(value)) return value;
		if (!this.isAbsent(name)) this.refuse(name, 'expected a list');
		return undefined;
	}

	private isAbsent(name: string): boolean {
		return isAbsent(this.fields[name]);
	}
}

const joined = (path: string, field: string): string => (field === '' ? path : `${path}.${field}`);

/**
 * Reads what should be a record.
 * @param refuse is told what can't be read; the path of the record itself is empty
 */
export function readFields<T>(
	value: unknown,
	read: (fields: FieldReader) => T,
	refuse: (field: string, problem: string) => void,
): T {
	if (!isRecord(value)) refuse('', 'expected an object');
	return read(new FieldReader(isRecord(value) ? value : {}, refuse));
}

/**
 * Reads a vendor's record.
 * @param nameOf finds the receipt's number or id for the error text
 * @throws UnreadableReceiptError naming the receipt and the first field that is wrong
 */
export function readRecord<T>(
	record: unknown,
	read: (fields: FieldReader) => T,
	nameOf: (record: unknown) => string,
): T {
	return readFields(record, read, (field, problem) => {
		throw new UnreadableReceiptError(nameOf(record), field || 'record', problem);
	});
}

/** The first of a record's fields that holds text or a number, for the text of an error. */
export function nameByFields(record: unknown, fields: readonly string[]): string {
	if (typeof record !== 'object' || record === null) return '(not an object)';
	const values = new Map(Object.entries(record));
	for (const field of fields) {
		const value: unknown = values.get(field);
		if (typeof value === 'number' || (typeof value === 'string' && value !== '')) return `${value}`;
	}
	return '(without a number)';
}
