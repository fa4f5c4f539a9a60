/** CassaNova's loyalty cards, credit and points through n8n's engine: whichever way keys are spelt. */
import { byId, useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

/** What each operation asks for, how many records there are, and the first of them. */
const OPERATIONS: Array<[operation: string, requests: string[], first: object]> = [
	['getCards', ['GET /fidelitycards?start=0&limit=100'], { id: 1001, code: '290000001' }],
	['getCircuits', ['GET /fidelitycircuit'], { id: 31, name: 'Amici del bar' }],
	['getPointsAccounts', ['GET /fidelitypointsaccounts?start=0&limit=100'], { amount: 15 }],
	['getPointsTransactions', ['GET /fidelitypointstransactions?start=0&limit=100'], { amount: 15 }],
	// Lists that don't say how long they are end with an empty page.
	['getPrepaidAccounts', ['GET /fidelityprepaidaccounts?start=0&limit=100'], { amount: 48 }],
	[
		'getPrepaidTransactions',
		['GET /fidelityprepaidtransactions?start=0&limit=100'],
		{ fidelityPrepaidTransactionType: 'INITIAL_AMOUNT', amount: 10 },
	],
];

describe.each(['asSeen', 'regular'])('with keys spelt %s', (cassaNovaFidelityKeys) => {
	it.each(OPERATIONS)('%s', async (operation, requests, first) => {
		await kit.bench.control('config', { cassaNovaFidelityKeys });
		const { jsons, words } = await kit.run(`fidelity.${operation}`, { returnAll: true });
		expect(words).toBe('');
		expect((await kit.bench.sent())[0]).toBe(requests[0]);
		expect(jsons[0]).toMatchObject(first);
		expect(new Set(jsons.map((json) => JSON.stringify(json))).size).toBe(jsons.length);
	});
});

it.each([
	['getCards', { code: '290000001' }, 'fidelitycards', 'code=%5B%22290000001%22%5D'],
	[
		'getPointsTransactions',
		{ idCustomer: byId('a-b'), idsFidelityPointsPrograms: '41,42' },
		'fidelitypointstransactions',
		'idCustomer=%22a-b%22&idsFidelityPointsPrograms=%5B41%2C42%5D',
	],
	[
		'getPrepaidAccounts',
		{ idCustomer: byId('a-b') },
		'fidelityprepaidaccounts',
		'idCustomer=%22a-b%22',
	],
	[
		'getPrepaidTransactions',
		{ idFidelityCard: '1001' },
		'fidelityprepaidtransactions',
		'idFidelityCard=%5B1001%5D',
	],
])('%s sends its filters', async (operation, filters, path, query) => {
	const { words } = await kit.run(`fidelity.${operation}`, { returnAll: false, limit: 7, filters });
	expect(words).toBe('');
	expect((await kit.bench.sent())[0]).toBe(`GET /${path}?start=0&limit=7&${query}`);
});

it('finds what was done with one card, the oldest first', async () => {
	const { jsons } = await kit.run('fidelity.getPrepaidTransactions', {
		returnAll: true,
		filters: { idFidelityCard: '1001' },
	});
	expect(jsons.map((json) => [json.fidelityPrepaidTransactionType, json.amount])).toEqual([
		['INITIAL_AMOUNT', 10],
		['RELOAD', 50],
		['SALE', 12.4],
		['CORRECTION', 0.4],
	]);
});

it('says so where an account has no loyalty cards', async () => {
	await kit.bench.control('config', { cassaNovaNewer: false });
	const { error } = await kit.run('fidelity.getCards');
	expect(error?.message).toBe('CassaNova could not get loyalty cards: error.notfound');
	expect(error?.description).toContain('belongs to a newer generation of the CassaNova API');
});
