/** Lines without a known rate: they count at no rate here, and at some rate in the report. Pure functions. */
import type { AccountingReceipt } from '../../../shared/books/receipt';
import { explain } from '../../../shared/books/reconciliation';
import { filterSteps } from '../../../shared/values/inTurns';
import type { Steps } from '../../../shared/values/inTurns';
import type { Cents } from '../../../shared/values/units';
import type { ComparedDay } from './comparedDay';
import { centsOf, openOf, sums, UNKNOWN } from './keys';
import type { Key, Sums } from './keys';
import { RATE_MAY_MAKE, RATE_UNKNOWN } from './reasons';
import type { Reason, ReasonsOfKey } from './reasons';

const AT_NO_RATE: Key = { check: 'tax', subject: UNKNOWN };

/** What lines without a rate explain, and what they leave. */
interface Explained {
	reasons: ReasonsOfKey[];
	left: Sums;
}

/**
 * Explains what the report lacks at no rate, where it is all that the receipts have there, and what that
 * raises at the others.
 * @param left what differs, less the documents that the report counts as well
 */
export function* explainUnknown(
	{ receipts, gross }: Pick<ComparedDay, 'receipts' | 'gross'>,
	left: Sums,
): Steps<Explained> {
	const ofUnknown = yield* filterSteps(receipts, ({ lines }) =>
		lines.some(({ taxRate }) => taxRate === null),
	);
	const unknown = ofUnknown.map((receipt) => {
		const own = gross.get(receipt);
		return { receipt, cents: own ? centsOf(own, AT_NO_RATE) : 0 };
	});
	const total = unknown.reduce((sum, { cents }) => sum + cents, 0);
	if (unknown.length === 0 || centsOf(left, AT_NO_RATE) !== 0 - total) return { reasons: [], left };
	const reasons: ReasonsOfKey[] = [
		[
			AT_NO_RATE,
			unknown.map(({ receipt, cents }) => ({
				certain: true,
				explaining: explain(receipt, 0 - cents, RATE_UNKNOWN),
			})),
		],
	];
	const rest = sums(left);
	rest.set(AT_NO_RATE, 0);
	const raised = openOf(rest).filter(([{ check }, cents]) => check === 'tax' && cents > 0);
	const isAll = raised.reduce((sum, [, cents]) => sum + cents, 0) === total;
	for (const [key, cents] of raised) {
		const fitting = yield* filterSteps(ofUnknown, (receipt) => hasUnknown(receipt, cents));
		const candidates = isAll && fitting.length === 0 ? ofUnknown : fitting;
		if (candidates.length === 0) continue;
		reasons.push([key, raising(candidates, cents)]);
		rest.set(key, 0);
	}
	return { reasons, left: rest };
}

/** Which of some receipts raises a rate: the only one, or nothing tells. */
function raising(candidates: readonly AccountingReceipt[], cents: Cents): Reason[] {
	const certain = candidates.length === 1;
	const [amountCents, why] = certain ? [cents, RATE_UNKNOWN] : [0, RATE_MAY_MAKE];
	return candidates.map((receipt) => ({
		certain,
		explaining: explain(receipt, amountCents, why),
	}));
}

/** Whether a receipt has that much at unknown rates, in all or in one line. */
function hasUnknown({ lines }: AccountingReceipt, cents: Cents): boolean {
	const unknown = lines.filter(({ taxRate }) => taxRate === null);
	const total = unknown.reduce((sum, { grossCents }) => sum + grossCents, 0);
	return total === cents || unknown.some(({ grossCents }) => grossCents === cents);
}
