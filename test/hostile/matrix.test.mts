/** The matrix of operations and hostile behaviours: no cell hangs, breaks n8n, leaks, or is silently wrong. */
import { hostiles } from './behaviours.mts';
import { large } from './large.mts';
import { testRows, useShop } from './testRows.mts';

/** Of what `npm run test:long` tries with all rows. */
const SAMPLE = new Set(['endless values', 'endless gzip']);

const { shop, matrix, runner } = useShop();

testRows({ shop, hostiles, matrix });
testRows({
	shop,
	hostiles: large.filter(({ name }) => SAMPLE.has(name)),
	matrix: new Map(),
	rows: /^cassaNova: products$/,
	runner,
	where: ', with little memory',
});
