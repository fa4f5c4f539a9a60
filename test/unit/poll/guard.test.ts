/** A failure that lasts is shown now and then, and never instead of what waits to be handed on. */
import { PollGuard } from '../../../nodes/shared/poll/guard';

const HOUR = 3_600_000;

it('complains every six hours at most, and not before items were handed on', () => {
	const guard = new PollGuard();
	expect(guard.complains('a', 0)).toBe(true);
	expect(guard.complains('a', HOUR)).toBe(false);
	expect(guard.complains('b', HOUR)).toBe(true);
	expect(guard.complains('a', 7 * HOUR)).toBe(false);
	guard.handOn('a', 1, 7 * HOUR);
	expect(guard.complains('a', 7 * HOUR)).toBe(true);
	guard.handOn('a', 2, 8 * HOUR);
	expect(guard.complains('a', 12 * HOUR)).toBe(false);
	expect(guard.complains('a', 13 * HOUR)).toBe(true);
});

it('a clock that was set back doesn’t silence it for long', () => {
	const guard = new PollGuard();
	expect(guard.complains('a', 100 * HOUR)).toBe(true);
	guard.handOn('a', 1, 100 * HOUR);
	expect(guard.complains('a', 10 * HOUR)).toBe(true);
});
