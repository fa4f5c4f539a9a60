/** The simulated year, seed 3: over the change of clocks in spring. A file for each seed, so that they run side by side. */
import { isWhole, worldSeed } from '../../../../support/clock/seeds';
import { checkYear } from './check';

(isWhole ? it : it.skip)(
	'loses and doubles no receipt',
	async () => {
		await checkYear({
			seed: worldSeed(3),
			begin: '2026-03-16',
			wire: 'cassaNova',
			newestFirst: true,
			durable: false,
		});
	},
	600_000,
);
