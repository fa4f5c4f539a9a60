/** The real clock's sleep ends early when an execution is cancelled. */
import { AbortError, systemEnvironment } from '../../../../nodes/shared/wire/environment';

describe('sleep', () => {
	it('ends by itself', async () => {
		await expect(systemEnvironment.sleep(1)).resolves.toBeUndefined();
		await expect(systemEnvironment.sleep(1, new AbortController().signal)).resolves.toBeUndefined();
	});

	it('fails at once with a signal that has fired already', async () => {
		await expect(systemEnvironment.sleep(60_000, AbortSignal.abort())).rejects.toBeInstanceOf(
			AbortError,
		);
	});

	it('fails when the signal fires meanwhile', async () => {
		const controller = new AbortController();
		jest.useFakeTimers();
		const sleeping = systemEnvironment.sleep(60_000, controller.signal);
		controller.abort();
		await expect(sleeping).rejects.toBeInstanceOf(AbortError);
		jest.useRealTimers();
	});
});

it('tells the time in milliseconds and gives numbers from 0 to 1', () => {
	expect(systemEnvironment.now()).toBeGreaterThan(Date.UTC(2025, 0));
	const number = systemEnvironment.random();
	expect(number).toBeGreaterThanOrEqual(0);
	expect(number).toBeLessThan(1);
});
