/** Leaving work when a signal fires: with an error, or not at all where there is cause to stay. */
import { orLeave } from '../../../../nodes/shared/wire/leave';

const never = new Promise<never>(() => undefined);
const gone = new Error('gone');

it('gives what the work gives, and listens no longer', async () => {
	const { signal } = new AbortController();
	const removed = jest.spyOn(signal, 'removeEventListener');
	expect(await orLeave(Promise.resolve(7), signal, () => gone)).toBe(7);
	expect(removed).toHaveBeenCalledTimes(1);
	await expect(orLeave(Promise.reject(new Error('own')), signal, () => gone)).rejects.toThrow(
		'own',
	);
});

it('leaves when the signal fires, also where it has fired before', async () => {
	const controller = new AbortController();
	const waiting = orLeave(never, controller.signal, () => gone);
	controller.abort();
	await expect(waiting).rejects.toBe(gone);
	await expect(orLeave(never, controller.signal, () => gone)).rejects.toBe(gone);
});

it('stays where there is no reason to leave', async () => {
	const controller = new AbortController();
	let finish: (value: string) => void = () => undefined;
	const work = new Promise<string>((resolve) => (finish = resolve));
	const waiting = orLeave(work, controller.signal, () => undefined);
	controller.abort();
	finish('done');
	expect(await waiting).toBe('done');
});
