/** A Kassandro that allows more than its document says: nobody is locked out, and nothing is mixed up. */
import type { INodeParameters } from 'n8n-workflow';
import { useBench } from '../../support/n8n/bench';
import type { NodeCall } from '../../support/n8n/bench';

const kit = useBench();

const DOUBT = 'may also list all registers';

const merchant = () => {
	const [found] = kit.bench.ready.kassandro.merchants;
	if (!found) throw new Error('There is no merchant');
	return found;
};

/** Tokens of both kinds, which another program asks for. */
const ofRegister = async () => await kit.bench.logInToTill();
const ofAccount = async () => await kit.bench.accountToken();

const list = async (more: Partial<NodeCall> = {}) =>
	await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'receipt.getAll',
		parameters: { returnAll: true, output: 'raw', dateFrom: '2026-10-05', dateTo: '2026-10-07' },
		...more,
	});

const SALE: INodeParameters = {
	defineUsing: 'json',
	itemsJson: JSON.stringify([
		{
			...{ itemId: 101, nameLong: 'Melange', nameShort: 'Melange', groupId: 1 },
			...{ groupName: 'Getränke', amount: 1, priceOne: 4.9, vat: 20 },
		},
	]),
	paymentMethod: { __rl: true, mode: 'name', value: 'Bar' },
};

const print = async (more: Partial<NodeCall> = {}) =>
	await kit.bench.run({
		authentication: 'cashRegisterToken',
		operation: 'receipt.create',
		parameters: { ...SALE, orderNumber: '2026-1' },
		mode: 'trigger',
		...more,
	});

const posts = async () => (await kit.bench.log()).filter(({ method }) => method === 'POST');

beforeEach(async () => {
	await kit.bench.reset();
	await kit.bench.control('config', { kassandroKind: true });
	await kit.bench.control('generate', {
		vendor: 'kassandro',
		merchant: merchant().name,
		count: 60,
		from: '2026-10-05',
		to: '2026-10-07',
		seed: 28,
	});
	await kit.bench.mark();
});

it.each([
	['that is looked up', async () => ({ token: await ofRegister().then(() => '') })],
	['that is entered by hand', async () => ({ apiKey: '', token: await ofRegister() })],
])(
	'a cash-register token %s reads and prints on its register, with a hint',
	async (_how, enter) => {
		const credential = await enter();
		const { words, jsons, hints } = await list({ credential });
		expect(words).toBe('');
		expect(jsons.length).toBeGreaterThan(5);
		expect(new Set(jsons.map(({ cashRegisterId }) => cashRegisterId))).toEqual(
			new Set([merchant().registers[0]]),
		);
		expect(hints.join(' ')).toContain(DOUBT);

		const printed = await print({ credential });
		expect(printed.words).toBe('');
		expect(printed.hints.join(' ')).toContain(DOUBT);
		expect(await posts()).toHaveLength(1);
	},
);

it('an account token is no way to print on a register, looked up or entered by hand', async () => {
	const token = await ofAccount();
	for (const credential of [{}, { apiKey: '', token }]) {
		expect((await print({ credential })).words).not.toBe('');
		expect((await list({ credential })).words).not.toBe('');
	}
	expect(await posts()).toEqual([]);
});

it('the token of another register is no way in', async () => {
	const token = await ofRegister();
	const cashRegisterId = String(merchant().registers[1]);
	for (const credential of [{ cashRegisterId }, { cashRegisterId, apiKey: '', token }]) {
		expect((await print({ credential })).words).not.toBe('');
	}
	expect(await posts()).toEqual([]);
});

it('an account token reads all registers, without a doubt', async () => {
	await ofRegister();
	await ofAccount();
	const { words, jsons, hints } = await list({ authentication: 'accountToken' });
	expect(words).toBe('');
	expect(new Set(jsons.map(({ cashRegisterId }) => cashRegisterId)).size).toBe(3);
	expect(hints.join(' ')).not.toContain(DOUBT);
});

it('where the document holds, there is no doubt', async () => {
	await kit.bench.control('config', { kassandroKind: false });
	await ofRegister();
	// Another address: what is known of the tokens at the first one is kept.
	const baseUrl = kit.bench.ready.kassandro.baseUrl.replace('127.0.0.1', 'localhost');
	const { words, jsons, hints } = await list({ credential: { baseUrl } });
	expect(words).toBe('');
	expect(hints.join(' ')).not.toContain(DOUBT);
	expect(jsons.length).toBeGreaterThan(5);
});
