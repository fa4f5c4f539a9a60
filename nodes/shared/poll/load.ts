/** What one poll hands on takes so much memory at most; what is more comes at the next one. */
import { MOST_POLL_BYTES } from '../values/limits';
import { Scale } from '../wire/room';

/** The memory that a poll's records take, added up. */
export class Load {
	private readonly scale = new Scale();

	private bytes = 0;

	/** True where nothing more is to be added; the first record always is. */
	get isFull(): boolean {
		return this.bytes >= MOST_POLL_BYTES;
	}

	/** @returns bytes that it takes */
	add(record: unknown): number {
		const bytes = this.scale.weigh(record);
		this.bytes += bytes;
		return bytes;
	}
}
