/** An event for things that reach a level: it comes when they get there, not at every poll. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { eachInTurns, inTurns } from '../../values/inTurns';
import { isRecord } from '../../values/records';
import { Room } from '../../wire/room';
import { readAlone } from '../../run/run';
import type { Endpoint } from '../../table/types';
import type { PollCalls } from '../call';
import { storedState } from '../trigger';
import type { EventWords } from '../../panel/subtitle';
import type { TriggerEvent } from '../trigger';
import { readShape, toItems } from './items';
import { Load } from '../load';
import type { PollContext, PollOutcome } from '../poll';
import { beginLevels, compareLevel, failureToShow, levelsAfter, reduceLevel } from './levelChanges';
import type { LevelFailure, LevelProgress, LevelRead, LevelState } from './levelChanges';
import { nameSteps, shortRecordName } from './recordName';
import { startingAt } from '../startingAt';
import type { WatchedList } from '../documents/sources';

/** What distinguishes one such event from the others. */
export interface LevelEventSpec extends EventWords {
	resource: string;
	properties: INodeProperties[];
	options: INodeProperties[];
	/** The lists to read, and what is to be said of their records. */
	lists: (calls: PollCalls) => Promise<LevelList[]>;
	/** Whether a record has reached the level. */
	isThere: (record: IDataObject) => boolean;
	/** What to do where a test in the editor finds none that has. */
	whereNothing: string;
}

/** A list to read, and what is to be said of its records. */
type LevelList = WatchedList & { remarks: IDataObject };

/** What the lists of a poll are read with. */
interface LevelReader {
	spec: LevelEventSpec;
	calls: PollCalls;
	endpoint: Endpoint;
	/** What is handed on. */
	load: Load;
}

/** Items at most; what is more comes at the next poll. */
const MOST = 1000;

/** Makes the event of its entry. */
export function levelEvent(spec: LevelEventSpec): TriggerEvent {
	const { name, value, action, description, properties, options, whereNothing } = spec;
	const poll: TriggerEvent['poll'] = async (calls, context) =>
		await pollForLevels(spec, calls, context);
	return { name, value, action, description, properties, options, whereNothing, poll };
}

async function pollForLevels(
	spec: LevelEventSpec,
	calls: PollCalls,
	context: PollContext,
): Promise<PollOutcome> {
	const endpoint = calls.endpoint(spec.resource, 'getAll');
	const shape = readShape(calls, endpoint);
	const stored = storedState<LevelState>(context.state, 'levels') ?? { levels: {} };
	const all = await spec.lists(calls);
	// An account that has no shops for a moment, or a list of them that came empty, says nothing.
	if (all.length === 0) return { items: [], state: { ...stored } };
	const lists = startingAt(
		all,
		all.findIndex(({ key }) => key === stored.next),
	);
	const reader = { spec, calls, endpoint, load: new Load(MOST) };
	const progress = await readLists(lists, stored, reader, context);
	const { outgoing } = progress;
	const after = levelsAfter(progress, stored, context.startedAt);
	const shown = failureToShow(progress, stored, after, context);
	if (shown && (!shown.isBeside || context.complains(outgoing.length > 0))) throw shown.error;
	const handedOn = context.manual ? outgoing.slice(0, 1) : outgoing;
	return { items: await toItems(calls, endpoint, shape, handedOn), state: { ...after } };
}

/** Reads one list after the other, as many as there is time and room for; by hand, until one has news. */
async function readLists(
	lists: LevelList[],
	stored: LevelState,
	reader: LevelReader,
	{ manual, goesOn }: PollContext,
): Promise<LevelProgress> {
	/** For the list that is read, and what is handed on of those before it. */
	const room = new Room();
	let progress = beginLevels(lists, stored);
	for (const list of lists) {
		if (!goesOn() || reader.load.isFull) return { ...progress, waiting: list.key };
		// What is at the level when the trigger begins isn't news, but by hand all is.
		const known = manual ? '' : stored.levels[list.key];
		const part = room.part();
		const done = await readLevel(list, known, reader, part).catch(
			(error: unknown): LevelFailure => {
				part.leave(0);
				return { error, isShort: part.isShort };
			},
		);
		progress = reduceLevel(progress, list, done);
		const isEnough = manual && progress.outgoing.length > 0;
		if (progress.waiting !== undefined || isEnough) return progress;
	}
	return progress;
}

/**
 * Reads one list, and compares it with what is known of it.
 * @param room holds what is handed on of it afterwards
 */
async function readLevel(
	{ path, query }: WatchedList,
	known: string | undefined,
	{ spec, calls, endpoint, load }: LevelReader,
	room: Room,
): Promise<LevelRead> {
	const { list } = endpoint;
	const there = new Map<string, IDataObject>();
	if (list) {
		const call = calls.call(endpoint, { path, query });
		const { records } = await readAlone(call, list, { room });
		const reached = records.filter(isRecord).filter(spec.isThere);
		await inTurns(call, nameSteps(list, reached));
		await eachInTurns(call, reached, (record) => there.set(shortRecordName(list, record), record));
	}
	const read = await inTurns(calls.taking, compareLevel(there, known, load));
	room.leave(read.bytes);
	return read;
}
