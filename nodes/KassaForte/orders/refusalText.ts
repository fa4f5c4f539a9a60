/** One text of a refusal → which of the document's reasons it is, and the values in it. */
import { centsToString, decimalToString, parseDecimal, toCents } from '../../shared/values/money';
import { GENERAL_HINT, REFERENCE_TYPES, REFUSAL_TEXTS } from './refusalTexts';
import type { Family, ReferenceType } from './refusalTexts';

/** A value that stands in a text. */
export interface RefusalValue {
	/** What the value is, such as `itemNo`; `value` where the text isn't known. */
	name: string;
	type: ReferenceType;
	value: string | number;
}

/** A text that was understood. */
export interface ReadText {
	/** The families that the text stands in; none where it isn't known. */
	families: Family[];
	/** The code at its beginning, where there is one. */
	code?: number;
	references: RefusalValue[];
	hint: string;
}

/** Longer texts are none of the document's; matching them would only cost time. */
const LONGEST = 600;

/** A code in front of a text: `202: …`, `Error 202 – …`. */
const PREFIX = '\\s*(?:error\\s*(?:code)?\\s*)?(?:[[(]?([1-9]\\d\\d)[\\])]?\\s*[-–:.,)]*\\s+)?';

/**
 * A value, with whatever stands around it. Only one repetition: several that fit the same signs would
 * take for ever on a text that almost fits.
 */
const VALUE = '([\\s#"\'].{0,300}?)';

/** Takes off blanks, number signs and stray quotes around a value. */
function bare(value: string): string {
	const inner = value.replace(/^[\s"']+/, '').replace(/[\s"']+$/, '');
	const unsigned = inner.replace(/^#/, '').replace(/#$/, '');
	return unsigned.replace(/^[\s"']+/, '').replace(/[\s"']+$/, '');
}

/** The value that a customer has typed: it may hold any sign. */
const CUSTOMERS = 'discountCode';

/** The value itself; signs that stray around it may stand in any order. */
function valueOf(name: string, around: string): string {
	const value = bare(around);
	return name === CUSTOMERS ? value : value.replace(/^[\s"'#]+/, '').replace(/[\s"'#]+$/, '');
}

interface Pattern {
	families: Family[];
	expression: RegExp;
	/** Names of the values, in their order. */
	names: string[];
	hint: string;
}

/** A literal part of a text, however it is spelt. */
function literal(part: string): string {
	return part
		.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
		.replace(/\s+/g, '\\s+')
		.replace(/'/g, "['’‘`´]?")
		.replace('extected', 'ex[tp]ected')
		.replace('itemcount', 'item\\s*count')
		.replace(/\bsend\b/g, 'sen[dt]');
}

function toPattern(text: string): Pick<Pattern, 'expression' | 'names'> {
	const names: string[] = [];
	const parts = text.replace(/\.$/, '').split(/\s*#(\w+)#\s*/);
	const source = parts.map((part, index) => {
		if (index % 2 === 0) return literal(part);
		names.push(part);
		return VALUE;
	});
	return {
		names,
		expression: new RegExp(`^${PREFIX}${source.join('')}[.!\\s]*$`, 'is'),
	};
}

/** One pattern per text; a text in two families has both. */
const PATTERNS: readonly Pattern[] = [
	...new Map(REFUSAL_TEXTS.map(({ text, hint }) => [text, hint])),
].map(([text, hint]) => ({
	...toPattern(text),
	families: REFUSAL_TEXTS.filter((row) => row.text === text).map(({ family }) => family),
	hint,
}));

/** `8,20`, `8.2 €` → `8.20`; what isn't money stays as it is. */
function money(value: string): string {
	const bare = value.replace(/\s|€|EUR/gi, '');
	const comma = bare.lastIndexOf(',');
	const dotted =
		comma > bare.lastIndexOf('.')
			? bare.replaceAll('.', '').replace(',', '.')
			: bare.replaceAll(',', '');
	const amount = parseDecimal(dotted);
	if (!amount) return value;
	const plain = decimalToString(amount);
	return /\.\d{3}/.test(plain) ? plain : centsToString(toCents(amount));
}

function typed(name: string, value: string): RefusalValue {
	const type = REFERENCE_TYPES[name] ?? 'text';
	if (type === 'money') return { name, type, value: money(value) };
	const pattern = type === 'id' ? /^-?(0|[1-9]\d{0,14})$/ : /^-?(0|[1-9]\d{0,14})(\.\d{1,6})?$/;
	const isNumber = type !== 'text' && pattern.test(value);
	return { name, type, value: isNumber ? Number(value) : value };
}

function fill(hint: string, references: RefusalValue[]): string {
	return hint.replace(/\{(\w+)\}/g, (_all, name: string) =>
		String(references.find((reference) => reference.name === name)?.value ?? name),
	);
}

/** What a value is called where nothing says what it is. */
const UNNAMED = 'value';

/** The values between number signs of a text that isn't known. */
function unnamed(text: string): RefusalValue[] {
	return [...text.matchAll(/#([^#]+)#/g)].map(([, value = '']) => ({
		name: UNNAMED,
		type: 'text',
		value: value.trim(),
	}));
}

const SIGNS: Readonly<Record<string, string>> = { '#39': "'", apos: "'", quot: '"', amp: '&' };

/** Signs as a web page writes them. */
function unescaped(text: string): string {
	return text.replace(/&(#39|apos|quot|amp);/g, (_all, name: string) => SIGNS[name] ?? '');
}

/** Understands one text; an unknown one has no family, and its values no names. */
export function readText(text: string): ReadText {
	if (text.length > LONGEST) return { families: [], references: [], hint: GENERAL_HINT };
	const plain = unescaped(text);
	for (const { expression, families, names, hint } of PATTERNS) {
		const found = expression.exec(plain);
		if (!found) continue;
		const [, code, ...around] = found;
		const values = around.map((value, index) => valueOf(names[index] ?? '', value));
		if (values.some((value, index) => value.includes('#') && names[index] !== CUSTOMERS)) continue;
		const references = names.map((name, index) => typed(name, values[index] ?? ''));
		return {
			families,
			references,
			hint: fill(hint, references),
			...(code === undefined ? {} : { code: Number(code) }),
		};
	}
	return { families: [], references: unnamed(plain), hint: GENERAL_HINT };
}

const BEGINNINGS = [
	...new Set(REFUSAL_TEXTS.map(({ text }) => literal(text.split(' ').slice(0, 2).join(' ')))),
]
	.map((words) => words.replace(/#\w+#/g, '').replace(/(\\s\+)?$/, ''))
	.join('|');

/** Between two texts in one: a line break or a sign, and after it the beginning of a known text. */
const BETWEEN = new RegExp(
	`(?:\\s*[;|,\\n]\\s*|(?<=[.#])\\s+)(?=(?:[[(]?[1-9]\\d\\d[\\])]?\\s*[-–:.,)]*\\s+)?(?:${BEGINNINGS})\\b)`,
	'i',
);

/** Longer texts aren't taken apart. */
const LONGEST_OF_SEVERAL = 10 * LONGEST;

/** Takes a text apart where it holds several of the document's. */
export function separate(text: string): string[] {
	const whole = text.trim();
	// Long runs of blanks would only cost time, too.
	if (whole.length > LONGEST_OF_SEVERAL || /\s{100}/.test(whole)) return [whole];
	return whole
		.split(BETWEEN)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
