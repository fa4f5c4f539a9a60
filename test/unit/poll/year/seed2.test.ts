/** The simulated year, seed 2; a file for each seed, so that they run side by side. */
import { checkYear } from './check';

it('loses and doubles no receipt', async () => await checkYear(2, true), 300_000);
