/** Which failures are tried again, and when. */
import fc from 'fast-check';

import {
	RetryBudget,
	backoff,
	defaultRetryPolicy,
	isSafeToRepeat,
	nextWait,
	parseRetryAfter,
} from '../../../../nodes/shared/wire/retry';
import type { TryOutcome } from '../../../../nodes/shared/wire/retry';

const status = (code: number, retryAfterMs?: number): TryOutcome => ({
	kind: 'status',
	status: code,
	...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
const connection: TryOutcome = { kind: 'connection' };

describe('what is repeated', () => {
	it.each([429, 502, 503, 504])('status %d', (code) => {
		expect(nextWait(status(code), 1, 0, 0)).toBe(250);
	});

	it('a broken connection', () => {
		expect(nextWait(connection, 1, 0, 0)).toBe(250);
	});

	// Some 500 answers of these systems are deterministic.
	it.each([200, 301, 400, 401, 403, 404, 408, 409, 422, 500, 501])('not status %d', (code) => {
		expect(nextWait(status(code), 1, 0, 0)).toBeUndefined();
		expect(nextWait(status(code, 1000), 1, 0, 0)).toBeUndefined();
	});

	it.each<[string, boolean]>([
		['GET', true],
		['HEAD', true],
		['POST', false],
		['PUT', false],
		['PATCH', false],
		['DELETE', false],
	])('%s: %s', (method, safe) => {
		expect(isSafeToRepeat(method as 'GET')).toBe(safe);
	});
});

describe('how long it waits', () => {
	it('doubles, with a jitter between half and all, up to the cap', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 60 }),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(tries, random) => {
					const full = Math.min(20_000, 500 * 2 ** (tries - 1));
					const wait = backoff(tries, random, defaultRetryPolicy);
					expect(wait).toBeGreaterThanOrEqual(Math.floor(full / 2));
					expect(wait).toBeLessThanOrEqual(full);
					expect(Number.isInteger(wait)).toBe(true);
				},
			),
		);
		expect([1, 2, 3, 4].map((tries) => backoff(tries, 1, defaultRetryPolicy))).toEqual([
			500, 1000, 2000, 4000,
		]);
		expect(backoff(3, 0, defaultRetryPolicy)).toBe(1000);
	});

	it('gives a failure five tries and a minute', () => {
		expect(nextWait(connection, 4, 0, 0)).toBeDefined();
		expect(nextWait(connection, 5, 0, 0)).toBeUndefined();
		expect(nextWait(status(503), 1, 59_500, 1)).toBe(500);
		expect(nextWait(status(503), 1, 59_501, 1)).toBeUndefined();
	});

	it('gives a rate limit half an hour, however many tries', () => {
		expect(nextWait(status(429), 100, 60_001, 1)).toBe(20_000);
		expect(nextWait(status(429), 100, 30 * 60_000 - 19_999, 1)).toBeUndefined();
	});

	it('waits as long as the vendor asks, also beyond the cap of one wait', () => {
		expect(nextWait(status(429, 600_000), 1, 0, 1)).toBe(600_000);
		expect(nextWait(status(503, 30_000), 1, 0, 1)).toBe(30_000);
	});

	it('never waits less than its own backoff', () => {
		expect(nextWait(status(429, 0), 1, 0, 1)).toBe(500);
	});

	it('gives up at once where the vendor asks for more than it would wait', () => {
		expect(nextWait(status(503, 61_000), 1, 0, 1)).toBeUndefined();
		expect(nextWait(status(429, 31 * 60_000), 1, 0, 1)).toBeUndefined();
	});

	it('ends, whatever comes', () => {
		fc.assert(
			fc.property(
				fc.infiniteStream(fc.constantFrom(status(429), status(429, 5000), status(502), connection)),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(outcomes, random) => {
					const budget = new RetryBudget();
					let waited = 0;
					for (const outcome of outcomes) {
						const wait = budget.wait(outcome, random);
						if (wait === undefined) break;
						waited += wait;
					}
					expect(waited).toBeLessThanOrEqual(31 * 60_000);
				},
			),
		);
	});
});

describe('the budget of one request', () => {
	it('counts rate limits and failures apart', () => {
		const budget = new RetryBudget();
		for (let tries = 0; tries < 20; tries++)
			expect(budget.wait(status(429, 60_000), 1)).toBe(60_000);
		expect([1, 2, 3, 4, 5].map(() => budget.wait(status(503), 1))).toEqual([
			500,
			1000,
			2000,
			4000,
			undefined,
		]);
		expect(budget.wait(status(429), 1)).toBeDefined();
	});
});

describe('Retry-After', () => {
	const now = Date.UTC(2026, 2, 5, 12, 0, 0);

	it.each<[unknown, number | undefined]>([
		['120', 120_000],
		[' 120 ', 120_000],
		[5, 5000],
		['0.25', 250],
		['0', 0],
		['-1', undefined],
		['Thu, 05 Mar 2026 12:00:30 GMT', 30_000],
		['Thu, 05 Mar 2026 11:59:00 GMT', 0],
		['', undefined],
		['  ', undefined],
		['soon', undefined],
		['Infinity', undefined],
		[undefined, undefined],
		[null, undefined],
		[['120'], undefined],
		[NaN, undefined],
	])('%p → %p', (header, expected) => {
		expect(parseRetryAfter(header, now)).toBe(expected);
	});
});
