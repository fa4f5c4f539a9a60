/** What becomes of a try: one table of all decisions, each a plain value. */
import { judge } from '../../../../nodes/shared/wire/judge';
import type { Attempt, Facts, Verdict } from '../../../../nodes/shared/wire/judge';

const facts: Facts = {
	safe: true,
	isRenewable: false,
	mayRenew: false,
	canAsk: false,
	mayTell: true,
	refusals: [],
	isFinal: () => false,
	expects: 'json',
	said: (status, body) =>
		status >= 400 && typeof body === 'string' && body !== '' ? { message: body } : undefined,
	next: (location) =>
		location === undefined
			? undefined
			: { url: new URL(location), mayFollow: location.includes('home') },
	advise: (status) => `Advice for ${status}.`,
	quote: () => ' The answer was: quoted',
	origin: 'https://home.example',
	vendor: 'Till',
};
const write: Partial<Facts> = { safe: false };
const renewable: Partial<Facts> = { isRenewable: true, mayRenew: true };

const answer = (status: number, body: unknown = { ok: true }, more: object = {}): Attempt => ({
	kind: 'answer',
	status,
	body,
	...more,
});
const broken = (outcome?: { kind: 'connection' }): Attempt => ({
	kind: 'failed',
	failure: { problem: 'it broke', advice: 'Again.' },
	...(outcome && { outcome }),
});

/** A verdict as one line: what is done, and what matters of it. */
function line(verdict: Verdict): string {
	switch (verdict.do) {
		case 'done':
			return `done: ${verdict.answer.kind}`;
		case 'follow':
			return `follow: ${verdict.url.href}`;
		case 'wait':
		case 'fail': {
			const { problem, advice, vendor, outcomeUnknown, answered, tokenRefused } = verdict.failure;
			const flags = Object.entries({ outcomeUnknown, answered, tokenRefused })
				.filter(([, value]) => value === true)
				.map(([name]) => name);
			return [`${verdict.do}: ${vendor?.message ?? problem} | ${advice}`, ...flags].join(' ');
		}
		default:
			return verdict.do;
	}
}

const WEB_PAGE = '<html>';
const REFUSED = 'The token is refused';
const check = 'Check the address in the credential (https://home.example).';
const later = `${check} If it is right, try again later or ask Till.`;
const elsewhere = `The request was not repeated there, so that no key or token reaches another host. ${check}`;

it.each<[title: string, attempt: Attempt, known: Partial<Facts>, expected: string]>([
	// What is an answer.
	['data', answer(200), {}, 'done: ok'],
	['nothing, to a write', answer(204, ''), write, 'done: ok'],
	['nothing, to a reading', answer(200, ''), {}, `fail: the answer was empty | ${later}`],
	[
		'no body at all, to a reading',
		{ kind: 'answer', status: 200, body: undefined },
		{},
		`fail: the answer was empty | ${later}`,
	],
	[
		'a status below success',
		answer(199),
		write,
		'fail: the server answered with status 199 | Advice for 199. The answer was: quoted answered',
	],
	['a file', { kind: 'file', value: 1 }, { expects: 'file' }, 'done: file'],
	[
		'words instead of a file',
		answer(200),
		{ expects: 'file' },
		`fail: the answer was a message instead of a file | ${later}`,
	],
	[
		'a page instead of a file',
		answer(200, WEB_PAGE),
		{ expects: 'file' },
		`fail: the answer was a web page instead of a file | ${later}`,
	],
	['a text where it is an answer', answer(200, 'taken'), { expects: 'text' }, 'done: ok'],
	['with marks inside it', answer(200, 'say "yes" <3'), { expects: 'text' }, 'done: ok'],
	[
		'a text elsewhere',
		answer(200, 'taken'),
		{},
		`fail: the answer was incomplete or not JSON | ${later}`,
	],
	[
		'broken JSON where a text is an answer',
		answer(200, ' \n{"a'),
		{ expects: 'text' },
		`fail: the answer was incomplete or not JSON | ${later}`,
	],
	[
		'a page, to a write',
		answer(200, WEB_PAGE),
		write,
		`fail: the answer was a web page instead of data | ${later} outcomeUnknown`,
	],
	// Tokens.
	['401 with another token to be had', answer(401), renewable, 'renew'],
	['401 before the secrets are known', answer(401), { ...renewable, mayTell: undefined }, 'renew'],
	[
		'401 once too often',
		answer(401, REFUSED),
		{ isRenewable: true },
		`wait: ${REFUSED} | Advice for 401. tokenRefused`,
	],
	[
		'401 without a token to be had',
		answer(401),
		{},
		'wait: the server answered with status 401 | Advice for 401. The answer was: quoted answered',
	],
	[
		'401 whose words need no asking',
		answer(401, REFUSED),
		{ canAsk: true },
		`wait: ${REFUSED} | Advice for 401.`,
	],
	['a no that may be about the token', answer(400, REFUSED), { ...renewable, canAsk: true }, 'ask'],
	[
		'a no, and there is another token',
		answer(400, REFUSED),
		{ ...renewable, canAsk: true, replaced: true },
		'renew',
	],
	[
		'a no, and there is no other token',
		answer(400, REFUSED),
		{ ...renewable, canAsk: true, replaced: false },
		`wait: ${REFUSED} | Advice for 400.`,
	],
	[
		'a no to a write that may not be renewed, and there is another token',
		answer(400, REFUSED),
		{ ...write, isRenewable: true, canAsk: true, replaced: true },
		`fail: ${REFUSED} | Advice for 400. tokenRefused`,
	],
	...[404, 408, 425, 429, 499, 500, 503].map(
		(status): [string, Attempt, Partial<Facts>, string] => [
			`${status} is about no token`,
			answer(status, REFUSED),
			{ ...renewable, canAsk: true },
			`wait: ${REFUSED} | Advice for ${status}.`,
		],
	),
	[
		'words that must not be told are no sign of a token',
		answer(400, REFUSED),
		{ ...renewable, canAsk: true, mayTell: false },
		'wait: the server answered with status 400 | Advice for 400.',
	],
	// Secrets come first.
	['a no whose words may hold a secret', answer(400, 'No'), { mayTell: undefined }, 'learn'],
	['a redirect that may hold one', answer(302, ''), { mayTell: undefined }, 'learn'],
	['a broken connection', broken(), { mayTell: undefined }, 'learn'],
	[
		'an answer that must not be told isn’t quoted',
		answer(400),
		{ mayTell: false },
		'wait: the server answered with status 400 | Advice for 400. answered',
	],
	// Redirects.
	[
		'one at home, when reading',
		answer(302, '', { location: 'https://home.example/x' }),
		{},
		'follow: https://home.example/x',
	],
	[
		'one of several, at home',
		answer(300, '', { location: 'https://home.example/x' }),
		{},
		'follow: https://home.example/x',
	],
	[
		'one at home, when writing',
		answer(307, '', { location: 'https://home.example/x?key=1' }),
		write,
		`fail: the server sent the request on to https://home.example/x | ${elsewhere} outcomeUnknown`,
	],
	[
		'one to another host',
		answer(302, '', { location: 'https://evil.example/x' }),
		{},
		`fail: the server sent the request on to https://evil.example/x | ${elsewhere}`,
	],
	[
		'one that must not be told',
		answer(302, '', { location: 'https://home.example/x' }),
		{ mayTell: false },
		`fail: the server sent the request on to an unknown address | ${elsewhere}`,
	],
	// Refusals that are results.
	['one with words', answer(404, 'No such coupon'), { refusals: [404] }, 'done: refused'],
	['one without', answer(404), { refusals: [404] }, 'done: refused'],
	[
		'one with a tag in it',
		answer(404, 'No <b>such</b> coupon'),
		{ refusals: [404] },
		'done: refused',
	],
	['one in a list', answer(404, ['<b>']), { refusals: [404] }, 'done: refused'],
	[
		'a web page is none',
		answer(404, ` \n${WEB_PAGE}`),
		{ ...write, refusals: [404], said: () => undefined },
		'fail: the server answered with status 404 | Advice for 404. The answer was: quoted outcomeUnknown',
	],
	[
		'one whose words must not be told is none',
		answer(404, 'No such coupon'),
		{ ...write, refusals: [404], mayTell: false },
		'fail: the server answered with status 404 | Advice for 404. outcomeUnknown',
	],
	[
		'a success that says it failed is a no',
		answer(200, { error: true }),
		{ said: () => ({ message: 'No' }) },
		'wait: No | Advice for 200. answered',
	],
	// What is sent again, and what is known of a write.
	['a broken reading', broken({ kind: 'connection' }), {}, 'wait: it broke | Again.'],
	['a broken write', broken({ kind: 'connection' }), write, 'fail: it broke | Again.'],
	['what no waiting mends', broken(), {}, 'fail: it broke | Again.'],
	[
		'a write that was turned away with 429 and words for good',
		answer(429, 'Taken'),
		{ ...write, isFinal: ({ message }) => message === 'Taken' },
		'fail: Taken | Advice for 429.',
	],
	[
		'the same words, which must not be told',
		answer(429, 'Taken'),
		{ ...write, mayTell: false, isFinal: ({ message }) => message === 'Taken' },
		'wait: the server answered with status 429 | Advice for 429.',
	],
	[
		'a write that was turned away with 429',
		answer(429, 'Later'),
		write,
		'wait: Later | Advice for 429.',
	],
	[
		'a write with 500',
		answer(500, { error: 'x' }),
		{ ...write, said: () => ({ message: 'Oops' }) },
		'fail: Oops | Advice for 500. outcomeUnknown answered',
	],
	[
		'a write with 500 and a body of null',
		answer(500, null),
		write,
		'fail: the server answered with status 500 | Advice for 500. The answer was: quoted outcomeUnknown',
	],
	[
		'a write with 502, in JSON',
		answer(502, { error: 'x' }),
		{ ...write, said: () => ({ message: 'Oops' }) },
		'fail: Oops | Advice for 502. outcomeUnknown',
	],
	[
		'a write with 408',
		answer(408, 'Too slow'),
		write,
		'fail: Too slow | Advice for 408. outcomeUnknown',
	],
	[
		'a write with 422',
		answer(422, { error: 'x' }),
		{ ...write, said: () => ({ message: 'Wrong' }) },
		'fail: Wrong | Advice for 422. answered',
	],
])('%s', (_title, attempt, known, expected) => {
	expect(line(judge(attempt, { ...facts, ...known }))).toBe(expected);
});

it('tells how long the vendor wants to be left alone, to whoever waits', () => {
	const verdict = judge(answer(429, 'Later', { retryAfterMs: 5000 }), facts);
	expect(verdict).toMatchObject({
		do: 'wait',
		outcome: { kind: 'status', status: 429, retryAfterMs: 5000 },
		failure: { status: 429, retryAfterMs: 5000 },
	});
});
