/** Check the Account, whatever a server answers: each assumption gets an item, and no answer's value gets into it. */
import type { IDataObject } from 'n8n-workflow';
import { executeApi } from '../../../nodes/shared/run/execute';
import type { Api } from '../../../nodes/shared/table/types';
import { ProcessMemory } from '../../../nodes/shared/values/memory';
import { createEngine } from '../../../nodes/shared/wire/engine';
import { hurried } from '../../support/clock/clock';
import { refused } from '../../support/n8n/errors';
import { fakeHost } from '../../support/n8n/host';
import type { Reply, Sent } from '../../support/n8n/host';
import { nodes } from '../../support/n8n/nodes';

const CREDENTIALS: Record<string, IDataObject> = {
	CassaNova: {
		apiKey: 'key-of-the-merchant',
		baseUrl: 'https://nova.example',
		queryFormat: 'json',
	},
	Kassandro: { token: 'token-of-the-merchant', baseUrl: 'https://sandro.example/v1.0' },
	KassaForte: { domain: 'forte.example', username: 'shop', password: 'a-long-password' },
};

const apis = nodes.flatMap(({ folder, api }) =>
	api.authentications
		// With the others, n8n or tokens of several kinds are between the check and the server.
		.filter(({ value }) => !['oAuth2', 'cashRegisterToken'].includes(value))
		.map(({ value }): [string, Api, string] => [folder, api, value]),
);

async function check(
	folder: string,
	api: Api,
	authentication: string,
	reply: (request: Sent) => Reply,
) {
	const parameters = { authentication, resource: 'account', operation: 'check', options: {} };
	const { host, sent } = fakeHost({
		parameters: [parameters],
		credentials: () => CREDENTIALS[folder] as never,
		reply: (request) =>
			request.path.includes('/apikey/token')
				? { body: { access_token: 'token-of-nova', expires_in: 3600 } }
				: reply(request),
	});
	const engine = createEngine(hurried(), new ProcessMemory());
	const items = (await executeApi(host, api, engine)).flat().map(({ json }) => json);
	return { items, sent };
}

/** By these Kassandro's tokens are proven. */
const PROVES = /\/(cashregisters|paymentmethods)$/;

const MARK = 'Zz9mark';
const NUMBER = 987654.32;

/** A record whose every value is marked, also where it stands for a name. */
const marked = (): IDataObject => ({
	id: `${MARK}-1`,
	_id: `${MARK}-2`,
	number: NUMBER,
	receiptNumber: MARK,
	externalId: MARK,
	cashRegisterId: NUMBER,
	datetime: `2026-03-05T14:00:00 ${MARK}`,
	created: `2026-03-05T14:00:00 ${MARK}`,
	date: MARK,
	status: MARK,
	price: NUMBER,
	paymentMethod: MARK,
	customText: [{ label: MARK, value: MARK }],
	[MARK]: MARK,
	[`${NUMBER}`]: NUMBER,
	document: { idSalesPoint: NUMBER, amount: NUMBER, rows: [{ price: NUMBER, [MARK]: MARK }] },
	items: [{ priceOne: NUMBER, vat: MARK, [MARK]: MARK }],
});

const KEYS = ['receipts', 'salesPoint', 'products', 'invoices', 'taxes', 'sold', 'reconciliations'];

describe.each(apis)('%s', (folder, api, authentication) => {
	const assumptions = async () =>
		(await check(folder, api, authentication, () => ({ body: {} }))).items.length;

	it(`${authentication}: no value of an answer gets into an item`, async () => {
		const list = [marked(), marked()];
		const bodies: unknown[] = [
			list,
			marked(),
			MARK,
			NUMBER,
			{ [MARK]: list },
			...KEYS.map((key) => ({ [key]: list, totalCount: NUMBER })),
			{ ...Object.fromEntries(KEYS.map((key) => [key, list])), totalCount: 2 },
		];
		for (const body of bodies) {
			const { items } = await check(folder, api, authentication, () => ({ body }));
			const text = JSON.stringify(items);
			expect([text.includes(MARK), text.includes('987'), text.includes('654')]).toEqual([
				...[false, false, false],
			]);
			expect(items).toHaveLength(await assumptions());
		}
	});

	it(`${authentication}: what is refused stops nothing else`, async () => {
		const { items, sent } = await check(folder, api, authentication, ({ path }) =>
			PROVES.test(path) ? { body: [] } : refused(403, { message: 'Not for you.' }),
		);
		expect(items).toHaveLength(await assumptions());
		expect(items.map(({ verdict }) => verdict)).toContain("couldn't tell");
		expect(sent.length).toBeLessThanOrEqual(26);
	});

	it(`${authentication}: a server that is down is said once, as ever`, async () => {
		const down = check(folder, api, authentication, () => refused(503, 'down'));
		await expect(down).rejects.toThrow(`${api.name} could not check account`);
	});

	it(`${authentication}: a server that goes down isn't asked for ever`, async () => {
		let asked = 0;
		const { items, sent } = await check(folder, api, authentication, () => {
			asked += 1;
			return asked === 1 ? { body: {} } : refused(503, 'down');
		});
		expect(items).toHaveLength(await assumptions());
		expect(sent.length).toBeLessThanOrEqual(14);
	});

	it(`${authentication}: a key that isn't accepted stops it`, async () => {
		const unknown = check(folder, api, authentication, () => refused(401, { message: 'Who?' }));
		await expect(unknown).rejects.toThrow(/could not check account/);
	});
});
