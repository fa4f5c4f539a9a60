/** Runs every kind of operation against every hostile behaviour, and says what became of each. */
import { engine } from '../../scripts/engine/run.mts';
import type { SandboxReady } from '../../sandbox/ready.ts';
import type { Hostile } from './behaviours.mts';
import { pass, startBetween, startStranger } from './between.mts';
import type { Behaviour } from './between.mts';
import type { Outcome, Row, Server, Vendor } from './rows.mts';
import { FAILURES, verdictOf } from './verdict.mts';
import type { Verdict } from './verdict.mts';

export interface Cell {
	behaviour: string;
	verdict: Verdict;
	/** What came out, for whoever looks into it. */
	detail: string;
}

/** How long is waited for an answer, in milliseconds. */
export interface Patience {
	silenceMs: number;
	answerMs: number;
}

/** Where rows are run. */
export interface Runner {
	/** How many rows may be run there at once. */
	atOnce: number;
	/** How patient the rows are that begin from now on; as in n8n without a number. */
	hurry: (patience?: Patience) => void;
	/** Rejects when n8n's engine throws, or its process ends. */
	run: (row: Row, server: Server) => Promise<Outcome>;
}

/** This very process. Most rows wait most of the time. */
const here: Runner = {
	atOnce: 4,
	hurry: (patience) => void engine.hurry(patience?.silenceMs, patience?.answerMs),
	run: async (row, server) => await row.run(server),
};

/** How long is waited, in milliseconds, where the enemy never ends; the time isn't wanted otherwise. */
const PATIENCE: Record<'silent' | 'other', Patience> = {
	silent: { silenceMs: 150, answerMs: 600 },
	other: { silenceMs: 20_000, answerMs: 60_000 },
};
/** A run that takes longer hangs, on the slowest machine. */
const HANGS_MS = 120_000;

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

async function ran(
	row: Row,
	behaviour: Behaviour,
	ready: SandboxReady,
	runner: Runner,
): Promise<Ran> {
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
	const running = runner.run(row, { ...between, ready, signal: ending.signal }).then(
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
async function friendlyOutcome(row: Row, ready: SandboxReady, runner: Runner): Promise<Outcome> {
	runner.hurry();
	const { outcome, thrown, struck } = await ran(row, friend, ready, runner);
	if (!outcome?.items?.length || struck.length === 0) {
		throw new Error(
			`${row.name} gives nothing: ${thrown ?? ''} ${outcome?.words} ${struck.join()}`,
		);
	}
	return outcome;
}

/**
 * What a row gives of the server as it is, and what that is worth.
 * @param friendly what it gives of a server as usual; without it there is no cell
 * @param name of what is otherwise with the server
 */
export async function plainCell(
	row: Row,
	ready: SandboxReady,
	friendly?: Outcome,
	name = '',
): Promise<{ outcome?: Outcome; cell?: Cell }> {
	const { outcome, thrown, ...seen } = await ran(row, friend, ready, here);
	if (!friendly) return { outcome };
	const told = thrown === undefined ? {} : { thrown };
	// A request that isn't sent any more is no reason to look away.
	const judged = { ...seen, struck: [row.name], isFitting: true };
	const verdict = verdictOf({ row, worth: 'other', outcome, friendly, ...judged, ...told });
	const { words = '', hints = [], items = null } = outcome ?? {};
	const detail = JSON.stringify({ words, thrown, hints, items }).slice(0, 1500);
	return { outcome, cell: { behaviour: name, verdict, detail } };
}

/** A cell of a behaviour that makes no sense for a row, or isn't its turn. */
export const notTried = (behaviour: string): Cell => ({
	behaviour,
	verdict: 'not tried',
	detail: '',
});

async function cellOf(
	row: Row,
	{ name, worth, behave }: Hostile,
	friendly: Outcome,
	ready: SandboxReady,
	runner: Runner,
): Promise<Cell> {
	if (row.skip?.test(name)) return notTried(name);
	const { outcome, thrown, ...seen } = await ran(row, behave, ready, runner);
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
export async function cellsOf(
	row: Row,
	hostiles: Hostile[],
	ready: SandboxReady,
	runner = here,
): Promise<Cell[]> {
	const friendly = await friendlyOutcome(row, ready, runner);
	const cells = new Map<string, Cell>();
	const all = async (some: Hostile[], patience: Patience) => {
		runner.hurry(patience);
		const left = [...some];
		const work = async () => {
			for (let each = left.shift(); each; each = left.shift()) {
				cells.set(each.name, await cellOf(row, each, friendly, ready, runner));
			}
		};
		await Promise.all(Array.from({ length: runner.atOnce }, work));
	};
	await all(
		hostiles.filter(({ isSilent }) => isSilent),
		PATIENCE.silent,
	);
	await all(
		hostiles.filter(({ isSilent }) => !isSilent),
		PATIENCE.other,
	);
	return hostiles.map(({ name }) => cells.get(name) as Cell);
}

const SIGNS: Record<Verdict, string> = {
	error: 'E',
	right: '=',
	hint: 'H',
	'as sent': 's',
	later: 'l',
	'not tried': '.',
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
		const signs = cells.map((column) => SIGNS[column[line]?.verdict ?? 'not tried']);
		return `${behaviour.padEnd(width)}  ${signs.join(' ')}`;
	});
	const tried = count(({ verdict }) => verdict !== 'not tried');
	const failed = count(({ verdict }) => FAILURES.has(verdict));
	return [
		...names.map((name, column) => `${' '.repeat(width + 2)}${'| '.repeat(column)}${name}`),
		...lines,
		'E error with a sentence, = right, H says itself what is amiss, s records as the server sent them,',
		'l nothing yet and all of it later, . not tried, ! wrong',
		`${tried} cells of ${names.length} operations and ${lines.length} behaviours, ${failed} wrong`,
	];
}
