/** The matrix of operations and hostile behaviours: no cell hangs, breaks n8n, leaks, or is silently wrong. */
import { after, before } from 'node:test';
import { engine } from '../../scripts/engine/run.mts';
import { runApart } from './apart.mts';
import { hostiles } from './behaviours.mts';
import { large } from './large.mts';
import { draw } from './matrix.mts';
import type { Cell } from './matrix.mts';
import { openShop } from './shop.mts';
import type { Shop } from './shop.mts';
import { testRows } from './testRows.mts';

const matrix = new Map<string, Cell[]>();
let shop: Shop;
let apart: ReturnType<typeof runApart>;

/** Of what `npm run test:long` tries with all rows. */
const SAMPLE = new Set(['endless values', 'endless gzip']);

before(async () => {
	shop = await openShop();
	apart = runApart(shop.days);
});

after(async () => {
	engine.hurry();
	apart.stop();
	await shop.stop();
	process.stdout.write(`${draw(matrix).join('\n')}\n`);
});

testRows({ shop: () => shop, hostiles, matrix });
testRows({
	shop: () => shop,
	hostiles: large.filter(({ name }) => SAMPLE.has(name)),
	matrix: new Map(),
	rows: /^cassaNova: products$/,
	runner: () => apart,
	where: ', with little memory',
});
