/** A failure that lasts is shown now and then, and never instead of what waits to be handed on. */
import { PollGuard } from '../../../../nodes/shared/poll/guard';

const HOUR = 3_600_000;

it('complains every six hours at most, and not before items were handed on', () => {
	const guard = new PollGuard();
	expect(guard.complains('a', 0, true)).toBe(true);
	expect(guard.complains('a', HOUR, true)).toBe(false);
	expect(guard.complains('b', HOUR, true)).toBe(true);
	expect(guard.complains('a', 7 * HOUR, true)).toBe(false);
	guard.handOn('a', 1, 7 * HOUR);
	expect(guard.complains('a', 7 * HOUR, true)).toBe(true);
	guard.handOn('a', 2, 8 * HOUR);
	expect(guard.complains('a', 12 * HOUR, true)).toBe(false);
	expect(guard.complains('a', 13 * HOUR, true)).toBe(true);
});

it('a clock that was set back doesn’t silence it for long', () => {
	const guard = new PollGuard();
	expect(guard.complains('a', 100 * HOUR, true)).toBe(true);
	guard.handOn('a', 1, 100 * HOUR);
	expect(guard.complains('a', 10 * HOUR, true)).toBe(true);
});

it('complains again after six hours where nothing waits to be handed on', () => {
	const guard = new PollGuard();
	expect(guard.complains('a', 0, false)).toBe(true);
	expect(guard.complains('a', 5 * HOUR, false)).toBe(false);
	expect(guard.complains('a', 6 * HOUR, false)).toBe(true);
});
