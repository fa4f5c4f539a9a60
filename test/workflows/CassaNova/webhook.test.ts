/** CassaNova's webhooks through n8n's engine: read as they are, whatever key their list has. */
import { useCassaNova } from '../../support/vendors/cassaNova';

const kit = useCassaNova();

it.each(['webhooks', 'webHooks', 'hooks'])('reads them under the key "%s"', async (key) => {
	await kit.bench.control('config', { cassaNovaWebhooksKey: key });
	const { jsons, words } = await kit.run('webhook.getAll', { returnAll: true });
	expect(words).toBe('');
	expect(await kit.bench.sent()).toEqual(['GET /webhooks?start=0&limit=100']);
	expect(jsons).toEqual([
		{
			id: 'webhook-1',
			entity: 'RECEIPT',
			operations: ['CREATE', 'EDIT', 'DELETE'],
			url: 'https://n8n.example.com/webhook/receipts',
			description: 'Scontrini',
		},
		expect.objectContaining({ entity: 'PRODUCT', description: null }),
	]);
});

it('says so where an account has none', async () => {
	await kit.bench.control('config', { cassaNovaNewer: false });
	const { error } = await kit.run('webhook.getAll');
	expect(error?.message).toBe('CassaNova could not get many webhooks: error.notfound');
	expect(error?.description).toContain('belongs to a newer generation of the CassaNova API');
});
