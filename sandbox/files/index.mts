/** The sandbox's checkers of files for accounting programs, by the name that the nodes give the format. */
import { checkBmd } from './bmd.mts';
import { checkCorrispettivi } from './corrispettivi.mts';
import type { CorrispettiviOptions } from './corrispettivi.mts';
import { checkDatev } from './datev.mts';
import { checkFattureInCloud } from './fattureInCloud.mts';
import type { FattureInCloudFacts } from './fattureInCloud.mts';
import type { Finding } from './finding.mts';
import { checkOdoo } from './odoo.mts';
import { checkQuickBooks } from './quickBooks.mts';
import type { QuickBooksFacts } from './quickBooks.mts';
import { checkXero } from './xero.mts';
import type { XeroFacts } from './xero.mts';

/** What is known of a file beside its bytes. */
export interface FileFacts {
	fileName?: string;
	/** The account between sales and payments. */
	clearing?: string;
	/** Takings: what columns are, and which rates are well beside those of Italy. */
	takings?: Pick<CorrispettiviOptions, 'columns' | 'rates'>;
}

type Check = (bytes: Buffer, options: FileFacts & { mayBeEmpty: boolean }) => Finding[];

const CHECKS: Readonly<Record<string, Check>> = {
	bmd: checkBmd,
	corrispettivi: (bytes, { mayBeEmpty, takings }) =>
		checkCorrispettivi(bytes, { ...takings, mayBeEmpty }),
	datev: checkDatev,
};

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

/** What is known of a company beside what is sent to its program. */
export type CompanyFacts = FattureInCloudFacts & QuickBooksFacts & XeroFacts;

type BodyCheck = (body: unknown, facts?: CompanyFacts) => Finding[];

/** The checkers of what is sent as JSON, by the program that it is for. */
export const BODY_CHECKS: Readonly<
	Record<'fattureInCloud' | 'odoo' | 'quickBooks' | 'xero', BodyCheck>
> = {
	fattureInCloud: checkFattureInCloud,
	odoo: checkOdoo,
	quickBooks: checkQuickBooks,
	xero: checkXero,
};

/** Whether there is a checker for what is sent to this program. */
export const isCheckedBody = (format: unknown): format is keyof typeof BODY_CHECKS =>
	typeof format === 'string' && Object.hasOwn(BODY_CHECKS, format);

/** The same of the body of a request, such as `xero`; nothing where nobody checks it. */
export const findingsInBody = (format: string, body: unknown): Finding[] =>
	isCheckedBody(format) ? BODY_CHECKS[format](body) : [];
