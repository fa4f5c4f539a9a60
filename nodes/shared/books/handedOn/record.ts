/** A booking that was handed on, as a summary keeps it: what tells whether it has changed, and what takes it back. */
import { z } from 'zod';
import { money } from '../../values/money';
import type { Cents, Day } from '../../values/units';
import { entryIdOf } from '../bookings';
import { exact } from '../receipt';
import { bookingSchema } from '../types';
import type { Booking, HandedOnTable } from '../types';

/** A day or a month of its own, or its days from one on. */
const TAKES_BACK = /:\d{4}-\d{2}(?:-\d{2})?:back:(\d{4}-\d{2}(?:-\d{2})?)(?:\.\.)?$/;

/** How a cell is told from a text of a table: all of them may come back as JSON in a text. */
const recordSchema = bookingSchema
	.pick({
		id: true,
		kind: true,
		documentType: true,
		date: true,
		text: true,
		debit: true,
		credit: true,
		grossCents: true,
		taxCents: true,
		taxCode: true,
		costCenter: true,
		costCenter2: true,
		category: true,
		means: true,
		firstNumber: true,
		lastNumber: true,
		count: true,
	})
	.extend({
		taxRate: exact.nullable(),
		placeId: z.string().nullable(),
		placeName: z.string().nullable(),
		/** Of the closings; null where bookings have none. */
		zNumbers: z.array(z.string()).nullable(),
		/** How often it was handed on, corrections counted; 1 for the first time. */
		round: z.number().int().positive(),
		/** The day in whose books the receipt was that it takes back, or the first day of that month; null elsewhere. */
		takesBackOf: z.string().date().nullable(),
	})
	.strict();

/** A booking that was handed on; `count` is 0 where it was taken back, and nothing of it stands any more. */
export type HandedOn = z.infer<typeof recordSchema>;

/** In this order, so that each row of a summary is short. */
export const RECORD_COLUMNS = Object.keys(recordSchema.shape) as Array<keyof HandedOn>;

/** A record as a row of cells. */
export function toRow(record: HandedOn): HandedOnTable['rows'][number] {
	return RECORD_COLUMNS.map((column) => record[column]);
}

/** A row as a record; undefined for one that can't be read. */
export function fromRow(columns: readonly string[], row: readonly unknown[]): HandedOn | undefined {
	const cells = Object.fromEntries(columns.map((column, index) => [column, row[index]]));
	const record = recordSchema.safeParse(cells);
	return record.success ? record.data : undefined;
}

/**
 * The record of a booking.
 * @param takesBackOf the day of the receipt, where it takes one back and its ID doesn't say it
 */
export function recordOf(booking: Booking, round: number, takesBackOf?: Day): HandedOn {
	const { id, kind, documentType, date, text, debit, credit, grossCents, taxCents } = booking;
	const { taxCode, costCenter, costCenter2, category, means, taxRate, place } = booking;
	const { firstNumber, lastNumber, count, zNumbers } = booking;
	return {
		id,
		kind,
		documentType,
		date,
		text,
		debit,
		credit,
		grossCents,
		taxCents,
		taxCode,
		costCenter,
		costCenter2,
		category,
		means,
		firstNumber,
		lastNumber,
		count,
		taxRate,
		placeId: place?.id ?? null,
		placeName: place?.name ?? null,
		zNumbers: zNumbers ?? null,
		round,
		takesBackOf: takesBackOf ?? dayTakenBack(booking),
	};
}

/** The same as nothing, so that it can be handed on again by another ID. */
export function asTakenBack(record: HandedOn, round: number): HandedOn {
	const taxCents = record.taxCents === null ? null : 0;
	return { ...record, grossCents: 0, taxCents, count: 0, round };
}

/** Whether anything of it stands. */
export function isStanding({ count }: Pick<HandedOn, 'count'>): boolean {
	return count !== 0;
}

/** The business day that must be read to know what becomes of it. */
export function readWith({ date, takesBackOf }: Pick<HandedOn, 'date' | 'takesBackOf'>): Day {
	return takesBackOf ?? date;
}

/** The system that its ID begins with. */
export function sourceOf({ id }: Pick<HandedOn, 'id'>): string {
	return id.slice(0, id.indexOf(':'));
}

function dayTakenBack(booking: Booking): Day | null {
	const [, day] = TAKES_BACK.exec(entryIdOf(booking)) ?? [];
	if (day === undefined) return null;
	return day.length === 7 ? `${day}-01` : day;
}

/** What a booking is to say in its stead. */
export interface Restated {
	id: string;
	date: Day;
	text: string;
	grossCents: Cents;
	taxCents: Cents | null;
	/** Of the closings; undefined where the bookings of the run have no such column. */
	zNumbers: string[] | undefined;
}

/** A booking of what was handed on, in the order of a booking's columns. */
export function bookingOf(record: HandedOn, restated: Restated): Booking {
	const { kind, documentType, debit, credit, taxRate, firstNumber, lastNumber, count } = record;
	const { placeId, placeName, means, category, taxCode, costCenter, costCenter2 } = record;
	const { id, date, text, grossCents, taxCents, zNumbers } = restated;
	const gross = money('gross', grossCents);
	const net = money('net', taxCents === null ? null : grossCents - taxCents);
	const tax = money('tax', taxCents);
	return {
		type: 'booking',
		kind,
		documentType,
		date,
		text,
		debit,
		credit,
		gross: gross.gross,
		net: net.net,
		tax: tax.tax,
		taxRate,
		firstNumber,
		lastNumber,
		count,
		...(zNumbers === undefined ? {} : { zNumbers }),
		placeName: placeName ?? placeId,
		place: placeId === null ? null : { id: placeId, name: placeName },
		means,
		category,
		taxCode,
		costCenter,
		costCenter2,
		...{ grossCents: gross.grossCents, netCents: net.netCents, taxCents: tax.taxCents },
		id,
	};
}
