/** Takes the pieces of an answer in their order, and lets others have their turn between them. */
import { PART_BYTES } from '../values/limits';
import type { Environment } from './environment';

/** A piece that isn't taken at once is taken in bites. */
const BITE_BYTES = 64 * 1024;

/** A queue of pieces: one is taken at once as long as none waits and others had their turn lately. */
export class Turns {
	/** Bytes since others had their turn. */
	private worked = 0;

	/** Pieces that are in the queue. */
	private waiting = 0;

	/** The end of what is in the queue; it rejects with the first thing that went wrong. */
	private work = Promise.resolve();

	private isOver = false;

	/**
	 * @param take gets each bite, in order and never two at once, and says whether it took so long that
	 * others are to have their turn after it; what it throws ends the queue
	 */
	constructor(
		private readonly environment: Pick<Environment, 'turn'>,
		private readonly take: (bite: Buffer) => boolean,
	) {}

	/** Whether everything that was added is taken. */
	get isIdle(): boolean {
		return this.waiting === 0;
	}

	/**
	 * @returns undefined where the piece is taken already; otherwise what resolves once it and all before
	 * it are taken, and rejects with what `take` threw
	 */
	add(piece: Buffer): Promise<void> | undefined {
		if (this.isIdle && this.worked + piece.length < PART_BYTES) return this.takeAtOnce(piece);
		this.waiting += 1;
		this.work = this.work.then(async () => await this.takeInTurns(piece));
		return this.work;
	}

	/**
	 * Resolves once everything that was added so far is taken.
	 * @throws what `take` threw
	 */
	async done(): Promise<void> {
		await this.work;
	}

	/** Nothing is taken any more, also of what is in the queue. */
	stop(): void {
		this.isOver = true;
	}

	private takeAtOnce(piece: Buffer): Promise<void> | undefined {
		try {
			this.takeBite(piece);
			return undefined;
		} catch (error) {
			this.work = Promise.reject(error as Error);
			return this.work;
		}
	}

	private async takeInTurns(piece: Buffer): Promise<void> {
		for (let at = 0; at < piece.length && !this.isOver; at += BITE_BYTES) {
			if (this.worked >= PART_BYTES) {
				this.worked = 0;
				await this.environment.turn();
			}
			this.takeBite(piece.subarray(at, at + BITE_BYTES));
		}
		this.waiting -= 1;
	}

	private takeBite(bite: Buffer): void {
		if (this.isOver) return;
		this.worked = this.take(bite) ? PART_BYTES : this.worked + bite.length;
	}
}
