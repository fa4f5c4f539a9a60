/** Checking a code: "no" is an answer like "yes", unless the user wants it as an error. */
import type { IDataObject } from 'n8n-workflow';
import { apiError } from '../shared/wire/errors';
import { InputError } from '../shared/table/inputError';
import { option, within } from '../shared/table/fields';
import { bodyOf } from '../shared/wire/exchange';
import { toRequest } from '../shared/run/run';
import type { RequestInput } from '../shared/table/request';
import type { Call, Endpoint, Field } from '../shared/table/types';
import { asValue, isFilled } from './answers';

const onRefusal: Field = option({
	displayName: 'On Refusal',
	name: 'onRefusal',
	type: 'options',
	options: [
		{
			name: 'Return as Item',
			value: 'item',
			description: 'Give an item with "valid" set to false and the reason',
		},
		{ name: 'Stop With Error', value: 'error', description: 'Fail with the reason' },
	],
	default: 'item',
	description: 'What happens when the shop does not accept what was entered',
});

/** The option that holds the wire name of a query field. */
const nameOption = (field: Field) => `${field.property.name}Parameter`;

function wireNameField(field: Field): Field {
	const { displayName, name } = field.property;
	return option({
		displayName: `${displayName} Sent As`,
		name: nameOption(field),
		type: 'string',
		default: name,
		description: `The name under which the ${displayName.toLowerCase()} is sent. KassaForte's document doesn't tell it; ${name} is assumed.`,
	});
}

/** The query with the names that the user chose. */
function renamed(fields: Field[], { query, options }: RequestInput): Record<string, unknown> {
	return Object.fromEntries(
		fields.map((field) => [
			String(options[nameOption(field)] ?? '').trim() || field.property.name,
			query[field.property.name],
		]),
	);
}

/** What is particular to one kind of code. */
interface Check {
	action: string;
	description: string;
	route: string;
	doc: string;
	/** Query fields; the first one stands in the item, too. */
	fields: [Field, ...Field[]];
	/** What the statuses mean by which the shop refuses, where it says nothing itself. */
	refusals: Record<number, string>;
}

/** The entry of an operation that checks a code. */
export function checkOperation({ fields, refusals, ...words }: Check): Endpoint {
	return {
		...words,
		name: 'Check',
		value: 'check',
		fields: [...fields, ...within('options', [onRefusal, ...fields.map(wireNameField)])],
		check: (input) => {
			if (Object.keys(renamed(fields, input)).length === fields.length) return;
			const { displayName } = wireNameField(fields[0]).property;
			throw new InputError(
				displayName,
				'is the name of another parameter, too',
				'Choose two different names; nothing was sent.',
			);
		},
		reads: true,
		run: async (call) => await runCheck(call, fields, refusals),
	};
}

async function runCheck(
	call: Call,
	fields: Check['fields'],
	refusals: Check['refusals'],
): Promise<IDataObject[]> {
	const { input } = call;
	const answer = await call.ask({
		...toRequest(call),
		query: renamed(fields, input),
		refusals: input.options.onRefusal === 'error' ? [] : Object.keys(refusals).map(Number),
	});
	const { name } = fields[0].property;
	const asked = asValue(name, input.query[name]);
	if (answer.kind === 'refused') {
		const { status, vendor, body } = answer;
		const reason = vendor?.message ?? refusals[status] ?? '';
		const given = body === '' ? null : body;
		return [{ ...asked, valid: false, status, reason, ...asValue('answer', given) }];
	}
	const worth = bodyOf(answer);
	if (!isFilled(worth)) throw saysNothing(call);
	return [{ ...asked, valid: true, status: null, reason: null, answer: worth }];
}

/** Money is given away for a valid code: an answer without content doesn't make it one. */
function saysNothing(call: Call): Error {
	return apiError(call, {
		problem: 'the answer does not say what it is worth',
		advice: 'Check the domain in the credential. If it is right, ask KassaForte.',
	});
}
