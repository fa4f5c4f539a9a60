/** A check as a file that a merchant can send to whoever maintains this package. */
import type { RecordShape } from './shapes';
import { VERDICTS } from './types';
import type { Checked, CheckVerdict } from './types';

/** What the report is about. */
interface Reported {
	/** Name of the vendor's system. */
	system: string;
	/** Value of `authentication`. */
	authentication: string;
	checked: readonly Checked[];
	shapes: ReadonlyMap<string, RecordShape>;
}

/** How many assumptions have which verdict. */
export function countVerdicts(checked: ReadonlyArray<Pick<Checked, 'verdict'>>) {
	const of = (wanted: CheckVerdict) => checked.filter(({ verdict }) => verdict === wanted).length;
	return Object.fromEntries(VERDICTS.map((verdict) => [verdict, of(verdict)])) as Record<
		CheckVerdict,
		number
	>;
}

/**
 * The report as JSON: shapes, counts and verdicts. What a finding means stays out of it, because the
 * vendor's words may stand there, and what was asked, because it holds days.
 */
export function toReport({ system, authentication, checked, shapes }: Reported): string {
	const report = {
		report: 'Check of an account',
		system,
		authentication,
		verdicts: countVerdicts(checked),
		checks: checked.map(({ name, verdict, found }) => ({ name, verdict, found })),
		shapes: Object.fromEntries(shapes),
	};
	return `${JSON.stringify(report, null, '\t')}\n`;
}
