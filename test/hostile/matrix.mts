/** Runs every kind of operation against every hostile behaviour, and says what became of each. */
import { engine } from '../../scripts/engine/run.mts';
import type { SandboxReady } from '../../sandbox/ready.ts';
import type { Hostile } from './behaviours.mts';
import { pass, startBetween, startStranger } from './between.mts';
import type { Behaviour } from './between.mts';
import type { Outcome, Row, Vendor } from './rows.mts';
import { FAILURES, verdictOf } from './verdict.mts';
import type { Verdict } from './verdict.mts';

export interface Cell {
	behaviour: string;
	verdict: Verdict;
	/** What came out, for whoever looks into it. */
	detail: string;
}

/** So long an answer may be silent, in milliseconds, where it is; the time isn't wanted otherwise. */
const PATIENCE_MS = { silent: 150, other: 20_000 };
/** A run that takes longer hangs, on the slowest machine. */
const HANGS_MS = 120_000;
/** Cells that run at once: most of them wait. */
const AT_ONCE = 4;

const friend: Behaviour = async ({ response, real }) => pass(response, await real());

/** Where a system's sandbox is. */
export const originOf = (ready: SandboxReady, vendor: Vendor): string =>
	vendor === 'kassaForte'
		? `http://${ready.kassaForte.domain}`
		: new URL(ready[vendor].baseUrl).origin;

interface Ran {
	outcome?: Outcome;
	thrown?: string;
	struck: string[];
	done: number;
	isFitting: boolean;
	secrets: string[];
	heard: string;
}

async function ran(row: Row, behaviour: Behaviour, ready: SandboxReady): Promise<Ran> {
	const stranger = await startStranger();
	const between = await startBetween({
		to: originOf(ready, row.vendor),
		where: row.where,
		behaviour,
		stranger: stranger.origin,
	});
	const ending = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	const patience = new Promise<undefined>((resolve) => {
		timer = setTimeout(() => {
			ending.abort();
			resolve(undefined);
		}, HANGS_MS);
	});
	const running = row.run({ ...between, ready, signal: ending.signal }).then(
		(outcome) => ({ outcome }),
		(error: unknown) => ({ thrown: String(error) }),
	);
	const ended = await Promise.race([running, patience]);
	clearTimeout(timer);
	const seen = {
		...ended,
		struck: between.struck(),
		done: between.done(),
		isFitting: between.isFitting(),
		secrets: between.secrets(),
		heard: stranger.heard(),
	};
	await Promise.all([between.stop(), stranger.stop()]);
	return seen;
}

/**
 * What a row gives without an enemy.
 * @throws when it gives no items, or never asks what the enemy would answer
 */
export async function friendlyOutcome(row: Row, ready: SandboxReady): Promise<Outcome> {
	engine.hurry();
	const { outcome, thrown, struck } = await ran(row, friend, ready);
	if (!outcome?.items?.length || struck.length === 0) {
		throw new Error(
			`${row.name} gives nothing: ${thrown ?? ''} ${outcome?.words} ${struck.join()}`,
		);
	}
	return outcome;
}

async function cellOf(
	row: Row,
	{ name, worth, behave }: Hostile,
	friendly: Outcome,
	ready: SandboxReady,
): Promise<Cell> {
	if (row.skip?.test(name)) return { behaviour: name, verdict: 'no case', detail: '' };
	const { outcome, thrown, ...seen } = await ran(row, behave, ready);
	const verdict = verdictOf({
		row,
		worth,
		outcome,
		friendly,
		...seen,
		...(thrown === undefined ? {} : { thrown }),
	});
	const { words = '', hints = [], items = null } = outcome ?? {};
	const shown = { words, thrown, hints, heard: seen.heard, struck: seen.struck, items };
	return { behaviour: name, verdict, detail: JSON.stringify(shown).slice(0, 1500) };
}

/** All cells of a row, in the order of the behaviours. */
export async function cellsOf(row: Row, hostiles: Hostile[], ready: SandboxReady): Promise<Cell[]> {
	const friendly = await friendlyOutcome(row, ready);
	const cells = new Map<string, Cell>();
	const all = async (some: Hostile[], patienceMs: number) => {
		engine.hurry(patienceMs);
		const left = [...some];
		const work = async () => {
			for (let each = left.shift(); each; each = left.shift()) {
				cells.set(each.name, await cellOf(row, each, friendly, ready));
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, work));
	};
	await all(
		hostiles.filter(({ isSilent }) => isSilent),
		PATIENCE_MS.silent,
	);
	await all(
		hostiles.filter(({ isSilent }) => !isSilent),
		PATIENCE_MS.other,
	);
	return hostiles.map(({ name }) => cells.get(name) as Cell);
}

const SIGNS: Record<Verdict, string> = {
	error: 'E',
	right: '=',
	hint: 'H',
	'as sent': 's',
	later: 'l',
	'no case': '.',
	hangs: '!',
	breaks: '!',
	leaks: '!',
	strays: '!',
	'done twice': '!',
	'silently wrong': '!',
	'no sentence': '!',
};

/** The matrix as lines of text: a column for each operation, a line for each behaviour. */
export function draw(matrix: ReadonlyMap<string, Cell[]>): string[] {
	const names = [...matrix.keys()];
	const cells = [...matrix.values()];
	const count = (isCounted: (cell: Cell) => boolean) => cells.flat().filter(isCounted).length;
	const width = Math.max(0, ...cells.flat().map(({ behaviour }) => behaviour.length));
	const lines = (cells[0] ?? []).map(({ behaviour }, line) => {
		const signs = cells.map((column) => SIGNS[column[line]?.verdict ?? 'no case']);
		return `${behaviour.padEnd(width)}  ${signs.join(' ')}`;
	});
	const tried = count(({ verdict }) => verdict !== 'no case');
	const failed = count(({ verdict }) => FAILURES.has(verdict));
	return [
		...names.map((name, column) => `${' '.repeat(width + 2)}${'| '.repeat(column)}${name}`),
		...lines,
		'E error with a sentence, = right, H says itself what is amiss, s records as the server sent them,',
		'l nothing yet and all of it later, . no case, ! wrong',
		`${tried} cells of ${names.length} operations and ${lines.length} behaviours, ${failed} wrong`,
	];
}
