/** What is too large for CassaNova through n8n's engine: it says so, and that nothing was changed. */
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

it('says what 413 means, and does not leave open what became of it', async () => {
	const description = 'x'.repeat(103_000);
	const { error, jsons } = await kit.run('salesMode.create', { description });
	expect(jsons).toEqual([]);
	expect(error?.message).toBe('CassaNova could not create sales mode: error.toolarge: body');
	expect(error?.description).toMatch(
		/^What was sent is larger than the 100 KB .* nothing was changed/,
	);
	expect(await kit.bench.sent()).toHaveLength(1);
});
