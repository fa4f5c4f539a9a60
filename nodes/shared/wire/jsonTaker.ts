/** Reads JSON while it arrives, in parts: a long answer never has to be read in one go. */
import { PART_BYTES, PART_VALUES } from '../values/limits';
import { JsonParts } from './jsonParts';
import type { PartLook } from './jsonParts';
import { NotJsonError, asText, parse } from './jsonText';
import { Unread } from './unread';

/** What arrived. */
export interface TakenJson {
	json: unknown;
	/** True where it was too long for one part, and so was checked. */
	inParts: boolean;
	/** True for a text that is no JSON of which only the beginning was kept. */
	isCut: boolean;
}

/**
 * How far it is known what arrives: it begins `short`, goes on in `parts` where it is longer than one,
 * and is a `text` from where it can't be JSON on. `head` is its beginning, about as long as a part.
 */
type Stage =
	| { kind: 'short'; begun: Unread }
	| { kind: 'parts'; head: string; parts: JsonParts }
	| { kind: 'text'; head: string };

/** How JSON of more than one part begins. */
const MAY_BE_JSON = /^[ \t\n\r]*(?:[[{]|$)/;

/**
 * Takes the pieces of an answer. All that it holds of them is what isn't read yet: about a part, or the
 * longest text of the answer.
 */
export class JsonTaker {
	private stage: Stage = { kind: 'short', begun: new Unread() };

	/**
	 * @param partBytes bytes of one part
	 * @param partValues values of one part
	 */
	constructor(
		private readonly look: PartLook,
		private readonly partBytes = PART_BYTES,
		private readonly partValues = PART_VALUES,
	) {}

	/**
	 * @returns whether a part was read, which takes long enough for others to have their turn
	 * @throws TooDeepError, TooLargeError for one long text, or what `look` throws
	 */
	take(piece: Buffer): boolean {
		const { stage } = this;
		switch (stage.kind) {
			case 'short':
				stage.begun.add(piece);
				return stage.begun.length > this.partBytes && this.takeLong(stage.begun.all());
			case 'parts':
				return this.takeParts(stage, piece);
			case 'text':
				return false;
		}
	}

	/** @throws TooDeepError, or what `look` throws */
	end(): TakenJson {
		const { stage } = this;
		if (stage.kind === 'short') {
			const json = jsonOrText(asText(stage.begun.all()));
			this.look.weigh(json);
			return { json, inParts: false, isCut: false };
		}
		const whole = stage.kind === 'parts' && this.unlessText(stage, () => stage.parts.end());
		if (whole) return { json: whole.made, inParts: true, isCut: false };
		this.look.weigh(stage.head);
		return { json: this.look.check(stage.head, '', 0), inParts: true, isCut: true };
	}

	/** @param begun all of it so far, and longer than a part */
	private takeLong(begun: Buffer): boolean {
		const head = asText(begun);
		if (!MAY_BE_JSON.test(head)) {
			this.stage = { kind: 'text', head };
			return false;
		}
		const parts = new JsonParts(this.look, this.partBytes, this.partValues);
		const stage = { kind: 'parts', head, parts } as const;
		this.stage = stage;
		return this.takeParts(stage, begun);
	}

	private takeParts(stage: Extract<Stage, { kind: 'parts' }>, piece: Buffer): boolean {
		const taken = this.unlessText(stage, () => stage.parts.take(piece));
		// Finding out that it is none may have taken as long as a part.
		return taken?.made ?? true;
	}

	/** What the work made; undefined where it turned out to be no JSON, of which the beginning is enough. */
	private unlessText<T>({ head }: { head: string }, work: () => T): { made: T } | undefined {
		let failure: unknown;
		try {
			return { made: work() };
		} catch (error) {
			failure = error;
		}
		if (!(failure instanceof NotJsonError)) throw failure;
		this.stage = { kind: 'text', head };
		return undefined;
	}
}

function jsonOrText(text: string): unknown {
	try {
		return parse(text);
	} catch {
		return text;
	}
}
