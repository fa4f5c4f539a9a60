/** What one poll hands on has its bounds, in records and in memory; what is more comes at the next one. */
import { MOST_POLL_BYTES } from '../values/limits';
import { Scale } from '../wire/room';

/** How many records a poll hands on, and the memory that they take, added up. */
export class Load {
	private readonly scale = new Scale();

	private bytes = 0;

	private count = 0;

	/** @param most records */
	constructor(private readonly most = Infinity) {}

	/** True where nothing more is to be added; the first record always is. */
	get isFull(): boolean {
		return this.count >= this.most || this.bytes >= MOST_POLL_BYTES;
	}

	/** @returns bytes that it takes */
	add(record: unknown): number {
		const bytes = this.scale.weigh(record);
		this.bytes += bytes;
		this.count += 1;
		return bytes;
	}
}
