/** Loyalty cards, prepaid credit and points (newer generations of the API). */
import { query, within } from '../../shared/table/fields';
import { integerList } from '../../shared/table/schemas';
import type { Endpoint, Field, Resource } from '../../shared/table/types';
import { pager, textListQuery } from '../fields';
import { listUnder, NEWER } from '../newer';
import { keyOf } from '../records/keyOf';
import { locator } from '../records/locators';

/** What distinguishes one list from the others. */
interface FidelityList {
	/** E.g. `Prepaid Accounts`; the operation's value and sentences follow from it. */
	what: string;
	/** The end of the address. */
	path: string;
	/** Keys that the list may stand under: as it was seen, and as others are spelt. */
	keys: string[];
	description: string;
	filters?: Field[];
	/** What tells records apart that have no ID. */
	id?: string[];
	/** False where the address takes no pages. */
	isPaged?: boolean;
}

/** Nothing says which further fields records have, so all of them come out as they are. */
function fidelityList(list: FidelityList): Endpoint {
	const { what, path, keys, description, filters = [], id = [], isPaged = true } = list;
	return {
		name: `Get ${what}`,
		value: `get${what.replaceAll(' ', '')}`,
		action: `Get loyalty ${what.toLowerCase()}`,
		description,
		route: `GET /${path}`,
		doc: `${NEWER}, Fidelity`,
		mayBeAbsent: true,
		fields: within('filters', filters),
		list: { items: listUnder(...keys), id: keyOf(...id), ...(isPaged ? { pager } : {}) },
	};
}

const customer: Field = query(
	locator({
		displayName: 'Customer',
		name: 'idCustomer',
		description: 'Only those of this customer',
		search: 'searchCustomers',
	}),
);

const idList = (displayName: string, name: string, description: string): Field =>
	textListQuery(
		displayName,
		name,
		`${description}, separated by commas`,
		'e.g. 12,34',
		integerList,
	);

export const fidelity: Resource = {
	name: 'Loyalty (Fidelity)',
	value: 'fidelity',
	description: 'Loyalty cards of customers, the credit paid onto them, and points',
	endpoints: [
		fidelityList({
			what: 'Cards',
			path: 'fidelitycards',
			keys: ['fidelityCards', 'fidelityCard'],
			description: 'Get the loyalty cards of the account',
			filters: [
				textListQuery(
					'Card Codes',
					'code',
					'Only the cards with these codes, separated by commas',
					'e.g. 290000001,290000002',
				),
			],
		}),
		fidelityList({
			what: 'Circuits',
			path: 'fidelitycircuit',
			keys: ['fidelityCircuit', 'fidelityCircuits'],
			description: 'Get the circuits that loyalty cards belong to',
			isPaged: false,
		}),
		fidelityList({
			what: 'Points Accounts',
			path: 'fidelitypointsaccounts',
			keys: ['fidelityPointsAccount', 'fidelityPointsAccounts'],
			description: 'Get how many points each customer has',
			id: ['idCustomer', 'idFidelityPointsProgram'],
		}),
		fidelityList({
			what: 'Points Transactions',
			path: 'fidelitypointstransactions',
			keys: ['fidelityPointsTransaction', 'fidelityPointsTransactions'],
			description: 'Get how points came and went',
			filters: [
				customer,
				// Assumption: programs have whole numbers for IDs, as cards and circuits do.
				idList(
					'Points Program IDs',
					'idsFidelityPointsPrograms',
					'Only points of the programs with these IDs',
				),
			],
		}),
		fidelityList({
			what: 'Prepaid Accounts',
			path: 'fidelityprepaidaccounts',
			keys: ['fidelityPrepaidAccount', 'fidelityPrepaidAccounts'],
			description: 'Get how much credit is left on prepaid cards',
			filters: [customer],
		}),
		fidelityList({
			what: 'Prepaid Transactions',
			path: 'fidelityprepaidtransactions',
			// The last one is a slip of the vendor's, and the one that was seen.
			keys: [
				'fidelityPrepaidTransaction',
				'fidelityPrepaidTransactions',
				'fidelityPointsTransaction',
				'fidelityPointsTransactions',
			],
			description: 'Get how credit was paid onto prepaid cards and spent, the oldest first',
			// By customer, CassaNova answers with an error whatever is asked.
			filters: [idList('Card IDs', 'idFidelityCard', 'Only those of the cards with these IDs')],
		}),
	],
};
