/** Numbers of very many documents in little memory: what documents have in common is held once. */
import type { Day, EpochMs, IsoMoment } from '../values/units';
import type { NotedDocument } from './intake';
import { readNumber } from './sequences';
import type { Numbered } from './sequences';

/** What documents of one day, place and closing have in common. */
interface Frame
	extends Pick<Numbered, 'documentType' | 'businessDay' | 'zNumber' | 'register' | 'salesPoint'> {
	/** Where it was read: see {@link NumberList.documents}. */
	lane: string;
	/** Whether it counts in books; a draft has a number only. */
	isCounted: boolean;
	number: NumberForm;
	/** What stands on paper, with the number's place; null where the number isn't in it. */
	display: { before: string; after: string } | null;
	issued: TimeForm;
	recorded: TimeForm | null;
}

/** A number without its value; `text` where it doesn't end with digits. */
type NumberForm = { prefix: string; width: number } | { text: string };

/** What stands behind the second of a time; `text` where it is written in another way. */
type TimeForm = { digits: number; zone: string } | { text: string };

/** A document that is being added: what all of its kind have, and what only it has. */
interface Parted {
	frame: Frame;
	value: number;
	issuedMs: EpochMs;
	recordedMs: EpochMs;
}

const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,3}))?(Z|[+-]\d{2}:\d{2})$/;

/** What only one document has, in a list for each: of its index. */
class Columns {
	private readonly frames: Frame[] = [];
	private readonly known = new Map<string, number>();
	private readonly ids: string[] = [];
	private readonly frameOf: number[] = [];
	private readonly values: number[] = [];
	private readonly issued: EpochMs[] = [];
	private readonly recorded: EpochMs[] = [];
	/** Texts on paper that don't hold the number. */
	private readonly displays = new Map<number, string>();

	get length(): number {
		return this.ids.length;
	}

	add(document: Numbered, isCounted: boolean, lane: string): number {
		const { frame, value, issuedMs, recordedMs } = partsOf(document, isCounted, lane);
		const key = JSON.stringify(frame);
		const known = this.known.get(key) ?? this.frames.push(frame) - 1;
		this.known.set(key, known);
		const at = this.ids.push(document.id) - 1;
		this.frameOf.push(known);
		this.values.push(value);
		this.issued.push(issuedMs);
		this.recorded.push(recordedMs);
		if (frame.display === null) this.displays.set(at, document.displayNumber);
		return at;
	}

	frame(at: number): Frame {
		return this.frames[this.frameOf[at] ?? 0] as Frame;
	}

	id(at: number): string {
		return this.ids[at] ?? '';
	}

	number(at: number): string {
		const { number } = this.frame(at);
		if ('text' in number) return number.text;
		return `${number.prefix}${String(this.values[at]).padStart(number.width, '0')}`;
	}

	displayNumber(at: number): string {
		const { display } = this.frame(at);
		if (display === null) return this.displays.get(at) ?? '';
		return `${display.before}${this.number(at)}${display.after}`;
	}

	issuedAt(at: number): IsoMoment {
		return textOfTime(this.frame(at).issued, this.issued[at] ?? 0);
	}

	recordedAt(at: number): IsoMoment | null {
		const { recorded } = this.frame(at);
		return recorded === null ? null : textOfTime(recorded, this.recorded[at] ?? 0);
	}
}

/** Documents, of each of which only the numbers stay; the order is that of adding. */
export class NumberList {
	private readonly columns = new Columns();
	private readonly made: NumberedDocument[] = [];

	/**
	 * Adds a document.
	 * @param lane where it was read
	 * @returns its index
	 */
	add(document: Numbered, isCounted: boolean, lane: string): number {
		return this.columns.add(document, isCounted, lane);
	}

	/**
	 * All documents as they were added, or by their lanes; of each there is but one.
	 * @param lanes in their order; documents of other lanes come first
	 */
	documents(lanes: readonly string[] = []): NotedDocument[] {
		const { columns, made } = this;
		while (made.length < columns.length) made.push(new NumberedDocument(columns, made.length));
		const places = new Map(lanes.map((lane, index) => [lane, index]));
		const byLane: NotedDocument[][] = [];
		for (const document of made) {
			const place = (places.get(columns.frame(document.at).lane) ?? -1) + 1;
			(byLane[place] ??= []).push(document);
		}
		return byLane.flat();
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
	const read = readNumber(number);
	const at = number === '' ? -1 : displayNumber.indexOf(number);
	const issued = partsOfTime(issuedAt);
	const recorded = recordedAt === null ? null : partsOfTime(recordedAt);
	return {
		frame: {
			documentType,
			businessDay,
			zNumber,
			register,
			salesPoint,
			lane,
			isCounted,
			number: read ? { prefix: read.prefix, width: read.width } : { text: number },
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
		value: read?.value ?? 0,
		issuedMs: issued.ms,
		recordedMs: recorded?.ms ?? 0,
	};
}

/** A time as it is written, in milliseconds of its own clock. */
function partsOfTime(text: IsoMoment): { form: TimeForm; ms: EpochMs } {
	const [, second, fraction = '', zone = ''] = TIME.exec(text) ?? [];
	const ms = second === undefined ? NaN : Date.parse(`${second}.${fraction.padEnd(3, '0')}Z`);
	const form = { digits: fraction.length, zone };
	return Number.isNaN(ms) || textOfTime(form, ms) !== text
		? { form: { text }, ms: 0 }
		: { form, ms };
}

function textOfTime(form: TimeForm, ms: EpochMs): IsoMoment {
	if ('text' in form) return form.text;
	const iso = new Date(ms).toISOString();
	const [second = '', rest = ''] = iso.split('.');
	return `${second}${form.digits === 0 ? '' : `.${rest.slice(0, form.digits)}`}${form.zone}`;
}
