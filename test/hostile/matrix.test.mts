/** The matrix of operations and hostile behaviours: no cell hangs, breaks n8n, leaks, or is silently wrong. */
import { hostiles } from './behaviours.mts';
import type { Hostile } from './behaviours.mts';
import { large } from './large.mts';
import { testRows, useShop } from './testRows.mts';

/**
 * Each cell of the matrix, or of each row and each column every fourth, so that no row and no behaviour
 * goes untried in `npm test`; `.ci/run`, `npm run test:hostile` and `npm run test:long` ask for all.
 */
const APART = process.env.KASSA_ALL === '1' ? 1 : 4;

/** Of what `npm run test:long` tries with all rows. */
const SAMPLE = new Set(['endless values', 'endless gzip']);

/** Part of the name of the behaviours that are tried; all where nobody asks for some. */
const ASKED = process.env.KASSA_BEHAVIOUR ?? '';
const isAsked = ({ name }: Hostile): boolean => name.includes(ASKED);

const { shop, matrix, runner } = useShop();

testRows({ shop, hostiles: hostiles.filter(isAsked), matrix, apart: APART });
testRows({
	shop,
	hostiles: large.filter((each) => SAMPLE.has(each.name) && isAsked(each)),
	matrix: new Map(),
	rows: /^cassaNova: products$/,
	runner,
	where: ', with little memory',
});
