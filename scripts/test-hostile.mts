// `npm run test:hostile`: every kind of operation against a server that behaves as an enemy would;
// prints the matrix. `npm test` tries a fourth of it among all its tests.
//
// Options: a part of an operation's name, such as `kassandro: print`, runs those only; a part of a
// behaviour's name after it, such as `redirect`, only their cells.

import { globSync } from 'node:fs';
import { root } from './lib/paths.mts';
import { run } from './lib/run.mts';

const [name, behaviour = ''] = process.argv.slice(2);
const files = globSync('test/hostile/*.test.mts', { cwd: root }).sort();
const only = name === undefined ? [] : [`--test-name-pattern=${name}`];
const { code } = await run('node', ['--test', '--test-reporter=spec', ...only, ...files], {
	env: { KASSA_ALL: '1', KASSA_BEHAVIOUR: behaviour },
});
process.exitCode = code;
