/** The event "shop info changed": the infos are compared with those of the poll before. */
import { deepCopy } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { InputError } from '../../shared/table/inputError';
import { option } from '../../shared/table/fields';
import { inTurns } from '../../shared/values/inTurns';
import { shapeAnswer } from '../../shared/run/output';
import type { PollContext, PollOutcome } from '../../shared/poll/poll';
import { runOne } from '../../shared/run/run';
import { textList } from '../../shared/table/schemas';
import type { Field } from '../../shared/table/types';
import { isFilled } from '../answers';
import { changeItem, missingPaths, watchedChanges } from './infoDiff';
import { changesSince, hadPath, keepInfos } from './keptInfos';
import type { KeptInfos } from './keptInfos';
import type { Poller } from './poller';
import { parsePath } from './status';
import { textsIn } from '../../shared/table/checked';

/** Where what is remembered stands in the node's state. */
const KEY = 'infos';

/** The parts of a shop's data that can come with a change, by the operation that reads them. */
const PARTS = {
	deliveryCosts: { name: 'Delivery Costs', operation: 'getDeliveryCosts' },
	menu: { name: 'Menu', operation: 'getMenu' },
	openHours: { name: 'Opening Hours', operation: 'getOpenHours' },
};
type Part = keyof typeof PARTS;
const isPart = (name: string): name is Part => Object.hasOwn(PARTS, name);

const PATHS = 'Paths';

export const infoFields: Field[] = [
	option({
		displayName: 'Watch',
		name: 'watch',
		type: 'options',
		options: [
			{
				name: 'Everything',
				value: 'everything',
				description: "Any change of the shop's information",
			},
			{
				name: 'Some Paths',
				value: 'paths',
				description: 'Only changes at or below the paths that you give',
			},
		],
		default: 'everything',
		description: "Which changes of the shop's information start the workflow",
	}),
	option(
		{
			displayName: PATHS,
			name: 'paths',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. shopOpenStatus.delivery',
			description:
				'Where to look in the information, with commas between the paths. Fetch a test event to see what your shop sends.',
			displayOptions: { show: { watch: ['paths'] } },
		},
		{
			schema: () =>
				textList.refine(
					(paths) => paths.every((path) => parsePath(path) !== undefined),
					'must be names with dots between them, for example shopOpenStatus.delivery',
				),
		},
	),
	option(
		{
			displayName: 'Fetch With It',
			name: 'fetchWithIt',
			type: 'multiOptions',
			options: Object.entries(PARTS).map(([value, { name }]) => ({ name, value })),
			default: [],
			hint: 'Empty = only the information that changed',
			description: 'What else to read and to put into the item when the information changed',
		},
		{
			schema: () =>
				z
					.array(z.string())
					.or(textList)
					.refine(
						(parts) => parts.every(isPart),
						`must be some of ${Object.keys(PARTS).join(', ')}`,
					),
		},
	),
];

/** Asks for the infos, and tells what changed since they were asked for the last time. */
export async function pollInfos(poller: Poller, context: PollContext): Promise<PollOutcome> {
	const { options, shop } = poller;
	const call = poller.call('shop', 'getInfos');
	const after = shapeAnswer(call, await runOne(call));
	const paths = options.watch === 'paths' ? textsIn(options, 'paths') : undefined;
	const before = context.manual ? undefined : readBefore(context.state[KEY], shop);
	refuseWrongPaths(paths, before, after, context.manual);
	const changes = before
		? await inTurns(call, changesSince(before, after, paths))
		: context.manual
			? await inTurns(call, watchedChanges({}, after, paths))
			: [];
	const items: INodeExecutionData[] = [];
	if (changes.length > 0) {
		const isWhole = before === undefined || 'answer' in before;
		const whole = before && 'answer' in before ? before.answer : null;
		const note = isWhole ? undefined : NOT_WHOLE;
		const json = changeItem(changes, whole, after, context.startedAt, note);
		items.push({ json: { ...json, ...(await parts(poller)) } });
	}
	const kept = await inTurns(call, keepInfos(after, paths));
	return { items, state: { [KEY]: { shop, ...kept } as unknown as IDataObject } };
}

const NOT_WHOLE =
	'The infos before were too long to be kept: "before" is empty, and "changes" say what was there before only where it was short.';

/** The infos of the poll before; those of another shop say nothing. */
function readBefore(state: unknown, shop: string): KeptInfos | undefined {
	const kept = state as (KeptInfos & { shop: string }) | undefined;
	if (kept?.shop !== shop) return undefined;
	// What n8n gives watches its own changes; an item must hold plain values.
	return deepCopy(kept);
}

/** A misspelt path would wait for ever; one that comes and goes is fine in the live workflow. */
function refuseWrongPaths(
	paths: string[] = [],
	before: KeptInfos | undefined,
	after: IDataObject,
	manual: boolean,
): void {
	const missing = missingPaths(after, paths).filter((path) => !hadPath(before, path));
	const [first] = missing;
	if (first === undefined || (!manual && missing.length < paths.length)) return;
	throw new InputError(
		PATHS,
		`name something that is not in the information: "${first}"`,
		`Correct it. There is: ${Object.keys(after).slice(0, 20).join(', ')}.`,
	);
}

/** What the user wants to have beside the change. */
async function parts({ options, call }: Poller): Promise<IDataObject> {
	const wanted = (textsIn(options, 'fetchWithIt') ?? []).filter(isPart);
	const read = await Promise.all(
		wanted.map(async (part) => {
			const one = call('shop', PARTS[part].operation);
			const answer = await runOne(one);
			const item = shapeAnswer(one, answer);
			return [part, isFilled(answer) ? answer : (item[part] ?? null)] as const;
		}),
	);
	return Object.fromEntries(read);
}
