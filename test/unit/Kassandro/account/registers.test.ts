/** Check the Account of Kassandro: what a failure says of whether a token may list the registers. */
import { timeout } from '../../../support/n8n/errors';
import type { Reply } from '../../../support/n8n/host';
import { check } from './sandro';
import type { Account } from './sandro';

const words = { error: true, msg: 'Keine Berechtigung' };

/** The list is read once before, to prove what kind of token it is. */
const later = (reply: Reply): Account => ({
	authentication: 'cashRegisterToken',
	otherwise: ({ path }, before) => {
		if (path !== '/cashregisters') return undefined;
		return before === 0 ? { status: 403, body: words } : reply;
	},
});

const page = '<html>Down for maintenance</html>';

const REFUSALS: Array<[what: string, reply: Reply]> = [
	['403', { status: 403, body: words }],
	['403 without words', { status: 403, body: '' }],
	['401', { status: 401, body: words }],
	['words alone', { body: words }],
];

it.each(REFUSALS)('takes %s for a no', async (_what, reply) => {
	const { of } = await check(later(reply));
	expect(of('registers')).toMatchObject({
		verdict: 'holds',
		found: expect.stringMatching(/^The list of registers was refused \(\d+\)\.$/),
	});
});

const FAILURES: Array<[what: string, reply: Reply]> = [
	['404', { status: 404, body: words }],
	['500', { status: 500, body: 'down' }],
	['a time-out', timeout()],
	['a web page', { body: page }],
	['a web page with 403', { status: 403, body: page }],
];

it.each(FAILURES)('takes %s for no answer', async (_what, reply) => {
	const { of } = await check(later(reply));
	expect(of('registers').verdict).toBe("couldn't tell");
	expect(of('registers').meaning).toContain('cannot be told');
});

it('cannot tell of an account token that is refused, and goes on', async () => {
	const { of } = await check({
		otherwise: ({ path }, before) =>
			path === '/cashregisters' && before > 0 ? { status: 401, body: words } : undefined,
	});
	expect(of('registers')).toMatchObject({
		verdict: "couldn't tell",
		found: 'The list of registers was refused (401).',
		meaning: expect.stringContaining('Kassandro: Keine Berechtigung.'),
	});
	expect(of('timeZone').verdict).toBe('holds');
});
