/** One reading for all items of an execution that ask for the same. */
import type { IDataObject } from 'n8n-workflow';
import { inTurns, replaceInTurns } from '../values/inTurns';
import { oncePerExecution } from './oncePerExecution';
import { printSteps } from '../values/print';
import type { ActionCall, Call, Endpoint, ItemsWithFiles } from '../table/types';

/** What an operation gives for one item, before it is paired with it. */
export type Given = IDataObject[] | ItemsWithFiles;

/** Whether an operation changes nothing, remembers nothing, and depends on its parameters only. */
export function onlyReads({ route, run, reads }: Endpoint): boolean {
	return route.startsWith('GET ') && (run === undefined || reads === true);
}

/**
 * Reads for the first item, and gives the same to all others of the account whose parameters are the
 * same; a failure, too.
 * @param shape the form that the user chose for what comes out
 * @returns items whose own fields the next node may change; what is nested in them is one for all,
 * because 200 items would hold it 200 times
 * @throws what `read` threw; each item gets an error of its own
 */
export async function sharedReading(
	call: ActionCall,
	shape: unknown,
	read: () => Promise<Given>,
): Promise<Given> {
	const { route, action } = call.endpoint;
	const asked = await inTurns(call, printSteps([route, action, shape, call.input], asJson));
	const askers = await call.once(`askers ${asked}`, async () => await Promise.resolve({ many: 0 }));
	askers.many += 1;
	let isFirst = false;
	const given = await oncePerExecution(call, `reading ${asked}`, async () => {
		isFirst = true;
		return await read();
	});
	const items = call.host.getInputData().length;
	if (items > 1 && askers.many === items) call.hint(allTheSame(items));
	return isFirst ? given : await ownFields(call, given);
}

/** What a parameter holds, as far as it can be told apart. */
function asJson(leaf: unknown): string {
	return JSON.stringify(leaf) ?? 'null';
}

function allTheSame(items: number): string {
	return `All ${items} items asked for the same: it was read once, and comes out ${items} times. If you need it only once, switch on "Execute Once" in the settings of this node.`;
}

async function ownFields(call: Call, given: Given): Promise<Given> {
	if (Array.isArray(given)) return await replaceInTurns(call, [...given], (json) => ({ ...json }));
	const withFiles = given.withFiles.map(({ json, binary = {}, ...others }) => ({
		...others,
		json: { ...json },
		binary: Object.fromEntries(Object.entries(binary).map(([name, file]) => [name, { ...file }])),
	}));
	return { withFiles };
}
