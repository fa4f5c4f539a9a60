// The README of a system's package, cut out of the project's own.
//
// What stands between `<!-- for CassaNova, Kassandro -->` and `<!-- end for -->` is for these systems;
// with the name of the package with all systems, for that one alone. Everywhere else goes what is about
// other systems only: a list item, a row of a table, a sentence, a remark in brackets. A chapter of which
// nothing is left goes, too.

import { SYSTEM_PACKAGES, wholeManifest } from './table.mts';
import type { SystemPackage } from './table.mts';

/** The systems that a text names; also in the names of files. */
export function namedIn(text: string): string[] {
	return SYSTEM_PACKAGES.map(({ system }) => system).filter((system) =>
		text.toLowerCase().includes(system.toLowerCase()),
	);
}

/** Whether a text is about other systems only. */
function isForOthers(text: string, system: string): boolean {
	const named = namedIn(text);
	return named.length > 0 && !named.includes(system);
}

const SENTENCES = /(?<=[.!?:](?:\*\*)?)\s+(?=[^\s\d])/;

/** A text without its sentences, and remarks in brackets, that are about other systems only. */
function withoutOthers(text: string, system: string): string {
	const remarks = text.replaceAll(/ \([^()[\]]*\)/g, (remark) =>
		isForOthers(remark, system) ? '' : remark,
	);
	const sentences = remarks.split(SENTENCES);
	return sentences.filter((sentence) => !isForOthers(sentence, system)).join(' ');
}

/** The level of a heading; 0 for any other line. */
const levelOf = (line: string): number => /^(#+) /.exec(line)?.[1]?.length ?? 0;

/** The parts of a table's row, without its borders. */
const cellsOf = (row: string): string[] =>
	row
		.split(/(?<!\\)\|/)
		.slice(1, -1)
		.map((cell) => cell.trim());

/** A row without what is about other systems; undefined where nothing is left of it. */
function cutRow(row: string, system: string): string | undefined {
	const [first = '', ...others] = cellsOf(row);
	if (isForOthers(first, system)) return undefined;
	const cut = others.map((cell) => withoutOthers(cell, system));
	const isEmptied = cut.some((cell, index) => cell === '' && others[index] !== '');
	return isEmptied ? undefined : `| ${[first, ...cut].join(' | ')} |`;
}

function cutTable([head = '', line = '', ...rows]: string[], system: string): string[] {
	const kept = rows.flatMap((row) => cutRow(row, system) ?? []);
	return kept.length === 0 ? [] : [head, line, ...kept];
}

function cutLine(line: string, system: string): string[] {
	const [, mark = '', text = ''] = /^((?:- |\d+\. )?)(.*)$/.exec(line) ?? [];
	if (levelOf(line) > 0 || line.startsWith('![')) return isForOthers(line, system) ? [] : [line];
	const cut = withoutOthers(text, system);
	// The words that a paragraph begins with are nothing without it.
	const isLost = text !== '' && cut.replace(/^\*\*[^*]+\*\*$/, '') === '' && cut !== text;
	return isLost ? [] : [`${mark}${cut}`];
}

/** Pieces of a document that are cut as a whole: a block of code, a table, or a line. */
function* piecesOf(text: string): Generator<string[]> {
	let piece: string[] = [];
	for (const line of text.split('\n')) {
		const isCode = piece[0]?.startsWith('```') ?? false;
		if (isCode || line.startsWith('```') || line.startsWith('|')) {
			if (!isCode && piece.length > 0 && !line.startsWith('|')) {
				yield piece;
				piece = [];
			}
			piece.push(line);
			if (isCode && line.startsWith('```')) {
				yield piece;
				piece = [];
			}
			continue;
		}
		if (piece.length > 0) yield piece;
		piece = [];
		yield [line];
	}
	if (piece.length > 0) yield piece;
}

/** All that is for a system, line by line. */
function* cut(text: string, system: string): Generator<string> {
	let isHere = true;
	/** Level of a heading that is about others: all below it is. */
	let others = Infinity;
	for (const piece of piecesOf(text)) {
		const [first = ''] = piece;
		const level = levelOf(first) || Infinity;
		if (level <= others) others = isForOthers(first, system) ? level : Infinity;
		if (level > others || (level === others && others < Infinity)) continue;
		const marker = /^<!-- (?:for (.+)|(.+)) -->$/.exec(first);
		if (marker) {
			isHere = marker[1] === undefined || marker[1].split(', ').includes(system);
		} else if (!isHere) {
			continue;
		} else if (first.startsWith('```')) {
			if (!isForOthers(piece.join('\n'), system)) yield* piece;
		} else if (first.startsWith('|')) {
			yield* cutTable(piece, system);
		} else {
			yield* cutLine(first, system);
		}
	}
}

/** Without headings that have nothing below them. */
function withoutEmptyChapters(lines: string[]): string[] {
	const kept: string[] = [];
	let next: string | undefined;
	for (const line of lines.toReversed()) {
		const level = levelOf(line);
		const isEmpty = level > 0 && (next === undefined || (levelOf(next) || Infinity) <= level);
		if (isEmpty) continue;
		kept.unshift(line);
		if (line.trim() !== '') next = line;
	}
	return kept;
}

/** The anchor that GitHub and npm make of a heading. */
const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(' ', '-');

/** Links as npm and n8n can follow them: into the repository, or to a chapter that is there. */
function linked(text: string, homepage: string): string {
	const headings = [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
		anchorOf(heading),
	);
	const pictures = homepage.replace('github.com', 'raw.githubusercontent.com');
	return text
		.replaceAll(/!\[([^\]]*)\]\((?!https?:)([^)]+)\)/g, `![$1](${pictures}/main/$2)`)
		.replaceAll(/(?<!!)\[([^\]]*)\]\((?!https?:)([^)]+)\)/g, (_all, words: string, to: string) => {
			if (to.startsWith('#')) return headings.includes(to.slice(1)) ? `[${words}](${to})` : words;
			// The package has its own, with the types of its nodes.
			if (to.startsWith('examples')) return words;
			return `[${words}](${homepage}/blob/main/${to})`;
		});
}

/**
 * Cuts the README of a system's package out of the one of the project.
 * @param readme the project's README.md
 */
export function readmeOf(one: SystemPackage, readme: string): string {
	const { name: whole, homepage } = wholeManifest();
	const chapters = readme.slice(readme.indexOf('\n## '));
	const lines = withoutEmptyChapters([...cut(chapters, one.system)]);
	const text = lines.join('\n').replaceAll(`\`${whole}\``, `\`${one.name}\``);
	const contents = [...text.matchAll(/^## (.+)$/gm)].map(
		([, heading = '']) => `- [${heading}](#${anchorOf(heading)})`,
	);
	const head = [
		`# ${one.name}`,
		one.intro,
		'You fill in forms. No code is needed.',
		`The same nodes, with those of two more systems, are also in the package \`${whole}\`; [how to change from one to the other](docs/moving.md). The example workflows are files in this package's folder \`examples/\`: npm shows them under **Code**.`,
		contents.join('\n'),
	];
	const all = `${head.join('\n\n')}\n${text}`;
	return `${linked(all, homepage)
		.replaceAll(/\n{3,}/g, '\n\n')
		.trim()}\n`;
}
