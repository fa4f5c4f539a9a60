/** A test for each row of the matrix. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { engine } from '../../scripts/engine/run.mts';
import { runApart } from './apart.mts';
import type { Hostile } from './behaviours.mts';
import { cellsOf, draw, notTried } from './matrix.mts';
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
	/** How far apart the behaviours that a row meets are, begun one later by each row; 1 by default. */
	apart?: number;
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
export function testRows(asked: Asked): void {
	const { shop, matrix, apart = 1, rows = /./, runner, where = '' } = asked;
	const names = rowsOf(noDays).filter((row) => rows.test(row.name));
	for (const [index, { name }] of names.entries()) {
		const hostiles = asked.hostiles.filter((_, place) => (place + index) % apart === 0);
		test(`${name}${where}`, async () => {
			const { days, ready } = shop();
			const row = rowsOf(days).find((each) => each.name === name);
			assert(row);
			const cells = await cellsOf(row, hostiles, ready, runner?.());
			matrix.set(
				name,
				asked.hostiles.map(
					({ name: behaviour }) =>
						cells.find((cell) => cell.behaviour === behaviour) ?? notTried(behaviour),
				),
			);
			assert.deepEqual(
				cells.filter(({ verdict }) => FAILURES.has(verdict)),
				[],
			);
		});
	}
}
