/** Records and answers → n8n items, in the shape that the user chose. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { apiError } from '../wire/errors';
import { InputError } from '../table/inputError';
import { adviceForNoRecord } from '../wire/failure';
import { outputProperty, simplifyProperty } from '../table/fields';
import { eachInTurns, inTurns, replaceInTurns } from '../values/inTurns';
import { isRecord, under } from '../values/records';
import { Scale } from '../wire/room';
import { fillNames } from './fillNames';
import { daysInWords } from './range';
import { pairedWith } from './oneList';
import { runList, runOne, toRequest } from './run';
import { sendOnce } from '../once/sendOnce';
import { onlyReads, sharedReading } from './sharedReading';
import type { Given } from './sharedReading';
import { namesOfRecord } from '../table/table';
import type { ListSpec } from '../table/list';
import type { ActionCall, Call, Endpoint, OutputSpec } from '../table/types';
import { readSwitch } from './input';
import { tellDoubt } from './toldIn';
import type { ReadParameter } from './input';

/**
 * Runs an endpoint for one item and shapes what comes out.
 * @param read gives the parameters that choose the shape
 * @throws InputError for a shape that there isn't, and whatever the endpoint's work throws
 */
export async function runEndpoint(
	call: ActionCall,
	read: ReadParameter,
): Promise<INodeExecutionData[]> {
	const { endpoint } = call;
	const shape = endpoint.run ? undefined : chosenShape(endpoint, read);
	const work = async () => await giveInRoom(call, shape);
	const items = onlyReads(endpoint) ? await sharedReading(call, shape, work) : await work();
	const without = endpoint.output?.without?.(call);
	if (without !== undefined) call.hint(without);
	if (Array.isArray(items) && items.length === 0) tellOfNothing(call);
	if (!endpoint.route.startsWith('GET ') && hasDuplicate(items)) call.hint(THERE_BEFORE);
	const pairedItem = pairedWith(endpoint, call.host, call.itemIndex);
	return Array.isArray(items)
		? items.map((json) => ({ json, pairedItem }))
		: items.withFiles.map(({ from, ...item }) => ({
				...item,
				pairedItem: from ? from.map((index) => ({ item: index })) : pairedItem,
			}));
}

/** Among columns, the word for it is easily overlooked. */
const THERE_BEFORE =
	'What has "duplicate: true" was there before, with the same number or ID: nothing was sent for it now.';

const hasDuplicate = (items: Given): boolean =>
	Array.isArray(items) && items.some(({ duplicate }) => duplicate === true);

/** Says of a list that nothing is in it: n8n says so, but not of what. Several items of the input show what of. */
function tellOfNothing({ endpoint, input, host, hint }: ActionCall): void {
	const { range, query } = input;
	if (!endpoint.list || host.getInputData().length > 1) return;
	if (range) hint(`Nothing was found ${daysInWords(range)}. ${LOOK_AT_FILTERS}`);
	else if (Object.values(query).some((value) => value !== undefined)) hint(NONE_FITS);
	else hint(NONE_AT_ALL);
}

const LOOK_AT_FILTERS = 'If something should be there, look at these days and the filters.';
const NONE_FITS = 'Nothing was found that fits the filters.';
const NONE_AT_ALL =
	"Nothing was found: the account has none of these, or this credential can't see them.";

/** Only what comes out stays: what was read for it is gone then. */
async function giveInRoom(call: ActionCall, shape: unknown): Promise<Given> {
	const { room } = call;
	const given = await give(call, shape).catch((error: unknown) => {
		room?.leave(0);
		throw error;
	});
	const inputs = call.host.getInputData().length;
	// For others to come; it takes its time.
	if (room && inputs > 1) {
		const scale = new Scale();
		let bytes = 0;
		await eachInTurns(call, Array.isArray(given) ? given : given.withFiles, (item) => {
			bytes += scale.weigh(item);
		});
		room.leave(bytes);
	}
	return given;
}

async function give(call: ActionCall, shape: unknown): Promise<Given> {
	const { run, list } = call.endpoint;
	if (run) return await run(call);
	if (list) return await readList(call, list, shape);
	const record = await runSingle(call);
	const { simplify } = call.endpoint.output ?? {};
	if (shape !== 'simplified' || !simplify) return [record];
	const items = [simplify(record, call.input.query)].flat();
	await fillNames(call, items, (name) => call.input.options[name]);
	return items;
}

const makesRecord = ({ route }: Endpoint): boolean => route.startsWith('POST ');

/**
 * What leaves alone what an endpoint has done already.
 * @returns undefined where nothing does
 */
export function resumptionOf(endpoint: Endpoint): Endpoint['resumes'] {
	const { resumes, run } = endpoint;
	return resumes ?? (!run && makesRecord(endpoint) ? 'retried' : undefined);
}

/** What makes a record must make it once; changing or deleting it again changes nothing. */
async function runSingle(call: ActionCall): Promise<IDataObject> {
	const run = async () => shapeAnswer(call, await runOne(call));
	if (!makesRecord(call.endpoint)) return await run();
	return await sendOnce(call, toRequest(call), run);
}

type AccountingOutput = OutputSpec & Pick<Required<OutputSpec>, 'accounting'>;

async function readList(call: Call, list: ListSpec, shape: unknown): Promise<IDataObject[]> {
	const { accounting, ...output } = call.endpoint.output ?? {};
	return shape === 'accounting' && accounting
		? await readReceipts(call, list, { ...output, accounting })
		: await readRecords(call, list, shape === 'simplified');
}

/** The records of a list, as they are or short. */
async function readRecords(
	call: Call,
	list: ListSpec,
	isSimplified: boolean,
): Promise<IDataObject[]> {
	const { endpoint, input } = call;
	const { limit = Infinity, query } = input;
	// A list without pages comes whole anyway: the limit then counts what comes out.
	const isWhole = !list.pager && !list.window;
	const records = await runList(call, list, isWhole ? Infinity : limit);
	await tellDoubt(call, endpoint.output?.doubtTimes, records);
	const simplify = isSimplified ? endpoint.output?.simplify : undefined;
	const items = await replaceInTurns(call, records, (record) => {
		const object = toObject(record);
		return simplify ? simplify(object, query) : object;
	});
	const wanted = items.flat().slice(0, limit);
	if (simplify) await fillNames(call, wanted, (name) => input.options[name]);
	return wanted;
}

/** The records of a list as accounting receipts: all of them, whatever the limit. */
async function readReceipts(
	asked: Call,
	list: ListSpec,
	{ accounting, accountingQuery, doubtTimes, problems, rows }: AccountingOutput,
): Promise<IDataObject[]> {
	const { endpoint, input } = asked;
	const call = asked.with(endpoint, { ...input, query: { ...input.query, ...accountingQuery } });
	const records = await runList(call, { ...list, keepsLookalikes: true }, Infinity);
	await tellDoubt(call, doubtTimes, records);
	const convert = await accounting(call, records);
	const receipts = await replaceInTurns(call, records, (record) =>
		convertOrFail(call, convert, record),
	);
	if (problems) {
		for (const problem of await inTurns(call, problems(receipts))) call.hint(problem);
	}
	return rows ? await inTurns(call, rows(receipts, call.input)) : receipts;
}

/** A receipt that can't be read is listed or stops the books, as the user chose: leaving it out would falsify them. */
export function convertOrFail<T>(call: Call, convert: (record: unknown) => T, record: unknown): T {
	try {
		return convert(record);
	} catch (error) {
		const words = error instanceof Error ? error.message : String(error);
		throw apiError(call, {
			problem: words.charAt(0).toLowerCase() + words.slice(1),
			advice: `Read it with the resource "Receipt" and "${outputProperty.displayName}: Everything as Sent" to see what came.`,
		});
	}
}

function chosenShape({ output }: Endpoint, read: ReadParameter): unknown {
	if (!output?.accounting) {
		return output?.simplify && readSwitch(read, simplifyProperty) ? 'simplified' : 'raw';
	}
	const chosen = read(outputProperty.name);
	if (chosen === 'accounting' || chosen === 'raw' || chosen === 'simplified') return chosen;
	throw new InputError(
		outputProperty.displayName,
		`must be one of accounting, raw, simplified; it is ${JSON.stringify(chosen)}`,
		'Choose from the list; nothing was sent.',
	);
}

/**
 * The one record of an answer; an answer without it is an error, never an empty item.
 * @throws NodeApiError where there is none
 */
export function shapeAnswer(call: Call, answer: unknown): IDataObject {
	const { output, route } = call.endpoint;
	const content = output?.unwrap !== undefined && isRecord(answer) ? answer[output.unwrap] : answer;
	const item = output?.result ? output.result(answer, call.input) : content;
	if (isRecord(item) && Object.keys(item).length > 0) return item;
	const missing = output?.unwrap === undefined ? '' : ` ("${output.unwrap}" is missing)`;
	throw apiError(call, {
		problem: `the answer holds no record${missing}`,
		advice: noRecordAdvice(call.endpoint),
		outcomeUnknown: !route.startsWith('GET '),
	});
}

/** One record was asked for, and may not be there; what a write answers is the API's matter. */
function noRecordAdvice(endpoint: Endpoint): string {
	const names = endpoint.route.startsWith('GET ') ? namesOfRecord(endpoint) : [];
	return names.length > 0
		? adviceForNoRecord(names, false)
		: 'Check the address in the credential. If it is right, the API may have changed.';
}

/** n8n items are objects; anything else is put under `value`. */
function toObject(value: unknown): IDataObject {
	return isRecord(value) ? value : under('value', value);
}
