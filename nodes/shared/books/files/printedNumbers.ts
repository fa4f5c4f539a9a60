/** The numbers that receipts are found again by: what several of them have in common is told apart. */
import { createHash } from 'crypto';
import type { Steps } from '../../values/inTurns';
import { DOCUMENT_TYPES } from '../receipt';
import type { Booking } from '../types';

/** A booking as far as its first receipt is named. */
export type PrintedOn = Pick<Booking, 'documentType' | 'firstNumber' | 'place'>;

/** Numbers of receipts in a file. */
export interface PrintedNumbers {
	/** That of a booking's first receipt; '' where it has none. */
	of: (booking: PrintedOn) => string;
	/** Sentences for the user: which have something behind them. */
	remarks: string[];
}

const keyOf = ({ firstNumber, documentType, place }: PrintedOn): string =>
	JSON.stringify([firstNumber, place?.id ?? '', documentType]);

/**
 * The number of each receipt as it is printed. Shops number their receipts by themselves, and so do types of
 * documents: a number that several of them have is followed by the ID of the register or shop, and within one
 * by the type.
 * @param bookings all of the file: what is told apart depends on what is in it
 */
export function* printedNumbers(bookings: readonly PrintedOn[]): Steps<PrintedNumbers> {
	const receipts = new Map<string, Map<string, PrintedOn>>();
	for (const booking of bookings) {
		yield;
		const sharers = receipts.get(booking.firstNumber) ?? new Map<string, PrintedOn>();
		receipts.set(booking.firstNumber, sharers.set(keyOf(booking), booking));
	}
	const numbers = new Map<string, string>();
	const used = new Set(receipts.keys());
	for (const [number, sharers] of receipts) {
		yield;
		if (sharers.size < 2 || number === '') continue;
		for (const [key, one] of sharers) {
			const told = toldApart(one, [...sharers.values()]);
			const own = told !== number && used.has(told) ? `${told}-${printOf(key)}` : told;
			used.add(own);
			numbers.set(key, own);
		}
	}
	const changed = [...numbers].filter(([key, own]) => (JSON.parse(key) as string[])[0] !== own);
	return {
		of: (booking) => numbers.get(keyOf(booking)) ?? booking.firstNumber,
		remarks: remarksOn(changed),
	};
}

function toldApart({ firstNumber, place, documentType }: PrintedOn, sharers: PrintedOn[]): string {
	const ofPlace = sharers.filter((each) => each.place?.id === place?.id);
	const id = ofPlace.length < sharers.length ? (place?.id ?? '') : '';
	// Most documents are receipts: what comes first keeps the number as it is.
	const first = DOCUMENT_TYPES.find((type) => ofPlace.some((each) => each.documentType === type));
	const type = first === documentType ? '' : documentType;
	return [firstNumber, id, type].filter((part) => part !== '').join('-');
}

const printOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 6);

function remarksOn(changed: ReadonlyArray<readonly [key: string, own: string]>): string[] {
	const [[key, own] = []] = changed;
	if (key === undefined) return [];
	const [number] = JSON.parse(key) as string[];
	return [
		`Some numbers are those of several documents, of different registers or shops or of different types: ${changed.length === 1 ? 'one has' : `${changed.length} have`} the ID or the type behind it, such as "${own}" for "${number}".`,
	];
}
