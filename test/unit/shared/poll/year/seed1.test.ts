/** The simulated year, seed 1: over the change of clocks in autumn. A file for each seed, so that they run side by side. */
import { isWhole, worldSeed } from '../../../../support/clock/seeds';
import { checkYear } from './check';

(isWhole ? it : it.skip)(
	'loses and doubles no receipt',
	async () => {
		await checkYear({
			seed: worldSeed(1),
			begin: '2026-10-12',
			wire: 'kassandro',
			newestFirst: false,
			durable: false,
		});
	},
	600_000,
);
