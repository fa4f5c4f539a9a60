/** What a kind of records can be synced by: its fields, as columns of a list. */
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { check } from '../../shared/run/input';
import { InputError } from '../../shared/table/inputError';
import { euros, flag, schemaFor, text, textList } from '../../shared/table/schemas';
import type { Endpoint, Field } from '../../shared/table/types';
import { isAbsent, isRecord, listOf, recordsIn } from '../../shared/values/records';
import { fold } from '../../shared/values/nameIndex';
import { givenGtinOf, gtinOf } from '../catalog/gtin';
import { setPriceIn } from '../catalog/prices';
import { asBarcode, barcodesIn } from '../records/recordKeys';
import { asWritten, isSame } from '../records/upsertFields';
import { isAlike } from './alike';
import { resolve, shownName } from './references';
import type { ReferenceList } from './references';
import { Awaited } from './steps';
import type { Column, CellReading } from './types';

const wireName = ({ as, property }: Field): string => as ?? property.name;

/** What a cell is filled with by hand, or by a sheet. */
const SIMPLE = ['string', 'number', 'boolean', 'options', 'dateTime', 'resourceLocator'];

/** Yes and no, as sheets write them. */
const YES_OR_NO: Record<string, boolean> = { yes: true, no: false, 1: true, 0: false };

/**
 * The columns that follow from the fields that an edit takes.
 * @param refersTo the lists of fields that hold an ID
 * @param without names of fields that are no columns
 */
export function columnsOf(
	{ create, update }: Record<'create' | 'update', Endpoint>,
	refersTo: Record<string, ReferenceList>,
	without: string[] = [],
): Column[] {
	const needed = (create.fields ?? [])
		.filter(({ in: place, collection, property }) => {
			const isChosen = property.type !== 'boolean' && property.required;
			return place === 'body' && collection === undefined && isChosen;
		})
		.map(wireName);
	return (update.fields ?? [])
		.filter(({ in: place, property }) => place === 'body' && SIMPLE.includes(property.type))
		.filter((field) => !without.includes(wireName(field)))
		.flatMap((field) => {
			const column = columnOf(field, needed.includes(wireName(field)));
			if (field.property.type !== 'resourceLocator') return [column];
			const list = refersTo[column.name];
			return list ? [referring(column, list)] : [];
		});
}

function columnOf(field: Field, isNeeded: boolean): Column {
	const { property } = field;
	const name = wireName(field);
	const { displayName, type } = property;
	const options = optionsOf(field);
	return {
		name,
		displayName,
		alsoCalled: namesWithin(displayName),
		isNeeded,
		...(options ? { options } : {}),
		isData: true,
		read: (cell, reading) => {
			const written = typeof cell === 'string' ? cell.trim() : cell;
			const meant = type === 'boolean' ? yesOrNo(written) : chosen(options, written);
			return check(displayName, field.schema?.(reading) ?? schemaFor(property, reading), meant);
		},
		cleared: () => clearedOf(field),
		fieldsOf: (value) => ({ [name]: value as IDataObject }),
		differs: (record, value) => {
			const before = asWritten(record[name]);
			if (isAlike(before, value)) return undefined;
			return {
				field: name,
				before: before ?? null,
				after: value,
				body: { [name]: value as string },
			};
		},
	};
}

/** "District (Provincia)" is known by each of its words. */
function namesWithin(displayName: string): string[] {
	const [, outer = '', inner = ''] = /^(.*?)\s*\((.*)\)$/.exec(displayName) ?? [];
	return [outer, inner].filter((name) => name !== '');
}

function optionsOf({ property }: Field): INodePropertyOptions[] | undefined {
	if (property.type === 'boolean') {
		return [
			{ name: 'Yes', value: 'true' },
			{ name: 'No', value: 'false' },
		];
	}
	return property.type === 'options' ? (property.options as INodePropertyOptions[]) : undefined;
}

function yesOrNo(cell: unknown): unknown {
	return flag.safeParse(cell).success ? cell : (YES_OR_NO[String(cell).toLowerCase()] ?? cell);
}

/** The value of a choice that is written as the panel shows it. */
function chosen(options: INodePropertyOptions[] | undefined, cell: unknown): unknown {
	if (!options || typeof cell !== 'string') return cell;
	const isMeant = ({ name, value }: INodePropertyOptions) =>
		[name, String(value)].some((word) => fold(word) === fold(cell));
	return options.find(isMeant)?.value ?? cell;
}

/** @throws InputError where an edit can't clear it */
function clearedOf({ property, schema }: Field): unknown {
	const empty = property.type === 'string' ? (schema?.({ timeZone: '' }) ?? text) : undefined;
	const cleared = empty?.safeParse('');
	if (cleared?.success) return cleared.data;
	throw cannotClear(property.displayName);
}

function cannotClear(displayName: string): InputError {
	return new InputError(displayName, 'is empty, and cannot be cleared');
}

/** A column whose cells name records. */
function referring(column: Column, list: ReferenceList): Column {
	const { name, displayName } = column;
	const lookupIn = ({ lookups }: CellReading) => lookups.get(list.getAll.route);
	return {
		...column,
		alsoCalled: [...column.alsoCalled, name.replace(/^id/, '')],
		refersTo: list,
		read: (cell, reading) => {
			const lookup = lookupIn(reading);
			const written = check(displayName, text, cell);
			return lookup ? resolve(lookup, displayName, written, reading) : written;
		},
		differs: (record, value, reading) => {
			const nested = record[name.charAt(2).toLowerCase() + name.slice(3)];
			const before = record[name] ?? (isRecord(nested) ? nested.id : undefined);
			const lookup = lookupIn(reading);
			const shown = { field: name, before: shownName(lookup, before) };
			if (value instanceof Awaited)
				return { ...shown, after: value.name, body: { [name]: value as never } };
			if (isSame(before ?? null, value)) return undefined;
			return { ...shown, after: shownName(lookup, value), body: { [name]: value as string } };
		},
	};
}

/** The ID by which CassaNova knows a record: it finds, and can't be given. */
export const idColumn: Column = {
	name: 'id',
	displayName: 'CassaNova ID',
	alsoCalled: [],
	isNeeded: false,
	isData: false,
	read: (cell) => check('CassaNova ID', text, cell),
	cleared: () => {
		throw cannotClear('CassaNova ID');
	},
	fieldsOf: () => ({}),
	differs: () => undefined,
};

const price = euros({ min: 0 });

/** The usual price; those of sales modes and shops stay. */
export const priceColumn: Column = {
	name: 'price',
	displayName: 'Price',
	alsoCalled: ['Prices', 'Usual Price'],
	isNeeded: true,
	isData: true,
	read: (cell) => check('Price', price, cell),
	cleared: () => {
		throw cannotClear('Price');
	},
	fieldsOf: (value) => ({ prices: [{ value: value as number }] }),
	differs: ({ prices: known }, value) => {
		if (!isAbsent(known) && !listOf(known)) {
			throw new InputError('Price', "can't be set: the record tells no list of prices");
		}
		const { prices, before, isChanged } = setPriceIn(recordsIn(known), {}, Number(value));
		if (!isChanged) return undefined;
		const told = before === null ? null : Number(before);
		return { field: 'price', before: told, after: value, body: { prices } };
	},
};

/** Barcodes that the record is to have; whatever others it has, it keeps. */
export const barcodeColumn: Column = {
	name: 'barcodes',
	displayName: 'Barcodes',
	alsoCalled: ['Barcode', 'EAN', 'GTIN'],
	isNeeded: false,
	isData: true,
	read: (cell) => check('Barcodes', textList, cell),
	cleared: () => {
		throw cannotClear('Barcodes');
	},
	fieldsOf: (value) => ({ barcodes: barcodesIn(value).map(asBarcode) }),
	differs: ({ barcodes }, value) => {
		const known = barcodesIn(recordsIn(barcodes));
		const gtins = known.map(gtinOf).filter((one) => one !== undefined);
		const isKnown = (one: string) => {
			const gtin = givenGtinOf(one);
			return known.includes(one) || (gtin !== undefined && gtins.includes(gtin));
		};
		const added = barcodesIn(value).filter((one) => !isKnown(one));
		if (added.length === 0) return undefined;
		const written = asWritten(recordsIn(barcodes)) as IDataObject[];
		return {
			field: 'barcodes',
			before: known.join(', ') || null,
			after: [...known, ...added].join(', '),
			body: { barcodes: [...written, ...added.map(asBarcode)] },
		};
	},
};
