/** Check the Account: whose refusal it is, and what it stops. */
import { refused } from '../../../support/n8n/errors';
import { check } from './nova';

const scope = () => refused(401, { message: 'insufficient scope' });

it('goes on where one list may not be read, also where the vendor says so with 401', async () => {
	const { of } = await check({
		otherwise: ({ path }) => (path.endsWith('/webhooks') ? scope() : undefined),
	});
	expect(of('rowsAddUp').verdict).toBe('holds');
	expect(of('newerEndpoints').found).toContain('Webhook (401)');
});

it('stops where the first call is refused so, and where the calls are used up', async () => {
	await expect(
		check({ otherwise: ({ path }) => (path.endsWith('/receipts') ? scope() : undefined) }),
	).rejects.toThrow(/could not check account/);
	await expect(
		check({
			otherwise: ({ path }) => (path.endsWith('/products') ? refused(429, 'enough') : undefined),
		}),
	).rejects.toThrow(/could not check account/);
});

it('says as its own what it did not ask', async () => {
	const { of } = await check({ receipts: 350 });
	expect(of('soldByTax')).toMatchObject({
		verdict: "couldn't tell",
		found: 'The call was not made: the list has more records than a check reads.',
		meaning: expect.stringMatching(/^This check itself stopped there: the list has more/),
	});
	let calls = 0;
	const down = await check({
		otherwise: ({ path }) => {
			if (path.includes('/apikey/token')) return undefined;
			calls += 1;
			return calls === 1 ? undefined : refused(503, 'down');
		},
	});
	expect(down.of('closingTimes')).toMatchObject({
		found: 'The call was not made: the calls before got no answer.',
		meaning: expect.not.stringContaining('CassaNova:'),
	});
	expect(down.of('newerEndpoints').found).toContain('Room (not asked)');
});
