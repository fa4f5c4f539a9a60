/** The bytes of an answer that aren't read yet, by their places in the whole answer. */

/** Bytes that are added at the end and dropped at the beginning; a place is that of a byte, from 0. */
export class Unread {
	private pieces: Buffer[] = [];

	private first = 0;

	private bytes = 0;

	/** The place of the first byte. */
	get from(): number {
		return this.first;
	}

	/** Bytes that are held. */
	get length(): number {
		return this.bytes;
	}

	/** Holds some more. */
	add(piece: Buffer): void {
		this.pieces.push(piece);
		this.bytes += piece.length;
	}

	/** All of it, in one piece. */
	all(): Buffer {
		if (this.pieces.length !== 1) this.pieces = [Buffer.concat(this.pieces)];
		return this.pieces[0] as Buffer;
	}

	/** The text from a place (included) to another one, neither of them within a letter. */
	text(from: number, to: number): string {
		return this.all().toString('utf8', from - this.first, to - this.first);
	}

	/** Drops what comes before a place. */
	dropTo(place: number): void {
		const rest = this.all().subarray(place - this.first);
		this.pieces = [rest];
		this.first = place;
		this.bytes = rest.length;
	}
}
