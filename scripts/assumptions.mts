// `npm run assumptions`: every kind of operation against accounts that aren't as this package assumes, and
// prints the matrix. `npm test` tries a fourth of it among all its tests.
//
// Option: a part of a flip's name, such as `"to" leaves out`, tries that one only.

import { run } from './lib/run.mts';

const [name] = process.argv.slice(2);
const only = name === undefined ? [] : [`--test-name-pattern=${name}`];
const file = 'test/flips/flips.test.mts';
const { code } = await run('node', ['--test', '--test-reporter=spec', ...only, file], {
	env: { KASSA_ALL: '1' },
});
process.exitCode = code;
