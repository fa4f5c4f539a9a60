/** Numbers of any number of documents, as ranges: what is missing, shared or late shows in them all the same. */
import { groupsOf } from '../../values/groups';
import type { Steps } from '../../values/inTurns';
import type { IsoMoment } from '../../values/units';
import type { ListOf } from '../documentList';
import { placeOf } from '../facts';
import type { AccountingReceipt } from '../receipt';
import { readNumber } from '../sequences';
import type { Numbered, Stretch } from '../sequences';
import type { NumberFrame, SingleDocument } from './schema';

/** A document that is being added. */
export interface Incoming extends SingleDocument {
	document: Numbered;
}

/** What all numbers of a frame have in common, and the number. */
interface Framed {
	frame: Omit<NumberFrame, 'runs' | 'ids'>;
	value: number;
}

/** Numbers of one place that may be of one document, whatever its closing and its day. */
function placeKeyOf({ source, documentType, prefix, width, ...frame }: Framed['frame']): string {
	return JSON.stringify([source, documentType, placeOf(frame)?.id, prefix, width]);
}

/** Whether a moment lies between the first and the last document of a frame. */
function isDuring({ begins, ends }: NumberFrame, moment: IsoMoment): boolean {
	const time = Date.parse(moment);
	return time >= Date.parse(begins) && time <= Date.parse(ends);
}

const earlierOf = (a: IsoMoment, b: IsoMoment) => (Date.parse(b) < Date.parse(a) ? b : a);
const laterOf = (a: IsoMoment, b: IsoMoment) => (Date.parse(b) > Date.parse(a) ? b : a);

/** The number of a document apart from what it has in common with others; undefined for one that stands by itself. */
function framed({ source, document, isUndated }: Incoming): Framed | undefined {
	const { documentType, businessDay, zNumber, register, salesPoint } = document;
	const { number, displayNumber, issuedAt, recordedAt } = document;
	const read = readNumber(number);
	const at = displayNumber.indexOf(number);
	if (isUndated || !read || at < 0) return undefined;
	return {
		frame: {
			source,
			documentType,
			businessDay,
			zNumber,
			register,
			salesPoint,
			issuedOn: issuedAt.slice(0, 10),
			isRecorded: recordedAt !== null,
			prefix: read.prefix,
			width: read.width,
			before: displayNumber.slice(0, at),
			after: displayNumber.slice(at + number.length),
			begins: issuedAt,
			ends: issuedAt,
		},
		value: read.value,
	};
}

/** Tells numbers from each other: names of registers and shops may change. */
function numberKeyOf(frame: Framed['frame']): string {
	const { source, documentType, businessDay, zNumber, prefix, width, before, after } = frame;
	const place = placeOf(frame)?.id;
	return JSON.stringify([
		source,
		documentType,
		place,
		businessDay,
		zNumber,
		prefix,
		width,
		before,
		after,
	]);
}

/** Tells frames from each other: by what their documents are compared as well. */
function keyOf(frame: Framed['frame']): string {
	return JSON.stringify([numberKeyOf(frame), frame.issuedOn, frame.isRecorded]);
}

const keyOfSingle = ({ source, document }: Incoming): string =>
	JSON.stringify([source, document.documentType, placeOf(document)?.id, document.id]);

/** Where a number stands, or would stand, among runs: the index of the first run that ends at it or after it. */
function indexIn(runs: readonly number[], value: number): number {
	let begin = 0;
	for (let end = runs.length / 2; begin < end; ) {
		const middle = Math.floor((begin + end) / 2);
		if ((runs[2 * middle + 1] ?? 0) < value) begin = middle + 1;
		else end = middle;
	}
	return begin;
}

function holds(runs: readonly number[], value: number): boolean {
	return (runs[2 * indexIn(runs, value)] ?? Infinity) <= value;
}

/** Puts a number among runs, and joins those that it closes the gap between. */
function insert(runs: number[], value: number): void {
	const index = 2 * indexIn(runs, value);
	const [first = Infinity] = runs.slice(index, index + 1);
	if (first <= value) return;
	const endsBefore = index > 0 && runs[index - 1] === value - 1;
	const beginsAfter = first === value + 1;
	if (endsBefore && beginsAfter) runs.splice(index - 1, 2);
	else if (endsBefore) runs[index - 1] = value;
	else if (beginsAfter) runs[index] = value;
	else runs.splice(index, 0, value, value);
}

/** The numbers of all batches. */
export class HeldNumbers {
	private readonly frames = new Map<string, NumberFrame>();
	private readonly byNumber = new Map<string, NumberFrame[]>();
	private readonly byPlace = new Map<string, NumberFrame[]>();
	private readonly singles = new Map<string, Incoming>();

	constructor(frames: readonly NumberFrame[] = [], singles: readonly SingleDocument[] = []) {
		for (const frame of frames) this.hold(frame);
		for (const one of singles) this.singles.set(keyOfSingle(one), one);
	}

	private hold(frame: NumberFrame): void {
		this.frames.set(keyOf(frame), frame);
		for (const [map, key] of [
			[this.byNumber, numberKeyOf(frame)],
			[this.byPlace, placeKeyOf(frame)],
		] as const) {
			map.set(key, [...(map.get(key) ?? []), frame]);
		}
	}

	/**
	 * Whether a document was added before.
	 *
	 * Assumption: where its number stands within a range, that is all that is known of those there; a number of one
	 * day, closing and place is then of the same document. One that was added before its closing and names it now,
	 * or the other way round, is the same where it was made while the others were.
	 */
	has(incoming: Incoming): boolean {
		const own = framed(incoming);
		if (!own) return this.singles.has(keyOfSingle(incoming));
		const { id } = incoming.document;
		const isIn = ({ runs, ids }: NumberFrame) =>
			holds(runs, own.value) && (ids[own.value]?.includes(id) ?? true);
		if (this.byNumber.get(numberKeyOf(own.frame))?.some(isIn)) return true;
		const { zNumber, begins: madeAt } = own.frame;
		return (this.byPlace.get(placeKeyOf(own.frame)) ?? []).some(
			(frame) =>
				(frame.zNumber === null) !== (zNumber === null) && isDuring(frame, madeAt) && isIn(frame),
		);
	}

	/** Adds documents, none of which was added before. */
	*add(documents: readonly Incoming[]): Steps<void> {
		const added = new Map<string, { known: NumberFrame; ids: Map<number, string[]> }>();
		for (const incoming of documents) {
			yield;
			const own = framed(incoming);
			if (!own) {
				this.singles.set(keyOfSingle(incoming), incoming);
				continue;
			}
			const key = keyOf(own.frame);
			const known = this.frames.get(key) ?? { ...own.frame, runs: [], ids: {} };
			if (!this.frames.has(key)) this.hold(known);
			known.begins = earlierOf(known.begins, own.frame.begins);
			known.ends = laterOf(known.ends, own.frame.ends);
			const { ids } = added.get(key) ?? { ids: new Map<number, string[]>() };
			added.set(key, { known, ids });
			ids.set(own.value, [...(ids.get(own.value) ?? []), incoming.document.id]);
		}
		for (const { known, ids } of added.values()) {
			for (const [value, own] of ids) {
				yield;
				known.ids[value] = [...(known.ids[value] ?? []), ...own];
				insert(known.runs, value);
			}
			yield* this.forget(known);
		}
	}

	/** IDs stay of what stands alone, and of what several documents share. */
	private *forget(frame: NumberFrame): Steps<void> {
		for (const [value, ids] of Object.entries(frame.ids)) {
			yield;
			const index = 2 * indexIn(frame.runs, Number(value));
			const isAlone = frame.runs[index] === frame.runs[index + 1];
			if (!isAlone && ids.length < 2) Reflect.deleteProperty(frame.ids, value);
		}
	}

	/** All of it, as a state holds it. */
	held(): { frames: NumberFrame[]; singles: SingleDocument[] } {
		return { frames: [...this.frames.values()], singles: [...this.singles.values()] };
	}

	/** The system of each register and shop, by ID. */
	sources(): Map<string, AccountingReceipt['source']> {
		const all = [...this.frames.values(), ...this.documentsOfSingles()];
		return new Map(
			all.flatMap((one) => {
				const place = placeOf(one)?.id;
				return place === undefined ? [] : [[place, one.source]];
			}),
		);
	}

	/** All documents, as far as their numbers tell of them. */
	documents(): HeldDocuments {
		const { frames, singles } = this.held();
		return new HeldDocuments(
			frames,
			singles.map(({ document }) => document),
		);
	}

	/** The same by system, day and place; without those that don't say when they were made. */
	byDay(): Map<AccountingReceipt['source'], Array<{ frames: NumberFrame[]; singles: Numbered[] }>> {
		const { frames, singles } = this.held();
		const parts = [
			...frames.map((frame) => ({ of: frame, source: frame.source, frame, document: undefined })),
			...singles.flatMap(({ source, document, isUndated }) =>
				isUndated ? [] : [{ of: document, source, frame: undefined, document }],
			),
		];
		const bySource = groupsOf(parts, ({ source }) => source);
		return new Map(
			[...bySource].map(([source, own]) => [
				source,
				[
					...groupsOf(own, ({ of }) => JSON.stringify([placeOf(of)?.id, of.businessDay])).values(),
				].map((ofDay) => ({
					frames: ofDay.flatMap(({ frame }) => frame ?? []),
					singles: ofDay.flatMap(({ document }) => document ?? []),
				})),
			]),
		);
	}

	private documentsOfSingles() {
		return [...this.singles.values()].map(({ source, document }) => ({ source, ...document }));
	}
}

/** Numbers of a frame that follow each other, or one of several documents of a number. */
interface Part {
	frame: NumberFrame;
	first: number;
	count: number;
	/** Which of the documents of its number. */
	index: number;
	/** Where its documents begin among all. */
	place: number;
}

/** The documents of ranges, each of which is made when it is looked at. */
export class HeldDocuments implements ListOf<Numbered> {
	readonly length: number;
	private readonly parts: Part[] = [];

	constructor(
		frames: readonly NumberFrame[],
		private readonly singles: readonly Numbered[],
	) {
		let place = 0;
		const add = (frame: NumberFrame, first: number, count: number, index = 0) => {
			this.parts.push({ frame, first, count, index, place });
			place += count;
		};
		for (const frame of frames) {
			for (let at = 0; at < frame.runs.length; at += 2) {
				const [first = 0, last = 0] = frame.runs.slice(at, at + 2);
				add(frame, first, last - first + 1);
			}
			for (const [value, ids] of Object.entries(frame.ids)) {
				for (let index = 1; index < ids.length; index++) add(frame, Number(value), 1, index);
			}
		}
		this.length = place + singles.length;
	}

	/** @see ListOf.at */
	at(place: number): Numbered | undefined {
		let begin = 0;
		for (let end = this.parts.length; begin < end; ) {
			const middle = Math.floor((begin + end) / 2);
			const part = this.parts[middle];
			if (part && part.place + part.count <= place) begin = middle + 1;
			else end = middle;
		}
		const part = this.parts[begin];
		if (part) return documentOf(part, part.first + place - part.place);
		return this.singles[place - (this.length - this.singles.length)];
	}

	/** All documents, in their order. */
	*[Symbol.iterator](): Iterator<Numbered> {
		for (const part of this.parts) {
			for (let value = part.first; value < part.first + part.count; value++) {
				yield documentOf(part, value);
			}
		}
		yield* this.singles;
	}

	/** The same, where what follows each other is alike in all that numbers are compared by. */
	*stretches(): Iterable<Stretch> {
		for (const part of this.parts) {
			const { first, place, count, frame } = part;
			// What is printed around the numbers of a year may be read in several ways: each is looked at.
			const isWhole = frame.documentType === 'receipt';
			if (isWhole) yield { document: documentOf(part, first), place, count };
			else {
				for (let more = 0; more < count; more++) {
					yield { document: documentOf(part, first + more), place: place + more, count: 1 };
				}
			}
		}
		const begin = this.length - this.singles.length;
		for (const [index, document] of this.singles.entries()) {
			yield { document, place: begin + index, count: 1 };
		}
	}
}

function documentOf({ frame, index }: Part, value: number): Numbered {
	const { documentType, businessDay, zNumber, register, salesPoint } = frame;
	const number = `${frame.prefix}${String(value).padStart(frame.width, '0')}`;
	const issuedAt = `${frame.issuedOn}T00:00:00Z`;
	return {
		id: frame.ids[value]?.[index] ?? '',
		documentType,
		number,
		displayNumber: `${frame.before}${number}${frame.after}`,
		zNumber,
		issuedAt,
		recordedAt: frame.isRecorded ? issuedAt : null,
		businessDay,
		register,
		salesPoint,
	};
}
