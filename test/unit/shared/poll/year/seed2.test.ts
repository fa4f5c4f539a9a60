/** The simulated year, seed 2: over the turn of the year. A file for each seed, so that they run side by side. */
import { isWhole, worldSeed } from '../../../../support/clock/seeds';
import { checkYear } from './check';

(isWhole ? it : it.skip)(
	'loses and doubles no receipt',
	async () => {
		await checkYear({
			seed: worldSeed(2),
			begin: '2026-12-16',
			wire: 'kassandro',
			newestFirst: true,
			durable: true,
		});
	},
	600_000,
);
