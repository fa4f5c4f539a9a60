/** A period by name for the last change of records: whole days of the shop, whatever "to" means to CassaNova. */
import { DateTime } from 'luxon';
import { byId, useCassaNova } from '../../support/vendors/cassaNova';
import { now } from '../../support/n8n/kassa';

const kit = useCassaNova();
const ROME = 'Europe/Rome';

/** The day so many days ago in the shop, `yyyy-mm-dd`. */
const day = (ago: number) => moment(ago, 12).toFormat('yyyy-MM-dd');

function moment(ago: number, hour: number): DateTime {
	const today = DateTime.fromMillis(now(), { zone: ROME });
	return today.minus({ days: ago }).set({ hour, minute: 30 });
}

/** Half an hour after midnight it is still the day before in UTC. */
const CHANGES = [
	['two days ago, late', 2, 23],
	['yesterday, early', 1, 0],
	['yesterday, late', 1, 23],
	['today, early', 0, 0],
] as const;
const OWN = new Set<unknown>(CHANGES.map(([description]) => description));

async function at(ago: number, hour: number): Promise<void> {
	await kit.bench.control('clock', { now: moment(ago, hour).toMillis() });
}

async function makeTaxes(): Promise<void> {
	for (const [description, ago, hour] of CHANGES) {
		await at(ago, hour);
		const made = await kit.run('tax.create', { description, rate: 5 });
		expect(made.words).toBe('');
	}
	await kit.bench.control('clock', { now: now() });
	await kit.bench.mark();
}

async function changed(filters: Record<string, string>, more = {}): Promise<unknown[]> {
	const outcome = await kit.run('tax.getAll', { returnAll: true, filters, ...more });
	expect(outcome.words).toBe('');
	// The sandbox's own taxes begin today.
	return outcome.jsons.map((tax) => tax.description).filter((name) => OWN.has(name));
}

const YESTERDAY = ['yesterday, early', 'yesterday, late'];

it('gives what was changed on these days, whether "to" includes its day or not', async () => {
	await makeTaxes();
	expect(await changed({ period: 'yesterday' })).toEqual(YESTERDAY);
	expect(await kit.bench.sent()).toEqual([
		`GET /taxes?start=0&limit=100&lastUpdateFrom=%22${day(2)}%22&lastUpdateTo=%22${day(0)}%22`,
	]);
	expect(await changed({ period: 'todaySoFar' })).toEqual(['today, early']);
	await kit.bench.control('config', { cassaNovaToInclusive: false });
	expect(await changed({ period: 'yesterday' })).toEqual(YESTERDAY);
	expect(await changed({ period: 'todaySoFar' })).toEqual(['today, early']);
	await kit.bench.control('config', { cassaNovaTimestamps: 'string' });
	expect(await changed({ period: 'yesterday' })).toEqual(YESTERDAY);
});

it('counts the days where the shop is', async () => {
	await makeTaxes();
	const options = { timeZone: 'UTC' };
	expect(await changed({ period: 'yesterday' }, { options })).toEqual([
		'yesterday, late',
		'today, early',
	]);
});

it('goes with the other filters, and a limit counts what it lets pass', async () => {
	await makeTaxes();
	expect(await changed({ period: 'yesterday', description: 'late' })).toEqual(['yesterday, late']);
	const [first] = YESTERDAY;
	expect(await changed({ period: 'yesterday' }, { returnAll: false, limit: 1 })).toEqual([first]);
});

it('is refused beside a day that is chosen by hand', async () => {
	for (const [end, name] of [
		['lastUpdateFrom', 'Updated From'],
		['lastUpdateTo', 'Updated To'],
	] as const) {
		const filters = { period: 'lastMonth', [end]: '2026-03-05' };
		const both = await kit.run('tax.getAll', { returnAll: true, filters });
		await kit.expectRefused(both, `"Period" and "${name}" are both given`);
	}
});

it('gives variants, which do not tell when they were changed, up to the day after', async () => {
	const products = await kit.records('product');
	const product = products.find(({ multivariant }) => multivariant === true);
	const parent = byId(String(product?.id));
	const variants = await kit.records('productVariant', { productId: parent });
	for (const [place, ago] of [2, 1, 0].entries()) {
		await at(ago, 9);
		const updated = await kit.run('productVariant.update', {
			productId: parent,
			productVariantId: byId(String(variants[place]?.id)),
			updateFields: { internalId: `changed ${ago}` },
		});
		expect(updated.words).toBe('');
	}
	await kit.bench.control('clock', { now: now() });
	const filters = { period: 'yesterday' };
	const outcome = await kit.run('productVariant.getAll', {
		productId: parent,
		returnAll: true,
		simplify: false,
		filters,
	});
	expect(outcome.words).toBe('');
	expect(outcome.jsons.map(({ internalId }) => internalId)).toEqual(['changed 1', 'changed 0']);
});
