/** Accounts that tell their times in UTC: what is said of it, and what "Times Are Told In" makes of days. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { useBench } from '../support/n8n/bench';
import type { Authentication } from '../support/n8n/bench';
import { now } from '../support/n8n/kassa';
import { dayFromToday, Poller } from '../support/n8n/poller';

const kit = useBench();

const DAYS = { from: '2026-10-22', to: '2026-10-27' };
/** Clocks are put back in the night before its last day. */
const PERIOD = { from: '2026-10-24', to: '2026-10-25' };
const UTC = { timesIn: 'utc' };

/** What is learnt stays for the process: each account is another one, by an address that means the same. */
let accounts = 0;
const another = (authentication: Authentication) => {
	accounts += 1;
	const baseUrl = String(kit.bench.credential(authentication).baseUrl);
	return { credential: { baseUrl: `${baseUrl}${'/'.repeat(accounts)}` } };
};

interface System {
	name: string;
	authentication: Authentication;
	/** The switch of the sandbox. */
	zone: string;
	/** What a list is asked for by. */
	range: INodeParameters;
	/** Sells on all days, also after midnight. */
	fill: () => Promise<unknown>;
}

const SYSTEMS: System[] = [
	{
		name: 'Kassandro',
		authentication: 'accountToken',
		zone: 'kassandroCreatedZone',
		range: { dateFrom: PERIOD.from, dateTo: PERIOD.to },
		fill: async () =>
			await kit.bench.control('generate', { vendor: 'kassandro', count: 300, seed: 6, ...DAYS }),
	},
	{
		name: 'Kassandro, one register',
		authentication: 'cashRegisterToken',
		zone: 'kassandroCreatedZone',
		range: { dateFrom: PERIOD.from, dateTo: PERIOD.to },
		fill: async () => {
			await kit.bench.logInToTill();
			await kit.bench.control('generate', { vendor: 'kassandro', count: 1500, seed: 6, ...DAYS });
		},
	},
	{
		name: 'CassaNova',
		authentication: 'apiKey',
		zone: 'cassaNovaDatetimeZone',
		range: { datetimeFrom: PERIOD.from, datetimeTo: PERIOD.to },
		fill: async () =>
			await kit.bench.control('generate', { vendor: 'cassaNova', count: 900, seed: 6, ...DAYS }),
	},
];

const idOf = ({ _id, id }: IDataObject) => String(_id ?? id);
const byDay = (jsons: IDataObject[]) =>
	jsons.map(({ id, businessDay, issuedAt }) => [id, businessDay, issuedAt]).sort();

describe.each(SYSTEMS)('$name', ({ authentication, zone, range, fill }) => {
	beforeEach(async () => {
		await kit.bench.reset();
		await kit.bench.control('clock', { now: '2026-11-30T12:00:00Z' });
		await fill();
	});

	const run = async (
		operation: string,
		parameters: INodeParameters,
		account: { credential: IDataObject } = another(authentication),
	) => {
		const outcome = await kit.bench.run({ authentication, operation, parameters, ...account });
		expect(outcome.words).toBe('');
		return outcome;
	};
	const books = async (options: INodeParameters, account?: { credential: IDataObject }) =>
		await run(
			'accounting.getReceipts',
			{ period: 'custom', dateFrom: PERIOD.from, dateTo: PERIOD.to, options },
			account,
		);
	const list = async (output: string, options: INodeParameters = {}) =>
		await run('receipt.getAll', { ...range, returnAll: true, output, options });
	const tell = async (how: string) => await kit.bench.control('config', { [zone]: how });

	it.each(['utc', 'utcDays'])('gives the same days as ever, told so: %s', async (how) => {
		const [usual, closing] = [await books({}), await books({ dayEndsAt: '03:00' })];
		const raw = await list('raw');
		const accounting = await list('accounting', { dayEndsAt: '03:00' });
		for (const { hints } of [usual, closing, raw, accounting]) {
			expect(hints.join(' ')).not.toContain('Times Are Told In');
		}
		await tell(how);
		const told = await books(UTC);
		expect(byDay(told.jsons)).toEqual(byDay(usual.jsons));
		expect(told.hints).toEqual(usual.hints);
		expect(byDay((await books({ ...UTC, dayEndsAt: '03:00' })).jsons)).toEqual(
			byDay(closing.jsons),
		);
		expect((await list('raw', UTC)).jsons.map(idOf).sort()).toEqual(raw.jsons.map(idOf).sort());
		const again = await list('accounting', { ...UTC, dayEndsAt: '03:00' });
		expect(byDay(again.jsons)).toEqual(byDay(accounting.jsons));
		// The hours after midnight are what it is about.
		expect(byDay((await books({})).jsons)).not.toEqual(byDay(usual.jsons));
	});

	it('says so, and which option sets it right, in books and in lists', async () => {
		await tell('utc');
		for (const { hints } of [await books({}), await list('raw'), await list('accounting')]) {
			expect(hints.filter((hint) => hint.includes('Times Are Told In'))).toEqual([
				expect.stringMatching(
					/seems to tell the times of .* in UTC, .* choose UTC for "Times Are Told In" under Options\.$/,
				),
			]);
		}
	});

	it('says so where UTC is chosen and is wrong, and refuses what it does not know', async () => {
		const { hints } = await books(UTC);
		expect(hints.join(' ')).toContain('but UTC is chosen for "Times Are Told In"');
		const { words } = await kit.bench.run({
			...{ authentication, operation: 'receipt.getAll' },
			parameters: { ...range, output: 'raw', options: { timesIn: 'rome' } },
		});
		expect(words).toContain('"Times Are Told In" must be one of');
	});

	it('knows for the process what a check of the account has found', async () => {
		await tell('utc');
		const account = another(authentication);
		// A check looks at the last days.
		const [from, to] = [dayFromToday(-3), dayFromToday(-1)];
		const vendor = authentication === 'apiKey' ? 'cassaNova' : 'kassandro';
		await kit.bench.control('clock', { now: now() });
		await kit.bench.control('generate', { vendor, count: 60, seed: 7, from, to });
		const { jsons } = await run('account.check', {}, account);
		const { verdict, meaning } = jsons.find(({ name }) => name === 'timeZone') ?? {};
		expect(verdict).toBe('differs');
		expect(meaning).toContain('Choose UTC for "Times Are Told In"');
		await kit.bench.mark();
		expect((await books({}, account)).hints.join(' ')).toContain('Times Are Told In');
		const counts = (await kit.bench.log()).filter(({ path }) => path.endsWith('/count'));
		expect(counts).toEqual([]);
	});

	it('and the trigger hands on the same receipts, with a word in each where nobody told it', async () => {
		const poll = async (options: INodeParameters) => {
			const parameters = {
				...{ event: 'receiptCreated', output: 'accounting' },
				...{ startFrom: 'date', startDate: PERIOD.to, options },
			};
			const kinds = authentication === 'apiKey' ? {} : { kinds: ['sale', 'cancellation', 'zero'] };
			const own = another(authentication).credential;
			const poller = new Poller(() => kit.bench, authentication, { ...parameters, ...kinds }, own);
			const { jsons, words } = await poller.poll();
			expect(words).toBe('');
			return jsons ?? [];
		};
		const usual = await poll({});
		expect(usual.some(({ issuedAt }) => String(issuedAt).startsWith(`${PERIOD.to}T00`))).toBe(true);
		expect(usual.some((json) => 'timesDoubt' in json)).toBe(false);
		await tell('utc');
		const told = await poll(UTC);
		expect(byDay(told)).toEqual(byDay(usual));
		expect(told.some((json) => 'timesDoubt' in json)).toBe(false);
		const untold = await poll({});
		expect(untold.map(({ id }) => id).sort()).toEqual(usual.map(({ id }) => id).sort());
		for (const { timesDoubt } of untold) {
			expect(timesDoubt).toContain('choose UTC for "Times Are Told In" under Options.');
		}
	});
});
