/**
 * One process of an n8n at a time: workers, the main process and the command line share a database.
 *
 * n8n offers a community node no lock. One thing that it offers is atomic all the same: what a node has
 * processed (for "Remove Duplicates") is one row for each workflow and node, and whoever finds none
 * inserts it. Of several who do so at the same moment, the database lets one pass. Whoever holds the row
 * adds to it now and then, as a sign of life, and deletes it at the end.
 */
import { BoundedMap } from '../values/bounded';
import type { EpochMs, Milliseconds } from '../values/units';
import type { SharedRow } from './sharedRow';

/** How often somebody who waits looks whether the row is gone. */
const LOOK_MS: Milliseconds = 150;
/** How often the holder gives a sign of life. */
export const SIGN_MS: Milliseconds = 10_000;
/**
 * Who gives none for so long has ended in the middle. What it had sent is carried out by then, or never
 * (lookTwice.ts).
 */
export const SILENT_MS: Milliseconds = 45_000;
/** Work of the process that holds the row joins in for so long; what comes later waits for the next turn. */
const JOIN_MS: Milliseconds = 5_000;
/** Who was waited for leaves the row alone for so long afterwards. */
const REST_MS: Milliseconds = 500;
/** Who takes a row that was left behind looks after so long whether another one has taken it as well. */
const SETTLE_MS: Milliseconds = 1_000;
/** Where the row can't be seen, or nobody has it and it can't be taken, so often, it is done without. */
const MOST_FAILURES = 3;
/** Kept at most; the oldest is forgotten first. */
const MOST = 1000;

/** Clock and waits. */
export interface Waiting {
	now: () => EpochMs;
	/** Throws an AbortError where the execution is canceled. */
	sleep: (ms: Milliseconds) => Promise<void>;
	/** Fires after a while, and keeps nothing alive. */
	deadline: (ms: Milliseconds) => AbortSignal;
	/** Somebody else holds the row. */
	waits: () => void;
}

/** The part of the process's memory that holds the turns, by row. */
export class N8nTurns {
	private readonly turns = new Map<string, Turn>();

	private readonly rests = new BoundedMap<EpochMs>(MOST);

	/**
	 * Does work while no other process has the row. Work of this process goes on side by side.
	 * @throws AbortError where the execution is canceled before it is its turn; else what `work` throws. A
	 * row that can't be used doesn't stand in the way.
	 */
	async inTurn<T>(row: SharedRow, waiting: Waiting, work: () => Promise<T>): Promise<T> {
		const turn = await this.enter(row, waiting);
		try {
			return await work();
		} finally {
			if (turn.leave()) await this.end(turn);
		}
	}

	private async enter(row: SharedRow, waiting: Waiting): Promise<Turn> {
		for (;;) {
			const turn = this.turns.get(row.key);
			if (!turn) return await this.begin(row, waiting);
			if (turn.join(waiting.now())) {
				if (await turn.begun) return turn;
			} else await turn.ended;
		}
	}

	private async begin(row: SharedRow, waiting: Waiting): Promise<Turn> {
		const turn = new Turn(row, waiting);
		this.turns.set(row.key, turn);
		try {
			const rest = (this.rests.get(row.key) ?? 0) - waiting.now();
			if (rest > 0) await waiting.sleep(rest);
			await turn.begin();
			return turn;
		} finally {
			if (!turn.hasBegun) this.forget(turn);
		}
	}

	private async end(turn: Turn): Promise<void> {
		const isWaitedFor = await turn.end();
		if (isWaitedFor) this.rests.set(turn.row.key, turn.waiting.now() + REST_MS);
		this.forget(turn);
	}

	private forget(turn: Turn): void {
		this.turns.delete(turn.row.key);
		turn.over();
	}
}

/** What this process does while it has the row. */
class Turn {
	/** True once it has begun; false where it never does, because whoever began it was canceled. */
	readonly begun: Promise<boolean>;

	readonly ended: Promise<void>;

	over: () => void = () => undefined;

	private settle: (hasBegun: boolean) => void = () => undefined;

	private users = 1;

	private since: EpochMs | undefined;

	/** How many entries the row has of this process; 0 where it goes on without the row. */
	private entries = 0;

	private sign: Promise<void> = Promise.resolve();

	/** When the last sign of life was given. */
	private signedAt: EpochMs = 0;

	/** True once others may have taken the row for one that was left behind. */
	private mayBeLost = false;

	constructor(
		readonly row: SharedRow,
		readonly waiting: Waiting,
	) {
		this.begun = new Promise((resolve) => (this.settle = resolve));
		this.ended = new Promise((resolve) => {
			this.over = () => {
				this.settle(false);
				resolve();
			};
		});
	}

	get hasBegun(): boolean {
		return this.since !== undefined;
	}

	/** @returns false where it is too late to join in */
	join(now: EpochMs): boolean {
		const isOpen = this.since === undefined || (this.users > 0 && now - this.since < JOIN_MS);
		if (isOpen) this.users += 1;
		return isOpen;
	}

	/** @returns whether nobody is left */
	leave(): boolean {
		this.users -= 1;
		return this.users === 0;
	}

	async begin(): Promise<void> {
		this.entries = await this.take();
		this.since = this.waiting.now();
		this.signedAt = this.since;
		if (this.entries > 0) this.giveSigns();
		this.settle(true);
	}

	/** @returns whether others wait for the row */
	async end(): Promise<boolean> {
		await this.sign;
		if (this.entries === 0) return false;
		this.noteSilence();
		if (this.mayBeLost && !(await this.row.isMine().catch(() => false))) return true;
		const entries = await this.row.size().catch(() => 0);
		// What stays there is taken for that of a process that has ended.
		await this.row.remove().catch(() => undefined);
		return entries > this.entries;
	}

	/**
	 * Makes the row, as soon as nobody else has it; who gives no sign of life has left it behind.
	 * @returns how many entries it has made; 0 where n8n doesn't let the row be used
	 */
	private async take(): Promise<number> {
		const { row, waiting } = this;
		let failures = 0;
		let seen = { entries: 0, at: waiting.now() };
		let wasLeft = false;
		for (;;) {
			if (failures === MOST_FAILURES) return 0;
			const entries = await row.size().catch(() => undefined);
			if (entries === undefined) {
				failures += 1;
				// Where somebody has it, a connection that has broken mustn't let both go on.
				if (seen.entries > 0) await waiting.sleep(LOOK_MS);
				continue;
			}
			if (entries === 0) {
				// Whoever was faster makes it fail, too.
				const taken = await row.take().catch(() => 0);
				if (taken === 0) failures += 1;
				else if (!wasLeft || (await this.stays())) return taken;
				continue;
			}
			failures = 0;
			if (entries !== seen.entries) {
				const taken = await row.ask().catch(() => 0);
				if (taken > 0) return taken;
				seen = { entries: await row.size().catch(() => entries), at: waiting.now() };
			} else if (waiting.now() - seen.at >= SILENT_MS) {
				await row.remove().catch(() => undefined);
				wasLeft = true;
				continue;
			}
			waiting.waits();
			await waiting.sleep(LOOK_MS);
		}
	}

	/**
	 * Several who wait find the same row left behind at the same moment: one of them may remove what another
	 * has made since.
	 */
	private async stays(): Promise<boolean> {
		await this.waiting.sleep(SETTLE_MS).catch(async (error: unknown) => {
			await this.row.remove().catch(() => undefined);
			throw error;
		});
		// Where that can't be seen, printing doesn't wait for it.
		return await this.row.isMine().catch(() => true);
	}

	private noteSilence(): void {
		this.mayBeLost ||= this.waiting.now() - this.signedAt >= SILENT_MS;
	}

	private giveSigns(): void {
		const give = () => {
			if (this.users === 0) return;
			this.noteSilence();
			this.sign = this.row.add().then(
				() => {
					this.entries += 1;
					this.signedAt = this.waiting.now();
				},
				() => undefined,
			);
			this.giveSigns();
		};
		this.waiting.deadline(SIGN_MS).addEventListener('abort', give, { once: true });
	}
}
