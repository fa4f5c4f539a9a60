/** What a check of an account is made of: an assumption, what was asked, what came, what that means. */
import type { Desk } from './desk';

/** Whether an account is as the package assumes. */
export const VERDICTS = ['holds', 'differs', "couldn't tell"] as const;

/** One of {@link VERDICTS}. */
export type CheckVerdict = (typeof VERDICTS)[number];

/** What an account has shown of one assumption. */
export interface Finding {
	verdict: CheckVerdict;
	/**
	 * What came, as a sentence of counts, shapes and names of fields. It goes into the report that may be
	 * shared: no name, number, text or amount of a record stands in it, nor words of the vendor's.
	 */
	found: string;
	/** What it means for the person, and what to do; the vendor's own words about a refusal may stand here. */
	meaning: string;
}

/** One assumption about a vendor, and how an account shows whether it is right. */
export interface Assumption {
	/** Told in the report and in items; never changes. */
	name: string;
	/** The assumption as a person reads it, a sentence. */
	question: string;
	/**
	 * Looks, by reading only.
	 * @throws NodeApiError only for what makes all others useless, such as a key that isn't accepted
	 */
	look: (desk: Desk) => Promise<Finding>;
}

/** An assumption with what came of it. */
export interface Checked extends Finding, Pick<Assumption, 'name' | 'question'> {
	/** The calls that it was found out by. */
	asked: string;
}
