/** Pacing: never more calls than allowed in any period, none later than needed, in order. */
import fc from 'fast-check';

import { AbortError } from '../../../../nodes/shared/wire/environment';
import { PaceError, Pacer } from '../../../../nodes/shared/wire/pace';
import { Clock, hurried, settle } from '../../../support/clock/clock';

describe('any rolling window', () => {
	it('holds at most the allowed calls, whenever they come', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 5 }),
				fc.integer({ min: 1, max: 1000 }),
				fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 30 }),
				async (calls, perMs, arrivals) => {
					const clock = new Clock(1_000_000);
					const pacer = new Pacer();
					const slots: Array<{ arrival: number; at: number }> = [];
					const all = arrivals.map(async (arrival) => {
						await clock.sleep(arrival);
						const slot = { arrival: clock.now(), at: NaN };
						slots.push(slot);
						await pacer.slot('lane', { calls, perMs }, clock);
						slot.at = clock.now();
					});
					await clock.run();
					await Promise.all(all);
					// In the order of asking. Who starts in the same millisecond may wake in any order.
					slots.forEach(({ arrival, at }, index) => {
						expect(at).toBeGreaterThanOrEqual(slots[index - 1]?.at ?? 0);
						const blocking = slots[index - calls];
						if (blocking) expect(at - blocking.at).toBeGreaterThanOrEqual(perMs);
						// No later than needed: at its arrival, or right when the period allows it.
						expect(at).toBe(Math.max(arrival, blocking ? blocking.at + perMs : 0));
					});
				},
			),
			// The fourth call comes in the millisecond in which the third one's slot is, and wakes first.
			{ examples: [[2, 100, [0, 0, 10, 100]]] },
		);
	});
});

it('lets a burst pass at once', async () => {
	const clock = hurried();
	const pacer = new Pacer();
	for (let call = 0; call < 340; call++) {
		await pacer.slot('lane', { calls: 340, perMs: 600_000 }, clock);
	}
	expect(clock.slept).toEqual([]);
	await pacer.slot('lane', { calls: 340, perMs: 600_000 }, clock);
	expect(clock.slept).toEqual([600_000]);
});

it('gives the slot of a call that was cancelled to the next one', async () => {
	const clock = new Clock(0);
	const pacer = new Pacer();
	const limit = { calls: 1, perMs: 1000 };
	await pacer.slot('lane', limit, clock);
	const cancelled = new AbortController();
	const waiting = Array.from({ length: 5 }, async () => {
		await pacer.slot('lane', limit, clock, cancelled.signal);
	});
	const outcomes = Promise.allSettled(waiting);
	cancelled.abort();
	expect((await outcomes).every(({ status }) => status === 'rejected')).toBe(true);
	let at = -1;
	const next = pacer.slot('lane', limit, clock).then(() => (at = clock.now()));
	await clock.run();
	await next;
	expect(at).toBe(1000);
});

it('does not queue whoever cannot wait, and takes no slot for it', async () => {
	const clock = hurried();
	const pacer = new Pacer();
	const limit = { calls: 1, perMs: 20_000 };
	await pacer.slot('lane', limit, clock);
	const impatient = pacer.slot('lane', limit, clock, undefined, 15_000);
	await expect(impatient).rejects.toBeInstanceOf(PaceError);
	await pacer.slot('lane', limit, clock);
	expect(clock.slept).toEqual([20_000]);
});

it('keeps accounts and APIs apart', async () => {
	const clock = hurried();
	const pacer = new Pacer();
	await pacer.slot('a', { calls: 1, perMs: 1000 }, clock);
	await pacer.slot('b', { calls: 1, perMs: 1000 }, clock);
	expect(clock.slept).toEqual([]);
});

it('ends the waiting of a cancelled execution at once, and of no other', async () => {
	const clock = new Clock();
	const pacer = new Pacer();
	const limit = { calls: 1, perMs: 1000 };
	await pacer.slot('lane', limit, clock);
	const controller = new AbortController();
	const cancelled = pacer.slot('lane', limit, clock, controller.signal);
	let others = 0;
	const other = pacer.slot('lane', limit, clock).then(() => (others += 1));
	await settle();
	controller.abort();
	await expect(cancelled).rejects.toBeInstanceOf(AbortError);
	expect(others).toBe(0);
	await clock.run();
	await other;
	expect(others).toBe(1);
});
