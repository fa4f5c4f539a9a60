// The parts of the README that are written from data, each between two lines that say so.

import * as prettier from 'prettier';
import { inRoot } from './paths.mts';

/**
 * Puts a part between its two lines, `<!-- <name>:begin -->` and `<!-- <name>:end -->`.
 * @param readme the text of README.md
 * @param text the part, in Markdown
 * @throws when a line is missing
 */
export async function withPart(readme: string, name: string, text: string): Promise<string> {
	const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
	const from = readme.indexOf(begin);
	const to = readme.indexOf(end);
	if (from < 0 || to < from) throw new Error(`README.md needs the lines ${begin} and ${end}`);
	const options = await prettier.resolveConfig(inRoot('README.md'));
	const formatted = await prettier.format(text, { ...options, parser: 'markdown' });
	return `${readme.slice(0, from + begin.length)}\n\n${formatted}\n${readme.slice(to)}`;
}
