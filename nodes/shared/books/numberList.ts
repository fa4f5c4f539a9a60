/** Numbers of very many documents in little memory: what documents have in common is held once. */
import type { Day, EpochMs, IsoMoment, Milliseconds } from '../values/units';
import { IntegerColumn, fitsColumn } from './column';
import type { ListOf } from './documentList';
import { formOfId, IdColumn } from './idColumn';
import type { IdForm } from './idColumn';
import type { NotedDocument } from './intake';
import type { Numbered } from './sequences';

/** What documents of one day, place and closing have in common. */
interface Frame
	extends Pick<Numbered, 'documentType' | 'businessDay' | 'zNumber' | 'register' | 'salesPoint'> {
	/** Where it was read: see {@link NumberList.documents}. */
	lane: string;
	/** Whether it counts in books; a draft has a number only. */
	isCounted: boolean;
	id: IdForm;
	number: NumberForm;
	/** What stands on paper, with the number's place; null where the number isn't in it. */
	display: { before: string; after: string } | null;
	issued: TimeForm;
	recorded: TimeForm | null;
}

/** A number without its last digits; `text` where it doesn't end with digits. */
type NumberForm = { prefix: string; width: number } | { text: string };

/** What stands behind the second of a time; `text` where it is written in another way. */
type TimeForm = { digits: number; zone: string } | { text: string };

/** A document that is being added: what all of its kind have, and what only it has. */
interface Parted {
	frame: Frame;
	/** The last digits of its number. */
	value: number;
	/** Times, from the beginning of its day on. */
	issuedMs: Milliseconds;
	recordedMs: Milliseconds;
}

const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,3}))?(Z|[+-]\d{2}:\d{2})$/;

/** What only one document has, in a list for each: of its index. */
class Columns {
	length = 0;
	private readonly frames: Frame[] = [];
	private readonly known = new Map<string, number>();
	private readonly ids = new IdColumn();
	private readonly frameOf = new IntegerColumn();
	private readonly values = new IntegerColumn();
	private readonly issued = new IntegerColumn();
	private readonly recorded = new IntegerColumn();
	/** Texts on paper that don't hold the number. */
	private readonly displays = new Map<number, string>();

	add(document: Numbered, isCounted: boolean, lane: string): number {
		const { frame, value, issuedMs, recordedMs } = partsOf(document, isCounted, lane);
		const key = JSON.stringify(frame);
		const known = this.known.get(key) ?? this.frames.push(frame) - 1;
		this.known.set(key, known);
		const at = this.length++;
		this.ids.add(at, document.id, frame.id);
		this.frameOf.set(at, known);
		this.values.set(at, value);
		this.issued.set(at, issuedMs);
		this.recorded.set(at, recordedMs);
		if (frame.display === null) this.displays.set(at, document.displayNumber);
		return at;
	}

	frame(at: number): Frame {
		return this.frames[this.frameOf.get(at)] as Frame;
	}

	id(at: number): string {
		return this.ids.get(at, this.frame(at).id, this.number(at));
	}

	number(at: number): string {
		const { number } = this.frame(at);
		if ('text' in number) return number.text;
		return `${number.prefix}${String(this.values.get(at)).padStart(number.width, '0')}`;
	}

	displayNumber(at: number): string {
		const { display } = this.frame(at);
		if (display === null) return this.displays.get(at) ?? '';
		return `${display.before}${this.number(at)}${display.after}`;
	}

	issuedAt(at: number): IsoMoment {
		const { issued, businessDay } = this.frame(at);
		return textOfTime(issued, businessDay, this.issued.get(at));
	}

	recordedAt(at: number): IsoMoment | null {
		const { recorded, businessDay } = this.frame(at);
		return recorded === null ? null : textOfTime(recorded, businessDay, this.recorded.get(at));
	}
}

/** Documents, of each of which only the numbers stay; the order is that of adding. */
export class NumberList {
	private readonly columns = new Columns();

	/**
	 * Adds a document.
	 * @param lane where it was read
	 * @returns its index
	 */
	add(document: Numbered, isCounted: boolean, lane: string): number {
		return this.columns.add(document, isCounted, lane);
	}

	/**
	 * All documents as they were added, or by their lanes; each is made when it is looked at.
	 * @param lanes in their order; documents of other lanes come first
	 */
	documents(lanes: readonly string[] = []): ListOf<NotedDocument> {
		const { columns } = this;
		const places = new Map(lanes.map((lane, index) => [lane, index]));
		const counts: number[] = [];
		const laneOf = (at: number) => (places.get(columns.frame(at).lane) ?? -1) + 1;
		for (let at = 0; at < columns.length; at++) {
			counts[laneOf(at)] = (counts[laneOf(at)] ?? 0) + 1;
		}
		const next: number[] = [];
		for (let lane = 0, from = 0; lane < counts.length; from += counts[lane++] ?? 0)
			next[lane] = from;
		const order = new Uint32Array(columns.length);
		for (let at = 0; at < columns.length; at++) {
			const lane = laneOf(at);
			const place = next[lane] ?? 0;
			order[place] = at;
			next[lane] = place + 1;
		}
		return new NumberedDocuments(columns, order);
	}
}

/** Documents of a {@link NumberList}, in an order. */
class NumberedDocuments implements ListOf<NotedDocument> {
	constructor(
		private readonly columns: Columns,
		private readonly order: Uint32Array,
	) {}

	get length(): number {
		return this.order.length;
	}

	at(index: number): NotedDocument | undefined {
		const at = this.order[index];
		return at === undefined ? undefined : new NumberedDocument(this.columns, at);
	}

	*[Symbol.iterator](): Iterator<NotedDocument> {
		for (const at of this.order) yield new NumberedDocument(this.columns, at);
	}
}

/** A document of a {@link NumberList}: its texts are made when somebody looks at them. */
class NumberedDocument implements NotedDocument {
	constructor(
		private readonly columns: Columns,
		readonly at: number,
	) {}

	get id(): string {
		return this.columns.id(this.at);
	}

	get number(): string {
		return this.columns.number(this.at);
	}

	get displayNumber(): string {
		return this.columns.displayNumber(this.at);
	}

	get issuedAt(): IsoMoment {
		return this.columns.issuedAt(this.at);
	}

	get recordedAt(): IsoMoment | null {
		return this.columns.recordedAt(this.at);
	}

	get documentType(): Numbered['documentType'] {
		return this.columns.frame(this.at).documentType;
	}

	get zNumber(): string | null {
		return this.columns.frame(this.at).zNumber;
	}

	get businessDay(): Day {
		return this.columns.frame(this.at).businessDay;
	}

	get register(): Numbered['register'] {
		return this.columns.frame(this.at).register;
	}

	get salesPoint(): Numbered['salesPoint'] {
		return this.columns.frame(this.at).salesPoint;
	}

	get isCounted(): boolean {
		return this.columns.frame(this.at).isCounted;
	}
}

function partsOf(document: Numbered, isCounted: boolean, lane: string): Parted {
	const { documentType, businessDay, zNumber, register, salesPoint } = document;
	const { number, displayNumber, issuedAt, recordedAt } = document;
	const [digits] = LAST_DIGITS.exec(number) ?? [];
	const at = number === '' ? -1 : displayNumber.indexOf(number);
	const issued = partsOfTime(issuedAt, businessDay);
	const recorded = recordedAt === null ? null : partsOfTime(recordedAt, businessDay);
	return {
		frame: {
			documentType,
			businessDay,
			zNumber,
			register,
			salesPoint,
			lane,
			isCounted,
			id: formOfId(document.id, number),
			number: digits === undefined ? { text: number } : formOfNumber(number, digits),
			display:
				at < 0
					? null
					: {
							before: displayNumber.slice(0, at),
							after: displayNumber.slice(at + number.length),
						},
			issued: issued.form,
			recorded: recorded && recorded.form,
		},
		value: Number(digits ?? 0),
		issuedMs: issued.ms,
		recordedMs: recorded?.ms ?? 0,
	};
}

const LAST_DIGITS = /\d{1,9}$/;

function formOfNumber(number: string, digits: string): NumberForm {
	const prefix = number.slice(0, -digits.length);
	const isPadded = digits.startsWith('0') || /\d$/.test(prefix);
	return { prefix, width: isPadded ? digits.length : 0 };
}

/** A time as it is written, in milliseconds of its own clock from the beginning of a day on. */
function partsOfTime(text: IsoMoment, day: Day): { form: TimeForm; ms: Milliseconds } {
	const [, second, fraction = '', zone = ''] = TIME.exec(text) ?? [];
	const time = second === undefined ? NaN : Date.parse(`${second}.${fraction.padEnd(3, '0')}Z`);
	const ms = time - beginningOf(day);
	const form = { digits: fraction.length, zone };
	return fitsColumn(ms) && textOfTime(form, day, ms) === text
		? { form, ms }
		: { form: { text }, ms: 0 };
}

function textOfTime(form: TimeForm, day: Day, ms: Milliseconds): IsoMoment {
	if ('text' in form) return form.text;
	const iso = new Date(beginningOf(day) + ms).toISOString();
	const [second = '', rest = ''] = iso.split('.');
	return `${second}${form.digits === 0 ? '' : `.${rest.slice(0, form.digits)}`}${form.zone}`;
}

function beginningOf(day: Day): EpochMs {
	return Date.parse(`${day}T00:00:00Z`);
}
