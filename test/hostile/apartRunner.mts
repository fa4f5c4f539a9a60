/** The process behind `apart.mts`: runs a row, says what came of it, and ends with its parent. */
import { once } from 'node:events';
import { engine } from '../../scripts/engine/run.mts';
import type { Wish, Word } from './apart.mts';
import { AHEAD_MS } from './shop.mts';
import { rowsOf } from './rows.mts';

engine.keepTime(AHEAD_MS);

const say = (word: Word): void => void process.send?.(word);

async function run({ row, days, origin, ready, patience }: Wish): Promise<Word> {
	engine.hurry(patience?.silenceMs, patience?.answerMs);
	const { signal } = new AbortController();
	const befriend = async () => {
		const goOn = once(process, 'message');
		say({ befriend: true });
		await goOn;
	};
	try {
		const asked = rowsOf(days).find(({ name }) => name === row);
		if (!asked) throw new Error(`there is no row ${row}`);
		return { outcome: await asked.run({ origin, ready, signal, befriend }) };
	} catch (error) {
		return { thrown: String(error) };
	}
}

process.on('message', (wish: Wish | 'go on') => {
	if (wish !== 'go on') void run(wish).then(say);
});
process.on('disconnect', () => process.exit(0));
