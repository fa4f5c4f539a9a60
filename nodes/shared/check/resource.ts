/** The resource `account`: whether an account is as this package assumes, found out by reading. */
import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { option, within } from '../table/fields';
import type { ActionCall, Endpoint, Field, ItemsWithFiles, Resource } from '../table/types';
import { listed } from '../values/listed';
import { Desk } from './desk';
import { counted } from './findings';
import { countVerdicts, toReport } from './report';
import type { Assumption, Checked } from './types';

/** What one system says of its check. */
interface CheckSource extends Pick<Endpoint, 'route' | 'doc'> {
	/** The assumptions, in the order in which they are looked at. */
	assumptions: readonly Assumption[];
	/** Options of the system's own. */
	options?: Field[];
}

const reportToShare: Field = option({
	displayName: 'Report to Share',
	name: 'reportToShare',
	type: 'boolean',
	default: false,
	description:
		'Whether to attach a file to the first item, in the field "data", that you can send to the maintainers of this package. It holds shapes, counts and verdicts only: no names, numbers, texts or amounts of your records.',
});

/**
 * The resource with its operation.
 * @throws (the operation) NodeApiError where the account can't be asked at all: a key that isn't accepted,
 * calls that are used up, a server that doesn't answer
 */
export function accountResource({ route, doc, assumptions, options = [] }: CheckSource): Resource {
	return {
		name: 'Account',
		value: 'account',
		description: 'The account itself, and whether it behaves as this package assumes',
		endpoints: [
			{
				name: 'Check',
				value: 'check',
				action: 'Check account',
				description:
					'See whether the account behaves as this package assumes, and what to do where it does not (only reads)',
				route,
				doc,
				reads: true,
				fields: within('options', [...options, reportToShare]),
				run: async (call) => await check(call, assumptions),
			},
		],
	};
}

/** The summary first: it is what a person reads, and what the report is attached to. */
async function check(
	call: ActionCall,
	assumptions: readonly Assumption[],
): Promise<IDataObject[] | ItemsWithFiles> {
	const desk = new Desk(call);
	const checked: Checked[] = [];
	for (const { name, question, look } of assumptions) {
		const own = desk.next();
		const { verdict, found, meaning } = await look(own);
		checked.push({ name, verdict, question, asked: own.asked, found, meaning });
	}
	const items = [summarize(call, checked), ...checked.map(toItem)];
	if (call.input.options.reportToShare !== true) return items;
	const { api, authentication } = call;
	const report = toReport({
		system: api.name,
		authentication: authentication.value,
		checked,
		shapes: desk.shapes,
	});
	return await attached(call, items, report);
}

const toItem = (checked: Checked): IDataObject => ({ type: 'check', ...checked });

/** The whole in plain words, in the same columns. */
function summarize({ api }: ActionCall, checked: readonly Checked[]): IDataObject {
	const counts = countVerdicts(checked);
	const open = counts["couldn't tell"];
	const differing = checked.filter(({ verdict }) => verdict === 'differs');
	const names = listed(differing.map(({ name }) => name));
	const parts = [
		differing.length === 0
			? `Nothing in this account is known to differ from what this package assumes of ${api.name}.`
			: `${counted(differing.length, 'assumption')} of this package ${differing.length === 1 ? 'does' : 'do'} not fit this account: ${names}. "meaning" of ${differing.length === 1 ? 'that item' : 'those items'} says what it means for you, and what to do.`,
		open > 0 &&
			`${counted(open, 'assumption')} could not be told, mostly for want of records: check again when more was sold.`,
		differing.length > 0 &&
			'Please send the report (Options, "Report to Share") to the maintainers, so that the package learns it.',
	];
	return {
		type: 'summary',
		name: 'summary',
		verdict: differing.length > 0 ? 'differs' : open > 0 ? "couldn't tell" : 'holds',
		question: `The account behaves as this package assumes of ${api.name}`,
		asked: 'What the other items say; all of it only reads.',
		found: `${counted(counts.holds, 'assumption')} held, ${counts.differs} differed, ${open} could not be told.`,
		meaning: parts.filter(Boolean).join(' '),
	};
}

/** Attaches the report to the first item. */
async function attached(
	call: ActionCall,
	items: readonly IDataObject[],
	report: string,
): Promise<ItemsWithFiles> {
	const data = await call.host.helpers.prepareBinaryData(
		Buffer.from(report, 'utf8'),
		`${call.api.name.toLowerCase()}-account-check.json`,
		'application/json',
	);
	const binaryOf = (index: number): IBinaryKeyData => (index === 0 ? { data } : {});
	return { withFiles: items.map((json, index) => ({ json, binary: binaryOf(index) })) };
}
