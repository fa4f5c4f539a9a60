/** The sandbox's checkers of files for accounting programs, by the name that the nodes give the format. */
import { checkBmd } from './bmd.mts';
import { checkDatev } from './datev.mts';
import type { Finding } from './finding.mts';

/** What is known of a file beside its bytes. */
export interface FileFacts {
	fileName?: string;
	/** The account between sales and payments. */
	clearing?: string;
}

type Check = (bytes: Buffer, options: FileFacts & { mayBeEmpty: boolean }) => Finding[];

const CHECKS: Readonly<Record<string, Check>> = { bmd: checkBmd, datev: checkDatev };

/** Whether there is a checker for this format. */
export const isChecked = (format: unknown): format is string =>
	typeof format === 'string' && Object.hasOwn(CHECKS, format);

/**
 * What the program that the format is for would refuse or misunderstand; nothing where nobody checks it.
 * @param format such as `datev`
 */
export function findingsIn(format: string, bytes: Buffer, facts: FileFacts = {}): Finding[] {
	// Days on which nothing was sold make a file, too, beside a summary that says so; nobody imports it.
	return CHECKS[format]?.(bytes, { ...facts, mayBeEmpty: true }) ?? [];
}
