/** The process behind `sandboxes.mts`: starts and ends sandboxes as its parent asks, and ends with it. */
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import type { Answer, Wish } from './sandboxes.mts';

const running = new Map<number, Sandbox>();

const answer = (words: Answer): void => void process.send?.(words);

process.on('message', (wish: Wish) => {
	void carryOut(wish).then(answer, (error: unknown) =>
		answer({ id: wish.id, error: String((error as Error).stack ?? error) }),
	);
});
process.on('disconnect', () => process.exit(0));

async function carryOut({ id, start }: Wish): Promise<Answer> {
	if (start) {
		const sandbox = await startSandbox(start);
		running.set(id, sandbox);
		return { id, ready: sandbox.info };
	}
	await running.get(id)?.close();
	running.delete(id);
	return { id };
}
