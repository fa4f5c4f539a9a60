/** The answer to a refused order → one entry per reason (document: Post an Order, Error Codes). */
import { leavesOf } from '../answers';
import { GENERAL_HINT, FAMILIES } from './refusalTexts';
import type { Family } from './refusalTexts';
import { readText, separate } from './refusalText';
import type { RefusalValue } from './refusalText';

/** One reason for which an order was refused. */
export interface OrderRefusal {
	/** KassaForte's number of the reason, where its answer holds one. */
	code: number | null;
	/** What it is about; null where that can't be told. One text is said of articles and of menus. */
	family: Family | 'articleOrMenu' | null;
	/** KassaForte's words, unchanged. */
	message: string;
	references: RefusalValue[];
	/** What to do. */
	hint: string;
}

/** The status of every refusal: where an answer repeats it, it is no code of the table. */
const REFUSED = 409;
const DEEPEST = 30;
const MOST = 200;

/** Where a text stands: the numbers beside it, and what it stands in further out. */
interface Scope {
	numbers: number[];
	around?: Scope;
}

/** A text of an answer, and where it stands. */
interface Candidate {
	text: string;
	scope: Scope;
}

function toCode(value: unknown): number | undefined {
	const isText = typeof value === 'string' && /^\s*[1-9]\d\d\s*$/.test(value);
	const code = isText || typeof value === 'number' ? Number(value) : 0;
	return Number.isInteger(code) && code >= 100 && code <= 999 && code !== REFUSED
		? code
		: undefined;
}

const codesIn = (values: unknown[]): number[] => [
	...new Set(values.map(toCode).filter((code): code is number => code !== undefined)),
];

/**
 * Texts of an answer of whatever shape, in their order, as many as are read.
 * @param sent texts of the order, which an answer may repeat
 */
function collect(answer: unknown, sent: ReadonlySet<string>): Candidate[] {
	const found: Candidate[] = [];
	const visit = (value: unknown, scope: Scope, depth: number): void => {
		if (found.length >= MOST) return;
		if (typeof value === 'string') {
			if (toCode(value) !== undefined || sent.has(value.trim())) return;
			found.push(...separate(value).map((text) => ({ text, scope })));
			return;
		}
		if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
		const inside: Scope = { numbers: numbersIn(value), around: scope };
		const members: Array<[string, unknown]> = Object.entries(value);
		for (const [key, member] of members) {
			const name = Array.isArray(value) ? undefined : toCode(key);
			const named = name !== undefined && { numbers: [name, ...inside.numbers], around: scope };
			visit(member, named || inside, depth + 1);
		}
	};
	visit(answer, { numbers: [] }, 0);
	return found.slice(0, MOST);
}

/** The numbers of an object or list that may be the code of its texts. */
function numbersIn(value: object): number[] {
	const members: unknown[] = Object.values(value);
	// In a list with several texts, nothing says which of them a number belongs to.
	const isText = (member: unknown) => typeof member === 'string' && toCode(member) === undefined;
	const isMixed = Array.isArray(value) && members.filter(isText).length > 1;
	return isMixed ? [] : codesIn(members);
}

function familiesOf(code: number): Family[] {
	const family = FAMILIES[String(code).charAt(0)];
	return family ? [family] : [];
}

/** The numbers further out that may be a text's code. */
function further({ around }: Scope): number[] {
	const numbers = new Set<number>();
	for (let scope = around; scope; scope = scope.around) {
		for (const number of scope.numbers) numbers.add(number);
	}
	return [...numbers];
}

/**
 * The one number that is the text's code, if there is one. Beside a known text, only a number of its
 * family: all others may be anything.
 */
function chooseCode(
	{ scope }: Candidate,
	families: Family[],
	references: RefusalValue[],
): number | undefined {
	const values = new Set(references.map(({ value }) => Number(value)));
	const only = (codes: number[]): number | undefined => {
		if (codes.length === 1) return codes[0];
		const [first, ...others] = codes.filter((code) => !values.has(code));
		return others.length === 0 ? first : undefined;
	};
	if (families.length === 0) return only(scope.numbers);
	const fits = (code: number) => familiesOf(code).some((family) => families.includes(family));
	return only(scope.numbers.filter(fits)) ?? only(further(scope).filter(fits));
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

function toEntry(candidate: Candidate, sent: ReadonlySet<string>): Entry {
	const { text, scope } = candidate;
	const { families, references, hint, code: written } = readText(text);
	// The status may also stand before a text.
	const code =
		written === undefined || written === REFUSED
			? chooseCode(candidate, families, references)
			: written;
	// The name of an item stands beside the item's number, which the order holds, too.
	const besideCode = /\s/.test(text) && scope.numbers.some((number) => !sent.has(String(number)));
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
function withoutEchoes(refusals: OrderRefusal[]): OrderRefusal[] {
	const coded = new Set(refusals.filter(({ code }) => code !== null).map(({ message }) => message));
	return refusals.filter(({ code, message }) => code !== null || !coded.has(message));
}

/** An answer that is JSON in a text is the JSON. */
function unpacked(body: unknown): unknown {
	if (typeof body !== 'string' || !/^\s*[{[]/.test(body)) return body;
	try {
		const json: unknown = JSON.parse(body);
		return json;
	} catch {
		return body;
	}
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
 * @param known `reason`: words that were found in it otherwise, for an answer that isn't understood;
 * `order`: what was sent, of which an answer may repeat parts
 * @returns one entry per reason; none where the answer holds neither words nor codes
 */
export function readRefusals(
	body: unknown,
	{ reason = '', order }: { reason?: string; order?: unknown } = {},
): OrderRefusal[] {
	const answer = unpacked(body);
	const sent = new Set(leavesOf(order));
	const refusals = collect(answer, sent)
		.map((candidate) => toEntry(candidate, sent))
		.filter(({ sure }) => sure)
		.map(({ refusal }) => refusal);
	if (refusals.length > 0) return withoutEchoes(refusals);
	const codes = bareCodes(answer).slice(0, MOST);
	if (codes.length > 0) {
		return codes.map((code) => ({
			code,
			family: chooseFamily(code, []),
			message: '',
			references: [],
			hint: GENERAL_HINT,
		}));
	}
	if (reason === '') return [];
	return [{ code: null, family: null, message: reason, references: [], hint: GENERAL_HINT }];
}

/** At most so many reasons stand in a sentence, and so many characters of each. */
const MOST_IN_SENTENCE = 5;
const LONGEST_IN_SENTENCE = 300;

/** A text without the signs that mark its values for programs; one that a stray sign stands in, too. */
const unmarked = (text: string) => text.replace(/#([^#]*?)"?#/g, '$1');

/** The reasons in KassaForte's own words, with their codes, for a sentence. */
export function inWords(refusals: OrderRefusal[]): string {
	const words = refusals.map(({ code, message: marked }) => {
		const message = unmarked(marked);
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
