/** What a checker of accounting files says about a file: where, which rule, and the shape of what stands there. */

export interface Finding<Rule extends string = string> {
	/** The file's rows from 1 on, the head included; 0 where the file as a whole is meant. */
	row: number;
	/** Number and name of the column; '' where a row or the file as a whole is meant. */
	field: string;
	rule: Rule;
	/** What stands there by its shape, as {@link shapeOf} gives it: a till's texts don't belong in a log. */
	value: string;
}

/** Of a longer value the beginning is shown. */
const SHOWN = 40;

/**
 * Digits become 9, letters a or A; signs stay as they are, and those that nobody sees are named.
 * @returns at most 40 signs, then how many there are
 */
export function shapeOf(value: string): string {
	const shape = value
		.slice(0, SHOWN)
		.replaceAll(/(?<digit>\p{Nd})|(?<capital>\p{Lu})|\p{L}/gu, (_, digit, capital) =>
			digit ? '9' : capital ? 'A' : 'a',
		)
		.replaceAll(/\p{C}/gu, (sign) => `<${sign.codePointAt(0)?.toString(16)}>`);
	return value.length > SHOWN ? `${shape}… (${value.length})` : shape;
}

/** Findings as lines for a person, the first ones of many. */
export function tellFindings(findings: readonly Finding[], most = 10): string {
	const lines = findings
		.slice(0, most)
		.map(({ row, field, rule, value }) =>
			[`row ${row}`, field, rule, value && `"${value}"`].filter(Boolean).join(', '),
		);
	const others = findings.length - lines.length;
	return [...lines, ...(others > 0 ? [`and ${others} more`] : [])].join('\n');
}
