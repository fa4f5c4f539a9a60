/** Texts with placeholders in braces, in which what is empty leaves no comma and no bracket behind. */

const IN_BRACES = /\{([^{}]*)\}/;
const BRACKET = /([()[\]])/;
const CLOSING: ReadonlyMap<string, string> = new Map([
	['(', ')'],
	['[', ']'],
]);
/** One pair of brackets around all of it. */
const IS_BRACKETED = /^(\([^()]*\)|\[[^[\]]*\])$/;

/** A piece of a text: as the template has it, or filled in and perhaps empty. */
interface Piece {
	text: string;
	isFilledIn: boolean;
}

/** What has been read since a bracket was opened, or since the beginning. */
interface Level {
	/** '' at the beginning. */
	bracket: string;
	pieces: Piece[];
}

/** What stands in braces, in its order. */
export function namesInBraces(template: string): string[] {
	return template.split(IN_BRACES).filter((_, index) => index % 2 === 1);
}

/**
 * A template with its placeholders filled in. Of one that is empty nothing is left, nor what stands before
 * it since the last one; of brackets in which all are empty neither, nor what stands before those.
 * @param valueOf what a name in braces stands for; brackets in it are none of the template's
 */
export function fillTemplate(template: string, valueOf: (name: string) => string): string {
	const outer: Level = { bracket: '', pieces: [] };
	const levels = [outer];
	const add = (text: string, isFilledIn: boolean) =>
		levels.at(-1)?.pieces.push({ text, isFilledIn });
	for (const [index, part] of template.split(IN_BRACES).entries()) {
		if (index % 2 === 1) {
			add(valueOf(part), true);
			continue;
		}
		for (const text of part.split(BRACKET)) {
			const level = levels.at(-1) ?? outer;
			if (CLOSING.has(text)) levels.push({ bracket: text, pieces: [] });
			else if (text === CLOSING.get(level.bracket)) {
				levels.pop();
				levels.at(-1)?.pieces.push(...inBrackets(level, text));
			} else add(text, false);
		}
	}
	const [, ...open] = levels;
	// A bracket that nothing closes is a sign like others.
	const rest = open.flatMap(({ bracket, pieces }) => [plain(bracket), ...pieces]);
	return joinPieces([...outer.pieces, ...rest]).trim();
}

const plain = (text: string): Piece => ({ text, isFilledIn: false });

/** A pair of brackets is filled in as a whole where a placeholder stands in it. */
function inBrackets({ bracket, pieces }: Level, closing: string): Piece[] {
	if (!pieces.some(({ isFilledIn }) => isFilledIn))
		return [plain(bracket), ...pieces, plain(closing)];
	const isEmpty = pieces.every(({ text, isFilledIn }) => !isFilledIn || text === '');
	const inner = isEmpty ? '' : joinPieces(pieces);
	const isWhole = isEmpty || IS_BRACKETED.test(inner);
	return [{ text: isWhole ? inner : `${bracket}${inner}${closing}`, isFilledIn: true }];
}

/** The beginning and the end stay, whatever is empty. */
function joinPieces(pieces: readonly Piece[]): string {
	let begin: string | undefined;
	let filled = '';
	let between = '';
	for (const { text, isFilledIn } of pieces) {
		if (!isFilledIn) {
			between += text;
			continue;
		}
		if (begin === undefined) {
			begin = between;
			between = '';
		}
		if (text !== '') filled += filled === '' ? text : `${between}${text}`;
		between = '';
	}
	return `${begin ?? ''}${filled}${between}`;
}
