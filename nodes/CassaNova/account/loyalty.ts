/** Under which names CassaNova's lists about loyalty stand (newer generations of the API, Fidelity). */
import { differs, holds, unclear } from '../../shared/check/findings';
import { isRefusal } from '../../shared/check/desk';
import type { Assumption } from '../../shared/check/types';
import { member } from '../../shared/values/records';

const page = { start: 0, limit: 1 };

/** The names that a program in use knows; the last one is a slip of the vendor's. */
const LISTS = [
	{ what: 'Circuits', path: '/fidelitycircuit', query: {}, key: 'fidelityCircuit' },
	{
		...{ what: 'Points Accounts', path: '/fidelitypointsaccounts', query: page },
		key: 'fidelityPointsAccount',
	},
	{
		...{ what: 'Points Transactions', path: '/fidelitypointstransactions', query: page },
		key: 'fidelityPointsTransaction',
	},
	{
		...{ what: 'Prepaid Accounts', path: '/fidelityprepaidaccounts', query: page },
		key: 'fidelityPrepaidAccount',
	},
	{
		...{ what: 'Prepaid Transactions', path: '/fidelityprepaidtransactions', query: page },
		key: 'fidelityPointsTransaction',
	},
];

/** Whether all lists about loyalty but the cards, which other lists are looked at with, have those names. */
export const loyaltyKeys: Assumption = {
	name: 'loyaltyKeys',
	question:
		'Lists about loyalty stand in the answer under the odd names that a program in use knows',
	look: async (desk) => {
		const wrong: string[] = [];
		let seen = 0;
		for (const { what, path, query, key } of LISTS) {
			const looked = await desk.get(path, query);
			if (isRefusal(looked)) continue;
			seen += 1;
			if (!Array.isArray(member(looked.value, key))) wrong.push(what);
		}
		if (seen === 0) return unclear('None of these lists could be read.', 'Nothing to do.');
		const found = `${seen - wrong.length} of ${seen} lists stand where they should; not: ${wrong.join(', ') || 'none'}.`;
		if (wrong.length === 0) return holds(found);
		return differs(
			found,
			'Loyalty finds a list in the regular spelling as well, and any that is the only one in its answer; else it stops with an error that says the list is missing. Nothing to do; please send the report.',
		);
	},
};
