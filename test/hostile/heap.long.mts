/** Every row against every answer that is too much: with a heap of 512 MB, none ends n8n's process. */
import { after, before } from 'node:test';
import { engine } from '../../scripts/engine/run.mts';
import { runApart } from './apart.mts';
import { large } from './large.mts';
import { draw } from './matrix.mts';
import type { Cell } from './matrix.mts';
import { openShop } from './shop.mts';
import type { Shop } from './shop.mts';
import { testRows } from './testRows.mts';

const matrix = new Map<string, Cell[]>();
let shop: Shop;
let apart: ReturnType<typeof runApart>;

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

testRows({ shop: () => shop, hostiles: large, matrix, runner: () => apart });
