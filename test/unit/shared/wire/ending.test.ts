/** Work that is waited for until it is cancelled or takes too long. */
import { Ending, EndlessError } from '../../../../nodes/shared/wire/ending';
import { Clock } from '../../../support/clock/clock';

const never = async () => await new Promise<never>(() => {});

it('gives what the work gives', async () => {
	const ending = new Ending(new Clock(), 1000);
	await expect(ending.wait(Promise.resolve(1))).resolves.toBe(1);
	await expect(ending.wait(Promise.reject(new Error('no')))).rejects.toThrow('no');
	expect(ending.signal.aborted).toBe(false);
});

it('ends when time is over, and says how much it was', async () => {
	const clock = new Clock();
	const ending = new Ending(clock, 60_000);
	const wait = ending.wait(never());
	clock.advance(59_999);
	expect(ending.signal.aborted).toBe(false);
	clock.advance(1);
	await expect(wait).rejects.toEqual(new EndlessError(60_000));
	expect(ending.signal.aborted).toBe(true);
});

it('ends when it is cancelled, also before it began', async () => {
	const cancel = new AbortController();
	const ending = new Ending(new Clock(), 60_000, cancel.signal);
	const wait = ending.wait(never());
	cancel.abort();
	await expect(wait).rejects.toMatchObject({ name: 'AbortError' });
	const late = new Ending(new Clock(), 60_000, cancel.signal);
	await expect(late.wait(never())).rejects.toMatchObject({ name: 'AbortError' });
});

it('says why it ended, whatever the work says that heeds the signal', async () => {
	const clock = new Clock();
	const ending = new Ending(clock, 5000);
	const heeding = new Promise<never>((_resolve, reject) => {
		ending.signal.addEventListener('abort', () => reject(new Error('canceled')));
	});
	const wait = ending.wait(heeding);
	clock.advance(5000);
	await expect(wait).rejects.toEqual(new EndlessError(5000));
});

it('drops what is left when the work is over', () => {
	const ending = new Ending(new Clock(), 1000);
	ending.close();
	expect(ending.signal.aborted).toBe(true);
});
