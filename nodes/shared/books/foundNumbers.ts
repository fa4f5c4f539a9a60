/** Gaps between numbers, less those that turned out to exist. Pure functions. */
import { groupsOf } from '../values/groups';
import { mapSteps } from '../values/inTurns';
import type { Steps } from '../values/inTurns';
import type { Gap } from './missingNumbers';
import type { Place } from './receipt';
import { readNumber } from './sequences';

/** A number at a place: places may have the same numbers. */
export interface NumberAt {
	number: string;
	place: Place;
}

/** Known numbers by their place and what stands before their digits, in their order. */
type NumberIndex = Map<string, Array<{ number: string; value: number }>>;

const keyOf = (place: Place, prefix: string | undefined): string =>
	JSON.stringify([place?.id, prefix]);

function indexOf(numbers: readonly NumberAt[]): NumberIndex {
	const parsed = numbers.flatMap(({ number, place }) => {
		const read = readNumber(number);
		return read ? [{ number, value: read.value, key: keyOf(place, read.prefix) }] : [];
	});
	const index: NumberIndex = groupsOf(parsed, ({ key }) => key);
	for (const known of index.values()) known.sort((a, b) => a.value - b.value);
	return index;
}

/** Gaps without some numbers, as the system writes them; what is left of a gap may be several. */
export function* withoutNumbers(gaps: readonly Gap[], numbers: readonly NumberAt[]): Steps<Gap[]> {
	if (numbers.length === 0) return [...gaps];
	const index = indexOf(numbers);
	const left = yield* mapSteps(gaps, (gap) => {
		const parts: Gap[] = [];
		let first = gap.first;
		for (const value of knownIn(gap, index)) {
			if (value > first) parts.push({ ...gap, first, last: value - 1 });
			first = value + 1;
		}
		if (first <= gap.last) parts.push({ ...gap, first });
		return parts;
	});
	return left.flat();
}

/** Ascending, each once. Both a gap and the list of numbers may be long: only what lies in it is looked at. */
function knownIn({ first, last, place, write }: Gap, index: NumberIndex): number[] {
	const known = index.get(keyOf(place, readNumber(write(last))?.prefix)) ?? [];
	let begin = 0;
	for (let end = known.length; begin < end; ) {
		const middle = Math.floor((begin + end) / 2);
		if ((known[middle]?.value ?? 0) < first) begin = middle + 1;
		else end = middle;
	}
	const found = new Set<number>();
	for (let at = begin; at < known.length; at++) {
		const { number, value } = known[at] ?? { number: '', value: Infinity };
		if (value > last) break;
		if (write(value) === number) found.add(value);
	}
	return [...found];
}
