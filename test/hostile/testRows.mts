/** A test for each row of the matrix. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { engine } from '../../scripts/engine/run.mts';
import { runApart } from './apart.mts';
import type { Hostile } from './behaviours.mts';
import { cellsOf, draw } from './matrix.mts';
import type { Cell, Runner } from './matrix.mts';
import { rowsOf } from './rows.mts';
import { noDays, openShop } from './shop.mts';
import type { Shop } from './shop.mts';
import { FAILURES } from './verdict.mts';

interface Asked {
	/** Open as soon as a test runs. */
	shop: () => Shop;
	hostiles: Hostile[];
	/** Takes each row's cells. */
	matrix: Map<string, Cell[]>;
	/** Names of rows; all by default. */
	rows?: RegExp;
	/** Where rows run; in this process by default. */
	runner?: () => Runner;
	/** What is said of each row's name. */
	where?: string;
}

/** Opens a shop for the tests of a file, and prints their matrix at the end. */
export function useShop(): Required<Pick<Asked, 'shop' | 'matrix' | 'runner'>> {
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
	return { shop: () => shop, matrix, runner: () => apart };
}

/** Declares the tests; each fails with its wrong cells. */
export function testRows({ shop, hostiles, matrix, rows = /./, runner, where = '' }: Asked): void {
	for (const { name } of rowsOf(noDays).filter((row) => rows.test(row.name))) {
		test(`${name}${where}`, async () => {
			const { days, ready } = shop();
			const row = rowsOf(days).find((each) => each.name === name);
			assert(row);
			const cells = await cellsOf(row, hostiles, ready, runner?.());
			matrix.set(name, cells);
			assert.deepEqual(
				cells.filter(({ verdict }) => FAILURES.has(verdict)),
				[],
			);
		});
	}
}
