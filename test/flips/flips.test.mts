/** The matrix of operations and flips: whichever assumption is wrong, nothing is wrong without a word. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { engine } from '../../scripts/engine/run.mts';
import { freshFetch } from '../../scripts/lib/fetch.mts';
import { flips } from './flips.mts';
import type { Flip } from './flips.mts';
import { draw, notTried, plainCell } from '../hostile/matrix.mts';
import type { Cell } from '../hostile/matrix.mts';
import { openFlipShop } from './flipShop.mts';
import type { FlipShop } from './flipShop.mts';
import { flipRowsOf } from './rows.mts';
import type { Outcome, Row } from '../hostile/rows.mts';
import { FAILURES } from '../hostile/verdict.mts';

let shop: FlipShop;
let usual: object;
const friendly = new Map<string, Outcome>();
const matrices = new Map<string, Map<string, Cell[]>>();

async function config(switches?: object): Promise<object> {
	const answer = await freshFetch(
		`${shop.ready.control}/config`,
		switches && {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(switches),
		},
	);
	return (await answer.json()) as object;
}

before(async () => {
	shop = await openFlipShop();
	usual = await config();
});
after(async () => {
	engine.hurry();
	await shop.stop();
	for (const matrix of matrices.values()) process.stdout.write(`${draw(matrix).join('\n')}\n\n`);
});

/** What each operation gives where everything is as assumed. */
async function friendlyOf(row: Row): Promise<Outcome> {
	const known = friendly.get(row.name);
	if (known) return known;
	const { outcome } = await plainCell(row, shop.ready);
	assert(outcome?.items?.length, `${row.name}: ${outcome?.words}`);
	friendly.set(row.name, outcome);
	return outcome;
}

/** Of each flip and each operation `npm test` tries every fourth cell; `npm run assumptions` all. */
const APART = process.env.KASSA_ALL === '1' ? 1 : 4;

/** What becomes of each operation where an assumption is wrong. */
async function cellsOf(flip: Flip, place: number): Promise<Map<string, Cell>> {
	const rows = flipRowsOf(shop).filter(({ vendor }) => vendor === flip.vendor);
	const isTried = (row: Row) =>
		(rows.indexOf(row) + place) % APART === 0 && !row.skip?.test(flip.name);
	const tried = rows.filter(isTried);
	for (const row of tried) await friendlyOf(row);
	const cells = new Map(rows.map(({ name }) => [name, notTried(flip.name)]));
	try {
		await config(flip.config);
		for (const row of tried) {
			const { cell } = await plainCell(row, shop.ready, friendly.get(row.name), flip.name);
			if (cell) cells.set(row.name, judged(cell, row, flip));
		}
	} finally {
		// The flips after one that fails must not have it as well.
		await config(usual);
	}
	return cells;
}

/** A cell that rightly differs. */
function judged(cell: Cell, { name }: Row, { changes }: Flip): Cell {
	const isRight = cell.verdict === 'silently wrong' && changes?.test(name);
	return isRight ? { ...cell, verdict: 'as sent' } : cell;
}

for (const [place, flip] of flips.entries()) {
	test(flip.name, async () => {
		const cells = await cellsOf(flip, place);
		const matrix = matrices.get(flip.vendor) ?? new Map<string, Cell[]>();
		matrices.set(flip.vendor, matrix);
		for (const [name, cell] of cells) matrix.set(name, [...(matrix.get(name) ?? []), cell]);
		const wrong = [...cells].filter(([, { verdict }]) => FAILURES.has(verdict));
		assert.deepEqual(wrong, []);
	});
}
