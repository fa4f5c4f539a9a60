/** Money that only moves, printed as a receipt: from the bank, for the bank, for a purchase, found at a count. */
import { bodyOf, department, paidBy, sold, type CashType, type Draw, type Till } from '../till.mts';

/** One row of a department at no tax, in cash; what leaves the till is a row of returned goods. */
function moved(till: Till, type: CashType, cents: number, isOut = false): ReturnType<Draw> {
	const own = till.others[type];
	if (!own) throw new Error(`there is no department for ${type}`);
	const body = bodyOf(till, [sold(till, own, cents, isOut)]);
	return { ...body, paid: paidBy(['CASH', body.amountCents]) };
}

/** One draw for each kind, and one beside a sale. */
export const CASH_MOVEMENTS: Draw[] = [
	(till) => moved(till, 'cashIn', 1000 * till.random.int(5, 20)),
	(till) => moved(till, 'cashOut', 5000 * till.random.int(4, 20), true),
	(till) => moved(till, 'tillDifference', till.random.int(1, 400)),
	(till) => moved(till, 'tillDifference', till.random.int(1, 400), true),
	(till) => {
		const own = till.others.cashOut;
		if (!own) throw new Error('there is no department for cashOut');
		const rows = [
			sold(till, department(till, 0), till.random.int(2000, 4000)),
			sold(till, own, till.random.int(100, 900), true),
		];
		const body = bodyOf(till, rows);
		return { ...body, paid: paidBy(['CASH', body.amountCents]) };
	},
];
