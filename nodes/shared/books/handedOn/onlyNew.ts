/** What a period comes to, less what was handed on of it → the bookings that are new. Pure functions. */
import { addDays } from '../../values/dates';
import { sortSteps } from '../../values/inTurns';
import type { Steps } from '../../values/inTurns';
import type { Cents, Day } from '../../values/units';
import { entryIdOf } from '../bookings';
import type { ChangedDays } from '../journal/corrections';
import { compareNumbers } from '../order';
import { isWithin } from '../period';
import type { Booking, TextLanguage } from '../types';
import { correctionText } from './words';
import type { CorrectionKind } from './words';
import { bookingOf, isStanding, readWith, recordOf, sourceOf, asTakenBack } from './record';
import type { HandedOn, Restated } from './record';
import { before } from './state';
import type { BookingRun, HandedOnState } from './state';

/** What is known beside the bookings and what was handed on. */
export interface KnownOfRun extends BookingRun {
	source: string;
	/** Registers and shops of which anything was read, by ID; '' for none: nothing of any other is taken back. */
	places: ReadonlySet<string>;
	changedDays: ChangedDays;
	/** The last day that nothing may be booked on any more. */
	closedUntil?: Day;
	language: TextLanguage;
}

/** How many bookings there are of each kind. */
export interface Counts {
	/** Days or receipts that weren't handed on before. */
	added: number;
	/** Handed on before, and other ones now. */
	changed: number;
	/** Handed on before, and none any more. */
	takenBack: number;
	/** As they were, and left out. */
	asBefore: number;
}

/** What is new. */
export interface OnlyNew {
	/** By day, then by place; what takes back comes before what is booked in its stead. */
	bookings: Booking[];
	state: HandedOnState;
	counts: Counts;
	/** Business days whose bookings have changed or are taken back, in order. */
	days: Day[];
	/** Handed on, but of a register or shop of which nothing was read: left as it is. */
	unseen: HandedOn[];
}

/**
 * Compares bookings with what was handed on, by ID: what is equal to the cent gives nothing, what is new comes whole,
 * and what differs comes as the difference, or as what takes it back and what is booked in its stead.
 * @param fresh all bookings of the period
 * @param handedOn by the runs before; undefined where there was none
 */
export function* onlyNew(
	fresh: readonly Booking[],
	handedOn: HandedOnState | undefined,
	known: KnownOfRun,
): Steps<OnlyNew> {
	const state = before(handedOn, known);
	const writer = new Writer(fresh, state, known);
	for (const booking of fresh) {
		yield;
		writer.add(booking);
	}
	const present = new Set(fresh.map(({ id }) => id));
	for (const record of state.records.values()) {
		yield;
		if (present.has(record.id) || !isStanding(record) || !isRead(record, known)) continue;
		writer.takeBack(record);
	}
	const { counts, unseen } = writer;
	return {
		bookings: yield* sortSteps(writer.bookings, byDayAndPlace),
		state: { ...state, records: writer.records },
		counts,
		days: [...writer.days].sort(),
		unseen,
	};
}

function isRead(record: HandedOn, { source, period }: KnownOfRun): boolean {
	return sourceOf(record) === source && isWithin(readWith(record), period);
}

/** Bookings of one day, place and type of document leave nothing on the clearing account together. */
const groupKey = (one: Pick<Booking, 'id' | 'documentType' | 'kind'>): string =>
	JSON.stringify([entryIdOf(one), one.documentType]);

/** Writes what is new, and notes what is handed on then. */
class Writer {
	readonly bookings: Booking[] = [];
	readonly records: Map<string, HandedOn>;
	readonly counts: Counts = { added: 0, changed: 0, takenBack: 0, asBefore: 0 };
	readonly days = new Set<Day>();
	readonly unseen: HandedOn[] = [];
	/** The last booked day of a month moves as the month goes on: whatever corrects it stands on the same day. */
	private readonly dates: ReadonlyMap<string, Day>;
	private readonly hasClosings: boolean;

	constructor(
		fresh: readonly Booking[],
		state: HandedOnState,
		private readonly known: KnownOfRun,
	) {
		this.records = new Map(state.records);
		this.dates = new Map(
			known.groupBy === 'receipt' ? [] : fresh.map((one) => [groupKey(one), one.date]),
		);
		this.hasClosings = fresh.some(({ zNumbers }) => zNumbers !== undefined);
	}

	add(booking: Booking): void {
		const record = this.records.get(booking.id);
		if (record && isStanding(record) && this.isSame(record, booking)) {
			this.counts.asBefore += 1;
			return;
		}
		const round = (record?.round ?? 0) + 1;
		this.records.set(booking.id, recordOf(booking, round));
		if (!record || !isStanding(record)) {
			this.counts.added += 1;
			this.bookings.push(this.dated(booking, round));
			return;
		}
		this.counts.changed += 1;
		this.days.add(booking.date);
		if (this.known.changedDays === 'difference' && this.isOneBooking(record, booking)) {
			this.bookings.push(this.difference(record, booking, round));
			return;
		}
		this.reverse(record, round);
		this.bookings.push(this.dated(booking, round));
	}

	takeBack(record: HandedOn): void {
		if (!this.known.places.has(record.placeId ?? '')) {
			this.unseen.push(record);
			return;
		}
		const round = record.round + 1;
		this.counts.takenBack += 1;
		this.days.add(record.date);
		this.records.set(record.id, asTakenBack(record, round));
		this.reverse(record, round);
	}

	/** Of all but receipts the ID says the day or the month. */
	private isOfSameDay(record: HandedOn, booking: Booking): boolean {
		return this.known.groupBy !== 'receipt' || record.date === booking.date;
	}

	private isSame(record: HandedOn, booking: Booking): boolean {
		return (
			this.isOfSameDay(record, booking) &&
			record.grossCents === booking.grossCents &&
			record.taxCents === booking.taxCents &&
			hasSameCodes(record, booking)
		);
	}

	/**
	 * Whether one booking can say what has changed. What has changed by nothing but some tax comes to 0.00, which no
	 * program books.
	 */
	private isOneBooking(record: HandedOn, booking: Booking): boolean {
		return (
			this.isOfSameDay(record, booking) &&
			hasSameCodes(record, booking) &&
			record.grossCents !== booking.grossCents &&
			(record.taxCents === null) === (booking.taxCents === null)
		);
	}

	private reverse(record: HandedOn, round: number): void {
		const { grossCents, taxCents } = record;
		if (grossCents === 0 && (taxCents ?? 0) === 0) return;
		const date = this.dates.get(groupKey(record)) ?? record.date;
		this.bookings.push(
			bookingOf(record, {
				...this.restated(record, date, round, 'reversal'),
				grossCents: 0 - grossCents,
				taxCents: taxCents === null ? null : 0 - taxCents,
			}),
		);
	}

	private difference(record: HandedOn, booking: Booking, round: number): Booking {
		const now = recordOf(booking, round);
		const lessTax = (cents: Cents) => cents - (record.taxCents ?? 0);
		return bookingOf(now, {
			...this.restated(now, now.date, round, 'difference'),
			grossCents: now.grossCents - record.grossCents,
			taxCents: now.taxCents === null ? null : lessTax(now.taxCents),
		});
	}

	/** A booking that is handed on whole, on the first day that it may stand on. */
	private dated(booking: Booking, round: number): Booking {
		const { date, zNumbers } = booking;
		const restated = this.restated(
			{ ...booking, zNumbers: zNumbers ?? null },
			date,
			round,
			'again',
		);
		return {
			...booking,
			id: restated.id,
			date: restated.date,
			text: restated.text,
			...(restated.zNumbers === undefined ? {} : { zNumbers: restated.zNumbers }),
		};
	}

	private restated(
		{ id, text, zNumbers }: Pick<HandedOn, 'id' | 'text' | 'zNumbers'>,
		businessDay: Day,
		round: number,
		kind: CorrectionKind,
	): Omit<Restated, 'grossCents' | 'taxCents'> {
		const { closedUntil = '', language } = this.known;
		const isMoved = businessDay <= closedUntil;
		// What is booked on another day is of no closing there.
		const closings = this.hasClosings || zNumbers !== null ? (zNumbers ?? []) : undefined;
		return {
			id: [id, ...(round === 1 ? [] : [`round${round}`]), ...(kind === 'again' ? [] : [kind])].join(
				':',
			),
			date: isMoved ? addDays(closedUntil, 1) : businessDay,
			text: correctionText(text, kind, isMoved ? businessDay : undefined, language),
			zNumbers: closings && isMoved ? [] : closings,
		};
	}
}

function hasSameCodes(record: HandedOn, booking: Booking): boolean {
	return (
		record.debit === booking.debit &&
		record.credit === booking.credit &&
		record.taxCode === booking.taxCode &&
		record.costCenter === booking.costCenter &&
		record.costCenter2 === booking.costCenter2
	);
}

function byDayAndPlace(a: Booking, b: Booking): number {
	if (a.date !== b.date) return a.date < b.date ? -1 : 1;
	return compareNumbers(a.place?.id ?? '', b.place?.id ?? '');
}
