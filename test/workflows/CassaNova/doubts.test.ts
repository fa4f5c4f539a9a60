/** What accounting can't know of CassaNova's receipts it says, beside the items. */
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

const DAY = '2026-03-05';
const receipts = async (filters = {}) => {
	const parameters = { datetimeFrom: DAY, datetimeTo: DAY, output: 'accounting', filters };
	const { hints, words } = await kit.run('receipt.getAll', parameters);
	expect(words).toBe('');
	return hints.join('\n');
};

beforeEach(async () => {
	await kit.bench.control('generate', {
		...{ vendor: 'cassaNova', count: 40, from: DAY, to: DAY, seed: 7 },
	});
});

it('says that times seem to be UTC', async () => {
	expect(await receipts()).not.toContain('UTC');
	await kit.bench.control('config', { cassaNovaDatetimeZone: 'utc' });
	expect(await receipts()).toContain('in UTC');
	const { hints } = await kit.run('accounting.getBookings', {
		...{ period: 'custom', dateFrom: DAY, dateTo: DAY, fileFormat: 'summary' },
	});
	expect(hints.join('\n')).toContain('in UTC');
});

it('says that receipts do not name their shop, unless only one comes into question', async () => {
	expect(await receipts()).not.toContain('in which shop');
	await kit.bench.control('config', { cassaNovaDocumentShop: false });
	expect(await receipts()).toContain('in which shop they were made');
	expect(await receipts({ idsSalesPoint: [4711] })).not.toContain('in which shop');
});
