/** The answer to a refused order → one entry per reason (document: Post an Order, Error Codes). */
import { GENERAL_HINT, FAMILIES } from './refusalTexts';
import type { Family } from './refusalTexts';
import { readText, separate } from './refusalText';
import type { Reference } from './refusalText';

/** One reason for which an order was refused. */
export interface OrderRefusal {
	/** KassaForte's number of the reason, where its answer holds one. */
	code: number | null;
	/** What it is about; null where that can't be told. One text is said of articles and of menus. */
	family: Family | 'articleOrMenu' | null;
	/** KassaForte's words, unchanged. */
	message: string;
	references: Reference[];
	/** What to do. */
	hint: string;
}

/** The status of every refusal: where an answer repeats it, it is no code of the table. */
const REFUSED = 409;
const DEEPEST = 30;
const MOST = 200;

/** A text of an answer, and the numbers around it that may be its code. */
interface Candidate {
	text: string;
	/** Numbers beside it. */
	near: number[];
	/** Numbers, and names, of what it stands in. */
	far: number[];
}

function toCode(value: unknown): number | undefined {
	const isText = typeof value === 'string' && /^\s*[1-9]\d\d\s*$/.test(value);
	const code = isText || typeof value === 'number' ? Number(value) : 0;
	return Number.isInteger(code) && code >= 100 && code <= 999 && code !== REFUSED
		? code
		: undefined;
}

const codesIn = (values: unknown[]): number[] =>
	values.map(toCode).filter((code): code is number => code !== undefined);

/** Every text of an answer of whatever shape, in its order. */
function collect(value: unknown, near: number[], far: number[], depth = 0): Candidate[] {
	if (typeof value === 'string') {
		return toCode(value) === undefined ? separate(value).map((text) => ({ text, near, far })) : [];
	}
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
	const members: Array<[key: string, member: unknown]> = Object.entries(value);
	const texts = members.filter(
		([, member]) => typeof member === 'string' && toCode(member) === undefined,
	);
	// In a list with several texts, nothing says which of them a number belongs to.
	const mixed = Array.isArray(value) && texts.length > 1;
	const own = mixed ? [] : codesIn(members.map(([, member]) => member));
	return members.flatMap(([key, member]) => {
		const name = Array.isArray(value) ? [] : codesIn([key]);
		return collect(member, [...name, ...own], [...name, ...own, ...near, ...far], depth + 1);
	});
}

function familiesOf(code: number): Family[] {
	const family = FAMILIES[String(code).charAt(0)];
	return family ? [family] : [];
}

/** The one number that is the text's code, if there is one. */
function chooseCode(
	{ near, far }: Candidate,
	families: Family[],
	references: Reference[],
): number | undefined {
	const values = new Set(references.map(({ value }) => Number(value)));
	const only = (codes: number[]) => {
		const [first, ...others] = new Set(codes.filter((code) => !values.has(code)));
		return others.length === 0 ? first : undefined;
	};
	const fits = (code: number) => familiesOf(code).some((family) => families.includes(family));
	return only(near.filter(fits)) ?? only(near) ?? only(far.filter(fits));
}

/** The family that a code tells, else the one of the text. */
function chooseFamily(code: number | undefined, families: Family[]): OrderRefusal['family'] {
	const [told] = code === undefined ? [] : familiesOf(code);
	if (told) return told;
	const [first, ...others] = families;
	return others.length > 0 ? 'articleOrMenu' : (first ?? null);
}

interface Entry {
	refusal: OrderRefusal;
	/** True for a text of the table, or one that is surely a reason. */
	sure: boolean;
}

function toEntry(candidate: Candidate): Entry {
	const { text } = candidate;
	const { families, references, hint, code: written } = readText(text);
	const code = written ?? chooseCode(candidate, families, references);
	const besideCode = /\s/.test(text) && candidate.near.length > 0;
	return {
		refusal: {
			code: code ?? null,
			family: chooseFamily(code, families),
			message: text,
			references,
			hint,
		},
		sure: families.length > 0 || references.length > 0 || besideCode,
	};
}

/** Takes off a text that stands there a second time, without its code. */
function isEcho({ message, code }: OrderRefusal, all: OrderRefusal[]): boolean {
	return code === null && all.some((other) => other.message === message && other.code !== null);
}

/** Somebody between n8n and KassaForte may have answered. */
export function isWebPage(body: unknown): boolean {
	return typeof body === 'string' && /^\s*</.test(body);
}

/** Codes without texts: the answer is one, or a list of them. */
function bareCodes(value: unknown, depth = 0): number[] {
	const code = toCode(value);
	if (code !== undefined) return [code];
	if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
	const members: unknown[] = Object.values(value);
	if (!Array.isArray(value) && members.length > 1) return [];
	return members.flatMap((member) => bareCodes(member, depth + 1));
}

/**
 * Understands the answer to a refused order, whatever its fields are called.
 * @param body the answer as it came
 * @param reason words that were found in it otherwise, for an answer that isn't understood
 * @returns one entry per reason; none where the answer holds neither words nor codes
 */
export function readRefusals(body: unknown, reason?: string): OrderRefusal[] {
	const refusals = collect(isWebPage(body) ? '' : body, [], [])
		.slice(0, MOST)
		.map(toEntry)
		.filter(({ sure }) => sure)
		.map(({ refusal }) => refusal);
	if (refusals.length > 0) return refusals.filter((entry) => !isEcho(entry, refusals));
	const codes = bareCodes(body).slice(0, MOST);
	if (codes.length > 0) {
		return codes.map((code) => ({
			code,
			family: chooseFamily(code, []),
			message: '',
			references: [],
			hint: GENERAL_HINT,
		}));
	}
	if (reason === undefined || reason === '') return [];
	return [{ code: null, family: null, message: reason, references: [], hint: GENERAL_HINT }];
}

/** At most so many reasons stand in a sentence, and so many characters of each. */
const MOST_IN_SENTENCE = 5;
const LONGEST_IN_SENTENCE = 300;

/** The reasons in KassaForte's own words, with their codes, for a sentence. */
export function inWords(refusals: OrderRefusal[]): string {
	const words = refusals.map(({ code, message }) => {
		if (message === '') return `code ${code}`;
		const short =
			message.length > LONGEST_IN_SENTENCE ? `${message.slice(0, LONGEST_IN_SENTENCE)}…` : message;
		return code === null || short.includes(String(code)) ? short : `${short} (${code})`;
	});
	const shown = words.slice(0, MOST_IN_SENTENCE).join('; ');
	const more = words.length - MOST_IN_SENTENCE;
	return more > 0 ? `${shown}; and ${more} more` : shown;
}

/** What to do about them, each advice once. */
export function hintsOf(refusals: OrderRefusal[]): string {
	return [...new Set(refusals.map(({ hint }) => hint))].slice(0, MOST_IN_SENTENCE).join(' ');
}
