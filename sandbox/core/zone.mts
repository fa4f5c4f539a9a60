/** Time zones that keep what they have looked up: Luxon asks the machine's calendar for each moment anew. */
import { DateTime, IANAZone } from 'luxon';

/** Since 1900 no zone changes its clocks within a quarter of an hour that begins on the clock. */
const QUARTER_MS = 15 * 60_000;

/** A zone whose offsets are worked out once for each quarter of an hour. */
export class KeptZone extends IANAZone {
	readonly #offsets = new Map<number, number>();

	override offset(milliseconds: number): number {
		const quarter = Math.floor(milliseconds / QUARTER_MS);
		const known = this.#offsets.get(quarter);
		if (known !== undefined) return known;
		const offset = super.offset(milliseconds);
		this.#offsets.set(quarter, offset);
		return offset;
	}
}

const zones = new Map<string, KeptZone>();

/** The zone of an IANA name, for Luxon's `zone` options. */
export function zoneOf(name: string): KeptZone {
	const zone = zones.get(name) ?? new KeptZone(name);
	zones.set(name, zone);
	return zone;
}

/** Milliseconds of a local time; of two in autumn the first. */
export function instantOf(at: string, zone: string): number {
	return DateTime.fromISO(at, { zone: zoneOf(zone) })
		.getPossibleOffsets()
		.reduce((first, one) => Math.min(first, one.toMillis()), Infinity);
}
