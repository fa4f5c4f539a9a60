/** The trigger "Day Closed" and receipts that don't say when they were made: they stand in the day that was asked for. */
import { useBench } from '../support/n8n/bench';
import { dayFromToday, Poller } from '../support/n8n/poller';

const kit = useBench();

it.each([
	['accountToken', 'Europe/Vienna', '/receipts$', [{ _id: 'odd', receiptNumber: '1-1' }]],
	[
		'apiKey',
		'Europe/Rome',
		'/documents/receipts$',
		{ receipts: [{ id: 'odd', number: 1 }], totalCount: 1 },
	],
] as const)('(%s)', async (authentication, zone, path, body) => {
	await kit.bench.reset();
	const day = dayFromToday(-1, zone);
	const trigger = new Poller(() => kit.bench, authentication, {
		event: 'dayClosed',
		waitMinutes: 0,
	});
	trigger.staticData = { 'node:Trigger': { event: 'dayClosed', next: day, lookedAt: 0 } };
	await kit.bench.control('faults', { kind: 'status', status: 200, path, body });
	const { jsons, words } = await trigger.poll();
	expect(words).toBe('');
	expect(jsons).toMatchObject([{ businessDay: day, ok: false, unreadable: [{ id: 'odd' }] }]);
});
