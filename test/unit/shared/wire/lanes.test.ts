/** Work under the same name goes one at a time. */
import { AbortError } from '../../../../nodes/shared/wire/environment';
import { Lanes } from '../../../../nodes/shared/wire/lanes';
import { settle } from '../../../support/clock/clock';

/** Work that ends when it is told to. */
function held() {
	let end: (() => void) | undefined;
	const over = new Promise<void>((resolve) => {
		end = resolve;
	});
	return { over, end: () => end?.() };
}

describe('lanes', () => {
	it('lets one work at a time, in the order of asking', async () => {
		const lanes = new Lanes();
		const log: string[] = [];
		const works = ['a', 'b', 'c'].map((name) => ({ name, ...held() }));
		const all = works.map(
			async ({ name, over }) =>
				await lanes.alone('lane', async () => {
					log.push(`${name} begins`);
					await over;
					log.push(`${name} ends`);
				}),
		);
		await settle();
		expect(log).toEqual(['a begins']);
		for (const { end } of works) {
			end();
			await settle();
		}
		await Promise.all(all);
		expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
	});

	it('lets other names pass', async () => {
		const lanes = new Lanes();
		const first = held();
		const waiting = lanes.alone('one', async () => await first.over);
		expect(await lanes.alone('two', async () => 'passed')).toBe('passed');
		first.end();
		await waiting;
	});

	it('goes on after a failure, and tells it', async () => {
		const lanes = new Lanes();
		const failed = lanes.alone('lane', async () => await Promise.reject(new Error('no')));
		const next = lanes.alone('lane', async () => 'went on');
		await expect(failed).rejects.toThrow('no');
		expect(await next).toBe('went on');
	});

	it('lets an execution that is cancelled go at once, and does not begin its work', async () => {
		const lanes = new Lanes();
		const first = held();
		const cancel = new AbortController();
		const waiting = lanes.alone('lane', async () => await first.over);
		const begun: string[] = [];
		const cancelled = lanes.alone('lane', async () => begun.push('cancelled'), cancel.signal);
		const next = lanes.alone('lane', async () => begun.push('next'));
		cancel.abort();
		// The first work still runs: nobody waits for it in vain.
		await expect(cancelled).rejects.toThrow(AbortError);
		await expect(
			lanes.alone('lane', async () => begun.push('late'), cancel.signal),
		).rejects.toThrow(AbortError);
		expect(begun).toEqual([]);
		first.end();
		await Promise.all([waiting, next]);
		expect(begun).toEqual(['next']);
	});

	it('leaves work that has begun to its own end when its execution is cancelled', async () => {
		const lanes = new Lanes();
		const cancel = new AbortController();
		const first = held();
		const working = lanes.alone(
			'lane',
			async () => {
				await first.over;
				return 'ended';
			},
			cancel.signal,
		);
		await settle();
		cancel.abort();
		first.end();
		expect(await working).toBe('ended');
	});
});
