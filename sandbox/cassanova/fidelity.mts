/** Loyalty cards, the credit that was paid onto them, and points. */
import type { Handler, VendorContext } from '../core/vendor.mts';
import { showTimestamp } from './assumptions.mts';
import { isListed, pageOf } from './paging.mts';
import type { Fields, Records } from './records.mts';

const CIRCUIT = 31;
const PROGRAM = 41;
const DAY_MS = 86_400_000;

/** What was done with each card: its kind and by how much, oldest first. */
const TRANSACTIONS: Array<[type: string, amount: number]> = [
	['INITIAL_AMOUNT', 10],
	['RELOAD', 50],
	['SALE', 12.4],
	['CORRECTION', 0.4],
];

/** Its six lists; keys are spelt as they were seen, or regularly (switch cassaNovaFidelityKeys). */
export function createFidelity(context: VendorContext, records: Records): Record<string, Handler> {
	const { config } = context;
	const began = context.now();
	const customers = records.all('customer').map(({ id }) => id);
	const cards = customers.map((idCustomer, index) => ({
		id: 1001 + index,
		code: `29000000${index + 1}`,
		idCustomer,
		idFidelityCircuit: CIRCUIT,
		idSalesPoint: 4711,
	}));
	const shown = (at: number): number | string => showTimestamp(at, config);

	/** Answers one page; only the lists of cards and of points say how many there are. */
	const list =
		(seen: string, regular: string, all: () => Fields[], saysTotal = true): Handler =>
		({ query }) => {
			const found = all().filter(
				(record) =>
					isListed(query.code, record.code) &&
					isListed(query.idFidelityCard, record.idFidelityCard) &&
					isListed(query.idsFidelityPointsPrograms, record.idFidelityPointsProgram) &&
					(query.idCustomer === undefined || record.idCustomer === query.idCustomer),
			);
			const key = config.cassaNovaFidelityKeys === 'regular' ? regular : seen;
			const page = query.limit === undefined ? found : pageOf(found, query, config);
			return { body: { [key]: page, ...(saysTotal ? { totalCount: found.length } : {}) } };
		};

	return {
		getFidelityCards: list('fidelityCards', 'fidelityCards', () =>
			cards.map((card) => ({ ...card, activationDate: shown(began), lastUpdate: shown(began) })),
		),
		getFidelityCircuits: list(
			'fidelityCircuit',
			'fidelityCircuits',
			() => [{ id: CIRCUIT, name: 'Amici del bar' }],
			false,
		),
		getFidelityPointsAccounts: list('fidelityPointsAccount', 'fidelityPointsAccounts', () =>
			customers.map((idCustomer, index) => ({
				idCustomer,
				idFidelityPointsProgram: PROGRAM,
				amount: 15 + index,
			})),
		),
		getFidelityPointsTransactions: list(
			'fidelityPointsTransaction',
			'fidelityPointsTransactions',
			() =>
				customers.map((idCustomer, index) => ({
					id: 7001 + index,
					idCustomer,
					idFidelityPointsProgram: PROGRAM,
					amount: 15 + index,
					date: shown(began),
				})),
		),
		getFidelityPrepaidAccounts: list(
			'fidelityPrepaidAccount',
			'fidelityPrepaidAccounts',
			() =>
				customers.map((idCustomer, index) => ({
					id: 5001 + index,
					idCustomer,
					idSalesPoint: 4711,
					amount: 48,
					lastUpdate: shown(began),
				})),
			false,
		),
		getFidelityPrepaidTransactions: list(
			'fidelityPointsTransaction',
			'fidelityPrepaidTransactions',
			() =>
				TRANSACTIONS.flatMap(([fidelityPrepaidTransactionType, amount], at) =>
					cards.map((card, index) => ({
						id: 9001 + at * cards.length + index,
						idFidelityCard: card.id,
						idCustomer: card.idCustomer,
						idSalesPoint: 4711,
						date: shown(began - (TRANSACTIONS.length - at) * DAY_MS),
						amount,
						fidelityPrepaidTransactionType,
						idAppCustomerDevice: null,
					})),
				),
			false,
		),
	};
}
