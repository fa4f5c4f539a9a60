/** Does one step of a list's poll: asks the vendor, and takes what came. */
import { inTurns } from '../../values/inTurns';
import type { EpochMs } from '../../values/units';
import type { PageRequest } from '../../run/paging';
import { lastDayOf } from './cover';
import type { DocumentPlan, Source, SourceState } from './documentTypes';
import { readEnds } from './ends';
import type { Intake } from './intake';
import { placeIn } from './listState';
import { OutOfTime } from './parts';
import type { Part, PartReader } from './parts';
import type { Done, EndsStep, EndsRead, PieceRead, RestStep, Step } from './steps';

/** What a step is done with. */
export interface StepReader {
	source: Source;
	/** What is known of the list so far. */
	state: SourceState;
	plan: Pick<DocumentPlan, 'now' | 'timeZone' | 'taking' | 'isPause'>;
	intake: Intake;
	/** False when no further page should be asked for. */
	goesOn: () => boolean;
}

/**
 * Takes one step.
 * @returns the step with what it brought
 * @throws the failure of a request; what was taken before it stays in the intake. An OutOfTime of the
 * ends is none: it is part of what they brought
 */
export async function readStep(step: Step, reader: StepReader): Promise<Done> {
	const { source, intake } = reader;
	switch (step.do) {
		case 'sweep':
			return { ...step, ...(await readPiece(step, reader, step)) };
		case 'older':
			return { ...step, ...(await readPiece(step, reader)) };
		case 'newest': {
			const { range, asBefore } = step;
			// Asked before the list is read: what comes in between is found by its ends or read again.
			const counted = asBefore ? undefined : await source.count?.(range);
			const read = await readPiece(step, reader, { expects: asBefore?.length });
			const isCounted = source.count !== undefined;
			return { ...step, ...read, counted, isCounted, isFull: intake.room === 0 };
		}
		case 'count':
			return { ...step, counted: await source.count?.(step.range) };
		case 'rest':
			return { ...step, ...(await readRest(step, reader)) };
		case 'ends':
			return { ...step, ...(await readNewestEnds(step, reader)) };
	}
}

/**
 * Reads a piece, or goes on with it, and takes what it holds.
 * @param how `whole`: nothing is to be taken unless all could be read; `expects`: how long the list was
 */
async function readPiece(
	{ range }: Pick<Step, 'range'>,
	reader: StepReader,
	how: { whole?: boolean; silentBefore?: EpochMs; expects?: number } = {},
): Promise<PieceRead> {
	const { source, state, plan } = reader;
	const { whole = false, silentBefore, expects } = how;
	const part = await source.read(range, placeIn(state, range), { ...stopsOf(reader), expects });
	const { records, end } = part;
	const lastDay = await inTurns(plan.taking, lastDayOf(source, state, range, records, plan));
	const isWanted = end !== undefined || !whole;
	return { part, isTaken: isWanted && (await take(reader, records, silentBefore)), lastDay };
}

async function readRest({ range, again }: RestStep, reader: StepReader) {
	const { source, intake } = reader;
	const part = await source.read(range, again, stopsOf(reader));
	const ids = new Set(part.records.map((record) => source.idOf(record)));
	const added = [...ids].filter((id) => !intake.knows(id)).length;
	return { part, added, isTaken: await take(reader, part.records) };
}

async function readNewestEnds(
	{ range, newest, withPage }: EndsStep,
	reader: StepReader,
): Promise<EndsRead> {
	const { source, intake, goesOn, plan } = reader;
	const { count } = source;
	let page: Part | undefined;
	let pages = 0;
	const readAgain = async () => {
		const stops = { goesOn: () => false, isPause: plan.isPause };
		page = await source.read(range, newest.again, stops);
		return page;
	};
	const readPage = async (request: PageRequest) => {
		if (pages++ > 0 && !goesOn()) throw new OutOfTime();
		return await source.readPage(range, request);
	};
	const ends = {
		size: source.pageSize,
		page: readPage,
		...(count ? { count: async () => await count(range) } : {}),
		...(withPage ? { other: readAgain } : {}),
		newId: (record: unknown) => {
			const id = source.idOf(record);
			return intake.knows(id) ? undefined : id;
		},
	};
	const found = await readEnds(ends, newest).catch((error: unknown) => {
		if (!(error instanceof OutOfTime)) throw error;
		return error;
	});
	if (found instanceof OutOfTime) return { isOutOfTime: true, isTaken: false };
	const isTaken = found !== undefined && (await take(reader, found.records));
	return { found, isOutOfTime: false, isTaken, page };
}

/** @returns true where there was room for all of the records */
async function take(
	{ source, state, plan, intake }: StepReader,
	records: unknown[],
	silentBefore?: EpochMs,
): Promise<boolean> {
	const steps = intake.take(source, state, records, silentBefore);
	return (await inTurns(plan.taking, steps)) === 'all';
}

/** What ends the reading of a piece before its last page. */
function stopsOf({ goesOn, plan }: StepReader): Pick<PartReader, 'goesOn' | 'isPause'> {
	return { goesOn, isPause: plan.isPause };
}
